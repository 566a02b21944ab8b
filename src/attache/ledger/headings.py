"""Under which headings everything is listed, and on which days: from what its own reports tell, and nothing else.

A heading is a word and a value (`sector`, `energy`); all of a kind stands under the heading without either. What a list is
of is a scope: everything (`("", "")`), one actor (`(id, "")`), or two countries or bodies (`(a, b)`, a < b).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from attache.ledger.levels import is_contact, level_of_contact
from attache.ledger.occurrences import Occurrence
from attache.ledger.promises import Promise
from attache.ledger.told import Actors, Told, closed, earliest, latest
from attache.records import Dates, Event, Statement

Heading = tuple[str, str]
"""Word and value."""
Scope = tuple[str, str]

ALL: Heading = ("", "")
EVERYTHING: Scope = ("", "")

PLACES = 17
"""Bits for the place within an origin."""

DECIDED = frozenset({"kept", "kept late", "missed", "superseded", "disputed"})
"""Verdicts that say how it ended."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is filed: in each list of one of its scopes, under each of its headings."""

    kind: str
    item: str
    origin: str
    """The report it is from; of what several reports tell its own id."""
    span: Dates | None
    """Both days or none."""
    scopes: frozenset[Scope]
    headings: frozenset[Heading]
    place: int = 0
    """Order among the cards of one origin: what stands first in a report is listed first."""

    @property
    def number(self) -> int:
        """A number of 63 bits, the same whenever and wherever it is filed; what lists of one day sort by, the highest first."""
        if self.origin == self.item:
            return _hashed(f"{self.kind}\x1f{self.item}")
        return _hashed(self.origin) >> PLACES << PLACES | (1 << PLACES) - 1 - min(self.place, (1 << PLACES) - 1)


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom one record concerns."""

    own: frozenset[str]
    told: frozenset[str]
    pair: Scope | None
    """The two actors that its report is mostly about."""


NOBODY = Concern(frozenset(), frozenset(), None)


def _hashed(words: str) -> int:
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big") >> 1


def can_be_of_two(actor: str, actors: Actors) -> bool:
    """Whether lists between the actor and another one are kept: countries and bodies that have a name, no persons."""
    entry = actors.by_id.get(actor)
    return entry is not None and (entry.kind == "country" or (entry.kind == "organisation" and entry.named))


def scopes_of(concerns: Iterable[Concern], actors: Actors, *, themselves: bool = False) -> frozenset[Scope]:
    """The scopes of what these records tell: what "between A and B" means in `asking.Scope`.

    `themselves`: of two only where both take part, as with figures.
    """
    found = {EVERYTHING}
    for concern in set(concerns):
        every = concern.own | concern.told
        found |= {(actor, "") for actor in every}
        pairable = sorted(a for a in (concern.own if themselves else every) if can_be_of_two(a, actors))
        found |= set(combinations(pairable, 2))
        if concern.pair is not None and not themselves and every & {*concern.pair}:
            found.add(concern.pair)
    return frozenset(found)


def _under(pairs: Iterable[tuple[str, str | None]]) -> frozenset[Heading]:
    return frozenset({ALL, *((word, value) for word, value in pairs if value)})


# Records


def statement_headings(speakers: Sequence[str], statement: Statement, actors: Actors) -> frozenset[Heading]:
    """Speakers (by id), whom they speak for, sectors, who says what on which, whether in their own words."""
    return _under(
        (
            *(("speaker", s) for s in speakers),
            *(("for", f) for s in speakers for f in spoken_for(s, actors)),
            *(("sector", s) for s in statement.sectors),
            *(("says", f"{who}|{what}") for who in speakers for what in statement.sectors),
            ("quoted", {True: "yes", False: "no", "mixed": "mixed"}[statement.quoted]),
        )
    )


def spoken_for(actor: str, actors: Actors) -> Iterator[str]:
    """The countries and bodies that an actor speaks for."""
    for standing in actors.standing(actor):
        entry = actors.by_id.get(standing)
        if entry is not None and entry.kind != "person" and (standing != actor or entry.country in (None, actor)):
            yield standing


def figure_headings(series: str | None) -> frozenset[Heading]:
    """The figure's series."""
    return _under((("series", series),))


def tenure_headings(person: str, office: str, key: str | None) -> frozenset[Heading]:
    """Person and office; `key` is the office as it is compared, without which its own words stand."""
    return _under((("person", person), ("office", key.rpartition("|")[0] if key else office)))


# What several reports tell


def occurrence_headings(
    one: Occurrence,
    actors: Actors,
    offices: Mapping[str, Sequence[str]],
    things: Iterable[str],
) -> frozenset[Heading]:
    """Kind, state, level of a contact, sectors, things; `offices`: person → keys of the offices that its reports tell."""
    level = level_of_contact(one, actors, offices) if is_contact(one.mode) else None
    return _under(
        (
            ("type", one.type),
            ("mode", one.mode),
            ("status", one.status),
            ("level", level),
            *(("sector", s) for t in one.events for s in t.record.sectors),
            ("disputed", "yes" if is_disputed(one) else None),
            *(("about", thing) for thing in things),
        )
    )


def is_disputed(one: Occurrence) -> bool:
    """Whether two of its tellings cannot both be right."""
    return any(d.contradict for d in one.differences)


def occurrence_span(one: Occurrence) -> Dates | None:
    """Its time, else from when it was first told to when it was last told."""
    if earliest(one.when):
        return closed(one.when)
    days = [closed(t.record.announced or t.published) for t in one.events]
    known = [d for d in days if d is not None]
    if not known:
        return None
    return min(earliest(d) for d in known), max(latest(d) for d in known)


def fullest(one: Occurrence) -> Told[Event]:
    """The telling shown first: of the occurrence's time, with the most actors."""
    return min(
        one.events,
        key=lambda t: (
            t.record.when != one.when,
            -len(t.ids(t.record.who)) - len(t.ids(t.record.target)),
            t.id,
        ),
    )


def promise_headings(promise: Promise) -> frozenset[Heading]:
    """Kind, and whether it can be checked by a figure; the verdict is added when it is judged."""
    checkable = promise.value is not None and promise.due is not None
    return _under((("kind", promise.kind), ("measure", "yes" if checkable else None)))


def promise_span(promise: Promise) -> Dates | None:
    """The last day on which it is due."""
    day = latest(promise.due)
    return (day, day) if day else None


def series_headings(measure: str, conflicts: int) -> frozenset[Heading]:
    """Measure, and whether figures contradict each other."""
    return _under((("measure", measure), ("conflict", "yes" if conflicts else None)))


def report_headings(publisher: str | None, agency: str | None, things: Iterable[str], *, unread: bool) -> frozenset[Heading]:
    """Publisher, agency, things named, and whether nobody has read it."""
    return _under(
        (
            ("publisher", publisher),
            ("agency", agency),
            *(("names", thing) for thing in things),
            ("unread", "yes" if unread else None),
        )
    )


def thing_headings(kind: str, thing: str) -> frozenset[Heading]:
    """What kind of thing it is, as the report has it; and itself, so that its reports can be counted."""
    return _under((("kind", kind), ("is", thing)))
