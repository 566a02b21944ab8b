"""Units of the calendar: the week that holds a day, three months on, the third quarter of a span.

Comes in: spans, days and units. Goes out: spans. `relative`, `anchored` and `place` decide from where.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from attache.reading.when import days
from attache.reading.when.dates import word_key
from attache.reading.when.days import Span
from attache.reading.when.frame import Groups, Placed
from attache.reading.when.numbers import number, ordinal
from attache.reading.when.words import Unit, day_parts, units

LONGEST = {"day": 9, "night": 9, "week": 9, "fortnight": 16, "weekend": 9, "month": 31, "quarter": 92}
"""Days a date told may cover at most to be gone back to by a unit ("the same month" needs a month, not a year)."""


def unit_of(text: str) -> Unit:
    """The unit a word names."""
    return units()[word_key(text)]


def containing(day: date, unit: Unit, step: int = 0) -> Span:
    """The calendar unit that holds `day`, moved by `step` units."""
    if unit.name in {"day", "night"}:
        moved = days.shift_days(day, step)
        return moved, moved
    if unit.name == "business day":
        return _business_days(day, step)
    if unit.name == "week":
        return days.week_span(days.shift_days(day, 7 * step))
    if unit.name == "fortnight":
        monday = days.week_span(days.shift_days(day, 14 * step))[0]
        return monday, monday + timedelta(13)
    if unit.name == "weekend":
        monday = days.week_span(days.shift_days(day, 7 * step))[0]
        return monday + timedelta(5), monday + timedelta(6)
    if unit.name == "month":
        return days.month_span(day.year, day.month + step)
    if unit.name == "quarter":
        return days.months_span(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * step, 3)
    if unit.name == "year":
        return days.year_span(min(max(day.year + step, 1), 9999))
    if unit.name == "decade":
        return days.decade_span(min(max(day.year + 10 * step, 1), 9990))
    return days.century_span(min(max(day.year // 100 + 1 + step, 1), 98))


def _business_days(day: date, step: int) -> Span:
    while step:
        day += timedelta(1 if step > 0 else -1)
        if day.isoweekday() < 6:
            step -= 1 if step > 0 else -1
    return day, day


def both(base: Span, unit: Unit, step: int = 0) -> Span:
    """`containing` over both ends of an interval."""
    return containing(base[0], unit, step)[0], containing(base[1], unit, step)[1]


def move(base: Span, unit: Unit, count: float) -> Span:
    """The interval moved by a count of units; half units by days."""
    if unit.months:
        whole = int(count * unit.months)
        return days.shift_span(base, months=whole, days=round((count * unit.months - whole) * 30))
    if unit.name == "business day":
        return _business_days(base[0], int(count))[0], _business_days(base[1], int(count))[1]
    return days.shift_span(base, days=round(count * unit.days))


def unit_at(base: Span, unit: Unit, count: float) -> Span:
    """The unit that lies `count` units from `base`: exact for days and weeks, the whole unit for months and years."""
    moved = move(base, unit, count)
    if unit.name in {"day", "night", "week", "fortnight", "weekend", "business day"}:
        return moved
    if count != int(count):
        return both(moved, units()["month"])
    return both(moved, units()["month"] if unit.name == "quarter" else unit if unit.name != "decade" else units()["year"])


def period(text: str, unit_text: str) -> str:
    """The ISO 8601 duration of a number of units."""
    unit = unit_of(unit_text)
    count = number(text)
    code = unit.code
    clock = code.startswith("T")
    factor = re.match(r"\d+", code)
    if factor:
        count, code = count * int(factor.group()), code[factor.end() :]
    shown = str(int(count)) if count == int(count) else f"{count:g}"
    return f"PT{shown}{code[1:]}" if clock else f"P{shown}{code}"


def nth_part(g: Groups, whole: Span) -> Span | None:
    """The part of a span that "first nine months", "third quarter", "last week", "second half" names."""
    unit_text, n = word_key(g["unit"] or ""), g.get("n")
    which = word_key(g["ord"] or "")
    if unit_text in {"half", "halves"}:
        return _half(whole, which)
    unit = unit_of(unit_text)
    count = int(number(n)) if n else 1
    if which in {"last", "final", "closing"}:
        first = days.shift_days(move((whole[1], whole[1]), unit, -count)[0], 1)
        if unit.name == "week":
            first = days.week_span(whole[1] - timedelta(3))[0] - timedelta(7 * (count - 1))
            return (first, first + timedelta(7 * count - 1))
        if unit.months and days.shift_days(whole[1], 1).day == 1:
            first = days.shift_months(days.shift_days(whole[1], 1), -count * unit.months)
        return first, whole[1]
    nth = 1 if which in {"first", "opening", "initial"} else ordinal(which)
    if unit.name == "week":
        monday = days.week_span(whole[0] + timedelta(3))[0] + timedelta(7 * (nth - 1))
        return monday, monday + timedelta(7 * count - 1)
    start = move((whole[0], whole[0]), unit, nth - 1)[0]
    end = days.shift_days(move((start, start), unit, count)[0], -1)
    return (start, end) if start <= whole[1] else None


def _half(whole: Span, which: str) -> Span | None:
    if days.length(whole) in {365, 366}:
        middle = days.shift_days(days.shift_months(whole[0], 6), -1)
    else:
        middle = days.shift_days(whole[0], days.length(whole) // 2 - 1)
    if which in {"first", "opening"}:
        return whole[0], middle
    return (days.shift_days(middle, 1), whole[1]) if which in {"second", "last", "latter", "other"} else None


def part_code(text: str | None) -> str:
    """TIMEX3 code of a part of the day; empty for None."""
    return day_parts()[word_key(text)][0] if text else ""


def with_part(found: Placed, part: str) -> Placed:
    if not part or found.span is None:
        return found
    return Placed("TIME", f"{found.value}T{part}", found.span, day_part=part)


def lasting(start: Span, value: str) -> Span | None:
    """The days of something that begins on `start` and lasts an ISO 8601 duration: two days from the 25th end on the 26th.

    None for durations of clock units.
    """
    found = re.fullmatch(r"P(\d+)([DWMY])", value)
    if found is None:
        return None
    count, code = int(found.group(1)), found.group(2)
    end = days.shift_months(start[0], count * 12 if code == "Y" else count) if code in "MY" else None
    last = days.shift_days(end or start[0], -1 if end else count * (7 if code == "W" else 1) - 1)
    return start[0], last
