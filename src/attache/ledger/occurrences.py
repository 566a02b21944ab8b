"""Event records of several reports that tell one event in the world; the planned and the held are one occurrence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from attache.ledger.ids import short_id
from attache.ledger.tellings import AHEAD, Telling, candidates, family, likeness, may_be_one, same_event, telling
from attache.ledger.told import Actors, Told
from attache.records import Dates, Event, Status


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event in the world; `events` with the fullest telling first."""

    id: str
    type: str
    mode: str
    status: Status
    when: Dates | None
    where: str | None
    events: tuple[Told[Event], ...]


def build_occurrences(events: Iterable[Told[Event]], actors: Actors) -> list[Occurrence]:
    """All occurrences, sorted by id."""
    by_family: dict[str, list[Told[Event]]] = defaultdict(list)
    for told in sorted(events, key=lambda t: t.id):
        by_family[family(told.record)].append(told)
    groups = [group for members in by_family.values() for group in _joined(members, actors)]
    return sorted((_occurrence(group) for group in groups), key=lambda o: o.id)


def _joined(members: Sequence[Told[Event]], actors: Actors) -> list[list[Told[Event]]]:
    """Groups of tellings of one event, the likest pairs joined first."""
    tellings = [t for t in (telling(m, actors) for m in members) if t is not None]
    root = list(range(len(tellings)))

    def find(n: int) -> int:
        while root[n] != n:
            n = root[n]
        return n

    same = [(one, other) for one, other in candidates(tellings) if same_event(tellings[one], tellings[other])]
    groups: dict[int, list[Telling]] = {number: [t] for number, t in enumerate(tellings)}
    for one, other in sorted(same, key=lambda p: (-likeness(tellings[p[0]], tellings[p[1]]), p)):
        low, high = sorted((find(one), find(other)))
        # Two acts of one report stay two, also by way of a third telling.
        if low != high and all(may_be_one(a, b) for a in groups[low] for b in groups[high]):
            root[high] = low
            groups[low] += groups.pop(high)
    compared = {t.told.id for t in tellings}
    joined = [[t.told for t in group] for group in groups.values()]
    return [*joined, *([m] for m in members if m.id not in compared)]


def _occurrence(group: Sequence[Told[Event]]) -> Occurrence:
    """The state is that of the latest report, the time that of the surest telling: held before planned, then the finest."""
    newest = max(group, key=lambda t: (t.day, t.record.status not in AHEAD, t.id))
    fullest = min(
        group, key=lambda t: (t.record.status in AHEAD, _length(t.record.when), -len(t.record.who) - len(t.record.target), t.id)
    )
    ordered = (fullest, *sorted((t for t in group if t is not fullest), key=lambda t: (t.day, t.id)))
    where = next((t.record.where for t in ordered if t.record.where), None)
    identity = short_id("o", min(t.id for t in group))
    return Occurrence(
        identity, fullest.record.type, fullest.record.mode, newest.record.status, fullest.record.when, where, ordered
    )


def _length(when: Dates | None) -> int:
    if when is None or None in when:
        return 10**6
    first, last = (date.fromisoformat(day or "") for day in when)
    return (last - first).days
