"""What is read where: files of many reports, large ones cut into ranges.

A large file is cut into ranges of its bytes as they are stored: a part has the items that begin in its range. Every part reads
the file from its start and passes over what is before its range, for packed files cannot be entered in the midst; that takes
seconds for what takes hours to read. Parquet and ZIP files, which are read from their end, are not cut.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from attache.scale.places import Place, place
from attache.sources.formats import named

BULK: Final = frozenset({"warc", "lines", "csv", "parquet", "mbox", "zip", "tar"})
"""Formats that hold many reports in one file."""
WHOLE: Final = frozenset({"parquet", "zip"})
"""Formats that are not cut."""
KINDS: Final = ".warc.gz .wet.gz .jsonl .csv .parquet .mbox .zip .tar"
PART_SIZE: Final = 256 * 1024 * 1024
"""Bytes of a part unless told otherwise: about 10,000 pages of a packed crawl."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of reports, or a range of its bytes, with the name its readings are stored under."""

    address: str
    name: str
    """Name of the file relative to the folder that was given: its items are called by it."""
    shown: str
    """How messages call it."""
    size: int
    """Bytes of the whole file."""
    part: int = 0
    parts: int = 1
    step: int = 0
    """Bytes of each part but the last; 0 for a whole file."""
    stamp: str = ""
    """What changes when the file is written anew, as its file system tells it; empty where that tells nothing."""

    @property
    def label(self) -> str:
        """Name under which what is read of it is stored: that of the file, with a check of where it lies and how it is cut, for
        files of one name lie in many folders and parts of one number are of many sizes."""
        check = hashlib.sha256(f"{self.address}\n{self.step}".encode("utf-8", "surrogateescape")).hexdigest()[:8]
        flat = f"{self.name.replace('/', '~')}.{check}"
        return flat if self.parts == 1 else f"{flat}.{self.part + 1:04}-of-{self.parts:04}"

    @property
    def bounds(self) -> tuple[int, ...]:
        """First byte of the part and the one after its last; nothing for a whole file."""
        return () if self.parts == 1 else (self.part * self.step, min((self.part + 1) * self.step, self.size))

    @property
    def called(self) -> str:
        """How messages call it with its part."""
        return self.shown if self.parts == 1 else f"{self.shown} (part {self.part + 1} of {self.parts})"

    def begins_here(self, at: int) -> bool:
        """Whether what begins at this byte is this part's."""
        return self.parts == 1 or min(at // self.step, self.parts - 1) == self.part

    def is_over(self, at: int) -> bool:
        """Whether this byte, and all after it, are later parts'."""
        return self.parts > 1 and self.part < self.parts - 1 and at // self.step > self.part


def shards_of(inputs: Sequence[str], failed: Callable[[str], None], *, part_size: int = PART_SIZE) -> list[Shard]:
    """The shards of files, folders and patterns, in the order of the inputs and of names. An input that names none is told to
    `failed` in one line; names that would be told apart by nothing are too."""
    shards: list[Shard] = []
    taken: dict[str, str] = {}
    for given in inputs:
        found = 0
        for one, name in _files(place(given), given):
            found += 1
            if taken.setdefault(name, one.address) != one.address:
                failed(f"{one.shown}: has the name of {taken[name]}; give the folder above both, or run them apart")
                continue
            size, stamp = one.state()
            shards += _cut(Shard(one.address, name, one.shown, size, stamp=stamp), part_size)
        if not found:
            failed(f"{given}: no such file, or no shards in it; give files or folders of {KINDS}")
    return list({(shard.address, shard.part): shard for shard in shards}.values())


def _files(given: Place, shown: str) -> Iterator[tuple[Place, str]]:
    """Files of a place, with the names they go by."""
    system = given.system
    if "*" in given.path or "?" in given.path:
        paths = sorted(str(path) for path in system.glob(given.path) if system.isfile(path))
        base = given.path.split("*")[0].split("?")[0].rsplit("/", 1)[0]
    elif system.isdir(given.path):
        paths, base = sorted(map(str, system.find(given.path))), given.path.rstrip("/")
    else:
        paths, base = [given.path] if system.isfile(given.path) else [], ""
    for path in paths:
        name = path[len(base) :].lstrip("/") if base else path.rsplit("/", 1)[-1]
        hidden = any(step.startswith((".", "_")) for step in name.split("/"))
        if named(name)[0] in BULK and (not hidden or not base):
            where = f"{shown.rstrip('/')}/{name}" if base and base == given.path.rstrip("/") else path if base else shown
            yield Place(system, path, where), name


def _cut(shard: Shard, part_size: int) -> Iterator[Shard]:
    parts = 1 if named(shard.name)[0] in WHOLE else max(1, ceil(shard.size / part_size))
    if parts == 1:
        yield shard
        return
    for part in range(parts):
        yield replace(shard, part=part, parts=parts, step=part_size)
