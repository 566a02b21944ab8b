"""A promise with all that can decide it, and what a verdict consists of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from attache.ledger.entries import VerdictWord
from attache.ledger.promises import Promise, promise_of
from attache.ledger.series import CALENDAR, Point
from attache.ledger.tellings import family
from attache.ledger.told import Actors, Told, latest
from attache.ledger.words import grain
from attache.records import Commitment, Event, Evidence, Statement


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one promise; `proof` are ids of records besides those of the promise itself."""

    promise: str
    verdict: VerdictWord
    rule: str
    explanation: str
    proof: tuple[str, ...] = ()
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A promise with all that can decide it, as known on a day. Made by `case_of`."""

    promise: Promise
    """As told by `as_of`."""
    plans: tuple[Told[Event], ...]
    """Events to come, told in the promise's own words."""
    points: tuple[Point, ...]
    """Figures that tell an outcome (`tells_outcome`) of its measure, parties and unit."""
    rivals: tuple[Promise, ...]
    """Other promises on the same measure, parties and unit."""
    events: tuple[Told[Event], ...]
    """Events that may be what was promised, put it off or call it off."""
    statements: tuple[Told[Statement], ...]
    """What is said in its reports, or elsewhere of its value or thing."""
    actors: Actors
    as_of: str

    def name(self, actor: str) -> str:
        """An actor's name by id."""
        entry = self.actors.by_id.get(actor)
        return entry.name if entry else actor


def tells_outcome(point: Point, aims: Iterable[Commitment]) -> bool:
    """Whether a figure tells how it was, not how it should be: its report came out when its period was over, or all but
    over, and none of the same report's commitments (`aims`) rests on the same words."""
    told, period = point.told, point.told.record.period
    if not point.is_outcome or not told.day or period is None:
        return False
    if point.grain not in CALENDAR and told.day < latest(period):
        return False
    return not any(touch(a, e) for e in told.record.evidence for aim in aims for a in aim.evidence)


def touch(one: Evidence, other: Evidence) -> bool:
    """Whether two passages of one report share a character."""
    return one.report == other.report and one.start < other.end and other.start < one.end


def known_by(promise: Promise, as_of: str, actors: Actors) -> Promise | None:
    """The promise as the reports out by `as_of` tell it; None where none does."""
    told = [t for t in promise.told if t.day <= as_of]
    if len(told) == len(promise.told):
        return promise
    return replace(promise_of(told, actors), id=promise.id) if told else None


def plans_of(promise: Promise, events: Iterable[Told[Event]], actors: Actors) -> tuple[Told[Event], ...]:
    """Of the events of the promise's reports, those to come, and threats, told in the words that say what is promised; where
    there are none, what a report plans for the promise's very days, if that is of one family. A whole year is no such days.
    """
    contents = by_report(t.record.content for t in promise.told)
    reports = {t.report for t in promise.told}
    ahead = {e.id: e for e in events if e.record.status in AHEAD or e.record.mode in OFFERS or e.record.type in THREATS}
    in_words = (i for i, e in ahead.items() if any(touch(p, c) for p in e.record.evidence for c in contents.get(p.report, ())))
    found = [ahead[i] for i in sorted(in_words)]
    if found or promise.due is None or grain(promise.due) == "year":
        return tuple(found)
    planned = (e for _, e in sorted(ahead.items()) if e.record.status in AHEAD)
    same = [e for e in planned if e.report in reports and e.record.when == promise.due]
    parties = set(promise.parties)
    shared = [e for e in same if parties & set(actors.countries(e.ids((*e.record.who, *e.record.target))))]
    return tuple(shared) if len({family(e.record) for e in shared}) == 1 else ()


def told_with(promise: Promise, events: Iterable[Told[Event]]) -> tuple[Told[Event], ...]:
    """Events of the promise's reports told in the words that say what is promised, or what became of it."""
    records = [t.record for t in promise.told]
    passages = by_report(p for r in records for p in (r.content, r.outcome_evidence) if p is not None)
    return tuple(e for e in events if any(touch(own, p) for own in e.record.evidence for p in passages.get(own.report, ())))


def by_report(passages: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Passages by the report in which they stand."""
    out: dict[str, list[Evidence]] = {}
    for passage in passages:
        out.setdefault(passage.report, []).append(passage)
    return out


DOING = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID")
"""Types of events that are done once, so that what has no day is to come until they are."""
AHEAD = ("planned", "proposed", "conditional")
OFFERS = ("accept-invitation",)
"""Modes that happen now and promise something to come."""
THREATS = ("THREATEN", "SANCTION", "REJECT", "COERCE")
"""Types in whose words a promise is a threat: a settlement of the matter ends it."""
