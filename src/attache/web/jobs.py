"""Reading in on the desk: jobs, one after another, read by worker processes so that pages stay quick.

A job has items (files, a pasted text, addresses); each is read by the functions of `attache read`, and each report is shown
once it is stored, so that stopping the desk loses nothing that was shown as read. From time to time, and at the end, what is
new is worked in across reports; until then pages show what held before.
"""

from __future__ import annotations

import logging
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from attache.errors import AttacheError, QueryError
from attache.ledger import Ledger
from attache.web.faults import fault_words
from attache.web.intake.inputs import Input
from attache.web.intake.kept import sweep
from attache.web.intake.progress import Progress
from attache.web.served import Served

if TYPE_CHECKING:
    # These load what opens pages of the web: a second that the desk's start need not wait for.
    from attache.intake import Intake, Taken, Workers
    from attache.sources.item import Item
    from attache.sources.setaside import Setaside

log = logging.getLogger(__name__)
KEPT = 30
"""Finished jobs that are remembered."""
SINGLE = ("text", "markdown", "page", "report")
"""Kinds of items that are all their input holds, unless they come out of an archive or table."""
PATIENCE = 900.0
"""Seconds for which a job waits while decisions are worked in: on a large ledger that takes minutes."""
WORKED_IN_AFTER = 20.0
"""Seconds of reading after which what is new is worked in, so that a long job shows before its end."""
SWITCH = 0.0005
"""Seconds after which working in, one long piece of work in Python, lets the threads of pages have their turn."""
MOST_JOBS = 4
"""Worker processes."""
SHARE = 5
"""Reading takes at least so many times as long as working in, however large the ledger is."""
IDLE = 120.0
"""Seconds without a job after which the worker processes are let go."""


class Job:
    """Inputs on their way into the ledger. `progress` may be asked by any thread."""

    def __init__(self, identity: str, inputs: Sequence[Input], folder: TemporaryDirectory[str] | None) -> None:
        self.id = identity
        self.inputs = inputs
        self.progress = Progress(identity, [i.name for i in inputs], [i.what for i in inputs])
        self.cancelled = Event()
        self._folder = folder
        self._intake: Intake | None = None
        self._under_way: deque[int] = deque()
        """Which input each item comes from that was taken from its source and is not stored yet."""

    def taken(self, intake: Intake) -> Iterator[Taken]:
        """Reads all inputs, and tells each report once it is stored."""
        self._intake = intake
        if self.cancelled.is_set():
            return
        with closing(intake.taken(self._items())) as every:
            for taken in every:
                self.progress.stored(self._under_way.popleft(), taken)
                yield taken

    def cancel(self) -> None:
        """Has it end when what was read is stored."""
        self.cancelled.set()
        if self._intake is not None:
            self._intake.stop()

    def _items(self) -> Iterator[Item | Setaside]:
        """The items of all inputs, and what is left out on the way."""
        from attache.sources.item import Item

        for number, given in enumerate(self.inputs):
            if self.cancelled.is_set():
                return
            self.progress.opened(number)
            for one in _of_input(given):
                self._under_way.append(number)
                # A source that is stopped is never asked whether there was more, and of a single report there is not.
                self.progress.taken(number, whole=isinstance(one, Item) and not one.bulk and one.kind in SINGLE)
                yield one
            given.forget()
            self.progress.emptied(number)

    def close(self) -> None:
        """Removes what was sent."""
        self.inputs = ()
        if self._folder is not None:
            self._folder.cleanup()


def _of_input(given: Input) -> Iterator[Item | Setaside]:
    """The items of one input. One that cannot be digested must not lose the others."""
    from attache.intake.one import failed
    from attache.intake.taking import in_order
    from attache.sources.setaside import Setaside

    try:
        yield from in_order(given.items)
    except Exception as error:
        log.exception("%s could not be read", given.name)
        yield Setaside("reader-fault", given.name, f"{failed(given.name, error)}; please report it")


class Jobs:
    """All jobs of a desk."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._workers: Workers | None = None
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
        """Ends a job when what was read is stored."""
        job.cancel()

    def stop(self, patience: float = 3.0) -> int:
        """Ends all jobs and their thread; the number of inputs that were not read."""
        running = [job for job in self.all() if not job.progress.finished]
        self._stopped = True
        for job in running:
            job.cancel()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(patience)
        self._let_go()
        for job in running:
            job.close()
        return sum(job.progress.unread for job in running)

    def _run(self) -> None:
        sweep()
        while (job := self._next()) is not None:
            fault = self._fault_of(job)
            job.close()
            if fault:
                job.progress.failed(fault)
            else:
                job.progress.ended(cancelled=job.cancelled.is_set())

    def _next(self) -> Job | None:
        """The next job, waited for; without one for a while, the worker processes are let go."""
        try:
            return self._waiting.get(timeout=IDLE if self._workers else None)
        except Empty:
            self._let_go()
            return self._waiting.get()

    def _let_go(self) -> None:
        workers, self._workers = self._workers, None
        if workers is not None:
            workers.close()

    def _ready(self) -> Workers:
        """The worker processes, which stay for the next job."""
        from attache.intake import Setup, Workers, usual_jobs

        if self._workers is None:
            # One core is left to the pages.
            jobs = max(1, min(MOST_JOBS, usual_jobs() - 1))
            self._workers = Workers(jobs, Setup(self._served.ledger.path))
        return self._workers

    def _fault_of(self, job: Job) -> str:
        """Does a job; why it could not go on, empty where it could."""
        try:
            self._read(job)
        except AttacheError as error:
            return str(error)
        except Exception as error:
            log.exception("reading in failed")
            return fault_words(error)
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
        """Stores a job's reports; where that fails, those that were stored are worked in all the same."""
        from attache.intake import Intake

        path = self._served.ledger.path
        try:
            with Ledger(path, create=False, patience=PATIENCE) as book:
                pause, since = WORKED_IN_AFTER, time.monotonic()
                for _ in job.taken(Intake(book, self._ready())):
                    if time.monotonic() - since > pause and not job.cancelled.is_set():
                        pause = max(WORKED_IN_AFTER, SHARE * self._work_in(job))
                        since = time.monotonic()
        except Exception:
            if not self._stopped and job.progress.changed:
                self._work_in(job)
            raise

    def _work_in(self, job: Job) -> float:
        """Works out what lies across reports; the seconds it took. Decisions of reviewers wait so long."""
        began, before = time.monotonic(), sys.getswitchinterval()
        sys.setswitchinterval(SWITCH)
        try:
            with job.progress.working_in(), self._served.writer() as ledger:
                ledger.reconcile()
        finally:
            sys.setswitchinterval(before)
        return time.monotonic() - began
