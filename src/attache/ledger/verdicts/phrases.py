"""Words that tell what became of a promise: patterns from tables, looked for in sentences about it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from attache.knowledge import rows

THEN = r"(?:then|first|originally|initially|once|previously)(?: been)?"
SET = r"(?:set|due|planned|scheduled|expected|meant)"
NOT = r"\b(?:(?:not|never|yet)(?: \w+){0,2}|(?:whether|if|unless|no report that)\b[^,;.]*) $"
"""What stands before a phrase and takes it back."""


@cache
def _patterns(table: str, column: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """What each phrase tells, its longest plain word, and its pattern."""
    out = []
    for row in rows(table):
        plain = re.sub(r"\{\w+\}|\*", " ", row["phrase"]).lower().split()
        words = re.escape(row["phrase"]).replace(r"\{then\}", THEN).replace(r"\{set\}", SET)
        words = words.replace(r"\ ", r"\s+").replace(r"\s+\*", r"\b[^.;]{0,80}?")
        out.append((row[column], max(plain, key=len, default=""), re.compile(rf"\b{words}\b", re.IGNORECASE)))
    return tuple(out)


@lru_cache(maxsize=16384)
def found(text: str, table: str, column: str) -> tuple[str, str] | None:
    """What the first phrase of a table that stands in a text tells (its `column`), with the words; None where none does, or
    where a word before takes it back."""
    low = text.lower()
    # Few texts have any of the words: to look for a word is far quicker than for a pattern.
    likely = ((told, pattern) for told, word, pattern in _patterns(table, column) if word in low)
    hits = ((m.start(), told, m) for told, pattern in likely for m in [pattern.search(text)] if m)
    for start, told, match in sorted(hits, key=lambda h: (h[0], h[1])):
        if not re.search(NOT, text[:start], re.IGNORECASE):
            return told, match[0]
    return None
