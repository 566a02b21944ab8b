"""Days of acts that tell none of their own: the occasion that the paragraph is about, else the news of the report.

In: the events of a report in text order with their triggers. Out: the same events, those in the report's own past tense with
the days of the act told last before them in their paragraph, or of the report's news; what "has" or "had been" done with an
open beginning; what goes on with the report's day as its end (guide, rule 7). What is planned, proposed or supposed stays
without a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from spacy.tokens import Token

from attache.reading.analysis import Analysis
from attache.reading.events import clause
from attache.reading.events.triggers import Trigger
from attache.records import Dates, Event

Tense = Literal["past", "perfect", "pluperfect", "present", "other"]

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


def dated(at: Analysis, told: Sequence[Told]) -> list[Event]:
    """The events in the order given, with days for those whose own words tell none."""
    order = sorted(range(len(told)), key=lambda i: told[i].trigger.head.i)
    news = _news(at, [told[i] for i in order])
    out = [item.event for item in told]
    paragraph, occasion = -1, None
    for i in order:
        item = told[i]
        here = _paragraph(at, item.trigger.head)
        if here != paragraph:
            paragraph, occasion = here, None
        if out[i].when is None:
            days = occasion or _last_time(at, item.trigger.head) or news
            out[i] = replace(out[i], when=_inherited(at, item, days))
        own = item.event.when
        if own and out[i].status == "happened" and _days(own) <= _LONGEST:
            occasion = own
    return out


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
        case "perfect" if _paragraph(at, item.trigger.head) <= _LEAD:
            return occasion
        case "perfect":
            return (None, day) if day else None
        case "pluperfect":
            end = occasion[1] if occasion else day
            return (None, end) if end else None
        case _:
            return None if item.trigger.head.dep_ == "acl" and item.trigger.head.tag_ == "VBN" else occasion


def tense_of(trigger: Trigger) -> Tense:
    """The tense in which an act is told; "other" for bare participles and nouns that no verb carries."""
    verb = trigger.head
    if trigger.row.pos == "n" and not clause.is_verb(verb):
        governed = clause.governing_verb(verb)
        if governed is None:
            return "past"
        verb = governed[0]
    return _of_verb(verb)


def _of_verb(verb: Token) -> Tense:
    for _ in range(4):
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")}
        if auxiliaries & {"had", "'d", "’d"}:
            return "pluperfect"
        if auxiliaries & {"has", "have", "'ve", "’ve"}:
            return "perfect"
        if verb.tag_ == "VBD" or auxiliaries & {"was", "were", "did"} or _is_finite(verb):
            return "past"
        if verb.tag_ in ("VBZ", "VBP") or auxiliaries & {"is", "are"}:
            return "present"
        if verb.dep_ not in ("conj", "advcl", "xcomp", "aux", "cop", "ccomp") or verb.head.i == verb.i:
            break
        verb = verb.head
    return "other"


def _is_finite(verb: Token) -> bool:
    """A past form tagged as a participle: it has a subject of its own and no auxiliary."""
    return verb.tag_ == "VBN" and bool(clause.children(verb, "nsubj")) and not clause.children(verb, "aux", "aux:pass")


def _last_time(at: Analysis, head: Token) -> Dates | None:
    """The days told last before the act in its paragraph, by whatever word."""
    start = at.report.text.rfind("\n", 0, head.idx) + 1
    day = at.published[1] if at.published else None
    for time in reversed(at.times_within(start, head.idx)):
        if time.span and time.type == "DATE" and time.relation in ("in", "since") and _days(time.span) <= _LONGEST:
            if day and time.span[1] and time.span[1] <= day:
                return time.span
    return None


def _news(at: Analysis, told: Sequence[Told]) -> Dates | None:
    """The days of the report's news: those of the first dated act near the report's day, else that day itself."""
    if at.published is None or not at.published[0] or not at.published[1]:
        return None
    first, last = date.fromisoformat(at.published[0]), date.fromisoformat(at.published[1])
    for item in told:
        when = item.event.when
        if when and when[0] and when[1] and item.event.status == "happened" and _days(when) <= _LONGEST:
            end = date.fromisoformat(when[1])
            if end <= last and (first - end).days <= _NEWS:
                return when
    return at.published if (last - first).days <= _LONGEST else None


def _paragraph(at: Analysis, token: Token) -> int:
    """The number of the paragraph, by line breaks before the token."""
    return at.report.text.count("\n", 0, token.idx)


def _days(span: Dates) -> int:
    """The length of a span; a very great one for open spans."""
    if span[0] is None or span[1] is None:
        return 10_000
    return (date.fromisoformat(span[1]) - date.fromisoformat(span[0])).days + 1
