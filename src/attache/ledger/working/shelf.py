"""Records and actors as the rules want them, fetched when asked for: nothing is loaded but what a change touches."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attache.ledger.columns import Record, dates_of
from attache.ledger.countries import country_name
from attache.ledger.entries import ActorEntry
from attache.ledger.reviews import reviewed_records
from attache.ledger.store import Cell, Row, Store
from attache.ledger.told import Actors, R, Told, only
from attache.records import Dates

AT_ONCE = 500
"""Values in one query; SQLite takes 32,766, but plans short lists better."""


FEW = 1000
"""Reports whose records may be held through a whole run."""
MANY = 20_000
"""Records that may be held."""


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Values once each, sorted, in lists of at most AT_ONCE."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


def marks(values: Sequence[object]) -> str:
    """`?, ?, ?` for a list of values."""
    return ", ".join("?" * len(values))


def unknown(values: Iterable[str], known: Collection[str]) -> set[str]:
    """The values that are not among the known: looking through these would take longer the more is known."""
    return {value for value in values if value not in known}


def rows_for(store: Store, sql: str, values: Iterable[str], before: Sequence[Cell] = ()) -> list[Row]:
    """The rows of a query whose `{}` takes a list of values, asked for in parts; `before` are its other values."""
    return [row for part in in_parts(values) for row in store.rows(sql.format(marks(part)), (*before, *part))]


def run_for(store: Store, sql: str, values: Iterable[str], before: Sequence[Cell] = ()) -> None:
    """Runs a statement whose `{}` takes a list of values, in parts."""
    for part in in_parts(values):
        store.run(sql.format(marks(part)), (*before, *part))


class ActorIndex(Mapping[str, ActorEntry]):
    """Actors by id, each fetched when first asked for.

    A country is known by its code whether or not a report names it: somebody's country must not come to be known by
    another report. Only those that reports name are iterated over.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, ActorEntry | None] = {}

    def get_many(self, ids: Iterable[str]) -> None:
        """Fetches several at once."""
        wanted = unknown(ids, self._known)
        self._known.update(dict.fromkeys(wanted))
        if not wanted:
            return
        sql = "SELECT id, name, kind, country, aliases, named FROM actor WHERE id IN ({})"
        for i, name, kind, country, aliases, named in rows_for(self._store, sql, wanted):
            self._known[i] = ActorEntry(
                i, name, kind, country, () if aliases == "[]" else tuple(json.loads(aliases)), bool(named)
            )
        self._known.update((i, _country(i)) for i in wanted if self._known[i] is None)

    def __getitem__(self, identity: str) -> ActorEntry:
        if identity not in self._known:
            self.get_many((identity,))
        found = self._known[identity]
        if found is None:
            raise KeyError(identity)
        return found

    def get(self, identity: str, default: Any = None) -> Any:
        """The actor, else what is given for none; asked so often that the detour over KeyError counts."""
        if identity not in self._known:
            self.get_many((identity,))
        found = self._known[identity]
        return default if found is None else found

    def __contains__(self, identity: object) -> bool:
        return isinstance(identity, str) and self.get(identity) is not None

    def __iter__(self) -> Iterator[str]:
        ids = [str(i) for (i,) in self._store.rows("SELECT id FROM actor ORDER BY id")]
        self.get_many(ids)
        return iter(ids)

    def __len__(self) -> int:
        return int(self._store.rows("SELECT count(*) FROM actor")[0][0])


def _country(code: str) -> ActorEntry | None:
    """A country that no report names."""
    if len(code) != 3 or not code.isupper() or country_name(code) == code:
        return None
    return ActorEntry(code, country_name(code), "country", code, ())


