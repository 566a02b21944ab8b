"""`attache read` and `attache reread`: reports into the ledger, with counts by reason at the end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from attache.cli.options import DEFAULT_LEDGER, LedgerFile
from attache.cli.output import complain, say

if TYPE_CHECKING:
    from attache.intake import Taken
    from attache.ledger import Ledger


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(read)
    app.command()(reread)


@dataclass(slots=True)
class Counts:
    """What became of the inputs of one run."""

    read: int = 0
    known: int = 0
    unread: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    """Inputs that should have been reports and were not; what a folder holds besides reports is no fault."""

    def add(self, taken: Taken) -> None:
        """Counts one report; what the reader failed at is told on stderr."""
        if taken.outcome == "known":
            self.known += 1
        elif taken.outcome == "unread":
            self.unread += 1
        elif taken.outcome == "read":
            self.read += taken.changed
        else:
            complain(taken.message)
            self.aside["reader-fault"] += 1
            self.faults += 1

    def words(self) -> str:
        """One line for the end of the run."""
        parts = [f"{self.read} read", f"{self.known} already in the ledger"]
        if self.unread:
            parts.append(f"{self.unread} stored unread (no-language-pack)")
        if self.aside:
            parts.append("set aside: " + ", ".join(f"{reason} {n}" for reason, n in sorted(self.aside.items())))
        return "; ".join(parts)


class Bar(Protocol):
    """What long work tells how far it is."""

    def __call__(self, told: str) -> None: ...


@contextmanager
def progress(title: str) -> Iterator[Bar]:
    """A running line on stderr, only when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda told: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed} reports"), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.fields[told]}"), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None, told="")
        yield lambda told: bar.update(task, advance=1, told=told[:60])


@contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl-C ends long work with one line and status 130; each report that was acknowledged is in the ledger."""
    try:
        yield
    except KeyboardInterrupt:
        complain("stopped; what was acknowledged is stored, the same command reads the rest")
        raise typer.Exit(130) from None


def read(
    inputs: Annotated[
        list[str], typer.Argument(metavar="PATH|URL|-…", help="Files, folders, web pages, or - for standard input.")
    ],
    ledger: LedgerFile = DEFAULT_LEDGER,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses in local and private networks too.")
    ] = False,
) -> None:
    """Reads reports into the ledger; what it holds already is left as it is.

    Example: attache read reports/ https://example.org/communique.html --ledger ledger.db
    """
    from attache.ledger import Ledger

    with Ledger(ledger) as book, stoppable(), progress("reading") as bar:
        counts = read_into(book, inputs, bar, private=allow_private)
        book.reconcile()
        summary = book.summary()
    say(counts.words())
    kinds = ("reports", "events", "statements", "figures", "commitments", "tenures", "actors", "things")
    say(f"{ledger}: " + ", ".join(f"{getattr(summary, kind)} {kind}" for kind in kinds))
    if counts.faults:
        raise typer.Exit(1)


def read_into(book: Ledger, inputs: list[str], bar: Bar, *, private: bool = False) -> Counts:
    """Reads every input into the ledger, one transaction a report, and returns the counts."""
    from attache.intake import taken_in
    from attache.sources import Setaside, reports_from

    counts = Counts()

    def put_aside(what: Setaside) -> None:
        counts.aside[what.reason] += 1
        if not what.quiet:
            counts.faults += 1
            complain(what.message)
            book.refuse(what.input, what.reason, what.message)

    for taken in taken_in(book, reports_from(inputs, on_aside=put_aside, private=private)):
        report = taken.report
        bar(report.title or report.file or report.url or report.id)
        counts.add(taken)
    return counts


def reread(ledger: LedgerFile = DEFAULT_LEDGER) -> None:
    """Reads the stored texts again after an upgrade.

    Example: attache reread --ledger ledger.db
    """
    from attache.ledger import Ledger
    from attache.reading import READER
    from attache.reading import read as read_report

    if not Path(ledger).exists():
        from attache.errors import LedgerError

        raise LedgerError(f"there is no ledger at {ledger}; try attache read FOLDER --ledger {ledger}")
    with Ledger(ledger) as book, stoppable():
        count = book.reread(read_report, READER)
    say(f"{count} reports read again by {READER}")
