"""What the encoder marks as acts, beside the trigger table: support for a row of the table, and acts that no row tells.

In: the frames of `Analysis.marks` and a place in the text. Out: the frame there, how far it bears a type out, the names in its
roles, and triggers for frames that no row covers. Without marks there are no frames and nothing here changes a reading.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable
from typing import Literal

from attache.language.marks import Frame
from attache.language.tokens import Token
from attache.reading.analysis import Timex
from attache.reading.events import clause
from attache.reading.events.participants import Cast, Roles
from attache.reading.events.triggers import Row, Trigger, table
from attache.records import ActorName, Event, PloverType

LIKELY = 0.7
"""From this product of certainty and type's probability on, a frame bears out a row whose own conditions fail."""
CERTAIN = 0.9
"""The same for a frame that tells an act alone."""
_JOINT = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
WORDS = frozenset({"AGREE", "REQUEST", "CONCEDE", "AID", "COOPERATE"})
"""Types of acts done by words alone, which a report also tells of opinions and wishes."""
UNDONE = frozenset({"denied", "proposed", "conditional"})
INNER = frozenset({"ccomp", "nsubj", "nmod", "acl", "advcl", "conj"})
_AT_PLACES = frozenset({"CONSULT", "COOPERATE", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"})
"""Types of what is done at a place; the place beside a word of the other types is mostly another act's."""
_AUXILIARY = frozenset({"be", "have", "do", "will", "go", "say", "tell", "see", "get", "make", "take"})
"""Verbs that tell no act by themselves; with their object they stand in the table."""


def frame_of(cast: Cast, trigger: Trigger) -> Frame | None:
    """The surest frame over one of the trigger's words."""
    found = [frame for token in trigger.tokens if (frame := cast.frames.get(token.i))]
    return max(found, key=lambda frame: frame.certainty, default=None)


def support(frame: Frame | None, type_: str) -> float:
    """How likely the frame's words tell an act of this type; 0 without a frame."""
    return frame.certainty * frame.types.get(type_, 0.0) if frame else 0.0


def names_in(cast: Cast, frame: Frame | None, role: str) -> tuple[ActorName, ...]:
    """Names of those whom the frame casts in the role: each stretch of its words by what stands over the rest."""
    if frame is None:
        return ()
    tokens = cast.at.doc.tokens
    inside = set(frame.roles.get(role, ())) - set(frame.tokens)
    heads = [tokens[i] for i in sorted(inside) if tokens[i].head.i not in inside or tokens[i].head.i == i]
    out = dict.fromkeys(n for head in heads for n in cast.names(head, words=False) if clause.antecedent(head) is head)
    for head in heads:
        over = clause.antecedent(head)
        if over is not head:
            out |= dict.fromkeys(cast.names(over, words=False))
    return tuple(out)


def filled(cast: Cast, trigger: Trigger, roles: Roles) -> Roles:
    """The roles with the frame's names where grammar finds nobody at all in them."""
    frame = frame_of(cast, trigger)
    if frame is None or roles.who:
        return roles
    who = tuple(n for n in names_in(cast, frame, "doer") if n not in roles.target)
    if roles.target or who:
        return Roles(who, roles.target)
    return Roles((), names_in(cast, frame, "target"))


def time_in(cast: Cast, trigger: Trigger) -> Timex | None:
    """The nearest of the times that the frame marks as the act's own."""
    frame = frame_of(cast, trigger)
    if frame is None or not frame.roles.get("when"):
        return None
    starts = {cast.at.doc.tokens[i].idx for i in frame.roles["when"]}
    head = trigger.head
    near = cast.at.times_within(head.sent.start_char, head.sent.end_char)
    times = [t for t in near if t.span and t.type == "DATE" and any(t.start <= start < t.end for start in starts)]
    times = [t for t in times if not _beside(cast, t, trigger)]
    return min(times, key=lambda t: (abs(t.start - head.idx), t.start), default=None)


def _beside(cast: Cast, time: Timex, trigger: Trigger) -> bool:
    """Does the time stand in a relative clause that the act does not stand in: "met the minister, who took office in May"?"""
    span = cast.at.doc.char_span(time.start, time.end, alignment_mode="expand")
    return span is None or (clause.in_relative(span.root) and not clause.in_relative(trigger.head))


def place_in(cast: Cast, trigger: Trigger) -> str | None:
    """The first place, else country, that the frame marks as the act's own."""
    frame = frame_of(cast, trigger)
    where = sorted(frame.roles.get("where", ())) if frame and trigger.row.type in _AT_PLACES else []
    places = [m.name for i in where for m in cast.things_by_token.get(i, ()) if m.kind == "place"]
    return next(iter(places), None) or next(
        (m.name for i in where for m in cast.by_token.get(i, ()) if m.kind == "country"), None
    )


def doubtful(cast: Cast, event: Event, trigger: Trigger) -> bool:
    """Does the encoder, which finds acts in this text, find none at the words, and do they stand as opinions and wishes do?

    An act of words alone, one said not to have happened, or one inside reported speech is told by the table's words in many
    sentences that tell no act: of such, only what the encoder takes for an act is kept.
    """
    if not cast.frames or frame_of(cast, trigger) is not None:
        return False
    return event.type in WORDS or event.status in UNDONE or trigger.head.dep_ in INNER


def told_alone(cast: Cast, covered: Iterable[int]) -> list[tuple[Trigger, Roles]]:
    """Triggers and roles of the certain frames of which no word is among the covered ones."""
    barred = set(covered)
    out = []
    for frame in cast.at.marks.events:
        if barred & set(frame.tokens) or support(frame, str(frame.type)) < CERTAIN:
            continue
        trigger = _trigger(cast, frame)
        roles = _roles(cast, frame, trigger)
        if roles.all and trigger.head.pos_ in ("VERB", "NOUN") and trigger.head.lemma_.lower() not in _AUXILIARY:
            out.append((trigger, roles))
    return out


def _trigger(cast: Cast, frame: Frame) -> Trigger:
    tokens = tuple(cast.at.doc.tokens[i] for i in frame.tokens)
    head = _head(tokens)
    pos: Literal["v", "n"] = "v" if clause.is_verb(head) else "n"
    lemma = head.lemma_.lower()
    row = next((r for r in table().get((pos, lemma), ()) if r.type == frame.type and len(r.words) == 1), None)
    if row is None:
        row = Row((lemma,), pos, _type(frame), "", ("subj",), ("obj", "against", "with", "to", "on", "from"), (), None)
    return Trigger(row, head, tokens)


def _type(frame: Frame) -> PloverType:
    return typing.cast(PloverType, frame.type)


def _head(tokens: tuple[Token, ...]) -> Token:
    """The word over the others; a verb before a noun where several stand apart."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    return next((t for t in tops if clause.is_verb(t)), tops[0] if tops else tokens[0])


def _roles(cast: Cast, frame: Frame, trigger: Trigger) -> Roles:
    """The frame's own names; for a verb with the frame silent, its subject and object."""
    who, target = names_in(cast, frame, "doer"), names_in(cast, frame, "target")
    head = trigger.head
    if clause.is_verb(head):
        who = who or tuple(dict.fromkeys(n for t in clause.agents(head) for n in cast.names(t)))
        target = target or tuple(dict.fromkeys(n for t in clause.objects(head) for n in cast.names(t, words=False)))
    if frame.type in _JOINT and trigger.row.mode != "visit" and frame.type != "SUPPORT":
        return Roles(tuple(dict.fromkeys((*who, *target))))
    return Roles(who, tuple(n for n in target if n not in who))
