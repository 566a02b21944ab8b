"""The names of countries and bodies in a report, found over its pieces before persons are looked for.

In: pieces of the text. Out: `Naming`s, each a run of pieces that names one actor, with its form and country. Whether a
capital is meant as a government or as a place is settled here, from the words around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from attache.reading.who.actor_tables import (
    bodies,
    body_metonyms,
    body_nouns,
    body_phrases,
    countries,
    country_phrases,
    introduced,
)
from attache.reading.who.pieces import Piece
from attache.records import ActorKind, MentionForm


@dataclass(frozen=True, slots=True)
class Naming:
    """Pieces `[i, j)` that name one actor."""

    i: int
    j: int
    name: str
    kind: ActorKind
    form: MentionForm
    country: str | None
    place: bool = False
    """A capital or country word that here is a place only: no actor's mention, but it tells a country."""
    sort: str = ""
    """For bodies: the kind of body_heads.tsv or organisations.tsv."""


def country_namings(pieces: Sequence[Piece]) -> list[Naming]:
    """Countries by name, demonym, people, capital or metonym, in text order, longest first; none overlap."""
    out: list[Naming] = []
    table, metonyms = country_phrases(), body_metonyms()
    openings = _openings()
    at = 0
    for i, piece in enumerate(pieces):
        if i < at or piece.text not in openings:
            continue
        found = table.match(pieces, i) if piece.capital or piece.text == "the" else None
        if found is not None and found[0] < len(pieces) and pieces[found[0]].text == "$" and not pieces[found[0]].gap:
            found = None  # "US$" is a currency
        if found is not None and introduced(pieces, i) == "thing" and pieces[i - 1].text.isupper():
            found = None  # "INS Delhi" is a ship
        if found is not None:
            at, values = found
            out.append(_choose(pieces, i, at, values))
            continue
        found_body = metonyms.match(pieces, i) if piece.capital else None
        if found_body is not None:
            at, names = found_body
            out.append(_metonym(pieces, i, at, names[0]))
    return _settle_same_names(out)


@cache
def _openings() -> frozenset[str]:
    """First words of all names that may tell a country."""
    return country_phrases().openings | body_metonyms().openings


def _metonym(pieces: Sequence[Piece], i: int, end: int, name: str) -> Naming:
    place = _is_place(pieces, i, end)
    return Naming(i, end, name, "organisation", "metonym", bodies()[name].country, place, bodies()[name].kind)


def _choose(pieces: Sequence[Piece], i: int, end: int, values: Sequence[tuple[str, str]]) -> Naming:
    """One country for a phrase; where two share a demonym the first of the table, settled later by the report."""
    code, form = values[0]
    shared = [c for c, f in values if f == form]
    if form == "capital":
        return Naming(i, end, code, "country", "metonym", code, _is_place(pieces, i, end))
    if form in {"demonym", "people"}:
        return Naming(i, end, shared[0], "country", "demonym", shared[0])
    return Naming(i, end, code, "country", "metonym" if form == "metonym" else "name", code)


def _settle_same_names(found: list[Naming]) -> list[Naming]:
    """ "Congolese", "Dominican" and bare "Korea": the country that the report names otherwise, where it names one."""
    named = {n.name for n in found if n.form == "name"}
    out = []
    for n in found:
        for first, other in (("COG", "COD"), ("DMA", "DOM"), ("KOR", "PRK"), ("SRB", "MNE")):
            if n.name == first and n.form == "demonym" and first not in named and other in named and first != "KOR":
                n = Naming(n.i, n.j, other, n.kind, n.form, other, n.place, n.sort)
        out.append(n)
    return out


_PLACE_BEFORE = frozenset(
    (
        "in",
        "at",
        "to",
        "from",
        "near",
        "around",
        "outside",
        "inside",
        "through",
        "via",
        "into",
        "toward",
        "towards",
        "across",
        "central",
        "downtown",
        "greater",
        "arrive",
        "arrived",
        "reach",
        "reached",
        "left",
        "leave",
        "visit",
        "visited",
        "visiting",
    )
)
_PLACE_AFTER = frozenset(
    (
        "airport",
        "time",
        "street",
        "declaration",
        "summit",
        "conference",
        "accords",
        "accord",
        "agreement",
        "protocol",
        "treaty",
        "region",
        "province",
        "suburb",
        "metro",
        "university",
    )
)


def _is_place(pieces: Sequence[Piece], i: int, end: int) -> bool:
    """Is a city's name here the city and not the government that sits in it?

    A place after "in", "to", "from" and the like, in a dateline, before words like "airport"; the government elsewhere:
    as a subject, before 's, after "with", "between", "by".
    """
    if pieces[i].text.isupper():
        return True
    before = pieces[i - 1].folded if i and not pieces[i].breaks else ""
    after = pieces[end].text if end < len(pieces) and not pieces[end].breaks else ""
    if before in _PLACE_BEFORE or after.casefold() in _PLACE_AFTER:
        return True
    if after == "," and end + 1 < len(pieces) and (pieces[end + 1].text[0].isdigit() or pieces[end + 1].text in _MONTHS):
        return True
    if before == "and" and i >= 2:
        return pieces[i - 3].folded in {"in", "at", "to", "from"} if i >= 3 else False
    return not before and after in {",", "(", "—", "–", "-"}


_MONTHS = frozenset(
    (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sept",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    )
)


def body_namings(pieces: Sequence[Piece]) -> list[Naming]:
    """Organisations of the table by name or alias, in text order, longest first; none overlap."""
    counts: Counter[str] | None = None
    out: list[Naming] = []
    table = body_phrases()
    end = 0
    for i in table.places(pieces):
        piece = pieces[i]
        if i < end or not (piece.capital or piece.text in {"al", "dpa"}):
            continue
        found = table.match(pieces, i)
        if found is None:
            continue
        end, names = found
        if counts is None:
            counts = Counter([p.text for p in pieces])
        name = _likely(names, " ".join([p.text for p in pieces[i:end]]), counts)
        if name is None:
            continue
        body = bodies()[name]
        if not _is_publisher(pieces, i, end, body.kind):
            place = body.kind == "government" and i > 1 and pieces[i - 2].text in {"in", "at", "inside", "near", "to", "from"}
            out.append(Naming(i, end, name, "organisation", "name", body.country, place, body.kind))
    return out


def _is_publisher(pieces: Sequence[Piece], i: int, end: int, kind: str) -> bool:
    """Is a news agency in brackets in the dateline only the one that wrote the report?"""
    bracketed = i > 0 and end < len(pieces) and pieces[i - 1].text == "(" and pieces[end].text == ")"
    return kind == "media" and bracketed and i < 60


def _likely(names: list[str], phrase: str, words: Counter[str]) -> str | None:
    """Of the bodies that share an alias the one whose full name or country the report has words of.

    A bare acronym of a country's body is none of it where the report has no word of that country ("LNA" for a news agency),
    news media apart.
    """

    def told(name: str) -> int:
        country = countries().get(bodies()[name].country or "")
        return sum(words[w] for w in (country.name, *country.demonyms, *country.capitals)) if country else 0

    def whole(name: str) -> bool:
        own = [w for w in name.replace("-", " ").split() if len(w) > 3]
        return bool(own) and all(w in words for w in own)

    best = max(names, key=lambda name: (whole(name), told(name)))
    body = bodies()[best]
    if phrase != best and phrase.casefold() in body_nouns() and not whole(best):
        return None
    acronym = phrase.isupper() and len(phrase) < 6 and phrase != best
    if acronym and body.country is not None and body.kind != "media" and not told(best) and not whole(best):
        return None
    return best
