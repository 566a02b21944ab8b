"""The whole story of one occurrence: what all its tellings say of its states and details, and some of the tellings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from attache.ledger.answers import Answers
from attache.ledger.by_id.narrow import NarrowTelling, narrow_tellings, representatives, states_of
from attache.ledger.by_id.occurrences import COLUMNS
from attache.ledger.columns import dates_of
from attache.ledger.entries import DifferenceEntry, EventEntry, OccurrenceEntry, ReportEntry, VersionEntry
from attache.ledger.health import independent, newsroom
from attache.ledger.occurrences import DifferenceField, occurrence_of
from attache.ledger.occurring import difference_of, first_of, fullest_first, occurrences_of
from attache.ledger.sourcing import one_text
from attache.ledger.store import Store
from attache.ledger.tellings import telling
from attache.ledger.told import Told, only
from attache.records import Event

MOST_COMPARED = 120
"""Tellings compared with each other for what they do not tell alike; others like them count, but are not compared."""


def occurrence_story(store: Store, identity: str, tellings: int = 40) -> OccurrenceEntry | None:
    """An occurrence with all its states and differences, the fullest telling first and at least one of each version; None
    where there is none.

    Of more tellings than are wanted equal states that follow one another are one, and versions have the number of records
    that tell them.
    """
    ((number,),) = store.rows("SELECT count(*) FROM occurrence_event WHERE occurrence = ?", (identity,))
    if number > tellings:
        return _long_story(store, identity, tellings)
    return next(iter(occurrences_of(store, (identity,))), None)


def _long_story(store: Store, identity: str, tellings: int) -> OccurrenceEntry | None:
    answers = Answers(store)
    (row,) = store.rows(f"SELECT {COLUMNS} FROM occurrence WHERE id = ?", (identity,))
    _, kind, mode, status, first, last, where = row
    when = dates_of(first, last)
    found, reports = narrow_tellings(answers, identity)
    compared = dict(list(representatives(found).items())[:MOST_COMPARED])
    ranked = sorted(found, key=lambda t: (t.when != when, -t.named, t.event))
    shown = _shown(ranked, found, compared, reports)[:tellings]
    naming = [t.event for t in [t for t in ranked if t.who][:1] + [t for t in ranked if t.aimed][:1]]
    told = {t.id: t for t in only(answers.chosen({*shown, *compared, *naming}).values(), Event)}
    entries = {e: answers.event(told[e]) for e in {*shown, *naming}}
    ordered = fullest_first((entries[e] for e in shown), when)
    everyone = fullest_first(entries.values(), when)
    return OccurrenceEntry(
        id=identity,
        type=str(kind),
        mode=str(mode),
        status=status,
        when=when,
        where=where,
        who=first_of(e.who for e in everyone),
        target=first_of(e.target for e in everyone),
        events=tuple(ordered),
        states=states_of(found),
        differences=_differences(answers, found, {e: told[e] for e in compared}, ordered),
        sources=independent(reports.values(), one_text(store, reports)),
        tellings=len(found),
        reports=len(reports),
    )


def _shown(
    ranked: Sequence[NarrowTelling],
    found: Sequence[NarrowTelling],
    compared: Mapping[str, NarrowTelling],
    reports: Mapping[str, ReportEntry],
) -> list[str]:
    """Tellings in the order in which they deserve to be shown: the fullest, one of each version, one of each newsroom, then
    the next fullest; `found` in the order of their reports."""
    by_room: dict[str, str] = {}
    for one in found:
        by_room.setdefault(newsroom(reports[one.report]), one.event)
    return list(dict.fromkeys((ranked[0].event, *compared, *by_room.values(), *(t.event for t in ranked))))


def _differences(
    answers: Answers, found: Sequence[NarrowTelling], compared: Mapping[str, Told[Event]], shown: Sequence[EventEntry]
) -> tuple[DifferenceEntry, ...]:
    """What the tellings do not give alike, with the number of those that tell each version."""
    actors, shelf = answers.shelf.actors, answers.shelf
    told = occurrence_of([telling(t, actors, shelf.things(t.report)) for t in compared.values()])
    visible = {e.id for e in shown}
    out = []
    for difference in told.differences:
        tellers: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for one in found:
            tellers[_value(one, difference.field)].append(one.event)
        entry = difference_of(answers, difference)
        versions = tuple(
            _version(known, tellers[version.value], visible)
            for known, version in zip(entry.versions, difference.versions, strict=True)
        )
        out.append(replace(entry, versions=versions))
    return tuple(out)


def _version(version: VersionEntry, tellers: Sequence[str], visible: Set[str]) -> VersionEntry:
    """The version with the number of its tellers, and of their ids those that are shown."""
    shown = tuple(e for e in tellers if e in visible)
    return replace(version, events=shown or version.events, count=len(tellers))


def _value(one: NarrowTelling, field: DifferenceField) -> tuple[str, ...]:
    """A detail as `Version` has it."""
    match field:
        case "when":
            return tuple(day or "" for day in one.when) if one.when else ()
        case "where":
            return (one.where,) if one.where else ()
        case "who":
            return one.who
        case "about":
            return _names(one.about)
    return (one.status,)


@lru_cache(maxsize=4096)
def _names(column: str) -> tuple[str, ...]:
    return tuple(sorted(set(json.loads(column))))
