"""Days and places of acts that tell none: those of the occasion that the paragraph is about, else of the report's news.

In: the events of a report in text order with their triggers. Out: the same events, those in the report's own past tense with
the days of the act told last before them in their paragraph, or of the report's news; what "has" or "had been" done with an
open beginning; what goes on with the report's day as its end (guide, rule 7). What is planned, proposed or supposed stays
without a day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from attache.language.tokens import Token
from attache.reading.analysis import Analysis
from attache.reading.events import clause
from attache.reading.events.building import country_at
from attache.reading.events.participants import Cast
from attache.reading.events.tenses import tense_of
from attache.reading.events.triggers import Trigger
from attache.records import ActorName, Dates, Event

_SAME_PLACE = frozenset({"CONSULT", "SUPPORT"})
"""Types of what is done where the occasion before was held."""
_HELD = frozenset({"sign", "joint-statement", "meeting", "talks", "conference", "ceremony", "summit", "adopt"})
"""Modes of what is held at a place."""
_FRESH = 3
"""Days before the report within which the dateline's place is still the place of the act."""
_LONGEST = 31
"""Days that an occasion may last; longer spans are times of background."""
_LEAD = 2
"""The paragraph (with the heading as the first) up to which "has agreed" tells the news."""
_NEWS = 14
"""Days before the report within which its news lies."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event and the trigger that tells it."""

    event: Event
    trigger: Trigger

    @property
    def by_noun(self) -> bool:
        """Is the act told by a noun?"""
        return self.trigger.row.pos == "n"


@dataclass(slots=True)
class _Occasion:
    """What the paragraph read last is about: its days and its city, None while it has told none."""

    paragraph: int = -1
    days: Dates | None = None
    city: str | None = None

    def enter(self, paragraph: int) -> None:
        """Begins anew in another paragraph."""
        if paragraph != self.paragraph:
            self.paragraph, self.days, self.city = paragraph, None, None


def dated(cast: Cast, told: Sequence[Told]) -> list[Event]:
    """The events in the order given, with days and places for those whose own words tell none."""
    order = sorted(range(len(told)), key=lambda i: told[i].trigger.head.i)
    news = _news(cast.at, [told[i] for i in order])
    occasion = _Occasion()
    out = [item.event for item in told]
    for i in order:
        item, own = told[i], told[i].event.when
        occasion.enter(paragraph_of(cast.at, item.trigger.head))
        event = item.event
        if own is None:
            days = occasion.days or _last_time(cast.at, item.trigger.head) or news
            event = replace(event, when=_inherited(cast.at, item, days))
        out[i] = event = _placed(cast, event, occasion.city if own is None else None)
        if event.status == "happened":
            if own and days_of(own) <= _LONGEST:
                occasion.days = own
            if event.where and not event.where.isupper() and event.type in _SAME_PLACE:
                occasion.city = event.where
    return out


def _placed(cast: Cast, event: Event, city: str | None) -> Event:
    """The event with the occasion's city, or the dateline's, where it names no place."""
    if event.where is not None or event.status != "happened":
        return event
    if event.mode == "visit":
        return _received(cast, event) if event.who else event
    if city and event.type in _SAME_PLACE:
        return replace(event, where=city)
    return replace(event, where=_dateline(cast.at)) if _is_news(cast.at, event) else event


def _is_news(at: Analysis, event: Event) -> bool:
    """Is it an act that the report tells as its news, and of a kind that is done where reporters go?"""
    if event.status != "happened" or event.mode not in _HELD or not event.when or not event.when[0] or not at.published:
        return False
    first, told = at.published[0], event.when[0]
    return bool(first) and 0 <= (date.fromisoformat(first or told) - date.fromisoformat(told)).days <= _FRESH


def _received(cast: Cast, visit: Event) -> Event:
    """A visit that names no country, with the dateline's own where that is not the visitor's ("the guest came on Thursday")."""
    country = country_at(_dateline(cast.at), cast)
    if country is None or country in {cast.country(name) for name in visit.who}:
        return visit
    return replace(visit, where=country, target=visit.target or (ActorName(country),))


def _dateline(at: Analysis) -> str | None:
    """The one place of the dateline as a report writes it inside sentences; None for two places."""
    place = at.report.place
    if not place or "/" in place:
        return None
    name = place.split(",")[0].split("(")[0].strip()
    return name.title() if name.isupper() else name


def _inherited(at: Analysis, item: Told, occasion: Dates | None) -> Dates | None:
    """The days that the tense of a telling without a time allows."""
    day = at.published[1] if at.published else None
    status = item.event.status
    if status == "ongoing":
        return (None, day) if day else None
    if status not in ("happened", "denied"):
        return None
    match tense_of(item.trigger):
        case "past" | "present":
            return occasion
        case "perfect" if paragraph_of(at, item.trigger.head) <= _LEAD:
            return occasion
        case "perfect":
            return (None, day) if day else None
        case "pluperfect":
            end = occasion[1] if occasion else day
            return (None, end) if end else None
        case _:
            return None if item.trigger.head.dep_ == "acl" and item.trigger.head.tag_ == "VBN" else occasion


def _last_time(at: Analysis, head: Token) -> Dates | None:
    """The days told last before the act in its paragraph, by whatever word."""
    start = at.report.text.rfind("\n", 0, head.idx) + 1
    day = at.published[1] if at.published else None
    for time in reversed(at.times_within(start, head.idx)):
        if time.span is None or time.type != "DATE" or time.relation not in ("in", "since"):
            continue
        words = at.doc.char_span(time.start, time.end, alignment_mode="expand")
        if words is None or clause.in_relative(words.root):
            continue
        if days_of(time.span) <= _LONGEST and time.span[1] and day and time.span[1] <= day:
            return time.span
    return None


def _news(at: Analysis, told: Sequence[Told]) -> Dates | None:
    """The days of the report's news: those of the first dated act near the report's day, else that day itself."""
    if at.published is None or not at.published[0] or not at.published[1]:
        return None
    first, last = date.fromisoformat(at.published[0]), date.fromisoformat(at.published[1])
    for item in told:
        when = item.event.when
        if when and when[0] and when[1] and item.event.status == "happened" and days_of(when) <= _LONGEST:
            end = date.fromisoformat(when[1])
            if end <= last and (first - end).days <= _NEWS:
                return when
    return at.published


def paragraph_of(at: Analysis, token: Token) -> int:
    """The number of the paragraph, by line breaks before the token."""
    return bisect_left(_line_breaks(at.report.text), token.idx)


@lru_cache(maxsize=2)
def _line_breaks(text: str) -> tuple[int, ...]:
    return tuple([i for i, letter in enumerate(text) if letter == "\n"])


def days_of(span: Dates) -> int:
    """The length of a span; a very great one for open spans."""
    if span[0] is None or span[1] is None:
        return 10_000
    return (date.fromisoformat(span[1]) - date.fromisoformat(span[0])).days + 1
