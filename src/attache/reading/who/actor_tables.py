"""The tables of actors as look-ups: countries, organisations, offices, forms of address.

Everything here is read once from `knowledge/` and `language/en/` and never changes. `COUNTRY`, the named constants below
and the phrase tables are what `who` and `offices` consult.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from attache.knowledge import rows, several
from attache.reading.who.pieces import PhraseTable, Piece

_EN = "attache.language.en"
CountryForm = Literal["name", "demonym", "people", "capital", "metonym"]


@dataclass(frozen=True, slots=True)
class Country:
    """A row of countries.tsv."""

    iso3: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A row of organisations.tsv."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    kind: str
    metonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficeHead:
    """A row of office_heads.tsv; `plural` where the phrase stands for several holders."""

    head: str
    cls: str
    gender: str
    office: bool
    plural: bool = False


@cache
def countries() -> dict[str, Country]:
    """Countries by ISO alpha-3."""
    return {
        r["iso3"]: Country(
            r["iso3"], r["name"], several(r["aliases"]), several(r["demonyms"]), several(r["capital"]), several(r["metonyms"])
        )
        for r in rows("countries")
    }


@cache
def bodies() -> dict[str, Body]:
    """Organisations by canonical name."""
    return {
        r["name"]: Body(r["name"], several(r["aliases"]), r["country"] or None, r["kind"], several(r["metonyms"]))
        for r in rows("organisations")
    }


def plural_of(word: str) -> str:
    """The regular English plural of a demonym or office noun."""
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith(("s", "sh", "ch", "x")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _people_forms(demonym: str) -> tuple[str, ...]:
    """Plural words for people: "Russians", "Poles"; none for "Japanese" and "French"."""
    if demonym.endswith(("ese", "ish", "ch", "ss", "S", "S.", "UK")) or demonym in {"Dutch", "Swiss", "Iraqi's"}:
        return ()
    return (plural_of(demonym),)


@cache
def country_phrases() -> PhraseTable[tuple[str, CountryForm]]:
    """Names, demonyms, capitals and metonyms of countries: `(iso3, form)`."""
    found: list[tuple[str, tuple[str, CountryForm]]] = []
    for code, country in countries().items():
        for name in (country.name, *country.aliases):
            found.append((name, (code, "name")))
        for demonym in country.demonyms:
            found.append((demonym, (code, "demonym")))
            found += [(people, (code, "people")) for people in _people_forms(demonym)]
        found += [(capital, (code, "capital")) for capital in country.capitals]
        found += [(capital.upper(), (code, "capital")) for capital in country.capitals if len(capital) > 3]
        found += [(metonym, (code, "metonym")) for metonym in country.metonyms]
    return PhraseTable(found)


@cache
def body_phrases() -> PhraseTable[str]:
    """Names and aliases of organisations: canonical names."""
    found: list[tuple[str, str]] = []
    for name, body in bodies().items():
        found += [(phrase, name) for phrase in (name, *body.aliases)]
    return PhraseTable(found)


@cache
def body_names() -> dict[str, str]:
    """Canonical names of organisations by name and alias; of several with one alias the first of the table."""
    out: dict[str, str] = {}
    for name, body in bodies().items():
        for phrase in (name, *body.aliases):
            out.setdefault(phrase, name)
    return out


@cache
def body_metonyms() -> PhraseTable[str]:
    """Places that stand for an organisation ("Brussels")."""
    return PhraseTable([(metonym, name) for name, body in bodies().items() for metonym in body.metonyms])


@cache
def office_heads() -> PhraseTable[OfficeHead]:
    """Head words of offices, singular and plural, in any letter case but acronyms."""
    found: list[tuple[str, OfficeHead]] = []
    for r in rows("office_heads", package=_EN):
        head = OfficeHead(r["head"], r["class"], r["gender"], r["office"] == "1")
        plural = OfficeHead(r["head"], r["class"], r["gender"], r["office"] == "1", plural=True)
        found.append((r["head"], head))
        first, _, rest = r["head"].partition(" of ")
        many = plural_of(first) + (f" of {rest}" if rest else "")
        found.append((many, plural))
        if r["head"] == "chargé d'affaires":
            found.append(("chargés d'affaires", plural))
    return PhraseTable(found, fold=True)


@cache
def office_modifiers() -> dict[str, str]:
    """Words before an office's head: `office` or `time`."""
    return {r["word"]: r["kind"] for r in rows("office_modifiers", package=_EN)}


@cache
def honorifics() -> PhraseTable[str]:
    """Forms of address before names: the gender they tell, or the empty string."""
    return PhraseTable([(r["word"], r["gender"]) for r in rows("honorifics", package=_EN)], fold=True)


@cache
def crowned_names() -> dict[str, frozenset[str]]:
    """Titles of rulers that are given names too: the countries where the title is borne."""
    return {r["word"]: frozenset(several(r["lands"])) for r in rows("crowned_names")}


@cache
def body_heads() -> dict[str, tuple[str, bool]]:
    """Head words of organisations: kind, and whether a capitalised name with it needs no further sign."""
    return {r["word"]: (r["kind"], r["name"] == "1") for r in rows("body_heads", package=_EN)}


@cache
def body_nouns() -> dict[str, tuple[str, ...]]:
    """Nouns that stand for a body named elsewhere: kinds of body that may be meant."""
    return {r["noun"]: several(r["kinds"]) for r in rows("body_descriptions", package=_EN)}


@cache
def introducers() -> PhraseTable[str]:
    """Nouns and prefixes that tell what the name after them is: a kind of body, or `thing`."""
    return PhraseTable([(r["word"], r["kind"]) for r in rows("name_introducers", package=_EN)])


def introduced(pieces: Sequence[Piece], i: int) -> str | None:
    """What the words right before piece `i` say that the name beginning there is; None where they say nothing."""
    table = introducers()
    openings = table.openings
    for start in range(max(0, i - 3), i):
        if pieces[start].text in openings:
            found = table.match(pieces, start)
            if found is not None and found[0] == i and not pieces[i].breaks:
                return found[1][0]
    return None


@cache
def word_set(table: str, column: str = "word") -> frozenset[str]:
    """One column of a table of the English pack as a set."""
    return frozenset(r[column] for r in rows(table, package=_EN))
