"""Series by id: what many figures tell alike is one point, with the number of those that tell it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from attache.ledger import arithmetic
from attache.ledger.answers import Answers, by_date
from attache.ledger.by_id.records import in_order
from attache.ledger.entries import Conflict, FigureEntry, SeriesEntry
from attache.ledger.queries import conflicts_of, growth_of, series_of
from attache.ledger.store import Store
from attache.ledger.told import earliest, latest, only
from attache.ledger.working.shelf import rows_for
from attache.records import Figure

ID = 14
"""Letters of a record's id."""
MANY = 500
"""Conflicts in a series up to which they are taken from figure to figure; of more they are looked for among the points."""
SPARE = 2
"""Periods looked at beyond those wanted: one that begins later may end earlier."""
SMALL = 60
"""Figures up to which a series' story is worked out from every one of them."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Figures of one series that tell the same."""

    series: str
    figure: str
    """The first report's."""
    says: str
    """What they tell, in short."""
    told: int
    suspect: bool


def series(store: Store, ids: Sequence[str], points: int | None = None) -> tuple[SeriesEntry, ...]:
    """The series of these ids with their points by period, or only the newest `points` of them; ids of none are left out.

    Conflicts and growth are those among the points shown; findings are left to `series_story`.
    """
    answers = Answers(store)
    shown = _merged(store, ids) if points is None else _newest(store, ids, points)
    entries = _points(answers, (m for group in shown.values() for m in group))
    pairs = _pairs(store, shown) if points is None else {}
    sql = (
        "SELECT z.id, z.measure, z.parties, z.unit, z.cumulative, t.points FROM series z "
        "JOIN series_told t ON t.series = z.id WHERE z.id IN ({})"
    )
    out = {}
    for identity, measure, parties, unit, cumulative, told in rows_for(store, sql, shown):
        listed = by_date(entries[m.figure] for m in shown[identity] if m.figure in entries)
        known = {p.id: p for p in listed}
        against = [(a, b) for a, b in pairs[identity] if a in known and b in known] if identity in pairs else None
        out[str(identity)] = SeriesEntry(
            id=str(identity),
            measure=str(measure),
            parties=tuple(answers.actor(a) for a in json.loads(str(parties))),
            unit=unit,
            cumulative=bool(cumulative),
            points=listed,
            conflicts=conflicts_of(listed) if against is None else _conflicts(known, against),
            growth=growth_of(listed),
            told=told,
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
        return merged_as_points(series_of(store, identity))
    (entry,) = series(store, (identity,))
    return replace(entry, findings=arithmetic.findings((entry,)))


def _merged(store: Store, ids: Iterable[str], among: str = "", values: Sequence[str] = ()) -> dict[str, list[Merged]]:
    """The points of series, each by the first report's figure; such as is out of proportion to its neighbours stands alone.

    `among` is a further condition on `series_moment`, with its values.
    """
    chosen = json.dumps(sorted(set(ids)))
    sql = "SELECT figure FROM series_figure WHERE suspect = 1 AND series IN (SELECT value FROM json_each(?))"
    suspect = json.dumps(sorted(str(figure) for (figure,) in store.rows(sql, (chosen,))))
    sql = (
        "SELECT series, min(day || figure), says, count(*), iif(figure IN (SELECT value FROM json_each(?)), figure, '') AS alone "
        f"FROM series_moment WHERE series IN (SELECT value FROM json_each(?)) {among} GROUP BY series, says, alone"
    )
    out: dict[str, list[Merged]] = defaultdict(list)
    for one, first, says, number, alone in store.rows(sql, (suspect, chosen, *values)):
        out[one].append(Merged(one, first[-ID:], says, number, bool(alone)))
    return out


def _newest(store: Store, ids: Iterable[str], number: int) -> dict[str, list[Merged]]:
    """Of each series the points of the latest periods; those without one stand before all others."""
    sql = "SELECT DISTINCT moment FROM series_moment WHERE series = ? ORDER BY moment DESC LIMIT ?"
    merged: dict[str, list[Merged]] = {}
    for one in dict.fromkeys(ids):
        # What has no calendar period may be newer than all that has.
        moments = {str(m) for (m,) in store.rows(sql, (one, number + SPARE))} | {""}
        among = "AND moment IN (SELECT value FROM json_each(?))"
        merged |= _merged(store, (one,), among, (json.dumps(sorted(moments)),))
    sql = "SELECT id, coalesce(period_to, period_from, '') FROM figure WHERE id IN ({})"
    last: dict[str, str] = dict(rows_for(store, sql, (m.figure for group in merged.values() for m in group)))
    return {i: sorted(group, key=lambda m: (last.get(m.figure, ""), m.figure))[-number:] for i, group in merged.items()}


def _pairs(store: Store, merged: Mapping[str, Sequence[Merged]]) -> dict[str, list[tuple[str, str]]]:
    """By series, figures that contradict each other, as the points that stand for them; series of very many such are left
    out."""
    sql = "SELECT series FROM series_told WHERE conflicts <= ? AND series IN ({})"
    few = [str(one) for (one,) in rows_for(store, sql, merged, (MANY,))]
    sql = (
        "SELECT DISTINCT c.series, a.says, b.says FROM series_conflict c "
        "JOIN series_moment a ON a.series = c.series AND a.moment = c.moment AND a.figure = c.one "
        "JOIN series_moment b ON b.series = c.series AND b.moment = c.moment AND b.figure = c.other WHERE c.series IN ({})"
    )
    point = {(m.series, m.says): m.figure for group in merged.values() for m in group if not m.suspect}
    out: dict[str, list[tuple[str, str]]] = {one: [] for one in few}
    for one, first, second in rows_for(store, sql, few):
        out[one].append((point[one, first], point[one, second]))
    return out


def _conflicts(points: Mapping[str, FigureEntry], pairs: Iterable[tuple[str, str]]) -> tuple[Conflict, ...]:
    """Conflicts between points, each pair once, by period, the point of the earlier report first."""
    both = {frozenset(pair): sorted((points[i] for i in pair), key=_order) for pair in pairs if pair[0] != pair[1]}
    found = sorted(both.values(), key=lambda pair: (_order(pair[0]), _order(pair[1])))
    return tuple(Conflict(a.figure.period, a, b) for a, b in found)


def _order(point: FigureEntry) -> tuple[str, str, str, str]:
    period = point.figure.period
    return earliest(period), latest(period), *_told_first(point)


def _points(answers: Answers, merged: Iterable[Merged]) -> dict[str, FigureEntry]:
    """The entries of merged figures, by figure."""
    told = {m.figure: m.told for m in merged}
    return {t.id: replace(answers.figure(t), told=told[t.id]) for t in only(answers.chosen(told).values(), Figure)}


def merged_as_points(entry: SeriesEntry) -> SeriesEntry:
    """A series with its figures merged; what was found among all of them is told of the points that stand for them."""
    groups: dict[object, list[FigureEntry]] = defaultdict(list)
    for point in entry.points:
        groups[_alike(point)].append(point)
    first = {p.id: min(group, key=_told_first) for group in groups.values() for p in group}
    points = {id(group): replace(first[group[0].id], told=len(group)) for group in groups.values()}
    shown = {p.id: p for p in points.values()}

    def ids(records: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(first[r].id if r in first else r for r in records))

    return replace(
        entry,
        points=by_date(shown.values()),
        conflicts=_conflicts(shown, ((first[c.first.id].id, first[c.second.id].id) for c in entry.conflicts)),
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
    return told, point.side, point.grain, point.forecast, point.suspect and point.id


def _told_first(point: FigureEntry) -> tuple[str, str]:
    return latest(point.quotes[0].report.published), point.id
