"""Readings made from hand-made records, so that the ledger is tested and measured on what a perfect reader finds.

A gold file `NAME.gold.json` lies beside its report; in goes its path, out comes the report with the reading that holds its
records. Benchmarks and tests share this, and what Attaché reads from the same reports.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

from attache.knowledge import rows, several
from attache.reading import read
from attache.records import (
    Actor,
    ActorKind,
    ActorName,
    Aside,
    Change,
    Commitment,
    Dates,
    Event,
    Evidence,
    Figure,
    Mention,
    Reading,
    Report,
    ReportId,
    Statement,
    Tenure,
    Thing,
    ThingKind,
    Value,
)
from attache.sources import read_path

READER = "gold/1"


def visible(path: Path) -> str:
    """The text of a sample report: of a page what is seen, white space folded."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<!--.*?-->", " ", text)
        text = re.sub(r"(?is)<(head|script|style)\b.*?</\1\s*>", " ", text)
        text = " ".join(html.unescape(re.sub(r"(?s)<[^>]+>", " ", text)).split())
    return text


def gold_files(folder: Path) -> list[Path]:
    """Gold files that lie in a folder, sorted."""
    return sorted(folder.glob("*.gold.json"))


@cache
def gold(path: Path) -> tuple[Report, Reading]:
    """The report of a gold file and the reading that holds its records."""
    told = json.loads(path.read_text("utf-8"))
    text = visible(path.parent / told["report"]["file"])
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(
        id=ReportId("r" + digest[:16]),
        text=text,
        sha256=digest,
        file=told["report"]["file"],
        title=told["report"]["title"],
        agency=told["report"]["agency"],
        published=_dates(told["report"]["published"]),
        published_how=told["report"]["published_how"],
    )
    return report, _Maker(report, told).reading()


@cache
def as_read(path: Path) -> tuple[Report, Reading]:
    """A report file and its reading by Attaché itself, once in a run: reading is what costs time."""
    report = read_path(path)
    return report, read(report)


class _Maker:
    def __init__(self, report: Report, told: dict[str, Any]) -> None:
        self.report, self.told = report, told
        self.actors: dict[str, Actor] = {}

    def reading(self) -> Reading:
        told = self.told
        for tenure in told["tenures"]:
            self.actor(tenure["person"], "person", tenure["of"] if _is_code(tenure["of"]) else None)
        for named in told["named"]:
            if named["kind"] == "organisation":
                self.actor(named["name"], "organisation", named["of"] if _is_code(named["of"]) else None)
        records: dict[str, Any] = {
            "events": tuple(self.event(e) for e in told["events"]),
            "statements": tuple(self.statement(s) for s in told["statements"]),
            "figures": tuple(self.figure(f) for f in told["figures"]),
            "commitments": tuple(self.commitment(c) for c in told["commitments"]),
            "tenures": tuple(self.tenure(t) for t in told["tenures"]),
        }
        things = tuple(
            Thing(n["name"], n["kind"], n["of"], evidence=(self.passage(n["evidence"]),))
            for n in told["named"]
            if n["kind"] in get_args(ThingKind)
        )
        return Reading(
            report=self.report.id,
            reader=READER,
            published=self.report.published,
            published_how=self.report.published_how,
            actors=tuple(self.actors.values()),
            things=things,
            mentions=self.mentions(),
            aside=(Aside("told-twice", "events"),),
            **records,
        )

    def passage(self, words: str) -> Evidence:
        start = self.report.text.index(words)
        return Evidence(self.report.id, start, start + len(words), words)

    def actor(self, name: str, kind: ActorKind | None = None, country: str | None = None) -> ActorName:
        if name not in self.actors:
            if _is_code(name):
                kind, country = "country", name
            table = _bodies().get(name)
            kind = kind or ("organisation" if table is not None or name[:1].islower() else "person")
            self.actors[name] = Actor(ActorName(name), kind, country, table or ())
        return ActorName(name)

    def names(self, names: list[str] | None) -> tuple[ActorName, ...]:
        return tuple(self.actor(n) for n in names or ())

    def speakers(self, joined: str | None) -> tuple[ActorName, ...]:
        return self.names(joined.split("; ") if joined else None)

    def mentions(self) -> tuple[Mention, ...]:
        spoken = {c: [r["name"], *several(r["demonyms"])] for r in rows("countries") for c in [r["iso3"]]}
        found = []
        for name, actor in self.actors.items():
            words = spoken.get(name, []) if actor.kind == "country" else [name]
            for word in words:
                for match in re.finditer(rf"\b{re.escape(word)}\b", self.report.text):
                    passage = Evidence(self.report.id, match.start(), match.end(), match[0])
                    found.append(Mention(passage, name, actor.kind, "name"))
        return tuple(sorted(found, key=lambda m: (m.evidence, m.name)))

    def event(self, e: dict[str, Any]) -> Event:
        return Event(
            type=e["type"],
            mode=e["mode"],
            status=e["status"],
            evidence=(self.passage(e["evidence"]),),
            rule="gold",
            who=self.names(e["who"]),
            target=self.names(e.get("target")),
            about=tuple(e.get("about") or ()),
            when=_dates(e["when"]),
            announced=_dates(e.get("announced")),
            where=e["where"],
        )

    def statement(self, s: dict[str, Any]) -> Statement:
        content = self.passage(s["evidence"])
        via = s.get("via")
        return Statement(
            speakers=self.speakers(s["speaker"]),
            as_=s["as"],
            cue="said",
            content=content,
            quoted=s["quoted"],
            evidence=(content,),
            rule="gold",
            continued=self.passage(s["continued"]) if s.get("continued") else None,
            via=self.names(via) if isinstance(via, list) else self.speakers(via),
        )

    def figure(self, f: dict[str, Any]) -> Figure:
        return Figure(
            measure=f["measure"],
            parties=self.names(f["parties"]),
            value=_value(f["value"]),
            unit=f["unit"],
            evidence=(self.passage(f["evidence"]),),
            rule="gold",
            bound=f["bound"],
            change=Change(**f["change"]) if f["change"] else None,
            period=_dates(f["period"]),
            speakers=self.speakers(f["speaker"]),
            source=f.get("source"),
        )

    def commitment(self, c: dict[str, Any]) -> Commitment:
        content = self.passage(c["evidence"])
        return Commitment(
            kind=c["kind"],
            by=self.names(c["by"]),
            content=content,
            evidence=(content,),
            rule="gold",
            parties=self.names(c["parties"]),
            measure=c["measure"],
            value=_value(c["value"]),
            unit=c["unit"],
            due=_dates(c["due"]),
            speakers=self.speakers(c["speaker"]),
            outcome=c.get("outcome"),
            outcome_evidence=self.passage(c["outcome_evidence"]) if c.get("outcome_evidence") else None,
        )

    def tenure(self, t: dict[str, Any]) -> Tenure:
        return Tenure(
            self.actor(t["person"], "person"), t["office"], t["of"], (self.passage(t["evidence"]),), "gold", _dates(t.get("when"))
        )


def _is_code(name: str | None) -> bool:
    return name in {r["iso3"] for r in rows("countries")}


@cache
def _bodies() -> dict[str, tuple[str, ...]]:
    return {n: (r["name"], *several(r["aliases"])) for r in rows("organisations") for n in (r["name"], *several(r["aliases"]))}


def _dates(pair: list[str | None] | None) -> Dates | None:
    return (pair[0], pair[1]) if pair else None


def _value(value: Any) -> Value | None:
    return (float(value[0]), float(value[1])) if isinstance(value, list) else None if value is None else float(value)
