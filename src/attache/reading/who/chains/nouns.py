"""What words tell about whom they mean: kind, sort, gender and number of nouns and names, from tables.

In: lower-case words and lemmas, names as written. Out: look-ups, made once from `knowledge/` and `language/en/`.
"""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several
from attache.reading.who.actor_tables import bodies, body_heads, countries

_EN = "attache.language.en"


@cache
def noun_kinds() -> dict[str, tuple[str, str, str]]:
    """Common nouns: kind (person, body, place, other), sort, gender."""
    found = {r["noun"]: (r["kind"], r["sort"], r["gender"]) for r in rows("nominal_kinds", package=_EN)}
    for r in rows("office_heads", package=_EN):
        found.setdefault(r["head"].casefold(), ("person", "", r["gender"]))
    for r in rows("speaker_nouns", package=_EN):
        found.setdefault(r["noun"], ("other" if r["kind"] == "document" else r["kind"], "", ""))
    for word, (sort, _) in body_heads().items():
        found.setdefault(word, ("body", sort, ""))
    return found


@cache
def titles() -> dict[str, str]:
    """Words before a person's name: offices, ranks and forms of address, with the gender they tell."""
    found = {r["head"].casefold(): r["gender"] for r in rows("office_heads", package=_EN) if " " not in r["head"]}
    found |= {r["word"]: r["gender"] for r in rows("honorifics", package=_EN)}
    return found


@cache
def given_names() -> dict[str, str]:
    """Given names and the gender they tell."""
    return {r["name"]: r["gender"] for r in rows("given_names", package=_EN)}


@cache
def country_names() -> dict[str, tuple[str, str]]:
    """Names of countries, demonyms, capitals and metonyms in lower case: ISO alpha-3 and what the word is."""
    found: dict[str, tuple[str, str]] = {}
    for code, country in countries().items():
        for name in (country.name, *country.aliases):
            found.setdefault(name.casefold(), (code, "country"))
        for name in country.demonyms:
            found.setdefault(name.casefold(), (code, "demonym"))
        for name in country.capitals:
            found.setdefault(name.casefold(), (code, "capital"))
        for name in country.metonyms:
            found.setdefault(name.casefold(), (code, "metonym"))
    return found


@cache
def body_table() -> dict[str, tuple[str, str]]:
    """Organisations by name and alias, as written: canonical name and kind."""
    found: dict[str, tuple[str, str]] = {}
    for name, body in bodies().items():
        for phrase in (name, *body.aliases):
            found.setdefault(phrase, (name, body.kind))
    return found


@cache
def place_names() -> dict[str, str]:
    """Seas, regions and sites in lower case: their sort."""
    found: dict[str, str] = {}
    for r in rows("places"):
        for name in (r["name"], *several(r["aliases"])):
            found.setdefault(name.casefold(), r["sort"])
    return found
