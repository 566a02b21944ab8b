"""The command that shows one entry of any kind, with its evidence in context."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.explaining import link_lines
from attache.cli.judged import promise_lines, series_lines
from attache.cli.listing import opened
from attache.cli.options import DEFAULT_LEDGER, Json, LedgerFile
from attache.cli.output import as_json, say

if TYPE_CHECKING:
    from attache.ledger.entries import Context


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command()(show)


def show(
    id: Annotated[str, typer.Argument(help="An id as the lists print it, or its beginning.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
) -> None:
    """One record with its evidence in context.

    Example: attache show f-3f9a2c81
    """
    from attache.cli.reviewing import joined_words, state_words

    with opened(ledger) as book:
        shown = book.show(id)
        state = book.review_of(shown.id).get(shown.id)
        joined = joined_words(book.reviews(of=shown.id))
        reasons = book.why(shown.id)
        counts = state is None or state.word != "rejected"
        health = book.health(shown.id) if shown.kind in WITH_HEALTH and counts else None
    if json:
        from attache.exports.jsonl import as_json as plain

        as_json({**plain(shown), "review": plain(state), "health": plain(health), "why": plain(reasons)})
        return
    say(f"{shown.kind} {shown.id}")
    if state is not None:
        say(f"  {state_words(state)}")
    for line in joined:
        say(f"  {line}")
    for line in _shown_lines(shown.entry):
        say(line)
    for context in shown.context:
        say()
        _say_context(context)
    if health is not None:
        say()
        say("Sources: " + "; ".join(health.words))
    for line in link_lines(reasons):
        say(line)


WITH_HEALTH = ("event", "statement", "figure", "commitment", "tenure", "occurrence", "promise", "series")


def _shown_lines(entry: object) -> Iterator[str]:
    """What an entry says: series and promises as their lists have them, others field by field, with what is told apart."""
    from attache.brief.words import difference_words, differences_of, state_words
    from attache.ledger.entries import OccurrenceEntry, PromiseEntry, SeriesEntry

    if isinstance(entry, SeriesEntry):
        yield from series_lines(entry)
        return
    if isinstance(entry, PromiseEntry):
        yield from promise_lines(entry)
        return
    for name, value in _fields(entry):
        yield f"  {name}: {value}"
    if isinstance(entry, OccurrenceEntry):
        yield f"  told as: {state_words(entry)}"
        yield from (f"  told apart: {difference_words(entry, d)}" for d in differences_of(entry))


def _fields(entry: object) -> list[tuple[str, str]]:
    """The filled fields of an entry's record in plain words, evidence left to the context."""
    from attache.exports.jsonl import as_json as plain

    record = next(
        (getattr(entry, n) for n in ("event", "statement", "figure", "commitment", "tenure") if hasattr(entry, n)), entry
    )
    values = plain(record)
    left_out = {"evidence", "quotes", "stated", "proof", "events", "points", "conflicts", "text", "marks", "id", "growth"}
    left_out |= {"findings", "states", "differences", "on_the_way", "chain"}
    told = values.items() if isinstance(values, dict) else ()
    return [(k.rstrip("_"), _plain(v)) for k, v in told if k not in left_out and v not in (None, "", [], {})]


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(v) for v in value)
    if isinstance(value, dict):
        return str(
            value.get("text") or value.get("name") or ", ".join(f"{k} {_plain(v)}" for k, v in value.items() if v is not None)
        )
    return str(value)


def _say_context(context: Context) -> None:
    """The evidence marked in its paragraph, and where it stands."""
    from attache.brief.words import report_words

    quote = context.quote
    passage = quote.evidence.text
    mark = typer.style(passage, bold=True) if _styled() else f"»{passage}«"
    text = " ".join(filter(None, (context.before, f"{context.lead}{mark}{context.tail}", context.after)))
    say(f"  {' '.join(text.split())}")
    say(f"  — {report_words(quote.report)}, characters {quote.evidence.start}–{quote.evidence.end}")


def _styled() -> bool:
    return sys.stdout.isatty()
