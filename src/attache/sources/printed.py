"""Full dates as pages print them: "Tuesday, 17 December 2019", "26/02/2019, 14:45", "Sept. 10, 2023", "2024-08-01".

A date without its year is none here; the numeric order of day and month may stay open (`Printed.other`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?P<{0}>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
# No date without a year; most lines have none, and looking for the whole of a date is slow.
_YEAR = re.compile(r"\d{4}")
_FREE = r"(?<![-–—/\d.])"
_RANGE_BEFORE = re.compile(rf"(?:\d(?:st|nd|rd|th)?|\d\s+{_MONTH.format('b')})\s*(?:[-–—]|to|and|until)\s*$", re.IGNORECASE)
_DATE = re.compile(
    "|".join(
        (
            rf"(?:{_WEEKDAY.format('w1')})?{_FREE}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\-]+{_MONTH.format('m1')},?[\s\-]+(?P<y1>\d{{4}})(?!\d)",
            rf"(?:{_WEEKDAY.format('w2')})?(?<!\w){_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})(?!\d)",
            rf"(?:{_WEEKDAY.format('w3')})?(?<![\d/.\-])(?P<y3>\d{{4}})[-/.](?P<m3>\d{{1,2}})[-/.](?P<d3>\d{{1,2}})(?![\d/])",
            rf"(?:{_WEEKDAY.format('w4')})?(?<![\d/.\-])(?P<a4>\d{{1,2}})(?P<s4>[/.\-])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>\d{{4}})(?!\.?\d|/)",
        )
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A full date in a line: `[start, end)`, the day, and the other day where day and month could be the other way round."""

    start: int
    end: int
    day: date
    other: date | None = None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its usual abbreviation."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word.casefold().rstrip(".")[:3]))


def dates_in(line: str) -> tuple[Printed, ...]:
    """All full dates of a line in order. Last days of a range ("8-11 May 2025") are not taken: that is a time told, not a day."""
    if not _YEAR.search(line):
        return ()
    found = (_printed(m) for m in _DATE.finditer(line) if not _RANGE_BEFORE.search(line[: m.start()]))
    return tuple(p for p in found if p is not None)


def _printed(m: re.Match[str]) -> Printed | None:
    if m["y1"]:
        day = _valid(int(m["y1"]), month_number(m["m1"]), int(m["d1"]))
        return Printed(m.start(), m.end(), day) if day else None
    if m["y2"]:
        day = _valid(int(m["y2"]), month_number(m["m2"]), int(m["d2"]))
        return Printed(m.start(), m.end(), day) if day else None
    if m["y3"]:
        day = _valid(int(m["y3"]), int(m["m3"]), int(m["d3"]))
        return Printed(m.start(), m.end(), day) if day else None
    return _numeric(m)


def _numeric(m: re.Match[str]) -> Printed | None:
    """Day first, as in most countries; the weekday printed with it or an impossible month decides otherwise."""
    year, a, b = int(m["y4"]), int(m["a4"]), int(m["b4"])
    first, second = _valid(year, b, a), _valid(year, a, b)
    if first is None or second is None or first == second:
        only = first or second
        return Printed(m.start(), m.end(), only) if only else None
    if m["w4"]:
        for one in (first, second):
            if WEEKDAYS[one.weekday()].startswith(m["w4"].casefold()[:3]):
                return Printed(m.start(), m.end(), one)
    return Printed(m.start(), m.end(), first, second)
