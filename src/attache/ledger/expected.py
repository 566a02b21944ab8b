"""What was announced and what became of it: held, on other days, put off, called off, still to come, or never told of again.

The pure core is `outlook`, from the tellings of one occurrence and those of other events around it; `expected` asks the
store. Nothing is written: as of another day, the same records give another answer.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.entries import ActorEntry, EventEntry
from attache.ledger.event_days import RECENT, gap
from attache.ledger.store import Store
from attache.ledger.tellings import AHEAD, FEW, HELD, SHIFT, Telling, family_of, is_visit, telling, without_day
from attache.ledger.told import Actors, Told, earliest, latest, overlap
from attache.ledger.words import grain, span
from attache.records import Dates, Event

Outcome = Literal[
    "held", "held on other days", "put off, then held", "put off", "called off", "not held", "to come", "not told again"
]
FRESH = 365
"""Days after its last announcement for which what has no day is taken to be still to come."""
CALLED_OFF = ("cancel", "postpone")
"""Modes of REJECT that put off or call off what was planned."""
SEASON = 100
"""Days that the date of a report may leave open and still say when it came out."""
NO_NEWS = ("THREATEN", "REQUEST", "ACCUSE", "REJECT")
"""Types of acts that, still to come, are no announcement of what will be."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What was announced and what became of it, as of a day."""

    outcome: Outcome
    planned: Dates | None
    """The days of the first announcement that gives any."""
    held: Dates | None
    """The days it was held on, by the surest telling; None where none tells them."""
    announced: tuple[Telling, ...]
    """Oldest report first."""
    proof: tuple[Telling, ...]
    """What the outcome rests on; empty where nothing more was told."""


@dataclass(frozen=True, slots=True)
class ExpectedEntry:
    """Something announced, with what became of it, as shown to users; each side with its quotes."""

    id: str
    """Of the occurrence."""
    type: str
    mode: str
    who: tuple[ActorEntry, ...]
    target: tuple[ActorEntry, ...]
    where: str | None
    about: tuple[str, ...]
    planned: Dates | None
    held: Dates | None
    outcome: Outcome
    explanation: str
    """The outcome in plain words."""
    as_of: str
    announced: tuple[EventEntry, ...]
    proof: tuple[EventEntry, ...]


def outlook(tellings: Sequence[Telling], around: Iterable[Telling], as_of: str) -> Outlook | None:
    """What became of one occurrence as of a day; None where it was not announced by then.

    `around` are tellings of other events: one that puts or calls this one off, or tells that those who were to meet or
    come met or were there. Reports of later days count for nothing, and neither do conditions without a day.
    """
    known = sorted((t for t in tellings if t.told.day <= as_of), key=_order)
    plans = [t for t in known if _announces(t)]
    if not plans:
        return None
    others = sorted((t for t in around if t.told.day <= as_of), key=_order)
    days = [days for t in plans if (days := _planned(t)) is not None]
    planned = next((d for d in days if None not in d), days[0] if days else None)
    told = [t for t in known if t.event.status in HELD and not _undone(t, others)]
    held = told or [t for t in others if _implies(t, plans)]
    put_off = [t for t in plans if t.event.status == "postponed"] + [t for t in others if _puts_off(t, plans)]
    if held:
        return _held(plans, put_off, held, planned)
    outcome, proof = _not_held(known, plans, put_off, others, as_of)
    return Outlook(outcome, planned, None, tuple(plans), tuple(proof))


def _announces(one: Telling) -> bool:
    """Whether it tells of something to come; threats and demands announce nothing, nor does what only would have been."""
    if not one.ahead or one.event.type in NO_NEWS:
        return False
    return one.event.status != "conditional" or (one.dated and (one.last or 0) >= (one.said or 0))


def _planned(one: Telling) -> Dates | None:
    """The days it is announced for; those of a proposal that lie before the report are when it was made."""
    if one.event.status == "proposed" and one.last is not None and one.said is not None and one.last <= one.said:
        return None
    return one.event.when


def _order(one: Telling) -> tuple[str, str, str]:
    return one.told.day, earliest(one.event.when), one.id


def _held(plans: Sequence[Telling], put_off: Sequence[Telling], held: Sequence[Telling], planned: Dates | None) -> Outlook:
    surest = min(held, key=lambda t: (not t.dated, _length(t.event.when), t.told.day, t.id))
    when = None if without_day(surest.told) else surest.event.when
    outcome: Outcome = "held"
    if planned is not None and when is not None and not overlap(planned, when):
        outcome = "put off, then held" if put_off else "held on other days"
    return Outlook(outcome, planned, when, tuple(plans), tuple(_besides(plans, (*put_off, *held))))


def _besides(plans: Sequence[Telling], proof: Iterable[Telling]) -> list[Telling]:
    """What the outcome rests on and is no announcement itself."""
    told = {t.id for t in plans}
    return [t for t in proof if t.id not in told]


