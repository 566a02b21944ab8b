"""The database file: opening, one place that runs SQL, transactions, and SQLite's errors in the user's words.

SQL comes in as text with `?` for every value; names of tables and columns go through `identifier`. A `Store` may be used
from several threads: one lock guards the connection, and a transaction holds it to its end.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from threading import RLock
from typing import Any

from attache.errors import LedgerError, NewerLedger, NotALedger
from attache.ledger.copies import Progress, copied, free_name

log = logging.getLogger(__name__)

SCHEMA_VERSION = 4
APPLICATION_ID = 0x41545443
"""`ATTC`: what SQLite's `application_id` holds in every ledger."""

STATEMENTS = 512
"""Statements that are kept prepared; a run of reconciling has some hundreds."""
PAGES_HELD = 65_536
"""KiB of the file that SQLite keeps at hand: its own two megabytes are soon fewer than one report touches."""
Cell = str | int | float | None
Row = tuple[Any, ...]
"""A row as SQLite gives it; its types are those of the schema's STRICT tables."""


def plain(text: str) -> str:
    """The text with bytes that are no characters written out: a file name `re\\udcffport.txt` becomes `re\\xffport.txt`.

    The file system hands such bytes over as lone surrogates, which no database and no terminal takes.
    """
    if text.isascii():
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _storable(values: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple(plain(v) if isinstance(v, str) else v for v in values)


def identifier(name: str) -> str:
    """A table's or column's name, quoted."""
    return '"' + name.replace('"', '""') + '"'


@cache
def schema() -> tuple[str, ...]:
    """The statements of schema.sql."""
    statements, current = [], ""
    for line in files("attache.ledger").joinpath("schema.sql").read_text("utf-8").splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current.strip())
            current = ""
    return tuple(statements)


CREATED = re.compile(r"\bCREATE (?:VIRTUAL )?(TABLE|INDEX|VIEW|TRIGGER) \"?(\w+)")


def name_made_by(statement: str) -> str:
    """The name of the table, index, view or trigger that a statement of the schema makes."""
    found = CREATED.search(statement)
    if found is None:
        raise ValueError(f"no statement of the schema: {statement[:60]}")
    return found[2]


@cache
def parts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The statements that make part one, and those that make part two."""
    made = [name_made_by(sql) for sql in schema()]
    first = made.index("state")
    return schema()[:first], schema()[first:]


@cache
def filing_part() -> tuple[str, ...]:
    """The statements of part two that make the filing."""
    made = [name_made_by(sql) for sql in schema()]
    return schema()[made.index("occurrence_told") :]


@cache
def derived_tables() -> tuple[str, ...]:
    """The tables of part two, in the order of the schema; of the filing, whose numbers are each file's own, the view in words."""
    names = [name_made_by(sql) for sql in parts()[1] if "CREATE TABLE" in sql]
    return (*(name for name in names if not name.startswith("filing")), "filed")


