"""Commitments into promises."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from attache.ledger.columns import Record, dates_columns
from attache.ledger.promises import Promise, keys_of, linked, promises_of
from attache.ledger.reviews import pairs
from attache.ledger.told import Told, only
from attache.ledger.working.clusters import Clusters, Part
from attache.ledger.working.shelf import Shelf, rows_for, run_for
from attache.records import Commitment

COLUMNS = ("id", "kind", "measure", "value_low", "value_high", "unit", "bound", "due_from", "due_to", "parties", "block")


class Promising:
    """Promises in one run."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        must, cannot = (frozenset(found) for found in pairs(shelf.store, "commitment"))
        self.clusters: Clusters[Told[Commitment]] = Clusters(
            shelf,
            "commitment",
            _commitment,
            lambda told: keys_of(told, shelf.actors),
            lambda one, other: linked(one, other, shelf.actors),
            lambda told: None,
            lambda told: "",
            must,
            cannot,
        )
        self._gone: set[str] = set()
        self._made: set[str] = set()

    def withdraw(self, reports: Iterable[str]) -> None:
        """Takes the commitments of these reports out."""
        gone = self.clusters.withdraw(reports)
        run_for(self.shelf.store, 'DELETE FROM promise_commitment WHERE "commitment" IN ({})', gone)

    def settle(self) -> tuple[set[str], set[str]]:
        """Works out the promises of all that was withdrawn and put; ids of former promises that were worked out anew or are
        gone, and of the present ones."""
        for part in self.clusters.settle():
            self._settle(part)
        self._clear(self.clusters.wholes)
        return self._gone, self._made

    def _clear(self, promises: Iterable[str]) -> None:
        """Takes promises out that were not made since."""
        store, gone = self.shelf.store, {p for p in promises if p and p not in self._made}
        for table in ("verdict", "promise_commitment", "promise_told"):
            run_for(store, f"DELETE FROM {table} WHERE promise IN ({{}})", gone)
        run_for(store, "DELETE FROM promise WHERE id IN ({})", gone)
        self._gone |= gone

    def _settle(self, part: Part) -> None:
        """Works out the promises of whole blocks."""
        store = self.shelf.store
        ids = [bundle for _, bundles in part for bundle in bundles]
        former = {w for (w,) in rows_for(store, "SELECT DISTINCT whole FROM bundle WHERE id IN ({})", ids)}
        self._clear(former | self.clusters.wholes)
        self.clusters.wholes.clear()
        known = self.clusters.bundles(ids)
        prepared = self.clusters.prepared(b.first for b in known.values())
        rows, members = [], []
        for block, bundles in part:
            first = {known[b].first: b for b in bundles}
            promises = promises_of([prepared[r] for r in first], self.shelf.actors, self.clusters.must, self.clusters.cannot)
            rows += [_row(p, block) for p in promises]
            members += [(p.id, first[t.id]) for p in promises for t in p.told]
        store.insert("promise", COLUMNS, rows)
        store.run_each("UPDATE bundle SET whole = ?1 WHERE id = ?2 AND whole <> ?1", members)
        sql = 'INSERT INTO promise_commitment ("commitment", promise) SELECT record, ? FROM placed WHERE bundle = ?'
        store.run_each(sql, members)
        self._made |= {row[0] for row in rows}


def _commitment(told: Told[Record]) -> Told[Commitment]:
    (commitment,) = only((told,), Commitment)
    return commitment


def _row(p: Promise, block: str) -> tuple[Any, ...]:
    low, high = p.value if isinstance(p.value, tuple) else (p.value, p.value)
    due = dates_columns("due", p.due).values()
    return (p.id, p.kind, p.measure, low, high, p.unit, p.bound, *due, json.dumps(list(p.parties)), block)
