"""A process killed while it works out what changed: nothing stored is lost, and the outcome is in the end the same."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from attache.ledger import Ledger
from benchmarks.growth.making import made

ROOT = Path(__file__).parent.parent.parent.parent
FIRST, MORE = 40, 30
"""Reports worked out before, and those with which the process is killed."""
KILLS = 8
WORK = """
import sys
from attache.ledger import Ledger
with Ledger(sys.argv[1]) as ledger:
    print("begun", flush=True)
    ledger.reconcile()
    print("done", flush=True)
"""


def working(path: Path) -> subprocess.Popen[str]:
    """A process that has begun to work out the ledger."""
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-c", WORK, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def test_killed_while_working_it_out(tmp_path: Path) -> None:
    begun = tmp_path / "begun.db"
    with Ledger(begun) as ledger:
        ledger.add_all(made(n) for n in range(FIRST))
        ledger.reconcile()
        ledger.add_all(made(n) for n in range(FIRST, FIRST + MORE))
        reports = set(ledger.report_ids())
    whole = tmp_path / "whole.db"
    shutil.copy(begun, whole)
    start = time.perf_counter()
    process = working(whole)
    process.communicate()
    took = time.perf_counter() - start
    with Ledger(whole) as ledger:
        wanted = list(ledger.worked_out())
    moments = random.Random(7)
    halfway = 0
    for number in range(KILLS):
        path = tmp_path / f"killed-{number}.db"
        shutil.copy(begun, path)
        process = working(path)
        time.sleep(moments.random() * took)
        process.send_signal(signal.SIGKILL)
        output, _ = process.communicate()
        halfway += "done" not in output
        with Ledger(path) as ledger:
            assert set(ledger.report_ids()) == reports
            assert all(ledger.reading(report) for report in reports)
            assert list(ledger.worked_out()) == wanted
    # A kill that always came too late would prove nothing.
    assert halfway
