"""What does not add up in the ledger: contradictions, arithmetic, impossible dates, overlapping tenures, orphan promises.

In: the store and a scope. Out: findings, the gravest first, each with the sentences of all sides.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import get_args

from attache.ledger import promised, queries
from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.denied import told_and_denied
from attache.ledger.entries import EventEntry, FigureEntry, OccurrenceEntry, PromiseEntry, Quote, ReportEntry, SeriesEntry
from attache.ledger.findings import Finding, Severity
from attache.ledger.impossible import (
    LONGEST_OFFICE,
    commitment_dates,
    datelines,
    event_dates,
    figure_dates,
    tenure_dates,
)
from attache.ledger.offices import alike, day_span
from attache.ledger.store import Store
from attache.ledger.tenures import OfficeLine, TenureEntry, lines
from attache.ledger.told import closed, latest, overlap
from attache.ledger.words import amount, span
from attache.records import Dates, Evidence, Figure, Tenure

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gravest first."""
HANDOVER = 31
"""Days in which two persons may be told in one office while it passes from one to the other."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding with the sentences of all its sides, in the order of its records."""

    finding: Finding
    quotes: tuple[Quote, ...]
    """One a record, in their order."""

    def sentences(self) -> tuple[tuple[str, Quote], ...]:
        """Record ids with their sentences; records that rest on one sentence give it once, by the first of them."""
        seen: dict[tuple[str, str], tuple[str, Quote]] = {}
        for identity, quote in zip(self.finding.records, self.quotes, strict=True):
            seen.setdefault((str(quote.report.id), quote.sentence), (identity, quote))
        return tuple(seen.values())


def check(store: Store, scope: Scope, *, as_of: str | None = None) -> tuple[Checked, ...]:
    """All findings in scope, the gravest first, then by code, then by what they are about."""
    answers = Answers(store)
    found = set(_findings(store, answers, scope, as_of))
    ordered = sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.code, f.subject, f.says, f.records))
    return tuple(Checked(f, _quotes(answers, f)) for f in ordered)


def from_severity(checked: Iterable[Checked], least: str) -> tuple[Checked, ...]:
    """Findings of this severity and graver ones."""
    wanted = SEVERITIES[: [str(s) for s in SEVERITIES].index(least) + 1]
    return tuple(c for c in checked if c.finding.severity in wanted)


def counts(checked: Iterable[Checked]) -> tuple[tuple[Severity, str, int], ...]:
    """Severity, code and number of findings, the gravest first."""
    told = [(c.finding.severity, c.finding.code) for c in checked]
    return tuple((s, c, told.count((s, c))) for s, c in sorted(set(told), key=lambda t: (SEVERITIES.index(t[0]), t[1])))


def _findings(store: Store, answers: Answers, scope: Scope, as_of: str | None) -> Iterator[Finding]:
    series = queries.series(store, scope)
    yield from figures_disagree(series)
    yield from occurrences_differ(queries.occurrences(store, scope))
    yield from told_and_denied(store, scope)
    yield from event_dates(queries.events(store, scope))
    yield from figure_dates(queries.figures(store, scope))
    yield from commitment_dates(queries.commitments(store, scope))
    yield from tenure_dates(answers.office(t) for t in answers.told(Tenure, *scope.records("tenure")))
    yield from datelines(_datelines(store, answers, scope))
    offices = lines(answers, scope)
    yield from offices_overlap(offices)
    yield from offices_too_long(offices)
    promises = promised.promises(store, scope, as_of=as_of, on_the_way=False)
    yield from promises_orphaned(promises, _standing(store, promises), _last_told(store, promises))
    yield from (finding for one in series for finding in one.findings)


