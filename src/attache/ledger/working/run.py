"""One run of reconciling: from the reports that changed to everything that depends on them, in one transaction.

The order: who is who, who held which office, what is what, whom records concern, then occurrences, series, promises,
and the verdicts. A step may find that further reports depend on what it changed; the later steps take these in.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from attache.ledger import things
from attache.ledger.columns import Record
from attache.ledger.faces import Layer
from attache.ledger.identity import bodies, countries, persons
from attache.ledger.store import Store, filing_part, name_made_by, parts
from attache.ledger.told import Told, only
from attache.ledger.working.conflicting import Conflicting
from attache.ledger.working.copying import copied
from attache.ledger.working.described import WithDescriptions
from attache.ledger.working.filing import Filing
from attache.ledger.working.filing_all import file_all
from attache.ledger.working.happening import Happening
from attache.ledger.working.judging import Judging
from attache.ledger.working.known_names import note_all_names
from attache.ledger.working.measuring import put_figures, settle_series, withdraw_figures
from attache.ledger.working.naming import Naming, Rules
from attache.ledger.working.placing import place
from attache.ledger.working.promising import Promising
from attache.ledger.working.seeing import Seeing
from attache.ledger.working.shelf import Shelf, rows_for
from attache.ledger.working.sightings import actor_sightings, thing_sightings
from attache.ledger.working.tellers import put_beside, withdraw_beside
from attache.records import Commitment, Event, Figure

DERIVED = "7"
"""Version of the rules of part two; a ledger worked out by another one is worked out again."""
FILED = "3"
"""Version of the rules of filing; where only this is another one, only the filing is made again."""
CURRENT = "SELECT id FROM report WHERE replaced_by IS NULL"
"""Former versions of a page are kept, but take no part."""
AT_ONCE = 1000
"""Reports whose records are held in memory together."""
ACTORS: tuple[tuple[Layer, Rules], ...] = (
    ("country", countries),
    ("organisation", WithDescriptions(bodies)),
    ("person", WithDescriptions(persons)),
)


def is_fresh(store: Store) -> bool:
    """Whether part two agrees with part one and with this program's rules."""
    return is_of_these_rules(store) and not store.rows("SELECT 1 FROM pending LIMIT 1")


def is_of_these_rules(store: Store) -> bool:
    """Whether part two was made by this program's rules, though reports may have come in since."""
    return _version(store, "derived") == DERIVED and _version(store, "filed") == FILED


def _version(store: Store, key: str) -> str | None:
    rows = store.rows("SELECT value FROM state WHERE key = ?", (key,))
    return str(rows[0][0]) if rows else None


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Inside, Python looks for cycles among objects seldom: a run holds a great many of them, and makes no cycles."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def reconcile(store: Store) -> None:
    """Brings part two in step with part one; where it was made by other rules, makes it anew."""
    with store.transaction(), _seldom_collected():
        if _version(store, "derived") != DERIVED:
            _make_anew(store)
        unfiled = _version(store, "filed") != FILED
        if unfiled:
            _empty_filing(store)
        pending = {str(r) for (r,) in store.rows("SELECT report FROM pending")}
        if pending:
            _Run(store).renew(pending)
        if unfiled:
            _empty_filing(store)
            file_all(store, CURRENT)
            note_all_names(store)
            store.run("INSERT INTO state (key, value) VALUES ('filed', ?)", (FILED,))
        store.run("DELETE FROM pending")


def rebuild(store: Store) -> None:
    """Empties part two and works all of it out again."""
    with store.transaction():
        _make_anew(store)
        reconcile(store)


def _make_anew(store: Store) -> None:
    """Part two without a row, its tables as this version has them; every report pending."""
    _, statements = parts()
    _renew(store, statements)
    store.run("DELETE FROM pending")
    store.run(f"INSERT INTO pending (report) SELECT id FROM ({CURRENT})")
    store.run_each("INSERT INTO state (key, value) VALUES (?, ?)", (("derived", DERIVED), ("filed", FILED)))


def _empty_filing(store: Store) -> None:
    """The filing without a row, its tables as this version has them."""
    _renew(store, filing_part())
    store.run("DELETE FROM state WHERE key = 'filed'")


def _renew(store: Store, statements: Sequence[str]) -> None:
    """Drops what the statements make, and makes it again."""
    known = {str(name): str(kind) for name, kind in store.rows("SELECT name, type FROM sqlite_master")}
    # What refers to another goes before it; triggers go with their tables.
    for name in reversed([name_made_by(sql) for sql in statements]):
        if known.get(name) in ("table", "view", "index"):
            store.run(f"DROP {known[name].upper()} {name}")
    for sql in statements:
        store.run(sql)


