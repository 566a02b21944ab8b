"""Files and folders wherever fsspec reaches: a path here, `s3://bucket/folder`, `memory://` in tests."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import IO, Any, cast

from attache.errors import AttacheError

STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "updated", "created")
"""What file systems call that which changes when a file is written anew, the surest first."""
INSTALL = 'it is not installed; install it with: pip install "attache[scale]"'


def fsspec() -> ModuleType:
    """The library, where it is installed. Raises AttacheError where it is not."""
    try:
        import fsspec as found
    except ImportError as error:
        raise AttacheError(f"attache scale needs fsspec, and {INSTALL}") from error
    return cast(ModuleType, found)


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder and the file system it is in."""

    system: Any
    path: str
    """As the file system calls it."""
    shown: str
    """As the user gave it, or would."""

    @property
    def address(self) -> str:
        """What another machine finds it by."""
        return str(self.system.unstrip_protocol(self.path))

    def __truediv__(self, name: str) -> Place:
        return Place(self.system, f"{self.path.rstrip('/')}/{name}", f"{self.shown.rstrip('/')}/{name}")

    def open(self, mode: str) -> IO[bytes]:
        """The file, open for `rb` or `wb`."""
        return cast(IO[bytes], self.system.open(self.path, mode))

    def text(self) -> str | None:
        """What is in the file; None where there is none."""
        try:
            return bytes(self.system.cat_file(self.path)).decode()
        except FileNotFoundError:
            return None

    def state(self) -> tuple[int, str]:
        """The size of the file in bytes, and what changes when it is written anew; empty where nothing tells that."""
        told = self.system.info(self.path)
        stamp = next((f"{name} {told[name]}" for name in STAMPS if told.get(name)), "")
        return int(told.get("size") or 0), stamp

    def write(self, text: str) -> None:
        """Puts a text in the file, whole or not at all."""
        part = Place(self.system, f"{self.path}.part", f"{self.shown}.part")
        part.system.pipe_file(part.path, text.encode())
        part.move(self)

    def move(self, to: Place) -> None:
        """Gives a file its name, in place of what has it."""
        if self.system.protocol in ("file", ("file", "local")):
            self.system.mv(self.path, to.path)
            return
        if self.system.exists(to.path):
            self.system.rm_file(to.path)
        self.system.mv(self.path, to.path)

    def make_folder(self) -> None:
        """Makes the folder where it is missing and file systems have such."""
        self.system.makedirs(self.path, exist_ok=True)


def place(given: str) -> Place:
    """The place that a path or address names. Raises AttacheError: no such kind of address, or the library for it missing."""
    try:
        system, path = fsspec().core.url_to_fs(given)
    except (ValueError, ImportError) as error:
        raise AttacheError(f"{given}: {error}; install the library for such addresses, or copy the files here first") from error
    return Place(system, str(path), given)
