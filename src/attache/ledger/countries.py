"""Which country is meant: a name, an ISO code or a demonym, as users type it, to ISO 3166-1 alpha-3."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pycountry
from rapidfuzz import fuzz, process

from attache.errors import QueryError
from attache.knowledge import rows, several
from attache.ledger.names import folded

NEAR = 70
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
        raise QueryError(f"no country called “{text}”{near_names(text, country_labels())}")
    return code


def country_labels() -> dict[str, str]:
    """Folded name, demonym or code → "Vietnam (VNM)"."""
    return {name: f"{country_name(code)} ({code})" for name, code in _spoken().items()}


def near_names(text: str, names: Mapping[str, str]) -> str:
    """ "; did you mean Vietnam (VNM)?" or advice where nothing is near; `names` gives folded name → how it is offered."""
    # Codes are near to everything short: "Vietnm" holds VNM, ETM, TNM.
    spelt = sorted(name for name in names if len(name) > 3)
    found = process.extract(folded(text), spelt, scorer=fuzz.WRatio, limit=None, score_cutoff=NEAR)
    wanted = folded(text)
    # WRatio gives a word inside a longer name the same score as the name itself; of equals the one spelt most alike.
    found.sort(key=lambda f: (-f[1], -fuzz.ratio(wanted, f[0]), f[0]))
    labels = list(dict.fromkeys(names[name] for name, _, _ in found))[:3]
    if not labels:
        return "; use a name, an ISO code or a demonym: Vietnam, VNM, Vietnamese"
    return "; did you mean " + " or ".join(labels) + "?"
