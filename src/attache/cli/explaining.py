"""The command that tells why several names, or several tellings, are taken as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.options import DEFAULT_LEDGER, Json, LedgerFile
from attache.cli.output import as_json, say

if TYPE_CHECKING:
    from attache.ledger import Ledger
    from attache.ledger.reasons import Reasons


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command()(why)


def why(
    id: Annotated[str, typer.Argument(help="An actor, thing, occurrence or promise, by id or its beginning.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
) -> None:
    """Why names are one actor or thing, or tellings one occurrence or promise, and what people decided.

    Example: attache why a-cc13e535e90a
    """
    with _reading(ledger) as book:
        reasons = book.why(id)
    if json:
        from attache.exports.jsonl import as_json as plain

        as_json(plain(reasons))
        return
    say(f"{reasons.title or reasons.kind}  [{reasons.id}]")
    for name in reasons.names:
        told = f" — “{' '.join(name.quote.sentence.split())}” ({name.quote.report.label})" if name.quote else ""
        say(f"  {name.name}: {name.reports} report{'s' if name.reports != 1 else ''}{told}")
    for identity, quote in reasons.tellings:
        say(f"  {identity}: “{' '.join(quote.sentence.split())}” — {quote.report.label}")
    lines = list(link_lines(reasons))
    for line in lines:
        say(line)
    if not lines:
        say("Nothing was joined to it.")


def link_lines(reasons: Reasons) -> Iterator[str]:
    """Each link with its rule, whom descriptions stand for, and what people decided; a line each, none without any."""
    from attache.cli.reviewing import joined_words

    for link in reasons.links:
        yield f"One: {link.one} and {link.other}: {link.why}  [{link.rule}]"
    for meant in reasons.meant:
        yield f"Meant by “{meant.one}” in {meant.other}: {meant.why}  [{meant.rule}]"
    for line in joined_words(reasons.decided):
        yield f"Decided: {line}"


def _reading(ledger: Path) -> Ledger:
    from attache.ledger import Ledger

    return Ledger(ledger, read_only=True)
