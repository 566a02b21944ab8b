"""A record as rows, and rows as the record again: each field's shape says where it lies.

`Event.when` lies in the columns `when_from` and `when_to`, `Figure.value` in `value_low` and `value_high`, actors in the
table `participant`, passages in `evidence`; every other field is a column of its own name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Literal

from attache.ledger.store import Cell, plain
from attache.records import Change, Commitment, Dates, Event, Evidence, Figure, Statement, Tenure, Value

Record = Event | Statement | Figure | Commitment | Tenure

KINDS: Mapping[str, type[Record]] = {
    "event": Event,
    "statement": Statement,
    "figure": Figure,
    "commitment": Commitment,
    "tenure": Tenure,
}
DATES = ("when", "announced", "period", "due")
ACTORS = ("who", "target", "speakers", "via", "addressee", "parties", "by", "to", "person")
PASSAGES = ("evidence", "content", "continued", "outcome_evidence")
LISTS = ("about", "sectors")
ELSEWHERE = (*ACTORS, *PASSAGES, "rule")
"""Fields that are no columns of the kind's own table."""
SINGLE = ("content", "continued", "outcome_evidence", "addressee", "person")
"""Fields of ACTORS and PASSAGES that hold one value or None."""

Columns = dict[str, Cell]


_KIND_OF = {shape: kind for kind, shape in KINDS.items()}


def kind_of(record: Record) -> str:
    """The name of a record's kind, which is also its table's."""
    return _KIND_OF[type(record)]


Sort = Literal["text", "flag", "quoted", "list", "dates", "value", "change"]
"""How a field lies in its columns."""


@cache
def _fields(kind: str) -> tuple[tuple[str, Sort], ...]:
    """The fields of a kind that lie in its own table, with how they lie."""
    sorts: dict[str, Sort] = {"value": "value", "change": "change", "quoted": "quoted", "cumulative": "flag"}
    for name in DATES:
        sorts[name] = "dates"
    for name in LISTS:
        sorts[name] = "list"
    return tuple((f.name, sorts.get(f.name, "text")) for f in fields(KINDS[kind]) if f.name not in ELSEWHERE)


@cache
def _roles(kind: str, among: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the fields a kind has, in the order of the list."""
    own = {field.name for field in fields(KINDS[kind])}
    return tuple(role for role in among if role in own)


@cache
def own_columns(kind: str) -> tuple[str, ...]:
    """The names of a kind's own columns, but the id."""
    names: list[str] = []
    for name, sort in _fields(kind):
        match sort:
            case "dates":
                names += (f"{name}_from", f"{name}_to")
            case "value":
                names += ("value_low", "value_high")
            case "change":
                names += (f"change_{part}" for part in ("low", "high", "unit", "direction", "per"))
            case _:
                names.append(name.rstrip("_"))
    return tuple(names)


def dates_columns(name: str, dates: Dates | None) -> Columns:
    """A pair of days as `name_from` and `name_to`."""
    first, last = dates or (None, None)
    return {f"{name}_from": first, f"{name}_to": last}


def dates_of(first: Cell, last: Cell) -> Dates | None:
    """The pair of days from its two columns; None where both are null."""
    if first is None and last is None:
        return None
    return (first if first is None else str(first), last if last is None else str(last))


def columns_of(record: Record) -> Columns:
    """The record's own columns: all fields but actors, passages and rule."""
    return dict(zip(own_columns(kind_of(record)), cells_of(record), strict=True))


def cells_of(record: Record) -> list[Cell]:
    """What stands in the record's own columns, in the order of `own_columns`."""
    cells: list[Cell] = []
    for name, sort in _fields(kind_of(record)):
        value = getattr(record, name)
        match sort:
            case "text":
                cells.append(value)
            case "dates":
                cells += value or (None, None)
            case "list":
                cells.append(json.dumps([plain(v) for v in value], ensure_ascii=False) if value else "[]")
            case "value":
                cells += _ends(value)
            case "change":
                cells += _change_cells(value)
            case "quoted":
                cells.append(str(value).lower())
            case "flag":
                cells.append(int(value))
    return cells


def actors_of(record: Record) -> Iterator[tuple[str, int, str]]:
    """Role, position and name of each actor in the record."""
    for role in _roles(kind_of(record), ACTORS):
        value = getattr(record, role)
        if value is not None:
            for position, name in enumerate((value,) if isinstance(value, str) else value):
                yield role, position, name


def passages_of(record: Record) -> Iterator[tuple[str, int, Evidence]]:
    """Role, position and passage of each piece of evidence in the record."""
    for role in _roles(kind_of(record), PASSAGES):
        value = getattr(record, role)
        if value is not None:
            for position, passage in enumerate((value,) if isinstance(value, Evidence) else value):
                yield role, position, passage


def record_from(
    kind: str, columns: Mapping[str, Cell], rule: str, actors: Mapping[str, list[str]], passages: Mapping[str, list[Evidence]]
) -> Record:
    """The record whose own columns, actors by role and passages by role these are."""
    values: dict[str, Any] = {"rule": rule}
    for held, among in ((actors, ACTORS), (passages, PASSAGES)):
        for role in _roles(kind, among):
            found = held.get(role, ())
            values[role] = (found[0] if found else None) if role in SINGLE else tuple(found)
    for name, sort in _fields(kind):
        match sort:
            case "text":
                values[name] = columns[name.rstrip("_")]
            case "dates":
                values[name] = dates_of(columns[f"{name}_from"], columns[f"{name}_to"])
            case "list":
                told = columns[name]
                values[name] = () if told == "[]" else tuple(json.loads(str(told)))
            case "value":
                low, high = columns["value_low"], columns["value_high"]
                values[name] = (low, high) if low is not None and columns.get("bound") == "range" else low
            case "change":
                values[name] = _change_from(columns)
            case "quoted":
                values[name] = {"true": True, "false": False}.get(str(columns[name]), "mixed")
            case "flag":
                values[name] = bool(columns[name])
    return KINDS[kind](**values)


def _ends(value: Value | None) -> tuple[float | None, float | None]:
    return value if isinstance(value, tuple) else (value, value)


def _change_cells(change: Change | None) -> tuple[Cell, ...]:
    if change is None:
        return (None,) * 5
    return (*_ends(change.value), change.unit, change.direction, change.per)


def _change_from(columns: Mapping[str, Any]) -> Change | None:
    if columns["change_direction"] is None:
        return None
    low, high = columns["change_low"], columns["change_high"]
    return Change(low if low == high else (low, high), columns["change_unit"], columns["change_direction"], columns["change_per"])
