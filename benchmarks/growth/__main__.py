"""Prints the cost of one more report by the size of the ledger; see the package."""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from attache.ledger import Ledger
from benchmarks.growth.making import made

LOADED = 1000
"""Reports stored in one transaction while the ledger is filled; not part of what is measured."""


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000], help="reports in the ledger")
    parser.add_argument("--added", type=int, default=50, help="reports added one by one to each")
    parser.add_argument("--keep", type=Path, help="folder in which the filled ledgers are kept and found again")
    arguments = parser.parse_args()
    folder = arguments.keep or Path(tempfile.mkdtemp(prefix="attache-growth-"))
    folder.mkdir(parents=True, exist_ok=True)
    heads = ("reports", "MB", "rebuild s", "ms a report", "one more: median ms", "90th", "CPU", "ratio", "rebuild the same")
    print("{:>8} {:>7} {:>10} {:>12} {:>20} {:>7} {:>6} {:>6}  {}".format(*heads))
    first = None
    try:
        for size in sorted(arguments.sizes):
            row = measured(folder / f"made-{size}.db", size, arguments.added)
            first = first or row["cpu"]
            told = (
                size,
                row["mb"],
                row["rebuild"],
                1000 * row["rebuild"] / size,
                row["median"],
                row["slow"],
                row["cpu"],
                row["cpu"] / first,
            )
            same = "yes" if row["same"] else "NO"
            print("{:>8} {:>7.0f} {:>10.1f} {:>12.2f} {:>20.1f} {:>7.1f} {:>6.1f} {:>6.2f}  {}".format(*told, same), flush=True)
            if not row["same"]:
                return 1
    finally:
        if arguments.keep is None:
            shutil.rmtree(folder)
    return 0


def measured(path: Path, size: int, added: int) -> dict[str, float]:
    """Fills a ledger, works it out, adds reports one by one, and works it out anew: seconds, milliseconds and megabytes.

    The ratio printed is that of processor time, which a busy machine and its disk change least.
    """
    with Ledger(path) as ledger:
        fill(ledger, size)
        began = time.perf_counter()
        ledger.reconcile()
        filled = time.perf_counter() - began
        costs, busy = [], []
        for number in range(size, size + added):
            ledger.add(*made(number))
            began, worked = time.perf_counter(), time.process_time()
            ledger.reconcile()
            costs.append(1000 * (time.perf_counter() - began))
            busy.append(1000 * (time.process_time() - worked))
        grown = fingerprint(ledger)
        began = time.perf_counter()
        ledger.rebuild()
        rebuilt = time.perf_counter() - began
        same = fingerprint(ledger) == grown
    print(f"  ({size}: first working out {filled:.1f} s)", file=sys.stderr)
    costs.sort()
    return {
        "rebuild": rebuilt,
        "median": statistics.median(costs),
        "cpu": statistics.median(busy),
        "slow": costs[int(0.9 * (len(costs) - 1))],
        "same": same,
        "mb": path.stat().st_size / 1e6,
    }


def fill(ledger: Ledger, size: int) -> None:
    """Stores reports up to that number, those that are there already left as they are."""
    known = len(ledger.report_ids())
    for start in range(known, size, LOADED):
        ledger.add_all(made(n) for n in range(start, min(size, start + LOADED)))


def fingerprint(ledger: Ledger) -> str:
    """A digest of every row of everything worked out across reports."""
    digest = sha256()
    for row in rows_worked_out(ledger):
        digest.update(repr(row).encode())
    return digest.hexdigest()


def rows_worked_out(ledger: Ledger) -> Iterable[tuple[object, ...]]:
    """All rows of part two of the schema, table by table, each table in the order of its columns."""
    yield from ledger.worked_out()


if __name__ == "__main__":
    sys.exit(main())
