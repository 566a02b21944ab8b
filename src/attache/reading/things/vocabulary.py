"""Small English words by the part they play around the names of things, from the table `thing_words`."""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows
from attache.reading.things.phrasebook import fold


@cache
def words(role: str) -> frozenset[str]:
    """The words of a role, folded. Raises ValueError where the table has none, so that a misspelt role is found at once."""
    found = frozenset(fold(row["word"]) for row in rows("thing_words", package="attache.language.en") if row["role"] == role)
    if not found:
        raise ValueError(f"thing_words.tsv has no word with the role {role!r}")
    return found
