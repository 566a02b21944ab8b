"""From text to time expressions not yet placed: candidates of every rule, the choice among them, and what binds them.

Comes in: text. Goes out: `Found` items in text order that do not overlap: a rule's match with the words around it that
narrow or move it ("the end of", "three days after"), or two matches joined ("from … to …", a day with its clock time).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from attache.reading.when import clock, dates, relative, spells
from attache.reading.when.frame import Groups, Rule
from attache.reading.when.words import CALENDAR_UNIT, NUMBER, ORDINAL, WEEKDAY, holidays, plain_words


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
    core: tuple[int, int] = field(default=(0, 0))
    """The match without its binds."""


_FAMILIES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("date", dates.RULES),
    ("date", relative.RULES),
    ("clock", clock.RULES),
    ("spell", spells.RULES),
)
FAMILY = {id(rule): family for family, rules in _FAMILIES for rule in rules}


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for _, rules in _FAMILIES for rule in rules)


_ABBREVIATED = re.compile(r"(?:\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)|[ap]\.\s?m)\.$", re.IGNORECASE)


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a match without trailing space, and without a full stop that only ends the sentence."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[end - 1 : end] == "." and not _ABBREVIATED.search(text[start:end]):
        end -= 1
    return end


def family(found: Found) -> str:
    """date, clock or spell."""
    return FAMILY[id(found.rule)]


def search(text: str, *, ranges: bool = True) -> list[Found]:
    """All items of the text in order, bound and without overlaps; weak ones only where something binds them.

    `ranges` False leaves out the rules for two clock times at once.
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
    bound = [_bind(text, one) for one in sorted(chosen, key=lambda one: one.start)]
    return _without_weak(text, _select(bound))


def _candidates(text: str) -> Iterator[Found]:
    for rule, pattern in _compiled():
        for match in pattern.finditer(text):
            start, end = match.span()
            end = _trimmed(text, start, end)
            if end > start and "\n" not in text[start:end] and _plausible(rule, match, text):
                yield Found(start, end, rule, match.groupdict(), core=(start, end))


def _plausible(rule: Rule, match: re.Match[str], text: str) -> bool:
    """Not an everyday word ("may", "march", "sun") and not a plain count ("2000 pieces")."""
    groups = match.groupdict()
    if (groups.get("month") or "") in {"may", "march"} and not re.search(r"\d", match.group()):
        return bool(re.search(r"\b(?:in|until|since|next|last)\s+$", text[: match.start("month")]))
    for key in ("month", "dow"):
        word = (groups.get(key) or "").rstrip(".")
        if word.islower() and word in plain_words() and not _has_number(groups):
            return (
                key == "month"
                and word in {"may", "march"}
                and bool(re.search(r"\b(?:in|last|next|this|until|since|of)\s+$", text[: match.start(key)]))
            )
        if key == "month" and word in {"May", "March"} and rule.name == "month" and not _has_number(groups):
            return _month_name(text, match.start(key), match.end(key))
        if key == "dow" and word in {"Sun", "Sat", "Mon", "Wed"} and not _has_number(groups):
            return not re.match(r"\s+[A-Z]", text[match.end(key) :]) and not re.search(
                r"(?:\b[Tt]he|[A-Z]\w+)\s+$", text[: match.start(key)]
            )
    if rule.name in {"year", "spoken year", "years"}:
        return _year_like(text, *match.span())
    if rule.name == "iso month":
        return (int(groups["year"] or 0) + 1) % 100 != int(groups["month"] or 0)
    if rule.name == "short decade" and re.search(r"\b(?:her|his|their|my|our|your)\s+(?:early\s+|late\s+|mid-?)?$", text[: match.start()]):
        return False
    if (
        rule.name == "holiday"
        and holidays().get(" ".join((groups["holiday"] or "").lower().replace("’", "'").split()), ("", False))[1]
    ):
        return bool(
            groups.get("year")
            or groups.get("rel")
            or re.search(r"\b(?:on|by|before|after|since|until|for|at)\s+(?:the\s+)?$", text[: match.start()])
        )
    if rule.name == "duration" and re.fullmatch(r"(?:a|an)", groups["n"] or "", re.IGNORECASE):
        return bool(re.search(r"\b(?:for|within|in|over|after|than|about|nearly|almost|around|lasts?|lasted|of|half)\s+$", text[: match.start()])) and not re.match(r"\s+of\b", text[match.end() :])
    if rule.name in {"bare season", "season"} and re.match(r"\s+[A-Z]|\s+of\s+(?!\d)", text[match.end("season") :]) and not groups.get("year"):
        return False
    if rule.name == "bare season" and (groups["season"] or "").lower() in {"fall", "spring", "springs"}:
        return bool(re.search(r"\b(?:in|the|this|last|next|during|since|until|by)\s+$", text[: match.start("season")]))
    return not (rule.name == "short decade" and text[match.start() - 1 : match.start()].isalnum())


