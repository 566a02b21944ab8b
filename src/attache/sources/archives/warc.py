"""Web archives: WARC with pages as they were fetched, WET with their plain text, both also in gzip members.

The reader is our own, for libraries read past a cut archive in silence. Records that are no pages are counted by reason.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Final

from attache.errors import SourceError
from attache.sources.addresses import without_password
from attache.sources.compose import Origin
from attache.sources.files import MOST_BYTES
from attache.sources.holder import Holder
from attache.sources.item import Item, Kind

_LONGEST_LINE: Final = 1 << 16
_MOST_LINES: Final = 500
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}(?:[\"']\s{0,9})?([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)
_PAGES: Final = ("text/html", "application/xhtml+xml")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T|$)")


@dataclass(slots=True)
class _Record:
    """One record: its headers with names in small letters, and how many bytes of its body are still unread."""

    stream: IO[bytes]
    headers: Mapping[str, str]
    left: int

    def read(self, most: int) -> bytes:
        """Bytes of the body, at most so many. Raises EOFError where the archive ends before it does."""
        wanted = min(most, self.left)
        data = self.stream.read(wanted)
        self.left -= len(data)
        if len(data) < wanted:
            raise EOFError("the file ends in the midst of a record")
        return data

    def line(self, most: int) -> bytes:
        """A line of the body, at most so many bytes of it."""
        data = self.stream.readline(min(most, self.left))
        self.left -= len(data)
        return data

    def skip(self) -> None:
        while self.left:
            self.read(1 << 18)


def items_of_warc(holder: Holder) -> Iterator[Item]:
    """The pages and texts of a web archive, named by the number of the record, in order."""
    number = 0
    while (record := _next_record(holder.stream, holder.shown, number)) is not None:
        number += 1
        where = f"#{number}"
        item = _item(record, holder, where)
        if isinstance(item, Item):
            yield item
        else:
            reason, message = item
            holder.aside(reason, message, inner=where)
        record.skip()


def _next_record(stream: IO[bytes], shown: str, number: int) -> _Record | None:
    """The next record; None at the end of the file. Raises SourceError `broken-archive`."""
    line = b"\r\n"
    blank = 0
    while line in (b"\r\n", b"\n"):
        line = stream.readline(_LONGEST_LINE)
        blank += 1
        if blank > _MOST_LINES:
            break
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        why = f"damaged after record {number}, no record begins there" if number else "no web archive"
        hint = (
            "what came before is read, fetch it again for the rest" if number else "give a .warc, .warc.gz, .wet or .wet.gz file"
        )
        raise SourceError(f"{shown}: {why}; {hint}", reason="broken-archive")
    headers = _headers(stream.readline)
    length = headers.get("content-length", "")
    if not re.fullmatch(r"\d{1,15}", length):
        raise SourceError(
            f"{shown}: damaged after record {number}, the next has no length; fetch it again", reason="broken-archive"
        )
    return _Record(stream, headers, int(length))


def _headers(readline: Callable[[int], bytes]) -> dict[str, str]:
    """Header lines up to the empty one, the first of each name."""
    found: dict[str, str] = {}
    for _ in range(_MOST_LINES):
        line = readline(_LONGEST_LINE)
        if line in (b"\r\n", b"\n", b""):
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found


def _item(record: _Record, holder: Holder, where: str) -> Item | tuple[str, str]:
    """The item of a record, or the reason why it is none and a line on it."""
    kind = record.headers.get("warc-type", "").lower()
    declared = record.headers.get("content-type", "")
    http: Mapping[str, str] = {}
    if kind == "revisit":
        return "revisit", "the page had not changed since it was fetched before"
    if kind == "response" and "http" in declared.lower():
        status = record.line(_LONGEST_LINE).split()[1:2]
        http = _headers(record.line)
        declared = http.get("content-type", "")
        if status != [b"200"]:
            return "http-status", f"the server answered {(status or [b'nothing'])[0].decode('ascii', 'replace')[:20]}"
    elif kind not in ("conversion", "resource", "response"):
        return "not-a-response", f"a record of kind {kind[:20] or 'none'}, not a page"
    media = declared.split(";")[0].strip().lower()
    if media not in (*_PAGES, "text/plain"):
        return "not-a-page", f"{media[:60] or 'of no declared kind'}, no page of text"
    if record.left > MOST_BYTES:
        return "too-long", f"longer than {MOST_BYTES // 2**20} MB, too long for one report"
    try:
        data = _decoded(record.read(record.left), http)
    except (zlib.error, ValueError) as error:
        return "undecodable", f"its transfer encoding cannot be undone ({error})"
    return _made(data, media, declared, record.headers, holder, where) if data.strip() else ("empty", "the page is empty")


def _made(data: bytes, media: str, declared: str, headers: Mapping[str, str], holder: Holder, where: str) -> Item:
    day = _DAY.match(headers.get("warc-date", ""))
    address = without_password(headers.get("warc-target-uri", "").strip("<> "))
    charset = _CHARSET.search(declared)
    shown = f"{holder.shown}{where}"
    origin = Origin(file=f"{holder.name}{where}", url=address or None, fetched=day[1] if day else None, shown=shown)
    kind: Kind = "page" if media in _PAGES else "text"
    return Item(f"{holder.name}{where}", shown, kind, data, origin, charset=charset[1] if charset else None, bulk=True)


def _decoded(data: bytes, http: Mapping[str, str]) -> bytes:
    """The body as the page was sent. Crawlers mostly undo encodings and leave the headers, so the bytes decide.

    Raises zlib.error, or ValueError where it is longer than a report may be or packed in a way that is not read.
    """
    if "chunked" in http.get("transfer-encoding", "").lower() and re.match(rb"[0-9A-Fa-f]{1,8}[^\r\n]{0,200}\r\n", data):
        data = _without_chunks(data)
    encoding = http.get("content-encoding", "").lower()
    if encoding in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
        return _inflated(data, 31)
    if encoding == "deflate" and data[:1] == b"\x78":
        return _inflated(data, 15)
    if encoding in ("br", "zstd") and data[:3000].translate(None, bytes(range(9, 128))):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"packed as {encoding}") from None
    return data


def _inflated(data: bytes, bits: int) -> bytes:
    unpacker = zlib.decompressobj(bits)
    whole = unpacker.decompress(data, MOST_BYTES + 1)
    if len(whole) > MOST_BYTES:
        raise ValueError(f"longer than {MOST_BYTES // 2**20} MB")
    return whole


def _without_chunks(data: bytes) -> bytes:
    """The body without the lengths between its chunks; as it is where they are none."""
    out = bytearray()
    at = 0
    while (m := _CHUNK.match(data, at)) is not None:
        size = int(m[1], 16)
        if not size:
            return bytes(out)
        out += data[m.end() : m.end() + size]
        at = m.end() + size + 2
    return data


_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n")
