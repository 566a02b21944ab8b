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

_PIECE = re.compile(r"(\w+|[^\w\s])")
_APOSTROPHES = "’‘ʻ`"

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
    plain = text
    for apostrophe in _APOSTROPHES:
        plain = plain.replace(apostrophe, "'")
    out = []
    end = 0
    looks: dict[str, tuple[str, bool]] = {}
    # Made without the named tuple's own constructor, which takes as long as all the rest.
    new = tuple.__new__
    # White space and pieces by turns: cheaper than an object for every match.
    parts = iter(_PIECE.split(plain))
    for gap, word in zip(parts, parts, strict=False):
        start = end + len(gap)
        end = start + len(word)
        look = looks.get(word)
        if look is None:
            looks[word] = look = (word.casefold(), word[0].isupper())
        folded, capital = look
        out.append(new(Piece, (start, end, word, gap, folded, capital, gap != " " and "\n" in gap)))
    return tuple(out)


def piece_at(starts: Sequence[int], offset: int) -> int:
    """Index of the piece that holds `offset`, or of the last one before it, by the starts of all; -1 before the first."""
    return bisect_right(starts, offset) - 1


class PhraseTable(Generic[Value]):
    """Phrases with values; letter case counts unless the table is made with `fold=True`."""

    def __init__(self, phrases: Iterable[tuple[str, Value]], *, fold: bool = False) -> None:
        self._fold = fold
        self._singles: dict[str, list[Value]] = {}
        self._by_pair: dict[str, dict[str, list[tuple[tuple[str, ...], list[Value]]]]] = {}
        """For each first word, by the second: the words after these two, the longest phrase first."""
        whole: dict[tuple[str, ...], list[Value]] = {}
        for phrase, value in phrases:
            words = tuple(self._form(piece) for piece in cut(phrase))
            if words and value not in whole.setdefault(words, []):
                whole[words].append(value)
        for words, values in sorted(whole.items(), key=lambda entry: -len(entry[0])):
            if len(words) == 1:
                self._singles[words[0]] = values
            else:
                self._by_pair.setdefault(words[0], {}).setdefault(words[1], []).append((words[2:], values))
        self.openings = frozenset((*self._singles, *self._by_pair))
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
        fold = self._fold
        piece = pieces[i]
        opening = piece.folded if fold else piece.text
        pairs = self._by_pair.get(opening)
        if pairs is not None and i + 1 < len(pieces) and not pieces[i + 1].breaks:
            piece = pieces[i + 1]
            for words, values in pairs.get(piece.folded if fold else piece.text, ()):
                end = i + 2 + len(words)
                if not words or (end <= len(pieces) and self._goes_on(pieces[i + 2 : end], words)):
                    return end, values
        single = self._singles.get(opening)
        return None if single is None else (i + 1, single)

    def _goes_on(self, pieces: Sequence[Piece], words: Sequence[str]) -> bool:
        """Are the pieces these words, on one line?"""
        for piece, word in zip(pieces, words, strict=True):
            if piece.breaks or (piece.folded if self._fold else piece.text) != word:
                return False
        return True
