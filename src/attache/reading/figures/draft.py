"""A figure in the making: what is known of a number before its setting is told."""

from __future__ import annotations

from dataclasses import dataclass

from attache.reading.figures.common import Measure
from attache.reading.figures.spots import Spot
from attache.records import Bound, Change, Value


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure in the making: what is known of it before its setting is told."""

    spot: Spot
    measure: Measure | None
    value: Value | None
    unit: str | None
    bound: Bound | None
    change: Change | None = None
    verb: bool = False
