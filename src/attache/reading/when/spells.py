"""Lengths of time and repetitions: "for three years", "a two-day visit", "every quarter", "annually".

Comes in: the groups of a match. Goes out: DURATION and SET values of TIMEX3 (P3Y, XXXX-WXX-1); neither has a span.
"""

from __future__ import annotations

import re

from attache.reading.when.clock import hour_of
from attache.reading.when.frame import Frame, Groups, Placed, Rule
from attache.reading.when.numbers import number, ordinal
from attache.reading.when.units import period
from attache.reading.when.words import DAY_PART, NUMBER, UNIT, WEEKDAY, day_parts, weekdays

_ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "biweekly": "P2W",
    "bi-weekly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "bi-monthly": "P2M", "quarterly": "P3M", "yearly": "P1Y", "annually": "P1Y",
    "annual": "P1Y", "biannual": "P6M", "biannually": "P6M", "biennial": "P2Y", "biennially": "P2Y", "everyday": "P1D",
}  # fmt: skip


def place_duration(g: Groups, frame: Frame) -> Placed | None:
    """A length of time."""
    value = period(g["n"] or "", g["unit"] or "")
    if g.get("n2"):
        more = period(g["n2"] or "", g["unit2"] or "")
        value += more[1:] if not (value.startswith("PT") and more.startswith("PT")) else more[2:]
    if g.get("half"):
        value = period(f"{number(g['n'] or '') + 0.5:g}", g["unit"] or "")
    return Placed("DURATION", value, None, told=False)


def place_whole(g: Groups, frame: Frame) -> Placed | None:
    """Places "all day", "the whole year"."""
    return Placed("DURATION", period("one", g["unit"] or ""), None, told=False)


def place_every(g: Groups, frame: Frame) -> Placed | None:
    """Places "every day", "each quarter", "every six months", "a year" after an amount."""
    n = g.get("n") or "one"
    if n.lower() == "other":
        n = "two"
    return Placed("SET", period(n, g["unit"] or ""), None, told=False)


def place_adverb(g: Groups, frame: Frame) -> Placed | None:
    """Places "annually", "daily"."""
    return Placed("SET", _ADVERBS[(g["word"] or "").lower()], None, told=False)


def place_every_weekday(g: Groups, frame: Frame) -> Placed | None:
    """Places "every Monday", "Fridays", "each Monday at 4 pm"."""
    dow = weekdays()[
        re.sub(r"s$", "", (g["dow"] or "").lower()) if (g["dow"] or "").lower() not in weekdays() else (g["dow"] or "").lower()
    ]
    part = f"T{day_parts()[(g['part'] or '').lower()][0]}" if g.get("part") else ""
    if g.get("hour"):
        part = f"T{hour_of(g['hour'] or '', g.get('m'), None):02}"
    return Placed("SET", f"XXXX-WXX-{dow}{part}", None, told=False)


def place_every_part(g: Groups, frame: Frame) -> Placed | None:
    """Places "every night", "every weekend"."""
    word = (g["part"] or "").lower()
    return Placed("SET", "XXXX-WXX-WE" if word.startswith("weekend") else f"T{day_parts()[word][0]}", None, told=False)


def place_day_of_months(g: Groups, frame: Frame) -> Placed | None:
    """Places "the 19th of every month"."""
    day = ordinal(g["day"] or "")
    return Placed("SET", f"XXXX-XX-{day:02}", None, told=False) if 1 <= day <= 31 else None


_ADVERB = "|".join(sorted(_ADVERBS, key=lambda word: (-len(word), word)))

RULES: tuple[Rule, ...] = (
    Rule(
        "duration",
        rf"(?<![\d.,$€£/])\b(?:(?:more|less|fewer)\s+than\s+|at\s+least\s+|up\s+to\s+|another\s+)?(?P<n>{NUMBER})(?:[\s\-]|(?<=\d))(?P<unit>{UNIT})\b"
        rf"(?P<half>\s+and\s+a\s+half)?(?:\s*(?:,\s*)?(?:and\s+)?(?P<n2>{NUMBER})\s+(?P<unit2>{UNIT})\b)?(?!['’]s\b)(?:['’])?",
        place_duration,
        anchor=rf"[\s\-\d]{UNIT}\b",
    ),
    Rule("½", rf"(?P<n>½)\s?(?P<unit>{UNIT})\b", place_duration, anchor=r"½"),
    Rule("duration letter", r"(?<![\w.,$])(?P<n>\d+(?:\.\d+)?)(?P<unit>hrs?|h)\b", place_duration, anchor=r"\d(?:hrs?|h)\b"),
    Rule(
        "another", rf"\b(?P<n>a|an)(?:nother|\s+whole|\s+full)\s+(?P<unit>{UNIT})\b", place_duration, anchor=r"another|whole|full"
    ),
    Rule(
        "all day",
        r"\b(?:all|the\s+whole|the\s+entire|the\s+full)\s+(?P<unit>day|night|week|month|year)\b(?!\s+of\b)",
        place_whole,
        anchor=r"(?:all|whole|entire|full)\s+(?:day|night|week|month|year)",
    ),
    Rule(
        "a year",
        r"(?<=\s)(?:a|an)\s+(?P<unit>day|week|month|quarter|year)\b(?!\s+(?:ago|earlier|later|before|after|from|and|of|in)\b)",
        place_every,
        weak=True,
        anchor=r"an?\s+(?:day|week|month|quarter|year)",
    ),
    Rule(
        "adverb",
        rf"\b(?P<word>{_ADVERB})\b(?!\s+(?:session|meeting|meetings|summit|conference|forum|report|dialogue|consultations?)\b)",
        place_adverb,
        anchor=_ADVERB,
    ),
    Rule(
        "every weekday",
        rf"\b(?:every|each)\s+(?P<dow>{WEEKDAY})\b(?:\s+(?:at\s+)?(?P<hour>1?\d)(?::\d\d)?\s?(?P<m>[ap]\.?m\b\.?)?|\s+(?P<part>{DAY_PART})\b)?",
        place_every_weekday,
        anchor=r"(?:every|each)\s",
    ),
    Rule("weekdays", r"\b(?P<dow>(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b", place_every_weekday, anchor=r"days\b"),
    Rule(
        "weekday parts",
        rf"\b(?P<dow>{WEEKDAY})\s+(?P<part>mornings|afternoons|evenings|nights)\b",
        place_every_weekday,
        anchor=WEEKDAY,
    ),
    Rule(
        "day of every month",
        r"\b(?:the\s+)?(?P<day>\d{1,2}(?:st|nd|rd|th))\s+(?:day\s+)?of\s+(?:every|each)\s+month\b",
        place_day_of_months,
        anchor=r"(?:every|each)\s+month",
    ),
    Rule("every part", rf"\b(?:every|each)\s+(?P<part>{DAY_PART}|weekends?)\b", place_every_part, anchor=r"(?:every|each)\s"),
    Rule(
        "every",
        rf"\b(?:every|each|per|any)\s+(?:(?P<n>other|single|{NUMBER})\s+)?(?P<unit>{UNIT})\b",
        place_every,
        anchor=r"(?:every|each|per|any)\s",
    ),
)
