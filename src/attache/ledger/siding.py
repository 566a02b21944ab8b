"""Whose count a figure is: the country of the source it names, else of those who give it.

A reading does not always know the country of a body or of one who speaks for it; the body's name then tells it: "Government of
Russia", "Trade Representation of Russia in Vietnam". One who is observed in the office of such a body counts for its country.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from attache.knowledge import rows, several
from attache.ledger.entries import ActorEntry
from attache.ledger.measures import places_named, role_words
from attache.ledger.names import folded, is_described
from attache.ledger.told import Actors, Told
from attache.records import Figure


def side_of(told: Told[Figure], actors: Actors) -> str | None:
    """Actor id of the country whose count it is; None where no one is named, or several countries' people.

    A body without a country is a side only where it is a party itself: the EU counts its own trade, an agency counts nothing.
    """
    source = told.record.source
    names = told.record.speakers if source is None else (source,)
    # Only countries that the report itself names: whether another report has named it must make no difference.
    here = frozenset(told.actors.values())
    found = {_country(i, actors, here) for i in told.ids(n for n in names)}
    side = next(iter(found)) if len(found) == 1 else None
    entry = actors.by_id.get(side) if side else None
    if side is None or entry is None:
        return None
    is_party = side in actors.countries(told.ids(told.record.parties))
    return side if is_party or entry.kind == "country" else None


def shared_side(told: Told[Figure], sides: Iterable[tuple[Told[Figure], str | None]]) -> str | None:
    """The side of the other figures of the series in the same passage, where they all have one side: "Russian statistics
    show 3.6 billion for nine months; in the whole of 2018 it had been 6.1 billion". None for a figure that names anyone."""
    if told.record.source is not None or told.record.speakers:
        return None
    near = {side for other, side in sides if other.id != told.id and side is not None and _same_passage(told, other)}
    return next(iter(near)) if len(near) == 1 else None


def _same_passage(one: Told[Figure], other: Told[Figure]) -> bool:
    return one.report == other.report and any(
        a.start < b.end and b.start < a.end for a in one.record.evidence for b in other.record.evidence
    )


def _country(actor: str, actors: Actors, here: frozenset[str]) -> str:
    """The actor's country, by its name or its bodies' names where nothing else tells it; else the actor."""
    entry = actors.by_id.get(actor)
    if entry is None:
        # A source that the reading does not list stands for itself, in its words.
        return actor if is_described(actor) else country_of_body(actor) or actor
    if entry.country or entry.kind == "country":
        return actors.country(actor)
    bodies = [actors.by_id[b] for b in actors.bodies.get(actor, ()) if b in actors.by_id]
    told = {found for e in (entry, *bodies) if (found := _by_name(e)) is not None and found in here}
    return next(iter(told)) if len(told) == 1 else actor


def _by_name(entry: ActorEntry) -> str | None:
    """The country that a named body's name tells; a mere description ("a Russian agency") tells of no count of a country."""
    return country_of_body(entry.name) if entry.named else None


@lru_cache(maxsize=16384)
def country_of_body(name: str) -> str | None:
    """The country a body belongs to by the table, or, of a state's body, by the words of its name: the only country there, or
    the one whose it is ("Trade Representation of Russia in Vietnam"). None for all others: a company named after a country
    need not be of it."""
    if folded(name) in _bodies():
        return _bodies()[folded(name)]
    text = f" {folded(name)} "
    if not any(f" {word} " in text for word in _state_words()):
        return None
    named = places_named(name)
    all_named, owners = {place for place, _ in named}, {place for place, lead in named if lead in ("of", None)}
    only = all_named if len(all_named) == 1 else owners
    return next(iter(only)) if len(only) == 1 else None


@cache
def _state_words() -> frozenset[str]:
    return frozenset(folded(row["word"]) for row in rows("state_bodies")) | frozenset(role_words("state"))


@cache
def _bodies() -> dict[str, str]:
    """Folded names of bodies with a country → its code."""
    return {
        folded(n): row["country"]
        for row in rows("organisations")
        if row["country"]
        for n in (row["name"], *several(row["aliases"]))
    }


def with_shared(members: Sequence[Told[Figure]], actors: Actors) -> dict[str, str | None]:
    """Side by record id for all figures of one series."""
    own = [(told, side_of(told, actors)) for told in members]
    by_report: dict[str, list[tuple[Told[Figure], str | None]]] = {}
    for told, side in own:
        by_report.setdefault(told.report, []).append((told, side))
    return {told.id: side or shared_side(told, by_report[told.report]) for told, side in own}
