"""Decisions of people, each written in one transaction: accept, reject, correct, merge, split, undo.

`Decision` says who decides, when and why; the clock and the user's name are the caller's affair. Each function returns
the review as stored, and raises QueryError where it cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from attache.errors import QueryError
from attache.ledger.columns import Record
from attache.ledger.names import folded
from attache.ledger.pending import touch
from attache.ledger.recording import load_records
from attache.ledger.reviews.applying import reviewed_records
from attache.ledger.reviews.attaching import reattach
from attache.ledger.reviews.naming import Named
from attache.ledger.reviews.pointing import (
    Pointed,
    find_report,
    is_id,
    label,
    members_named,
    naming,
    pointed,
    record_subject,
    sided,
    sightings,
)
from attache.ledger.reviews.storing import Action, On, Review, add_review, load_reviews
from attache.ledger.reviews.values import Value, parsed
from attache.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides, when and why."""

    by: str
    at: str
    """UTC, ISO 8601 to the second."""
    why: str = ""


def accept(store: Store, records: Sequence[str], decision: Decision) -> Review:
    """Marks records as right as they are shown; what is filled in them stays whatever is read later."""
    return _decide(store, "accept", records, decision)


def reject(store: Store, records: Sequence[str], decision: Decision) -> Review:
    """Marks records as wrong: they take part in nothing any more."""
    return _decide(store, "reject", records, decision)


def _decide(store: Store, action: Action, records: Sequence[str], decision: Decision) -> Review:
    with store.transaction():
        on = tuple({o.record: o for o in (record_subject(store, text) for text in records)}.values())
        if not on:
            raise QueryError(f"nothing to {action}: give the id of a record")
        return _written(store, Review(0, action, decision.by, decision.at, decision.why, on))


def correct(store: Store, record: str, given: Mapping[str, Value], decision: Decision) -> Review:
    """Puts values in place of those read; the other fields stay as they are read."""
    with store.transaction():
        on = record_subject(store, record)
        report = str(on.subject.report)
        named = Named(store, report)
        told = parsed(_shown(store, str(on.record)), given, actor=named.actor, thing=named.thing)
        changes = {"fields": told, "actors": named.actors, "things": named.things}
        return _written(store, Review(0, "correct", decision.by, decision.at, decision.why, (on,), changes))


def _shown(store: Store, record: str) -> Record:
    """The record as it is shown now; as read where it is rejected."""
    found = dict(reviewed_records(store, "SELECT ?", (record,))) or dict(load_records(store, "SELECT ?", (record,)))
    return found[record]


def merge(store: Store, wanted: Sequence[str], decision: Decision) -> Review:
    """Makes two or more actors, things, occurrences or promises one, whatever rules say."""
    with store.transaction():
        wholes = list({w.id: w for w in (pointed(store, text) for text in wanted)}.values())
        if len(wholes) < 2:
            raise QueryError("merge takes two or more different ids" + (f"; {wholes[0].id} is one" if wholes else ""))
        for other in wholes[1:]:
            _check_alike(wholes[0], other)
        on = tuple(chain.from_iterable(sided(whole.members, side) for side, whole in enumerate(wholes)))
        return _written(store, Review(0, "same", decision.by, decision.at, decision.why, on))


def split(store: Store, wanted: str, members: Sequence[str], decision: Decision, *, reports: Sequence[str] = ()) -> Review:
    """Sets members apart from the rest: records of an occurrence or promise, names of an actor or thing.

    With `reports`, the name as these reports use it: two people of one name. A member may also be the id of another
    actor, thing, occurrence or promise: the two are never joined.
    """
    with store.transaction():
        whole = pointed(store, wanted)
        if not members and not reports:
            raise QueryError(f"name what is to be split off from {whole.id}; it has {_labels(whole.members)}")
        if reports:
            off, rest = _in_reports(store, whole, members, reports)
        elif (other := _other(store, whole, members)) is not None:
            off, rest = list(other.members), list(whole.members)
        else:
            off = members_named(store, whole, members)
            rest = [on for on in whole.members if on not in off]
        if not rest:
            raise QueryError(f"that is all of {whole.id}: nothing would be left; it has {_labels(whole.members)}")
        on = (*sided(off, 0), *sided(rest, 1))
        return _written(store, Review(0, "different", decision.by, decision.at, decision.why, on))


def _check_alike(one: Pointed, other: Pointed) -> None:
    if one.layer != other.layer:
        raise QueryError(f"{one.id} is {_a(one)} and {other.id} {_a(other)}: only what is of one kind can be the same")


