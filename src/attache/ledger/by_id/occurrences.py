"""Occurrences by id: the fullest tellings of each, and how many there are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from attache.ledger.answers import Answers
from attache.ledger.by_id.records import in_order
from attache.ledger.by_id.sources import number_of_sources
from attache.ledger.columns import dates_of
from attache.ledger.entries import EventEntry, OccurrenceEntry
from attache.ledger.occurring import first_of, fullest_first, occurrences_of
from attache.ledger.reviews import under_review
from attache.ledger.store import Row, Store
from attache.ledger.told import only
from attache.ledger.working.shelf import rows_for
from attache.records import Event

SPARE = 1
"""Tellings looked at beyond those wanted: names that stand for one actor count once, which columns do not show."""
MANY = 30
"""Tellings up to which all are ranked; of more the fullest is shown, then the first reports'."""
COLUMNS = 'id, type, mode, status, when_from, when_to, "where"'


@dataclass(frozen=True, slots=True)
class Teller:
    """An event record that tells an occurrence, by what ranks it among others."""

    event: str
    report: str
    timely: bool
    """Whether it gives the occurrence's own days."""
    who: int
    """Number of names in the role."""
    target: int

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Smaller for the fuller one."""
        return not self.timely, -self.who - self.target, self.event


@dataclass(frozen=True, slots=True)
class _Sum:
    """How often an occurrence is told."""

    fullest: str
    tellings: int
    reports: int


def occurrences(store: Store, ids: Sequence[str], tellings: int = 3) -> tuple[OccurrenceEntry, ...]:
    """The occurrences of these ids, each with its fullest tellings; ids of none are left out.

    States and differences are told where all tellings are shown; else they are left to `occurrence_story`. Sources are not
    counted where there are more than MANY tellings.
    """
    sql = "SELECT occurrence, fullest, tellings, reports FROM occurrence_told WHERE occurrence IN ({})"
    sums = {str(i): _Sum(*told) for i, *told in rows_for(store, sql, ids)}
    few = {i for i, told in sums.items() if told.tellings <= tellings}
    found = {o.id: o for o in occurrences_of(store, few)}
    return in_order(ids, found | _light(store, {i: told for i, told in sums.items() if i not in few}, tellings))


def _light(store: Store, sums: Mapping[str, _Sum], tellings: int) -> dict[str, OccurrenceEntry]:
    """Those with more tellings than are shown."""
    ranked = tellers_of(store, (i for i, told in sums.items() if told.tellings <= MANY))
    select = "SELECT event FROM occurrence_event WHERE occurrence IN (SELECT value FROM json_each(?))"
    corrected = under_review(store, select, (json.dumps(sorted(ranked)),))
    chosen = {i: {told.fullest} | fullest(ranked[i], tellings, corrected) for i, told in sums.items() if i in ranked}
    chosen |= {i: _first_tellings(store, i, told.fullest, tellings) for i, told in sums.items() if i not in ranked}
    answers = Answers(store)
    told = only(answers.chosen(event for events in chosen.values() for event in events).values(), Event)
    entries = {t.id: answers.event(t) for t in told}
    sources = number_of_sources(store, {i: {t.report for t in found} for i, found in ranked.items()})
    rows = {str(row[0]): row for row in rows_for(store, f"SELECT {COLUMNS} FROM occurrence WHERE id IN ({{}})", sums)}
    return {
        i: replace(
            _entry(rows[i], [entries[e] for e in chosen[i]], tellings),
            sources=sources.get(i, 0),
            tellings=told.tellings,
            reports=told.reports,
        )
        for i, told in sums.items()
    }


def _first_tellings(store: Store, occurrence: str, fullest: str, number: int) -> set[str]:
    """The fullest telling, others as they were entered, by their reports' days, and one that names who does it and to whom."""
    found = {fullest}
    rows = store.rows("SELECT event FROM occurrence_event WHERE occurrence = ? LIMIT ?", (occurrence, number))
    found |= {str(event) for (event,) in rows}
    sql = (
        "SELECT x.event FROM occurrence_event x WHERE x.occurrence = ? AND EXISTS "
        "(SELECT 1 FROM participant p WHERE p.record = x.event AND p.role = ?) LIMIT 1"
    )
    named = store.rows("SELECT DISTINCT role FROM participant WHERE record = ?", (fullest,))
    missing = {"who", "target"} - {str(role) for (role,) in named}
    return found | {str(event) for role in missing for (event,) in store.rows(sql, (occurrence, role))}


def tellers_of(store: Store, ids: Iterable[str]) -> dict[str, list[Teller]]:
    """All records that tell these occurrences, by occurrence."""
    sql = (
        "SELECT x.occurrence, x.event, r.report, e.when_from IS o.when_from AND e.when_to IS o.when_to, "
        "(SELECT count(*) FROM participant p WHERE p.record = x.event AND p.role = 'who'), "
        "(SELECT count(*) FROM participant p WHERE p.record = x.event AND p.role = 'target') "
        "FROM occurrence_event x JOIN occurrence o ON o.id = x.occurrence JOIN event e ON e.id = x.event "
        "JOIN record r ON r.id = x.event WHERE x.occurrence IN ({})"
    )
    out: dict[str, list[Teller]] = defaultdict(list)
    for occurrence, event, report, timely, who, target in rows_for(store, sql, ids):
        out[occurrence].append(Teller(event, report, bool(timely), who, target))
    return out


def fullest(found: Iterable[Teller], number: int, corrected: Iterable[str] = ()) -> set[str]:
    """Ids of the tellings among which the fullest are, and those that name who did it and to whom; `corrected` are records
    whose columns tell what was read and not what holds."""
    ranked = sorted(found, key=lambda t: t.rank)
    chosen = {t.event for t in ranked[: number + SPARE]}
    chosen |= {t.event for t in [t for t in ranked if t.who][:1] + [t for t in ranked if t.target][:1]}
    return chosen | (set(corrected) & {t.event for t in ranked})


def _entry(row: Row, group: Iterable[EventEntry], tellings: int) -> OccurrenceEntry:
    """The occurrence of a row of COLUMNS with the fullest of a group of its tellings."""
    identity, kind, mode, status, first, last, where = row
    when = dates_of(first, last)
    ranked = fullest_first(group, when)
    return OccurrenceEntry(
        id=str(identity),
        type=str(kind),
        mode=str(mode),
        status=status,
        when=when,
        where=where,
        who=first_of(e.who for e in ranked),
        target=first_of(e.target for e in ranked),
        events=tuple(ranked[:tellings]),
    )
