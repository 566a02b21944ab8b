"""A run killed at random moments and started again ends as one that was never killed."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import EXAMPLES, run

KILLS = 50
SEED = 1994
# One kill in five falls anywhere in the first second, the others within moments of a report's being acknowledged.
EARLY = 5


def stored(folder: Path) -> int:
    """How many reports the ledger holds for another program that looks in; 0 where there is none yet."""
    if not (folder / "ledger.db").exists():
        return 0
    with closing(sqlite3.connect(f"file:{folder / 'ledger.db'}?mode=ro", uri=True)) as ledger:
        try:
            return int(ledger.execute("SELECT count(*) FROM report").fetchone()[0])
        except sqlite3.OperationalError:  # killed before the tables were made
            return 0


def kill_once(folder: Path, *, early: float | None, later: float) -> bool:
    """Starts a run and kills it `early` seconds on, or `later` seconds after it acknowledged one more report."""
    before, began = stored(folder), time.monotonic()
    command = [sys.executable, "-m", "attache", "read", "in"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if early is not None:
        time.sleep(early)
    else:
        while process.poll() is None and stored(folder) == before and time.monotonic() - began < 60:
            time.sleep(0.01)
        time.sleep(later)
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return alive


def _begin_anew(folder: Path) -> None:
    for name in ("ledger.db", "ledger.db-wal", "ledger.db-shm"):
        (folder / name).unlink(missing_ok=True)


def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "in")
    assert run("read", "in", cwd=tmp_path).returncode == 0
    expected, every = run("export", cwd=tmp_path).stdout, stored(tmp_path)
    _begin_anew(tmp_path)
    moments = random.Random(SEED)
    alive = 0
    for kill in range(KILLS):
        acknowledged = stored(tmp_path)
        early = moments.uniform(0, 1) if kill % EARLY == 0 else None
        alive += kill_once(tmp_path, early=early, later=moments.uniform(0, 0.2))
        assert stored(tmp_path) >= acknowledged
        if stored(tmp_path) == every:
            assert run("export", cwd=tmp_path).stdout == expected
            _begin_anew(tmp_path)
    assert alive > KILLS // 3, "most kills must fall into a run under way"
    done = run("read", "in", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert run("export", cwd=tmp_path).stdout == expected


def test_ctrl_c_is_one_line_and_keeps_what_was_read(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "vietnam-russia", tmp_path / "in")
    process = subprocess.Popen(
        [sys.executable, "-m", "attache", "read", "in"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while process.poll() is None and stored(tmp_path) < 2:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "attache: stopped; what was acknowledged is stored, the same command reads the rest\n"
    kept = run("reports", cwd=tmp_path).stdout.count("\n") - 1
    assert kept > 0
    assert f"{kept} already in the ledger" in run("read", "in", cwd=tmp_path).stdout
