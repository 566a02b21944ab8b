"""The command that lists what does not add up in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.listing import opened
from attache.cli.options import DEFAULT_LEDGER, AsOf, Between, Json, LedgerFile, Since, Until
from attache.cli.output import as_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attache.ledger.checking import Checked


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command()(check)


def check(
    ledger: LedgerFile = DEFAULT_LEDGER,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    severity: Annotated[str | None, typer.Option(help="Only from this on: error, warning or note.")] = None,
    fail_on: Annotated[str | None, typer.Option(help="End with status 1 if there are any from this on.")] = None,
    json: Json = False,
) -> None:
    """What does not add up: contradictions, arithmetic, impossible dates, overlapping tenures, orphan promises.

    Example: attache check --between VNM RUS --severity warning
    """
    from attache.ledger.checking import from_severity

    least, gravest = _severity(severity or "note"), _severity(fail_on) if fail_on else None
    with opened(ledger) as book:
        found = from_severity(book.check(between=between, since=since, until=until, as_of=as_of), least)
    if json:
        from attache.exports.jsonl import as_json as plain

        as_json(plain(found))
    else:
        _say(found)
    if gravest is not None and from_severity(found, gravest):
        raise typer.Exit(1)


def _severity(word: str) -> str:
    from attache.errors import QueryError
    from attache.ledger.checking import SEVERITIES

    if word.casefold() not in SEVERITIES:
        raise QueryError(f"no severity is called {word!r}; try one of {', '.join(SEVERITIES)}")
    return word.casefold()


def _say(found: Sequence[Checked]) -> None:
    """Each finding with its sentences, then the counts."""
    from attache.ledger.checking import counts

    for one in found:
        say(f"{one.finding.severity}: {one.finding.says}  [{one.finding.code} {one.finding.subject}]")
        for identity, quote in one.sentences():
            say(f"  “{' '.join(quote.sentence.split())}” — {quote.report.label}  [{identity}]")
        say()
    for severity, code, number in counts(found):
        say(f"{severity}\t{code}\t{number}")
    if not found:
        say("Nothing found that does not add up.")
