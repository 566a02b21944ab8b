"""Which country a place lies in, as far as the tables know it: so that "in Hanoi" and "in Vietnam" can be one place."""

from __future__ import annotations

from functools import cache, lru_cache

from attache.knowledge import rows, several
from attache.knowledge.cities import entries
from attache.ledger.countries import find_country
from attache.ledger.names import folded

KNOWN = 100_000
"""People from which a city is taken to be meant without its country; of a smaller one English may use another name."""
CERTAIN = 10
"""A city's name counts for the country where that many times more people live in it than in its namesakes elsewhere."""


@lru_cache(maxsize=16384)
def country_of_place(name: str) -> str | None:
    """ISO alpha-3 of the country that a country's, city's or known place's name lies in; None where the tables do not
    know it or it may be in two."""
    key = folded(name)
    return find_country(name) or _places().get(key) or _cities().get(key)


@cache
def _places() -> dict[str, str]:
    """Capitals and places of the table, folded → country; what is shared or disputed has none."""
    found = {
        folded(n): row["of"] for row in rows("places") if len(row["of"]) == 3 for n in (row["name"], *several(row["aliases"]))
    }
    return found | {folded(capital): row["iso3"] for row in rows("countries") for capital in several(row["capital"])}


@cache
def _cities() -> dict[str, str]:
    """Cities, folded → country, where one country's is by far the largest of the name."""
    people: dict[str, dict[str, int]] = {}
    by_code = cache(find_country)
    for entry in entries():
        country = by_code(entry.country)
        if country is None:
            continue
        for name in {folded(n) for n in (entry.name, *entry.others) if n.isascii()}:
            by_country = people.setdefault(name, {})
            by_country[country] = max(by_country.get(country, 0), entry.people)
    return {name: country for name, found in people.items() if (country := _largest(found)) is not None}


def _largest(found: dict[str, int]) -> str | None:
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    if ordered[0][1] >= KNOWN and (len(ordered) == 1 or ordered[0][1] >= CERTAIN * ordered[1][1]):
        return ordered[0][0]
    return None
