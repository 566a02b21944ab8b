"""A run killed at random moments and started again ends as one that was never killed."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.cli.conftest import EXAMPLES, run

KILLS = 50
SEED = 1994


def _remove(folder: Path) -> None:
    for name in ("ledger.db", "ledger.db-wal", "ledger.db-shm"):
        (folder / name).unlink(missing_ok=True)


def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "eu-partners", tmp_path / "in")
    began = time.monotonic()
    assert run("read", "in", cwd=tmp_path).returncode == 0
    whole = time.monotonic() - began
    expected = run("export", cwd=tmp_path).stdout
    _remove(tmp_path)
    moments = random.Random(SEED)
    landed = 0
    for kill in range(KILLS):
        if kill % 5 == 0:
            _remove(tmp_path)  # so that kills fall on every stage, from the first report to the last
        process = subprocess.Popen(
            [sys.executable, "-m", "attache", "read", "in"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(moments.uniform(0.2, 1.0) * whole)
        landed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert landed > KILLS // 2, "most kills must fall into a run under way"
    done = run("read", "in", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert run("export", cwd=tmp_path).stdout == expected


def test_ctrl_c_is_one_line_and_keeps_what_was_read(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "vietnam-russia", tmp_path / "in")
    process = subprocess.Popen(
        [sys.executable, "-m", "attache", "read", "in"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    ledger = tmp_path / "ledger.db-wal"
    while process.poll() is None and not (ledger.exists() and ledger.stat().st_size > 400_000):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "attache: stopped; what was acknowledged is stored, the same command reads the rest\n"
    kept = run("reports", cwd=tmp_path).stdout.count("\n") - 1
    assert kept > 0
    assert f"{kept} already in the ledger" in run("read", "in", cwd=tmp_path).stdout
