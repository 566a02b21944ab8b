"""Life lines from the ledger."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.countries import country_name
from attache.ledger.entries import ActorEntry, EventEntry, ThingEntry
from attache.ledger.lifelines.entries import LifeLine, Milestone, ToldDate
from attache.ledger.lifelines.meant import Named, meant
from attache.ledger.lifelines.stages import Stage, milestones, not_yet, state_of
from attache.ledger.lifelines.steps import SINGLY, Step, steps_of
from attache.ledger.queries import events
from attache.ledger.register import things
from attache.ledger.store import Store
from attache.ledger.told import closed
from attache.records import Dates, ThingKind


def lifelines(store: Store, scope: Scope, *, kind: ThingKind | None = None) -> tuple[LifeLine, ...]:
    """The life of each agreement, mechanism, programme, project and place of which a stage is told, by kind and name."""
    answers = Answers(store)
    told = _told(store, scope)
    lines = []
    for thing in things(store, scope, kind=kind):
        line = life_of(thing, told.get(thing.id, ()), answers)
        if line.milestones:
            lines.append(line)
    return tuple(lines)


def life_of(thing: ThingEntry, told: Sequence[tuple[EventEntry, str]], answers: Answers) -> LifeLine:
    """A thing's life from the events about it, each with the name it has there."""
    entries = {entry.id: entry for entry, _ in told}
    steps = [step for entry, name in told for step in steps_of(entry, thing.kind, name)]
    stages = milestones(steps)
    state, since = state_of(stages, not_yet(steps))
    return LifeLine(
        thing=thing.id,
        name=thing.name,
        kind=thing.kind,
        aliases=thing.aliases,
        parties=thing.parties,
        state=state,
        since=since,
        milestones=tuple(_milestone(stage, entries) for stage in stages),
    )


def _told(store: Store, scope: Scope) -> dict[str, list[tuple[EventEntry, str]]]:
    """Events in scope by the thing they are about, with its name there."""
    named = _named(store)
    out: dict[str, list[tuple[EventEntry, str]]] = defaultdict(list)
    for entry in events(store, scope):
        for thing, name in meant(entry.event, named.get(entry.event.evidence[0].report, ())).items():
            out[thing].append((entry, name))
    return out


def _named(store: Store) -> dict[str, list[Named]]:
    rows = store.rows(
        "SELECT n.report, n.name, s.thing, t.kind, n.passages FROM named_thing n JOIN same_thing s "
        "ON s.report = n.report AND s.name = n.name JOIN thing t ON t.id = s.thing ORDER BY n.report, n.position"
    )
    out: dict[str, list[Named]] = defaultdict(list)
    for report, name, thing, kind, passages in rows:
        places = tuple((int(start), int(end)) for start, end in json.loads(str(passages)))
        out[str(report)].append(Named(str(name), str(thing), kind, places))
    return out


def _milestone(stage: Stage, entries: Mapping[str, EventEntry]) -> Milestone:
    told = list(dict.fromkeys(s.record for s in stage.steps))
    planned = [r for r in dict.fromkeys(s.record for s in stage.plans) if r not in told]
    finest = entries[stage.steps[0].record]
    by = _by(stage, [entries[r] for r in told])
    return Milestone(
        stage=stage.stage,
        label=_label(stage, by),
        reached=stage.reached,
        when=stage.when,
        where=next((s.where for s in stage.steps if s.where), None),
        number=stage.number,
        by=by or finest.who,
        dates=_dates(stage.steps, entries),
        conflict=stage.conflict,
        planned=_dates(stage.plans, entries),
        events=tuple(entries[r] for r in (*told, *planned)),
    )


def _by(stage: Stage, told: Sequence[EventEntry]) -> tuple[ActorEntry, ...]:
    return tuple({a.id: a for entry in told for a in entry.who}.values())


def _label(stage: Stage, by: Sequence[ActorEntry]) -> str:
    words = f"{ordinal(stage.number)} {stage.stage}" if stage.number else stage.stage
    if stage.stage in SINGLY and by:
        names = dict.fromkeys(country_name(a.country) if a.country else a.name for a in by)
        words += f" by {', '.join(names)}"
    return words if stage.reached == "done" else f"{words}: {stage.reached}"


def ordinal(number: int) -> str:
    """ "1st", "2nd", "24th"."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _dates(steps: Sequence[Step], entries: Mapping[str, EventEntry]) -> tuple[ToldDate, ...]:
    """Each date told, with the sentences that tell it."""
    by_date: dict[Dates | None, list[str]] = defaultdict(list)
    for step in steps:
        by_date[closed(step.when) if step.when and None not in step.when else step.when].append(step.record)
    return tuple(
        ToldDate(when, tuple(q for r in dict.fromkeys(records) for q in entries[r].quotes)) for when, records in by_date.items()
    )
