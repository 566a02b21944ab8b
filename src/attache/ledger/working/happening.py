"""Events into occurrences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attache.ledger.columns import Record, dates_columns
from attache.ledger.joining import keys_of, same_event
from attache.ledger.occurrences import Occurrence, group, occurrence_of
from attache.ledger.reviews import pairs
from attache.ledger.tellings import Telling, telling
from attache.ledger.told import Told, only
from attache.ledger.working.clusters import Clusters
from attache.ledger.working.filing import Filing
from attache.ledger.working.shelf import Shelf, rows_for, run_for
from attache.records import Event


class Happening:
    """Occurrences in one run."""

    def __init__(self, shelf: Shelf, filing: Filing) -> None:
        self.shelf = shelf
        self.filing = filing
        self.must, self.cannot = (frozenset(found) for found in pairs(shelf.store, "event"))
        self.clusters: Clusters[Telling] = Clusters(shelf, "event", self._telling, keys_of, same_event, self.must)

    def _telling(self, told: Told[Record]) -> Telling:
        (event,) = only((told,), Event)
        return telling(event, self.shelf.actors, self.shelf.things(told.report))

    def settle(self, blocks: set[str], loose: set[str]) -> None:
        """Works out the occurrences of the loose events and of the blocks that they were in."""
        gone = self._clear(blocks)
        made: set[str] = set()
        for block, members in self.clusters.settle(loose):
            gone |= self._clear({block, *members})
            made |= self._write(block, members)
        self.filing.withdraw(gone - made)

    def _clear(self, blocks: Iterable[str]) -> set[str]:
        """Takes the occurrences of these blocks out; their ids."""
        store = self.shelf.store
        gone = {str(o) for (o,) in rows_for(store, "SELECT id FROM occurrence WHERE block IN ({})", blocks)}
        for table in ("occurrence_event", "occurrence_told"):
            run_for(store, f"DELETE FROM {table} WHERE occurrence IN ({{}})", gone)
        run_for(store, "DELETE FROM occurrence WHERE id IN ({})", gone)
        return gone

    def _write(self, block: str, members: Iterable[str]) -> set[str]:
        told = self.shelf.kind(members, Event)
        tellings = [telling(t, self.shelf.actors, self.shelf.things(t.report)) for t in told]
        occurrences = [occurrence_of(found) for found in group(tellings, self.must, self.cannot)]
        columns: tuple[str, ...] = ("id", "type", "mode", "status", "when_from", "when_to", "where", "block")
        self.shelf.store.insert("occurrence", columns, [_row(o, block) for o in occurrences])
        rows = [(t.id, o.id) for o in occurrences for t in o.events]
        self.shelf.store.insert("occurrence_event", ("event", "occurrence"), rows)
        self.filing.occurrences(occurrences)
        return {o.id for o in occurrences}


def _row(o: Occurrence, block: str) -> tuple[Any, ...]:
    return (o.id, o.type, o.mode, o.status, *dates_columns("when", o.when).values(), o.where, block)
