"""The command that works out anew what lies across reports."""

from __future__ import annotations

import typer

from attache.cli.options import DEFAULT_LEDGER, LedgerFile
from attache.cli.output import complain, say


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command()(rebuild)


def rebuild(ledger: LedgerFile = DEFAULT_LEDGER) -> None:
    """Works out anew who is who, which events are one, all series and verdicts, from what was read; the outcome is the same.

    Example: attache rebuild --ledger ledger.db
    """
    from attache.ledger import Ledger

    try:
        with Ledger(ledger, create=False) as book:
            book.rebuild()
            told = book.summary()
    except KeyboardInterrupt:
        # It is one transaction: what stood before stands still.
        complain("stopped; the ledger is as it was before")
        raise typer.Exit(130) from None
    kinds = ("actors", "things", "occurrences", "series", "promises")
    counts = ", ".join(f"{getattr(told, kind)} {kind}" for kind in kinds)
    say(f"{ledger}: worked out anew from {told.reports} reports: {counts}")
