"""A tar archive as a stream of members, with one header held at a time.

Headers are taken apart by `tarfile`; its reader is not used, because it keeps every member it has seen and reads extended
headers of any length into memory.
"""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Iterator
from typing import IO, Final, cast

from attache.errors import SourceError
from attache.sources.archives.members import ArchiveDamaged, Entrance, Member
from attache.sources.files import DAMAGED
from attache.sources.holder import Holder

_BLOCK: Final = 512
_LONGEST_HEADER: Final = 1 << 16
"""Bytes of an extended header; the longest honest ones hold a path of a few thousand."""
_FILES = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)
_LINKS = (tarfile.SYMTYPE, tarfile.LNKTYPE)
_PAX = re.compile(rb"(\d{1,8}) ([^=\n]{1,200})=")


def members_of_tar(holder: Holder) -> Iterator[Member]:
    """The ordinary files of a tar archive, in its order. Raises SourceError `broken-archive` where it is damaged or none."""
    entrance = Entrance(holder)
    stream = holder.stream
    told: dict[str, str] = {}
    read = 0
    while (header := _header(stream, holder.shown, read)) is not None:
        read += 1
        size = int(told.get("size", header.size)) if told.get("size", "0").isdigit() else header.size
        if header.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME):
            told |= _extended(holder, header)
            continue
        body = _Body(holder, size if header.type in _FILES or header.type == tarfile.GNUTYPE_SPARSE else header.size)
        if header.type not in (tarfile.DIRTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK):
            name = entrance.passes(told.get("path", header.name), what=_what(header))
            if name is not None:
                yield Member(name, cast(IO[bytes], io.BufferedReader(body)))
        if header.type != tarfile.GNUTYPE_LONGLINK:
            told = {}
        body.skip()


def _what(header: tarfile.TarInfo) -> str:
    if header.type in _LINKS:
        return "link"
    return "file" if header.type in _FILES else "device"


def _header(stream: IO[bytes], shown: str, read: int) -> tarfile.TarInfo | None:
    """The next header; None at the end of the archive."""
    block = stream.read(_BLOCK)
    if not block and read:
        return None
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "replace")
    except tarfile.HeaderError as error:
        if block == bytes(_BLOCK):
            return None
        why = f"damaged after {read} members" if read else "no tar archive"
        hint = "what came before is read, pack the file again for the rest" if read else "give the archive itself"
        raise SourceError(f"{shown}: {why} ({error}); {hint}", reason="broken-archive") from error


def _extended(holder: Holder, header: tarfile.TarInfo) -> dict[str, str]:
    """Path and size that an extended header gives to the member behind it."""
    if header.size > _LONGEST_HEADER:
        raise SourceError(
            f"{holder.shown}: a member's header of {header.size:,} bytes is none; pack it again", reason="broken-archive"
        )
    body = _Body(holder, header.size)
    data = body.read(header.size) or b""
    body.skip()
    if header.type == tarfile.GNUTYPE_LONGNAME:
        return {"path": data.split(b"\0")[0].decode("utf-8", "replace")}
    told: dict[str, str] = {}
    at = 0
    while (m := _PAX.match(data, at)) and int(m[1]) > m.end() - at:
        value = data[m.end() : at + int(m[1]) - 1]
        if m[2] in (b"path", b"size"):
            told[m[2].decode()] = value.decode("utf-8", "replace")
        at += int(m[1])
    return told


class _Body(io.RawIOBase):
    """The bytes of one member, and the padding behind them. Raises ArchiveDamaged."""

    def __init__(self, holder: Holder, size: int) -> None:
        self._holder = holder
        self._left = size
        self._padding = -size % _BLOCK

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        data = self._taken(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def skip(self) -> None:
        """Goes on to the next header."""
        left = self._left + self._padding
        self._left = self._padding = 0
        while left:
            left -= len(self._taken(min(left, 1 << 18)))

    def _taken(self, count: int) -> bytes:
        try:
            data = self._holder.stream.read(count)
        except DAMAGED as error:
            raise ArchiveDamaged(self._holder.name, str(error)) from error
        if count and not data:
            raise ArchiveDamaged(self._holder.name, "it ends in the midst of a file")
        return data
