"""Dates that cannot be: held after its report came out, ended before it began, an office before its time.

In: record entries with their reports. Out: findings, each of one record; what is but unlikely comes as a note or warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from attache.knowledge import rows
from attache.ledger.entries import CommitmentEntry, EventEntry, FigureEntry, OfficeEntry, Quote, ReportEntry
from attache.ledger.findings import Finding, Severity
from attache.ledger.told import earliest, latest
from attache.ledger.words import span
from attache.records import Dates

ZONE = 1
"""Days by which an event may be dated after its report: it is tomorrow already in Vladivostok."""
WIRE = 10
"""Days by which a report may come out after its dateline; a text printed later is a copy of an old one."""
YEARS = range(1500, 2151)
"""Years that reports about relations between states tell of; others are misread numbers."""
LONGEST_OFFICE = 60 * 366
"""Days between two observations of one person in one office beyond which they are two persons of one name."""

ENGLISH = "attache.language.en"
_DAY = re.compile(r"(?P<m>[A-Za-z]{3,9})\.? (?P<d>\d{1,2})\b|\b(?P<e>\d{1,2})(?:st|nd|rd|th)? (?P<n>[A-Za-z]{3,9})")


def event_dates(entries: Iterable[EventEntry]) -> Iterator[Finding]:
    """Events told as held, or announcements as made, on a day after their report came out."""
    for entry in entries:
        when, out = entry.event.when, _report(entry).published
        yield from _nonsense(entry.id, when)
        if entry.event.status == "happened" and _after(when, out):
            says = f"told as held ({span(when)}) after the report came out ({span(out)})"
            yield Finding("date-impossible", "error", entry.id, says, (entry.id,))
        if entry.event.announced is not None and _after(entry.event.announced, out):
            says = f"told as announced ({span(entry.event.announced)}) after the report came out ({span(out)})"
            yield Finding("date-impossible", "error", entry.id, says, (entry.id,))


def figure_dates(entries: Iterable[FigureEntry]) -> Iterator[Finding]:
    """Figures told as outcomes of a period that had not begun when their report came out."""
    for entry in entries:
        period, out = entry.figure.period, _report(entry).published
        yield from _nonsense(entry.id, period)
        if _after(period, out) and not any(_looks_ahead(q) for q in entry.quotes):
            says = f"{entry.figure.measure} of {span(period)} told as an outcome by a report of {span(out)}"
            yield Finding("outcome-ahead", "note", entry.id, says, (entry.id,))


def commitment_dates(entries: Iterable[CommitmentEntry]) -> Iterator[Finding]:
    """Commitments whose day was over when they were told, without their outcome: recollections, or a misread year."""
    for entry in entries:
        due, out = entry.commitment.due, _report(entry).published
        yield from _nonsense(entry.id, due)
        if _over(due, out) and entry.commitment.outcome is None:
            says = f"due by {span(due)}, told by a report of {span(out)} without what became of it"
            yield Finding("due-past", "note", entry.id, says, (entry.id,))


def tenure_dates(entries: Iterable[OfficeEntry]) -> Iterator[Finding]:
    """Offices observed after their report came out, and persons observed in one over more than a working life."""
    for entry in entries:
        when, out = entry.tenure.when, _report(entry).published
        yield from _nonsense(entry.id, when)
        if _after(when, out):
            says = f"{entry.person.name} as {entry.tenure.office} ({span(when)}) after the report came out ({span(out)})"
            yield Finding("date-impossible", "error", entry.id, says, (entry.id,))


def datelines(reports: Iterable[tuple[ReportEntry, str]]) -> Iterator[Finding]:
    """Reports whose published day does not go with the day of their dateline (report and dateline as printed)."""
    for report, words in reports:
        written = dateline_day(words, report.published)
        if written is None or report.published is None:
            continue
        first, last = earliest(report.published), latest(report.published)
        if _shifted(first, -WIRE) <= written <= _shifted(last, ZONE):
            continue
        how: Severity = "error" if written > _shifted(last, ZONE) else "warning"
        says = f"dateline of {span((written, written))}, published {span(report.published)}"
        yield Finding("dateline-differs", how, str(report.id), says, (str(report.id),))


def dateline_day(words: str, published: Dates | None) -> str | None:
    """The ISO day that a dateline gives; without a year the one nearest to the published day. None where it tells no day."""
    # Not at the top: the package that reads pages takes a second to load, and only datelines need it.
    from attache.sources.printed import MONTHS, dates_in, month_number

    whole = dates_in(words)
    if whole:
        return None if whole[0].other else whole[0].day.isoformat()
    found = _DAY.search(words)
    near = latest(published)
    name = (found["m"] or found["n"]).casefold() if found else ""
    if found is None or not near or not any(len(name) >= 3 and m.startswith(name.removesuffix("t")) for m in MONTHS):
        return None
    base = date.fromisoformat(near)
    days = []
    for year in (base.year - 1, base.year, base.year + 1):
        try:
            days.append(date(year, month_number(name), int(found["d"] or found["e"])))
        except ValueError:
            continue
    return min(days, key=lambda d: (abs((d - base).days), d)).isoformat() if days else None


def _nonsense(identity: str, dates: Dates | None) -> Iterator[Finding]:
    """A span that ends before it begins, or lies in no year that reports tell of."""
    if dates is None:
        return
    first, last = dates
    if first and last and first > last:
        yield Finding("date-impossible", "error", identity, f"from {first} to {last}: it ends before it begins", (identity,))
    elif any(int(day[:4]) not in YEARS for day in dates if day):
        yield Finding("date-impossible", "error", identity, f"{span(dates)}: no year that reports tell of", (identity,))


def _looks_ahead(quote: Quote) -> bool:
    """Whether a sentence tells what is to come; of other languages than English nothing is known."""
    return quote.report.language != "en" or _ahead().search(quote.sentence) is not None


@cache
def _ahead() -> re.Pattern[str]:
    words = (re.escape(r["word"]).replace(r"\*", r"\w*").replace(r"\#", r"\d{4}") for r in rows("ahead_words", package=ENGLISH))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _after(when: Dates | None, out: Dates | None) -> bool:
    """Whether a time begins only after the last day on which the report can have come out."""
    return when is not None and when[0] is not None and bool(latest(out)) and when[0] > _shifted(latest(out), ZONE)


def _over(when: Dates | None, out: Dates | None) -> bool:
    """Whether a time was over before the first day on which the report can have come out."""
    return when is not None and when[1] is not None and bool(earliest(out)) and when[1] < _shifted(earliest(out), -ZONE)


def _shifted(day: str, count: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def _report(entry: EventEntry | FigureEntry | CommitmentEntry | OfficeEntry) -> ReportEntry:
    return entry.quotes[0].report
