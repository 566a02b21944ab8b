"""Killed at random moments while it reads, reviews, rebuilds, imports or watches, and run again: it ends as if never killed.

After every kill the file is sound and holds what was told as stored. The oracle is the run that nobody killed.
"""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from attache.ledger import Ledger
from attache.ledger.soundness import faults
from attache.ledger.store import Store, identifier, name_made_by, parts
from benchmarks.growth.making import made
from tests.conftest import Sized
from tests.soak.nursery import Nursery

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
SEED = 1994
READ = 4
"""Reports read in; the shortest, so that kills are many."""
OF_THE_CLOCK = {"at", "polled", "last_polled", "next_poll", "seen", "last_seen", "first_seen"}
"""Columns that tell when something was done: the only ones in which two runs may differ."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is killed: the words of the command, the ledger it begins with, and what is told once it is stored."""

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


WORKS = (
    Work("read", lambda path: ("read", str(path.parent / "in"), "--ledger", str(path)), lambda path: None),
    Work("review", lambda path: ("+decide", str(path), "60"), _made(30), _reviews, r"^stored \d+$"),
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


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """The process with everything loaded."""
    made_here = Nursery(tmp_path_factory.mktemp("nursery"))
    yield made_here
    made_here.close()


def _lay(work: Work, folder: Path) -> Path:
    """A folder as the work finds it; the ledger's path."""
    (folder / "in").mkdir()
    pages = sorted((EXAMPLES / "vietnam-russia").glob("*.txt"), key=lambda page: page.stat().st_size)
    for page in pages[:READ]:
        shutil.copy(page, folder / "in")
    work.begin(folder / "ledger.db")
    return folder / "ledger.db"


def _again(start: Path, path: Path) -> None:
    """The ledger as it was at the beginning."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    if start.exists():
        with closing(sqlite3.connect(start)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)


def _checked(path: Path, work: Work, at_least: int) -> int:
    """How much is stored after a kill, in a file that must be sound and hold what it held before."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as raw:
        if not raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'report'").fetchone()[0]:
            return 0  # killed before the tables were made
    with closing(Store(path)) as store:
        assert faults(store) == ()
        number = work.stored(store)
    assert number >= at_least, f"{work.name}: {at_least} were stored before the kill, {number} after it"
    return number


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.name)
def test_killed_and_run_again(work: Work, nursery: Nursery, tmp_path: Path, sized: Sized) -> None:
    path = _lay(work, tmp_path)
    start = tmp_path / "start.db"
    if path.exists():
        shutil.move(path, start)
    _again(start, path)
    whole = nursery.run(work.words(path))
    assert whole.status == 0, whole.output
    wanted = state(path)
    moments = random.Random(SEED)
    kills, hit = 0, 0
    while kills < sized(4, 250):
        _again(start, path)
        stored = _checked(path, work, 0)
        # A run is killed up to three times before it may end.
        for _ in range(moments.randint(1, 3)):
            ended = nursery.run(work.words(path), kill_after=moments.uniform(0, whole.took))
            kills += 1
            hit += ended.status == -9
            told = len(re.findall(work.told, ended.output, re.MULTILINE)) if work.told else 0
            stored = _checked(path, work, stored + told)
        ended = nursery.run(work.words(path))
        assert ended.status == 0, ended.output
        assert state(path) == wanted
    assert hit > kills // 3, "most kills must fall into a run under way"
