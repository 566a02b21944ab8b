"""What the command line takes to reports: `report_of` over `items_from`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from attache.errors import SourceError
from attache.records import Report
from attache.sources.columns import Columns
from attache.sources.compose import Origin
from attache.sources.item import Item, report_of
from attache.sources.items import item_of_paste, item_of_path, items_from, items_of_file
from attache.sources.setaside import OnAside, from_error


def reports_from(
    inputs: Iterable[str],
    *,
    on_aside: OnAside,
    stdin: IO[bytes] | None = None,
    private: bool = False,
    columns: Columns | None = None,
) -> Iterator[Report]:
    """The reports of all inputs, one after another as they are asked for; what is left out goes to `on_aside`.

    An input is a file, a folder (walked in the order of names), `-` for standard input, or an http(s) address,
    with `private` also one in a local or private network. `columns` tells where tables and JSON lines have what.
    """
    return _reports(items_from(inputs, on_aside=on_aside, stdin=stdin, private=private, columns=columns), on_aside)


def read_path(path: Path) -> Report:
    """The report that one file holds; its `file` is the base name. Raises SourceError with its reason."""
    return report_of(item_of_path(path))


def reports_of_file(path: Path, name: str, *, on_aside: OnAside, by_hand: bool = True) -> Iterator[Report]:
    """The reports of one file that came from elsewhere under `name`, which its reports and all messages carry.

    The file's own ending tells its kind. Unless it was named `by_hand`, a kind that is not read is set aside quietly.
    """
    return _reports(items_of_file(path, name, on_aside=on_aside, by_hand=by_hand), on_aside)


def report_of_paste(text: str, origin: Origin) -> Report:
    """The report of a text or the source of a page that somebody pasted. Raises SourceError."""
    return report_of(item_of_paste(text, origin))


def _reports(items: Iterable[Item], on_aside: OnAside) -> Iterator[Report]:
    for item in items:
        try:
            report = report_of(item)
        except SourceError as error:
            on_aside(from_error(error, item.name))
        else:
            yield report
