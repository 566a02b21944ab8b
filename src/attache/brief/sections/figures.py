"""Figures: each series with what is told of its newest periods, counts that differ side by side; the main ones as charts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from attache.brief.asked import Asked
from attache.brief.charts import chartable, series_chart, targets_of
from attache.brief.model import Cell, Chart, Group, Row, Section, Words
from attache.brief.sections.verdicts import versions
from attache.ledger.entries import FigureEntry, PromiseEntry, SeriesEntry
from attache.ledger.told import latest
from attache.records import Dates

FULL, SHORT = 7, 2
CHARTS = 2
# Measures that say most about a relationship, the first most; others follow by how much is told of them.
MAIN = ("two-way trade", "exports", "imports", "investment", "tourist arrivals", "debt", "loan", "students")


def section(asked: Asked) -> Section:
    """A row a series: the latest period told and the one before."""
    found, number = main_series(asked)
    chosen = found[: asked.most(FULL, SHORT)]
    rows = tuple(r for s in chosen if (r := _row(asked, s)) is not None)
    return Section(
        "figures",
        asked.labels("title.figures"),
        (asked.labels("word.measure"), asked.labels("word.latest"), asked.labels("word.row_before")),
        (Group("", rows),) if rows else (),
        charts=_charts(asked, chosen),
        more=asked.more("figures", number - len(rows), "figures"),
        empty=asked.labels("empty.figures"),
    )


def main_series(asked: Asked) -> tuple[list[SeriesEntry], int]:
    """Series between the two, those that say most first, and how many there are in all."""
    every, number = asked.series
    found = [s for s in every if asked.concerns(s.measure) and periods(asked, s)]
    return sorted(found, key=_weight), len(found) if asked.sectors else number


def _weight(series: SeriesEntry) -> tuple[int, int, str]:
    """Lower for what matters more: known measures told over several periods, then whatever is told most."""
    several = len({p.figure.period for p in series.points})
    known = next((n for n, name in enumerate(MAIN) if name in series.measure), len(MAIN))
    return (known if several > 1 else known + len(MAIN), -several, series.id)


def periods(asked: Asked, series: SeriesEntry) -> list[tuple[Dates | None, list[FigureEntry]]]:
    """Levels told by period, the newest first; forecasts, doubtful points and periods outside the span are left out."""
    out: dict[Dates | None, list[FigureEntry]] = defaultdict(list)
    for point in series.points:
        level = not point.forecast and not point.suspect and point.figure.value is not None
        if level and asked.in_days(point.figure.period) and asked.told(point.quotes):
            out[point.figure.period].append(point)
    dated = sorted(((p, points) for p, points in out.items() if p), key=lambda x: (latest(x[0]), _length(x[0])), reverse=True)
    return [*dated, *((p, points) for p, points in out.items() if p is None)]


def _length(dates: Dates | None) -> tuple[bool, str]:
    """Of periods that end on one day the longest is the newest: a year before its last quarter."""
    first, _ = dates or (None, None)
    return (first is not None, "".join(chr(0x10FFFF - ord(c)) for c in first or ""))


def _row(asked: Asked, series: SeriesEntry) -> Row | None:
    told = periods(asked, series)
    if not told:
        return None
    name = asked.measure(series.measure)
    running = f" ({asked.labels('amount.running')})" if series.cumulative else ""
    when = asked.labels.as_at if series.cumulative else asked.labels.short
    cells = [_cell(asked, when(period) if period else "", points) for period, points in told[:2]]
    cells += [()] * (2 - len(cells))
    records = tuple(p.id for _, points in told[:2] for p in points)
    return Row(series.id, ((Words(f"{name}{running}"),), *cells), records)


def _cell(asked: Asked, when: str, points: Sequence[FigureEntry]) -> Cell:
    """ "2024: 6 bn USD, up 20 % (count of Russia) / 4.6 bn USD (count of Viet Nam)", whole levels before bare growth."""
    return tuple(versions(asked, points, f"{when}:" if when else ""))


def _charts(asked: Asked, chosen: list[SeriesEntry]) -> tuple[Chart, ...]:
    """Of the series with enough years the main ones, with their targets."""
    promises = _aims(asked)
    out = []
    for series in (_as_asked(asked, s) for s in chosen):
        light, dark = (
            series_chart(series, promises, dark=d, labels=asked.labels, height=175 if asked.length == "full" else 105)
            for d in (False, True)
        )
        if light is not None and dark is not None:
            aims = targets_of(series, promises)
            key = "chart.aims" if aims else "chart.series"
            out.append(
                Chart(asked.labels(key, measure=asked.measure(series.measure)), light, dark, _alt(asked, series, len(aims)))
            )
    return tuple(out[: CHARTS if asked.length == "full" else 1])


def _as_asked(asked: Asked, series: SeriesEntry) -> SeriesEntry:
    """A series with the points alone that were told by the day judged by, and lie in the days asked for."""
    points = tuple(p for p in series.points if asked.told(p.quotes) and asked.in_days(p.figure.period))
    return replace(series, points=points)


def _aims(asked: Asked) -> tuple[PromiseEntry, ...]:
    every = (p for group in asked.promises.by_verdict.values() for p in group)
    return tuple(p for p in every if p.value is not None and p.due is not None)


def _alt(asked: Asked, series: SeriesEntry, aims: int) -> str:
    years = sorted(p.figure.period[1] or "" for p in chartable(series) if p.figure.period)
    span = asked.labels.dates((f"{years[0][:4]}-01-01", f"{years[-1][:4]}-12-31"))
    period, points = periods(asked, series)[0]
    newest = f"{asked.labels.dates(period)}: {' / '.join(w.text for w in versions(asked, points))}"
    told = asked.labels("chart.alt_series", measure=asked.measure(series.measure), when=span, levels=newest)
    return f"{told} {asked.labels('chart.alt_targets', n=aims)}" if aims else told
