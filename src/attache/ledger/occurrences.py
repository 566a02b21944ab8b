"""Event records of several reports that tell one event in the world; the planned and the held are one occurrence.

The local rules, for an engine that finds what may belong together by keys: `telling`, `keys_of`, `same_event`, `group`
for one connected component of `same_event`, and `occurrence_of` for one group. `build_occurrences` does it all for a list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from attache.ledger.event_days import gap
from attache.ledger.event_keys import keys_of, pairs_by_key
from attache.ledger.ids import short_id
from attache.ledger.joining import differ, likeness, may_be, same_event, surely_same
from attache.ledger.open_days import is_open, length_of
from attache.ledger.tellings import AHEAD, HELD, Telling, telling, without_day
from attache.ledger.told import Actors, Told
from attache.records import Dates, Event, Status

__all__ = [
    "Difference",
    "Occurrence",
    "State",
    "Version",
    "build_occurrences",
    "group",
    "id_of",
    "keys_of",
    "occurrence_of",
    "same_event",
    "telling",
]

Pairs = Set[frozenset[str]]
"""Pairs of record ids."""
DifferenceField = Literal["when", "where", "who", "about", "status"]
FIELDS: tuple[DifferenceField, ...] = ("when", "where", "who", "about", "status")


@dataclass(frozen=True, slots=True)
class State:
    """What one report says of an occurrence's state."""

    status: Status
    day: str
    """The report's latest possible day; empty where it has none."""
    report: str
    event: str
    """Id of the event record that says so."""
    when: Dates | None
    """The days it gives."""


@dataclass(frozen=True, slots=True)
class Version:
    """One way in which a detail is told, and the records that tell it so."""

    value: tuple[str, ...]
    """ISO days (empty for an open end), a place, actor ids, things' names or a status."""
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A detail that the tellings do not give alike, the version of the fullest telling first."""

    field: DifferenceField
    versions: tuple[Version, ...]
    contradict: bool
    """Whether they cannot all be right; else some only tell less ("in October" beside "on 5 October")."""


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
    states: tuple[State, ...] = ()
    """By the reports' dates, oldest first; the last is the occurrence's."""
    differences: tuple[Difference, ...] = ()


def build_occurrences(
    events: Iterable[Told[Event]], actors: Actors, things: Mapping[str, Mapping[str, str]] | None = None
) -> list[Occurrence]:
    """All occurrences, sorted by id. `things`: report → name in its reading → thing id."""
    known = things or {}
    tellings = sorted((telling(t, actors, known.get(t.report)) for t in events), key=lambda t: t.id)
    return sorted((occurrence_of(found) for part in _components(tellings) for found in group(part)), key=lambda o: o.id)


def _components(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings that hang together by `same_event`."""
    root = list(range(len(tellings)))
    for one, other in sorted(pairs_by_key((n, keys_of(t)) for n, t in enumerate(tellings))):
        a, b = _root(root, one), _root(root, other)
        if a != b and same_event(tellings[one], tellings[other]):
            root[max(a, b)] = min(a, b)
    parts: dict[int, list[Telling]] = defaultdict(list)
    for number, one_telling in enumerate(tellings):
        parts[_root(root, number)].append(one_telling)
    return list(parts.values())


def _root(root: list[int], n: int) -> int:
    while root[n] != n:
        root[n] = root[root[n]]
        n = root[n]
    return n


def group(tellings: Iterable[Telling], must: Pairs = frozenset(), cannot: Pairs = frozenset()) -> list[list[Telling]]:
    """The tellings of a component by the events they tell, sorted by record id; the groups by their first.

    The likest pairs are joined first, and a group holds no two tellings that differ. `must` and `cannot` are what people
    decided and go before all rules; of both, `cannot` wins.
    """
    members = sorted(tellings, key=lambda t: t.id)
    if len(members) == 1:
        return [members]
    number = {t.id: n for n, t in enumerate(members)}
    joined = _Groups(members, cannot)
    for a, b in _within(must, number):
        joined.join(a, b, by_rule=False)
    joined.given = {n: _root(joined.root, n) for n in range(len(members))}
    found = pairs_by_key((n, keys_of(t)) for n, t in enumerate(members))
    same = [(*likeness(members[a], members[b]), a, b) for a, b in found if surely_same(members[a], members[b])]
    for _, _, a, b in sorted(same, key=lambda p: (-p[0], -p[1], p[2], p[3])):
        joined.join(a, b, by_rule=True)
    for n, others in _meanings(members, found):
        joined.join_open(n, others)
    return joined.out()


def _meanings(members: Sequence[Telling], found: Iterable[tuple[int, int]]) -> list[tuple[int, list[int]]]:
    """Visits told without days of their own, the least open first, each with the tellings of what may be meant, by day."""
    others: dict[int, list[int]] = defaultdict(list)
    for pair in sorted(found):
        for n, other in (pair, pair[::-1]):
            if is_open(members[n]) and may_be(members[n], members[other]):
                others[n].append(other)
    ordered = sorted(others, key=lambda n: (length_of(members[n]), members[n].id))
    return [(n, sorted(others[n], key=lambda o: (members[o].first or 0, members[o].id))) for n in ordered]


def _within(pairs: Pairs, number: Mapping[str, int]) -> list[tuple[int, int]]:
    """The pairs of which both records are members, by their numbers, sorted. A component is small and people's decisions
    may be many, or the other way round."""
    if len(pairs) > len(number) ** 2:
        pairs = {pair for a, b in combinations(number, 2) if (pair := frozenset((a, b))) in pairs}
    return sorted((min(n), max(n)) for p in pairs if len(n := [number[i] for i in p if i in number]) == 2)


