"""Items that belong together: the two ends of a range, a day and its clock time.

Comes in: items in text order. Goes out: fewer, joined; or the same ones with the year that a range's far end lends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from attache.reading.when.frame import Groups
from attache.reading.when.grammar import Found, beside, family
from attache.reading.when.units import unit_of
from attache.reading.when.words import weekdays

_JOIN = re.compile(
    r"\s*(?:-|–|—|~|(?:,\s*)?(?:to|until|till|through|thru|up\s+to|\.\.))\s*(?:the\s+|(?:on|in)\s+)?", re.IGNORECASE
)


_JOIN_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)


_NOT_JOINED = {"recent", "ago", "span", "span turned", "then", "in", "within", "within range"}


def lent(text: str, items: Sequence[Found]) -> list[Found]:
    """The items apart, but with the years that the far ends of ranges lend the near ones."""
    out = list(items)
    for i in range(len(out) - 1):
        if _range(text, out[i], out[i + 1]):
            out[i], out[i + 1] = lend(out[i], out[i + 1].groups), lend(out[i + 1], out[i].groups)
    return out


def join(text: str, items: Sequence[Found]) -> list[Found]:
    """Ranges ("from A to B", "between A and B", "A – B") and days with their clock times made one item each."""
    return _with_stays(text, _with_times(text, _with_hours(text, _ranges(text, items))))


def _ranges(text: str, items: Sequence[Found]) -> list[Found]:
    out: list[Found] = []
    for one in items:
        left = out[-1] if out else None
        if left is not None and left.last is None and _range(text, left, one):
            out[-1] = replace(left, end=one.end, last=one)
        else:
            out.append(one)
    return out


def _range(text: str, left: Found, right: Found) -> bool:
    if family(left) != "date" or family(right) != "date" or {left.rule.name, right.rule.name} & _NOT_JOINED - {"now"}:
        return False
    gap, before = text[left.end : right.start], text[max(0, left.start - 10) : left.start]
    if _JOIN.fullmatch(gap):
        return "\n" not in gap and not (gap.strip() == "to" and re.search(r"\b(?:up|down|rise|rose|put\s+off)\s+$", before))
    if left.rule.name == right.rule.name == "year" and re.fullmatch(r"\s+(?:and|or)\s+(?:in\s+)?", gap):
        followed = int(right.groups["year"] or 0) == int(left.groups["year"] or 0) + 1
        return followed or bool(re.search(r"\bbetween\s+(?:the\s+)?$", before, re.IGNORECASE))
    if left.rule.name == right.rule.name == "weekday" and re.fullmatch(r"\s+and\s+(?:on\s+)?", gap):
        days = [weekdays()[(one.groups["dow"] or "").lower().rstrip(".")] for one in (left, right)]
        return (days[1] - days[0]) % 7 == 1 and not left.groups.get("part") and not right.groups.get("which")
    return bool(_JOIN_AND.fullmatch(gap) and re.search(r"\b(?:between|from)\s+(?:the\s+)?$", before, re.IGNORECASE))


_STAY_AFTER = re.compile(
    r"(?:\s*,)?\s+(?:for|on|at\s+the\s+(?:start|beginning)\s+of)\s+(?:an?\s+|his\s+|her\s+|their\s+)?", re.IGNORECASE
)
_STAY_BEFORE = re.compile(r"(?:\s*,)?\s+(?:from|on|starting(?:\s+(?:from|on))?|beginning(?:\s+on)?)\s+(?:the\s+)?", re.IGNORECASE)


def _with_stays(text: str, items: list[Found]) -> list[Found]:
    """Days and what is said to last from them: "on Monday for three days of talks", "for two days on 18 November"."""
    out: list[Found] = []
    for one in items:
        left = out[-1] if out else None
        if left is not None:
            gap = text[left.end : one.start]
            if _single_day(left) and _is_stay(one) and _STAY_AFTER.fullmatch(gap):
                out[-1] = replace(left, end=one.end, stay=one)
                continue
            if _is_stay(left) and _single_day(one) and _STAY_BEFORE.fullmatch(gap):
                out[-1] = replace(one, start=left.start, stay=left)
                continue
        out.append(one)
    return out


_HOURS_AFTER = re.compile(r"(?:\s*,)?\s+for\s+", re.IGNORECASE)
_HOURS_BEFORE = re.compile(r"(?:\s*,)?\s+(?:from|starting(?:\s+(?:at|from))?|beginning(?:\s+at)?)\s+", re.IGNORECASE)
_CLOCKS = re.compile(r"\s*(?:-|–|—|to|until|till|through)\s*", re.IGNORECASE)


def _with_hours(text: str, items: list[Found]) -> list[Found]:
    """Two clock times made a range, and a clock time with what lasts hours from it ("from 2 pm for two hours")."""
    out: list[Found] = []
    for one in items:
        left = out[-1] if out else None
        if left is not None and left.last is None and left.stay is None:
            gap = text[left.end : one.start]
            if _single_clock(left) and _single_clock(one) and (_CLOCKS.fullmatch(gap) or _both_clocks(text, left, gap)):
                out[-1] = replace(left, end=one.end, last=one)
                continue
            if _single_clock(left) and _is_hours(one) and _HOURS_AFTER.fullmatch(gap):
                out[-1] = replace(left, end=one.end, stay=one)
                continue
            if _is_hours(left) and _single_clock(one) and _HOURS_BEFORE.fullmatch(gap):
                out[-1] = replace(one, start=left.start, stay=left)
                continue
        out.append(one)
    return out


def _both_clocks(text: str, left: Found, gap: str) -> bool:
    return gap.strip() == "and" and bool(re.search(r"\bbetween\s+$", text[max(0, left.start - 10) : left.start], re.IGNORECASE))


def _single_clock(found: Found) -> bool:
    return family(found) == "clock" and not found.rule.name.startswith(("clock range", "hours", "bare hours", "day part"))


def _is_hours(found: Found) -> bool:
    return found.rule.name == "duration" and unit_of(found.groups["unit"] or "").code in {"TH", "TM"}


def _is_stay(found: Found) -> bool:
    return found.rule.name == "duration" and (found.groups["unit"] or "").lower() in {"day", "days", "week", "weeks"}


def _with_times(text: str, items: list[Found]) -> list[Found]:
    out: list[Found] = []
    for one in items:
        left = out[-1] if out else None
        if left is not None and beside(text, left, one) and {family(left), family(one)} == {"date", "clock"}:
            day, time = (left, one) if family(left) == "date" else (one, left)
            if day.time is None and _single_day(day):
                out[-1] = replace(day, start=left.start, end=one.end, time=time)
                continue
        out.append(one)
    return out


_DAYS = {
    "iso", "compact", "day/month/year", "day/month", "day month", "month day", "day/Month/year", "year/Month/day",
    "year/day/Month", "Month/day", "weekday", "weekday number", "week weekday", "weekday of week", "deixis", "day number",
    "the next day", "the day before", "this part", "weekday day.month",
}  # fmt: skip
"""Rules that name one day, which a clock time may stand beside."""


def _single_day(found: Found) -> bool:
    return found.rule.name in _DAYS and found.last is None and all(bind.kind == "nth weekday" for bind in found.binds)


def lend(found: Found, other: Groups) -> Found:
    """The item with the groups that a joined one lends it ("29 November" takes the year of "2 December 2021")."""
    missing = {
        key: other.get(key)
        for key in ("year", "yy", "rel")
        if (key in found.groups or key in found.rule.fills) and other.get(key)
    }
    if not found.rule.fills or any(found.groups.get(key) for key in ("year", "yy", "yy2", "rel")) or not missing:
        return found
    return replace(found, groups={**found.groups, **missing})
