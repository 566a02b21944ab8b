"""Meetings that are counted: the numbers of sessions in words that tell them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from attache.knowledge import rows

PACK = "attache.language.en"
_HEADS = "meeting|session|round|sitting|plenary|summit|conference|dialogue|consultation|committee|commission|forum"
_MEETING = rf"(?:[\w’'-]+\s+){{0,4}}?(?:{_HEADS})"
# "The first meeting in three years" is counted anew each time.
_RECENT = re.compile(
    r"s?\b(?:\s+[\w’'-]+){0,3}?\s+"
    r"(?:since|(?:in|for|of)\s+(?:the\s+|\w+\s+)?(?:years?|months?|weeks?|days?)|this (?:year|month|week))\b"
)


@lru_cache(maxsize=65536)
def numbers_in(text: str) -> frozenset[int]:
    """The numbers of counted meetings in a text: "the fifth session", "the 24th meeting", "COP 21"."""
    found = {_ordinal(m["n"]) for m in _numbered().finditer(text) if not _RECENT.match(text, m.end())}
    return frozenset(found | {int(n) for n in re.findall(r"\b[A-Z]{3,}[ -](\d{1,2})\b", text)})


def times_in(text: str) -> frozenset[int]:
    """The numbers of meetings of a body known from elsewhere: "met for the fourth time", "the eighth is planned for May".

    Below the third such words rather count what one text tells: "the first was held in May, the second in June".
    """
    met = {_ordinal(m["n"]) for m in _times().finditer(text) if not _RECENT.match(text, m.end())}
    bare = {n for m in _bare().finditer(text) if (n := _ordinal(m["n"])) > PLAIN}
    return frozenset(met | bare)


PLAIN = 2


@cache
def _times() -> re.Pattern[str]:
    return re.compile(rf"\bfor\s+(?:the|its|a|their)\s+(?P<n>{_ordinals()})\s+time", re.IGNORECASE)


@cache
def _bare() -> re.Pattern[str]:
    verbs = r"is|was|were|will|had|has|took|takes|should|met|followed|came"
    return re.compile(rf"\b(?:the|its)\s+(?P<n>{_ordinals()})(?=,?\s+(?:{verbs})\b)", re.IGNORECASE)


def _ordinals() -> str:
    return rf"\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(sorted(_words(), key=lambda w: (-len(w), w)))}"


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<n>{_ordinals()})\s+{_MEETING}", re.IGNORECASE)


@cache
def _words() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("ordinals", package=PACK)}


def _ordinal(word: str) -> int:
    return int(re.sub(r"\D", "", word)) if word[:1].isdigit() else _words()[word.casefold()]
