"""One watcher to a ledger: two would ask hosts twice as often as either thinks, and for the same pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attache.errors import LedgerError


@contextmanager
def sole_watcher(path: Path) -> Iterator[None]:
    """Within, no other program watches feeds for this ledger. Raises LedgerError where one does.

    An empty file beside the ledger is held by SQLite's own lock, which goes with the process however that ends; the file stays.
    """
    # One ledger, whatever it is called: a link beside it would have a file of its own.
    real = path.resolve()
    beside = real.with_name(real.name + "-watch")
    try:
        held = sqlite3.connect(beside, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise LedgerError(f"{beside}: may not be made ({error}); check the folder and permissions") from error
    try:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise LedgerError(f"{path}: another `attache watch` is at work on this ledger; stop it or wait for it") from error
            raise LedgerError(f"{beside}: may not be written ({error}); check the folder and permissions") from error
        yield
    finally:
        held.close()
