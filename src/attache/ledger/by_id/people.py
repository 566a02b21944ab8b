"""Persons by id: each office once, with the days on which they were first and last seen in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from attache.ledger.answers import Answers
from attache.ledger.by_id.counting import number_under
from attache.ledger.by_id.records import in_order
from attache.ledger.entries import OfficeEntry, PersonEntry
from attache.ledger.store import Store
from attache.ledger.told import only
from attache.ledger.working.shelf import rows_for
from attache.records import Tenure

ID = 14
"""Letters of a record's id."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A person's observations in one office."""

    record: str
    """The newest."""
    first: str
    last: str
    told: int


def people(store: Store, ids: Sequence[str]) -> tuple[PersonEntry, ...]:
    """The persons of these ids; ids of none are left out.

    Each office stands once, by its newest observation, the office first held first. `mentions` are not counted.
    """
    answers = Answers(store)
    index: Any = answers.actors
    index.get_many(ids)
    persons = {i: index[i] for i in dict.fromkeys(ids) if i in index and index[i].kind == "person"}
    held = _held(store, persons)
    told = {t.id: t for t in only(answers.chosen(h.record for group in held.values() for h in group).values(), Tenure)}

    def office(one: _Held) -> OfficeEntry:
        return replace(answers.office(told[one.record]), first=one.first, last=one.last, told=one.told)

    reports, statements = reports_naming(store, persons), number_under(store, "statement", "speaker", persons)
    out = {}
    for i, actor in persons.items():
        offices = tuple(office(h) for h in held.get(i, ()) if h.record in told)
        out[i] = PersonEntry(actor, offices, reports.get(i, 0), 0, statements.get(i, 0))
    return in_order(ids, out)


def _held(store: Store, persons: Iterable[str]) -> dict[str, list[_Held]]:
    """Offices by person, the first held first. Who is only told to have left an office held it until then."""
    sql = (
        "SELECT person, max(coalesce(nullif(last, ''), ended, '') || record), min(coalesce(nullif(first, ''), ended, '')), "
        "max(coalesce(nullif(last, ''), ended, '')), count(*) FROM office_seen WHERE person IN ({}) GROUP BY person, office, body"
    )
    out: dict[str, list[_Held]] = defaultdict(list)
    for person, newest, first, last, told in rows_for(store, sql, persons):
        out[person].append(_Held(newest[-ID:], first, last, told))
    for group in out.values():
        group.sort(key=lambda h: (h.first, h.last, h.record))
    return out


def reports_naming(store: Store, persons: Iterable[str]) -> dict[str, int]:
    """By person, how many reports name them, or mean them by a description."""
    named = "SELECT DISTINCT f.entity, s.report FROM face f JOIN sighted s ON s.face = f.id WHERE f.entity IN ({})"
    meant = "SELECT DISTINCT person, report FROM stands_for WHERE person IN ({})"
    found: Counter[str] = Counter()
    people = set(persons)
    # Of those whom descriptions mean the reports are compared, of all others only counted.
    both = {str(p) for (p,) in rows_for(store, "SELECT DISTINCT person FROM stands_for WHERE person IN ({})", people)}
    found.update(dict(rows_for(store, f"SELECT entity, count(*) FROM ({named}) GROUP BY entity", people - both)))
    found.update(one for one, _ in {tuple(row) for sql in (named, meant) for row in rows_for(store, sql, both)})
    return dict(found)
