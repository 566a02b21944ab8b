"""Words of passages and names made comparable: which of them carry a subject, and how two names of one thing agree."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from attache.knowledge import rows, several
from attache.ledger.names import folded


@dataclass(frozen=True, slots=True)
class Naming:
    """What a name says of its thing, each word folded and without plural ending.

    "Ninh Thuan 1 nuclear power plant": proper ninh, thuan; common nuclear; kinds power, plant; numbers 1.
    """

    proper: frozenset[str]
    common: frozenset[str]
    kinds: frozenset[str]
    numbers: frozenset[str]

    @property
    def subject(self) -> frozenset[str]:
        """The words that tell the thing from others of its kind."""
        return self.proper | self.common

    def stands_in(self, words: frozenset[str]) -> bool:
        """Whether a passage with these words speaks of the thing: it has every telling word and number, and, where none of
        the words is a proper name, a word of its kind too."""
        if not self.subject or not self.subject <= words or not self.numbers <= words:
            return False
        return bool(self.proper) or bool(self.kinds & words)


@cache
def plain_words() -> frozenset[str]:
    """Words that carry no subject."""
    return frozenset(row["word"] for row in rows("plain_words"))


@cache
def kind_words() -> frozenset[str]:
    """Words for kinds of things, as stems."""
    return frozenset(stem(row["word"]) for row in rows("kind_words"))


@cache
def paper_words() -> frozenset[str]:
    """Those of them that are signed or adopted."""
    return frozenset(stem(row["word"]) for row in rows("kind_words") if row["paper"])


@cache
def loose_words() -> frozenset[str]:
    """Adjectives that tell no thing from another of its kind, as stems."""
    return frozenset(stem(row["word"]) for row in rows("loose_words"))


@cache
def country_words() -> frozenset[str]:
    """Words of countries' names and of their people, as stems."""
    cells = (row[c] for row in rows("countries") for c in ("name", "aliases", "demonyms", "capital", "metonyms"))
    return frozenset(stem(word) for cell in cells for name in several(cell) for word in folded(name).split())


@cache
def aim_words() -> frozenset[str]:
    """Words that call an aim by its kind."""
    return frozenset(row["word"] for row in rows("aim_words"))


@cache
def deed_words() -> frozenset[str]:
    """Words that name a deed, as stems."""
    return frozenset(stem(word) for word in _deed_words())


@cache
def _deed_words() -> dict[str, tuple[str, ...]]:
    return {row["word"]: several(row["families"]) for row in rows("deed_words")}


@lru_cache(maxsize=65536)
def deeds_in(text: str) -> frozenset[str]:
    """Families of the events that a passage names as to be done: "will sign" gives SUPPORT/sign."""
    return frozenset(family for word in folded(text).split() for family in _deed_words().get(word, ()))


@lru_cache(maxsize=65536)
def stems(text: str) -> tuple[str, ...]:
    """The words that carry a subject, in their order, without plural endings; numbers and single letters left out."""
    words = (w for w in folded(text).split() if len(w) > 1 and w not in plain_words() and not w.isdigit())
    return tuple(stem(w) for w in words)


def bare_stems(text: str) -> tuple[str, ...]:
    """The stems of a text without adjectives that tell nothing and countries, as `described` gives them."""
    return tuple(w for w in stems(text) if w not in loose_words() and w not in country_words())


def stem(word: str) -> str:
    """The word without a plural ending: plants, plant; parties, party; processes, process."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def naming(text: str) -> Naming:
    """What a name, or a short passage about a thing, says of it; countries, adjectives that tell nothing and plain words
    left out. A capital letter makes a proper name."""
    proper: set[str] = set()
    common: set[str] = set()
    kinds: set[str] = set()
    numbers: set[str] = set()
    for word in re.findall(r"\w+", text):
        plain = folded(word)
        root = stem(plain)
        if plain.isdigit():
            numbers.add(plain)
        elif root in kind_words():
            kinds.add(root)
        elif len(plain) > 1 and plain not in plain_words() and root not in loose_words() and root not in country_words():
            (proper if word[0].isupper() else common).add(root)
    return Naming(frozenset(proper), frozenset(common), frozenset(kinds), frozenset(numbers))


@lru_cache(maxsize=65536)
def words_of(text: str) -> frozenset[str]:
    """All words of a passage as stems, numbers too: what `Naming.stands_in` looks into."""
    return frozenset(stem(w) for w in folded(text).split())


def same_name(one: str, other: str) -> bool:
    """Whether two names are of one thing but for the word for its kind and the order of words."""
    a, b = naming(one), naming(other)
    return bool(a.subject) and (a.subject, a.numbers) == (b.subject, b.numbers)


def same_works(one: str, other: str) -> bool:
    """Whether two sentences name one place of works: two proper names in common ("from Mombasa to Nairobi"), or one and a
    word for the kind of works ("the port of Lamu")."""
    a, b = capitals(one), capitals(other)
    kinds = words_of(one) & words_of(other) & kind_words()
    return a <= b and (len(a) > 1 or (bool(a) and bool(kinds)))


@lru_cache(maxsize=65536)
def capitals(text: str) -> frozenset[str]:
    """Capitalised words but the first of a sentence, those of states and people of states, and of offices."""
    words = re.findall(r"(?<![.!?“\"] )(?<!^)\b[A-Z]\w+", text)
    folds = (stem(folded(w)) for w in words)
    return frozenset(w for w in folds if w not in _state_words() and w not in plain_words() and w not in _calendar())


@cache
def _state_words() -> frozenset[str]:
    cells = (row[c] for row in rows("countries") for c in ("name", "aliases", "demonyms"))
    return frozenset(stem(word) for cell in cells for name in several(cell) for word in folded(name).split())


@cache
def _calendar() -> frozenset[str]:
    names = [*calendar.month_name, *calendar.day_name]
    return frozenset(stem(folded(name)) for name in names if name)


def described(text: str, kinds: frozenset[str] | None = None) -> Iterator[tuple[str, ...]]:
    """Papers (or things of other `kinds`) that a passage describes by more than their kind, as stems in order: "a free trade
    agreement" gives free, trade, agreement; "a new agreement" nothing."""
    kinds = paper_words() if kinds is None else kinds
    run: list[str] = []
    for word in folded(text).split():
        root = stem(word)
        if root in kinds:
            telling = [w for w in run if w not in country_words() and w not in loose_words()]
            if telling:
                yield (*telling, root)
            run = []
        elif len(word) < 2 or word in plain_words() or word.isdigit():
            run = []
        else:
            run.append(root)
