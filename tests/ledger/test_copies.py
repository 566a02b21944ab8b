"""Backups of one moment, restoring, and the copy kept before a migration."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from attache.errors import LedgerError, NewerLedger, NotALedger
from attache.ledger import Ledger, copies
from attache.ledger.copies import restored
from attache.ledger.soundness import faults
from attache.ledger.store import SCHEMA_VERSION, Store
from benchmarks.growth.making import made

ROOT = Path(__file__).parent.parent.parent
WRITE = """
import sys
from attache.ledger import Ledger
from benchmarks.growth.making import made
with Ledger(sys.argv[1]) as ledger:
    print("begun", flush=True)
    for n in range(1000, 100000):
        ledger.add(*made(n))
"""


def filled(path: Path, number: int = 5, first: int = 0) -> Path:
    """A ledger of made-up reports."""
    with Ledger(path) as ledger:
        ledger.add_all(made(n) for n in range(first, first + number))
        ledger.reconcile()
    return path


def reports(path: Path) -> int:
    """How many reports the file holds."""
    with closing(sqlite3.connect(path)) as ledger:
        return int(ledger.execute("SELECT count(*) FROM report").fetchone()[0])


def sound(path: Path) -> bool:
    """Whether nothing is wrong with the file."""
    with closing(Store(path, read_only=True)) as store:
        return not faults(store)


def test_a_backup_while_another_process_writes_is_of_one_moment(tmp_path: Path) -> None:
    path = filled(tmp_path / "ledger.db")
    writer = subprocess.Popen([sys.executable, "-c", WRITE, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"begun\n"
        sizes = []
        for number in range(4):
            with closing(Store(path, read_only=True)) as store:
                store.copy_to(tmp_path / f"copy-{number}.db")
            sizes.append(reports(tmp_path / f"copy-{number}.db"))
            assert sound(tmp_path / f"copy-{number}.db")
            time.sleep(0.2)
        assert writer.poll() is None, "the writer must not be stopped by a backup"
        assert sizes == sorted(sizes)
        assert sizes[-1] > sizes[0]
    finally:
        writer.kill()
        writer.communicate()
    assert not list(tmp_path.glob("*.part-*"))


def test_a_backup_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    path = filled(tmp_path / "ledger.db")
    (tmp_path / "taken.db").write_text("mine")
    with closing(Store(path, read_only=True)) as store:
        with pytest.raises(LedgerError, match=r"taken\.db: is there already"):
            store.copy_to(tmp_path / "taken.db")
        with pytest.raises(LedgerError, match="there is no such folder"):
            store.copy_to(tmp_path / "nowhere" / "copy.db")
    assert (tmp_path / "taken.db").read_text() == "mine"


def test_restoring_brings_back_every_row_and_keeps_what_stood_there(tmp_path: Path) -> None:
    path, other = filled(tmp_path / "ledger.db"), filled(tmp_path / "backup.db", number=3, first=50)
    with Ledger(other) as ledger:
        wanted = list(ledger.worked_out())
    assert restored(other, path) == tmp_path / "ledger.before-restore.db"
    with Ledger(path) as ledger:
        assert list(ledger.worked_out()) == wanted
        assert len(ledger.report_ids()) == 3
    assert reports(tmp_path / "ledger.before-restore.db") == 5
    assert restored(other, path) == tmp_path / "ledger.before-restore-2.db"


def test_readers_stay_open_while_a_ledger_is_restored(tmp_path: Path) -> None:
    path, other = filled(tmp_path / "ledger.db"), filled(tmp_path / "backup.db", number=3, first=50)
    with Ledger(path, read_only=True) as reader:
        assert len(reader.report_ids()) == 5
        restored(other, path)
        assert len(reader.report_ids()) == 3


def test_a_writer_is_waited_for_and_then_named(tmp_path: Path) -> None:
    path, other = filled(tmp_path / "ledger.db"), filled(tmp_path / "backup.db", number=3, first=50)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another program is writing"):
            restored(other, path, patience=0.3)
    assert reports(path) == 5


def test_what_is_written_meanwhile_is_in_the_copy_that_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other = filled(tmp_path / "ledger.db"), filled(tmp_path / "backup.db", number=3, first=50)
    written = copies.put_back

    def late(*args: Any, **how: Any) -> None:
        if reports(path) == 5:
            filled(path, number=1, first=90)
        written(*args, **how)

    monkeypatch.setattr(copies, "put_back", late)
    kept = restored(other, path)
    assert kept is not None
    assert (reports(path), reports(kept)) == (3, 6)
    assert [p.name for p in tmp_path.glob("*before*")] == [kept.name]


def test_an_older_copy_of_a_migration_is_left_alone(tmp_path: Path) -> None:
    path = old(tmp_path / "ledger.db")
    earlier = tmp_path / f"ledger.schema-{SCHEMA_VERSION - 1}.db"
    earlier.write_text("of another ledger")
    Ledger(path).close()
    assert earlier.read_text() == "of another ledger"
    assert reports(tmp_path / f"ledger.schema-{SCHEMA_VERSION - 1}-2.db") == 5


@pytest.mark.parametrize(("content", "wrong"), [(b"junk", NotALedger), (b"", LedgerError)])
def test_what_is_no_backup_touches_nothing(tmp_path: Path, content: bytes, wrong: type[LedgerError]) -> None:
    path = filled(tmp_path / "ledger.db")
    (tmp_path / "backup.db").write_bytes(content)
    with pytest.raises(wrong):
        restored(tmp_path / "backup.db", path)
    assert reports(path) == 5
    assert sorted(p.name for p in tmp_path.glob("*.db")) == ["backup.db", "ledger.db"]


def test_a_damaged_backup_is_refused(tmp_path: Path) -> None:
    path, backup = filled(tmp_path / "ledger.db"), filled(tmp_path / "backup.db", number=60)
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(backup.read_bytes())
    half = len(data) // 2
    data[half : half + 20_000] = os.urandom(20_000)
    backup.write_bytes(data)
    with pytest.raises(NotALedger, match="damaged"):
        restored(backup, path)
    assert reports(path) == 5


def test_a_damaged_ledger_is_set_apart(tmp_path: Path) -> None:
    backup = filled(tmp_path / "backup.db")
    (tmp_path / "ledger.db").write_bytes(b"no database")
    assert restored(backup, tmp_path / "ledger.db") == tmp_path / "ledger.damaged.db"
    assert reports(tmp_path / "ledger.db") == 5
    assert (tmp_path / "ledger.damaged.db").read_bytes() == b"no database"


def test_a_restore_killed_at_any_moment_leaves_one_of_the_two(tmp_path: Path) -> None:
    path, other = filled(tmp_path / "ledger.db", number=40), filled(tmp_path / "backup.db", number=30, first=50)
    work = (
        "import sys; from pathlib import Path; from attache.ledger.copies import restored\n"
        "print('begun', flush=True)\n"
        "restored(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    for moment in (0.0, 0.01, 0.02, 0.04, 0.08, 0.15):
        process = subprocess.Popen([sys.executable, "-c", work, str(other), str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert reports(path) in (40, 30)
        assert sound(path)


def old(path: Path) -> Path:
    """A ledger as the version before left it: without this version's tables of feeds."""
    filled(path)
    with closing(sqlite3.connect(path)) as ledger:
        for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'feed%'").fetchall():
            ledger.execute(f"DROP TABLE {name}")
        ledger.execute("DROP TABLE imported")
        ledger.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    return path


