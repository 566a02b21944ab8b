"""Whether each cell of readings is one that a reading can have: nothing missing, known kinds, ISO days, finite numbers.

What may be missing and which kinds there are follows from the types of `attache.records`; all of it is looked at column by
column, for a file may hold millions of cells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from attache.ledger.columns import DATES, KINDS
from attache.ledger.ids import DIGITS, LETTERS
from attache.ledger.shards.form import NUMBERS, plural
from attache.ledger.shards.nested import Opened, Places, column, lengths, opened
from attache.records import Actor, Aside, Change, Mention, Reading, Report, Thing

SHAPES: Final[Mapping[str, type]] = {
    "actors": Actor,
    "things": Thing,
    "mentions": Mention,
    "aside": Aside,
    **{plural(kind): shape for kind, shape in KINDS.items()},
}
"""Columns of lists and what they hold."""
ALWAYS: Final = ("item", "outcome", "reason", "message")
OF_REPORT: Final = ("text", "sha256", "language", "published_how", "published_reasons")
OF_READING: Final = ("quotes", "dated_how", "dated_reasons", *SHAPES)
"""What an item, a report and a reading always have."""
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS: Final = range(100, 9000)
"""Years near the ends of the calendar cannot be reckoned with."""


def misshapen(table: pa.Table) -> Places:
    """The rows of a table with something that no reading has."""
    found = [*_of_items(table)]
    for name, shape in SHAPES.items():
        found += _of_values(opened(column(table, name)), shape)
    return np.unique(np.concatenate(found))


def _of_items(table: pa.Table) -> Iterator[Places]:
    has_report, has_reading = (np.asarray(column(table, name).is_valid()) for name in ("report", "reader"))
    everyone = np.ones(len(table), dtype=bool)
    for having, names in ((everyone, ALWAYS), (has_report, OF_REPORT), (has_reading, OF_READING)):
        for name in names:
            yield np.flatnonzero(having & np.asarray(column(table, name).is_null()))
    for name in SHAPES:
        yield np.flatnonzero(~has_reading & (lengths(column(table, name)) > 0))
    outcome = column(table, "outcome")
    for having, among in ((~has_report, ("aside",)), (has_reading, ("read",)), (has_report & ~has_reading, ("unread", "fault"))):
        yield np.flatnonzero(having & _is_not(outcome, among))
    reasonless = np.asarray(pc.equal(column(table, "reason"), "").fill_null(True))
    yield np.flatnonzero(~has_reading & reasonless | has_reading & ~has_report)
    for name, shape in (("published", Report), ("dated", Reading)):
        yield np.flatnonzero(_is_not(column(table, f"{name}_how"), _choices(_hints(shape)["published_how"])))
        yield _without_value(opened(column(table, f"{name}_reasons")))
        for end in ("from", "to"):
            yield np.flatnonzero(_is_no_day(column(table, f"{name}_{end}")))


def _of_values(held: Opened, shape: type) -> Iterator[Places]:
    """The rows where a value of a column of lists is missing, or has something that its shape does not."""
    yield _without_value(held)
    for name in (field.name for field in held.values.type):
        cells = held.values.field(name)
        yield held.rows[_is_wrong(name, cells, shape)]
        if pa.types.is_list(cells.type):
            inner = opened(cells)
            of = Opened(inner.values, held.rows[inner.rows], inner.places)
            yield _without_value(of)
            if pa.types.is_struct(inner.values.type):
                yield from _of_passages(of)
        elif pa.types.is_struct(cells.type):
            inner = opened(cells)
            yield from _of_passages(Opened(inner.values, held.rows[inner.rows], inner.places))
    for low, high in (("value_low", "value_high"), ("change_low", "change_high"), ("start", "end")):
        if held.values.type.get_field_index(low) >= 0:
            ends = (np.asarray(held.values.field(end).is_null()) for end in (low, high))
            yield held.rows[np.not_equal(*ends)]


def _without_value(held: Opened) -> Places:
    missing: Places = held.rows[np.asarray(held.values.is_null())]
    return missing


def _of_passages(held: Opened) -> Iterator[Places]:
    for end in ("start", "end"):
        yield held.rows[np.asarray(held.values.field(end).is_null())]


def _is_wrong(name: str, cells: pa.Array, shape: type) -> Any:
    """For each cell of one field, whether no value of the shape has it."""
    if name == "id":
        letter = next(LETTERS[kind] for kind, one in KINDS.items() if one is shape)
        return ~np.asarray(pc.match_substring_regex(cells, f"^{letter}-[0-9a-f]{{{DIGITS}}}$").fill_null(False))
    if name in NUMBERS:
        return ~np.asarray(pc.is_finite(cells).fill_null(True))
    if name.rpartition("_")[0] in DATES:
        return _is_no_day(cells)
    if name in ("start", "end"):
        return np.asarray(cells.is_null()) if shape is not Aside else np.zeros(len(cells), dtype=bool)
    among, optional = _told_of(name, shape)
    wrong = _is_not(cells, among) if among else np.zeros(len(cells), dtype=bool)
    return wrong if optional else wrong | np.asarray(cells.is_null())


@cache
def _told_of(name: str, shape: type) -> tuple[tuple[str, ...], bool]:
    """The values that a field may have, where they are told one by one, and whether it may be missing."""
    if name.startswith("change_"):
        return _choices(_hints(Change)[name.removeprefix("change_")]), True
    hints = _hints(shape)
    hint = hints.get(name, hints.get(f"{name}_"))
    return _choices(hint), type(None) in get_args(hint)


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _choices(hint: Any) -> tuple[str, ...]:
    if get_origin(hint) is Literal:
        return tuple(one if isinstance(one, str) else str(one).lower() for one in get_args(hint))
    return tuple(choice for part in get_args(hint) for choice in _choices(part))


def _is_not(cells: pa.Array, among: Collection[str]) -> Any:
    """For each cell whether it is there and none of some values."""
    return np.asarray(cells.is_valid()) & ~np.asarray(pc.is_in(cells, value_set=pa.array(among, pa.string())))


def _is_no_day(cells: pa.Array) -> Any:
    """For each cell whether it is there and no day."""
    days = [day for day in pc.unique(cells).to_pylist() if day is not None and _is_day(day)]
    return _is_not(cells, days)


def _is_day(told: str) -> bool:
    if not DAY.fullmatch(told):
        return False
    try:
        return date.fromisoformat(told).year in YEARS
    except ValueError:
        return False
