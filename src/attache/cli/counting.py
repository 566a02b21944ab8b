"""What became of the inputs of one run: counts by reason, lines for what was set aside, and where the time went."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from attache.cli.output import complain, harmless

if TYPE_CHECKING:
    from attache.intake import Taken, Writer

LINES: Final = 20
"""Lines for one reason; an archive may hold a million pages without text."""


@dataclass(slots=True)
class Counts:
    """What became of the inputs of one run."""

    read: int = 0
    known: int = 0
    unread: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    """Inputs that should have been reports and were not; what a folder holds besides reports is no fault, nor what the gate
    sets aside."""
    told: Counter[str] = field(default_factory=Counter)
    """Lines given by reason."""
    spent: dict[str, float] = field(default_factory=dict)
    """Seconds by stage, of all processes together."""
    began: float = field(default_factory=time.monotonic)

    def add(self, taken: Taken) -> None:
        """Counts one item; what should have been a report and was not is told on stderr."""
        of = taken.of
        for stage, seconds in of.seconds.items():
            self.spent[stage] = self.spent.get(stage, 0.0) + seconds
        if of.outcome == "known":
            self.known += 1
        elif of.outcome == "unread":
            self.unread += 1
        elif of.outcome == "read":
            self.read += taken.changed
        else:
            self.aside[of.reason] += 1
            if not of.quiet:
                self.faults += not of.gated
                self._tell(of.reason, of.message, by_hand=of.by_hand)

    def _tell(self, reason: str, message: str, *, by_hand: bool) -> None:
        self.told[reason] += not by_hand
        if by_hand or self.told[reason] <= LINES:
            complain(message)
        elif self.told[reason] == LINES + 1:
            complain(f"more of these are only counted; attache asides --reason {reason} lists them")

    @property
    def seen(self) -> int:
        """Items so far."""
        return self.read + self.known + self.unread + self.aside.total()

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.began

    def words(self) -> str:
        """One line for the end of the run."""
        parts = [f"{self.read} read", f"{self.known} already in the ledger"]
        if self.unread:
            parts.append(f"{self.unread} stored unread (no-language-pack)")
        if self.aside:
            parts.append("set aside: " + ", ".join(f"{reason} {n}" for reason, n in sorted(self.aside.items())))
        return "; ".join(parts)

    def wrote(self, writer: Writer) -> None:
        """Takes over the seconds of storing and of working in."""
        self.spent["storing"], self.spent["working in"] = writer.storing, writer.working_in

    def time_words(self) -> str:
        """Where the time went, in one line."""
        rate = self.seen / max(self.elapsed, 1e-9)
        whole = sum(self.spent.values()) or 1
        shares = ", ".join(f"{stage} {seconds:.1f} s ({100 * seconds / whole:.0f} %)" for stage, seconds in self.spent.items())
        return f"{self.elapsed:.1f} s, {rate:.1f} a second; of all processes: {shares}"

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "read": self.read,
            "known": self.known,
            "unread": self.unread,
            "aside": dict(sorted(self.aside.items())),
            "faults": self.faults,
            "elapsed": round(self.elapsed, 3),
            "seconds": {stage: round(seconds, 3) for stage, seconds in self.spent.items()},
        }


class Bar(Protocol):
    """What long work tells how far it is."""

    def __call__(self, counts: Counts, told: str) -> None: ...


@contextmanager
def progress(title: str) -> Iterator[Bar]:
    """A running line on stderr, only when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda counts, told: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.fields[far]}"), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.fields[told]}", markup=False), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None, far="", told="")

        def show(counts: Counts, told: str) -> None:
            aside = f", {counts.aside.total():,} set aside" if counts.aside else ""
            far = f"{counts.seen:,} reports, {counts.seen / max(counts.elapsed, 1e-9):.1f} a second{aside}"
            bar.update(task, far=far, told=" ".join(harmless(told).split())[:60])

        yield show
