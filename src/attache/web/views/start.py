"""The start page: what is new, what was decided or falls due, what does not add up, and the way to every file.

In: the ledger and what the visitor saw before. Out: `StartView`, all of it from counts and from the entries shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from attache.brief.compile import newest_day
from attache.brief.labels import labels_in
from attache.brief.lines import Line, event_line
from attache.brief.words import actor_words, date_words
from attache.knowledge import rows
from attache.ledger import Ledger
from attache.ledger.entries import PairEntry, ReportEntry, SeriesEntry, Summary
from attache.web.pages import Asked, Page, Table
from attache.web.rendering import shortened
from attache.web.views.between.contacts import slim
from attache.web.views.lists import promise_list

NEW = 10
PROMISES = 5
SOON = 183
"""Days after the newest report in which what is due counts as due soon."""
CONTRADICTIONS = 3
PAIRS = 18
NEWEST = 10
LONGEST = 150
"""Letters of an explanation on this page; the promise's own page has it whole."""


@dataclass(frozen=True, slots=True)
class New:
    """What came in since the last visit."""

    number: int
    reports: tuple[ReportEntry, ...]
    files: tuple[PairEntry, ...]
    """The pairs that the newest of them are about, with the number of them."""


@dataclass(frozen=True, slots=True)
class Some:
    """The first lines of a list, and how many there are in all."""

    lines: tuple[Line, ...]
    number: int


@dataclass(frozen=True, slots=True)
class File:
    """A pair that reports are mostly about; `share` in hundredths of the one told most."""

    pair: PairEntry
    share: float


@dataclass(frozen=True, slots=True)
class StartView:
    """The desk in the morning."""

    summary: Summary
    counts: tuple[tuple[str, int, str], ...]
    """What it is, how many, and the address of the list."""
    waiting: int
    """Reports that are being worked in: they stand in no list yet."""
    new: New | None
    """None at the first visit."""
    reports: tuple[ReportEntry, ...]
    """Newest first, by the day published."""
    today: str
    """Day of the newest report: by it promises are judged, never by the clock."""
    soon: str
    """Day until which something counts as due soon."""
    decided: Some
    due: Some
    overdue: Some
    differing: Some
    """Series in which counts differ."""
    disputed: Some
    """Events told in ways that cannot all be right."""
    disputed_promises: int
    files: tuple[File, ...]
    files_in_all: int
    names: tuple[str, ...]
    """Names of countries and bodies that a file may be opened on."""
    aside: tuple[tuple[str, int], ...]
    """What was set aside, in words, with the number."""


def start_view(ledger: Ledger, asked: Asked) -> StartView:
    """The start page's data."""
    summary = ledger.summary()
    today = newest_day(ledger)
    pairs = ledger.pairs()
    verdicts = dict(summary.verdicts)
    return StartView(
        summary=summary,
        counts=_counts(summary),
        waiting=ledger.pending(),
        new=_new(ledger, asked.seen),
        reports=ledger.reports_by_id(ledger.listed("report", limit=NEWEST).ids),
        today=today,
        soon=_later(today),
        decided=_decided(ledger),
        due=_due(ledger, today),
        overdue=_promises(ledger, "verdict:overdue"),
        differing=_differing(ledger),
        disputed=_disputed(ledger),
        disputed_promises=verdicts.get("disputed", 0),
        files=tuple(File(p, round(100 * p.reports / pairs[0].reports, 1)) for p in pairs[:PAIRS]),
        files_in_all=len(pairs),
        names=_names(pairs),
        aside=_aside(summary.aside),
    )


def _counts(summary: Summary) -> tuple[tuple[str, int, str], ...]:
    return (
        ("reports", summary.reports, "/reports"),
        ("events", summary.occurrences, "/occurrences"),
        ("statements", summary.statements, "/statements"),
        ("promises", summary.promises, "/promises"),
        ("figures", summary.figures, "/series"),
        ("people and bodies", summary.actors, "/people"),
        ("agreements and other things", summary.things, "/things"),
    )


def _new(ledger: Ledger, seen: int | None) -> New | None:
    if seen is None:
        return None
    number, ids = ledger.arrived_since(seen, limit=200)
    return New(number, ledger.reports_by_id(ids[:NEW]), ledger.files_among(ids, limit=6) if ids else ())


