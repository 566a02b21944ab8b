"""An item, its report and its reading as one row of a file of readings, and the row as these again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from attache.ledger.columns import (
    ACTORS,
    KINDS,
    LISTS,
    PASSAGES,
    SINGLE,
    Record,
    columns_of,
    dates_columns,
    dates_of,
    kind_of,
    passages_of,
    record_from,
)
from attache.ledger.ids import record_ids
from attache.ledger.readings import records_of
from attache.ledger.shards.form import REPORT, plural, roles_of
from attache.ledger.store import plain
from attache.records import (
    Actor,
    ActorName,
    Aside,
    Dates,
    Evidence,
    Mention,
    Reading,
    Report,
    ReportId,
    Thing,
)

Row = dict[str, Any]
Became = Literal["read", "unread", "fault", "aside"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a shard and what became of it."""

    item: str
    outcome: Became
    report: Report | None = None
    """None where the item gave no report, or it was set aside before it was read."""
    reading: Reading | None = None
    reason: str = ""
    """Code of why there is no reading."""
    message: str = ""
    """The same in one line."""


def row_of(entry: Entry) -> Row:
    """The entry as a row. Bytes that are no characters are written out, as in the ledger.

    Raises ValueError where a record rests on words that are not in its report.
    """
    row: Row = {"item": entry.item, "outcome": entry.outcome, "reason": entry.reason, "message": entry.message}
    if entry.report is not None:
        row |= _report_row(entry.report)
    if entry.report is not None and entry.reading is not None:
        row |= _reading_row(entry.report, entry.reading)
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    match value:
        case str():
            return plain(value)
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
    return value


def _report_row(report: Report) -> Row:
    return {"report": report.id, **{name: getattr(report, name) for name in REPORT}} | _dated(
        "published", report.published, report.published_how, report.published_reasons
    )


def _dated(name: str, dates: Dates | None, how: str, reasons: Iterable[str]) -> Row:
    return {**dates_columns(name, dates), f"{name}_how": how, f"{name}_reasons": list(reasons)}


def _reading_row(report: Report, reading: Reading) -> Row:
    records = records_of(reading)
    columns: dict[str, list[Row]] = {plural(kind): [] for kind in KINDS}
    for identity, record in zip(record_ids(records), records, strict=True):
        columns[plural(kind_of(record))].append({"id": identity, "rule": record.rule, **_record_row(record)})
    return {
        "reader": reading.reader,
        **_dated("dated", reading.published, reading.published_how, reading.published_reasons),
        "quotes": seal(_quotes(report, reading)),
        # The ledger knows one of a name, too.
        "actors": [*map(_actor_row, {actor.name: actor for actor in reading.actors}.values())],
        "things": [
            {"name": t.name, "kind": t.kind, "of": t.of, "parties": list(t.parties), "evidence": [*map(_place, t.evidence)]}
            for t in reading.things
        ],
        "mentions": [{**_place(m.evidence), "name": m.name, "kind": m.kind, "form": m.form} for m in reading.mentions],
        "aside": [
            {"reason": a.reason, "step": a.step, **(_place(a.evidence) if a.evidence else {"start": None, "end": None})}
            for a in reading.aside
        ],
        **columns,
    }


def check(report: Report, reading: Reading) -> None:
    """Raises ValueError where a record of the reading rests on nothing, on an empty passage, or on words that are not in the
    report."""
    for record in records_of(reading):
        if not record.evidence:
            raise ValueError(f"a {kind_of(record)} by {record.rule} has no evidence")
        if any(passage.start >= passage.end for _, _, passage in passages_of(record)):
            raise ValueError(f"a {kind_of(record)} by {record.rule} has an empty passage")
    for _ in _quotes(report, reading):
        pass


def _quotes(report: Report, reading: Reading) -> Iterator[str]:
    for passage in _passages(reading):
        words = report.text[passage.start : passage.end]
        whole = 0 <= passage.start <= passage.end <= len(report.text)
        if passage.report != report.id or words != passage.text or not whole:
            raise ValueError(f"characters {passage.start}–{passage.end} are not the words of the report that are quoted")
        yield passage.text


