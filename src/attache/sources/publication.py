"""The day a report was published, as the page says it, with the reason.

Order: given beside the text; printed as "published …"; printed bare; a version's day ("Compiled on …"); a dateline with
its year; the markup's day, which often is that of a relaunch; a date close to the text. So a dateline's day is not the
published date where the page prints another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from attache.records import Dates, PublishedHow
from attache.sources.foreign_dates import foreign_date
from attache.sources.head_lines import PageDate, Rank, date_lines
from attache.sources.heading import Heading
from attache.sources.printed import WEEKDAYS, Printed

Publication = tuple[Dates | None, PublishedHow, tuple[str, ...]]

_RANKS: tuple[Rank, ...] = ("published", "page", "version", "dateline")
_SAYS: dict[Rank, str] = {
    "published": "the page says when it was published",
    "page": "the page prints its date",
    "version": "the page says when this version was made",
    "dateline": "the dateline gives day and year",
}


@dataclass(frozen=True, slots=True)
class Clues:
    """What may tell the day besides the heading: given with the text, in the markup, in lines below, above and close by."""

    given: str | None = None
    markup: str | None = None
    below: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    language: str = "en"


def publication(heading: Heading, text: str, clues: Clues) -> Publication:
    """The published day as a pair, how it is known, and the reasons. None and `unknown` where nothing says it in full."""
    if clues.given:
        return (clues.given, clues.given), "stated", (f"given with the text: {clues.given}",)
    dates = heading.dates + [d for line in clues.below for d in date_lines(line) if d.rank == "published"]
    best = min(dates, key=lambda d: _RANKS.index(d.rank), default=None)
    if best is not None:
        return _stated(best, text, clues.markup)
    return _foreign(clues.above, clues.language) or _of_markup(clues.markup) or _close_by(clues) or (None, "unknown", ())


def _of_markup(markup: str | None) -> Publication | None:
    return ((markup, markup), "markup", (f"the markup of the page gives {markup}",)) if markup else None


def _close_by(clues: Clues) -> Publication | None:
    for line in clues.near:
        for found in date_lines(line):
            return _printed(found.printed.day, line)
    return _foreign(clues.near, clues.language)


def _foreign(lines: tuple[str, ...], language: str) -> Publication | None:
    """A date in a language other than English."""
    found = ((foreign_date(line, language), line) for line in lines if language != "en")
    return next((_printed(day, line) for day, line in found if day), None)


def _printed(day: date, line: str) -> Publication:
    return (day.isoformat(), day.isoformat()), "stated", (f"{_SAYS['page']}: “{line.strip()}”",)


def _stated(best: PageDate, text: str, markup: str | None) -> Publication:
    day, why = _settled(best.printed, text, markup)
    reasons = [f"{_SAYS[best.rank]}: “{best.line.strip()}”", *why]
    if markup and markup != day.isoformat():
        reasons.append(f"the markup says {markup}, which the printed date outweighs")
    return (day.isoformat(), day.isoformat()), "stated", tuple(reasons)


def _settled(p: Printed, text: str, markup: str | None) -> tuple[date, list[str]]:
    """Day and month of a numeric date: by the weekday that the opening of the report tells of (it lies on that day or the
    day before), else as the markup has it, else day first."""
    if p.other is None:
        return p.day, []
    open_ = "day and month could be the other way round"
    m = re.search(rf"\b({'|'.join(WEEKDAYS)})\b", text[:1500], re.IGNORECASE)
    if m:
        named = WEEKDAYS.index(m[1].casefold())
        lag = {day: (day.weekday() - named) % 7 for day in (p.day, p.other)}
        best = min(lag, key=lambda day: lag[day])
        if lag[best] <= 1 and lag[p.day] != lag[p.other]:
            return best, [f"{open_}; the report tells of {m[1]}, which fits {best.isoformat()}"]
    if markup == p.other.isoformat():
        return p.other, [f"{open_}; the markup has {markup}"]
    return p.day, [f"{open_}; read day first"]
