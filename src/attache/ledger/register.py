"""Persons with their offices, and things with their events, as asked for."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping

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
from attache.ledger.told import latest
from attache.ledger.working import CURRENT
from attache.records import Evidence, Tenure, ThingKind


def people(store: Store, scope: Scope) -> tuple[PersonEntry, ...]:
    """Persons, those most often named first. Between two: persons of either named in reports that concern both."""
    answers = Answers(store)
    near = {r.id for r in reports(store, scope)}
    counts: Counter[str] = Counter()
    seen: dict[str, set[str]] = defaultdict(set)
    rows = store.rows(
        "SELECT s.actor, s.report, count(*) FROM mention m JOIN same_actor s ON s.report = m.report AND s.name = m.name "
        "WHERE m.kind = 'person' GROUP BY s.actor, s.report"
    )
    for actor, report, number in rows:
        if report in near:
            counts[str(actor)] += number
            seen[str(actor)].add(str(report))
    said = Counter(a.id for e in statements(store, scope) for a in e.speakers)
    offices: dict[str, list[OfficeEntry]] = defaultdict(list)
    for told in answers.told(Tenure, "SELECT id FROM record WHERE kind = 'tenure'"):
        if told.report in near:
            office = answers.office(told)
            offices[office.person.id].append(office)
            seen[office.person.id].add(told.report)
    out = [
        PersonEntry(a, by_date(offices[a.id]), len(seen[a.id]), counts[a.id], said[a.id])
        for a in answers.actors.values()
        if a.kind == "person"
        and a.named
        and a.id in seen
        and (scope.pair is None or _is_of(a.id, a.country, scope.pair, offices))
    ]
    return tuple(sorted(out, key=lambda p: (-p.reports, -p.mentions, p.actor.name, p.actor.id)))


def _is_of(person: str, country: str | None, pair: tuple[str, str], offices: dict[str, list[OfficeEntry]]) -> bool:
    return country in pair or any(o.of is not None and (o.of.id in pair or o.of.country in pair) for o in offices[person])


def things(store: Store, scope: Scope, *, kind: ThingKind | None = None) -> tuple[ThingEntry, ...]:
    """Agreements, mechanisms, programmes, projects and places by name.

    Between two: both are its parties, or an event between them is about it, or a report mostly about them names it.
    """
    answers = Answers(store)
    thing_of = {(str(r), str(n)): str(t) for r, n, t in store.rows("SELECT report, name, thing FROM same_thing")}
    about = _events_about(store, scope, thing_of)
    named = _namings(store, scope, thing_of)
    mostly = _mostly_about(store, scope)
    out = []
    for row in store.rows("SELECT id, kind, name, of, aliases, parties FROM thing ORDER BY id"):
        identity, of_kind, name, of, aliases, parties = row
        both = json.loads(parties)
        theirs = not scope.pair or set(scope.pair) <= set(both) or about[identity] or mostly & {e.report for e in named[identity]}
        if kind in (None, of_kind) and named[identity] and theirs:
            quotes = sorted(map(answers.quote, named[identity]), key=lambda q: (latest(q.report.published), q.evidence))
            actors = tuple(answers.actor(p) for p in both)
            known = tuple(json.loads(aliases))
            out.append(ThingEntry(identity, name, of_kind, of, known, actors, tuple(quotes), tuple(about[identity])))
    return tuple(sorted(out, key=lambda t: (t.kind, t.name, t.id)))


def _events_about(store: Store, scope: Scope, thing_of: Mapping[tuple[str, str], str]) -> dict[str, list[EventEntry]]:
    """Events in scope by the things they are about, oldest first."""
    about: dict[str, list[EventEntry]] = defaultdict(list)
    for entry in events(store, scope):
        report = entry.event.evidence[0].report
        for thing in dict.fromkeys(thing_of.get((report, name)) for name in entry.event.about):
            if thing is not None:
                about[thing].append(entry)
    return about


def _namings(store: Store, scope: Scope, thing_of: Mapping[tuple[str, str], str]) -> dict[str, list[Evidence]]:
    """The first passage in each report in scope that names a thing, by thing."""
    near = {r.id for r in reports(store, scope)}
    named: dict[str, list[Evidence]] = defaultdict(list)
    rows = store.rows(
        f"SELECT n.report, n.name, n.passages, r.text FROM named_thing n JOIN report r ON r.id = n.report "
        f"WHERE n.report IN ({CURRENT}) ORDER BY n.report, n.position"
    )
    for report, name, passages, text in rows:
        thing = thing_of[(report, name)]
        if report in near and report not in {e.report for e in named[thing]}:
            named[thing] += [Evidence(report, start, end, text[start:end]) for start, end in json.loads(passages)[:1]]
    return named


def _mostly_about(store: Store, scope: Scope) -> set[str]:
    """Reports that are mostly about the two in scope; none where there are no two."""
    if scope.pair is None:
        return set()
    return {str(r) for (r,) in store.rows("SELECT report FROM pair WHERE a = min(?, ?) AND b = max(?, ?)", scope.pair * 2)}
