"""A process killed at random moments loses nothing it has acknowledged, and ends with the same export when run again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from attache.exports.jsonl import ledger_lines, written
from attache.ledger import Ledger
from tests.ledger import filler

ROOT = Path(__file__).parent.parent.parent
REPORTS = 80
KILLS = 6


def filling(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.filler", str(path), str(REPORTS)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )


def exported(path: Path) -> list[str]:
    with Ledger(path, read_only=True) as ledger:
        return [written(line) for line in ledger_lines(ledger)]


def test_killed_at_random_moments(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    filler.main(str(whole), REPORTS)
    moments = random.Random(11)
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        process = filling(broken)
        assert process.stdout is not None
        # The first line may be long in coming: what is to be hit is the writing, not the start of Python.
        acknowledged |= {line.strip() for line in [process.stdout.readline()] if line.endswith("\n")}
        time.sleep(moments.random() * 0.08)
        process.send_signal(signal.SIGKILL)
        acknowledged |= {line.strip() for line in process.stdout if line.endswith("\n")}
        process.wait()
        process.stdout.close()
        with Ledger(broken, read_only=True) as ledger:
            assert acknowledged - {""} <= set(ledger.report_ids())
            assert all(ledger.reading(report) for report in ledger.report_ids())
    filler.main(str(broken), REPORTS)
    assert exported(broken) == exported(whole)
