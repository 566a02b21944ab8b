"""Which series can be drawn: those of three years and more."""

from __future__ import annotations

from collections.abc import Iterable

from attache.brief.charts import FEWEST_YEARS, chartable
from attache.ledger.entries import SeriesEntry


def charted(series: Iterable[SeriesEntry]) -> tuple[str, ...]:
    """Ids of the series of which `/series/{id}/chart.svg` gives a chart."""
    return tuple(s.id for s in series if len({(p.figure.period or ("",))[-1][:4] for p in chartable(s)}) >= FEWEST_YEARS)
