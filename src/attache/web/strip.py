"""A strip of time: days as dots on a line with its years, for a promise's way and a thing's life.

In: dots with ISO days. Out: `Strip`, every place in hundredths of its width, so that it fits any screen. What the dots tell
stands in the list beneath it; the strip is a picture of that list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

MOST_TICKS = 8
EDGE = 2.0
"""Hundredths left free at both ends."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One day on a strip."""

    x: float
    kind: str
    """A word for its colour: made, confirmed, doubt, hope, progress, due; kept, missed …"""
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year."""

    x: float
    year: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Dots and years; `words` say what it shows, for those who do not see it."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    words: str


def strip(marks: Iterable[tuple[str, str, str]], words: str) -> Strip | None:
    """Marks are day, kind and title; None where fewer than two different days are known."""
    dated = [(_ordinal(day), kind, title) for day, kind, title in marks if day]
    days = [day for day, _, _ in dated]
    if len(set(days)) < 2:
        return None
    first, last = min(days), max(days)

    def place(day: int) -> float:
        return round(EDGE + (100 - 2 * EDGE) * (day - first) / (last - first), 2)

    return Strip(tuple(Dot(place(d), k, t) for d, k, t in dated), tuple(Tick(place(d), y) for d, y in _years(first, last)), words)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _years(first: int, last: int) -> Sequence[tuple[int, str]]:
    """The first days of years between two days, at most MOST_TICKS of them at an even distance."""
    years = range(date.fromordinal(first).year + 1, date.fromordinal(last).year + 1)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000, 10_000) if len(years) / s <= MOST_TICKS)
    return [(date(y, 1, 1).toordinal(), str(y)) for y in years if y % step == 0 or len(years) <= MOST_TICKS]
