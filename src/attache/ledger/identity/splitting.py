"""One name, two actors: spellings under one key told apart by country and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from attache.ledger.faces import Face, Layer, Spelling
from attache.ledger.ids import short_id
from attache.ledger.names import folded

Counted = Mapping[Spelling, int]
"""Spellings, each with the number of reports that have it."""


def face(layer: Layer, key: str, of: str | None, spellings: Counted, *apart: object) -> Face:
    """The face of these spellings; `apart` is what else tells it from others of its key and country."""
    return Face(short_id("n", layer, key, of, *apart), layer, key, of, tuple(sorted(spellings.items(), key=_order)))


def by_country(spellings: Counted, *, reports: int) -> dict[str | None, dict[Spelling, int]]:
    """Apart by country only where two countries rest on that many reports each; then those of no known country stand
    alone, and a country told less often is taken as a misreading of the usual one."""
    counts = countries(spellings.items())
    sure = sorted(c for c, n in counts.items() if n >= reports)
    usual = _usual(counts, sure or sorted(counts))
    if len(sure) < 2:
        return {usual: dict(spellings)}
    parts: dict[str | None, dict[Spelling, int]] = {}
    for spelling, count in spellings.items():
        of = spelling.of if spelling.of is None or spelling.of in sure else usual
        parts.setdefault(of, {})[spelling] = count
    return {of: parts[of] for of in sorted(parts, key=lambda c: c or "")}


def countries(spellings: Iterable[tuple[Spelling, int]]) -> Counter[str]:
    """Number of reports by the country they give."""
    counts: Counter[str] = Counter()
    for spelling, count in spellings:
        if spelling.of:
            counts[spelling.of] += count
    return counts


def usual_country(faces: Iterable[Face]) -> str | None:
    """The country most reports give; of equals the first by code."""
    counts = countries(pair for face in faces for pair in face.spellings)
    return _usual(counts, sorted(counts))


FOREVER = 10_000
"""More years than any two reports lie apart."""


def distance(one: Face, other: Face) -> int:
    """Years between two faces, as their reports come out; FOREVER where either has no year."""
    years = {s.year for s, _ in one.spellings if s.year is not None}
    others = {s.year for s, _ in other.spellings if s.year is not None}
    if years & others:
        return 0
    return min((abs(a - b) for a in years for b in others), default=FOREVER)


def offices_of(face: Face) -> frozenset[str]:
    """The offices in which reports have a person, folded."""
    return frozenset(folded(mark) for s, _ in face.spellings for mark in s.marks)


def by_time(years: Iterable[int], held: Iterable[int], *, gap: int) -> list[tuple[int, int]]:
    """Spans of years that cannot be one person's time in office: `held` are the years in which offices were observed,
    `years` all in which the name was met; two spans only where no report lies within `gap` years between two offices."""
    ends = sorted(set(held))
    if not ends:
        return []
    met = sorted({*years, *ends})
    spans = [[ends[0], ends[0]]]
    for one, other in pairwise(ends):
        between = [y for y in met if one <= y <= other]
        if max(b - a for a, b in pairwise(between)) >= gap:
            spans.append([other, other])
        else:
            spans[-1][1] = other
    return [(first, last) for first, last in spans]


def _usual(counts: Mapping[str, int], among: Iterable[str]) -> str | None:
    return min(among, key=lambda c: (-counts[c], c), default=None)


def _order(pair: tuple[Spelling, int]) -> tuple[object, ...]:
    s, count = pair
    return s.name, s.kind, s.of or "", s.aliases, s.parties, s.marks, s.year or 0, count
