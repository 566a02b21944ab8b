"""Cities and first-level regions of the world by name: GeoNames cities of 15,000 people and ISO 3166-2 subdivisions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import pycountry

from attache.knowledge import rows, several
from attache.knowledge.cities import entries
from attache.reading.things.phrasebook import fold


@dataclass(frozen=True, slots=True)
class City:
    """A city or region, its country (ISO alpha-3) and people living there; a region has none counted."""

    name: str
    country: str
    people: int


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(fold(part) for part in name.replace("-", " ").replace("’", "'").replace(".", "").split())


@cache
def _alpha3() -> dict[str, str]:
    return {country.alpha_2: country.alpha_3 for country in pycountry.countries}


@cache
def capitals() -> dict[str, str]:
    """Capitals and other cities, folded, with the country that they may stand for (ISO alpha-3)."""
    out = {_key(capital): row["iso3"] for row in reversed(rows("countries")) for capital in several(row["capital"])}
    known = _cities()
    for row in rows("countries"):
        out |= {_key(m): row["iso3"] for m in several(row["metonyms"]) if _key(m) in known}
    return out | {_key("Delhi"): "IND"}


@cache
def _no_cities() -> frozenset[str]:
    """Names of countries: "Panama" and "Kuwait" name the state."""
    return frozenset(
        _key(n) for row in rows("countries") for n in (row["name"], *several(row["aliases"]), *several(row["demonyms"]))
    )


@cache
def _cities() -> dict[str, City]:
    out: dict[str, City] = {}
    for entry in entries():
        city = City(entry.name, _alpha3().get(entry.country, ""), entry.people)
        out.setdefault(_key(city.name), city)
    for entry in entries():
        city = City(entry.name, _alpha3().get(entry.country, ""), entry.people)
        for other in entry.others:
            if len(other) > 3 and other.isascii() and other.istitle():
                out.setdefault(_key(other), city)
    return out


@cache
def _regions() -> dict[str, City]:
    out: dict[str, City] = {}
    for entry in sorted(pycountry.subdivisions, key=lambda s: s.code):
        country = _alpha3().get(entry.country_code, "")
        for name in (entry.name, *entry.name.split("[")[0].split(" / ")):
            out.setdefault(_key(name.strip()), City(name.strip(), country, 0))
    return out


def city_named(name: str) -> City | None:
    """The largest city of that name; None where there is none or the name is a country's."""
    key = _key(name)
    return None if key in _no_cities() else _cities().get(key)


def region_named(name: str) -> City | None:
    """The province or state of that name; None where there is none or the name is a country's."""
    key = _key(name)
    return None if key in _no_cities() else _regions().get(key)


def capital_of(name: str) -> str | None:
    """The country (ISO alpha-3) whose government the name of its capital may stand for."""
    return capitals().get(_key(name))


def is_country(name: str) -> bool:
    """Whether the words name a country or its people."""
    return _key(name) in _no_cities()
