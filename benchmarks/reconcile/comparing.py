"""How words, days and passages of cross.json are compared with those of the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from attache.records import Dates, Evidence
from benchmarks.records import fold

A = TypeVar("A")
B = TypeVar("B")
STEM = 5
"""Letters by which two words of one stem are the same: negotiate, negotiations."""
SMALL = frozenset(["its", "their", "with", "from", "into", "over", "by", "to", "at", "this", "that", "new", "first", "not", "no"])


def stems(*texts: object) -> frozenset[str]:
    """Stems of the words that say something, without small words."""
    return frozenset(w[:STEM] for t in texts for w in fold(t or "").split() if w not in SMALL and (len(w) > 2 or w.isdigit()))


def span(dates: Sequence[str | None] | None) -> Dates | None:
    """A pair from JSON as dates; None where neither day is told."""
    return (dates[0], dates[1]) if dates and any(dates) else None


def days(dates: Dates) -> int:
    """Days from the first to the last; a century where an end is open."""
    first, last = dates
    return (date.fromisoformat(last) - date.fromisoformat(first)).days if first and last else 36500


def apart(one: Dates, other: Dates) -> int:
    """Days between two spans; 0 where they share one. An open end reaches on."""
    (a, b), (c, d) = one, other
    gaps = ((b, c), (d, a))
    return max([0, *((date.fromisoformat(q) - date.fromisoformat(p)).days for p, q in gaps if p and q)])


def bounded(dates: Dates, years: int) -> Dates:
    """The span with an open end put that many years from its other end."""
    first, last = dates
    if first is None and last is not None:
        first = f"{int(last[:4]) - years:04}-01-01"
    if last is None and first is not None:
        last = f"{int(first[:4]) + years:04}-12-31"
    return first, last


def meets(one: Dates | None, other: Dates | None) -> bool:
    """Whether two spans share a day; False where one is not told."""
    return one is not None and other is not None and apart(one, other) == 0


def located(text: str, words: str) -> tuple[int, int] | None:
    """Where a passage stands in a text whose white space, quotation marks and signs may differ."""
    tokens = re.findall(r"\w+", words)
    found = re.search(r"\W+".join(map(re.escape, tokens)), text) if tokens else None
    return found.span() if found else None


def touches(place: tuple[int, int] | None, evidence: Sequence[Evidence]) -> int:
    """Characters that a place and the passages of a record share."""
    if place is None:
        return 0
    return max((min(place[1], e.end) - max(place[0], e.start) for e in evidence), default=0)


def paired(ones: Sequence[A], others: Sequence[B], fit: Callable[[A, B], float | None]) -> list[tuple[int, int]]:
    """One-to-one pairs (indexes), the best fit first; None is no pair."""
    fits = [(f, i, j) for i, a in enumerate(ones) for j, b in enumerate(others) if (f := fit(a, b)) is not None]
    used_one, used_other, out = set[int](), set[int](), []
    for _, i, j in sorted(fits, key=lambda p: (-p[0], p[1], p[2])):
        if i not in used_one and j not in used_other:
            used_one.add(i)
            used_other.add(j)
            out.append((i, j))
    return sorted(out)
