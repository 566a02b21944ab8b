"""Occurrences by id: the fullest tellings of each, and how many there are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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

SPARE = 3
"""Tellings looked at beyond those wanted: names that stand for one actor count once, which columns do not show."""
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


def occurrences(store: Store, ids: Sequence[str], tellings: int = 3) -> tuple[OccurrenceEntry, ...]:
    """The occurrences of these ids, each with its fullest tellings; ids of none are left out.

    States and differences are told where all tellings are shown; else they are left to `occurrence_story`.
    """
    tellers = tellers_of(store, ids)
    few = {i for i, found in tellers.items() if len(found) <= tellings}
    whole = {o.id: o for o in occurrences_of(store, few)}
    many = {i: found for i, found in tellers.items() if i not in few}
    return in_order(ids, whole | _light(store, many, tellings))


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


def _light(store: Store, many: Mapping[str, Sequence[Teller]], tellings: int) -> dict[str, OccurrenceEntry]:
    select = "SELECT event FROM occurrence_event WHERE occurrence IN (SELECT value FROM json_each(?))"
    corrected = under_review(store, select, (json.dumps(sorted(many)),))
    chosen = {i: fullest(found, tellings, corrected) for i, found in many.items()}
    answers = Answers(store)
    entries = {t.id: answers.event(t) for t in only(answers.chosen(e for ids in chosen.values() for e in ids).values(), Event)}
    sources = number_of_sources(store, {i: {t.report for t in found} for i, found in many.items()})
    rows = {str(row[0]): row for row in rows_for(store, f"SELECT {COLUMNS} FROM occurrence WHERE id IN ({{}})", many)}
    out = {}
    for identity, found in many.items():
        group = [entries[e] for e in chosen[identity]]
        out[identity] = entry(rows[identity], group, tellings, found, sources[identity])
    return out


def entry(row: Row, group: Iterable[EventEntry], tellings: int, found: Sequence[Teller], sources: int) -> OccurrenceEntry:
    """The occurrence of a row of COLUMNS with the fullest of a group of its tellings; `found` are all of them."""
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
        sources=sources,
        tellings=len(found),
        reports=len({t.report for t in found}),
    )
