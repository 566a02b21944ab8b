"""Files of readings made elsewhere into the ledger, many at a time: the outcome is that of reading the same items here.

Each slice of a file enters in one transaction, so that a run that was killed is done again from where it stopped, and a file
that is in the ledger whole is known by its hash and passed over. While one slice is written, the next ones are taken apart
beside it (`shards.ahead`).
"""

from __future__ import annotations

import gc
import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from attache.errors import LedgerError, SourceError
from attache.ledger.adding import UNREAD, add
from attache.ledger.refusing import refuse
from attache.ledger.shards.ahead import Staged, staged_slices, staging_folder
from attache.ledger.shards.files import damaged, open_readings
from attache.ledger.shards.nested import column
from attache.ledger.shards.proof import WRONG, WRONG_EVIDENCE
from attache.ledger.shards.rows import Entry, entry_of
from attache.ledger.shards.staging import TABLES
from attache.ledger.store import Store, identifier
from attache.sources.setaside import QUIET

LOG = 32 * 1024
"""Pages of the write-ahead log after which it is folded into the ledger: what two slices change in one page is written once."""
PAGES = -256 * 1024
"""KiB of the ledger's pages in memory while readings are taken in; keys of records fall all over the file."""


@dataclass(slots=True)
class Imported:
    """What became of the items of a file of readings."""

    file: str
    skipped: bool = False
    """The whole file was taken in before."""
    read: int = 0
    """Readings that are new in the ledger, or newer than the one that was there."""
    known: int = 0
    unread: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    """Items without a report, by reason: those the file tells of, and readings that were not believed."""
    wrong: list[str] = field(default_factory=list)
    """A line for each reading that was not believed."""

    @property
    def items(self) -> int:
        """All of them."""
        return self.read + self.known + self.unread + self.aside.total()

    def count(self, outcome: str, *, changed: bool) -> None:
        """Counts a report that is stored; one that the reader failed at is set aside, though its text is stored."""
        if outcome == "fault":
            self.aside["reader-fault"] += 1
        elif not changed:
            self.known += 1
        elif outcome == "unread":
            self.unread += 1
        else:
            self.read += 1

    def add(self, other: Imported) -> None:
        """Counts what another one counted too."""
        self.read += other.read
        self.known += other.known
        self.unread += other.unread
        self.aside += other.aside
        self.wrong += other.wrong


Told = Callable[[int], None]
"""Is told after each slice how many items it had."""


def import_file(store: Store, path: Path, *, told: Told = lambda _: None) -> Imported:
    """Takes a file of readings in. Raises SourceError where it is none or damaged, LedgerError where the ledger cannot be
    written; the slices before that are in the ledger."""
    out = Imported(path.name)
    sha256 = _hash(path)
    if store.rows("SELECT 1 FROM imported WHERE sha256 = ?", (sha256,)):
        out.skipped = True
        _no_longer_refused(store, [str(path)])
        return out
    readings = open_readings(str(path), str(path))
    with _large(store), staging_folder(store) as folder:
        for staged in staged_slices(store, readings, folder):
            _Slice(store, staged, out).take_in()
            told(len(staged.table))
    if not out.wrong:  # else the next run looks at it again
        with store.transaction():
            _mark(store, path.name, sha256, len(readings))
            _no_longer_refused(store, [str(path)])
    return out


def _mark(store: Store, name: str, sha256: str, readings: int) -> None:
    # Files of one name lie in many folders.
    row = (f"{name}#{sha256[:16]}", sha256, readings, datetime.now(UTC).isoformat(timespec="seconds"))
    store.run("INSERT INTO imported (shard, sha256, readings, at) VALUES (?, ?, ?, ?) ON CONFLICT (shard) DO NOTHING", row)


def _no_longer_refused(store: Store, inputs: Sequence[str]) -> None:
    """What is in the ledger is not told as left out any more."""
    store.run("DELETE FROM main.refused WHERE input IN (SELECT value FROM json_each(?))", (json.dumps(inputs),))


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise SourceError(f"{path}: no such file; check the path", reason="missing") from error
    except OSError as error:
        raise damaged(str(path), error) from error


@contextmanager
def _large(store: Store) -> Iterator[None]:
    """Within, more of the file is held in memory, the write-ahead log is folded in less often, and Python does not look for
    objects that refer to each other in circles, of which none are made here."""
    collecting = gc.isenabled()
    settings = {"cache_size": PAGES, "wal_autocheckpoint": LOG}
    before = {name: int(store.rows(f"PRAGMA {name}")[0][0]) for name in settings}
    for name, value in settings.items():
        store.run(f"PRAGMA {name} = {value}")
    gc.disable()
    try:
        yield
    finally:
        for name, value in before.items():
            store.run(f"PRAGMA {name} = {value}")
        if collecting:
            gc.enable()


