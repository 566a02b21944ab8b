"""A process that has everything loaded and starts the real command line in children: for thousands of runs to be killed.

Each line on standard input is a JSON list, the words of one command (`["read", "in", "--ledger", "x.db"]`) or of one of the
works below (`["+decide", …]`). The answer is the child's process id, on a line; when it has ended, its status, on another.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from attache.errors import AttacheError

ROOT = Path(__file__).parent.parent.parent


def decide(ledger: str, number: str) -> None:
    """Accepts, rejects and takes back so many records of a ledger, one after another, and tells each once it is stored."""
    from attache.ledger import Ledger

    with closing(sqlite3.connect(ledger)) as file:
        # As they were read: what is rejected is not among the ledger's own any more.
        ids = [str(i) for (i,) in file.execute("SELECT id FROM record ORDER BY id")]
    with Ledger(ledger) as book:
        for n in range(len(book.reviews()), int(number)):
            identity = ids[(7 * n) % len(ids)]
            day = f"2026-01-01T00:00:{n % 60:02}Z"
            if n % 5 == 4:
                book.undo(n, by="A", now=day)
            elif n % 2:
                book.reject(identity, why=str(n), by="A", now=day)
            else:
                book.accept(identity, why=str(n), by="A", now=day)
            sys.stdout.write(f"stored {n}\n")
            sys.stdout.flush()
        book.reconcile()


WORKS = {"+decide": decide}


def _worked(words: Sequence[str]) -> None:
    """Runs one of the works; its errors are told as the command line tells them."""
    try:
        WORKS[words[0]](*words[1:])
    except AttacheError as error:
        sys.stderr.write(f"attache: {error}\n")
        sys.exit(2)


def serve() -> None:
    """Starts a child for every line of standard input, in a group of its own, and waits for it."""
    import attache.cli
    from attache.reading import read  # noqa: F401 - loaded once, for all children

    for line in sys.stdin:
        words, out = json.loads(line)
        child = os.fork()
        if not child:
            os.setpgid(0, 0)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 1)
            os.dup2(1, 2)
            sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
            sys.argv = ["attache", *words]
            if words[0] in WORKS:
                _worked(words)
            else:
                attache.cli.main()
            sys.exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


@dataclass(slots=True)
class Ended:
    """How one run ended: its status (negative: the signal that killed it) and what it printed."""

    status: int
    output: str
    took: float


@dataclass(slots=True)
class Nursery:
    """The process, from outside. `run` starts one command in it and, where asked, kills it after so many seconds."""

    folder: Path
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"OMP_NUM_THREADS": "1"},
        )

    def run(self, words: Sequence[str | Path], *, kill_after: float | None = None, full_after: float | None = None) -> Ended:
        """Runs a command to its end, or to the kill; or from a moment on as if the disk were full."""
        out = self.folder / "output.txt"
        out.write_text("")
        began = time.monotonic()
        self._in.write(json.dumps([[str(w) for w in words], str(out)]) + "\n")
        self._in.flush()
        child = int(self._out.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            self._kill(child)
        if full_after is not None:
            time.sleep(full_after)
            self._fill(child)
        status = int(self._out.readline())
        return Ended(status, out.read_text("utf-8", "replace"), time.monotonic() - began)

    @property
    def _in(self) -> IO[str]:
        assert self.process.stdin is not None
        return self.process.stdin

    @property
    def _out(self) -> IO[str]:
        assert self.process.stdout is not None
        return self.process.stdout

    @staticmethod
    def _kill(child: int) -> None:
        """Kills the process alone: what it started must notice by itself."""
        try:
            os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            return

    @staticmethod
    def _fill(child: int) -> None:
        """From now on no file of the process may reach beyond its first 8 KB."""
        try:
            resource.prlimit(child, resource.RLIMIT_FSIZE, (8192, 8192))
        except ProcessLookupError:
            return

    def close(self) -> None:
        """Ends the process."""
        self.process.stdin.close() if self.process.stdin else None
        self.process.wait(timeout=30)
        self._out.close()


if __name__ == "__main__":
    serve()