class _Run:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.shelf = Shelf(store)
        self.filing = Filing(self.shelf)
        self.happening = Happening(self.shelf, self.filing)
        self.promising = Promising(self.shelf)
        self.conflicting = Conflicting(self.shelf)
        self.judging = Judging(self.shelf, self.filing)

    def renew(self, pending: set[str]) -> None:
        """Works out again what hangs on these reports."""
        dirty = set(pending)
        for part in _parts(pending):
            dirty |= self._name_actors(part)
        self.shelf.renamed()
        dirty |= Seeing(self.shelf, self._current).renew(dirty)
        self.shelf.renamed()
        for part in _parts(dirty):
            dirty |= self._name_things(part)
        self.shelf.renamed()
        copied(self.shelf, pending, self._current(pending))
        self._records(dirty)

    def _current(self, reports: Iterable[str]) -> list[str]:
        sql = "SELECT r.id FROM report r JOIN reading g ON g.report = r.id WHERE r.replaced_by IS NULL AND r.id IN ({})"
        return sorted(str(r) for (r,) in rows_for(self.store, sql, reports))

    def _name_actors(self, reports: Sequence[str]) -> set[str]:
        sightings = actor_sightings(self.shelf, self._current(reports))
        dirty: set[str] = set()
        for layer, rules in ACTORS:
            dirty |= Naming(self.store, layer, rules).renew(reports, sightings[layer])
        self.shelf.forget()
        return dirty

    def _name_things(self, reports: Sequence[str]) -> set[str]:
        dirty = Naming(self.store, "thing", things).renew(reports, thing_sightings(self.shelf, self._current(reports)))
        self.shelf.forget()
        return dirty

    def _records(self, dirty: set[str]) -> None:
        self.happening.withdraw(dirty)
        self.promising.withdraw(dirty)
        self.conflicting.withdraw(dirty)
        series = withdraw_figures(self.shelf, dirty)
        offered = self.judging.withdraw(dirty)
        withdraw_beside(self.store, dirty)
        for part in _parts(dirty):
            told = self.shelf.of_reports(self._current(part))
            place(self.shelf, part, told)
            self.happening.clusters.put(_of(told, Event))
            self.promising.clusters.put(_of(told, Commitment))
            series |= put_figures(self.shelf, only(told, Figure), only(told, Commitment))
            offered |= self.judging.offer(told)
            self.conflicting.put(only(told, Figure), only(told, Commitment))
            put_beside(self.store, told)
            self.filing.reports(part, told)
            self.shelf.forget()
        self.happening.settle()
        moved = settle_series(self.shelf, series)
        self.conflicting.moved(moved)
        offered |= self.judging.offer_series(self.conflicting.settle(), series)
        promises = self.promising.settle()
        self.judging.judge(offered, promises, self._as_of())
        self.filing.series(series)

    def _as_of(self) -> tuple[str, str]:
        """The former and the present day of judging: that of the newest report."""
        before = self.store.rows("SELECT value FROM state WHERE key = 'as_of'")
        now = self.store.rows(
            "SELECT coalesce(g.published_to, g.published_from) FROM reading g JOIN report r ON r.id = g.report "
            "WHERE r.replaced_by IS NULL AND coalesce(g.published_to, g.published_from) IS NOT NULL "
            "ORDER BY coalesce(g.published_to, g.published_from) DESC LIMIT 1"
        )
        # A report whose reading tells no day is of the day its page states, as in `Shelf.published`.
        now += self.store.rows(
            "SELECT max(coalesce(s.published_to, s.published_from)) FROM reading g JOIN report r ON r.id = g.report "
            "JOIN sighting s ON s.report = g.report AND s.rank = 0 "
            "WHERE r.replaced_by IS NULL AND coalesce(g.published_to, g.published_from) IS NULL"
        )
        day = max(str(row[0] or "") for row in now)
        self.store.run(
            "INSERT INTO state (key, value) VALUES ('as_of', ?) ON CONFLICT DO UPDATE SET value = excluded.value", (day,)
        )
        return (str(before[0][0]) if before else "", day)


def _of(told: Iterable[Told[Record]], kind: type[Record]) -> list[Told[Record]]:
    return [t for t in told if isinstance(t.record, kind)]


def _parts(reports: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(reports)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]
