"""When a commitment is due: in goes a time expression, out come the days by which it is to be met.

A length of time counts from the day of the promise: that of the report, or the past day that the sentence names before it.
Whole years lead to a calendar year, as those who promise seldom mean a day; annotation guide, rule 7.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from spacy.tokens import Span

from attache.reading.analysis import Analysis, Timex
from attache.reading.figures.spots import Spot
from attache.records import Dates

_DURATION = re.compile(r"P(\d+)([DWMY])")
_BY = {"by", "until", "before"}
_REACH = 60


def due_of(at: Analysis, time: Timex | None, sentence: Span | None = None) -> Dates | None:
    """The named days; for "within five years" the year five years on; None where nothing is named."""
    if time is None:
        return None
    if time.span is not None:
        return _ahead(at, time)
    found = _DURATION.fullmatch(time.value)
    start = _anchor(at, time, sentence)
    if time.type != "DURATION" or found is None or start is None:
        return None
    return _after(start, int(found[1]), found[2])


def _ahead(at: Analysis, time: Timex) -> Dates | None:
    """The span itself; of one that begins with the report ("over the next three years") its end, by the year if it is of years."""
    first, last = time.span or (None, None)
    if first is None or last is None or at.published is None or at.published[1] is None:
        return (None, last) if time.relation == "before" and last is not None and first is None else time.span
    start, end, published = date.fromisoformat(first), date.fromisoformat(last), date.fromisoformat(at.published[1])
    coming = start == published and end > start
    if coming and end - start > timedelta(days=330):
        return _year(end.year)
    if start == end and start.month == published.month and start.day == published.day and start.year > published.year:
        return _year(end.year)
    if time.relation == "before" and start > published:
        eve = (start - timedelta(days=1)).isoformat()
        return eve, eve
    return (last, last) if coming else time.span


def _anchor(at: Analysis, time: Timex, sentence: Span | None) -> date | None:
    """The day a length of time counts from."""
    published = at.published[1] if at.published is not None else None
    if published is None:
        return None
    if sentence is not None:
        for other in at.times_within(sentence.start_char, time.start):
            if other.type == "DATE" and other.span is not None and other.span[1] is not None and other.span[1] < published:
                return date.fromisoformat(other.span[1])
    return date.fromisoformat(published)


def _after(start: date, number: int, letter: str) -> Dates | None:
    """The time that many days, weeks, months or years on."""
    if letter == "Y":
        return _year(start.year + number) if 0 < number <= 100 else None
    days = {"D": 1.0, "W": 7.0, "M": 30.44}[letter] * number
    if days > 36500:
        return None
    end = (start + timedelta(days=days)).isoformat()
    return end, end


def _year(year: int) -> Dates:
    return f"{year}-01-01", f"{year}-12-31"


def not_past(at: Analysis, time: Timex) -> bool:
    """Does the time end on the report's day or later? Also where nothing tells."""
    if time.span is None or at.published is None or at.published[0] is None:
        return True
    return time.span[1] is None or time.span[1] >= at.published[0]


def to_come(at: Analysis, time: Timex) -> bool:
    """Does the time begin after the report?"""
    published = at.published[1] if at.published is not None else None
    return published is not None and time.span is not None and time.span[0] is not None and time.span[0] > published


def time_of_number(at: Analysis, spot: Spot) -> Timex | None:
    """The time that a number is aimed at by or in, behind it in its clause: "by 2020", "in 2012", "over three years"."""
    for time in at.times_within(spot.quantity.end, spot.sentence.end_char):
        between = at.report.text[spot.quantity.end : time.start]
        if len(between) > _REACH or set(between) & set(";:") or _counted_between(at, spot, time):
            return None
        if time.type == "SET" or (time.type == "DURATION" and not between.split()[-1:] and "/" in (spot.quantity.unit or "")):
            continue
        if time.type == "DURATION" and time.text.lower() in {"a year", "the year"}:
            continue
        return time
    return None


def _counted_between(at: Analysis, spot: Spot, time: Timex) -> bool:
    return any(q.unit is not None and q.start >= spot.quantity.end and q.end <= time.start for q in at.quantities)


def time_of_words(at: Analysis, sentence: Span, start: int, end: int) -> Timex | None:
    """The time of a commitment in words, whose cue begins at `start` and whose clause ends at `end`.

    The first time to come behind the cue counts, one with "by" or "until" before others; then any behind it; then one to come
    before it ("In 2021 the bridge will …"). Days on which something is said are past and lie before.
    """
    times = [t for t in at.times_within(sentence.start_char, sentence.end_char) if t.type == "DATE" and t.span]
    after = [t for t in times if start < t.start < end]
    future = [t for t in after if not_past(at, t)]
    told = [t for t in future if t.relation in _BY]
    before = [t for t in times if t.start < start and to_come(at, t)]
    return next(iter([*told, *future, *after[:1], *before[-1:]]), None)


def length_of_words(at: Analysis, start: int, end: int) -> Timex | None:
    """A length of time behind the cue after "over", "within" or "in": "over seven years"."""
    for time in at.times_within(start, end):
        lead = at.report.text[max(start, time.start - 12) : time.start].lower().split()
        if time.type == "DURATION" and (set(lead[-2:]) & {"over", "within", "in"} or time.relation in _BY):
            return time
    return None
