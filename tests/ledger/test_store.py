"""The file: opened, refused, never half written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from attache.errors import LedgerError, NewerLedger, NotALedger
from attache.ledger import Ledger
from attache.ledger.store import APPLICATION_ID, SCHEMA_VERSION, Store, name_made_by, parts, schema
from tests.gold import gold, gold_files
from tests.ledger import made


def test_new_file_is_marked_as_ledger(tmp_path: Path) -> None:
    Ledger(tmp_path / "new.db").close()
    with sqlite3.connect(tmp_path / "new.db") as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()


def test_ledger_of_an_earlier_version_is_worked_out_anew(tmp_path: Path) -> None:
    report = made.report("Trade was 5 bn.", "2018-12-17")
    with Ledger(tmp_path / "old.db") as ledger:
        ledger.add(report, made.reading(report, (), made.figure(report, "Trade was 5 bn", 5e9, period=made.year(2017))))
        ledger.reconcile()
    with sqlite3.connect(tmp_path / "old.db") as raw:
        raw.execute("DROP TABLE series_figure")
        raw.execute("CREATE TABLE series_figure (figure TEXT, series TEXT REFERENCES series (id), grain TEXT, side TEXT)")
        raw.execute("UPDATE state SET value = '1'")
    raw.close()
    for read_only in (True, False):
        with Ledger(tmp_path / "old.db", read_only=read_only) as ledger:
            assert [len(s.points) for s in ledger.series(between=("RUS", "VNM"))] == [1]
    with sqlite3.connect(tmp_path / "old.db") as raw:
        assert raw.execute("SELECT forecast, suspect FROM series_figure").fetchall() == [(0, 0)]
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'involved_actor'").fetchone() == (1,)
    raw.close()


def text_file(path: Path) -> None:
    path.write_text("This is a letter, and not a short one at that. " * 50)


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE letters (id)")
    raw.close()


def newer_ledger(path: Path) -> None:
    Ledger(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    raw.close()


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (text_file, NotALedger, "not a ledger"),
        (other_database, NotALedger, "no ledger"),
        (newer_ledger, NewerLedger, "upgrade"),
        (folder, LedgerError, "may not be opened"),
    ],
)
def test_what_is_no_ledger_is_refused_in_one_line(
    tmp_path: Path, make: object, error: type[LedgerError], words: str, read_only: bool
) -> None:
    path = tmp_path / "given.db"
    make(path)  # type: ignore[operator]
    with pytest.raises(error, match=words) as caught:
        Ledger(path, read_only=read_only)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("options", [{"read_only": True}, {"create": False}])
def test_missing_file_is_not_made_for_a_question(tmp_path: Path, options: dict[str, bool]) -> None:
    with pytest.raises(LedgerError, match="attache read"):
        Ledger(tmp_path / "missing.db", **options)
    assert not (tmp_path / "missing.db").exists()


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="check the path"):
        Ledger(tmp_path / "nowhere" / "ledger.db")


def test_names_with_special_characters(tmp_path: Path) -> None:
    path = tmp_path / "a ?#%41 ü.db"
    Ledger(path).close()
    Ledger(path, read_only=True).close()
    assert path.exists()


def test_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "full.db")
    store.run("INSERT INTO refused VALUES ('kept', 'empty', 'words')")
    pages = store.rows("PRAGMA page_count")[0][0]
    store.run(f"PRAGMA max_page_count = {pages}")
    rows = [("first", "empty", "words"), ("second", "empty", "long " * 100_000)]
    with pytest.raises(LedgerError, match="disk is full"), store.transaction():
        store.insert("refused", ("input", "reason", "message"), rows)
    store.run("PRAGMA max_page_count = 1000000")
    assert store.rows("SELECT input FROM refused") == [("kept",)]
    store.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "shut.db"
    Ledger(path).close()
    path.chmod(0o000)
    with pytest.raises(LedgerError, match="permissions"):
        Ledger(path)


def test_file_in_use_by_another_program(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "busy.db"), Store(tmp_path / "busy.db")
    other.run("PRAGMA busy_timeout = 10")
    with one.transaction(), pytest.raises(LedgerError, match="another program"), other.transaction():
        pass
    one.close()
    other.close()


def test_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "ledger.db")
    with pytest.raises(LedgerError, match="UNIQUE"), store.transaction():
        store.insert("refused", ("input", "reason", "message"), [("page", "empty", "words")] * 2)
    assert store.rows("SELECT * FROM refused") == []
    store.close()


def test_read_only_cannot_write(tmp_path: Path) -> None:
    Ledger(tmp_path / "ledger.db").close()
    with Ledger(tmp_path / "ledger.db", read_only=True) as ledger, pytest.raises(LedgerError, match="permissions"):
        ledger.refuse("page", "empty", "words")


def test_every_column_of_the_schema_has_its_table() -> None:
    tables = [s for s in schema() if "CREATE TABLE" in s]
    assert len(tables) > 20
    assert all("STRICT" in s for s in tables)


def made_old(path: Path) -> None:
    """Takes from a ledger what version 1 of the schema did not have, and gives what it had otherwise."""
    with sqlite3.connect(path) as connection:
        made = connection.execute("SELECT type, name FROM sqlite_master WHERE type IN ('view', 'table')").fetchall()
        first = [name_made_by(sql) for sql in parts()[1]]
        for kind, name in reversed(made):
            if name in (*first, "pending", "review_on", "reviewed", "review"):
                connection.execute(f"DROP {kind} {name}")
        connection.execute("CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
        connection.execute("INSERT INTO state VALUES ('derived', '3')")
        connection.execute("CREATE TABLE actor (id TEXT PRIMARY KEY) STRICT")
        connection.execute("CREATE TABLE same_actor (report TEXT, name TEXT, actor TEXT REFERENCES actor (id)) STRICT")
        connection.execute("INSERT INTO actor VALUES ('RUS')")
        connection.execute("INSERT INTO same_actor VALUES ('r', 'RUS', 'RUS')")
        connection.execute("PRAGMA user_version = 1")
    connection.close()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_ledger_of_version_1_is_brought_up_to_date(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "old.db"
    with Ledger(path) as ledger:
        for sample in gold_files("tension"):
            ledger.add(*gold(sample))
        before = list(ledger.worked_out())
    made_old(path)
    with Ledger(path, read_only=read_only) as ledger:
        assert list(ledger.worked_out()) == before
        if not read_only:
            assert ledger.accept(ledger.events()[0].id, by="reader", why="seen in print").id == 1


NEW_IN_4 = ("feed_host", "feed_page", "feed_entry", "feed", "imported")


@pytest.mark.parametrize("version", [2, 3])
def test_a_ledger_before_feeds_gets_their_tables(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.db"
    with Ledger(path) as ledger:
        ledger.add(*gold(gold_files("tension")[0]))
        before = list(ledger.worked_out())
    with sqlite3.connect(path) as connection:
        for name in NEW_IN_4:
            connection.execute(f"DROP TABLE {name}")
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    store = Store(path)
    assert store.rows("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert [store.rows(f"SELECT count(*) FROM {name}") for name in NEW_IN_4] == [[(0,)]] * len(NEW_IN_4)
    store.close()
    with Ledger(path) as ledger:
        assert list(ledger.worked_out()) == before
