"""Everything across reports, worked out anew from the stored readings and written in one transaction.

Reads the first part of the schema, writes the second. The outcome depends on what is stored alone, not on the order in
which it came.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from attache.ledger.columns import Record, dates_of
from attache.ledger.countries import country_name
from attache.ledger.entries import ActorEntry
from attache.ledger.identity import Sighted, resolve_actors
from attache.ledger.involvement import involved, main_pair
from attache.ledger.occurrences import build_occurrences
from attache.ledger.promises import build_promises
from attache.ledger.reviews import reviewed_records, told_names
from attache.ledger.series import build_series
from attache.ledger.store import Row, Store, schema
from attache.ledger.things import SightedThing, resolve_things
from attache.ledger.told import Actors, Told, latest, only
from attache.ledger.verdicts import as_of_day, judge_all
from attache.records import Actor, ActorName, Commitment, Dates, Event, Evidence, Figure, Mention, ReportId, Statement, Tenure

DERIVED = "3"
"""Version of the rules of part two; a ledger worked out by another one is worked out again."""
TABLES = (
    "verdict",
    "promise_commitment",
    "promise",
    "series_figure",
    "series",
    "occurrence_event",
    "occurrence",
    "involved",
    "pair",
    "same_thing",
    "thing",
    "same_actor",
    "actor",
    "state",
)
CURRENT = "SELECT id FROM report WHERE replaced_by IS NULL"
"""Former versions of a page are kept, but take no part."""


def is_fresh(store: Store) -> bool:
    """Whether part two agrees with part one and with this program's rules."""
    return store.rows("SELECT value FROM state WHERE key = 'derived'") == [(DERIVED,)]


def mark_stale(store: Store) -> None:
    """Called in the transaction that changes part one."""
    store.run("DELETE FROM state WHERE key = 'derived'")


def reconcile(store: Store) -> None:
    """Empties part two and fills it again."""
    with store.transaction():
        _empty(store)
        known = _load(store)
        _write_actors(store, known)
        _write_records(store, known)
        store.insert("state", ("key", "value"), [("derived", DERIVED)])


def _empty(store: Store) -> None:
    """Empties the tables of part two; where an earlier version made them otherwise, makes them anew."""
    told = {str(name) for (name,) in store.rows("SELECT name FROM pragma_table_info('series_figure')")}
    outdated = not {"forecast", "suspect"} <= told
    for table in TABLES:
        store.run(f"{'DROP TABLE IF EXISTS' if outdated else 'DELETE FROM'} {table}")
    if outdated:
        statements = schema()
        first = next(n for n, sql in enumerate(statements) if "CREATE TABLE state (" in sql)
        for sql in statements[first:]:
            store.run(sql)


@dataclass(frozen=True, slots=True)
class Known:
    """All that part two is worked out from, in the order of report ids."""

    actors: Actors
    names: Mapping[tuple[str, ActorName], str]
    told: tuple[Told[Record], ...]
    mentions: Mapping[str, list[Mention]]
    published: Mapping[str, Dates | None]


def published_dates(store: Store) -> dict[str, Dates | None]:
    """Published date of each report: as reading settled it, else as stated."""
    rows = store.rows(
        "SELECT r.id, coalesce(g.published_from, s.published_from), coalesce(g.published_to, s.published_to) "
        "FROM report r JOIN sighting s ON s.report = r.id AND s.rank = 0 LEFT JOIN reading g ON g.report = r.id"
    )
    return {str(i): dates_of(first, last) for i, first, last in rows}


def _load(store: Store) -> Known:
    published = published_dates(store)
    every = f"SELECT id FROM record WHERE report IN ({CURRENT})"
    records = list(reviewed_records(store, every))
    sighted = [
        Sighted(str(report), Actor(name, kind, country, tuple(json.loads(str(aliases)))))
        for report, name, kind, country, aliases in store.rows(
            f"SELECT report, name, kind, country, aliases FROM named_actor WHERE report IN ({CURRENT}) ORDER BY report, position"
        )
    ]
    listed = {(s.report, s.actor.name) for s in sighted}
    corrected = [Sighted(report, actor) for report, (actors, _) in told_names(store, every).items() for actor in actors]
    sighted += [s for s in corrected if (s.report, s.actor.name) not in listed]
    sighted += _unlisted(sighted, records)
    entries, names = resolve_actors(sighted, country_name)
    by_report: dict[str, dict[str, str]] = defaultdict(dict)
    for (report, name), actor in names.items():
        by_report[report][name] = actor
    told = [
        Told(i, r, r.evidence[0].report, published.get(r.evidence[0].report), by_report[r.evidence[0].report]) for i, r in records
    ]
    by_id = {a.id: a for a in entries}
    return Known(Actors(by_id, _bodies(told, by_id)), names, tuple(told), _mentions(store), published)


def _unlisted(sighted: Iterable[Sighted], records: Iterable[tuple[str, Record]]) -> list[Sighted]:
    """Countries that records name by code only ("by Russian count"), where the reading does not list them as actors."""
    listed = {(s.report, s.actor.name) for s in sighted}
    out = {}
    for _, record in records:
        for field in ("source", "of", "where", "parties", "by", "to", "who", "target"):
            value = getattr(record, field, None)
            for name in (value,) if isinstance(value, str) else value or ():
                key = (record.evidence[0].report, name)
                if key not in listed and len(name) == 3 and name.isupper() and country_name(name) != name:
                    out[key] = Sighted(key[0], Actor(ActorName(name), "country", name))
    return [out[key] for key in sorted(out)]


