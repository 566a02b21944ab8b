"""When a commitment is due: in goes a time expression, out come the days by which it is to be met.

A length of time counts from the day of the promise: that of the report, or the past day that the sentence names before it.
Whole years lead to a calendar year, as those who promise seldom mean a day; annotation guide, rule 7.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from attache.language.tokens import Span
from attache.reading.analysis import Analysis, Timex
from attache.reading.figures.aims import cues
from attache.reading.figures.spots import Spot
from attache.records import Dates

_DURATION = re.compile(r"P(\d+)([DWMY])")
_BY = {"by", "until", "before"}
_REACH = 60
_NOW = frozenset({"now", "currently", "at present", "today", "so far", "recently", "still"})


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
    due = _after(start, int(found[1]), found[2])
    within = "within" in at.report.text[max(0, time.start - 8) : time.end].lower()
    return (start.isoformat(), due[1]) if due is not None and within and found[2] != "Y" else due


def _ahead(at: Analysis, time: Timex) -> Dates | None:
    """The span itself; of one that begins with the report ("over the next three years") its end, as a year if it is of years."""
    first, last = time.span or (None, None)
    if first is None or last is None or at.published is None or at.published[1] is None:
        return (None, last) if time.relation == "before" and last is not None and first is None else time.span
    start, end, published = date.fromisoformat(first), date.fromisoformat(last), date.fromisoformat(at.published[1])
    coming = start == published and end > start
    if coming and end - start > timedelta(days=330):
        return _year(end.year)
    if start == end and start.month == published.month and start.day == published.day and start.year > published.year:
        return _year(end.year)
    if start == end and _within(time) and published < end <= published + timedelta(days=330):
        return published.isoformat(), end.isoformat()
    if time.relation == "before" and start > published and not _before_its_end(at, time):
        eve = (start - timedelta(days=1)).isoformat()
        return eve, eve
    return (last, last) if coming else time.span


def _before_its_end(at: Analysis, time: Timex) -> bool:
    """ "before the end of 2027", "before the year is out": the last day itself will do."""
    words = at.report.text[max(0, time.start - 8) : time.end].lower()
    return "end of" in words or " is out" in at.report.text[time.end : time.end + 8].lower()


def _within(time: Timex) -> bool:
    """ "within 30 days": any day until then will do."""
    return time.text.lower().startswith("within")


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


def for_later(at: Analysis, time: Timex) -> bool:
    """Is a time behind a word of promise the promised one, and not the day on which it was given?"""
    lead = at.report.text[max(0, time.start - 8) : time.start].lower().split()[-1:]
    pointed = time.relation in {"by", "until", "before"} or lead in (["by"], ["for"], ["from"], ["within"], ["over"])
    return pointed or to_come(at, time) or time.type == "DURATION" or (not_past(at, time) and time.span is not None)


_PARTS = frozenset(
    {"end", "beginning", "start", "course", "rest", "middle", "half", "quarter", "part", "spring", "summer", "autumn", "fall"}
    | {"winter", "months", "weeks", "days", "years", "remainder", "close", "month", "week", "day", "as", "until", "out"}
)
_RELATIVE = frozenset({"which", "that", "who", "whom", "whose", "when", "where"})


def hangs_elsewhere(at: Analysis, start: int, time: Timex) -> bool:
    """Does a time behind offset `start` hang on something named there and not on the promise?

    So do the year of a paper ("the one of 2005"), and a past time in a relative or participial clause ("a protocol which they
    concluded on 3 March", "an accord signed in 2012").
    """
    lead = [word for word in at.report.text[max(0, time.start - 40) : time.start].lower().split() if word != "the"]
    if lead[-1:] == ["of"] and lead[-2:-1] and lead[-2] not in _PARTS:
        return True
    if not_past(at, time):
        return False
    between = [token for token in at.sentence_at(time.start) if start <= token.idx < time.start]
    opened = next((k for k in range(len(between) - 1, -1, -1) if between[k].lower_ in _RELATIVE), None)
    if opened and between[opened - 1].pos_ in {"NOUN", "PROPN", "PUNCT", "ADP"}:
        return any(token.tag_ in {"VBD", "VBN"} for token in between[opened + 1 :])
    participles = [k for k, token in enumerate(between[-4:]) if token.tag_ in {"VBN", "VBD"} and token.pos_ == "VERB"]
    if not participles:
        return False
    k = max(0, len(between) - 4) + participles[-1]
    return k > 0 and between[k - 1].pos_ in {"NOUN", "PROPN"}


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
        if hangs_elsewhere(at, spot.quantity.end, time):
            continue
        return time
    return None


def _counted_between(at: Analysis, spot: Spot, time: Timex) -> bool:
    between = at.quantities_from(spot.quantity.end, time.start)
    return any(q.unit is not None and q.end <= time.start for q in between)


def time_of_words(at: Analysis, sentence: Span, start: int, end: int, *, ahead: bool = False) -> Timex | None:
    """The time of a commitment in words, whose cue begins at `start` and whose clause ends at `end`.

    The first time to come behind the cue counts, one with "by" or "until" before others; then any behind it; then one to come
    before it ("In 2021 the bridge will …"). With `ahead` no past time counts: what will be done cannot have been due.
    """
    times = [t for t in at.times_within(sentence.start_char, sentence.end_char) if t.type == "DATE" and t.span]
    times = [t for t in times if t.text.lower() not in _NOW]
    after = [t for t in times if start < t.start < end and not _day_of_saying(at, start, t)]
    after = [t for t in after if not hangs_elsewhere(at, start, t)]
    future = [t for t in after if not_past(at, t)]
    told = [t for t in future if t.relation in _BY]
    before = [t for t in times if t.start < start and to_come(at, t) and ";" not in at.report.text[t.end : start]]
    before = [t for t in before if t.start - sentence.start_char < 30 or start - t.end < 90 or t.relation in _BY | {"since"}]
    past = (
        []
        if ahead
        else [
            t
            for t in after
            if (t.relation != "since" or at.report.text[max(0, t.start - 5) : t.start] == "from ")
            and not t.text.lower().endswith("ago")
        ]
    )
    return next(iter([*told, *future, *past[:1], *before[-1:]]), None)


def _day_of_saying(at: Analysis, start: int, time: Timex) -> bool:
    """ "promised on Thursday that …", "…, it declared on Monday": the day on which something is said."""
    between = at.report.text[start : time.start]
    words = between.split()
    if len(words) <= 2 and words[-1:] == ["on"] and time.relation == "in" and "that" in at.report.text[time.end : time.end + 6]:
        return True
    told = {word.strip(".,;:”“\"'’") for word in between[between.rfind(",") + 1 :].lower().split()}
    day = time.span is not None and (time.span[0] == time.span[1] or not not_past(at, time))
    return "," in between and day and bool(told & cues("saying", "verb"))


def length_of_words(at: Analysis, start: int, end: int) -> Timex | None:
    """A length of time behind the cue after "over", "within" or "in": "over seven years"."""
    for time in at.times_within(start, end):
        lead = [*at.report.text[max(start, time.start - 12) : time.start].lower().split(), *time.text.lower().split()[:1]]
        if time.type == "DURATION" and (set(lead[-2:]) & {"over", "within", "in"} or time.relation in _BY):
            return time
    return None
