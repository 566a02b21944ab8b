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
    r"s?\b(?:\s+[\w’'-]+){0,3}?\s+(?:since|(?:in|for|of)\s+(?:the\s+|\w+\s+)?(?:years?|months?)|this (?:year|month))\b"
)


@lru_cache(maxsize=65536)
def numbers_in(text: str) -> frozenset[int]:
    """The numbers of counted meetings in a text: "the fifth session", "the 24th meeting", "COP 21"."""
    found = {_ordinal(m["n"]) for m in _numbered().finditer(text) if not _RECENT.match(text, m.end())}
    return frozenset(found | {int(n) for n in re.findall(r"\b[A-Z]{3,}[ -](\d{1,2})\b", text)})


@cache
def _numbered() -> re.Pattern[str]:
    words = "|".join(sorted(_words(), key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?P<n>\d{{1,3}}(?:st|nd|rd|th)|{words})\s+{_MEETING}", re.IGNORECASE)


@cache
def _words() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("ordinals", package=PACK)}


def _ordinal(word: str) -> int:
    return int(re.sub(r"\D", "", word)) if word[:1].isdigit() else _words()[word.casefold()]
