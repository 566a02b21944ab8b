"""What `attache verify` finds: each kind of damage done to a real file."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from attache.ledger.soundness import differences, faults
from attache.ledger.store import Store
from tests.ledger.test_copies import filled


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger without fault."""
    path = filled(tmp_path_factory.mktemp("sound") / "ledger.db", number=12)
    with closing(sqlite3.connect(path)) as ledger:
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def harmed(whole: Path, folder: Path, sql: str) -> Store:
    """A copy of the ledger to which something was done."""
    path = folder / "harmed.db"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path)) as ledger, ledger:
        ledger.execute(sql)
    return Store(path, read_only=True)


DAMAGE = [
    ("UPDATE report SET text = text || '.' WHERE rowid = 1", "texts"),
    ('UPDATE evidence SET "end" = 100000 WHERE record = (SELECT min(record) FROM evidence)', "passages"),
    ('UPDATE evidence SET start = "end" WHERE record = (SELECT min(record) FROM evidence)', "passages"),
    ("DELETE FROM report WHERE rowid = 1", "references"),
    ("UPDATE sighting SET rank = 1 WHERE report = (SELECT min(report) FROM sighting)", "sightings"),
]


@pytest.mark.parametrize(("sql", "code"), DAMAGE)
def test_damage_is_named(whole: Path, tmp_path: Path, sql: str, code: str) -> None:
    with closing(harmed(whole, tmp_path, sql)) as store:
        assert [fault.code for fault in faults(store)] == [code]


DEEP = [
    ("DELETE FROM pair", "derived"),
    ("UPDATE occurrence SET type = 'fight'", "derived"),
    ("INSERT INTO report_words (report_words, rowid, text) SELECT 'delete', rowid, text FROM report WHERE rowid = 1", "words"),
]


@pytest.mark.parametrize(("sql", "code"), DEEP)
def test_what_only_a_rebuild_shows(whole: Path, tmp_path: Path, sql: str, code: str) -> None:
    with closing(harmed(whole, tmp_path, sql)) as store:
        assert not faults(store)
        assert [fault.code for fault in differences(store, tmp_path / "scratch.db")] == [code]
    assert sorted(p.name for p in tmp_path.iterdir() if "scratch" in p.name) == []


def test_a_whole_ledger_is_whole(whole: Path, tmp_path: Path) -> None:
    with closing(Store(whole, read_only=True)) as store:
        assert faults(store) == ()
        assert differences(store, tmp_path / "scratch.db") == ()
