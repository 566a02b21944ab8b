"""A slice of readings as a small database of its own, whose tables are those of part one of the ledger.

To bind each value of each row to a statement takes most of the time of storing it. Done here, beside the ledger's one
writer, in columns and many rows at once; the writer then takes whole tables over within SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from itertools import chain
from json.encoder import encode_basestring
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from attache.ledger.columns import ACTORS, KINDS, LISTS, PASSAGES, own_columns
from attache.ledger.shards.form import plural, roles_of
from attache.ledger.shards.nested import Opened, Places, column, lengths, opened

ROWS_AT_ONCE = 200
"""Rows in one statement. Of one row each, the calls take as long as the storing; of thousands, the parsing does."""

Columns = Mapping[str, Sequence[object]]

_DATED = ("published_from", "published_to", "published_how", "published_reasons")
TABLES: Mapping[str, tuple[str, ...]] = {
    "report": ("id", "text", "sha256", "language", "arrival"),
    "sighting": ("report", "file", "url", "rank", "title", "publisher", "agency", "byline", "place", "dateline", *_DATED),
    "reading": ("report", "reader", *_DATED),
    "named_actor": ("report", "position", "name", "kind", "country", "aliases"),
    "named_thing": ("report", "position", "name", "kind", "of", "parties", "passages"),
    "mention": ("report", "position", "start", "end", "name", "kind", "form"),
    "aside": ("report", "position", "reason", "step", "start", "end"),
    "record": ("id", "report", "kind", "position", "rule"),
    **{kind: ("id", *own_columns(kind)) for kind in KINDS},
    "participant": ("record", "role", "position", "name"),
    "evidence": ("record", "role", "position", "start", "end"),
}
"""Tables of a slice and their columns, each after those it refers to."""


def stage(table: pa.Table, path: Path) -> None:
    """Writes the rows of `table` that have a report into a database of its own at `path`."""
    table = table.filter(column(table, "report").is_valid())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for name, columns in (*_reports(table), *_readings(table), *_records(table)):
            _put(connection, name, columns)
        connection.execute("COMMIT")


def _put(connection: sqlite3.Connection, table: str, columns: Columns) -> None:
    columns = {name: columns[name] for name in TABLES[table]}
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f'CREATE TABLE "{table}" ({names})')
    size = ROWS_AT_ONCE * len(columns)
    values = list(chain.from_iterable(zip(*columns.values(), strict=True)))
    whole = len(values) // size * size
    row = f"({', '.join('?' * len(columns))})"
    insert = f'INSERT INTO "{table}" ({names}) VALUES '
    many = ", ".join([row] * ROWS_AT_ONCE)
    connection.executemany(insert + many, (values[start : start + size] for start in range(0, whole, size)))
    rest = values[whole:]
    connection.executemany(insert + row, (rest[start : start + len(columns)] for start in range(0, len(rest), len(columns))))


def _reports(table: pa.Table) -> Iterable[tuple[str, Columns]]:
    every = {name: _cells(table, name) for name in ("report", "text", "sha256", "language")}
    yield "report", {**every, "id": every["report"], "arrival": range(1, len(table) + 1)}
    said = {name: _cells(table, name) for name in TABLES["sighting"] if name not in ("file", "url", "rank", "published_reasons")}
    names = {name: column(table, name).fill_null("").to_pylist() for name in ("file", "url")}
    yield "sighting", {**said, **names, "rank": [0] * len(table), "published_reasons": _json(column(table, "published_reasons"))}


def _readings(table: pa.Table) -> Iterable[tuple[str, Columns]]:
    read = table.filter(column(table, "reader").is_valid())
    reports = _cells(read, "report")
    dated = {f"published_{end}": _cells(read, f"dated_{end}") for end in ("from", "to", "how")}
    reasons = {"published_reasons": _json(column(read, "dated_reasons"))}
    yield "reading", {"report": reports, "reader": _cells(read, "reader"), **dated, **reasons}
    actors = opened(column(read, "actors"))
    columns = _inner(actors, reports, ("name", "kind", "country"))
    yield "named_actor", {**columns, "aliases": _json(actors.values.field("aliases"))}
    things = opened(column(read, "things"))
    columns = _inner(things, reports, ("name", "kind", "of"))
    lists = {"parties": _json(things.values.field("parties")), "passages": _pairs(things.values.field("evidence"))}
    yield "named_thing", {**columns, **lists}
    mentions = opened(column(read, "mentions"))
    yield "mention", _inner(mentions, reports, ("start", "end", "name", "kind", "form"))
    yield "aside", _asides(table)


def _asides(table: pa.Table) -> Columns:
    """What readings set aside, and for reports without a reading why."""
    reports = _cells(table, "report")
    columns = _inner(opened(column(table, "aside")), reports, ("reason", "step", "start", "end"))
    bare = zip(reports, _cells(table, "reason"), _cells(table, "reader"), strict=True)
    unread = [(report, 0, reason, "read", None, None) for report, reason, reader in bare if reader is None]
    return {name: [*columns[name], *(row[n] for row in unread)] for n, name in enumerate(TABLES["aside"])}


def _records(table: pa.Table) -> Iterable[tuple[str, Columns]]:
    """Each table in the order of its keys, so that the ledger's trees are walked once from end to end."""
    held = {kind: opened(column(table, plural(kind))) for kind in KINDS}
    ids = pa.concat_arrays([one.values.field("id") for one in held.values()])
    order = np.asarray(pc.sort_indices(ids)).astype(np.int64)
    ranks = np.empty(len(ids), dtype=np.int64)
    ranks[order] = np.arange(len(ids))
    names: list[str] = ids.to_pylist()
    yield "record", _spine(table, held, names, order)
    who, where = _Keyed("name"), _Keyed("start", "end")
    first = 0
    for kind, one in held.items():
        own = ranks[first : first + len(one.values)]
        yield kind, _own(kind, one.values.take(np.argsort(own)))
        for role in roles_of(kind, ACTORS):
            inner = opened(one.values.field(role))
            who.add(role, inner, own, name=inner.values)
        for role in roles_of(kind, PASSAGES):
            inner = opened(one.values.field(role))
            where.add(role, inner, own, start=inner.values.field("start"), end=inner.values.field("end"))
        first += len(one.values)
    in_order = [names[place] for place in order.tolist()]
    yield "participant", who.columns(in_order)
    yield "evidence", where.columns(in_order)


