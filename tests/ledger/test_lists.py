"""Lists and counts from the filing against what the questions that load every record give, on the sample reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.asking import days_between
from attache.ledger.lists import KINDS, Listing, Tally
from attache.ledger.told import closed, earliest, latest, overlap
from attache.records import Dates
from tests.gold import gold, gold_files
from tests.ledger import made

PAIR = ("RUS", "VNM")
SCOPES = (
    (None, None, None),
    (None, "2016", "2019"),
    (PAIR, None, None),
    (PAIR, "2018-03", None),
    (PAIR, None, "2012"),
    (("PHL", "USA"), None, None),
    (("KHM", "THA"), "2025-07", "2025-10"),
)


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger(":memory:") as filled:
        for path in gold_files():
            filled.add(*gold(path))
        yield filled


def ids(entries: Iterable[Any]) -> set[str]:
    return {e.id for e in entries}


@pytest.mark.parametrize(("pair", "since", "until"), SCOPES)
def test_as_the_slow_questions(ledger: Ledger, pair: tuple[str, str] | None, since: str | None, until: str | None) -> None:
    days = days_between(since, until)

    def inside(dates: Dates | None) -> bool:
        return days is None or overlap(closed(dates), days)

    def when(entry: Any) -> list[Dates | None]:
        return [entry.when] if entry.when else [e.date for e in entry.events]

    limits: Any = {"between": pair, "since": since, "until": until}
    wanted = {
        "statement": ids(ledger.statements(**limits)),
        "figure": ids(ledger.figures(**limits)),
        "report": ids(ledger.reports(**limits)),
        "thing": ids(ledger.things(**limits)),
        "occurrence": {o.id for o in ledger.occurrences(between=pair) if any(map(inside, when(o)))},
        "promise": {p.id for p in ledger.promises(between=pair) if days is None or inside((latest(p.due) or None,) * 2)},
    }
    if days is None:
        wanted["series"] = ids(ledger.series(between=pair))
    for kind, expected in wanted.items():
        found = ledger.listed(kind, of=pair or (), since=since, until=until, limit=10_000)
        assert set(found.ids) == expected, kind
        assert found.total == len(found.ids) == len(expected), kind


def test_newest_first_and_page_by_page(ledger: Ledger) -> None:
    dates = {s.id: earliest(s.date) for s in ledger.statements(between=PAIR)}
    whole = ledger.listed("statement", of=PAIR, limit=10_000).ids
    days = [dates[i] for i in whole]
    assert days == sorted(days, reverse=True)
    pages = [ledger.listed("statement", of=PAIR, limit=40, offset=n).ids for n in range(0, len(whole), 40)]
    assert tuple(i for page in pages for i in page) == whole
    oldest = ledger.listed("statement", of=PAIR, limit=10_000, oldest_first=True).ids
    assert [dates[i] for i in oldest] == sorted(days)


def test_undated_come_last_either_way(ledger: Ledger) -> None:
    undated = {p.id for p in ledger.promises() if p.due is None}
    assert undated
    for oldest_first in (False, True):
        whole = ledger.listed("promise", limit=10_000, oldest_first=oldest_first)
        assert set(whole.ids[-len(undated) :]) == undated
        across = ledger.listed("promise", limit=10, offset=whole.total - len(undated) - 5, oldest_first=oldest_first)
        assert across.ids == whole.ids[-len(undated) - 5 :][:10]


def test_in_the_order_of_the_text_within_a_report(ledger: Ledger) -> None:
    report = ledger.statements(between=PAIR)[0].quotes[0].report.id
    inside = [s for s in ledger.statements() if s.quotes[0].report.id == report]
    listed = [i for i in ledger.listed("statement", limit=10_000).ids if i in ids(inside)]
    assert listed == [s.id for s in sorted(inside, key=lambda s: s.quotes[0].evidence.start)]


@pytest.mark.parametrize("actor", ["RUS", "VNM"])
def test_statements_of_all_who_speak_for_a_country(ledger: Ledger, actor: str) -> None:
    expected = {s.id for s in ledger.statements() if any(actor in (a.id, a.country) for a in s.speakers)}
    assert set(ledger.listed("statement", under=(f"for:{actor}",), limit=10_000).ids) == expected


def test_headings_must_all_hold(ledger: Ledger) -> None:
    expected = {
        s.id
        for s in ledger.statements(between=PAIR)
        if s.statement.quoted is True and any(a.country == "RUS" for a in s.speakers)
    }
    found = ledger.listed("statement", of=PAIR, under=("quoted:yes", "for:RUS"), limit=10_000)
    assert set(found.ids) == expected
    assert found.total == len(expected) > 0


def test_verdicts(ledger: Ledger) -> None:
    expected = Counter(p.verdict for p in ledger.promises(between=PAIR))
    assert {t.value: t.number for t in ledger.tallied("promise", "verdict", of=PAIR)} == expected
    missed = {p.id for p in ledger.promises() if p.verdict == "missed"}
    assert set(ledger.listed("promise", under=("verdict:missed",), limit=999).ids) == missed


def test_decided_promises_by_the_day_of_their_newest_proof(ledger: Ledger) -> None:
    decided = {p.id: p for p in ledger.promises() if p.verdict in ("kept", "kept late", "missed", "superseded", "disputed")}
    found = ledger.listed("decision", limit=999).ids
    assert set(found) == set(decided)
    days = [max((latest(q.report.published) for r in decided[i].proof for q in r.quotes), default="") for i in found]
    assert days == sorted(days, reverse=True)


def test_with_a_person_the_lists_of_both_are_intersected(ledger: Ledger) -> None:
    theirs = set(ledger.listed("statement", of=("VNM",), limit=10_000).ids)
    shared = {}
    for speaker in {t.value for t in ledger.tallied("statement", "speaker", of=PAIR)} - {*PAIR}:
        both = theirs & set(ledger.listed("statement", of=(speaker,), limit=10_000).ids)
        found = ledger.listed("statement", of=("VNM", speaker), limit=10_000)
        shared[speaker] = set(found.ids)
        assert shared[speaker] == both
        assert sum(t.number for t in ledger.tallied("statement", "", of=(speaker, "VNM"))) == found.total
    assert any(shared.values())


def test_either_of_two_may_be_named_first(ledger: Ledger) -> None:
    for kind in KINDS:
        assert ledger.listed(kind, of=("VNM", "RUS")) == ledger.listed(kind, of=("RUS", "VNM"))
        assert ledger.tallied(kind, "", of=("VNM", "RUS")) == ledger.tallied(kind, "", of=("RUS", "VNM"))


@pytest.mark.parametrize("by", [None, "year", "month"])
def test_tallies_count_what_is_listed(ledger: Ledger, by: Any) -> None:
    statements = ledger.statements(between=PAIR)
    expected = Counter(
        (actor.id, "" if by is None else earliest(s.date)[: 4 if by == "year" else 7]) for s in statements for actor in s.speakers
    )
    tally = ledger.tallied("statement", "speaker", of=PAIR, by=by)
    assert {(t.value, t.period): t.number for t in tally} == expected
    assert list(tally) == sorted(tally, key=lambda t: (t.value, t.period))


def test_a_tally_has_its_first_and_last_day(ledger: Ledger) -> None:
    (whole,) = ledger.tallied("statement", "", of=PAIR)
    days = sorted(earliest(s.date) for s in ledger.statements(between=PAIR) if s.date)
    assert whole == Tally("", "", len(ledger.statements(between=PAIR)), days[0], days[-1])


@pytest.mark.parametrize("kind", ["agreement", "mechanism", "programme", "project", "place"])
@pytest.mark.parametrize("of", [(), ("RUS", "VNM")])
def test_things_under_a_heading_are_listed_as_they_are_tallied(ledger: Ledger, kind: str, of: tuple[str, ...]) -> None:
    found = ledger.listed("thing", of=of, under=(f"kind:{kind}",), limit=1000)
    tallied = {t.value for t in ledger.tallied("thing", "is", of=of, under=(f"kind:{kind}",))}
    assert (set(found.ids), found.total) == (tallied, len(tallied))


def test_how_often_things_are_named(ledger: Ledger) -> None:
    named = {t.id: len({q.report.id for q in t.quotes}) for t in ledger.things()}
    assert {t.value: t.number for t in ledger.tallied("thing", "is")} == named
    most = max(named, key=lambda i: named[i])
    reports = {q.report.id for t in ledger.things() if t.id == most for q in t.quotes}
    assert set(ledger.listed("report", under=(f"names:{most}",)).ids) == reports


def test_conflicting_series(ledger: Ledger) -> None:
    expected = {z.id for z in ledger.series() if z.conflicts}
    assert set(ledger.listed("series", under=("conflict:yes",), limit=999).ids) == expected
    (tally,) = ledger.tallied("figure", "series", under=(f"series:{min(expected)}",))
    assert tally.number == next(len(z.points) for z in ledger.series() if z.id == min(expected))


def test_levels_are_of_contacts_alone(ledger: Ledger) -> None:
    contacts = {"call", "conference", "meet", "meeting", "negotiate", "summit", "talks", "visit"}
    expected = {o.id for o in ledger.occurrences() if o.mode in contacts}
    levels = [t.value for t in ledger.tallied("occurrence", "level")]
    found = [set(ledger.listed("occurrence", under=(f"level:{level}",), limit=9999).ids) for level in levels]
    assert set().union(*found) == expected
    assert sum(map(len, found)) == len(expected)


@pytest.mark.parametrize(
    ("kind", "limits", "words"),
    [
        ("visit", {}, "there are no lists of “visit”"),
        ("statement", {"under": ("sector",)}, "“sector” is no heading"),
        ("statement", {"of": ("RUS", "RUS")}, "two different ones"),
        ("statement", {"of": ("RUS", "VNM", "USA")}, "two different ones"),
        ("statement", {"of": "RUS"}, "two different ones"),
        ("statement", {"since": "soon"}, "is no date"),
    ],
)
def test_what_cannot_be_asked(ledger: Ledger, kind: str, limits: Any, words: str) -> None:
    for question in (lambda: ledger.listed(kind, **limits), lambda: ledger.tallied(kind, "sector", **limits)):
        with pytest.raises(QueryError, match=words):
            question()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("limits", [{}, {"of": ("RUS",)}, {"of": ("RUS", "a-1")}, {"under": ("sector:energy",)}])
def test_an_empty_ledger_has_empty_lists(kind: str, limits: Any) -> None:
    with Ledger(":memory:") as empty:
        assert empty.listed(kind, **limits) == Listing(0, ())
        assert empty.tallied(kind, "sector", **limits) == ()


def test_who_says_what_on_which_sector() -> None:
    with Ledger(":memory:") as ledger:
        for year, sectors in ((2017, ("energy",)), (2018, ("energy", "trade")), (2018, ())):
            report = made.report(f"Lavrov said so in {year} of {' and '.join(sectors) or 'nothing'}.", f"{year}-03-23")
            said = replace(made.statement(report, "Lavrov said so", "Lavrov"), sectors=sectors)
            ledger.add(report, made.reading(report, [made.actor("Lavrov", "person", "RUS")], said))
        (speaker,) = (t.value for t in ledger.tallied("statement", "speaker"))
        assert ledger.tallied("statement", "sector", of=("RUS",), by="year") == (
            Tally("energy", "2017", 1, "2017-03-23", "2017-03-23"),
            Tally("energy", "2018", 1, "2018-03-23", "2018-03-23"),
            Tally("trade", "2018", 1, "2018-03-23", "2018-03-23"),
        )
        assert [(t.value, t.number) for t in ledger.tallied("statement", "says")] == [
            (f"{speaker}|energy", 2),
            (f"{speaker}|trade", 1),
        ]
        assert ledger.listed("statement", under=("sector:energy", "sector:trade")).total == 1
        assert ledger.tallied("statement", "sector", under=("sector:trade",), since="2018")[0].number == 1


def test_a_report_mostly_about_two_in_which_a_third_speaks() -> None:
    report = made.report("RUS and VNM had nothing to say to each other. Smith said so.", "2018-03-23")
    said = made.statement(report, "Smith said so", "Smith")
    with Ledger(":memory:") as ledger:
        ledger.add(report, made.reading(report, [made.actor("Smith", "person")], said))
        for of in ((), ("RUS",), ("VNM",), PAIR):
            assert ledger.listed("report", of=of) == Listing(1, (report.id,))
            assert ledger.listed("statement", of=of).total == (not of)


def test_unread_reports_are_listed() -> None:
    report = made.report("Ein Treffen in Hanoi.", "2018-03-23", publisher="Zeitung")
    with Ledger(":memory:") as ledger:
        ledger.add(report, None)
        assert ledger.listed("report", under=("unread:yes",)) == Listing(1, (report.id,))
        assert ledger.tallied("report", "publisher") == (Tally("Zeitung", "", 1, "2018-03-23", "2018-03-23"),)
