"""Files and folders: which files hold reports, in a fixed order, and their bytes within limits."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import re
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Final, Self, SupportsIndex, cast

from attache.errors import SourceError
from attache.sources.formats import HEAD, KINDS, Format, Packing, format_in, named, packing_in
from attache.sources.setaside import OnAside, Setaside, from_error, from_os_error

MOST_BYTES: Final = 16 * 1024 * 1024
"""Largest single report as saved. The largest page of the development set has 3 MB; more is an archive or no report."""
_SPARSE: Final = 64 * 1024 * 1024
_STEEPEST: Final = 1000
"""How many times smaller than its content a stream over 64 MB may be packed; reports are packed to a tenth."""


DAMAGED: Final = (gzip.BadGzipFile, EOFError, zlib.error, lzma.LZMAError)
"""What reading a packed file raises where it is damaged."""


@dataclass(frozen=True, slots=True)
class Located:
    """A file to read and the name that its report carries: relative to the folder given, with forward slashes."""

    path: Path
    name: str
    called: str = ""
    """How messages call it, where that is not the path."""
    format: Format | None = None
    """What it is, by the ending of its name or by its first bytes."""
    packing: Packing | None = None
    by_hand: bool = False
    """Whether the user named it itself."""

    @property
    def shown(self) -> str:
        """How messages call it."""
        return self.called or str(self.path)


def file_at(path: Path, name: str, *, called: str = "", by_hand: bool = False) -> Located:
    """A file with its format by the ending of its own name."""
    format_, packing = named(path.name)
    return Located(path, name, called, format_, packing, by_hand)


def located(given: str, on_aside: OnAside) -> Iterator[Located]:
    """Files of a path in the order of their names; what is left out goes to `on_aside`."""
    if not given.strip():
        on_aside(
            Setaside("missing-path", given, "an empty name was given; give a file, a folder or an address (. for this folder)")
        )
        return
    path = Path(given)
    if re.match(r"[A-Za-z][A-Za-z0-9+.\-]+://", given):
        on_aside(Setaside("unsupported-address", given, f"{given}: only http and https addresses are read"))
        return
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        error = error if isinstance(error, OSError) else FileNotFoundError(str(error))
        on_aside(from_error(from_os_error(error, given), given))
        return
    if not stat.S_ISDIR(mode):
        yield from supported(file_at(path, path.name, by_hand=True), mode, on_aside)
        return
    found, told = 0, list[Setaside]()

    def noting(aside: Setaside) -> None:
        told.append(aside)
        on_aside(aside)

    for at in _Walk(path.resolve(), noting).files(path, ""):
        found += 1
        yield at
    if not found and all(aside.quiet for aside in told):
        on_aside(Setaside("empty-folder", given, f"{given}: no report in this folder; read are files of {KINDS}"))


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk through a folder. Links to folders are not followed, so that no walk goes round in circles, and links to files
    only within the folder: one that leads out of it could bring in what nobody meant to be read."""

    root: Path
    on_aside: OnAside

    def files(self, folder: Path, prefix: str) -> Iterator[Located]:
        """Files below a folder in the order of their names, however deep they lie."""
        open_ = [self._entries(folder, prefix)]
        while open_:
            entry = next(open_[-1], None)
            if entry is None:
                open_.pop()
            elif isinstance(entry, Located):
                yield entry
            else:
                open_.append(self._entries(*entry))

    def _entries(self, folder: Path, prefix: str) -> Iterator[Located | tuple[Path, str]]:
        """The files of a folder, and its folders with the beginning of the names in them, in the order of their names."""
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            self.on_aside(from_error(from_os_error(error, str(folder)), prefix.rstrip("/") or str(folder)))
            return
        maildir = {"cur", "new"} <= {entry.name for entry in entries}
        mails = prefix.rstrip("/").endswith(("cur", "new")) and _is_maildir(folder.parent)
        for entry in entries:
            name = prefix + entry.name
            folder_of_mail = maildir and entry.is_dir(follow_symlinks=False) and _is_maildir(Path(entry.path))
            if entry.name.startswith(".") and not folder_of_mail:
                self.on_aside(Setaside("hidden", name, f"{name}: hidden, not read"))
            elif entry.is_dir(follow_symlinks=False):
                yield Path(entry.path), name + "/"
            elif entry.name.upper().startswith("README"):
                self.on_aside(Setaside("readme", name, f"{name}: tells about the folder, not read"))
            else:
                yield from self._one(Path(entry.path), name, mail=mails)

    def _one(self, path: Path, name: str, *, mail: bool) -> Iterator[Located]:
        try:
            mode = path.stat().st_mode
            inside = not path.is_symlink() or path.resolve().is_relative_to(self.root)
        except OSError as error:
            self.on_aside(from_error(from_os_error(error, str(path)), name))
            return
        if stat.S_ISDIR(mode):
            self.on_aside(Setaside("linked-folder", name, f"{path}: a link to a folder, not followed; give the folder itself"))
        elif not inside:
            self.on_aside(Setaside("leads-out", name, f"{path}: a link out of the folder, not followed; give the file itself"))
        else:
            yield from supported(Located(path, name, format="mail") if mail else file_at(path, name), mode, self.on_aside)