def test_a_migration_keeps_the_file_as_it_was(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = old(tmp_path / "ledger.db")
    kept = tmp_path / f"ledger.schema-{SCHEMA_VERSION - 1}.db"
    with caplog.at_level(logging.WARNING), Ledger(path) as ledger:
        assert len(ledger.report_ids()) == 5
    assert str(kept) in caplog.text
    with closing(sqlite3.connect(kept)) as former:
        assert former.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION - 1,)
    with Ledger(path, read_only=True) as ledger:
        assert len(ledger.report_ids()) == 5


def test_without_room_for_the_copy_nothing_is_migrated(tmp_path: Path) -> None:
    path = old(tmp_path / "ledger.db")
    work = (
        "import resource, sys; from attache.ledger import Ledger; from attache.errors import LedgerError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        f"try: Ledger({str(path)!r})\n"
        "except LedgerError as error: print(error)"
    )
    told = subprocess.run([sys.executable, "-c", work], capture_output=True, text=True, check=True).stdout
    assert "a copy must be kept before it is brought up to date" in told
    with closing(sqlite3.connect(path)) as ledger:
        assert ledger.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION - 1,)
    assert [p.name for p in tmp_path.glob("*schema*")] == []


def test_a_backup_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path, other = filled(tmp_path / "ledger.db"), filled(tmp_path / "backup.db", number=3)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(NewerLedger):
        restored(other, path)
    assert reports(path) == 5
