"""Records as JSON lines: `{"record": "event", …}`, one object a line, with the field names of the records.

An actor inside a record is written `{"id", "name", "kind", "country", "aliases"}`; evidence `{"report", "start", "end",
"text"}`. `speaker` is the actor, joint speakers one string, "A; B", and `speakers` always the list of actors. From a
ledger each record carries its id, and further lines tell what lies across reports: actor, occurrence, series, promise,
expected (what was announced and what became of it), office (who was seen in it when) and lifeline (of agreements and other
things). They name records by id, so that each can be followed to its sentence.
Records stand as people corrected them, rejected ones are left out; `reviewed` tells of those with a review in force that
they are accepted or corrected, and the lines `review` what was decided, by whom, when and why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from attache.records import Actor, ActorName, Commitment, Event, Evidence, Figure, Reading, Report, Statement, Tenure, Thing

if TYPE_CHECKING:
    from attache.ledger import Ledger
    from attache.ledger.entries import ActorEntry, OccurrenceEntry, PromiseEntry, SeriesEntry
    from attache.ledger.expected import ExpectedEntry
    from attache.ledger.lifelines import LifeLine
    from attache.ledger.reviews.listing import ReviewEntry
    from attache.ledger.tenures import OfficeLine

Record = Event | Statement | Figure | Commitment | Tenure
Line = dict[str, Any]
Naming = Callable[[ActorName], Actor]
Ids = Callable[[ActorName], str]


def report_line(report: Report, reading: Reading | None) -> Line:
    """The report, with the date that reading settled."""
    line = asdict(report)
    if reading is not None:
        line |= {"published": reading.published, "published_how": reading.published_how}
        line["published_reasons"] = list(reading.published_reasons)
    return {"record": "report", **line}


def actor_line(actor: Actor, identity: str | None = None) -> Line:
    """An actor as records name it; `identity` is its id in a ledger, its name where it has none."""
    return {
        "id": identity or actor.name,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "aliases": list(actor.aliases),
    }


def reading_lines(reading: Reading, naming: Naming) -> Iterator[Line]:
    """All records of one reading in a fixed order; `naming` gives the actor that a name stands for."""
    for thing in reading.things:
        yield thing_line(thing)
    for actor, passages in named_bodies(reading):
        yield {"record": "actor", **actor_line(naming(actor.name)), "evidence": [asdict(e) for e in passages]}
    records: tuple[Record, ...] = (
        *reading.events,
        *reading.statements,
        *reading.figures,
        *reading.commitments,
        *reading.tenures,
    )
    known = {a.name for a in reading.actors}
    for record in records:
        line = record_line(record, naming)
        if isinstance(record, Tenure) and record.of in known:
            line["of"] = actor_line(naming(ActorName(str(record.of))))
        yield line


def named_bodies(reading: Reading) -> Iterator[tuple[Actor, list[Evidence]]]:
    """Organisations of a reading that its report names, with the passages that do."""
    names_of_things = [m.evidence for m in reading.mentions if m.kind in ("agreement", "mechanism", "programme", "project")]
    for actor in reading.actors:
        # A body that only stands inside the name of a thing (ASEAN in "ASEAN-India Trade in Goods Agreement") is not named by it.
        named = [m.evidence for m in reading.mentions if m.name == actor.name]
        passages = [e for e in named if not any(n.start <= e.start and e.end <= n.end for n in names_of_things)]
        if passages and actor.kind == "organisation":
            yield actor, passages


def thing_line(thing: Thing) -> Line:
    """A named thing with the passages that name it."""
    evidence = [asdict(e) for e in thing.evidence]
    return {"record": "thing", "name": thing.name, "kind": thing.kind, "of": thing.of, "evidence": evidence}


def record_line(record: Record, naming: Naming, ids: Ids | None = None) -> Line:
    """One record; its fields in the order of their definition. `ids` gives an actor's id in a ledger."""

    def actor(name: ActorName) -> Line:
        return actor_line(naming(name), ids(name) if ids else None)

    def actors(names: tuple[ActorName, ...]) -> list[Line]:
        return [actor(n) for n in names]

    def passage(evidence: Evidence | None) -> Line | None:
        return asdict(evidence) if evidence else None

    line = {k: v for k, v in asdict(record).items() if k != "evidence"}
    line["evidence"] = [asdict(e) for e in record.evidence]
    if "speakers" in line:
        speakers = actors(line.pop("speakers"))
        joint = "; ".join(s["id"] if s["kind"] == "country" else s["name"] for s in speakers)
        line |= {"speaker": speakers[0] if len(speakers) == 1 else joint or None, "speakers": speakers}
    match record:
        case Event():
            line |= {"who": actors(record.who), "target": actors(record.target)}
            return {"record": "event", **line}
        case Statement():
            line["as"] = line.pop("as_")
            line |= {"content": passage(record.content), "continued": passage(record.continued), "via": actors(record.via)}
            line["addressee"] = actor(record.addressee) if record.addressee else None
            return {"record": "statement", **line}
        case Figure():
            line["parties"] = actors(record.parties)
            return {"record": "figure", **line}
        case Commitment():
            line |= {"by": actors(record.by), "to": actors(record.to), "parties": actors(record.parties)}
            return {"record": "commitment", **line}
        case Tenure():
            line["person"] = actor(record.person)
            return {"record": "tenure", **line}


