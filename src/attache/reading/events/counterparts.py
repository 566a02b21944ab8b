"""Whom an act is done to where its own sentence names nobody: the other party of what was told right before.

In: the events of a report in text order. Out: the same events; what is done against or for somebody ("Morocco cancelled its
participation", "Moscow called the measures illegal") takes the other party of the telling before it in the paragraph, else the
other of the two that the report is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from attache.reading.events.frames import LIKELY, frame_of, support
from attache.reading.events.occasions import Told, paragraph_of
from attache.reading.events.participants import Cast
from attache.reading.events.parties import main_parties
from attache.records import ActorName, Event

_DIRECTED = frozenset({"ACCUSE", "REJECT", "REQUEST", "SANCTION", "THREATEN", "CONCEDE", "AID", "COERCE"})
"""Types of what somebody does to somebody."""
SPAN = 2
BACK = 3
_REACH = 2
"""How many tellings back the other party may stand."""


def directed(cast: Cast, told: Sequence[Told]) -> list[Told]:
    """The tellings in the order given, with a target for those whose sentence names none."""
    order = sorted(range(len(told)), key=lambda i: told[i].trigger.head.i)
    main = main_parties(cast)
    out = list(told)
    for place, i in enumerate(order):
        event = out[i].event
        if event.type in _DIRECTED and event.who and not event.target:
            before = [out[j] for j in order[max(0, place - _REACH) : place]]
            target = _told_before(cast, out[i], before) or _of_pair(cast, event, main)
            out[i] = replace(out[i], event=replace(event, target=target))
    return out


def _told_before(cast: Cast, item: Told, before: Sequence[Told]) -> tuple[ActorName, ...]:
    """The other party of the nearest telling before in the same paragraph."""
    here = paragraph_of(cast.at, item.trigger.head)
    near = [other for other in before if paragraph_of(cast.at, other.trigger.head) == here]
    return next((found for other in reversed(near) if (found := _other_party(cast, item.event, other.event))), ())


def _of_pair(cast: Cast, event: Event, main: tuple[ActorName, ...]) -> tuple[ActorName, ...]:
    """The other of the report's two main parties, where the doer is one of them."""
    own = {cast.country(name) or name for name in event.who}
    others = tuple(party for party in main if party not in own)
    return others if len(main) == 2 and len(own) == len(others) == 1 else ()


def _other_party(cast: Cast, event: Event, before: Event) -> tuple[ActorName, ...]:
    """Who of the telling before is not of the doer's side: its target, else its doer; only where one state or body remains."""
    own = {cast.country(name) or name for name in event.who}
    for names in (before.target, before.who):
        sides = dict.fromkeys(cast.country(name) or name for name in names)
        others = tuple(ActorName(side) for side in sides if side not in own)
        if len(others) == 1:
            return others
    return ()


def supplied(cast: Cast, told: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """The tellings with those who take part taken from before where their own sentence names nobody, and those left without.

    Of what is told so ("the first million was paid in August", "they were sent home") the telling right before in the
    paragraph names the parties; the encoder must take the words for an act, or the telling before must be of the same type.
    """
    kept: list[Told] = []
    unnamed: list[Told] = []
    before: list[Told] = []
    for item in sorted(told, key=lambda item: item.trigger.head.i):
        if not (item.event.who or item.event.target):
            item = _supplied(cast, item, before) or item
        (kept if item.event.who or item.event.target else unnamed).append(item)
        if item.event.who or item.event.target:
            before.append(item)
    place = {id(item.trigger): i for i, item in enumerate(told)}
    kept.sort(key=lambda item: place[id(item.trigger)])
    return kept, unnamed


def _supplied(cast: Cast, item: Told, before: Sequence[Told]) -> Told | None:
    here = paragraph_of(cast.at, item.trigger.head)
    near = list(islice(takewhile(lambda o: paragraph_of(cast.at, o.trigger.head) >= here - SPAN, reversed(before)), BACK))
    same = next((o for o in near if o.event.type == item.event.type), None)
    other = same
    if other is None and support(frame_of(cast, item.trigger), item.event.type) >= LIKELY:
        other = next(iter(near), None)
    if other is None:
        return None
    return replace(item, event=replace(item.event, who=other.event.who, target=other.event.target))
