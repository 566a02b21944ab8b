"""Parts of what is built: the first berth, phase II, unit 2. Each is finished by itself."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from attache.knowledge import rows

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}


@lru_cache(maxsize=65536)
def parts_in(text: str) -> frozenset[tuple[str, int]]:
    """The counted parts that a text tells of, each as its noun and number."""
    before = {(m["part"].casefold(), _number(m["n"].casefold())) for m in _ordinal_first().finditer(text)}
    after = re.findall(
        rf"\b({_nouns()})\s+(\d{{1,2}}|{'|'.join(_ROMAN)})\b(?!\s*(?:km|kilomet|metre|meter))", text, re.IGNORECASE
    )
    return frozenset(before | {(part.casefold(), _ROMAN.get(n.casefold()) or int(n)) for part, n in after})


@cache
def _ordinal_first() -> re.Pattern[str]:
    words = "|".join(sorted(_words(), key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?P<n>\d{{1,2}}(?:st|nd|rd|th)|{words})\s+(?:[\w’'-]+\s+)?(?P<part>{_nouns()})s?\b", re.IGNORECASE)


@cache
def _nouns() -> str:
    return "|".join(sorted((row["word"] for row in rows("part_words")), key=lambda w: (-len(w), w)))


@cache
def _words() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("ordinals", package="attache.language.en")}


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word)) if word[:1].isdigit() else _words()[word]