class Store:
    """An open ledger file. `path` as given, for messages."""

    def __init__(
        self, path: str | Path, *, create: bool = True, read_only: bool = False, patience: float = 30, keep: bool = True
    ) -> None:
        """Opens the file; `patience` is for how many seconds it waits for another writer.

        Where it is of an earlier version a copy of it stays beside it, unless `keep` is False.

        Raises NotALedger, NewerLedger, or LedgerError where it is missing or may not be opened.
        """
        self.path = Path(path)
        self.read_only = read_only
        self._patience = patience
        self._lock = RLock()
        self._depth = 0
        self._columns: dict[str, tuple[str, ...]] = {}
        if str(path) != ":memory:" and not self.path.exists() and (read_only or not create):
            raise LedgerError(f"{self.path}: no such ledger; make one with `attache read FILES --ledger {self.path}`")
        if self.path.is_dir():
            raise LedgerError(f"{self.path}: may not be opened: it is a folder; name a file in it")
        with self._told("open"):
            self._connection = self._connect()
        try:
            self._check(keep=keep)
        except BaseException:
            self._connection.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        if not self.read_only:
            return sqlite3.connect(
                self.path, timeout=self._patience, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS
            )
        address = self.path.absolute().as_uri()
        try:
            connection = sqlite3.connect(
                f"{address}?mode=ro", uri=True, timeout=self._patience, isolation_level=None, check_same_thread=False
            )
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError as error:
            if (error.sqlite_errorcode or 0) & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
            # A WAL file in a folder that may not be written opens only as immutable.
            connection = sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None, check_same_thread=False)
        return connection

    def _check(self, *, keep: bool) -> None:
        with self._told("open"):
            tables = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            mark = self._connection.execute("PRAGMA application_id").fetchone()[0]
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if mark != APPLICATION_ID and (tables or mark):
                raise NotALedger(f"{self.path}: a database, but no ledger; give another name")
            if version > SCHEMA_VERSION:
                raise NewerLedger(
                    f"{self.path}: written by a later Attaché (schema {version}, this one knows {SCHEMA_VERSION}); upgrade"
                )
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.execute(f"PRAGMA cache_size = -{PAGES_HELD}")
            if self.read_only:
                if not tables:
                    raise LedgerError(f"{self.path}: empty; read reports with `attache read FILES --ledger {self.path}`")
                return
            self._connection.execute("PRAGMA journal_mode = WAL")
            # Every commit reaches the disk before it is acknowledged, also when the power fails.
            self._connection.execute("PRAGMA synchronous = FULL")
        if not tables:
            self._create()
        elif version < SCHEMA_VERSION:
            if keep:
                self._keep(version)
            self.migrate()

    def _create(self) -> None:
        with self.transaction():
            if self.rows("SELECT 1 FROM sqlite_master LIMIT 1"):
                return  # another process made it while this one waited
            for statement in schema():
                self.run(statement)
            self.run(f"PRAGMA application_id = {APPLICATION_ID}")
            self.run(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _keep(self, version: int) -> None:
        """A copy of the file as the earlier version left it, beside it, before anything is changed."""
        former = free_name(self.path.with_name(f"{self.path.stem}.schema-{version}{self.path.suffix}"))
        try:
            self.copy_to(former)
        except LedgerError as error:
            raise LedgerError(f"{self.path}: a copy must be kept before it is brought up to date: {error}") from error
        log.warning("%s: brought up to schema %d; the file as it was is kept as %s", self.path, SCHEMA_VERSION, former)

    def migrate(self) -> None:
        """Brings a file of an earlier version up to this one: part one gets what is new; part two, and its filing, are worked out
        anew later, as far as they are of other rules or missing."""
        with self.transaction():
            known = {str(name) for (name,) in self.rows("SELECT name FROM sqlite_master")}
            for statement in parts()[0]:
                if name_made_by(statement) not in known:
                    self.run(statement)
            self.run(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def _told(self, step: str) -> Iterator[None]:
        """SQLite's errors as LedgerError: one line that names the file, the step and what to try."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._translated(error, step) from error
        except OverflowError as error:
            raise LedgerError(f"{self.path}: a number too large to be stored ({error})") from error

    def _translated(self, error: sqlite3.Error, step: str) -> LedgerError:
        code = getattr(error, "sqlite_errorcode", None) or 0
        match code & 0xFF:
            case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
                return NotALedger(f"{self.path}: not a ledger, or damaged ({error}); give another name or restore a copy")
            case sqlite3.SQLITE_FULL:
                return LedgerError(f"{self.path}: the disk is full; what was acknowledged is kept, free some space and run again")
            case sqlite3.SQLITE_IOERR:
                return LedgerError(f"{self.path}: the disk failed ({error}); what was acknowledged is kept, try again")
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return LedgerError(f"{self.path}: another program is writing to it; try again when it is done")
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
                return LedgerError(f"{self.path}: may not be opened or written ({error}); check the path, folder and permissions")
        return LedgerError(f"{self.path}: {error} (while running: {' '.join(step.split())[:80]})")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that runs inside is written together or not at all. Inner transactions join the outer one."""
        with self._lock:
            if self._depth == 0:
                self.run("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0 and self._connection.in_transaction:
                    self._connection.rollback()
                raise
            self._depth -= 1
            if self._depth == 0:
                try:
                    self.run("COMMIT")
                except LedgerError:
                    if self._connection.in_transaction:
                        self._connection.rollback()
                    raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever other threads and programs write meanwhile."""
        with self._lock:
            if self._depth:
                yield  # of the transaction's moment
                return
            self.run("BEGIN")
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._connection.in_transaction:
                    self._connection.rollback()

    def run(self, sql: str, values: Sequence[Cell] = ()) -> int:
        """Runs one statement; the number of rows it changed."""
        with self._lock, self._told(sql):
            return self._execute(sql, values).rowcount

    def _execute(self, sql: str, values: Sequence[Cell]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except UnicodeEncodeError:
            return self._connection.execute(sql, _storable(values))

    def run_each(self, sql: str, rows: Iterable[Sequence[Cell]]) -> None:
        """Runs one statement for each row of values."""
        waiting = iter(rows)
        taken: list[Sequence[Cell]] = []

        def told() -> Iterator[Sequence[Cell]]:
            for row in waiting:
                taken[:] = (row,)
                yield row

        with self._lock, self._told(sql):
            try:
                self._connection.executemany(sql, told())
            except UnicodeEncodeError:
                # Met while the row was bound: those before it were run, it and the rest were not. To look through every text
                # beforehand would take longer than to store it.
                self._connection.executemany(sql, map(_storable, chain(taken, waiting)))

    def rows(self, sql: str, values: Sequence[Cell] = ()) -> list[Row]:
        """All rows of a query."""
        with self._lock, self._told(sql):
            return self._execute(sql, values).fetchall()

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of a table's columns."""
        if table not in self._columns:
            self._columns[table] = tuple(str(row[1]) for row in self.rows(f"PRAGMA table_info({identifier(table)})"))
        return self._columns[table]

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Adds rows to a table."""
        names = ", ".join(identifier(c) for c in columns)
        marks = ", ".join("?" * len(columns))
        self.run_each(f"INSERT INTO {identifier(table)} ({names}) VALUES ({marks})", rows)

    def each(self, sql: str, values: Sequence[Cell] = ()) -> Iterator[Row]:
        """The rows of a query, one after another; for more of them than memory should hold."""
        with self._lock, self._told(sql):
            yield from self._connection.execute(sql, _storable(values))

    def copy_to(self, path: Path, progress: Progress | None = None) -> int:
        """Copies the file as it stands at this moment to a new name, whole or not at all; the copy's size in bytes.

        Raises LedgerError where the name is taken or may not be written.
        """
        try:
            with self._lock, self._told("copy"):
                return copied(self._connection, path, progress)
        except FileExistsError:
            raise LedgerError(f"{path}: is there already; give another name") from None
        except OSError as error:
            raise LedgerError(f"{path}: cannot be written ({error.strerror or error}); give another folder") from error

    def copied(self) -> Store:
        """A private copy in memory: how a file that may only be read gets its derived tables."""
        copy = Store(":memory:")
        with self._lock, self._told("copy"):
            self._connection.backup(copy._connection)
        copy.migrate()
        return copy

    def data_version(self) -> int:
        """A number that changes when another connection has written to the file."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def close(self) -> None:
        """Closes the file; the write-ahead log is folded into it."""
        with self._lock:
            self._connection.close()
