"""Items into the ledger: by worker processes, as the command line and the desk do it, or in this process."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

from attache.intake.handing import Source, in_order
from attache.intake.one import LIMITS, ReadingLimits, of_setaside, read_item
from attache.intake.writing import AT_ONCE, GATHER, Taken, Writer
from attache.sources.item import Item
from attache.sources.setaside import Setaside

if TYPE_CHECKING:
    from attache.intake.run import Gate, Run
    from attache.intake.workers import Workers
    from attache.ledger import Ledger
__all__ = ["Intake", "Source", "gate_for", "in_order", "taken_in", "usual_gate"]


def usual_gate(item: Item) -> bool:
    """Whether the gate is asked about an item: about what comes in bulk, not about what somebody named or put in a folder."""
    return item.bulk


def gate_for(wanted: bool | None) -> Gate:
    """The gate for all items, for none, or, with None, as usual."""
    return usual_gate if wanted is None else lambda _: wanted


def taken_in(
    book: Ledger, items: Iterable[Item | Setaside], gate: Gate = usual_gate, *, limits: ReadingLimits = LIMITS
) -> Generator[Taken, None, None]:
    """Reads items into the ledger in this process, one transaction each, and tells each when it is stored. No limit on time
    is kept. Raises LedgerError."""
    writer = Writer(book)
    for item in items:
        if isinstance(item, Setaside):
            outcome = of_setaside(item)
        else:
            outcome = read_item(item, gate=gate(item), known=book.knows, limits=limits)
        yield from writer.store([outcome])


class Intake:
    """Items into a ledger by worker processes, this thread being the one that writes."""

    def __init__(self, book: Ledger, workers: Workers) -> None:
        self.writer = Writer(book)
        self._workers = workers
        self._run: Run | None = None
        self._stopped = False

    def taken(self, items: Iterable[Item | Setaside], gate: Gate = usual_gate) -> Generator[Taken, None, None]:
        """Reads items, and tells each when it is stored, in their order. They are asked for by other threads.

        Raises LedgerError, what asking for an item raised, and AttacheError where no worker can be started.
        """
        from attache.intake.run import Run

        with Run(self._workers, items, gate) as self._run:
            if self._stopped:
                self._run.stop()
            while batch := self._run.batch(AT_ONCE, GATHER):
                yield from self.writer.store(batch)

    def stop(self) -> None:
        """Ends `taken` once what has been read is stored, as far as nothing before it is missing. A signal's handler, and any
        thread, may call it."""
        self._stopped = True
        if self._run is not None:
            self._run.stop()
