"""From text to time expressions not yet placed: candidates of every rule, the choice among them, and what binds them.

Comes in: text. Goes out: `Found` items in text order that do not overlap: a rule's match with the words around it that
narrow or move it ("the end of", "three days after"), or two matches joined ("from … to …", a day with its clock time).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from attache.reading.when.frame import Groups, Rule
from attache.reading.when.matches import RULES, matches
from attache.reading.when.plausible import before as before_words
from attache.reading.when.plausible import plausible
from attache.reading.when.words import CALENDAR_UNIT, NUMBER, ORDINAL, WEEKDAY


@dataclass(frozen=True, slots=True)
class Bind:
    """Words before an item that change what it names: kind part, nth, offset, week, whole; with their groups."""

    kind: str
    groups: Groups


@dataclass(frozen=True, slots=True)
class Found:
    """A match `[start, end)` of a rule, with what binds it, innermost first; `last` is the other end of a joined range."""

    start: int
    end: int
    rule: Rule
    groups: Groups
    binds: tuple[Bind, ...] = ()
    last: Found | None = None
    time: Found | None = None
    stay: Found | None = None
    """How long what begins on the day lasts ("on Monday for three days")."""
    core: tuple[int, int] = field(default=(0, 0))
    """The match without its binds."""


_ORDER = {id(rule): i for i, (_, rule) in enumerate(RULES)}
_FAMILY = {id(rule): family for family, rule in RULES}
_ABBREVIATED = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)|[ap]\.\s?m)\.$",
    re.IGNORECASE,
)


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a match without trailing space, and without a full stop that only ends the sentence."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[end - 1 : end] == "." and not _ABBREVIATED.search(text[start:end]):
        end -= 1
    return end


def family(found: Found) -> str:
    """date, clock or spell."""
    return _FAMILY[id(found.rule)]


@lru_cache(maxsize=4)
def search(text: str, *, ranges: bool = True) -> tuple[Found, ...]:
    """All items of the text in order, bound and without overlaps; weak ones only where something binds them.

    `ranges` False leaves out the rules for two clock times at once, and words for a part ("the beginning of").
    """
    strong: list[Found] = []
    weak: list[Found] = []
    for found in _candidates(text):
        if not ranges and found.rule.name.startswith("clock range"):
            continue
        (weak if found.rule.weak else strong).append(found)
    chosen = _select(strong)
    taken = [(one.start, one.end) for one in chosen]
    for one in _select(weak):
        if all(one.end <= start or one.start >= end for start, end in taken):
            chosen.append(one)
    bound = [_bind(text, one, parts=ranges) for one in sorted(chosen, key=lambda one: one.start)]
    return tuple(_without_weak(text, _select(bound)))


def _candidates(text: str) -> Iterator[Found]:
    for rule, match in matches(text):
        start, end = match.span("core") if "core" in match.re.groupindex else match.span()
        end = _trimmed(text, start, end)
        if end > start and "\n" not in text[start:end] and plausible(rule, match, text):
            yield Found(start, end, rule, match.groupdict(), core=(start, end))


def _select(items: list[Found]) -> list[Found]:
    """Leftmost, longest, first rule: items that do not overlap, in text order."""
    out: list[Found] = []
    for one in sorted(items, key=lambda one: (one.start, -one.end, _ORDER[id(one.rule)])):
        if not out or one.start >= out[-1].end:
            out.append(one)
        elif one.end - one.start > (out[-1].end - out[-1].start) * 1.5 and (len(out) == 1 or one.start >= out[-2].end):
            out[-1] = one
    return out


_PART = (
    r"(?:the\s+)?(?:very\s+)?(?P<part>early|earlier|mid|middle|late|later|beginning|start|end|close|turn|rest|remainder|remaining|opening|outset)"
    r"(?:[\s\-]+(?:part\s+)?(?:of|in|on))?(?:[\s\-]+the)?[\s\-]+$"
)
_PARTS = "early,earlier,mid,middle,late,later,beginning,start,end,close,turn,rest,remainder,remaining,opening,outset,of,in,on,the"
_ENDS = {
    "nth": "of,in,the",
    "nth weekday": "of,in,the",
    "part": _PARTS,
    "offset": "before,after,from,to,of,since,following,the",
    "week": "of,commencing,beginning,starting,ending,on,the",
    "whole": "of,the",
}
"""The last words of what binds, by kind: a pattern is tried only where one of them ends the line."""
_BINDS: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE), tuple(_ENDS[kind].split(",")))
    for kind, pattern in (
        (
            "nth",
            rf"\b(?:the\s+)?(?P<ord>last|final|opening|closing|{ORDINAL}|latter|other)[\s\-]+(?:(?P<n>{NUMBER})\s+)?(?P<unit>{CALENDAR_UNIT}|half)"
            r"\s+(?:of|in)\s+(?:the\s+)?$",
        ),
        (
            "nth weekday",
            rf"\b(?:the\s+)?(?P<ord>last|{ORDINAL})\s+(?P<dow>{WEEKDAY})(?:\s+(?P<part>morning|afternoon|evening))?\s+(?:of|in)\s+(?:the\s+)?$",
        ),
        ("part", rf"(?<![\w-]){_PART}"),
        (
            "offset",
            rf"\b(?:(?:more|less)\s+than\s+|in\s+)?(?P<n>{NUMBER})\s+(?P<unit>{CALENDAR_UNIT})\s+(?P<way>before|after|from|prior\s+to|ahead\s+of|since|following)\s+(?:the\s+)?$",
        ),
        ("offset", r"\b(?:the|a)\s+(?P<unit>day|week|month|year|night)\s+(?P<way>before|after)\s+(?:the\s+)?$"),
        ("week", r"\b(?:the\s+)?(?P<unit>week|weekend)\s+(?:of|commencing|beginning|starting|ending)\s+(?:on\s+)?(?:the\s+)?$"),
        ("whole", r"\b(?:(?:the\s+)?(?:whole|course|rest)\s+of|all\s+of)\s+(?:the\s+)?$"),
    )
)
_AFTER = re.compile(
    rf"['’]s?\s+(?P<ord>first|second|third|fourth|last|final|{ORDINAL})\s+(?:(?P<n>{NUMBER})\s+)?(?P<unit>{CALENDAR_UNIT}|half)\b",
    re.IGNORECASE,
)


def _bind(text: str, found: Found, *, parts: bool) -> Found:
    """The item with the words around it that change what it names; without `parts` not with "the beginning of"."""
    if family(found) != "date":
        return found
    binds: list[Bind] = []
    start, end = found.start, found.end
    after = _AFTER.match(text[end : end + 60])
    if after is not None:
        binds.append(Bind("nth", after.groupdict()))
        end += after.end()
    for _ in range(3):
        line = text[text.rfind("\n", 0, start) + 1 : start][-70:]
        match = _binding(line, found)
        if match is None or (not parts and _leaves_off(match[1], line)):
            break
        binds.append(Bind(match[0], match[1].groupdict()))
        start -= len(line) - match[1].start()
    return replace(found, start=start, end=end, binds=tuple(binds)) if binds else found


def _binding(line: str, found: Found) -> tuple[str, re.Match[str]] | None:
    """The words that end the line before an item and bind it, with their kind."""
    low = line.replace("-", " ").rstrip().lower()
    for kind, pattern, ends in _BINDS:
        if low.endswith(ends) and (match := pattern.search(line)) and _binds(kind, match, found):
            return kind, match
    return None


_INNER = re.compile(
    r"(?<!the\s)\b(?:early|earlier|later)\s+$"
    r"|\b(?:beginning|start|end|close|closing\s+days|turn|middle|half)\s+(?:of|in)(?:\s+the)?\s+$",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\bby\s+$", re.IGNORECASE)


def _leaves_off(match: re.Match[str], line: str) -> bool:
    """Is what binds only a part of what follows, and no day to do something by?"""
    return bool(_INNER.search(match.group())) and not _TARGET.search(line[: match.start()])


def _binds(kind: str, match: re.Match[str], found: Found) -> bool:
    part = (match.groupdict().get("part") or "").lower()
    if kind == "part" and part in {"earlier", "later"}:
        return found.rule.name in {"unit", "bare unit", "that month", "year", "month", "season", "decade", "century"}
    if kind == "part" and part in _NEEDS_OF and not re.search(r"\bof\b(?:\s+the)?\s*$", match.group(), re.IGNORECASE):
        return False
    if kind == "part" and found.rule.name in {"weekday", "recent", "now", "then", "ago"} and part != "end":
        return False
    return not (
        kind == "offset"
        and match.groupdict().get("way", "").lower() in {"from", "since"}
        and found.rule.name in {"years", "span"}
    )


def _without_weak(text: str, items: list[Found]) -> list[Found]:
    """Weak items go unless bound, told by "during" or "in the course of", or beside a day (clock times)."""
    out = []
    for i, one in enumerate(items):
        if (
            one.rule.weak
            and not one.binds
            and not _kept(text, one, items[i - 1] if i else None, items[i + 1] if i + 1 < len(items) else None)
        ):
            continue
        out.append(one)
    return out


def _kept(text: str, one: Found, before: Found | None, after: Found | None) -> bool:
    if family(one) == "clock":
        return any(other is not None and beside(text, one, other) for other in (before, after))
    if one.rule.name == "a year":
        return bool(
            re.search(
                r"(?:\d|\b(?:times|once|twice|cent|%|billion|million|thousand|dollars|euros|tonnes|tons|barrels|visitors|people|USD|students|yen|yuan|roubles|rubles))\s+$",
                before_words(text, one.start),
            )
        )
    if one.rule.name == "bare season":
        return (
            (one.groups["season"] or "").lower() in {"summers", "winters"}
            or bool(
                re.search(
                    r"\b(?:in|during|since|until|by|over|throughout|for|before|after|from)\s+(?:the\s+)?(?:whole\s+)?$",
                    before_words(text, one.core[0]),
                )
            )
            or "the" in text[one.start : one.start + 4].lower()
        )
    return bool(
        re.search(r"\b(?:during|over|by|for|until|throughout|within|at|before|after|in)\s+$", before_words(text, one.start))
    ) and (one.groups.get("unit") or "").lower() in {"weekend"}


_BESIDE = re.compile(
    r"\s*(?:,\s*)?(?:(?:at|on|from|by|around|about|between|before|after|no\s+later\s+than|of|in\s+the|[-–(])\s*)?", re.IGNORECASE
)


def beside(text: str, one: Found, other: Found) -> bool:
    """Do a day and a clock time stand together, with at most a small word between?"""
    left, right = (one, other) if one.start < other.start else (other, one)
    gap = text[left.end : right.start]
    return "\n" not in gap and _BESIDE.fullmatch(gap) is not None


_NEEDS_OF = {"middle", "beginning", "start", "end", "close", "turn", "rest", "remainder", "remaining", "opening", "outset"}
