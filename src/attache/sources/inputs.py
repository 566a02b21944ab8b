"""What the command line takes (paths, folders, `-`, addresses) to reports, lazily and in a fixed order."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from attache.errors import SourceError
from attache.records import Report
from attache.sources.addresses import is_address, read_address, without_password
from attache.sources.compose import Origin, report_of_page, report_of_text
from attache.sources.decode import decode, looks_like_page
from attache.sources.files import LINES, MARKDOWN, PAGES, Located, limited, located, opened, read_bytes, supported
from attache.sources.lines import reports_of_lines
from attache.sources.markdown import plain_of_markdown
from attache.sources.printed import dates_in
from attache.sources.setaside import OnAside, from_error, from_os_error

STANDARD_INPUT = "-"


def reports_from(
    inputs: Iterable[str], *, on_aside: OnAside, stdin: IO[bytes] | None = None, private: bool = False
) -> Iterator[Report]:
    """The reports of all inputs, one after another as they are asked for; what is left out goes to `on_aside`.

    An input is a file, a folder (walked in the order of names), `-` for standard input, or an http(s) address,
    with `private` also one in a local or private network.
    """
    for given in inputs:
        if given == STANDARD_INPUT:
            yield from _of_stream(stdin if stdin is not None else sys.stdin.buffer, on_aside)
        elif is_address(given):
            try:
                yield read_address(given, private=private)
            except SourceError as error:
                on_aside(from_error(error, without_password(given)))
        else:
            for at in located(given, on_aside):
                yield from _of_file(at, on_aside)


def read_path(path: Path) -> Report:
    """The report that one file holds; its `file` is the base name. Raises SourceError with its reason."""
    at = Located(path, path.name)
    return _report(read_bytes(at), at.name, suffix=at.suffix, shown=str(path))


def reports_of_file(path: Path, name: str, *, on_aside: OnAside, by_hand: bool = True) -> Iterator[Report]:
    """The reports of one file that came from elsewhere under `name`, which its reports and all messages carry.

    The file's own ending tells its kind. Unless it was named `by_hand`, a kind that is not read is set aside quietly.
    """
    for at in supported(Located(path, name, called=name), path.stat().st_mode, on_aside, by_hand=by_hand):
        yield from _of_file(at, on_aside)


def report_of_paste(text: str, origin: Origin) -> Report:
    """The report of a text or the source of a page that somebody pasted. Raises SourceError."""
    if looks_like_page(text.encode("utf-8", "replace")):
        return report_of_page(text, origin)
    return report_of_text(text, origin)


def _of_file(at: Located, on_aside: OnAside) -> Iterator[Report]:
    try:
        if at.suffix not in LINES:
            yield _report(read_bytes(at), at.name, suffix=at.suffix, shown=at.shown)
            return
        with opened(at) as stream:
            yield from reports_of_lines(stream, at.name, on_aside, shown=at.shown)
    except SourceError as error:
        on_aside(from_error(error, at.name))
    except OSError as error:
        on_aside(from_error(from_os_error(error, at.shown), at.name))


def _of_stream(stream: IO[bytes], on_aside: OnAside) -> Iterator[Report]:
    """Standard input: JSON lines where it opens with a JSON object, else one page or text."""
    head = stream.read(1)
    while head.isspace():
        head = stream.read(1)
    whole = _Prefixed(head, stream)
    if head == b"{":
        yield from reports_of_lines(whole, STANDARD_INPUT, on_aside, shown="standard input")
        return
    try:
        yield _report(limited(whole, "standard input"), STANDARD_INPUT, suffix="", shown="standard input")
    except SourceError as error:
        on_aside(from_error(error, STANDARD_INPUT))


class _Prefixed(io.BytesIO):
    """A stream with a byte already taken from it put back in front."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        super().__init__(head)
        self._rest = stream

    def read(self, size: int | None = -1, /) -> bytes:
        first = super().read(size)
        if size is None or size < 0:
            return first + self._rest.read()
        return first if len(first) == size else first + self._rest.read(size - len(first))


def _report(data: bytes, name: str, *, suffix: str, shown: str) -> Report:
    """The report of a file's bytes. Text that opens like a page is read as one, whatever the file is called."""
    page = suffix in PAGES or looks_like_page(data)
    text = decode(data, where=shown, html=page)
    if page:
        return report_of_page(text, Origin(file=name, shown=shown))
    if suffix not in MARKDOWN:
        return report_of_text(text, Origin(file=name, shown=shown))
    plain = plain_of_markdown(text)
    given = next((d.day.isoformat() for key in ("published", "date") for d in dates_in(plain.front.get(key, ""))), None)
    origin = Origin(
        file=name,
        shown=shown,
        url=plain.front.get("url"),
        title=plain.title,
        publisher=plain.front.get("publisher"),
        published=given,
        language=plain.front.get("lang") or plain.front.get("language"),
    )
    return report_of_text(plain.text, origin)
