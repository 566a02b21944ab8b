"""A clock that tests turn: waiting takes no time."""

from __future__ import annotations

import queue
from typing import TypeVar

Thing = TypeVar("Thing")
START = 1_795_000_000.0


class TurnedClock:
    """Waiting moves it on, to `until`, when it stops. While others are at work it stands still."""

    def __init__(self, at: float = START, until: float = float("inf")) -> None:
        self.at = at
        self._until = until

    @property
    def stopped(self) -> bool:
        return self.at >= self._until

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at = min(self.at + seconds, self._until)

    def take(self, results: queue.Queue[Thing], seconds: float | None) -> Thing | None:
        return results.get(timeout=10)

    def stop(self) -> None:
        self._until = self.at
