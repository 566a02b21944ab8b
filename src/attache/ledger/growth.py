"""Growth attached to the periods it compares, and chained with levels: in go the points of one series, out come steps.

"Up 36.2 per cent in 2017" compares 2017 with 2016; where the words name one earlier year ("than in 2015"), that is the
one compared with. Steps are worked out when asked for and never stored: what they imply is nobody's figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from attache.ledger.points import Point
from attache.ledger.printed import Interval, factor, level
from attache.ledger.told import earliest, latest
from attache.ledger.words import year_before
from attache.records import Dates

LONGEST = 800
"""Days of the longest period whose growth is compared with the same days a year before."""

Levels = Mapping[tuple[str, Dates], Sequence[Point]]
"""Points with a level by count and period."""


@dataclass(frozen=True, slots=True)
class Step:
    """A growth in per cent between two periods, with the levels that the same count tells for them."""

    point: Point
    """The figure that tells the growth."""
    period: Dates
    before: Dates
    factor: Interval
    """By what the level before was multiplied, rounding allowed for."""
    now: tuple[Point, ...]
    """Levels of the period, the growth's own figure first."""
    base: tuple[Point, ...]
    """Levels of the period before."""


@dataclass(frozen=True, slots=True)
class Implied:
    """A level that nobody tells, worked out from one told and the growth since or before."""

    period: Dates
    count: str
    """As `count_of` gives it."""
    level: Interval
    records: tuple[str, ...]
    """Ids of the figures it follows from, the level first."""


def count_of(point: Point) -> str:
    """Whose count a point is: its side, else its report, for what one report tells without a source is one count."""
    return point.side or point.told.report


def levels_of(points: Iterable[Point]) -> dict[tuple[str, Dates], list[Point]]:
    """Outcomes with a level and a closed period, by count and period."""
    out: dict[tuple[str, Dates], list[Point]] = defaultdict(list)
    for point in points:
        period = point.told.record.period
        if point.is_outcome and period is not None and None not in period and level(point.told.record) is not None:
            out[(count_of(point), period)].append(point)
    return out


def steps(points: Iterable[Point]) -> tuple[Step, ...]:
    """All growth told in per cent for a closed period, by period and count. Averages over years ("a year") are left out."""
    told = sorted(points, key=lambda p: (earliest(p.told.record.period), latest(p.told.record.period), count_of(p), p.told.id))
    levels = levels_of(told)
    out = []
    for point in told:
        figure, told_factor = point.told.record, factor(point.told.record)
        period = figure.period
        if told_factor is None or period is None or not point.is_outcome or not _is_compared(figure.change, period):
            continue
        before = compared_with(period, figure.evidence[0].text)
        count = count_of(point)
        others = [p for p in levels.get((count, period), ()) if p is not point]
        now = ([point] if figure.value is not None else []) + ([] if figure.value is not None else others)
        out.append(Step(point, period, before, told_factor, tuple(now), tuple(levels.get((count, before), ()))))
    return tuple(out)


def _is_compared(change: object, period: Dates) -> bool:
    first, last = period
    if getattr(change, "per", None) or first is None or last is None:
        return False
    return (date.fromisoformat(last) - date.fromisoformat(first)).days <= LONGEST


def compared_with(period: Dates, words: str) -> Dates:
    """The period that growth in `period` is compared with: the same days of the one earlier year the words name, else of
    the year before."""
    year = int(earliest(period)[:4])
    named = {int(found) for found in re.findall(r"\b((?:19|20)\d\d)\b", words)}
    earlier = [y for y in named if y < year]
    before = year_before(period)
    for _ in range(year - 1 - earlier[0] if len(earlier) == 1 else 0):
        before = year_before(before)
    return before


def implied(points: Iterable[Point]) -> tuple[Implied, ...]:
    """Levels that follow for periods without one: forward from the level before, then back from the level after, along
    chains of growth of one count; by period and count."""
    given = list(points)
    known: dict[tuple[str, Dates], tuple[Interval, tuple[str, ...]]] = {}
    for place, group in levels_of(given).items():
        ends = [end for p in group if (end := level(p.told.record)) is not None]
        known[place] = (min(e[0] for e in ends), max(e[1] for e in ends)), tuple(sorted(p.told.id for p in group))
    told = set(known)
    chain = steps(given)
    for step in chain:
        _follow(known, (count_of(step.point), step.before), (count_of(step.point), step.period), step.factor, step.point.told.id)
    for step in reversed(chain):
        low, high = step.factor
        back = (1 / high, 1 / low)
        _follow(known, (count_of(step.point), step.period), (count_of(step.point), step.before), back, step.point.told.id)
    found = [Implied(period, count, *known[(count, period)]) for count, period in set(known) - told]
    return tuple(sorted(found, key=lambda i: (earliest(i.period), latest(i.period), i.count)))


def _follow(
    known: dict[tuple[str, Dates], tuple[Interval, tuple[str, ...]]],
    start: tuple[str, Dates],
    end: tuple[str, Dates],
    by: Interval,
    record: str,
) -> None:
    """Notes the level at `end` that one at `start` implies, where none is known there."""
    if start in known and end not in known:
        (low, high), records = known[start]
        if low > 0:
            known[end] = (low * by[0], high * by[1]), (*records, record)
