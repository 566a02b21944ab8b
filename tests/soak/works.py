"""What is disturbed while it runs: commands that write to a ledger, what they begin with, and how two ledgers are compared."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from attache.ledger import Ledger
from attache.ledger.shards.files import write_entries
from attache.ledger.shards.rows import Entry
from attache.ledger.soundness import faults
from attache.ledger.store import Store, identifier, name_made_by, parts
from benchmarks.growth.making import made
from tests.soak.nursery import Nursery

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
SEED = 1994
READ = 4
"""Reports read in; the shortest, so that kills are many."""
OF_THE_CLOCK = {"at", "polled", "last_polled", "next_poll", "seen", "last_seen", "first_seen"}
"""Columns that tell when something was done: the only ones in which two runs may differ."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is disturbed: the words of the command, the ledger it begins with, and what is told once it is stored."""

    name: str
    words: Callable[[Path], tuple[str, ...]]
    """Of the ledger's path."""
    begin: Callable[[Path], None]
    """Makes the ledger that the work begins with, or leaves it missing."""
    stored: Callable[[Store], int] = lambda store: int(store.rows("SELECT count(*) FROM report")[0][0])
    """What may never become less."""
    told: str = ""
    """A pattern of lines that each acknowledge one thing stored."""


def _made(number: int) -> Callable[[Path], None]:
    def begin(path: Path) -> None:
        with Ledger(path) as ledger:
            ledger.add_all(made(n) for n in range(number))
            ledger.reconcile()

    return begin


def _reviews(store: Store) -> int:
    return int(store.rows("SELECT count(*) FROM review")[0][0])


def _readings(path: Path) -> None:
    """Beside the ledger two files of readings, in slices small enough for kills to fall between and into them."""
    (path.parent / "readings").mkdir()
    for file in range(2):
        pairs = [made(n) for n in range(file * 40, file * 40 + 40)]
        entries = [Entry(str(report.file or report.url or report.id), "read", report, reading) for report, reading in pairs]
        with (path.parent / "readings" / f"{file}.parquet").open("wb") as out:
            write_entries(entries, out, at_once=8)


WORKS = (
    Work("read", lambda path: ("read", str(path.parent / "in"), "--ledger", str(path)), lambda path: None),
    Work("review", lambda path: ("+decide", str(path), "60"), _made(30), _reviews, r"^stored \d+$"),
    Work("import", lambda path: ("ledger", "import", str(path.parent / "readings"), "--ledger", str(path)), _readings),
    Work("rebuild", lambda path: ("rebuild", "--ledger", str(path)), _made(60)),
)


def state(path: Path) -> str:
    """A checksum of all that a ledger holds, but for the clock's columns."""
    total = hashlib.sha256()
    with closing(Store(path, read_only=True)) as store:
        for table in (name_made_by(sql) for sql in parts()[0] if "CREATE TABLE" in sql):
            columns = [identifier(c) for c in store.columns(table) if c not in OF_THE_CLOCK]
            order = ", ".join(str(n) for n in range(1, 1 + len(columns)))
            for row in store.each(f"SELECT {', '.join(columns)} FROM {identifier(table)} ORDER BY {order}"):
                total.update(repr((table, row)).encode("utf-8", "surrogatepass"))
    with Ledger(path) as ledger:
        for line in ledger.worked_out():
            total.update(repr(line).encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def lay(work: Work, folder: Path) -> Path:
    """A folder as the work finds it; the ledger's path."""
    (folder / "in").mkdir()
    pages = sorted((EXAMPLES / "vietnam-russia").glob("*.txt"), key=lambda page: page.stat().st_size)
    for page in pages[:READ]:
        shutil.copy(page, folder / "in")
    work.begin(folder / "ledger.db")
    return folder / "ledger.db"


def again(start: Path, path: Path) -> None:
    """The ledger as it was at the beginning."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    if start.exists():
        with closing(sqlite3.connect(start)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)


def checked(path: Path, work: Work, at_least: int) -> int:
    """How much is stored after a disturbance, in a file that must be sound and hold what it held before."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as raw:
        if not raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'report'").fetchone()[0]:
            return 0  # killed before the tables were made
    with closing(Store(path)) as store:
        assert faults(store) == ()
        number = work.stored(store)
    assert number >= at_least, f"{work.name}: {at_least} were stored before, {number} after it"
    return number


def undisturbed(work: Work, nursery: Nursery, folder: Path) -> tuple[Path, Path, float, str]:
    """Runs the work once as it should go: its ledger, the one it began with, the seconds it took, and the state it ended in."""
    path, start = lay(work, folder), folder / "start.db"
    if path.exists():
        shutil.move(path, start)
    again(start, path)
    whole = nursery.run(work.words(path))
    assert whole.status == 0, whole.output
    return path, start, whole.took, state(path)
