"""A member of a packed folder: its name made safe, its bytes as a stream."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO, Final

from attache.sources.holder import Holder

_LONGEST_NAME = 4096
_SPARSE = 1 << 20
_STEEPEST: Final = 200
"""How many times smaller than its content a member over 1 MB may be packed; pages are packed to a tenth, seldom a fiftieth."""


class MemberDamaged(Exception):
    """One member cannot be unpacked; the others may."""


class ArchiveDamaged(Exception):
    """The archive breaks off; what follows cannot be read. `name` is the archive's, for one may lie in another."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.name = name


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. The stream may be read once, before the next member is asked for."""

    name: str
    stream: IO[bytes]


@dataclass(slots=True)
class Entrance:
    """What every member passes before its bytes are looked at; names of those that came are kept as 64-bit hashes."""

    holder: Holder
    _seen: set[int] = field(default_factory=set)

    def passes(self, name: str, *, what: str = "file", size: int = 0, packed: int | None = None) -> str | None:
        """The name to use where a member may be read, else None, and it is set aside.

        `what` is file, link, device or encrypted; `size` in bytes as declared, `packed` what it takes in the archive.
        """
        safe = name.replace("\\", "/")
        if _is_unsafe(safe):
            shown = "".join(c if c.isprintable() else "?" for c in name[:200])
            self.holder.aside("unsafe-name", "the name leads out of the archive or is none; not read", inner=f"/{shown}")
            return None
        inner = f"/{safe}"
        refused = _REFUSED.get(what)
        if refused:
            self.holder.aside(*refused, inner=inner)
        elif size > _SPARSE and packed is not None and size > _STEEPEST * max(packed, 1):
            self.holder.aside("bomb", f"unpacked it would be {size // max(packed, 1):,} times larger; not read", inner=inner)
        elif hash(safe) in self._seen:
            self.holder.aside("duplicate-name", "the second file of this name; pack them under names of their own", inner=inner)
        else:
            self._seen.add(hash(safe))
            return safe
        return None


_REFUSED: Final = {
    "link": ("link", "a link, not followed"),
    "device": ("special-file", "no ordinary file"),
    "encrypted": ("encrypted", "locked with a password; unpack it first"),
    "packing": ("unsupported-packing", "packed in a way that is not read; pack it again as an ordinary ZIP"),
}


def _is_unsafe(name: str) -> bool:
    """Whether a name is absolute, leads upwards, names a drive, or has characters that no name has."""
    parts = name.split("/")
    return (
        not name.strip("/ ")
        or len(name) > _LONGEST_NAME
        or name.startswith("/")
        or ".." in parts
        or bool(re.match(r"[A-Za-z]:", name))
        or any(not c.isprintable() for c in name)
    )