def figures_disagree(series: Iterable[SeriesEntry]) -> Iterator[Finding]:
    """Figures of one series for one period that cannot all be right: one finding a period, with all of them."""
    for one in series:
        parties = " and ".join(a.name for a in one.parties)
        periods: dict[Dates | None, dict[str, FigureEntry]] = {}
        for conflict in one.conflicts:
            sides = (conflict.first, conflict.second)
            periods.setdefault(conflict.period, {}).update({e.id: e for e in sides})
        for period, entries in periods.items():
            told = list(dict.fromkeys(f"{_figure(e.figure)}{_by(e)}{_when(e, period)}" for e in entries.values()))
            what = f"{', '.join(filter(None, (one.measure, parties, span(period))))}: {' against '.join(told)}"
            yield Finding("figures-disagree", "warning", one.id, what, tuple(entries))


def _figure(figure: Figure) -> str:
    change = figure.change
    told = amount(figure.value, figure.unit, figure.bound)
    moved = f"{change.direction} {amount(change.value, change.unit)}".strip() if change else ""
    return ", ".join(filter(None, (told, moved)))


def _by(entry: FigureEntry) -> str:
    return f" by the count of {entry.counted_by}" if entry.counted_by else ""


def _when(entry: FigureEntry, period: Dates | None) -> str:
    """The figure's own time where it is not the one of the finding: a running total that falls has two."""
    return f" ({span(entry.figure.period)})" if entry.figure.period not in (period, None) else ""


def occurrences_differ(occurrences: Iterable[OccurrenceEntry]) -> Iterator[Finding]:
    """Tellings of one event as held on days, or in places, that cannot both be right."""
    for one in occurrences:
        held = [e for e in one.events if e.event.status in ("happened", "ongoing")]
        pairs = [(a, b) for a, b in combinations(held, 2) if a.event.evidence[0].report != b.event.evidence[0].report]
        for a, b in _first_of_each(pairs, _days_differ):
            says = f"{_named(one)} told of {span(a.event.when)} and of {span(b.event.when)}"
            yield Finding("dates-differ", "warning", one.id, says, (a.id, b.id))
        for a, b in _first_of_each(pairs, _places_differ):
            says = f"{_named(one)} told of {a.event.where} and of {b.event.where}"
            yield Finding("places-differ", "note", one.id, says, (a.id, b.id))


def _first_of_each(
    pairs: Sequence[tuple[EventEntry, EventEntry]], differ: Callable[[EventEntry, EventEntry], bool]
) -> Iterator[tuple[EventEntry, EventEntry]]:
    """The first pair for each two versions that differ: ten reports with one date against one other are one finding."""
    seen: set[frozenset[object]] = set()
    for a, b in pairs:
        versions = frozenset(((a.event.when, a.event.where), (b.event.when, b.event.where)))
        if differ(a, b) and versions not in seen:
            seen.add(versions)
            yield a, b


def _days_differ(one: EventEntry, other: EventEntry) -> bool:
    first, second = closed(one.event.when), closed(other.event.when)
    return first is not None and second is not None and not overlap(first, second)


def _places_differ(one: EventEntry, other: EventEntry) -> bool:
    a, b = one.event.where, other.event.where
    if not a or not b or a in b or b in a:
        return False
    # A country beside a place in it differ in grain alone.
    return _is_code(a) == _is_code(b)


def _is_code(place: str) -> bool:
    return len(place) == 3 and place.isupper()


def _named(one: OccurrenceEntry) -> str:
    who = ", ".join(a.name for a in (*one.who, *one.target))
    return f"{one.mode.replace('-', ' ')}{f' ({who})' if who else ''}"


def offices_overlap(found: Iterable[OfficeLine]) -> Iterator[Finding]:
    """Two persons told to hold an office at one time that one holds at a time."""
    for line in found:
        person = {h.interval: h for h in line.holders}
        for one in line.overlaps:
            a, b = sorted((person[i].person for i in (one.one, one.other)), key=lambda p: (p.name, p.id))
            days = day_span(*one.days)
            says = f"{_office(line)}: {a.name} and {b.name} both, {span(one.days)}"
            if alike(a.name, b.name):
                says += "; perhaps one person under two names"
            passing = days <= HANDOVER and one.observations[0].first != one.observations[1].first
            severity: Severity = "note" if passing or alike(a.name, b.name) else "warning"
            yield Finding("offices-overlap", severity, a.id, says, tuple(o.id for o in one.observations))


