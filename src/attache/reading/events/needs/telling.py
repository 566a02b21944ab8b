"""Conditions on how a noun tells an act: a verb that carries it, a date beside it, what it is the signing of."""

from __future__ import annotations

from attache.reading.events import clause
from attache.reading.events.cues import cue_words, in_class
from attache.reading.events.forms import verb_lemma
from attache.reading.events.participants import Cast, Roles
from attache.reading.events.triggers import Trigger

_ACT_PLACES = ("in", "on", "at")


_TALK_WORDS = frozenset({"talk", "talks", "negotiation", "negotiations", "consultations", "dialogue", "meetings", "discussions"})


def lightverb(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    governed = clause.governing_verb(trigger.head)
    if governed is None:
        return False
    verb, how = governed
    if how in ("object", "subject"):
        return verb_lemma(verb) in cue_words("light") or verb_lemma(verb) in (
            "plan",
            "schedule",
            "postpone",
            "cancel",
            "delay",
        )
    return how in _ACT_PLACES and bool(roles.all)


_AROUND = 60
"""Tokens: no time expression that stands beside a word reaches further from it."""


def dated(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """ "an agreement of 1979", "the 1994 treaty": its own date beside it, and parties."""
    head = trigger.head
    near = {t.i for t in head.subtree if abs(t.i - head.i) <= 12}
    if any(clause.is_verb(c) and c.dep_ == "acl" for c in head.children):
        return False
    words = head.doc.tokens
    first, last = words[max(0, head.i - _AROUND)], words[min(len(words) - 1, head.i + _AROUND)]
    for time in cast.at.times_within(first.idx, last.idx + len(last)):
        span = cast.at.doc.char_span(time.start, time.end, alignment_mode="expand")
        if (
            span is not None
            and time.span
            and time.type == "DATE"
            and span.root.i in near
            and span.start - head.i < 8
            and head.i - span.end < 4
        ):
            return True
    return False


def lightverb_or_date(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return lightverb(trigger, roles, cast) or dated(trigger, roles, cast)


def agreement_of(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """ "the signing of an agreement", "the agreement's signature"."""
    near = list(trigger.head.subtree) + clause.modifiers(trigger.head)
    governed = clause.governing_verb(trigger.head)
    return any(in_class(t, "agreement") or in_class(t, "statement") for t in near if t.i != trigger.head.i) or (
        governed is not None and verb_lemma(governed[0]) in ("take", "follow", "attend", "witness")
    )


def war(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return bool(roles.target) and not any(t.lower_ in ("world", "cold", "trade", "civil") for t in trigger.head.children)


def in_force(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    head = trigger.tokens[0]
    return not (head.i > 0 and head.nbor(-1).lemma_.lower() in ("enter", "come", "put", "bring"))


def joint(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """A statement of several: "joint" beside it, or more than one who issues it."""
    near = [c.lower_ for t in trigger.tokens for c in t.children]
    return "joint" in near or "common" in near or len(roles.who) > 1


def took_effect(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    governed = clause.governing_verb(trigger.head)
    return (
        governed is not None
        and governed[1] in ("subject", "object")
        and verb_lemma(governed[0]) in ("take", "enter", "hold", "declare", "begin", "come", "go", "observe", "last")
    )


def round_of_talks(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(t.lower_ in _TALK_WORDS for t in trigger.head.subtree)


def two_or_told(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """Two who meet, or a verb that says the meeting was held, or its own date beside it."""
    heading = trigger.head.dep_ == "ROOT" and bool(roles.all)
    return heading or len(roles.all) > 1 or lightverb(trigger, roles, cast) or dated(trigger, roles, cast)
