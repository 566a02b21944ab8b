"""`attache backup`, `restore` and `verify` as a user runs them."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Attache
from tests.ledger.test_copies import filled, reports


def test_backup_then_restore(attache: Attache, tmp_path: Path) -> None:
    filled(tmp_path / "ledger.db")
    done = attache("backup")
    assert done.returncode == 0, done.stderr
    name, number = re.match(r"(\S+): (\d+) reports", done.stdout).groups()  # type: ignore[union-attr]
    assert int(number) == 5
    filled(tmp_path / "ledger.db", number=2, first=70)
    assert reports(tmp_path / "ledger.db") == 7
    done = attache("restore", name)
    assert done.returncode == 0, done.stderr
    assert "kept as ledger.before-restore.db" in done.stdout
    assert reports(tmp_path / "ledger.db") == 5
    (tmp_path / "copies").mkdir()
    assert attache("backup", "copies").returncode == 0
    assert len(list((tmp_path / "copies").iterdir())) == 1


WRONG = [
    (("backup", "nowhere/x.db"), "nowhere/x.db: cannot be written (there is no such folder)"),
    (("backup", "ledger.db"), "ledger.db: is there already"),
    (("backup", "--ledger", "none.db"), "none.db: no such ledger"),
    (("restore", "none.db"), "none.db: no such ledger"),
    (("restore", "ledger.db"), "cannot be restored from itself"),
    (("restore", "notes.txt"), "notes.txt: not a ledger"),
    (("restore", "good.db", "--ledger", "folder"), "folder: no file"),
    (("restore", "good.db", "--ledger", "nowhere/x.db"), "nowhere/x.db: cannot be written (there is no such folder)"),
    (("verify", "--ledger", "notes.txt"), "notes.txt: not a ledger"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_one_line_and_status_2(attache: Attache, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    filled(tmp_path / "ledger.db", number=2)
    filled(tmp_path / "good.db", number=1)
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.txt").write_text("Notes of a meeting, no database at all, of some length.")
    done = attache(*words)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "folder").is_dir()


def test_verify(attache: Attache, tmp_path: Path) -> None:
    filled(tmp_path / "ledger.db")
    assert attache("verify").stdout == "ledger.db: whole; 5 reports\n"
    assert attache("verify", "--deep").stdout == "ledger.db: whole; 5 reports, worked out as a rebuild would\n"
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as ledger, ledger:
        ledger.execute("UPDATE report SET text = text || '.' WHERE rowid = 2")
    done = attache("verify", "--json")
    assert done.returncode == 1
    assert [fault["code"] for fault in json.loads(done.stdout)] == ["texts"]
    assert "restore a backup" in done.stderr
