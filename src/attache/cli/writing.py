"""Commands that write something out of the ledger: the brief, exports."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.listing import opened
from attache.cli.options import DEFAULT_LEDGER, LedgerFile, Since, Until
from attache.cli.output import say, write
from attache.errors import AttacheError, QueryError

if TYPE_CHECKING:
    from attache.brief import Dossier
    from attache.ledger.entries import PairEntry


class Format(StrEnum):
    """What `attache export` can write."""

    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    for command in (brief, export):
        app.command()(command)


def brief(
    a: Annotated[str, typer.Argument(metavar="A", help="A country by name, ISO code or demonym, or a body.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
    since: Since = None,
    until: Until = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="brief.html or brief.md; without it Markdown on stdout.")
    ] = None,
) -> None:
    """The footnoted file on two countries.

    Example: attache brief VNM RUS --since 2017 -o brief.html
    """
    from attache.brief import as_html, as_markdown, compile_dossier

    forms = {".html": as_html, ".htm": as_html, ".md": as_markdown, "": as_markdown}
    suffix = out.suffix.lower() if out else ""
    if suffix not in forms:
        raise AttacheError(f"no brief is written as {suffix}; try -o brief.html or -o brief.md")
    with opened(ledger) as book:
        dossier = compile_dossier(book, a, b, since=since, until=until)
        if not dossier.reports:
            raise QueryError(_nothing(dossier, book.pairs()))
    write(forms[suffix](dossier), out)
    if out:
        say(f"{out}: {len(dossier.lines())} lines from {len(dossier.reports)} reports")


def _nothing(dossier: Dossier, pairs: tuple[PairEntry, ...]) -> str:
    """Why there is no brief, and for whom there would be one."""
    known = "; ".join(f"{p.a.name} and {p.b.name}" for p in pairs[:5])
    period = "" if dossier.period == "all reports" else f" {dossier.period}"
    return f"no report concerns {dossier.a.name} and {dossier.b.name}{period}; the ledger has {known or 'no pair yet'}"


def export(
    ledger: LedgerFile = DEFAULT_LEDGER,
    format: Annotated[Format, typer.Option("--format", "-f", help="The form.")] = Format.JSONL,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File to write; stdout without it.")] = None,
) -> None:
    """Everything in the ledger for other programs, one JSON object a line.

    Example: attache export --format jsonl -o ledger.jsonl
    """
    from attache.exports.jsonl import ledger_lines

    with opened(ledger) as book:
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in ledger_lines(book))
    write(text, out)
    if out:
        say(f"{out}: {text.count(chr(10))} lines of {format.value}")
