"""Names of readings as sightings: what each report calls its actors and things, with what helps to tell them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attache.ledger.columns import Record
from attache.ledger.countries import country_name
from attache.ledger.faces import Layer, Spelling
from attache.ledger.identity.bodies import is_acronym
from attache.ledger.names import folded, is_described
from attache.ledger.reviews import apart, told_names
from attache.ledger.store import Store
from attache.ledger.things import setting_of, spelling
from attache.ledger.told import latest
from attache.ledger.working.described import HERE
from attache.ledger.working.naming import Sighting, texts_in
from attache.ledger.working.placing import mentions_of
from attache.ledger.working.shelf import Shelf, marks, rows_for
from attache.records import Actor, ActorName, Event, Tenure, Thing

NAMED_BY_CODE = ("source", "of", "where", "parties", "by", "to", "who", "target", "speakers")
"""Fields of a record that may name a country which the reading does not list."""


def actor_sightings(shelf: Shelf, reports: Iterable[str]) -> dict[Layer, list[Sighting]]:
    """Actors of the readings of these reports, by layer; countries named by code alone are among them."""
    store, reports = shelf.store, set(reports)
    years = {r: _year(latest(day)) for r, day in shelf.published(reports).items()}
    records = shelf.records(reports)
    offices = _offices(records)
    parted = {(layer, *at): mark for layer in ("organisation", "person") for at, mark in apart(store, layer).items()}
    out: dict[Layer, list[Sighting]] = {"country": [], "organisation": [], "person": []}
    sql = "SELECT report, name, kind, country, aliases FROM named_actor WHERE report IN ({})"
    known: set[tuple[str, str]] = set()
    for report, name, kind, country, aliases in rows_for(store, sql, reports):
        known.add((report, name))
        described = kind != "country" and is_described(name)
        told = Spelling(
            name,
            kind,
            country,
            texts_in(aliases),
            marks=tuple(sorted(offices[report, name])) if kind == "person" else (),
            year=years.get(report) if _changes_bearer(name, kind, country) else None,
        )
        # A description may be of someone else in every report.
        label = f"{HERE}{report}" if described else parted.get((kind, report, name), "")
        out[kind].append(Sighting(report, name, told, label))
    for report, (actors, _) in told_names(
        store, f"SELECT id FROM record WHERE report IN ({marks(sorted(reports))})", sorted(reports)
    ).items():
        for actor in actors:
            if (report, actor.name) not in known:
                known.add((report, actor.name))
                told = Spelling(actor.name, actor.kind, actor.country, actor.aliases)
                out[actor.kind].append(Sighting(report, actor.name, told))
    for report, code in sorted(_by_code(records) - known):
        out["country"].append(Sighting(report, code, Spelling(code, "country", code)))
    return out


def thing_sightings(shelf: Shelf, reports: Iterable[str]) -> list[Sighting]:
    """Things of the readings of these reports, each as its report sets it apart; parties and owners as actor ids."""
    store, reports = shelf.store, set(reports)
    parted = apart(store, "thing")
    named = _things(store, reports)
    records, published, mentions = shelf.records(named), shelf.published(named), mentions_of(shelf, named)
    actors = _actors(store, named)
    for report, (_, told) in told_names(
        store, f"SELECT id FROM record WHERE report IN ({marks(sorted(reports))})", sorted(reports)
    ).items():
        named[report] += told
    out: dict[tuple[str, str], Sighting] = {}
    for report, things in sorted(named.items()):
        events = [r for r in records.get(report, ()) if isinstance(r, Event)]
        setting = setting_of(actors[report], events, mentions.get(report, ()), published.get(report))
        for thing in things:
            mark = parted.get((report, thing.name), "")
            sighting = Sighting(report, thing.name, spelling(thing, setting, shelf.names(report)), mark)
            out.setdefault((report, thing.name), sighting)
    return list(out.values())


def _things(store: Store, reports: set[str]) -> dict[str, list[Thing]]:
    out: dict[str, list[Thing]] = defaultdict(list)
    sql = "SELECT report, position, name, kind, of, parties FROM named_thing WHERE report IN ({})"
    for report, _, name, kind, of, parties in sorted(rows_for(store, sql, reports), key=lambda row: row[:2]):
        out[report].append(Thing(name, kind, of, tuple(map(ActorName, texts_in(parties)))))
    return out


def _actors(store: Store, reports: Iterable[str]) -> dict[str, list[Actor]]:
    out: dict[str, list[Actor]] = defaultdict(list)
    sql = "SELECT report, position, name, kind, country, aliases FROM named_actor WHERE report IN ({})"
    for report, _, name, kind, country, aliases in sorted(rows_for(store, sql, reports), key=lambda row: row[:2]):
        out[report].append(Actor(name, kind, country, texts_in(aliases)))
    return out


def _changes_bearer(name: str, kind: str, country: str | None) -> bool:
    """Whether a name may be another's in another year: a person's, or the letters of an international body (EEC)."""
    return kind == "person" or (kind == "organisation" and country is None and is_acronym(name))


def _year(day: str) -> int | None:
    return int(day[:4]) if day else None


def _offices(records: Mapping[str, Sequence[Record]]) -> dict[tuple[str, str], set[str]]:
    """`office|of` by report and person's name."""
    out: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report, told in records.items():
        for record in told:
            if isinstance(record, Tenure):
                out[report, record.person].add(f"{folded(record.office)}|{record.of or ''}")
    return out


def _by_code(records: Mapping[str, Sequence[Record]]) -> set[tuple[str, str]]:
    """Reports and the ISO codes that their records use ("by Russian count")."""
    found: set[tuple[str, str]] = set()
    for report, told in records.items():
        for record in told:
            for field in NAMED_BY_CODE:
                value = getattr(record, field, None)
                names = (value,) if isinstance(value, str) else value or ()
                found |= {(report, n) for n in names if len(n) == 3 and n.isupper() and country_name(n) != n}
    return found
