"""Dates told from where the report stands ("last week", "two years ago") or from the date last told ("the next day").

Comes in: the groups of a match. Goes out: where it lies. The published date may be an interval: then the result is one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from attache.reading.when import days
from attache.reading.when.dates import place_holiday, place_month, place_season, word_key
from attache.reading.when.days import Span
from attache.reading.when.frame import Frame, Groups, Placed, Rule, dated, unplaced
from attache.reading.when.numbers import number, ordinal
from attache.reading.when.words import (
    CALENDAR_UNIT,
    DAY,
    DAY_PART,
    HOLIDAY,
    MONTH,
    NUMBER,
    ORDINAL,
    SEASON,
    WEEKDAY,
    Unit,
    day_parts,
    units,
    weekdays,
)

_STEP = {
    "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "next": 1, "coming": 1, "upcoming": 1,
    "following": 1, "this": 0, "current": 0, "present": 0, "same": 0, "the": 0, "that": 0, "this past": -1, "this coming": 1,
}  # fmt: skip
_TOLD = {"following", "previous", "preceding", "same", "that", "that same", "prior"}
_WIDE = 9
"""Days: in a published interval wider than this a weekday cannot be placed."""


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


def place_unit(g: Groups, frame: Frame) -> Placed | None:
    """ "last week", "this year", "next quarter", "the following month", "that year"."""
    which, unit = " ".join((g["which"] or "").lower().split()), unit_of(g["unit"] or "")
    back_to_told = which in _TOLD or (which == "next" and unit.name == "day")
    told = frame.told(_LONGEST.get(unit.name, 366), within=99 if which in {"same", "that", "that same"} else 3)
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


_LONGEST = {"day": 9, "night": 9, "week": 9, "fortnight": 16, "weekend": 9, "month": 31, "quarter": 92}
"""Days a date told may cover at most to be gone back to by a unit ("the same month" needs a month, not a year)."""


def place_ago(g: Groups, frame: Frame) -> Placed | None:
    """ "two years ago": the year, month or day that lies so far back; "several" reaches from there to now at most."""
    unit, text = unit_of(g["unit"] or ""), g["n"] or ""
    if frame.published is None:
        return unplaced("PAST_REF")
    if unit.code.startswith("T"):
        return dated(frame.published)
    return dated(_at(frame.published, unit, -number(text)))


def _at(base: Span, unit: Unit, count: float) -> Span:
    """The unit that lies `count` units from `base`: exact for days and weeks, the whole unit for months and years."""
    moved = move(base, unit, count)
    if unit.name in {"day", "night", "week", "fortnight", "weekend", "business day"}:
        return moved
    if count != int(count):
        return both(moved, units()["month"])
    return both(moved, units()["month"] if unit.name == "quarter" else unit if unit.name != "decade" else units()["year"])


def place_in(g: Groups, frame: Frame) -> Placed | None:
    """ "in two years", "within ten days", "six months from now": ahead of now; in the past, "in N months" are a year's first ones."""
    unit, count, how = unit_of(g["unit"] or ""), number(g["n"] or ""), word_key(g["how"] or "")
    if frame.published is None:
        return None
    if how == "within":
        if frame.tense == "past" or unit.code.startswith("T"):
            return None
        first = move(frame.published, unit, count)
        last = move(frame.published, unit, number(g["n2"] or "")) if g.get("n2") else first
        return Placed("DATE", days.value_of((first[0], last[1])), (first[0], last[1]), relation="by")
    if frame.tense in {"past", "present"} and how == "in":
        year, month = frame.published[1].year, int(count)
        if unit.name != "month" or not 4 <= month <= 11 or count != month:
            return None
        span = days.months_span(year, 1, month)
        return dated(span if span[1] <= frame.published[1] else days.months_span(year - 1, 1, month))
    if unit.code.startswith("T"):
        return None
    return dated(_at(frame.published, unit, count))


def place_later(g: Groups, frame: Frame) -> Placed | None:
    """ "three days later", "a year earlier", "two days before": from the date last told, else from the published one."""
    unit, text, back = unit_of(g["unit"] or ""), (g["n"] or "").lower(), word_key(g.get("way") or g.get("way2") or "")
    base = frame.anchor(_LONGEST.get(unit.name, 366))
    if base is None or unit.code.startswith("T"):
        return None
    count = number(text) * (-1 if back in {"earlier", "before", "previously", "prior"} else 1)
    if days.length(base) > 1 and unit.months and number(text) == int(number(text)):
        return dated(move(base, unit, count))
    return dated(_at(base, unit, count))


