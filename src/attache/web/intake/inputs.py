"""What a visitor gives to be read: files, a pasted text, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Opening pages of the web takes a second to load, which the desk's start need not wait for.
    from attache.sources.items import Item
    from attache.sources.setaside import OnAside

LONGEST_NAME = 160
"""Characters of a file's name that are kept, with its endings."""
NAMELESS = "file.txt"
PASTED = "pasted text"


class Input(Protocol):
    """Something to read."""

    @property
    def name(self) -> str:
        """How the page calls it."""

    @property
    def what(self) -> str:
        """file, text or address."""

    def items(self, on_aside: OnAside) -> Iterator[Item]:
        """The items it holds, one after another; what is left out goes to `on_aside`."""

    def forget(self) -> None:
        """Removes what was kept of it."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was sent, kept at `path` until it is read."""

    path: Path
    sent: str
    """Its name as sent: of a folder with the path within."""
    what: str = "file"

    @property
    def name(self) -> str:
        return shown_path(self.sent)

    @property
    def _in_folder(self) -> bool:
        return "/" in self.name

    def items(self, on_aside: OnAside) -> Iterator[Item]:
        from attache.sources.items import items_of_file
        from attache.sources.setaside import Setaside

        base = PurePosixPath(self.name).name
        if self._in_folder and any(part.startswith(".") for part in PurePosixPath(self.name).parts):
            on_aside(Setaside("hidden", self.name, f"{self.name}: hidden, not read"))
        elif self._in_folder and base.upper().startswith("README"):
            on_aside(Setaside("readme", self.name, f"{self.name}: tells about the folder, not read"))
        else:
            yield from items_of_file(self.path, base, on_aside=on_aside, by_hand=not self._in_folder)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Paste:
    """A text that was typed or pasted, or the source of a page."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """An ISO day."""
    what: str = "text"

    @property
    def name(self) -> str:
        return self.title or PASTED

    def items(self, on_aside: OnAside) -> Iterator[Item]:
        from attache.sources import Origin
        from attache.sources.items import item_of_paste

        origin = Origin(file=PASTED, title=self.title, publisher=self.publisher, published=self.published, shown=self.name)
        yield item_of_paste(self.text, origin)

    def forget(self) -> None:
        """Nothing is kept of it."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page by its address; with `private` also in a local or private network."""

    url: str
    private: bool
    what: str = "address"

    @property
    def name(self) -> str:
        from attache.sources.addresses import without_password

        return without_password(self.url)

    def items(self, on_aside: OnAside) -> Iterator[Item]:
        from attache.sources.items import items_from

        yield from items_from([self.url], on_aside=on_aside, private=self.private)

    def forget(self) -> None:
        """Nothing is kept of it."""


def shown_path(sent: str) -> str:
    """A sent name made safe: forward slashes, no way up, no control characters, each part of a bounded length."""
    parts = [_part(p) for p in re.split(r"[/\\]+", sent) if p.strip(". ") and not re.fullmatch(r"[A-Za-z]:", p)]
    return "/".join(parts[-8:]) or NAMELESS


def _part(part: str) -> str:
    clean = " ".join("".join(c if c.isprintable() else " " for c in part).split())
    if len(clean) <= LONGEST_NAME:
        return clean
    endings = "".join(PurePosixPath(clean).suffixes[-2:])[-20:]
    return clean[: LONGEST_NAME - len(endings)] + endings