def _office(line: OfficeLine) -> str:
    return f"{line.office}{f' of {line.of.name}' if line.of else ''}"


def offices_too_long(found: Iterable[OfficeLine]) -> Iterator[Finding]:
    """One person observed in one office over more than a working life: two persons of one name, or a misread year."""
    for line in found:
        for holder in line.holders:
            if _days_of(holder) > LONGEST_OFFICE:
                seen = [o for o in holder.interval.observations if o.first]
                years = _days_of(holder) // 365
                says = f"{holder.person.name} as {_office(line)} over {years} years"
                yield Finding("office-too-long", "warning", holder.person.id, says, (seen[0].id, seen[-1].id))


def _days_of(holder: TenureEntry) -> int:
    first, last = holder.interval.first_seen, holder.interval.last_seen
    return day_span(first, last) if first and last else 0


def promises_orphaned(promises: Iterable[PromiseEntry], known: frozenset[str], last_told: dict[str, str]) -> Iterator[Finding]:
    """Promises of nobody, replaced by one that is not there, or overdue without any later report on those who made them.

    `known` are the ids of all promises; `last_told` the day of the newest report by actor.
    """
    for one in promises:
        ids = tuple(s.id for s in one.stated[:2])
        if not one.parties and not any(s.by for s in one.stated):
            yield Finding("promise-orphan", "note", one.id, f"{one.title}: nobody is told to have promised it", ids)
        if one.superseded_by is not None and one.superseded_by not in known:
            says = f"{one.title}: told as replaced by {one.superseded_by}, which is not in the ledger"
            yield Finding("promise-orphan", "error", one.id, says, ids)
        newest = min((last_told.get(p.id, "") for p in one.parties), default="")
        if one.verdict == "overdue" and newest and newest <= latest(one.due):
            says = f"{one.title}: due by {span(one.due)}; no report after {span((newest, newest))} tells of all its parties"
            yield Finding("promise-unfollowed", "note", one.id, says, ids)


def _standing(store: Store, promises: Iterable[PromiseEntry]) -> frozenset[str]:
    """Ids of those promises that are told to have replaced these and that there are."""
    named = json.dumps(sorted({p.superseded_by for p in promises if p.superseded_by is not None}))
    return frozenset(
        str(i) for (i,) in store.rows("SELECT id FROM promise WHERE id IN (SELECT value FROM json_each(?))", (named,))
    )


def _last_told(store: Store, promises: Iterable[PromiseEntry]) -> dict[str, str]:
    """The latest day of a report with a record of an actor, by actor, for the parties of overdue promises."""
    actors = json.dumps(sorted({a.id for p in promises if p.verdict == "overdue" for a in p.parties}))
    rows = store.rows(
        "SELECT i.actor, max(coalesce(g.published_to, g.published_from, '')) FROM involved i "
        "JOIN reading g ON g.report = i.report WHERE i.actor IN (SELECT value FROM json_each(?)) GROUP BY i.actor",
        (actors,),
    )
    return {str(actor): str(day) for actor, day in rows}


def _datelines(store: Store, answers: Answers, scope: Scope) -> Iterator[tuple[ReportEntry, str]]:
    near = {str(r.id) for r in queries.reports(store, scope)}
    for report, words in store.rows("SELECT report, dateline FROM sighting WHERE rank = 0 AND dateline <> '' ORDER BY report"):
        if str(report) in near:
            yield answers.reports[str(report)], str(words)


def _quotes(answers: Answers, finding: Finding) -> tuple[Quote, ...]:
    """The first sentence of each record; of a report its first line."""
    wanted = "SELECT value FROM json_each(?)"
    told = {t.id: t.record.evidence[0] for t in answers.any_told(wanted, (json.dumps(finding.records),))}
    return tuple(answers.quote(told[i] if i in told else _top(answers, i)) for i in finding.records)


def _top(answers: Answers, report: str) -> Evidence:
    line = next((line for line in answers.text(report).splitlines() if line.strip()), "")
    start = answers.text(report).index(line)
    return Evidence(answers.reports[report].id, start, start + len(line), line)
