"""Clock times: "14:45", "6:13 p.m.", "noon", "half past seven", and ranges of them.

Comes in: the groups of a match. Goes out: a value `hh:mm:ss` without a day; joining gives it one.
"""

from __future__ import annotations

from attache.reading.when.frame import Frame, Groups, Placed, Rule
from attache.reading.when.numbers import number
from attache.reading.when.words import CARDINAL, DAY_PART, DAY_WORD, WEEKDAY, day_parts

_MERIDIEM = r"(?:[ap]\s?\.?\s?m\b\.?|[ap]\b(?=[\s.,;!?]|$))"
_ZONE = r"(?:\s*(?:\(?(?:UTC|GMT|CET|CEST|EET|MSK|IST|EDT|EST|CST|CDT|PDT|PST|BST|JST|ICT)(?:[+-]\d+)?\)?))?"
_HOUR = rf"(?:[01]?\d|2[0-4]|{DAY_WORD})"
_IN_PART = rf"(?:\s+(?:in\s+the|at|in)\s+(?P<part>{DAY_PART})|\s+(?:early\s+|late\s+)?(?P<part2>{DAY_PART}))"


def _time(hour: int, minute: int, second: int = 0) -> str | None:
    if hour > 24 or minute > 59 or second > 59:
        return None
    return f"{hour % 24:02}:{minute:02}:{second:02}"


def hour_of(text: str, meridiem: str | None, part: str | None) -> int:
    """The hour of the day, 0–24, by a.m. or p.m. or the part of the day."""
    hour = int(text) if text.isdigit() else int(number(text))
    half = (meridiem or "").lower()[:1]
    code = day_parts()[part.lower()][0] if part and part.lower() in day_parts() else ""
    if half == "p" or (code in {"AF", "EV", "NI"} and not half):
        return hour + 12 if 0 < hour < 12 and not (code == "NI" and hour < 5) else hour
    return 0 if half == "a" and hour == 12 else hour


def place_clock(g: Groups, frame: Frame) -> Placed | None:
    """A time of day."""
    part = g.get("part") or g.get("part2")
    minute = g.get("minute") or "0"
    minutes = int(minute) if minute.isdigit() else int(number(minute))
    found = _time(hour_of(g["hour"] or "", g.get("m"), part), minutes, int(g.get("second") or 0))
    return Placed("TIME", found, None, told=False) if found else None


def place_oclock(g: Groups, frame: Frame) -> Placed | None:
    """Places "nine o'clock", "half past seven o'clock"."""
    return place_past(g, frame) if g.get("n") else place_clock(g, frame)


def place_past(g: Groups, frame: Frame) -> Placed | None:
    """Places "half past seven", "20 min past eight", "a quarter to six"."""
    words, way = (g["n"] or "").lower(), (g["way"] or "").lower()
    minutes = 30 if "half" in words else 15 if "quarter" in words else int(number(words))
    hour = hour_of(g["hour"] or "", g.get("m"), g.get("part"))
    if way in {"to", "before"}:
        hour, minutes = hour - 1, 60 - minutes
    found = _time(hour % 24, minutes)
    return Placed("TIME", found, None, told=False) if found else None


def place_named_hour(g: Groups, frame: Frame) -> Placed | None:
    """Places "noon", "midday", "midnight"."""
    return Placed(
        "TIME",
        "00:00:00" if (g["hour"] or "").lower().startswith("mid") and "night" in (g["hour"] or "").lower() else "12:00:00",
        None,
        told=False,
    )


def place_clocks(g: Groups, frame: Frame) -> Placed | None:
    """From one time of day to another ("9.30-4.30pm"); a half of the day told once holds for both where that makes sense."""
    first_m, last_m, part = g.get("m") or None, g.get("m2") or None, g.get("part") or g.get("part2")
    last = hour_of(g["hour2"] or "", last_m, part)
    first = hour_of(g["hour"] or "", first_m, part)
    if first_m is None and last_m is not None and last > 12 and first + 12 < last + (1 if g.get("minute2") else 0) and first < 12:
        first += 12
    if first_m is not None and last_m is None and not part and last <= first and last < 12:
        last += 12
    if first_m is None and last_m is None and not part and first > last and last < 12:
        last += 12
    left, right = _time(first, int(g.get("minute") or 0)), _time(last, int(g.get("minute2") or 0))
    return Placed("TIME", f"{left}/{right}", None, told=False) if left and right else None


