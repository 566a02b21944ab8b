"""What the command line takes (paths, folders, `-`, addresses) to items, lazily and in a fixed order.

Here is all input and output of `sources`; what is in an item is read by `report_of`, which is pure.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from attache.errors import SourceError
from attache.sources.addresses import is_address, item_at, without_password
from attache.sources.columns import Columns
from attache.sources.compose import Origin
from attache.sources.decode import looks_like_page
from attache.sources.files import Located, file_at, limited, located, opened, read_bytes, supported
from attache.sources.formats import Format
from attache.sources.holder import NO_COLUMNS, Holder
from attache.sources.item import Item, Kind, report_of
from attache.sources.lines import items_of_lines
from attache.sources.setaside import OnAside, from_error, from_os_error

__all__ = ["Columns", "Item", "Kind", "item_of_paste", "item_of_path", "items_from", "items_of_file", "report_of"]

STANDARD_INPUT = "-"


def items_from(
    inputs: Iterable[str],
    *,
    on_aside: OnAside,
    stdin: IO[bytes] | None = None,
    private: bool = False,
    columns: Columns | None = None,
) -> Iterator[Item]:
    """The items of all inputs, one after another as they are asked for; what is left out goes to `on_aside`.

    An input is a file, a folder (walked in the order of names), `-` for standard input, or an http(s) address, with `private`
    also one in a local or private network. `columns` tells where tables and JSON lines have what.
    """
    for given in inputs:
        if given == STANDARD_INPUT:
            yield from _of_stream(stdin if stdin is not None else sys.stdin.buffer, on_aside, columns or NO_COLUMNS)
        elif is_address(given):
            try:
                yield item_at(given, private=private)
            except SourceError as error:
                on_aside(from_error(error, without_password(given)))
        else:
            for at in located(given, on_aside):
                yield from _of_file(at, on_aside, columns or NO_COLUMNS)


def items_of_file(
    path: Path, name: str, *, on_aside: OnAside, by_hand: bool = True, columns: Columns | None = None
) -> Iterator[Item]:
    """The items of one file that came from elsewhere under `name`, which they and all messages carry.

    The file's own ending tells its kind. Unless it was named `by_hand`, a kind that is not read is set aside quietly.
    """
    for at in supported(file_at(path, name, called=name, by_hand=by_hand), path.stat().st_mode, on_aside):
        yield from _of_file(at, on_aside, columns or NO_COLUMNS)


def item_of_path(path: Path) -> Item:
    """The one report that a file holds; its name is the base name. Raises SourceError with its reason."""
    at = file_at(path, path.name, by_hand=True)
    return _single(read_bytes(at), at.name, at.shown, at.format, by_hand=True)


def item_of_paste(text: str, origin: Origin) -> Item:
    """The item of a text or the source of a page that somebody pasted."""
    data = text.encode("utf-8", "replace")
    kind: Kind = "page" if looks_like_page(data) else "report"
    return Item(origin.file or origin.name, origin.name, kind, data, origin, charset="utf-8", by_hand=True)


def _single(data: bytes, name: str, shown: str, format_: Format | None, *, by_hand: bool) -> Item:
    kind = cast(Kind, format_) if format_ in ("text", "markdown", "page") else "text"
    return Item(name, shown, kind, data, Origin(file=name, shown=shown), by_hand=by_hand)


def _of_file(at: Located, on_aside: OnAside, columns: Columns) -> Iterator[Item]:
    try:
        if at.format in ("text", "markdown", "page"):
            yield _single(read_bytes(at), at.name, at.shown, at.format, by_hand=at.by_hand)
            return
        with opened(at) as stream:
            yield from items_of_lines(Holder(stream, at.name, at.shown, on_aside, columns))
    except SourceError as error:
        on_aside(from_error(error, at.name))
    except OSError as error:
        on_aside(from_error(from_os_error(error, at.shown), at.name))


def _of_stream(stream: IO[bytes], on_aside: OnAside, columns: Columns) -> Iterator[Item]:
    """Standard input: JSON lines where it opens with a JSON object, else one page or text."""
    head = stream.read(1)
    while head.isspace():
        head = stream.read(1)
    whole = cast(IO[bytes], _Prefixed(head, stream))
    if head == b"{":
        yield from items_of_lines(Holder(whole, STANDARD_INPUT, "standard input", on_aside, columns))
        return
    try:
        yield _single(limited(whole, "standard input"), STANDARD_INPUT, "standard input", None, by_hand=True)
    except SourceError as error:
        on_aside(from_error(error, STANDARD_INPUT))


class _Prefixed(io.BytesIO):
    """A stream with bytes already taken from it put back in front."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        super().__init__(head)
        self._rest = stream

    def read(self, size: int | None = -1, /) -> bytes:
        first = super().read(size)
        if size is None or size < 0:
            return first + self._rest.read()
        return first if len(first) == size else first + self._rest.read(size - len(first))
