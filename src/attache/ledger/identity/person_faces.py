"""Two persons of one name: the spellings of one key told apart by country, initials, decades and offices.

By country where two countries rest on two reports each, and on offices or a fair share of the reports; by initials where
they differ ("George W." and "George H. W. Bush"); by a lifetime between the offices held; by offices of state and
callings outside it that alternate within a few years. What then belongs to neither side is one face a year and is
linked, if at all, by what else is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import Literal

from attache.knowledge import rows
from attache.ledger.faces import Face, Spelling
from attache.ledger.identity.splitting import Counted, by_country, by_time, face
from attache.ledger.names import folded, initials

SURE = 2
"""Reports on which each of two countries must rest before one name counts as two persons."""
SHARE = 0.1
"""Of the reports with the usual country, the share at which another country is no misreading."""
LIFETIME = 35
"""Years without any report between two offices after which their holders are taken as two persons."""
RETURN = 4
"""Years within which hardly anybody leaves an office of state for another calling and comes back."""
Calling = Literal["state", "outside"]
_STATE = frozenset(("head_of_state", "head_of_government", "minister", "monarch", "diplomat"))
_OUTSIDE = frozenset(("expert", "media", "executive"))
_OUTSIDE_HEADS = frozenset(("general director", "managing director", "director general", "rector", "dean", "professor"))


def told_apart(key: str, spellings: Counted, *, short: bool) -> list[Face]:
    """The faces of one key, sorted by id; `short`: the key has one word, initials aside."""
    found: list[Face] = []
    for of, part in by_country(spellings, reports=SURE, share=SHARE).items():
        found += _by_setting(key, of, part) if short else _by_initials(key, of, part)
    return sorted(found, key=lambda f: f.id)


def _by_setting(key: str, of: str | None, spellings: Counted) -> list[Face]:
    """One face for each year and set of offices."""
    parts: dict[tuple[int | None, tuple[str, ...]], dict[Spelling, int]] = defaultdict(dict)
    for spelling, count in spellings.items():
        parts[spelling.year, spelling.marks][spelling] = count
    return [face("person", key, of, part, year, *marks) for (year, marks), part in parts.items()]


def _by_initials(key: str, of: str | None, spellings: Counted) -> list[Face]:
    """Apart by initials where these cannot be one person's: neither begins with the other."""
    letters = sorted({initials(s.name) for s in spellings} - {""})
    if all(a.startswith(b) or b.startswith(a) for a, b in combinations(letters, 2)):
        return _by_lifetime(key, of, "", spellings)
    parts: dict[str, dict[Spelling, int]] = defaultdict(dict)
    for spelling, count in spellings.items():
        parts[initials(spelling.name)][spelling] = count
    bare = _by_setting(key, of, parts.pop("", {}))
    return bare + [f for told, part in parts.items() for f in _by_lifetime(key, of, told, part)]


def _by_lifetime(key: str, of: str | None, letters: str, spellings: Counted) -> list[Face]:
    """Apart where offices lie a lifetime from each other."""
    years = [s.year for s in spellings if s.year is not None]
    spans = by_time(years, (s.year for s in spellings if s.marks and s.year is not None), gap=LIFETIME)
    if len(spans) < 2:
        return _by_calling(key, of, letters, spellings)
    parts: dict[int | None, dict[Spelling, int]] = defaultdict(dict)
    for spelling, count in spellings.items():
        parts[_nearest(spelling.year, spans)][spelling] = count
    undated = _by_setting(key, of, parts.pop(None, {}))
    return undated + [face("person", key, of, part, letters, "about", start) for start, part in parts.items()]


def _nearest(year: int | None, spans: Sequence[tuple[int, int]]) -> int | None:
    """The first year of the span that lies nearest."""
    if year is None:
        return None
    return min(spans, key=lambda s: (max(s[0] - year, year - s[1], 0), s[0]))[0]


def _by_calling(key: str, of: str | None, letters: str, spellings: Counted) -> list[Face]:
    """Apart where an office of state and another calling alternate within a few years."""
    parts: dict[Calling | None, dict[Spelling, int]] = defaultdict(dict)
    for spelling, count in spellings.items():
        callings = {calling(mark) for mark in spelling.marks} - {None}
        parts[next(iter(callings)) if len(callings) == 1 else None][spelling] = count
    state, outside = ({s.year for s in parts.get(c, ()) if s.year is not None} for c in ("state", "outside"))
    if any(len(callings_of(s)) > 1 for s in spellings) or not alternate(state, outside):
        return [face("person", key, of, spellings, letters)]
    bare = _by_setting(key, of, parts.pop(None, {}))
    return bare + [face("person", key, of, part, letters, side) for side, part in parts.items()]


def callings_of(spelling: Spelling) -> set[Calling]:
    """The kinds of calling that a report gives the person."""
    return {c for c in map(calling, spelling.marks) if c is not None}


def alternate(one: set[int], other: set[int]) -> bool:
    """Whether two callings change to and fro: two years with both, or one between two years of the other."""
    if len(one & other) > 1:
        return True
    return any(
        a < year < b and b - a <= RETURN
        for years, rest in ((one, other), (other, one))
        for a in years
        for b in years
        for year in rest
    )


@lru_cache(maxsize=65536)
def calling(mark: str) -> Calling | None:
    """What kind of calling an `office|of` is; None where it may be either."""
    office, _, of = mark.partition("|")
    words = f" {folded(office)} "
    for head, kind in _heads():
        if f" {head} " in words:
            if kind in _STATE and len(of) == 3 and of.isupper():
                return "state"
            return "outside" if kind in _OUTSIDE or head in _OUTSIDE_HEADS else None
    return None


@cache
def _heads() -> tuple[tuple[str, str], ...]:
    """(head word of an office, its class), the longest first."""
    told = {(folded(row["head"]), row["class"]) for row in rows("office_heads", package="attache.language.en")}
    return tuple(sorted({*told, ("professor", "expert")}, key=lambda pair: (-len(pair[0]), pair)))
