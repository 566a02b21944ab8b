"""How commands print: tables for people on a terminal, tab-separated lines in a pipe, JSON where asked."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from attache.errors import AttacheError


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: heading, whether it may wrap, and its style on a terminal."""

    heading: str
    wrap: bool = False
    style: str = ""


# Below this width a row is printed as lines of its own: columns would be cut to nothing.
NARROWEST_TABLE = 72


def harmless(text: str) -> str:
    """A text without control characters, but for tabs and line breaks: words of reports and names of files may hold sequences
    that change a terminal's title, its colours or what it shows."""
    return text if text.isprintable() else _CONTROLS.sub("", text)


_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def complain(message: str) -> None:
    """One line on stderr."""
    typer.echo(f"attache: {' '.join(harmless(message).split())}", err=True)


def say(line: str = "") -> None:
    """A line on stdout. A reader that has gone (head, less) ends the program quietly; a full disk is an error."""
    if sys.stdout is None:  # closed by the caller: nobody wants to hear
        raise typer.Exit(0)
    try:
        sys.stdout.write(harmless(line) + "\n")
    except BrokenPipeError:
        hang_up()
        raise typer.Exit(0) from None
    except OSError as error:
        hang_up()
        raise AttacheError(f"cannot write to standard output: {error.strerror or error}") from error


def hang_up() -> None:
    """Sends what is still buffered nowhere, so that leaving does not fail a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def as_json(values: object) -> None:
    """Values as indented JSON."""
    say(json.dumps(values, ensure_ascii=False, indent=1))


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, empty: str) -> None:
    """Rows as a table that fits the terminal, or one tab-separated line each when stdout is no terminal."""
    rows = [[" ".join(harmless(cell).split()) for cell in row] for row in rows]
    if not rows:
        complain(empty)
    if sys.stdout is None or not sys.stdout.isatty():
        say("\t".join(c.heading for c in columns))
        for row in rows:
            say("\t".join(row))
    elif rows:
        _draw(columns, rows)


def _draw(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(markup=False, highlight=False)
    if console.width < NARROWEST_TABLE:
        for row in rows:
            say("\n".join(f"{c.heading}: {cell}" for c, cell in zip(columns, row, strict=True) if cell) + "\n")
        return
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(column.heading, style=column.style, no_wrap=not column.wrap, overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    console.print(drawn)


def write(content: str | bytes, path: Path | None) -> None:
    """Text to a file or to stdout, or bytes to a file. Raises AttacheError where it cannot be written.

    A file is written whole or not at all; a link is written through; a device or pipe is written into, never replaced.
    """
    if isinstance(content, str) and (path is None or str(path) == "-"):
        say(content.removesuffix("\n"))
        return
    try:
        _write_file(content.encode() if isinstance(content, str) else content, Path(path or "-").resolve())
    except OSError as error:
        raise AttacheError(f"cannot write {path}: {error.strerror or error}; try another name or folder with -o") from error


def _write_file(content: bytes, target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
