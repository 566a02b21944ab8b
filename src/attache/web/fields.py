"""A record's fields as a form shows them: their present values as people write them, and choices where values are closed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from attache.knowledge import rows
from attache.ledger.columns import ACTORS, DATES, kind_of
from attache.ledger.countries import country_name, find_country
from attache.ledger.entries import (
    CommitmentEntry,
    EventEntry,
    FigureEntry,
    RecordEntry,
    StatementEntry,
)
from attache.ledger.reviews.values import NEEDED, WORDS, correctable
from attache.records import Change, Dates, Event

WHAT = "what"
"""Field of the form for an event's type and mode together."""
PLAIN = {
    "true": "yes",
    "false": "no",
    "mixed": "partly",
    "happened": "it happened",
    "ongoing": "it is going on",
    "planned": "it is planned",
    "proposed": "it is proposed",
    "conditional": "only on a condition",
    "postponed": "it was put off",
    "denied": "it was denied",
    "over": "more than that",
    "under": "less than that",
    "about": "about that",
    "range": "between two numbers",
}
EMPTY = {"bound": "exact", "outcome": "not told"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a field may take."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class FieldForm:
    """A field of the form."""

    name: str
    label: str
    hint: str
    value: str
    """As people write it; empty where nothing is told."""
    choices: tuple[Choice, ...] = field(default=())
    names: bool = False
    """Whether it takes names of actors."""


def fields_of(entry: RecordEntry) -> tuple[FieldForm, ...]:
    """The fields of a record that can be corrected, in the record's own order."""
    record = record_of(entry)
    shown = {name: _text(entry, name) for name in correctable(record)}
    out = []
    if isinstance(record, Event):
        held = f"{shown.pop('type')}/{shown.pop('mode')}"
        out.append(FieldForm(WHAT, *_words(WHAT), held, _kinds_of_act()))
    for name, text in shown.items():
        out.append(FieldForm(name, *_words(name), text, _choices(kind_of(record), name), name in ACTORS))
    return tuple(out)


def record_of(entry: RecordEntry) -> Any:
    """The record that an entry dresses."""
    match entry:
        case EventEntry():
            return entry.event
        case StatementEntry():
            return entry.statement
        case FigureEntry():
            return entry.figure
        case CommitmentEntry():
            return entry.commitment
    return entry.tenure


def changed_fields(entry: RecordEntry, given: Mapping[str, str]) -> dict[str, str]:
    """What the form says otherwise than it was filled in, as corrections take it."""
    out = {f.name: given[f.name].strip() for f in fields_of(entry) if f.name in given and given[f.name].strip() != f.value}
    if WHAT in out:
        type_, _, mode = out.pop(WHAT).partition("/")
        out |= {"type": type_, "mode": mode}
    return out


def _words(name: str) -> tuple[str, str]:
    for row in rows("field_words"):
        if row["field"] == name:
            return row["label"], row["hint"]
    return name, ""


def _choices(kind: str, name: str) -> tuple[Choice, ...]:
    if name not in WORDS:
        return ()
    needed = {n.rstrip("_") for n in NEEDED[kind]}
    empty = () if name in needed else (Choice("", EMPTY.get(name, "not told")),)
    return (*empty, *(Choice(word, PLAIN.get(word, word)) for word in WORDS[name]))


@cache
def _kinds_of_act() -> tuple[Choice, ...]:
    groups = {row["type"]: row["label"] for row in rows("plover") if not row["mode"]}
    return tuple(
        Choice(f"{row['type']}/{row['mode']}", row["label"], groups[row["type"]]) for row in rows("plover") if row["mode"]
    )


def _text(entry: RecordEntry, name: str) -> str:
    """A field's value as people write it."""
    record = record_of(entry)
    value = getattr(record, name, None) if hasattr(record, name) else getattr(record, f"{name}_", None)
    if name in ACTORS:
        actors = getattr(entry, name, None)
        if actors is not None:
            return "; ".join(a.name for a in (actors if isinstance(actors, tuple) else (actors,)))
    return value_text(name, value)


def value_text(name: str, value: Any) -> str:
    """Any field's value as people write it and as corrections take it; empty for nothing."""
    match value:
        case None | () | "":
            return ""
        case bool():
            return str(value).lower()
        case Change():
            return _change_text(value)
        case (first, last) if name in DATES:
            return dates_text((first, last))
        case (low, high) if name == "value":
            return f"{_number(low)}..{_number(high)}"
        case int() | float():
            return _number(value)
        case tuple() | list():
            return "; ".join(_named(str(v)) for v in value)
    return _named(str(value)) if name in (*ACTORS, "of", "source", "where") else str(value)


def _named(text: str) -> str:
    """A country's name for its code."""
    return country_name(text) if len(text) == 3 and text.isupper() and find_country(text) == text else text


def _number(value: float) -> str:
    return f"{value:,.10f}".rstrip("0").rstrip(".")


def _change_text(change: Change) -> str:
    value = change.value
    level = f"{_number(value[0])}..{_number(value[1])}" if isinstance(value, tuple) else "" if value is None else _number(value)
    unit = change.unit if level and change.unit else ""
    return " ".join(filter(None, (change.direction, level, unit, f"per {change.per}" if change.per else "")))


def dates_text(dates: Dates) -> str:
    """ "2018", "2018-03", "2018-03-19", "2018-03-19..2018-03-20", "2015.."."""
    first, last = dates
    if first is None or last is None:
        return f"{first or ''}..{last or ''}"
    if first == last:
        return first
    year, month = first[:4], first[5:7]
    if (first, last) == (f"{year}-01-01", f"{year}-12-31"):
        return year
    if first == f"{year}-{month}-01" and last == f"{year}-{month}-{monthrange(int(year), int(month))[1]:02}":
        return f"{year}-{month}"
    return f"{first}..{last}"
