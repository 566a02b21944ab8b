"""Commands that answer from the ledger: lists, and one record with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.explaining import link_lines
from attache.cli.options import DEFAULT_LEDGER, AsOf, Between, Json, LedgerFile, Since, Until
from attache.cli.output import Column, as_json, complain, say, table

if TYPE_CHECKING:
    from attache.ledger import Ledger
    from attache.ledger.entries import Context, MarkEntry, PromiseEntry, Quote, SeriesEntry

DATE, TEXT, ID = Column("date", style="cyan"), Column("what", wrap=True), Column("id", style="dim")
SOURCE = Column("report", wrap=True, style="dim")


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    for command in (events, statements, figures, promises, people, things, reports, search, show):
        app.command()(command)


def opened(ledger: Path) -> Ledger:
    """The ledger, for reading only."""
    from attache.ledger import Ledger

    return Ledger(ledger, read_only=True)


def _print(entries: Sequence[object], columns: Sequence[Column], rows: Iterable[Sequence[str]], *, json: bool, what: str) -> None:
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
    _print(entries, columns, rows, json=json, what="events")


def _records(ledger: Path, between: tuple[str, str] | None, since: str | None, until: str | None, *, json: bool) -> None:
    """The list of event records."""
    from attache.brief.words import date_words, event_words

    with opened(ledger) as book:
        entries = book.events(between=between, since=since, until=until)
    rows = (
        (date_words(e.event.when), event_words(e), e.event.status, e.quotes[0].report.label if e.quotes else "", e.id)
        for e in entries
    )
    _print(entries, (DATE, TEXT, Column("status"), SOURCE, ID), rows, json=json, what="events")


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
    _print(entries, (DATE, TEXT, SOURCE, ID), rows, json=json, what="statements")


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
    _print(
        entries, (TEXT, Column("told by", wrap=True), SOURCE, Column("series", style="dim"), ID), rows, json=json, what="figures"
    )


def _series(
    ledger: Path, between: tuple[str, str] | None, since: str | None, until: str | None, measure: str | None, *, json: bool
) -> None:
    with opened(ledger) as book:
        entries = book.series(between=between, since=since, until=until, measure=measure)
    if json or not entries:
        _print(entries, (TEXT,), (), json=json, what="figures")
        return
    for entry in entries:
        for line in _series_lines(entry):
            say(line)
        say()


def _series_lines(entry: SeriesEntry) -> Iterator[str]:
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
        _print(entries, (TEXT,), (), json=json, what="promises")
        return
    for entry in entries:
        for line in _promise_lines(entry):
            say(line)
        say()


def _promise_lines(entry: PromiseEntry) -> Iterator[str]:
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


UNTOLD = "an unknown day"


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
    _print(entries, columns, rows, json=json, what="people")


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
    _print(entries, columns, rows, json=json, what="things")


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
    _print(entries, columns, rows, json=json, what="reports")
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
    _print(hits, (DATE, SOURCE, TEXT, ID), rows, json=json, what="reports with these words")


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
        yield from _series_lines(entry)
        return
    if isinstance(entry, PromiseEntry):
        yield from _promise_lines(entry)
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
    import sys

    return sys.stdout.isatty()
