"""The time a number is about. In goes a number's spot and its sentence's time expressions, out come calendar days or None.

Each of several numbers takes the time nearest to it that is free to be its own: "4.9 billion for 2020 and 7.1 for 2021".
Passed are days on which something is said, datelines, times to come and times compared with ("than in 2016").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

from attache.language.tokens import Token
from attache.reading.analysis import Analysis, Quantity, Timex
from attache.reading.figures.phrases import left_run
from attache.reading.figures.spots import Spot, role
from attache.records import Dates

_LINKS = {"in", "for", "during", "over", "at", "of", "by", "the", "on", "as", "until", "since", "from", "through", "throughout"}
_MARKS = ",;:—–("


def period_of(at: Analysis, spot: Spot, *, flow: bool, stock: bool = False) -> Dates | None:
    """The time told for the number in its own sentence; None where none is.

    `flow`: trade and the like, which takes months and longer only. `stock`: what has gathered up to a day.
    """
    time = own_time(at, spot, flow=flow)
    if time is None:
        return None
    span = _placed(at, time, stock=stock, flow=flow, counted=spot.quantity.unit is None and not spot.share)
    if flow and base_level(spot) and not _attached(at, spot.quantity, time):
        return year_before(span)
    return span


def attached_period(at: Analysis, spot: Spot) -> Dates | None:
    """The time that stands right behind the number."""
    time = own_time(at, spot, flow=False)
    if time is None or not _attached(at, spot.quantity, time):
        return None
    return _placed(at, time, stock=False, flow=False, counted=False)


def own_time(at: Analysis, spot: Spot, *, flow: bool) -> Timex | None:
    """The time expression that is the number's own."""
    sentence = spot.sentence
    times = [t for t in at.times_within(sentence.start_char, sentence.end_char) if _own(at, spot, t, flow=flow)]
    times = [t for t in times if not _across(at, spot, t)]
    return min(times, key=lambda t: _distance(at, spot, t)) if times else None


def base_level(spot: Spot) -> bool:
    """Is it the level from which another was reached: "to 4.6 billion, from seven"? Not where it is that of today."""
    led = spot.before is not None and spot.before.lower_ in {"from", "after", "against"}
    return led and not (spot.after is not None and spot.after.lower_ in {"now", "currently", "today", "at"})


def scene(at: Analysis, spot: Spot) -> Dates | None:
    """The day that the sentences before tell of, for what is counted in a past act without a time of its own."""
    if not _past(spot):
        return None
    first = spot.sentence.start
    for _ in range(2):
        first = spot.doc[first - 1].sent.start if first else 0
    times = at.times_within(spot.doc[first].idx, spot.sentence.start_char)
    days = [t.span for t in times if t.span is not None and 0 < _days(t.span) <= 4 and not _said(at, t) and not _ahead(at, t)]
    return days[-1] if days else None


def _ahead(at: Analysis, time: Timex) -> bool:
    """Does the time end after the report's own?"""
    published = at.published[1] if at.published is not None else None
    last = time.span[1] if time.span is not None else None
    return published is not None and last is not None and last > published


def _past(spot: Spot) -> bool:
    """Is the number's clause told in the past?"""
    near = spot.doc[max(spot.sentence.start, spot.first - 8) : min(spot.last + 8, spot.sentence.end)]
    return any(token.tag_ == "VBD" for token in near)


def under_way(spot: Spot) -> bool:
    """ "some 9,000 soldiers are guarding it", "about 300 firms work there": do those counted live or act there at present?"""
    before = list(spot.doc[max(spot.sentence.start, spot.first - 3) : spot.first])
    while before and before[-1].lower_ in role("hedge"):
        before.pop()
    if before and before[-1].lower_ in {"has", "have"}:
        return True
    near = [t for t in spot.doc[spot.last : min(spot.last + 9, spot.sentence.end)] if t.pos_ in {"VERB", "AUX"} or t.text in ";,"]
    if not near or near[0].tag_ not in {"VBP", "VBZ"}:
        return False
    return near[0].lower_ in role("staying") or (near[0].lower_ in {"are", "is"} and [t.tag_ for t in near[1:2]] == ["VBG"])


_PERFECT = {"has", "have", "had", "'ve", "’ve"}


def gathered(spot: Spot) -> bool:
    """Is the number what has come together so far: "so far", "in all since", "accumulated", "has invested"?"""
    text = spot.sentence.text.lower()
    near = list(spot.doc[max(spot.sentence.start, spot.first - 12) : min(spot.last + 8, spot.sentence.end)])
    done = any(a.lower_ in _PERFECT and b.tag_ in {"VBN", "VBD"} for a, b in pairwise(near))
    return any(f" {cue}" in f" {text}" for cue in role("so_far")) or (done and " since " in f" {text}")