class _Groups:
    """Groups of tellings that grow; two that were found to differ stay apart, and so does all that joins them."""

    def __init__(self, members: Sequence[Telling], cannot: Pairs) -> None:
        self.members = members
        self.root = list(range(len(members)))
        self.groups = {n: [n] for n in self.root}
        self.apart: dict[int, set[int]] = defaultdict(set)
        self.cannot: dict[int, set[int]] = defaultdict(set)
        for a, b in _within(cannot, {t.id: n for n, t in enumerate(members)}):
            self.cannot[a].add(b)
            self.cannot[b].add(a)
        self.given: dict[int, int] = {}
        """Number → the first of those that people joined it with."""

    def join(self, one: int, other: int, *, by_rule: bool) -> None:
        low, high = sorted((_root(self.root, one), _root(self.root, other)))
        if low == high or (by_rule and high in self.apart[low]):
            return
        if self._kept_apart(low, high, by_rule=by_rule):
            if by_rule:
                self.apart[low].add(high)
                self.apart[high].add(low)
            return
        self.root[high] = low
        self.groups[low] += self.groups.pop(high)
        for third in self.apart.pop(high, set()):
            self.apart[third].discard(high)
            self.apart[third].add(low)
            self.apart[low].add(third)

    def join_open(self, one: int, others: Sequence[int]) -> None:
        """Joins a visit told without days of its own: a plan with the first that may be meant, whether or not it can be; what
        was held with the only one."""
        if not self.members[one].ahead and len({_root(self.root, n) for n in others}) > 1:
            return
        self.join(one, others[0], by_rule=True)

    def _kept_apart(self, low: int, high: int, *, by_rule: bool) -> bool:
        a, b = self.groups[low], self.groups[high]
        if any(self.cannot.get(n, set()) & {*b} for n in a):
            return True
        return by_rule and any(self._differ(one, other) for one in self._as_given(a) for other in self._as_given(b))

    def _as_given(self, numbers: Sequence[int]) -> list[list[int]]:
        """What people joined, as one each."""
        parts: dict[int, list[int]] = defaultdict(list)
        for n in numbers:
            parts[self.given[n]].append(n)
        return list(parts.values())

    def _differ(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Two that people made of several tellings differ only where each telling does: joining them, they overruled the rest."""
        return all(differ(self.members[n], self.members[m]) for n in one for m in other)

    def out(self) -> list[list[Telling]]:
        return [[self.members[n] for n in sorted(numbers)] for _, numbers in sorted(self.groups.items())]


def id_of(events: Iterable[str]) -> str:
    """The id of the occurrence that these event records tell."""
    return short_id("o", min(events))


def occurrence_of(found: Sequence[Telling]) -> Occurrence:
    """The occurrence that one group tells.

    Its state is that of the latest report, its time that of the surest telling: held before planned, then the finest.
    """
    tellings = sorted(found, key=_fullness)
    first = tellings[0]
    rest = sorted(tellings[1:], key=lambda t: (t.told.day, t.id))
    states = tuple(_state(t) for t in sorted(tellings, key=_order_told))
    ordered = [first, *rest]
    return Occurrence(
        id=id_of(t.id for t in tellings),
        type=first.event.type,
        mode=first.event.mode,
        status=states[-1].status,
        when=first.event.when,
        where=next((t.event.where for t in ordered if t.event.where), None),
        events=tuple(t.told for t in ordered),
        states=states,
        differences=_differences(ordered),
    )


def _fullness(one: Telling) -> tuple[bool, int, int, str]:
    event = one.event
    days = _length(None if without_day(one.told) else event.when)
    return event.status in AHEAD, days, -len(event.who) - len(event.target), one.id


def _length(when: Dates | None) -> int:
    if when is None or None in when:
        return 10**6
    first, last = (date.fromisoformat(day or "") for day in when)
    return (last - first).days


def _order_told(one: Telling) -> tuple[str, int, str]:
    """By report; within one, what was planned before what was put off before what was held."""
    status = one.event.status
    step = 2 if status in HELD else 1 if status in ("postponed", "denied") else 0
    return one.told.day, step, one.id


def _state(one: Telling) -> State:
    return State(one.event.status, one.told.day, one.told.report, one.id, one.event.when)


def _differences(tellings: Sequence[Telling]) -> tuple[Difference, ...]:
    """Details of the tellings, in their order, that are not given alike; what a telling leaves open is no version."""
    out = []
    for field in FIELDS if len(tellings) > 1 else ():
        versions: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
        for one in tellings:
            value = _value(one, field)
            if value:
                versions[value].append(one)
        if len(versions) > 1:
            told = tuple(Version(value, tuple(t.id for t in ones)) for value, ones in versions.items())
            out.append(Difference(field, told, _contradict(field, [t for ones in versions.values() for t in ones])))
    return tuple(out)


def _value(one: Telling, field: DifferenceField) -> tuple[str, ...]:
    event = one.event
    if field == "when":
        return tuple(day or "" for day in event.when) if event.when else ()
    if field == "where":
        return (event.where,) if event.where else ()
    if field == "who":
        return tuple(sorted(one.told.ids(event.who)))
    if field == "about":
        return tuple(sorted(set(event.about)))
    return (event.status,)


def _contradict(field: DifferenceField, tellings: Sequence[Telling]) -> bool:
    """Whether two of the tellings cannot both be right. What was planned for other days is no contradiction."""
    held = [t for t in tellings if t.event.status in HELD]
    pairs = [(a, b) for n, a in enumerate(held) for b in held[n + 1 :]]
    if field == "when":
        return any(gap(a, b) > 0 for a, b in pairs)
    if field == "where":
        return any(a.place is not None and b.place is not None and a.place != b.place for a, b in pairs)
    return False
