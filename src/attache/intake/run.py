"""Many items through worker processes: outcomes come out in the order of the items.

Each worker has a thread that takes the next item and waits for its outcome. No more items are under way than a window
holds, so that memory stays flat however long the input is, and one slow item holds up no more than that.
"""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from threading import Condition, Lock, Thread
from types import TracebackType
from typing import Final

from attache.intake.one import Outcome, of_setaside
from attache.intake.workers import Workers
from attache.sources.item import Item
from attache.sources.setaside import Setaside

WINDOW: Final = 256
"""Items that are under way or done and wait for one before them."""
HELD: Final = 64 << 20
"""Bytes of finished outcomes that wait, after which no further item is taken."""
TICK: Final = 0.1
"""Seconds after which the waiting thread looks up: a signal's handler runs only then."""
SWITCH: Final = 0.0005
"""Seconds after which the thread that writes, or works in, lets those of the workers have their turn: with Python's own 0.005 a
worker waits for that several times an item."""

Gate = Callable[[Item], bool]


class Run:
    """One run of items through workers; use it in a `with` block. Its items are asked for by threads of its own."""

    def __init__(self, workers: Workers, items: Iterable[Item | Setaside], gate: Gate, *, window: int = WINDOW) -> None:
        self._workers = workers
        self._items = iter(items)
        self._gate = gate
        self._window = window
        self._source = Lock()
        """Held by the thread that asks for the next item, which may wait for a network."""
        self._changed = Condition()
        """Guards all below."""
        self._done: dict[int, bytes | Outcome | BaseException] = {}
        self._held = 0
        self._taken = 0
        self._told = 0
        self._over = False
        """No further item is taken: there is none, something failed, or it was stopped."""
        self._stopped = False

    def __enter__(self) -> Run:
        self._switch = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH)
        for number in range(self._workers.jobs):
            Thread(target=self._work, name=f"attache reading {number + 1}", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
        self._workers.interrupt()
        sys.setswitchinterval(self._switch)

    def stop(self) -> None:
        """Takes no further item; what is done, in order, can still be had. A signal's handler may call it."""
        self._stopped = self._over = True

    def batch(self, most: int, seconds: float) -> list[Outcome]:
        """The next outcomes in order: waits for the first, then gathers for so many seconds while more are under way.

        Empty at the end; once stopped, what is done is given and nothing is waited for. Raises what asking for an item raised,
        and AttacheError where no worker can be started, when all before it is given.
        """
        out: list[Outcome] = []
        until = 0.0
        while len(out) < most:
            one = self._next(until if out else None)
            if one is None:
                break
            if not out:
                until = time.monotonic() + seconds
            out.append(pickle.loads(one) if isinstance(one, bytes) else one)
        return out

    def __iter__(self) -> Iterator[Outcome]:
        while batch := self.batch(1, 0):
            yield from batch

    def _next(self, until: float | None) -> bytes | Outcome | None:
        """The next outcome; None at the end, when stopped, and where there is none by the time told."""
        with self._changed:
            while (one := self._done.get(self._told)) is None:
                idle = self._told == self._taken
                if self._stopped or (idle and (self._over or until is not None)):
                    return None
                left = TICK if until is None else min(TICK, until - time.monotonic())
                if left <= 0:
                    return None
                self._changed.wait(left)
            if isinstance(one, BaseException):
                if until is None and not self._stopped:
                    raise one
                return None  # what was gathered goes out first
            del self._done[self._told]
            self._held -= _size(one)
            self._told += 1
            self._changed.notify_all()
            return one

    def _work(self) -> None:
        """What each thread does: an item, its outcome, the next."""
        while (taken := self._take()) is not None:
            number, item = taken
            try:
                done = of_setaside(item) if isinstance(item, Setaside) else self._workers.read(item, self._gate(item))
            except BaseException as error:  # noqa: BLE001 - raised in the thread that waits for outcomes
                self._put(number, error)
                return
            self._put(number, done)

    def _take(self) -> tuple[int, Item | Setaside] | None:
        """The next item and its number; None where there is none."""
        with self._source:
            with self._changed:
                while not self._over and self._is_full():
                    self._changed.wait(TICK)
                if self._over:
                    return None
            try:
                item = next(self._items, None)
            except BaseException as error:  # noqa: BLE001 - raised in the thread that waits for outcomes
                self._taken += 1
                self._put(self._taken - 1, error)
                return None
            with self._changed:
                if item is None or self._stopped:
                    self._over = True
                    self._changed.notify_all()
                    return None
                self._taken += 1
                return self._taken - 1, item

    def _is_full(self) -> bool:
        under_way = self._taken - self._told
        return under_way >= self._window or (self._held > HELD and under_way > 0)

    def _put(self, number: int, outcome: bytes | Outcome | BaseException) -> None:
        """Hands out what became of an item; after an error no further item is taken."""
        with self._changed:
            self._done[number] = outcome
            self._held += _size(outcome)
            self._over = self._over or isinstance(outcome, BaseException)
            self._changed.notify_all()


def _size(outcome: bytes | Outcome | BaseException) -> int:
    return len(outcome) if isinstance(outcome, bytes) else 0
