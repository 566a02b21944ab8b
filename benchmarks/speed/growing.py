"""What one more report costs in small and large ledgers, and the memory it takes; each size in a process of its own."""

from __future__ import annotations

import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from attache.ledger import Ledger
from benchmarks.growth.making import made
from benchmarks.speed.figures import Figure, Part
from benchmarks.speed.memory import peak

FLAT = 1.2
"""Time and memory may grow by a fifth from the smallest to the largest."""
AT_ONCE = 500
"""Reports worked in together, as `attache read` does."""


def grown(sizes: Sequence[int], added: int) -> Part:
    """Time for each report while the ledger grows, of one more report, and memory, by size."""
    found = {}
    for size in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found[size] = pool.apply(measured, (size, added))
    first, last = found[min(sizes)], found[max(sizes)]
    figures = []
    for size, (batch, one, memory) in found.items():
        figures += [
            Figure(f"at {size:,}: a report, {AT_ONCE} at a time", batch, "ms"),
            Figure(f"at {size:,}: one more report by itself", one, "ms"),
            Figure(f"at {size:,}: memory", memory, "MiB"),
        ]
    figures += [
        Figure(f"time a report, {max(sizes):,} to {min(sizes):,}", last[0] / first[0], "times", FLAT, at_most=True),
        Figure(f"one more by itself, {max(sizes):,} to {min(sizes):,}", last[1] / first[1], "times", FLAT, at_most=True),
        Figure(f"memory, {max(sizes):,} to {min(sizes):,}", last[2] / first[2], "times", FLAT, at_most=True),
    ]
    return Part("growth", "made-up reports stored and worked in, by the number in the ledger before", tuple(figures))


def measured(size: int, added: int, at_once: int = AT_ONCE) -> tuple[float, float, float]:
    """Milliseconds a report for storing and working in, many at a time and one by one, once `size` are in; MiB at most."""
    with tempfile.TemporaryDirectory(prefix="attache-growth-") as folder, Ledger(Path(folder) / "grown.db") as ledger:
        for start in range(0, size, at_once):
            ledger.add_all(made(n) for n in range(start, min(start + at_once, size)))
            ledger.reconcile()
        following = [made(n) for n in range(size, size + at_once + added)]
        began = time.perf_counter()
        ledger.add_all(following[:at_once])
        ledger.reconcile()
        batch = 1000 * (time.perf_counter() - began) / at_once
        costs = []
        for report, reading in following[at_once:]:
            began = time.perf_counter()
            ledger.add(report, reading)
            ledger.reconcile()
            costs.append(1000 * (time.perf_counter() - began))
    return batch, statistics.median(costs), peak()
