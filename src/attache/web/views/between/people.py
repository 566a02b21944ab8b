"""People of the two sides in their offices over time, on one line of years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from attache.brief.asked import Asked as Question
from attache.brief.sections.people import DEPUTIES, ORDER
from attache.ledger.entries import ActorEntry, Quote
from attache.ledger.tenures import OfficeLine, TenureEntry, tenure_words
from attache.web.drawing.axis import Axis, axis_of
from attache.web.drawing.spans import Span, span

OFFICES = 7
HOLDERS = 5
"""Newest holders of an office that are shown."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One person's time in one office."""

    id: str
    name: str
    words: str
    """When the person was seen in it."""
    first: str
    last: str
    span: Span
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """An office with its holders, the oldest first."""

    name: str
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """The offices of one of the two; `number` counts all of them."""

    actor: ActorEntry
    offices: tuple[Office, ...]
    number: int


@dataclass(frozen=True, slots=True)
class People:
    """Both sides on one line of years; `axis` is None where nobody was seen in an office."""

    axis: Axis | None
    sides: tuple[Side, ...]


def people(question: Question) -> People:
    """For each side the offices that matter."""
    chosen = [(side, *_offices(question, side, other)) for side, other in _sides(question)]
    seen = [h for _, lines, _ in chosen for line in lines for h in _holders(question, line)]
    axis = axis_of(d for h in seen for d in (h.interval.first_seen, h.interval.last_seen) if d)
    if axis is None:
        return People(None, ())
    sides = (Side(side, tuple(_office(question, axis, o, side) for o in lines), number) for side, lines, number in chosen)
    return People(axis, tuple(s for s in sides if s.offices))


def _sides(question: Question) -> tuple[tuple[ActorEntry, ActorEntry], ...]:
    return (question.a, question.b), (question.b, question.a)


def _offices(question: Question, side: ActorEntry, other: ActorEntry) -> tuple[list[OfficeLine], int]:
    own = [o for o in question.offices if o.of and side.id in (o.of.id, o.of.country) and _holders(question, o)]
    return sorted(own, key=lambda o: _rank(o, side, other))[:OFFICES], len(own)


def _rank(line: OfficeLine, side: ActorEntry, other: ActorEntry) -> tuple[int, int, str, str]:
    """Lower for what a reader looks for first; deputies, companies and ambassadors elsewhere come after."""
    office = line.office.casefold()
    place = next((n for n, words in enumerate(ORDER) if any(w in office for w in words)), len(ORDER))
    _, to, host = line.office.partition(" to ")
    if "ambassador" in office and to and not _names(other, host):
        place = len(ORDER)
    if any(word in office for word in DEPUTIES):
        place = len(ORDER) + 1
    own = line.of is not None and line.of.id == side.id
    outside = 0 if own or "general secretary" in office or "chairman" in office else 3
    return (place + outside, -sum(len(h.interval.observations) for h in line.holders), office, line.key)


def _names(actor: ActorEntry, words: str) -> bool:
    return words.casefold() in {n.casefold() for n in (actor.name, *actor.aliases)}


def _holders(question: Question, line: OfficeLine) -> list[TenureEntry]:
    """Those seen in the span of days, the oldest first, the newest of many."""
    seen = [h for h in line.holders if h.interval.first_seen and question.in_days((h.interval.first_seen, h.interval.last_seen))]
    return sorted(seen, key=lambda h: (h.interval.last_seen or "", h.interval.first_seen or "", h.person.id))[-HOLDERS:]


def _office(question: Question, axis: Axis, line: OfficeLine, side: ActorEntry) -> Office:
    body = f", {line.of.name}" if line.of and line.of.id != side.id and line.of.name not in line.office else ""
    return Office(f"{line.office[:1].upper()}{line.office[1:]}{body}", tuple(_shown(axis, _holders(question, line))))


def _shown(axis: Axis, holders: Iterable[TenureEntry]) -> Iterable[Holder]:
    for holder in holders:
        first, last = holder.interval.first_seen or "", holder.interval.last_seen or holder.interval.first_seen or ""
        ends = tuple(dict.fromkeys((*holder.quotes[:1], *holder.quotes[-1:])))
        words = tenure_words(holder.interval)
        yield Holder(holder.person.id, holder.person.name, words, first, last, span(axis, first, last), ends)
