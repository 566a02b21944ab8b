"""A table of values by years, shaded by how many stand in each cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from attache.ledger.lists import Tally

SHADES = 5


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One value in one year; `shade` runs from 0 for none to SHADES for the most."""

    year: int
    number: int
    shade: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A value with its years, all of the table's."""

    value: str
    number: int
    """In all, undated ones too."""
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """Rows with the most first; `earlier` counts what stands before the first year shown."""

    years: tuple[int, ...]
    rows: tuple[HeatRow, ...]
    others: tuple[tuple[str, int], ...]
    """Values that have no row, with their counts."""
    earlier: int


def heat(*tallies: Iterable[Tally], last: int = 9999, rows: int = 14, years: int = 28) -> Heat | None:
    """The values told most over the latest years up to `last`, several kinds of tallies added up; None where nothing is told."""
    numbers: dict[str, Counter[int]] = defaultdict(Counter)
    for tally in (t for kind in tallies for t in kind):
        numbers[tally.value][int(tally.period or 0)] += tally.number
    told = sorted({year for counts in numbers.values() for year in counts if 0 < year <= last})
    if not told:
        return None
    first = max(told[0], told[-1] - years + 1)
    shown = tuple(range(first, told[-1] + 1))
    ranked = sorted(numbers, key=lambda v: (-sum(numbers[v].values()), v))
    most = max(1, *(numbers[v][y] for v in ranked[:rows] for y in shown))
    made = tuple(_row(v, numbers[v], shown, most) for v in ranked[:rows])
    rest = tuple((v, sum(numbers[v].values())) for v in ranked[rows:])
    return Heat(shown, made, rest, sum(n for c in numbers.values() for y, n in c.items() if 0 < y < first))


def _row(value: str, counts: Counter[int], years: tuple[int, ...], most: int) -> HeatRow:
    cells = tuple(HeatCell(y, counts[y], shade(counts[y], most)) for y in years)
    return HeatRow(value, sum(counts.values()), cells)


def shade(number: int, most: int) -> int:
    """From 0 to SHADES; by the square root, so that one busy year does not leave all others pale."""
    if not number:
        return 0
    return max(1, round(SHADES * sqrt(number / most)))
