"""Commands that write something out of the ledger: the brief, exports."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.listing import opened
from attache.cli.options import DEFAULT_LEDGER, AsOf, LedgerFile, Since, Until
from attache.cli.output import say, write
from attache.errors import AttacheError, QueryError

if TYPE_CHECKING:
    from attache.brief import Brief
    from attache.ledger import Ledger


class Length(StrEnum):
    """How long a brief is."""

    SHORT = "short"
    FULL = "full"


class Tongue(StrEnum):
    """Languages that a brief's labels are written in."""

    EN = "en"
    VI = "vi"
    RU = "ru"


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
    sector: Annotated[list[str] | None, typer.Option("--sector", help="Only this sector, as trade; may be given again.")] = None,
    as_of: AsOf = None,
    length: Annotated[Length, typer.Option("--length", help="About two pages, or about six.")] = Length.FULL,
    language: Annotated[Tongue, typer.Option("--language", help="Of headings and dates; quoted words stay.")] = Tongue.EN,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="brief.html, .md, .docx or .pdf; without it Markdown on stdout."),
    ] = None,
) -> None:
    """The footnoted brief on two countries.

    Example: attache brief VNM RUS --since 2017 -o brief.html
    """
    from attache.brief import compile_brief, form_of

    if out and out.is_dir():
        raise AttacheError(f"cannot write {out}: it is a folder; try -o {out / 'brief.html'}")
    form = form_of(out.suffix if out else ".md")
    with opened(ledger) as book:
        found = compile_brief(
            book,
            a,
            b,
            since=since,
            until=until,
            sectors=sector or (),
            as_of=as_of,
            length=length.value,
            language=language.value,
        )
        if not found.reports:
            raise QueryError(_nothing(book, found, since, until or as_of))
    write(form(found), out)
    if out:
        say(f"{out}: {_several(len(found.rows()), 'line')} from {_several(found.reports, 'report')}")


def _several(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _nothing(book: Ledger, found: Brief, since: str | None, until: str | None) -> str:
    """Why there is no brief, and what there would be one of."""
    from attache.brief.words import day_words

    ever = book.tallied("report", "", of=(found.a.id, found.b.id))
    if ever and ever[0].number:
        span = f"{since} to {until}" if since and until else f"since {since}" if since else f"until {until}"
        days = f"{day_words(ever[0].first)} to {day_words(ever[0].last)}"
        told = f"{_several(ever[0].number, 'report')} on them, {days}"
        return f"no report concerns {found.a.name} and {found.b.name} {span}; the ledger has {told}: try other days"
    known = "; ".join(f"{p.a.name} and {p.b.name}" for p in book.pairs()[:5])
    if known:
        return f"no report concerns {found.a.name} and {found.b.name}; the ledger has {known}"
    return f"no report concerns {found.a.name} and {found.b.name}: the ledger is empty; start with: attache read FOLDER"


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
