"""Series by id: what many figures tell alike is one point, with the number of those that tell it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from attache.ledger import arithmetic
from attache.ledger.answers import Answers, by_date
from attache.ledger.by_id.days import DAY
from attache.ledger.by_id.records import in_order
from attache.ledger.entries import Conflict, FigureEntry, SeriesEntry
from attache.ledger.queries import conflicts_of, growth_of, series_of
from attache.ledger.reviews import under_review
from attache.ledger.store import Store
from attache.ledger.told import latest, only
from attache.ledger.working.shelf import rows_for
from attache.records import Figure

ID = 14
"""Letters of a record's id."""
SMALL = 60
"""Figures up to which a series' story is worked out from every one of them."""
SAME = (
    "f.period_from, f.period_to, f.value_low, f.value_high, f.unit, f.bound, f.change_low, f.change_high, f.change_unit, "
    "f.change_direction, f.change_per, f.source, x.side, x.grain, x.forecast, x.suspect"
)
"""Columns in which figures are alike that are shown as one point."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Figures of one series that tell the same."""

    series: str
    figure: str
    """The first report's."""
    told: int
    last: str
    """Last day of its period, or that of the report; empty where neither is known."""


def series(store: Store, ids: Sequence[str], points: int | None = None) -> tuple[SeriesEntry, ...]:
    """The series of these ids with their points by period, or only the newest `points` of them; ids of none are left out.

    Conflicts and growth are those among the points shown; findings are left to `series_story`.
    """
    found: dict[str, list[Merged]] = defaultdict(list)
    for merged in _merged(store, ids):
        found[merged.series].append(merged)
    told = {i: sum(m.told for m in group) for i, group in found.items()}
    answers = Answers(store)
    shown = {
        i: group if points is None else sorted(group, key=lambda m: (m.last, m.figure))[-points:] for i, group in found.items()
    }
    entries = _points(answers, (m for group in shown.values() for m in group))
    out = {}
    columns = "id, measure, parties, unit, cumulative"
    rows = rows_for(store, f"SELECT {columns} FROM series WHERE id IN ({{}})", ids)
    for identity, measure, parties, unit, cumulative in rows:
        listed = by_date(entries[m.figure] for m in shown[identity] if m.figure in entries)
        out[str(identity)] = SeriesEntry(
            id=str(identity),
            measure=str(measure),
            parties=tuple(answers.actor(a) for a in json.loads(str(parties))),
            unit=unit,
            cumulative=bool(cumulative),
            points=listed,
            conflicts=conflicts_of(listed),
            growth=growth_of(listed),
            told=told[identity],
        )
    return in_order(ids, out)


def series_story(store: Store, identity: str) -> SeriesEntry | None:
    """A series with all its points, its conflicts, what its growth compares and what does not agree by arithmetic within it.

    Of a series of few figures these are found among all of them, else among the points.
    """
    ((number,),) = store.rows("SELECT count(*) FROM series_figure WHERE series = ?", (identity,))
    if not number:
        return None
    if number <= SMALL:
        return _as_points(store, series_of(store, identity))
    (entry,) = series(store, (identity,))
    return replace(entry, findings=arithmetic.findings((entry,)))


def _merged(store: Store, ids: Iterable[str]) -> list[Merged]:
    """The points of series as columns tell them; figures that a person corrected each for itself."""
    chosen = "SELECT figure FROM series_figure WHERE series IN (SELECT value FROM json_each(?))"
    corrected = json.dumps(sorted(under_review(store, chosen, (json.dumps(sorted(ids)),))))
    sql = (
        f"SELECT x.series, min({DAY} || x.figure), count(*), coalesce(f.period_to, f.period_from, min({DAY})) "
        "FROM series_figure x JOIN figure f ON f.id = x.figure JOIN record r ON r.id = x.figure "
        "JOIN sighting s ON s.report = r.report AND s.rank = 0 LEFT JOIN reading g ON g.report = r.report "
        "WHERE x.series IN (SELECT value FROM json_each(?)) "
        f"GROUP BY x.series, {SAME}, iif(x.figure IN (SELECT value FROM json_each(?)), x.figure, '')"
    )
    return [Merged(z, first[-ID:], n, last) for z, first, n, last in store.rows(sql, (json.dumps(sorted(ids)), corrected))]


def _points(answers: Answers, merged: Iterable[Merged]) -> dict[str, FigureEntry]:
    """The entries of merged figures, by figure."""
    told = {m.figure: m.told for m in merged}
    return {t.id: replace(answers.figure(t), told=told[t.id]) for t in only(answers.chosen(told).values(), Figure)}


def _as_points(store: Store, entry: SeriesEntry) -> SeriesEntry:
    """The series with its figures merged; what was found among all of them is told of the points that stand for them."""
    groups: dict[object, list[FigureEntry]] = defaultdict(list)
    for point in entry.points:
        groups[_alike(point)].append(point)
    first = {p.id: min(group, key=_told_first) for group in groups.values() for p in group}
    points = {id(group): replace(first[group[0].id], told=len(group)) for group in groups.values()}
    shown = {p.id: p for p in points.values()}

    def ids(records: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(first[r].id if r in first else r for r in records))

    pairs = dict.fromkeys((first[c.first.id].id, first[c.second.id].id) for c in entry.conflicts)
    return replace(
        entry,
        points=by_date(shown.values()),
        conflicts=tuple(Conflict(shown[a].figure.period, shown[a], shown[b]) for a, b in pairs if a != b),
        growth=tuple(
            {
                g.figure: g
                for g in (replace(g, figure=first[g.figure].id, now=ids(g.now), base=ids(g.base)) for g in entry.growth)
            }.values()
        ),
        findings=tuple(replace(f, records=ids(f.records)) for f in entry.findings),
    )


def _alike(point: FigureEntry) -> object:
    figure = point.figure
    told = (figure.period, figure.value, figure.unit, figure.bound, figure.change, figure.source)
    return told, point.side, point.grain, point.forecast, point.suspect


def _told_first(point: FigureEntry) -> tuple[str, str]:
    return latest(point.quotes[0].report.published), point.id
