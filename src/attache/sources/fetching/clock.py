"""The time, and waiting for it: the one place where fetching looks at a clock, so that tests can turn it."""

from __future__ import annotations

import queue
import time
from typing import Protocol, TypeVar

Thing = TypeVar("Thing")


class Clock(Protocol):
    """The time, and waiting that can be cut short."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""

    def wait(self, seconds: float) -> None:
        """Waits so long, or until it is stopped."""

    def take(self, results: queue.Queue[Thing], seconds: float | None) -> Thing | None:
        """The next of results that others are at work on; None where none came within so many seconds, or when stopped.

        No SimpleQueue: that of Python 3.11 waits without end where a signal comes as its time is up.
        """

    def stop(self) -> None:
        """Ends all waiting, within a moment and from now on. A signal's handler may call it."""

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""


_GLANCE = 0.25
"""Seconds between two looks at whether to stop."""


class SystemClock:
    """The clock of the machine."""

    def __init__(self) -> None:
        # A signal's handler stops it, in the very thread that waits: a lock, as of an event, might be held there already.
        self._stopped = False

    def now(self) -> float:
        return time.time()

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stopped and (left := until - time.monotonic()) > 0:
            time.sleep(min(_GLANCE, left))

    def take(self, results: queue.Queue[Thing], seconds: float | None) -> Thing | None:
        until = None if seconds is None else time.monotonic() + seconds
        while not self._stopped:
            left = _GLANCE if until is None else min(_GLANCE, until - time.monotonic())
            try:
                return results.get(timeout=max(0.0, left))
            except queue.Empty:
                if until is not None and time.monotonic() >= until:
                    return None
        return None

    def stop(self) -> None:
        self._stopped = True

    @property
    def stopped(self) -> bool:
        return self._stopped
