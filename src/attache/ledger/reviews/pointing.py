"""What a user points at, by id, by its beginning or by name, as what reviews hang on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attache.errors import QueryError
from attache.ledger.answers import Answers
from attache.ledger.columns import kind_of
from attache.ledger.ids import LETTERS
from attache.ledger.names import folded
from attache.ledger.queries import find_actor
from attache.ledger.recording import load_records
from attache.ledger.reviews.frozen import frozen
from attache.ledger.reviews.pairing import apart, is_description
from attache.ledger.reviews.storing import On, Subject
from attache.ledger.store import Row, Store

TABLES = {"o": "occurrence", "p": "promise", "a": "actor", "g": "thing"}
MEMBERS = {
    "occurrence": ("SELECT event FROM occurrence_event WHERE occurrence = ? ORDER BY event", "event"),
    "promise": ('SELECT "commitment" FROM promise_commitment WHERE promise = ? ORDER BY "commitment"', "commitment"),
}
"""The records that an occurrence or promise is made of, and their kind."""
JOINABLE = (*MEMBERS, "actor", "thing", "event", "commitment")


@dataclass(frozen=True, slots=True)
class Pointed:
    """One actor, thing, occurrence or promise (or one of its records) with all that it is made of now."""

    id: str
    what: str
    layer: str
    members: tuple[On, ...]
    """Records, or names; of names the one most reports use first."""


def record_subject(store: Store, text: str) -> On:
    """The record with this id, or the one whose id begins so, as it is read now. Raises QueryError."""
    identity = _whole(store, "record", text.strip())
    ((_, record),) = load_records(store, "SELECT ?", (identity,))
    known = store.rows("SELECT id FROM reviewed WHERE record = ?", (identity,))
    number = int(known[0][0]) if known else 0
    subject = Subject(number, kind_of(record), record.evidence[0].report, identity)
    return On(subject, record=identity, snapshot=frozen(record))


def pointed(store: Store, text: str) -> Pointed:
    """What can be joined or kept apart under this id or name. Raises QueryError."""
    text = text.strip()
    if not is_id(text):
        return _named(store, text)
    letter = text[0]
    if letter in ("e", "c"):
        on = record_subject(store, text)
        return Pointed(str(on.record), on.subject.layer, on.subject.layer, (on,))
    if letter not in TABLES:
        raise QueryError(f"“{text}” cannot be merged or split: only actors, things, occurrences and promises can")
    table = TABLES[letter]
    identity = _whole(store, table, text)
    if table in MEMBERS:
        sql, layer = MEMBERS[table]
        members = tuple(record_subject(store, str(i)) for (i,) in store.rows(sql, (identity,)))
        return Pointed(identity, table, layer, members)
    return _actor(store, identity) if table == "actor" else _thing(store, identity)


def is_id(text: str) -> bool:
    """Whether a text is an id or the beginning of one, not a name."""
    return re.fullmatch(r"[a-z]-[0-9a-f]+", text.strip()) is not None


def _named(store: Store, text: str) -> Pointed:
    wanted = folded(text)
    for identity, name, aliases in store.rows("SELECT id, name, aliases FROM thing ORDER BY id"):
        if wanted in {folded(n) for n in (str(name), *json.loads(aliases))}:
            return _thing(store, str(identity))
    return _actor(store, known_actor(store, text))


def known_actor(store: Store, text: str) -> str:
    """The id of the one actor so called. Raises QueryError where there is none, with near names, or more than one."""
    found = find_actor(store, text)
    wanted = folded(text)
    alike = [a for a in Answers(store).actors.values() if a.named and wanted in {folded(n) for n in (a.name, *a.aliases)}]
    if len(alike) > 1 and found not in (text.strip(), *(a.id for a in alike if a.kind == "country")):
        told = ", ".join(f"{a.id} ({', '.join(filter(None, (a.name, a.country)))})" for a in alike[:4])
        raise QueryError(f"“{text}” is the name of several: {told}; give the id")
    return found


def _actor(store: Store, identity: str) -> Pointed:
    entry = Answers(store).actors.get(identity)
    if entry is None or entry.kind == "country":
        raise QueryError(f"“{identity}” is a country; countries are told apart by their table, not by reviews")
    return Pointed(identity, "actor", entry.kind, _names(store, entry.kind, identity, seen_names(store, "actor", identity)))


def _thing(store: Store, identity: str) -> Pointed:
    return Pointed(identity, "thing", "thing", _names(store, "thing", identity, seen_names(store, "thing", identity)))


def seen_names(store: Store, what: str, identity: str) -> list[Row]:
    """Name, country or owner, and report of each sighting of an "actor" or "thing".

    Not by the views `same_actor` and `same_thing`: asked for one actor, the former would go through all sightings.
    """
    of = "country" if what == "actor" else "of"
    named = f"n.name, n.{of}, n.report"
    layer = "= 'thing'" if what == "thing" else "<> 'thing'"
    by_face = (
        f"SELECT {named} FROM face f CROSS JOIN sighted s ON s.face = f.id "
        f"JOIN named_{what} n ON n.report = s.report AND n.name = s.name WHERE f.entity = ?1 AND f.layer {layer}"
    )
    if what == "thing":
        return store.rows(f"{by_face} ORDER BY n.report, n.name", (identity,))
    meant = f"SELECT {named} FROM stands_for d JOIN named_actor n ON n.report = d.report AND n.name = d.name WHERE d.person = ?1"
    other = "AND NOT EXISTS (SELECT 1 FROM stands_for d WHERE d.report = s.report AND d.name = s.name)"
    return store.rows(f"{by_face} {other} UNION ALL {meant} ORDER BY 3, 1", (identity,))


NAMED = {
    "actor": (
        "FROM face f CROSS JOIN sighted s ON s.face = f.id WHERE f.entity = ?1 AND f.layer <> 'thing' "
        "AND NOT EXISTS (SELECT 1 FROM stands_for d WHERE d.report = s.report AND d.name = s.name)"
    ),
    "thing": "FROM face f CROSS JOIN sighted s ON s.face = f.id WHERE f.entity = ?1 AND f.layer = 'thing'",
}
"""Sightings of an actor or thing by its own names, from narrow columns; by its faces, not by all sightings of a layer."""


def names_used(store: Store, what: str, identity: str) -> list[Row]:
    """Name and number of reports of each name under which reports know an "actor" or "thing", the most used first."""
    meant = " UNION ALL SELECT name, report FROM stands_for WHERE person = ?1" if what == "actor" else ""
    return store.rows(
        f"SELECT name, count(*) FROM (SELECT s.name AS name, s.report AS report {NAMED[what]}{meant}) "
        "GROUP BY name ORDER BY 2 DESC, 1",
        (identity,),
    )


def find_whole(store: Store, text: str) -> tuple[str, str]:
    """Table and id of what an id or its beginning means: record, occurrence, promise, series, actor or thing.

    Raises QueryError, also for reports: nothing is decided about these.
    """
    text = text.strip()
    if not is_id(text):
        raise QueryError(f"“{text}” is no id of anything that can be reviewed; ids look like e-3f9a2c81 or a-42076f6f")
    table = "series" if text[0] == "z" else TABLES.get(text[0], "record")
    return table, _whole(store, table, text)


def sightings(store: Store, whole: Pointed, reports: Sequence[str] | None) -> list[On]:
    """An actor or thing as each of these reports names it; None for all reports."""
    rows = seen_names(store, whole.what, whole.id)
    return [On(Subject(0, whole.layer, str(r), None, str(n), of)) for n, of, r in rows if reports is None or r in reports]


def naming(store: Store, names: Iterable[str]) -> set[str]:
    """Reports whose reading lists an actor or thing under one of these names."""
    listed = json.dumps(sorted(names), ensure_ascii=False)
    sql = "SELECT report FROM named_{} WHERE name IN (SELECT value FROM json_each(?))"
    rows = store.rows(f"{sql.format('actor')} UNION {sql.format('thing')}", (listed, listed))
    return {str(report) for (report,) in rows}


def find_report(store: Store, wanted: str) -> str:
    """The id of a report by id, its beginning, file or address. Raises QueryError."""
    rows = store.rows(
        "SELECT DISTINCT s.report, r.replaced_by IS NULL FROM sighting s JOIN report r ON r.id = s.report "
        "WHERE ? IN (s.file, s.url, s.report) OR (length(?) > 3 AND substr(s.report, 1, length(?)) = ?) ORDER BY s.report",
        (wanted,) * 4,
    )
    # Of the versions of a page the current one is meant.
    found = [str(report) for report, current in rows if current] or [str(report) for report, _ in rows]
    if not found:
        raise QueryError(f"no report “{wanted}”; see `attache reports`")
    if len(found) > 1 and wanted not in found:
        raise QueryError(f"“{wanted}” is the name of several reports: {', '.join(found[:4])}; give the id")
    return wanted if wanted in found else found[0]


def _names(store: Store, layer: str, identity: str, rows: Sequence[Row]) -> tuple[On, ...]:
    """One subject for each name as reports use it, the most used first; one set apart and a description keep their report."""
    if not rows:
        raise QueryError(f"no report names {identity} any more; read again, or choose another")
    marks = apart(store, layer)
    counts: dict[tuple[str, str | None, str | None], int] = {}
    for name, of, report in rows:
        alone = (str(report), str(name)) in marks or is_description(layer, str(name))
        key = (str(name), of, report if alone else None)
        counts[key] = counts.get(key, 0) + 1
    ordered = sorted(counts, key=lambda k: (-counts[k], k[0], k[1] or "", k[2] or ""))
    return tuple(On(Subject(0, layer, report, None, name, of)) for name, of, report in ordered)


def members_named(store: Store, whole: Pointed, members: Sequence[str]) -> list[On]:
    """The members of what is pointed at that these ids or names mean. Raises QueryError."""
    chosen: list[On] = []
    for text in members:
        found = [on for on in whole.members if _is_member(on, text.strip())]
        if not found:
            raise QueryError(f"{whole.id} has no “{text}”; it has {', '.join(sorted({label(on) for on in whole.members})[:6])}")
        chosen += [on for on in found if on not in chosen]
    return chosen


def _is_member(on: On, text: str) -> bool:
    if on.record is not None:
        return len(text) > 3 and on.record.startswith(text)
    return folded(str(on.subject.name)) == folded(text)


def label(on: On) -> str:
    """How to call a member: a record's id, or a name."""
    return on.record or str(on.subject.name)


