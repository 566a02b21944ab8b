"""What the benchmark prints: figures with their goals, and tables of where the time went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; with a goal, whether it is reached."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    at_most: bool = False
    """Whether the goal is a bound from above."""

    @property
    def reached(self) -> bool | None:
        """None without a goal."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.at_most else self.value >= self.goal

    def words(self) -> str:
        """One line."""
        line = f"  {self.name:46} {_number(self.value):>9} {self.unit}"
        if self.goal is None:
            return line
        bound = "at most " if self.at_most else ""
        return f"{line:72}  goal {bound}{self.goal:,g}: {'reached' if self.reached else 'MISSED'}"

    def as_json(self) -> dict[str, object]:
        """For programs."""
        told = {"name": self.name, "value": round(self.value, 4), "unit": self.unit}
        return told if self.goal is None else told | {"goal": self.goal, "reached": self.reached}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the benchmark, measured."""

    name: str
    what: str
    """What was measured, in one line."""
    figures: tuple[Figure, ...]
    spent: Mapping[str, float] = field(default_factory=dict)
    """Seconds by what they were spent on."""

    def words(self) -> str:
        """The part as lines."""
        lines = [f"{self.name}: {self.what}", *(figure.words() for figure in self.figures)]
        whole = sum(self.spent.values()) or 1.0
        lines += [f"    {stage:24} {seconds:9.3f} s {seconds / whole:7.1%}" for stage, seconds in self.spent.items()]
        return "\n".join(lines)

    def as_json(self) -> dict[str, object]:
        """For programs."""
        spent = {stage: round(seconds, 4) for stage, seconds in self.spent.items()}
        return {"name": self.name, "what": self.what, "figures": [f.as_json() for f in self.figures], "seconds": spent}


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
