"""Packed bytes unpacked piece by piece, never further than a limit: a few kilobytes may stand for gigabytes."""

from __future__ import annotations

import zlib
from typing import Final

GZIP_MARK: Final = b"\x1f\x8b"
_GZIP: Final = 16 + zlib.MAX_WBITS
_PIECE: Final = 1 << 16


class TooLong(Exception):
    """More came out than the limit allows."""


class Damaged(Exception):
    """What came is not packed as it says, or ends before its end."""


class Unpacker:
    """Takes packed pieces, gives unpacked ones. `packing` is a value of Content-Encoding: gzip, deflate or identity.

    Raises TooLong once more than `most` bytes came out of it, Damaged for what cannot be unpacked.
    """

    def __init__(self, packing: str, most: int) -> None:
        self._most = most
        self._out = 0
        self._fed = False
        self._packing = packing
        self._inner = zlib.decompressobj(_GZIP if packing == "gzip" else zlib.MAX_WBITS) if packing != "identity" else None

    def feed(self, piece: bytes) -> bytes:
        """What a piece unpacks to."""
        if not piece:
            return b""
        if self._inner is None:
            return self._counted(piece)
        out = bytearray()
        while True:
            done = self._step(piece)
            out += self._counted(done)
            if self._inner.eof:
                rest = self._inner.unused_data
                # A gzip file may be several in a row.
                if self._packing != "gzip" or not rest.startswith(GZIP_MARK):
                    return bytes(out)
                self._inner, piece = zlib.decompressobj(_GZIP), rest
            elif len(done) < _PIECE:
                return bytes(out)
            else:
                piece = self._inner.unconsumed_tail

    def _step(self, piece: bytes) -> bytes:
        if self._inner is None:
            return piece
        try:
            done = self._inner.decompress(piece, _PIECE)
        except zlib.error as error:
            if self._packing != "deflate" or self._fed:
                raise Damaged(str(error)) from error
            # Some servers send deflate without its two-byte head.
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                done = self._inner.decompress(piece, _PIECE)
            except zlib.error as second:
                raise Damaged(str(second)) from second
        self._fed = True
        return done

    def _counted(self, piece: bytes) -> bytes:
        self._out += len(piece)
        if self._out > self._most:
            raise TooLong
        return piece

    def end(self) -> None:
        """To be called when all is fed. Raises Damaged where the end is missing."""
        if self._inner is not None and self._fed and not self._inner.eof:
            raise Damaged("it ends before its end")


def gunzipped(data: bytes, most: int) -> bytes:
    """A gzip file unpacked whole. Raises TooLong or Damaged."""
    unpacker = Unpacker("gzip", most)
    out = unpacker.feed(data)
    unpacker.end()
    return out
