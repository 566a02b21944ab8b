"""Scores that add up over folders, and what was lost: hits among what should be there and among what the ledger says."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

Item = TypeVar("Item", bound=Hashable)

By = Literal["reading", "as read", "reconciling", "left out"]
"""Who lost the point. reading: the record was not found; as read: it was found, but what is right with the hand-made record is
wrong with it; reconciling: wrong with the hand-made record too; left out: no hand-made record tells it, so it counts nowhere."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One point lost, in plain words."""

    by: By
    says: str
    key: str = ""
    """What was lost, the same on both ledgers; empty where `says` is."""

    @property
    def about(self) -> str:
        """The key, else the words."""
        return self.key or self.says


@dataclass(slots=True)
class Tally:
    """`given`: weight of what the ledger says, `right` of it; `wanted`: weight of what is true, `found` of it."""

    right: float = 0.0
    given: float = 0.0
    found: float = 0.0
    wanted: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.given + other.given, self.found + other.found, self.wanted + other.wanted)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there was nothing to find and nothing was said."""
        if not self.given and not self.wanted:
            return None
        precision = self.right / self.given if self.given else 0.0
        recall = self.found / self.wanted if self.wanted else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(right: float, all_: float) -> Tally:
    """A plain share as a tally: its F1 is the share."""
    return Tally(right, all_, right, all_)


def matched(hits: float, *, given: float, wanted: float) -> Tally:
    """One-to-one matches among what was said and what is true."""
    return Tally(hits, given, hits, wanted)


@dataclass(slots=True)
class Measure:
    """One line of the table: a goal is None where the line only explains another."""

    name: str
    part: str
    """The kind by which `--errors` lists what it lost."""
    tally: Tally
    goal_gold: float | None = None
    goal_read: float | None = None
    faults: list[Fault] = field(default_factory=list)
    is_count: bool = False
    """The figure is `tally.given`, a number of bad things, and its goal is 0."""

    @property
    def value(self) -> float | None:
        """What the table shows."""
        return self.tally.given if self.is_count else self.tally.f1

    def told_apart(self, by_hand: Measure | None) -> None:
        """Marks what the ledger loses on read records and not on hand-made ones."""
        lost = {f.about for f in by_hand.faults} if by_hand else None
        if lost is not None:
            self.faults = [replace(f, by="as read") if f.by == "reconciling" and f.about not in lost else f for f in self.faults]

    def add(self, other: Measure) -> None:
        """Takes in the same measure of another folder."""
        self.tally += other.tally
        self.faults += other.faults


def b_cubed(items: Iterable[Item], truth: Mapping[Item, Hashable], said: Mapping[Item, Hashable]) -> Tally:
    """B-cubed precision and recall of a clustering (Bagga and Baldwin 1998): each item counts one."""
    ordered = list(items)
    tally = Tally()
    for item in ordered:
        true = {i for i in ordered if truth[i] == truth[item]}
        given = {i for i in ordered if said[i] == said[item]}
        tally += Tally(len(true & given) / len(given), 1, len(true & given) / len(true), 1)
    return tally
