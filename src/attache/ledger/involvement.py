"""Which actors a report is mostly about, and whom each record concerns: what "between A and B" means.

A record is between A and B when both take part in it or are named in its words, or when its report is mostly about A and
B and one of them takes part or is named. Persons and bodies count for their country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attache.ledger.columns import Record
from attache.ledger.told import Actors, Told, own_names
from attache.records import Event, Mention

SECOND = 0.2
"""A second actor with less than this share of the first one's mentions makes no pair: the report is about one alone."""


def main_pair(mentions: Iterable[Mention], names: dict[str, str], actors: Actors) -> tuple[str, str] | None:
    """The two countries or international bodies most often named, in the order of their ids; None where one stands alone."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.kind in ("country", "organisation", "person") and mention.name in names:
            actor = actors.country(names[mention.name])
            entry = actors.by_id.get(actor)
            if entry and (entry.kind == "country" or (entry.kind == "organisation" and entry.named)):
                counts[actor] += 1
    # At equal counts a country goes before a body.
    ordered = sorted(counts, key=lambda a: (-counts[a], actors.by_id[a].kind != "country", a))
    if len(ordered) < 2 or counts[ordered[1]] < SECOND * counts[ordered[0]]:
        return None
    first, second = sorted(ordered[:2])
    return first, second


def involved(told: Told[Record], mentions: Sequence[Mention], actors: Actors) -> Iterator[tuple[str, str]]:
    """Actor id and part of each actor a record concerns: own where it takes part, told where its words name it."""
    own = {i for actor in told.ids(own_names(told.record)) for i in actors.standing(actor)}
    where = told.record.where if isinstance(told.record, Event) else None
    if where is not None and where in actors.by_id:
        own.add(where)
    names = {
        mention.name
        for e in told.record.evidence
        for mention in mentions
        if e.start <= mention.evidence.start and mention.evidence.end <= e.end
    }
    named = {i for name in names if name in told.actors for i in actors.standing(told.actors[name])}
    for actor in sorted(own & actors.by_id.keys()):
        yield actor, "own"
    for actor in sorted((named - own) & actors.by_id.keys()):
        yield actor, "told"
