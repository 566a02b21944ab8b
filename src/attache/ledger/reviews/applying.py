"""Reviews laid over the records they are on: corrected fields in place, rejected records left out."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from attache.ledger.columns import Record
from attache.ledger.recording import load_records
from attache.ledger.reviews.frozen import changed, filled, thawed
from attache.ledger.reviews.storing import On, Review, load_decided
from attache.ledger.store import Cell, Store
from attache.records import Actor, ActorName, Thing

Decided = tuple[Review, On]
"""A review and what it is on."""
KEPT = "review/kept"
"""Rule of a record that a person accepted or corrected and that the present reading does not have."""
ON_RECORDS = ("accept", "reject", "correct")


@dataclass(frozen=True, slots=True)
class ReviewState:
    """What people decided about one record; by whom, when and why are those of the latest review."""

    word: Literal["accepted", "corrected", "rejected"]
    by: str
    at: str
    why: str
    reviews: tuple[int, ...]
    """Numbers of all reviews in force, oldest first."""
    fields: tuple[tuple[str, Any, Any], ...] = ()
    """Field, value as read, value as shown; of corrected fields and of those that hold what was accepted."""
    kept: bool = False
    """Whether the present reading does not have it: it is kept as it was when reviewed."""


def reviewed_records(
    store: Store, where: str, values: Collection[Cell] = (), *, rejected: bool = False
) -> Iterator[tuple[str, Record]]:
    """As `load_records`, with corrections applied and rejected records left out, unless these are asked for too."""
    reviews = _on_records(store, where, tuple(values))
    for identity, record in load_records(store, where, values):
        decided = reviews.get(identity)
        if decided is None:
            yield identity, record
        elif rejected or not is_rejected(decided):
            yield identity, overlaid(record, decided)


def rejected(store: Store, where: str, values: Collection[Cell] = ()) -> frozenset[str]:
    """Which of the records that a SELECT of ids gives are rejected."""
    return frozenset(i for i, decided in _on_records(store, where, tuple(values)).items() if is_rejected(decided))


def under_review(store: Store, where: str, values: Collection[Cell] = ()) -> frozenset[str]:
    """Which of the records that a SELECT of ids gives have a review in force: their columns tell what was read, and not what
    holds."""
    return frozenset(_on_records(store, where, tuple(values)))


def _on_records(store: Store, where: str, values: Sequence[Cell]) -> dict[str, list[Decided]]:
    """Reviews in force by the id of the record they are on, oldest first."""
    condition = (
        f"r.undone IS NULL AND r.action IN ('accept', 'reject', 'correct') AND s.record IS NOT NULL AND s.record IN ({where})"
    )
    out: dict[str, list[Decided]] = {}
    for review, on in load_decided(store, condition, values):
        out.setdefault(str(on.subject.record), []).append((review, on))
    return out


def is_rejected(decided: Sequence[Decided]) -> bool:
    """Whether the latest decision says that the record is wrong."""
    return bool(decided) and decided[-1][0].action == "reject"


def overlaid(record: Record, decided: Sequence[Decided]) -> Record:
    """The record with what was accepted, then what was corrected, in the order of deciding."""
    for review, on in decided:
        if review.action == "accept" and on.snapshot:
            # Its passages do not count, so the text is not needed.
            record = filled(record, thawed(on.snapshot, record.evidence[0].report, ""))
    for review, _ in decided:
        if review.action == "correct":
            record = changed(record, review.changes["fields"])
    return record


def standing(store: Store, records: Iterable[str]) -> Mapping[str, ReviewState]:
    """What people decided about these records; those without a review in force are left out."""
    chosen = "SELECT value FROM json_each(?)"
    values = (json.dumps(sorted(set(records))),)
    reviews = _on_records(store, chosen, values)
    if not reviews:
        return {}
    read = dict(load_records(store, chosen, values))
    return {identity: _state(read[identity], reviews[identity]) for identity in sorted(reviews) if identity in read}


def _state(read: Record, decided: Sequence[Decided]) -> ReviewState:
    last, _ = decided[-1]
    shown = overlaid(read, decided)
    names = read.__dataclass_fields__
    fields = tuple((n, getattr(read, n), getattr(shown, n)) for n in names if getattr(read, n) != getattr(shown, n))
    corrected = any(r.action == "correct" for r, _ in decided)
    word: Literal["accepted", "corrected", "rejected"] = (
        "rejected" if is_rejected(decided) else "corrected" if corrected else "accepted"
    )
    return ReviewState(word, last.by, last.at, last.why, tuple(r.id for r, _ in decided), fields, read.rule == KEPT)


def told_names(store: Store, where: str, values: Collection[Cell] = ()) -> dict[str, tuple[tuple[Actor, ...], tuple[Thing, ...]]]:
    """By report, the actors and things that corrections of these records name: sightings besides those of the reading."""
    out: dict[str, tuple[tuple[Actor, ...], tuple[Thing, ...]]] = {}
    reviews = _on_records(store, where, tuple(values))
    for identity in sorted(reviews):
        for review, on in [] if is_rejected(reviews[identity]) else reviews[identity]:
            if review.action == "correct" and on.subject.report:
                actors, things = out.get(on.subject.report, ((), ()))
                new_actors = (_actor(a) for a in review.changes.get("actors", ()))
                new_things = (_thing(t) for t in review.changes.get("things", ()))
                out[on.subject.report] = (_once(actors, new_actors), _once(things, new_things))
    return {report: out[report] for report in sorted(out)}


def _once(known: tuple[Any, ...], new: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*known, *new)))


def _actor(held: Mapping[str, Any]) -> Actor:
    return Actor(ActorName(held["name"]), held["kind"], held["country"], tuple(held["aliases"]))


def _thing(held: Mapping[str, Any]) -> Thing:
    return Thing(held["name"], held["kind"], held["of"], tuple(held["parties"]))
