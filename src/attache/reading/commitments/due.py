"""When a commitment is due: in goes a time expression, out come the days by which it is to be met."""

from __future__ import annotations

import re
from datetime import date, timedelta

from attache.reading.analysis import Analysis, Timex
from attache.records import Dates

_DURATION = re.compile(r"P(\d+)([DWMY])")


def due_of(at: Analysis, time: Timex | None) -> Dates | None:
    """The named days; for "within five years" the day that far from the report's own; None where nothing is named."""
    if time is None:
        return None
    if time.span is not None:
        first, last = time.span
        coming = at.published is not None and first is not None and last is not None and first == at.published[1] and last > first
        return (last, last) if coming else time.span
    found = _DURATION.fullmatch(time.value)
    if time.type != "DURATION" or found is None or at.published is None or at.published[1] is None:
        return None
    start = date.fromisoformat(at.published[1])
    number, letter = int(found[1]), found[2]
    days = {"D": 1, "W": 7, "M": 30.44, "Y": 365.25}[letter] * number
    if days > 36500:
        return None
    return (start + timedelta(days=days)).isoformat(), (start + timedelta(days=days)).isoformat()