def _later(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=SOON)).isoformat() if day else ""


def _decided(ledger: Ledger) -> Some:
    """Decided last, by the day of the newest proof; replaced ones are left out."""
    ids: list[str] = []
    number = 0
    for verdict in ("kept", "kept late", "missed", "disputed"):
        found = ledger.listed("decision", under=(f"verdict:{verdict}",), limit=PROMISES)
        number += found.total
        ids += found.ids
    newest = {i: n for n, i in enumerate(ledger.listed("decision", limit=40 * PROMISES).ids)}
    chosen = sorted(ids, key=lambda i: newest.get(i, len(newest)))[:PROMISES]
    lines = promise_list(ledger, chosen)
    days = {p.id: p for p in ledger.promises_by_id(chosen)}
    return Some(tuple(_dated(line, days[line.id].proof) for line in lines), number)


def _dated(line: Line, proof: Iterable[object]) -> Line:
    """The line by the day of its newest proof instead of the day it was due."""
    quotes = [q for entry in proof for q in getattr(entry, "quotes", ())[:1]]
    days = [q.report.published for q in quotes if q.report.published]
    newest = max(days, key=lambda d: d[1] or d[0] or "", default=None)
    return Line(
        line.id, date_words(newest) if newest else line.note, line.text, line.quotes, line.tag, shortened(line.detail, LONGEST)
    )


def _due(ledger: Ledger, today: str) -> Some:
    if not today:
        return Some((), 0)
    until = _later(today)
    found = ledger.listed("promise", under=("verdict:pending",), since=today, until=until, oldest_first=True, limit=PROMISES)
    return Some(_bare(promise_list(ledger, found.ids)), found.total)


def _promises(ledger: Ledger, *under: str) -> Some:
    found = ledger.listed("promise", under=under, limit=PROMISES)
    return Some(_bare(promise_list(ledger, found.ids)), found.total)


def _bare(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines under a heading that tells their verdict: without it and its explanation."""
    return tuple(Line(line.id, line.note.removeprefix("due "), line.text, line.quotes) for line in lines)


def _differing(ledger: Ledger) -> Some:
    found = ledger.listed("series", under=("conflict:yes",), limit=CONTRADICTIONS)
    return Some(tuple(map(_series_line, ledger.series_by_id(found.ids, CONTRADICTIONS))), found.total)


def _series_line(series: SeriesEntry) -> Line:
    """A series by its measure and parties, with its newest figures' sentences."""
    named = {a.id: a.name for a in series.parties}
    measure = labels_in("en").measure(series.measure, named)
    parties = "" if all(name in measure for name in named.values()) else f", {actor_words(series.parties)}"
    quotes = tuple(q for p in reversed(series.points) for q in p.quotes[:1])
    return Line(series.id, "", f"{measure[:1].upper()}{measure[1:]}{parties}", quotes)


def _disputed(ledger: Ledger) -> Some:
    found = ledger.listed("occurrence", under=("disputed:yes",), limit=CONTRADICTIONS)
    return Some(tuple(slim(event_line(o)) for o in ledger.occurrences_by_id(found.ids)), found.total)


def _names(pairs: Iterable[PairEntry]) -> tuple[str, ...]:
    told = {actor.name for pair in pairs for actor in (pair.a, pair.b)}
    return tuple(sorted(told | {row["name"] for row in rows("countries")}))


def _aside(told: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Most first; of several reasons that have no words of their own the code stands with spaces."""
    words = {row["reason"]: row for name in ("aside_words", "refused_words") for row in rows(name)}
    ranked = sorted(told, key=lambda x: (-x[1], x[0]))
    return tuple((words[r]["one" if n == 1 else "several"] if r in words else r.replace("-", " "), n) for r, n in ranked)


def start_table(view: StartView) -> Table:
    """The newest reports: a row a report."""
    heads = ("id", "published from", "published to", "title", "publisher", "agency", "file", "address")
    return Table(
        heads,
        tuple((r.id, *(r.published or (None, None)), r.label, r.publisher, r.agency, r.file, r.url) for r in view.reports),
    )


PAGE = Page("/", "start.html", lambda ledger, asked: "The desk", start_view, start_table)
