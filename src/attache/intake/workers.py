"""Worker processes: started when needed, ended when they take too long, replaced when they end by themselves."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import ceil
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Final

from attache.errors import AttacheError
from attache.intake.one import Outcome
from attache.intake.worker import LAST, READY, Setup, serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from attache.sources.item import Item

MOST_JOBS: Final = 8
"""Workers that are started unless more are asked for; each takes about 300 MB."""
TICK: Final = 0.5
"""Seconds waited for an answer at a time. Counted are these, not the clock: it goes on while a terminal holds all processes."""
LOADING: Final = 300.0
"""Seconds in which a worker must have loaded."""
TRIES: Final = 2
"""Times that an item is read whose worker ended: the system may have ended it for another's fault."""


def usual_jobs() -> int:
    """One worker for each core this process may use, up to MOST_JOBS."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(cores, MOST_JOBS)


class Ended(Exception):
    """A worker ended, or was ended, before it answered."""

    def __init__(self, how: str, *, late: bool = False) -> None:
        super().__init__(how)
        self.late = late


class Worker:
    """One process that reads. Used by one thread at a time; `kill` may be called by any."""

    def __init__(self, setup: Setup) -> None:
        """Starts the process, and does not wait until it has loaded. Raises AttacheError where it cannot be started."""
        self._limits = setup.limits
        context = _context()
        self._pipe: Connection
        with _starting():
            self._pipe, theirs = context.Pipe()
            try:
                # A daemon is ended when this program ends; that it has ended is noticed by `serve` as well.
                self._process = context.Process(target=serve, args=(theirs, setup), name="attache reading", daemon=True)
                self._process.start()
            except BaseException:
                self._pipe.close()
                raise
            finally:
                theirs.close()
        self._loaded = False
        self.spent = False
        """Whether it has ended, for it had grown too large."""
        self.unwanted = False
        """Whether it was ended, for its answer is not wanted any more."""

    def read(self, item: Item, gate: bool) -> bytes:
        """The outcome, pickled. Raises Ended; AttacheError where it could not even load."""
        self._await_loading()
        try:
            self._pipe.send_bytes(pickle.dumps((item, gate), pickle.HIGHEST_PROTOCOL))
            if not self._answers(self._limits.allowed(len(item.data))):
                self.kill()
                raise Ended("it took too long", late=True)
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise Ended(self._how()) from error
        self.spent = answer[:1] == LAST
        return answer[1:]

    def _await_loading(self) -> None:
        if self._loaded:
            return
        try:
            self._loaded = self._answers(LOADING) and self._pipe.recv_bytes() == READY
        except (EOFError, OSError):
            self._loaded = False
        if not self._loaded:
            self.kill()
            if self.unwanted:
                raise Ended("it was not wanted any more")
            raise AttacheError(f"the processes that read could not be started ({self._how()}); try fewer with --jobs 1")

    def _answers(self, seconds: float) -> bool:
        return any(self._pipe.poll(TICK) for _ in range(ceil(seconds / TICK)))

    def _how(self) -> str:
        """How the process ended, in words."""
        self._process.join(TICK)
        code = self._process.exitcode
        if code is None:
            return "it went silent"
        if code < 0:
            names = {s.value: s.name for s in signal.Signals}
            return f"ended by {names.get(-code, f'signal {-code}')}"
        return f"ended with status {code}"

    def kill(self) -> None:
        """Ends the process, whatever it does. It holds nothing that would be lost."""
        self._process.kill()
        self._process.join(TICK)

    def close(self) -> None:
        """Ends the process and lets go of its pipe; no other thread may use it any more."""
        self.kill()
        self._pipe.close()


@contextmanager
def _starting() -> Iterator[None]:
    """Within, what keeps a process from being started becomes one line."""
    try:
        yield
    except (OSError, EOFError) as error:
        # The end of a pipe: the process that others are forked from has ended while it loaded, and has told why itself.
        why = (error.strerror if isinstance(error, OSError) else None) or "the process that starts them ended"
        raise AttacheError(f"the processes that read could not be started ({why}); try fewer with --jobs 1") from error


def _context() -> ForkServerContext | SpawnContext:
    """How processes are started: forked from one that has everything imported, where that is possible."""
    forked = "forkserver" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver") if forked else multiprocessing.get_context("spawn")


class Workers:
    """The workers of a program: they start when first needed and wait for more until `close`. Several threads may ask it."""

    def __init__(self, jobs: int, setup: Setup) -> None:
        """Begins to load what workers have in common, while the caller does something else."""
        self.jobs = jobs
        # The process that workers are forked from is where this one was when it started.
        self._setup = replace(setup, ledger=setup.ledger and Path(setup.ledger).absolute())
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._closed = False
        self._lock = Lock()
        _load_ahead()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(self, item: Item, gate: bool) -> bytes | Outcome:
        """What became of an item, by a worker of its own as long as it takes: as the worker pickled it, or, where the worker
        ended, as told here. Raises Ended after `interrupt` or `close`, AttacheError where no worker can be started."""
        tries = 0
        while True:
            worker, tries = self._taken(), tries + 1
            try:
                answer = worker.read(item, gate)
            except Ended as ended:
                self._drop(worker)
                if worker.unwanted:
                    raise
                if ended.late or tries == TRIES:
                    return _lost(item, ended, self._setup)
            except BaseException:
                self._drop(worker)
                raise
            else:
                self._let_go(worker)
                return answer

    def _taken(self) -> Worker:
        with self._lock:
            worker = self._idle.pop() if self._idle else None
        worker = worker or Worker(self._setup)
        with self._lock:
            self._busy.add(worker)
            if self._closed:
                worker.unwanted = True
                worker.kill()
        return worker

    def _let_go(self, worker: Worker) -> None:
        with self._lock:
            if not (worker.spent or worker.unwanted):
                self._busy.discard(worker)
                self._idle.append(worker)
                return
        self._drop(worker)

    def _drop(self, worker: Worker) -> None:
        worker.close()
        with self._lock:
            self._busy.discard(worker)

    def interrupt(self) -> None:
        """Ends the workers that are reading."""
        with self._lock:
            for worker in self._busy:
                worker.unwanted = True
                worker.kill()

    def close(self) -> None:
        """Ends all workers."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        self.interrupt()
        for worker in idle:
            worker.close()


def _load_ahead() -> None:
    """Starts the process that workers are forked from, where it does not run yet; it loads what they have in common.

    It starts with Ctrl-C held off, and so do all that are forked from it: in the moment before a worker sees to that itself it
    would end with a traceback.
    """
    context = _context()
    if not isinstance(context, ForkServerContext):
        return
    context.set_forkserver_preload(["attache.intake.preload"])
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with _starting():
            forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _lost(item: Item, ended: Ended, setup: Setup) -> Outcome:
    """The outcome of an item whose worker ended."""
    if ended.late:
        seconds = round(setup.limits.allowed(len(item.data)), 1)
        reason, message = "time-limit", f"{item.shown}: not read within {seconds:,g} seconds; split it, or raise --time-limit"
    else:
        reason, message = "reader-crash", f"{item.shown}: the reader's process ended at it ({ended}); please report it"
    return Outcome(item.name, item.shown, item.by_hand, "fault", reason=reason, message=message)