def _length(when: Dates | None) -> int:
    if when is None or None in when:
        return 10**6
    return date.fromisoformat(latest(when)).toordinal() - date.fromisoformat(earliest(when)).toordinal()


def _not_held(
    known: Sequence[Telling], plans: Sequence[Telling], put_off: Sequence[Telling], others: Sequence[Telling], as_of: str
) -> tuple[Outcome, list[Telling]]:
    off = [t for t in others if t.event.mode == "cancel" and _calls_off(t, plans)]
    if off:
        return "called off", off
    newest = max((t for t in plans if t.event.status != "postponed"), key=_order, default=None)
    last_off = max(put_off, key=_order, default=None)
    # A new day named by the report that puts it off, or later, is an announcement anew.
    anew = newest is not None and newest.dated and (last_off is None or _later(newest, last_off))
    if last_off is not None and not anew:
        return "put off", _besides(plans, put_off)
    days = None if newest is None else _planned(newest)
    due = "" if days is None or days[1] is None else days[1]
    # "So far nothing was signed" says nothing of what was to be signed later.
    denied = [t for t in known if t.event.status == "denied" and t.told.day >= due]
    if denied:
        return "not held", denied
    if due:
        return ("to come" if due >= as_of else "not told again"), []
    last = max((t.told.day for t in plans), default="")
    fresh = bool(last) and date.fromisoformat(as_of).toordinal() - date.fromisoformat(last).toordinal() <= FRESH
    return ("to come" if fresh else "not told again"), []


def _later(plan: Telling, put_off: Telling) -> bool:
    """Whether a plan is for days after those that were put off, and was not told before that."""
    if plan.told.day < put_off.told.day or _recalled(plan):
        return False
    days = put_off.event.when if put_off.event.status == "postponed" else None
    return days is None or earliest(plan.event.when) > latest(days)


def _recalled(plan: Telling) -> bool:
    """Whether it tells afterwards for which days something had been planned."""
    return plan.last is not None and plan.said is not None and plan.last < plan.said


def _puts_off(off: Telling, plans: Sequence[Telling]) -> bool:
    return off.event.mode == "postpone" and _calls_off(off, plans)


def _calls_off(off: Telling, plans: Sequence[Telling]) -> bool:
    """Whether an act of putting or calling off is about what was planned: told in the same words, or later of the same
    visitor or thing."""
    if off.event.type != "REJECT" or off.event.status not in HELD:
        return False
    return any(_is_about(off, plan) for plan in plans)


def _is_about(off: Telling, plan: Telling) -> bool:
    if _same_words(off, plan):
        return True
    too_early = off.told.day < plan.told.day and not _recalled(plan)
    if too_early or (plan.last is not None and off.first is not None and off.first > plan.last + FEW):
        return False
    if off.named & plan.named:
        return bool(off.countries & plan.countries)
    names = {word for name in off.event.about for word in name.casefold().split()}
    said = {word.strip(".,;") for e in off.event.evidence for word in e.text.casefold().split()}
    visit = is_visit(plan.event) and bool({"visit", "trip", "tour", "journey"} & (names | said))
    hosts = not off.hosts or not plan.hosts or bool(off.hosts & plan.hosts)
    return visit and hosts and bool(off.persons & plan.visitors)


def _undone(held: Telling, others: Iterable[Telling]) -> bool:
    """Whether the words that tell it as held also tell that it was put or called off: then they do not tell that it was held."""
    return any(
        off.event.mode in CALLED_OFF and off.event.type == "REJECT" and off.doers & held.doers and _same_words(off, held)
        for off in others
    )


def _same_words(one: Telling, other: Telling) -> bool:
    passages = ((a, b) for a in one.event.evidence for b in other.event.evidence)
    return one.told.report == other.told.report and any(a.start < b.end and b.start < a.end for a, b in passages)


def _implies(other: Telling, plans: Sequence[Telling]) -> bool:
    """Whether what was held tells that the planned visit or meeting was: the visitor did something in the host's country
    on its days, or all who were to meet did."""
    if other.event.status not in HELD:
        return False
    return any(_implies_one(other, plan) for plan in plans if plan.short and _about_then(other, plan))


def _about_then(other: Telling, plan: Telling) -> bool:
    """Whether it took place about the planned days; where it has no day of its own, its report came out then."""
    if other.short:
        return gap(plan, other) <= FEW
    if not without_day(other.told) or plan.first is None or plan.last is None:
        return False
    first, last = (date.fromisoformat(d).toordinal() if d else None for d in other.told.published or (None, None))
    if first is None or last is None or last - first > SEASON:
        return False
    return first <= plan.last + RECENT and plan.first <= last


