"""Actors in one line each, and which of them are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attache.ledger.identity import Sighted, resolve_actors
from attache.records import Actor, ActorKind, ActorName


@dataclass(frozen=True)
class Named:
    """A name as some reports have it."""

    name: str
    kind: ActorKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    reports: int = 1
    year: int | None = None
    marks: tuple[str, ...] = ()


def person(name: str, country: str | None = None, reports: int = 1, year: int | None = None, *marks: str) -> Named:
    """A person; `marks` are `office|of`."""
    return Named(name, "person", country, (), reports, year, marks)


def body(name: str, country: str | None = None, *aliases: str, year: int | None = None) -> Named:
    """An organisation with its aliases."""
    return Named(name, "organisation", country, aliases, year=year)


def sightings(cast: Sequence[Named]) -> list[tuple[int, Sighted]]:
    """Each name in as many reports of its own, with its number in the cast."""
    out = []
    for number, n in enumerate(cast):
        actor = Actor(ActorName(n.name), n.kind, n.country, n.aliases)
        out += [(number, Sighted(f"r{number}-{copy}", actor, n.marks, n.year)) for copy in range(n.reports)]
    return out


def groups(cast: Sequence[Named]) -> list[list[int]]:
    """Numbers of the names that are one actor."""
    seen = sightings(cast)
    _, ids = resolve_actors(s for _, s in seen)
    found: dict[str, set[int]] = {}
    for number, s in seen:
        found.setdefault(ids[s.report, s.actor.name], set()).add(number)
    return sorted(sorted(numbers) for numbers in found.values())
