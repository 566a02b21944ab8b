"""A clock that tests turn: waiting takes no time."""

from __future__ import annotations

import queue
from typing import TypeVar

Thing = TypeVar("Thing")
START = 1_795_000_000.0


class TurnedClock:
    """Waiting moves it on. While others are at work it stands still."""

    def __init__(self, at: float = START) -> None:
        self.at = at
        self.stopped = False
        self.waited: list[float] = []

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.at += seconds

    def take(self, results: queue.SimpleQueue[Thing], seconds: float | None) -> Thing | None:
        return results.get(timeout=10)

    def stop(self) -> None:
        self.stopped = True
