"""Figures into their series: each series that a changed report has a part in is worked out anew from its members."""

from __future__ import annotations

import json
from collections.abc import Iterable

from attache.ledger.series import Series, SeriesKey, series_key, series_of
from attache.ledger.told import Told, only
from attache.ledger.working.shelf import Shelf, rows_for, run_for
from attache.records import Commitment, Figure


def withdraw_figures(shelf: Shelf, reports: Iterable[str]) -> set[str]:
    """Takes the figures of these reports out; the series they were in."""
    store = shelf.store
    placed = rows_for(store, "SELECT record, block FROM placed WHERE kind = 'figure' AND report IN ({})", reports)
    gone = {record for record, _ in placed}
    run_for(store, "DELETE FROM series_figure WHERE figure IN ({})", gone)
    run_for(store, "DELETE FROM placed WHERE record IN ({})", gone)
    return {block for _, block in placed}


def put_figures(shelf: Shelf, figures: Iterable[Told[Figure]]) -> set[str]:
    """Enters figures; the series they belong to."""
    rows = [(t.id, t.report, "figure", series_key(t, shelf.actors).id) for t in figures]
    shelf.store.insert("placed", ("record", "report", "kind", "block"), rows)
    return {row[3] for row in rows}


def settle_series(shelf: Shelf, touched: Iterable[str]) -> set[str]:
    """Works out the touched series; the figures whose place in one is another than before."""
    changed: set[str] = set()
    for identity in sorted(touched):
        changed |= _settle(shelf, identity)
    return changed


def _settle(shelf: Shelf, identity: str) -> set[str]:
    store = shelf.store
    members = shelf.kind((r for (r,) in store.rows("SELECT record FROM placed WHERE block = ?", (identity,))), Figure)
    sql = "SELECT figure, grain, side, forecast, suspect FROM series_figure WHERE series = ?"
    before = {tuple(row) for row in store.rows(sql, (identity,))}
    store.run("DELETE FROM series_figure WHERE series = ?", (identity,))
    store.run("DELETE FROM series WHERE id = ?", (identity,))
    if not members:
        return {str(row[0]) for row in before}
    series = series_of(_key(members, shelf), members, _aims(shelf, members), actors=shelf.actors)
    row = (series.id, series.measure, json.dumps(list(series.parties)), series.unit, int(series.cumulative))
    store.insert("series", ("id", "measure", "parties", "unit", "cumulative"), [row])
    points = point_rows(series)
    columns = ("figure", "grain", "side", "forecast", "suspect", "series")
    store.insert("series_figure", columns, [(*p, series.id) for p in points])
    return {str(p[0]) for p in before ^ set(points)}


def point_rows(series: Series) -> list[tuple[str, str, str | None, int, int]]:
    """The points of a series as rows."""
    return [(p.told.id, p.grain, p.side, int(p.forecast), int(p.suspect)) for p in series.points]


def _key(members: list[Told[Figure]], shelf: Shelf) -> SeriesKey:
    return series_key(members[0], shelf.actors)


def _aims(shelf: Shelf, members: Iterable[Told[Figure]]) -> list[Told[Commitment]]:
    """The commitments of the same reports."""
    reports = {t.report for t in members}
    sql = "SELECT record FROM placed WHERE kind = 'commitment' AND report IN ({})"
    return only(shelf.told(r for (r,) in rows_for(shelf.store, sql, reports)), Commitment)
