"""After a decision: what hangs on it is worked out by one thread of the desk, while pages show what held before."""

from __future__ import annotations

import logging
from threading import Condition, Thread

from attache.errors import LedgerError
from attache.web.served import Served

log = logging.getLogger(__name__)
PATIENCE = 0.3
"""Seconds that an answer waits, so that on a small ledger the next page shows it done."""


class Follower:
    """Works decisions in, one run for all that came meanwhile. Several threads may ask it."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._changed = Condition()
        self._asked = 0
        self._done = 0
        self._thread: Thread | None = None
        self.fault = ""
        """Why the last run failed; empty where it did not."""

    @property
    def working(self) -> bool:
        """Whether something decided is not worked in yet."""
        with self._changed:
            return self._done < self._asked

    def follow(self, patience: float = PATIENCE) -> bool:
        """Has what was written worked in; whether that was done within so many seconds."""
        with self._changed:
            self._asked += 1
            mine = self._asked
            if self._thread is None:
                # A daemon: a run cut short by the desk's end is taken back whole, and done at the next start.
                self._thread = Thread(target=self._run, name="working in", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self._done >= mine, timeout=patience)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._done < self._asked)
                upto = self._asked
            fault = self._work_in()
            with self._changed:
                self._done, self.fault = upto, fault
                self._changed.notify_all()

    def _work_in(self) -> str:
        try:
            with self._served.writer() as ledger:
                ledger.reconcile()
        except LedgerError as error:
            log.warning("what was decided could not be worked in: %s", error)
            return str(error)
        return ""
