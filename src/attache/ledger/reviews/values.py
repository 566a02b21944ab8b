"""What a correction may say: fields by name, their values as people write them, into the values that records hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import Field
from dataclasses import fields as fields_of
from typing import Any, get_args

from attache.errors import QueryError
from attache.knowledge import rows
from attache.ledger.asking import days_between
from attache.ledger.columns import ACTORS, DATES, KINDS, LISTS, PASSAGES, SINGLE, Record, kind_of
from attache.ledger.countries import find_country
from attache.records import Bound, CommitmentKind, Event, PloverType, Status

Value = Any
"""What a field holds, or a text as people write it."""
Naming = Callable[[str], str]
"""A name as people write it → the name that records use. Raises QueryError."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "type": get_args(PloverType),
    "status": get_args(Status),
    "kind": get_args(CommitmentKind),
    "bound": get_args(Bound),
    "quoted": ("true", "false", "mixed"),
    "cumulative": ("true", "false"),
    "outcome": ("kept", "kept late", "missed", "partly"),
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "event": ("type", "mode", "status"),
    "statement": ("as_", "cue", "quoted"),
    "figure": ("measure", "cumulative"),
    "commitment": ("kind",),
    "tenure": ("person", "office"),
}
"""Fields that no record is without."""
BODIES = ("of", "source")
"""Fields with a country's code or a body's name."""


def correctable(record: Record) -> tuple[str, ...]:
    """Names of the fields that can be corrected, as people write them."""
    return tuple(f.name.rstrip("_") for f in fields_of(record) if f.name not in PASSAGES and f.name != "rule")


def parsed(record: Record, given: Mapping[str, Value], *, actor: Naming, thing: Naming) -> dict[str, Any]:
    """The corrected fields as the record holds them. Raises QueryError, with what would do."""
    told: dict[str, Any] = {}
    known = {f.name.rstrip("_"): f for f in fields_of(KINDS[kind_of(record)])}
    for name, value in given.items():
        if name not in correctable(record):
            also = "; evidence cannot be corrected, reject the record" if name in PASSAGES else ""
            raise QueryError(f"{_a(record)} has no field “{name}”{also or '; it has ' + ', '.join(correctable(record))}")
        field = known[name]
        told[field.name] = _value(kind_of(record), field, value, actor=actor, thing=thing)
    _with_bound(record, told)
    if "mode" in told or "type" in told:
        _check_mode(str(told.get("type", getattr(record, "type", ""))), str(told.get("mode", getattr(record, "mode", ""))))
    if not told:
        raise QueryError(f"nothing to correct: give FIELD=VALUE, one of {', '.join(correctable(record))}")
    return told


def _a(record: Record) -> str:
    return f"{'an' if isinstance(record, Event) else 'a'} {kind_of(record)}"


def _value(kind: str, field: Field[Any], value: Value, *, actor: Naming, thing: Naming) -> Any:
    name = field.name
    if isinstance(value, str):
        value = value.strip()
    if value in ("", None, ()):
        return _emptied(kind, field)
    if name in WORDS:
        return _word(name, value)
    if name in DATES:
        return _dates(name, value)
    if name == "value":
        return _number(name, value)
    if name == "change":
        return _change(value)
    if name in ACTORS or name in LISTS:
        naming = actor if name in ACTORS else thing if name == "about" else str.strip
        if name in SINGLE:
            return naming(_text(name, value))
        several = value.split(";") if isinstance(value, str) else value
        return tuple(dict.fromkeys(naming(_text(name, v)) for v in several if v))
    text = _text(name, value)
    if name in BODIES:
        return actor(text)
    return (find_country(text) or text) if name == "where" else text


def _emptied(kind: str, field: Field[Any]) -> Any:
    if field.name in NEEDED[kind]:
        raise QueryError(f"{field.name.rstrip('_')} of this {kind} cannot be empty")
    several = field.name in LISTS or (field.name in ACTORS and field.name not in SINGLE)
    return () if several else None


def _text(name: str, value: Value) -> str:
    if not isinstance(value, str):
        raise QueryError(f"{name.rstrip('_')} takes words, not {value!r}")
    return value.strip()


def _word(name: str, value: Value) -> Any:
    word = str(value).strip()
    found = next((w for w in WORDS[name] if w.casefold() == word.casefold()), None)
    if found is None:
        raise QueryError(f"{name} takes one of {', '.join(WORDS[name])}; given: {word}")
    return {"true": True, "false": False}.get(found, found)


def _dates(name: str, value: Value) -> tuple[str | None, str | None]:
    """A year, a month, a day, or two of them with `..` between; one may be missing: `2015..`, `..2020-08`."""
    if not isinstance(value, str):
        ends = tuple(value) if isinstance(value, list | tuple) else ()
        if len(ends) != 2 or not all(end is None or isinstance(end, str) for end in ends):
            raise QueryError(f"{name} takes a date or two days; given: {value!r}")
    else:
        first, dots, last = value.partition("..")
        ends = (first.strip() or None, last.strip() or None) if dots else (value, value)
    span = days_between(ends[0], ends[1])
    if span is None:
        raise QueryError(f"{name} takes 2017, 2017-05, 2017-05-09, or two of them as 2016..2020; given: {value!r}")
    return span


def _number(name: str, value: Value) -> float | list[float]:
    """A number, or two with `..` between; groups of three may stand apart by commas, blanks or underscores."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    parts = value.split("..") if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []
    plain = [re.sub(r"(?<=\d)[,_ \u00a0](?=\d{3}(?!\d))", "", str(p)).strip() for p in parts]
    if len(plain) not in (1, 2) or not all(re.fullmatch(r"-?\d+(\.\d+)?(e\d+)?", p) for p in plain):
        raise QueryError(f"{name} takes a number, as 1500000000 or 1.5e9, or two as 3..4; given: {value}")
    numbers = [float(p) for p in plain]
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        raise QueryError(f"{name}: the first of two numbers is the lower; given: {value}")
    return numbers[0] if len(numbers) == 1 else numbers


def _change(value: Value) -> list[Any]:
    """`up 5 %`, `down`, `up 5..7 % per year`."""
    match = re.fullmatch(r"(up|down)(?:\s+([\d.,]+)\s*([^\s\d]\S*)?)?(?:\s+per\s+(\w+))?", str(value).strip())
    if match is None:
        raise QueryError(f"change takes “up 5 %”, “down 3..4 % per year” or “up”; given: {value}")
    direction, number, unit, per = match.groups()
    return [_number("change", number) if number else None, unit, direction, per]


def _with_bound(record: Record, told: dict[str, Any]) -> None:
    """Two numbers are a range, and one is none."""
    if "value" not in told:
        if told.get("bound") == "range" and not isinstance(getattr(record, "value", None), tuple):
            raise QueryError("bound=range needs two numbers: value=3..4")
        return
    if isinstance(told["value"], list):
        told["bound"] = "range"
    elif told.get("bound", getattr(record, "bound", None)) == "range":
        told["bound"] = None


def _check_mode(kind: str, mode: str) -> None:
    known = {row["mode"]: row["type"] for row in rows("plover") if row["mode"]}
    modes = sorted(row["mode"] for row in rows("plover") if row["type"] == kind and row["mode"])
    if mode not in modes:
        also = f"; {mode} is a mode of {known[mode]}" if mode in known else ""
        raise QueryError(f"{kind} has no mode “{mode}”{also}; it has {', '.join(modes)}")
