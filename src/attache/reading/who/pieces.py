"""A report's text cut into words and marks, and tables of phrases looked up in it.

`cut` gives one piece for every word and every mark with its offsets; readers of names walk over these rather than over
the analyser's tokens, so that a hyphen or a full stop is always a piece of its own. `PhraseTable.match` finds the longest
phrase of a table that begins at a piece.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

_PIECE = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "`": "'"})

Value = TypeVar("Value")


class Piece(NamedTuple):
    """A word or mark `[start, end)`; `gap` is the white space before it, `text` has plain apostrophes."""

    start: int
    end: int
    text: str
    gap: str
    folded: str
    """The text without letter case."""
    capital: bool
    """Does it begin with a capital letter?"""
    breaks: bool
    """Does a line end right before it?"""


def cut(text: str) -> tuple[Piece, ...]:
    """Pieces of `text` in order; every character outside them is white space."""
    out = []
    last = 0
    plain = text.translate(_APOSTROPHES)
    looks: dict[str, tuple[str, bool]] = {}
    # Made without the named tuple's own constructor, which takes as long as all the rest.
    new = tuple.__new__
    for found in _PIECE.finditer(plain):
        start, end = found.span()
        word, gap = found[0], text[last:start]
        look = looks.get(word)
        if look is None:
            looks[word] = look = (word.casefold(), word[0].isupper())
        folded, capital = look
        out.append(new(Piece, (start, end, word, gap, folded, capital, gap != " " and "\n" in gap)))
        last = end
    return tuple(out)


def piece_at(pieces: Sequence[Piece], offset: int) -> int:
    """Index of the piece that holds `offset`, or of the last one before it; -1 before the first."""
    return bisect_right(pieces, offset, key=lambda piece: piece.start) - 1


class PhraseTable(Generic[Value]):
    """Phrases with values; letter case counts unless the table is made with `fold=True`."""

    def __init__(self, phrases: Iterable[tuple[str, Value]], *, fold: bool = False) -> None:
        self._fold = fold
        self._by_first: dict[str, list[tuple[tuple[str, ...], list[Value]]]] = {}
        whole: dict[tuple[str, ...], list[Value]] = {}
        for phrase, value in phrases:
            words = tuple(self._form(piece) for piece in cut(phrase))
            if words and value not in whole.setdefault(words, []):
                whole[words].append(value)
        for words, values in whole.items():
            self._by_first.setdefault(words[0], []).append((words, values))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.openings = frozenset(self._by_first)
        """The first words of all phrases: only where a piece is one of them can a phrase begin."""

    def _form(self, piece: Piece) -> str:
        return piece.folded if self._fold else piece.text

    def places(self, pieces: Sequence[Piece]) -> list[int]:
        """The pieces at which a phrase may begin, by its first word."""
        openings = self.openings
        if self._fold:
            return [i for i, piece in enumerate(pieces) if piece.folded in openings]
        return [i for i, piece in enumerate(pieces) if piece.text in openings]

    def match(self, pieces: Sequence[Piece], i: int) -> tuple[int, list[Value]] | None:
        """`(end, values)` of the longest phrase at pieces `[i, end)`, None where none begins; never across a line break."""
        piece = pieces[i]
        entries = self._by_first.get(piece.folded if self._fold else piece.text)
        if entries is None:
            return None
        for words, values in entries:
            end = i + len(words)
            if end > len(pieces):
                continue
            for further, word in zip(pieces[i + 1 : end], words[1:], strict=True):
                if further.breaks or (further.folded if self._fold else further.text) != word:
                    break
            else:
                return end, values
        return None
