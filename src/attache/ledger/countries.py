"""Which country is meant: a name, an ISO code or a demonym, as users type it, to ISO 3166-1 alpha-3."""

from __future__ import annotations

from functools import cache

import pycountry
from rapidfuzz import fuzz, process

from attache.errors import QueryError
from attache.knowledge import rows, several
from attache.ledger.names import folded

NEAR = 60
"""Similarity (0–100) from which a name is offered as what may have been meant."""


@cache
def _spoken() -> dict[str, str]:
    """Folded name or demonym → code; the table's first country wins where a word names two."""
    words: dict[str, str] = {}
    for row in rows("countries"):
        for name in (row["iso3"], row["name"], *several(row["aliases"]), *several(row["demonyms"])):
            words.setdefault(folded(name).removeprefix("the "), row["iso3"])
    for country in pycountry.countries:
        for name in (country.alpha_3, country.alpha_2, country.name, getattr(country, "common_name", "")):
            if name:
                words.setdefault(folded(name), country.alpha_3)
    return words


@cache
def country_name(code: str) -> str:
    """The country's usual English name; the code itself where it is not known."""
    for row in rows("countries"):
        if row["iso3"] == code:
            return row["name"]
    found = pycountry.countries.get(alpha_3=code)
    return str(getattr(found, "common_name", found.name)) if found else code


@cache
def country_words(code: str | None) -> frozenset[str]:
    """The words of a country's names and demonyms, folded; empty for None."""
    row = next((row for row in rows("countries") if row["iso3"] == code), None)
    if row is None:
        return frozenset()
    names = (row["name"], *several(row["aliases"]), *several(row["demonyms"]))
    return frozenset(word for name in names for word in folded(name).split()) - {"the", "of", "and", "people", "s"}


def find_country(text: str) -> str | None:
    """The code of the country so named, or None."""
    return _spoken().get(folded(text).removeprefix("the "))


def resolve_country(text: str) -> str:
    """The code of the country so named. Raises QueryError with near names."""
    code = find_country(text)
    if code is None:
        raise QueryError(f"no country called “{text}”{near_names(text, _spoken())}")
    return code


def near_names(text: str, names: dict[str, str]) -> str:
    """ "; did you mean Vietnam (VNM)?" or advice where nothing is near; `names` gives folded name → country code."""
    found = process.extract(folded(text), sorted(names), scorer=fuzz.ratio, limit=8, score_cutoff=NEAR)
    codes = list(dict.fromkeys(names[name] for name, _, _ in found))[:3]
    if not codes:
        return "; use a name, an ISO code or a demonym: Vietnam, VNM, Vietnamese"
    return "; did you mean " + " or ".join(f"{country_name(c)} ({c})" for c in codes) + "?"
