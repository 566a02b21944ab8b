"""Figures into their series: new points are worked out from their own reports, and all points of a touched series are
compared with their neighbours by what is stored of them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable

from attache.ledger.points import Place, Point, place_of, wild
from attache.ledger.series import SeriesKey, points_of, series_key, usual
from attache.ledger.told import Told
from attache.ledger.working.shelf import Shelf, rows_for, run_for
from attache.records import Commitment, Figure

COLUMNS = ("figure", "series", "grain", "side", "forecast", "suspect", "year", "size", "measure")


def withdraw_figures(shelf: Shelf, reports: Iterable[str]) -> set[str]:
    """Takes the figures of these reports out; the series they were in."""
    store = shelf.store
    placed = rows_for(store, "SELECT record, bundle FROM placed WHERE kind = 'figure' AND report IN ({})", reports)
    gone = {record for record, _ in placed}
    run_for(store, "DELETE FROM series_figure WHERE figure IN ({})", gone)
    run_for(store, "DELETE FROM placed WHERE record IN ({})", gone)
    return {series for _, series in placed}


def put_figures(shelf: Shelf, figures: Iterable[Told[Figure]], aims: Iterable[Told[Commitment]]) -> set[str]:
    """Enters all figures of some reports, `aims` being their commitments; the series they belong to."""
    store, aims = shelf.store, list(aims)
    members: dict[SeriesKey, list[Told[Figure]]] = defaultdict(list)
    for told in figures:
        members[series_key(told, shelf.actors)].append(told)
    known = {i for (i,) in rows_for(store, "SELECT id FROM series WHERE id IN ({})", (key.id for key in members))}
    new = [key for key in members if key.id not in known]
    rows = [(key.id, "", json.dumps(list(key.parties)), key.unit, int(key.cumulative)) for key in new]
    store.insert("series", ("id", "measure", "parties", "unit", "cumulative"), rows)
    placed = [(t.id, t.report, "figure", key.id, t.day) for key, own in members.items() for t in own]
    store.insert("placed", ("record", "report", "kind", "bundle", "day"), sorted(placed))
    points = [_row(key.id, p) for key, own in members.items() for p in points_of(own, aims, actors=shelf.actors)]
    store.insert("series_figure", COLUMNS, sorted(points))
    return {key.id for key in members}


def _row(series: str, point: Point) -> tuple[str | int | float | None, ...]:
    place = place_of(point)
    measure = point.told.record.measure
    return (place.figure, series, place.grain, place.side, int(place.forecast), 0, place.year, place.size, measure)


def settle_series(shelf: Shelf, touched: Iterable[str]) -> set[str]:
    """Compares the points of the touched series with each other; the figures that are suspect now and were not, or no longer."""
    changed: set[str] = set()
    for series in sorted(touched):
        changed |= _settle(shelf, series)
    return changed


def _settle(shelf: Shelf, series: str) -> set[str]:
    store = shelf.store
    told = "grain, side, forecast, year, size, measure"
    sql = f"SELECT {told}, count(*), min(figure) FROM series_figure WHERE series = ? GROUP BY {told}"
    rows = store.rows(sql, (series,))
    if not rows:
        for table in ("series_told", "series_conflict", "series_says"):
            store.run(f"DELETE FROM {table} WHERE series = ?", (series,))
        store.run("DELETE FROM series WHERE id = ?", (series,))
        return set()
    # Two of one size are neighbours of each other; more of them change nothing for any figure.
    places = [
        Place(figure, grain, side, bool(forecast), year, size)
        for grain, side, forecast, year, size, _, count, figure in rows
        for _ in range(min(2, count))
    ]
    before = {f for (f,) in store.rows("SELECT figure FROM series_figure WHERE series = ? AND suspect = 1", (series,))}
    now = wild(places)
    store.run_each("UPDATE series_figure SET suspect = ? WHERE figure = ?", [(int(f in now), f) for f in sorted(before ^ now)])
    wordings: Counter[str] = Counter()
    for row in rows:
        wordings[row[5]] += row[6]
    store.run("UPDATE series SET measure = ? WHERE id = ?", (usual(wordings), series))
    return before ^ now
