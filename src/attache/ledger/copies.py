"""Whole copies of a ledger file: a backup while others write, putting one back, and the copy kept before a migration.

Copies are made by SQLite's own online backup: of one moment, whatever is written meanwhile, and never seen half made.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from attache.errors import LedgerError, NotALedger

Progress = Callable[[int, int], None]
"""Told the pages done and the pages in all."""
PAGES = 4096
"""Pages copied at a step (16 MB): often enough to draw a bar and to be stopped, seldom enough to cost nothing."""
TRIES = 20
"""How often a ledger is copied again because somebody wrote to it before it could be written over."""
BESIDE = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a ledger."""


def copied(source: sqlite3.Connection, to: Path, progress: Progress | None = None) -> int:
    """Copies an open database into a new file, whole or not at all; the copy's size in bytes.

    The file appears under its name only when all of it is on the disk. Raises FileExistsError where the name is taken, OSError
    and sqlite3.Error.
    """
    part = to.with_name(f"{to.name}.part-{os.getpid()}")
    if to.exists():
        raise FileExistsError(to)
    if not to.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "there is no such folder")
    try:
        _fill(source, part, progress)
        _named(part, to)
    finally:
        for ending in ("", *BESIDE):
            part.with_name(part.name + ending).unlink(missing_ok=True)
    _settle(to.parent)
    return to.stat().st_size


def _fill(source: sqlite3.Connection, part: Path, progress: Progress | None) -> None:
    target = sqlite3.connect(part, isolation_level=None)
    own = not source.in_transaction
    try:
        if own:
            # Held open, so that what others write meanwhile does not make the copy begin again.
            source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(target, pages=PAGES, progress=_done(progress))
        # One file to carry away, without a log beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        if (told := target.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(f"the copy is damaged: {told}")
    except sqlite3.OperationalError as error:
        code = (error.sqlite_errorcode or 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        number = errno.ENOSPC if code == sqlite3.SQLITE_FULL else errno.EIO
        raise OSError(number, os.strerror(number) if code == sqlite3.SQLITE_FULL else str(error)) from error
    finally:
        if own and source.in_transaction:
            source.rollback()
        target.close()
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _named(part: Path, to: Path) -> None:
    """Gives the finished file its name, and never takes the place of one made meanwhile."""
    try:
        os.link(part, to)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is taken first, then filled
        os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        part.replace(to)


def _settle(folder: Path) -> None:
    """The folder's own entry reaches the disk, where the system can do that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _done(progress: Progress | None) -> Callable[[int, int, int], None] | None:
    if progress is None:
        return None
    return lambda status, remaining, total: progress(total - remaining, total)


class Changed(Exception):
    """The file that was to be written over is another one than was looked at."""


def put_back(
    source: Path, target: Path, *, changed: Callable[[], bool], patience: float = 30, progress: Progress | None = None
) -> None:
    """Writes the whole of one ledger file over another, in one transaction: readers see the former or the new one.

    Raises Changed, and leaves the target as it is, where it has `changed` by the time that nobody else can write to it any
    more; LedgerError where another program keeps writing to the target for longer than `patience` seconds.
    """
    until = time.monotonic() + patience

    def told(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() > until:
                raise LedgerError(f"{target}: another program is writing to it; try again when it is done")
        elif remaining and changed():
            raise Changed
        if progress is not None:
            progress(total - remaining, total)

    reading = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    writing = sqlite3.connect(target, timeout=0.1, isolation_level=None)
    try:
        writing.execute("PRAGMA synchronous = FULL")
        # At least two steps: after the first the target is locked, and nothing is committed yet.
        half = int(reading.execute("PRAGMA page_count").fetchone()[0]) // 2
        reading.backup(writing, pages=max(1, min(PAGES, half)), progress=told, sleep=0.05)
    finally:
        writing.close()
        reading.close()


def free_name(wanted: Path) -> Path:
    """The name, or the first of `name-2`, `name-3` … that no file has."""
    number = 1
    name = wanted
    while name.exists():
        number += 1
        name = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return name


def set_apart(damaged: Path) -> Path:
    """Moves a file that is no database, with what lies beside it, out of the way; its new name."""
    name = free_name(damaged.with_name(f"{damaged.stem}.damaged{damaged.suffix}"))
    damaged.rename(name)
    for ending in BESIDE:
        beside = damaged.with_name(damaged.name + ending)
        if beside.exists():
            beside.rename(name.with_name(name.name + ending))
    return name


def is_damaged(path: Path) -> bool:
    """Whether SQLite itself finds that the file is no database, or a broken one; not where it merely cannot be opened now."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        return (error.sqlite_errorcode or 0) & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
    return False


def restored(source: Path, target: Path, *, patience: float = 30, progress: Progress | None = None) -> Path | None:
    """Puts a backup in the place of a ledger; where the former one is kept, None where there was none.

    Raises NotALedger, NewerLedger or LedgerError; the ledger is then as it was before.
    """
    from attache.ledger.soundness import faults
    from attache.ledger.store import Store

    if source.exists() and target.exists() and source.samefile(target):
        raise LedgerError(f"{target}: a ledger cannot be restored from itself; name the backup first")
    backup = Store(source, read_only=True)
    try:
        if wrong := faults(backup):
            raise NotALedger(f"{source}: damaged ({wrong[0].message}); nothing was touched, try an older backup")
    finally:
        backup.close()
    try:
        return _in_place(source, target, patience, progress)
    except (OSError, sqlite3.Error) as error:
        told = error.strerror if isinstance(error, OSError) else None
        raise LedgerError(f"{target}: cannot be written ({told or error}); the ledger is as it was before") from error


def _in_place(source: Path, target: Path, patience: float, progress: Progress | None) -> Path | None:
    if not target.exists():
        _fresh(source, target, progress)
        return None
    if not target.is_file():
        raise LedgerError(f"{target}: no file; name the ledger itself")
    if is_damaged(target):
        kept = set_apart(target)
        try:
            _fresh(source, target, progress)
        except BaseException:
            kept.rename(target)
            raise
        return kept
    for _ in range(TRIES):
        if (former := _written_over(source, target, patience, progress)) is not None:
            return former
    raise LedgerError(f"{target}: another program keeps writing to it; stop that one and try again")


def _written_over(source: Path, target: Path, patience: float, progress: Progress | None) -> Path | None:
    """One try: where the former ledger is kept; None where somebody wrote to it after it was copied."""
    kept = free_name(target.with_name(f"{target.stem}.before-restore{target.suffix}"))
    former = sqlite3.connect(target, isolation_level=None)
    try:
        before = former.execute("PRAGMA data_version").fetchone()
        copied(former, kept)
        put_back(
            source,
            target,
            changed=lambda: former.execute("PRAGMA data_version").fetchone() != before,
            patience=patience,
            progress=progress,
        )
    except Changed:
        kept.unlink()
        return None
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    finally:
        former.close()
    return kept


def _fresh(source: Path, target: Path, progress: Progress | None) -> None:
    connection = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        copied(connection, target, progress)
    finally:
        connection.close()
