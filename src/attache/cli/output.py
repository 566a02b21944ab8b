"""How commands print: tables for people on a terminal, tab-separated lines in a pipe, JSON where asked."""

from __future__ import annotations

import json
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


def complain(message: str) -> None:
    """One line on stderr."""
    typer.echo(f"attache: {' '.join(message.split())}", err=True)


def say(line: str = "") -> None:
    """A line on stdout."""
    typer.echo(line)


def as_json(values: object) -> None:
    """Values as indented JSON."""
    typer.echo(json.dumps(values, ensure_ascii=False, indent=1))


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, empty: str) -> None:
    """Rows as a table that fits the terminal, or one tab-separated line each when stdout is no terminal."""
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        say("\t".join(c.heading for c in columns))
        for row in rows:
            say("\t".join(row))
        return
    if not rows:
        say(empty)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(column.heading, style=column.style, no_wrap=not column.wrap, overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    Console(markup=False, highlight=False).print(drawn)


def write(text: str, path: Path | None) -> None:
    """Text to a file, whole or not at all, or to stdout. Raises AttacheError where the file cannot be written."""
    if path is None or str(path) == "-":
        typer.echo(text, nl=not text.endswith("\n"))
        return
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, "utf-8")
        part.replace(path)
    except OSError as error:
        raise AttacheError(f"cannot write {path}: {error.strerror or error}; try another folder with -o") from error
