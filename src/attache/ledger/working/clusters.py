"""Records that hang together: which events or commitments of all reports must be looked at in one go.

Two records are linked where a rule says that they may be one; a block is all that hangs together by such links. Records
that may be linked share a key, so that a new record is compared with few others; a block is cut up anew when one of its
records goes or changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from attache.ledger.columns import Record
from attache.ledger.told import Told
from attache.ledger.working.shelf import Shelf, rows_for, run_for

T = TypeVar("T")
HELD = 50_000
"""Records kept at hand; more are fetched again."""
KEYS = 100
"""Keys whose records are fetched together."""
RECORDS = 500
"""Records of whole blocks that are fetched together."""


@dataclass(slots=True)
class Clusters(Generic[T]):
    """The blocks of one kind of record."""

    shelf: Shelf
    kind: str
    prepare: Callable[[Told[Record]], T]
    """A record as it is compared."""
    keys: Callable[[T], frozenset[str]]
    linked: Callable[[T, T], bool]
    must: frozenset[frozenset[str]] = frozenset()
    """Pairs that a person has put together."""
    _held: dict[str, T] = field(default_factory=dict)

    def withdraw(self, reports: Iterable[str]) -> tuple[set[str], set[str]]:
        """Takes the records of these reports out; the blocks they were in, and the other records of those blocks."""
        store, reports = self.shelf.store, set(reports)
        sql = "SELECT record, block FROM placed WHERE kind = ? AND report IN ({})"
        gone: dict[str, str] = dict(rows_for(store, sql, reports, (self.kind,)))
        blocks = set(gone.values())
        run_for(store, "DELETE FROM record_key WHERE record IN ({})", gone)
        run_for(store, "DELETE FROM placed WHERE record IN ({})", gone)
        left = {r for (r,) in rows_for(store, "SELECT record FROM placed WHERE block IN ({})", blocks)}
        for record in gone:
            self._held.pop(record, None)
        return blocks, left

    def put(self, told: Iterable[Told[Record]]) -> set[str]:
        """Enters records, each as a block of its own for now; their ids."""
        told = list(told)
        store = self.shelf.store
        store.insert("placed", ("record", "report", "kind", "block"), [(t.id, t.report, self.kind, t.id) for t in told])
        rows = []
        for t in told:
            prepared = self.prepare(t)
            self._hold(t.id, prepared)
            rows += [(self.kind, key, t.id) for key in sorted(self.keys(prepared))]
        store.insert("record_key", ("kind", "key", "record"), rows)
        return {t.id for t in told}

    def _hold(self, identity: str, prepared: T) -> None:
        if len(self._held) >= HELD:
            self._held.clear()
        self._held[identity] = prepared

    def _prepared(self, ids: Iterable[str]) -> dict[str, T]:
        wanted = set(ids)
        # Kept aside: holding the others may drop them.
        found = {i: self._held[i] for i in wanted if i in self._held}
        for told in self.shelf.told(wanted - found.keys()):
            found[told.id] = self.prepare(told)
            self._hold(told.id, found[told.id])
        return found

    def settle(self, loose: set[str]) -> Iterator[tuple[str, list[str]]]:
        """The blocks that the loose records make, among themselves and with the blocks they are linked to, as block id and
        records; the id is that of the first record. `placed` is brought up to date as they are given, and the records are
        fetched by the hundred."""
        roots = _Roots()
        for record in loose:
            roots.find(record)
        for members in self._by_key(loose):
            self._link(members, loose, roots)
        self._join_decided(loose, roots)
        blocks = [self._members(units) for units in roots.groups() if not (len(units) == 1 and units[0].startswith("="))]
        for part in _parts(blocks):
            self.shelf.told(record for members in part for record in members)
            self.shelf.store.run_each(
                "UPDATE placed SET block = ? WHERE record = ?", [(members[0], r) for members in part for r in members]
            )
            yield from ((members[0], members) for members in part)
            self.shelf.forget()

    def _members(self, units: Iterable[str]) -> list[str]:
        """All records of loose records and blocks, sorted."""
        units = list(units)
        blocks = [u[1:] for u in units if u.startswith("=")]
        settled = rows_for(self.shelf.store, "SELECT record FROM placed WHERE block IN ({})", blocks)
        return sorted({u for u in units if not u.startswith("=")} | {r for (r,) in settled})

    def _join_decided(self, loose: set[str], roots: _Roots) -> None:
        """Joins what people have called the same."""
        for pair in self.must:
            if pair & loose:
                known = {r for (r,) in rows_for(self.shelf.store, "SELECT record FROM placed WHERE record IN ({})", pair)}
                units = sorted(self._units(known, loose).values())
                for other in units[1:]:
                    roots.join(units[0], other)

    def _by_key(self, loose: set[str]) -> Iterator[list[str]]:
        """For each key of the loose records, all records that have it; keys of one record left out."""
        store = self.shelf.store
        sql = "SELECT DISTINCT key FROM record_key WHERE kind = ? AND record IN ({})"
        keys = sorted({k for (k,) in rows_for(store, sql, loose, (self.kind,))})
        for start in range(0, len(keys), KEYS):
            found: dict[str, list[str]] = defaultdict(list)
            sql = "SELECT key, record FROM record_key WHERE kind = ? AND key IN ({}) ORDER BY key, record"
            for key, record in rows_for(store, sql, keys[start : start + KEYS], (self.kind,)):
                found[key].append(record)
            several = {key: records for key, records in found.items() if len(records) > 1}
            self._prepared({record for records in several.values() for record in records})
            self.shelf.forget()
            yield from (several[key] for key in sorted(several))

    def _link(self, members: list[str], loose: set[str], roots: _Roots) -> None:
        """Joins the loose records among the members of a key with each other and with the rest, where they are linked."""
        units = self._units(members, loose)
        here = {roots.find(unit) for unit in units.values()}
        if len(here) == 1:
            return
        prepared = self._prepared(members)
        fixed = [m for m in sorted(prepared) if m not in loose]
        free = [m for m in sorted(prepared) if m in loose]
        for number, one in enumerate(free):
            for other in (*free[number + 1 :], *fixed):
                a, b = roots.find(units[one]), roots.find(units[other])
                if a != b and self.linked(prepared[one], prepared[other]):
                    roots.join(a, b)
                    here.discard(max(a, b))
            if len(here) == 1:
                return

    def _units(self, records: Iterable[str], loose: set[str]) -> dict[str, str]:
        """What stands for each record: itself while loose, else its whole block."""
        settled: dict[str, str] = dict(
            rows_for(self.shelf.store, "SELECT record, block FROM placed WHERE record IN ({})", set(records) - loose)
        )
        return {r: r if r in loose else "=" + settled[r] for r in records}


def _parts(blocks: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    """Blocks in lists of about RECORDS records."""
    part: list[list[str]] = []
    for members in sorted(blocks):
        part.append(members)
        if sum(map(len, part)) >= RECORDS:
            yield part
            part = []
    if part:
        yield part


class _Roots:
    """Names joined pairwise."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}

    def find(self, name: str) -> str:
        root = self._root.setdefault(name, name)
        while root != self._root[root]:
            self._root[root] = self._root[self._root[root]]
            root = self._root[root]
        return root

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._root[high] = low

    def groups(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._root):
            found[self.find(name)].append(name)
        return list(found.values())
