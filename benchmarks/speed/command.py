"""`attache read` as a user runs it, timed: worker processes, the gate, one writer, one ledger."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.figures import Figure, Part
from benchmarks.speed.memory import Watched
from benchmarks.speed.texts import WORDS, mixed, relevant, write_lines

RELEVANT_GOAL, MIXED_GOAL = 25.0, 150.0
GOAL_CORES = 2
"""What the goals are for: as many processes read, unless told otherwise, and with others no goal is set."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of the command: its seconds on the clock and what it tells of itself."""

    seconds: float
    read: int
    aside: int
    spent: dict[str, float]
    """Seconds on the clock by stage, of all its processes."""
    memory: float
    """Of the largest of its processes, in MiB."""
    worked: float
    """Processor time of all its processes, in seconds."""


def relevant_reports(count: int, jobs: int | None) -> Part:
    """Reports on relations, on two cores unless told otherwise."""
    return _part(
        "relevant", f"{count} reports on relations of {WORDS} words", (relevant(n) for n in range(count)), jobs, RELEVANT_GOAL
    )


def mixed_stream(count: int, jobs: int | None) -> Part:
    """A stream of which nine in ten are set aside."""
    return _part("mixed", f"{count} JSON lines of {WORDS} words, nine in ten set aside", mixed(count), jobs, MIXED_GOAL)


def _part(name: str, what: str, texts: Iterator[str], jobs: int | None, goal: float) -> Part:
    """The rate without the start of the processes, which is that of a run over one report."""
    cores = jobs or GOAL_CORES
    with tempfile.TemporaryDirectory(prefix="attache-speed-") as folder:
        stream, one = Path(folder) / "stream.jsonl", Path(folder) / "one.jsonl"
        write_lines(stream, texts)
        write_lines(one, iter([relevant(-1)]))
        first = _run(one, cores)
        ran = _run(stream, cores)
    start = first.seconds
    count = ran.read + ran.aside
    figures = (
        # The run over one report, whose time is taken off, has read one.
        Figure(
            "reports a second, start left out",
            (count - 1) / (ran.seconds - start),
            "a second",
            goal if cores == GOAL_CORES else None,
        ),
        Figure("reports a second, with the start", count / ran.seconds, "a second"),
        Figure("processor time for a report", 1000 * (ran.worked - first.worked) / (count - 1), "ms"),
        Figure("set aside", 100 * ran.aside / count, "%"),
        Figure("start of the command and its processes", start, "s"),
        Figure("largest process", ran.memory, "MiB"),
    )
    processes = cores + 1
    told = f"{what}, attache read --jobs {cores}, seconds of all {processes} processes"
    waiting = max(processes * ran.seconds - sum(ran.spent.values()) - processes * start, 0.0)
    return Part(name, told, figures, {**ran.spent, "start": processes * start, "waiting": waiting})


def _run(stream: Path, jobs: int) -> Ran:
    ledger = stream.with_suffix(".db")
    words = [sys.executable, "-m", "attache", "read", str(stream), "--ledger", str(ledger), "--jobs", str(jobs), "--json"]
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    with Watched(process.pid) as watched:
        out, complaints = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode != 0:
        raise RuntimeError(f"attache read ended with {process.returncode}: {complaints.strip()[-500:]}")
    told = json.loads(out)
    return Ran(seconds, told["read"], sum(told["aside"].values()), told["seconds"], watched.mebibytes, watched.processor_time)
