"""Processes as the system lists them, and how far a run under way is."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path


def stored(path: Path) -> int:
    """How many reports a ledger holds for another program that looks in; 0 where there is none yet."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as ledger:
        try:
            return int(ledger.execute("SELECT count(*) FROM report").fetchone()[0])
        except sqlite3.OperationalError:  # killed before the tables were made
            return 0


def children(process: int) -> set[int]:
    """Processes below one, as the system lists them."""
    found, seen = {process}, set[int]()
    while found != seen:
        seen = set(found)
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                except OSError:
                    continue
                if parent in found:
                    found.add(int(entry.name))
    return found - {process}


def gone(processes: set[int]) -> bool:
    """Whether processes end within a few seconds; what has ended and only waits to be noticed has ended."""
    until = time.monotonic() + 15
    while time.monotonic() < until:
        if not any(_runs(p) for p in processes):
            return True
        time.sleep(0.05)
    return False


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
