"""Reviews as people read them: what was decided on what, whether it is in force, waits or was undone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from attache.errors import QueryError
from attache.ledger.recording import load_records
from attache.ledger.reviews.applying import KEPT
from attache.ledger.reviews.frozen import field_from, thawed
from attache.ledger.reviews.pointing import is_id, names_used, pointed
from attache.ledger.reviews.storing import Action, On, Review, has_reviews, load_reviews
from attache.ledger.store import Store

State = Literal["in force", "kept", "waiting", "undone"]
"""kept: the present reading has not got the record, it stays as reviewed. waiting: there is nothing it could be on now."""


@dataclass(frozen=True, slots=True)
class ReviewedEntry:
    """What a review is on."""

    layer: str
    """event, statement, figure, commitment, tenure; country, organisation, person, thing."""
    id: str | None
    """The record's id now; None while no reading has it, and for names."""
    id_then: str | None
    name: str | None
    report: str | None
    """None for a name in all reports."""
    words: str
    """The passage that the record rests on; empty for names."""
    side: int
    """Of what is the same or not: 0 for what was merged into or split off, 1, 2 … for the others."""


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """One decision of a person."""

    id: int
    action: Action
    by: str
    at: str
    """UTC, to the second."""
    why: str
    state: State
    on: tuple[ReviewedEntry, ...]
    fields: tuple[tuple[str, Any, Any], ...] = ()
    """Of a correction: field, value before as read, value put in its place."""
    undoes: int | None = None
    undone: int | None = None
    """By which undo."""


def list_reviews(store: Store, *, of: str | None = None) -> tuple[ReviewEntry, ...]:
    """All reviews, undone ones too, in the order of deciding; `of` only those on this id or its beginning.

    The id may be that of a record, or of an actor, thing, occurrence or promise: then those on its names or records.
    """
    texts = _Texts(store)
    reviews = load_reviews(store)
    if of is not None:
        subjects = _subjects(store, of)
        near = {r.id for r in reviews if any(subjects(on) for on in r.on)}
        reviews = [r for r in reviews if r.id in near or r.undoes in near]
    return tuple(_entry(review, texts) for review in reviews)


def _subjects(store: Store, wanted: str) -> Callable[[On], bool]:
    """Whether a review on this is on what is wanted."""
    try:
        members = pointed(store, wanted).members if is_id(wanted) and wanted[0] in "aogp" else ()
    except QueryError:  # gone since: its reviews are still found by its records
        members = ()
    records = {on.record for on in members if on.record is not None}
    names = {(on.subject.layer, on.subject.name) for on in members if on.subject.name is not None}

    def is_on(on: On) -> bool:
        subject = on.subject
        if subject.name is not None:
            return (subject.layer, subject.name) in names
        return any(i is not None and (i in records or i.startswith(wanted)) for i in (subject.record, on.record))

    return is_on


def newest_reviews(store: Store, *, limit: int, offset: int = 0) -> tuple[int, tuple[ReviewEntry, ...]]:
    """Number of all reviews, and some of them, the newest first."""
    if not has_reviews(store):
        return 0, ()
    (number,) = store.rows("SELECT count(*) FROM review")[0]
    reviews = load_reviews(store, "SELECT id FROM review ORDER BY id DESC LIMIT ? OFFSET ?", (limit, offset))
    texts = _Texts(store)
    return int(number), tuple(_entry(review, texts) for review in reversed(reviews))


def reviews_on(store: Store, identity: str) -> tuple[ReviewEntry, ...]:
    """Reviews, undone ones and undos too, on a record, on what tells an occurrence or promise, or on an actor's or thing's
    names, in the order of deciding."""
    if not has_reviews(store):
        return ()
    on, values = _on(store, identity)
    near = f"SELECT o.review FROM reviewed s JOIN review_on o ON o.reviewed = s.id WHERE {on}"
    found = {r.id: r for r in load_reviews(store, near, values)}
    while undos := [r for r in load_reviews(store, _UNDOS, (json.dumps(sorted(found)),)) if r.id not in found]:
        found |= {r.id: r for r in undos}
    texts = _Texts(store)
    return tuple(_entry(found[number], texts) for number in sorted(found))


_UNDOS = "SELECT id FROM review WHERE undoes IN (SELECT value FROM json_each(?))"


def _on(store: Store, identity: str) -> tuple[str, tuple[str, ...]]:
    """A condition on what is reviewed, and its values."""
    match identity[:2]:
        case "o-":
            return "s.record IN (SELECT event FROM occurrence_event WHERE occurrence = ?)", (identity,)
        case "p-":
            return 's.record IN (SELECT "commitment" FROM promise_commitment WHERE promise = ?)', (identity,)
        case "a-" | "g-":
            what = "actor" if identity[0] == "a" else "thing"
            names = sorted(str(name) for name, _ in names_used(store, what, identity))
            layer = "s.layer = 'thing'" if what == "thing" else "s.layer IN ('person', 'organisation')"
            return f"{layer} AND s.name IN (SELECT value FROM json_each(?))", (json.dumps(names, ensure_ascii=False),)
    return "s.record = ?", (identity,)


def one_review(store: Store, number: int) -> ReviewEntry:
    """The review with this number. Raises KeyError."""
    for review in load_reviews(store, "SELECT ?", (number,)):
        return _entry(review, _Texts(store))
    raise KeyError(number)


class _Texts:
    """Texts of reports and rules of records, each looked up once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: dict[str, str] = {}

    def text(self, report: str) -> str:
        if report not in self._texts:
            self._texts[report] = str(self._store.rows("SELECT text FROM report WHERE id = ?", (report,))[0][0])
        return self._texts[report]

    def rule(self, record: str) -> str:
        return next((r.rule for _, r in load_records(self._store, "SELECT ?", (record,))), "")


def _entry(review: Review, texts: _Texts) -> ReviewEntry:
    on = tuple(_reviewed(o, texts) for o in review.on)
    return ReviewEntry(
        review.id,
        review.action,
        review.by,
        review.at,
        review.why,
        _state(review, texts),
        on,
        _fields(review, texts),
        review.undoes,
        review.undone,
    )


def _state(review: Review, texts: _Texts) -> State:
    if review.undone is not None:
        return "undone"
    records = [on.subject.record for on in review.on if on.subject.is_record]
    if records and None in records:
        return "waiting"
    return "kept" if any(texts.rule(str(record)) == KEPT for record in records) else "in force"


def _reviewed(on: On, texts: _Texts) -> ReviewedEntry:
    subject = on.subject
    words = ""
    if on.snapshot is not None and subject.report is not None:
        words = thawed(on.snapshot, subject.report, texts.text(subject.report)).evidence[0].text
    return ReviewedEntry(subject.layer, subject.record, on.record, subject.name, subject.report, words, on.side)


def _fields(review: Review, texts: _Texts) -> tuple[tuple[str, Any, Any], ...]:
    fields: Mapping[str, Any] = review.changes.get("fields", {})
    if not fields:
        return ()
    on, *_ = review.on
    before = thawed(str(on.snapshot), str(on.subject.report), texts.text(str(on.subject.report)))
    return tuple((name, getattr(before, name), field_from(name, value)) for name, value in fields.items())
