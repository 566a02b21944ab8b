"""Words to word pieces: the input of the encoder.

The vocabulary is BERT's lower-case one, kept beside the weights. A word is lower-cased, its accents and its marks are
parted as BERT does (Devlin et al. 2019, `BasicTokenizer`), and each part is cut greedily into the longest known pieces.
Letter case, lost that way, is handed over as a class of its own. Words come from our own tokenizer, so a cached look-up
per word is all that is needed; the library for this brings a download client with it, which an offline program should not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

CASES = 6
"""Number of letter-case classes: none or lower, Title, UPPER, one capital, MiXed, with digits."""
MOST_PIECES = 250
"""A longer sentence is read in stretches of this many pieces; only tables and lists come out that long."""
MAX_LETTERS = 60
"""A longer word is one unknown piece: no real word is, and the greedy cut is quadratic in its length."""


@lru_cache(maxsize=100_000)
def letter_case(word: str) -> int:
    """The class of the word's capitals, 0 to `CASES` - 1."""
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isupper() for c in word):
        return 0
    letters = [c for c in word if c.isalpha()]
    if len(letters) == 1:
        return 3
    if all(c.isupper() for c in letters):
        return 2
    return 1 if word[0].isupper() and not any(c.isupper() for c in word[1:]) else 4


class Pieces:
    """The vocabulary; `ids(word)` gives the word's piece numbers, at least one."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._numbers = {piece: n for n, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}
        self._entries: dict[str, tuple[tuple[int, ...], int]] = {}
        self.unknown = self._numbers["[UNK]"]
        self.start = self._numbers["[CLS]"]
        self.end = self._numbers["[SEP]"]

    def ids(self, word: str) -> tuple[int, ...]:
        """Numbers of the word's pieces; one unknown piece for what cannot be cut."""
        found = self._known.get(word)
        if found is None:
            found = tuple(n for part in _parts(word) for n in self._cut(part)) or (self.unknown,)
            if len(self._known) < 200_000:
                self._known[word] = found
        return found

    def entry(self, word: str) -> tuple[tuple[int, ...], int]:
        """Numbers of the word's first pieces, as many as the encoder takes at once, and the class of its letter case."""
        found = self._entries.get(word)
        if found is None:
            found = (self.ids(word)[:MOST_PIECES], letter_case(word))
            if len(self._entries) < 200_000:
                self._entries[word] = found
        return found

    def is_word(self, word: str) -> bool:
        """Is this lower-case word common enough to be one piece?"""
        return len(word) > 1 and word in self._numbers

    def _cut(self, part: str) -> list[int]:
        out: list[int] = []
        at = 0
        if len(part) > MAX_LETTERS:
            return [self.unknown]
        while at < len(part):
            for end in range(len(part), at, -1):
                number = self._numbers.get(("##" if at else "") + part[at:end])
                if number is not None:
                    out.append(number)
                    at = end
                    break
            else:
                return [self.unknown]
        return out


def _parts(word: str) -> list[str]:
    """The word lower-cased, without accents, cut at every mark."""
    out = [""]
    for c in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(c)
        if kind == "Mn" or kind in {"Cc", "Cf", "Zs"}:
            continue
        if kind[0] == "P" or c in "$+<=>^`|~" or 0x4E00 <= ord(c) <= 0x9FFF:
            out += [c, ""]
        else:
            out[-1] += c
    return [part for part in out if part]
