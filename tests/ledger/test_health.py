"""Health of records: independent sources, how official they are, what is not told."""

from __future__ import annotations

import pytest

from attache.errors import QueryError
from attache.knowledge import rows
from attache.ledger import Ledger
from attache.ledger.entries import ReportEntry
from attache.ledger.health import Health, Standing, domain, fields, health, newsroom, sources, standing
from attache.ledger.sourcing import health_of
from attache.records import ReportId
from tests.ledger.made import event, figure, names, reading, report, statement, target, tenure, year


def entry(identity: str, **told: str | None) -> ReportEntry:
    """A report's metadata; its title is its id."""
    given = dict.fromkeys(("file", "url", "title", "publisher", "agency", "byline", "place")) | told
    return ReportEntry(
        ReportId(identity),
        identity,
        language="en",
        published=("2024-06-20", "2024-06-20"),
        published_how="stated",
        published_reasons=(),
        reader="en/1",
        **given,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ({"publisher": "Ministry of Foreign Affairs of Kenya"}, "government"),
        ({"publisher": "Press Information Bureau"}, "government"),
        ({"byline": "Embassy of Japan in Peru"}, "government"),
        ({"url": "https://www.mfa.gov.cn/eng/1.html"}, "government"),
        ({"url": "https://www.gov.uk/news"}, "government"),
        ({"url": "http://en.kremlin.ru/events/1"}, "government"),
        ({"url": "https://www.gob.mx/sre"}, "government"),
        ({"url": "https://ec.europa.eu/1"}, "international"),
        ({"publisher": "European Commission"}, "international"),
        ({"agency": "VNA", "publisher": "Daily Mirror"}, "state media"),
        ({"publisher": "VietnamPlus"}, "state media"),
        ({"url": "https://en.nhandan.vn/1"}, "state media"),
        ({"agency": "Reuters", "publisher": "Daily Mirror"}, "agency"),
        ({"publisher": "Daily Mirror"}, "press"),
        ({"url": "https://www.dailymirror.example/1"}, "press"),
        ({"url": "https://government.example.com/"}, "press"),
        ({"file": "a.txt"}, "unknown"),
    ],
)
def test_who_publishes_a_report(told: dict[str, str | None], wanted: Standing) -> None:
    assert standing(entry("r1", **told)) == wanted


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"agency": "VNA", "publisher": "Nhan Dan"}, {"agency": "Vietnam News Agency"}, True),
        ({"publisher": "VietnamPlus"}, {"agency": "VNA"}, True),
        ({"publisher": "The Hindu"}, {"publisher": "the hindu"}, True),
        ({"url": "https://www.a.example/1"}, {"url": "http://a.example/2"}, True),
        ({"url": "https://vietnamplus.vn/1"}, {"agency": "VNA"}, True),
        ({"publisher": "The Hindu"}, {"publisher": "Dawn"}, False),
        ({"agency": "AFP", "publisher": "Dawn"}, {"publisher": "Dawn"}, False),
        ({"file": "a.txt"}, {"file": "b.txt"}, False),
    ],
)
def test_which_reports_are_of_one_newsroom(one: dict[str, str | None], other: dict[str, str | None], same: bool) -> None:
    assert (newsroom(entry("r1", **one)) == newsroom(entry("r2", **other))) is same


def test_one_text_in_three_papers_is_one_source_and_says_so() -> None:
    reports = [
        entry("r1", agency="VNA"),
        entry("r2", publisher="Daily Mirror"),
        entry("r3", publisher="The Star"),
        entry("r4", publisher="Dawn"),
    ]
    found = sources(reports, [("r1", "r2", "r3")])
    assert [(s.name, s.standing, s.reports, s.note) for s in found] == [
        ("VNA", "state media", ("r1", "r2", "r3"), "VNA text, also in Daily Mirror and The Star"),
        ("Dawn", "press", ("r4",), None),
    ]


def test_copies_of_which_only_some_are_asked_for_stay_apart_from_others() -> None:
    found = sources([entry("r2", publisher="Daily Mirror"), entry("r4", publisher="Dawn")], [("r1", "r2", "r3")])
    assert [s.reports for s in found] == [("r2",), ("r4",)]


def test_several_reports_of_one_newsroom_are_one_source() -> None:
    (only,) = sources([entry("r1", agency="TASS"), entry("r2", agency="ITAR-TASS", publisher="Izvestia")])
    assert only.note == "2 reports"


TEXT = "Trade between Vietnam and Russia came to 5 billion dollars in 2020, the ministry in Hanoi said on Monday after the talks."


