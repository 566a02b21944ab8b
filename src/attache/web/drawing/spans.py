"""Spans along a line of years: who held an office from when to when, a line a span."""

from __future__ import annotations

from dataclasses import dataclass

from attache.web.drawing.axis import Axis

SHORTEST = 0.8
"""Hundredths of the line that a span of one day is wide."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a span stands, in hundredths of the line."""

    x: float
    width: float
    after: bool
    """Whether words beside it stand after it; else they stand before it."""

    @property
    def end(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 2)


def span(axis: Axis, first: str, last: str) -> Span:
    """The span from one ISO day to another."""
    begin, end = axis.place(first), axis.place(last)
    width = max(SHORTEST, end - begin)
    begin = min(begin, 100 - width)
    return Span(round(begin, 2), round(width, 2), begin + width < 62)
