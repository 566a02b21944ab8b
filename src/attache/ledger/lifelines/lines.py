"""Life lines from the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.countries import country_name
from attache.ledger.entries import ActorEntry, EventEntry, FigureEntry, Quote, ThingEntry
from attache.ledger.lifelines.entries import LifeLine, Milestone, ToldDate
from attache.ledger.lifelines.nameless import Telling
from attache.ledger.lifelines.naming import Naming
from attache.ledger.lifelines.sites import with_sites
from attache.ledger.lifelines.stages import Stage, milestones, not_yet, state_of
from attache.ledger.lifelines.steps import BY_NAME, SINGLY, Step, named_step, progress_of, steps_of
from attache.ledger.lifelines.telling import Names, Unlisted, names, progress, signed_in_list, tellings
from attache.ledger.queries import events, figures
from attache.ledger.register import things
from attache.ledger.store import Store
from attache.records import Dates, ThingKind


def lifelines(store: Store, scope: Scope, *, kind: ThingKind | None = None) -> tuple[LifeLine, ...]:
    """The life of each agreement, mechanism, programme, project and place of which a stage is told, by kind and name."""
    found = Found(events(store, scope), figures(store, scope), names(store, scope), things(store, scope))
    lines = lives(Answers(store), found)
    return tuple(
        sorted((line for line in lines if kind in (None, line.kind)), key=lambda line: (line.kind, line.name, line.thing))
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What lives are told by."""

    events: Sequence[EventEntry]
    figures: Sequence[FigureEntry]
    names: Names
    things: Sequence[ThingEntry]


def lives(answers: Answers, found: Found) -> list[LifeLine]:
    """The lives of the things, and of papers and projects that only events name, as far as a stage is told."""
    told, unlisted = tellings(found.events, found.names, answers)
    shares = progress(found.figures, told)
    listed = signed_in_list(found.events, found.names, answers)
    lines = [
        life_of(thing, told.get(thing.id, ()), answers.text, shares.get(thing.id, ()), listed.get(thing.id, ()))
        for thing in (*found.things, *map(_thing, unlisted))
    ]
    return with_sites([line for line in lines if line.milestones])


def _thing(unlisted: Unlisted) -> ThingEntry:
    return ThingEntry(unlisted.id, unlisted.name, unlisted.kind, None, (), (), (), ())


def life_of(
    thing: ThingEntry,
    told: Sequence[Telling],
    text: Callable[[str], str],
    shares: Sequence[FigureEntry] = (),
    listed: Sequence[Step] = (),
) -> LifeLine:
    """A thing's life from the events about it, the shares of it that are told to be done, and lists of papers that have it.

    `text` gives a report's text, for quotes that name the thing.
    """
    entries: dict[str, EventEntry | FigureEntry] = {t.entry.id: t.entry for t in told}
    entries |= {figure.id: figure for figure in shares}
    steps = [step for t in told for step in steps_of(t.entry, thing.kind, t.name, (thing.name, *thing.aliases))]
    steps += [progress_of(figure, [t.entry.event.when for t in told]) for figure in shares]
    steps += [step for name in (thing.name, *thing.aliases) if thing.quotes and (step := named_step(name, thing.kind))]
    stages = milestones([*steps, *listed])
    state, since = state_of(stages, not_yet(steps))
    telling = _Telling(entries, Naming((thing.name, *thing.aliases), thing.quotes, text))
    return LifeLine(
        thing=thing.id,
        name=thing.name,
        kind=thing.kind,
        aliases=thing.aliases,
        parties=thing.parties,
        state=state,
        since=since,
        milestones=tuple(_milestone(stage, telling) for stage in stages),
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """What a thing's stages are told by."""

    entries: Mapping[str, EventEntry | FigureEntry]
    naming: Naming

    def quotes(self, record: str) -> tuple[Quote, ...]:
        """The sentences of a record, lengthened to those that name the thing; of a name, its namings."""
        if record == BY_NAME:
            return self.naming.namings
        return tuple(map(self.naming.shown, self.entries[record].quotes))


def _milestone(stage: Stage, telling: _Telling) -> Milestone:
    entries = telling.entries
    told = [r for r in dict.fromkeys(s.record for s in stage.steps) if r != BY_NAME]
    planned = [r for r in dict.fromkeys(s.record for s in stage.plans) if r not in told]
    by = tuple({a.id: a for r in told for a in _doers(entries[r])}.values())
    return Milestone(
        stage=stage.stage,
        label=_label(stage, by),
        reached=stage.reached,
        when=stage.when,
        where=next((s.where for s in stage.steps if s.where), None),
        number=stage.number,
        by=by,
        dates=_dates(stage.steps, telling),
        conflict=stage.conflict,
        planned=_dates(stage.plans, telling),
        records=tuple(entries[r] for r in (*told, *planned)),
        quotes=tuple(q for r in (*told, *planned) for q in telling.quotes(r)) or telling.quotes(BY_NAME),
    )


def _doers(entry: EventEntry | FigureEntry) -> tuple[ActorEntry, ...]:
    return entry.who if isinstance(entry, EventEntry) else ()


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


def _dates(steps: Sequence[Step], telling: _Telling) -> tuple[ToldDate, ...]:
    """Each date told, with the sentences that tell it."""
    by_date: dict[Dates | None, list[str]] = defaultdict(list)
    for step in steps:
        by_date[step.when].append(step.record)
    return tuple(
        ToldDate(when, tuple(q for r in dict.fromkeys(found) for q in telling.quotes(r))) for when, found in by_date.items()
    )
