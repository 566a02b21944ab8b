"""The command that lists offices with their holders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.listing import opened
from attache.cli.options import DEFAULT_LEDGER, Between, Json, LedgerFile, Since, Until
from attache.cli.output import as_json, complain, say

if TYPE_CHECKING:
    from attache.ledger.tenures import OfficeLine


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command()(offices)


def offices(
    ledger: LedgerFile = DEFAULT_LEDGER,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    office: Annotated[
        str | None, typer.Option(help='Only this office, however it is worded: "minister of foreign affairs".')
    ] = None,
    json: Json = False,
) -> None:
    """Who held which office when: first and last day seen, what bounds it, gaps, and two at one time.

    Example: attache offices --between VNM RUS --office "foreign minister"
    """
    from attache.ledger.office_words import office_words

    with opened(ledger) as book:
        found = book.offices(between=between, since=since, until=until)
    if office is not None:
        # "Secretary of State" is the foreign minister in one country alone: each office is asked in its own.
        found = tuple(o for o in found if office_words(office, o.key.rpartition("|")[2] or None) == o.key.rpartition("|")[0])
    if json:
        from attache.exports.jsonl import as_json as plain

        as_json(plain(found))
        return
    if not found:
        complain("No offices in the ledger for this question; read more reports, or widen --between and --since.")
    for line in found:
        _say(line)


def _say(line: OfficeLine) -> None:
    """An office, its holders each with the first and last sentence, and what contradicts."""
    from attache.ledger.tenures import tenure_words

    name = {h.person.id: h.person.name for h in line.holders}
    say(f"{line.office}{f' — {line.of.name}' if line.of else ''}")
    for holder in line.holders:
        say(f"  {holder.person.name}: {tenure_words(holder.interval)}  [{holder.person.id}]")
        for quote in dict.fromkeys((holder.quotes[0], holder.quotes[-1])):
            say(f"    “{' '.join(quote.sentence.split())}” — {quote.report.label}")
    for one in line.overlaps:
        say(f"  two at one time: {name[one.one.person]} and {name[one.other.person]}; see attache check")
    say()
