"""What a person may decide about an id: the records that tell it with their sentences, its names, and what is near it.

Of what thousands of records tell only the fullest are given, with the number of all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from attache.errors import QueryError
from attache.ledger import by_id
from attache.ledger.countries import country_name, find_country
from attache.ledger.entries import ActorEntry, OccurrenceEntry, PromiseEntry, RecordEntry, SeriesEntry, ThingEntry
from attache.ledger.names import folded
from attache.ledger.recording import load_records
from attache.ledger.report_pages import ReadRecord, read_records
from attache.ledger.reviews.applying import reviewed_records
from attache.ledger.reviews.naming import Named
from attache.ledger.reviews.pointing import NAMED, find_whole, names_used
from attache.ledger.reviews.values import Value, parsed
from attache.ledger.store import Store

SHOWN = 12
"""Records and names that are given of one entry."""
NEAR = 8
BEGINNING = 4
"""Letters of a word that near names share: Sergey and Sergei, Lavrov and Lavrow."""
Entry = RecordEntry | OccurrenceEntry | PromiseEntry | SeriesEntry | ActorEntry | ThingEntry


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name under which reports know an actor or thing."""

    name: str
    reports: tuple[str, ...]
    """Some of the reports that use it, where it is the only name; else empty."""
    count: int
    """Number of all."""


@dataclass(frozen=True, slots=True)
class Near:
    """Something that might be the same."""

    id: str
    name: str
    """Empty for what has no name: an occurrence."""
    note: str
    """Its kind and country or owner, in words."""


@dataclass(frozen=True, slots=True)
class Reviewable:
    """An entry with all that can be decided about it."""

    id: str
    what: str
    """record, occurrence, promise, series, actor, thing."""
    entry: Entry
    records: tuple[ReadRecord, ...]
    """Those that tell it; of a promise its first and newest telling."""
    proof: tuple[ReadRecord, ...]
    """Of a promise what its verdict rests on."""
    told: int
    """Number of all records that tell it."""
    names: tuple[NameUse, ...]
    near: tuple[Near, ...]


def reviewable(store: Store, wanted: str) -> Reviewable:
    """What can be decided about an id or its beginning. Raises QueryError, also for countries and reports."""
    table, identity = find_whole(store, wanted)
    match table:
        case "occurrence":
            return _occurrence(store, identity)
        case "promise":
            return _promise(store, identity)
        case "series":
            return _series(store, identity)
        case "actor":
            return _actor(store, identity)
        case "thing":
            (thing,) = by_id.things(store, (identity,))
            names = names_of(store, "thing", identity)
            return Reviewable(identity, table, thing, (), (), 0, names, near_names(store, table, identity, thing.name))
        case _:
            records = read_records(store, (identity,))
            return Reviewable(identity, "record", records[0].entry, records, (), 1, (), ())


def _occurrence(store: Store, identity: str) -> Reviewable:
    (entry,) = by_id.occurrences(store, (identity,), SHOWN)
    records = read_records(store, [e.id for e in entry.events])
    near = near_blocks(store, "occurrence", identity)
    return Reviewable(identity, "occurrence", entry, records, (), entry.tellings, (), near)


def _promise(store: Store, identity: str) -> Reviewable:
    (entry,) = by_id.promises(store, (identity,))
    records = read_records(store, [c.id for c in entry.stated])
    proof = read_records(store, [p.id for p in entry.proof if p.id not in {c.id for c in entry.stated}])
    return Reviewable(identity, "promise", entry, records, proof, entry.tellings, (), near_blocks(store, "promise", identity))


def _series(store: Store, identity: str) -> Reviewable:
    (entry,) = by_id.series(store, (identity,), SHOWN)
    rows = store.rows(
        "SELECT one FROM series_conflict WHERE series = ?1 UNION SELECT other FROM series_conflict WHERE series = ?1 LIMIT ?2",
        (identity, SHOWN),
    )
    wanted = [str(i) for (i,) in rows] or [p.id for p in entry.points[-SHOWN:]]
    return Reviewable(identity, "series", entry, read_records(store, wanted), (), entry.told, (), ())


def _actor(store: Store, identity: str) -> Reviewable:
    (actor,) = by_id.actors(store, (identity,))
    if actor.kind == "country":
        raise QueryError(f"{actor.name} is a country; countries are told apart by their table, not by reviews")
    near = near_names(store, "actor", identity, actor.name)
    return Reviewable(identity, "actor", actor, (), (), 0, names_of(store, "actor", identity), near)


