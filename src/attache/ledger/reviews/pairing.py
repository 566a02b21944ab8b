"""What people hold for the same or not the same, in terms of what the ledger now holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from attache.ledger.columns import KINDS
from attache.ledger.names import is_described
from attache.ledger.reviews.applying import rejected
from attache.ledger.reviews.storing import Subject, load_reviews
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
    """Only as this report uses it: of a name set apart (`apart`), and of a description, which is someone else in every
    report; None for all reports."""


Find = Callable[[Anchor], str | None]
"""The face an anchor stands for now; None where no report uses the name any more."""


def pairs(store: Store, layer: str, find: Find | None = None) -> tuple[set[Pair], set[Pair]]:
    """Must and cannot: pairs of ids that are the same, and pairs that are not, whatever rules say.

    `layer` event or commitment gives record ids; country, organisation, person, thing give what `find` returns: face ids.
    Of two reviews on one pair the later counts. An id that is gone takes part in nothing until it is back.
    """
    decided: dict[Pair, str] = {}
    standing = _standing(store) if layer in KINDS else frozenset()

    def now(subject: Subject) -> str | None:
        if subject.is_record or subject.name is None:
            return subject.record if subject.record in standing else None
        return find(Anchor(layer, subject.name, subject.of, subject.report)) if find else None

    for review in load_reviews(store, "SELECT id FROM review WHERE action IN ('same', 'different') AND undone IS NULL"):
        if any(on.subject.layer == layer for on in review.on):
            _decide(decided, [[i for on in side if (i := now(on.subject)) is not None] for side in review.sides()], review.action)
    must = {pair for pair, word in decided.items() if word == "same"}
    return must, {pair for pair, word in decided.items() if word == "different"}


def together(store: Store, layer: str) -> list[tuple[frozenset[str], bool]]:
    """The records that each review in force calls the same (True) or not the same, whether or not they all take part now."""
    out = []
    for review in load_reviews(store, "SELECT id FROM review WHERE action IN ('same', 'different') AND undone IS NULL"):
        found = frozenset(on.subject.record for on in review.on if on.subject.layer == layer and on.subject.record is not None)
        if found:
            out.append((found, review.action == "same"))
    return out


def _standing(store: Store) -> frozenset[str]:
    """The reviewed records that take part: of the current versions of pages, and not rejected."""
    sql = (
        "SELECT s.record FROM reviewed s JOIN report r ON r.id = s.report "
        "WHERE s.record IS NOT NULL AND s.name IS NULL AND r.replaced_by IS NULL"
    )
    return frozenset(str(i) for (i,) in store.rows(sql)) - rejected(store, sql)


def _decide(decided: dict[Pair, str], sides: Sequence[Sequence[str]], action: str) -> None:
    """Different sets all of the first side apart from all of the others.

    Same joins the first of each side, which rules hold together, and lifts whatever set the sides apart before.
    """
    first, *others = sides
    if action == "different":
        decided |= dict.fromkeys(_across(first, chain.from_iterable(others)), "different")
        return
    for one, other in combinations(sides, 2):
        for pair in _across(one, other):
            decided.pop(pair, None)
    for other in others:
        decided |= dict.fromkeys(_across(first[:1], other[:1]), "same")


def _across(ones: Iterable[str], others: Iterable[str]) -> list[Pair]:
    return [frozenset((one, other)) for one, other in product(ones, others) if one != other]


def apart(store: Store, layer: str) -> Mapping[tuple[str, str], str]:
    """(report, name) → mark, for sightings that a person set apart from the same name elsewhere.

    Sightings with one mark have a face of their own: the mark is to be added to the face's key.
    """
    marks: dict[tuple[str, str], str] = {}
    for review in load_reviews(store, "SELECT id FROM review WHERE action = 'different' AND undone IS NULL"):
        for on in review.sides()[0]:
            subject = on.subject
            if subject.layer == layer and subject.report and subject.name and not is_description(layer, subject.name):
                marks[(subject.report, subject.name)] = f"apart {review.id}"
    return marks


def is_description(layer: str, name: str) -> bool:
    """Whether a name is only a description, so that each report's is a face of its own anyway."""
    return layer in ("organisation", "person") and is_described(name)
