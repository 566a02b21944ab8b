"""Nested columns laid flat: which row an inner value belongs to, and its place there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from attache.ledger.columns import KINDS, PASSAGES
from attache.ledger.shards.form import plural, roles_of

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Opened:
    """The inner values of a column of lists, or those that are there of a column of single values."""

    values: pa.Array
    rows: Places
    """The row that each value belongs to."""
    places: Places
    """Its place among the values of that row, from 0."""


def opened(column: pa.Array) -> Opened:
    """A column laid flat; a null list holds nothing."""
    if not pa.types.is_list(column.type):
        rows = np.flatnonzero(np.asarray(column.is_valid()))
        return Opened(column.drop_null(), rows, np.zeros(len(rows), dtype=np.int64))
    values, sizes = column.flatten(), lengths(column)
    before = np.cumsum(sizes) - sizes
    return Opened(values, np.repeat(np.arange(len(sizes)), sizes), np.arange(len(values)) - np.repeat(before, sizes))


def lengths(column: pa.Array) -> Places:
    """How many values each list holds."""
    return np.asarray(pc.list_value_length(column).fill_null(0)).astype(np.int64)


def column(table: pa.Table, name: str) -> pa.Array:
    """A column of a table in one piece."""
    chunks = table[name].combine_chunks()
    return chunks.chunk(0) if isinstance(chunks, pa.ChunkedArray) and chunks.num_chunks else chunks


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages with the row of the table each belongs to."""

    rows: Places
    starts: Places
    ends: Places


def all_passages(table: pa.Table) -> Passages:
    """Every passage of a table, by row and in the order that `seal` takes them."""
    found = [_of_places(opened(column(table, "mentions")))]
    things = opened(column(table, "things"))
    found.append(_of_inner(things, opened(things.values.field("evidence"))))
    asides = opened(column(table, "aside"))
    placed = np.flatnonzero(np.asarray(asides.values.field("start").is_valid()))
    found.append(_of_places(Opened(asides.values.take(placed), asides.rows[placed], asides.places[placed])))
    for kind in KINDS:
        records = opened(column(table, plural(kind)))
        found += (_of_inner(records, opened(records.values.field(role))) for role in roles_of(kind, PASSAGES))
    rows = np.concatenate([p.rows for p in found])
    order = np.argsort(rows, kind="stable")
    starts, ends = (np.concatenate([getattr(p, end) for p in found])[order] for end in ("starts", "ends"))
    return Passages(rows[order], starts, ends)


def _of_places(held: Opened) -> Passages:
    starts, ends = (np.asarray(held.values.field(end).fill_null(-1)).astype(np.int64) for end in ("start", "end"))
    return Passages(held.rows, starts, ends)


def _of_inner(outer: Opened, inner: Opened) -> Passages:
    return _of_places(Opened(inner.values, outer.rows[inner.rows], inner.places))


def without_evidence(table: pa.Table) -> Places:
    """The rows of the table that have a record which rests on nothing."""
    bare = []
    for kind in KINDS:
        records = opened(column(table, plural(kind)))
        bare.append(records.rows[lengths(records.values.field("evidence")) == 0])
    return np.unique(np.concatenate(bare))


def without_words(table: pa.Table) -> Places:
    """The rows of the table that have a record one of whose passages is empty."""
    empty = []
    for kind in KINDS:
        records = opened(column(table, plural(kind)))
        for role in roles_of(kind, PASSAGES):
            passages = _of_inner(records, opened(records.values.field(role)))
            empty.append(passages.rows[passages.starts >= passages.ends])
    return np.unique(np.concatenate(empty))