def sided(members: Iterable[On], side: int) -> list[On]:
    """The members as one side of a review."""
    return [On(on.subject, side, on.record, on.snapshot) for on in members]


def _whole(store: Store, table: str, beginning: str) -> str:
    if table == "record" and TABLES.get(beginning[:1]) in MEMBERS and is_id(beginning):
        whole = pointed(store, beginning)
        raise QueryError(f"{whole.id} is made of records; take one of these: {', '.join(map(label, whole.members[:6]))}")
    if table == "record" and (beginning[:1] in TABLES or not is_id(beginning)):
        raise QueryError(
            f"“{beginning}” is no record; accept, reject and correct take the id of one: {', '.join(LETTERS.values())}-…"
        )
    # As a stretch of the index: LIKE would look at every id there is.
    sql = f"SELECT id FROM {table} WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id LIMIT 4"
    found = [str(i) for (i,) in store.rows(sql, (beginning,))]
    if beginning in found:
        return beginning
    if len(found) == 1 and len(beginning) > 3:
        return found[0]
    if len(found) > 1:
        raise QueryError(f"“{beginning}” begins several ids: {', '.join(found[:3])} …; give more of it")
    raise QueryError(f"no {table} “{beginning}”; ids are shown by `attache events`, `promises`, `people` … and in the brief")
