"""What an event record tells in all that counts for the rules of occurrences, whichever report tells it.

Two tellings of one shape, from two reports, are of one event where the rules say so of a telling and its like: of a visit that
a thousand papers report with the same people, place and days, one telling is compared with others and stands for all.
"""

from __future__ import annotations

from dataclasses import replace

from attache.ledger.event_days import near_days, thing_days
from attache.ledger.joining import surely_same
from attache.ledger.open_days import is_open
from attache.ledger.tellings import Telling, without_day

Shape = tuple[object, ...]


def shape_of(one: Telling) -> Shape | None:
    """The shape of a telling; None where another report may tell just the same of another event: of what leaves open which
    visit or meeting it means, or tells neither who nor what."""
    if is_open(one) or not surely_same(one, replace(one, told=replace(one.told, report=""))):
        return None
    event = one.event
    told_late = one.ahead and (one.said or 0) > (one.last or 0)
    people = (one.persons, one.bodies, one.countries, one.hosts, one.things, one.named, one.papers)
    return (
        *(event.type, event.mode, event.status, event.when, event.announced, event.where, event.sectors),
        *(one.told.ids(event.who), one.told.ids(event.target), event.about),
        *(one.kin, one.family, one.first, one.last, one.dated, one.vague, without_day(one.told), told_late),
        *(near_days(one), thing_days(one), one.place, one.number, tuple(sorted(one.parts))),
        *(tuple(sorted(ids)) for ids in people),
        tuple(sorted(tuple(sorted(core)) for core in one.cores)),
    )
