"""Events into occurrences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from attache.ledger.columns import Record, dates_columns
from attache.ledger.event_shapes import shape_of
from attache.ledger.joining import keys_of, same_event
from attache.ledger.occurrences import Occurrence, group, id_of, occurrence_of
from attache.ledger.reviews import pairs, together
from attache.ledger.store import identifier
from attache.ledger.tellings import Telling, telling
from attache.ledger.told import Told, only
from attache.ledger.working.clusters import Bundle, Clusters, Part, bundles_of
from attache.ledger.working.filing import Filing
from attache.ledger.working.shelf import Shelf, in_parts, marks, rows_for, run_for
from attache.records import Event

COLUMNS: tuple[str, ...] = ("id", "type", "mode", "status", "when_from", "when_to", "where", "block")


class Happening:
    """Occurrences in one run."""

    def __init__(self, shelf: Shelf, filing: Filing) -> None:
        self.shelf = shelf
        self.filing = filing
        must, cannot = (frozenset(found) for found in pairs(shelf.store, "event"))
        self.clusters: Clusters[Telling] = Clusters(
            shelf,
            "event",
            self._telling,
            keys_of,
            same_event,
            shape_of,
            lambda told: told.kin,
            must,
            cannot,
            together(shelf.store, "event"),
        )
        self._gone: set[str] = set()
        self._made: set[str] = set()

    def _telling(self, told: Told[Record]) -> Telling:
        (event,) = only((told,), Event)
        return telling(event, self.shelf.actors, self.shelf.things(told.report))

    def withdraw(self, reports: Iterable[str]) -> None:
        """Takes the events of these reports out."""
        gone = self.clusters.withdraw(reports)
        run_for(self.shelf.store, "DELETE FROM occurrence_event WHERE event IN ({})", gone)

    def settle(self) -> None:
        """Works out the occurrences of all that was withdrawn and put."""
        parts = self.clusters.settle()
        self._clear(self._renamed())
        for part in parts:
            self._settle(part)
        self._clear(self.clusters.wholes)
        store = self.shelf.store
        for ids in in_parts(self.clusters.grown):
            self._grow({w for (w,) in rows_for(store, "SELECT DISTINCT whole FROM bundle WHERE id IN ({})", ids)})
        self.filing.withdraw(self._gone - self._made)

    def _renamed(self) -> set[str]:
        """Occurrences of grown bundles that will have another id: what is worked out before these may have that one now."""
        store = self.shelf.store
        wholes = {w for (w,) in rows_for(store, "SELECT DISTINCT whole FROM bundle WHERE id IN ({})", self.clusters.grown)}
        sql = (
            "SELECT b.whole, min(p.record) FROM bundle b JOIN placed p ON p.bundle = b.id WHERE b.whole IN ({}) GROUP BY b.whole"
        )
        return {whole for whole, least in rows_for(store, sql, wholes) if id_of((least,)) != whole}

    def _clear(self, occurrences: Iterable[str]) -> None:
        """Takes occurrences out that were not made since."""
        store, gone = self.shelf.store, {o for o in occurrences if o and o not in self._made}
        for table in ("occurrence_event", "occurrence_told"):
            run_for(store, f"DELETE FROM {table} WHERE occurrence IN ({{}})", gone)
        run_for(store, "DELETE FROM occurrence WHERE id IN ({})", gone)
        self._gone |= gone

    def _settle(self, part: Part) -> None:
        """Works out the occurrences of whole blocks."""
        store = self.shelf.store
        ids = [bundle for _, bundles in part for bundle in bundles]
        former = {w for (w,) in rows_for(store, "SELECT DISTINCT whole FROM bundle WHERE id IN ({})", ids)}
        self._clear(former | self.clusters.wholes)
        self.clusters.wholes.clear()
        known = bundles_of(store, ids)
        prepared = self.clusters.prepared(record for b in known.values() for record in b.tellers)
        made = []
        for block, bundles in part:
            first = {known[b].first: known[b] for b in bundles}
            tellings = [prepared[record] for record in first]
            groups = group(tellings, self.clusters.must, self.clusters.cannot)
            made += [(block, [first[t.id] for t in found]) for found in groups]
        self._write(made, prepared)

    def _grow(self, occurrences: set[str]) -> None:
        """Works out occurrences of which bundles have other members than before, and nothing else has changed."""
        store = self.shelf.store
        of: dict[tuple[str, str], list[str]] = defaultdict(list)
        for bundle, block, whole in rows_for(store, "SELECT id, block, whole FROM bundle WHERE whole IN ({})", occurrences):
            of[whole, block].append(bundle)
        known = bundles_of(store, (b for bundles in of.values() for b in bundles))
        prepared = self.clusters.prepared(record for b in known.values() for record in b.tellers)
        # Its events stay where they are unless its id, which is that of its first event, is another.
        made = [(block, [known[b] for b in sorted(bundles)]) for (_, block), bundles in sorted(of.items())]
        same = {whole for (whole, _), (_, bundles) in zip(sorted(of), made, strict=True) if occurrence_id(bundles) == whole}
        self._clear(occurrences - same)
        run_for(store, "DELETE FROM occurrence_told WHERE occurrence IN ({})", same)
        self._write(made, prepared, same)

    def _write(
        self, made: Sequence[tuple[str, Sequence[Bundle]]], prepared: Mapping[str, Telling], same: Collection[str] = ()
    ) -> None:
        """Writes the occurrences of some blocks, each of the bundles that tell it; the `same` are there with their events."""
        store = self.shelf.store
        found: list[tuple[Occurrence, int]] = []
        rows, events = [], []
        for block, bundles in made:
            one = occurrence_of([prepared[r] for r in sorted({r for b in bundles for r in b.tellers})])
            found.append((one, sum(b.size for b in bundles)))
            rows.append(_row(one, block))
            events += [(one.id, b.id) for b in bundles]
        names = ", ".join(map(identifier, COLUMNS))
        store.run_each(f"INSERT OR REPLACE INTO occurrence ({names}) VALUES ({marks(COLUMNS)})", sorted(rows))
        store.run_each("UPDATE bundle SET whole = ?1 WHERE id = ?2 AND whole <> ?1", events)
        sql = "INSERT INTO occurrence_event (event, occurrence) SELECT record, ? FROM placed WHERE bundle = ?"
        store.run_each(sql, [(one, bundle) for one, bundle in events if one not in same])
        sql += " AND record NOT IN (SELECT event FROM occurrence_event)"
        store.run_each(sql, [(one, bundle) for one, bundle in events if one in same])
        self.filing.occurrences(found)
        self._made |= {one.id for one, _ in found}


def occurrence_id(bundles: Iterable[Bundle]) -> str:
    """The id of what bundles tell together."""
    return id_of(b.least for b in bundles)


def _row(o: Occurrence, block: str) -> tuple[Any, ...]:
    return (o.id, o.type, o.mode, o.status, *dates_columns("when", o.when).values(), o.where, block)