def _bodies(told: Iterable[Told[Record]], by_id: Mapping[str, ActorEntry]) -> dict[str, tuple[str, ...]]:
    """International bodies that a person was observed in office of."""
    found: dict[str, set[str]] = defaultdict(set)
    for t in only(told, Tenure):
        of = t.record.of
        if of is not None and of in t.actors and t.record.person in t.actors:
            body = by_id[t.actors[of]]
            if body.kind == "organisation" and body.country is None and body.named:
                found[t.actors[t.record.person]].add(body.id)
    return {person: tuple(sorted(bodies)) for person, bodies in found.items()}


def _mentions(store: Store) -> dict[str, list[Mention]]:
    rows = store.rows(
        f'SELECT report, start, "end", name, kind, form FROM mention WHERE report IN ({CURRENT}) ORDER BY report, position'
    )
    out: dict[str, list[Mention]] = defaultdict(list)
    for report, start, end, name, kind, form in rows:
        where = Evidence(ReportId(str(report)), start, end, "")
        out[str(report)].append(Mention(where, str(name), kind, form))
    return out


def _write_actors(store: Store, known: Known) -> None:
    actors = known.actors.by_id.values()
    store.insert(
        "actor",
        ("id", "name", "kind", "country", "aliases", "named"),
        [(a.id, a.name, a.kind, a.country, _json(a.aliases), int(a.named)) for a in actors],
    )
    store.insert("same_actor", ("report", "name", "actor"), [(r, n, a) for (r, n), a in sorted(known.names.items())])
    rows = store.rows(
        f"SELECT report, name, kind, of, parties FROM named_thing WHERE report IN ({CURRENT}) ORDER BY report, position"
    )
    sighted = [
        SightedThing(
            str(report),
            str(name),
            kind,
            None if of is None else known.names.get((str(report), ActorName(str(of))), str(of)),
            tuple(sorted({known.names.get((str(report), p), p) for p in json.loads(str(parties))})),
        )
        for report, name, kind, of, parties in rows
    ]
    things, names = resolve_things(sighted)
    store.insert(
        "thing",
        ("id", "name", "kind", "of", "aliases", "parties"),
        [(t.id, t.name, t.kind, t.of, _json(t.aliases), _json(t.parties)) for t in things],
    )
    store.insert("same_thing", ("report", "name", "thing"), [(r, n, t) for (r, n), t in sorted(names.items())])


def _write_records(store: Store, known: Known) -> None:
    actors = known.actors
    pairs: list[Row] = []
    concerned: list[Row] = []
    for report, group in groupby(known.told, key=attrgetter("report")):
        members = list(group)
        mentions = known.mentions.get(report, [])
        names = dict(members[0].actors)
        pair = main_pair(mentions, names, actors) or _pair_of_records(members, actors)
        if pair:
            pairs.append((report, *pair))
        concerned += [(t.id, actor, part) for t in members for actor, part in involved(t, mentions, actors)]
    store.insert("pair", ("report", "a", "b"), pairs)
    store.insert("involved", ("record", "actor", "part"), concerned)
    _write_occurrences(store, known)
    _write_series_and_promises(store, known)


def _pair_of_records(members: Iterable[Told[Record]], actors: Actors) -> tuple[str, str] | None:
    """Without mentions: the pair that the records' own participants give."""
    mentions = [
        Mention(t.record.evidence[0], name, "country", "name")
        for t in members
        for name in dict.fromkeys(n for field in ("who", "target", "parties", "speakers") for n in getattr(t.record, field, ()))
    ]
    names = {n: a for t in members for n, a in t.actors.items()}
    return main_pair(mentions, names, actors)


def _write_occurrences(store: Store, known: Known) -> None:
    occurrences = build_occurrences(only(known.told, Event), known.actors)
    columns = ("id", "type", "mode", "status", "when_from", "when_to", "where")
    rows = [(o.id, o.type, o.mode, o.status, *(o.when or (None, None)), o.where) for o in occurrences]
    store.insert("occurrence", columns, rows)
    store.insert("occurrence_event", ("event", "occurrence"), [(t.id, o.id) for o in occurrences for t in o.events])


def _write_series_and_promises(store: Store, known: Known) -> None:
    actors = known.actors
    aims = only(known.told, Commitment)
    series = build_series(only(known.told, Figure), actors, aims)
    rows = [(s.id, s.measure, _json(s.parties), s.unit, int(s.cumulative)) for s in series]
    store.insert("series", ("id", "measure", "parties", "unit", "cumulative"), rows)
    points = [(p.told.id, s.id, p.grain, p.side, int(p.forecast), int(p.suspect)) for s in series for p in s.points]
    store.insert("series_figure", ("figure", "series", "grain", "side", "forecast", "suspect"), points)
    promises = build_promises(aims, actors)
    store.insert(
        "promise",
        ("id", "kind", "measure", "value_low", "value_high", "unit", "bound", "due_from", "due_to", "parties"),
        [
            (p.id, p.kind, p.measure, *_ends(p.value), p.unit, p.bound, *(p.due or (None, None)), _json(p.parties))
            for p in promises
        ],
    )
    store.insert("promise_commitment", ("commitment", "promise"), [(t.id, p.id) for p in promises for t in p.told])
    as_of = as_of_day(latest(dates) for dates in known.published.values())
    events, statements = only(known.told, Event), only(known.told, Statement)
    verdicts = judge_all(promises, series, events, statements, actors, as_of=as_of)
    columns = ("promise", "verdict", "rule", "explanation", "as_of", "proof", "superseded_by")
    store.insert(
        "verdict",
        columns,
        [(v.promise, v.verdict, v.rule, v.explanation, as_of, _json(v.proof), v.superseded_by) for v in verdicts.values()],
    )


def _ends(value: float | tuple[float, float] | None) -> tuple[float | None, float | None]:
    return value if isinstance(value, tuple) else (value, value)


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
