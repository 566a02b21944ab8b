"""Countries and bodies that own a thing: who stands in a passage, and how a pair of them is written in a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from attache.knowledge import rows, several
from attache.reading.analysis import Analysis
from attache.reading.things.phrasebook import Phrasebook
from attache.records import ActorName

# Blocs and bodies that sign agreements and hold summits as one side; companies and ministries do not make a bilateral thing.
BLOCS = frozenset({"bloc", "alliance", "un"})
_COMBINING = {"Sino": "CHN", "Franco": "FRA", "Anglo": "GBR", "Russo": "RUS", "Indo": "IND", "Nippo": "JPN", "Austro": "AUT", "Italo": "ITA"}
_SHORT = {"USA": "US", "GBR": "UK", "European Union": "EU", "ARE": "UAE"}


@dataclass(frozen=True, slots=True)
class Side:
    """A country or bloc named at `[start, end)`."""

    start: int
    end: int
    name: ActorName


@cache
def _names() -> Phrasebook[ActorName]:
    entries: list[tuple[str, ActorName]] = []
    for row in rows("countries"):
        code = ActorName(row["iso3"])
        forms = (row["name"], *several(row["aliases"]), *several(row["demonyms"]))
        entries += [(form, code) for form in forms]
        entries += [(capital, code) for capital in several(row["capital"])]
    for row in rows("organisations"):
        if row["kind"] in BLOCS:
            entries += [(form, ActorName(row["name"])) for form in (row["name"], *several(row["aliases"]))]
    entries += [(form, ActorName(code)) for form, code in _COMBINING.items()]
    return Phrasebook(entries, exact=True)


@cache
def _country_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for row in rows("countries"):
        names.setdefault(row["iso3"], row["name"])
    return names


def sides_in(at: Analysis, start: int, end: int) -> tuple[Side, ...]:
    """Countries and blocs that stand in `[start, end)` by name, adjective or capital, in text order."""
    return tuple(side for side in all_sides(at) if start <= side.start and side.end <= end)


def all_sides(at: Analysis) -> tuple[Side, ...]:
    """All countries and blocs of the report by name, adjective or capital, in text order."""
    return _sides(at.report.text)


@cache
def _sides(text: str) -> tuple[Side, ...]:
    return tuple(Side(hit.start, hit.end, hit.value) for hit in _names().find(text))


def names_of(sides: tuple[Side, ...]) -> tuple[ActorName, ...]:
    """Their names, each once, in text order."""
    return tuple(dict.fromkeys(side.name for side in sides))


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
    return frozenset((p[0], p[1]) for p in pairs if len(p) == 2)


def main_sides(at: Analysis) -> tuple[ActorName, ...]:
    """The two countries or blocs that the report names most, the one named first in front; fewer where it names fewer."""
    top = ranked_sides(at)[:2]
    first = {side.name: side.start for side in reversed(all_sides(at))}
    return tuple(sorted(top, key=lambda name: (first.get(name, 0), name)))


@cache
def _blocs() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("organisations") if row["kind"] in BLOCS - {"un"})


def ranked_sides(at: Analysis) -> tuple[ActorName, ...]:
    """Countries and blocs of the report, the most mentioned first; where no actors were read, the most named."""
    told = [(m.name, m.evidence.start) for m in at.mentions if m.kind == "country" or m.name in _blocs()]
    sides = told or [(side.name, side.start) for side in all_sides(at)]
    counts = Counter(ActorName(name) for name, _ in sides)
    first = {ActorName(name): start for name, start in reversed(sides)}
    return tuple(sorted(counts, key=lambda name: (-counts[name], first[name])))
