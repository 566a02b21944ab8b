"""Features carried as parts: a tuple of the function that names them and its values, weighed once for all features in it.

Most parts are met thousands of times, so what the table says of one is kept; the names are spelt out only when a part is
first met, and for the trainer. Parts of a link come in two halves: what the nominal shows, looked up once for all chains
that it could join, and what it shows beside one of these chains.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Part = tuple[Any, ...]
"""Some features of one choice: what names them, then its arguments."""
_MOST = 50_000
"""Some parts hold a word of the text; when so many have been met, all are forgotten and learnt anew."""


def spelled(parts: Iterable[Part]) -> list[str]:
    """The names of all features in these parts."""
    return [name for spell, *values in parts for name in spell(*values)]


def joined(heads: Sequence[Part], tails: Sequence[Part]) -> list[Part]:
    """Whole parts from their halves; heads beyond the last tail are left out."""
    return [(*head, *tail) for head, tail in zip(heads, tails, strict=False)]


class Weights(dict[Part, "Row"]):
    """For the first half of a part the weights by the second half, kept from their first use on."""

    def __init__(self, table: Mapping[str, float]) -> None:
        self._table = table
        self._kept = 0

    def __missing__(self, head: Part) -> Row:
        self[head] = row = Row(self, head)
        return row

    def weigh(self, part: Part) -> float:
        """The sum of the weights of a whole part; called once for each that is kept."""
        self._kept += 1
        if self._kept > _MOST:
            self._kept = 1
            self.clear()
        table = self._table
        return sum([table.get(name, 0.0) for name in spelled((part,))])


class Row(dict[Part, float]):
    """For the second half of a part, under one first half, the sum of its features' weights."""

    __slots__ = ("_head", "_weights")

    def __init__(self, weights: Weights, head: Part) -> None:
        self._weights = weights
        self._head = head

    def __missing__(self, tail: Part) -> float:
        self[tail] = weight = self._weights.weigh(self._head + tail)
        return weight


KindRow = tuple[float, ...]


class KindWeights(dict[Part, tuple[KindRow, ...]]):
    """For each part the rows of weights, one weight a kind, of those of its features that the table has."""

    def __init__(self, table: Mapping[str, KindRow]) -> None:
        self._table = table
        self._sums: dict[tuple[Part, ...], KindRow] = {}

    def __missing__(self, part: Part) -> tuple[KindRow, ...]:
        if len(self) >= _MOST:
            self.clear()
        table = self._table
        self[part] = found = tuple([table[name] for name in spelled((part,)) if name in table])
        return found

    def summed(self, parts: tuple[Part, ...]) -> KindRow:
        """The sum of all rows of these parts, four weights, kept from its first use on."""
        known = self._sums.get(parts)
        if known is None:
            if len(self._sums) >= _MOST:
                self._sums.clear()
            a = b = c = d = 0.0
            for part in parts:
                for e, f, g, h in self[part]:
                    a, b, c, d = a + e, b + f, c + g, d + h
            self._sums[parts] = known = (a, b, c, d)
        return known
