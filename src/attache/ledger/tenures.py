"""Who held which office when, as asked for: intervals by office and by person, each observation with its sentence."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from attache.ledger.answers import Answers
from attache.ledger.asking import EVERYONE, Scope
from attache.ledger.entries import ActorEntry, Quote
from attache.ledger.office_words import is_exclusive
from attache.ledger.offices import Interval, Observation, Overlap, by_key, intervals, observed, overlaps
from attache.ledger.store import Cell, Store
from attache.ledger.told import Told
from attache.ledger.words import span
from attache.records import Dates, Event, Tenure

AMONG = "SELECT value FROM json_each(?)"


@dataclass(frozen=True, slots=True)
class TenureEntry:
    """One person's time in one office; `quotes` are the observations, oldest first."""

    person: ActorEntry
    interval: Interval
    quotes: tuple[Quote, ...]
    told: int = 0
    """Number of observations; `interval` and `quotes` may have some of many."""


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office with its holders, oldest first; in an exclusive office their line of succession."""

    key: str
    office: str
    """In the words most reports use."""
    of: ActorEntry | None
    exclusive: bool
    """Whether one person holds it at a time."""
    holders: tuple[TenureEntry, ...]
    overlaps: tuple[Overlap, ...]


def offices(store: Store, scope: Scope) -> tuple[OfficeLine, ...]:
    """Offices observed in scope with all who held them, by country or body, then by the office's words.

    Between two: offices of either, or of their bodies, and others observed in what lies between them. In a span of days: the
    offices that somebody was observed in, or between two observations, on one of these days, with those who were.
    """
    return lines(Answers(store), scope)


def lines(answers: Answers, scope: Scope) -> tuple[OfficeLine, ...]:
    """`offices` for one who has looked up actors and reports already."""
    inside = {t.id for t in answers.told(Tenure, *scope.records("tenure"))} if scope.pair else None
    told = {t.id: t for t in answers.told(Tenure, *_near(scope.pair, inside or set()))}
    inside = set(told) if inside is None else inside
    acts: dict[str, list[Told[Event]]] = defaultdict(list)
    reports = json.dumps(sorted({t.report for t in told.values()}))
    for event in answers.told(Event, f"{EVERYONE} AND r.kind = 'event' AND r.report IN ({AMONG})", (reports,)):
        acts[event.report].append(event)
    found = by_key(intervals(observation(answers, t, acts[t.report]) for _, t in sorted(told.items())))
    out = []
    for key, every in found.items():
        own = [i for i in every if scope.holds(days(i))]
        of = answers.actor(own[0].of) if own and own[0].of else None
        theirs = scope.pair is None or (of is not None and bool({of.id, of.country} & set(scope.pair)))
        if own and (theirs or any(o.id in inside for i in own for o in i.observations)):
            out.append(_line(answers, key, of, own, told))
    return tuple(sorted(out, key=lambda o: (o.of is None, o.of.name if o.of else "", o.office.casefold(), o.key)))


def _near(pair: tuple[str, str] | None, inside: Iterable[str]) -> tuple[str, tuple[Cell, ...]]:
    """The SELECT of ids of all tenure records in offices of the pair or of their bodies, or in those that records `inside`
    tell of, and its values; of all of them without a pair."""
    if pair is None:
        return f"{EVERYONE} AND r.kind = 'tenure'", ()
    theirs = "body IN (?, ?) OR body IN (SELECT id FROM actor WHERE country IN (?, ?))"
    offices = f"SELECT office FROM office_seen WHERE {theirs} OR record IN ({AMONG})"
    return f"SELECT record FROM office_seen WHERE office IN ({offices})", (*pair, *pair, json.dumps(sorted(inside)))


def observation(answers: Answers, told: Told[Tenure], events: Iterable[Told[Event]] = ()) -> Observation:
    """A tenure record as an observation, with what the ledger knows of the body whose office it is; `events` of its report."""
    of = told.ids((told.record.of,))[0] if told.record.of else None
    body = answers.actors.get(of) if of else None
    if body is None or body.kind == "country":
        return observed(told, events)
    return observed(told, events, name=body.name, country=body.country)


def days(interval: Interval) -> Dates | None:
    """The days from the first to the last observation; for one only told to have left, until that day."""
    if interval.first_seen is None and interval.not_after is None:
        return None
    return interval.first_seen, interval.last_seen or interval.not_after


def tenure_words(interval: Interval) -> str:
    """An interval in plain words: "seen 1 March 2001 – 3 May 2002; not after 10 November 2008"."""
    first, last = interval.first_seen, interval.last_seen
    if first is None or last is None:
        return f"left by {span((interval.not_after,) * 2)}" if interval.not_after else "seen on no day that is known"
    parts = [f"seen {span((first, last))}"]
    if interval.not_before:
        parts.append(f"not before {span((interval.not_before,) * 2)}")
    if interval.not_after:
        parts.append(f"not after {span((interval.not_after,) * 2)}")
    parts += [f"not seen between {span((a, a))} and {span((b, b))}" for a, b in interval.gaps]
    return "; ".join(parts)


def _line(answers: Answers, key: str, of: ActorEntry | None, own: list[Interval], told: dict[str, Told[Tenure]]) -> OfficeLine:
    entries = []
    for interval in own:
        quotes = tuple(answers.quote(told[o.id].record.evidence[0]) for o in interval.observations)
        entries.append(TenureEntry(answers.actor(interval.person), interval, quotes, len(interval.observations)))
    words = [o.office for i in own for o in i.observations]
    office = min(set(words), key=lambda w: (-words.count(w), w))
    return OfficeLine(key, office, of, is_exclusive(key), tuple(entries), tuple(overlaps(own)))