def _implies_one(other: Telling, plan: Telling) -> bool:
    if other.told.report == plan.told.report or other.told.day < plan.told.day:
        return False
    if is_visit(plan.event):
        town = plan.event.where is not None and plan.event.where != plan.place
        there = other.event.where == plan.event.where if town else other.place is not None and other.place in plan.hosts
        near = plan.first is not None and plan.last is not None and plan.last - plan.first <= SHIFT
        return there and near and bool(other.visitors & plan.visitors)
    meeting = family_of(plan.event.mode) == "meeting" and family_of(other.event.mode) in ("meeting", "visit")
    return meeting and len(plan.persons) >= 2 and plan.persons <= other.persons and gap(plan, other) == 0


def expected(store: Store, scope: Scope, *, as_of: str | None = None) -> tuple[ExpectedEntry, ...]:
    """All that was announced in scope and what became of it, by the planned days; undated last.

    In scope by the days it was planned for or held on, or by those of a report that announces it. `as_of` is a day, by
    default that of the newest report.
    """
    answers = Answers(store)
    day = as_of or max((latest(r.published) for r in answers.reports.values()), default="")
    if not day:
        return ()
    actors = Actors(answers.actors, {})
    inside = answers.told(Event, *scope.records("event"))
    around = _by_reach(telling(t, actors) for t in inside)
    out = []
    for identity, members in sorted(_announced(store, answers, inside).items()):
        tellings = [telling(t, actors) for t in members]
        mine = {t.id for t in tellings}
        found = outlook(tellings, (t for t in _near(around, tellings) if t.id not in mine), day)
        if found is not None:
            entry = _entry(answers, identity, found, day)
            if any(scope.holds(d) for d in (entry.planned, entry.held, *(e.quotes[0].report.published for e in entry.announced))):
                out.append(entry)
    return tuple(sorted(out, key=lambda e: (e.planned is None, earliest(e.planned), latest(e.planned), e.id)))


def _announced(store: Store, answers: Answers, inside: Sequence[Told[Event]]) -> dict[str, list[Told[Event]]]:
    """Occurrence → all its tellings, of those that a telling in scope announces."""
    plans = json.dumps(sorted(t.id for t in inside if t.record.status in AHEAD))
    ones = "SELECT occurrence FROM occurrence_event WHERE event IN (SELECT value FROM json_each(?))"
    events = f"SELECT event FROM occurrence_event WHERE occurrence IN ({ones})"
    rows = store.rows(f"SELECT event, occurrence FROM occurrence_event WHERE event IN ({events})", (plans,))
    occurrence = {str(event): str(one) for event, one in rows}
    members: dict[str, list[Told[Event]]] = defaultdict(list)
    for told in answers.told(Event, events, (plans,)):
        members[occurrence[told.id]].append(told)
    return members


def _by_reach(tellings: Iterable[Telling]) -> dict[str, list[Telling]]:
    """Tellings that may decide about others, by persons and things in them and by report."""
    out: dict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        if one.event.status in HELD and (one.persons or one.event.mode in CALLED_OFF):
            for key in sorted((*one.persons, *one.named, one.told.report)):
                out[key].append(one)
    return out


def _near(around: Mapping[str, list[Telling]], tellings: Iterable[Telling]) -> list[Telling]:
    keys = {key for one in tellings for key in (*one.persons, *one.named, one.told.report)}
    return list({t.id: t for key in sorted(keys) for t in around.get(key, ())}.values())


def _entry(answers: Answers, identity: str, found: Outlook, as_of: str) -> ExpectedEntry:
    announced = tuple(answers.event(t.told) for t in found.announced)
    proof = tuple(answers.event(t.told) for t in found.proof)
    first = announced[0]
    return ExpectedEntry(
        id=identity,
        type=first.event.type,
        mode=first.event.mode,
        who=next((e.who for e in (*announced, *proof) if e.who), ()),
        target=next((e.target for e in (*announced, *proof) if e.target), ()),
        where=next((e.event.where for e in (*announced, *proof) if e.event.where), None),
        about=tuple(dict.fromkeys(name for e in announced for name in e.event.about)),
        planned=found.planned,
        held=found.held,
        outcome=found.outcome,
        explanation=_explained(found, as_of),
        as_of=as_of,
        announced=announced,
        proof=proof,
    )


def _explained(found: Outlook, as_of: str) -> str:
    """The outcome in plain words: "Announced for 19–20 March 2018; held on 22–23 March 2018."."""
    plan = f"Announced for {span(found.planned)}" if found.planned else "Announced without a day"
    held = f"held {_when(found.held)}" if found.held else "held, the days not told"
    ends: dict[Outcome, str] = {
        "held": held,
        "held on other days": held,
        "put off, then held": f"put off, then {held}",
        "put off": "put off",
        "called off": "called off",
        "not held": "not held, by a later telling",
        "to come": f"still to come as of {as_of}",
        "not told again": f"no report by {as_of} tells what became of it",
    }
    return f"{plan}; {ends[found.outcome]}."


def _when(dates: Dates) -> str:
    """ "on 5 October 2016", "in October 2016", "until 1 March 2001"."""
    if None in dates:
        return span(dates)
    return f"{'in' if grain(dates) in ('year', 'half', 'quarter', 'month') else 'on'} {span(dates)}"
