"""The life of one thing, from the reports that name it and the occurrences that it is about, without reading any others.

What belongs to a thing is told of others too: which project an agreement is on, which paper was signed on a day. So the things
whose names share its own are looked at with it, and what their parties did on the days on which papers are told to be signed.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

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
from attache.ledger.names import folded
from attache.ledger.store import Store
from attache.ledger.things.anatomy import Anatomy, anatomy, stem
from attache.ledger.told import earliest, latest, only, overlap
from attache.ledger.working.shelf import rows_for
from attache.records import Event, Figure

MOST_REPORTS = 60
"""Reports naming a thing up to which all are read."""
ENDS = 10
"""Reports read of a thing that more name: so many of the first, and of the newest; of the others only the events about it."""
MOST_OCCURRENCES = 200
MOST_TELLINGS = 6
"""Tellings of an occurrence that are looked at."""
FEW_TELLINGS = 2
"""The same of one that may or may not be about the thing."""
MOST_RELATED = 6
"""Things looked at beside the one."""
MOST_ELSEWHERE = 20
"""The same where nobody says that the parties did it, or what their chairs did."""
MOST_CHAIRS = 6
MOST_DEEDS = 60
"""Occurrences looked at on the days of its own."""


def life_of(store: Store, thing: str) -> LifeLine | None:
    """The life of one thing; None where no stage of it is told."""
    entry = next(iter(things(store, (thing,), namings=MOST_REPORTS)), None)
    if entry is None:
        return None
    answers = Answers(store)
    own = naming(store, thing, MOST_REPORTS, ENDS)
    near = (entry, *_related(store, entry, own))
    reports = {*own, *(r for one in near for r in naming(store, one.id, MOST_REPORTS, ENDS))}
    chosen = {*_events_in(store, reports), *_events_about(store, (one.id for one in near))}
    told = _told(answers, chosen)
    about = [e for e in told if _is_about(answers, e, thing)]
    deeds = _told(answers, {*_deeds(store, entry, about)} - chosen)
    more = {*_in_lists(store, about, deeds), *_of_its_kind(store, entry, reports), *_by_chairs(store, entry, about)}
    told += [*deeds, *_told(answers, more - chosen - {e.id for e in deeds})]
    every = sorted({e.event.evidence[0].report for e in told} | reports)
    found = Found(by_date(told), _shares(answers, reports), names_in(store, every), near)
    return next((line for line in lives(answers, found) if line.thing == thing), None)


def _is_about(answers: Answers, entry: EventEntry, thing: str) -> bool:
    names = answers.shelf.things(entry.event.evidence[0].report)
    return any(names.get(name) == thing for name in entry.event.about)


def _told(answers: Answers, ids: Iterable[str]) -> list[EventEntry]:
    return [answers.event(t) for t in only(answers.chosen(ids).values(), Event)]


def _shares(answers: Answers, reports: Iterable[str]) -> list[FigureEntry]:
    """Shares that the reports tell: how far something has come."""
    sql = "SELECT r.id FROM record r JOIN figure f ON f.id = r.id WHERE f.unit = '%' AND r.kind = 'figure' AND r.report IN ({})"
    chosen = answers.chosen(str(i) for (i,) in rows_for(answers.store, sql, reports))
    return [answers.figure(t) for t in only(chosen.values(), Figure)]


def _related(store: Store, entry: ThingEntry, reports: Iterable[str]) -> tuple[ThingEntry, ...]:
    """Other things of the same parties, or named in the same reports, whose names share a word with one of its own."""
    parties = json.dumps([p.id for p in entry.parties])
    beside = {str(i) for (i,) in rows_for(store, "SELECT DISTINCT thing FROM same_thing WHERE report IN ({})", reports)}
    beside |= {str(i) for (i,) in store.rows("SELECT id FROM thing WHERE parties = ? AND parties <> '[]'", (parties,))}
    own = [anatomy(name) for name in (entry.name, *entry.aliases)]
    shared = {
        str(i): max(_likeness(one, anatomy(name)) for one in own for name in (title, *json.loads(aliases)))
        for i, title, aliases in rows_for(store, "SELECT id, name, aliases FROM thing WHERE id IN ({})", beside - {entry.id})
    }
    ranked = sorted((i for i, words in shared.items() if words), key=lambda i: (-shared[i], i))
    return things(store, ranked[:MOST_RELATED], namings=MOST_REPORTS)


def _likeness(one: Anatomy, other: Anatomy) -> int:
    """How much two names share: telling words before words for a kind of site."""
    a, b = (name.proper | (name.subject - name.vague - name.types) for name in (one, other))
    return 10 * len(a & b) + len(one.types & other.types)


def _events_in(store: Store, reports: Iterable[str]) -> list[str]:
    sql = "SELECT id FROM record WHERE kind = 'event' AND report IN ({})"
    return [str(i) for (i,) in rows_for(store, sql, reports)]


def _events_about(store: Store, ids: Iterable[str]) -> list[str]:
    """Events that tell the occurrences that things are about."""
    found = (listed(store, "occurrence", under=(f"about:{i}",), limit=MOST_OCCURRENCES).ids for i in ids)
    return _tellings(store, (one for part in found for one in part))


def _tellings(store: Store, occurrences: Iterable[str], most: int = MOST_TELLINGS) -> list[str]:
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
        out += list(dict.fromkeys((*sorted(first.values()), *sorted(group))))[:most]
    return out


def _deeds(store: Store, entry: ThingEntry, about: Iterable[EventEntry]) -> Iterator[str]:
    """Events of the parties in the months in which the same was done to the thing: they may be meant where none is named."""
    own = (e.event for e in about if _is_dated(e))
    months = {(event.mode, day[:7]) for event in own for day in (earliest(event.when), latest(event.when))}
    parties = [p.id for p in entry.parties]
    scopes = [parties] if len(parties) == 2 else []
    for mode, month in sorted(months)[:MOST_DEEDS]:
        for of, most in [*((pair, MOST_DEEDS) for pair in scopes), ((), MOST_ELSEWHERE)]:
            found = listed(store, "occurrence", of=of, under=(f"mode:{mode}",), since=month, until=month, limit=most)
            yield from _tellings(store, found.ids, FEW_TELLINGS)


def _is_dated(entry: EventEntry) -> bool:
    return entry.event.mode in DATED and entry.event.when is not None and length(entry.event.when) <= MONTH


def _in_lists(store: Store, about: Sequence[EventEntry], deeds: Iterable[EventEntry]) -> list[str]:
    """All events of reports that tell one of the thing's deeds without naming it: such a report may be a list of them."""
    own = [e.event for e in about if _is_dated(e)]
    same = (
        e.event.evidence[0].report
        for e in deeds
        if not e.event.about and any(e.event.mode == o.mode and overlap(e.event.when, o.when) for o in own)
    )
    return _events_in(store, list(dict.fromkeys(same))[:ENDS])


