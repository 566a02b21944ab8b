"""A series: figures of one measure for the same parties, by period, with whose count each is and what does not agree.

In: a series' id. Out: `SeriesView`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attache.brief.words import change_words, growth_words, level_words, series_title
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.entries import FigureEntry, PromiseEntry, Quote, SeriesEntry
from attache.records import Dates
from attache.web.drawn import charted
from attache.web.pages import ON_A_PAGE, Asked, Page, Table

TARGETS = 200
"""Promises of its parties among which its targets are looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One period: what is told of it, versions side by side."""

    period: Dates | None
    points: tuple[FigureEntry, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class Note:
    """Something told or found of the series in plain words, with its sentences."""

    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series as its page shows it."""

    series: SeriesEntry
    rows: tuple[Row, ...]
    """The newest period first; a part of them."""
    periods: int
    """How many there are in all."""
    findings: tuple[Note, ...]
    growth: tuple[Note, ...]
    targets: tuple[PromiseEntry, ...]
    """Promises of its measure and unit between its parties, by the day they are due."""
    charted: tuple[str, ...]


def series_of(ledger: Ledger, asked: Asked, points: int | None = None) -> SeriesEntry:
    """The series that the address names. Raises QueryError."""
    found = ledger.series_by_id((asked.path["series"],), points)
    if not found:
        raise QueryError(f"no series “{asked.path['series']}”; the list of figures has all of them")
    return found[0]


def opening(ledger: Ledger, asked: Asked) -> str:
    """The series' title."""
    _ = asked.page
    return series_title(series_of(ledger, asked, 1))


def series_view(ledger: Ledger, asked: Asked) -> SeriesView:
    """The page's data. Raises QueryError."""
    series = ledger.series_story(asked.path["series"])
    if series is None:
        raise QueryError(f"no series “{asked.path['series']}”; the list of figures has all of them")
    rows = _rows(series)
    points = {p.id: p for p in series.points}
    return SeriesView(
        series=series,
        rows=rows[asked.offset : asked.offset + ON_A_PAGE],
        periods=len(rows),
        findings=tuple(Note(f.says[:1].upper() + f.says[1:], _quotes(points, f.records)) for f in series.findings),
        growth=tuple(Note(growth_words(series, g), _quotes(points, (g.figure,))) for g in reversed(series.growth)),
        targets=_targets(ledger, series),
        charted=charted((series,)),
    )


def _quotes(points: dict[str, FigureEntry], ids: Sequence[str]) -> tuple[Quote, ...]:
    return tuple(q for i in ids if i in points for q in points[i].quotes[:1])


def _rows(series: SeriesEntry) -> tuple[Row, ...]:
    apart = {f.figure.period for c in series.conflicts for f in (c.first, c.second)}
    groups: dict[Dates | None, list[FigureEntry]] = {}
    for point in series.points:
        groups.setdefault(point.figure.period, []).append(point)
    rows = [Row(period, tuple(points), period in apart) for period, points in groups.items()]
    dated = [r for r in rows if r.period is not None]
    return (*reversed(dated), *(r for r in rows if r.period is None))


def _targets(ledger: Ledger, series: SeriesEntry) -> tuple[PromiseEntry, ...]:
    of = tuple(a.id for a in series.parties)
    if not 1 <= len(of) <= 2:
        return ()
    sides = set(of)
    found = ledger.listed("promise", of=of, under=("measure:yes",), limit=TARGETS)
    promises = ledger.promises_by_id(found.ids)
    same = [p for p in promises if (p.measure, p.unit) == (series.measure, series.unit) and {a.id for a in p.parties} == sides]
    return tuple(sorted(same, key=lambda p: (p.due or ("", ""), p.id)))


def series_table(view: SeriesView) -> Table:
    """A row a point: period, value, unit, bound, change, whose count, how often told, the sentence, and where it stands."""
    figure = ("from", "to", "low", "high", "unit", "bound", "change", "in words", "whose count", "forecast", "suspect", "told")
    heads = (*figure, "sentence", "report", "report id", "start", "end")
    points = [p for row in view.rows for p in row.points]
    return Table(heads, tuple(_cells(p) for p in points))


def _cells(point: FigureEntry) -> tuple[str | int | float | None, ...]:
    figure, quote = point.figure, point.quotes[0]
    first, last = figure.period or (None, None)
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    flags = ("yes" if point.forecast else "no", "yes" if point.suspect else "no", point.told)
    where = (quote.sentence, quote.report.label, quote.report.id, quote.evidence.start, quote.evidence.end)
    words = (change_words(figure.change), level_words(point), point.counted_by)
    return (first, last, low, high, figure.unit, figure.bound, *words, *flags, *where)


PAGE = Page("/series/{series}", "series.html", opening, series_view, series_table)