def _spine(table: pa.Table, held: Mapping[str, Opened], names: list[str], order: Places) -> Columns:
    before = np.zeros(len(table), dtype=np.int64)
    positions, kinds = [], []
    for number, (kind, one) in enumerate(held.items()):
        positions.append(before[one.rows] + one.places)
        kinds.append(np.full(len(one.rows), number))
        before += lengths(column(table, plural(kind)))
    rows = np.concatenate([one.rows for one in held.values()])[order]
    rules = pa.concat_arrays([one.values.field("rule") for one in held.values()])
    return {
        "id": _each(names, order),
        "report": _each(_cells(table, "report"), rows),
        "kind": _each(tuple(held), np.concatenate(kinds)[order]),
        "position": np.concatenate(positions)[order].tolist(),
        "rule": rules.take(order).to_pylist(),
    }


class _Keyed:
    """Rows that belong to records, by record, role and position."""

    def __init__(self, *names: str) -> None:
        self._values: dict[str, list[pa.Array]] = {name: [] for name in names}
        self._roles: list[str] = []
        self._of: list[tuple[Places, Places, Places]] = []

    def add(self, role: str, inner: Opened, ranks: Places, **values: pa.Array) -> None:
        """Adds the values of one role; `ranks`: the place of each record of the kind among all."""
        self._of.append((ranks[inner.rows], np.full(len(inner.rows), len(self._roles)), inner.places))
        self._roles.append(role)
        for name, value in values.items():
            self._values[name].append(value)

    def columns(self, names: Sequence[str]) -> Columns:
        """All rows in the order of their records, whose ids `names` gives in that order."""
        ranks, roles, places = (np.concatenate(parts) for parts in zip(*self._of, strict=True))
        order = np.argsort(ranks, kind="stable")
        values = {name: pa.concat_arrays(parts).take(order).to_pylist() for name, parts in self._values.items()}
        keys = {"record": _each(names, ranks[order]), "role": _each(self._roles, roles[order])}
        return {**keys, "position": places[order].tolist(), **values}


def _each(values: Sequence[object], places: Places) -> list[object]:
    return [values[place] for place in places.tolist()]


def _cells(table: pa.Table, name: str) -> list[object]:
    cells: list[object] = column(table, name).to_pylist()
    return cells


def _own(kind: str, records: pa.Array) -> Columns:
    columns: dict[str, Sequence[object]] = {"id": records.field("id").to_pylist()}
    for name in own_columns(kind):
        column = records.field(name)
        columns[name] = _json(column) if name in LISTS else column.to_pylist()
    return columns


def _inner(held: Opened, reports: Sequence[object], names: Iterable[str]) -> dict[str, list[object]]:
    """The values of a nested column with the report and place of each."""
    keys = {"report": [reports[row] for row in held.rows.tolist()], "position": held.places.tolist()}
    return {**keys, **{name: held.values.field(name).to_pylist() for name in names}}


def _json(lists: pa.Array) -> list[str]:
    """Lists of texts as `json.dumps` writes them in the ledger; most are empty, and a call of it each would cost much."""
    return _joined(lists, [encode_basestring(text) for text in lists.flatten().to_pylist()])


def _pairs(passages: pa.Array) -> list[str]:
    """Lists of passages as the ledger writes them."""
    inner = passages.flatten()
    starts, ends = inner.field("start").to_pylist(), inner.field("end").to_pylist()
    return _joined(passages, [f"[{start}, {end}]" for start, end in zip(starts, ends, strict=True)])


def _joined(lists: pa.Array, written: list[str]) -> list[str]:
    """Each list as JSON; `written`: the values of all of them, one after another."""
    out, at = [], 0
    for size in lengths(lists).tolist():
        out.append(f"[{', '.join(written[at : at + size])}]" if size else "[]")
        at += size
    return out
