"""Actors and things by their names, promises and series by their titles: what else a search finds than reports.

In: `SearchWords`. Out: ids, those called just so first. SQL finds candidates by one word that each must have; the rest of
the condition is put to their names in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from attache.ledger.countries import country_name, find_country
from attache.ledger.names import folded
from attache.ledger.search_words import All, Either, Near, SearchWords, Term, Wanted, tokens
from attache.ledger.store import Store


def actors_named(store: Store, wanted: SearchWords) -> tuple[str, ...]:
    """Ids of actors of which one name holds the words; a country by any of its names, codes and demonyms."""
    if wanted.wanted is None:
        return ()
    plain = _plain(wanted.wanted)
    sql = "SELECT n.actor, n.name FROM actor_name n JOIN actor a ON a.id = n.actor WHERE a.named AND ({}) ORDER BY n.actor"
    found: dict[str, str] = {}
    for actor, name in _candidates(store, sql, ("n.name",), plain):
        if plain.holds(tokens(str(name))) and len(str(name)) < len(found.get(str(actor), str(name) + " ")):
            found[str(actor)] = str(name)
    code = find_country(" ".join(_said(wanted.wanted)))
    called = " ".join(_said(plain))
    ranked = sorted(found, key=lambda i: (found[i] != called, not found[i].startswith(called), len(found[i]), i))
    return tuple(dict.fromkeys(([code] if code else []) + ranked))


def things_named(store: Store, wanted: SearchWords) -> tuple[str, ...]:
    """Ids of things of which one name holds the words."""
    if wanted.wanted is None:
        return ()
    plain = _plain(wanted.wanted)
    sql = "SELECT id, name, aliases FROM thing WHERE {} ORDER BY id"
    found: dict[str, str] = {}
    for identity, name, aliases in _candidates(store, sql, ("name", "aliases"), plain):
        held = [n for n in map(folded, (str(name), *json.loads(str(aliases)))) if plain.holds(tokens(n))]
        if held:
            found[str(identity)] = min(held, key=len)
    called = " ".join(_said(plain))
    return tuple(sorted(found, key=lambda i: (found[i] != called, not found[i].startswith(called), len(found[i]), i)))


def promises_titled(store: Store, wanted: SearchWords) -> tuple[str, ...]:
    """Ids of promises whose title, with the names of their parties, holds the words; the latest due first."""
    sql = (
        "SELECT p.id, t.title, p.parties FROM promise_told t JOIN promise p ON p.id = t.promise WHERE {} "
        "ORDER BY p.due_to IS NULL, p.due_to DESC, p.id"
    )
    return tuple(_titled(store, sql, ("t.title", "p.parties"), wanted))


def series_titled(store: Store, wanted: SearchWords) -> tuple[str, ...]:
    """Ids of series whose measure and unit, with the names of their parties, hold the words; the longest first."""
    sql = (
        "SELECT z.id, z.measure || ' ' || coalesce(z.unit, ''), z.parties FROM series z JOIN series_told t ON t.series = z.id "
        "WHERE {} ORDER BY t.points DESC, z.id"
    )
    return tuple(_titled(store, sql, ("z.measure", "z.unit", "z.parties"), wanted))


def _titled(store: Store, sql: str, columns: tuple[str, ...], wanted: SearchWords) -> Iterator[str]:
    if wanted.wanted is None:
        return
    plain = _plain(wanted.wanted)
    rows = list(_candidates(store, sql, columns, plain))
    names = {parties: _names(store, parties) for parties in {str(parties) for _, _, parties in rows}}
    for identity, title, parties in rows:
        if plain.holds((*_title(str(title)), *names[str(parties)])):
            yield str(identity)


@lru_cache(maxsize=65536)
def _title(title: str) -> tuple[str, ...]:
    return tokens(folded(title))


def _names(store: Store, parties: str) -> tuple[str, ...]:
    """The words of the names of some actors."""
    names: list[str] = []
    for actor in json.loads(parties):
        rows = [] if find_country(actor) else store.rows("SELECT name FROM actor WHERE id = ?", (actor,))
        names.append(str(rows[0][0]) if rows else _country(actor))
    return _title(" ".join(names))


@lru_cache(maxsize=1024)
def _country(code: str) -> str:
    return country_name(code) if find_country(code) else code


def _candidates(store: Store, sql: str, columns: tuple[str, ...], plain: Wanted) -> Iterator[tuple[object, ...]]:
    """Rows of which a column has one of the words that each must have; a word that names a country stands for its code."""
    words = _needed(plain)
    sought = [*words, *(code for word in words for code in (find_country(word),) if code and len(word) > 2)]
    # Letters with accents are compared in memory: LIKE knows only plain ones.
    tests = [f"{c} LIKE ? ESCAPE '\\'" for c in columns for _ in sought] + [f"{columns[0]} GLOB '*[^ -~]*'"]
    values = [f"%{_escaped(word)}%" for _ in columns for word in sought]
    yield from store.rows(sql.format(" OR ".join(tests)), values)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _needed(wanted: Wanted) -> tuple[str, ...]:
    """Words of which whatever is wanted holds at least one, the fewest and longest."""
    match wanted:
        case Term():
            return (max(wanted.words, key=len),)
        case Near():
            return _needed(wanted.terms[0])
        case Either():
            return tuple(dict.fromkeys(w for part in wanted.parts for w in _needed(part)))
        case All():
            return min((_needed(part) for part in wanted.parts), key=lambda words: (len(words), -min(map(len, words))))


def _said(wanted: Wanted) -> tuple[str, ...]:
    """All words that are wanted, as typed."""
    match wanted:
        case Term():
            return wanted.words
        case Near():
            return tuple(w for term in wanted.terms for w in term.words)
        case _:
            return tuple(w for part in wanted.parts for w in _said(part))


def _plain(wanted: Wanted) -> Wanted:
    """The same with words as names are compared: letters without accents, đ as d."""
    match wanted:
        case Term():
            return Term(tuple(tokens(folded(" ".join(wanted.words)))) or wanted.words, wanted.beginning)
        case Near():
            return Near(tuple(t for t in map(_plain, wanted.terms) if isinstance(t, Term)), wanted.apart)
        case Either():
            return Either(tuple(map(_plain, wanted.parts)))
        case All():
            return All(tuple(map(_plain, wanted.parts)), tuple(map(_plain, wanted.without)))


def two_countries(wanted: SearchWords) -> tuple[str, str] | None:
    """The countries of a search that names just two ("Vietnam Russia"); None for any other."""
    if not isinstance(wanted.wanted, All) or wanted.wanted.without:
        return None
    words = _said(wanted.wanted)
    for cut in range(1, len(words)):
        one, other = find_country(" ".join(words[:cut])), find_country(" ".join(words[cut:]))
        if one and other and one != other:
            return one, other
    return None
