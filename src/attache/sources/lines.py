"""JSON lines: one report a line, `{"text": …, "title": …, "url": …, "published": …, "id": …}`.

`text` (or `html`) is required, all else may be missing. A wrong line is set aside by file and number; the rest goes on.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import IO, Final

from attache.errors import SourceError
from attache.records import Report
from attache.sources.compose import Origin, report_of_page, report_of_text
from attache.sources.printed import dates_in
from attache.sources.setaside import OnAside, Setaside, from_error, from_os_error

MOST_BYTES_A_LINE: Final = 8 * 1024 * 1024
_CHUNK = 1 << 16


def reports_of_lines(stream: IO[bytes], name: str, on_aside: OnAside, *, shown: str | None = None) -> Iterator[Report]:
    """The reports of a stream of JSON lines, in order, read as they are asked for; messages call the file `shown`."""
    shown = shown or name
    seen = 0
    try:
        for number, line in _numbered(stream):
            where, said = f"{name} line {number}", f"{shown} line {number}"
            if line is None:
                limit = MOST_BYTES_A_LINE // 2**20
                on_aside(Setaside("too-long", where, f"{said}: longer than {limit} MB, too long for one report; split it"))
            elif line.strip():
                try:
                    yield _report(line, name, number, said)
                except SourceError as error:
                    on_aside(from_error(error, where))
            seen = number
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        on_aside(Setaside("broken-gzip", name, f"{shown}: the .gz file is damaged after line {seen} ({error}); pack it again"))
        return
    except OSError as error:
        on_aside(from_error(from_os_error(error, shown), name))
        return
    if not seen:
        on_aside(Setaside("empty", name, f"{shown}: the file is empty; leave it out"))


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


def _report(line: bytes, name: str, number: int, where: str) -> Report:
    fields = _fields(line.removeprefix(b"\xef\xbb\xbf"), where)
    text, page = fields.get("text"), fields.get("html")
    origin = Origin(
        file=f"{name}#{_plain(fields, 'id', where) or number}",
        url=_plain(fields, "url", where),
        title=_plain(fields, "title", where),
        publisher=_plain(fields, "publisher", where),
        published=_day(fields.get("published"), where),
        language=_plain(fields, "language", where),
        shown=where,
    )
    if isinstance(text, str) and text.strip():
        return report_of_text(text, origin)
    if isinstance(page, str) and page.strip():
        return report_of_page(page, origin)
    raise SourceError(f'{where}: no "text" in it; each line needs {{"text": "…"}}', reason="broken-line")


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


def _plain(fields: dict[str, object], key: str, where: str) -> str | None:
    """A field that is a string, or a number for an id; null where it is missing."""
    value = fields.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return " ".join(value.split())
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise SourceError(f'{where}: "{key}" is not a string; mend the line', reason="broken-line")


def _day(value: object, where: str) -> str | None:
    """An ISO day, from any full date in the value."""
    if value is None or value == "":
        return None
    found = dates_in(value.split("T")[0]) if isinstance(value, str) else ()
    if not found:
        raise SourceError(f'{where}: "published" is no full date; write it as 2024-05-31', reason="broken-line")
    return found[0].day.isoformat()
