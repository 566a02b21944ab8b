"""Words and names that a run of capitals with them tells to be a place, a thing or a paper rather than a person.

In: the tables of places and things. Out: cached sets.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from attache.knowledge import rows, several
from attache.knowledge.cities import entries


@cache
def place_heads() -> frozenset[str]:
    """Nouns that make the name before them a place ("province")."""
    return frozenset(r["head"] for r in rows("place_heads", package="attache.language.en"))


@cache
def place_names() -> frozenset[str]:
    """Cities of more than 100,000 people whose names are no usual family names, and the places of the table."""
    large = {c.name for c in entries() if c.people >= 100_000}
    ascii_names = {
        "".join(ch for ch in unicodedata.normalize("NFKD", name) if not unicodedata.combining(ch)).replace("Đ", "D")
        for name in large
        if not name.isascii()
    }
    own = {alias for r in rows("places") for alias in (r["name"], *several(r["aliases"]))}
    return frozenset(large | ascii_names | own)


@cache
def no_person() -> frozenset[str]:
    """Last words of places, things and papers, which a run of capitals with them names rather than a person."""
    places = {r["head"].split()[-1].casefold() for r in rows("place_heads", package="attache.language.en")}
    things = {r["head"].split()[-1].casefold() for r in rows("thing_heads", package="attache.language.en")}
    papers = {
        "wire",
        "courier",
        "herald",
        "tribune",
        "gazette",
        "journal",
        "daily",
        "weekly",
        "mail",
        "express",
        "standard",
        "observer",
        "mausoleum",
    }
    return frozenset(places | things | papers | {"economic", "national", "international", "joint", "memorial", "award", "prize"})
