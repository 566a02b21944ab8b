"""Dates told from where the report stands: "last week", "two years ago", "yesterday", "the next ten days", "last October".

Comes in: the groups of a match. Goes out: where it lies. The published date may be an interval: then the result is one.
"""

from __future__ import annotations

from datetime import date

from attache.reading.when import days
from attache.reading.when.dates import place_holiday, place_month, place_season, word_key
from attache.reading.when.frame import Frame, Groups, Placed, Rule, dated, unplaced
from attache.reading.when.hours import place_from_now
from attache.reading.when.numbers import number
from attache.reading.when.units import LONGEST, both, containing, move, nth_part, part_code, period, unit_at, unit_of, with_part
from attache.reading.when.words import CALENDAR_UNIT, DAY_PART, HOLIDAY, MONTH, NUMBER, ORDINAL, SEASON, WHICH

_STEP = {
    "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "next": 1, "coming": 1, "upcoming": 1,
    "following": 1, "this": 0, "current": 0, "present": 0, "same": 0, "the": 0, "that": 0, "this past": -1, "this coming": 1,
}  # fmt: skip
_TOLD = {"following", "previous", "preceding", "same", "that", "that same", "prior"}
_DEIXIS = {
    "today": 0, "tonight": 0, "tonite": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tmr": 1, "last night": -1,
    "the day before yesterday": -2, "day before yesterday": -2, "the day after tomorrow": 2, "day after tomorrow": 2,
    "current date": 0,
}  # fmt: skip


def place_unit(g: Groups, frame: Frame) -> Placed | None:
    """Places "last week", "this year", "next quarter", "the following month", "that year"."""
    which, unit = " ".join((g["which"] or "").lower().split()), unit_of(g["unit"] or "")
    back_to_told = which in _TOLD or (which == "next" and unit.name == "day")
    told = frame.told(LONGEST.get(unit.name, 366), within=99 if which in {"same", "that", "that same"} else 3)
    if which in {"that", "that same", "same"} and told is None:
        return None
    base = (told or frame.published) if back_to_told else frame.published
    if base is None:
        return unplaced("XXXX")
    if which in {"last", "past"} and unit.name == "day":
        return None
    if (g["unit"] or "").lower().endswith("s"):
        return None
    if which in {"that", "that same"}:
        which = "same"
    return dated(both(base, unit, _STEP[which]))


def place_ago(g: Groups, frame: Frame) -> Placed | None:
    """Places "two years ago": the year, month or day that lies so far back; "several" reaches from there to now at most."""
    unit, text = unit_of(g["unit"] or ""), g["n"] or ""
    if frame.published is None:
        return unplaced("PAST_REF")
    if unit.code.startswith("T"):
        return dated(frame.published) if frame.hour is None else place_from_now({**g, "way": "ago"}, frame)
    if frame.hour is not None:
        return dated(move(frame.published, unit, -number(text)))
    return dated(unit_at(frame.published, unit, -number(text)))


def place_in(g: Groups, frame: Frame) -> Placed | None:
    """Places "in two years", "within ten days" ahead of now; told as past, "in N months" are a year's first ones."""
    unit, count, how = unit_of(g["unit"] or ""), number(g["n"] or ""), word_key(g["how"] or "")
    if frame.published is None:
        return None
    if how == "within":
        if frame.tense == "past" or unit.code.startswith("T"):
            return _duration(g)
        first = move(frame.published, unit, count)
        last = move(frame.published, unit, number(g["n2"] or "")) if g.get("n2") else first
        return Placed("DATE", days.value_of((first[0], last[1])), (first[0], last[1]), relation="by")
    if frame.tense in {"past", "present"} and how == "in":
        year, month = frame.published[1].year, int(count)
        if unit.name != "month" or not 4 <= month <= 11 or count != month:
            return _duration(g)
        span = days.months_span(year, 1, month)
        return dated(span if span[1] <= frame.published[1] else days.months_span(year - 1, 1, month))
    if unit.code.startswith("T"):
        return None
    return dated(unit_at(frame.published, unit, count) if frame.hour is None else move(frame.published, unit, count))