def perfect(spot: Spot) -> bool:
    """Does "has", "have" or "had" stand near the number?"""
    near = spot.doc[max(spot.sentence.start, spot.first - 12) : min(spot.last + 6, spot.sentence.end)]
    return any(token.lower_ in _PERFECT for token in near)


def said_time(at: Analysis, spot: Spot) -> Dates | None:
    """When the sentence's saying was said, where it tells that."""
    times = at.times_within(spot.sentence.start_char, spot.sentence.end_char)
    return next((t.span for t in times if t.span is not None and _said(at, t)), None)


def background(spot: Spot) -> bool:
    """Is the number told besides, for comparison: "it had been", "against", "after", "compared with" right before it?"""
    before = [token.lower_ for token in spot.doc[max(spot.sentence.start, spot.first - 5) : spot.first]]
    return any(a == "had" and b == "been" for a, b in pairwise(before)) or bool(set(before[-2:]) & role("besides"))


def year_before(span: Dates | None) -> Dates | None:
    """The same days a year earlier, for a span of a year at most."""
    if span is None or span[0] is None or span[1] is None:
        return span
    first, last = date.fromisoformat(span[0]), date.fromisoformat(span[1])
    if (last - first).days > 366:
        return span
    ends = last.day == monthrange(last.year, last.month)[1]
    day = monthrange(last.year - 1, last.month)[1] if ends else min(last.day, 28) if last.month == 2 else last.day
    start_day = min(first.day, monthrange(first.year - 1, first.month)[1])
    return first.replace(year=first.year - 1, day=start_day).isoformat(), last.replace(year=last.year - 1, day=day).isoformat()


_SAME = re.compile(
    r"\b(?:in|for|over|during|at|of) (?:the|that) same (\w+ )?(year|months?|period|quarter|half|time)\b(?! (?:of )?last)", re.I
)
_PRECEDING = re.compile(r"\b(?:in|for|during) the (?:preceding|previous|prior) (?:fiscal |financial )?(?:year|period)\b", re.I)
_GRAINS = {"year": (360, 367), "month": (27, 340), "months": (27, 340), "quarter": (88, 93), "half": (180, 185)}


def pointed(at: Analysis, spot: Spot, earlier: list[Dates]) -> Dates | None:
    """The period of a figure before that the sentence points back to: "for the same nine months", "in the preceding year"."""
    start, end = spot.sentence.start_char, spot.sentence.end_char
    text = at.report.text[start:end]
    if found := _SAME.search(text):
        low, high = _GRAINS.get(found[2].lower(), (0, 10**6))
        return next((span for span in reversed(earlier) if low <= _days(span) <= high), earlier[-1] if earlier else None)
    found = _PRECEDING.search(at.report.text, spot.quantity.end, end)
    if found and found.start() - spot.quantity.end < 4 and earlier:
        return year_before(earlier[-1])
    return None


def grain(span: Dates) -> bool:
    """Is it a month, a quarter or a year, as trade is counted over?"""
    return 27 < _days(span) < 367


def _days(span: Dates) -> int:
    if span[0] is None or span[1] is None:
        return 0
    return (date.fromisoformat(span[1]) - date.fromisoformat(span[0])).days + 1


def _placed(at: Analysis, time: Timex, *, stock: bool, flow: bool, counted: bool) -> Dates | None:
    """The days that a time expression gives with the words before it: up to, since, a year that ended then."""
    first, last = _told_span(at, time) or (None, None)
    published = at.published or (None, None)
    if _ended(at, time) and last is not None:
        end = date.fromisoformat(last)
        return (end.replace(year=end.year - 1, day=min(end.day, 28)) + timedelta(days=4)).replace(day=1).isoformat(), last
    ahead = last is not None and published[1] is not None and last > published[1]
    if time.relation in {"by", "until"} and ahead:
        return time.span if time.span is not None and 0 < _days(time.span) <= 4 and counted else (published[0], last)
    if _as_of(at, time):
        return (None, last) if stock or flow or counted else time.span
    if time.relation in {"by", "until"}:
        return (None, last) if stock or flow else time.span
    if time.relation == "since" or _founded(at, time) or _since_deed(at, time):
        return first, published[1]
    return _told_span(at, time)


