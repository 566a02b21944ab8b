"""Commands that answer from the ledger with lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.options import DEFAULT_LEDGER, Between, Json, LedgerFile, Since, Until
from attache.cli.output import Column, as_json, complain, table

if TYPE_CHECKING:
    from attache.ledger import Ledger

DATE, TEXT, ID = Column("date", style="cyan"), Column("what", wrap=True), Column("id", style="dim")
SOURCE = Column("report", wrap=True, style="dim")


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    for command in (events, statements, people, things, reports, search):
        app.command()(command)


def opened(ledger: Path) -> Ledger:
    """The ledger, for reading only."""
    from attache.ledger import Ledger

    return Ledger(ledger, read_only=True)


def print_list(
    entries: Sequence[object], columns: Sequence[Column], rows: Iterable[Sequence[str]], *, json: bool, what: str
) -> None:
    """Entries as JSON, or rows as a table; where there are none it says so, `what` being their name."""
    if json:
        from attache.exports.jsonl import as_json as plain

        as_json(plain(tuple(entries)))
        return
    table(columns, rows, empty=f"No {what} in the ledger for this question; read more reports, or widen --between and --since.")


def events(
    ledger: LedgerFile = DEFAULT_LEDGER,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    records: Annotated[bool, typer.Option("--records", help="Each report's own record instead of one line an event.")] = False,
    json: Json = False,
) -> None:
    """Who did what to whom, when and where: one line an event, however many reports tell it.

    Example: attache events --between VNM RUS --since 2018
    """
    if records:
        _records(ledger, between, since, until, json=json)
        return
    from attache.brief.words import date_words, difference_words, differences_of, event_words, state_words, telling_words

    with opened(ledger) as book:
        entries = book.occurrences(between=between, since=since, until=until)
    rows = (
        (
            date_words(o.when),
            event_words(o),
            state_words(o),
            telling_words(o),
            "; ".join(difference_words(o, d) for d in differences_of(o)),
            o.id,
        )
        for o in entries
    )
    columns = (DATE, TEXT, Column("state"), Column("told in"), Column("told apart", wrap=True, style="dim"), ID)
    print_list(entries, columns, rows, json=json, what="events")


def _records(ledger: Path, between: tuple[str, str] | None, since: str | None, until: str | None, *, json: bool) -> None:
    """The list of event records."""
    from attache.brief.words import date_words, event_words

    with opened(ledger) as book:
        entries = book.events(between=between, since=since, until=until)
    rows = (
        (date_words(e.event.when), event_words(e), e.event.status, e.quotes[0].report.label if e.quotes else "", e.id)
        for e in entries
    )
    print_list(entries, (DATE, TEXT, Column("status"), SOURCE, ID), rows, json=json, what="events")


def statements(
    ledger: LedgerFile = DEFAULT_LEDGER,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    speaker: Annotated[str | None, typer.Option(help="Only what this person or body said.")] = None,
    json: Json = False,
) -> None:
    """Who said what, with the office held at the time.

    Example: attache statements --between Vietnam Russia --speaker Lavrov
    """
    from attache.brief.words import date_words, statement_words

    with opened(ledger) as book:
        entries = book.statements(between=between, since=since, until=until, speaker=speaker)
    rows = ((date_words(e.date), statement_words(e), e.quotes[0].report.label if e.quotes else "", e.id) for e in entries)
    print_list(entries, (DATE, TEXT, SOURCE, ID), rows, json=json, what="statements")


def people(
    ledger: LedgerFile = DEFAULT_LEDGER, between: Between = None, since: Since = None, until: Until = None, json: Json = False
) -> None:
    """Who was named, in which office and when.

    Example: attache people --between VNM RUS
    """
    from attache.brief.words import career_words

    with opened(ledger) as book:
        entries = book.people(between=between, since=since, until=until)
    rows = (
        (
            e.actor.name,
            e.actor.country or "",
            "; ".join(career_words(e.offices)),
            str(e.statements),
            str(e.reports),
            e.actor.id,
        )
        for e in entries
    )
    columns = (
        Column("person", style="bold"),
        Column("of"),
        Column("offices", wrap=True),
        Column("statements"),
        Column("reports"),
        ID,
    )
    print_list(entries, columns, rows, json=json, what="people")


def things(
    ledger: LedgerFile = DEFAULT_LEDGER,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[str | None, typer.Option(help="agreement, mechanism, programme, project or place.")] = None,
    json: Json = False,
) -> None:
    """Agreements, mechanisms, programmes, projects and places, with what happened to them.

    Example: attache things --between VNM RUS --kind agreement
    """
    from typing import get_args

    from attache.brief.words import date_words
    from attache.errors import QueryError
    from attache.records import ThingKind

    kinds: dict[str, ThingKind] = {k: k for k in get_args(ThingKind)}
    if kind is not None and kind not in kinds:
        raise QueryError(f"no kind of thing is called {kind!r}; try one of {', '.join(kinds)}")
    with opened(ledger) as book:
        entries = book.things(between=between, since=since, until=until, kind=kinds[kind] if kind else None)
    rows = (
        (
            e.name,
            e.kind,
            e.of or "",
            "; ".join(f"{date_words(v.date)}: {v.event.mode.replace('-', ' ')}" for v in e.events),
            str(len(e.quotes)),
            e.id,
        )
        for e in entries
    )
    columns = (
        Column("name", wrap=True, style="bold"),
        Column("kind"),
        Column("of"),
        Column("life", wrap=True),
        Column("reports"),
        ID,
    )
    print_list(entries, columns, rows, json=json, what="things")


def reports(
    ledger: LedgerFile = DEFAULT_LEDGER, between: Between = None, since: Since = None, until: Until = None, json: Json = False
) -> None:
    """Which reports the ledger holds, with their dates and how these are known, and which of them are one text.

    Example: attache reports --between VNM RUS
    """
    from attache.brief.words import date_words

    with opened(ledger) as book:
        entries = book.reports(between=between, since=since, until=until)
        sources = book.sources(between=between, since=since, until=until)
    rows = (
        (
            date_words(e.published),
            e.published_how,
            e.label,
            e.agency or e.publisher or "",
            e.one_text or "",
            e.file or e.url or "",
            e.id,
        )
        for e in entries
    )
    columns = (
        DATE,
        Column("how"),
        Column("title", wrap=True),
        Column("by", wrap=True),
        Column("one text", wrap=True),
        Column("file", style="dim"),
        ID,
    )
    print_list(entries, columns, rows, json=json, what="reports")
    if entries and not json:
        complain(f"{len(entries)} reports, {len(sources)} independent sources")


def search(
    words: Annotated[list[str], typer.Argument(help="Words that the report's text must hold.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    json: Json = False,
) -> None:
    """Reports whose text holds the words.

    Example: attache search nuclear power plant --since 2015
    """
    from attache.brief.words import date_words

    with opened(ledger) as book:
        hits = book.search(" ".join(words), between=between, since=since, until=until)
    rows = ((date_words(h.report.published), h.report.label, h.snippet, h.report.id) for h in hits)
    print_list(hits, (DATE, SOURCE, TEXT, ID), rows, json=json, what="reports with these words")
