"""Figures of one measure, the same parties, one unit, cumulative or not, form a series; its points lie by period.

Nothing is averaged, converted or dropped: two sources with different figures for one period stay two points. Points that
tell of the future, or that are out of all proportion to their neighbours, are marked and contradict nothing.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from math import inf, nextafter

from attache.ledger.entries import Grain
from attache.ledger.ids import short_id
from attache.ledger.names import folded
from attache.ledger.told import Actors, Told, earliest, latest, overlap
from attache.ledger.words import grain
from attache.records import Bound, Change, Commitment, Dates, Figure, Value

ROUNDING = 0.02
"""Two figures this close are one figure rounded twice: 4.85 against "nearly 4.9", 3.5 against 3.55."""
POINT = 1.0
"""Growth rates this many percentage points apart are one rate rounded twice."""

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

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure's place in its series."""

    told: Told[Figure]
    grain: Grain
    side: str | None
    """Actor id of the country whose count it is."""
    forecast: bool = False
    suspect: bool = False

    @property
    def is_outcome(self) -> bool:
        """Whether it tells how it was, in all likelihood."""
        return not (self.forecast or self.suspect)


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that may be compared where their periods are alike."""

    id: str
    measure: str
    parties: tuple[str, ...]
    unit: str | None
    cumulative: bool
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """What the figures of one series have in common."""

    measure: str
    """As `measure_key` gives it."""
    parties: tuple[str, ...]
    """Actor ids, sorted; persons and bodies count as their country."""
    unit: str | None
    cumulative: bool

    @property
    def id(self) -> str:
        """The series' id: the same for the same key, whatever its points."""
        return short_id("z", self.measure, *self.parties, self.unit, self.cumulative)


def measure_key(measure: str) -> str:
    """How measures are compared: folded, in their order, for "exports from A to B" is not "from B to A"."""
    return folded(measure)


def series_key(told: Told[Figure], actors: Actors) -> SeriesKey:
    """The series a figure belongs to; two figures are points of one series if and only if their keys are equal."""
    figure = told.record
    return SeriesKey(measure_key(figure.measure), actors.countries(told.ids(figure.parties)), figure.unit, figure.cumulative)


def series_of(
    key: SeriesKey, members: Iterable[Told[Figure]], aims: Iterable[Told[Commitment]] = (), *, actors: Actors
) -> Series:
    """One series of all figures that have its key, points by period, then by the report's date and id.

    `aims` are the commitments of the same reports (others do no harm): a figure in the words of an aim with its value is
    no outcome. Nothing else is looked at, so the series is worked out again only when a member or an aim changes.
    """
    aimed: dict[str, list[Commitment]] = defaultdict(list)
    for aim in aims:
        aimed[aim.report].append(aim.record)
    ordered = sorted(members, key=lambda t: (earliest(t.record.period), latest(t.record.period), t.day, t.id))
    points = _marked(
        Point(t, grain(t.record.period), side_of(t, actors), is_forecast(t, aimed.get(t.report, ()))) for t in ordered
    )
    measure = min(t.record.measure for t in ordered)
    return Series(key.id, measure, key.parties, key.unit, key.cumulative, points)


def build_series(figures: Iterable[Told[Figure]], actors: Actors, aims: Iterable[Told[Commitment]] = ()) -> list[Series]:
    """All series, sorted by id; `aims` as in `series_of`."""
    groups: dict[SeriesKey, list[Told[Figure]]] = defaultdict(list)
    reports: dict[str, set[SeriesKey]] = defaultdict(set)
    for told in figures:
        key = series_key(told, actors)
        groups[key].append(told)
        reports[told.report].add(key)
    aimed: dict[SeriesKey, list[Told[Commitment]]] = defaultdict(list)
    for aim in aims:
        for key in reports.get(aim.report, ()):
            aimed[key].append(aim)
    found = [series_of(key, members, aimed[key], actors=actors) for key, members in groups.items()]
    return sorted(found, key=lambda s: s.id)


def is_forecast(told: Told[Figure], aims: Sequence[Commitment]) -> bool:
    """Whether a figure tells what should or will be: its period was still to come or running at its report's date, or an
    aim of the report rests on the same words and has its value."""
    figure = told.record
    if told.day and figure.period is not None and _is_ahead(figure.period, date.fromisoformat(told.day)):
        return True
    return figure.value is not None and any(_is_aim(aim, figure) for aim in aims)


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


