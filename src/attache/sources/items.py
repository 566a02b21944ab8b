"""What the command line takes (paths, folders, `-`, addresses) to items, lazily and in a fixed order.

Here is all input and output of `sources`; what is in an item is read by `report_of`, which is pure.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

from attache.errors import SourceError
from attache.sources.addresses import is_address, item_at, without_password
from attache.sources.archives import items_in
from attache.sources.archives.mails import items_of_mail
from attache.sources.archives.reading import looked_into
from attache.sources.columns import Columns
from attache.sources.compose import Origin
from attache.sources.decode import looks_like_page
from attache.sources.files import DAMAGED, Located, file_at, located, opened, read_bytes, supported
from attache.sources.holder import NO_COLUMNS, Holder
from attache.sources.item import Item, Kind, report_of
from attache.sources.setaside import OnAside, Setaside, from_error, from_os_error
from attache.sources.streams import put_back

__all__ = [
    "Columns",
    "Item",
    "Kind",
    "item_of_paste",
    "item_of_path",
    "items_from",
    "items_of_file",
    "items_of_stream",
    "report_of",
]

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
    also one in a local or private network. `columns` tells where tables and JSON lines have what. An input at which this
    program itself fails is set aside as `reader-fault`, and the next goes on.
    """
    for given in inputs:
        try:
            if given == STANDARD_INPUT:
                yield from _of_standard_input(stdin if stdin is not None else sys.stdin.buffer, on_aside, columns or NO_COLUMNS)
            elif is_address(given):
                yield item_at(given, private=private)
            else:
                for at in located(given, on_aside):
                    yield from _of_file(at, on_aside, columns or NO_COLUMNS)
        except SourceError as error:
            on_aside(from_error(error, without_password(given)))
        except Exception as error:  # noqa: BLE001 - told with its words; the other inputs are not to blame
            on_aside(_fault(error, given))


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
    return _single(file_at(path, path.name, by_hand=True))


def item_of_paste(text: str, origin: Origin) -> Item:
    """The item of a text or the source of a page that somebody pasted."""
    data = text.encode("utf-8", "replace")
    kind: Kind = "page" if looks_like_page(data) else "report"
    return Item(origin.file or origin.name, origin.name, kind, data, origin, charset="utf-8", by_hand=True)


def items_of_stream(
    stream: IO[bytes], name: str, *, on_aside: OnAside, shown: str = "", columns: Columns | None = None
) -> Iterator[Item]:
    """The items of a stream that is open for reading bytes, wherever it comes from; its format by the ending of its name, else
    by its first bytes, else JSON lines or one text."""
    try:
        format_, whole = looked_into(stream, name)
        yield from items_in(format_ or "text", Holder(whole, name, shown or name, on_aside, columns or NO_COLUMNS))
    except DAMAGED as error:
        on_aside(Setaside("broken-gzip", name, f"{shown or name}: the packed file is damaged ({error}); pack it again"))


def _single(at: Located) -> Item:
    kind = cast(Kind, at.format) if at.format in ("text", "markdown", "page") else "text"
    return Item(at.name, at.shown, kind, read_bytes(at), Origin(file=at.name, shown=at.shown), by_hand=at.by_hand)


def _fault(error: Exception, given: str) -> Setaside:
    name = without_password(given)
    why = f"{type(error).__name__}: {error}"[:200]
    return Setaside("reader-fault", name, f"{name}: it could not be taken apart ({why}); please report it")


def _of_file(at: Located, on_aside: OnAside, columns: Columns) -> Iterator[Item]:
    try:
        if at.format in ("text", "markdown", "page"):
            yield _single(at)
        elif at.format == "mail":
            yield from items_of_mail(read_bytes(at), at.name, at.shown, on_aside, by_hand=at.by_hand)
        elif at.format is not None:
            with opened(at) as stream:
                yield from items_in(at.format, Holder(stream, at.name, at.shown, on_aside, columns))
    except SourceError as error:
        on_aside(from_error(error, at.name))
    except OSError as error:
        on_aside(from_error(from_os_error(error, at.shown), at.name))


def _of_standard_input(stream: IO[bytes], on_aside: OnAside, columns: Columns) -> Iterator[Item]:
    """Standard input: what its first bytes show, JSON lines or an archive, else one page or text."""
    head = stream.read(1)
    while head.isspace():
        head = stream.read(1)
    whole = put_back(head, stream)
    if head == b"{":
        yield from items_in("lines", Holder(whole, STANDARD_INPUT, "standard input", on_aside, columns))
        return
    for item in items_of_stream(whole, STANDARD_INPUT, on_aside=on_aside, shown="standard input", columns=columns):
        yield item if item.bulk else replace(item, by_hand=True)
