"""Laws of reviewing, whatever is decided and read in whatever order: no review is lost, and undo leaves no trace."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from attache.errors import QueryError
from attache.exports.jsonl import ledger_lines
from attache.ledger import Ledger
from attache.records import Dates, Figure, Reading, Report
from tests.ledger import made

WHO: dict[str, Any] = {"by": "A. Reader", "now": "2026-11-22T10:00:00+00:00"}
SENTENCES = tuple(f"Trade in good {n} was {n} million dollars, officials of both sides said." for n in range(1, 5))
REPORT = made.report(" ".join(SENTENCES), "2018-03-23", file="a.txt")
YEARS = (made.year(2016), made.year(2017), None)

State = tuple[bool, bool, Dates | None, bool]
"""How a reading has one figure: at all, with the whole sentence as evidence, for which period, with a neighbour on its words."""
STATES = st.tuples(st.booleans(), st.booleans(), st.sampled_from(YEARS), st.booleans())
NUMBERS = st.integers(1, len(SENTENCES))
READ = st.tuples(st.just("read"), st.lists(STATES, min_size=len(SENTENCES), max_size=len(SENTENCES)))
REVIEW = st.tuples(st.sampled_from(("accept", "reject", "period", "value")), NUMBERS)
UNDO = st.tuples(st.just("undo"), st.integers(1, 30))
STEPS = st.lists(st.one_of(READ, REVIEW, UNDO), max_size=10)
WHOLE: State = (True, False, made.year(2017), False)
CORRECTED: dict[str, Any] = {"period": made.year(2015), "value": 7.5e6}


def figures(number: int, state: State) -> list[Figure]:
    """What a reading has on one sentence; the neighbour is another number on the same words."""
    read, whole, period, neighbour = state
    words = SENTENCES[number - 1] if whole else SENTENCES[number - 1].split(",")[0]
    one = made.figure(REPORT, words, number * 1e6, measure=f"trade in good {number}", period=period)
    return [one] * read + [replace(one, value=number * 1e6 + 100)] * neighbour


def reading(states: list[State], reader: str) -> Reading:
    told = [f for number, state in enumerate(states, 1) for f in figures(number, state)]
    return made.reading(REPORT, (), *told, reader=reader)


@dataclass
class Model:
    """What ought to be in force, told as simply as can be."""

    book: Ledger
    states: list[State] = field(default_factory=lambda: [WHOLE] * len(SENTENCES))
    reviews: dict[int, tuple[str, int, Dates | None]] = field(default_factory=dict)
    """Number → action, figure, its period as read then."""
    undone: set[int] = field(default_factory=set)

    def of(self, number: int) -> list[tuple[str, Dates | None]]:
        return [(a, p) for i, (a, n, p) in sorted(self.reviews.items()) if n == number and i not in self.undone]

    def expected(self, number: int) -> list[tuple[float, Dates | None]]:
        """Value and period of what is shown as this figure: one or none."""
        read, _, period, _ = self.states[number - 1]
        decided = self.of(number)
        if decided and decided[-1][0] == "reject":
            return []
        if not decided:
            return [(number * 1e6, period)] if read else []
        actions = {a for a, _ in decided}
        if not read:
            # Kept as it was at its latest review, undone or not.
            period = [p for _, n, p in self.reviews.values() if n == number][-1]
        for action, held in decided:
            period = held if action == "accept" and held is not None else period
        value = CORRECTED["value"] if "value" in actions else number * 1e6
        return [(value, CORRECTED["period"] if "period" in actions else period)]


def own(number: int, figure: Figure) -> bool:
    return figure.measure == f"trade in good {number}" and figure.value != number * 1e6 + 100


def take(model: Model, action: str, what: Any, count: int) -> None:
    """One step, in the ledger and in the model."""
    book = model.book
    if action == "read":
        model.states = what
        book.reread(lambda _: reading(what, f"hand/{count + 2}"), f"hand/{count + 2}")
    elif action == "undo":
        if what in model.reviews and what not in model.undone:
            book.undo(what, **WHO)
            model.undone.add(what)
    else:
        found = [(i, f) for i, f in book.records(REPORT.id) if isinstance(f, Figure) and own(what, f)]
        if found:
            (identity, _), *_ = found
            as_read = _as_read(model, what)
            done = (
                book.accept(identity, **WHO)
                if action == "accept"
                else book.reject(identity, **WHO)
                if action == "reject"
                else book.correct(identity, {action: CORRECTED[action]}, **WHO)
            )
            model.reviews[done.id] = (action, what, as_read)


def _as_read(model: Model, number: int) -> Dates | None:
    """The period without any review, which is what a review takes down."""
    read, _, period, _ = model.states[number - 1]
    return period if read else [p for _, n, p in model.reviews.values() if n == number][-1]


def started() -> Ledger:
    book = Ledger(":memory:")
    book.add(REPORT, reading([WHOLE] * len(SENTENCES), "hand/1"))
    return book


def exported(book: Ledger) -> list[str]:
    lines = [line for line in ledger_lines(book) if line["record"] != "review"]
    return [json.dumps(line, ensure_ascii=False) for line in lines]


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_no_review_is_ever_lost(steps: list[tuple[str, Any]]) -> None:
    model = Model(started())
    for count, (action, what) in enumerate(steps):
        take(model, action, what, count)
        told = [f for _, f in model.book.records(REPORT.id) if isinstance(f, Figure)]
        for number in range(1, len(SENTENCES) + 1):
            assert [(f.value, f.period) for f in told if own(number, f)] == model.expected(number)
            neighbours = [f for f in told if f.value == number * 1e6 + 100]
            assert len(neighbours) == model.states[number - 1][3], "a review is not on the neighbour"
        listed = {r.id: r for r in model.book.reviews() if r.action != "undo"}
        assert set(listed) == set(model.reviews)
        assert {i for i, r in listed.items() if r.state == "undone"} == model.undone


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_all_undone_is_as_if_nothing_had_been_decided(steps: list[tuple[str, Any]]) -> None:
    model = Model(started())
    plain = Model(started())
    for count, (action, what) in enumerate(steps):
        take(model, action, what, count)
        if action == "read":
            take(plain, action, what, count)
    for number in model.reviews:
        if number not in model.undone:
            model.book.undo(number, **WHO)
    assert exported(model.book) == exported(plain.book)


@settings(max_examples=15, deadline=None)
@given(st.lists(REVIEW, max_size=5), st.lists(STATES, min_size=len(SENTENCES), max_size=len(SENTENCES)))
def test_reading_the_same_again_changes_nothing(reviews: list[tuple[str, Any]], states: list[State]) -> None:
    model = Model(started())
    for count, (action, what) in enumerate(reviews):
        take(model, action, what, count)
    take(model, "read", states, 10)
    before = model.book.records(REPORT.id), model.book.reviews()
    take(model, "read", states, 11)
    assert (model.book.records(REPORT.id), model.book.reviews()) == before


PLACES = ("Hanoi", "Moscow", "Beijing")
PERSONS = ("Wang Yi", "Wang", "Li Qiang", "Li", "Han Zheng")


def telling(number: int) -> tuple[Report, Reading]:
    """One of several reports about a few people who meet, with a promise and a figure."""
    one, other, place = PERSONS[number % 5], PERSONS[(number * 2 + 1) % 5], PLACES[number % 3]
    day = f"2018-03-{10 + number % 4}"
    report = made.report(f"{one} met {other} in {place}, {number}. Trade was {number} million. They want a road.", day)
    people = (made.actor(n, "person", "CHN") for n in dict.fromkeys((one, other)))
    met = made.event(report, f"{one} met {other}", "meeting", *dict.fromkeys((one, other)), where=place, when=(day, day))
    trade = made.figure(report, f"Trade was {number} million", number * 1e6, period=made.year(2017))
    road = made.target(report, "They want a road", 5e9, made.year(2020))
    return report, made.reading(report, (made.actor("CHN", "country", "CHN"), *people), met, trade, road)


def read_otherwise(book: Ledger, one: int, other: int) -> None:
    """One report is read by another reader, who rests its event on more words, or does not see its promise."""
    chosen = book.report_ids()[one % len(book.report_ids())]
    reader = f"hand/{one}-{other}"

    def read(report: Report) -> Reading:
        known = book.reading(report.id)
        assert known is not None
        if report.id != chosen:
            return replace(known, reader=reader)
        (event,) = known.events
        sentence = made.passage(report, report.text.split(".")[0])
        events = (replace(event, evidence=(sentence,), where=None if other % 3 else event.where),)
        return replace(known, reader=reader, events=events, commitments=() if other % 2 else known.commitments)

    book.reread(read, reader)


def tried(book: Ledger, action: str, one: int, other: int) -> None:
    """One decision on what the ledger happens to have; what cannot be is left."""
    persons = [p.actor.id for p in book.people()]
    wholes: dict[str, list[str]] = {
        "persons": persons,
        "occurrences": [o.id for o in book.occurrences()],
        "promises": [p.id for p in book.promises()],
    }
    records = [i for r in book.reports() for i, _ in book.records(r.id)]
    try:
        if action == "add":
            book.add(*telling(one))
        elif action == "undo":
            book.undo(**WHO)
        elif action == "read":
            read_otherwise(book, one, other)
        elif action in wholes:
            found = wholes[action]
            ids = found[one % len(found)], found[other % len(found)]
            _ = book.merge(*ids, **WHO) if (one + other) % 2 else book.split(*ids, **WHO)
        elif action == "name":
            book.split(PERSONS[one % 5], reports=[book.report_ids()[other % 2]], **WHO)
        elif action == "reject":
            book.reject(records[one % len(records)], **WHO)
        elif action == "accept":
            book.accept(*records[one % len(records) :][:3], **WHO)
        elif records[one % len(records)].startswith("e"):
            book.correct(records[one % len(records)], {"who": persons[other % len(persons)]}, **WHO)
    except (QueryError, ZeroDivisionError):
        return


TRIES = st.tuples(
    st.sampled_from(("add", "undo", "read", "persons", "occurrences", "promises", "name", "reject", "accept", "who")),
    st.integers(0, 11),
    st.integers(0, 11),
)


@settings(max_examples=8, deadline=None)
@given(st.lists(TRIES, min_size=1, max_size=8))
def test_whatever_is_decided_rebuilding_changes_nothing(tries: list[tuple[str, int, int]]) -> None:
    book = Ledger(":memory:")
    for number in (0, 1, 4, 6):
        book.add(*telling(number))
    for step in tries:
        tried(book, *step)
        before = exported(book)
        book.rebuild()
        assert exported(book) == before


@settings(max_examples=8, deadline=None)
@given(st.lists(TRIES.filter(lambda t: t[0] not in ("add", "undo", "read")), min_size=1, max_size=6))
def test_whatever_is_decided_undoing_it_restores_the_answers(tries: list[tuple[str, int, int]]) -> None:
    book = Ledger(":memory:")
    for number in (0, 1, 4, 6):
        book.add(*telling(number))
    before = exported(book)
    for step in tries:
        tried(book, *step)
    for review in reversed(book.reviews()):
        book.undo(review.id, **WHO)
    assert exported(book) == before
