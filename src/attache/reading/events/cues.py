"""The tables that reading events looks up: status cues and classes of nouns."""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several
from attache.language.tokens import Token

_ENGLISH = "attache.language.en"


@cache
def cue_words(place: str) -> frozenset[str]:
    """All words that the table of status cues gives for one place (light, speech, object-control …)."""
    return frozenset(
        word for row in rows("status_cues", package=_ENGLISH) if row["place"] == place for word in several(row["words"])
    )


@cache
def cue_status(place: str) -> dict[str, str]:
    """Word to status for one place; a word in two rows takes the first."""
    out: dict[str, str] = {}
    for row in rows("status_cues", package=_ENGLISH):
        if row["place"] == place:
            for word in several(row["words"]):
                out.setdefault(word, row["status"])
    return out


@cache
def word_class(name: str) -> frozenset[str]:
    """Words of one class; raises KeyError for a class that the table does not have."""
    return frozenset(_classes()[name])


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    return {row["class"]: several(row["words"]) for row in rows("trigger_classes", package=_ENGLISH)}


def in_class(token: Token, name: str) -> bool:
    """Is the word, or a noun joined or subordinate to it ("a series of agreements"), of the class?"""
    if belongs(token, name):
        return True
    for child in token.children:
        if child.dep_ in ("conj", "nmod", "compound", "flat", "amod", "nummod") and belongs(child, name):
            return True
    return False


def belongs(token: Token, name: str) -> bool:
    """Is the word itself of the class?"""
    words = word_class(name)
    return token.lower_ in words or token.lemma_.lower() in words
