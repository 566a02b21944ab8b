"""Commands that follow something over time: what was announced, and the lives of agreements and mechanisms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.judged import sentence_words
from attache.cli.listing import opened
from attache.cli.options import DEFAULT_LEDGER, AsOf, Between, Json, LedgerFile, Since, Until
from attache.cli.output import as_json, complain, say

if TYPE_CHECKING:
    from attache.ledger.expected import ExpectedEntry
    from attache.ledger.lifelines import LifeLine, Milestone

LIVING = ("agreement", "mechanism", "programme", "project", "place")


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(expected)
    app.command()(lifelines)


def expected(
    ledger: LedgerFile = DEFAULT_LEDGER,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    outcome: Annotated[
        str | None, typer.Option(help='Only these: held, "put off", "called off", "to come", "not told again" …')
    ] = None,
    json: Json = False,
) -> None:
    """What was announced and what became of it; also what was never reported again after its day.

    Example: attache expected --between VNM RUS --outcome "not told again"
    """
    from typing import get_args

    from attache.errors import QueryError
    from attache.ledger.expected import Outcome

    outcome = outcome.casefold() if outcome else None
    if outcome is not None and outcome not in get_args(Outcome):
        raise QueryError(f"no outcome is called {outcome!r}; try one of {', '.join(get_args(Outcome))}")
    with opened(ledger) as book:
        entries = book.expected(between=between, since=since, until=until, as_of=as_of)
    entries = tuple(e for e in entries if outcome in (None, e.outcome))
    if json:
        from attache.exports.jsonl import as_json as plain

        as_json(plain(entries))
        return
    if not entries:
        complain("Nothing announced in the ledger for this question; read more reports, or widen --between and --since.")
    for entry in entries:
        _say_expected(entry)


def _say_expected(entry: ExpectedEntry) -> None:
    from attache.brief.words import expected_words

    say(f"{expected_words(entry)} — {entry.outcome}  [{entry.id}]")
    say(f"  {entry.explanation}")
    for side, told in (("announced", entry.announced), ("outcome", entry.proof)):
        for one in told:
            for quote in one.quotes[:1]:
                say(f"  {side}: {sentence_words(quote)}  [{one.id}]")
    say()


def lifelines(
    ledger: LedgerFile = DEFAULT_LEDGER,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[str | None, typer.Option(help="agreement, mechanism, programme, project or place.")] = None,
    json: Json = False,
) -> None:
    """The lives of agreements and mechanisms: negotiated, signed, in force, sessions, ended, and how they stand at present.

    Example: attache lifelines --between VNM RUS --kind agreement
    """
    from typing import get_args

    from attache.errors import QueryError
    from attache.records import ThingKind

    kinds: dict[str, ThingKind] = {k: k for k in get_args(ThingKind)}
    if kind is not None and kind not in kinds:
        raise QueryError(f"no kind of thing is called {kind!r}; try one of {', '.join(kinds)}")
    with opened(ledger) as book:
        entries = book.lifelines(between=between, since=since, until=until, kind=kinds[kind] if kind else None)
    if json:
        from attache.exports.jsonl import as_json as plain

        as_json(plain(entries))
        return
    if not entries:
        complain("No lives of agreements or mechanisms in the ledger for this question; see attache things.")
    for entry in entries:
        _say_life(entry)


def _say_life(entry: LifeLine) -> None:
    from attache.brief.words import line_words

    state = line_words(entry)
    say(f"{entry.name} ({entry.kind}){f' — {state}' if state else ''}  [{entry.thing}]")
    for stage in entry.milestones:
        _say_stage(stage)
    say()


def _say_stage(stage: Milestone) -> None:
    """A stage with its first sentence; where reports give it other dates, or had it planned for others, these with theirs."""
    from attache.brief.words import date_words, milestone_words

    records = ", ".join(r.id for r in stage.records)
    told = f": {sentence_words(stage.quotes[0])}" if stage.quotes else ""
    say(f"  {date_words(stage.when)}: {milestone_words(stage)}{told}  [{records}]")
    others = stage.dates[1:] if len(stage.dates) > 1 else ()
    for date in others:
        word = "also told of" if stage.conflict else "also told as"
        say(f"    {word} {date_words(date.when)}: {sentence_words(date.quotes[0])}")
    for date in stage.planned:
        if date.quotes:
            say(f"    planned for {date_words(date.when)}: {sentence_words(date.quotes[0])}")
