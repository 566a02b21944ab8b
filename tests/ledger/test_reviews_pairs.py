"""Same and not the same, as people decided: which pairs must and cannot be one, whatever rules say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.reviews import Anchor, apart, pairs
from attache.ledger.reviews.pairing import Pair
from attache.records import Reading, Report, Thing
from tests.ledger import made

WHO: dict[str, Any] = {"by": "A. Reader", "now": "2026-11-22T10:00:00+00:00"}
NAMES = ("Wang Yi", "Han Zheng", "Li Qiang", "Wang Wenbin")


def name_of(anchor: Anchor) -> str | None:
    """A face for each name; one set apart is told by its report."""
    return anchor.name + (" apart" if anchor.report else "")


def of(*names: str) -> Pair:
    return frozenset(names)


def decided(ledger: Ledger, layer: str = "person") -> tuple[set[Pair], set[Pair]]:
    return pairs(ledger._store, layer, name_of)


@pytest.fixture
def ledger() -> Ledger:
    book = Ledger(":memory:")
    china = made.actor("CHN", "country", "CHN")
    for number, day in enumerate(("2018-03-23", "2019-03-23", "2020-03-23")):
        report = made.report(
            f"Report {number}: {', '.join(NAMES)} met in Manila. They want a road by 2030.", day, file=f"{number}.txt"
        )
        people = (china, *(made.actor(n, "person", "CHN") for n in NAMES))
        met = made.event(report, "met in Manila", "meeting", *NAMES, when=(day, day))
        road = made.target(report, "They want a road by 2030", None, made.year(2030 + number), measure=None, unit=None)
        things = (Thing("Belt and Road", "programme"), Thing("Silk Road Fund", "programme"))
        passages = (made.passage(report, "Report"),)
        book.add(report, made.reading(report, people, met, road, things=(replace(t, evidence=passages) for t in things)))
    return book


def ident(ledger: Ledger, name: str) -> str:
    return ledger.actor(name).id


Step = Callable[[Ledger], object]


def merged(*names: str) -> Step:
    return lambda book: book.merge(*(ident(book, n) for n in names), **WHO)


def kept_apart(one: str, other: str) -> Step:
    return lambda book: book.split(ident(book, one), ident(book, other), **WHO)


def undone(number: int | None = None) -> Step:
    return lambda book: book.undo(number, **WHO)


WANG, HAN, LI, WENBIN = NAMES


@pytest.mark.parametrize(
    ("steps", "must", "cannot"),
    [
        ((), [], []),
        ((merged(WANG, HAN),), [of(WANG, HAN)], []),
        ((merged(WANG, HAN, LI),), [of(WANG, HAN), of(WANG, LI)], []),
        ((kept_apart(WANG, HAN),), [], [of(WANG, HAN)]),
        ((merged(WANG, HAN), undone()), [], []),
        ((merged(WANG, HAN), undone(), undone(2)), [of(WANG, HAN)], []),
        ((kept_apart(WANG, HAN), merged(WANG, HAN)), [of(WANG, HAN)], []),
        ((kept_apart(WANG, HAN), merged(WANG, HAN), undone()), [], [of(WANG, HAN)]),
        ((kept_apart(WANG, HAN), merged(WANG, HAN), undone(1)), [of(WANG, HAN)], []),
    ],
)
def test_latest_word_on_a_pair_counts(ledger: Ledger, steps: Sequence[Step], must: list[Pair], cannot: list[Pair]) -> None:
    for step in steps:
        step(ledger)
    assert decided(ledger) == (set(must), set(cannot))
    assert decided(ledger, "organisation") == (set(), set()), "each layer has its own"


def test_name_no_longer_met_takes_part_in_nothing_until_it_is_back(ledger: Ledger) -> None:
    merged(WANG, HAN)(ledger)

    def gone(anchor: Anchor) -> str | None:
        return None if anchor.name == HAN else anchor.name

    assert pairs(ledger._store, "person", gone) == (set(), set())
    assert decided(ledger) == ({of(WANG, HAN)}, set())


def test_things_are_pointed_at_by_name_or_id(ledger: Ledger) -> None:
    fund = next(t.id for t in ledger.things() if t.name == "Silk Road Fund")
    ledger.merge("belt and road", fund, **WHO)
    assert decided(ledger, "thing") == ({of("Belt and Road", "Silk Road Fund")}, set())


def test_records_are_told_by_their_present_ids(ledger: Ledger) -> None:
    first, second, third = (o.id for o in ledger.occurrences())
    events = [e.id for e in ledger.events()]
    ledger.merge(first, second, third, **WHO)
    ledger.split(events[0], events[2], **WHO)
    assert decided(ledger, "event") == ({of(events[0], events[1])}, {of(events[0], events[2])})
    ledger.reread(lambda r: _longer(ledger, r), "hand/2")
    moved = [e.id for e in ledger.events()]
    assert not {*moved} & {*events}
    assert decided(ledger, "event") == ({of(moved[0], moved[1])}, {of(moved[0], moved[2])})


def _longer(ledger: Ledger, report: Report) -> Reading:
    known = ledger.reading(report.id)
    assert known is not None
    (event,) = known.events
    longer = made.passage(report, f"{NAMES[-1]} met in Manila")
    return replace(known, reader="hand/2", events=(replace(event, evidence=(longer,)),))


def test_promises_are_joined_by_their_commitments(ledger: Ledger) -> None:
    promises = [p.id for p in ledger.promises()]
    told = {c.id for c in ledger.commitments()}
    ledger.merge(*promises, **WHO)
    must, cannot = decided(ledger, "commitment")
    assert {i for pair in must for i in pair} == told
    assert cannot == set()


def test_one_name_of_two_people_is_set_apart_by_its_report(ledger: Ledger) -> None:
    report = ledger.reports()[1]
    ledger.split(ident(ledger, WANG), reports=[report.label], **WHO)
    assert dict(apart(ledger._store, "person")) == {(report.id, WANG): "apart 1"}
    assert dict(apart(ledger._store, "organisation")) == {}
    assert decided(ledger) == (set(), {of(WANG, f"{WANG} apart")})
    ledger.undo(**WHO)
    assert dict(apart(ledger._store, "person")) == {}


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda b: b.merge("CHN", "VNM", **WHO), "is a country"),
        (lambda b: b.merge(ident(b, WANG), WANG, **WHO), "two or more different ids"),
        (lambda b: b.merge("Wang Yo", "Li Qiang", **WHO), "did you mean Wang Yi"),
        (lambda b: b.merge(WANG, "Belt and Road", **WHO), "a person and g-"),
        (lambda b: b.merge(WANG, b.occurrences()[0].id, **WHO), "only what is of one kind"),
        (lambda b: b.merge("f-123456", WANG, **WHO), "cannot be merged or split"),
        (lambda b: b.merge("a-ffffff", WANG, **WHO), "no actor “a-ffffff”"),
        (lambda b: b.split(WANG, **WHO), "it has Wang Yi"),
        (lambda b: b.split(WANG, "Li Peng", **WHO), "has no “Li Peng”; it has Wang Yi"),
        (lambda b: b.split(WANG, WANG, **WHO), "nothing would be left"),
        (lambda b: b.split(WANG, ident(b, WANG), **WHO), "from itself"),
        (lambda b: b.split(WANG, reports=["9.txt"], **WHO), "no report “9.txt”"),
        (lambda b: b.split(WANG, reports=["0.txt", "1.txt", "2.txt"], **WHO), "nothing would be left"),
        (lambda b: b.split(WANG, "Li Peng", reports=["0.txt"], **WHO), "0.txt does not name"),
        (lambda b: b.split(b.occurrences()[0].id, reports=["0.txt"], **WHO), "of o-"),
    ],
)
def test_what_cannot_be_is_told(ledger: Ledger, call: Step, told: str) -> None:
    with pytest.raises(QueryError) as error:
        call(ledger)
    assert told in str(error.value)
    assert "\n" not in str(error.value)
    assert ledger.reviews() == ()
