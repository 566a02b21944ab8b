"""What people hold for the same or not the same, in terms of what the ledger now holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

from attache.ledger.columns import KINDS
from attache.ledger.reviews.storing import Review, Subject, load_reviews
from attache.ledger.store import Store

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name that a person pointed at. The engine tells which face it is now."""

    layer: str
    name: str
    of: str | None
    """The actor's country, or whom the thing belongs to, as readings name it."""
    report: str | None = None
    """Only as this report uses it: its sighting has a face of its own (`apart`); None for all other reports."""


Find = Callable[[Anchor], str | None]
"""The face an anchor stands for now; None where no report uses the name any more."""


def pairs(store: Store, layer: str, find: Find | None = None) -> tuple[set[Pair], set[Pair]]:
    """Must and cannot: pairs of ids that are the same, and pairs that are not, whatever rules say.

    `layer` event or commitment gives record ids; country, organisation, person, thing give what `find` returns: face ids.
    Of two reviews on one pair the later counts. An id that is gone takes part in nothing until it is back.
    """
    decided: dict[Pair, str] = {}
    for review in load_reviews(store, "SELECT id FROM review WHERE action IN ('same', 'different') AND undone IS NULL"):
        if any(on.subject.layer == layer for on in review.on):
            _decide(decided, review, find)
    must = {pair for pair, word in decided.items() if word == "same"}
    return must, {pair for pair, word in decided.items() if word == "different"}


def _decide(decided: dict[Pair, str], review: Review, find: Find | None) -> None:
    """Different sets every one apart from every other side's; same joins the first of each and lifts what parted them."""
    ones = [found for on in review.side("one") if (found := _now(on.subject, find)) is not None]
    others = [found for on in review.side("other") if (found := _now(on.subject, find)) is not None]
    every = [frozenset(pair) for pair in product(ones, others) if len(set(pair)) == 2]
    if review.action == "different":
        decided |= dict.fromkeys(every, "different")
        return
    for pair in every:
        decided.pop(pair, None)
    if every:
        decided[every[0]] = "same"


def _now(subject: Subject, find: Find | None) -> str | None:
    if subject.layer in KINDS:
        return subject.record
    if find is None or subject.name is None:
        return None
    return find(Anchor(subject.layer, subject.name, subject.of, subject.report))


def apart(store: Store, layer: str) -> Mapping[tuple[str, str], str]:
    """(report, name) → mark, for sightings that a person set apart from the same name elsewhere.

    Sightings with one mark have a face of their own: the mark is to be added to the face's key.
    """
    marks: dict[tuple[str, str], str] = {}
    for review in load_reviews(store, "SELECT id FROM review WHERE action = 'different' AND undone IS NULL"):
        for on in review.side("one"):
            subject = on.subject
            if subject.layer == layer and subject.report is not None and subject.name is not None and not subject.is_record:
                marks[(subject.report, subject.name)] = f"apart {review.id}"
    return marks
