"""Countries and blocs that own a thing: who stands in a passage, and how a pair of them is written in a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from attache.knowledge import rows, several
from attache.reading.analysis import Analysis
from attache.reading.things.phrasebook import Phrasebook, fold
from attache.records import ActorName

# Blocs sign agreements and hold summits as one side; companies and ministries do not make a bilateral thing.
_BLOC_KINDS = frozenset({"bloc", "alliance", "un"})
_COMBINING = {
    "Sino": "CHN",
    "Franco": "FRA",
    "Anglo": "GBR",
    "Russo": "RUS",
    "Indo": "IND",
    "Nippo": "JPN",
    "Austro": "AUT",
    "Italo": "ITA",
}
_SHORT = {"USA": "US", "GBR": "UK", "European Union": "EU", "ARE": "UAE"}


@dataclass(frozen=True, slots=True)
class Side:
    """A country or bloc named at `[start, end)`."""

    start: int
    end: int
    name: ActorName


@cache
def _book() -> Phrasebook[ActorName]:
    entries: list[tuple[str, ActorName]] = []
    for row in rows("countries"):
        code = ActorName(row["iso3"])
        forms = (row["name"], *several(row["aliases"]), *several(row["demonyms"]), *several(row["capital"]))
        entries += [(form, code) for form in forms]
    for row in rows("organisations"):
        if row["kind"] in _BLOC_KINDS:
            entries += [(form, ActorName(row["name"])) for form in (row["name"], *several(row["aliases"]))]
    entries += [(form, ActorName(code)) for form, code in _COMBINING.items()]
    return Phrasebook(entries, exact=True)


@cache
def _country_names() -> dict[str, str]:
    return {row["iso3"]: row["name"] for row in reversed(rows("countries"))}


@cache
def _blocs() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("organisations") if row["kind"] in _BLOC_KINDS - {"un"})


@cache
def _all_sides(text: str) -> tuple[Side, ...]:
    return tuple(Side(hit.start, hit.end, hit.value) for hit in _book().find(text))


def sides_in(at: Analysis, start: int, end: int) -> tuple[Side, ...]:
    """Countries and blocs that stand in `[start, end)` by name, adjective or capital, in text order."""
    return tuple(side for side in _all_sides(at.report.text) if start <= side.start and side.end <= end)


def names_of(sides: tuple[Side, ...]) -> tuple[ActorName, ...]:
    """Their names, each once, in text order."""
    return tuple(dict.fromkeys(side.name for side in sides))


def is_bloc(name: ActorName) -> bool:
    """Whether the side is a bloc or body rather than a country."""
    return name not in _country_names()


def shown(name: ActorName) -> str:
    """How a country or bloc is written inside the name of a thing: "Vietnam", "US", "EU"."""
    return _SHORT.get(name) or _country_names().get(name) or name


def pair(first: ActorName, second: ActorName) -> str:
    """Two sides as written in front of a name: "Vietnam–Russia", in their usual order where the tables tell one."""
    if (second, first) in _usual_orders():
        first, second = second, first
    return f"{shown(first)}–{shown(second)}"


@cache
def _usual_orders() -> frozenset[tuple[str, str]]:
    pairs = [several(row["parties"]) for row in rows("mechanisms")]
    return frozenset((two[0], two[1]) for two in pairs if len(two) == 2)


@cache
def regions() -> frozenset[str]:
    """Parts of the world, folded, which meet a side in "EU-Africa summit" without being one themselves."""
    return frozenset(fold(n) for row in rows("places") if row["sort"] == "macro" for n in (row["name"], *several(row["aliases"])))


def mentioned_sides(at: Analysis) -> dict[ActorName, int]:
    """How often the report mentions each country and bloc, in the order of their first mention.

    Where no actors were read, how often it names them.
    """
    told = [m.name for m in at.mentions if m.kind == "country" or m.name in _blocs()]
    return dict(Counter(ActorName(name) for name in told or [side.name for side in _all_sides(at.report.text)]))


def ranked_sides(at: Analysis) -> tuple[ActorName, ...]:
    """Countries and blocs of the report, the most mentioned first."""
    counts = mentioned_sides(at)
    return tuple(sorted(counts, key=lambda name: -counts[name]))


def main_sides(at: Analysis) -> tuple[ActorName, ...]:
    """The two countries or blocs that the report mentions most, the one named first in front; fewer where it names fewer."""
    first = {side.name: side.start for side in reversed(_all_sides(at.report.text))}
    return tuple(sorted(ranked_sides(at)[:2], key=lambda name: (first.get(name, 0), name)))
