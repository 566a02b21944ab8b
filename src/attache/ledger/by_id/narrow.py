"""All tellings of one occurrence by their columns alone: what its states and differences are worked out from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from attache.ledger.answers import Answers
from attache.ledger.by_id.sources import heads
from attache.ledger.columns import dates_of
from attache.ledger.entries import ReportEntry, StateEntry
from attache.ledger.reviews import under_review
from attache.ledger.store import Store
from attache.ledger.tellings import AHEAD, HELD
from attache.ledger.told import Told, only
from attache.records import Dates, Event, ReportId, Status

MOST_STATES = 40
"""States told one for each change of status or days; where there are more, one for each change of status."""
TELLERS = "SELECT event FROM occurrence_event WHERE occurrence = ?"


@dataclass(frozen=True, slots=True)
class NarrowTelling:
    """An event record by what may differ between tellings."""

    event: str
    report: str
    published: Dates | None
    status: Status
    when: Dates | None
    where: str | None
    about: str
    """As the column has it."""
    who: tuple[str, ...]
    """Actor ids, sorted."""
    named: int
    """Number of names of those who do it and to whom it is done."""
    aimed: bool
    """Whether it names somebody to whom it is done."""

    @property
    def day(self) -> str:
        """The report's latest possible day; empty where it has none."""
        first, last = self.published or (None, None)
        return last or first or ""

    @property
    def details(self) -> tuple[object, ...]:
        """What tellings may give differently."""
        return self.when, self.where, self.who, self.about, self.status

    @property
    def fullness(self) -> tuple[bool, int, int, str]:
        """Smaller for the fuller one, as `occurrences` has it."""
        first, last = self.when or (None, None)
        open_ = first is None or last is None or (first != last and self.when == self.published)
        ahead = self.status in HELD and first is not None and bool(self.day) and _days(self.day, first) > 1
        length = 10**6 if open_ or ahead else _days(first or "", last or "")
        return self.status in AHEAD, length, -self.named, self.event


@lru_cache(maxsize=4096)
def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def narrow_tellings(answers: Answers, occurrence: str) -> tuple[list[NarrowTelling], dict[str, ReportEntry]]:
    """All tellings in the order in which their reports came out, and who published these reports and when, by id."""
    store = answers.store
    sql = (
        'SELECT x.event, r.report, e.status, e.when_from, e.when_to, e."where", e.about FROM occurrence_event x '
        "JOIN event e ON e.id = x.event JOIN record r ON r.id = x.event WHERE x.occurrence = ?"
    )
    rows = store.rows(sql, (occurrence,))
    reports = heads(store, {row[1] for row in rows})
    who, named, aimed = _participants(store, occurrence)
    found = {}
    for event, report, status, first, last, where, about in rows:
        told = status, dates_of(first, last), where, about, who[event], named[event], event in aimed
        found[event] = NarrowTelling(event, report, reports[report].published, *told)
    # Of a record that a person corrected the columns tell what was read.
    for corrected in only(answers.chosen(under_review(store, TELLERS, (occurrence,))).values(), Event):
        found[corrected.id] = _narrow(corrected)
    return sorted(found.values(), key=order_told), reports


def _narrow(told: Told[Event]) -> NarrowTelling:
    event = told.record
    return NarrowTelling(
        told.id,
        told.report,
        told.published,
        event.status,
        event.when,
        event.where,
        json.dumps(list(event.about), ensure_ascii=False),
        tuple(sorted(told.ids(event.who))),
        len(event.who) + len(event.target),
        bool(event.target),
    )


def _participants(store: Store, occurrence: str) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, int], Set[str]]:
    """By event, the actors who do it, and the number of names of these and of those to whom it is done; and the events that
    name such."""
    sql = (
        "SELECT x.event, p.role, coalesce(d.person, f.entity, p.name) FROM occurrence_event x "
        "JOIN record r ON r.id = x.event JOIN participant p ON p.record = x.event AND p.role IN ('who', 'target') "
        "LEFT JOIN sighted s ON s.report = r.report AND s.layer IN ('country', 'organisation', 'person') AND s.name = p.name "
        "LEFT JOIN face f ON f.id = s.face LEFT JOIN stands_for d ON d.report = r.report AND d.name = p.name "
        "WHERE x.occurrence = ?"
    )
    who: dict[str, set[str]] = defaultdict(set)
    named: dict[str, int] = defaultdict(int)
    aimed: set[str] = set()
    for event, role, actor in store.rows(sql, (occurrence,)):
        named[event] += 1
        if role == "who":
            who[event].add(actor)
        else:
            aimed.add(event)
    return defaultdict(tuple, {event: tuple(sorted(found)) for event, found in who.items()}), named, aimed


def order_told(one: NarrowTelling) -> tuple[str, int, str]:
    """By report; within one, what was planned before what was put off before what was held."""
    step = 2 if one.status in HELD else 1 if one.status in ("postponed", "denied") else 0
    return one.day, step, one.event


def states_of(found: Sequence[NarrowTelling]) -> tuple[StateEntry, ...]:
    """The states over time, of equal ones that follow one another the first, with their number; the last is the newest."""
    runs = [list(run) for _, run in groupby(found, key=lambda t: (t.status, t.when))]
    if len(runs) > MOST_STATES:
        runs = [list(run) for _, run in groupby(found, key=lambda t: t.status)]
    return tuple(
        StateEntry(run[0].status, run[0].day, run[0].when, run[0].event, ReportId(run[0].report), len(run)) for run in runs
    )


def representatives(found: Sequence[NarrowTelling]) -> dict[str, NarrowTelling]:
    """The fullest telling, and for each way in which a detail is told the first that tells it so, of those that tell what was
    held and of the others; by event."""
    ordered = [min(found, key=lambda t: t.fullness), *sorted(found, key=lambda t: (t.day, t.event))]
    first: dict[tuple[int, object, bool], NarrowTelling] = {}
    for one in ordered:
        for number, value in enumerate(one.details):
            first.setdefault((number, value, one.status in HELD), one)
    return {one.event: one for one in first.values()}
