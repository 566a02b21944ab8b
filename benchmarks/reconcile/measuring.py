"""All measures over all folders, added up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.reconcile import clusters, figures, lives, mechanisms, offices, planned, promises
from benchmarks.reconcile.ledgers import Case, cases, folders
from benchmarks.reconcile.scores import Measure

MEASURES: tuple[Callable[[Case], list[Measure]], ...] = (
    clusters.measure_clusters,
    promises.measure_promises,
    figures.measure_figures,
    offices.measure_offices,
    lives.measure_lives,
    mechanisms.measure_mechanisms,
    planned.measure_planned,
)
KINDS = (
    clusters.PART,
    promises.PART,
    figures.PART,
    figures.CONFLICTS,
    offices.PART,
    lives.PART,
    mechanisms.PART,
    planned.PART,
)


@dataclass(slots=True)
class Result:
    """Measures by name on hand-made records and on records read from the text."""

    folders: list[str] = field(default_factory=list)
    gold: dict[str, Measure] = field(default_factory=dict)
    read: dict[str, Measure] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Names of the measures in the order of the table."""
        order: dict[str, None] = {}
        for name in [*self.read, *self.gold]:
            order.setdefault(name)
        return list(order)


def measure(examples: Path, *, text: bool = True) -> Result:
    """Compares every folder that holds a cross.json; `text` False leaves the records read from the text out."""
    result = Result()
    for folder in folders(examples):
        result.folders.append(str(folder))
        by_hand: dict[str, Measure] = {}
        for case in cases(folder, text=text):
            side = result.gold if case.by_hand else result.read
            for one in (m for rule in MEASURES for m in rule(case)):
                if case.by_hand:
                    by_hand[one.name] = replace(one, faults=list(one.faults))
                else:
                    one.told_apart(by_hand.get(one.name))
                if one.name in side:
                    side[one.name].add(one)
                else:
                    side[one.name] = one
    return result


def floors(result: Result) -> dict[str, float]:
    """What a later version must reach: each figure that has a goal, rounded down to a thousandth; bad things count below zero."""
    out = {}
    for title, side in (("gold", result.gold), ("read", result.read)):
        for one in side.values():
            has_goal = (one.goal_gold if title == "gold" else one.goal_read) is not None
            if has_goal and one.value is not None:
                out[f"{title}: {one.name.strip()}"] = -one.value if one.is_count else int(one.value * 1000) / 1000
    return out
