"""One name, two actors: spellings under one key told apart by country and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from attache.ledger.countries import country_name
from attache.ledger.faces import Face, Layer, Spelling
from attache.ledger.ids import short_id
from attache.ledger.names import folded
from attache.ledger.siding import country_of_body

Counted = Mapping[Spelling, int]
"""Spellings, each with the number of reports that have it."""


def face(layer: Layer, key: str, of: str | None, spellings: Counted, *apart: object) -> Face:
    """The face of these spellings; `apart` is what else tells it from others of its key and country."""
    return Face(short_id("n", layer, key, of, *apart), layer, key, of, tuple(sorted(spellings.items(), key=_order)))


def by_country(spellings: Counted, *, reports: int, share: float = 0.0) -> dict[str | None, dict[Spelling, int]]:
    """Apart by country only where two countries are sure: told by that many reports, and by that share of the reports of
    the usual one or with an office of that country. Then those of no known country stand alone, and a country that is not
    sure is taken as a misreading of the usual one."""
    homes = {spelling: home(spelling) for spelling in spellings}
    counts: Counter[str] = Counter()
    for spelling, count in spellings.items():
        counts[homes[spelling] or ""] += count
    unknown = counts.pop("", 0)
    most = max(counts.values(), default=0)
    official = {of for spelling in spellings for of in offices_in(spelling)}
    sure = sorted(c for c, n in counts.items() if n >= reports and (n >= share * most or c in official))
    usual = min(sure or counts, key=lambda c: (-counts[c], c), default=None)
    if len(sure) < 2:
        return {usual if usual and counts[usual] * RARELY >= unknown else None: dict(spellings)}
    parts: dict[str | None, dict[Spelling, int]] = {}
    for spelling, count in spellings.items():
        of = homes[spelling]
        parts.setdefault(of if of is None or of in sure else usual, {})[spelling] = count
    return {of: parts[of] for of in sorted(parts, key=lambda c: c or "")}


def home(spelling: Spelling) -> str | None:
    """The country in whose office the report has a person, where that is one; else the country it gives."""
    offices = offices_in(spelling)
    return offices.pop() if len(offices) == 1 else spelling.of


def offices_in(spelling: Spelling) -> set[str]:
    """The countries in whose offices the report has a person, or in the offices of whose bodies: "State Duma"."""
    owners = {mark.rpartition("|")[2] for mark in spelling.marks}
    codes = {of for of in owners if len(of) == 3 and of.isascii() and of.isupper() and country_name(of) != of}
    return codes or {code for of in owners if (code := country_of_body(of)) is not None}


def usual_country(faces: Iterable[Face]) -> str | None:
    """The country of the faces that most reports name; of equals the first by code."""
    counts: Counter[str] = Counter()
    for one in faces:
        if one.of:
            counts[one.of] += one.reports
    return min(counts, key=lambda c: (-counts[c], c), default=None)


RARELY = 10
"""A country counts for a name only where at least one report in so many gives it."""
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


def _order(pair: tuple[Spelling, int]) -> tuple[object, ...]:
    s, count = pair
    return s.name, s.kind, s.of or "", s.aliases, s.parties, s.marks, s.year or 0, count
