"""A ZIP archive as a stream of members, by its table of contents, of which one entry is held at a time.

`zipfile` is not used, because it reads the whole table into memory, some 500 bytes a member.
"""

from __future__ import annotations

import bz2
import io
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final, Protocol, cast

from attache.errors import SourceError
from attache.sources.archives.members import Entrance, Member, MemberDamaged
from attache.sources.holder import Holder

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_FAR: Final = 0xFFFFFFFF
_CHUNK: Final = 1 << 16
_STORED, _DEFLATED, _BZIP2 = 0, 8, 12


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the table of contents."""

    name: str
    method: int
    encrypted: bool
    crc: int
    packed: int
    size: int
    mode: int
    offset: int


def members_of_zip(holder: Holder) -> Iterator[Member]:
    """The files of a ZIP archive in the order of its table. Raises SourceError `broken-archive` where it is damaged or none."""
    entrance = Entrance(holder)
    stream = holder.stream
    length = stream.seek(0, io.SEEK_END)
    taken = 0
    for entry, shift in _entries(stream, length, holder.shown):
        if entry.name.endswith("/"):
            continue
        taken += entry.packed
        if taken > length:
            raise SourceError(f"{holder.shown}: its members lie upon each other; pack it again", reason="broken-archive")
        name = entrance.passes(entry.name, what=_what(entry), size=entry.size, packed=entry.packed)
        if name is not None:
            body = _Body(stream, entry, entry.offset + shift)
            yield Member(name, cast(IO[bytes], io.BufferedReader(body)))


def _what(entry: _Entry) -> str:
    if entry.encrypted:
        return "encrypted"
    if stat.S_ISLNK(entry.mode):
        return "link"
    if stat.S_IFMT(entry.mode) not in (0, stat.S_IFREG):
        return "device"
    return "file" if entry.method in (_STORED, _DEFLATED, _BZIP2) else "packing"


def _entries(stream: IO[bytes], length: int, shown: str) -> Iterator[tuple[_Entry, int]]:
    """Entries with the number of bytes that stand before the archive, by which all offsets are off."""
    start, size, shift = _contents(stream, length, shown)
    at, end, read = start, start + size, 0
    while at < end:
        stream.seek(at)
        block = stream.read(min(_CHUNK * 2, end - at))
        used = 0
        while (found := _entry(block, used)) is not None:
            entry, used = found
            read += 1
            yield entry, shift
        if not used:
            hint = "what came before is read, fetch or pack it again for the rest"
            raise SourceError(f"{shown}: damaged after {read} members (its table of contents); {hint}", reason="broken-archive")
        at += used


def _contents(stream: IO[bytes], length: int, shown: str) -> tuple[int, int, int]:
    """Where the table of contents begins, its length, and what stands before the archive."""
    stream.seek(max(0, length - _END.size - 0xFFFF))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        stream.seek(0)
        torn = stream.read(4) == b"PK\x03\x04"
        why = "damaged, its end is missing" if torn else "no ZIP archive"
        raise SourceError(f"{shown}: {why}; fetch or pack it again", reason="broken-archive")
    _, _, _, _, _, size, offset, _ = _END.unpack_from(tail, at)
    end = length - len(tail) + at
    if _FAR in (size, offset) or 0xFFFF in _END.unpack_from(tail, at)[3:5]:
        end, size, offset = _contents64(stream, end, size, offset)
    if size > end or end - size < offset:
        raise SourceError(
            f"{shown}: damaged, its table of contents is not where it should be; pack it again", reason="broken-archive"
        )
    return end - size, size, end - size - offset


def _contents64(stream: IO[bytes], end: int, size: int, offset: int) -> tuple[int, int, int]:
    """The same from the long form that archives over 4 GB have; unchanged where there is none."""
    stream.seek(max(0, end - _LOCATOR.size))
    data = stream.read(_LOCATOR.size)
    if len(data) < _LOCATOR.size or not data.startswith(b"PK\x06\x07"):
        return end, size, offset
    at = _LOCATOR.unpack(data)[2]
    stream.seek(min(at, end))
    data = stream.read(_END64.size)
    if len(data) < _END64.size or not data.startswith(b"PK\x06\x06"):
        return end, size, offset
    *_, size, offset = _END64.unpack(data)
    return at, size, offset


def _entry(block: bytes, at: int) -> tuple[_Entry, int] | None:
    """The entry at a place in a block and where the next begins; None where the block holds no whole one."""
    if len(block) - at < _ENTRY.size:
        return None
    sign, made, _, flags, method, _, _, crc, packed, size, n, m, k, _, _, attributes, offset = _ENTRY.unpack_from(block, at)
    after = at + _ENTRY.size
    if sign != b"PK\x01\x02" or len(block) < after + n + m + k:
        return None
    raw = block[after : after + n]
    size, packed, offset = _long(block[after + n : after + n + m], size, packed, offset)
    name = _name(raw, utf8=bool(flags & 0x800))
    mode = attributes >> 16 if made >> 8 == 3 else 0
    return _Entry(name, method, bool(flags & 1), crc, packed, size, mode, offset), after + n + m + k


def _name(raw: bytes, *, utf8: bool) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8" if utf8 else "cp437", "replace")


def _long(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Sizes and offset from the long form, for those that the short form has no room for."""
    at = 0
    while len(extra) - at >= 4:
        kind, n = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            values = list(struct.unpack_from(f"<{min(n, len(extra) - at - 4) // 8}Q", extra, at + 4))
            size = values.pop(0) if size == _FAR and values else size
            packed = values.pop(0) if packed == _FAR and values else packed
            offset = values.pop(0) if offset == _FAR and values else offset
            break
        at += 4 + n
    return size, packed, offset


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