def place_part(g: Groups, frame: Frame) -> Placed | None:
    """Places "in the morning": a part of a day that other words may name."""
    text = " ".join((g["part"] or "").lower().split())
    return Placed("TIME", f"T{day_parts()[text][0]}", None, told=False, day_part=day_parts()[text][0])


_TO = r"\s*(?:-|–|—|to|until|till|and|through)\s*"

_LAST_HOUR = rf"(?:-|–|—|to|until|till|and|through)\s*{_HOUR}(?:[:.][0-5]\d)?\s?{_MERIDIEM}"

RULES: tuple[Rule, ...] = (
    Rule(
        "clock range 5",
        rf"(?<![\d:.,/$\-])\b(?:from|between)\s+(?P<hour>1?\d)(?:\s+(?:to|and|until)\s+|\s?[-–]\s?)(?P<hour2>1?\d)"
        rf"(?::(?P<minute2>[0-5]\d)(?!\d)(?:\s+in\s+the\s+(?P<part>{DAY_PART}))?|\s+in\s+the\s+(?P<part2>{DAY_PART}))",
        place_clocks,
        anchor=r"(?:from|between)\s+\d",
    ),
    Rule(
        "24h",
        rf"(?<![\d:.,])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])\s?(?P<m>{_MERIDIEM})?{_ZONE}(?:{_IN_PART})?",
        place_clock,
        anchor=r"\d:\d",
    ),
    Rule(
        "12h",
        rf"(?<![\d:.,$])\b(?P<hour>{_HOUR})(?:[:.\s](?P<minute>[0-5]\d|thirty|fifteen|forty[\s-]five|{DAY_WORD}))?\s?\.?(?P<m>[ap]\s?\.?\s?m\b\.?){_ZONE}",
        place_clock,
        anchor=r"[ap]\s?\.?\s?m\b",
    ),
    Rule("12h short", r"\bat\s+(?P<hour>1?\d)(?P<m>[ap])\b", place_clock, anchor=r"at\s+\d+[ap]\b"),
    Rule(
        "1140 a.m.",
        r"(?<![\d:.,])\b(?P<hour>[01]?\d)(?P<minute>[0-5]\d)\s(?P<m>[ap]\.?m\b\.?)",
        place_clock,
        anchor=r"\s[ap]\.?m\b",
    ),
    Rule(
        "o'clock",
        rf"\b(?:(?P<n>half|quarter|\d+|{CARDINAL})\s+(?P<way>past|to)\s+)?(?P<hour>{_HOUR})\s*o\s?['’]?\s?clock\b(?:{_IN_PART})?",
        place_oclock,
        anchor=r"clock",
    ),
    Rule(
        "half past",
        rf"\b(?:a\s+)?(?P<n>half|quarter|{CARDINAL}(?:\s+(?:min|mins|minutes))?)\s+(?P<way>past)\s+(?P<hour>{_HOUR})\b(?:\s?(?P<m>{_MERIDIEM})|\s*o['’]?clock)?(?:\s+in\s+the\s+(?P<part>{DAY_PART}))?",
        place_past,
        anchor=r"past\s",
    ),
    Rule(
        "quarter to",
        rf"\b(?:a\s+)?(?P<n>quarter|{CARDINAL}\s+(?:min|mins|minutes))\s+(?P<way>to|before)\s+(?P<hour>{_HOUR})\b(?:\s?(?P<m>{_MERIDIEM}))?",
        place_past,
        anchor=r"(?:quarter|mins?|minutes)\s+(?:to|before)\s",
    ),
    Rule(
        "hour in part",
        rf"(?<![\d.,])\b(?P<hour>1?\d|{DAY_WORD})(?:[:.](?P<minute>[0-5]\d))?\s+in\s+the\s+(?P<part>morning|afternoon|evening)\b",
        place_clock,
        anchor=r"in\s+the\s+(?:morning|afternoon|evening)",
    ),
    Rule(
        "part at hour",
        r"\b(?:in\s+the\s+|early\s+|late\s+)?(?P<part>morning|afternoon|evening)\s+(?:at\s+)?(?P<hour>1?\d)(?:[:.](?P<minute>[0-5]\d))?(?:\s*o['’]?clock)?(?![\d\-–]|\s*[-–]\s*\d)(?=\s*(?:[.!?,;]|$|or\b|on\b))",
        place_clock,
        anchor=r"(?:morning|afternoon|evening)\s",
    ),
    Rule("noon", r"\b(?P<hour>noon|midday|mid\s?night|midnight)\b", place_named_hour, anchor=r"noon|mid"),
    Rule(
        "clock range",
        rf"(?<![\d:.,/$\-])\b(?:(?:from|between)\s+)?(?P<hour>{_HOUR})(?:[:.](?P<minute>[0-5]\d))?{_TO}(?P<hour2>{_HOUR})(?:[:.](?P<minute2>[0-5]\d))?\s?(?P<m2>{_MERIDIEM})(?![\d])",
        place_clocks,
        anchor=_LAST_HOUR,
    ),
    Rule(
        "clock range 2",
        rf"(?<![\d:.,/$\-])\b(?:(?:from|between)\s+)?(?P<hour>{_HOUR})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<m>{_MERIDIEM}){_TO}(?P<hour2>{_HOUR})(?:[:.](?P<minute2>[0-5]\d))?\s?(?P<m2>{_MERIDIEM})",
        place_clocks,
        anchor=_LAST_HOUR,
    ),
    Rule(
        "clock range 3",
        r"(?<![\d:.,/$\-])\b(?:(?:from|between)\s+)?(?P<hour>\d\d?):(?P<minute>[0-5]\d)\s*(?:-|–|—|to|until|till|and)\s*(?P<hour2>\d\d?):(?P<minute2>[0-5]\d)(?!\d)",
        place_clocks,
        anchor=r"\d:\d",
    ),
    Rule(
        "clock range 4",
        r"(?<![\d:.,/$\-])\b(?:from|between)\s+(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s*-\s*(?P<hour2>[01]\d|2[0-4])(?P<minute2>[0-5]\d)(?!\d)",
        place_clocks,
        anchor=r"(?:from|between)\s+\d",
    ),
    Rule(
        "clock range 6",
        rf"(?<![\d:.,/$\-])\b(?:(?:from|between)\s+)?(?P<hour>1?\d)(?::(?P<minute>[0-5]\d))?\s?(?P<m>[ap]\.?m\b\.?)\s*(?:-|–|to|until|till)\s*(?P<hour2>1?\d)(?::(?P<minute2>[0-5]\d))?"
        rf"(?=\s*(?:[.,;!?]|$|on\b|today\b|tomorrow\b|yesterday\b|tonight\b|this\b|in\s+the\b|{WEEKDAY}))(?:\s+in\s+the\s+(?P<part>{DAY_PART}))?",
        place_clocks,
        anchor=r"\d\s?[ap]\.?m\b",
    ),
    Rule(
        "hour lasting",
        r"(?:(?<=hours\sfrom\s)|(?<=hrs\sfrom\s)|(?<=hour\sfrom\s)|(?<=from\s)(?=\d+\s+for\s+[\d.]+\s*h))(?P<hour>1?\d)\b(?![.,:/\-–]\d)",
        place_clock,
        anchor=r"from\s+\d",
    ),
    Rule(
        "hours",
        rf"\b(?:(?:from|between)\s+)(?P<hour>1?\d|{DAY_WORD})(?:[:.](?P<minute>[0-5]\d))?(?:\s*[-–]\s*|\s+(?:to|and|until)\s+)(?P<hour2>1?\d|{DAY_WORD})(?:[:.](?P<minute2>[0-5]\d))?(?![\d.,]\d|\d)\b",
        place_clocks,
        weak=True,
        anchor=rf"(?:from|between)\s+(?:\d|{DAY_WORD})",
    ),
    Rule(
        "bare hours",
        r"(?<![\d:.,/$\-–])(?P<hour>1?\d)\s?[-–]\s?(?P<hour2>1?\d)(?![\d\-–/:%]|[.,]\d|\s?[ap]m)",
        place_clocks,
        weak=True,
        anchor=r"\d\s?[-–]\s?\d",
    ),
    Rule(
        "at hour",
        r"\b(?:at|around|before|after)\s+(?P<hour>1?\d)(?:[.:](?P<minute>[0-5]\d))?(?=\s*(?:[!?;,]|\.(?!\d)|$|on\b|today\b|tomorrow\b|or\b))",
        place_clock,
        weak=True,
        anchor=r"(?:at|around|before|after)\s+\d",
    ),
    Rule(
        "day part",
        r"\b(?:(?:early|later|late)\s+)?(?:in\s+(?:the\s+)?|at\s+)(?P<part>mornings?|afternoons?|evenings?|night|lunch|daytime)\b",
        place_part,
        anchor=r"morning|afternoon|evening|night|lunch|daytime",
    ),
)
