"""Weekdays: "on Friday", "last Thursday evening", "Monday 21", "Tuesday of next week".

Comes in: the groups of a match. Goes out: the day, by tense the last one up to the published day or the next one from it.
"""

from __future__ import annotations

from datetime import timedelta

from attache.reading.when import days
from attache.reading.when.dates import word_key
from attache.reading.when.days import Span
from attache.reading.when.frame import Frame, Groups, Placed, Rule, dated, unplaced
from attache.reading.when.numbers import ordinal
from attache.reading.when.relative import place_unit
from attache.reading.when.units import part_code, with_part
from attache.reading.when.words import CALENDAR_UNIT, DAY, DAY_PART, MONTH, ORDINAL, WEEKDAY, WHICH, weekdays

_WIDE = 9
"""Days: in a published interval wider than this a weekday cannot be placed."""


def place_weekday(g: Groups, frame: Frame) -> Placed | None:
    """A weekday: by tense the last one up to the published day or the next one from it; "last", "this", "next" say which."""
    dow, which = weekdays()[word_key(g["dow"] or "")], word_key(g.get("which") or "")
    base = frame.published
    if base is None or days.length(base) > _WIDE:
        return unplaced(f"XXXX-WXX-{dow}")
    if g.get("day"):
        return _weekday_of_month(dow, ordinal(g["day"] or ""), frame)
    found = _weekday_span(dow, which, base, frame)
    return with_part(found, part_code(g.get("part"))) if found else None


def _weekday_span(dow: int, which: str, base: Span, frame: Frame) -> Placed | None:
    first, last = base
    in_week = days.week_span(last)[0] + timedelta(dow - 1)
    before = last - timedelta((last.isoweekday() - dow) % 7)
    after = first + timedelta((dow - first.isoweekday()) % 7)
    if which in {"last", "past", "this past"}:
        day = before if before < last else before - timedelta(7)
    elif which in {"previous", "preceding"}:
        day = in_week - timedelta(7)
    elif which in {"next", "coming", "upcoming", "following", "this coming"}:
        day = in_week + timedelta(7)
    elif which in {"this", "current"}:
        day = in_week
    elif frame.tense in {"future", "present"} or (frame.tense == "open" and (after - first).days < (last - before).days):
        day = after
    else:
        day = before
    return dated((day, day))


def _weekday_of_month(dow: int, number_: int, frame: Frame) -> Placed | None:
    """Places "Monday 21": the nearest day that is both, the past one when the verb is."""
    if frame.published is None:
        return None
    base = frame.published[1]
    out = []
    for step in range(-12, 13):
        index = base.year * 12 + base.month - 1 + step
        found = days.day_of(index // 12, index % 12 + 1, number_)
        if found and found.isoweekday() == dow:
            out.append(found)
    if frame.tense == "past":
        out = [day for day in out if day <= base] or out
    return dated((near, near)) if (near := min(out, key=lambda day: abs((day - base).days), default=None)) else None


def place_weekday_of(g: Groups, frame: Frame) -> Placed | None:
    """Places "next week on Tuesday", "Monday of the following week"."""
    week = place_unit({"which": g["which"], "unit": "week"}, frame)
    if week is None or week.span is None:
        return week
    day = week.span[0] + timedelta(weekdays()[word_key(g["dow"] or "")] - 1)
    return with_part(found, part_code(g.get("part"))) if (found := dated((day, day))) else None


PARTS = rf"(?P<part>(?!\w+s\b){DAY_PART})"

RULES: tuple[Rule, ...] = (
    Rule(
        "weekday",
        rf"\b(?:{WHICH}\s+)?(?:week\s+)?(?P<dow>{WEEKDAY})(?![\w/])(?:(?:\s+in\s+the|\s+early|\s+late)?\s+{PARTS}\b(?!s))?",
        place_weekday,
        anchor=WEEKDAY,
    ),
    Rule(
        "weekday number",
        rf"\b(?P<dow>{WEEKDAY})\s+(?:the\s+)?(?P<day>{ORDINAL}|{DAY}(?=\s*(?:[.!?;]|$)))(?!\s*(?:[ap]\.?m|:|{MONTH}|{CALENDAR_UNIT}))",
        place_weekday,
        anchor=WEEKDAY,
    ),
    Rule(
        "week weekday",
        rf"\b{WHICH}\s+week(?:\s+on|\s*-|,)?\s+(?P<dow>{WEEKDAY})\b(?:\s+{PARTS}\b)?",
        place_weekday_of,
        anchor=WEEKDAY,
    ),
    Rule(
        "weekday of week",
        rf"\b(?P<dow>{WEEKDAY})\s+(?:of\s+)?(?:the\s+)?{WHICH}\s+week\b(?:\s+{PARTS}\b)?",
        place_weekday_of,
        anchor=WEEKDAY,
    ),
)
