"""JSON lines: one report a line, `{"text": …, "title": …, "url": …, "published": …, "id": …}`.

`text` (or `html`) is required, all else may be missing; other names are told by `Columns` or guessed. A wrong line is set
aside by file and number; the rest goes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Final

from attache.errors import SourceError
from attache.sources.columns import Columns
from attache.sources.fields import item_of_fields
from attache.sources.files import DAMAGED
from attache.sources.holder import Holder
from attache.sources.item import Item
from attache.sources.setaside import from_error, from_os_error

MOST_BYTES_A_LINE: Final = 8 * 1024 * 1024
_CHUNK = 1 << 16


def items_of_lines(holder: Holder) -> Iterator[Item]:
    """The reports of a stream of JSON lines, in order, read as they are asked for."""
    seen = 0
    try:
        for number, line in _numbered(holder.stream):
            where, said = f"{holder.name} line {number}", f"{holder.shown} line {number}"
            if line is None:
                limit = MOST_BYTES_A_LINE // 2**20
                holder.aside("too-long", f"longer than {limit} MB, too long for one report; split it", inner=f" line {number}")
            elif line.strip():
                try:
                    yield _item(line, holder, number, said)
                except SourceError as error:
                    holder.on_aside(from_error(error, where))
            seen = number
    except DAMAGED as error:
        holder.aside("broken-gzip", f"the .gz file is damaged after line {seen} ({error}); pack it again")
        return
    except OSError as error:
        holder.failed(from_os_error(error, holder.shown))
        return
    if not seen:
        holder.aside("empty", "the file is empty; leave it out")


def _numbered(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; None for a line over the limit, of which no more than the limit is ever held."""
    number = 0
    held = bytearray()
    over = False
    while chunk := stream.read(_CHUNK):
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            number += 1
            held += part
            yield number, None if over or len(held) > MOST_BYTES_A_LINE else bytes(held)
            held.clear()
            over = False
        if not over:
            held += rest
        if len(held) > MOST_BYTES_A_LINE:
            held.clear()
            over = True
    if held or over:
        yield number + 1, None if over else bytes(held)


def _item(line: bytes, holder: Holder, number: int, where: str) -> Item:
    fields = _fields(line.removeprefix(b"\xef\xbb\xbf"), where)
    columns = holder.columns.among(fields)
    return item_of_fields(
        _values(fields, columns),
        columns,
        name=holder.name,
        number=number,
        where=where,
        reason="broken-line",
        needs='each line needs {"text": "…"}',
    )


def _fields(line: bytes, where: str) -> dict[str, object]:
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(f"{where}: not UTF-8 at byte {error.start}; save the file as UTF-8", reason="broken-line") from error
    except (ValueError, RecursionError) as error:
        column = getattr(error, "colno", None)
        at = f" at column {column}" if column else ""
        raise SourceError(f"{where}: not a JSON object{at}; mend or delete the line", reason="broken-line") from error
    if not isinstance(found, dict):
        raise SourceError(f"{where}: not a JSON object; each line needs {{…}}", reason="broken-line")
    return found


def _values(fields: Mapping[str, object], columns: Columns) -> dict[str, object]:
    """The value for each part, also from inside nested objects where the column's name has points."""
    return {part: _inside(fields, column) for part, column in columns.told()}


def _inside(fields: Mapping[str, object], column: str) -> object:
    if column in fields:
        return fields[column]
    head, _, rest = column.partition(".")
    within = fields.get(head)
    return _inside(within, rest) if rest and isinstance(within, dict) else None
