"""Whether the words around a name make it a place: "in X", "flew to X", "visited X" — or leave it a government, "X said"."""

from __future__ import annotations

from functools import cache, lru_cache

from attache.knowledge import rows
from attache.language.tokens import Span, Token
from attache.reading.things.phrasebook import fold
from attache.reading.things.vocabulary import words

_WINDOW = 7
"""Tokens before the name in which a word of motion is looked for; "set out on Monday from" needs five."""
_TOWARDS = frozenset({"to", "from", "into", "towards", "toward"})
_POSSESSIVES = frozenset({"'s", "’s", "’", "'"})


@cache
def _motion() -> dict[str, str]:
    return {row["lemma"]: row["takes"] for row in rows("motion_words", package="attache.language.en")}


@cache
def place_nouns(position: str) -> dict[str, str]:
    """Common nouns in the names of places, `after` the proper noun or `before` it with "of"; value: keep or drop."""
    return {
        row["head"]: row["naming"] for row in rows("place_heads", package="attache.language.en") if row["position"] == position
    }


@cache
def _begin_place_nouns() -> frozenset[str]:
    return frozenset(noun[:3] for noun in place_nouns("after"))


def may_name_place(token: Token) -> bool:
    """Whether the token may begin a common noun in the name of a place; a quick look that settles most of them."""
    return len(token.text) < 3 or token.text[:3].casefold()[:3] in _begin_place_nouns()


def word_before(run: Span) -> Token | None:
    """The word before, over articles, "southern" and the first places of a list ("in Hanoi and Moscow")."""
    doc, first = run.doc, run.sent.start
    i = run.start - 1
    while i > first and doc[i].lower_ in ("and", "or", "/") and doc[i - 1].pos_ == "PROPN":
        i -= 1
        while i >= first and doc[i].pos_ == "PROPN":
            i -= 1
    while i >= first and (doc[i].pos_ == "DET" or doc[i].lower_ in words("directional")):
        i -= 1
    return doc[i] if i >= first else None


def stands_at(run: Span) -> bool:
    """Whether a preposition of place governs the words: "in X", "near X", "from X"."""
    before = word_before(run)
    return before is not None and (before.lower_ in words("standing") or before.lower_ in _TOWARDS)


def housed(run: Span) -> bool:
    """Whether "in" or "at" governs the seat of a government, so that the building is meant."""
    before = word_before(run)
    return before is not None and before.lower_ in ("in", "at", "inside", "outside", "near") and not modifies(run)


def modifies(run: Span) -> bool:
    """Whether the name only qualifies the noun that follows ("a Delhi think tank", "the Paris talks")."""
    if run.end >= len(run.doc) or run.doc[run.end].is_sent_start:
        return False
    after = run.doc[run.end]
    qualifier = after.tag_ in ("NN", "NNS") and run[-1].dep_ in ("compound", "amod")
    return qualifier and after.lower_ not in place_nouns("after")


def capital_is_place(run: Span) -> bool:
    """Whether the name of a capital is meant as a place here: stood in, travelled to or from, visited."""
    before = word_before(run)
    if before is None or modifies(run):
        return False
    if run.end < len(run.doc) and run.doc[run.end].text in _POSSESSIVES:
        return run.end + 1 < len(run.doc) and run.doc[run.end + 1].lower_ in place_nouns("after")
    if before.lower_ in words("standing"):
        return not _of_envoy(before) and not (before.lower_ == "at" and _aimed(before))
    if before.lower_ in words("moving"):
        window = run.doc[max(run.sent.start, run.start - _WINDOW) : run.start]
        return any(takes_of(token) != "none" for token in window) and not _of_envoy(before)
    return before.pos_ == "VERB" and takes_of(before) == "direct"


def _of_envoy(preposition: Token) -> bool:
    """Whether the preposition belongs to an envoy ("ambassador to Hanoi"), who is sent to a government."""
    return preposition.i > 0 and preposition.nbor(-1).lemma_.casefold() in words("envoy")


def _aimed(preposition: Token) -> bool:
    """Whether "at" belongs to an attack in words: "hit out at Rome", "a swipe at Paris"."""
    return preposition.i > 0 and fold(preposition.nbor(-1).lemma_) in words("aimed")


def takes_of(token: Token) -> str:
    """How a word of motion takes its place, by the lemma or, where that is not in the table, the word without its ending."""
    return _taken(token.lower_, token.lemma_)


@lru_cache(maxsize=4096)
def _taken(word: str, lemma: str) -> str:
    stems = [lemma.casefold(), *(word.removesuffix(end) for end in ("led", "ling", "ed", "ing", "es", "s", "d"))]
    return next((_motion()[stem] for stem in stems if stem in _motion()), "none")
