"""Records that hang together: which events or commitments of all reports must be looked at in one go.

What many reports tell alike is one bundle: its members are not compared with each other, and the oldest telling stands for
all of them before others. Two bundles are linked where a rule says that they may be one; a block is all that hangs together
by such links. Bundles that may be linked share a key, so that a new one is compared with few others; a block is cut up anew
when one of its bundles goes or is new. So a promise told for the thousandth time costs what it cost at the second.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from attache.ledger.columns import Record
from attache.ledger.store import Store
from attache.ledger.told import Told
from attache.ledger.working.shelf import Shelf, rows_for, run_for

T = TypeVar("T")
HELD = 50_000
"""Records kept at hand; more are fetched again."""
KEYS = 1000
"""Keys whose bundles are fetched together."""
BUNDLES = 1000
"""Bundles of whole blocks that are worked out together."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Records that tell the same."""

    id: str
    first: str
    """Id of the record of the oldest report."""
    last: str
    least: str
    """The lowest id of a record."""
    size: int

    @property
    def tellers(self) -> frozenset[str]:
        """The few records by which all that can be told of the bundle is told."""
        return frozenset((self.first, self.last, self.least))

    @property
    def sizes(self) -> dict[str, int]:
        """The first and the last record, and for how many each of them stands: the first for all others."""
        return {self.first: self.size} if self.first == self.last else {self.first: self.size - 1, self.last: 1}


def bundles_of(store: Store, ids: Iterable[str]) -> dict[str, Bundle]:
    """Bundles as they are now, by id; those without a record are left out."""
    sql = (
        "SELECT bundle, min(day || ' ' || record), max(day || ' ' || record), min(record), count(*) FROM placed "
        "WHERE bundle IN ({}) GROUP BY bundle"
    )
    return {
        bundle: Bundle(bundle, first.rpartition(" ")[2], last.rpartition(" ")[2], least, size)
        for bundle, first, last, least, size in rows_for(store, sql, ids)
    }


Part = list[tuple[str, list[str]]]
"""Blocks by id, each with the ids of its bundles."""


