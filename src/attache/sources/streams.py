"""Streams of bytes that are looked into before they are read: a buffer where there is none, first bytes put back."""

from __future__ import annotations

import io
from typing import IO, cast


def buffered(stream: IO[bytes]) -> IO[bytes]:
    """The stream with a buffer, where it has none of its own."""
    return cast(IO[bytes], io.BufferedReader(stream)) if isinstance(stream, io.RawIOBase) else stream


def peeked(stream: IO[bytes], count: int) -> tuple[IO[bytes], bytes]:
    """The first bytes of a stream, and the stream as if they had not been taken."""
    if stream.seekable():
        start = stream.tell()
        head = stream.read(count)
        stream.seek(start)
        return stream, head
    head = stream.read(count)
    return put_back(head, stream), head


def put_back(head: bytes, stream: IO[bytes]) -> IO[bytes]:
    """The stream with bytes already taken from it in front again."""
    return cast(IO[bytes], io.BufferedReader(_PutBack(head, stream)))


class _PutBack(io.RawIOBase):
    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head = head
        self._rest = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        part = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(part) :]
        buffer[: len(part)] = part
        return len(part)
