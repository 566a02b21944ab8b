"""A record as rows, and rows as the record again: each field's shape says where it lies.

`Event.when` lies in the columns `when_from` and `when_to`, `Figure.value` in `value_low` and `value_high`, actors in the
table `participant`, passages in `evidence`; every other field is a column of its own name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

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


def kind_of(record: Record) -> str:
    """The name of a record's kind, which is also its table's."""
    return type(record).__name__.lower()


def dates_columns(name: str, dates: Dates | None) -> Columns:
    """A pair of days as `name_from` and `name_to`."""
    first, last = dates or (None, None)
    return {f"{name}_from": first, f"{name}_to": last}


def dates_of(first: Cell, last: Cell) -> Dates | None:
    """The pair of days from its two columns; None where both are null."""
    return None if first is None and last is None else (_text(first), _text(last))


def columns_of(record: Record) -> Columns:
    """The record's own columns: all fields but actors, passages and rule."""
    columns: Columns = {}
    for field in fields(record):
        name, value = field.name, getattr(record, field.name)
        if name in ELSEWHERE:
            continue
        if name in DATES:
            columns |= dates_columns(name, value)
        elif name in LISTS:
            columns[name] = json.dumps([plain(v) for v in value], ensure_ascii=False)
        elif name == "value":
            columns |= dict(zip(("value_low", "value_high"), _ends(value), strict=True))
        elif name == "change":
            columns |= {f"change_{part}": cell for part, cell in _change_columns(value).items()}
        elif name == "quoted":
            columns[name] = str(value).lower()
        elif name == "cumulative":
            columns[name] = int(value)
        else:
            columns[name.rstrip("_")] = value
    return columns


def actors_of(record: Record) -> Iterator[tuple[str, int, str]]:
    """Role, position and name of each actor in the record."""
    for role in ACTORS:
        value = getattr(record, role, None)
        for position, name in enumerate((value,) if isinstance(value, str) else value or ()):
            yield role, position, name


def passages_of(record: Record) -> Iterator[tuple[str, int, Evidence]]:
    """Role, position and passage of each piece of evidence in the record."""
    for role in PASSAGES:
        value = getattr(record, role, None)
        for position, passage in enumerate((value,) if isinstance(value, Evidence) else value or ()):
            yield role, position, passage


@cache
def _names(kind: str) -> tuple[str, ...]:
    """The fields of a kind of record."""
    return tuple(field.name for field in fields(KINDS[kind]))


def record_from(
    kind: str, columns: Mapping[str, Cell], rule: str, actors: Mapping[str, list[str]], passages: Mapping[str, list[Evidence]]
) -> Record:
    """The record whose own columns, actors by role and passages by role these are."""
    values: dict[str, Any] = {}
    for name in _names(kind):
        if name == "rule":
            values[name] = rule
        elif name in ACTORS or name in PASSAGES:
            held = (actors if name in ACTORS else passages).get(name, [])
            values[name] = (held[0] if held else None) if name in SINGLE else tuple(held)
        elif name in DATES:
            values[name] = dates_of(columns[f"{name}_from"], columns[f"{name}_to"])
        elif name in LISTS:
            told = str(columns[name])
            values[name] = () if told == "[]" else tuple(json.loads(told))
        elif name == "value":
            low, high = columns["value_low"], columns["value_high"]
            values[name] = (low, high) if low is not None and columns.get("bound") == "range" else low
        elif name == "change":
            values[name] = _change_from(columns)
        elif name == "quoted":
            values[name] = {"true": True, "false": False}.get(str(columns[name]), "mixed")
        elif name == "cumulative":
            values[name] = bool(columns[name])
        else:
            values[name] = columns[name.rstrip("_")]
    return KINDS[kind](**values)


def _ends(value: Value | None) -> tuple[float | None, float | None]:
    return value if isinstance(value, tuple) else (value, value)


def _change_columns(change: Change | None) -> Columns:
    low, high = _ends(change.value if change else None)
    return {
        "low": low,
        "high": high,
        "unit": change.unit if change else None,
        "direction": change.direction if change else None,
        "per": change.per if change else None,
    }


def _change_from(columns: Mapping[str, Any]) -> Change | None:
    if columns["change_direction"] is None:
        return None
    low, high = columns["change_low"], columns["change_high"]
    return Change(low if low == high else (low, high), columns["change_unit"], columns["change_direction"], columns["change_per"])


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)