def _a(whole: Pointed) -> str:
    word = whole.layer if whole.what == "actor" else whole.what
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _labels(members: Iterable[On]) -> str:
    names = sorted({label(on) for on in members})
    return ", ".join(names[:6]) + (" …" if len(names) > 6 else "")


def _other(store: Store, whole: Pointed, members: Sequence[str]) -> Pointed | None:
    """The one other entry that is to be kept apart, where its id is given instead of a member."""
    if len(members) != 1 or not is_id(members[0]) or any(on.record and on.record.startswith(members[0]) for on in whole.members):
        return None
    other = pointed(store, members[0])
    if other.id == whole.id:
        raise QueryError(f"{whole.id} cannot be split off from itself; it has {_labels(whole.members)}")
    _check_alike(whole, other)
    return other


def _in_reports(store: Store, whole: Pointed, members: Sequence[str], reports: Sequence[str]) -> tuple[list[On], list[On]]:
    """The names as these reports use them, and all that is left of the entry."""
    if whole.what not in ("actor", "thing"):
        raise QueryError(f"--in REPORT sets a name apart; of {whole.id} give the records: {_labels(whole.members)}")
    wanted = [find_report(store, report) for report in reports]
    names = members or sorted({str(on.subject.name) for on in whole.members})
    off = [on for on in sightings(store, whole, wanted) if any(folded(n) == folded(str(on.subject.name)) for n in names)]
    if not off:
        raise QueryError(f"{', '.join(reports)} does not name {whole.id} by {', '.join(members) or 'any name'}")
    everywhere = len(sightings(store, whole, None))
    return off, [on for on in whole.members if on not in off] if everywhere > len(off) else []


def undo(store: Store, number: int | None, decision: Decision) -> Review:
    """Takes back a review, by default the latest in force; to undo an undo puts the review in force again."""
    with store.transaction():
        review = _to_undo(store, number)
        undone = Review(0, "undo", decision.by, decision.at, decision.why, undoes=review.id)
        grounds = _grounds(store, review)
        before = _as_reviewed(store, grounds)
        stored = add_review(store, undone)
        store.run("UPDATE review SET undone = ? WHERE id = ?", (stored, review.id))
        if review.action == "undo":
            store.run("UPDATE review SET undone = NULL WHERE id = ?", (review.undoes,))
        _settle(store, grounds, before)
        return replace(undone, id=stored)


def _to_undo(store: Store, number: int | None) -> Review:
    latest = "SELECT max(id) FROM review WHERE undone IS NULL AND action <> 'undo'"
    reviews = load_reviews(store, latest) if number is None else load_reviews(store, "SELECT ?", (number,))
    if not reviews and number is None:
        raise QueryError("there is no review to undo; see `attache reviews`")
    if not reviews:
        raise QueryError(f"no review {number}; see `attache reviews`")
    (found,) = reviews
    if found.undone is not None:
        raise QueryError(f"review {number} is already undone, by review {found.undone}")
    return found


def _grounds(store: Store, review: Review) -> Review:
    """The decision that an undo, or the undo of an undo, is about in the end."""
    while review.undoes is not None:
        (review,) = load_reviews(store, "SELECT ?", (review.undoes,))
    return review


def _written(store: Store, review: Review) -> Review:
    before = _as_reviewed(store, review)
    number = add_review(store, review)
    (stored,) = load_reviews(store, "SELECT ?", (number,))
    _settle(store, stored, before)
    return stored


Shown = Mapping[str, Mapping[str, Record]]
"""By report, its records by id as they take part in what is worked out across reports."""


def _as_reviewed(store: Store, review: Review) -> Shown:
    """The records of the reports that accepted records are in; of other decisions it does not matter, as they change some."""
    reports = {on.subject.report for on in review.on if on.subject.is_record and on.subject.report}
    if review.action != "accept":
        return {}
    return {r: dict(reviewed_records(store, "SELECT id FROM record WHERE report = ?", (r,))) for r in reports}


def _settle(store: Store, review: Review, before: Shown) -> None:
    """What follows of a review that has come or gone: records kept or not, and what must be worked out again.

    To accept what is shown changes nothing that is worked out across reports.
    """
    reports = {on.subject.report for on in review.on if on.subject.report is not None}
    for report in sorted({on.subject.report for on in review.on if on.subject.is_record and on.subject.report}):
        reattach(store, report)
    names = {str(on.subject.name) for on in review.on if on.subject.name is not None and on.subject.report is None}
    after = _as_reviewed(store, review)
    same = {report for report, records in before.items() if records == after.get(report)}
    touch(store, sorted((reports - same) | naming(store, names)))
