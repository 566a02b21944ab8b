"""Reviews into their tables and out again. A ledger from before reviews has none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from attache.ledger.columns import KINDS
from attache.ledger.store import Cell, Store

Action = Literal["accept", "reject", "correct", "same", "different", "undo"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a review is on: a record, or a name as reports use it."""

    id: int
    layer: str
    """A record's kind, or country, organisation, person, thing."""
    report: str | None
    """Of a name: only as this report uses it; None for all reports."""
    record: str | None
    """The record as now read; None while no reading has it, and for names."""
    name: str | None = None
    of: str | None = None

    @property
    def is_record(self) -> bool:
        """Whether it is a record, not a name."""
        return self.layer in KINDS


@dataclass(frozen=True, slots=True)
class On:
    """One thing that a review is on; of a record its id and the whole of it as they were then."""

    subject: Subject
    side: int = 0
    """Of what is the same or not: 0 for what is merged into or split off, 1, 2 … for the others."""
    record: str | None = None
    snapshot: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One decision of a person."""

    id: int
    action: Action
    by: str
    at: str
    """UTC, to the second."""
    why: str
    on: tuple[On, ...] = ()
    changes: dict[str, Any] = field(default_factory=dict)
    """Of a correction: `fields` by name, and the `actors` and `things` that they name, as JSON has them."""
    undoes: int | None = None
    undone: int | None = None
    """By which undo; None while it stands."""

    @property
    def stands(self) -> bool:
        """Whether it is in force."""
        return self.undone is None and self.action != "undo"

    def sides(self) -> list[list[On]]:
        """What stands on each of its sides, the first side first."""
        return [[on for on in self.on if on.side == side] for side in sorted({on.side for on in self.on})]


def has_reviews(store: Store) -> bool:
    """Whether the ledger can hold reviews at all and holds one."""
    return bool(store.columns("review_on")) and bool(store.rows("SELECT 1 FROM review LIMIT 1"))


def load_reviews(store: Store, where: str = "SELECT id FROM review", values: Sequence[Cell] = ()) -> list[Review]:
    """The reviews whose ids a SELECT gives, in the order of deciding."""
    if not has_reviews(store):
        return []
    on: dict[int, list[On]] = {}
    rows = store.rows(
        "SELECT o.review, o.side, o.record, o.snapshot, s.id, s.layer, s.report, s.record, s.name, s.of "
        f"FROM review_on o JOIN reviewed s ON s.id = o.reviewed WHERE o.review IN ({where}) ORDER BY o.review, o.position",
        values,
    )
    for review, side, record, snapshot, *subject in rows:
        on.setdefault(int(review), []).append(On(Subject(*subject), side, record, snapshot))
    heads = store.rows(
        f"SELECT id, action, by, at, why, changes, undoes, undone FROM review WHERE id IN ({where}) ORDER BY id", values
    )
    return [
        Review(i, action, by, at, why, tuple(on.get(i, ())), json.loads(changes), undoes, undone)
        for i, action, by, at, why, changes, undoes, undone in heads
    ]


def load_decided(store: Store, where: str, values: Sequence[Cell] = ()) -> list[tuple[Review, On]]:
    """Each review with each subject that meets a condition on `s` (what is reviewed) and `r` (the review), oldest first.

    The reviews come without what else they are on: one review may be on thousands of records.
    """
    if not has_reviews(store):
        return []
    rows = store.rows(
        "SELECT r.id, r.action, r.by, r.at, r.why, r.changes, r.undoes, r.undone, o.side, o.record, o.snapshot, "
        "s.id, s.layer, s.report, s.record, s.name, s.of "
        f"FROM reviewed s JOIN review_on o ON o.reviewed = s.id JOIN review r ON r.id = o.review WHERE {where} "
        "ORDER BY r.id, o.position",
        values,
    )
    heads: dict[int, Review] = {}
    out = []
    for number, action, by, at, why, changes, undoes, undone, side, record, snapshot, *subject in rows:
        if number not in heads:
            heads[number] = Review(number, action, by, at, why, (), json.loads(changes), undoes, undone)
        out.append((heads[number], On(Subject(*subject), side, record, snapshot)))
    return out


def add_review(store: Store, review: Review) -> int:
    """Stores a new review and returns its number; that of `review` does not count."""
    (number,) = store.rows("SELECT coalesce(max(id), 0) + 1 FROM review")[0]
    changes = json.dumps(review.changes, ensure_ascii=False)
    store.insert(
        "review",
        ("id", "action", "changes", "by", "at", "why", "undoes", "undone"),
        [(number, review.action, changes, review.by, review.at, review.why, review.undoes, None)],
    )
    for on in review.on:
        add_on(store, int(number), on)
    return int(number)


def add_on(store: Store, review: int, on: On) -> None:
    """Hangs a stored review on one thing more."""
    (position,) = store.rows("SELECT coalesce(max(position), -1) + 1 FROM review_on WHERE review = ?", (review,))[0]
    row = (review, position, _put_subject(store, on.subject), on.side, on.record, on.snapshot)
    store.insert("review_on", ("review", "position", "reviewed", "side", "record", "snapshot"), [row])


def _put_subject(store: Store, subject: Subject) -> int:
    """The number under which a subject is stored; the same record or name has one."""
    if subject.id:
        return subject.id
    found = store.rows(
        "SELECT id FROM reviewed WHERE layer = ? AND report IS ? AND record IS ? AND name IS ? AND of IS ?",
        (subject.layer, subject.report, subject.record, subject.name, subject.of),
    )
    if found:
        return int(found[0][0])
    (number,) = store.rows("SELECT coalesce(max(id), 0) + 1 FROM reviewed")[0]
    row = (number, subject.layer, subject.report, subject.record, subject.name, subject.of)
    store.insert("reviewed", ("id", "layer", "report", "record", "name", "of"), [row])
    return int(number)


def attach(store: Store, records: Iterable[tuple[int, str | None]]) -> None:
    """Sets which record each subject is now."""
    store.run_each("UPDATE reviewed SET record = ? WHERE id = ?", [(record, subject) for subject, record in records])
