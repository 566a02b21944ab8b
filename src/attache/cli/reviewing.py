"""Commands by which people decide: accept, reject, correct, merge, split, undo; and the list of what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from attache.cli.options import DEFAULT_LEDGER, Json, LedgerFile
from attache.cli.output import Column, as_json, say, table
from attache.errors import QueryError
from attache.records import Change

if TYPE_CHECKING:
    from attache.ledger import Ledger
    from attache.ledger.reviews import ReviewState
    from attache.ledger.reviews.listing import ReviewedEntry, ReviewEntry

By = Annotated[
    str | None, typer.Option("--by", envvar="ATTACHE_REVIEWER", help="Who decides.", show_default="the user logged in")
]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the review.")]
Records = Annotated[list[str], typer.Argument(metavar="ID…", help="Records: e-…, s-…, f-…, c-… or t-…, or their beginnings.")]

DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "same": "the same",
    "different": "not the same",
    "undo": "undone",
}
SHORTENED = 60
"""Letters of a passage that a list shows."""


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    for command in (accept, reject, correct, merge, split, undo, reviews):
        app.command()(command)


def _writing(ledger: Path) -> Ledger:
    from attache.ledger import Ledger

    return Ledger(ledger, create=False)


def accept(ids: Records, ledger: LedgerFile = DEFAULT_LEDGER, by: By = None, why: Why = "") -> None:
    """Marks records as right: what they say stays, whatever is read later.

    Example: attache accept f-3f9a2c81 --by "A. Reader"
    """
    with _writing(ledger) as book:
        _say_done(book.accept(*ids, why=why, by=by))


def reject(ids: Records, ledger: LedgerFile = DEFAULT_LEDGER, by: By = None, why: Why = "") -> None:
    """Marks records as wrong: they are listed by `attache reviews` and nowhere else.

    Example: attache reject e-52bf9aea --why "a visit of another minister"
    """
    with _writing(ledger) as book:
        _say_done(book.reject(*ids, why=why, by=by))


def correct(
    id: Annotated[str, typer.Argument(metavar="ID", help="A record.")],
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE…",
            help="when=2018-03 or 2016..2020, who='Vietnam; Sergey Lavrov', value=1.5e9 or 3..4 …; FIELD= empties it.",
        ),
    ],
    ledger: LedgerFile = DEFAULT_LEDGER,
    by: By = None,
    why: Why = "",
) -> None:
    """Puts right what was read wrongly; evidence stays as it is.

    Example: attache correct e-9bdf8015 when=2018-03-23 who=Vietnam --why "the dateline is of 2018"
    """
    with _writing(ledger) as book:
        _say_done(book.correct(id, _assigned(fields), why=why, by=by))


def _assigned(fields: list[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for text in fields:
        name, sign, value = text.partition("=")
        if not sign:
            raise QueryError(f"“{text}” is no FIELD=VALUE; write for example when=2018-03-23 or who=Vietnam")
        if name.strip() in given:
            raise QueryError(f"{name.strip()} is given twice; put several names in one: who='Vietnam; Russia'")
        given[name.strip()] = value
    return given


def merge(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID ID…", help="Actors, things, occurrences or promises, by id; names do as well.")
    ],
    ledger: LedgerFile = DEFAULT_LEDGER,
    by: By = None,
    why: Why = "",
) -> None:
    """Says that two or more are the same, also in reports read later.

    Example: attache merge a-42076f6f a-91ab03c7 --why "one minister, two spellings"
    """
    with _writing(ledger) as book:
        _say_done(book.merge(*ids, why=why, by=by))


def split(
    id: Annotated[str, typer.Argument(metavar="ID", help="An actor, thing, occurrence or promise.")],
    members: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="MEMBER…", help="What does not belong to it: names, or records by id; or another id to keep apart."
        ),
    ] = None,
    reports: Annotated[
        list[str] | None, typer.Option("--in", metavar="REPORT", help="The name as this report uses it; may be given again.")
    ] = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    by: By = None,
    why: Why = "",
) -> None:
    """Says that some of what was joined is not the same, also in reports read later.

    Example: attache split a-42076f6f "Nguyen Van Hung" --in r636d58da --why "the general, not the minister"
    """
    with _writing(ledger) as book:
        _say_done(book.split(id, *(members or ()), reports=tuple(reports or ()), why=why, by=by))


def undo(
    review: Annotated[
        int | None, typer.Argument(metavar="REVIEW", help="Number of a review; the latest in force without it.")
    ] = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    by: By = None,
    why: Why = "",
) -> None:
    """Takes a review back; to undo that undo puts it in force again.

    Example: attache undo 12
    """
    with _writing(ledger) as book:
        done = book.undo(review, why=why, by=by)
        listed = {e.id: e for e in book.reviews()}
    decided = listed[done.id]
    while decided.undoes is not None:
        decided = listed[decided.undoes]
    state = "is undone" if decided.state == "undone" else "is in force again"
    what = f"review {decided.id} ({DONE[decided.action]} {_subjects(decided)})"
    say(f"review {done.id}: {what} {state}; to take this back: attache undo {done.id}")


def reviews(
    record: Annotated[
        str | None,
        typer.Option("--record", metavar="ID", help="Only those on this record, actor, thing, occurrence or promise."),
    ] = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
) -> None:
    """What was decided by whom, when and why; rejected records and reviews that wait for their record too.

    Example: attache reviews --record e-52bf9aea
    """
    from attache.cli.listing import opened
    from attache.exports.jsonl import as_json as plain

    with opened(ledger) as book:
        entries = book.reviews(of=record)
    if json:
        as_json(plain(entries))
        return
    rows = ((str(e.id), e.at, e.by, DONE[e.action], _about(e), e.why, e.state) for e in entries)
    columns = (
        Column("review", style="bold"),
        Column("at", style="cyan"),
        Column("by"),
        Column("decided"),
        Column("on", wrap=True),
        Column("why", wrap=True),
        Column("state", style="dim"),
    )
    table(columns, rows, empty="No reviews in the ledger; see attache accept, reject, correct, merge and split.")


def state_words(state: ReviewState) -> str:
    """One line on what was decided about a record, for `attache show`."""
    told = f"{state.word} by {state.by}, {state.at}" + (f": {state.why}" if state.why else "")
    if state.fields:
        told += "; as read: " + ", ".join(f"{name.rstrip('_')} {value_words(read)}" for name, read, _ in state.fields)
    if state.kept:
        told += "; not found by the present reader, kept as reviewed"
    return told + f" (review {', '.join(map(str, state.reviews))})"


def joined_words(reviews: Iterable[ReviewEntry]) -> list[str]:
    """One line for each decision in force on what is the same or not, for `attache show`."""
    return [
        f"{DONE[e.action]}: {_subjects(e)} (review {e.id} by {e.by}, {e.at}{': ' if e.why else ''}{e.why})"
        for e in reviews
        if e.action in ("same", "different") and e.state != "undone"
    ]


def value_words(value: Any) -> str:
    """A field's value in plain words."""
    if value is None or value == ():
        return "nothing"
    if isinstance(value, float):
        return f"{value:,.15g}"
    if isinstance(value, Change):
        number = f" {value_words(value.value)} {value.unit or ''}".rstrip() if value.value is not None else ""
        return value.direction + number + (f" per {value.per}" if value.per else "")
    if not isinstance(value, tuple):
        return str(value)
    span = len(value) == 2 and all(v is None or not isinstance(v, str) or v[:4].isdigit() for v in value)
    # The same day twice is that day.
    parts = dict.fromkeys("…" if v is None else value_words(v) for v in value)
    return (" to " if span else "; ").join(parts)


def _say_done(entry: ReviewEntry) -> None:
    say(f"review {entry.id}: {DONE[entry.action]} {_about(entry)}; to take it back: attache undo {entry.id}")


def _about(entry: ReviewEntry) -> str:
    """What a review is on, and what it puts in place of what."""
    if entry.undoes is not None:
        return f"review {entry.undoes}"
    fields = ", ".join(f"{name.rstrip('_')} {value_words(was)} → {value_words(now)}" for name, was, now in entry.fields)
    return _subjects(entry) + (f": {fields}" if fields else "")


def _subjects(entry: ReviewEntry) -> str:
    sides = sorted({on.side for on in entry.on})
    told = ["; ".join(dict.fromkeys(_subject(on) for on in entry.on if on.side == side)) for side in sides]
    return " | ".join(told)


def _subject(on: ReviewedEntry) -> str:
    if on.name is not None:
        return on.name + (f" in {on.report}" if on.report else "")
    words = " ".join(on.words.split())
    return f"{on.id or on.id_then} “{words if len(words) <= SHORTENED else words[: SHORTENED - 1] + '…'}”"
