"""Short reports and records made by hand: `told` marks each record's passage by its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from attache.ledger.columns import Record
from attache.records import (
    Actor,
    ActorKind,
    ActorName,
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
    Value,
)

READER = "hand/1"


def report(text: str, published: str | None = None, **told: Any) -> Report:
    """A report by its text; `published` is a day."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    dates = (published, published) if published else None
    made = Report(ReportId("r" + digest[:16]), text, digest, published=dates, published_how="stated" if dates else "unknown")
    return replace(made, file=told.pop("file", None if "url" in told else f"{digest[:6]}.txt"), **told)


def passage(of: Report, words: str) -> Evidence:
    """The first place where the words stand."""
    start = of.text.index(words)
    return Evidence(of.id, start, start + len(words), words)


def names(*given: str) -> tuple[ActorName, ...]:
    """Names as records hold them."""
    return tuple(ActorName(n) for n in given)


def year(number: int) -> Dates:
    """A whole year."""
    return f"{number}-01-01", f"{number}-12-31"


def figure(of: Report, words: str, value: Value | None, **told: Any) -> Figure:
    """A figure of two-way trade between Vietnam and Russia in USD, unless told otherwise."""
    given = {"measure": "two-way trade", "parties": names("RUS", "VNM"), "unit": "USD"} | told
    return Figure(value=value, evidence=(passage(of, words),), rule="hand", **given)


def target(of: Report, words: str, value: Value | None, due: Dates | None, **told: Any) -> Commitment:
    """A target of two-way trade between Vietnam and Russia in USD, unless told otherwise."""
    given = {
        "kind": "target",
        "by": names("RUS", "VNM"),
        "measure": "two-way trade",
        "parties": names("RUS", "VNM"),
        "unit": "USD",
    } | told
    return Commitment(content=passage(of, words), evidence=(passage(of, words),), rule="hand", value=value, due=due, **given)


def event(of: Report, words: str, mode: str, *who: str, **told: Any) -> Event:
    """An event that happened, a consultation unless told otherwise."""
    given = {"type": "CONSULT", "status": "happened", "target": ()} | told
    given["target"] = names(*given["target"])
    return Event(mode=mode, who=names(*who), evidence=(passage(of, words),), rule="hand", **given)


def tenure(of: Report, words: str, person: str, office: str, country: str) -> Tenure:
    """An office held on the report's date."""
    return Tenure(ActorName(person), office, country, (passage(of, words),), "hand")


def statement(of: Report, words: str, *speakers: str) -> Statement:
    """An indirect statement."""
    return Statement(names(*speakers), "", "said", passage(of, words), False, (passage(of, words),), "hand")


def actor(name: str, kind: ActorKind, country: str | None = None, *aliases: str) -> Actor:
    """An actor as a reading knows it."""
    return Actor(ActorName(name), kind, country, aliases)


def reading(of: Report, actors: Iterable[Actor] = (), *records: Record, things: Iterable[Thing] = (), **told: Any) -> Reading:
    """The reading that holds the records; every actor is mentioned where its name stands, countries count as listed."""
    listed = {a.name: a for a in (actor("RUS", "country", "RUS"), actor("VNM", "country", "VNM"), *actors)}
    mentions = tuple(Mention(passage(of, n), n, a.kind, "name") for n, a in listed.items() if n in of.text)
    given = {"reader": READER, "published": of.published, "published_how": of.published_how} | told
    return Reading(
        of.id,
        actors=tuple(listed.values()),
        things=tuple(things),
        mentions=mentions,
        events=tuple(r for r in records if isinstance(r, Event)),
        statements=tuple(r for r in records if isinstance(r, Statement)),
        figures=tuple(r for r in records if isinstance(r, Figure)),
        commitments=tuple(r for r in records if isinstance(r, Commitment)),
        tenures=tuple(r for r in records if isinstance(r, Tenure)),
        **given,
    )


def up(percent: float) -> Change:
    """A rise in per cent."""
    return Change(percent, "%", "up")


def down(percent: float | None = None) -> Change:
    """A fall in per cent; by default nobody says how far."""
    return Change(percent, "%", "down")
