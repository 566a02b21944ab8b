"""The lists: events, statements, promises, figures and reports, each narrowed by a form and shown in parts."""

from __future__ import annotations

from collections.abc import Sequence

from attache.brief.lines import Line, event_line, promise_line, statement_line
from attache.brief.words import date_words, figure_words, mode_words, origin_words, series_title
from attache.knowledge import rows
from attache.ledger import Ledger
from attache.ledger.entries import FigureEntry, ReportEntry, SeriesEntry
from attache.web.rendering import LEVELS
from attache.web.views.filters import Heading
from attache.web.views.listing import Kind

VERDICTS = ("kept", "kept late", "missed", "overdue", "disputed", "pending", "superseded", "open")
STATES = ("happened", "ongoing", "planned", "proposed", "conditional", "postponed", "denied")
ALL = 100_000
NEWEST = 3
"""Points of a series that are looked at for its newest figure."""


def event_lines(ledger: Ledger, ids: Sequence[str]) -> tuple[Line, ...]:
    """Events by their ids."""
    return tuple(map(event_line, ledger.occurrences_by_id(ids)))


def statement_lines(ledger: Ledger, ids: Sequence[str]) -> tuple[Line, ...]:
    """Statements by their ids."""
    return tuple(map(statement_line, ledger.statements_by_id(ids)))


def promise_list(ledger: Ledger, ids: Sequence[str]) -> tuple[Line, ...]:
    """Promises by their ids, each with the day it is due."""
    found = ledger.promises_by_id(ids)
    lines = zip(found, map(promise_line, found), strict=True)
    return tuple(
        Line(p.id, f"due {date_words(p.due)}" if p.due else "no day", line.text, line.quotes, line.tag, line.detail)
        for p, line in lines
    )


def series_lines(ledger: Ledger, ids: Sequence[str]) -> tuple[Line, ...]:
    """Series by their ids, each with its newest figure."""
    apart = set(ledger.listed("series", under=("conflict:yes",), limit=ALL).ids)
    return tuple(series_line(s, apart=s.id in apart) for s in ledger.series_by_id(ids, NEWEST))


def series_line(series: SeriesEntry, *, apart: bool) -> Line:
    """A series by its title, with its newest figure that is no forecast; `apart`: whether counts in it differ."""
    told = [p for p in series.points if not p.forecast and not p.suspect] or list(series.points)
    newest = told[-1] if told else None
    note = date_words(newest.figure.period) if newest else ""
    detail = f"{_plain(newest)} · {series.told:,} figure{'s' if series.told != 1 else ''}" if newest else ""
    tag = "disputed" if apart else ""
    return Line(series.id, note, series_title(series), newest.quotes[:1] if newest else (), tag, detail)


def _plain(point: FigureEntry) -> str:
    words = figure_words(point, dated=False).partition(": ")[2]
    return f"newest: {words}"


def report_lines(ledger: Ledger, ids: Sequence[str]) -> tuple[Line, ...]:
    """Reports by their ids."""
    return tuple(map(report_line, ledger.reports_by_id(ids)))


def report_line(report: ReportEntry) -> Line:
    """A report by its title, with who published it."""
    note = "not read: no language pack" if report.reader is None else ""
    return Line(
        report.id, date_words(report.published), report.label, (), detail=" · ".join(filter(None, (_origin(report), note)))
    )


def _origin(report: ReportEntry) -> str:
    return " · ".join(p for p in origin_words(report).split(" · ") if p != date_words(report.published))


def _types() -> tuple[tuple[str, str], ...]:
    return tuple((row["mode"], mode_words(row["type"], row["mode"])) for row in rows("plover") if row["mode"])


SECTOR = Heading("sector", "Sector", "sector")
EVENTS = Kind(
    path="/occurrences",
    title="Events",
    lists="event",
    kind="occurrence",
    lines=event_lines,
    headings=(
        Heading("level", "Contact of", "level", tuple(LEVELS), tuple(LEVELS.items())),
        Heading("mode", "Kind", "mode", words=_types()),
        Heading("status", "State", "status", STATES),
        SECTOR,
        Heading("disputed", "Contradicted", "disputed", ("yes",)),
        Heading("about", "About", "about", most=0),
    ),
    tab="level",
)
STATEMENTS = Kind(
    path="/statements",
    title="Statements",
    lists="statement",
    kind="statement",
    lines=statement_lines,
    headings=(
        SECTOR,
        Heading(
            "quoted",
            "Quoted",
            "quoted",
            ("yes", "mixed", "no"),
            (("yes", "in their own words"), ("mixed", "partly"), ("no", "in the report’s words")),
        ),
    ),
    tab="sector",
    speaker=True,
)
PROMISES = Kind(
    path="/promises",
    title="Promises",
    lists="promise",
    kind="promise",
    lines=promise_list,
    headings=(
        Heading("verdict", "Verdict", "verdict", VERDICTS),
        Heading("kind", "Kind", "kind", ("target", "pledge", "plan", "intention")),
        Heading("measure", "Can be measured", "measure", ("yes",)),
    ),
    tab="verdict",
    note="by the day they are due, the latest first",
)
SERIES = Kind(
    path="/series",
    title="Figures",
    lists="series",
    kind="series",
    lines=series_lines,
    headings=(Heading("measure", "Measure", "measure", most=200), Heading("conflict", "Counts differ", "conflict", ("yes",))),
    note="by their newest period",
)
REPORTS = Kind(
    path="/reports",
    title="Reports",
    lists="report",
    kind="report",
    lines=report_lines,
    headings=(
        Heading("publisher", "Publisher", "publisher", most=200),
        Heading("agency", "Agency", "agency", most=200),
        Heading("unread", "Not read", "unread", ("yes",)),
        Heading("names", "Names", "names", most=0),
    ),
)
PAGES = tuple(kind.page() for kind in (EVENTS, STATEMENTS, PROMISES, SERIES, REPORTS))
