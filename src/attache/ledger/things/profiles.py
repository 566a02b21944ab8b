"""A spelling or face of a thing with all that it is compared by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from attache.ledger.faces import Face, Spelling
from attache.ledger.things.anatomy import Anatomy, anatomy
from attache.ledger.things.parties import narrow
from attache.ledger.things.settings import MADE

DISTINCT = 2
"""Years between two signatures from which two papers of one name are two."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one spelling tells; parties as tokens."""

    name: str
    kind: str
    parts: Anatomy
    parties: frozenset[str]
    """Told by name, by the reading, or by those who signed; at least two, else empty."""
    partial: frozenset[str]
    """Where only one party is told."""
    near: frozenset[str]
    made: frozenset[str]
    """Days, months or years in which it was made, as told or named."""
    of: str | None
    report_year: int | None
    alone: str
    """The report, where nothing tells whose it is."""

    @property
    def years(self) -> frozenset[int]:
        """Years in which it was made."""
        return frozenset(int(day[:4]) for day in self.made)


@lru_cache(maxsize=65536)
def profile(spelling: Spelling) -> Profile:
    """The profile of a spelling."""
    parts = anatomy(spelling.name)
    marks: dict[str, set[str]] = {}
    for mark in spelling.marks:
        key, _, value = mark.partition(" ")
        marks.setdefault(key, set()).add(value)
    told = [parts.parties, narrow(marks.get("party", ())), narrow(marks.get("with", ()))]
    parties = next((narrow(p) for p in told if len(narrow(p)) > 1), frozenset[str]())
    partial = next((p for p in told[:2] if len(p) == 1), frozenset[str]()) if not parties else frozenset[str]()
    made = {day for mode in MADE for day in marks.get(mode, ())} | ({parts.year} if parts.year else set())
    return Profile(
        spelling.name,
        spelling.kind,
        parts,
        parties if parts.sort != "other" else frozenset(),
        partial if parts.sort != "other" else frozenset(),
        frozenset(marks.get("near", ())),
        frozenset(made),
        spelling.of,
        spelling.year,
        min(marks.get("in", ()), default=""),
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """What the spellings of a face tell together."""

    parts: Anatomy
    """Of the usual spelling."""
    name: str
    parties: frozenset[str]
    partial: frozenset[str]
    near: frozenset[frozenset[str]]
    made: frozenset[str]
    of: str | None
    kinds: frozenset[str]
    report_years: frozenset[int]

    @property
    def years(self) -> frozenset[int]:
        """Years in which it was made."""
        return frozenset(int(day[:4]) for day in self.made)


@lru_cache(maxsize=65536)
def whole(face: Face) -> Whole:
    """The profile of a face."""
    name = usual((s.name, n) for s, n in face.spellings)
    all_of = [profile(s) for s, _ in face.spellings]
    counts = Counter(p.parties for p in all_of if p.parties)
    parties = min(counts, key=lambda p: (-counts[p], sorted(p))) if counts else frozenset[str]()
    return Whole(
        anatomy(name),
        name,
        parties,
        frozenset() if parties else frozenset(t for p in all_of for t in p.partial),
        frozenset(p.near for p in all_of if p.near),
        frozenset(day for p in all_of for day in p.made),
        face.of,
        frozenset(p.kind for p in all_of),
        frozenset(p.report_year for p in all_of if p.report_year),
    )


def usual(named: Iterable[tuple[str, int]]) -> str:
    """The name most reports give; of equals the longest, then the first by the alphabet."""
    counts: Counter[str] = Counter()
    for name, count in named:
        counts[name] += count
    return min(counts, key=lambda n: (-counts[n], -len(n), n))


def years_agree(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two sets of years of making can be of one paper; unknown ones can."""
    return not one or not other or any(abs(a - b) < DISTINCT for a in one for b in other)
