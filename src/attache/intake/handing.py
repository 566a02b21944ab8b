"""What a source gives and what it leaves out, handed over in one row as it comes up.

A source tells what it leaves out by calling a function in the midst of looking for its next item. Were that kept until the item
comes, an archive of a million pictures would be kept in memory whole, and lost when the run is stopped. So the source runs in a
thread of its own, which stands still at everything it hands over until more is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import SimpleQueue
from threading import Thread

from attache.sources.item import Item
from attache.sources.setaside import OnAside, Setaside

Source = Callable[[OnAside], Iterator[Item]]
"""Gives items; what it leaves out it hands to the function it is given."""


def in_order(source: Source) -> Iterator[Item | Setaside]:
    """The items of a source, and what it left out, in the order in which both came up; each is looked for when it is asked for.
    Raises what the source raises, when all before it is given."""
    handing = _Handing(source)
    Thread(target=handing.run, name="attache taking in", daemon=True).start()
    try:
        while (one := handing.next()) is not None:
            if isinstance(one, BaseException):
                raise one
            yield one
    finally:
        handing.stop()


class _NoMore(BaseException):
    """Ends the source's thread where nobody wants more. No Exception, for a source may set those aside."""


class _Handing:
    """Between the thread of a source and the one that takes: one of them goes on at a time."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._wanted: SimpleQueue[bool] = SimpleQueue()
        self._came: SimpleQueue[Item | Setaside | BaseException | None] = SimpleQueue()

    def run(self) -> None:
        """What the source's thread does."""
        end: BaseException | None = None
        try:
            self._wait()
            for item in self._source(self._hand):
                self._hand(item)
        except _NoMore:
            return
        except BaseException as error:  # noqa: BLE001 - raised in the thread that takes
            end = error
        self._came.put(end)

    def _hand(self, one: Item | Setaside) -> None:
        self._came.put(one)
        self._wait()

    def _wait(self) -> None:
        if not self._wanted.get():
            raise _NoMore

    def next(self) -> Item | Setaside | BaseException | None:
        """What comes next, waited for: at the end None, or what the source raised."""
        self._wanted.put(True)
        return self._came.get()

    def stop(self) -> None:
        """Ends the source, where it next hands something over if it is under way."""
        self._wanted.put(False)
