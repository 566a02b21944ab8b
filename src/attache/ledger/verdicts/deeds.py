"""Events that keep promises without a figure: the visit that was to come and was paid, the treaty that was signed.

A promise is tied to what is planned in its own words; an event keeps it where it is of the same family, shares an actor
with the plan, and shares a thing with it or its place. A programme named in a promise ("a Year of Russia in Vietnam") is
kept by what opens or holds it. The rules are strict: a wrong match calls a broken promise kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from attache.ledger.names import title_key
from attache.ledger.promises import Promise
from attache.ledger.tellings import MAKING_GOOD, family, family_of, is_visit
from attache.ledger.told import Actors, Told, closed, earliest, latest, overlap
from attache.ledger.verdicts.case import Case, Verdict
from attache.ledger.verdicts.keys import countries_of
from attache.ledger.words import span
from attache.records import Dates, Event

HELD = ("happened", "ongoing")
TO_COME = ("planned", "proposed")
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


def by_deeds(case: Case) -> Verdict | None:
    """The event that was promised took place; where several were, each of them did."""
    if case.promise.value is not None:
        return None
    deeds = _deeds(case) or _holdings(case)
    parts = sorted({d.part for d in deeds})
    chosen = [next(d for d in deeds if d.part == part) for part in parts]
    if not chosen:
        return None
    told = "; ".join(deed_line(d.told) for d in chosen)
    proof = tuple(d.told.id for d in chosen)
    if any(d.late for d in chosen):
        words = f"Due {span(chosen[0].due)}; done later: {told}."
        return Verdict(case.promise.id, "kept late", "event-after-the-due-time", words, proof)
    return Verdict(case.promise.id, "kept", "event-as-promised", f"It took place: {told}.", proof)


def deed_line(told: Told[Event]) -> str:
    """ "11 May 2025, “the plant was opened”"."""
    words = " ".join(told.record.evidence[0].text.split())
    return f"{span(told.record.when)}, “{words}”"


def held(case: Case) -> list[Told[Event]]:
    """Events that took place on a known day, the earliest first."""
    took_place = (e for e in case.events if e.record.status in HELD and e.record.when is not None)
    return sorted(took_place, key=lambda t: (earliest(t.record.when), t.day, t.id))


def _deeds(case: Case) -> tuple[Deed, ...]:
    promise = case.promise
    plans = [p for p in case.plans if p.record.status in TO_COME]
    parts = sorted({family(plan.record) for plan in plans})
    found: dict[tuple[str, str], Deed] = {}
    for plan in plans:
        due = closed(promise.due or plan.record.when)
        if due is None or (plan.record.when and not overlap(closed(plan.record.when), due)):
            continue
        for told in held(case):
            if family(told.record) != family(plan.record):
                continue
            # What had no day of its own cannot be late.
            late = promise.due is not None and earliest(told.record.when) > latest(due)
            if _in_time(told, promise, due) and _answers(told, plan, case.actors, after=_days_after(told, due)):
                found.setdefault((family(plan.record), told.id), Deed(told, family(plan.record), due, late))
    if {part for part, _ in found} != set(parts):
        return ()
    return tuple(sorted(found.values(), key=lambda d: (earliest(d.told.record.when), d.told.day, d.told.id, d.part)))


def _holdings(case: Case) -> tuple[Deed, ...]:
    """Events within the due time that hold or open a thing which the promise names."""
    promise = case.promise
    due = closed(promise.due)
    if due is None:
        return ()
    words = [set(title_key(told.record.content.text).split()) for told in promise.told]
    found = {}
    families = {f"COOPERATE/{family_of(mode)}" for mode in HOLDING}
    for told in (t for t in held(case) if family(t.record) in families):
        names = [set(title_key(name).split()) for name in told.record.about]
        named = any(len(name) >= TELLING_WORDS and name <= said for name in names for said in words)
        shared = set(promise.parties) & set(countries_of(told, case.actors))
        if named and shared and told.day >= promise.first and overlap(closed(told.record.when), due):
            found[told.id] = Deed(told, "hold", due, late=False)
    return tuple(found.values())


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
    doers, planners = ({i for i in ids if _is_person(i, actors)} for ids in both)
    if doers and planners:
        shared = bool(doers & planners)
        personal = shared
    else:
        shared = bool(set(actors.countries(both[0])) & set(actors.countries(both[1])))
        personal = False
    alike = plan.record.mode == told.record.mode or is_visit(plan.record)
    placed = plan.record.where is not None and plan.record.where == told.record.where and alike
    return shared and (bool(things) or (placed and (after <= 0 or (personal and after <= MAKING_GOOD))))


def _is_person(actor: str, actors: Actors) -> bool:
    entry = actors.by_id.get(actor)
    return entry is not None and entry.kind == "person"
