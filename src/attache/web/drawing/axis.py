"""A line of years: where a day stands on it, and which years are named along it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STEPS = (1, 2, 5, 10, 20, 50, 100)
MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Tick:
    """A year named along the line."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years from `first` to `last`, both included; the line is 100 wide."""

    first: int
    last: int

    @property
    def years(self) -> tuple[int, ...]:
        """All years, the oldest first."""
        return tuple(range(self.first, self.last + 1))

    @property
    def width(self) -> float:
        """Of one year."""
        return round(100 / (self.last - self.first + 1), 4)

    def place(self, day: str) -> float:
        """Where an ISO day stands; days outside stand at the edge."""
        value = date.fromisoformat(day)
        begins = date(value.year, 1, 1).toordinal()
        part = (value.toordinal() - begins) / 366
        return round(min(100.0, max(0.0, (value.year - self.first + part) * self.width)), 2)

    def middle(self, year: int) -> float:
        """The middle of a year."""
        return round((year - self.first + 0.5) * self.width, 2)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Years named: all, or each second, fifth, tenth …, at the middle of the year."""
        step = next((s for s in STEPS if len(self.years) / s <= MOST_TICKS), STEPS[-1])
        return tuple(Tick(self.middle(y), y) for y in self.years if y % step == 0 or len(self.years) <= MOST_TICKS)


def axis_of(days: Iterable[str], *, fewest: int = 5) -> Axis | None:
    """The line that holds all of these days or years, of `fewest` years at least; None for no day."""
    years = sorted(int(day[:4]) for day in days if day)
    if not years:
        return None
    first, last = years[0], years[-1]
    return Axis(min(first, last - fewest + 1), last)
