"""Figures of one series that contradict each other, kept moment by moment: only those are compared again that a changed figure
is compared with."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from attache.ledger.conflicts import Said, conflicts, disagree, moment_of
from attache.ledger.points import Point
from attache.ledger.told import Told
from attache.ledger.verdicts import tells_outcome
from attache.ledger.working.shelf import Shelf, rows_for, run_for
from attache.records import Commitment, Figure


class Conflicting:
    """Conflicts in one run."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.store = shelf.store
        self._touched: set[tuple[str, str]] = set()
        """Series and moments with other figures than before."""
        self._moved: set[tuple[str, str]] = set()
        """Those where figures may count now that did not, or no longer."""

    def withdraw(self, reports: Iterable[str]) -> None:
        """Takes out the figures of these reports; called before they leave their series."""
        sql = "SELECT record FROM placed WHERE kind = 'figure' AND report IN ({})"
        gone = {f for (f,) in rows_for(self.store, sql, reports)}
        sql = "SELECT DISTINCT series, moment FROM series_moment WHERE figure IN ({})"
        self._touched |= {(series, moment) for series, moment in rows_for(self.store, sql, gone)}
        run_for(self.store, "DELETE FROM series_moment WHERE figure IN ({})", gone)

    def put(self, figures: Iterable[Told[Figure]], aims: Iterable[Told[Commitment]]) -> None:
        """Enters figures that have their place in a series; `aims` are the commitments of their reports."""
        told = {t.id: t for t in figures}
        aimed: dict[str, list[Commitment]] = defaultdict(list)
        for aim in aims:
            aimed[aim.report].append(aim.record)
        sql = (
            "SELECT f.figure, f.series, f.grain, z.cumulative, f.side, f.forecast FROM series_figure f "
            "JOIN series z ON z.id = f.series WHERE f.figure IN ({})"
        )
        rows = []
        for figure, series, grain, total, side, forecast in rows_for(self.store, sql, told):
            one = told[figure]
            moment = moment_of(one.record.period, grain, total=bool(total))
            outcome = tells_outcome(Point(one, grain, side, bool(forecast)), aimed[one.report])
            rows.append((series, moment, figure, says(one.record, grain, side, forecast), one.day, int(outcome)))
        self.store.insert("series_moment", ("series", "moment", "figure", "says", "day", "outcome"), rows)
        self._touched |= {(series, moment) for series, moment, *_ in rows}

    def moved(self, figures: Iterable[str]) -> None:
        """Notes figures whose place in their series changed."""
        sql = "SELECT DISTINCT series, moment FROM series_moment WHERE figure IN ({})"
        self._moved |= {(series, moment) for series, moment in rows_for(self.store, sql, figures)}
        self._touched |= self._moved

    def settle(self) -> set[str]:
        """Compares the figures of the touched moments; called when all figures have their places. The series of which other
        figures stand now for those that say the same."""
        changed = set()
        for series, moment in sorted(self._touched):
            if self._sum_up(series, moment) or (series, moment) in self._moved:
                changed.add(series)
            self.store.run("DELETE FROM series_conflict WHERE series = ? AND moment = ?", (series, moment))
            found = self._conflicts(series, moment)
            rows = [(series, moment, one.told.id, other.told.id) for one, other in found]
            self.store.insert("series_conflict", ("series", "moment", "one", "other"), rows)
            self.shelf.forget()
        self._touched.clear()
        self._moved.clear()
        return changed

    def _sum_up(self, series: str, moment: str) -> bool:
        """Notes which figures of a moment stand for those that say the same; whether they are others than before."""
        at = (series, moment)
        sql = "SELECT says, first, last FROM series_says WHERE series = ? AND moment = ?"
        before = {says: (first, last) for says, first, last in self.store.rows(sql, at)}
        # What rests on the words of an aim decides nothing: it must not stand for what does.
        sql = (
            "SELECT says, coalesce(min(iif(outcome, told, NULL)), min(told)), coalesce(max(iif(outcome, told, NULL)), max(told)) "
            "FROM (SELECT says, outcome, day || ' ' || figure AS told FROM series_moment WHERE series = ? AND moment = ?) "
            "GROUP BY says"
        )
        now = {says: (a.rpartition(" ")[2], b.rpartition(" ")[2]) for says, a, b in self.store.rows(sql, at)}
        if now != before:
            self.store.run("DELETE FROM series_says WHERE series = ? AND moment = ?", at)
            rows = [(*at, says, *ends) for says, ends in sorted(now.items())]
            self.store.insert("series_says", ("series", "moment", "says", "first", "last"), rows)
        return now != before

    def _conflicts(self, series: str, moment: str) -> list[tuple[Point, Point]]:
        if moment and not self._may_contradict(series, moment):
            return []
        sql = (
            "SELECT m.figure, f.grain, f.side, f.forecast, f.suspect FROM series_moment m "
            "JOIN series_figure f ON f.figure = m.figure WHERE m.series = ? AND m.moment = ?"
        )
        places = {figure: place for figure, *place in self.store.rows(sql, (series, moment))}
        outcomes = [figure for figure, (_, _, forecast, suspect) in places.items() if not (forecast or suspect)]
        if len(outcomes) < 2:
            return []
        return conflicts(_point(t, places) for t in self.shelf.kind(outcomes, Figure))

    def _may_contradict(self, series: str, moment: str) -> bool:
        """Whether any two that say something else contradict each other: most moments have many figures that agree."""
        first = [f for (f,) in self.store.rows("SELECT first FROM series_says WHERE series = ? AND moment = ?", (series, moment))]
        figures = [t.record for t in self.shelf.kind(first, Figure)] if len(first) > 1 else []
        return any(disagree(one, other) for one, other in combinations(figures, 2))


def says(figure: Figure, *place: str | int | None) -> str:
    """What a figure tells, in short: the same for two that a reader would take for one point told twice."""
    told = (figure.period, figure.value, figure.unit, figure.bound, figure.change, figure.source, Said.of(figure))
    return hashlib.blake2s(repr((told, place)).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _point(told: Told[Figure], places: Mapping[str, list[str | int | None]]) -> Point:
    grain, side, forecast, suspect = places[told.id]
    return Point(told, grain, side, bool(forecast), bool(suspect))  # type: ignore[arg-type]