def ledger_lines(ledger: Ledger) -> Iterator[Line]:
    """The whole ledger: reports with their records, then what lies across reports; the same bytes on any day.

    Former versions of a page are left out. Reports come by file name or address, records in the order of the reading.
    """
    actors = {a.id: a for a in ledger.actors()}
    current = [r for r in ledger.reports() if r.replaced_by is None]
    for entry in sorted(current, key=lambda r: (r.file or "", r.url or "", r.id)):
        report, reading = ledger.report_text(entry.id), ledger.reading(entry.id)
        also = {"also_seen": list(entry.also_seen)} if entry.also_seen else {}
        yield {**report_line(report, reading), **also, "reader": entry.reader}
        if reading is not None:
            yield from _reading_of_ledger(ledger, reading, actors)
    for actor in actors.values():
        yield {"record": "actor", **actor_line(_as_actor(actor), actor.id)}
    for occurrence in sorted(ledger.occurrences(), key=lambda o: o.id):
        yield occurrence_line(occurrence)
    for series in sorted(ledger.series(), key=lambda s: s.id):
        yield series_line(series)
    for promise in sorted(ledger.promises(), key=lambda p: p.id):
        yield promise_line(promise)
    for plan in sorted(ledger.expected(), key=lambda e: e.id):
        yield expected_line(plan)
    for office in sorted(ledger.offices(), key=lambda o: o.key):
        yield office_line(office)
    for life in sorted(ledger.lifelines(), key=lambda li: li.thing):
        yield lifeline_line(life)
    for review in ledger.reviews():
        yield review_line(review)
    for reason, count in ledger.aside():
        yield {"record": "aside", "reason": reason, "count": count}


def _reading_of_ledger(ledger: Ledger, reading: Reading, actors: dict[str, ActorEntry]) -> Iterator[Line]:
    identities = ledger.identities(reading.report)
    known = {a.name: a for a in reading.actors}

    def naming(name: ActorName) -> Actor:
        if name in identities:
            return _as_actor(actors[identities[name]])
        return known.get(name) or Actor(name, "organisation")

    def ids(name: ActorName) -> str:
        return identities.get(name, name)

    for thing in reading.things:
        yield {**thing_line(thing), "id": ledger.thing_id(reading.report, thing.name)}
    for actor, passages in named_bodies(reading):
        line = actor_line(naming(actor.name), ids(actor.name))
        yield {"record": "actor", **line, "evidence": [asdict(e) for e in passages]}
    records = ledger.records(reading.report)
    reviewed = ledger.review_of(*(identity for identity, _ in records))
    for identity, record in records:
        line = record_line(record, naming, ids)
        if identity in reviewed:
            line["reviewed"] = reviewed[identity].word
        if isinstance(record, Tenure) and record.of is not None:
            of = ActorName(record.of)
            line["of"] = actor_line(naming(of), ids(of)) if of in identities else record.of
        yield {"record": line.pop("record"), "id": identity, **line}


def _as_actor(entry: ActorEntry) -> Actor:
    return Actor(ActorName(entry.name), entry.kind, entry.country, entry.aliases)


def occurrence_line(occurrence: OccurrenceEntry) -> Line:
    """An event in the world with the ids of the event records that tell it, what each says of its state, and what they do
    not tell alike."""
    line = {f: getattr(occurrence, f) for f in ("id", "type", "mode", "status", "when", "where")}
    people = {"who": [a.id for a in occurrence.who], "target": [a.id for a in occurrence.target]}
    states = [{"status": s.status, "day": s.day or None, "when": s.when, "event": s.event} for s in occurrence.states]
    differences = [
        {
            "field": d.field,
            "contradict": d.contradict,
            "versions": [{"told": v.words, "events": list(v.events)} for v in d.versions],
        }
        for d in occurrence.differences
    ]
    told = {"events": [e.id for e in occurrence.events], "sources": occurrence.sources}
    return {"record": "occurrence", **line, **people, **told, "states": states, "differences": differences}