def book(*publishers: str | None, text: str = TEXT) -> Ledger:
    """A ledger with one figure in a report of each publisher; all print one text with endings of their own."""
    filled = Ledger(":memory:")
    for publisher in publishers:
        made = report(f"{text} This is {publisher}.", "2021-01-05", publisher=publisher)
        filled.add(made, reading(made, (), figure(made, "5 billion", 5e9, period=year(2020), source="VNM")))
    return filled


def told_by(*publishers: str | None, text: str = TEXT) -> Health:
    """Health of the figure in the first report."""
    filled = book(*publishers, text=text)
    return health_of(filled._fresh(), filled.figures()[0].id)


def test_one_text_in_two_papers_is_one_source_for_its_figures() -> None:
    copied = told_by("Daily Mirror", "Dawn")
    assert copied.independent == 1
    assert copied.words[0] == "1 independent source in 2 reports"
    assert copied.words[1].endswith("text, also in Dawn") or copied.words[1].endswith("text, also in Daily Mirror")


def test_a_point_counts_all_who_give_it_alike() -> None:
    filled = book("Daily Mirror")
    made = report("Russia's customs speak of 5.01 billion dollars.", "2021-02-05", publisher="Dawn")
    filled.add(made, reading(made, (), figure(made, "5.01 billion", 5.01e9, period=year(2020))))
    other = report("It was 9 billion dollars, said another.", "2021-02-06", publisher="The Star")
    filled.add(other, reading(other, (), figure(other, "9 billion", 9e9, period=year(2020))))
    point = next(f for f in filled.figures() if f.figure.value == 5e9)
    found = health_of(filled._fresh(), point.id)
    assert [s.name for s in found.sources] == ["Daily Mirror", "Dawn"]
    assert health_of(filled._fresh(), point.series or "").independent == 3
    assert found.voices == ("Vietnam",)
    assert found.is_official


def test_an_unknown_id_says_where_ids_are() -> None:
    with pytest.raises(QueryError, match="attache events"):
        health_of(book("Dawn")._fresh(), "f-nothere")


def test_health_says_what_is_not_told() -> None:
    made = report(TEXT, "2021-01-05")
    found = health(
        "f-1", [figure(made, "5 billion", 5e9, period=year(2020))], {str(made.id): entry(str(made.id), publisher="Dawn")}
    )
    assert found.filled == ("how much", "of whom", "for when")
    assert found.missing == ("according to whom",)
    assert found.words[-1] == "not told: according to whom"
    assert not found.is_official


REPORT = report("Ann Abel, minister, met Bo in Oslo and said that trade of 5 bn by 2030 was the aim.", "2021-01-05")


@pytest.mark.parametrize(
    ("record", "missing"),
    [
        (event(REPORT, "met Bo", "meeting", "RUS", when=year(2021), where="Oslo"), set()),
        (event(REPORT, "met Bo", "meeting"), {"who", "when", "where"}),
        (statement(REPORT, "trade", "RUS"), set()),
        (statement(REPORT, "trade"), {"who"}),
        (figure(REPORT, "5 bn", None), {"how much", "for when", "according to whom"}),
        (target(REPORT, "5 bn", 5e9, year(2030)), set()),
        (target(REPORT, "5 bn", None, None), {"until when", "how much"}),
        (target(REPORT, "5 bn", None, None, kind="pledge", by=(), parties=names("RUS")), {"who", "until when"}),
        (tenure(REPORT, "minister", "Ann Abel", "minister", "NOR"), set()),
    ],
)
def test_what_matters_for_each_kind(record: object, missing: set[str]) -> None:
    assert {name for name, is_told in fields(record).items() if not is_told} == missing  # type: ignore[arg-type]


def test_what_one_telling_leaves_open_another_may_tell() -> None:
    one, other = event(REPORT, "met Bo", "meeting", "RUS"), event(REPORT, "met Bo", "meeting", when=year(2021))
    found = health("o-1", [one, other], {str(REPORT.id): entry(str(REPORT.id))})
    assert (found.filled, found.missing) == (("who", "when"), ("where",))


@pytest.mark.parametrize(
    ("url", "wanted"),
    [("https://www.a.example:80/x", "a.example"), ("http://a.b.example", "a.b.example"), (None, None), ("", None)],
)
def test_the_site_of_an_address(url: str | None, wanted: str | None) -> None:
    assert domain(url) == wanted


def test_tables_have_no_name_or_site_twice() -> None:
    assert len({r["name"] for r in rows("state_media")}) == len(rows("state_media"))
    signs = [(r["sign"], r["by"]) for r in rows("official_signs")]
    assert len(signs) == len(set(signs))
    assert {r["standing"] for r in rows("official_signs")} == {"government", "international"}
