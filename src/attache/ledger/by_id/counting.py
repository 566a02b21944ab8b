"""Numbers and first reports from the filing, for many ids at once."""

from __future__ import annotations

from collections.abc import Iterable

from attache.ledger.store import Store
from attache.ledger.working.shelf import rows_for


def _list_of_all(store: Store, kind: str, word: str) -> tuple[int, int] | None:
    """The scope of everything and the facet of a heading; None where nothing is filed under it."""
    scope = store.rows("SELECT id FROM filing_scope WHERE a = '' AND b = ''")
    facet = store.rows("SELECT id FROM filing_heading WHERE kind = ? AND word = ? AND value = ''", (kind, word))
    return (int(scope[0][0]), int(facet[0][0])) if scope and facet else None


def number_under(store: Store, kind: str, word: str, values: Iterable[str]) -> dict[str, int]:
    """By value of a heading, how many of a kind stand under it in all reports; those under which none stand are left out."""
    place = _list_of_all(store, kind, word)
    if place is None:
        return {}
    sql = (
        "SELECT h.value, (SELECT count(*) FROM filing f WHERE f.scope = ? AND f.facet = ? AND f.heading = h.id) "
        "FROM filing_heading h WHERE h.kind = ? AND h.word = ? AND h.value IN ({})"
    )
    return {str(value): int(n) for value, n in rows_for(store, sql, values, (*place, kind, word)) if n}


def first_naming(store: Store, thing: str, number: int) -> list[str]:
    """The first reports that name a thing, by day."""
    return _naming(store, thing, "f.day, i.origin", number)


def naming(store: Store, thing: str, most: int, ends: int) -> list[str]:
    """Reports that name a thing: all where there are no more than `most`, else the `ends` first and as many of the newest."""
    found = _naming(store, thing, "f.day, i.origin", most + 1)
    return found if len(found) <= most else [*found[:ends], *_naming(store, thing, "f.day DESC, i.origin", ends)]


def _naming(store: Store, thing: str, order: str, number: int) -> list[str]:
    place = _list_of_all(store, "thing", "is")
    if place is None:
        return []
    sql = (
        "SELECT i.origin FROM filing f JOIN filing_item i ON i.id = f.item WHERE f.scope = ? AND f.facet = ? AND f.heading = "
        f"(SELECT id FROM filing_heading WHERE kind = 'thing' AND word = 'is' AND value = ?) ORDER BY {order} LIMIT ?"
    )
    return [str(report) for (report,) in store.rows(sql, (*place, thing, number))]
