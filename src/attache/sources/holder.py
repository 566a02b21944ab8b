"""An open file that holds many reports, as its reader gets it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, Final

from attache.errors import SourceError
from attache.sources.columns import Columns
from attache.sources.setaside import OnAside, Setaside, from_error

NO_COLUMNS: Final = Columns()


@dataclass(frozen=True, slots=True)
class Holder:
    """A stream of bytes with the names of the file, where asides go, and what the reader was told."""

    stream: IO[bytes]
    name: str
    """What the names of its items begin with."""
    shown: str
    """How messages call it."""
    on_aside: OnAside
    columns: Columns = field(default=NO_COLUMNS)
    depth: int = 0
    """0 for a file, 1 for what lies in an archive."""

    def aside(self, reason: str, message: str, *, inner: str = "") -> None:
        """Sets the file, or what is called `inner` in it, aside. The message follows the name that is shown."""
        self.on_aside(Setaside(reason, self.name + inner, f"{self.shown}{inner}: {message}"))

    def failed(self, error: SourceError) -> None:
        """Sets the whole file aside."""
        self.on_aside(from_error(error, self.name))
