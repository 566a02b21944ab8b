"""What an act is about: the agreement signed, the plant built, the forum held.

In: a trigger. Out: names of things, or the short noun phrase of its object where nothing is named ("six intergovernmental
agreements"). What is done to papers ("it was signed", "ratified the accord") is about the paper last named before. Visits, calls
and words of anger are about a thing only where it is their own object: what else the sentence names is not their matter. A
session is about the mechanism that meets: the subject of "met" or "holds its third session", else ("the next session will be
in 2026") the one whose sittings the report counts, else the one named last before.
"""

from __future__ import annotations

import re
from collections.abc import Set

from attache.language.tokens import Token
from attache.reading.analysis import Analysis
from attache.reading.events import clause
from attache.reading.events.circumstances import passage_of
from attache.reading.events.cues import belongs
from attache.reading.events.triggers import Trigger
from attache.reading.things import things_in
from attache.reading.things.mechanisms import is_ordinal
from attache.reading.things.vocabulary import words

_PAPERS = frozenset(
    {
        "sign",
        "ratify",
        "approve",
        "entry-into-force",
        "provisional-application",
        "conclude",
        "conclude-talks",
        "adopt",
        "joint-statement",
    }
)
"""Modes of what is done to agreements and statements."""
_OF_SUBJECTS = frozenset({"entry-into-force"})
_GOODS = frozenset({"delivery", "arms-sale", "trade", "production"})
_OWN_ONLY = frozenset({"ACCUSE", "SANCTION", "ASSAULT", "MOBILIZE", "THREATEN", "PROTEST", "COERCE"})
_OWN_MODES = frozenset({"visit", "meeting", "talks", "call", "interview"})
_SITTINGS = frozenset({"meeting", "talks", "conference", "summit", "negotiate"})
"""Modes of what mechanisms do when they sit."""
_SAT = re.compile(r"\b(?:meeting|session|round|sitting|edition) of(?: the)? ?$", re.IGNORECASE)
"""Before the name of a mechanism, that it sits in rows of sittings."""
_LEAD = 20
_CLASSES = ("agreement", "statement", "resolution", "goods", "weapon")
_MOST_WORDS = 8
_MODIFIERS = frozenset({"amod", "compound", "nummod", "flat", "conj", "cc", "nmod", "case", "det", "punct"})


def matter_of(at: Analysis, trigger: Trigger) -> tuple[str, ...]:
    """Things under the object of the act, else those its sentence names, else for papers and goods the words of the object."""
    row = trigger.row
    own = _own(trigger)
    inside = _under(at, own)
    if inside:
        return inside[:3]
    if row.mode in _PAPERS or row.mode in _GOODS:
        phrases = [phrase for token in own if (phrase := _phrase(token))]
        if phrases and not any(_points_back(token) for token in own):
            return tuple(phrases[:1])
    if row.mode in _PAPERS:
        before = _named_before(at, trigger.head)
        if before:
            return (before,)
    if row.type == "CONSULT" and row.mode in _SITTINGS:
        sitting = _sitting(at, trigger)
        if sitting:
            return (sitting,)
    if row.type in _OWN_ONLY or row.mode in _OWN_MODES:
        return ()
    return tuple(t.name for t in things_in(at, *passage_of(trigger)) if t.kind != "place")[:2]


def _sitting(at: Analysis, trigger: Trigger) -> str | None:
    """The mechanism whose sitting the act is; None for a meeting of others."""
    head = trigger.head
    governed = clause.governing_verb(head) if not clause.is_verb(head) else (head, "")
    verb = governed[0] if governed else head
    mechanisms = {t.name for t in at.things if t.kind == "mechanism"}
    subjects = _under(at, clause.grammatical_subjects(verb)) if clause.is_verb(verb) else ()
    found = next((name for name in subjects if name in mechanisms), None)
    if found or not any(_is_sitting(token) for token in trigger.tokens):
        return found
    sat = {m.name for m in at.mentions if m.name in mechanisms and _SAT.search(at.report.text[: m.evidence.start][-_LEAD:])}
    return _last_named(at, sat, head.sent.end_char) or _last_named(at, mechanisms, head.sent.end_char)


def _is_sitting(noun: Token) -> bool:
    """Is the word one sitting in a row of several: "the next session", "its 20th meeting", "the eighth"?"""
    if noun.lemma_.lower() not in words("session"):
        return is_ordinal(noun.lower_)
    before = [t.lower_ for t in noun.lefts]
    return any(is_ordinal(word) for word in before) and not any(t.dep_ == "nmod" for t in noun.rights)


def _own(trigger: Trigger) -> list[Token]:
    """Nominals that are the act's matter: its object, the subject of what enters into force, the noun itself."""
    head = trigger.head
    if not clause.is_verb(head):
        return [head] if trigger.row.pos == "n" else clause.grammatical_subjects(head)
    if trigger.row.mode in _OF_SUBJECTS:
        return clause.objects(head) if clause.is_passive(head) else clause.grammatical_subjects(head)
    return clause.objects(head)


def _under(at: Analysis, tokens: list[Token]) -> tuple[str, ...]:
    """Things that a nominal names, without those in clauses on it."""
    names: dict[str, None] = {}
    for token in tokens:
        under = [token, *clause.phrase_tokens(token)]
        first, last = min(t.idx for t in under), max(t.idx + len(t) for t in under)
        names |= dict.fromkeys(t.name for t in things_in(at, first, last))
    return tuple(names)


def _named_before(at: Analysis, head: Token) -> str | None:
    """The agreement named last before the act, its own sentence first."""
    return _last_named(at, {t.name for t in at.things if t.kind == "agreement"}, head.sent.end_char)


def _last_named(at: Analysis, names: Set[str], end: int) -> str | None:
    """The one of the names that is named last before offset `end`."""
    return next((m.name for m in reversed(at.mentions) if m.evidence.end <= end and m.name in names), None)


def _points_back(token: Token) -> bool:
    """A pronoun, or a bare "the agreement": something named before."""
    if token.pos_ == "PRON":
        return True
    definite = any(t.lower_ in ("the", "this", "that") for t in token.lefts)
    return definite and not any(c.dep_ in ("amod", "compound", "nmod") for c in token.children)


def _phrase(token: Token) -> str | None:
    """The words of a common noun and what belongs to it, without article; None for names and long phrases."""
    if token.tag_ not in ("NN", "NNS") or not any(belongs(token, name) for name in _CLASSES):
        return None
    kept = sorted((t for t in (token, *_parts(token))), key=lambda t: t.i)
    while kept and (kept[0].dep_ in ("det", "punct", "cc") or kept[0].tag_ in ("PRP$", "WP$", "DT")):
        kept = kept[1:]
    text = token.doc[kept[0].i : kept[-1].i + 1].text
    return text if 1 < len(text.split()) <= _MOST_WORDS else None


def _parts(token: Token) -> list[Token]:
    out = []
    for child in token.children:
        if child.dep_ in _MODIFIERS and not (child.dep_ == "conj" and clause.is_verb(child)):
            if child.dep_ == "nmod" and child.i > token.i and clause.case_of(child) not in ("on", "of", "for", "about"):
                continue
            out += [child, *_parts(child)]
    return out
