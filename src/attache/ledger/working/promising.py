"""Commitments into promises."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from attache.ledger.columns import Record, dates_columns
from attache.ledger.promises import Promise, keys_of, linked, promises_of, shape_of
from attache.ledger.reviews import pairs, together
from attache.ledger.store import identifier
from attache.ledger.told import Told, only
from attache.ledger.working.clusters import Clusters, Part, bundles_of
from attache.ledger.working.shelf import Shelf, in_parts, marks, rows_for, run_for
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
            lambda told: shape_of(told, shelf.actors),
            lambda told: "",
            must,
            cannot,
            together(shelf.store, "commitment"),
        )
        self._gone: set[str] = set()
        self._made: set[str] = set()
        self._settled: set[str] = set()
        """Blocks that were worked out."""

    def withdraw(self, reports: Iterable[str]) -> None:
        """Takes the commitments of these reports out."""
        gone = self.clusters.withdraw(reports)
        run_for(self.shelf.store, 'DELETE FROM promise_commitment WHERE "commitment" IN ({})', gone)

    def settle(self) -> tuple[set[str], set[str]]:
        """Works out the promises of all that was withdrawn and put; ids of former promises that were worked out anew or are
        gone, and of the present ones."""
        for part in self.clusters.settle():
            self._settle(part)
        self._take_out(self.clusters.wholes)
        for ids in in_parts(self.clusters.grown):
            # Which of two aims more reports tell may decide what belongs to it.
            blocks = rows_for(self.shelf.store, "SELECT DISTINCT block FROM bundle WHERE id IN ({})", ids)
            self._settle(self._whole({block for (block,) in blocks} - self._settled))
        return self._gone, self._made

    def _whole(self, blocks: Iterable[str]) -> Part:
        of: dict[str, list[str]] = defaultdict(list)
        for block, bundle in rows_for(self.shelf.store, "SELECT block, id FROM bundle WHERE block IN ({})", blocks):
            of[block].append(bundle)
        return [(block, sorted(bundles)) for block, bundles in sorted(of.items())]

    def _take_out(self, promises: Iterable[str]) -> None:
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
        former: dict[str, str] = dict(rows_for(store, "SELECT id, whole FROM bundle WHERE id IN ({})", ids))
        known = bundles_of(store, ids)
        prepared = self.clusters.prepared(b.first for b in known.values())
        sizes = {b.first: b.size for b in known.values()}
        rows, members = [], []
        for block, bundles in part:
            first = {known[b].first: b for b in bundles}
            told = [prepared[record] for record in first]
            promises = promises_of(told, self.shelf.actors, self.clusters.must, self.clusters.cannot, sizes)
            rows += [_row(p, block) for p in promises]
            members += [(p.id, first[t.id]) for p in promises for t in p.told]
        made = {row[0] for row in rows}
        self._gone |= {p for p in former.values() if p}
        self._move((promise, bundle) for promise, bundle in members if former[bundle] != promise)
        run_for(store, "DELETE FROM promise_told WHERE promise IN ({})", made)
        names = ", ".join(map(identifier, COLUMNS))
        store.run_each(f"INSERT OR REPLACE INTO promise ({names}) VALUES ({marks(COLUMNS)})", rows)
        store.run_each("UPDATE bundle SET whole = ?1 WHERE id = ?2 AND whole <> ?1", members)
        sql = (
            'INSERT INTO promise_commitment ("commitment", promise) SELECT record, ? FROM placed WHERE bundle = ? '
            'AND record NOT IN (SELECT "commitment" FROM promise_commitment)'
        )
        store.run_each(sql, members)
        self._made |= made
        self._settled |= {block for block, _ in part}
        self._take_out({*former.values(), *self.clusters.wholes} - made)
        self.clusters.wholes -= made

    def _move(self, members: Iterable[tuple[str, str]]) -> None:
        """Takes the records of bundles out of other promises than these: also of a bundle that begins with another record
        now, and so counts as new."""
        sql = 'DELETE FROM promise_commitment WHERE promise <> ? AND "commitment" IN (SELECT record FROM placed WHERE bundle = ?)'
        self.shelf.store.run_each(sql, members)


def _commitment(told: Told[Record]) -> Told[Commitment]:
    (commitment,) = only((told,), Commitment)
    return commitment


def _row(p: Promise, block: str) -> tuple[Any, ...]:
    low, high = p.value if isinstance(p.value, tuple) else (p.value, p.value)
    due = dates_columns("due", p.due).values()
    return (p.id, p.kind, p.measure, low, high, p.unit, p.bound, *due, json.dumps(list(p.parties)), block)
