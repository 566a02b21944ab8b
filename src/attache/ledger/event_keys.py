"""By which keys tellings find each other: two can be of one event only if they share one.

The keys name few: the kind of act with a person or two countries and a month, or with a thing and a country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from attache.ledger.event_days import near_days, thing_days
from attache.ledger.open_days import guests, lands, reached
from attache.ledger.tellings import FEW, MAKING_GOOD, PROJECT, SHIFT, Telling, is_visit

ARRIVAL = 1
"""Days by which one report may date a visit or a meeting from arrival or the eve, another from the day itself."""
CROWD = 12
"""More countries than these have so many meetings in common that two of them tell no event apart."""
LAST = date.max.toordinal()


def keys_of(one: Telling) -> frozenset[str]:
    """What a telling is found by: two can be one event only if they share a key."""
    return frozenset((*_people_keys(one), *_guest_keys(one), *_thing_keys(one)))


def _people_keys(one: Telling) -> Iterator[str]:
    if is_visit(one.event) and one.ahead:
        yield from (f"{one.kin}|{person}|{one.told.report}" for person in sorted(one.visitors))
    if is_visit(one.event) and not one.ahead:
        yield f"{one.kin}|{'-'.join(sorted(one.countries))}|{one.told.report}"
    near = near_days(one)
    if near is None:
        return
    first, last = near
    months = list(_months(first, last))
    aside = FEW if is_visit(one.event) else ARRIVAL if one.event.type == "CONSULT" else 0
    reached = list(_months(first - aside, last + max(aside, _furthest(one) if is_visit(one.event) else 0)))
    for person in sorted(one.persons):
        yield from (f"{one.kin}|{person}|{month}" for month in reached)
    if one.event.where is not None and one.event.where != one.place and first == last:
        yield f"{one.kin}|{one.event.where}|{date.fromordinal(first).isoformat()}"
    if one.seldom:
        yield from (f"{one.kin}|{country}|{month}" for country in sorted(one.countries) for month in months)
    if len(one.countries) <= CROWD:
        for a, b in combinations(sorted(one.countries), 2):
            yield from (f"{one.kin}|{a}-{b}|{month}" for month in months)


def _guest_keys(one: Telling) -> Iterator[str]:
    """Whose visit or meeting, country and year, by which those without days of their own are found."""
    days = reached(one)
    if days is None:
        return
    years = range(date.fromordinal(max(days[0], 1)).year, date.fromordinal(min(days[1], LAST)).year + 1)
    for guest in sorted(guests(one)):
        yield from (f"{one.kin}|{guest}|{land}|{year}" for land in sorted(lands(one)) for year in years)


def _thing_keys(one: Telling) -> Iterator[str]:
    if one.once:
        yield from (f"{one.kin}|{thing}" for thing in sorted(one.named))
    if one.number is not None:
        yield from (f"{one.kin}|{thing}|no. {one.number}" for thing in sorted(one.named))
    days = thing_days(one)
    if days is None:
        return
    first, last = days
    if one.once == "thing":
        spanned = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
        for word in sorted({word for core in one.cores for word in core}):
            yield from (f"{one.kin}|{word}|{giver}|{year}" for giver in sorted(one.givers) for year in spanned)
    years = range(date.fromordinal(first).year, date.fromordinal(min(last + _furthest_by_thing(one), LAST)).year + 1)
    site = {one.place} if one.kin == PROJECT and one.place is not None else set()
    for thing in sorted(one.things):
        for country in sorted(one.countries | site):
            yield from (f"{one.kin}|{thing}|{country}|{year}" for year in years)
            if one.event.status == "postponed" or not one.ahead:
                yield f"{one.kin}|{thing}|{country}|{one.told.report}"


def _furthest(one: Telling) -> int:
    return (MAKING_GOOD if one.event.status == "postponed" else SHIFT) if one.ahead else 0


def _furthest_by_thing(one: Telling) -> int:
    return MAKING_GOOD if one.ahead else 0


def _months(first: int, last: int) -> Iterator[str]:
    start, end = date.fromordinal(max(first, 1)), date.fromordinal(min(last, LAST))
    for number in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def pairs_by_key(keyed: Iterable[tuple[int, frozenset[str]]]) -> set[tuple[int, int]]:
    """Numbers of pairs, lower first, that share a key."""
    by_key: dict[str, list[int]] = {}
    for number, keys in keyed:
        for key in keys:
            by_key.setdefault(key, []).append(number)
    return {(min(a, b), max(a, b)) for group in by_key.values() for a, b in combinations(group, 2)}
