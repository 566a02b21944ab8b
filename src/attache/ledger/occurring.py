"""Events in the world as asked for: each with its tellings, its states by the reports' dates, and what they do not tell alike."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from attache.ledger.answers import Answers
from attache.ledger.columns import dates_of
from attache.ledger.countries import country_name, find_country
from attache.ledger.entries import (
    DifferenceEntry,
    EventEntry,
    OccurrenceEntry,
    StateEntry,
    VersionEntry,
)
from attache.ledger.health import sources
from attache.ledger.occurrences import Difference, Occurrence, Version, occurrence_of
from attache.ledger.sourcing import one_text
from attache.ledger.store import Row, Store
from attache.ledger.tellings import telling
from attache.ledger.told import Told, earliest, latest
from attache.ledger.words import span
from attache.records import Dates, Event, ReportId

T = TypeVar("T")
AMONG = "SELECT value FROM json_each(?)"


def occurrences_of(store: Store, ids: Iterable[str]) -> tuple[OccurrenceEntry, ...]:
    """The occurrences of these ids by date, each with all its tellings."""
    answers = Answers(store)
    chosen = (json.dumps(sorted(set(ids))),)
    rows = store.rows(f"SELECT event, occurrence FROM occurrence_event WHERE occurrence IN ({AMONG})", chosen)
    occurrence = {str(event): str(one) for event, one in rows}
    members: dict[str, list[Told[Event]]] = defaultdict(list)
    for told in answers.told(Event, f"SELECT event FROM occurrence_event WHERE occurrence IN ({AMONG})", chosen):
        members[occurrence[told.id]].append(told)
    copied = one_text(store, {t.report for group in members.values() for t in group})
    columns = 'id, type, mode, status, when_from, when_to, "where"'
    rows = store.rows(f"SELECT {columns} FROM occurrence WHERE id IN ({AMONG}) ORDER BY id", chosen)
    out = [_entry(answers, row, members[str(row[0])], copied) for row in rows if members.get(str(row[0]))]
    return tuple(sorted(out, key=lambda o: (o.when is None, earliest(o.when), latest(o.when), o.id)))


def _entry(answers: Answers, row: Row, told: Sequence[Told[Event]], copied: Sequence[Sequence[str]]) -> OccurrenceEntry:
    identity, kind, mode, status, first, last, where = row
    when = dates_of(first, last)
    group = fullest_first((answers.event(t) for t in told), when)
    actors = answers.shelf.actors
    found = occurrence_of([telling(t, actors, answers.shelf.things(t.report)) for t in told])
    reports = {t.report for t in told}
    return OccurrenceEntry(
        str(identity),
        str(kind),
        str(mode),
        status,
        when,
        where,
        first_of(e.who for e in group),
        first_of(e.target for e in group),
        tuple(group),
        states_of(found),
        tuple(difference_of(answers, d) for d in found.differences),
        len(sources((answers.reports[r] for r in sorted(reports)), copied)),
        len(group),
        len(reports),
    )


def fullest_first(tellings: Iterable[EventEntry], when: Dates | None) -> list[EventEntry]:
    """Tellings of an occurrence of that time: those that give it first, then those that name most."""
    return sorted(tellings, key=lambda e: (e.event.when != when, -len(e.who) - len(e.target), e.id))


def first_of(sequences: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    """The first that is not empty."""
    return next((s for s in sequences if s), ())


def states_of(found: Occurrence) -> tuple[StateEntry, ...]:
    """The states as entries."""
    return tuple(StateEntry(s.status, s.day, s.when, s.event, ReportId(s.report)) for s in found.states)


def difference_of(answers: Answers, found: Difference) -> DifferenceEntry:
    """A difference as entry, its versions in plain words."""
    versions = tuple(VersionEntry(_words(answers, found, v), v.events, len(v.events)) for v in found.versions)
    return DifferenceEntry(found.field, versions, found.contradict)


def _words(answers: Answers, found: Difference, version: Version) -> str:
    value = version.value
    if found.field == "when":
        return span((value[0] or None, value[-1] or None))
    if found.field == "where":
        return place_words(value[0])
    if found.field == "who":
        return ", ".join(answers.actor(i).name for i in value)
    return ", ".join(value)


def place_words(place: str) -> str:
    """A place by name: a country's where only its code is told."""
    return country_name(place) if len(place) == 3 and place.isupper() and find_country(place) else place
