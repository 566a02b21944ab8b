"""A figure's place in its series: its grain, whose count it is, and whether it tells an outcome.

Points that tell of the future, or that are out of all proportion to their neighbours, are marked and contradict nothing.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from attache.ledger.entries import Grain
from attache.ledger.measures import is_outlook
from attache.ledger.told import Told, earliest, latest, overlap
from attache.ledger.words import grain
from attache.records import Commitment, Dates, Figure

WILD = 50.0
"""A value this many times its neighbours', or this small a part of them, is rather a fault than a fact."""
DAYS = 3
"""Days by which a report may be dated before what it tells."""
ALMOST_OVER = 0.1
"""Share of a period that may still be to come for its figure to be an outcome: a year's trade is told in December."""
NEIGHBOURS = 5
"""Years between periods within which values are compared for that; in a longer time trade may well grow fiftyfold."""

CALENDAR: tuple[Grain, ...] = ("year", "half", "quarter", "month")
"""Grains of what is counted over and over. Two loans, on two days, may well differ fiftyfold."""

ALL = "*"
"""Stands for the points of all counts together."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure's place in its series."""

    told: Told[Figure]
    grain: Grain
    side: str | None
    """Actor id of the country whose count it is, or of a body that is itself a party; None where no one is named."""
    forecast: bool = False
    suspect: bool = False

    @property
    def is_outcome(self) -> bool:
        """Whether it tells how it was, in all likelihood."""
        return not (self.forecast or self.suspect)


def point_of(told: Told[Figure], side: str | None, aims: Sequence[Commitment] = ()) -> Point:
    """The point of one figure; `aims` are the commitments of its report. Nothing is marked as suspect yet."""
    return Point(told, _grain(told.record.period), side, is_forecast(told, aims))


_grain = lru_cache(maxsize=65536)(grain)


def is_forecast(told: Told[Figure], aims: Sequence[Commitment]) -> bool:
    """Whether a figure tells what should or will be: its measure says so, its period was still to come or running at its
    report's date, or an aim of the report rests on the same words and has its value."""
    figure = told.record
    if is_outlook(figure.measure):
        return True
    if told.day and figure.period is not None and _is_ahead(figure.period, date.fromisoformat(told.day)):
        return True
    return figure.value is not None and any(_is_aim(aim, figure) for aim in aims)


@lru_cache(maxsize=65536)
def _is_ahead(period: Dates, day: date) -> bool:
    """Whether a period had not begun by the day, but for DAYS; or is a year or part of one of which a good share was ahead."""
    first, last = (date.fromisoformat(end(period)) for end in (earliest, latest))
    if (first - day).days > DAYS:
        return True
    running = grain(period) in CALENDAR
    return running and (last - day).days > ALMOST_OVER * (last - first).days


def _is_aim(aim: Commitment, figure: Figure) -> bool:
    """Whether a figure is the value of a target or plan told in the same words. What is pledged or lent counts as given."""
    if aim.kind not in ("target", "plan") or aim.value != figure.value:
        return False
    if aim.due is not None and figure.period is not None and not overlap(aim.due, figure.period):
        return False
    return any(p.start < e.end and e.start < p.end for p in aim.evidence for e in figure.evidence)


@dataclass(frozen=True, slots=True)
class Place:
    """What of a point its neighbours are compared by."""

    figure: str
    """Record id."""
    grain: Grain
    side: str | None
    forecast: bool
    year: int | None
    """In which its period begins; None where it has none."""
    size: float
    """Its level without a sign, the middle of a range; 0 for a change alone."""


def place_of(point: Point) -> Place:
    """A point as its neighbours see it."""
    period = point.told.record.period
    year = int(earliest(period)[:4]) if period is not None else None
    value = point.told.record.value or 0.0
    size = abs(sum(value) / 2 if isinstance(value, tuple) else value)
    return Place(point.told.id, point.grain, point.side, point.forecast, year, size)


def marked(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points of one series, those out of proportion to their neighbours marked as suspect."""
    ordered = list(points)
    found = wild(map(place_of, ordered))
    return tuple(replace(p, suspect=p.told.id in found) for p in ordered)


def wild(places: Iterable[Place]) -> frozenset[str]:
    """Of the figures of one series those out of proportion to their neighbours, by record id."""
    by_grain: dict[Grain, list[tuple[Place, int]]] = defaultdict(list)
    for place in places:
        if place.grain in CALENDAR and place.size and not place.forecast and place.year is not None:
            by_grain[place.grain].append((place, place.year))
    return frozenset(figure for group in by_grain.values() for figure in _wild(group))


def _wild(group: Sequence[tuple[Place, int]]) -> Iterator[str]:
    """Figures out of proportion to all of their neighbourhood, of their own count where that has any.

    Of two alone both are suspect, for nothing tells which is at fault.
    """
    sizes: dict[tuple[str | None, int], list[float]] = defaultdict(list)
    for place, year in group:
        for side in dict.fromkeys((place.side, ALL)):
            insort(sizes[(side, year)], place.size)
    for place, year in group:
        years = range(year - NEIGHBOURS, year + NEIGHBOURS + 1)
        near = [n for y in years for n in _nearest(sizes.get((place.side, y), ()), place.size, own=y == year)]
        near = near or [n for y in years for n in _nearest(sizes.get((ALL, y), ()), place.size, own=y == year)]
        if near and min(max(place.size, other) / min(place.size, other) for other in near) >= WILD:
            yield place.figure


def _nearest(sizes: Sequence[float], size: float, *, own: bool) -> Sequence[float]:
    """The next sizes below and above one in a sorted list; where it stands there itself (`own`), it is not its neighbour."""
    at = bisect_left(sizes, size)
    return [*sizes[max(0, at - 1) : at], *sizes[at + own : at + own + 1]]
