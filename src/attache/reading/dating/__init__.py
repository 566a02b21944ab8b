"""When was it published? Stated, in the markup, or inferred from what the report says.

Comes in: the report and its Doc. Goes out: the published date as an interval, how it is known, and the reasons in plain
words. What is told as past was before publication and what is to come after it; offices, numbered meetings and named events
are dated by tables; days without a year are tried in each year that is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from attache.language.tokens import Analysed, plain
from attache.reading.dating.clues import combine
from attache.reading.dating.known import occasion_clues, office_clues
from attache.reading.dating.told import told_clues
from attache.reading.dating.yearless import fit, soonest, yearless
from attache.records import Dates, PublishedHow, Report

__all__ = ["Dated", "date_report"]

WIDEST = 40
"""Years: an interval wider than this says nothing."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A published date as an interval, how it is known, and the reasons in plain words."""

    published: Dates | None
    how: PublishedHow
    reasons: tuple[str, ...]


def date_report(report: Report, doc: Analysed) -> Dated:
    """The report's date: what sources found, else what the text tells; unknown where that leaves either end open."""
    if report.published is not None:
        return Dated(report.published, report.published_how, report.published_reasons)
    doc = plain(doc)
    first, last, reasons = combine([*told_clues(doc), *office_clues(doc), *occasion_clues(doc)])
    told = yearless(doc, report.dateline)
    if first is not None and last is None and (day := soonest(told, first)) is not None:
        return _inferred(day[0], day[1], (f"{day[0]:%A}, {day[0].day} {day[0]:%B} falls so in {day[0].year} first", *reasons))
    if first is None or last is None or last.year - first.year > WIDEST:
        return Dated(None, "unknown", reasons)
    span, more = fit(told, first, last)
    if span is None:
        return _inferred(first, last, reasons)
    return _inferred(span[0], span[1], (*more, *reasons))


def _inferred(first: date, last: date, reasons: tuple[str, ...]) -> Dated:
    return Dated((first.isoformat(), last.isoformat()), "inferred", reasons)