class BodyIndex(Mapping[str, tuple[str, ...]]):
    """Person's id → ids of the international bodies in whose office the person was observed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[str, ...]] = {}

    def get(self, person: str, default: Any = None) -> Any:
        """The bodies, else what is given for none."""
        return self._bodies(person) or default

    def __getitem__(self, person: str) -> tuple[str, ...]:
        found = self._bodies(person)
        if not found:
            raise KeyError(person)
        return found

    def _bodies(self, person: str) -> tuple[str, ...]:
        if person not in self._known:
            rows = self._store.rows("SELECT body FROM speaks_for WHERE person = ? ORDER BY body", (person,))
            self._known[person] = tuple(str(b) for (b,) in rows)
        return self._known[person]

    def __iter__(self) -> Iterator[str]:
        return iter([str(p) for (p,) in self._store.rows("SELECT DISTINCT person FROM speaks_for ORDER BY person")])

    def __len__(self) -> int:
        return int(self._store.rows("SELECT count(DISTINCT person) FROM speaks_for")[0][0])


class Shelf:
    """What one run of reconciling has fetched; forgotten with it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.actors = Actors(ActorIndex(store), BodyIndex(store))
        self._records: dict[str, dict[str, Record]] = {}
        self._told: dict[str, Told[Record]] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._things: dict[str, dict[str, str]] = {}
        self._published: dict[str, Dates | None] = {}

    def renamed(self) -> None:
        """Drops what was held of names, for they may stand for others now."""
        self._told.clear()
        self._names.clear()
        self._things.clear()
        self.actors = Actors(ActorIndex(self.store), BodyIndex(self.store))

    def forget(self) -> None:
        """Drops the records held where they are many, so that memory does not grow with the ledger."""
        if len(self._records) > FEW or len(self._told) > MANY:
            self._records.clear()
            self._told.clear()
            self._names.clear()
            self._things.clear()
            self._published.clear()
            self.actors = Actors(ActorIndex(self.store), BodyIndex(self.store))

    def published(self, reports: Iterable[str]) -> dict[str, Dates | None]:
        """Published date of each report: as reading settled it, else as stated."""
        wanted = set(reports)
        sql = (
            "SELECT r.id, coalesce(g.published_from, s.published_from), coalesce(g.published_to, s.published_to) "
            "FROM report r JOIN sighting s ON s.report = r.id AND s.rank = 0 LEFT JOIN reading g ON g.report = r.id "
            "WHERE r.id IN ({})"
        )
        for i, first, last in rows_for(self.store, sql, unknown(wanted, self._published)):
            self._published[i] = dates_of(first, last)
        return {r: self._published[r] for r in wanted if r in self._published}

    def names(self, report: str) -> dict[str, str]:
        """Actor id by the name that a report's records use."""
        self._fetch_names((report,))
        return self._names[report]

    def things(self, report: str) -> dict[str, str]:
        """Thing id by the name that a report's records use."""
        self._fetch_names((report,))
        return self._things[report]

    def _fetch_names(self, reports: Iterable[str]) -> None:
        wanted = unknown(reports, self._names)
        if not wanted:
            return
        names: dict[str, dict[str, str]] = defaultdict(dict)
        things: dict[str, dict[str, str]] = defaultdict(dict)
        sql = "SELECT s.report, s.layer, s.name, f.entity FROM sighted s JOIN face f ON f.id = s.face WHERE s.report IN ({})"
        for report, layer, name, entity in rows_for(self.store, sql, wanted):
            (things if layer == "thing" else names)[report][name] = entity
        for report, name, person in rows_for(
            self.store, "SELECT report, name, person FROM stands_for WHERE report IN ({})", wanted
        ):
            names[report][name] = person
        for report in wanted:
            self._names[report], self._things[report] = names[report], things[report]
        self.actors.by_id.get_many({a for r in wanted for a in self._names[r].values()})  # type: ignore[attr-defined]

    def records(self, reports: Iterable[str]) -> dict[str, list[Record]]:
        """The standing records of reports, by report, in the order of the reading."""
        reports = set(reports)
        for part in in_parts(unknown(reports, self._records)):
            for report in part:
                self._records[report] = {}
            sql = f"SELECT id FROM record WHERE report IN ({marks(part)})"
            for identity, record in reviewed_records(self.store, sql, part):
                self._records[record.evidence[0].report][identity] = record
        return {r: list(self._records[r].values()) for r in sorted(reports)}

    def of_reports(self, reports: Iterable[str]) -> list[Told[Record]]:
        """The standing records of reports as they tell them, by report and position."""
        told = self.records(reports)
        return self._keep([pair for report in told for pair in self._records[report].items()])

    def told(self, ids: Iterable[str]) -> list[Told[Record]]:
        """Records by id as their reports tell them, sorted by id; ids that are no standing records give nothing."""
        wanted = set(ids)
        for part in in_parts(unknown(wanted, self._told)):
            self._keep(list(reviewed_records(self.store, "SELECT value FROM json_each(?)", (json.dumps(part),))))
        return sorted((self._told[i] for i in wanted if i in self._told), key=lambda t: t.id)

    def _keep(self, records: Sequence[tuple[str, Record]]) -> list[Told[Record]]:
        reports = {r.evidence[0].report for _, r in records}
        published = self.published(reports)
        self._fetch_names(reports)
        told = [
            Told(i, r, r.evidence[0].report, published.get(r.evidence[0].report), self._names[r.evidence[0].report])
            for i, r in records
        ]
        self._told.update((t.id, t) for t in told)
        return told

    def select(self, where: str, values: Sequence[Cell] = (), *, rejected: bool = False) -> list[Told[Record]]:
        """The records whose ids a SELECT gives, by report and position; rejected ones only on request."""
        return self._keep(list(reviewed_records(self.store, where, tuple(values), rejected=rejected)))

    def kind(self, ids: Iterable[str], kind: type[R]) -> list[Told[R]]:
        """Those of the records that are of one kind."""
        return only(self.told(ids), kind)
