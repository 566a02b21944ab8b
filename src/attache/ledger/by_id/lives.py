"""The life of one thing, from the reports that name it and the occurrences that it is about, without reading any others.

What belongs to a thing is told of others too: which project an agreement is on, which paper was signed on a day. So the things
whose names share its own are looked at with it, and what their parties did on the days on which papers are told to be signed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from attache.ledger.answers import Answers, by_date
from attache.ledger.by_id.counting import naming
from attache.ledger.by_id.things import things
from attache.ledger.entries import EventEntry, FigureEntry, ThingEntry
from attache.ledger.lifelines import LifeLine
from attache.ledger.lifelines.lines import Found, lives
from attache.ledger.lifelines.nameless import DATED, MONTH
from attache.ledger.lifelines.stages import length
from attache.ledger.lifelines.telling import names_in
from attache.ledger.lists import listed
from attache.ledger.store import Store
from attache.ledger.things.anatomy import anatomy
from attache.ledger.told import earliest, latest, only
from attache.ledger.working.shelf import rows_for
from attache.records import Event, Figure

MOST_REPORTS = 60
"""Reports naming a thing up to which all are read."""
ENDS = 10
"""Reports read of a thing that more name: so many of the first, and of the newest; of the others only the events about it."""
MOST_OCCURRENCES = 200
MOST_TELLINGS = 6
"""Tellings of an occurrence that are looked at."""
MOST_RELATED = 6
"""Things looked at beside the one."""
MOST_DEEDS = 60
"""Occurrences looked at on the days of its own."""


def life_of(store: Store, thing: str) -> LifeLine | None:
    """The life of one thing; None where no stage of it is told."""
    entry = next(iter(things(store, (thing,), namings=MOST_REPORTS)), None)
    if entry is None:
        return None
    answers = Answers(store)
    near = (entry, *_related(store, entry))
    reports = {r for one in near for r in naming(store, one.id, MOST_REPORTS, ENDS)}
    chosen = {*_events_in(store, reports), *_events_about(store, (one.id for one in near))}
    told = _told(answers, chosen)
    told += _told(answers, {*_deeds(store, entry, told), *_of_its_kind(store, entry, reports)} - chosen)
    every = sorted({e.event.evidence[0].report for e in told} | reports)
    found = Found(by_date(told), _shares(answers, reports), names_in(store, every), near)
    return next((line for line in lives(answers, found) if line.thing == thing), None)


def _told(answers: Answers, ids: Iterable[str]) -> list[EventEntry]:
    return [answers.event(t) for t in only(answers.chosen(ids).values(), Event)]


def _shares(answers: Answers, reports: Iterable[str]) -> list[FigureEntry]:
    """Shares that the reports tell: how far something has come."""
    sql = "SELECT r.id FROM record r JOIN figure f ON f.id = r.id WHERE f.unit = '%' AND r.kind = 'figure' AND r.report IN ({})"
    chosen = answers.chosen(str(i) for (i,) in rows_for(answers.store, sql, reports))
    return [answers.figure(t) for t in only(chosen.values(), Figure)]


def _related(store: Store, entry: ThingEntry) -> tuple[ThingEntry, ...]:
    """Other things of the same parties whose names share a telling word with one of its names."""
    parties = json.dumps([p.id for p in entry.parties])
    own = frozenset(word for name in (entry.name, *entry.aliases) for word in _telling_words(name))
    shared = {
        str(i): len(own & {word for name in (title, *json.loads(aliases)) for word in _telling_words(name)})
        for i, title, aliases in store.rows("SELECT id, name, aliases FROM thing WHERE parties = ?", (parties,))
        if i != entry.id
    }
    ranked = sorted((i for i, words in shared.items() if words), key=lambda i: (-shared[i], i))
    return things(store, ranked[:MOST_RELATED], namings=MOST_REPORTS)


def _telling_words(name: str) -> frozenset[str]:
    parts = anatomy(name)
    return parts.proper | (parts.subject - parts.vague - parts.types)


def _events_in(store: Store, reports: Iterable[str]) -> list[str]:
    sql = "SELECT id FROM record WHERE kind = 'event' AND report IN ({})"
    return [str(i) for (i,) in rows_for(store, sql, reports)]


def _events_about(store: Store, ids: Iterable[str]) -> list[str]:
    """Events that tell the occurrences that things are about."""
    found = (listed(store, "occurrence", under=(f"about:{i}",), limit=MOST_OCCURRENCES).ids for i in ids)
    return _tellings(store, (one for part in found for one in part))


def _tellings(store: Store, occurrences: Iterable[str]) -> list[str]:
    """Of the tellings of each occurrence those that tell it differently, and some that do not."""
    sql = (
        'SELECT x.occurrence, x.event, e.status, e.when_from, e.when_to, e.about, e."where" FROM occurrence_event x '
        "JOIN event e ON e.id = x.event WHERE x.occurrence IN ({})"
    )
    groups: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for occurrence, event, *told in rows_for(store, sql, occurrences):
        groups[occurrence][event] = tuple(told)
    out = []
    for _, group in sorted(groups.items()):
        first = {told: event for event, told in sorted(group.items(), reverse=True)}
        out += list(dict.fromkeys((*sorted(first.values()), *sorted(group))))[:MOST_TELLINGS]
    return out


def _deeds(store: Store, entry: ThingEntry, told: Sequence[EventEntry]) -> Iterator[str]:
    """Events of the parties in the months in which the same was done to the thing: they may be meant where none is named."""
    names = {entry.name, *entry.aliases}
    own = (e.event for e in told if e.event.mode in DATED and names & {*e.event.about} and length(e.event.when) <= MONTH)
    months = {(event.mode, day[:7]) for event in own for day in (earliest(event.when), latest(event.when))}
    parties = [p.id for p in entry.parties]
    of = parties if len(parties) == 2 else ()
    for mode, month in sorted(months)[:MOST_DEEDS]:
        found = listed(store, "occurrence", of=of, under=(f"mode:{mode}",), since=month, until=month, limit=MOST_DEEDS)
        yield from _tellings(store, found.ids)


def _of_its_kind(store: Store, entry: ThingEntry, reports: Iterable[str]) -> Iterator[str]:
    """Of a site, what the two that its reports are mostly about did on "a nuclear power plant", which may be it."""
    types = anatomy(entry.name).types
    pairs = {(a, b) for a, b in rows_for(store, "SELECT a, b FROM pair WHERE report IN ({})", reports)} if len(types) > 1 else ()
    sql = (
        "SELECT x.event, e.about FROM occurrence_event x JOIN event e ON e.id = x.event "
        "WHERE e.about <> '[]' AND x.occurrence IN ({})"
    )
    for pair in sorted(pairs)[:MOST_RELATED]:
        found = listed(store, "occurrence", of=pair, under=("type:COOPERATE",), limit=MOST_OCCURRENCES)
        for event, about in rows_for(store, sql, found.ids):
            if any((words := anatomy(name)).subject == words.types and words.subject <= types for name in json.loads(about)):
                yield str(event)