def _duration(g: Groups) -> Placed:
    """What only tells how long something took ("for the first time in nine years")."""
    return Placed("DURATION", period(g["n"] or "", g["unit"] or ""), None, told=False)


def place_span(g: Groups, frame: Frame) -> Placed | None:
    """Places "the last three years", "the next ten days", "the past decade": from so long ago to now, or from now on."""
    unit, text, which = unit_of(g["unit"] or ""), g.get("n") or "one", word_key(g["which"] or "")
    base = frame.published
    if base is None or unit.code.startswith("T"):
        return None
    count = number(text)
    ahead = which in {"next", "coming", "following", "upcoming"}
    if unit.name == "quarter" and count == int(count):
        steps = (1, int(count)) if ahead else (-int(count), -1)
        return dated((containing(base[0], unit, steps[0])[0], containing(base[1], unit, steps[1])[1]))
    if ahead:
        return dated((base[0], move(base, unit, count)[1]))
    if which == "first":
        return None
    return dated((move(base, unit, -count)[0], base[1]))


def place_deixis(g: Groups, frame: Frame) -> Placed | None:
    """Places "today", "yesterday", "tomorrow", "tonight", "last night", with a part of the day."""
    word = " ".join((g["word"] or "").lower().split())
    step = _DEIXIS[word]
    if frame.published is None:
        return unplaced("PRESENT_REF" if step == 0 else "PAST_REF" if step < 0 else "FUTURE_REF")
    found = dated(days.shift_span(frame.published, days=step))
    part = {"tonight": "NI", "tonite": "NI", "last night": "NI", "overnight": "NI"}.get(word) or part_code(g.get("part"))
    return found if found is None else with_part(found, part)


def place_this_part(g: Groups, frame: Frame) -> Placed | None:
    """Places "this morning", "this evening"."""
    if frame.published is None:
        return unplaced("PRESENT_REF")
    found = dated(frame.published)
    return found if found is None else with_part(found, part_code(g["part"]))


def place_that_month(g: Groups, frame: Frame) -> Placed | None:
    """Places "last October", "this April", "next May", "last summer", "next Christmas"."""
    which = word_key(g["which"] or "")
    base = frame.published
    if base is None:
        return place_month(g, frame) if g.get("month") else place_season(g, frame) if g.get("season") else None
    found: list[Placed] = []
    for year in range(base[0].year - 2, base[1].year + 3):
        told: Groups = {**g, "year": str(year), "rel": None}
        one = place_month(told, frame) if g.get("month") else _season_or_holiday(told, frame)
        if one is not None and one.span is not None:
            found.append(one)
    if which in {"last", "past", "previous", "this past"}:
        return max((one for one in found if one.span and one.span[1] < base[0]), key=lambda one: one.span or base, default=None)
    if which in {"next", "coming", "upcoming", "this coming", "following"}:
        return min((one for one in found if one.span and one.span[0] > base[1]), key=lambda one: one.span or base, default=None)
    return next((one for one in found if one.span and one.span[1].year == base[1].year), None)


def _season_or_holiday(told: Groups, frame: Frame) -> Placed | None:
    return place_season(told, frame) if told.get("season") else place_holiday(told, frame)


def place_recent(g: Groups, frame: Frame) -> Placed | None:
    """Places "recently", "in recent weeks": [published − 60 days, published], the guide's rule 7; longer for months and years."""
    if frame.published is None:
        return unplaced("PAST_REF")
    unit = word_key(g.get("unit") or "")
    back = {"days": 14, "weeks": 60, "months": 180, "years": 1826, "decades": 7305}.get(unit, 60)
    first = days.shift_days(frame.published[0], -back)
    return Placed("DATE", "PAST_REF", (first, frame.published[1]), told=False)


def place_now(g: Groups, frame: Frame) -> Placed | None:
    """Places "now", "currently", "at present"."""
    return Placed("DATE", "PRESENT_REF", frame.published, told=False)


