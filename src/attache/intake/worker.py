"""What a worker process does: it reads the items that come down its pipe, one after another, and sends back what became of
each.

This module is imported before anything heavy, for threads that libraries start at their import would make forking unsafe.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import connection, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from attache.intake.one import LIMITS, Outcome, ReadingLimits

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from attache.records import Report
    from attache.sources.item import Item

READY: Final = b"r"
MORE: Final = b"m"
LAST: Final = b"l"
"""First byte of what a worker sends: it has loaded; an outcome; an outcome after which it ends."""
GRACE: Final = 5.0
"""Seconds after the limit at which the system ends a worker by itself, should nobody be left to do so."""
YOUNGEST: Final = 50_000
"""Objects after which Python looks for garbage in circles; with its own 700 that took a twelfth of the time of reading."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to know before its first item."""

    ledger: Path | None = None
    """Where reports that need not be read again are looked up."""
    limits: ReadingLimits = field(default_factory=lambda: LIMITS)
    make: Callable[[Setup], Reader] | None = None
    """Makes the reader, in the worker; None: the reader of this program. Sent by its name, so it stands in a module."""


Reader = Callable[["Item", bool], Outcome]
"""An item, and whether the gate is asked, to what became of it."""


def serve(pipe: Connection, setup: Setup) -> None:
    """Reads until the pipe is closed, or this process has grown too large."""
    # Ctrl-C reaches all processes of a terminal: what is then to be done is for the first one to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    read = (setup.make or reader)(setup)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNGEST, 20, 20)
    try:
        pipe.send_bytes(READY)
        while True:
            item, gate = pickle.loads(pipe.recv_bytes())
            with _Alarm(setup.limits.allowed(len(item.data)) + GRACE):
                outcome = pickle.dumps(read(item, gate), pickle.HIGHEST_PROTOCOL)
            grown = _memory() > setup.limits.memory
            pipe.send_bytes((LAST if grown else MORE) + outcome)
            if grown:
                return
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # nobody waits for it any more


def reader(setup: Setup) -> Reader:
    """This program's reader, with all that it needs loaded."""
    from attache.intake.one import read_item

    load_all()
    known = _known(setup.ledger) if setup.ledger is not None else None
    return lambda item, gate: read_item(item, gate=gate, known=known, limits=setup.limits)


def load_all() -> None:
    """Has the models and tables loaded: the first report then takes as long as any."""
    from attache.reading import read
    from attache.reading.gate import gate
    from attache.records import Report, ReportId

    text = "Chile and Peru signed an agreement on trade in Lima on Friday, their foreign ministers said."
    gate(text)
    read(Report(id=ReportId("r0"), text=text, sha256="0"))


def _known(path: Path) -> Callable[[Report], bool]:
    """Whether the ledger has a report with its reading.

    Asked here, for only the parsed report tells its id, and by a connection of its own, for a question to the writer would wait
    for what it is writing. That it may be told of a report too late costs a second reading, which the writer drops.
    """
    from attache.errors import LedgerError
    from attache.ledger import Ledger

    book: Ledger | None = None

    def known(report: Report) -> bool:
        nonlocal book
        try:
            book = book or Ledger(path, read_only=True, lagging=True)
            return book.knows(report)
        except LedgerError:
            return False  # the writer will say what is wrong with it

    return known


def _end_with_parent() -> None:
    """Ends this process when the one that started it is gone, however it went and whatever is being read."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


class _Alarm:
    """Within, the system ends this process after so many seconds.

    The parent does so before that. Only where it is gone, and the thread that should notice waits for a matcher that never lets
    other threads run, is this what ends the process.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        self._set(self._seconds)

    def __exit__(self, *_: object) -> None:
        self._set(0.0)

    @staticmethod
    def _set(seconds: float) -> None:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, seconds)


def _memory() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
