"""From items to placed dates: rule by rule, then through the words that bind them, then joined.

Comes in: `Found` items and the frame. Goes out: `Placed`, or None where an item names no time after all.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from attache.reading.when import days
from attache.reading.when.days import Span
from attache.reading.when.frame import Frame, Placed, dated
from attache.reading.when.grammar import Bind, Found, family
from attache.reading.when.joins import lend
from attache.reading.when.numbers import number, ordinal
from attache.reading.when.units import both, lasting, move, nth_part, part_code, unit_of
from attache.reading.when.words import weekdays


def place(found: Found, frame: Frame, relation: str) -> Placed | None:
    """Where the item lies, with its range's other end, its binds and its clock time."""
    if family(found) == "clock":
        return clock_of(found, frame)
    if found.last is not None:
        return _place_range(found, found.last, frame)
    try:
        placed = found.rule.place(found.groups, frame)
    except (ValueError, OverflowError):
        return None
    for bind in found.binds:
        if placed is None:
            return None
        placed = _bound(placed, bind, frame, relation)
    if placed is not None and found.time is not None:
        return _with_time(placed, found.time, frame)
    if placed is not None and placed.span is not None and found.stay is not None:
        length = found.stay.rule.place(found.stay.groups, frame)
        return dated(lasting(placed.span, length.value)) if length is not None else placed
    return placed


def clock_of(found: Found, frame: Frame) -> Placed | None:
    """A clock time, from one to another, or as long as something lasts from it."""
    placed = found.rule.place(found.groups, frame)
    if placed is None or "/" in placed.value or placed.day_part:
        return placed
    if found.last is not None:
        last = found.last.rule.place(found.last.groups, frame)
        return replace(placed, value=f"{placed.value}/{last.value}") if last is not None else placed
    if found.stay is not None:
        unit = unit_of(found.stay.groups["unit"] or "").code
        minutes = number(found.stay.groups["n"] or "") * (60 if unit == "TH" else 1)
        end = datetime.combine(date.min, time.fromisoformat(placed.value)) + timedelta(minutes=minutes)
        return replace(placed, value=f"{placed.value}/{end.time()}")
    return placed


def _place_range(found: Found, last: Found, frame: Frame) -> Placed | None:
    right_groups = last.groups
    left = lend(replace(found, last=None), right_groups)
    lent = left.groups is not found.groups
    left = replace(left, end=left.core[1])
    if lent or any(last.groups.get(key) for key in ("year", "yy", "rel")):
        second = place(last, frame, "until")
        first = place(left, _knowing(frame, second), "since")
    else:
        first, second = _ends(left, lend(last, found.groups), frame)
    if first is None or second is None:
        return first or second
    if first.span is None or second.span is None:
        return Placed("DATE", f"{first.value}/{second.value}", None, told=False)
    return dated(_in_order(first.span, second.span, frame))


def _ends(left: Found, right: Found, frame: Frame) -> tuple[Placed | None, Placed | None]:
    """Both ends without a year: the far end by the frame, the near one as the last such date before it."""
    second = place(right, frame, "until")
    if left.rule.fills and right.rule.fills and second is not None and second.span is not None:
        return place(left, replace(_knowing(frame, second), published=second.span, tense="past"), "since"), second
    first = place(left, frame, "since")
    return first, place(right, _knowing(frame, first), "until")


def _knowing(frame: Frame, placed: Placed | None) -> Frame:
    """The frame when the other end of a range is known."""
    if placed is None or placed.span is None:
        return frame
    return replace(frame, history=(*frame.history, (placed.span, frame.sentence)))


def _in_order(first: Span, second: Span, frame: Frame) -> Span | None:
    """From the one to the other; a range that would run backwards crosses a year's end, back or ahead by tense."""
    if second[1] < first[0]:
        ahead = days.shift_span(second, months=12)
        if frame.published is not None and frame.tense == "past" and ahead[0] > frame.published[1]:
            first = days.shift_span(first, months=-12)
        else:
            second = ahead
    return (first[0], second[1]) if first[0] <= second[1] else None


def _bound(placed: Placed, bind: Bind, frame: Frame, relation: str) -> Placed | None:
    if placed.span is None:
        return placed
    g = bind.groups
    if bind.kind == "part":
        if g["part"] in {"end", "close"} and placed.span[0] == placed.span[1] and placed.type == "DATE":
            return Placed("TIME", f"{placed.span[0]}T23:59:59", placed.span)
        return dated(narrow(placed.span, (g["part"] or "").lower(), frame, relation))
    if bind.kind == "nth":
        return _nth(placed.span, bind)
    if bind.kind == "nth weekday":
        return _nth_weekday(placed.span, bind)
    if bind.kind == "offset":
        return _offset(placed.span, bind)
    if bind.kind == "week":
        return dated(both(placed.span, unit_of(g["unit"] or "")))
    return placed


def _nth(span: Span, bind: Bind) -> Placed | None:
    unit = (bind.groups["unit"] or "").lower()
    if unit == "day" and not bind.groups.get("n") and (bind.groups["ord"] or "").lower() not in {"last", "final"}:
        day = days.shift_days(span[0], ordinal(bind.groups["ord"] or "") - 1)
        return dated((day, day)) if day <= span[1] else None
    return dated(nth_part(bind.groups, span))


