"""What a figure measures, over paraphrase: in go a measure's words and its parties, out comes the key that one series shares.

"Bilateral trade", "trade turnover" and "trade between A and B" are one measure; "imports of B from A" are the exports from
A to B, and exports from B to A are not. The names are in `knowledge/measure_names.tsv`; a name that is not there is
compared by its words in their order. Keys are for comparing only and never shown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, get_args

from attache.knowledge import rows, several
from attache.ledger.names import folded
from attache.ledger.words import grain
from attache.records import Dates

Shape = Literal["pair", "flow", "back", "given", "stock", "balance", "opposite", "plain"]
Role = Literal["outlook", "total", "drop", "near", "state", "size"]

_LONGEST_NAME = 4
"""Words of the longest names of countries and bodies that are looked for."""
_LEADS = {"from": "giver", "of": "giver", "by": "giver", "to": "taker", "into": "taker", "in": "taker", "with": "taker"}
"""What a preposition makes of the country after it; one without any ("Russian exports") gives."""
_TAKERS_LEADS = _LEADS | {"of": "taker", "by": "taker"}
"""The same for what is counted where it comes in: "imports of B from A"."""
_PER = {"year": "year", "half": "half-year", "quarter": "quarter", "month": "month", "day": "day"}


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A measure's words apart: what is measured, and the countries and bodies named with how each is led."""

    words: tuple[str, ...]
    """Folded, no articles and prepositions that lead a country."""
    places: tuple[tuple[str, str | None], ...]
    """(code or acronym, preposition or None)."""
    whole: tuple[str, ...]
    """All words in their order, countries as codes."""


def measure_key(measure: str, parties: Sequence[str] = ()) -> str:
    """The key of a measure; figures of the same parties with equal keys measure the same.

    `parties` are actor ids: where there are two of them and the words name only one end of a flow, the other party is the
    other end ("exports to B" by A). Codes and ids keep their letters, words are folded.
    """
    return _key(measure, tuple(parties))


@lru_cache(maxsize=65536)
def _key(measure: str, parties: tuple[str, ...]) -> str:
    parsed = _parse(measure)
    outlook = " (outlook)" if is_outlook(measure) else ""
    named = _named(parsed.words)
    if named is None:
        return " ".join(parsed.whole) + outlook
    goods, name, shape = named
    if shape == "plain":
        tail = [word for place, lead in parsed.places for word in (lead, place) if word]
        return " ".join((name, *tail)) + outlook
    if shape == "pair":
        tail = [f"with {place}" for place in _outside(parsed.places, parties)]
        return " ".join((name, *tail)) + outlook
    giver, taker = _ends(parsed.places, parties, _TAKERS_LEADS if shape == "back" else _LEADS)
    if shape == "opposite":
        giver, taker = taker, giver
    name = _FACING.get(name, name) if giver or taker else name
    parts = (*goods, name, *((f"of {giver}",) if giver else ()), *((f"to {taker}",) if taker else ()))
    return " ".join(parts) + outlook


_FACING = {"imports": "exports", "trade surplus": "trade deficit"}
"""What a measure is called from the other end."""


@lru_cache(maxsize=65536)
def places_named(words: str) -> tuple[tuple[str, str | None], ...]:
    """Countries named in words, each with the preposition that leads it; international bodies are no countries."""
    return tuple((place, lead) for place, lead in _parse(words).places if place in _codes())


@lru_cache(maxsize=65536)
def is_outlook(measure: str) -> bool:
    """Whether the words say that it is a forecast, a target or a plan, not an outcome: "two-way trade (forecast)"."""
    words = folded(measure).split()
    inside = {word for part in re.findall(r"\(([^)]*)\)", measure) for word in folded(part).split()}
    outlook = role_words("outlook")
    return bool(words) and (words[0] in outlook or words[-1] in outlook or not inside.isdisjoint(outlook))


