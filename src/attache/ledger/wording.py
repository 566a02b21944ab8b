"""Words of passages and names made comparable: which of them carry a subject, and how two names of one thing agree."""

from __future__ import annotations

from functools import cache, lru_cache

from attache.knowledge import rows
from attache.ledger.names import folded


@cache
def plain_words() -> frozenset[str]:
    """Words that carry no subject."""
    return frozenset(row["word"] for row in rows("plain_words"))


@lru_cache(maxsize=65536)
def stems(text: str) -> tuple[str, ...]:
    """The words that carry a subject, in their order, without plural endings; numbers and single letters left out."""
    words = (w for w in folded(text).split() if len(w) > 1 and w not in plain_words() and not w.isdigit())
    return tuple(stem(w) for w in words)


def stem(word: str) -> str:
    """The word without a plural ending: plants, plant; parties, party; processes, process."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
