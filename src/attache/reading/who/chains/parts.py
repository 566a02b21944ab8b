"""Features carried as parts: a tuple of the function that names them and its values, weighed once for all features in it.

Most parts are met thousands of times, so what the table says of one is kept; the names are spelt out only when a part is
first met, and for the trainer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Part = tuple[Any, ...]
"""Some features of one choice: what names them, then its arguments."""
_MOST = 50_000
"""Some parts hold a word of the text; when so many have been met, all are forgotten and learnt anew."""


def spelled(parts: Iterable[Part]) -> list[str]:
    """The names of all features in these parts."""
    return [name for spell, *values in parts for name in spell(*values)]


class Weights(dict[Part, float]):
    """For each part the sum of its features' weights, kept from its first use on."""

    def __init__(self, table: Mapping[str, float]) -> None:
        self._table = table

    def __missing__(self, part: Part) -> float:
        if len(self) >= _MOST:
            self.clear()
        table = self._table
        self[part] = value = sum([table.get(name, 0.0) for name in spelled((part,))])
        return value


KindRow = tuple[float, ...]


class KindWeights(dict[Part, tuple[KindRow, ...]]):
    """For each part the rows of weights, one weight a kind, of those of its features that the table has."""

    def __init__(self, table: Mapping[str, KindRow]) -> None:
        self._table = table

    def __missing__(self, part: Part) -> tuple[KindRow, ...]:
        if len(self) >= _MOST:
            self.clear()
        table = self._table
        self[part] = found = tuple([table[name] for name in spelled((part,)) if name in table])
        return found