def place_to_date(g: Groups, frame: Frame) -> Placed | None:
    """Places "year to date"."""
    return None if frame.published is None else dated((date(frame.published[0].year, 1, 1), frame.published[1]))


def place_year_end(g: Groups, frame: Frame) -> Placed | None:
    """Places "year-end" on the last day of the year that is on."""
    return unplaced("XXXX-12-31") if frame.published is None else dated((date(frame.published[1].year, 12, 31),) * 2)


def place_bare_unit(g: Groups, frame: Frame) -> Placed | None:
    """Places "the year", "the week" as the one that is on; a decade ends with the round year ahead, as targets do."""
    base, unit = frame.published, unit_of(g["unit"] or g.get("u2") or "")
    told = frame.told(366, within=1)
    if unit.name in {"day", "month", "year"} and told is not None and base is not None:
        base = told if (base[0] - told[1]).days > 366 else base
    if base is not None and unit.name == "decade":
        return dated((date(base[0].year // 10 * 10 + 1, 1, 1), date(base[1].year // 10 * 10 + 10, 12, 31)))
    return dated(both(base, unit)) if base is not None else unplaced("XXXX")


def place_part_of_year(g: Groups, frame: Frame) -> Placed | None:
    """Places "the first nine months", "the second half" without a year: the latest that is over, ahead by tense."""
    if frame.published is None:
        return None
    year = frame.published[1].year
    spans = [span for near in (year - 1, year, year + 1) if (span := nth_part(g, days.year_span(near)))]
    first, last = frame.published
    if frame.tense in {"future", "present", "open"}:
        return dated(next((span for span in spans if span[1] >= first), spans[-1])) if spans else None
    over = [span for span in spans if span[0] <= last]
    return dated(over[-1]) if over else None


PARTS = rf"(?P<part>{DAY_PART})"

_NEAR = r"(?:last|past|previous|prior|preceding|next|coming|upcoming|following|this|current|present)"

RULES: tuple[Rule, ...] = (
    Rule(
        "past span",
        r"\b(?:over|during|for|in|throughout|within)\s+(?P<core>the\s+(?P<which>past|last)\s+(?P<unit>year|decade|month|week|century))\b",
        place_span,
        anchor=r"the\s+(?:past|last)\s",
    ),
    Rule(
        "unit",
        r"(?<!to )\b(?!last\s+night)(?:the\s+)?"
        r"(?P<which>last|past|previous|preceding|next|coming|upcoming|following|this|current|present)"
        rf"(?:\s+(?:calendar|working|business))?\s+(?P<unit>{CALENDAR_UNIT})\b",
        place_unit,
        anchor=rf"{_NEAR}(?:\s+(?:calendar|working|business))?\s+{CALENDAR_UNIT}",
    ),
    Rule(
        "that unit",
        r"\b(?P<which>that\s+same|that|(?<=the\s)same)\s+(?P<unit>day|week|weekend|month|quarter|year|decade|century)\b",
        place_unit,
        anchor=r"(?:that|same)\s+(?:day|week|month|quarter|year|decade|century)",
    ),
    Rule("ago", rf"\b(?P<n>{NUMBER})[\s\-]+(?P<unit>{CALENDAR_UNIT}|hours?|minutes?)\s+ago\b", place_ago, anchor=r"ago\b"),
    Rule(
        "within range",
        rf"\b(?P<how>within)\s+(?P<n>{NUMBER})\s+(?:to|or)\s+(?P<n2>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})\b(?!\s+(?:of|after)\b)",
        place_in,
        anchor=r"within\s",
    ),
    Rule(
        "within",
        rf"\b(?P<how>within)\s+(?:the\s+(?:next|coming)\s+)?(?P<n>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})\b(?!\s+(?:of|after)\b)",
        place_in,
        anchor=r"within\s",
    ),
    Rule(
        "in",
        rf"\b(?P<how>in)\s+(?:about\s+|around\s+|some\s+)?(?P<n>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})['’]?(?:\s+time)?\b",
        place_in,
        anchor=rf"in\s+(?:about\s+|around\s+|some\s+)?{NUMBER}\s",
    ),
    Rule(
        "from now",
        rf"\b(?P<n>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})\s+(?P<how>from\s+now|hence|from\s+today)\b",
        place_in,
        anchor=r"hence\b|from\s+(?:now|today)\b",
    ),
    Rule(
        "span",
        rf"\b(?:the\s+)?(?P<which>last|past|previous|next|coming|following|upcoming)\s+(?P<n>{NUMBER})\s+(?:calendar\s+)?(?P<unit>{CALENDAR_UNIT})\b",
        place_span,
        anchor=rf"{_NEAR}\s+{NUMBER}\s",
    ),
    Rule(
        "span turned",
        rf"\b(?:the\s+)?(?P<n>{NUMBER})\s+(?P<which>last|past|previous|next|coming|following|upcoming)\s+(?P<unit>(?:day|week|month|quarter|year|decade)s|business\s+days)\b",
        place_span,
        anchor=rf"{_NEAR}\s+(?:day|week|month|quarter|year|decade|business)",
    ),
    Rule(
        "deixis",
        rf"\b(?P<word>(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tomorrow|today|yesterday|tomorrow|tonight|tonite|tmrw|tmr|last\s+night|current\s+date)\b(?:\s+(?:in\s+the\s+|at\s+)?{PARTS}\b)?",
        place_deixis,
        anchor=r"yesterday|today|tomorrow|tonight|tonite|tmrw|tmr|last\s+night|current\s+date",
    ),
    Rule(
        "this part",
        rf"\b(?:earlier\s+|later\s+|early\s+|late\s+)?this\s+{PARTS}\b",
        place_this_part,
        anchor=rf"this\s+{DAY_PART}",
    ),
    Rule(
        "that month",
        rf"\b{WHICH}\s+(?:(?P<month>{MONTH})|(?P<season>{SEASON})|(?P<holiday>{HOLIDAY}))(?!\w)(?!\s+\d)",
        place_that_month,
        anchor=rf"{_NEAR}\s+(?:{MONTH}|{SEASON}|{HOLIDAY})",
    ),
    Rule(
        "recent",
        r"\b(?:recently|lately|(?:in\s+|over\s+)?(?:the\s+)?recent\s+(?P<unit>days|weeks|months|years|decades))\b",
        place_recent,
        anchor=r"recent|lately",
    ),
    Rule(
        "now",
        r"\b(?:now|currently|at\s+present|at\s+the\s+present\s+time|nowadays|at\s+the\s+moment)\b",
        place_now,
        anchor=r"now|current|at\s+(?:the\s+)?(?:present|moment)",
    ),
    Rule(
        "year end",
        r"\b(?:the\s+)?(?:year['’]s\s+end|year[\s-]end|end[\s-]of[\s-]year)\b",
        place_year_end,
        anchor=r"year[\'’]s\s+end|year[\s-]end|end[\s-]of[\s-]year",
    ),
    Rule("to date", r"\byear\s+to\s+date\b|\bYTD\b", place_to_date, anchor=r"year\s+to\s+date|ytd"),
    Rule(
        "bare unit",
        r"\b(?:the|this)\s+(?P<unit>day|week|weekend|fortnight|month|quarter|year|decade|century)\b(?!\s+(?:of|commencing)\b)|(?<=end\sof\s)(?P<u2>year)\b",
        place_bare_unit,
        weak=True,
        anchor=r"th(?:e|is)\s+(?:day|week|fortnight|month|quarter|year|decade|century)|end\sof\syear",
    ),
    Rule(
        "part of year",
        rf"\b(?:the\s+)?(?P<ord>first|second|third|fourth|last|final|{ORDINAL})\s+(?:(?P<n>{NUMBER})\s+)?(?P<unit>months|quarters?|half|halves)\b(?!-|\s+of\b)",
        place_part_of_year,
        anchor=r"months|quarter|half|halves",
    ),
)
