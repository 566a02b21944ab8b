"""Files and folders: which files hold reports, in a fixed order, and their bytes within limits."""

from __future__ import annotations

import gzip
import os
import re
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, Final, cast

from attache.errors import SourceError
from attache.sources.setaside import OnAside, Setaside, from_error, from_os_error

TEXT: Final = frozenset({".txt", ".text", ".md", ".markdown"})
PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
LINES: Final = frozenset({".jsonl", ".ndjson"})
MARKDOWN: Final = frozenset({".md", ".markdown"})

KINDS: Final = ".txt .md .html .htm .jsonl, each also .gz"

MOST_BYTES: Final = 16 * 1024 * 1024
"""Largest single report as saved. The largest page of the development set has 3 MB; more is an archive or no report."""


@dataclass(frozen=True, slots=True)
class Located:
    """A file to read and the name that its report carries: relative to the folder given, with forward slashes."""

    path: Path
    name: str
    called: str = ""
    """How messages call it, where that is not the path."""

    @property
    def shown(self) -> str:
        """How messages call it."""
        return self.called or str(self.path)

    @property
    def suffix(self) -> str:
        """The suffix that tells the kind, lower case, `.gz` taken off."""
        name = self.path.name.lower()
        return PurePath(name.removesuffix(".gz")).suffix

    @property
    def packed(self) -> bool:
        return self.path.name.lower().endswith(".gz")


def located(given: str, on_aside: OnAside) -> Iterator[Located]:
    """Files of a path in the order of their names; what is left out goes to `on_aside`."""
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
        yield from supported(Located(path, path.name), mode, on_aside, by_hand=True)
        return
    found, told = 0, list[Setaside]()

    def noting(aside: Setaside) -> None:
        told.append(aside)
        on_aside(aside)

    for at in _walked(path, "", noting):
        found += 1
        yield at
    if not found and all(aside.quiet for aside in told):
        on_aside(Setaside("empty-folder", given, f"{given}: no report in this folder; read are files of {KINDS}"))


def _walked(folder: Path, prefix: str, on_aside: OnAside) -> Iterator[Located]:
    """Files below a folder; links to folders are not followed, so that no walk goes round in circles."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        on_aside(from_error(from_os_error(error, str(folder)), prefix.rstrip("/") or str(folder)))
        return
    for entry in entries:
        name = prefix + entry.name
        if entry.name.startswith("."):
            on_aside(Setaside("hidden", name, f"{name}: hidden, not read"))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walked(Path(entry.path), name + "/", on_aside)
        elif entry.name.upper().startswith("README"):
            on_aside(Setaside("readme", name, f"{name}: tells about the folder, not read"))
        else:
            yield from _one_of_folder(Path(entry.path), name, on_aside)


def _one_of_folder(path: Path, name: str, on_aside: OnAside) -> Iterator[Located]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        on_aside(from_error(from_os_error(error, str(path)), name))
        return
    if not stat.S_ISDIR(mode):
        yield from supported(Located(path, name), mode, on_aside)


def supported(at: Located, mode: int, on_aside: OnAside, *, by_hand: bool = False) -> Iterator[Located]:
    """The file where it is of a kind that is read; else it goes to `on_aside`, with a line where it was named `by_hand`."""
    if not stat.S_ISREG(mode):
        on_aside(Setaside("unreadable", at.name, f"{at.shown}: no ordinary file; give a file or folder"))
    elif at.suffix in TEXT | PAGES | LINES:
        yield at
    else:
        reason = "unsupported-file" if by_hand else "unsupported-suffix"
        on_aside(Setaside(reason, at.name, f"{at.shown}: not a kind of file that is read; read are {KINDS}"))


def read_bytes(at: Located) -> bytes:
    """All bytes of a file, unpacked. Raises SourceError `too-long`, `no-permission`, `missing-path` or `broken-gzip`."""
    with opened(at) as stream:
        return limited(stream, at.shown)


def opened(at: Located) -> IO[bytes]:
    """The file open for reading bytes, unpacked where it is packed."""
    try:
        return cast(IO[bytes], gzip.open(at.path, "rb")) if at.packed else at.path.open("rb")
    except OSError as error:
        raise from_os_error(error, at.shown) from error


def limited(stream: IO[bytes], where: str) -> bytes:
    """The bytes of a stream, at most MOST_BYTES of them."""
    try:
        data = stream.read(MOST_BYTES + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SourceError(f"{where}: the .gz file is damaged ({error}); pack it again", reason="broken-gzip") from error
    except OSError as error:
        raise from_os_error(error, where) from error
    if len(data) > MOST_BYTES:
        raise SourceError(f"{where}: longer than {MOST_BYTES // 2**20} MB, too long for one report; split it", reason="too-long")
    return data