@lru_cache(maxsize=65536)
def is_running_total(measure: str, period: Dates | None) -> bool:
    """Whether the words or the shape of the measure say that it counts all up to a day: "cumulative output", or an
    investment as of a day, which nobody counts from that day on."""
    text = f" {folded(measure)} "
    if any(f" {words} " in text for words in role_words("total")):
        return True
    named = _named(_parse(measure).words)
    stock = named is not None and named[2] == "stock"
    return stock and (" total " in text or (period is not None and period[0] is None))


@lru_cache(maxsize=65536)
def is_known(measure: str) -> bool:
    """Whether the measure is one of the table's, which are counted over and over."""
    return _named(_parse(measure).words) is not None


@lru_cache(maxsize=65536)
def is_flow(measure: str) -> bool:
    """Whether the measure adds up over time: the trade of a year is that of its months. Debts, prices and numbers of
    people in a place do not."""
    named = _named(_parse(measure).words)
    return named is not None and (named[2] in ("pair", "flow", "back") or named[1] in _ADDS_UP)


_ADDS_UP = frozenset(("tourist arrivals", "disbursed investment"))
"""Measures told by who and where that add up all the same."""


def is_share(measure: str) -> bool:
    """Whether the measure is a part of a whole: "share of deputies in favour"."""
    return folded(measure).startswith("share of ")


@lru_cache(maxsize=65536)
def is_size_of_some(measure: str) -> bool:
    """Whether the measure is the size of a thing that its words do not name: "length of railway", not "length of the Lamu
    railway". Each railway has its own."""
    words = folded(measure)
    named = any(word[:1].isupper() or word[:1].isdigit() for word in measure.split()[1:])
    return not named and any(words == size or words.startswith(f"{size} of ") for size in role_words("size"))


def content_words(measure: str) -> tuple[str, ...]:
    """Words of a measure's name that tell something: no articles, prepositions or "and"."""
    return tuple(w for w in _parse(measure).whole if w not in _LEADS and w not in ("and", "on", "for", "at"))


def unit_key(unit: str | None, period: Dates | None) -> str | None:
    """The unit without "/year" where the period is a year (so for other calendar units): a year's flow is its rate."""
    per = _PER.get(grain(period))
    return unit.removesuffix(f"/{per}") if unit and per else unit


def _ends(
    places: Sequence[tuple[str, str | None]], parties: Sequence[str], leads: dict[str, str]
) -> tuple[str | None, str | None]:
    """From whom and to whom, as far as the words and the parties tell."""
    ends: dict[str, str] = {}
    unled = "taker" if leads is _TAKERS_LEADS else "giver"
    for place, lead in places:
        ends.setdefault(leads.get(lead or "", unled), _party(place, parties))
    giver, taker = ends.get("giver"), ends.get("taker")
    if len(parties) == 2 and (giver in parties) != (taker in parties) and None in (giver, taker):
        known = giver or taker
        other = parties[0] if parties[1] == known else parties[1]
        return giver or other, taker or other
    return giver, taker


def _party(place: str, parties: Sequence[str]) -> str:
    """The party that a name stands for: a body's acronym is the only party that is no country."""
    bodies = [p for p in parties if not _is_code(p)]
    return bodies[0] if place not in parties and place not in _codes() and len(bodies) == 1 else place


def _outside(places: Sequence[tuple[str, str | None]], parties: Sequence[str]) -> list[str]:
    """Countries that the words name besides the parties; none where no parties are given."""
    return sorted({place for place, _ in places if _party(place, parties) not in parties}) if parties else []


def _is_code(party: str) -> bool:
    return len(party) == 3 and party.isupper()


def _named(words: tuple[str, ...]) -> tuple[tuple[str, ...], str, Shape] | None:
    """Goods, measure and shape of words that name a known measure; goods stand before a flow ("steel exports")."""
    table = _names()
    if found := table.get(words):
        return (), *found
    for first in range(1, len(words)):
        found = table.get(words[first:])
        if found and found[1] in ("flow", "back") and len(words) - first == 1:
            return words[:first], *found
    return None


