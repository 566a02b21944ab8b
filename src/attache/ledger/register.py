"""Persons with their offices, and things with their events, as asked for."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attache.ledger.answers import Answers, by_date
from attache.ledger.asking import Scope
from attache.ledger.entries import (
    EventEntry,
    OfficeEntry,
    PersonEntry,
    ThingEntry,
)
from attache.ledger.queries import events, reports, statements
from attache.ledger.store import Store
from attache.ledger.things import KnownThing
from attache.ledger.told import latest
from attache.ledger.working import CURRENT
from attache.ledger.working.naming import stored
from attache.records import Event, Evidence, Statement, Tenure, ThingKind

AMONG = "SELECT value FROM json_each(?)"


def people(store: Store, scope: Scope) -> tuple[PersonEntry, ...]:
    """Persons, those most often named first. Between two: persons of either named in reports that concern both."""
    answers = Answers(store)
    said = Counter(a.id for e in statements(store, scope) for a in e.speakers)
    found = _people(answers, [r.id for r in reports(store, scope)], said)
    pair = scope.pair
    return tuple(p for p in found if pair is None or _is_of(p.actor.country, pair, p.offices))


def person(store: Store, identity: str) -> PersonEntry | None:
    """A person by id; None where no passage names them and no office is told."""
    answers = Answers(store)
    told = answers.told(Statement, "SELECT record FROM involved WHERE actor = ? AND part = 'own'", (identity,))
    said = Counter({identity: sum(identity in t.ids(t.record.speakers) for t in told)})
    found = _people(answers, naming_reports(store, identity), said)
    return next((p for p in found if p.actor.id == identity), None)


def naming_reports(store: Store, identity: str) -> list[str]:
    """Ids of the reports that name an actor or thing, or mean a person by a description."""
    sql = (
        "SELECT s.report FROM face f JOIN sighted s ON s.face = f.id WHERE f.entity = ? "
        "UNION SELECT report FROM stands_for WHERE person = ? ORDER BY 1"
    )
    return [str(r) for (r,) in store.rows(sql, (identity, identity))]


def _people(answers: Answers, near: Sequence[str], said: Mapping[str, int]) -> list[PersonEntry]:
    """Persons that reports name, those most often named first; `said` are their numbers of statements."""
    counts: Counter[str] = Counter()
    seen: dict[str, set[str]] = defaultdict(set)
    chosen = (json.dumps(sorted(near)),)
    rows = answers.store.rows(
        "SELECT s.actor, s.report, count(*) FROM mention m JOIN same_actor s ON s.report = m.report AND s.name = m.name "
        f"WHERE m.kind = 'person' AND m.report IN ({AMONG}) GROUP BY s.actor, s.report",
        chosen,
    )
    for actor, report, number in rows:
        counts[str(actor)] += number
        seen[str(actor)].add(str(report))
    offices: dict[str, list[OfficeEntry]] = defaultdict(list)
    for told in answers.told(Tenure, f"SELECT id FROM record WHERE kind = 'tenure' AND report IN ({AMONG})", chosen):
        office = answers.office(told)
        offices[office.person.id].append(office)
        seen[office.person.id].add(told.report)
    answers.shelf.actors.by_id.get_many(seen)  # type: ignore[attr-defined]
    known = (answers.actors.get(i) for i in sorted(seen))
    out = [
        PersonEntry(a, by_date(offices[a.id]), len(seen[a.id]), counts[a.id], said.get(a.id, 0))
        for a in known
        if a is not None and a.kind == "person" and a.named
    ]
    return sorted(out, key=lambda p: (-p.reports, -p.mentions, p.actor.name, p.actor.id))


def _is_of(country: str | None, pair: tuple[str, str], offices: Sequence[OfficeEntry]) -> bool:
    return country in pair or any(o.of is not None and (o.of.id in pair or o.of.country in pair) for o in offices)


def things(store: Store, scope: Scope, *, kind: ThingKind | None = None) -> tuple[ThingEntry, ...]:
    """Agreements, mechanisms, programmes, projects and places by name.

    Between two: both are its parties, or an event between them is about it, or a report mostly about them names it.
    """
    answers = Answers(store)
    about = _events_about(answers, events(store, scope))
    named = _namings(answers, [r.id for r in reports(store, scope)])
    mostly = _mostly_about(store, scope)
    pair = set(scope.pair or ())

    def theirs(thing: KnownThing) -> bool:
        both = pair <= set(thing.parties)
        return both or bool(about[thing.id]) or bool(mostly & {e.report for e in named[thing.id]})

    known = [t for t in _known(store, named) if kind in (None, t.kind) and theirs(t)]
    out = [_thing(answers, t, named[t.id], about[t.id]) for t in known]
    return tuple(sorted(out, key=lambda t: (t.kind, t.name, t.id)))


def thing(store: Store, identity: str) -> ThingEntry | None:
    """A thing by id; None where no passage names it."""
    answers = Answers(store)
    near = naming_reports(store, identity)
    named = _namings(answers, near)
    events_ = answers.told(Event, f"SELECT id FROM record WHERE kind = 'event' AND report IN ({AMONG})", (json.dumps(near),))
    about = _events_about(answers, by_date(answers.event(t) for t in events_))
    known = _known(store, (identity,))
    return _thing(answers, known[0], named[identity], about[identity]) if known and named[identity] else None


def _known(store: Store, ids: Iterable[str]) -> list[KnownThing]:
    return [t for _, t in sorted(stored(store, "thing", ids).items()) if isinstance(t, KnownThing)]


def _thing(answers: Answers, thing: KnownThing, named: Iterable[Evidence], about: Iterable[EventEntry]) -> ThingEntry:
    quotes = sorted(map(answers.quote, named), key=lambda q: (latest(q.report.published), q.evidence))
    parties = tuple(answers.actor(p) for p in thing.parties)
    found = tuple(about)
    counts = len(quotes), len({e.occurrence or e.id for e in found})
    return ThingEntry(thing.id, thing.name, thing.kind, thing.of, thing.aliases, parties, tuple(quotes), found, *counts)


def _events_about(answers: Answers, found: Iterable[EventEntry]) -> dict[str, list[EventEntry]]:
    """Events by the things they are about, in their order."""
    about: dict[str, list[EventEntry]] = defaultdict(list)
    for entry in found:
        thing_of = answers.shelf.things(entry.event.evidence[0].report)
        for one in dict.fromkeys(thing_of.get(name) for name in entry.event.about):
            if one is not None:
                about[one].append(entry)
    return about


def _namings(answers: Answers, near: Sequence[str]) -> dict[str, list[Evidence]]:
    """The first passage in each of the reports that names a thing, by thing."""
    named: dict[str, list[Evidence]] = defaultdict(list)
    rows = answers.store.rows(
        f"SELECT report, name, passages FROM named_thing WHERE report IN ({AMONG}) AND report IN ({CURRENT}) "
        "ORDER BY report, position",
        (json.dumps(sorted(near)),),
    )
    for report, name, passages in rows:
        one = answers.shelf.things(report).get(name)
        if one is not None and report not in {e.report for e in named[one]}:
            found = json.loads(passages)[:1]
            named[one] += [Evidence(report, start, end, answers.text(report)[start:end]) for start, end in found]
    return defaultdict(list, {one: found for one, found in named.items() if found})


def _mostly_about(store: Store, scope: Scope) -> set[str]:
    """Reports that are mostly about the two in scope; none where there are no two."""
    if scope.pair is None:
        return set()
    return {str(r) for (r,) in store.rows("SELECT report FROM pair WHERE a = min(?, ?) AND b = max(?, ?)", scope.pair * 2)}