def _by_chairs(store: Store, entry: ThingEntry, about: Iterable[EventEntry]) -> Iterator[str]:
    """What those who most often took part in a mechanism's sessions did together: they may have met as its chairs."""
    if entry.kind != "mechanism":
        return
    often = Counter(a.id for e in about for a in (*e.who, *e.target) if a.kind == "person").most_common(MOST_CHAIRS)
    for pair in combinations(sorted(person for person, _ in often), 2):
        yield from _tellings(store, listed(store, "occurrence", of=pair, limit=MOST_ELSEWHERE).ids)


def _of_its_kind(store: Store, entry: ThingEntry, reports: Iterable[str]) -> Iterator[str]:
    """Of a site, what the two that its reports are mostly about did on "a nuclear power plant", which may be it."""
    types = anatomy(entry.name).types
    words = [word for word in folded(entry.name).split() if stem(word) in types][:-1]
    pairs = {(a, b) for a, b in rows_for(store, "SELECT a, b FROM pair WHERE report IN ({})", reports)} if words else ()
    sql = (
        "SELECT x.event, e.about FROM occurrence_event x JOIN event e ON e.id = x.event "
        "WHERE e.about <> '[]' AND x.occurrence IN ({})"
    )
    for pair in sorted(pairs)[:MOST_RELATED]:
        found = listed(store, "occurrence", of=pair, under=("type:COOPERATE",), limit=MOST_OCCURRENCES)
        for event, about in rows_for(store, sql, found.ids):
            if any((parts := anatomy(name)).subject == parts.types and parts.subject <= types for name in json.loads(about)):
                yield str(event)
        yield from _events_in(store, _with_words(store, pair, words))


def _with_words(store: Store, pair: tuple[str, str], words: Iterable[str]) -> list[str]:
    """Reports mostly about two in which words stand."""
    sql = (
        "SELECT r.id FROM report_words w JOIN report r ON r.rowid = w.rowid JOIN pair p ON p.report = r.id "
        "WHERE report_words MATCH ? AND p.a = ? AND p.b = ? ORDER BY r.id LIMIT ?"
    )
    match = " ".join(f'"{word}"' for word in words)
    return [str(i) for (i,) in store.rows(sql, (match, *pair, MOST_ELSEWHERE))]
