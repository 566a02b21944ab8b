"""One shard read: its items through the reader into one file of readings, under its name only when it is whole."""

from __future__ import annotations

import hashlib
import io
import logging
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import IO, TYPE_CHECKING, Final, cast

from attache.errors import AttacheError
from attache.scale.marks import Done, Options, read_mark, write_mark
from attache.scale.places import Place, place
from attache.scale.shards import Shard

if TYPE_CHECKING:
    from attache.intake import Outcome, Workers
    from attache.ledger.shards.rows import Became, Entry
    from attache.sources.item import Item
    from attache.sources.setaside import Setaside

log = logging.getLogger(__name__)
DAMAGED: Final = frozenset({"broken-archive", "broken-gzip"})
"""Reasons of a file that is damaged: what came before is read."""
PARTS: Final = "_parts"
"""Folder of unfinished files, in that of the readings."""
AT_ONCE: Final = 64
ABANDONED: Final = timedelta(days=1)
BUFFER: Final = 8192
"""Bytes taken from a file at a time. Which part an item belongs to depends on it: the same on all machines, never to be changed
while a run is under way."""


def version() -> str:
    """Of program, reader and form: only equal ones give equal readings."""
    from attache import __version__
    from attache.ledger.shards.form import FORM
    from attache.reading import READER

    return f"{__version__} {READER} form {FORM}"


def read_shard(shard: Shard, out: str, options: Options, *, jobs: int = 1) -> Done:
    """Reads a shard, unless it bears a mark, writes its readings and marks it. What fails is told in `Done.failed`, never
    raised: one shard must not end the others."""
    began = time.monotonic()
    try:
        _agree(options)
        folder = place(out)
        done = read_mark(folder, shard, options)
        if done is None:
            done = _read(shard, folder, options, jobs)
            done.seconds["elapsed"] = time.monotonic() - began
            write_mark(folder, shard, done)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is named with the shard and the run goes on
        cause = str(error) if isinstance(error, AttacheError) else f"{type(error).__name__}: {error}"
        return Done.of(shard, options, failed=f"{shard.called}: {' '.join(cause.split())}")
    return done


def _agree(options: Options) -> None:
    if version() != options.version:
        raise AttacheError(f"this machine has attache {version()}, the run is of {options.version}; install the same")


def _read(shard: Shard, folder: Place, options: Options, jobs: int) -> Done:
    from attache.ledger.shards.files import write_entries

    done = Done.of(shard, options, readings=f"{shard.label}.parquet")
    part = folder / PARTS / f"{shard.label}.{os.getpid()}-{uuid.uuid4().hex[:8]}"
    (folder / PARTS).make_folder()
    try:
        with ExitStack() as stack:
            raw = _Watched(stack.enter_context(place(shard.address).open("rb")))
            stream = io.BufferedReader(raw, BUFFER)
            written = _Hashed(stack.enter_context(part.open("wb")))
            write_entries(_entries(shard, stream, raw, options, jobs, done), cast(IO[bytes], written))
        if raw.failed is not None:
            # What the parser made of it is no matter: the file was not read to its end, and may be next time.
            raise raw.failed
        done.sha256, done.written = written.sha256.hexdigest(), written.size
        part.move(folder / done.readings)
    finally:
        if part.system.exists(part.path):
            part.system.rm_file(part.path)
    return done


def clear_parts(folder: Place) -> None:
    """Removes unfinished files that nothing has been written to for a day: those of processes that were killed."""
    parts = folder / PARTS
    try:
        for path in parts.system.ls(parts.path, detail=False) if parts.system.isdir(parts.path) else ():
            if datetime.now(UTC) - parts.system.modified(path) > ABANDONED:
                parts.system.rm_file(path)
    except (OSError, NotImplementedError, TypeError) as error:
        # They are in nobody's way, and not every file system can tell their age.
        log.info("%s: unfinished files were left where they are (%s)", parts, error)


