"""Event records of several reports that tell one event in the world; the planned and the held are one occurrence.

Two records are joined when they are of one family of modes, their days are compatible, and they share those who do it
or the thing it is about. The rules are strict: a wrong join hides an event, a missing one only shows it twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations

from attache.knowledge import rows
from attache.ledger.entries import Grain
from attache.ledger.ids import short_id
from attache.ledger.names import title_key
from attache.ledger.told import Actors, Told, earliest, latest, overlap
from attache.ledger.words import grain
from attache.records import Dates, Event, Status

CLOSE: tuple[Grain, ...] = ("day", "span", "month")
"""Spans short enough for one meeting or visit; a year alone joins only what shares a thing."""
LONGEST_SPAN = 45
MAKING_GOOD = 365
"""Days within which a postponed act is taken to be made good by the next one of its kind and people."""
AHEAD: tuple[Status, ...] = ("planned", "proposed", "postponed")


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


@cache
def _families() -> dict[str, str]:
    return {row["mode"]: row["family"] for row in rows("event_families")}


def family(event: Event) -> str:
    """The family of an event's mode, within its type: to threaten to expel is not to expel."""
    return f"{event.type}/{_families().get(event.mode, event.mode)}"


def build_occurrences(events: Iterable[Told[Event]], actors: Actors) -> list[Occurrence]:
    """All occurrences, sorted by id."""
    by_family: dict[str, list[Told[Event]]] = defaultdict(list)
    for told in sorted(events, key=lambda t: t.id):
        by_family[family(told.record)].append(told)
    out = []
    for members in by_family.values():
        out += [_occurrence(group) for group in _joined(members, actors)]
    return sorted(out, key=lambda o: o.id)


def _joined(members: Sequence[Told[Event]], actors: Actors) -> list[list[Told[Event]]]:
    root = list(range(len(members)))

    def find(n: int) -> int:
        while root[n] != n:
            n = root[n]
        return n

    keys = [_keys(m, actors) for m in members]
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(keys):
        for key in found:
            by_key[key].append(number)
    pairs = {pair for group in by_key.values() for pair in combinations(group, 2)}
    same = [(one, other) for one, other in pairs if same_event(members[one], members[other], actors)]
    reports = [{m.report} for m in members]
    for one, other in sorted(same, key=lambda p: (-_likeness(members[p[0]], members[p[1]], keys[p[0]] & keys[p[1]]), p)):
        low, high = sorted((find(one), find(other)))
        # One report enters an act once, so two of its records are two events, also by way of a third.
        if low != high and not reports[low] & reports[high]:
            root[high] = low
            reports[low] |= reports[high]
    groups: dict[int, list[Told[Event]]] = defaultdict(list)
    for number, member in enumerate(members):
        groups[find(number)].append(member)
    return list(groups.values())


def _likeness(one: Told[Event], other: Told[Event], shared: set[str]) -> int:
    """How much two tellings have in common: the likest pairs are joined first."""
    return len(shared) + 2 * (one.record.when == other.record.when) + (one.record.where == other.record.where)


def _keys(told: Told[Event], actors: Actors) -> set[str]:
    """What two tellings of one event can have in common: doers, their countries, things."""
    people = told.ids((*told.record.who, *told.record.target))
    return {*people, *actors.countries(people), *_things(told.record)}


def _things(event: Event) -> set[str]:
    return {title_key(name) for name in event.about}


def same_event(one: Told[Event], other: Told[Event], actors: Actors) -> bool:
    """Whether two records of one family tell one event."""
    a, b = one.record, other.record
    if "denied" in (a.status, b.status) and a.status != b.status:
        return False
    if a.when is None or b.when is None or (a.when != b.when and None in (*a.when, *b.when)):
        return False
    shared_things = bool(_things(a) & _things(b))
    if a.type == "SUPPORT" and a.about and b.about and not shared_things:
        return False  # two papers signed on one day
    if overlap(a.when, b.when):
        if (a.when == b.when and grain(a.when) == "day") or shared_things:
            return _same_people(one, other, actors) or (shared_things and _countries_in_common(one, other, actors) > 0)
        if _is_close(a.when) and _is_close(b.when):
            return _same_people(one, other, actors)
        return False
    return _made_good(one, other, actors) or _made_good(other, one, actors)


def _is_close(when: Dates) -> bool:
    first, last = when
    return bool(first and last) and (date.fromisoformat(last or "") - date.fromisoformat(first or "")).days <= LONGEST_SPAN


def _same_people(one: Told[Event], other: Told[Event], actors: Actors) -> bool:
    """The same visitor; else two persons in common where both tellings name two; else the same two countries."""
    mine, others = (set(t.ids((*t.record.who, *t.record.target))) for t in (one, other))
    mine_persons, other_persons = ({i for i in ids if _is_person(i, actors)} for ids in (mine, others))
    if mine_persons and other_persons:
        both = 1 if family(one.record).endswith("visit") else min(2, len(mine_persons), len(other_persons))
        return len(mine_persons & other_persons) >= both
    return _countries_in_common(one, other, actors) >= 2


def _countries_in_common(one: Told[Event], other: Told[Event], actors: Actors) -> int:
    mine, others = (set(actors.countries(t.ids((*t.record.who, *t.record.target)))) for t in (one, other))
    return len(mine & others)


def _is_person(actor: str, actors: Actors) -> bool:
    return actor in actors.by_id and actors.by_id[actor].kind == "person"


def _made_good(put_off: Told[Event], held: Told[Event], actors: Actors) -> bool:
    """A postponed act and the one that took its place within a year: told later, by the same person to the same place."""
    if put_off.record.status != "postponed" or held.record.status not in ("happened", "ongoing", "planned"):
        return False
    before, after = latest(put_off.record.when), earliest(held.record.when)
    if not before or not after or put_off.day > held.day:
        return False
    days = (date.fromisoformat(after) - date.fromisoformat(before)).days
    visitors = [{i for i in t.ids(t.record.who) if _is_person(i, actors)} for t in (put_off, held)]
    hosts = [set(actors.countries(t.ids(t.record.target))) for t in (put_off, held)]
    return 0 < days <= MAKING_GOOD and bool(visitors[0] & visitors[1]) and hosts[0] == hosts[1]


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
