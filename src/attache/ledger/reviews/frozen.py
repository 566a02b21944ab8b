"""Records and fields of records as JSON, and back: how a review keeps what it was about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from attache.ledger.columns import (
    ACTORS,
    DATES,
    KINDS,
    LISTS,
    PASSAGES,
    SINGLE,
    Record,
    actors_of,
    columns_of,
    kind_of,
    passages_of,
    record_from,
)
from attache.records import Change, Evidence, ReportId

Fields = Mapping[str, Any]
"""Field of a record → its value as JSON has it."""


def frozen(record: Record) -> str:
    """The whole record; passages as offsets."""
    held = {
        "kind": kind_of(record),
        "rule": record.rule,
        "columns": columns_of(record),
        "actors": list(actors_of(record)),
        "passages": [(role, n, e.start, e.end) for role, n, e in passages_of(record)],
    }
    return json.dumps(held, ensure_ascii=False, sort_keys=True)


def thawed(snapshot: str, report: str, text: str) -> Record:
    """The record that `frozen` wrote, on the text of its report."""
    held = json.loads(snapshot)
    actors: dict[str, list[str]] = {}
    for role, _, name in held["actors"]:
        actors.setdefault(role, []).append(name)
    passages: dict[str, list[Evidence]] = {}
    for role, _, start, end in held["passages"]:
        passages.setdefault(role, []).append(Evidence(ReportId(report), start, end, text[start:end]))
    return record_from(held["kind"], held["columns"], held["rule"], actors, passages)


def field_from(name: str, value: Any) -> Any:
    """A field's value from JSON."""
    if value is None:
        return None
    if name in DATES or (name == "value" and isinstance(value, list)):
        return tuple(value)
    if name in LISTS or (name in ACTORS and name not in SINGLE):
        return tuple(value)
    if name == "change":
        moved, *rest = value
        return Change(tuple(moved) if isinstance(moved, list) else moved, *rest)
    return value


def changed(record: Record, fields: Fields) -> Record:
    """The record with the fields of a correction laid over it."""
    return replace(record, **{name: field_from(name, value) for name, value in fields.items()})


def filled(record: Record, accepted: Record) -> Record:
    """The record with all that was filled when it was accepted; passages stay as they are read now."""
    columns = KINDS[kind_of(record)].__dataclass_fields__
    kept = {
        name: getattr(accepted, name)
        for name in columns
        if name not in PASSAGES and name != "rule" and getattr(accepted, name) not in (None, ())
    }
    return replace(record, **kept)