def names_of(store: Store, what: str, identity: str) -> tuple[NameUse, ...]:
    """The names of an actor or thing, the most used first."""
    used = names_used(store, what, identity)
    reports: tuple[str, ...] = ()
    if len(used) == 1:
        # Two of one name can only be told apart by their reports.
        rows = store.rows(f"SELECT s.report {NAMED[what]} ORDER BY s.report LIMIT ?2", (identity, SHOWN))
        reports = tuple(str(report) for (report,) in rows)
    return tuple(NameUse(str(name), reports, int(count)) for name, count in used)


def near_names(store: Store, what: str, identity: str, name: str) -> tuple[Near, ...]:
    """Others of the same kind in whose names a longer word begins as in this one, the likest first."""
    words = sorted({w[:BEGINNING] for w in folded(name).split() if len(w) > 3})[:4]
    kind = str(store.rows(f"SELECT kind FROM {what} WHERE id = ?", (identity,))[0][0])
    found: dict[str, Near] = {}
    for word in words:
        found |= {n.id: n for n in find_names(store, word, what=what, kind=kind, limit=3 * NEAR) if n.id != identity}
    wanted = folded(name)
    return tuple(sorted(found.values(), key=lambda n: (-fuzz.token_sort_ratio(wanted, folded(n.name)), n.name, n.id))[:NEAR])


def find_names(
    store: Store, words: str, *, what: str | None = None, kind: str | None = None, limit: int = NEAR
) -> tuple[Near, ...]:
    """Actors and things whose name or other names hold all the words, those whose own name begins so first; no countries."""
    parts = [p.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for p in words.split()]
    if not parts:
        return ()
    out: list[tuple[bool, int, Near]] = []
    for table, of in (("actor", "country"), ("thing", "of")):
        if what not in (None, table):
            continue
        holds = " AND ".join("(name LIKE ? ESCAPE '\\' OR aliases LIKE ? ESCAPE '\\')" for _ in parts)
        only = "kind <> 'country'" if kind is None else "kind = ?"
        values = [v for part in parts for v in (f"%{part}%", f"%{part}%")] + ([kind] if kind else [])
        rows = store.rows(
            f"SELECT id, name, kind, {of} FROM {table} WHERE {holds} AND {only} ORDER BY length(name), id LIMIT 24", values
        )
        for identity, name, its, owner in rows:
            near = Near(str(identity), str(name), _note(str(its), owner))
            out.append((not folded(near.name).startswith(folded(words)), len(near.name), near))
    return tuple(near for _, _, near in sorted(out, key=lambda o: (o[0], o[1], o[2].id)))[:limit]


def _note(kind: str, owner: str | None) -> str:
    of = country_name(owner) if owner and find_country(owner) == owner else owner
    return ", ".join(filter(None, ("body" if kind == "organisation" else kind, of)))


def near_blocks(store: Store, what: str, identity: str) -> tuple[Near, ...]:
    """Occurrences or promises that rules compared with this one and held for others."""
    day = "when_from" if what == "occurrence" else "due_to"
    rows = store.rows(
        f"SELECT o.id FROM {what} o JOIN {what} i ON i.block = o.block WHERE i.id = ?1 AND o.id <> ?1 "
        f"ORDER BY abs(julianday(coalesce(o.{day}, '1900-01-01')) - julianday(coalesce(i.{day}, '1900-01-01'))), o.id LIMIT ?2",
        (identity, NEAR),
    )
    return tuple(Near(str(i), "", "") for (i,) in rows)


def faults(store: Store, record: str, given: Mapping[str, Value]) -> dict[str, str]:
    """Field by field, why a correction would not do; empty where each field for itself would."""
    shown = dict(reviewed_records(store, "SELECT ?", (record,))) or dict(load_records(store, "SELECT ?", (record,)))
    held = shown[record]
    out: dict[str, str] = {}
    for name, value in given.items():
        named = Named(store, str(held.evidence[0].report))
        try:
            parsed(held, {name: value}, actor=named.actor, thing=named.thing)
        except QueryError as error:
            out[name] = str(error)
    return out


def decided_records(store: Store) -> frozenset[str]:
    """All records with a review in force that says whether they are right."""
    rows = store.rows(
        "SELECT DISTINCT s.record FROM review r JOIN review_on o ON o.review = r.id JOIN reviewed s ON s.id = o.reviewed "
        "WHERE r.undone IS NULL AND r.action IN ('accept', 'reject', 'correct') AND s.record IS NOT NULL"
    )
    return frozenset(str(i) for (i,) in rows)
