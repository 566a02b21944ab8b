"""Which record of a new reading is the one that was reviewed: pure functions from records to pairs.

A record is found again where one of the same kind rests on the same words and makes the same claim. What makes the claim
(`CLAIM`) may not differ, or a review of one figure would pass to its neighbour in the sentence; other fields may, and
only rank those that qualify.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attache.ledger.columns import ACTORS, DATES, LISTS, PASSAGES, Record, kind_of
from attache.ledger.names import folded, person_words
from attache.ledger.reviews.frozen import Fields, changed
from attache.ledger.told import overlap
from attache.records import Event, Evidence, Figure

CLAIM: Mapping[str, tuple[str, ...]] = {
    "event": ("type", "mode", "who"),
    "statement": ("content", "speakers"),
    "figure": ("unit",),
    "commitment": ("content", "value"),
    "tenure": ("person", "office"),
}
"""Fields that make the claim; besides a figure's number (`_same_number`), and whether an event is denied."""
SHARED = 0.5
"""Share of the shorter evidence that both rest on at least: a sentence holds the clause read before."""
ALIKE = 0.5
"""Likeness of a claim's field from which it is the same: one of two doers, a name by its surname."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A record as it was when reviewed, with what was corrected in it since."""

    key: int
    id: str
    record: Record
    corrected: Fields


@dataclass(frozen=True, slots=True)
class Cast:
    """How the new reading names its actors: readings differ in which name of an actor they use."""

    aliases: Mapping[str, frozenset[str]]
    """Name → all names of that actor, folded."""
    countries: Mapping[str, str]
    """Name → ISO alpha-3 of the actor's country."""

    def alike(self, one: str, other: str) -> float:
        """1 for two names of one actor, half for an actor and its country, else 0."""
        words, others = set(person_words(one)), set(person_words(other))
        if words <= others or others <= words or self._known(one) & self._known(other):
            return 1.0
        return 0.5 if self.countries.get(one) == other or self.countries.get(other) == one else 0.0

    def _known(self, name: str) -> frozenset[str]:
        return self.aliases.get(name, frozenset()) | {folded(name)}


NOBODY = Cast({}, {})


def found_again(reviewed: Sequence[Reviewed], read: Sequence[tuple[str, Record]], cast: Cast = NOBODY) -> dict[int, str]:
    """Key of the reviewed → id of the record read, one to one, the best matches first."""
    ranked = []
    for old in reviewed:
        for identity, record in read:
            rank = _rank(old, identity, record, cast)
            if rank is not None:
                ranked.append((rank, old.key, identity))
    matches: dict[int, str] = {}
    taken: set[str] = set()
    for _, key, identity in sorted(ranked, key=lambda r: (tuple(-part for part in r[0]), r[1], r[2])):
        if key not in matches and identity not in taken:
            matches[key] = identity
            taken.add(identity)
    return matches


def _rank(old: Reviewed, identity: str, record: Record, cast: Cast) -> tuple[float, float, float] | None:
    """How surely it is the same record: by id, by fields, by words; None where it is another."""
    if kind_of(old.record) != kind_of(record):
        return None
    shared, common = _shared(old.record.evidence, record.evidence)
    if shared < SHARED:
        return None
    right = changed(old.record, old.corrected)
    if not _same_claim(old.record, right, record, cast):
        return None
    return float(old.id == identity), max(likeness(read, record, cast) for read in (old.record, right)), common


def _same_claim(read: Record, right: Record, new: Record, cast: Cast) -> bool:
    """Whether the new record claims what was read, or what that was corrected to."""
    if isinstance(new, Figure) and not any(isinstance(old, Figure) and _same_number(old, new) for old in (read, right)):
        return False
    if isinstance(new, Event) and not any(isinstance(old, Event) and _both_or_none_denied(old, new) for old in (read, right)):
        return False
    return all(
        max(alike(name, getattr(old, name), getattr(new, name), cast) for old in (read, right)) >= ALIKE
        for name in CLAIM[kind_of(new)]
    )


def _both_or_none_denied(one: Event, other: Event) -> bool:
    return (one.status == "denied") == (other.status == "denied")


def _same_number(one: Figure, other: Figure) -> bool:
    if one.value is not None and other.value is not None:
        return _close(one.value, other.value)
    # A level that was first read as a mere change, or the other way round: the change tells.
    return one.change is not None and one.change == other.change


def likeness(one: Record, other: Record, cast: Cast = NOBODY) -> float:
    """Share of the fields filled in either that are alike, 0 to 1."""
    names = [n for n in one.__dataclass_fields__ if n not in PASSAGES and n != "rule"]
    told = [n for n in names if not _empty(getattr(one, n)) or not _empty(getattr(other, n))]
    return sum(alike(n, getattr(one, n), getattr(other, n), cast) for n in told) / max(1, len(told))


def alike(name: str, one: Any, other: Any, cast: Cast = NOBODY) -> float:
    """How alike two values of a field are, 0 to 1; half where one of them is empty."""
    if _empty(one) or _empty(other):
        return 1.0 if _empty(one) and _empty(other) else 0.5
    if name in PASSAGES:
        return _shared(_several(one), _several(other))[0]
    if name in ACTORS or name in LISTS:
        return _common_names(_several(one), _several(other), cast)
    if name in DATES:
        return 1.0 if one == other else 0.5 * overlap(one, other)
    if name == "value":
        return float(_close(one, other))
    if isinstance(one, str) and isinstance(other, str) and name not in ("type", "mode", "unit", "status", "kind"):
        return _common_words(one, other)
    return float(one == other)


def _empty(value: Any) -> bool:
    return value is None or value == () or value == "" or value is False


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _close(one: Any, other: Any) -> bool:
    ends, others = _several(one), _several(other)
    return len(ends) == len(others) and all(math.isclose(a, b, rel_tol=1e-9) for a, b in zip(ends, others, strict=True))


def _common_names(ones: tuple[str, ...], others: tuple[str, ...], cast: Cast) -> float:
    """Share of the names that both have; a short form or another name of the actor is the same, its country half."""
    left = list(others)
    common = 0.0
    for name in ones:
        best = max(left, key=lambda n: cast.alike(name, n), default=None)
        if best is not None and cast.alike(name, best):
            common += cast.alike(name, best)
            left.remove(best)
    return common / max(len(ones), len(others))


def _common_words(one: str, other: str) -> float:
    words, others = set(folded(one).split()), set(folded(other).split())
    return len(words & others) / max(1, min(len(words), len(others)))


def _shared(ones: Sequence[Evidence], others: Sequence[Evidence]) -> tuple[float, float]:
    """Characters in both, as a share of the shorter and of all."""
    first, second = ({i for e in side for i in range(e.start, e.end)} for side in (ones, others))
    both = len(first & second)
    return both / max(1, min(len(first), len(second))), both / max(1, len(first | second))