def _told_span(at: Analysis, time: Timex) -> Dates | None:
    """The time's days; months named without a year that would lie ahead are those gone by ("for January to November")."""
    span = time.span
    if re.search(r"\d{4}|next|this|coming|following", time.text.lower()) or at.published is None or at.published[1] is None:
        return span
    ranged = re.search(r" (?:to|through|until) |[-–]", time.text) is not None
    while span is not None and 27 < _days(span) < 367 and ((span[1] if ranged else span[0]) or "") > at.published[1]:
        span = year_before(span)
    return span


def _ended(at: Analysis, time: Timex) -> bool:
    """ "in the fiscal year that ended in March"."""
    before = at.report.text[max(0, time.start - 40) : time.start].lower()
    return re.search(r"year (?:that |which )?(?:ended|ending|ends|to) (?:in |on )?(?:the end of )?$", before) is not None


def _as_of(at: Analysis, time: Timex) -> bool:
    return at.report.text[max(0, time.start - 6) : time.start + 6].lower().lstrip().startswith("as of")


def _since_deed(at: Analysis, time: Timex) -> bool:
    """Is it when the deed of a clause with "since" was done: "up 63 per cent since the agreement took effect in May 2012"?"""
    before = [token for token in at.sentence_at(time.start) if token.idx < time.start][-16:]
    for k, token in enumerate(reversed(before)):
        if token.text in ";,:":
            return False
        if token.lower_ == "since":
            return any(t.tag_ in {"VBD", "VBN"} for t in before[len(before) - k :])
    return False


def _founded(at: Analysis, time: Timex) -> bool:
    """Is it when something began that "has" gone on since: "started in 1993, it has financed 26 projects"?"""
    sentence = at.sentence_at(time.start)
    before = [token for token in sentence if token.idx < time.start][-5:]
    after = [token for token in sentence if token.idx >= time.end]
    began = any(token.lower_ in role("begin_verb") for token in before)
    return began and any(a.lower_ in {"has", "have"} and b.tag_ == "VBN" for a, b in pairwise(after))


def _own(at: Analysis, spot: Spot, time: Timex, *, flow: bool) -> bool:
    """Can the time be the number's own?"""
    first, last = time.span or (None, None)
    if first is None or last is None or time.type not in {"DATE", "TIME"} or (flow and time.type == "TIME"):
        return False
    text = at.report.text
    if (
        spot.quantity.start > time.start
        and time.end - spot.sentence.start_char < 45
        and text[time.end : time.end + 3].strip()[:1] in {"–", "—"}
    ):
        return False  # a dateline
    published = at.published[1] if at.published is not None else None
    led = text[max(0, time.start - 4) : time.start].lower() == "for " or _due(at, spot, time)
    if published is not None and first > published and not (led or _attached(at, spot.quantity, time)):
        return False
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    if flow and days < 20 and time.relation not in {"by", "until"} and not _as_of(at, time):
        return False
    if _of_deed(at, spot, time) or _after_what(text, spot, time):
        return False
    return not _compared(text, time) and not _said(at, time) and not _elsewhere(at, spot, time)


def _of_deed(at: Analysis, spot: Spot, time: Timex) -> bool:
    """Is the time before the number that of a deed told of another noun: "Under terms reached last September, 85 per cent …",
    "the loan of X that was agreed in 2012"?"""
    text = at.report.text
    if time.end > spot.quantity.start or text[time.end : time.end + 1] != "," or not (spot.money or spot.share):
        return False
    first = bisect_left(at.doc.starts, time.start)
    deed = next((t for t in reversed(at.doc[max(spot.sentence.start, first - 4) : first]) if t.lower_ not in _LINKS), None)
    if deed is None or deed.tag_ != "VBN":
        return False
    start, end = left_run(spot.doc, deed.i, floor=spot.sentence.start)
    while start > spot.sentence.start and spot.doc[start - 1].pos_ in {"DET", "PRON"}:
        start -= 1
    return start < end and start > spot.sentence.start and spot.doc[start - 1].lower_ in _TERMS


_TERMS = {"under", "with", "following", "after", "by", "despite", "besides", "unlike"}


def _after_what(text: str, spot: Spot, time: Timex) -> bool:
    """Is it only how long after or before what: "one year after fighting broke out"?"""
    behind = time.start >= spot.quantity.end
    return behind and re.match(r"(?:.{2,30} )?(?:after|before) [a-z]", text[time.start : time.end + 9]) is not None


def _due(at: Analysis, spot: Spot, time: Timex) -> bool:
    """Is it the day by which what is counted is to be done: "to train 200 engineers by 2012"?"""
    behind = 0 <= time.start - spot.quantity.end < 60
    return time.relation == "by" and behind and not at.quantities_from(spot.quantity.end, time.start)


