"""Same and not the same, as people decided: which pairs must and cannot be one, whatever rules say."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attache.errors import QueryError
from attache.exports.jsonl import ledger_lines
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
    """Three reports with the same people, events, things and promises."""
    return made_ledger()


def made_ledger() -> Ledger:
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


# In the answers


def people(ledger: Ledger) -> dict[str, frozenset[str]]:
    """The names of each person, by each of them."""
    entries = [p.actor for p in ledger.people()]
    return {name: frozenset((e.name, *e.aliases)) for e in entries for name in (e.name, *e.aliases)}


def exported(ledger: Ledger) -> list[str]:
    lines = [json.dumps(line, ensure_ascii=False) for line in ledger_lines(ledger) if line["record"] != "review"]
    rebuilt = sorted(lines)
    ledger.rebuild()
    assert sorted(json.dumps(line, ensure_ascii=False) for line in ledger_lines(ledger) if line["record"] != "review") == rebuilt
    return lines


@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True), st.booleans())
@settings(max_examples=8, deadline=None)
def test_split_restores_what_was_before_merging(names: list[str], by_undo: bool) -> None:
    book = made_ledger()
    before = exported(book)
    merged(*names)(book)
    assert {people(book)[n] for n in names} == {frozenset(names)}
    assert all(people(book)[n] == frozenset((n,)) for n in NAMES if n not in names)
    if by_undo:
        book.undo(**WHO)
    else:
        for name in names[1:]:
            book.split(ident(book, names[0]), name, **WHO)
    assert exported(book) == before


@pytest.mark.parametrize("what", ["occurrences", "promises"])
def test_split_restores_occurrences_and_promises(ledger: Ledger, what: str) -> None:
    def found() -> list[tuple[str, list[str]]]:
        if what == "occurrences":
            return [(o.id, [e.id for e in o.events]) for o in ledger.occurrences()]
        return [(p.id, [c.id for c in p.stated]) for p in ledger.promises()]

    before, exports = found(), exported(ledger)
    ledger.merge(*(i for i, _ in before), **WHO)
    ((one, members),) = found()
    assert sorted(members) == sorted(m for _, ms in before for m in ms)
    for member in members[1:]:
        ledger.split(one, member, **WHO)
    assert exported(ledger) == exports


def test_things_are_one_and_two_again(ledger: Ledger) -> None:
    before = exported(ledger)
    ledger.merge("Belt and Road", "Silk Road Fund", **WHO)
    assert [{t.name, *t.aliases} for t in ledger.things()] == [{"Belt and Road", "Silk Road Fund"}]
    ledger.split("Belt and Road", "Silk Road Fund", **WHO)
    assert exported(ledger) == before


@pytest.mark.parametrize("what", ["persons", "occurrences", "promises", "things"])
def test_reviews_of_what_was_joined_are_found_by_its_id(ledger: Ledger, what: str) -> None:
    def first_two() -> list[str]:
        if what == "persons":
            return [p.actor.id for p in ledger.people()][:2]
        found: tuple[Any, ...] = getattr(ledger, what)()
        return [entry.id for entry in found][:2]

    one, other = first_two()
    assert ledger.reviews(of=one) == ()
    ledger.merge(one, other, **WHO)
    assert [r.id for r in ledger.reviews(of=first_two()[0])] == [1]
    ledger.undo(**WHO)
    assert [r.id for r in ledger.reviews(of=one)] == [r.id for r in ledger.reviews(of=other)] == [1, 2]
    assert ledger.reviews(of="o-ffffffffffff") == ()


def test_same_holds_for_reports_read_later(ledger: Ledger) -> None:
    merged(WANG, WENBIN)(ledger)
    report = made.report("Wang Wenbin spoke.", "2021-03-23")
    ledger.add(report, made.reading(report, (made.actor(WENBIN, "person", "CHN"),), made.statement(report, "spoke", WENBIN)))
    (said,) = ledger.statements()
    assert {said.speakers[0].name, *said.speakers[0].aliases} == {WANG, WENBIN}


def test_what_rules_join_people_can_part() -> None:
    book = Ledger(":memory:")
    for number, name in enumerate(("Sergey Lavrov", "Lavrov", "Sergei Lavrov")):
        report = made.report(f"{name} spoke, {number}.", f"201{number}-03-23")
        book.add(report, made.reading(report, (made.actor(name, "person", "RUS"),)))
    whole = frozenset(("Sergey Lavrov", "Lavrov", "Sergei Lavrov"))
    assert people(book)["Lavrov"] == whole
    book.split("Sergey Lavrov", "Lavrov", **WHO)
    assert people(book) == dict.fromkeys(whole - {"Lavrov"}, whole - {"Lavrov"}) | {"Lavrov": frozenset(("Lavrov",))}
    book.undo(**WHO)
    assert people(book)["Lavrov"] == whole


def test_name_of_several_must_be_told_by_id() -> None:
    book = Ledger(":memory:")
    for number, country in enumerate(("VNM", "VNM", "CHN", "CHN")):
        report = made.report(f"Minh spoke, {number}.", f"201{number}-03-23")
        book.add(report, made.reading(report, (made.actor("Minh", "person", country),), made.statement(report, "spoke", "Minh")))
    with pytest.raises(QueryError, match="name of several: a-"):
        book.merge("Minh", "Minh", **WHO)
    with pytest.raises(QueryError, match="name of several"):
        book.correct(book.statements()[0].id, {"speakers": "Minh"}, **WHO)


def test_report_of_a_name_that_several_have_must_be_told_by_id() -> None:
    book = Ledger(":memory:")
    for number in range(2):
        report = made.report(f"Wang Wei spoke of item {number}, and of nothing else.", file="report.txt")
        book.add(
            report, made.reading(report, (made.actor("Wang Wei", "person", "CHN"),), made.statement(report, "spoke", "Wang Wei"))
        )
    with pytest.raises(QueryError, match="name of several reports: r"):
        book.split("Wang Wei", reports=["report.txt"], **WHO)
    book.split("Wang Wei", reports=[report.id[:10]], **WHO)
    assert len({s.speakers[0].id for s in book.statements()}) == 2


def test_two_people_of_one_name() -> None:
    book = Ledger(":memory:")
    for number in range(4):
        report = made.report(f"Wang Wei spoke, {number}.", f"201{number}-03-23", file=f"{number}.txt")
        told = made.statement(report, "spoke", "Wang Wei")
        book.add(report, made.reading(report, (made.actor("Wang Wei", "person", "CHN"),), told))
    before = exported(book)
    book.split("Wang Wei", reports=["1.txt", "3.txt"], why="the general", **WHO)
    minister, general, again, third = (s.speakers[0].id for s in book.statements())
    assert (minister, general) == (again, third)
    assert minister != general
    exported(book)
    book.merge(minister, general, **WHO)
    assert len({s.speakers[0].id for s in book.statements()}) == 1
    book.undo(**WHO)
    book.undo(**WHO)
    assert exported(book) == before
