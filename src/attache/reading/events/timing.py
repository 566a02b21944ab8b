"""The time that an act's own clause tells: in goes a trigger, out comes the time expression that belongs to it, or None.

A time belongs to an act when it stands under the act's word, under the verb that carries an act noun, or under the verb that
the act is joined to ("raided a villa on Monday and detained two men"; "visited on Monday, signing three papers"). What
stands in a relative clause, in reported words or beside another noun ("the vision until 2030") dates something else.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from attache.language.tokens import Span, Token
from attache.reading.analysis import Analysis, Timex
from attache.reading.events import clause
from attache.reading.events.cues import cue_words
from attache.reading.events.forms import verb_lemma
from attache.reading.events.triggers import Trigger
from attache.records import Dates, Status

_MEANWHILE = frozenset({"when", "as", "while"})
"""Words that open a clause of the same time."""
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis", "xcomp"})
_OF_NOUNS = frozenset({"of", "until", "through", "by", "for", "towards", "to"})
_DAYS = re.compile(r"P(\d+)D")
_LONGEST_STAY = 15
_FROM_STAY = frozenset({"after", "following", "from", "object"})
"""How a visit stands under a verb of leaving or ending that tells its last day."""
_FAR = 1000
_ACROSS = 40
"""By how many tokens a time of another clause is put behind one of the same clause."""


def time_of(at: Analysis, trigger: Trigger) -> Timex | None:
    """The nearest of the times that belong to the act."""
    sentence = trigger.head.sent
    ranked = []
    for time in at.times_within(sentence.start_char, sentence.end_char):
        if time.span is None or time.type == "SET" or _is_named(at, time):
            continue
        distance = _distance(at, trigger, time)
        if time.relation in ("until", "by") and distance < _FAR:
            distance += 2 * _ACROSS
        if distance < _FAR:
            ranked.append((distance, time.start, time))
    return min(ranked)[2] if ranked else None


def when_of(time: Timex | None, *, status: Status = "happened", published: Dates | None = None) -> Dates | None:
    """The days of the act: the time's own span. What goes on since a day lasts until the report; what was done since or before
    a day has an open side only where no day of its own is told."""
    if time is None or time.span is None:
        return None
    first, last = time.span
    if time.relation == "since" and status == "ongoing":
        return first, published[1] if published else None
    if time.relation == "before":
        return None, last
    return first, last


def _is_named(at: Analysis, time: Timex) -> bool:
    """Is the time a part of a name: "Vision 2030", "Exercise Coral Shield 2025"?"""
    return any(
        m.evidence.start <= time.start and time.end <= m.evidence.end and m.form == "name" and m.kind != "place"
        for m in at.mentions_within(max(0, time.start - 150), time.end + 150)
    )


def _distance(at: Analysis, trigger: Trigger, time: Timex) -> int:
    span = at.doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None:
        return _FAR
    root, head = span.root, trigger.head
    if head in span:
        return _FAR
    gap = abs(root.i - head.i)
    above = _above(root)
    for word in trigger.tokens:
        if word.i != head.i and clause.is_verb(word) and word in above and _within(root, word, trigger):
            return gap
    if head in above:
        return gap if _within(root, head, trigger) else (gap + _ACROSS if _meanwhile(root, head) else _FAR)
    if time.relation in ("until", "by") and trigger.row.pos == "n":
        return _FAR
    for verb in _carriers(trigger):
        if verb in above and _within(root, verb, trigger):
            return gap + _ACROSS // 2
    if _opens(span) and _is_main(trigger):
        return gap + 2 * _ACROSS
    return _FAR


def _opens(span: Span) -> bool:
    """Does the time open its sentence: "On Sunday", "8 May: talks with …"?"""
    return span.start - span.sent.start <= 1


def _is_main(trigger: Trigger) -> bool:
    """Does the act stand in the main clause of its sentence?"""
    token = trigger.head
    while token.head.i != token.i:
        if token.dep_ in ("acl", "ccomp", "advcl", "csubj") and clause.is_verb(token):
            return False
        token = token.head
    return True


def _above(token: Token) -> list[Token]:
    """The tokens over a token, up to the root."""
    return list(token.ancestors)


def _within(root: Token, head: Token, trigger: Trigger) -> bool:
    """Does the time stand under `head` with no clause and no noun of its own between?"""
    token = root
    while token.i != head.i:
        over = token.head
        if token.dep_ in _CLAUSES and clause.is_verb(token) and token.i != root.i:
            return False
        if token.dep_ == "conj" and clause.is_verb(token):
            return False
        if over.i != head.i and token.i == root.i and clause.case_of(token) in _OF_NOUNS and over.pos_ in ("NOUN", "PROPN"):
            return False
        token = over
    return True


def _meanwhile(root: Token, head: Token) -> bool:
    """Does the time stand in a clause of the same time: "warned them when he visited in March"?"""
    for child in head.children:
        if child.dep_ == "advcl" and (child == root or child in _above(root)):
            opens = {c.lower_ for c in child.children if c.dep_ in ("mark", "advmod")}
            return bool(opens & _MEANWHILE)
    return False


def _carriers(trigger: Trigger) -> list[Token]:
    """Verbs whose time is the act's too, the nearest first."""
    head, out = trigger.head, []
    if trigger.row.pos == "n" and not clause.is_verb(head):
        governed = clause.governing_verb(head)
        if governed is None:
            return []
        head = governed[0]
        out.append(head)
    for _ in range(3):
        over = head.head
        if over.i == head.i or not _shares_time(head, trigger):
            break
        head = over
        out.append(head)
    return out


