"""`attache.read`: one text to its reading, without files or a ledger."""

from __future__ import annotations

import hashlib
from calendar import monthrange

from attache.records import Dates, PublishedHow, Reading, Report, ReportId


def read(text: str, *, published: str | Dates | None = None, title: str | None = None) -> Reading:
    """The reading of one English report.

    `published` is its date: "2018-03-19", "2018-03", "2018", or a pair of ISO days (earliest, latest); where it is None,
    reading tells the date from the text itself. Raises ValueError for a date in another form.
    """
    dates = _span(published) if isinstance(published, str) else published
    from attache.reading import read as read_report

    digest = hashlib.sha256(text.encode()).hexdigest()
    how: PublishedHow = "unknown" if dates is None else "stated"
    return read_report(Report(ReportId("r" + digest[:16]), text, digest, title=title, published=dates, published_how=how))


def _span(day: str) -> Dates:
    """A year, month or day as its first and last day."""
    try:
        parts = [int(part) for part in day.split("-")]
        year, month = parts[0], parts[1] if len(parts) > 1 else None
        if len(parts) == 1:
            return f"{year:04}-01-01", f"{year:04}-12-31"
        last = monthrange(year, month or 0)[1]
        if len(parts) == 2:
            return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}"
        if len(parts) == 3 and 1 <= parts[2] <= last:
            return (f"{year:04}-{month:02}-{parts[2]:02}",) * 2
    except (ValueError, IndexError) as error:
        raise ValueError(f"published: “{day}” is no date; write a year, a month or a day: 2017, 2017-05, 2017-05-09") from error
    raise ValueError(f"published: “{day}” is no date; write a year, a month or a day: 2017, 2017-05, 2017-05-09")
