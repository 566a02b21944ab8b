"""Whose count each of several numbers is, what a measure leaves out, and the years that a list of numbers shares."""

from __future__ import annotations

import pytest

from attache.reading import read
from attache.records import Figure, Report, ReportId

_HEAD = "NAIROBI, 20 May 2019 - President Uhuru Kenyatta met Prime Minister Erna Solberg of Norway in Nairobi.\n\n"


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of an invented report on Kenya and Norway."""
    return read(Report(ReportId("r1"), _HEAD + text, "0")).figures


COUNTS = [
    ("Trade in 2018 came to 2.8 billion dollars according to Norway, 1.9 billion according to KNBS.", ["NOR", "KNBS"]),
    (
        "For 2018 Norwegian customs counted trade of 6 billion dollars, the Kenya Revenue Authority 3.4 billion.",
        ["NOR", "Kenya Revenue Authority"],
    ),
    (
        "Norway's figures for 2018 show trade of 3.7 billion dollars, those of the Kenya Revenue Authority 5.3 billion.",
        ["NOR", "Kenya Revenue Authority"],
    ),
    ("Exports to Norway came to 233 million dollars by the count of Kenya, 275 million by that of Norway.", ["KEN", "NOR"]),
    ("Trade was worth 8.6 billion dollars (World Bank) or 4.6 billion (KNBS) in 2018.", ["World Bank", "KNBS"]),
    ("The Kenyan figure for trade climbed to 100 million dollars; Norway's figure is 90 million dollars.", ["KEN", "NOR"]),
    (
        "For 2016 Norwegian customs counted trade of 6 billion dollars, the Kenya Revenue Authority 3.4 billion; "
        "for 2017 the two have 5.6 billion dollars and 3.3 billion.",
        ["NOR", "Kenya Revenue Authority", "NOR", "Kenya Revenue Authority"],
    ),
    # One teller of both.
    ("Trade came to 2 billion dollars in 2017 and 3 billion dollars in 2018, according to Norway.", ["NOR", "NOR"]),
]


@pytest.mark.parametrize(("text", "sources"), COUNTS)
def test_each_number_has_its_own_counter(text: str, sources: list[str]) -> None:
    assert [f.source for f in figures(text)] == sources


BODIES = [
    ("No, say the Norwegians: their Federal Counting Authority has trade of 41 million dollars for 2018.", "NOR"),
    ("Norway's statisticians, who work slowly, count trade of 43 million dollars for 2018.", "NOR"),
]


@pytest.mark.parametrize(("text", "country"), BODIES)
def test_counters_without_a_name_count_for_their_country(text: str, country: str) -> None:
    assert [f.source for f in figures(text)] == [country]


EXCEPTED = [
    ("Non-oil trade reached 3 billion dollars in 2018.", ["non-oil two-way trade"]),
    ("The ministers praised non-oil trade worth 45 million dollars in 2018.", ["non-oil two-way trade"]),
    ("Non-oil trade is up. It came to 3 billion dollars in 2018.", ["non-oil two-way trade"]),
    ("Non-oil exports to Norway came to 30 million dollars in 2018.", ["non-oil exports to NOR"]),
    ("In 2018 trade came to 3 billion dollars, without oil.", ["non-oil two-way trade"]),
    ("In 2018 trade, excluding gold, came to 3 billion dollars.", ["non-gold two-way trade"]),
    # What is left out of one number is not left out of the other.
    (
        "Norway puts trade at 3 billion dollars for 2018; Kenya has 2 billion dollars, not counting oil.",
        ["two-way trade", "non-oil two-way trade"],
    ),
    (
        "Non-oil trade came to 3 billion dollars in 2018. In all it was 5 billion dollars in 2018.",
        ["non-oil two-way trade", "two-way trade"],
    ),
    (
        "Non-oil trade is up. It came to 5 million dollars in all in 2017, but 3 million dollars without oil in 2018.",
        ["two-way trade", "non-oil two-way trade"],
    ),
    ("Trade in 2018 came to 3 billion dollars. Kenya has lived without oil of its own.", ["two-way trade"]),
]


@pytest.mark.parametrize(("text", "measures"), EXCEPTED)
def test_trade_without_some_goods_is_a_measure_of_its_own(text: str, measures: list[str]) -> None:
    assert [f.measure for f in figures(text)] == measures


YEARS = [
    (
        "Kenya counts trade of 1 billion dollars for 2014, 2 billion for 2016 and 3 billion for 2017. "
        "Norway shows 4 billion, 5 billion and 6 billion for the same years.",
        [2014, 2016, 2017, 2014, 2016, 2017],
    ),
    ("Trade came to 2 billion and 3 billion dollars in 2016 and 2018 respectively.", [2016, 2018]),
    ("Trade came to 3 billion dollars in 2018, after 2.5 billion.", [2018, 2017]),
    ("In 2018 trade came to 3 billion dollars against 2.5 billion.", [2018, 2017]),
    ("Trade came to 3 billion dollars in 2018, after 2.5 billion in 2015.", [2018, 2015]),
    ("Trade rose from 2 billion dollars in 2015 to 3 billion in 2018.", [2015, 2018]),
]


@pytest.mark.parametrize(("text", "years"), YEARS)
def test_each_number_has_its_year(text: str, years: list[int]) -> None:
    assert [f.period for f in figures(text)] == [(f"{year}-01-01", f"{year}-12-31") for year in years]


OWNERS = [
    ("Norwegian investment in Kenya is 14 billion dollars, the Kenyan minister noted; his colleague spoke of 18 billion.", 18e9),
    ("Nairobi registers 22.8 billion dollars of Norwegian direct investment since 2000.", 22.8e9),
]


@pytest.mark.parametrize(("text", "value"), OWNERS)
def test_investment_is_not_that_of_who_tells_it(text: str, value: float) -> None:
    assert [f.measure for f in figures(text) if f.value == value] == ["Norwegian investment in KEN"]


def test_a_body_within_the_name_of_another_does_not_trade() -> None:
    told = figures("The Kenya National Bureau of Statistics counts trade of 3.4 billion dollars for 2018.")
    assert [f.parties for f in told] == [("KEN", "NOR")]


EXPORTS = [
    ("Kenya's statistics bureau has 3.8 billion dollars of trade for 2017 and exports of 97 million.", "exports from KEN to NOR"),
    ("Exports came to 233 million dollars in 2018 by the count of Kenya, 275 million by that of Norway.", "exports"),
]


@pytest.mark.parametrize(("text", "measure"), EXPORTS)
def test_exports_are_of_the_country_whose_bureau_tells_them(text: str, measure: str) -> None:
    assert figures(text)[-1].measure == measure


AIMED = [
    ('"We will take trade from 60 million to 100 million dollars in the next five years," Kenyatta said.', [(60e6, None)]),
    ("They confirmed the decision of 2015 to increase trade by 60 per cent in five years.", []),
    ("The last session had fixed trade of 50 million dollars for 2018.", []),
    ("A rise of trade by 60 per cent would have meant much.", []),
    ("Trade set a record of 50 million dollars in 2018.", [(50e6, ("2018-01-01", "2018-12-31"))]),
]


@pytest.mark.parametrize(("text", "told"), AIMED)
def test_what_is_laid_down_or_only_supposed_is_no_figure(text: str, told: list[object]) -> None:
    assert [(f.value, f.period) for f in figures(text)] == told
