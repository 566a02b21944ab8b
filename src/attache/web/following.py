"""After a decision: what hangs on it is worked out by one thread of the desk, while pages show what held before."""

from __future__ import annotations

import logging
import time
from threading import Condition, Thread

from attache.errors import LedgerError
from attache.web.faults import fault_words
from attache.web.served import Served

log = logging.getLogger(__name__)
PATIENCE = 0.3
"""Seconds that an answer waits, so that on a small ledger the next page shows it done."""
LONG = 3.0
"""Seconds from which a run is a long one: nothing can be stored meanwhile, so the next waits until decisions pause."""
PAUSE = 8.0
"""Seconds without a decision that are such a pause: one in the queue takes less."""
AGAIN = 30.0
"""Seconds after which what failed is tried again."""
LATEST = 60.0
"""Seconds after which it is worked in even so."""


class Follower:
    """Works decisions in, one run for all that came meanwhile. Several threads may ask it."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._changed = Condition()
        self._asked = 0
        self._done = 0
        self._thread: Thread | None = None
        self._took = 0.0
        """Seconds of the run before."""
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
            self.fault = ""
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
                self._changed.wait_for(lambda: self._done < self._asked, timeout=AGAIN if self.fault else None)
                self._await_pause()
                upto = self._asked
            begun = time.monotonic()
            fault = self._work_in()
            self._took = time.monotonic() - begun
            with self._changed:
                self._done, self.fault = upto, fault
                self._changed.notify_all()

    def _await_pause(self) -> None:
        """Where the run before was long, waits until nothing is decided for a while; called with the condition held."""
        until = time.monotonic() + LATEST
        while self._took >= LONG and time.monotonic() < until:
            if not self._decided_within(PAUSE):
                return

    def _decided_within(self, seconds: float) -> bool:
        seen = self._asked
        return self._changed.wait_for(lambda: self._asked > seen, timeout=seconds)

    def _work_in(self) -> str:
        try:
            with self._served.writer() as ledger:
                ledger.reconcile()
        except LedgerError as error:
            log.warning("what was decided could not be worked in: %s", error)
            return str(error)
        except Exception as error:
            # The thread must outlive it: what is decided later is to be worked in too.
            log.exception("what was decided could not be worked in")
            return fault_words(error)
        return ""
