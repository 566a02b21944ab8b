"""Whose count a number is where one sentence gives those of several: in goes its spot, out comes a name.

"5 billion according to A, 4 billion according to B", "A counts 5 billion, B 4", "5 billion (A) or 4 (B)", "A's figures show 5
billion, those of B 4": each number has its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attache.reading.analysis import Analysis, Quantity
from attache.reading.figures.spots import Spot, role
from attache.records import Mention

_KINDS = {"country", "organisation"}
COUNT = r"(?:count|reckoning|figures?|data|statistics|books|numbers|estimates?|records|tally|calculations?)"
_LED = re.compile(rf"\b(?:according to|as (?:counted|reported) by|(?:by|on|in) (?:the {COUNT}|that|those) of) (?:the )?$", re.I)
_OWNED = re.compile(r"\b(?:by|on|in|according to) (?:the )?$", re.I)
_ITS_COUNT = re.compile(rf"(?:['’]s?)?(?: own)? {COUNT}\b", re.I)
_LIST_LEAD = re.compile(r"[,;] (?:(?:and|but|while|or) )?(?:the )?$")
_THOSE = re.compile(r"\b(?:those|that|the ones?) (?:of|from|by) (?:the )?$", re.I)
_ACRONYM = re.compile(r"\b[A-Z]{3,8}\b")


@dataclass(frozen=True, slots=True)
class Counter:
    """One who may count, over the characters `[start, end)`; `body` where it is no country."""

    start: int
    end: int
    name: str
    body: bool


def counter_of(at: Analysis, spot: Spot, part: tuple[int, int]) -> str | None:
    """The one whose count the number at `spot` alone is, within the sentence's `part`; None where no words tell it so.

    A country's code, else the body's name; an acronym that the report does not explain stands for itself.
    """
    counters = list(_counters(at, part))
    text, number = at.report.text, spot.quantity
    for one in counters:
        if one.start >= number.end and not _amount_within(at, number.end, one.start) and _behind(text, number.end, one):
            return one.name
    for one in reversed(counters):
        if one.end <= number.start and _elliptic(at, spot, one, part[0]):
            return one.name
    return None


def _counters(at: Analysis, part: tuple[int, int]) -> Iterator[Counter]:
    """The widest mentions of countries and bodies in the part, and acronyms that are no mention, in text order."""
    here = [m for m in at.mentions_within(*part) if m.evidence.end <= part[1]]
    named = [m for m in here if m.kind in _KINDS and m.form != "pronoun" and not any(_inside(m, o) for o in here)]
    found = [Counter(m.evidence.start, m.evidence.end, m.name, m.kind == "organisation") for m in named]
    for acronym in _ACRONYM.finditer(at.report.text, *part):
        taken = any(m.evidence.start < acronym.end() and acronym.start() < m.evidence.end for m in here)
        money = at.is_quantity(acronym.start()) or bool(at.quantities_from(acronym.start(), acronym.end()))
        if not taken and not money:
            found.append(Counter(acronym.start(), acronym.end(), acronym[0], body=True))
    yield from sorted(found, key=lambda c: c.start)


def _inside(mention: Mention, other: Mention) -> bool:
    """Is the mention part of the longer one?"""
    one, two = mention.evidence, other.evidence
    return two.start <= one.start and one.end <= two.end and two.end - two.start > one.end - one.start


def _amount_within(at: Analysis, start: int, end: int) -> bool:
    return any(_amount(q) for q in at.quantities_from(start, end))


def _amount(quantity: Quantity) -> bool:
    """Is it a number that is told of something, no year?"""
    value = quantity.value[0] if isinstance(quantity.value, tuple) else quantity.value
    return quantity.unit is not None or not 1900 <= value <= 2100


def _behind(text: str, end: int, one: Counter) -> bool:
    """Does the number's teller follow it: ", according to A", "by the count of A", "by A's count", "(A)"?"""
    between = text[end : one.start]
    if len(between) > 60 or re.search(r"[;:.]", between):
        return False
    if one.body and re.fullmatch(r" ?\((?:the )?", between) and text[one.end : one.end + 1] == ")":
        return True
    return _LED.search(between) is not None or (
        _OWNED.search(between) is not None and _ITS_COUNT.match(text, one.end) is not None
    )


def _elliptic(at: Analysis, spot: Spot, one: Counter, floor: int) -> bool:
    """Does the number go on with another's count: "A counts 5 billion, B 4 billion", "those of B 4 billion"?"""
    text, number = at.report.text, spot.quantity
    if not (spot.money or number.unit is None) or not _amount_within(at, floor, one.start):
        return False
    words = text[one.end : number.start].lower().strip(" ),$").split()
    before = text[max(floor, one.start - 30) : one.start]
    if _THOSE.search(before):
        return all(word in role("hedge") | role("counting_verb") for word in words)
    telling = (role("counting_verb") | role("put_verb")) - (set() if one.body else {"has", "have"})
    told = {token.lower_ for token in spot.sentence if floor <= token.idx < one.start}
    hedged = all(word in role("hedge") for word in words)
    return _LIST_LEAD.search(before) is not None and hedged and bool(told & telling)