def _marked(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points, those out of proportion to their neighbours marked as suspect."""
    ordered = list(points)
    by_grain: dict[Grain, list[Point]] = defaultdict(list)
    for point in ordered:
        if point.grain in CALENDAR and _size(point) and not point.forecast:
            by_grain[point.grain].append(point)
    wild = {told for group in by_grain.values() for told in _wild(group)}
    return tuple(replace(p, suspect=p.told.id in wild) for p in ordered)


def _wild(group: Sequence[Point]) -> Iterator[str]:
    """Figures out of proportion to all of their neighbourhood, of their own count where that has any.

    Of two alone both are suspect, for nothing tells which is at fault.
    """
    sizes: dict[tuple[str | None, int], list[float]] = defaultdict(list)
    for point in group:
        for side in dict.fromkeys((point.side, ALL)):
            insort(sizes[(side, _year(point))], _size(point))
    for point in group:
        size, years = _size(point), range(_year(point) - NEIGHBOURS, _year(point) + NEIGHBOURS + 1)
        near = [n for year in years for n in _nearest(sizes.get((point.side, year), ()), size, own=year == _year(point))]
        near = near or [n for year in years for n in _nearest(sizes.get((ALL, year), ()), size, own=year == _year(point))]
        if near and min(max(size, other) / min(size, other) for other in near) >= WILD:
            yield point.told.id


def _nearest(sizes: Sequence[float], size: float, *, own: bool) -> Sequence[float]:
    """The next sizes below and above one in a sorted list; where it stands there itself (`own`), it is not its neighbour."""
    at = bisect_left(sizes, size)
    return [*sizes[max(0, at - 1) : at], *sizes[at + own : at + own + 1]]


def _size(point: Point) -> float:
    value = point.told.record.value or 0.0
    return abs(sum(value) / 2 if isinstance(value, tuple) else value)


def _year(point: Point) -> int:
    return int(earliest(point.told.record.period)[:4])


def side_of(told: Told[Figure], actors: Actors) -> str | None:
    """Whose count it is: the country of the source named, else of the one who gives the figure."""
    source = told.record.source
    if source is not None:
        country = actors.country(told.actors.get(source, source))
        return country if country in actors.by_id else None
    countries = actors.countries(told.ids(told.record.speakers))
    return countries[0] if len(countries) == 1 and countries[0] in actors.by_id else None


def interval(value: Value, bound: Bound | None) -> Interval:
    """What a figure leaves possible: "over 6" is all above 6, "under 6" and "nearly 6" all below it, 6 left out."""
    low, high = value if isinstance(value, tuple) else (value, value)
    if bound == "over":
        return nextafter(low, inf), inf
    if bound == "under":
        return -inf, nextafter(high, -inf)
    return low, high


def disagree(one: Figure, other: Figure) -> bool:
    """Whether two figures for the same period cannot both be right, in level or in growth, rounding allowed for."""
    if one.value is not None and other.value is not None:
        (a, b), (c, d) = interval(one.value, one.bound), interval(other.value, other.bound)
        slack = ROUNDING * max(abs(v) for v in (a, b, c, d) if abs(v) != inf)
        if b + slack < c or d + slack < a:
            return True
    if one.change is None or other.change is None or (one.change.unit or "%") != (other.change.unit or "%"):
        return False
    first, second = signed(one.change), signed(other.change)
    if first is None or second is None:
        return one.change.direction != other.change.direction
    return abs(first - second) > (POINT if one.change.unit == "%" else ROUNDING * max(abs(first), abs(second)))


def signed(change: Change) -> float | None:
    """The size of a change, a fall negative; the middle of a range; None where only the direction is told."""
    if change.value is None:
        return None
    low, high = change.value if isinstance(change.value, tuple) else (change.value, change.value)
    return (low + high) / 2 if change.direction == "up" else -(low + high) / 2


def conflicts(points: Iterable[Point]) -> list[tuple[Point, Point]]:
    """Pairs of points of one series that tell different outcomes for the same period, in order."""
    by_period: dict[object, list[Point]] = defaultdict(list)
    for point in points:
        if point.told.record.period is not None and point.is_outcome:
            by_period[point.told.record.period].append(point)
    return [(a, b) for group in by_period.values() for a, b in combinations(group, 2) if disagree(a.told.record, b.told.record)]