def _shares_time(verb: Token, trigger: Trigger) -> bool:
    """Is the verb joined to the one over it so that both have one time?"""
    if verb.dep_ == "conj":
        modal = any(c.tag_ == "MD" for c in verb.children)
        return clause.is_verb(verb.head) and not modal and clause.relative_pronoun(verb.head) is None
    if verb.dep_ in ("advcl", "acl") and verb.tag_ == "VBG":
        return clause.is_verb(verb.head)
    if verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VB":
        return trigger.row.type == "CONSULT"
    return verb.dep_ in ("aux", "cop")


def announced_of(at: Analysis, trigger: Trigger) -> Dates | None:
    """The days on which somebody announced the act: the time beside the verb of saying over it; None where there is none."""
    token = trigger.head
    while token.head.i != token.i:
        over = token.head
        if token.dep_ in ("ccomp", "parataxis", "xcomp") and verb_lemma(over) in cue_words("speech"):
            return _beside(at, over, trigger)
        token = over
    return None


def _beside(at: Analysis, verb: Token, trigger: Trigger) -> Dates | None:
    for time in at.times_within(verb.sent.start_char, verb.sent.end_char):
        span = at.doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None and time.span and verb in _above(span.root) and _within(span.root, verb, trigger):
            return time.span
    return None


def stay_of(at: Analysis, trigger: Trigger, when: Dates | None) -> Dates | None:
    """The days of a visit of told length: "arrived on Monday for a three-day visit", "left on Monday after two days"."""
    if when is None or when[0] is None or when[0] != when[1]:
        return when
    sentence = trigger.head.sent
    for time in at.times_within(sentence.start_char, sentence.end_char):
        length = _DAYS.fullmatch(time.value) if time.type == "DURATION" else None
        if length and 1 < int(length[1]) <= _LONGEST_STAY:
            day, more = date.fromisoformat(when[0]), timedelta(days=int(length[1]) - 1)
            if _ends_stay(trigger):
                return (day - more).isoformat(), when[0]
            return when[0], (day + more).isoformat()
    return when


def _ends_stay(trigger: Trigger) -> bool:
    """Does the telling, or the verb that carries the visit ("left on Monday after a two-day visit"), tell its end?"""
    leaving = cue_words("leaving")
    if any(verb_lemma(token) in leaving for token in trigger.tokens):
        return True
    governed = clause.governing_verb(trigger.head) if trigger.row.pos == "n" else None
    return governed is not None and governed[1] in _FROM_STAY and verb_lemma(governed[0]) in leaving
