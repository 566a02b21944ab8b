"""Events that keep promises without a figure: the visit that was to come and was paid, the treaty that was signed.

A promise is tied to what is planned in its own words; an event keeps it where it is of the same family, shares an actor
with the plan, and shares a thing with it or its place. The rules are strict: a wrong match calls a broken promise kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from attache.ledger.names import title_key
from attache.ledger.promises import Promise
from attache.ledger.tellings import MAKING_GOOD, family
from attache.ledger.told import Actors, Told, closed, earliest, latest, overlap
from attache.records import Commitment, Dates, Event

PLANNED = ("planned", "proposed")
HELD = ("happened", "ongoing")


@dataclass(frozen=True, slots=True)
class Deed:
    """An event that keeps a promise, or one part of it."""

    told: Told[Event]
    part: str
    """The family of events it answers: a promise to visit and to sign has two."""
    due: Dates
    late: bool


def deeds_for(promises: Iterable[Promise], events: Sequence[Told[Event]], actors: Actors) -> dict[str, tuple[Deed, ...]]:
    """Events that keep promises, by the promise's id and the earliest first; none unless each part of it has one."""
    planned: dict[str, list[Told[Event]]] = defaultdict(list)
    held: dict[str, list[Told[Event]]] = defaultdict(list)
    for told in sorted(events, key=lambda t: (earliest(t.record.when), t.day, t.id)):
        if told.record.status in PLANNED:
            planned[told.report].append(told)
        elif told.record.status in HELD and told.record.when is not None:
            held[family(told.record)].append(told)
    out = {}
    for promise in promises:
        if promise.value is None:
            found = _deeds(promise, planned, held, actors)
            if found:
                out[promise.id] = found
    return out


def _deeds(
    promise: Promise, planned: Mapping[str, list[Told[Event]]], held: Mapping[str, list[Told[Event]]], actors: Actors
) -> tuple[Deed, ...]:
    plans = [plan for told in promise.told for plan in planned.get(told.report, ()) if _in_its_words(plan.record, told.record)]
    parts = sorted({family(plan.record) for plan in plans})
    found: dict[tuple[str, str], Deed] = {}
    for plan in plans:
        due = closed(promise.due or plan.record.when)
        if due is None or (plan.record.when and not overlap(closed(plan.record.when), due)):
            continue
        for told in held.get(family(plan.record), ()):
            late = earliest(told.record.when) > latest(due)
            if _in_time(told, promise, due) and _answers(told, plan, actors, late=late):
                found.setdefault((family(plan.record), told.id), Deed(told, family(plan.record), due, late))
    if {part for part, _ in found} != set(parts):
        return ()
    return tuple(sorted(found.values(), key=lambda d: (earliest(d.told.record.when), d.told.day, d.told.id, d.part)))


def _in_its_words(plan: Event, promise: Commitment) -> bool:
    """Whether the plan is told in the words that say what is promised."""
    return any(e.start < promise.content.end and promise.content.start < e.end for e in plan.evidence)


def _in_time(told: Told[Event], promise: Promise, due: Dates) -> bool:
    """Whether the event came after the promise, and not before its time nor more than a year after."""
    if told.day < promise.first or latest(told.record.when) < max(promise.first, earliest(due)):
        return False
    after = date.fromisoformat(earliest(told.record.when)) - date.fromisoformat(latest(due))
    return after.days <= MAKING_GOOD


def _answers(told: Told[Event], plan: Told[Event], actors: Actors, *, late: bool) -> bool:
    """Whether the event is what was planned; after its time only where a person or thing is shared by name."""
    things = {title_key(n) for n in told.record.about} & {title_key(n) for n in plan.record.about}
    both = [told.ids(told.record.who), plan.ids(plan.record.who)]
    doers, planners = ({i for i in ids if i in actors.by_id and actors.by_id[i].kind == "person"} for ids in both)
    if doers and planners:
        shared = bool(doers & planners)
        personal = shared
    else:
        shared = bool(set(actors.countries(both[0])) & set(actors.countries(both[1])))
        personal = False
    placed = plan.record.where is not None and plan.record.where == told.record.where and plan.record.mode == told.record.mode
    return shared and (bool(things) or (placed and (personal or not late)))
