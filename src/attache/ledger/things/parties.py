"""Which countries and bodies a thing's name tells as its parties, and what counts as one party.

A party is a token: ISO alpha-3 of a country, else the folded name of a body. Tokens come from names alone, so they do not
depend on who has been found to be the same actor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from attache.knowledge import rows, several
from attache.ledger.countries import find_country
from attache.ledger.names import folded

LONGEST = 8
"""Words of the longest name of a country or body that is looked for."""
STATE_KINDS = frozenset(("parliament", "ministry", "government", "executive", "military", "agency", "court", "council"))
"""Kinds of bodies that act for their country."""
_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*\.?")
_DASH = re.compile(r"[–—]|\s-\s")
_JOINED = re.compile(r"\s*[-–—/&]\s*|\s*,\s*(?:and\s+)?(?:the\s+)?|\s+(?:and|with)\s+(?:the\s+)?")


@cache
def _bodies() -> dict[str, str]:
    """Folded name or acronym of a body → its token. A single plain word ("Commission") names none."""
    names: dict[str, str] = {}
    for row in rows("organisations"):
        for name in (row["name"], *several(row["aliases"])):
            plain = len(name.split()) == 1 and name != row["name"] and not name.isupper()
            if not plain:
                of_state = row["country"] and row["kind"] in STATE_KINDS
                names.setdefault(folded(name), row["country"] if of_state else folded(row["name"]))
    return names


@cache
def _places() -> frozenset[str]:
    """Names of seas and regions, in which a country's name tells no party: "South China Sea"."""
    return frozenset(folded(name) for row in rows("places") for name in (row["name"], *several(row["aliases"])))


@cache
def _successors() -> dict[str, str]:
    return {_token(row["party"]): _token(row["successor"]) for row in rows("successors")}


@cache
def _members() -> dict[str, frozenset[str]]:
    return {folded(row["bloc"]): frozenset(several(row["members"])) for row in rows("bloc_members")}


def _token(name: str) -> str:
    return name if len(name) == 3 and name.isupper() and find_country(name) == name else _bodies().get(folded(name), folded(name))


def party(name: str) -> str:
    """The token of a party named by a country code or a body's name; what another carries on is that one."""
    token = _token(name)
    return _successors().get(token, token)


def members(token: str) -> frozenset[str]:
    """The states of a bloc; empty where it is none or not known."""
    return _members().get(token, frozenset())


def wide(tokens: Iterable[str]) -> frozenset[str]:
    """The parties with the members of those that are blocs."""
    return frozenset(t for token in tokens for t in (token, *members(token)))


def narrow(tokens: Iterable[str]) -> frozenset[str]:
    """The parties without states that take part as members of a bloc among them."""
    all_of = frozenset(tokens)
    return all_of - frozenset(m for token in all_of for m in members(token))


@cache
def party_named(words: str) -> str | None:
    """The party that exactly these words name, written with a capital; None where they name none."""
    if not words[:1].isupper() or folded(words) in _places():
        return None
    bare = words.rstrip(".")
    if len(bare) > 3 or (bare.isupper() and len(bare) > 1):
        code = find_country(words)
        if code is not None:
            return _successors().get(code, code)
    token = _bodies().get(folded(words)) if len(bare) > 3 or bare.isupper() else None
    return _successors().get(token, token) if token else None


def parties_in(name: str) -> list[tuple[int, int, str]]:
    """`(start, end, token)` of each country or body that the name holds, the longest first at each place."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(name)]
    found: list[tuple[int, int, str]] = []
    n = 0
    while n < len(words):
        for last in range(min(len(words), n + LONGEST), n, -1):
            start, end = words[n][0], words[last - 1][1]
            part = name[start:end]
            if _DASH.search(part):
                continue
            if folded(part) in _places():
                n = last - 1
                break
            token = party_named(part)
            if token is not None:
                found.append((start, end, token))
                n = last - 1
                break
        n += 1
    return found


def joined(between: str) -> bool:
    """Whether the words between two parties put them side by side: a dash, a comma, "and", "with"."""
    return _JOINED.fullmatch(between) is not None
