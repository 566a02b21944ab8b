"""Records as JSON lines: `{"record": "event", …}`, one object a line, with the field names of the records.

An actor inside a record is written `{"id", "name", "kind", "country", "aliases"}`; evidence `{"report", "start", "end",
"text"}`; joint speakers as one string, "A; B".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from attache.records import Actor, ActorName, Commitment, Event, Evidence, Figure, Reading, Report, Statement, Tenure, Thing

Line = dict[str, Any]
Naming = Callable[[ActorName], Actor]


def report_line(report: Report, reading: Reading | None) -> Line:
    """The report, with the date that reading settled."""
    line = asdict(report)
    if reading is not None:
        line |= {"published": reading.published, "published_how": reading.published_how}
        line["published_reasons"] = list(reading.published_reasons)
    return {"record": "report", **line}


def actor_line(actor: Actor) -> Line:
    """An actor as records name it."""
    return {"id": actor.name, "name": actor.name, "kind": actor.kind, "country": actor.country, "aliases": list(actor.aliases)}


def reading_lines(reading: Reading, naming: Naming) -> Iterator[Line]:
    """All records of one reading in a fixed order; `naming` gives the actor that a name stands for."""
    for thing in reading.things:
        yield thing_line(thing)
    names_of_things = [m.evidence for m in reading.mentions if m.kind in ("agreement", "mechanism", "programme", "project")]
    for actor in reading.actors:
        # A body that only stands inside the name of a thing (ASEAN in "ASEAN-India Trade in Goods Agreement") is not named by it.
        named = [m.evidence for m in reading.mentions if m.name == actor.name]
        passages = [e for e in named if not any(n.start <= e.start and e.end <= n.end for n in names_of_things)]
        if passages and actor.kind == "organisation":
            yield {"record": "actor", **actor_line(naming(actor.name)), "evidence": [asdict(e) for e in passages]}
    for record in (*reading.events, *reading.statements, *reading.figures, *reading.commitments, *reading.tenures):
        yield record_line(record, naming)


def thing_line(thing: Thing) -> Line:
    """A named thing with the passages that name it."""
    return {
        "record": "thing",
        "name": thing.name,
        "kind": thing.kind,
        "of": thing.of,
        "evidence": [asdict(e) for e in thing.evidence],
    }


def record_line(record: Event | Statement | Figure | Commitment | Tenure, naming: Naming) -> Line:
    """One record; its fields in the order of their definition."""

    def actors(names: tuple[ActorName, ...]) -> list[Line]:
        return [actor_line(naming(n)) for n in names]

    def passage(evidence: Evidence | None) -> Line | None:
        return asdict(evidence) if evidence else None

    line = {k: v for k, v in asdict(record).items() if k != "evidence"}
    line["evidence"] = [asdict(e) for e in record.evidence]
    match record:
        case Event():
            line |= {"who": actors(record.who), "target": actors(record.target)}
            return {"record": "event", **line}
        case Statement():
            line["as"] = line.pop("as_")
            line["speaker"] = "; ".join(naming(n).name for n in line.pop("speakers")) or None
            line |= {"content": passage(record.content), "continued": passage(record.continued), "via": actors(record.via)}
            return {"record": "statement", **line}
        case Figure():
            line["speaker"] = "; ".join(naming(n).name for n in line.pop("speakers")) or None
            line["parties"] = actors(record.parties)
            return {"record": "figure", **line}
        case Commitment():
            line["speaker"] = "; ".join(naming(n).name for n in line.pop("speakers")) or None
            line |= {"by": actors(record.by), "to": actors(record.to), "parties": actors(record.parties)}
            return {"record": "commitment", **line}
        case Tenure():
            line["person"] = actor_line(naming(record.person))
            return {"record": "tenure", **line}
