"""Reviews laid over the records they are on: corrected fields in place, rejected records left out."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from attache.ledger.columns import Record
from attache.ledger.recording import load_records
from attache.ledger.reviews.frozen import changed, field_from, filled, thawed
from attache.ledger.reviews.storing import Review, has_reviews, load_reviews
from attache.ledger.store import Cell, Store
from attache.records import Actor, ActorName, Thing

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
            yield identity, overlaid(record, identity, decided)


def rejected(store: Store, where: str, values: Collection[Cell] = ()) -> frozenset[str]:
    """Which of the records that a SELECT of ids gives are rejected."""
    return frozenset(i for i, decided in _on_records(store, where, tuple(values)).items() if is_rejected(decided))


def _on_records(store: Store, where: str, values: Sequence[Cell]) -> dict[str, list[Review]]:
    """Reviews in force by the id of the record they are on, oldest first."""
    if not has_reviews(store):
        return {}
    found = load_reviews(
        store,
        "SELECT o.review FROM review_on o JOIN reviewed s ON s.id = o.reviewed JOIN review r ON r.id = o.review "
        "WHERE r.undone IS NULL AND r.action IN ('accept', 'reject', 'correct') "
        f"AND s.record IS NOT NULL AND s.record IN ({where})",
        values,
    )
    out: dict[str, list[Review]] = {}
    for review in found:
        for on in review.on:
            if on.subject.record is not None:
                out.setdefault(on.subject.record, []).append(review)
    return out


def is_rejected(reviews: Sequence[Review]) -> bool:
    """Whether the latest decision says that the record is wrong."""
    return bool(reviews) and reviews[-1].action == "reject"


def overlaid(record: Record, identity: str, reviews: Iterable[Review]) -> Record:
    """The record with what was accepted, then what was corrected, in the order of deciding."""
    reviews = list(reviews)
    for review in reviews:
        for on in review.on:
            if review.action == "accept" and on.subject.record == identity and on.snapshot:
                # Its passages do not count, so the text is not needed.
                record = filled(record, thawed(on.snapshot, record.evidence[0].report, ""))
    for review in reviews:
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
    return {identity: _state(identity, read[identity], reviews[identity]) for identity in sorted(reviews) if identity in read}


def _state(identity: str, read: Record, reviews: Sequence[Review]) -> ReviewState:
    last = reviews[-1]
    shown = overlaid(read, identity, reviews)
    names = read.__dataclass_fields__
    fields = tuple((n, getattr(read, n), getattr(shown, n)) for n in names if getattr(read, n) != getattr(shown, n))
    corrected = any(r.action == "correct" for r in reviews)
    word: Literal["accepted", "corrected", "rejected"] = (
        "rejected" if is_rejected(reviews) else "corrected" if corrected else "accepted"
    )
    return ReviewState(word, last.by, last.at, last.why, tuple(r.id for r in reviews), fields, read.rule == KEPT)


def told_names(store: Store, where: str, values: Collection[Cell] = ()) -> dict[str, tuple[tuple[Actor, ...], tuple[Thing, ...]]]:
    """By report, the actors and things that corrections of these records name: sightings besides those of the reading."""
    out: dict[str, tuple[tuple[Actor, ...], tuple[Thing, ...]]] = {}
    reviews = _on_records(store, where, tuple(values))
    for identity in sorted(reviews):
        decided = reviews[identity]
        if is_rejected(decided):
            continue
        for review in decided:
            for on in review.on:
                if review.action == "correct" and on.subject.record == identity and on.subject.report:
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


def fields_changed(review: Review) -> dict[str, Any]:
    """The corrected fields of a review, as a record holds them."""
    return {name: field_from(name, value) for name, value in review.changes.get("fields", {}).items()}
