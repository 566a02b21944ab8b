"""Calendar arithmetic on spans of days; a span is a pair of days, both inclusive.

Comes in: years, months, weekdays, shifts. Goes out: spans and their ISO 8601 values. Nothing here knows a language.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from attache.records import Dates

Span = tuple[date, date]


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_span(year: int) -> Span:
    """The calendar year."""
    return date(year, 1, 1), date(year, 12, 31)


def month_span(year: int, month: int) -> Span:
    """The calendar month; `month` may lie outside 1–12 and then counts on into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_span(year: int, first: int, count: int) -> Span:
    """`count` months from month `first` of `year`."""
    return month_span(year, first)[0], month_span(year, first + count - 1)[1]


def week_span(day: date) -> Span:
    """Monday to Sunday of the week that holds `day`."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def iso_week_span(year: int, week: int) -> Span | None:
    """The ISO week, or None where the year has no such week."""
    try:
        return week_span(date.fromisocalendar(year, week, 1))
    except ValueError:
        return None


def decade_span(year: int) -> Span:
    """The ten years from the round year at or before `year`."""
    first = year - year % 10
    return date(first, 1, 1), date(first + 9, 12, 31)


def century_span(number: int) -> Span:
    """The Nth century as reports use it: the 20th is 1900 to 1999."""
    first = (number - 1) * 100
    return date(max(first, 1), 1, 1), date(first + 99, 12, 31)


def shift_days(day: date, count: int) -> date:
    """`count` days on, held inside the calendar."""
    ordinal = min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def shift_months(day: date, count: int) -> date:
    """`count` months on; the 31st becomes the last day of a shorter month. Held inside the calendar."""
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if year < 1:
        return date.min
    if year > 9999:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shift_span(span: Span, *, days: int = 0, months: int = 0) -> Span:
    """The span moved; one that ends with a month still does so."""
    first, last = (shift_days(shift_months(day, months), days) for day in span)
    if months and span[1].day == calendar.monthrange(span[1].year, span[1].month)[1] and span[0].day == 1 and not days:
        last = month_span(last.year, last.month)[1]
    return first, last


def length(span: Span) -> int:
    """Days in the span."""
    return (span[1] - span[0]).days + 1


def easter(year: int, *, orthodox: bool = False) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus' algorithms)."""
    if orthodox:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return date(year, month, day + 1) + timedelta(13)
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    ell = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def value_of(span: Span) -> str:
    """The shortest ISO 8601 form that covers exactly the span: year, quarter, half, month, week, day, else `from/to`."""
    first, last = span
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _years(first.year, last.year)
    if first.day == 1 and last == month_span(last.year, last.month)[1] and first.year == last.year:
        return _months(first, last)
    if first.weekday() == 0 and length(span) == 7:
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}"
    if first.weekday() == 5 and length(span) == 2:
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}-WE"
    return f"{first.isoformat()}/{last.isoformat()}"


def _years(first: int, last: int) -> str:
    if first == last:
        return f"{first:04}"
    if first % 10 == 0 and last == first + 9:
        return f"{first // 10:03}X"
    if first % 100 == 0 and last == first + 99:
        return f"{first // 100:02}XX"
    return f"{first:04}/{last:04}"


def _months(first: date, last: date) -> str:
    count = last.month - first.month + 1
    if count == 1:
        return f"{first.year:04}-{first.month:02}"
    if count == 3 and first.month % 3 == 1:
        return f"{first.year:04}-Q{first.month // 3 + 1}"
    if count == 6 and first.month in {1, 7}:
        return f"{first.year:04}-H{first.month // 6 + 1}"
    return f"{first.year:04}-{first.month:02}/{last.year:04}-{last.month:02}"


def as_dates(span: Span) -> Dates:
    """The span as records hold it."""
    return span[0].isoformat(), span[1].isoformat()


def as_span(dates: Dates | None) -> Span | None:
    """The span of a pair of ISO days; an open end takes the other one, None where neither is told."""
    if dates is None or dates == (None, None):
        return None
    first, last = dates[0] or dates[1], dates[1] or dates[0]
    if first is None or last is None:
        return None
    return date.fromisoformat(first), date.fromisoformat(last)