@contextmanager
def _trusted(store: Store) -> Iterator[None]:
    """Within, references between tables are not looked up: the tables of a slice hold nothing that does not refer to itself."""
    store.run("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        store.run("PRAGMA foreign_keys = ON")


class _Slice:
    """One slice on its way into the ledger."""

    def __init__(self, store: Store, staged: Staged, out: Imported) -> None:
        self.store = store
        self.staged = staged
        self.out = out
        cells = zip(*(column(staged.table, name).to_pylist() for name in _Row.__slots__), strict=True)
        self.rows = [_Row(*row) for row in cells]
        self.reports = [n for n, row in enumerate(self.rows) if row.report and n not in staged.wrong]

    def take_in(self) -> None:
        """Writes the slice in one transaction; where a row of it does not fit the ledger's tables, reading by reading."""
        self.store.run("ATTACH ? AS slice", (str(self.staged.path),))
        try:
            # References are looked up where rows are replaced, for what hangs on those goes with them.
            if not self._put(trusted=True) and not self._put(trusted=False):
                counted = Imported(self.out.file)
                for number in self.reports:
                    self._put_alone(number, counted)
                with self.store.transaction():
                    self._note(counted)
                self.out.add(counted)
        finally:
            self.store.run("DETACH slice")
            self.staged.path.unlink(missing_ok=True)

    def _put(self, *, trusted: bool) -> bool:
        """Writes the whole slice in one transaction; whether it could be: not where readings are to be looked at one by one while
        references are `trusted`, nor where a row does not fit. Then nothing is written."""
        counted = Imported(self.out.file)
        try:
            with _trusted(self.store) if trusted else nullcontext(), self.store.transaction():
                # Inside, so that no other program writes between what is looked up here and what rests on it.
                done, apart = self._met()
                if apart and trusted:
                    return False
                arrivals = self._put_new(done, apart, counted)
                for number in sorted(apart):
                    self._put_one(number, arrivals, counted)
                self._note(counted)
        except (LedgerError, ValueError) as error:
            _raise_unless_of_a_row(error)
            return False
        self.out.add(counted)
        return True

    def _put_new(self, done: set[int], apart: set[int], counted: Imported) -> dict[str, int]:
        """Takes over all of which nothing is known; the places of what is new, also of reports that are looked at one by one."""
        before = int(self.store.rows("SELECT coalesce(max(arrival), 0) FROM main.report")[0][0])
        arrivals = self._arrivals(before)
        if done or apart:
            self._leave_out([str(self.rows[n].report) for n in done | apart])
            places = [(arrival - before, report) for report, arrival in arrivals.items()]
            self.store.run_each("UPDATE slice.report SET arrival = ? WHERE id = ?", places)
        if len(done) + len(apart) < len(self.reports):
            self._take_over(before)
        counted.known += len(done)
        for number in self.reports:
            if number not in done and number not in apart:
                counted.count(self.rows[number].outcome, changed=True)
        return arrivals

    def _met(self) -> tuple[set[int], set[int]]:
        """The reports that are in the ledger just so, and those of which something is known, or met twice in the slice: their
        text, their page or the name of their file."""
        known: set[tuple[str, str]] = set()
        for where, table in (("id", "report"), ("file", "sighting"), ("url", "sighting")):
            # Told twice, or the index on the names that are not empty would not be used.
            sql = f"SELECT {where} FROM main.{table} WHERE {where} IN (SELECT {where} FROM slice.{table}) AND {where} <> ''"
            known |= {(where, str(name)) for (name,) in self.store.rows(sql)}
        times = Counter(str(self.rows[n].report) for n in self.reports)
        done: set[int] = set()
        apart: set[int] = set()
        for number in self.reports:
            row = self.rows[number]
            names = {("id", str(row.report)), ("file", row.file or ""), ("url", row.url or "")} - {("file", ""), ("url", "")}
            if times[str(row.report)] > 1 or names & known:
                (done if self._is_done(row) else apart).add(number)
            known |= names
        return done, apart

    def _is_done(self, row: _Row) -> bool:
        """Whether the ledger has the report under this name, with a reading that is no older."""
        found = self.store.rows(
            "SELECT g.reader, a.reason FROM main.sighting s LEFT JOIN main.reading g ON g.report = s.report "
            "LEFT JOIN main.aside a ON a.report = s.report AND a.reason = ? AND g.report IS NULL "
            "WHERE s.report = ? AND s.file = ? AND s.url = ?",
            (UNREAD, row.report, row.file or "", row.url or ""),
        )
        if not found:
            return False
        reader, unread = found[0]
        return (reader is not None and not _is_newer(row.reader, str(reader))) or (unread is not None and row.reader is None)

    def _arrivals(self, before: int) -> dict[str, int]:
        """The place of each report that is new among all, in the order of the file; `before` is that of the last one."""
        texts = {str(i) for (i,) in self.store.rows("SELECT id FROM main.report WHERE id IN (SELECT id FROM slice.report)")}
        new = dict.fromkeys(r for n in self.reports if (r := str(self.rows[n].report)) not in texts)
        return {report: arrival for arrival, report in enumerate(new, before + 1)}

    def _take_over(self, before: int) -> None:
        """The slice's tables into the ledger's: nothing in them is known, so nothing has to be looked up for them."""
        for table, columns in TABLES.items():
            names = ", ".join(map(identifier, columns))
            cells = names.replace('"arrival"', f'"arrival" + {before}') if table == "report" else names
            held = f"slice.{identifier(table)}"
            self.store.run(f"INSERT INTO main.{identifier(table)} ({names}) SELECT {cells} FROM {held} ORDER BY rowid")
        self.store.run("INSERT INTO main.pending (report) SELECT id FROM slice.report ORDER BY id")

    def _leave_out(self, reports: Sequence[str]) -> None:
        """Takes reports out of the slice's tables."""
        among = "(SELECT value FROM json_each(?))"
        values = (json.dumps(reports),)
        records = f"(SELECT id FROM slice.record WHERE report IN {among})"
        for table, columns in reversed(list(TABLES.items())):
            if table in ("participant", "evidence"):
                self.store.run(f"DELETE FROM slice.{table} WHERE record IN {records}", values)
            elif "report" in columns:
                self.store.run(f"DELETE FROM slice.{table} WHERE report IN {among}", values)
            else:
                of = records if table != "report" else among
                self.store.run(f"DELETE FROM slice.{identifier(table)} WHERE id IN {of}", values)

    def _put_one(self, number: int, arrivals: dict[str, int], counted: Imported) -> None:
        """Stores one report as reading it here would."""
        entry = self._entry(number)
        report = entry.report
        if report is None or self._is_done(self.rows[number]):
            counted.known += 1
            return
        stored = self.store.rows("SELECT reader FROM reading WHERE report = ?", (report.id,))
        reading = entry.reading
        if stored and reading and reading.reader != stored[0][0] and not _is_newer(reading.reader, str(stored[0][0])):
            reading = None  # only where it was met is new
        changed = add(self.store, report, reading, reason=entry.reason)
        if report.id in arrivals:
            self.store.run("UPDATE report SET arrival = ? WHERE id = ?", (arrivals[report.id], report.id))
        counted.count(entry.outcome, changed=changed and not stored)

    def _entry(self, number: int) -> Entry:
        return entry_of(self.staged.table.slice(number, 1).to_pylist()[0])

    def _put_alone(self, number: int, counted: Imported) -> None:
        """Stores one report in a transaction of its own; a reading that does not fit the ledger's tables is not believed."""
        alone = Imported(self.out.file)
        try:
            with self.store.transaction():
                self._put_one(number, {}, alone)
        except (LedgerError, ValueError) as error:
            _raise_unless_of_a_row(error)
            self.staged.wrong[number] = WRONG_EVIDENCE
        counted.add(alone)

    def _note(self, counted: Imported) -> None:
        """Notes the items without a report and the readings that are not believed; of the others no refusal stays."""
        rows = []
        for number, row in enumerate(self.rows):
            name = row.item or f"{self.out.file}#{number + 1}"
            if number in self.staged.wrong:
                reason = self.staged.wrong[number]
                message = f"{self.out.file}, {name}: {WRONG[reason]}; read that report again"
                counted.wrong.append(message)
            elif row.report is None:
                reason, message = row.reason, row.message
            else:
                continue
            counted.aside[reason] += 1
            if reason not in QUIET:
                rows.append((name, reason, message))
        taken = (self.rows[number].item for number in self.reports if number not in self.staged.wrong)
        _no_longer_refused(self.store, [item for item in taken if item])
        refuse(self.store, rows)


@dataclass(frozen=True, slots=True)
class _Row:
    """What is to be known of an item before anything is written; of one that is not believed, anything may be null."""

    item: str | None
    outcome: str
    reason: str
    message: str
    report: str | None
    file: str | None
    url: str | None
    reader: str | None


def _raise_unless_of_a_row(error: LedgerError | ValueError) -> None:
    """Raises what is the matter with the ledger's file, not with what was to be written."""
    if isinstance(error, LedgerError) and not isinstance(error.__cause__, sqlite3.IntegrityError):
        raise error


def _is_newer(reader: str | None, than: str) -> bool:
    """Whether a reader is a later version of the same one: `en/4` than `en/3`."""
    (name, _, version), (other, _, number) = (reader or "").partition("/"), than.partition("/")
    return name == other and version.isdigit() and number.isdigit() and int(version) > int(number)
