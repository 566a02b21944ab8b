"""One telling of an event, prepared for comparison with others; and whether two tellings are of one event.

The rules are strict: a wrong join hides an event, a missing one only shows it twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from attache.knowledge import rows
from attache.ledger.names import title_key
from attache.ledger.told import Actors, Told
from attache.records import Event, Status

LONGEST = 45
"""Days: spans up to here are short enough for one meeting or visit; a longer one joins only what shares a thing."""
AHEAD: tuple[Status, ...] = ("planned", "proposed", "postponed")
"""States of what has not taken place yet."""
FEW = 10
"""Days within which one visitor pays no second visit to the same country."""
MAKING_GOOD = 365
"""Days within which a postponed act is taken to be made good by the next one of its kind and people."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An event record with what it is compared by; days are ordinals."""

    told: Told[Event]
    first: int
    last: int
    persons: frozenset[str]
    visitors: frozenset[str]
    hosts: frozenset[str]
    """Countries of those it was done to; for a visit also the country it was to."""
    countries: frozenset[str]
    things: frozenset[str]

    @property
    def event(self) -> Event:
        """The record."""
        return self.told.record

    @property
    def shared(self) -> frozenset[str]:
        """What another telling of the event can have in common with it."""
        return self.persons | self.countries | self.things


@cache
def _families() -> dict[str, str]:
    return {row["mode"]: row["family"] for row in rows("event_families")}


def family(event: Event) -> str:
    """The family of an event's mode, within its type: to threaten to expel is not to expel."""
    return f"{event.type}/{family_of(event.mode)}"


def family_of(mode: str) -> str:
    """The family of a mode; the mode itself where the table has none."""
    return _families().get(mode, mode)


def is_visit(event: Event) -> bool:
    """Whether the event is a visit."""
    return family(event).endswith("/visit")


def may_be_one(one: Telling, other: Telling) -> bool:
    """Whether two tellings may be one event as far as their reports go.

    A report enters an act once, so two of its records are two acts; only a visit it may tell as planned and as paid,
    twice in the same words, or twice for the same few days, on which nobody comes twice.
    """
    if one.told.report != other.told.report:
        return True
    if not (is_visit(one.event) and is_visit(other.event)):
        return False
    if (one.event.status in AHEAD) != (other.event.status in AHEAD):
        return True
    if max(one.last - one.first, other.last - other.first) < FEW and one.first <= other.last and other.first <= one.last:
        return True
    return any(a.start < b.end and b.start < a.end for a in one.event.evidence for b in other.event.evidence)


def telling(told: Told[Event], actors: Actors) -> Telling | None:
    """The telling of a record; None where its days are unknown or open, for then it cannot be compared."""
    event = told.record
    if event.when is None or event.when[0] is None or event.when[1] is None:
        return None
    people = told.ids((*event.who, *event.target))
    # One told by a description alone ("the foreign minister") may be any of the persons named elsewhere.
    known = (actors.by_id[p] for p in people if p in actors.by_id)
    persons = frozenset(a.id for a in known if a.kind == "person" and a.named)
    hosts = actors.countries(told.ids(event.target))
    if is_visit(event) and event.where is not None and event.where in actors.by_id:
        hosts = (*hosts, event.where)
    return Telling(
        told,
        date.fromisoformat(event.when[0]).toordinal(),
        date.fromisoformat(event.when[1]).toordinal(),
        persons,
        persons & frozenset(told.ids(event.who)),
        frozenset(hosts),
        frozenset((*actors.countries(people), *hosts)),
        frozenset(title_key(name) for name in event.about),
    )


def candidates(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Numbers of pairs, lower first, that share an actor or thing and whose days may go together."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for number in sorted(range(len(tellings)), key=lambda n: (tellings[n].first, n)):
        for key in tellings[number].shared:
            by_key[key].append(number)
    seen: set[tuple[int, int]] = set()
    for group in by_key.values():
        near: list[int] = []
        for number in group:
            near = [n for n in near if _reach(tellings[n]) >= tellings[number].first]
            seen |= {(min(n, number), max(n, number)) for n in near}
            near.append(number)
    yield from seen


def _reach(one: Telling) -> int:
    """The last day on which another telling of the event can begin."""
    return one.last + (MAKING_GOOD if one.event.status == "postponed" else 0)


def same_event(one: Telling, other: Telling) -> bool:
    """Whether two records of one family tell one event."""
    a, b = one.event, other.event
    if "denied" in (a.status, b.status) and a.status != b.status:
        return False
    shared_things = bool(one.things & other.things)
    if a.type == "SUPPORT" and one.things and other.things and not shared_things:
        return False  # two papers signed on one day
    if is_visit(a) and one.hosts and other.hosts and not one.hosts & other.hosts:
        return False  # two countries on one journey
    if one.first > other.last or other.first > one.last:
        return _made_good(one, other) or _made_good(other, one)
    if shared_things:
        return bool(one.countries & other.countries)
    return _is_short(one) and _is_short(other) and _same_people(one, other)


def _is_short(one: Telling) -> bool:
    return one.last - one.first <= LONGEST


def _same_people(one: Telling, other: Telling) -> bool:
    """The same visitor; else two persons in common where both tellings name two; else the same two countries."""
    if one.persons and other.persons:
        both = 1 if is_visit(one.event) else min(2, len(one.persons), len(other.persons))
        return len(one.persons & other.persons) >= both
    return len(one.countries & other.countries) >= 2


def _made_good(put_off: Telling, held: Telling) -> bool:
    """A postponed act and the one that took its place within a year: told later, by the same person to the same place."""
    if put_off.event.status != "postponed" or held.event.status not in ("happened", "ongoing", "planned"):
        return False
    in_time = 0 < held.first - put_off.last <= MAKING_GOOD and put_off.told.day <= held.told.day
    return in_time and bool(put_off.visitors & held.visitors) and put_off.hosts == held.hosts


def likeness(one: Telling, other: Telling) -> int:
    """How much two tellings have in common: the likest pairs are joined first."""
    same_days = (one.first, one.last) == (other.first, other.last)
    return len(one.shared & other.shared) + 2 * same_days + (one.event.where == other.event.where)
