"""Where the rules match: each is tried only near the words that all its matches hold.

Comes in: text. Goes out: rules with their matches, rule by rule, each as if the rule had been tried at every character.
Anchors and rules look at the text in lower case, which is several times faster than matching without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attache.reading.when import anchored, clock, dates, hours, relative, spells, weekdays
from attache.reading.when.frame import Rule

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
_LENGTH = 400
"""Characters from an anchor to the end of whatever a rule looks at."""


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str], re.Pattern[str]], ...]:
    """Each rule with its pattern for the text in lower case and for the text as it is."""
    return tuple((rule, re.compile(_lowered(rule.pattern)), re.compile(rule.pattern, re.IGNORECASE)) for _, rule in RULES)


@cache
def _anchors() -> dict[str, re.Pattern[str]]:
    return {rule.anchor: re.compile(rule.anchor) for _, rule in RULES}


def _lowered(pattern: str) -> str:
    """The pattern with its letters in lower case, but for escapes and the names of groups."""
    return re.sub(r"\\.|\(\?P[<=]\w+|[A-Z]", lambda found: found[0].lower() if len(found[0]) == 1 else found[0], pattern)


def matches(text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """The matches of every rule, in the order of the rules and of the text."""
    # Of all letters only the dotted capital I has a lower case of another length.
    low = text.replace("İ", "i").lower()
    places = {anchor: _places(pattern, low) for anchor, pattern in _anchors().items()}
    for rule, quick, exact in _compiled():
        at = 0
        for first, last in places[rule.anchor]:
            at = max(at, first)
            while (found := quick.search(low, at, last + _LENGTH)) is not None and found.start() <= last:
                match = exact.match(text, found.start())
                if match is not None:
                    yield rule, match
                at = max(match.end() if match is not None else 0, found.start() + 1)


def _places(anchor: re.Pattern[str], low: str) -> list[tuple[int, int]]:
    """Where matches may start: `(first, last)` around each hit of the anchor, those that touch made one."""
    out: list[tuple[int, int]] = []
    for found in anchor.finditer(low):
        first, last = max(found.start() - _REACH, 0), found.end()
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return out