def _has_number(groups: Groups) -> bool:
    return any(groups.get(key) for key in ("day", "day1", "year", "yy", "rel", "a", "which", "hour", "part"))


def _month_name(text: str, start: int, end: int) -> bool:
    """A capital "May" or "March" is a month unless a name or a verb's place says otherwise."""
    before, after = text[:start].rstrip(), text[end:]
    if re.search(r"(?:\b(?:Theresa|Brian|Mrs|Ms|Mr|Minister|Long|Freedom|Prime)\.?)$", before):
        return False
    if re.match(r"\s+(?:[A-Z][a-z]+\s+(?:said|told)|I\b|we\b|you\b|he\b|she\b|it\b|be\b|not\b|the\b)", after):
        return False
    return bool(
        re.search(
            r"\b(?:in|of|since|until|by|from|to|and|through|for|early|late|mid|last|next|this|before|after|during|or|between|end|the)[\s-]*$",
            before,
            re.IGNORECASE,
        )
    ) or bool(re.match(r"\s*(?:[-–]|to\b|and\s+[A-Z])", after))


_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|of|from|to|between|and|during|after|before|for|late|early|mid|year|years|circa|ca\.?|or|through|the|around|than|as|as\s+of|"
    r"end|start|beginning|back|towards?|post|pre|vision|agenda|annual|born|died|until|a|its|this|his|their|our|[A-Z]\w+|\w+['’]s?)[\s\-–(]*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:(?:more|other|new|additional|people|men|women|troops|soldiers|workers|students|km|kilometres|kilometers|miles|metres|meters|tonnes|tons|"
    r"pieces|copies|units|barrels|megawatts|MW|GW|kg|hours|days|doses|jobs|cases|ships|vehicles|households|homes|words|pages|points|visitors|tourists|"
    r"rubles|roubles|yuan|yen|rupees|pounds|won|dong|members|delegates|participants|hectares|acres|feet|projects|companies|firms|refugees|prisoners)\b)"
)


def _year_like(text: str, start: int, end: int) -> bool:
    """A four-digit number that stands where years do, and not before what is counted."""
    if _COUNTED.match(text[end : end + 30]):
        return False
    figure = re.match(r"\d{4}", text[start:end])
    if figure is not None and not 1900 <= int(figure.group()) <= 2060:
        strong = re.search(r"\b(?:in|since|from|until|by|to|between|and|circa|year|during|after|before)\s+$", text[max(0, start - 12) : start], re.IGNORECASE)
        if re.match(r"\s+[a-z]+s\b", text[end : end + 30]) or (int(figure.group()) < 1500 and not strong):
            return False
    if figure is None and not re.search(r"\b(?:in|of|since|by|until|from|to|and|year)\s+$", text[max(0, start - 8) : start], re.IGNORECASE):
        return False
    before, after = text[max(0, start - 30) : start], text[end : end + 20]
    if re.search(
        r"(?:USD|EUR|US\$|Rs\.?|RMB|VND|No\.?|Number|nos?\.|flight|route|building|page|resolution)\s*$", before, re.IGNORECASE
    ):
        return False
    if _YEAR_BEFORE.search(before):
        return True
    return not before.strip() or before.rstrip()[-1] in '(,;:–—-/\n“"[.=>!?' or bool(re.match(r"\s*(?:[)\],.;:–—-]|$)", after))


def _select(items: list[Found]) -> list[Found]:
    """Leftmost, longest, first rule: items that do not overlap, in text order."""
    order = {id(rule): i for i, (rule, _) in enumerate(_compiled())}
    out: list[Found] = []
    for one in sorted(items, key=lambda one: (one.start, -one.end, order[id(one.rule)])):
        if not out or one.start >= out[-1].end:
            out.append(one)
        elif one.end - one.start > (out[-1].end - out[-1].start) * 1.5 and (len(out) == 1 or one.start >= out[-2].end):
            out[-1] = one
    return out


