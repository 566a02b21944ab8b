"""From the ledger's answers to a dossier: sections of lines, each line with the sentences it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from attache.brief.words import (
    career_words,
    date_words,
    event_words,
    figure_words,
    level_words,
    list_words,
    promise_title,
    statement_words,
    thing_words,
)
from attache.ledger import Ledger
from attache.ledger.entries import (
    ActorEntry,
    OccurrenceEntry,
    PromiseEntry,
    Quote,
    ReportEntry,
    SeriesEntry,
    Summary,
)

# What a brief's "agreements and mechanisms" lists; places are on the desk, not in a brief.
LISTED_THINGS = ("agreement", "mechanism", "programme", "project")
LEAD_LINES = 6
# The order in which a reader wants to see promises: what has been decided first.
VERDICT_ORDER = ("missed", "kept", "kept late", "overdue", "disputed", "pending", "superseded", "open")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a brief; `id` is what `attache show` takes, `note` stands apart (a date, a verdict)."""

    id: str
    note: str
    text: str
    quotes: tuple[Quote, ...]
    tag: str = ""
    """A word for colour: a verdict or status; empty for none."""
    detail: str = ""
    """A second, quieter sentence."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; a section without lines says so rather than vanish."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The whole brief."""

    a: ActorEntry
    b: ActorEntry
    period: str
    lead: tuple[Line, ...]
    sections: tuple[Section, ...]
    series: tuple[SeriesEntry, ...]
    promises: tuple[PromiseEntry, ...]
    reports: tuple[ReportEntry, ...]
    summary: Summary

    @property
    def title(self) -> str:
        """ "Viet Nam – Russian Federation"."""
        return f"{self.a.name} – {self.b.name}"

    def lines(self) -> tuple[Line, ...]:
        """All lines in the order of print."""
        return (*self.lead, *(line for section in self.sections for line in section.lines))


def compile_dossier(ledger: Ledger, a: str, b: str, *, since: str | None = None, until: str | None = None) -> Dossier:
    """The dossier on two actors. Raises QueryError where one is not known."""
    one, other = ledger.actor(a), ledger.actor(b)
    between = (one.id, other.id)
    promises = _ordered(ledger.promises(between=between, since=since, until=until))
    series = ledger.series(between=between, since=since, until=until)
    return Dossier(
        a=one,
        b=other,
        period=_period(since, until),
        lead=_lead(promises),
        sections=(
            Section("events", "What happened", _event_lines(ledger, between, since, until)),
            Section("statements", "Who said what", _statement_lines(ledger, between, since, until)),
            Section("promises", "What was promised, and what became of it", tuple(_promise_line(p) for p in promises)),
            Section("figures", "Figures", _figure_lines(series)),
            Section("people", "People and their offices", _people_lines(ledger, between, since, until)),
            Section("things", "Agreements, mechanisms, programmes, projects", _thing_lines(ledger, between, since, until)),
        ),
        series=series,
        promises=promises,
        reports=ledger.reports(between=between, since=since, until=until),
        summary=ledger.summary(between=between, since=since, until=until),
    )


def _period(since: str | None, until: str | None) -> str:
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else "all reports"


def _lead(promises: tuple[PromiseEntry, ...]) -> tuple[Line, ...]:
    """A lead tells what can be checked, an amount with a day: the promises that most reports tell, in the order of the list."""
    checkable = [p for p in promises if p.value is not None and p.due is not None and p.verdict not in ("open", "superseded")]
    most_told = sorted(checkable, key=lambda p: (not p.proof, -len(p.stated), -len(p.proof), p.id))[:LEAD_LINES]
    return tuple(_promise_line(p) for p in promises if p in most_told)


def _ordered(promises: tuple[PromiseEntry, ...]) -> tuple[PromiseEntry, ...]:
    return tuple(sorted(promises, key=lambda p: (VERDICT_ORDER.index(p.verdict), (p.due or ("", ""))[1] or "", p.id)))


def _promise_line(promise: PromiseEntry) -> Line:
    stated = tuple(q for entry in promise.stated for q in entry.quotes[:1])
    proof = tuple(q for entry in promise.proof for q in entry.quotes[:1])
    return Line(
        promise.id,
        date_words(promise.stated[0].date) if promise.stated else "",
        promise_title(promise),
        (*stated, *proof),
        tag=promise.verdict,
        detail=promise.explanation,
    )


def _event_lines(ledger: Ledger, between: tuple[str, str], since: str | None, until: str | None) -> tuple[Line, ...]:
    lines = []
    for occurrence in sorted(ledger.occurrences(between=between, since=since, until=until), key=_begins):
        quotes = tuple(q for event in occurrence.events for q in event.quotes[:1])
        status = "" if occurrence.status == "happened" else occurrence.status
        lines.append(Line(occurrence.id, date_words(occurrence.when), event_words(occurrence), quotes, tag=status))
    return tuple(lines)


def _begins(occurrence: OccurrenceEntry) -> tuple[str, str]:
    """By the day it began; one told only with an end stands at its end, an undated one last."""
    earliest, latest = occurrence.when or (None, None)
    return (earliest or latest or "9999", occurrence.id)


def _statement_lines(ledger: Ledger, between: tuple[str, str], since: str | None, until: str | None) -> tuple[Line, ...]:
    return tuple(
        Line(entry.id, date_words(entry.date), statement_words(entry), entry.quotes[:1])
        for entry in ledger.statements(between=between, since=since, until=until)
    )


def _figure_lines(series: tuple[SeriesEntry, ...]) -> tuple[Line, ...]:
    lines = []
    for one in series:
        disputed = {f.id for c in one.conflicts for f in (c.first, c.second)}
        for point in one.points:
            who = list_words(tuple(s.name for s in point.speakers))
            tag = "disputed" if point.id in disputed else "forecast" if point.forecast else "suspect" if point.suspect else ""
            detail = f"as told by {who}" if who else ""
            if tag == "disputed":
                others = tuple(
                    level_words(other)
                    for c in one.conflicts
                    for other in (c.first, c.second)
                    if point.id in (c.first.id, c.second.id) and other.id != point.id
                )
                detail = "; ".join(filter(None, (detail, f"another source has {list_words(tuple(dict.fromkeys(others)))}")))
            lines.append(
                Line(point.id, date_words(point.date), figure_words(point, dated=False), point.quotes[:1], tag=tag, detail=detail)
            )
    return tuple(lines)


def _people_lines(ledger: Ledger, between: tuple[str, str], since: str | None, until: str | None) -> tuple[Line, ...]:
    lines = []
    for person in ledger.people(between=between, since=since, until=until):
        offices = career_words(person.offices)
        quotes = tuple(o.quotes[0] for o in person.offices if o.quotes)
        if offices:
            lines.append(Line(person.actor.id, person.actor.name, "; ".join(offices), quotes))
    return tuple(lines)


def _thing_lines(ledger: Ledger, between: tuple[str, str], since: str | None, until: str | None) -> tuple[Line, ...]:
    lines = []
    for thing in ledger.things(between=between, since=since, until=until):
        if thing.kind not in LISTED_THINGS:
            continue
        story = "; ".join(f"{date_words(e.date)}: {e.event.mode.replace('-', ' ') or e.event.type.lower()}" for e in thing.events)
        lines.append(Line(thing.id, thing.kind, thing_words(thing), thing.quotes, detail=story))
    return tuple(lines)
