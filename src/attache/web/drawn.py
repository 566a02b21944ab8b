"""Which series can be drawn: those of three years and more."""

from __future__ import annotations

from collections.abc import Iterable

from attache.brief.charts import FEWEST_YEARS, chartable
from attache.ledger.entries import FigureEntry, SeriesEntry


def charted(series: Iterable[SeriesEntry]) -> tuple[str, ...]:
    """Ids of the series of which `/series/{id}/chart.svg` gives a chart."""
    return tuple(s.id for s in series if len({_year(p) for p in chartable(s)}) >= FEWEST_YEARS)


def _year(point: FigureEntry) -> str:
    return ((point.figure.period or ("", ""))[1] or "")[:4]
