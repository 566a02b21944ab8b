"""Bytes to text: the byte order mark, then UTF-8, then what the page declares, then charset-normalizer's guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from attache.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)
_BINARY = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x7fELF",
    b"SQLite format 3\x00",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"BZh",
    b"Rar!",
)
# Browsers read these labels as windows-1252 (WHATWG Encoding Standard), because pages declare them and mean it.
_LATIN = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
# Enough of a file for charset-normalizer to decide; the whole file would cost seconds per megabyte.
_SAMPLE = 100_000
_NO_CONTROLS = bytes(b for b in range(256) if b >= 32 or b in b"\t\n\v\f\r\x1a\x1b")
# Share of control bytes a damaged text may have; compressed and compiled files have a tenth and more.
_FEW = 0.003
# Share of bytes outside ASCII below which a guess by letter frequencies has nothing to go by.
_SPARSE = 0.02


def decode(data: bytes, *, where: str, declared: str | None = None, html: bool = False) -> str:
    """The text of the bytes. Raises SourceError `empty`, `binary` or `undecodable`."""
    if not data.strip():
        raise SourceError(f"{where}: the file is empty; leave it out", reason="empty")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace")
    if data.startswith(_BINARY):
        raise SourceError(f"{where}: this is no text but a binary file; save it as text or HTML", reason="binary")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    if _controls(data[:_SAMPLE]) > _FEW:
        raise SourceError(f"{where}: this is no text but a binary file; save it as text or HTML", reason="binary")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error, where=where, declared=declared or (_meta_charset(data) if html else None))


def _controls(data: bytes) -> float:
    """The share of control characters that no text has."""
    return len(data.translate(None, _NO_CONTROLS)) / len(data)


def looks_like_page(data: bytes) -> bool:
    """Whether bytes open as an HTML page does, after marks, spaces and comments."""
    head = data[:2000].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return bool(re.match(rb"(?:<\?xml[^>]*>\s*|<!--.{0,1500}?-->\s*)*<(?:!doctype html|html|head|body)\b", head, re.DOTALL))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the beginning is zero."""
    head = data[:2000]
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(zeros) >= 8 and zeros.count(0) > 0.7 * len(zeros) and head.count(0) < 0.6 * len(head):
            return codec
    return None


def _meta_charset(data: bytes) -> str | None:
    found = _META.search(data[:4096])
    return found[1].decode("ascii") if found else None


def _legacy(data: bytes, error: UnicodeDecodeError, *, where: str, declared: str | None) -> str:
    if declared:
        try:
            name = codecs.lookup(declared).name
        except LookupError:
            name = "utf-8"
        if name != "utf-8":
            return data.decode("cp1252" if declared.casefold() in _LATIN or name in ("iso8859-1", "ascii") else name, "replace")
    if _nearly_utf8(data):
        return data.decode("utf-8", "replace")
    if sum(b > 127 for b in data[:_SAMPLE]) < _SPARSE * len(data[:_SAMPLE]):
        return _sparse(data)
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        at = error.start
        raise SourceError(
            f"{where}: no known encoding fits (first at byte {at}); save it as UTF-8", reason="undecodable"
        ) from error
    return data.decode(best.encoding, "replace")


def _sparse(data: bytes) -> str:
    """Text nearly all in ASCII: windows-1252 where its few other bytes are letters or marks there, else damaged UTF-8."""
    text = data.decode("cp1252", "replace")
    sound = all(c.isalpha() or c in "“”‘’–—…•€£§°«»\u00a0" for c in text if ord(c) > 127)
    return text if sound else data.decode("utf-8", "replace")


def _nearly_utf8(data: bytes) -> bool:
    """Whether broken bytes are few among well-formed ones: a damaged or cut UTF-8 file rather than another encoding."""
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    broken = sample.count("\ufffd")
    sound = sum(ord(c) > 127 for c in sample) - broken
    return broken <= 3 * max(1, len(sample) // 10_000) and sound >= 3 * broken
