"""Commitments into promises."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from attache.ledger.columns import Record, dates_columns
from attache.ledger.promises import Promise, keys_of, linked, promises_of
from attache.ledger.reviews import pairs
from attache.ledger.told import Told, only
from attache.ledger.working.clusters import Clusters
from attache.ledger.working.shelf import Shelf, rows_for, run_for
from attache.records import Commitment


class Promising:
    """Promises in one run."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.must, self.cannot = (frozenset(found) for found in pairs(shelf.store, "commitment"))
        self.clusters: Clusters[Told[Commitment]] = Clusters(
            shelf,
            "commitment",
            _commitment,
            lambda told: keys_of(told, shelf.actors),
            lambda one, other: linked(one, other, shelf.actors),
            self.must,
        )

    def settle(self, blocks: set[str], loose: set[str]) -> tuple[set[str], set[str]]:
        """Works out the promises of the loose commitments and of the blocks that they were in; ids of former promises
        that were worked out anew or are gone, and of the present ones."""
        gone = self._clear(blocks)
        made: set[str] = set()
        for block, members in self.clusters.settle(loose):
            gone |= self._clear({block, *members})
            made |= self._write(block, members)
        return gone, made

    def _clear(self, blocks: Iterable[str]) -> set[str]:
        store = self.shelf.store
        gone = {str(p) for (p,) in rows_for(store, "SELECT id FROM promise WHERE block IN ({})", blocks)}
        run_for(store, "DELETE FROM verdict WHERE promise IN ({})", gone)
        run_for(store, "DELETE FROM promise_commitment WHERE promise IN ({})", gone)
        run_for(store, "DELETE FROM promise_told WHERE promise IN ({})", gone)
        run_for(store, "DELETE FROM promise WHERE id IN ({})", gone)
        return gone

    def _write(self, block: str, members: Iterable[str]) -> set[str]:
        told = self.shelf.kind(members, Commitment)
        promises = promises_of(told, self.shelf.actors, self.must, self.cannot)
        columns = ("id", "kind", "measure", "value_low", "value_high", "unit", "bound", "due_from", "due_to", "parties", "block")
        self.shelf.store.insert("promise", columns, [_row(p, block) for p in promises])
        rows = [(t.id, p.id) for p in promises for t in p.told]
        self.shelf.store.insert("promise_commitment", ("commitment", "promise"), rows)
        return {p.id for p in promises}


def _commitment(told: Told[Record]) -> Told[Commitment]:
    (commitment,) = only((told,), Commitment)
    return commitment


def _row(p: Promise, block: str) -> tuple[Any, ...]:
    low, high = p.value if isinstance(p.value, tuple) else (p.value, p.value)
    due = dates_columns("due", p.due).values()
    return (p.id, p.kind, p.measure, low, high, p.unit, p.bound, *due, json.dumps(list(p.parties)), block)
