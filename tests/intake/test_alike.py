"""However a ledger came to be, in one process or several, in one go or killed and begun again: its rows are the same."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from attache.intake import in_order, taken_in
from attache.ledger import Ledger
from attache.ledger.store import Store, identifier
from attache.sources.items import items_from
from tests.cli.conftest import EXAMPLES, run
from tests.intake.processes import children, gone, stored

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")
ASIDE = ("empty.txt", "")
FRENCH = (
    "fr.txt",
    "Le ministre des Affaires étrangères a rencontré mardi son homologue vietnamien à Hanoï, selon la presse. " * 3,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports, two of the same text, one without a pack, one empty."""
    folder = tmp_path_factory.mktemp("alike")
    shutil.copytree(EXAMPLES / "tension", folder / "in")
    shutil.copy(folder / "in" / "02-oil-rig-withdrawn-2014.txt", folder / "in" / "01-twin.txt")
    for name, text in (ASIDE, FRENCH):
        (folder / "in" / name).write_text(text, "utf-8")
    return folder


def rows(path: Path) -> list[tuple[object, ...]]:
    """Every row that was read in, then every row worked out across reports; not what only tells how far that is."""
    with Ledger(path) as book:
        across: list[tuple[object, ...]] = list(book.worked_out())
    store = Store(path, read_only=True)
    try:
        tables = [str(n) for (n,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        tables = [t for t in tables if not t.startswith(("sqlite_", "filing", "report_words", "state"))]
        return [(t, *row) for t in tables for row in sorted(store.rows(f"SELECT * FROM {identifier(t)}"), key=repr)] + across
    finally:
        store.close()


@pytest.fixture(scope="module")
def expected(folder: Path) -> list[tuple[object, ...]]:
    """The rows of one process that reads one report after another."""
    path = folder / "expected.db"
    with Ledger(path) as book:
        items = in_order(lambda on_aside: items_from([str(folder / "in")], on_aside=on_aside))
        for _ in taken_in(book, items):
            pass
    return rows(path)


def test_several_processes_give_the_same_rows(folder: Path, expected: list[tuple[object, ...]]) -> None:
    done = run("read", folder / "in", "--ledger", "several.db", "--jobs", "4", cwd=folder)
    assert done.returncode == 1, done.stderr
    assert "6 read; 1 already in the ledger; 1 stored unread (no-language-pack); set aside: empty 1" in done.stdout
    assert rows(folder / "several.db") == expected
    assert len(expected) > 1000


def test_working_in_on_the_way_changes_nothing(folder: Path, expected: list[tuple[object, ...]]) -> None:
    path = folder / "slices.db"
    with Ledger(path) as book:
        items = in_order(lambda on_aside: items_from([str(folder / "in")], on_aside=on_aside))
        for number, _ in enumerate(taken_in(book, items)):
            if number % 3 == 2:
                book.reconcile()
    assert rows(path) == expected


@LINUX
def test_killed_and_begun_again_it_ends_the_same_and_leaves_no_process(folder: Path, expected: list[tuple[object, ...]]) -> None:
    path, moments, killed = folder / "killed.db", random.Random(1994), 0
    words = ["read", str(folder / "in"), "--ledger", path.name, "--jobs", "2"]
    for wanted in (1, 4):
        process = subprocess.Popen(
            [sys.executable, "-m", "attache", *words], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and stored(path) < wanted:
            time.sleep(0.01)
        time.sleep(moments.uniform(0, 0.05))
        below = children(process.pid)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL and len(below) >= 2
        assert gone(below)
    assert killed
    run(*words, cwd=folder)
    assert rows(path) == expected


@LINUX
def test_ctrl_c_reaches_all_and_only_the_first_process_answers(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "vietnam-russia", tmp_path / "in")
    process = subprocess.Popen(
        [sys.executable, "-m", "attache", "read", "in", "--jobs", "2"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and stored(tmp_path / "ledger.db") < 2:
        time.sleep(0.02)
    below = children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "attache: stopped; what was acknowledged is stored, the same command reads the rest\n"
    assert len(below) >= 3, "one that others are forked from, two that read"
    assert gone(below)
    with Ledger(tmp_path / "ledger.db") as book:
        assert book.summary().reports >= 2