def series_line(series: SeriesEntry) -> Line:
    """A series with its points by period and the pairs of points that do not agree, by figure id."""
    points = [
        {
            "figure": p.id,
            "period": p.figure.period,
            "grain": p.grain,
            "side": p.side,
            "counted_by": p.counted_by,
            "forecast": p.forecast,
            "suspect": p.suspect,
            "value": p.figure.value,
            "bound": p.figure.bound,
        }
        for p in series.points
    ]
    return {
        "record": "series",
        "id": series.id,
        "measure": series.measure,
        "parties": [a.id for a in series.parties],
        "unit": series.unit,
        "cumulative": series.cumulative,
        "points": points,
        "conflicts": [[c.first.id, c.second.id] for c in series.conflicts],
        "growth": [as_json(g) for g in series.growth],
        "findings": [as_json(f) for f in series.findings],
    }


def promise_line(promise: PromiseEntry) -> Line:
    """A promise with its verdict; the ids of the commitments that state it and of the records that prove it."""
    names = (
        "id",
        "title",
        "kind",
        "measure",
        "value",
        "unit",
        "bound",
        "due",
        "verdict",
        "rule",
        "explanation",
        "as_of",
        "superseded_by",
    )
    line = {name: getattr(promise, name) for name in names}
    line["parties"] = [a.id for a in promise.parties]
    line |= {"replaces": list(promise.replaces), "chain": [link.id for link in promise.chain]}
    way = [
        {"day": m.day or None, "kind": m.kind, "told": m.words, "share": m.share, "id": m.record.id} for m in promise.on_the_way
    ]
    stated, proof = [c.id for c in promise.stated], [p.id for p in promise.proof]
    return {"record": "promise", **line, "stated": stated, "proof": proof, "on_the_way": way}


def expected_line(entry: ExpectedEntry) -> Line:
    """What was announced and what became of it; the ids of the event records that announce and decide it."""
    names = ("planned", "held", "outcome", "explanation", "as_of")
    line = {name: getattr(entry, name) for name in names}
    sides = {"announced": [e.id for e in entry.announced], "proof": [e.id for e in entry.proof]}
    return {"record": "expected", "occurrence": entry.id, **line, **sides}


def office_line(office: OfficeLine) -> Line:
    """An office with the times in which persons were seen in it; each with the ids of the tenure records that say so."""
    holders = [
        {
            "person": h.person.id,
            "first_seen": h.interval.first_seen,
            "last_seen": h.interval.last_seen,
            "not_before": h.interval.not_before,
            "not_after": h.interval.not_after,
            "gaps": [list(gap) for gap in h.interval.gaps],
            "tenures": [o.id for o in h.interval.observations],
        }
        for h in office.holders
    ]
    overlaps = [{"days": list(o.days), "tenures": [x.id for x in o.observations]} for o in office.overlaps]
    of = office.of.id if office.of else None
    return {
        "record": "office",
        "office": office.office,
        "of": of,
        "exclusive": office.exclusive,
        "holders": holders,
        "overlaps": overlaps,
    }


def lifeline_line(life: LifeLine) -> Line:
    """A thing's life: how it stands, and its stages with the ids of the records that tell them."""
    stages = [
        {
            "stage": m.stage,
            "reached": m.reached,
            "when": m.when,
            "where": m.where,
            "number": m.number,
            "by": [a.id for a in m.by],
            "dates": [d.when for d in m.dates],
            "conflict": m.conflict,
            "planned": [d.when for d in m.planned],
            "records": [r.id for r in m.records],
        }
        for m in life.milestones
    ]
    line = {"thing": life.thing, "name": life.name, "kind": life.kind, "state": life.state or None, "since": life.since}
    return {"record": "lifeline", **line, "milestones": stages}


def review_line(review: ReviewEntry) -> Line:
    """What a person decided; of a correction each field as it was read and as it was put."""
    line = {
        name: as_json(getattr(review, name)) for name in ("id", "action", "by", "at", "why", "state", "undoes", "undone", "on")
    }
    fields = [{"field": name.rstrip("_"), "was": as_json(was), "now": as_json(now)} for name, was, now in review.fields]
    return {"record": "review", **line, "fields": fields}


def as_json(value: Any) -> Any:
    """Any result of the ledger as plain JSON values: what `--json` prints and a page's JSON twin holds."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {k: as_json(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(v) for v in value]
    return value


def written(line: Line) -> str:
    """A line as it stands in the file, without its line break."""
    return json.dumps(line, ensure_ascii=False)
