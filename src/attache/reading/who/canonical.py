"""How bodies are named: one pattern, however the report says it.

"the Vietnamese foreign ministry", "the Foreign Ministry in Hanoi" are both "Ministry of Foreign Affairs of Vietnam". In: words
and a country. Out: the canonical name. Which country is meant is told by `attache.reading.who.surroundings`.
"""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several
from attache.reading.who.actor_tables import countries

_ARTICLE_FREE = frozenset({"Laos", "Honduras", "Cyprus", "Belarus", "Barbados", "Mauritius", "Saint Kitts and Nevis"})
_SMALL_WORDS = frozenset({"and", "of", "for", "the"})


@cache
def _ministries() -> dict[str, tuple[str, dict[str, str]]]:
    out = {}
    for r in rows("ministries"):
        exceptions = dict(pair.split("=", 1) for pair in several(r["exceptions"]))
        out[r["portfolio"]] = (r["name"], exceptions)
    return out


def ministry_of(portfolio: str, country: str | None) -> str:
    """The canonical name of a ministry: "foreign", VNM → "Ministry of Foreign Affairs of Vietnam"."""
    key = portfolio.casefold().strip()
    name, exceptions = _ministries().get(key, (None, {}))
    if name is None:
        name = "Ministry of " + " ".join(w if w in _SMALL_WORDS else w.capitalize() for w in key.split())
    if country and country in exceptions:
        return exceptions[country]
    return of_country(name, country)


def of_country(name: str, country: str | None) -> str:
    """`name of Country`, with the article where English has one; `name` alone where the country is unknown or in it."""
    if country is None or country not in countries():
        return name
    row = countries()[country]
    if any(n in name for n in (row.name, *row.aliases) if len(n) > 3):
        return name
    return f"{name} of {with_article(row.name)}"


def with_article(country: str) -> str:
    """ "the United Arab Emirates", but "Vietnam"."""
    plural = country.endswith(("s", "Republic", "Kingdom", "Union")) and country not in _ARTICLE_FREE
    return f"the {country}" if plural else country


@cache
def shared_bodies() -> dict[str, tuple[str, ...]]:
    """Names that bodies of several countries share: the countries that have one; empty where most have."""
    return {r["name"]: several(r["countries"]) for r in rows("shared_bodies")}


def ministry_named(words: str, country: str | None) -> str:
    """The canonical name of a ministry from its capitalised name: "Foreign Ministry", "Ministry of Trade"."""
    lower = words.casefold()
    for lead in ("ministry of ", "department of ", "ministry for ", "department for "):
        if lower.startswith(lead):
            portfolio = lower.removeprefix(lead).removeprefix("the ")
            known = portfolio in _ministries()
            return ministry_of(portfolio, country) if known and lead.startswith("ministry") else of_country(words, country)
    for tail in (" ministry", " department"):
        if lower.endswith(tail):
            return ministry_of(lower.removesuffix(tail), country)
    return of_country(words, country)
