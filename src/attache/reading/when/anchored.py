"""Dates told from the date last told: "the next day", "three days later", "a year earlier", "five years after talks had begun".

Comes in: the groups of a match. Goes out: where it lies, counted from the last date of a grain that bears it, else from the
published date.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from attache.reading.when import days
from attache.reading.when.dates import word_key
from attache.reading.when.frame import Frame, Groups, Placed, Rule, dated, unplaced
from attache.reading.when.numbers import number, ordinal
from attache.reading.when.units import LONGEST, both, containing, move, part_code, unit_at, unit_of, with_part
from attache.reading.when.words import CALENDAR_UNIT, DAY_PART, MONTH, NUMBER, WEEKDAY


def place_later(g: Groups, frame: Frame) -> Placed | None:
    """Places "three days later", "a year earlier", "two days before": from the date last told, else from the published one."""
    unit, text, back = unit_of(g["unit"] or ""), (g["n"] or "").lower(), word_key(g.get("way") or g.get("way2") or "")
    base = frame.anchor(LONGEST.get(unit.name, 366))
    if base is None or unit.code.startswith("T"):
        return None
    count = number(text) * (-1 if back in {"earlier", "before", "previously", "prior"} else 1)
    if days.length(base) > 1 and unit.months and number(text) == int(number(text)):
        return dated(move(base, unit, count))
    return dated(unit_at(base, unit, count))


def place_since_event(g: Groups, frame: Frame) -> Placed | None:
    """Places "five years after talks had begun", "a day before he left": the other act, counted from this one's date."""
    unit, count = unit_of(g["unit"] or ""), number(g["n"] or "")
    base = frame.told(31, within=0) or frame.published
    if base is None or unit.code.startswith("T"):
        return None
    after = word_key(g["way"] or "") == "after"
    found = dated(unit_at(base, unit, -count if after else count))
    return None if found is None else replace(found, told=False, relation="after" if after else "before")


def place_days_after(g: Groups, frame: Frame) -> Placed | None:
    """Places "days later", "weeks earlier": within the next, or last, eight of them."""
    unit, back = unit_of(g["unit"] or ""), word_key(g["way"] or "") in {"earlier", "before"}
    base = frame.anchor(31)
    if base is None or unit.code.startswith("T") or days.length(base) > 31:
        return None
    if back:
        return dated((move(base, unit, -8)[0], move(base, unit, -1)[1]))
    return dated((move(base, unit, 1)[0], move(base, unit, 8)[1]))


def place_next_day(g: Groups, frame: Frame) -> Placed | None:
    """Places "the day before", "the month after", "the next day": beside the date last told."""
    unit, way = unit_of(g["unit"] or ""), word_key(g.get("way") or g.get("way2") or g.get("which") or "")
    base = frame.anchor(LONGEST.get(unit.name, 366))
    if base is None:
        return unplaced("XXXX")
    back = way in {"before", "earlier", "previous", "preceding", "last"}
    if unit.name in {"day", "night"}:
        edge = base[0] if back else base[1]
        return dated(containing(edge, unit, -1 if back else 1)) if days.length(base) < 32 else None
    return dated(both(base, unit, -1 if back else 1))


def place_same_part(g: Groups, frame: Frame) -> Placed | None:
    """Places "that evening", "the same afternoon", "the following morning" beside the day last told."""
    base = frame.told(1, within=3) or frame.published
    if base is None or days.length(base) > 1:
        return None
    step = {"following": 1, "next": 1, "previous": -1}.get(word_key(g.get("which") or g.get("w3") or ""), 0)
    found = dated(days.shift_span(base, days=step))
    return with_part(found, part_code(g["part"])) if found is not None else None


def place_then(g: Groups, frame: Frame) -> Placed | None:
    """Places "at the time", "at that time", "then": the date last told."""
    return dated(frame.told(366, within=3))


def place_day_number(g: Groups, frame: Frame) -> Placed | None:
    """Places "the 18th": of the month last told, else of the nearest month."""
    number_ = ordinal(g["day"] or "")
    base = frame.told(31, within=2) or frame.published
    if base is None or number_ > 31:
        return None
    found = days.day_of(base[0].year, base[0].month, number_) if frame.told(31, within=2) else None
    if found is None:
        out = [day for step in (-1, 0, 1) if (day := _day_in(base[0], step, number_))]
        past = [day for day in out if day <= base[1]]
        found = past[-1] if frame.tense == "past" and past else min(out, key=lambda day: abs((day - base[0]).days), default=None)
    return dated((found, found)) if found else None


def _day_in(base: date, step: int, number_: int) -> date | None:
    index = base.year * 12 + base.month - 1 + step
    return days.day_of(index // 12, index % 12 + 1, number_)


RULES: tuple[Rule, ...] = (
    Rule(
        "later",
        rf"\b(?P<n>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})\s+(?:(?P<way>earlier|later|afterwards?|previously)\b"
        r"|(?P<way2>before|after)\b(?=\s*(?:[.,;:)”\"!?]|$|that\b.*\bhad)))",
        place_later,
        anchor=rf"{CALENDAR_UNIT}\s+(?:earlier|later|afterward|previously|before|after)",
    ),
    Rule(
        "since event",
        rf"\b(?P<n>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})\s+(?P<way>after|before)\b"
        rf"(?=\s+(?!(?:that|{WEEKDAY}|{MONTH}|\d)\b)[a-z])",
        place_since_event,
        anchor=rf"{CALENDAR_UNIT}\s+(?:after|before)\b",
    ),
    Rule(
        "same part",
        rf"\b(?:(?P<which>that)|the\s+(?P<w2>same)|the\s+(?P<w3>following|next|previous))\s+(?P<part>{DAY_PART})\b(?!s)",
        place_same_part,
        anchor=rf"(?:that|same|following|next|previous)\s+{DAY_PART}",
    ),
    Rule(
        "days later",
        r"\b(?P<unit>days|weeks|months|years)\s+(?P<way>earlier|later|afterwards?)\b",
        place_days_after,
        anchor=r"(?:days|weeks|months|years)\s+(?:earlier|later|afterward)",
    ),
    Rule(
        "the day before",
        r"\b(?:the|a)\s+(?P<unit>day|week|month|year|night)\s+"
        r"(?:(?P<way>earlier|later)\b|(?P<way2>before|after)\b(?!\s+(?:yesterday|tomorrow|the|an?|his|her|its|their|our|my|we|he|she|they|it|I|this|that)\b))",
        place_next_day,
        anchor=r"(?:day|week|month|year|night)\s+(?:earlier|later|before|after)",
    ),
    Rule(
        "the next day",
        r"\bthe\s+(?P<which>next|following|previous|preceding)\s+(?P<unit>day)\b",
        place_next_day,
        anchor=r"(?:next|following|previous|preceding)\s+day",
    ),
    Rule(
        "then",
        r"\bat\s+(?:the|that)\s+time\b(?!\s+(?:that|of)\b)|(?<=since\s)then\b|(?<=by\s)then\b|(?<=until\s)then\b|\bin\s+(?:this|that)\s+period\b",
        place_then,
        anchor=r"(?:the|that)\s+time|then\b|th(?:is|at)\s+period",
    ),
    Rule(
        "day number",
        r"\b(?:the\s+|(?<=\son\s))(?P<day>\d{1,2}(?:st|nd|rd|th))(?=\s*(?:[.,;!?)]|$|and\b|at\b|around\b|to\b|[-–—]\s))",
        place_day_number,
        anchor=r"(?:the|on)\s+\d",
    ),
)