def _is_maildir(folder: Path) -> bool:
    return all((folder / part).is_dir() for part in ("cur", "new", "tmp"))


def supported(at: Located, mode: int, on_aside: OnAside) -> Iterator[Located]:
    """The file where it is of a kind that is read; else it goes to `on_aside`, with a line where it was named by hand."""
    if not stat.S_ISREG(mode):
        on_aside(Setaside("unreadable", at.name, f"{at.shown}: no ordinary file; give a file or folder"))
        return
    if at.format is None and at.by_hand:
        at = _looked_into(at)
    if at.format is not None:
        yield at
    else:
        reason = "unsupported-file" if at.by_hand else "unsupported-suffix"
        on_aside(Setaside(reason, at.name, f"{at.shown}: not a kind of file that is read; read are {KINDS}"))


def _looked_into(at: Located) -> Located:
    """The file with the format and packing that its first bytes show, where they show any."""
    try:
        with at.path.open("rb") as stream:
            packing = packing_in(stream.read(8))
        with opened(replace(at, packing=packing)) as stream:
            return replace(at, packing=packing, format=format_in(stream.read(HEAD)))
    except (OSError, EOFError, zlib.error, lzma.LZMAError, SourceError):
        return at


def read_bytes(at: Located) -> bytes:
    """All bytes of a file, unpacked. Raises SourceError `too-long`, `no-permission`, `missing-path` or `broken-gzip`."""
    with opened(at) as stream:
        return limited(stream, at.shown)


def opened(at: Located) -> IO[bytes]:
    """The file open for reading bytes, unpacked where it is packed."""
    try:
        stream = at.path.open("rb")
    except OSError as error:
        raise from_os_error(error, at.shown) from error
    return unpacked(stream, at.packing, at.shown)


def unpacked(stream: IO[bytes], packing: Packing | None, where: str) -> IO[bytes]:
    """A stream of the bytes inside a packed one, which it closes when it is closed. Reading it raises SourceError `bomb` where it
    grows beyond all measure."""
    packed = _Packed(stream)
    given = cast(IO[bytes], packed)
    match packing:
        case "gz":
            return cast(IO[bytes], _Gzip(fileobj=given, mode="rb").over(packed, where))
        case "bz2":
            return cast(IO[bytes], _Bzip2(given).over(packed, where))
        case "xz":
            return cast(IO[bytes], _Xz(given).over(packed, where))
        case None:
            return stream


@dataclass(slots=True)
class _Packed:
    """The bytes of a packed stream, counted as they are taken."""

    stream: IO[bytes]
    taken: int = 0

    def read(self, size: int = -1, /) -> bytes:
        data = self.stream.read(size)
        self.taken += len(data)
        return data

    def close(self) -> None:
        self.stream.close()


class _Over:
    """Counts what comes out of a packed stream, and closes the stream that it was given, which the standard library leaves
    open."""

    _packed: _Packed | None = None
    _where = ""
    _came = 0

    def over(self, packed: _Packed, where: str) -> Self:
        """Itself, which reads what is packed and closes it."""
        self._packed, self._where = packed, where
        return self

    def seekable(self) -> bool:
        """It is not: going back would unpack everything again."""
        return False

    def read(self, size: int | None = -1) -> bytes:
        return self._counted(super().read(size))  # type: ignore[misc]

    def read1(self, size: int = -1) -> bytes:
        return self._counted(super().read1(size))  # type: ignore[misc]

    def readline(self, size: SupportsIndex | None = -1) -> bytes:
        return self._counted(super().readline(size))  # type: ignore[misc]

    def _counted(self, data: bytes) -> bytes:
        self._came += len(data)
        if self._packed and self._came > _SPARSE and self._came > _STEEPEST * self._packed.taken:
            larger = self._came // max(self._packed.taken, 1)
            told = f"unpacked it is more than {larger:,} times larger; not read further, unpack it first"
            raise SourceError(f"{self._where}: {told}", reason="bomb")
        return data

    def close(self) -> None:
        super().close()  # type: ignore[misc]
        if self._packed is not None:
            self._packed.close()


class _Gzip(_Over, gzip.GzipFile): ...


class _Bzip2(_Over, bz2.BZ2File): ...


class _Xz(_Over, lzma.LZMAFile): ...


def limited(stream: IO[bytes], where: str) -> bytes:
    """The bytes of a stream, at most MOST_BYTES of them."""
    try:
        data = stream.read(MOST_BYTES + 1)
    except DAMAGED as error:
        raise SourceError(f"{where}: the .gz file is damaged ({error}); pack it again", reason="broken-gzip") from error
    except OSError as error:
        raise from_os_error(error, where) from error
    if len(data) > MOST_BYTES:
        raise SourceError(f"{where}: longer than {MOST_BYTES // 2**20} MB, too long for one report; split it", reason="too-long")
    return data
