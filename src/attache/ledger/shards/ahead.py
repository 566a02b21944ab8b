"""Slices of a file of readings taken apart beside the ledger's one writer, the next ones while one is written."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from attache.errors import LedgerError
from attache.ledger.shards.files import Readings
from attache.ledger.shards.proof import disproved
from attache.ledger.shards.staging import stage
from attache.ledger.store import Store

AHEAD = 2
"""Slices taken apart beside the one that is written; each holds about 100 MB for a thousand readings."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A slice taken apart."""

    table: pa.Table
    wrong: dict[int, str]
    """Rows that are not believed, with the reason."""
    path: Path
    """Where the tables of the others lie."""


def staged_slices(store: Store, readings: Readings, folder: Path) -> Iterator[Staged]:
    """The slices of a file, the next ones being taken apart meanwhile. Raises SourceError, LedgerError."""
    waiting: deque[Future[Staged]] = deque()
    with ThreadPoolExecutor(AHEAD, thread_name_prefix="staging") as threads:
        try:
            for number in range(readings.slices):
                waiting.append(threads.submit(_stage, readings.slice(number), folder / f"{number}.db"))
                if len(waiting) > AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except (sqlite3.Error, OSError) as error:
            raise _no_room(store, folder.parent, error) from error
        finally:
            threads.shutdown(cancel_futures=True)


def _stage(table: pa.Table, path: Path) -> Staged:
    wrong = dict(disproved(table))
    believed = [row for row in range(len(table)) if row not in wrong]
    stage(table.take(pa.array(believed, pa.int64())) if wrong else table, path)
    return Staged(table, wrong, path)


@contextmanager
def staging_folder(store: Store) -> Iterator[Path]:
    """A folder for the slices that are taken apart. Raises LedgerError where there is no room for it."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="attache-import-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _no_room(store, tempfile.gettempdir(), error) from error
    with folder as path:
        yield Path(path)


def _no_room(store: Store, folder: str | Path, error: Exception) -> LedgerError:
    return LedgerError(
        f"{store.path}: the folder for temporary files, {folder}, cannot be written ({error}); free space there or name another "
        "in TMPDIR, and run again"
    )