class _Body(io.RawIOBase):
    """The unpacked bytes of one member. Raises MemberDamaged."""

    def __init__(self, stream: IO[bytes], entry: _Entry, offset: int) -> None:
        self._stream = stream
        self._at = offset
        self._entry = entry
        self._left = entry.packed
        self._begun = False
        self._crc = 0
        self._came = 0
        self._waiting = b""
        self._unpacker: _Unpacker | None = None
        if entry.method == _DEFLATED:
            self._unpacker = zlib.decompressobj(-15)
        elif entry.method == _BZIP2:
            self._unpacker = bz2.BZ2Decompressor()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        if not self._begun:
            self._begin()
        data = self._stored(len(buffer)) if self._unpacker is None else self._unpacked(self._unpacker, len(buffer))
        self._crc = zlib.crc32(data, self._crc)
        self._came += len(data)
        if self._came > self._entry.size:
            raise MemberDamaged("it is longer than the table of contents says")
        if not data and self._crc != self._entry.crc:
            raise MemberDamaged("its checksum is wrong")
        buffer[: len(data)] = data
        return len(data)

    def _begin(self) -> None:
        self._stream.seek(self._at)
        head = self._stream.read(_LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
            raise MemberDamaged("it is not where the table of contents says")
        *_, n, m = _LOCAL.unpack(head)
        self._at += _LOCAL.size + n + m
        self._begun = True

    def _stored(self, wanted: int) -> bytes:
        # Other members may have been read in between.
        self._stream.seek(self._at)
        data = self._stream.read(min(wanted, self._left))
        if not data and self._left:
            raise MemberDamaged("the archive ends before it")
        self._at += len(data)
        self._left -= len(data)
        return data

    def _unpacked(self, unpacker: _Unpacker, wanted: int) -> bytes:
        try:
            while not unpacker.eof:
                if not self._waiting and _hungry(unpacker):
                    self._waiting = self._stored(_CHUNK)
                    if not self._waiting:
                        raise MemberDamaged("it breaks off")
                data = unpacker.decompress(self._waiting, wanted)
                self._waiting = getattr(unpacker, "unconsumed_tail", b"")
                if data:
                    return data
        except (zlib.error, OSError, EOFError) as error:
            raise MemberDamaged(str(error)) from error
        return b""


def _hungry(unpacker: _Unpacker) -> bool:
    """Whether it needs bytes to go on: deflate gives back what it has not used, bzip2 keeps it."""
    return bool(getattr(unpacker, "needs_input", True))
