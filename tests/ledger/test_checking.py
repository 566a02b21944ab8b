"""What does not add up: each kind of finding by records made by hand, and nothing where nothing is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from attache.ledger import Ledger
from attache.ledger.checking import Checked, counts, from_severity, promises_orphaned
from attache.ledger.columns import Record
from attache.ledger.entries import PromiseEntry
from attache.ledger.impossible import dateline_day
from attache.records import Actor, Report
from tests.gold import gold, gold_files
from tests.ledger.made import actor, down, event, figure, names, reading, report, target, tenure, up, year

DAY = ("2021-05-03", "2021-05-03")


def checked(*told: tuple[Report, Record], actors: tuple[Actor, ...] = ()) -> list[tuple[str, str]]:
    """Severity and code of all findings on records, each in its report."""
    return [(c.finding.severity, c.finding.code) for c in book(*told, actors=actors).check()]


def book(*told: tuple[Report, Record], actors: tuple[Actor, ...] = ()) -> Ledger:
    """A ledger of records, each in its report."""
    filled = Ledger(":memory:")
    for made in dict.fromkeys(r for r, _ in told):
        filled.add(made, reading(made, actors, *(record for of, record in told if of == made)))
    return filled


def one(words: str, **told: Any) -> Report:
    """A report of 3 May 2021 unless told otherwise."""
    return report(words, told.pop("published", "2021-05-03"), **told)


MET = one("Ministers of Russia and Vietnam met in Hanoi.")
TOLD = one("Trade of Russia and Vietnam came to 5 bn dollars.")
AIM = one("Russia and Vietnam will raise trade to 15 bn dollars by 2030.")


@pytest.mark.parametrize(
    ("made", "record", "wanted"),
    [
        (MET, event(MET, "met", "meeting", "RUS", "VNM", when=("2021-05-09", "2021-05-09")), [("error", "date-impossible")]),
        (MET, event(MET, "met", "meeting", "RUS", "VNM", when=("2021-05-04", "2021-05-04")), []),
        (MET, event(MET, "met", "meeting", "RUS", "VNM", when=year(2021)), []),
        (MET, event(MET, "met", "meeting", "RUS", "VNM", when=("2022-01-01", "2022-01-03"), status="planned"), []),
        (MET, event(MET, "met", "meeting", "RUS", "VNM", when=("2021-05-02", "2021-05-01")), [("error", "date-impossible")]),
        (MET, event(MET, "met", "meeting", "RUS", "VNM", when=year(2921), status="planned"), [("error", "date-impossible")]),
        (MET, event(MET, "met", "meeting", "RUS", "VNM", when=DAY, announced=year(2022)), [("error", "date-impossible")]),
        (TOLD, figure(TOLD, "5 bn", 5e9, period=year(2023)), [("note", "outcome-ahead")]),
        (TOLD, figure(TOLD, "5 bn", 5e9, period=year(2020)), []),
        (AIM, figure(AIM, "15 bn", 15e9, period=year(2030)), []),
        (TOLD, target(TOLD, "5 bn", 5e9, year(2015)), [("note", "due-past")]),
        (TOLD, target(TOLD, "5 bn", 5e9, year(2015), outcome="missed"), []),
    ],
)
def test_dates_that_cannot_be(made: Report, record: Record, wanted: list[tuple[str, str]]) -> None:
    assert [f for f in checked((made, record)) if f[1] != "promise-unfollowed"] == wanted


def held(day: str, person: str, office: str = "foreign minister", **told: Any) -> tuple[Report, Record]:
    """A report of a day that names a person in an office of Russia."""
    made = report(f"{person}, {office} of Russia, spoke on {day}.", day)
    return made, replace(tenure(made, f"{person}, {office}", person, office, "RUS"), **told)


ANN, BO = actor("Ann Abel", "person", "RUS"), actor("Bo Berg", "person", "RUS")


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([held("2020-01-10", "Ann Abel"), held("2021-05-01", "Bo Berg")], []),
        ([held("2020-01-10", "Ann Abel"), held("2020-01-10", "Bo Berg")], [("warning", "offices-overlap")]),
        (
            [
                held("2020-01-10", "Ann Abel"),
                held("2020-02-01", "Bo Berg"),
                held("2020-03-05", "Ann Abel"),
                held("2020-05-05", "Bo Berg"),
            ],
            [("warning", "offices-overlap")],
        ),
        ([held("2020-01-10", "Ann Abel", "deputy minister"), held("2020-01-10", "Bo Berg", "deputy minister")], []),
        (
            [
                held("2020-01-10", "Ann Abel"),
                held("2020-06-10", "Bo Berg"),
                held("2020-09-10", "Ann Abel", when=(None, "2020-09-10")),
            ],
            [],
        ),
        ([held("2020-01-10", "Ann Abel", when=("2020-03-01", "2020-03-01"))], [("error", "date-impossible")]),
        ([held(f"{y}-01-10", "Ann Abel") for y in (1920, 1945, 1970, 1995)], [("warning", "office-too-long")]),
    ],
)
def test_offices_that_cannot_be(told: list[tuple[Report, Record]], wanted: list[tuple[str, str]]) -> None:
    assert checked(*told, actors=(ANN, BO)) == wanted


def test_what_one_report_tells_as_held_and_another_denies() -> None:
    met, not_met = one("Ann Abel met Bo Berg on Sunday."), one("Ann Abel did not meet Bo Berg on Sunday.")
    told = [
        (made, event(made, "Ann Abel", "meeting", "Ann Abel", "Bo Berg", when=("2021-05-02", "2021-05-02"), status=status))
        for made, status in ((met, "happened"), (not_met, "denied"))
    ]
    (found,) = book(*told, actors=(ANN, BO)).check()
    assert (found.finding.severity, found.finding.code) == ("warning", "told-and-denied")
    assert [q.sentence for q in found.quotes] == [met.text, not_met.text]
    assert checked(*told[:1], actors=(ANN, BO)) == []


def test_both_sides_of_an_overlap_are_shown() -> None:
    (found,) = book(held("2020-01-10", "Ann Abel"), held("2020-01-10", "Bo Berg"), actors=(ANN, BO)).check()
    assert {q.sentence for q in found.quotes} == {
        "Ann Abel, foreign minister of Russia, spoke on 2020-01-10.",
        "Bo Berg, foreign minister of Russia, spoke on 2020-01-10.",
    }
    assert found.finding.says == "foreign minister of Russia: Ann Abel and Bo Berg both, 10 January 2020"


def test_figures_for_one_period_that_disagree_are_one_finding_with_all_their_sentences() -> None:
    texts = ("Trade came to 5 bn.", "Trade came to 7 bn, up 20 %.", "Trade came to 9 bn, down 3 %.", "Trade came to 5.01 bn.")
    values = ((5e9, None), (7e9, up(20)), (9e9, down(3)), (5.01e9, None))
    told = []
    for text, (value, change) in zip(texts, values, strict=True):
        made = one(text)
        told.append((made, figure(made, text, value, change=change, period=year(2020))))
    (found,) = book(*told).check()
    assert (found.finding.severity, found.finding.code) == ("warning", "figures-disagree")
    assert "5 bn USD" in found.finding.says
    assert {q.sentence for q in found.quotes} == set(texts)


def test_growth_that_does_not_fit_the_levels_is_found() -> None:
    first, second = one("Trade came to 5 bn in 2019."), one("Trade came to 9 bn in 2020, up 10 %.")
    told = book(
        (first, figure(first, "5 bn", 5e9, period=year(2019))),
        (second, figure(second, "9 bn", 9e9, change=up(10), period=year(2020))),
    )
    (found,) = told.check()
    assert found.finding.code == "growth-differs"
    assert len(found.quotes) == len(found.finding.records)


def test_a_dateline_that_does_not_go_with_the_published_day() -> None:
    early = one("Russia and Vietnam met.", dateline="Jan. 24")
    assert checked((early, event(early, "met", "meeting", "RUS", "VNM", when=DAY))) == [("warning", "dateline-differs")]
    late = one("Vietnam and Russia met.", dateline="10 May 2021")
    assert checked((late, event(late, "met", "meeting", "RUS", "VNM", when=DAY))) == [("error", "dateline-differs")]
    fits = one("Russia met Vietnam.", dateline="May 2")
    assert checked((fits, event(fits, "met", "meeting", "RUS", "VNM", when=DAY))) == []


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("Nov. 24, 1997", "1997-11-24", "1997-11-24"),
        ("Nov. 24", "1997-11-25", "1997-11-24"),
        ("24 November", "1997-11-25", "1997-11-24"),
        ("Dec 31", "2020-01-02", "2019-12-31"),
        ("Sept 3", "2020-09-04", "2020-09-03"),
        ("Monday", "2020-09-04", None),
        ("May Day 1", "2020-09-04", None),
        ("10/11/2021", "2021-11-10", None),
        ("Feb 29", "2021-02-28", "2020-02-29"),
    ],
)
def test_the_day_of_a_dateline(words: str, published: str, day: str | None) -> None:
    assert dateline_day(words, (published, published)) == day


def test_one_event_told_of_two_days_is_shown_with_both() -> None:
    lam, son = actor("Anna Lam", "person", "VNM"), actor("Boris Son", "person", "RUS")
    told = []
    for text, day in (
        ("Anna Lam and Boris Son signed the Danube Pact on 1 May.", 1),
        ("Boris Son and Anna Lam signed the Danube Pact on 2 May.", 2),
    ):
        made = report(text, "2021-05-30")
        when = (f"2021-05-0{day}", f"2021-05-0{day}")
        told.append((made, event(made, text, "sign", "Anna Lam", "Boris Son", type="SUPPORT", about=("Danube Pact",), when=when)))
    filled = book(*told, actors=(lam, son))
    if len(filled.occurrences()) == 1:
        assert [c.finding.code for c in filled.check()] == ["dates-differ"]


def promise(identity: str = "p-1", **told: Any) -> PromiseEntry:
    """An overdue promise of Russia and Vietnam by 2020, unless told otherwise."""
    filled = book((AIM, target(AIM, "15 bn", 15e9, year(2020))))
    (made,) = filled.promises(as_of="2021-05-03")
    return replace(made, id=identity, **({"verdict": "overdue"} | told))


@pytest.mark.parametrize(
    ("told", "last", "wanted"),
    [
        ({}, {"RUS": "2021-05-03", "VNM": "2021-05-03"}, []),
        ({}, {"RUS": "2021-05-03", "VNM": "2019-05-03"}, [("note", "promise-unfollowed")]),
        ({"verdict": "open"}, {"RUS": "2019-05-03", "VNM": "2019-05-03"}, []),
        ({"superseded_by": "p-2"}, {}, []),
        ({"superseded_by": "p-9"}, {}, [("error", "promise-orphan")]),
    ],
)
def test_promises_that_nobody_keeps_track_of(told: dict[str, Any], last: dict[str, str], wanted: list[tuple[str, str]]) -> None:
    found = promises_orphaned([promise(**told)], frozenset({"p-1", "p-2"}), last)
    assert [(f.severity, f.code) for f in found] == wanted


def test_a_promise_of_nobody_is_an_orphan() -> None:
    lost = one("Ten new schools will be built by 2030.")
    filled = book((lost, target(lost, "Ten new schools", 10, year(2030), by=(), parties=(), measure="schools", unit=None)))
    assert [(c.finding.severity, c.finding.code) for c in filled.check()] == [("note", "promise-orphan")]


@pytest.fixture(scope="module")
def samples() -> tuple[Checked, ...]:
    """Findings on the Vietnam–Russia samples as a perfect reader reads them."""
    filled = Ledger(":memory:")
    for path in gold_files("vietnam-russia"):
        filled.add(*gold(path))
    return filled.check()


def test_what_a_perfect_reader_reads_is_never_impossible(samples: tuple[Checked, ...]) -> None:
    assert not [c.finding for c in samples if c.finding.severity == "error"]


def test_the_samples_figures_disagree_and_their_offices_do_not(samples: tuple[Checked, ...]) -> None:
    codes = {c.finding.code for c in samples}
    assert "figures-disagree" in codes
    assert "offices-overlap" not in codes


def test_the_gravest_come_first_and_each_has_a_sentence_a_record(samples: tuple[Checked, ...]) -> None:
    order = ["error", "warning", "note"]
    ranks = [order.index(c.finding.severity) for c in samples]
    assert ranks == sorted(ranks)
    assert all(len(c.quotes) == len(c.finding.records) > 0 for c in samples)
    assert sum(number for _, _, number in counts(samples)) == len(samples)
    assert {c.finding.severity for c in from_severity(samples, "warning")} == {"warning"}


def test_between_and_until_narrow() -> None:
    filled = book((TOLD, figure(TOLD, "5 bn", 5e9, period=year(2023))))
    assert len(filled.check(between=("VNM", "RUS"))) == 1
    assert not filled.check(between=("KEN", "RUS"))
    assert not filled.check(until="2019")


def test_names_are_of_those_told() -> None:
    assert names("RUS") == ("RUS",)
