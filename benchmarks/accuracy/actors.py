"""actors: the country and the sector of a name, asked for on its own.

The name is read as a report of nothing else, and where that tells nothing as where something happened: its country is that of the
longest mention in it. Persons come with a date; the table of terms knows some by their office.
"""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several
from attache.reading.analysis import Analysis
from attache.records import ActorName
from benchmarks.accuracy.analysed import analysed
from benchmarks.accuracy.lines import Line
from benchmarks.accuracy.sectors import sector_of_words


def actors(gold: Line) -> Line:
    """Country by ISO alpha-3, sector by CAMEO's code; empty strings where nothing is known."""
    query = gold["query"]
    if query.casefold() in _holders():
        return {"id": gold["id"], "country": _holders()[query.casefold()], "sector": "GOV"}
    return {"id": gold["id"], "country": country_of(query), "sector": sector_of_words(query)}


def country_of(query: str) -> str:
    """The country of a name on its own, else of the place of that name."""
    return country_in(analysed(query)) or country_in(analysed(f"It happened in {query}."))


def country_in(at: Analysis) -> str:
    """The country of the longest mention, else none."""
    for mention in sorted(at.mentions, key=lambda m: m.evidence.start - m.evidence.end):
        actor = at.actors.get(ActorName(mention.name))
        thing = next((t for t in at.things if t.name == mention.name), None)
        country = actor.country if actor else thing.of if thing else None
        if country:
            return country
    return ""


@cache
def _holders() -> dict[str, str]:
    """Countries by the persons that are known to have held an office of theirs."""
    return {name.casefold(): row["of"] for row in rows("terms") for name in (row["person"], *several(row["aliases"]))}
