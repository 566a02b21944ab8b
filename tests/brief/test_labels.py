"""Labels in three languages: every catalogue says all there is to say; dates, amounts and plurals are those of the language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel import Locale

import attache.brief
from attache.brief.labels import LANGUAGES, Label, Language, catalogue, labels_in
from attache.knowledge import rows
from attache.ledger.entries import ActorEntry
from attache.records import Bound, Dates, Value

LABELS = "attache.brief.labels"
OTHERS: tuple[Language, ...] = ("vi", "ru")


def texts(label: Label) -> list[str]:
    if isinstance(label, dict):
        return list(label.values())
    return list(label) if isinstance(label, list) else [label]


def places(label: Label) -> set[frozenset[str]]:
    """The places to fill in, of each form."""
    return {frozenset(re.findall(r"{(\w+)}", text)) for text in texts(label)}


@pytest.mark.parametrize("language", OTHERS)
def test_every_catalogue_has_every_key_with_every_place(language: Language) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert sorted(other) == sorted(english)
    assert [key for key in english if places(english[key]) != places(other[key])] == []
    assert [key for key in english if isinstance(english[key], dict) != isinstance(other[key], dict)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_by_number_have_the_forms_that_the_language_counts_in(language: Language) -> None:
    locale = Locale.parse(language)
    forms = {locale.plural_form(n) for n in range(200)} | {"other"}
    by_number = {key: label for key, label in catalogue(language).items() if isinstance(label, dict)}
    assert by_number
    assert {key: set(label) ^ forms for key, label in by_number.items() if set(label) != forms} == {}


def test_every_label_is_used() -> None:
    source = Path(attache.brief.__file__).parent
    code = "".join(p.read_text("utf-8") for kind in ("*.py", "*.j2") for p in source.rglob(kind))
    asked = set(re.findall(r"""["']([a-z_]+\.[a-z_ ]+)["']""", code))
    prefixes = tuple(re.findall(r'f"([a-z]+\.(?:kind_)?)[a-z_]*{', code))
    formed = ("date.", "amount.", "rule.", *prefixes)
    assert [key for key in catalogue("en") if key not in asked and not key.startswith(formed)] == []


@pytest.mark.parametrize(
    ("table", "column", "known"),
    [
        ("modes", "mode", {row["mode"] or row["type"] for row in rows("plover")}),
        ("sectors", "sector", {row["sector"] for row in rows("sectors", package="attache.language.en")}),
        ("measures", "measure", {row["measure"] for name in ("measures", "measure_names") for row in rows(name)}),
    ],
)
def test_words_of_tables_are_translated(table: str, column: str, known: set[str]) -> None:
    told = {row[column]: row for row in rows(table, package=LABELS)}
    assert sorted(known - set(told)) == []
    assert [name for name, row in told.items() if not row["vi"] or not row["ru"]] == []


@pytest.mark.parametrize("stages", ["milestone", "state"])
def test_stages_and_states_are_named(stages: str) -> None:
    key = {"milestone": "stage", "state": "state"}[stages]
    words = {row[stages] for row in rows("milestones")} - {""}
    assert sorted(word for word in words if f"{key}.{word}" not in catalogue("en")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_has_a_name(language: Language) -> None:
    labels = labels_in(language)
    named = {row["iso3"]: labels.country(row["iso3"]) for row in rows("countries")}
    former = {"CSK", "DDR", "SCG", "SUN", "VDR", "YUG"}
    assert [code for code, name in named.items() if name == code and (language != "en" or code not in former)] == []


@pytest.mark.parametrize(
    ("dates", "english", "vietnamese", "russian"),
    [
        (("2018-03-19", "2018-03-19"), "19 March 2018", "19 tháng 3 năm 2018", "19 марта 2018 г."),
        (("2018-03-19", "2018-03-20"), "19–20 March 2018", "19–20 tháng 3 năm 2018", "19–20 марта 2018 г."),
        (("2016-10-01", "2016-10-31"), "October 2016", "tháng 10 năm 2016", "октябрь 2016 г."),
        (("2021-01-01", "2021-09-30"), "January–September 2021", "tháng 1–tháng 9 năm 2021", "январь–сентябрь 2021 г."),
        (("2017-01-01", "2017-12-31"), "2017", "2017", "2017"),
        (("2011-01-01", "2020-12-31"), "2011–2020", "2011–2020", "2011–2020"),
        (("2024-01-01", "2024-03-31"), "first quarter of 2024", "quý I năm 2024", "I квартал 2024 г."),
        (("2024-07-01", "2024-12-31"), "second half of 2024", "sáu tháng cuối năm 2024", "второе полугодие 2024 г."),
        (
            ("2021-11-29", "2021-12-02"),
            "29 November 2021 – 2 December 2021",
            "29 tháng 11 năm 2021 – 2 tháng 12 năm 2021",
            "29 ноября 2021 г. – 2 декабря 2021 г.",
        ),
        ((None, "2008-10-27"), "until 27 October 2008", "đến 27 tháng 10 năm 2008", "до 27 октября 2008 г."),
        (("1991-01-01", None), "since 1 January 1991", "từ 1 tháng 1 năm 1991", "с 1 января 1991 г."),
        (None, "undated", "không rõ ngày", "дата не указана"),
    ],
)
def test_days(dates: Dates | None, english: str, vietnamese: str, russian: str) -> None:
    assert [labels_in(x).dates(dates) for x in LANGUAGES] == [english, vietnamese, russian]


@pytest.mark.parametrize(
    ("dates", "english", "vietnamese", "russian"),
    [
        (("2018-03-19", "2018-03-19"), "19 Mar 2018", "19/3/2018", "19.03.2018"),
        (("2018-10-01", "2018-12-31"), "Q4 2018", "quý IV/2018", "IV кв. 2018"),
    ],
)
def test_days_in_columns(dates: Dates, english: str, vietnamese: str, russian: str) -> None:
    assert [labels_in(x).short(dates) for x in LANGUAGES] == [english, vietnamese, russian]


@pytest.mark.parametrize(
    ("value", "unit", "bound", "english", "vietnamese", "russian"),
    [
        (10_000_000_000.0, "USD", None, "10 bn USD", "10 tỷ USD", "10 млрд долл. США"),
        (5_300_000_000.0, "USD", "over", "over 5.3 bn USD", "trên 5,3 tỷ USD", "свыше 5,3 млрд долл. США"),
        (739_000.0, "doses", None, "739,000 doses", "739.000 liều", "739 000 доз"),
        (22.0, "projects", None, "22 projects", "22 dự án", "22 проекта"),
        (1.0, "projects", None, "1 project", "1 dự án", "1 проект"),
        (2e6, "tonne", "about", "about 2 m tonnes", "khoảng 2 triệu tấn", "около 2 млн тонн"),
        ((200e6, 300e6), "USD", "range", "200 m–300 m USD", "200 triệu–300 triệu USD", "200 млн–300 млн долл. США"),
        (7.0, "knots", None, "7 knots", "7 knots", "7 knots"),
        (None, "USD", None, "", "", ""),
    ],
)
def test_amounts(value: Value | None, unit: str | None, bound: Bound | None, english: str, vietnamese: str, russian: str) -> None:
    told = [labels_in(x).amount(value, unit, bound).replace("\xa0", " ") for x in LANGUAGES]
    assert told == [english, vietnamese, russian]


@pytest.mark.parametrize(
    ("measure", "english", "vietnamese", "russian"),
    [
        ("two-way trade", "two-way trade", "kim ngạch thương mại hai chiều", "товарооборот"),
        ("exports to VNM", "exports to Viet Nam", "xuất khẩu sang Việt Nam", "экспорт (Вьетнам)"),
        (
            "exports from VNM to RUS",
            "exports from Viet Nam to Russia",
            "xuất khẩu từ Việt Nam sang Nga",
            "экспорт: Вьетнам → Россия",
        ),
        ("price of submarines", "price of submarines", "«price of submarines»", "«price of submarines»"),
    ],
)
def test_measures(measure: str, english: str, vietnamese: str, russian: str) -> None:
    pair = [ActorEntry("VNM", "Viet Nam", "country", "VNM", ()), ActorEntry("RUS", "Russia", "country", "RUS", ())]
    told = [labels_in(x).measure(measure, {a.id: labels_in(x).actor(a) for a in pair}) for x in LANGUAGES]
    assert told == [english, vietnamese, russian]


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "и ещё 1 контакт"), (3, "и ещё 3 контакта"), (11, "и ещё 11 контактов"), (21, "и ещё 21 контакт")],
)
def test_russian_counts(n: int, words: str) -> None:
    assert labels_in("ru")("more.contacts", n=n) == words


def test_a_date_that_ends_in_a_stop_ends_the_sentence() -> None:
    assert labels_in("ru")("rule.not_done", day=labels_in("ru").day("2018-03-19")).count("..") == 0
    assert labels_in("ru")("rule.took_place", deed="подписание, 29 мая 2015 г.").endswith("2015 г.")