@lru_cache(maxsize=65536)
def _parse(measure: str) -> _Parsed:
    """The measure's words apart, without those that tell of outlook, running totals or nothing."""
    plain = re.sub(r"\(([^)]*)\)", lambda m: "" if is_outlook(m[0]) else m[1], measure)
    tokens: list[str] = re.findall(r"[\w%]+", re.sub(r"['’]s\b", "", plain.replace("U.S.", "US")))
    whole: list[str] = []
    at = 0
    while at < len(tokens):
        name, size = _place(tokens, at)
        whole.append(name or folded(tokens[at]))
        at += size
    whole = _without(whole)
    words: list[str] = []
    places: list[tuple[str, str | None]] = []
    for number, token in enumerate(whole):
        if token not in _places():
            words.append(token)
            continue
        lead = words[-1] if words and whole[number - 1] == words[-1] else None
        if lead == "and" and places:
            words.pop()
            places.append((token, places[-1][1]))
        elif lead == "between" or lead in _LEADS:
            places.append((token, words.pop()))
        else:
            places.append((token, None))
    return _Parsed(tuple(words), tuple(places), tuple(whole))


def _without(words: list[str]) -> list[str]:
    """The words without outlook words at their ends, running totals, and those that fall away."""
    while len(words) > 1 and words[0] in role_words("outlook"):
        words = words[1:]
    text = f" {' '.join(words)} "
    for role in ("total", "drop"):
        for phrase in role_words(role):
            short = re.sub(rf"(?<= ){re.escape(phrase)} ", "", text)
            text = short if short.strip() else text
    return text.split()


def _place(tokens: Sequence[str], at: int) -> tuple[str | None, int]:
    """The code or acronym of the country or body named from token `at` on, with the number of its words; (None, 1) for none."""
    for size in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
        words = tokens[at : at + size]
        if not words[0][0].isupper():
            break
        if size == 1 and words[0] in _places():
            return words[0], 1
        found = _spoken().get(folded(" ".join(words)))
        if found and (size > 1 or len(words[0]) > 3 or words[0].isupper()):
            return found, size
    return None, 1


@cache
def _spoken() -> dict[str, str]:
    """Folded names and demonyms of countries → code, and of international bodies → their first acronym."""
    out: dict[str, str] = {}
    for row in rows("countries"):
        for name in (row["name"], *several(row["aliases"]), *several(row["demonyms"])):
            out.setdefault(folded(name).removeprefix("the "), row["iso3"])
    for row in rows("organisations"):
        names = (row["name"], *several(row["aliases"]))
        acronym = next((n for n in names if n.isupper() and n.isalpha()), None)
        if acronym and not row["country"]:
            for name in names:
                out.setdefault(folded(name).removeprefix("the "), acronym)
    return out


@cache
def _codes() -> frozenset[str]:
    return frozenset(row["iso3"] for row in rows("countries"))


@cache
def _places() -> frozenset[str]:
    return frozenset(_spoken().values()) | _codes()


@cache
def _names() -> dict[tuple[str, ...], tuple[str, Shape]]:
    """Folded words → measure and shape."""
    out: dict[tuple[str, ...], tuple[str, Shape]] = {}
    for row in rows("measure_names"):
        shape: Shape = next(s for s in get_args(Shape) if s == row["shape"])
        for words in several(row["words"]):
            out[tuple(_without(folded(words).split()))] = (row["measure"], shape)
    return out


@cache
def role_words(role: Role) -> Collection[str]:
    """Folded words and phrases of a role of `measure_words`, longest first."""
    found = {folded(words) for row in rows("measure_words") if row["role"] == role for words in several(row["words"])}
    return dict.fromkeys(sorted(found, key=lambda words: (-len(words), words)))