def _nth_weekday(span: Span, bind: Bind) -> Placed | None:
    dow, which = weekdays()[(bind.groups["dow"] or "").lower().rstrip(".")], (bind.groups["ord"] or "").lower()
    first = span[0] + timedelta((dow - span[0].isoweekday()) % 7)
    if which == "last":
        day = span[1] - timedelta((span[1].isoweekday() - dow) % 7)
    else:
        day = first + timedelta(7 * (ordinal(which) - 1))
    if day > span[1]:
        return None
    found, part = dated((day, day)), part_code(bind.groups.get("part"))
    return replace(found, type="TIME", value=f"{found.value}T{part}") if found and part else found


def _offset(span: Span, bind: Bind) -> Placed | None:
    unit = unit_of(bind.groups["unit"] or "")
    back = (bind.groups["way"] or "").lower() in {"before", "prior to", "ahead of"}
    count = number(bind.groups.get("n") or "one") * (-1 if back else 1)
    if unit.name in {"month", "year", "quarter", "decade"} and days.length(span) > 1:
        return dated(both(move(span, unit, count), unit if days.length(span) > 31 else unit_of("month")))
    base = span[0] if back else span[1]
    return dated(move((base, base), unit, count))


def _with_time(placed: Placed, clock_found: Found, frame: Frame) -> Placed | None:
    clock = clock_of(clock_found, frame)
    if clock is None:
        return placed
    day = placed.value.partition("T")[0]
    if placed.value.endswith("-WE"):
        return placed
    if clock.day_part:
        return Placed("TIME", f"{day}T{clock.day_part}", placed.span)
    if "/" in clock.value:
        return Placed("TIME", "/".join(f"{day}T{one}" for one in _afternoon(clock.value, placed).split("/")), placed.span)
    return Placed("TIME", f"{day}T{_afternoon(clock.value, placed)}", placed.span)


def _afternoon(value: str, placed: Placed) -> str:
    """Hours told beside "evening", "tonight" or "afternoon" are those after noon."""
    if placed.day_part not in {"AF", "EV", "NI"}:
        return value
    out = []
    for one in value.split("/"):
        hour = int(one[:2])
        out.append(f"{hour + 12:02}{one[2:]}" if 4 < hour < 12 or (placed.day_part != "NI" and hour < 12) else one)
    return "/".join(out)


def narrow(span: Span, part: str, frame: Frame, relation: str) -> Span:
    """The part of a span that "early", "mid", "late", "the end of" name: the guide's rule 7 for months, thirds or halves else."""
    first, last = span
    now = frame.published
    if part in {"earlier", "later", "rest", "remainder", "remaining"}:
        if now is None or not (first <= now[1] and now[0] <= last):
            return narrow(span, {"earlier": "early", "later": "late"}.get(part, "whole"), frame, relation)
        return (first, min(now[1], last)) if part == "earlier" else (max(now[0], first), last)
    where = _PLACES.get(part)
    size = days.length(span)
    if where is None or size < 5:
        return span
    if where == "last" and relation in {"by", "until", "before"} and part in {"end", "close"} and size < 370:
        return last, last
    if size <= 7:
        cut = {"first": (0, 1), "middle": (2, 3), "last": (4, size - 1)}[where]
        return first + timedelta(cut[0]), first + timedelta(cut[1])
    if size <= 31:
        cut = {"first": (0, 9), "middle": (10, 19), "last": (20, size - 1)}[where]
        return first + timedelta(cut[0]), first + timedelta(cut[1])
    if first.day == 1 and size <= 366:
        return _months_part(span, where, part)
    return _years_part(span, where, part)


_PLACES = {
    "early": "first", "beginning": "first", "start": "first", "opening": "first", "outset": "first", "turn": "first",
    "mid": "middle", "middle": "middle", "late": "last", "end": "last", "close": "last",
}  # fmt: skip


def _months_part(span: Span, where: str, part: str) -> Span:
    """Of a year "early" and "late" are its halves (as in the sample reports), "the end" its last third, "mid" the middle."""
    count = (span[1].year - span[0].year) * 12 + span[1].month - span[0].month + 1
    third = max(count // 3, 1)
    if count == 12 and part in {"early", "late"}:
        third = 6
    if where == "first":
        return days.months_span(span[0].year, span[0].month, third)
    if where == "last":
        return days.months_span(span[1].year, span[1].month - third + 1, third)
    return days.months_span(span[0].year, span[0].month + (count - third) // 2, third)


def _years_part(span: Span, where: str, part: str) -> Span:
    """Of a decade the halves, its middle four years, its last year for "the end of"; of a century the quarters."""
    first, last = span[0].year, span[1].year
    count = last - first + 1
    if part in {"end", "close"} or part in {"beginning", "start"}:
        size = max(count // 10, 1)
    else:
        size = count // 2 if count <= 10 else count // 4
    if where == "first":
        return date(first, 1, 1), date(first + size - 1, 12, 31)
    if where == "last":
        return date(last - size + 1, 1, 1), date(last, 12, 31)
    middle = first + (count - size) // 2
    return date(middle, 1, 1), date(middle + size - 1, 12, 31)
