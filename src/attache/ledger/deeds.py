"""Events that keep promises without a figure: the visit that was to come and was paid, the treaty that was signed.

A promise is tied to what is planned in its own words; an event keeps it where it is of the same family, shares an actor
with the plan, and shares a thing with it or its place. A programme named in a promise ("a Year of Russia in Vietnam") is
kept by what opens or holds it. The rules are strict: a wrong match calls a broken promise kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from attache.ledger.names import title_key
from attache.ledger.promises import Promise
from attache.ledger.tellings import MAKING_GOOD, family, family_of, is_visit
from attache.ledger.told import Actors, Told, closed, earliest, latest, overlap
from attache.records import Commitment, Dates, Event

PLANNED = ("planned", "proposed")
HELD = ("happened", "ongoing")
HOLDING = ("ceremony", "exhibition", "festival", "launch", "open", "programme", "project-start")
"""Modes of COOPERATE that open or hold what is named."""
TELLING_WORDS = 3
"""Words a name must have, all of them in the promise's words, to be the thing that is promised."""


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
            found = _deeds(promise, planned, held, actors) or _holdings(promise, held, actors)
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
            # What had no day of its own cannot be late.
            late = promise.due is not None and earliest(told.record.when) > latest(due)
            if _in_time(told, promise, due) and _answers(told, plan, actors, after=_days_after(told, due)):
                found.setdefault((family(plan.record), told.id), Deed(told, family(plan.record), due, late))
    if {part for part, _ in found} != set(parts):
        return ()
    return tuple(sorted(found.values(), key=lambda d: (earliest(d.told.record.when), d.told.day, d.told.id, d.part)))


def _holdings(promise: Promise, held: Mapping[str, list[Told[Event]]], actors: Actors) -> tuple[Deed, ...]:
    """Events within the due time that hold or open a thing which the promise names."""
    due = closed(promise.due)
    if due is None:
        return ()
    words = [set(title_key(told.record.content.text).split()) for told in promise.told]
    found = {}
    for told in (t for mode in HOLDING for t in held.get(f"COOPERATE/{family_of(mode)}", ())):
        names = [set(title_key(name).split()) for name in told.record.about]
        named = any(len(name) >= TELLING_WORDS and name <= said for name in names for said in words)
        shared = set(promise.parties) & set(actors.countries(told.ids((*told.record.who, *told.record.target))))
        if named and shared and told.day >= promise.first and overlap(closed(told.record.when), due):
            found[told.id] = Deed(told, "hold", due, late=False)
    return tuple(sorted(found.values(), key=lambda d: (earliest(d.told.record.when), d.told.day, d.told.id)))


def _in_its_words(plan: Event, promise: Commitment) -> bool:
    """Whether the plan is told in the words that say what is promised."""
    return any(e.start < promise.content.end and promise.content.start < e.end for e in plan.evidence)


def _in_time(told: Told[Event], promise: Promise, due: Dates) -> bool:
    """Whether the event came after the promise and not before its time."""
    return told.day >= promise.first and latest(told.record.when) >= max(promise.first, earliest(due))


def _days_after(told: Told[Event], due: Dates) -> int:
    return (date.fromisoformat(earliest(told.record.when)) - date.fromisoformat(latest(due))).days


def _answers(told: Told[Event], plan: Told[Event], actors: Actors, *, after: int) -> bool:
    """Whether the event is what was planned; days `after` its time only where a thing is shared by name, or, within a
    year, a person."""
    things = {title_key(n) for n in told.record.about} & {title_key(n) for n in plan.record.about}
    both = [told.ids(told.record.who), plan.ids(plan.record.who)]
    doers, planners = ({i for i in ids if i in actors.by_id and actors.by_id[i].kind == "person"} for ids in both)
    if doers and planners:
        shared = bool(doers & planners)
        personal = shared
    else:
        shared = bool(set(actors.countries(both[0])) & set(actors.countries(both[1])))
        personal = False
    alike = plan.record.mode == told.record.mode or is_visit(plan.record)
    placed = plan.record.where is not None and plan.record.where == told.record.where and alike
    return shared and (bool(things) or (placed and (after <= 0 or (personal and after <= MAKING_GOOD))))
