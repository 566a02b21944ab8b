"""A record as the ledger works with it: who it is about in the whole ledger's terms, and when its report came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from attache.ledger.columns import Record
from attache.ledger.entries import ActorEntry
from attache.records import Commitment, Dates, Event, Figure, Statement, Tenure

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Told(Generic[R]):
    """A record of one report."""

    id: str
    record: R
    report: str
    published: Dates | None
    actors: Mapping[str, str]
    """Name in the reading → actor id."""

    def ids(self, names: Iterable[str]) -> tuple[str, ...]:
        """Actor ids of the names, once each, in their order; a name no reading lists stands for itself."""
        return tuple(dict.fromkeys(self.actors.get(n, n) for n in names))

    @property
    def day(self) -> str:
        """The report's latest possible day; empty where it has no date, so that it sorts first."""
        first, last = self.published or (None, None)
        return last or first or ""


@dataclass(frozen=True, slots=True)
class Actors:
    """All actors by id, and whom each stands for besides itself."""

    by_id: Mapping[str, ActorEntry]
    bodies: Mapping[str, tuple[str, ...]]
    """Person's id → ids of the international bodies in whose office the person was observed."""

    def country(self, actor: str) -> str:
        """The actor's country, else the actor: persons and bodies of a country count as their country."""
        entry = self.by_id.get(actor)
        return (entry.country or actor) if entry else actor

    def standing(self, actor: str) -> tuple[str, ...]:
        """The actor, its country, and the bodies it speaks for."""
        return tuple(dict.fromkeys((actor, self.country(actor), *self.bodies.get(actor, ()))))

    def countries(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Countries of the actors (or the bodies themselves), sorted, once each."""
        return tuple(sorted({self.country(i) for i in ids}))


def only(told: Iterable[Told[Any]], kind: type[R]) -> list[Told[R]]:
    """The records of one kind, in their order."""
    return [t for t in told if isinstance(t.record, kind)]


def own_names(record: Record) -> tuple[str, ...]:
    """Names of those who take part in a record themselves: doers, speakers, parties."""
    match record:
        case Event():
            return (*record.who, *record.target)
        case Statement():
            return (*record.speakers, *((record.addressee,) if record.addressee else ()))
        case Figure():
            return record.parties
        case Commitment():
            return (*record.by, *record.to, *record.parties)
        case Tenure():
            return (record.person, *((record.of,) if record.of else ()))


def earliest(dates: Dates | None) -> str:
    """The first day of a span; its last where that is open, empty where there is none."""
    first, last = dates or (None, None)
    return first or last or ""


def latest(dates: Dates | None) -> str:
    """The last day of a span; its first where that is open, empty where there is none."""
    first, last = dates or (None, None)
    return last or first or ""


def closed(dates: Dates | None) -> Dates | None:
    """The span with an open end put at its other end; None where no day is known."""
    day = earliest(dates)
    return (day, latest(dates)) if day else None


def overlap(one: Dates | None, other: Dates | None) -> bool:
    """Whether two spans share a day; an open end reaches on."""
    if one is None or other is None:
        return False
    (a, b), (c, d) = one, other
    return (a or "0000") <= (d or "9999") and (c or "0000") <= (b or "9999")
