"""Which things an event is about: by the names its record gives, else by the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attache.ledger.lifelines.steps import is_stage
from attache.ledger.things.anatomy import Anatomy, anatomy
from attache.records import Event, ThingKind


@dataclass(frozen=True, slots=True)
class Named:
    """A thing as one report names it."""

    name: str
    thing: str
    kind: ThingKind
    passages: tuple[tuple[int, int], ...]


def meant(event: Event, named: Sequence[Named]) -> dict[str, str]:
    """Ids of the things an event is about → the name it has there; `named` are those of its report.

    A name that the report does not list as such means the one thing listed whose words hold it or are held by it. Without
    names, the one thing for which the event is a stage and which is named in the passage it rests on.
    """
    out: dict[str, str] = {}
    for about in event.about:
        exact = [n for n in named if n.name == about]
        found = exact or _like(about, named)
        if len({n.thing for n in found}) == 1:
            out.setdefault(found[0].thing, about)
    if not out and not event.about:
        inside = [n for n in named if is_stage(event.mode, n.kind) and _within(event, n)]
        if len({n.thing for n in inside}) == 1:
            out[inside[0].thing] = inside[0].name
    return out


def _like(about: str, named: Iterable[Named]) -> list[Named]:
    this = anatomy(about)
    return [n for n in named if alike(this, anatomy(n.name))]


def alike(one: Anatomy, other: Anatomy) -> bool:
    """Whether two names in one report are of one thing: kinds that agree, and the words of one among those of the other."""
    if one.new != other.new or (one.year and other.year and one.year != other.year):
        return False
    if one.kind != other.kind or one.sort != other.sort:
        return False
    if one.parties and other.parties and not one.parties & other.parties:
        return False
    a, b = one.subject, other.subject
    if one.proper and other.proper and not (one.proper <= other.proper or other.proper <= one.proper):
        return False
    telling = (a & b) - one.vague
    return bool(telling) and (a <= b or b <= a)


def _within(event: Event, named: Named) -> bool:
    return any(e.start < end and start < e.end for e in event.evidence for start, end in named.passages)
