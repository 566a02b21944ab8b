"""Commands on what is compared with what: figures by series, promises with their verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.listing import ID, SOURCE, TEXT, opened, print_list
from attache.cli.options import DEFAULT_LEDGER, AsOf, Between, Json, LedgerFile, Since, Until
from attache.cli.output import Column, say

if TYPE_CHECKING:
    from attache.ledger.entries import MarkEntry, PromiseEntry, Quote, SeriesEntry

UNTOLD = "an unknown day"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(figures)
    app.command()(promises)


def figures(
    ledger: LedgerFile = DEFAULT_LEDGER,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    measure: Annotated[str | None, typer.Option(help='Only this measure, such as "two-way trade".')] = None,
    series: Annotated[bool, typer.Option("--series", help="By series, with what does not agree.")] = False,
    json: Json = False,
) -> None:
    """Which figures were given, for what period and by whom; with --series what agrees with what.

    Example: attache figures --between VNM RUS --measure "two-way trade" --series
    """
    if series:
        _series(ledger, between, since, until, measure, json=json)
        return
    from attache.brief.words import actor_words, figure_words

    with opened(ledger) as book:
        entries = book.figures(between=between, since=since, until=until, measure=measure)
    rows = (
        (figure_words(e), actor_words(e.speakers) or "", e.quotes[0].report.label if e.quotes else "", e.series or "", e.id)
        for e in entries
    )
    print_list(
        entries, (TEXT, Column("told by", wrap=True), SOURCE, Column("series", style="dim"), ID), rows, json=json, what="figures"
    )


def _series(
    ledger: Path, between: tuple[str, str] | None, since: str | None, until: str | None, measure: str | None, *, json: bool
) -> None:
    with opened(ledger) as book:
        entries = book.series(between=between, since=since, until=until, measure=measure)
    if json or not entries:
        print_list(entries, (TEXT,), (), json=json, what="figures")
        return
    for entry in entries:
        for line in series_lines(entry):
            say(line)
        say()


def series_lines(entry: SeriesEntry) -> Iterator[str]:
    """A series: its points, what its growth compares, the conflicts with both sentences, what arithmetic finds."""
    from attache.brief.words import date_words, figure_words, growth_words, series_title

    yield f"{series_title(entry)}  [{entry.id}]"
    for point in entry.points:
        marks = "".join(f" ({word})" for word in ("forecast", "suspect") if getattr(point, word))
        told = figure_words(point, dated=False).partition(": ")[2]
        yield f"  {date_words(point.figure.period)}: {told}{marks} — {point.quotes[0].report.label}  [{point.id}]"
    for growth in entry.growth:
        yield f"  growth: {growth_words(entry, growth)}  [{growth.figure}]"
    for conflict in entry.conflicts:
        yield f"  do not agree, {date_words(conflict.period)}:"
        for side in (conflict.first, conflict.second):
            yield f"    {sentence_words(side.quotes[0])}  [{side.id}]"
    for finding in entry.findings:
        yield f"  {finding.severity}: {finding.says}  [{finding.code}]"


def promises(
    ledger: LedgerFile = DEFAULT_LEDGER,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    verdict: Annotated[str | None, typer.Option(help="Only these: kept, missed, overdue, pending …")] = None,
    json: Json = False,
) -> None:
    """What was promised and by when, and what became of it, with the sentences on both sides and on the way.

    Example: attache promises --between VNM RUS --as-of 2021-12-31
    """
    from typing import get_args

    from attache.errors import QueryError
    from attache.ledger.entries import VerdictWord

    verdict = verdict.casefold() if verdict else None
    if verdict is not None and verdict not in get_args(VerdictWord):
        raise QueryError(f"no verdict is called {verdict!r}; try one of {', '.join(get_args(VerdictWord))}")
    with opened(ledger) as book:
        entries = book.promises(between=between, since=since, until=until, as_of=as_of)
    entries = tuple(e for e in entries if verdict in (None, e.verdict))
    if json or not entries:
        print_list(entries, (TEXT,), (), json=json, what="promises")
        return
    for entry in entries:
        for line in promise_lines(entry):
            say(line)
        say()


def promise_lines(entry: PromiseEntry) -> Iterator[str]:
    """A promise: verdict with its rule and day, what it replaced or was replaced by, both sides' sentences, what was told
    on the way."""
    from attache.brief.words import day_words, promise_title

    yield f"{promise_title(entry)} — {entry.verdict}  [{entry.id}]"
    yield f"  {' '.join(filter(None, (entry.explanation, f'(rule {entry.rule}, as of {entry.as_of or UNTOLD})')))}"
    for link in entry.chain:
        if link.id != entry.id:
            word = "in place of" if link.told <= entry.chain[_place(entry)].told else "its place taken by"
            yield f"  {word}: {link.title}, told {day_words(link.told)}, {link.verdict}  [{link.id}]"
    for number, one in enumerate(entry.stated):
        for quote in one.quotes[:1]:
            yield f"  {'restated' if number else 'promised'}: {sentence_words(quote)}  [{one.id}]"
    for mark in entry.on_the_way:
        if mark.kind not in ("made", "confirmed"):
            yield f"  {mark.kind}: {_mark_words(mark)}  [{mark.record.id}]"
    for proof in entry.proof:
        for quote in proof.quotes[:1]:
            yield f"  outcome: {sentence_words(quote)}  [{proof.id}]"


def _place(entry: PromiseEntry) -> int:
    return next(n for n, link in enumerate(entry.chain) if link.id == entry.id)


def _mark_words(mark: MarkEntry) -> str:
    """Progress in words, then the sentence; of a doubt or hope the sentence alone."""
    told = sentence_words(mark.record.quotes[0])
    return f"{mark.words}: {told}" if mark.kind == "progress" else told


def sentence_words(quote: Quote) -> str:
    """A sentence with the report it stands in and that report's date."""
    from attache.brief.words import date_words

    return f"“{' '.join(quote.sentence.split())}” — {quote.report.label}, {date_words(quote.report.published)}"
