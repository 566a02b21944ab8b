"""Figures of one series that contradict each other, kept moment by moment: only those are compared again that a changed figure
is compared with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from attache.ledger.conflicts import conflicts, moment_of
from attache.ledger.points import Point
from attache.ledger.told import Told
from attache.ledger.working.shelf import Shelf, rows_for, run_for
from attache.records import Figure


class Conflicting:
    """Conflicts in one run."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.store = shelf.store
        self._touched: set[tuple[str, str]] = set()
        """Series and moments with other figures than before."""

    def withdraw(self, reports: Iterable[str]) -> None:
        """Takes out the figures of these reports; called before they leave their series."""
        sql = "SELECT record FROM placed WHERE kind = 'figure' AND report IN ({})"
        gone = {f for (f,) in rows_for(self.store, sql, reports)}
        self.moved(gone)
        run_for(self.store, "DELETE FROM series_moment WHERE figure IN ({})", gone)

    def put(self, figures: Iterable[Told[Figure]]) -> None:
        """Enters figures that have their place in a series."""
        told = {t.id: t for t in figures}
        sql = (
            "SELECT f.figure, f.series, f.grain, z.cumulative, f.side, f.forecast FROM series_figure f "
            "JOIN series z ON z.id = f.series WHERE f.figure IN ({})"
        )
        rows = []
        for figure, series, grain, total, *place in rows_for(self.store, sql, told):
            moment = moment_of(told[figure].record.period, grain, total=bool(total))
            rows.append((series, moment, figure, says(told[figure].record, grain, *place), told[figure].day))
        self.store.insert("series_moment", ("series", "moment", "figure", "says", "day"), rows)
        self._touched |= {(series, moment) for series, moment, *_ in rows}

    def moved(self, figures: Iterable[str]) -> None:
        """Notes figures whose place in their series changed."""
        sql = "SELECT DISTINCT series, moment FROM series_moment WHERE figure IN ({})"
        self._touched |= {(series, moment) for series, moment in rows_for(self.store, sql, figures)}

    def settle(self) -> None:
        """Compares the figures of the touched moments; called when all figures have their places."""
        for series, moment in sorted(self._touched):
            self.store.run("DELETE FROM series_conflict WHERE series = ? AND moment = ?", (series, moment))
            found = self._conflicts(series, moment)
            rows = [(series, moment, one.told.id, other.told.id) for one, other in found]
            self.store.insert("series_conflict", ("series", "moment", "one", "other"), rows)
            self.shelf.forget()
        self._touched.clear()

    def _conflicts(self, series: str, moment: str) -> list[tuple[Point, Point]]:
        sql = (
            "SELECT m.figure, f.grain, f.side, f.forecast, f.suspect FROM series_moment m "
            "JOIN series_figure f ON f.figure = m.figure WHERE m.series = ? AND m.moment = ?"
        )
        places = {figure: place for figure, *place in self.store.rows(sql, (series, moment))}
        outcomes = [figure for figure, (_, _, forecast, suspect) in places.items() if not (forecast or suspect)]
        if len(outcomes) < 2:
            return []
        return conflicts(_point(t, places) for t in self.shelf.kind(outcomes, Figure))


def says(figure: Figure, *place: str | int | None) -> str:
    """What a figure tells, in short: the same for two that a reader would take for one point told twice."""
    told = (figure.period, figure.value, figure.unit, figure.bound, figure.change, figure.source)
    return hashlib.blake2s(repr((told, place)).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _point(told: Told[Figure], places: Mapping[str, list[str | int | None]]) -> Point:
    grain, side, forecast, suspect = places[told.id]
    return Point(told, grain, side, bool(forecast), bool(suspect))  # type: ignore[arg-type]
