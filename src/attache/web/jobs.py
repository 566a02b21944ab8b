"""Reading in on the desk: jobs, one after another, in one thread beside the pages.

A job has items (files, a pasted text, addresses); each is read by the functions of `attache read` and each report is stored
before the next, so that stopping the desk loses nothing that was shown as read. From time to time, and at the end, what is
new is worked in across reports; until then pages show what held before.
"""

from __future__ import annotations

import logging
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from attache.errors import AttacheError, QueryError
from attache.intake import Taken, taken_in
from attache.ledger import Ledger
from attache.records import Report
from attache.web.intake.inputs import Input
from attache.web.intake.kept import sweep
from attache.web.intake.progress import Progress
from attache.web.served import Served

if TYPE_CHECKING:
    from attache.sources import Setaside

log = logging.getLogger(__name__)
KEPT = 30
"""Finished jobs that are remembered."""
PATIENCE = 900.0
"""Seconds for which a job waits while decisions are worked in: on a large ledger that takes minutes."""
WORKED_IN_AFTER = 20.0
"""Seconds of reading after which what is new is worked in, so that a long job shows before its end."""
SHARE = 5
"""Reading takes at least so many times as long as working in, however large the ledger is."""


class Job:
    """Inputs on their way into the ledger. `progress` may be asked by any thread."""

    def __init__(self, identity: str, inputs: Sequence[Input], folder: TemporaryDirectory[str] | None) -> None:
        self.id = identity
        self.inputs = inputs
        self.progress = Progress(identity, [i.name for i in inputs], [i.what for i in inputs])
        self.cancelled = Event()
        self._folder = folder
        self._under_way: deque[int] = deque()
        """Which input each report comes from that was taken from its source and is not stored yet."""

    def reports(self, book: Ledger) -> Iterator[Report]:
        """The reports of all inputs; what is left out is noted on the way."""
        for number, given in enumerate(self.inputs):
            if self.cancelled.is_set():
                return
            self.progress.opened(number)
            try:
                for report in given.reports(lambda aside, at=number: self._put_aside(book, at, aside)):  # type: ignore[misc]
                    self._under_way.append(number)
                    self.progress.taken(number)
                    yield report
                    if self.cancelled.is_set():
                        return
            except Exception as error:  # one input that cannot be digested must not lose the others
                log.exception("%s could not be read", given.name)
                self._put_aside(book, number, _fault(given.name, error))
            given.forget()
            self.progress.emptied(number)

    def _put_aside(self, book: Ledger, number: int, aside: Setaside) -> None:
        self.progress.put_aside(number, aside)
        if not aside.quiet:
            book.refuse(aside.input, aside.reason, aside.message)

    def stored(self, taken: Taken) -> None:
        """Notes a report that is in the ledger."""
        self.progress.stored(self._under_way.popleft(), taken)

    def close(self) -> None:
        """Removes what was sent."""
        self.inputs = ()
        if self._folder is not None:
            self._folder.cleanup()


def _fault(name: str, error: Exception) -> Setaside:
    from attache.sources import Setaside

    message = f"{name}: the reader failed ({type(error).__name__}: {error}); please report it"
    return Setaside("reader-fault", name, message)


class Jobs:
    """All jobs of a desk."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._stopped = False

    def add(self, job: Job) -> None:
        """Puts a job behind those that wait; forgets the oldest finished ones."""
        with self._lock:
            self._jobs[job.id] = job
            finished = [j for j in self._jobs.values() if j.progress.finished]
            for old in finished[: max(0, len(finished) - KEPT)]:
                del self._jobs[old.id]
            self._waiting.put(job)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="reading in", daemon=True)
                self._thread.start()

    def find(self, identity: str) -> Job:
        """A job by its id. Raises QueryError where it is not known any more."""
        with self._lock:
            job = self._jobs.get(identity)
        if job is None:
            raise QueryError("this reading is not remembered any more; what it read is in the ledger")
        return job

    def all(self) -> tuple[Job, ...]:
        """Jobs that are remembered, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def cancel(self, job: Job) -> None:
        """Ends a job after the report that is being read."""
        job.cancelled.set()

    def stop(self, patience: float = 3.0) -> int:
        """Ends all jobs and their thread; the number of inputs that were not read."""
        running = [job for job in self.all() if not job.progress.finished]
        for job in running:
            job.cancelled.set()
        self._stopped = True
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(patience)
        for job in running:
            job.close()
        return sum(job.progress.unread for job in running)

    def _run(self) -> None:
        sweep()
        while (job := self._waiting.get()) is not None:
            fault = self._fault_of(job)
            job.close()
            if fault:
                job.progress.failed(fault)
            else:
                job.progress.ended(cancelled=job.cancelled.is_set())

    def _fault_of(self, job: Job) -> str:
        """Does a job; why it could not go on, empty where it could."""
        try:
            self._read(job)
        except AttacheError as error:
            return str(error)
        except Exception as error:
            log.exception("reading in failed")
            return f"the desk itself failed here ({type(error).__name__}); please report it"
        return ""

    def _read(self, job: Job) -> None:
        """Reads a job's inputs into a ledger of its own, and works them in."""
        if not job.cancelled.is_set():
            job.progress.began()
            self._take_in(job)
        if not self._stopped and job.progress.changed:
            self._work_in(job)
            job.progress.grew(self._served.ledger.files_among(job.progress.read))

    def _take_in(self, job: Job) -> None:
        """Stores a job's reports one by one; where that fails, those that were stored are worked in all the same."""
        path = self._served.ledger.path
        try:
            with Ledger(path, create=False, patience=PATIENCE) as book, closing(taken_in(book, job.reports(book))) as taken:
                pause, since = WORKED_IN_AFTER, time.monotonic()
                for one in taken:
                    job.stored(one)
                    if job.cancelled.is_set():
                        break
                    if time.monotonic() - since > pause:
                        pause = max(WORKED_IN_AFTER, SHARE * self._work_in(job))
                        since = time.monotonic()
        except Exception:
            if not self._stopped and job.progress.changed:
                self._work_in(job)
            raise

    def _work_in(self, job: Job) -> float:
        """Works out what lies across reports; the seconds it took. Decisions of reviewers wait so long."""
        from attache.reading.ahead import SWITCH

        began, before = time.monotonic(), sys.getswitchinterval()
        # Pages get their turn sooner: this is one long piece of work in Python.
        sys.setswitchinterval(SWITCH)
        try:
            with job.progress.working_in(), self._served.writer() as ledger:
                ledger.reconcile()
        finally:
            sys.setswitchinterval(before)
        return time.monotonic() - began