def _elsewhere(at: Analysis, spot: Spot, time: Timex) -> bool:
    """Is the time behind the number that of a clause which hangs on the number's: "X for the cell, which opened in May"?"""
    if time.start < spot.quantity.end or _attached(at, spot.quantity, time) or _ended(at, time):
        return False
    last = bisect_left(at.doc.starts, time.end) - 1
    own, verb = _verb_over(at.doc[spot.last - 1]), _verb_over(at.doc[last])
    for _ in range(6):
        if verb is own or verb.head is verb or verb.i < spot.last:
            return False
        link = verb.dep_.partition(":")[0]
        if link == "advcl" or (link == "acl" and any(t.lower_ in _RELATIVE for t in at.doc[spot.last : verb.i])):
            return True
        verb = _verb_over(verb.head)
    return False


_RELATIVE = {"which", "who", "whom", "whose", "where", "that", "it", "they"}


def _verb_over(token: Token) -> Token:
    """The verb of the token's clause by the parse; the clause's head where that is no verb."""
    for _ in range(12):
        if token.pos_ == "VERB" or token.head is token or token.dep_.partition(":")[0] in {"acl", "advcl"}:
            break
        token = token.head
    return token


_COMPARED = re.compile(
    r"(?:\bthan(?: in| for| during| at)?|\bagainst|\bcompared (?:with|to)(?: those in)?|\bperiod of|\bmonths of|\bhalf of) "
    r"(?:the )?$"
)
_EARLIER = re.compile(r"\b(?:before|earlier|ago|previous|preceding|last year|year-on-year)\b")


def _compared(text: str, time: Timex) -> bool:
    """Is it only the time compared with: "than in 2016", "the same period of last year", "from the month before"?"""
    before = text[max(0, time.start - 24) : time.start].lower()
    if _COMPARED.search(before) and not re.search(
        r"(?:first|last|in|\d|\w+teen|\w+ty|two|three|four|five|six|seven|eight|nine|ten|eleven) (?:months|half) of (?:the )?$",
        before,
    ):
        return True
    return before.split()[-1:] in (["from"], ["over"], ["on"]) and _EARLIER.search(time.text.lower()) is not None


def _said(at: Analysis, time: Timex) -> bool:
    """Is it when something was said: "told a paper in April", "Putin said in June that"?"""
    before = [token for token in at.sentence_at(time.start) if token.idx < time.start][-7:]
    for token in reversed(before):
        if token.text in ";:,\n" or token.pos_ == "NUM":
            return False
        if token.lower_ in role("saying_verb"):
            return token.pos_ in {"VERB", "AUX"}
        if token.pos_ == "VERB":
            return False
    return False


def _attached(at: Analysis, quantity: Quantity, time: Timex) -> bool:
    """Does the time follow the number with nothing but "in", "for", "of the" between?"""
    if not 0 <= time.start - quantity.end < _NEAR:
        return False
    return all(word in _LINKS for word in at.report.text[quantity.end : time.start].lower().split())


_NEAR = 24
"""Characters between a number and the time attached to it."""


def _distance(at: Analysis, spot: Spot, time: Timex) -> int:
    """Characters between; marks and other amounts between count for more, and so does a time that another amount owns."""
    quantity = spot.quantity
    if _attached(at, quantity, time):
        return -15
    low, high = sorted([(quantity.start, quantity.end), (time.start, time.end)])
    between = at.report.text[low[1] : high[0]]
    others = [q for q in at.quantities_from(low[1], high[0]) if q.end <= high[0] and q.unit is not None]
    before = at.quantities_ending(time.start - _NEAR, time.start)
    owned = any(_attached(at, q, time) and _kin(q, quantity) for q in before if q.start != quantity.start)
    marks = sum(between.count(mark) for mark in _MARKS) + 5 * between.count(";")
    return len(between) + 40 * marks + 60 * len(others) + 500 * owned + 60 * _ahead(at, time)


def _across(at: Analysis, spot: Spot, time: Timex) -> bool:
    """Does the time behind belong to another amount, told apart from this one: "about four billion, with seven for 2015"?"""
    if time.start < spot.quantity.end:
        return False
    if ";" in at.report.text[spot.quantity.end : time.start]:
        return True
    between: list[Token] = [t for t in spot.sentence if spot.quantity.end <= t.idx < time.start]
    others = [q for q in at.quantities_from(spot.quantity.end, time.start) if _kin(q, spot.quantity)]
    return bool(others) and any(token.lower_ in role("besides") for token in between)


def _kin(one: Quantity, other: Quantity) -> bool:
    """Are both amounts of the same sort, a bare number of millions included?"""
    return one.unit == other.unit or one.unit is None or other.unit is None