@dataclass(slots=True)
class Clusters(Generic[T]):
    """The blocks of one kind of record."""

    shelf: Shelf
    kind: str
    prepare: Callable[[Told[Record]], T]
    """A record as it is compared."""
    keys: Callable[[T], frozenset[str]]
    linked: Callable[[T, T], bool]
    shape: Callable[[T], tuple[object, ...] | None]
    """All by which it is compared with those of other reports; None for what is never bundled."""
    sort: Callable[[T], str]
    """Two records of one report and of one sort are not bundled: a report that tells two acts tells them apart."""
    must: frozenset[frozenset[str]] = frozenset()
    """Pairs that a person has put together."""
    cannot: frozenset[frozenset[str]] = frozenset()
    reviewed: Sequence[tuple[frozenset[str], bool]] = ()
    """The records of each review that makes such pairs, and whether it puts them together; some may take no part now."""
    _held: dict[str, T] = field(default_factory=dict)
    _touched: set[str] = field(default_factory=set)
    """Bundles that records came into or went from."""
    _decided: frozenset[str] = frozenset()
    wholes: set[str] = field(default_factory=set)
    """Occurrences or promises of bundles that are to be worked out anew. There, like the next one, once `settle` is called."""
    grown: set[str] = field(default_factory=set)
    """Bundles that have other members than before, and are what they were before the others."""

    def __post_init__(self) -> None:
        # Not by the pairs: a record must be what it is whether or not its partner takes part.
        self._decided = frozenset(record for records, _ in self.reviewed for record in records)

    def withdraw(self, reports: Iterable[str]) -> set[str]:
        """Takes the records of these reports out; their ids."""
        sql = "SELECT record, bundle FROM placed WHERE kind = ? AND report IN ({})"
        gone: dict[str, str] = dict(rows_for(self.shelf.store, sql, reports, (self.kind,)))
        run_for(self.shelf.store, "DELETE FROM placed WHERE record IN ({})", gone)
        for record in gone:
            self._held.pop(record, None)
        self._touched |= set(gone.values())
        return set(gone)

    def put(self, told: Iterable[Told[Record]]) -> None:
        """Enters records: all of a report's at once."""
        prepared = {t.id: (t, self.prepare(t)) for t in told}
        several = Counter((t.report, self.sort(p)) for t, p in prepared.values())
        rows = []
        for t, p in prepared.values():
            self._hold(t.id, p)
            alone = several[t.report, self.sort(p)] == 1 and t.id not in self._decided
            rows.append((t.id, t.report, self.kind, self._bundle(p if alone else None, t.id), t.day))
        self.shelf.store.insert("placed", ("record", "report", "kind", "bundle", "day"), sorted(rows))
        self._touched |= {row[3] for row in rows}

    def _bundle(self, prepared: T | None, record: str) -> str:
        shape = None if prepared is None else self.shape(prepared)
        if shape is None:
            return record
        told = repr((self.kind, *shape)).encode("utf-8", "surrogatepass")
        return hashlib.blake2s(told, digest_size=8).hexdigest()

    def _hold(self, identity: str, prepared: T) -> None:
        if len(self._held) >= HELD:
            self._held.clear()
        self._held[identity] = prepared

    def prepared(self, ids: Iterable[str]) -> dict[str, T]:
        """Records by id as they are compared."""
        wanted = set(ids)
        # Kept aside: holding the others may drop them.
        found = {i: self._held[i] for i in wanted if i in self._held}
        for told in self.shelf.told(wanted - found.keys()):
            found[told.id] = self.prepare(told)
            self._hold(told.id, found[told.id])
        return found

    def settle(self) -> Iterator[Part]:
        """The blocks that the bundles make which are new, or hung together with one that was changed: block id and bundles,
        some blocks at a time; the id of a block is that of its first bundle."""
        return self._settled(self._loosened())

    def _settled(self, loose: set[str]) -> Iterator[Part]:
        roots = _Roots()
        for bundle in loose:
            roots.find(bundle)
        for members, units in self._by_key(loose):
            self._link(members, units, loose, roots)
        self._join_decided(loose, roots)
        groups = [units for units in roots.groups() if not (len(units) == 1 and units[0].startswith("="))]
        for part in _parts(self._blocks(groups)):
            rows = [(block, bundle) for block, bundles in part for bundle in bundles]
            self.shelf.store.run_each("UPDATE bundle SET block = ?1 WHERE id = ?2 AND block <> ?1", rows)
            yield part
            self.shelf.forget()

    def _loosened(self) -> set[str]:
        """The bundles to be linked anew; brings `bundle`, `record_key`, `wholes` and `grown` up to date."""
        store = self.shelf.store
        sql = "SELECT id, block, first, day FROM bundle WHERE id IN ({})"
        before = {b: (block, first, day) for b, block, first, day in rows_for(store, sql, self._touched)}
        sql = "SELECT bundle, min(day || ' ' || record) FROM placed WHERE bundle IN ({}) GROUP BY bundle"
        now = {b: told.partition(" ")[::-2] for b, told in rows_for(store, sql, self._touched)}
        # A bundle of its own is named after its record, whatever that tells now.
        changed = {b for b in now if b not in before or before[b][1:] != now[b] or b == now[b][0]}
        gone = before.keys() - now.keys()
        blocks = {before[b][0] for b in gone | changed if b in before} | self._formerly_paired()
        hung = rows_for(store, "SELECT id, whole FROM bundle WHERE block IN ({})", blocks)
        self.wholes = {whole for _, whole in hung}
        loose = changed | ({b for b, _ in hung} - gone)
        self.grown = now.keys() - loose
        run_for(store, "DELETE FROM bundle WHERE id IN ({})", gone | changed)
        run_for(store, "DELETE FROM record_key WHERE bundle IN ({})", gone | (changed & before.keys()))
        rows = [(b, self.kind, b, *now[b], "") for b in sorted(changed)]
        store.insert("bundle", ("id", "kind", "block", "first", "day", "whole"), rows)
        for part in _batches(sorted(changed)):
            prepared = self.prepared(now[b][0] for b in part)
            keys = [(self.kind, key, b) for b in part for key in self.keys(prepared[now[b][0]])]
            store.insert("record_key", ("kind", "key", "bundle"), sorted(keys))
            self.shelf.forget()
        self._touched = set()
        return loose

    def _formerly_paired(self) -> set[str]:
        """Blocks of the records that were reviewed together with a touched one: as that comes or goes, another record may
        stand for it in the pair that a person put together."""
        same = {r for records, puts in self.reviewed if puts and not records.isdisjoint(self._touched) for r in records}
        return {block for (block,) in rows_for(self.shelf.store, "SELECT block FROM bundle WHERE id IN ({})", same)}

    def _blocks(self, groups: Iterable[list[str]]) -> list[tuple[str, list[str]]]:
        """Units that hang together as blocks, each with all its bundles, sorted."""
        groups = list(groups)
        settled: dict[str, list[str]] = defaultdict(list)
        sql = "SELECT block, id FROM bundle WHERE block IN ({})"
        for block, bundle in rows_for(self.shelf.store, sql, (u[1:] for units in groups for u in units if u.startswith("="))):
            settled[block].append(bundle)
        out = []
        for units in groups:
            bundles = {u for u in units if not u.startswith("=")}
            # A block may have lost bundles that are loose now; those are among the units themselves.
            bundles |= {b for u in units if u.startswith("=") for b in settled[u[1:]]}
            out.append((min(bundles), sorted(bundles)))
        return sorted(out)

    def _join_decided(self, loose: set[str], roots: _Roots) -> None:
        """Joins what people have called the same; each of such records is a bundle of its own."""
        for pair in self.must:
            if pair & loose:
                known = {b for (b,) in rows_for(self.shelf.store, "SELECT id FROM bundle WHERE id IN ({})", pair)}
                units = sorted(self._units(known, loose).values())
                for other in units[1:]:
                    roots.join(units[0], other)

    def _by_key(self, loose: set[str]) -> Iterator[tuple[dict[str, T], dict[str, str]]]:
        """For each key of the loose bundles, all bundles that have it, as they are compared and with what stands for each;
        keys of one bundle left out."""
        store = self.shelf.store
        # The kind is left out of the question, or SQLite would go through all keys of the kind.
        sql = "SELECT DISTINCT key FROM record_key WHERE bundle IN ({})"
        keys = sorted({k for (k,) in rows_for(store, sql, loose)})
        for start in range(0, len(keys), KEYS):
            found: dict[str, list[str]] = defaultdict(list)
            sql = "SELECT key, bundle FROM record_key WHERE kind = ? AND key IN ({}) ORDER BY key, bundle"
            for key, bundle in rows_for(store, sql, keys[start : start + KEYS], (self.kind,)):
                found[key].append(bundle)
            several = {key: bundles for key, bundles in found.items() if len(bundles) > 1}
            every = {b for bundles in several.values() for b in bundles}
            first: dict[str, str] = dict(rows_for(store, "SELECT id, first FROM bundle WHERE id IN ({})", every))
            prepared, units = self.prepared(first.values()), self._units(every, loose)
            self.shelf.forget()
            for key in sorted(several):
                yield {b: prepared[first[b]] for b in several[key]}, units

    def _link(self, members: dict[str, T], units: dict[str, str], loose: set[str], roots: _Roots) -> None:
        """Joins the loose bundles among the members of a key with each other and with the rest, where they are linked."""
        here = {roots.find(units[member]) for member in members}
        if len(here) == 1:
            return
        fixed = [m for m in members if m not in loose]
        free = [m for m in members if m in loose]
        for number, one in enumerate(free):
            for other in (*free[number + 1 :], *fixed):
                a, b = roots.find(units[one]), roots.find(units[other])
                if a != b and self.linked(members[one], members[other]):
                    roots.join(a, b)
                    here.discard(max(a, b))
            if len(here) == 1:
                return

    def _units(self, bundles: Iterable[str], loose: set[str]) -> dict[str, str]:
        """What stands for each bundle: itself while loose, else its whole block."""
        bundles = set(bundles)
        settled: dict[str, str] = {}
        if bundles - loose:
            settled = dict(rows_for(self.shelf.store, "SELECT id, block FROM bundle WHERE id IN ({})", bundles - loose))
        return {b: b if b in loose else "=" + settled[b] for b in bundles}


def _parts(blocks: Iterable[tuple[str, list[str]]]) -> Iterator[Part]:
    """Blocks in lists of about BUNDLES bundles."""
    part: Part = []
    held = 0
    for block in blocks:
        part.append(block)
        held += len(block[1])
        if held >= BUNDLES:
            yield part
            part, held = [], 0
    if part:
        yield part


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + BUNDLES] for start in range(0, len(ids), BUNDLES))


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