def place_since_event(g: Groups, frame: Frame) -> Placed | None:
    """"five years after talks had begun", "a day before he left": when the other act was, counted from the date of this one."""
    unit, count = unit_of(g["unit"] or ""), number(g["n"] or "")
    base = frame.told(31, within=0) or frame.published
    if base is None or unit.code.startswith("T"):
        return None
    after = word_key(g["way"] or "") == "after"
    found = dated(_at(base, unit, -count if after else count))
    return None if found is None else replace(found, told=False, relation="after" if after else "before")


def place_days_after(g: Groups, frame: Frame) -> Placed | None:
    """ "days later", "weeks earlier": within the next, or last, eight of them."""
    unit, back = unit_of(g["unit"] or ""), word_key(g["way"] or "") in {"earlier", "before"}
    base = frame.anchor(31)
    if base is None or unit.code.startswith("T") or days.length(base) > 31:
        return None
    if back:
        return dated((move(base, unit, -8)[0], move(base, unit, -1)[1]))
    return dated((move(base, unit, 1)[0], move(base, unit, 8)[1]))


def place_next_day(g: Groups, frame: Frame) -> Placed | None:
    """ "the day before", "the month after", "the next day": beside the date last told."""
    unit, way = unit_of(g["unit"] or ""), word_key(g.get("way") or g.get("which") or "")
    base = frame.anchor(_LONGEST.get(unit.name, 366))
    if base is None:
        return unplaced("XXXX")
    back = way in {"before", "earlier", "previous", "preceding", "last"}
    if unit.name in {"day", "night"}:
        edge = base[0] if back else base[1]
        return dated(containing(edge, unit, -1 if back else 1)) if days.length(base) < 32 else None
    return dated(both(base, unit, -1 if back else 1))


def place_span(g: Groups, frame: Frame) -> Placed | None:
    """ "the last three years", "the next ten days", "the past decade": from so long ago to now, or from now on."""
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
    """ "today", "yesterday", "tomorrow", "tonight", "last night", with a part of the day."""
    word = " ".join((g["word"] or "").lower().split())
    step = _DEIXIS[word]
    if frame.published is None:
        return unplaced("PRESENT_REF" if step == 0 else "PAST_REF" if step < 0 else "FUTURE_REF")
    found = dated(days.shift_span(frame.published, days=step))
    part = {"tonight": "NI", "tonite": "NI", "last night": "NI", "overnight": "NI"}.get(word) or part_code(g.get("part"))
    return found if found is None else _with_part(found, part)


_DEIXIS = {
    "today": 0, "tonight": 0, "tonite": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tmr": 1, "last night": -1,
    "the day before yesterday": -2, "day before yesterday": -2, "the day after tomorrow": 2, "day after tomorrow": 2,
    "current date": 0,
}  # fmt: skip


def part_code(text: str | None) -> str:
    """TIMEX3 code of a part of the day; empty for None."""
    return day_parts()[word_key(text)][0] if text else ""


def _with_part(found: Placed, part: str) -> Placed:
    if not part or found.span is None:
        return found
    return Placed("TIME", f"{found.value}T{part}", found.span, day_part=part)


def place_this_part(g: Groups, frame: Frame) -> Placed | None:
    """ "this morning", "this evening"."""
    if frame.published is None:
        return unplaced("PRESENT_REF")
    found = dated(frame.published)
    return found if found is None else _with_part(found, part_code(g["part"]))


def place_weekday(g: Groups, frame: Frame) -> Placed | None:
    """A weekday: by tense the last one up to the published day or the next one from it; "last", "this", "next" say which."""
    dow, which = weekdays()[word_key(g["dow"] or "")], word_key(g.get("which") or "")
    base = frame.published
    if base is None or days.length(base) > _WIDE:
        return unplaced(f"XXXX-WXX-{dow}")
    if g.get("day"):
        return _weekday_of_month(dow, ordinal(g["day"] or ""), frame)
    found = _weekday_span(dow, which, base, frame)
    return _with_part(found, part_code(g.get("part"))) if found else None


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
    """ "Monday 21": the nearest day that is both, the past one when the verb is."""
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
    """ "next week on Tuesday", "Monday of the following week"."""
    week = place_unit({"which": g["which"], "unit": "week"}, frame)
    if week is None or week.span is None:
        return week
    day = week.span[0] + timedelta(weekdays()[word_key(g["dow"] or "")] - 1)
    return _with_part(found, part_code(g.get("part"))) if (found := dated((day, day))) else None


def place_that_month(g: Groups, frame: Frame) -> Placed | None:
    """ "last October", "this April", "next May", "last summer", "next Christmas"."""
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


def place_then(g: Groups, frame: Frame) -> Placed | None:
    """ "at the time", "at that time", "then": the date last told."""
    return dated(frame.told(366, within=3))


