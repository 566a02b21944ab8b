"""Acts to come that a telling of another act names with their day: the visit invited to, the sitting put off to a later day.

In: the tellings of a report. Out: further tellings (guide, rule 1). "Invited her to Lima next May" enters the visit as proposed,
where no verb of visiting does so already; "put off to 2027" enters the act that is postponed once more, as planned for then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attache.language.tokens import Token
from attache.reading.analysis import Timex
from attache.reading.events import clause
from attache.reading.events.building import country_at
from attache.reading.events.occasions import Told
from attache.reading.events.participants import Cast
from attache.records import ActorName, Event

_UNTIL = frozenset({"to", "until", "till"})
_LATER = frozenset({"postpone"})
_GOALS = frozenset({"place", "country"})
_GUESTS = frozenset({"person", "country"})


def implied(cast: Cast, told: Sequence[Told]) -> list[Told]:
    """The tellings and after them the further ones, in the order of those that name them.

    The day that an act is put off to is not the day on which it was to be.
    """
    out = list(told)
    for item in told:
        if item.event.mode in _LATER and item.event.type == "REJECT" and item.event.status == "happened":
            day, act = _later(cast, item.trigger.head), _postponed(item, told)
            if act is not None and day is not None:
                if act.event.when == day.span:
                    out[out.index(act)] = Told(replace(act.event, when=None), act.trigger)
                out.append(Told(replace(act.event, status="planned", when=day.span, announced=None), act.trigger))
        elif item.event.mode == "invite" and item.event.status == "happened" and clause.is_verb(item.trigger.head):
            out += _invited(cast, item, told)
    return out


def _postponed(item: Told, told: Sequence[Told]) -> Told | None:
    """The one act of the same sentence that is postponed."""
    sentence = item.trigger.head.sent.start
    acts = [other for other in told if other.event.status == "postponed" and other.trigger.head.sent.start == sentence]
    return acts[0] if len(acts) == 1 else None


def _later(cast: Cast, head: Token) -> Timex | None:
    """The time to come behind the word of putting off that "to" or "until" leads to."""
    text = cast.at.report.text
    for time in cast.at.times_within(head.idx, head.sent.end_char):
        words = {*text[max(0, time.start - 9) : time.start].lower().split()[-1:], *time.text.lower().split()[:1]}
        if "," not in text[head.idx : time.start] and _is_ahead(cast, time) and words & _UNTIL:
            return time
    return None


def _is_ahead(cast: Cast, time: Timex) -> bool:
    published = cast.at.published
    return bool(time.span and time.span[0] and published and published[1] and time.span[0] > published[1])


def _invited(cast: Cast, item: Told, told: Sequence[Told]) -> list[Told]:
    """The visit of the invited to the place that "to" leads to, where its time is told and no other word tells it."""
    head, event = item.trigger.head, item.event
    guests = tuple(name for name in event.target if cast.kind(name) in _GUESTS)
    if not guests or any(o.event.mode == "visit" and o.trigger.head.sent.start == head.sent.start for o in told):
        return []
    time = next((t for t in cast.at.times_within(head.idx, head.sent.end_char) if _is_ahead(cast, t) and t.type == "DATE"), None)
    goal = _goal(cast, head)
    if time is None or goal is None or goal in {cast.country(name) for name in guests}:
        return []
    visit = Event(
        type="CONSULT",
        mode="visit",
        status="proposed",
        evidence=event.evidence,
        rule="events/invited to",
        who=guests,
        target=(goal,),
        when=time.span,
        where=str(goal),
        sectors=event.sectors,
    )
    return [Told(visit, item.trigger)]


def _goal(cast: Cast, verb: Token) -> ActorName | None:
    """The country that those invited are to come to."""
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ != "to" or token.i + 1 >= verb.sent.end:
            continue
        i = token.i + 1
        named = [m.name for m in (*cast.things_by_token.get(i, ()), *cast.by_token.get(i, ())) if m.kind in _GOALS]
        country = country_at(named[0], cast) if named else None
        if country:
            return ActorName(country)
    return None
