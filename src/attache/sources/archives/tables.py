"""CSV and TSV tables: one report a row, columns told by `Columns` or by their usual names.

Rows are cut out of the stream by their quotation marks, so that a row whose marks are broken is set aside by itself.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import IO, Final

from attache.errors import SourceError
from attache.sources.archives.columned import chosen, item_of_row
from attache.sources.decode import decode
from attache.sources.holder import Holder
from attache.sources.item import Item
from attache.sources.streams import put_back

MOST_CHARACTERS_A_ROW: Final = 8 * 1024 * 1024
_MOST_LINES_A_ROW: Final = 20_000
_SAMPLE: Final = 1 << 17
_DELIMITERS: Final = ("\t", ",", ";", "|")

Row = tuple[int, list[str]]
"""A row with the number of its first line."""


def items_of_table(holder: Holder) -> Iterator[Item]:
    """The reports of a table, in order. Raises SourceError where it has no header or no column of text."""
    csv.field_size_limit(2 * MOST_CHARACTERS_A_ROW)
    lines = _Lines(_characters(holder.stream, holder.shown))
    first = lines.next()
    if first is None:
        raise SourceError(f"{holder.shown}: the file is empty; leave it out", reason="empty")
    delimiter = max(_DELIMITERS, key=first.count)
    header = [cell.strip() for cell in _cells(first, delimiter)]
    columns = chosen(holder, header)
    at = {part: header.index(column) for part, column in columns.told()}
    for row in _rows(lines, delimiter, len(header), holder):
        number, cells = row
        values = {part: cells[index] for part, index in at.items() if index < len(cells)}
        if (item := item_of_row(holder, values, columns, number=number, unit="line")) is not None:
            yield item


def _characters(stream: IO[bytes], shown: str) -> IO[str]:
    """The table as characters: by its mark, as UTF-8, else as the beginning looks."""
    head = stream.read(_SAMPLE)
    if not head.strip():
        raise SourceError(f"{shown}: the file is empty; leave it out", reason="empty")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        decode(head, where=shown)
        encoding = "utf-8-sig" if _is_utf8(head) else "cp1252"
    return io.TextIOWrapper(put_back(head, stream), encoding=encoding, errors="replace", newline="")


def _is_utf8(head: bytes) -> bool:
    """Whether the beginning is UTF-8; it may break off within a character."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


class _Lines:
    """Physical lines, which can be put back."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._back: list[str] = []
        self.number = 0

    def next(self) -> str | None:
        """The next line with its end, of a bounded length; None at the end of the file."""
        line = self._back.pop() if self._back else self._stream.readline(MOST_CHARACTERS_A_ROW + 1)
        self.number += 1
        return line or None

    def back(self, lines: list[str]) -> None:
        """Puts lines back, the first of which comes next."""
        self._back += reversed(lines)
        self.number -= len(lines)


def _rows(lines: _Lines, delimiter: str, width: int, holder: Holder) -> Iterator[Row]:
    """The rows below the header; what is none is set aside by its first line, and the next line goes on."""
    while (line := lines.next()) is not None:
        number = lines.number
        if len(line) > MOST_CHARACTERS_A_ROW:
            while line and not line.endswith("\n"):
                line = lines.next()
                lines.number -= 1
            limit = MOST_CHARACTERS_A_ROW // 2**20
            holder.aside("too-long", f"longer than {limit} MB, too long for one report; split it", inner=f" line {number}")
        elif line.strip():
            held, closed = _held(lines, line)
            cells = _cells("".join(held), delimiter) if closed else None
            if cells is None or len(cells) > width:
                lines.back(held[1:])
                why = f"{len(cells)} cells where the header has {width}" if cells else "its quotation mark is never closed"
                holder.aside("broken-row", f"{why}; mend or delete the row", inner=f" line {number}")
            else:
                yield number, cells


def _held(lines: _Lines, line: str) -> tuple[list[str], bool]:
    """The lines of a row that begins with a line, and whether its quotation marks come in pairs."""
    held = [line]
    marks, length = line.count('"'), len(line)
    while marks % 2 and length <= MOST_CHARACTERS_A_ROW and len(held) < _MOST_LINES_A_ROW:
        more = lines.next()
        if more is None:
            lines.number -= 1
            return held, False
        held.append(more)
        marks += more.count('"')
        length += len(more)
    return held, marks % 2 == 0


def _cells(row: str, delimiter: str) -> list[str]:
    return next(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter), [])
