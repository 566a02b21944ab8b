"""A review on a copy of the ledger, step by step: stored, worked in, undone."""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from attache.ledger import Ledger

TIMES = 5
STATEMENTS = "SELECT id FROM statement ORDER BY id LIMIT ? OFFSET 100"
EVENTS = "SELECT id FROM event ORDER BY id LIMIT ? OFFSET 100"


def reviewed(path: Path) -> dict[str, float]:
    """Median milliseconds of each step; the ledger itself is left as it is."""
    spent: dict[str, list[float]] = {}

    def clocked(step: str, work: Callable[[], object]) -> None:
        began = time.perf_counter()
        work()
        spent.setdefault(step, []).append(1000 * (time.perf_counter() - began))

    with tempfile.TemporaryDirectory(prefix="attache-desk-", dir=path.parent) as folder:
        copy = Path(folder) / "ledger.db"
        shutil.copyfile(path, copy)
        statements, events = (_some(copy, sql) for sql in (STATEMENTS, EVENTS))
        with Ledger(copy) as ledger:
            ledger.reconcile()
            for statement, event in zip(statements, events, strict=True):
                clocked("accept, stored", lambda s=statement: ledger.accept(s, by="benchmark"))  # type: ignore[misc]
                clocked("accept, worked in", ledger.reconcile)
                clocked("reject, stored", lambda e=event: ledger.reject(e, by="benchmark"))  # type: ignore[misc]
                clocked("reject, worked in", ledger.reconcile)
                clocked("undo, stored", lambda: ledger.undo(by="benchmark"))
                clocked("undo, worked in", ledger.reconcile)
    return {step: statistics.median(times) for step, times in spent.items()}


def _some(path: Path, sql: str) -> list[str]:
    book = sqlite3.connect(path)
    try:
        return [str(i) for (i,) in book.execute(sql, (TIMES,))]
    finally:
        book.close()
