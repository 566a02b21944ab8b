"""Bars along a line of years: how much is told of each, in one direction or of two sides in two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attache.web.drawing.axis import Axis

GAP = 0.18
"""Share of a year's width left free beside its bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year's bar; `x` and `width` in hundredths of the line, `height` in hundredths of the highest."""

    year: int
    number: int
    x: float
    width: float
    height: float


def bars(axis: Axis, numbers: Mapping[int, int], *, most: int = 0) -> tuple[Bar, ...]:
    """A bar for each year of the line with a number; `most` is the number of the highest, where other bars share its scale."""
    highest = most or max(numbers.values(), default=0)
    width = axis.width * (1 - GAP)
    return tuple(
        Bar(y, numbers[y], round(axis.middle(y) - width / 2, 2), round(width, 2), round(100 * numbers[y] / highest, 1))
        for y in axis.years
        if numbers.get(y)
    )
