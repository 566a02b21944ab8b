"""The filing cabinet: which cards stand in which lists, kept as numbers, and only what differs is written.

A card stands in each list of one of its scopes under each of its headings, so its rows are the product of the two; both are
kept with the card, so that its rows can be taken out again without a search.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from attache.ledger.headings import Card, Heading, Scope
from attache.ledger.store import Store
from attache.ledger.working.shelf import rows_for

HELD = 50_000
"""Numbers kept at hand; more are looked up again."""


def day_number(day: str | None) -> int:
    """20180323 for 2018-03-23; 0 for no day."""
    return int(day.replace("-", "")) if day else 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A card as it is kept: all but ids as numbers."""

    number: int
    item: str
    origin: str
    day: int
    last: int
    """0 where it is the same day."""
    scopes: tuple[int, ...]
    headings: tuple[int, ...]


class Cabinet:
    """Cards in one run. The lists of an empty cabinet are written at `close` alone, in the order in which they lie."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._scopes: dict[Scope, int] = {}
        self._headings: dict[tuple[str, str, str], tuple[int, int]] = {}
        self._facets: dict[int, int] = {}
        self._empty = not store.rows("SELECT 1 FROM filing_item LIMIT 1")

    def replace(self, origins: Iterable[str], cards: Iterable[Card]) -> None:
        """Files the cards in place of all that these origins had; each card is of one of them."""
        self._forget()
        wanted = {self._kept(c) for c in cards}
        sql = "SELECT id, item, origin, day, last, scopes, headings FROM filing_item WHERE origin IN ({})"
        before = {
            Kept(number, item, origin, day, last, tuple(json.loads(scopes)), tuple(json.loads(under)))
            for number, item, origin, day, last, scopes, under in rows_for(self.store, sql, origins)
        }
        self._remove(before - wanted)
        self._add(wanted - before)

    def _kept(self, card: Card) -> Kept:
        first, last = card.span or (None, None)
        return Kept(
            card.number,
            card.item,
            card.origin,
            day_number(first),
            day_number(last) if last != first else 0,
            tuple(sorted(map(self.scope, card.scopes))),
            tuple(sorted(self.heading(card.kind, h) for h in card.headings)),
        )

    def _remove(self, gone: Iterable[Kept]) -> None:
        gone = sorted(gone, key=lambda k: k.number)
        if not self._empty:
            sql = "DELETE FROM filing WHERE scope = ? AND facet = ? AND heading = ? AND day = ? AND item = ?"
            self.store.run_each(sql, sorted(row[:5] for kept in gone for row in self._rows(kept)))
        self.store.run_each("DELETE FROM filing_item WHERE id = ?", [(kept.number,) for kept in gone])

    def _add(self, cards: Iterable[Kept]) -> None:
        cards = self._numbered(sorted(cards, key=lambda k: k.number))
        items = [(k.number, k.item, k.origin, k.day, k.last, _json(k.scopes), _json(k.headings)) for k in cards]
        self.store.insert("filing_item", ("id", "item", "origin", "day", "last", "scopes", "headings"), items)
        if not self._empty:
            rows = sorted(row for kept in cards for row in self._rows(kept))
            self.store.insert("filing", ("scope", "facet", "heading", "day", "item", "last"), rows)

    def _numbered(self, cards: Sequence[Kept]) -> list[Kept]:
        """The cards, those with a number that another one has by the odd chance under the next lower free one."""
        sql = "SELECT id FROM filing_item WHERE id IN (SELECT value FROM json_each(?))"
        taken = {n for (n,) in self.store.rows(sql, (_json(k.number for k in cards),))}
        out = []
        for kept in cards:
            number = kept.number
            while number in taken or (number != kept.number and self.store.rows(sql, (_json((number,)),))):
                number -= 1
            taken.add(number)
            out.append(kept if number == kept.number else replace(kept, number=number))
        return out

    def _rows(self, kept: Kept) -> Iterator[tuple[int, int, int, int, int, int]]:
        for heading in kept.headings:
            facet = self._facet(heading)
            for scope in kept.scopes:
                yield scope, facet, heading, kept.day, kept.number, kept.last

    def close(self) -> None:
        """Writes the lists of a cabinet that was empty; from now on they are written with their cards."""
        if self._empty:
            self._empty = False
            self.store.run(
                "INSERT INTO filing (scope, facet, heading, day, item, last) "
                "SELECT s.value, coalesce(h.facet, h.id), h.id, i.day, i.id, i.last "
                "FROM filing_item i, json_each(i.scopes) s, json_each(i.headings) g JOIN filing_heading h ON h.id = g.value "
                "ORDER BY 1, 2, 3, 4, 5"
            )

    # Numbers

    def scope(self, scope: Scope) -> int:
        """The number of a scope."""
        if scope not in self._scopes:
            rows = self.store.rows("SELECT id FROM filing_scope WHERE a = ? AND b = ?", scope)
            rows = rows or self.store.rows("INSERT INTO filing_scope (a, b) VALUES (?, ?) RETURNING id", scope)
            self._scopes[scope] = int(rows[0][0])
        return self._scopes[scope]

    def heading(self, kind: str, heading: Heading) -> int:
        """The number of a heading."""
        return self._heading(kind, *heading)[0]

    def _heading(self, kind: str, word: str, value: str) -> tuple[int, int]:
        """The heading's number and that of its facet."""
        known = self._headings.get((kind, word, value))
        if known is None:
            told = (kind, word, value)
            rows = self.store.rows("SELECT id FROM filing_heading WHERE kind = ? AND word = ? AND value = ?", told)
            facet = self._heading(kind, word, "")[0] if value else None
            sql = "INSERT INTO filing_heading (kind, word, value, facet) VALUES (?, ?, ?, ?) RETURNING id"
            number = int((rows or self.store.rows(sql, (*told, facet)))[0][0])
            known = self._headings[told] = number, number if facet is None else facet
            self._facets[number] = known[1]
        return known

    def _facet(self, heading: int) -> int:
        if heading not in self._facets:
            rows = self.store.rows("SELECT coalesce(facet, id) FROM filing_heading WHERE id = ?", (heading,))
            self._facets[heading] = int(rows[0][0])
        return self._facets[heading]

    def _forget(self) -> None:
        for held in (self._scopes, self._headings, self._facets):
            if len(held) > HELD:
                held.clear()


def _json(numbers: Iterable[int]) -> str:
    return json.dumps(list(numbers), separators=(",", ":"))
