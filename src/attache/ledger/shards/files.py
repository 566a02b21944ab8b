"""Files of readings: written whole, looked at, read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from attache.errors import SourceError
from attache.ledger.shards.form import FORM, MARK, schema
from attache.ledger.shards.rows import Entry, entry_of, row_of

AT_ONCE = 1000
"""Rows in one row group: what is held in memory while a file is written, and taken in by one transaction later."""

MOST_ROWS, MOST_BYTES = 20 * AT_ONCE, 1 << 30
"""What a row group of a file made elsewhere may hold at most; a thousand readings are some ten megabytes."""


def write_entries(entries: Iterable[Entry], out: IO[bytes], *, at_once: int = AT_ONCE) -> int:
    """Writes entries to an open stream as they come; how many. The stream is left open."""
    waiting = iter(entries)
    number = 0
    # Page checksums let a damaged file be known as such before anything of it is believed.
    with pq.ParquetWriter(out, schema(), compression="zstd", write_page_checksum=True) as writer:
        while rows := [row_of(entry) for entry in islice(waiting, at_once)]:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema()))
            number += len(rows)
    return number


@dataclass(frozen=True, slots=True)
class Readings:
    """An open file of readings."""

    name: str
    """How messages call it."""
    file: pq.ParquetFile

    @property
    def slices(self) -> int:
        """Number of row groups."""
        return int(self.file.num_row_groups)

    def __len__(self) -> int:
        return int(self.file.metadata.num_rows)

    def slice(self, number: int) -> pa.Table:
        """One row group, each column in one piece. Raises SourceError where it is damaged, or more than memory should hold."""
        group = self.file.metadata.row_group(number)
        if group.num_rows > MOST_ROWS or group.total_byte_size > MOST_BYTES:
            size = f"{group.num_rows:,} rows, {group.total_byte_size / 1e6:,.0f} MB"
            message = f"{self.name}: row group {number + 1} is too large ({size}); write the file in groups of {AT_ONCE:,} rows"
            raise SourceError(message, reason="too-large")
        try:
            table = self.file.read_row_group(number, use_threads=False).combine_chunks()
            # Of bytes that are no characters, and lists that end before they begin, nothing else would be told in one line.
            table.validate(full=True)
        except (pa.ArrowException, OSError) as error:
            raise damaged(self.name, error) from error
        return table

    def entries(self) -> Iterator[Entry]:
        """All entries in their order. Raises SourceError."""
        for number in range(self.slices):
            yield from map(entry_of, self.slice(number).to_pylist())


def damaged(name: str, error: Exception) -> SourceError:
    """What is said of a file that cannot be read to its end."""
    cause = " ".join(str(error).split())[:120]
    return SourceError(f"{name}: damaged, or not whole ({cause}); copy or make it again", reason="damaged")


def open_readings(source: str | IO[bytes], name: str) -> Readings:
    """A file of readings by its path or as an open stream. Raises SourceError: damaged, not-readings, newer."""
    try:
        file = pq.ParquetFile(source, page_checksum_verification=True)
    except FileNotFoundError as error:
        raise SourceError(f"{name}: no such file; check the path", reason="missing") from error
    except (pa.ArrowException, OSError) as error:
        raise damaged(name, error) from error
    held = file.schema_arrow
    mark = (held.metadata or {}).get(MARK, b"").decode("ascii", "replace")
    if mark.isdigit() and int(mark) > FORM:
        message = f"{name}: readings of a later Attaché (form {mark}, this one knows {FORM}); upgrade"
        raise SourceError(message, reason="newer")
    if mark != str(FORM) or not held.equals(schema()):
        message = f"{name}: no file of readings; import takes what `attache scale read` writes"
        raise SourceError(message, reason="not-readings")
    return Readings(name, file)