_PART = (
    r"(?:the\s+)?(?:very\s+)?(?P<part>early|earlier|mid|middle|late|later|beginning|start|end|close|turn|rest|remainder|remaining|opening|outset)"
    r"(?:[\s\-]+(?:part\s+)?(?:of|in|on))?(?:[\s\-]+the)?[\s\-]+$"
)
_BINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
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


def _bind(text: str, found: Found) -> Found:
    """The item with the words around it that change what it names."""
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
        match = next(((kind, m) for kind, pattern in _BINDS if (m := pattern.search(line)) and _binds(kind, m, found)), None)
        if match is None:
            break
        binds.append(Bind(match[0], match[1].groupdict()))
        start -= len(line) - match[1].start()
    return replace(found, start=start, end=end, binds=tuple(binds)) if binds else found


def _binds(kind: str, match: re.Match[str], found: Found) -> bool:
    part = (match.groupdict().get("part") or "").lower()
    if kind == "part" and part in {"earlier", "later"}:
        return found.rule.name in {"unit", "bare unit", "that month", "year", "month", "season", "decade", "century"}
    if kind == "part" and part in _NEEDS_OF and not re.search(r"\bof\b(?:\s+the)?\s*$", match.group(), re.IGNORECASE):
        return False
    if kind == "part" and found.rule.name in {"weekday", "recent", "now", "then", "ago"}:
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
                text[: one.start],
            )
        )
    if one.rule.name == "bare season":
        return (
            bool(re.search(r"\b(?:in|during|since|until|by|over|throughout|for)\s+(?:the\s+)?$", text[: one.core[0]]))
            or "the" in text[one.start : one.start + 4].lower()
        )
    return bool(re.search(r"\b(?:during|over|by|for|until|throughout|within|at)\s+$", text[: one.start])) and (
        one.groups.get("unit") or ""
    ).lower() in {"weekend"}


_BESIDE = re.compile(
    r"\s*,?\s*(?:at|on|from|by|around|about|between|before|after|no\s+later\s+than|of|in\s+the|[-–(])?\s*", re.IGNORECASE
)


def beside(text: str, one: Found, other: Found) -> bool:
    """Do a day and a clock time stand together, with at most a small word between?"""
    left, right = (one, other) if one.start < other.start else (other, one)
    gap = text[left.end : right.start]
    return "\n" not in gap and _BESIDE.fullmatch(gap) is not None


_JOIN = re.compile(r"\s*(?:-|–|—|~|,?\s*(?:to|until|till|through|thru|up\s+to|\.\.))\s*(?:the\s+|(?:on|in)\s+)?", re.IGNORECASE)
_JOIN_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_NEEDS_OF = {"middle", "beginning", "start", "end", "close", "turn", "rest", "remainder", "remaining", "opening", "outset"}
_NOT_JOINED = {"recent", "ago", "span", "span turned", "then", "in", "within", "within range"}


def lent(text: str, items: list[Found]) -> list[Found]:
    """The items apart, but with the years that the far ends of ranges lend the near ones."""
    out = list(items)
    for i in range(len(out) - 1):
        if _range(text, out[i], out[i + 1]):
            out[i], out[i + 1] = lend(out[i], out[i + 1].groups), lend(out[i + 1], out[i].groups)
    return out


def join(text: str, items: list[Found]) -> list[Found]:
    """Ranges ("from A to B", "between A and B", "A – B") and days with their clock times made one item each."""
    return _with_times(text, _ranges(text, items))


def _ranges(text: str, items: list[Found]) -> list[Found]:
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
    return bool(_JOIN_AND.fullmatch(gap) and re.search(r"\b(?:between|from)\s+(?:the\s+)?$", before, re.IGNORECASE))


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
    "iso", "compact", "day/month/year", "day/month", "day month", "month day", "day/Month/year", "year/Month/day", "year/day/Month", "Month/day",
    "weekday", "weekday number", "week weekday", "weekday of week", "deixis", "day number", "the next day", "the day before", "this part", "weekday day.month",
}  # fmt: skip


def _single_day(found: Found) -> bool:
    return found.rule.name in _DAYS and found.last is None and all(bind.kind == "nth weekday" for bind in found.binds)


def lend(found: Found, other: Groups) -> Found:
    """The item with the groups that a joined one lends it ("29 November" takes the year of "2 December 2021")."""
    missing = {key: other.get(key) for key in ("year", "yy", "rel") if key in found.groups and other.get(key)}
    if not found.rule.fills or any(found.groups.get(key) for key in ("year", "yy", "yy2", "rel")) or not missing:
        return found
    return replace(found, groups={**found.groups, **missing})
