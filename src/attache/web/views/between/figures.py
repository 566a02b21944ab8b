"""Figures of a pair: the main series with their newest periods, and which of them can be drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from attache.brief.asked import Asked as Question
from attache.brief.charts import FEWEST_YEARS, chartable
from attache.brief.model import Cell
from attache.brief.sections.figures import MAIN, periods
from attache.brief.sections.verdicts import versions
from attache.ledger.entries import SeriesEntry

SERIES = 10
CHARTS = 2
POINTS = 24
"""Newest points of a series that are looked at; its own page has all."""
PERIODS = 8
NEWEST = 40
"""Series told newest, among which the main ones are looked for besides those of the known measures."""


@dataclass(frozen=True, slots=True)
class Period:
    """What is told of one period, counts that differ side by side."""

    when: str
    cell: Cell
    disputed: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """A series in short."""

    id: str
    name: str
    told: int
    """Figures in all."""
    periods: tuple[Period, ...]
    """The newest first."""
    conflicts: bool
    charted: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Series that say most first; `number` counts all."""

    measures: tuple[Measure, ...]
    number: int
    conflicts: int
    """Series in which counts differ."""


def main_series(question: Question) -> tuple[SeriesEntry, ...]:
    """The series that say most, each with its newest points."""
    known = [t.value for t in question.tallied("series", "measure")]
    wanted = [m for name in MAIN for m in known if name in m]
    ids: dict[str, None] = {}
    for measure in dict.fromkeys(wanted):
        ids |= dict.fromkeys(question.listed("series", f"measure:{measure}", limit=3).ids)
        if len(ids) >= SERIES:
            break
    ids |= dict.fromkeys(question.listed("series", limit=SERIES).ids)
    found = [s for s in question.ledger.series_by_id(tuple(ids)[: 2 * SERIES], POINTS) if periods(question, s)]
    return tuple(sorted((s for s in found if question.concerns(s.measure)), key=_weight)[:SERIES])


def _weight(series: SeriesEntry) -> tuple[int, int, str]:
    """Lower for what matters more: known measures told over several periods, then whatever is told most."""
    several = len({p.figure.period for p in series.points})
    known = next((n for n, name in enumerate(MAIN) if name in series.measure), len(MAIN))
    return (known if several > 1 else known + len(MAIN), -series.told, series.id)


def figures(question: Question, series: Sequence[SeriesEntry]) -> Figures:
    """The series in short."""
    conflicts = sum(t.number for t in question.tallied("series", "conflict"))
    names = Counter(question.measure(s.measure) for s in series)
    twice = {name for name, n in names.items() if n > 1}
    return Figures(tuple(_measure(question, s, twice) for s in series), question.listed("series", limit=1).total, conflicts)


def _measure(question: Question, series: SeriesEntry, twice: Container[str]) -> Measure:
    apart = {f.id for c in series.conflicts for f in (c.first, c.second)}
    shown = tuple(
        Period(
            question.labels.short(when) if when else "undated",
            tuple(versions(question, points)),
            any(p.id in apart for p in points),
        )
        for when, points in periods(question, series)[:PERIODS]
    )
    years = {(p.figure.period or ("", ""))[1] or "" for p in chartable(series)}
    name = question.measure(series.measure)
    notes = ", ".join(filter(None, (series.unit if name in twice else "", "running total" if series.cumulative else "")))
    name += f" ({notes})" if notes else ""
    drawn = len({y[:4] for y in years}) >= FEWEST_YEARS
    return Measure(series.id, name, series.told, shown, bool(series.conflicts), drawn)
