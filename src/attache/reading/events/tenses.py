"""The tense in which an act is told, from its verb, or the verb that carries an act noun."""

from __future__ import annotations

from typing import Literal

from attache.language.tokens import Token
from attache.reading.events import clause
from attache.reading.events.triggers import Trigger

Tense = Literal["past", "perfect", "pluperfect", "present", "other"]


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
