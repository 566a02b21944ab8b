"""The commands on what was set aside: `attache asides` lists it, `attache gate` tells what the gate makes of a text."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.options import DEFAULT_LEDGER, Json, LedgerFile
from attache.cli.output import Column, as_json, complain, say, table

if TYPE_CHECKING:
    from attache.reading.gate import Verdict
    from attache.sources import Setaside

LIMIT = 100


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(asides)
    app.command(name="gate")(gate_command)


def asides(
    ledger: LedgerFile = DEFAULT_LEDGER,
    reason: Annotated[str | None, typer.Option(help="Only this reason, by its code.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="At most so many entries; 0 for the counts alone.")] = LIMIT,
    json: Json = False,
) -> None:
    """What was set aside instead of read, and why: counts by reason, then the inputs and the reports stored unread.

    Example: attache asides --reason one-country --limit 20
    """
    from dataclasses import asdict

    from attache.errors import QueryError
    from attache.ledger.setasides import reasons, set_aside
    from attache.ledger.store import Store

    store = Store(ledger, read_only=True)
    try:
        counts = reasons(store)
        codes = [code for code, _ in counts]
        if reason is not None and reason not in codes:
            what = f"there is {', '.join(codes)}" if codes else "nothing at all was"
            raise QueryError(f"nothing was set aside as {reason!r}; {what}")
        entries = set_aside(store, reason=reason, limit=limit)
    finally:
        store.close()
    if json:
        as_json({"counts": dict(counts), "entries": [asdict(entry) for entry in entries]})
        return
    if not counts:
        complain("Nothing was set aside: every input of the ledger is a report that was read.")
        return
    _say_counts(counts)
    if not entries:
        return
    say()
    columns = (Column("reason", style="bold"), Column("input", wrap=True), Column("why", wrap=True))
    table(columns, ((entry.reason, entry.name, entry.message) for entry in entries), empty="")
    shown = sum(number for code, number in counts if reason in (None, code))
    if shown > len(entries):
        complain(f"{len(entries)} of {shown} shown; --limit {shown} shows all, --reason only one kind")


def _say_counts(counts: Sequence[tuple[str, int]]) -> None:
    """One line a reason: number, code, plain words."""
    width = len(f"{counts[0][1]:,}")
    codes = max(len(code) for code, _ in counts)
    for code, number in counts:
        say(f"{number:>{width},}  {code:<{codes}}  {reason_words(code, number)}")


def reason_words(reason: str, number: int) -> str:
    """What a reason code means, for one input or several; the code with spaces where no table knows it."""
    from attache.knowledge import rows

    known = {row["reason"]: row for row in (*rows("aside_words"), *rows("refused_words"))}
    return known[reason]["one" if number == 1 else "several"] if reason in known else reason.replace("-", " ")


def gate_command(
    inputs: Annotated[list[str], typer.Argument(metavar="FILE…|-", help="Reports, folders, archives; - reads standard input.")],
    json: Json = False,
) -> None:
    """Whether reports are about relations between actors, by the gate before reading, and the words that decided.

    Example: attache gate report.txt
    """
    from dataclasses import asdict

    from attache.reading.gate import gate
    from attache.sources import reports_from

    found: list[dict[str, object]] = []
    faults = 0
    quiet = Counter[str]()

    def left_out(aside: Setaside) -> None:
        nonlocal faults
        if aside.quiet:
            quiet[aside.reason] += 1
        else:
            faults += 1
            complain(aside.message)

    for report in reports_from(inputs, on_aside=left_out, stdin=sys.stdin.buffer):
        name, verdict = report.file or report.url or report.title or report.id, gate(report.text, report.title)
        if json:
            found.append({"input": name, **asdict(verdict)})
        else:
            say(f"{name}: {verdict_words(verdict)}")
    if json:
        as_json(found)
    if quiet:
        complain("left out: " + ", ".join(f"{reason} {number:,}" for reason, number in sorted(quiet.items())))
    if faults:
        raise typer.Exit(1)


def verdict_words(verdict: Verdict) -> str:
    """The verdict in one line: "read (0.97): Vietnam, Russia, treaty"."""
    became = "read" if verdict.passed else f"set aside, {verdict.reason}"
    return f"{became} ({verdict.score:.2f})" + (f": {', '.join(verdict.why)}" if verdict.why else "")
