"""From the ledger's answers to a dossier: sections of lines, each line with the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attache.brief.lines import (
    Line,
    event_line,
    finding_line,
    life_line,
    office_lines,
    promise_line,
    promise_lines,
    series_line,
    statement_line,
    thing_line,
    unfollowed_line,
)
from attache.ledger import Ledger, Limits
from attache.ledger.entries import ActorEntry, OccurrenceEntry, PromiseEntry, ReportEntry, SeriesEntry, Summary, ThingEntry
from attache.ledger.health import Source
from attache.ledger.lifelines import LifeLine

# What a brief's "agreements and mechanisms" lists; places are on the desk, not in a brief.
LISTED_THINGS = ("agreement", "mechanism", "programme", "project")
LEAD_LINES = 6
# The order in which a reader wants to see promises: what has been decided first.
VERDICT_ORDER = ("missed", "kept", "kept late", "overdue", "disputed", "pending", "superseded", "open")
UNFOLLOWED = "not told again"


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
    sources: tuple[Source, ...]
    """Independent sources of the reports, the most official first."""
    summary: Summary

    @property
    def title(self) -> str:
        """ "Viet Nam – Russian Federation"."""
        return f"{self.a.name} – {self.b.name}"

    def lines(self) -> tuple[Line, ...]:
        """All lines in the order of print, what stands beneath a line not counted."""
        return (*self.lead, *(line for section in self.sections for line in section.lines))

    def reports_of(self, source: Source) -> tuple[ReportEntry, ...]:
        """The reports of a source, oldest first."""
        return tuple(r for r in self.reports if r.id in source.reports)


def compile_dossier(ledger: Ledger, a: str, b: str, *, since: str | None = None, until: str | None = None) -> Dossier:
    """The dossier on two actors. Raises QueryError where one is not known."""
    one, other = ledger.actor(a), ledger.actor(b)
    limits: Limits = {"between": (one.id, other.id), "since": since, "until": until}
    promises = _ordered(ledger.promises(**limits))
    series = ledger.series(**limits)
    return Dossier(
        a=one,
        b=other,
        period=_period(since, until),
        lead=_lead(promises),
        sections=_sections(ledger, limits, promises, series),
        series=series,
        promises=promises,
        reports=ledger.reports(**limits),
        sources=ledger.sources(**limits),
        summary=ledger.summary(**limits),
    )


def _sections(
    ledger: Ledger, limits: Limits, promises: tuple[PromiseEntry, ...], series: tuple[SeriesEntry, ...]
) -> tuple[Section, ...]:
    events = sorted(ledger.occurrences(**limits), key=_begins)
    unfollowed = (e for e in ledger.expected(**limits) if e.outcome == UNFOLLOWED)
    things = _lives(ledger.lifelines(**limits), ledger.things(**limits))
    return (
        Section("events", "What happened", tuple(map(event_line, events))),
        Section("expected", "Announced and not reported again", tuple(map(unfollowed_line, unfollowed))),
        Section("statements", "Who said what", tuple(map(statement_line, ledger.statements(**limits)))),
        Section("promises", "What was promised, and what became of it", promise_lines(promises)),
        Section("figures", "Figures", tuple(map(series_line, series))),
        Section("people", "People and their offices", office_lines(ledger.offices(**limits))),
        Section("things", "Agreements, mechanisms, programmes, projects", things),
        Section("open", "Open points and contradictions", tuple(map(finding_line, ledger.check(**limits)))),
    )


def _period(since: str | None, until: str | None) -> str:
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else "all reports"


def _lead(promises: tuple[PromiseEntry, ...]) -> tuple[Line, ...]:
    """A lead tells what can be checked, an amount with a day: the promises that most reports tell, in the order of the list."""
    checkable = [p for p in promises if p.value is not None and p.due is not None and p.verdict not in ("open", "superseded")]
    most_told = sorted(checkable, key=lambda p: (not p.proof, -len(p.stated), -len(p.proof), p.id))[:LEAD_LINES]
    return tuple(promise_line(p) for p in promises if p in most_told)


def _ordered(promises: tuple[PromiseEntry, ...]) -> tuple[PromiseEntry, ...]:
    return tuple(sorted(promises, key=lambda p: (VERDICT_ORDER.index(p.verdict), (p.due or ("", ""))[1] or "", p.id)))


def _begins(occurrence: OccurrenceEntry) -> tuple[str, str]:
    """By the day it began; one told only with an end stands at its end, an undated one last."""
    earliest, latest = occurrence.when or (None, None)
    return (earliest or latest or "9999", occurrence.id)


def _lives(lives: Iterable[LifeLine], things: Sequence[ThingEntry]) -> tuple[Line, ...]:
    """The lives of things, then the things of whose life nothing is told."""
    told = [life for life in lives if life.kind in LISTED_THINGS]
    known = {life.thing for life in told}
    rest = [thing for thing in things if thing.kind in LISTED_THINGS and thing.id not in known]
    listed = {thing.id for thing in things}
    return (*(life_line(life, listed=life.thing in listed) for life in told), *map(thing_line, rest))
