"""Parquet tables: one report a row, read in small batches of rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from attache.errors import SourceError
from attache.sources.archives.columned import chosen, item_of_row
from attache.sources.holder import Holder
from attache.sources.item import Item

if TYPE_CHECKING:
    import pyarrow

_ROWS: Final = 32
"""Rows that are held at a time."""
_BUFFER: Final = 1 << 20


def items_of_parquet(holder: Holder) -> Iterator[Item]:
    """The reports of a table, named by the number of the row from 1. Raises SourceError where it is damaged or has no text."""
    # Half a second to load, which those who read no Parquet need not wait for.
    import pyarrow
    from pyarrow import parquet

    number = 0
    try:
        table = parquet.ParquetFile(holder.stream, pre_buffer=False, buffer_size=_BUFFER)
        columns = chosen(holder, table.schema_arrow.names)
        wanted = dict(columns.told())
        batches = table.iter_batches(batch_size=_ROWS, columns=sorted(set(wanted.values())), use_threads=False)
        for batch in batches:
            cells = {part: batch.column(batch.schema.names.index(column)) for part, column in wanted.items()}
            for row in range(batch.num_rows):
                number += 1
                values = {part: _value(column[row]) for part, column in cells.items()}
                if (item := item_of_row(holder, values, columns, number=number, unit="row")) is not None:
                    yield item
    except (pyarrow.ArrowException, OSError) as error:
        why = " ".join(str(error).split())[:200]
        told = f"damaged after row {number}" if number else "no Parquet table, or damaged"
        raise SourceError(f"{holder.shown}: {told} ({why}); write or fetch it again", reason="broken-archive") from error


def _value(cell: pyarrow.Scalar) -> object:
    """A cell as Python has it: text that is no UTF-8 with marks of damage, days beyond all calendars as missing."""
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return cell.as_buffer().to_pybytes().decode("utf-8", "replace")
    except (ValueError, OverflowError):
        return None
