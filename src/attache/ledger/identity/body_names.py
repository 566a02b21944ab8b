"""Names of organisations made comparable: the country's words, spellings of English, ministries, former names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from attache.knowledge import rows, several
from attache.ledger.countries import country_words
from attache.ledger.names import folded, title_key

_AMERICAN = {
    "center": "centre",
    "defense": "defence",
    "labor": "labour",
    "organization": "organisation",
    "program": "programme",
    "organizations": "organisations",
    "programs": "programmes",
    "centers": "centres",
}


@dataclass(frozen=True, slots=True)
class Renamed:
    """A row of `renamed_bodies`: what `former` became."""

    former: str
    name: str
    key: str
    """The newer name as a key."""
    country: str | None
    since: int
    note: str


@lru_cache(maxsize=65536)
def body_key(name: str, of: str | None) -> str:
    """The name's telling words in sorted order, without those of its country: "Vietnamese Ministry of Trade", "Ministry
    of Trade of Vietnam" and "Ministry of Trade" of VNM are one."""
    told = [_AMERICAN.get(w, w) for w in title_key(name).split()]
    words = [w for w in told if w not in company_words("legal")] or told
    own = country_words(of)
    return " ".join(sorted(w for w in words if w not in own) or sorted(words))


@cache
def company_words(kind: str) -> frozenset[str]:
    """The words of one kind in `company_words`."""
    return frozenset(row["word"] for row in rows("company_words") if row["kind"] == kind)


def firm_key(key: str) -> str | None:
    """The key without words as "group" and "company"; None where no word is left that is a firm's own."""
    own = [w for w in key.split() if w not in company_words("form")]
    return " ".join(own) if any(w not in heads() | company_words("common") for w in own) else None


@cache
def heads() -> frozenset[str]:
    """Head words of organisations' names, which any body of a kind may be called."""
    return frozenset(row["word"] for row in rows("body_heads", package="attache.language.en"))


@cache
def international() -> frozenset[str]:
    """Keys of the full names of bodies that several states have in common."""
    kinds = ("bloc", "alliance", "un", "executive", "bank", "court")
    return frozenset(
        body_key(name, None)
        for row in rows("organisations")
        if not row["country"] and row["kind"] in kinds
        for name in (row["name"], *(a for a in several(row["aliases"]) if len(a.split()) > 2))
    )


@lru_cache(maxsize=65536)
def country_in(name: str) -> tuple[str, ...]:
    """The one country whose name or demonym stands in a body's name; none where there are two or no."""
    words = folded(name).split()
    found = {
        _spoken()[" ".join(words[a:b])]
        for a in range(len(words))
        for b in range(a + 1, a + 4)
        if " ".join(words[a:b]) in _spoken()
    }
    return tuple(found) if len(found) == 1 else ()


@cache
def _spoken() -> dict[str, str]:
    """Folded name or demonym → code; where two countries share one ("Congolese", "Korean") it tells neither."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows("countries"):
        for name in (row["name"], *several(row["aliases"]), *several(row["demonyms"])):
            if len(folded(name)) > 2:
                owners[folded(name).removeprefix("the ")].add(row["iso3"])
    return {name: min(codes) for name, codes in owners.items() if len(codes) == 1}


@lru_cache(maxsize=65536)
def usual_ministry(key: str, of: str | None) -> str:
    """The key of the ministry that a country has for what the key names; the key itself for other bodies."""
    return _ministries().get((key, of), _ministries().get((key, None), key))


@cache
def _ministries() -> dict[tuple[str, str | None], str]:
    """(key, country or None) → key of the usual name."""
    found: dict[tuple[str, str | None], str] = {}
    for row in rows("ministries"):
        worded = {body_key(f"{row['portfolio']} {head}", None) for head in ("ministry", "department")}
        if row["name"].startswith("Ministry"):
            found.setdefault((body_key(f"{row['portfolio']} ministry", None), None), body_key(row["name"], None))
        for exception in several(row["exceptions"]):
            of, name = exception.split("=", 1)
            for key in {body_key(row["name"], of), *worded}:
                found.setdefault((key, of), body_key(name, of))
    return found


def former_names(key: str) -> tuple[Renamed, ...]:
    """The rows whose former name has this key."""
    return _formers().get(key, ())


@cache
def _formers() -> dict[str, tuple[Renamed, ...]]:
    found: dict[str, list[Renamed]] = defaultdict(list)
    for row in rows("renamed_bodies"):
        of = row["country"] or None
        for former in several(row["former"]):
            told = Renamed(former, row["name"], body_key(row["name"], of), of, int(row["since"]), row["note"])
            found[body_key(former, of)].append(told)
    return {key: tuple(told) for key, told in found.items()}


@lru_cache(maxsize=65536)
def acronym_of(name: str, of: str | None) -> str:
    """The first letters of a name's words without small ones, folded: "mof" of "Ministry of Finance"."""
    return "".join(w[0] for w in re.findall(r"\w+", folded(name)) if w not in ("the", "and", "for"))
