"""Between whom the report plays: the two countries or blocs most often named.

In: the actors of a report with their mentions. Out: at most two names, the most often named first. A bloc (European Union,
Mercosur) counts as a party of its own, its members by themselves.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from attache.knowledge import rows
from attache.reading.analysis import Analysis
from attache.reading.events.participants import Cast
from attache.records import ActorName


@cache
def _blocs() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("organisations") if row["kind"] in ("bloc", "alliance"))


def main_parties(cast: Cast) -> tuple[ActorName, ...]:
    """The two countries or blocs most often named, through their persons and bodies too; fewer where there are no more."""
    return _main(cast.at)


@lru_cache(maxsize=2)
def _main(at: Analysis) -> tuple[ActorName, ...]:
    counts: Counter[str] = Counter()
    for mention in at.mentions:
        actor = at.actors.get(ActorName(mention.name))
        side = (actor.country if actor else None) or (mention.name if mention.name in _blocs() else None)
        if side and mention.form != "pronoun":
            counts[side] += 2 if mention.kind == "country" or mention.name == side else 1
    return tuple(ActorName(side) for side in sorted(counts, key=lambda s: (-counts[s], s))[:2])