def _actor_row(actor: Actor) -> Row:
    return {"name": actor.name, "kind": actor.kind, "country": actor.country, "aliases": list(actor.aliases)}


def _record_row(record: Record) -> Row:
    row: Row = dict(columns_of(record))
    for name in LISTS:
        if name in row:
            row[name] = list(getattr(record, name))
    if "cumulative" in row:
        row["cumulative"] = bool(row["cumulative"])
    for role in roles_of(kind_of(record), ACTORS):
        names = getattr(record, role)
        row[role] = names if role in SINGLE else list(names)
    for role in roles_of(kind_of(record), PASSAGES):
        held = getattr(record, role)
        row[role] = (held and _place(held)) if role in SINGLE else [*map(_place, held)]
    return row


def _place(evidence: Evidence) -> Row:
    return {"start": evidence.start, "end": evidence.end}


def _passages(reading: Reading) -> Iterator[Evidence]:
    """All passages of a reading in the order of `seal`: column by column, as they lie in a file."""
    yield from (mention.evidence for mention in reading.mentions)
    yield from (passage for thing in reading.things for passage in thing.evidence)
    yield from (aside.evidence for aside in reading.aside if aside.evidence)
    for kind in KINDS:
        records: tuple[Record, ...] = getattr(reading, plural(kind))
        for role in roles_of(kind, PASSAGES):
            for record in records:
                held = getattr(record, role)
                yield from () if held is None else (held,) if isinstance(held, Evidence) else held


def seal(quotes: Iterable[str]) -> str:
    """The check of quoted words: sixteen hexadecimal digits of the SHA-256 of all of them in the order of the columns."""
    return hashlib.sha256("\x1f".join(quotes).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry that `row_of` made a row of."""
    report = _report(row) if row["report"] else None
    reading = _reading(report, row) if report is not None and row["reader"] else None
    return Entry(row["item"], row["outcome"], report, reading, row["reason"], row["message"])


def _report(row: Mapping[str, Any]) -> Report:
    texts = {name: row[name] for name in REPORT}
    return Report(
        id=ReportId(row["report"]),
        **texts,
        published=dates_of(row["published_from"], row["published_to"]),
        published_how=row["published_how"],
        published_reasons=tuple(row["published_reasons"]),
    )


def _reading(report: Report, row: Mapping[str, Any]) -> Reading:
    def passage(place: Row) -> Evidence:
        return Evidence(report.id, place["start"], place["end"], report.text[place["start"] : place["end"]])

    def names(told: list[str]) -> tuple[ActorName, ...]:
        return tuple(map(ActorName, told))

    records = {plural(kind): tuple(_record(kind, held, passage) for held in row[plural(kind)]) for kind in KINDS}
    return Reading(
        report=report.id,
        reader=row["reader"],
        published=dates_of(row["dated_from"], row["dated_to"]),
        published_how=row["dated_how"],
        published_reasons=tuple(row["dated_reasons"]),
        actors=tuple(Actor(a["name"], a["kind"], a["country"], tuple(a["aliases"])) for a in row["actors"]),
        things=tuple(
            Thing(t["name"], t["kind"], t["of"], names(t["parties"]), tuple(map(passage, t["evidence"]))) for t in row["things"]
        ),
        mentions=tuple(Mention(passage(m), m["name"], m["kind"], m["form"]) for m in row["mentions"]),
        aside=tuple(Aside(a["reason"], a["step"], None if a["start"] is None else passage(a)) for a in row["aside"]),
        **records,  # type: ignore[arg-type]
    )


def _record(kind: str, row: Row, passage: Any) -> Record:
    columns = {name: json.dumps(value, ensure_ascii=False) if name in LISTS else value for name, value in row.items()}
    actors = {role: _several(row[role]) for role in roles_of(kind, ACTORS)}
    passages = {role: [passage(place) for place in _several(row[role])] for role in roles_of(kind, PASSAGES)}
    return record_from(kind, columns, row["rule"], actors, passages)


def _several(held: Any) -> list[Any]:
    return held if isinstance(held, list) else [] if held is None else [held]
