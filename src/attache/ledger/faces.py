"""How actors and things are named, and what joins two names: the shapes that the rules of identity work with.

Reports name an actor by spellings. All spellings under one key that are one actor whatever else is known form a face;
links join faces to one actor or thing. A layer's rules decide link by link from exact strings: a face claims strings
by which it looks for others, and answers to strings under which it is found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Layer = Literal["country", "organisation", "person", "thing"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of naming, as one report has it; reports that name alike share it."""

    name: str
    kind: str
    """ActorKind, or ThingKind."""
    of: str | None = None
    """ISO alpha-3 of an actor's country; of a thing, whom it belongs to (an actor id)."""
    aliases: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    """Of a thing: actor ids, sorted."""
    marks: tuple[str, ...] = ()
    """What the report tells that helps to tell it apart, sorted: of a person `office|of` as observed there; of a thing
    `mode year` of the events about it."""
    year: int | None = None
    """Of the report; None where it has no date."""


@dataclass(frozen=True, slots=True)
class Face:
    """Spellings under one key that stand for one actor or thing, each with the number of reports that have it."""

    id: str
    """Same for the same layer, key and country, whatever its spellings; where a key has several faces in one country, also
    for what tells them apart (a year and offices, initials)."""
    layer: Layer
    key: str
    of: str | None
    """The country it stands for, or whom a thing belongs to; None where unknown."""
    spellings: tuple[tuple[Spelling, int], ...]

    @property
    def reports(self) -> int:
        """Number of reports that name it."""
        return sum(count for _, count in self.spellings)


@dataclass(frozen=True, slots=True)
class Link:
    """Two faces taken as one; `why` is shown to people."""

    one: str
    other: str
    rule: str
    """Name of the rule, as `short-name` or `acronym`."""
    why: str


def ordered(links: Iterable[Link]) -> list[Link]:
    """Links with the lower face id first, once each, in an order that does not depend on where they came from."""
    same = {(min(x.one, x.other), max(x.one, x.other), x.rule, x.why) for x in links if x.one != x.other}
    return [Link(*parts) for parts in sorted(same)]
