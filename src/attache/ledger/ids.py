"""Short ids that survive re-reading: a letter for the kind and twelve hexadecimal digits.

A record's id comes from its report, its kind, where its evidence lies and the few fields that tell records of one
passage apart, so a better reader that finds the same passage gives the same id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from attache.ledger.columns import Record, kind_of
from attache.records import Commitment, Event, Figure, Statement, Tenure, Value

LETTERS = {"event": "e", "statement": "s", "figure": "f", "commitment": "c", "tenure": "t"}
DIGITS = 12
"""48 bits: a clash among a million records of one kind has odds of about 1 in 560."""


def short_id(letter: str, *parts: object) -> str:
    """`letter-` and the first digits of the SHA-256 of the parts."""
    words = "\x1f".join("" if part is None else str(part) for part in parts)
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{letter}-{digest[:DIGITS]}"


def record_ids(records: Iterable[Record]) -> list[str]:
    """The ids of one reading's records, in their order; a repeated one is told apart by its ordinal."""
    seen: dict[str, int] = {}
    ids = []
    for record in records:
        letter = LETTERS[kind_of(record)]
        first = record.evidence[0]
        parts = (first.report, kind_of(record), first.start, first.end, *_telling(record))
        identity = short_id(letter, *parts)
        seen[identity] = seen.get(identity, 0) + 1
        ids.append(identity if seen[identity] == 1 else short_id(letter, *parts, seen[identity]))
    return ids


def _telling(record: Record) -> tuple[object, ...]:
    """Fields that tell apart records of one kind that rest on the same passage."""
    match record:
        case Event():
            return record.type, record.mode
        case Statement():
            return record.content.start, record.content.end
        case Figure():
            return _number(record.value), record.unit, record.change and _number(record.change.value)
        case Commitment():
            return _number(record.value), record.due
        case Tenure():
            return record.person, record.office


def _number(value: Value | None) -> str:
    """One spelling for 10, 10.0 and 1e1."""
    ends = value if isinstance(value, tuple) else (value,)
    return " ".join("" if end is None else repr(float(end)) for end in ends)
