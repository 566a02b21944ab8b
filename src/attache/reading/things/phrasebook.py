"""Names of a table found in running text: aliases in, passages out.

Names are compared word by word without case, accents, British or American spelling and the sort of dash or quotation mark;
capitals are then asked for, because "the black sea bass" is no sea.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")

WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"(?:[ \u00a0]|['’‘]|\. ?|[-–—‑/]| [-–—] | ?& ?|, |\+|['’] |[\"“”] ?)?")
_SPELLINGS = {
    "organization": "organisation",
    "defense": "defence",
    "center": "centre",
    "program": "programme",
    "labor": "labour",
    "neighborly": "neighbourly",
    "neighborliness": "neighbourliness",
    "neighborhood": "neighbourhood",
    "normalization": "normalisation",
    "demilitarized": "demilitarised",
    "civilization": "civilisation",
    "generalized": "generalised",
    "saint": "st",
    "harbor": "harbour",
    "communiqué": "communique",
}


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word without case, accents and spelling differences."""
    if word.isascii():
        plain = word.casefold()
        return _SPELLINGS.get(plain, plain)
    plain = unicodedata.normalize("NFKD", word.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return _SPELLINGS.get(plain, plain)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A table name in the text: `[start, end)`, what the table holds for it, and the alias as the table writes it."""

    start: int
    end: int
    value: T
    alias: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text with their passages, folded once for all phrasebooks."""

    text: str
    folded: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=8)
def words_of(text: str) -> Words:
    """The words of the text in order."""
    spans = tuple([found.span() for found in WORD.finditer(text)])
    return Words(text, tuple([fold(text[start:end]) for start, end in spans]), spans)


class Phrasebook(Generic[T]):
    """Phrases of a table and what each stands for. With `exact`, every capital of the table's name must stand in the text."""

    def __init__(self, entries: Iterable[tuple[str, T]], *, exact: bool = False) -> None:
        self._exact = exact
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, T]]] = defaultdict(list)
        for alias, value in entries:
            parts = tuple(fold(w) for w in WORD.findall(alias))
            if parts:
                self._by_first[parts[0]].append((parts, alias, value))
        for hits in self._by_first.values():
            hits.sort(key=lambda entry: (-len(entry[0]), entry[1]))

    def find(self, text: str) -> tuple[Found[T], ...]:
        """The table's names in the text, longest first at each word, without overlaps, in text order."""
        words = words_of(text)
        out: list[Found[T]] = []
        first, end = self._by_first, 0
        for at in [i for i, word in enumerate(words.folded) if word in first]:
            hit = self._match(words, at) if at >= end else None
            if hit is not None:
                out.append(hit[0])
                end = at + hit[1]
        return tuple(out)

    def _match(self, words: Words, at: int) -> tuple[Found[T], int] | None:
        for parts, alias, value in self._by_first.get(words.folded[at], ()):
            if words.folded[at : at + len(parts)] != parts:
                continue
            spans = words.spans[at : at + len(parts)]
            if not all(_GAP.fullmatch(words.text, a[1], b[0]) for a, b in pairwise(spans)):
                continue
            if self._cased(alias, words.text, spans):
                return Found(spans[0][0], spans[-1][1], value, alias), len(parts)
        return None

    def _cased(self, alias: str, text: str, spans: tuple[tuple[int, int], ...]) -> bool:
        wanted = WORD.findall(alias)
        given = [text[s:e] for s, e in spans]
        if len(wanted) == 1 and len(alias) <= 7 and alias.isupper():
            return given[0] == alias or (len(alias) > 4 and given[0] == alias.capitalize())
        capitals = [g[0].isupper() or g[0].isdigit() for w, g in zip(wanted, given, strict=True) if w[0].isupper()]
        if not capitals:
            return True
        return all(capitals) if self._exact or len(wanted) == 1 else any(capitals)
