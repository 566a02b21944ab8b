"""Figures of one measure, the same parties, one unit, cumulative or not, form a series; its points lie by period.

Nothing is averaged, converted or dropped: two sources with different figures for one period stay two points. What decides
is local: a figure's key tells its series, and a series is worked out from its own figures and the aims of their reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from attache.ledger.conflicts import beside, conflicts, disagree
from attache.ledger.entries import FigureEntry, SeriesEntry
from attache.ledger.ids import short_id
from attache.ledger.measures import is_running_total, is_size_of_some, measure_key, unit_key
from attache.ledger.points import CALENDAR, Point, is_forecast, marked, point_of
from attache.ledger.printed import interval
from attache.ledger.siding import side_of, with_shared
from attache.ledger.told import Actors, Told, earliest, latest
from attache.records import Commitment, Figure, Value

__all__ = [
    "CALENDAR",
    "Point",
    "Series",
    "SeriesKey",
    "build_series",
    "conflicts",
    "disagree",
    "in_two_currencies",
    "interval",
    "is_forecast",
    "measure_key",
    "points_of",
    "series_from",
    "series_key",
    "series_of",
    "side_of",
    "usual",
]


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """What the figures of one series have in common."""

    measure: str
    """As `measure_key` gives it for the parties."""
    parties: tuple[str, ...]
    """Actor ids, sorted; persons and bodies count as their country."""
    unit: str | None
    """As `unit_key` gives it."""
    cumulative: bool
    size: Value | None = None
    """Of sizes without a time and a name of whose they are ("length of railway"): they are of one thing only where equal."""

    @property
    def id(self) -> str:
        """The series' id: the same for the same key, whatever its points."""
        size = () if self.size is None else (self.size,)
        return short_id("z", self.measure, *self.parties, self.unit, self.cumulative, *size)


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that may be compared where their periods are alike."""

    id: str
    measure: str
    """In the words most of its figures have."""
    parties: tuple[str, ...]
    unit: str | None
    cumulative: bool
    points: tuple[Point, ...]

    @property
    def key(self) -> str:
        """The measure as `measure_key` gives it for the parties."""
        return measure_key(self.measure, self.parties)


def series_key(told: Told[Figure], actors: Actors) -> SeriesKey:
    """The series a figure belongs to; two figures are points of one series if and only if their keys are equal."""
    figure = told.record
    parties = actors.countries(told.ids(figure.parties))
    cumulative = figure.cumulative or is_running_total(figure.measure, figure.period)
    size = figure.value if figure.period is None and is_size_of_some(figure.measure) else None
    return SeriesKey(measure_key(figure.measure, parties), parties, unit_key(figure.unit, figure.period), cumulative, size)


def series_of(
    key: SeriesKey, members: Iterable[Told[Figure]], aims: Iterable[Told[Commitment]] = (), *, actors: Actors
) -> Series:
    """One series of all figures that have its key, points by period, then by the report's date and id.

    `aims` are the commitments of the same reports (others do no harm): a figure in the words of an aim with its value is
    no outcome. Nothing else is looked at, so the series is worked out again only when a member or an aim changes.
    """
    ordered = sorted(members, key=lambda t: (earliest(t.record.period), latest(t.record.period), t.day, t.id))
    points = marked(points_of(ordered, aims, actors=actors))
    measure = usual(Counter(t.record.measure for t in ordered))
    return Series(key.id, measure, key.parties, key.unit, key.cumulative, points)


def points_of(members: Iterable[Told[Figure]], aims: Iterable[Told[Commitment]] = (), *, actors: Actors) -> tuple[Point, ...]:
    """The points of figures of one series, none marked as suspect yet; each depends on its own report alone, of which all
    figures of the series must be given."""
    aimed: dict[str, list[Commitment]] = defaultdict(list)
    for aim in aims:
        aimed[aim.report].append(aim.record)
    told = list(members)
    sides = with_shared(told, actors)
    return tuple(point_of(t, sides[t.id], aimed.get(t.report, ())) for t in told)


def usual(wordings: Mapping[str, int]) -> str:
    """Of the wordings of a measure that most figures have; of equals the shortest, then the first by the alphabet."""
    return min(wordings, key=lambda words: (-wordings[words], len(words), words))


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


def in_two_currencies(series: Iterable[Series]) -> list[tuple[Point, Point]]:
    """Pairs of figures for one thing and period in two currencies, in order of series and period; to be shown side by side
    as not comparable, which is no conflict."""
    alike: dict[tuple[str, tuple[str, ...], bool], list[Series]] = defaultdict(list)
    for one in sorted(series, key=lambda s: (s.unit or "", s.id)):
        alike[(one.key, one.parties, one.cumulative)].append(one)
    return [
        pair
        for _, group in sorted(alike.items())
        for first, second in combinations(group, 2)
        for pair in beside(first.points, second.points)
    ]


def series_from(entry: SeriesEntry) -> Series:
    """A series as answered, in the shape the rules work with, so that they can be applied again at query time."""
    points = tuple(bare_point(p) for p in entry.points)
    return Series(entry.id, entry.measure, tuple(a.id for a in entry.parties), entry.unit, entry.cumulative, points)


def bare_point(entry: FigureEntry) -> Point:
    """The point of a figure as answered; its actors' names are not resolved again."""
    published = entry.quotes[0].report.published if entry.quotes else None
    told = Told(entry.id, entry.figure, entry.figure.evidence[0].report, published, {})
    return Point(told, entry.grain, entry.side, entry.forecast, entry.suspect)