def place_recent(g: Groups, frame: Frame) -> Placed | None:
    """ "recently", "in recent weeks": [published − 60 days, published], the guide's rule 7; longer for months and years."""
    if frame.published is None:
        return unplaced("PAST_REF")
    unit = word_key(g.get("unit") or "")
    back = {"days": 14, "weeks": 60, "months": 180, "years": 1826, "decades": 7305}.get(unit, 60)
    first = days.shift_days(frame.published[0], -back)
    return Placed("DATE", "PAST_REF", (first, frame.published[1]), told=False)


def place_now(g: Groups, frame: Frame) -> Placed | None:
    """ "now", "currently", "at present"."""
    return Placed("DATE", "PRESENT_REF", frame.published, told=False)


def place_day_number(g: Groups, frame: Frame) -> Placed | None:
    """ "the 18th": of the month last told, else of the nearest month."""
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


def place_to_date(g: Groups, frame: Frame) -> Placed | None:
    """ "year to date"."""
    return None if frame.published is None else dated((date(frame.published[0].year, 1, 1), frame.published[1]))


def place_bare_unit(g: Groups, frame: Frame) -> Placed | None:
    """ "the year", "the week" where words around it make it a time: the one that is on; a decade runs to the round year, as targets do."""
    base, unit = frame.published, unit_of(g["unit"] or g.get("u2") or "")
    told = frame.told(366, within=1)
    if unit.name in {"day", "month", "year"} and told is not None and base is not None:
        base = told if (base[0] - told[1]).days > 366 else base
    if base is not None and unit.name == "decade":
        return dated((date((base[0].year - 1) // 10 * 10 + 1, 1, 1), date((base[1].year - 1) // 10 * 10 + 10, 12, 31)))
    return dated(both(base, unit)) if base is not None else unplaced("XXXX")


def place_part_of_year(g: Groups, frame: Frame) -> Placed | None:
    """ "the first nine months", "the third quarter", "the second half" without a year: the latest that is over, ahead by tense."""
    if frame.published is None:
        return None
    year = frame.published[1].year
    spans = [span for near in (year - 1, year, year + 1) if (span := nth_part(g, days.year_span(near)))]
    first, last = frame.published
    if frame.tense in {"future", "present", "open"}:
        return dated(next((span for span in spans if span[1] >= first), spans[-1])) if spans else None
    over = [span for span in spans if span[0] <= last]
    return dated(over[-1]) if over else None


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
            first = days.week_span(whole[1] if n is None else days.shift_days(whole[1], -1))[0] - timedelta(7 * (count - 1))
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


_WHICH = r"(?P<which>last|past|previous|prior|preceding|next|coming|upcoming|following|this\s+past|this\s+coming|this|current)"
_PARTS = rf"(?P<part>{DAY_PART})"

RULES: tuple[Rule, ...] = (
    Rule(
        "unit",
        rf"\b(?:the\s+)?(?P<which>last|past|previous|preceding|next|coming|upcoming|following|this|current|present)(?:\s+(?:calendar|working|business))?\s+(?P<unit>{CALENDAR_UNIT})\b",
        place_unit,
    ),
    Rule(
        "that unit",
        r"\b(?P<which>that\s+same|that|(?<=the\s)same)\s+(?P<unit>day|week|weekend|month|quarter|year|decade|century)\b",
        place_unit,
    ),
    Rule("ago", rf"\b(?P<n>{NUMBER})[\s\-]+(?P<unit>{CALENDAR_UNIT}|hours?|minutes?)\s+ago\b", place_ago),
    Rule(
        "within range",
        rf"\b(?P<how>within)\s+(?P<n>{NUMBER})\s+(?:to|or)\s+(?P<n2>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})\b(?!\s+(?:of|after)\b)",
        place_in,
    ),
    Rule(
        "within",
        rf"\b(?P<how>within)\s+(?:the\s+(?:next|coming)\s+)?(?P<n>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})\b(?!\s+(?:of|after)\b)",
        place_in,
    ),
    Rule(
        "in",
        rf"\b(?P<how>in)\s+(?:about\s+|around\s+|some\s+)?(?P<n>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})['’]?(?:\s+time)?\b",
        place_in,
    ),
    Rule("from now", rf"\b(?P<n>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})\s+(?P<how>from\s+now|hence|from\s+today)\b", place_in),
    Rule(
        "later",
        rf"\b(?P<n>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})\s+(?:(?P<way>earlier|later|afterwards?|previously)\b"
        r"|(?P<way2>before|after)\b(?=\s*(?:[.,;:)”\"!?]|$|that\b.*\bhad)))",
        place_later,
    ),
    Rule(
        "since event",
        rf"\b(?P<n>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})\s+(?P<way>after|before)\b"
        rf"(?=\s+(?!(?:that|{WEEKDAY}|{MONTH}|\d)\b)[a-z])",
        place_since_event,
    ),
    Rule("days later", r"\b(?P<unit>days|weeks|months|years)\s+(?P<way>earlier|later|afterwards?)\b", place_days_after),
    Rule(
        "the day before",
        r"\b(?:the|a)\s+(?P<unit>day|week|month|year|night)\s+(?P<way>before|after|earlier|later)\b(?!\s+(?:yesterday|tomorrow))",
        place_next_day,
    ),
    Rule("the next day", r"\bthe\s+(?P<which>next|following|previous|preceding)\s+(?P<unit>day)\b", place_next_day),
    Rule(
        "span",
        rf"\b(?:the\s+)?(?P<which>last|past|previous|next|coming|following|upcoming)\s+(?P<n>{NUMBER})\s+(?:calendar\s+)?(?P<unit>{CALENDAR_UNIT})\b",
        place_span,
    ),
    Rule(
        "span turned",
        rf"\b(?:the\s+)?(?P<n>{NUMBER})\s+(?P<which>last|past|previous|next|coming|following|upcoming)\s+(?P<unit>(?:day|week|month|quarter|year|decade)s|business\s+days)\b",
        place_span,
    ),
    Rule(
        "past span",
        r"\b(?:over|during|for|in|throughout|within)\s+the\s+(?P<which>past|last)\s+(?P<unit>year|decade|month|week|century)\b",
        place_span,
    ),
    Rule(
        "deixis",
        rf"\b(?P<word>(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tomorrow|today|yesterday|tomorrow|tonight|tonite|tmrw|tmr|last\s+night|current\s+date)\b(?:\s+(?:in\s+the\s+|at\s+)?{_PARTS}\b)?",
        place_deixis,
    ),
    Rule("this part", rf"\b(?:earlier\s+|later\s+|early\s+|late\s+)?this\s+{_PARTS}\b", place_this_part),
    Rule(
        "weekday",
        rf"\b(?:{_WHICH}\s+)?(?:week\s+)?(?P<dow>{WEEKDAY})(?![\w/])(?:(?:\s+in\s+the|\s+early|\s+late)?\s+{_PARTS}\b(?!s))?",
        place_weekday,
    ),
    Rule(
        "weekday number",
        rf"\b(?P<dow>{WEEKDAY})\s+(?:the\s+)?(?P<day>{ORDINAL}|{DAY}(?=\s*(?:[.!?;]|$)))(?!\s*(?:[ap]\.?m|:|{MONTH}|{CALENDAR_UNIT}))",
        place_weekday,
    ),
    Rule("week weekday", rf"\b{_WHICH}\s+week(?:\s+on|\s*-|,)?\s+(?P<dow>{WEEKDAY})\b(?:\s+{_PARTS}\b)?", place_weekday_of),
    Rule(
        "weekday of week", rf"\b(?P<dow>{WEEKDAY})\s+(?:of\s+)?(?:the\s+)?{_WHICH}\s+week\b(?:\s+{_PARTS}\b)?", place_weekday_of
    ),
    Rule(
        "that month",
        rf"\b{_WHICH}\s+(?:(?P<month>{MONTH})|(?P<season>{SEASON})|(?P<holiday>{HOLIDAY}))(?!\w)(?!\s+\d)",
        place_that_month,
    ),
    Rule(
        "then",
        r"\bat\s+(?:the|that)\s+time\b|(?<=since\s)then\b|(?<=by\s)then\b|(?<=until\s)then\b|\bin\s+(?:this|that)\s+period\b",
        place_then,
    ),
    Rule(
        "recent",
        r"\b(?:recently|lately|(?:in\s+|over\s+)?(?:the\s+)?recent\s+(?P<unit>days|weeks|months|years|decades))\b",
        place_recent,
    ),
    Rule("now", r"\b(?:now|currently|at\s+present|at\s+the\s+present\s+time|nowadays|at\s+the\s+moment)\b", place_now),
    Rule(
        "day number",
        r"\b(?:the\s+)(?P<day>\d{1,2}(?:st|nd|rd|th))(?=\s*(?:[.,;!?)]|$|and\b|at\b|around\b|to\b))",
        place_day_number,
    ),
    Rule("to date", r"\byear\s+to\s+date\b|\bYTD\b", place_to_date),
    Rule(
        "bare unit",
        r"\b(?:the|this)\s+(?P<unit>day|week|weekend|fortnight|month|quarter|year|decade|century)\b(?!\s+(?:of|commencing)\b)|(?<=end\sof\s)(?P<u2>year)\b",
        place_bare_unit,
        weak=True,
    ),
    Rule(
        "part of year",
        rf"\b(?:the\s+)?(?P<ord>first|second|third|fourth|last|final|{ORDINAL})\s+(?:(?P<n>{NUMBER})\s+)?(?P<unit>months|quarters?|half|halves)\b",
        place_part_of_year,
    ),
)
