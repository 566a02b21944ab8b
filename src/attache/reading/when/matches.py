"""Where the rules match: each is tried only near the words that all its matches hold.

Comes in: text. Goes out: rules with their matches, rule by rule, each as if the rule had been tried at every character.
One pass tells which anchors may stand in the text at all.
Anchors and rules look at the text in lower case, which is several times faster than matching without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from attache.reading.when import anchored, clock, dates, hours, relative, spells, weekdays
from attache.reading.when.frame import Rule
from attache.reading.when.openings import openings, plainly

RULES: tuple[tuple[str, Rule], ...] = tuple(
    (family, rule)
    for family, rules in (
        ("date", dates.RULES),
        ("date", relative.RULES),
        ("date", anchored.RULES),
        ("date", weekdays.RULES),
        ("spell", hours.RULES),
        ("clock", clock.RULES),
        ("spell", spells.RULES),
    )
    for rule in rules
)
"""All rules with their family: date, clock or spell; an earlier one goes before a later one of the same length."""

_REACH = 80
"""Characters from the start of a match to its anchor; the longest ("between twenty-five minutes past …") take some 50."""
_LENGTH = 120
"""Characters from an anchor to the end of what a rule must hold; what else it looks at, it looks at in the whole text."""


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str], re.Pattern[str]], ...]:
    """Each rule with its pattern for the text in lower case and for the text as it is."""
    return tuple((rule, re.compile(_lowered(rule.pattern)), re.compile(rule.pattern, re.IGNORECASE)) for _, rule in RULES)


@cache
def _begun() -> tuple[AhoCorasick, tuple[tuple[re.Pattern[str], ...], ...]]:
    """What finds the openings of the rules' anchors in a text, and the anchors of each opening."""
    by_opening: dict[str, list[re.Pattern[str]]] = {}
    for anchor in dict.fromkeys(rule.anchor for _, rule in RULES):
        for opening in openings(anchor):
            by_opening.setdefault(opening, []).append(re.compile(anchor))
    if "" in by_opening:
        raise ValueError(f"anchor {by_opening[''][0].pattern!r} may begin with anything")
    finder = AhoCorasick(list(by_opening), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
    return finder, tuple(map(tuple, by_opening.values()))


def _lowered(pattern: str) -> str:
    """The pattern with its letters in lower case, but for escapes and the names of groups."""
    return re.sub(r"\\.|\(\?P[<=]\w+|[A-Z]", lambda found: found[0].lower() if len(found[0]) == 1 else found[0], pattern)


def matches(text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """The matches of every rule, in the order of the rules and of the text."""
    # Of all letters only the dotted capital I has a lower case of another length.
    low = text.replace("İ", "i").lower()
    places = _places(low)
    for rule, quick, exact in _compiled():
        at = 0
        for first, last in places.get(rule.anchor, ()):
            at = max(at, first)
            while (found := quick.search(low, at, last + _LENGTH)) is not None and found.start() <= last:
                match = exact.match(text, found.start())
                if match is not None:
                    yield rule, match
                at = max(match.end() if match is not None else 0, found.start() + 1)


def _places(low: str) -> dict[str, list[tuple[int, int]]]:
    """Where matches may start, by anchor: `(first, last)` around each of its hits, those that touch made one."""
    finder, anchors_of = _begun()
    starts = sorted({(start, which) for which, start, _ in finder.find_matches_as_indexes(plainly(low), overlapping=True)})
    out: dict[str, list[tuple[int, int]]] = {}
    for start, which in starts:
        for anchor in anchors_of[which]:
            found = anchor.match(low, start)
            if found is None:
                continue
            first, last = max(start - _REACH, 0), found.end()
            spans = out.setdefault(anchor.pattern, [])
            if spans and first <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
            else:
                spans.append((first, last))
    return out