def _entries(shard: Shard, stream: IO[bytes], raw: _Watched, options: Options, jobs: int, done: Done) -> Iterator[Entry]:
    """What became of each item of the shard, in their order, counted in `done`."""
    from attache.intake import LIMITS, gate_for
    from attache.intake.run import Run

    limits = LIMITS if options.time_limit is None else LIMITS.of_seconds(options.time_limit)
    with Run(_workers(jobs, limits.seconds), _items(shard, stream, raw, options, done), gate_for(options.gate)) as run:
        while batch := run.batch(AT_ONCE, 0.3):
            for outcome in batch:
                entry = _entry(outcome)
                done.outcomes[entry.outcome] += 1
                done.reasons[entry.reason] += bool(entry.reason)
                for stage, seconds in outcome.seconds.items():
                    done.seconds[stage] = done.seconds.get(stage, 0.0) + seconds
                yield entry
    done.reasons = +done.reasons


_kept: dict[tuple[int, float], Workers] = {}
"""The last processes that read, by their number and time limit."""


def _workers(jobs: int, seconds: float) -> Workers:
    """The processes that read in this one's stead: one item that crashes or never ends then costs only itself. They are kept
    for the next shard that is read alike, and end with this process."""
    from attache.intake import LIMITS, Setup, Workers

    if (jobs, seconds) not in _kept:
        while _kept:
            _kept.popitem()[1].close()
        _kept[jobs, seconds] = Workers(jobs, Setup(None, LIMITS.of_seconds(seconds)))
    return _kept[jobs, seconds]


def _items(shard: Shard, stream: IO[bytes], raw: _Watched, options: Options, done: Done) -> Iterator[Item | Setaside]:
    """The items that begin in the shard's range, and what was left out there; what is wrong with the file goes to `done`."""
    from attache.intake import in_order
    from attache.sources.columns import Columns
    from attache.sources.items import items_of_stream
    from attache.sources.setaside import Setaside

    columns = Columns.parse(options.columns) if options.columns else None
    at = 0
    every = in_order(lambda on_aside: items_of_stream(stream, shard.name, on_aside=on_aside, shown=shard.shown, columns=columns))
    for one in every:
        here, at = at, raw.taken
        if shard.is_over(here):
            return
        if not shard.begins_here(here):
            continue
        if isinstance(one, Setaside) and one.input == shard.name and one.reason in DAMAGED:
            done.damage = one.message
        yield one


def _entry(outcome: Outcome) -> Entry:
    from attache.intake.one import failed
    from attache.ledger.shards.rows import Entry, check

    became = cast("Became", outcome.outcome)  # nothing is known where there is no ledger
    entry = Entry(outcome.item, became, outcome.report, outcome.reading, outcome.reason, outcome.message)
    if outcome.report is None or outcome.reading is None:
        return entry
    try:
        check(outcome.report, outcome.reading)
    except ValueError as error:
        message = f"{failed(outcome.shown, error)}; the report is stored unread, please report it"
        return replace(entry, outcome="fault", reading=None, reason="reader-fault", message=" ".join(message.split()))
    return entry


class _Watched(io.RawIOBase):
    """A stream that counts the bytes taken from it and keeps the error that ended it.

    Pieces come whole however the file system hands them over, so that the count depends on the file alone: parts of it are
    told apart by that.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.taken = 0
        self.failed: OSError | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        size = 0
        try:
            while size < len(buffer) and (piece := self._stream.read(len(buffer) - size)):
                buffer[size : size + len(piece)] = piece
                size += len(piece)
        except OSError as error:
            self.failed = error
            raise
        self.taken += size
        return size


class _Hashed:
    """A stream that hashes what is written to it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.sha256 = hashlib.sha256()
        self.size = 0
        self.closed = False

    def write(self, data: bytes) -> int:
        self.sha256.update(data)
        self.size += len(memoryview(data).cast("B"))
        return self._stream.write(data)

    def tell(self) -> int:
        return self.size

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        """The stream is closed by who opened it."""
        self.closed = True

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False
