"""What is told of a thing's life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from attache.ledger.entries import ActorEntry, EventEntry, FigureEntry, Quote
from attache.records import Dates, ThingKind

Reached = Literal["done", "under way", "planned", "conditional", "postponed", "missed", "not done"]
"""How far a stage has come. missed: planned for a day that passed without it, as a report says; not done: a report says that
what others planned has not come about."""


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A date that reports give for a stage."""

    when: Dates | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """One stage in a thing's life, as one or more reports tell it."""

    stage: str
    """As in the table of stages: "signed", "negotiations opened", "session" …"""
    label: str
    """For reading: "ratified by Belarus", "24th session", "planned: signed"."""
    reached: Reached
    when: Dates | None
    """The finest date told."""
    where: str | None
    number: int | None
    """Of a session, where told."""
    by: tuple[ActorEntry, ...]
    """Who ratified, signed, met."""
    dates: tuple[ToldDate, ...]
    """Every date told, the finest first."""
    conflict: bool
    """Whether dates told exclude one another."""
    planned: tuple[ToldDate, ...]
    """Dates for which it had been planned."""
    records: tuple[EventEntry | FigureEntry, ...]
    """Those that tell it, then those that planned it."""
    quotes: tuple[Quote, ...]
    """All sentences it rests on: those of its records, and the namings where the thing's name tells the date."""
    of: str | None = None
    """Name of the other thing it was a stage of: the project that an agreement was about."""


@dataclass(frozen=True, slots=True)
class LifeLine:
    """A thing's life, oldest stage first."""

    thing: str
    """Id of the thing."""
    name: str
    kind: ThingKind
    aliases: tuple[str, ...]
    parties: tuple[ActorEntry, ...]
    state: str
    """At present, as far as the reports tell: "in force", "signed, not in force", "under negotiation"; "" where nothing does."""
    since: Dates | None
    milestones: tuple[Milestone, ...]
