"""When and where an act took place, and what it was about."""

from __future__ import annotations

from spacy.tokens import Span, Token

from attache.reading.analysis import Analysis, Timex
from attache.reading.events import clause
from attache.reading.events.triggers import Trigger
from attache.reading.things import things_in, where_of
from attache.records import Dates

_FAR = 40
"""Characters by which a time outside the act's own clause is put behind one inside."""
_MAX_WORDS = 60


def time_of(at: Analysis, trigger: Trigger) -> Timex | None:
    """The time expression nearest to the act: under its own word first, then in its clause, then in the sentence."""
    sentence = trigger.head.sent
    times = [
        t for t in at.times_within(sentence.start_char, sentence.end_char) if t.span and t.type in ("DATE", "TIME", "DURATION")
    ]
    if not times:
        return None
    ranked = sorted(times, key=lambda t: (_distance(at, trigger, t), t.start))
    best = ranked[0]
    return best if _distance(at, trigger, best) < 1000 else None


def _distance(at: Analysis, trigger: Trigger, time: Timex) -> int:
    span = at.doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None:
        return 1000
    root = span.root
    head = trigger.head
    steps = _steps_up(root, head)
    gap = abs(root.i - head.i)
    if steps is not None:
        crossed = _verbs_between(root, head)
        return gap + 20 * crossed
    carrier = clause.governing_verb(head) if trigger.row.pos == "n" else None
    if carrier and _steps_up(root, carrier[0]) is not None:
        return gap + 15 + 20 * _verbs_between(root, carrier[0])
    if head.dep_ in ("conj", "xcomp", "ccomp", "advcl", "acl", "parataxis") and _steps_up(root, head.head) is not None:
        return gap + 40 + 20 * _verbs_between(root, head.head)
    return gap + 100


def _steps_up(token: Token, goal: Token) -> int | None:
    """Arcs from `token` up to `goal`; None where `goal` is not above it."""
    steps = 0
    while token.i != goal.i:
        if token.head.i == token.i:
            return None
        token = token.head
        steps += 1
    return steps


def _verbs_between(token: Token, goal: Token) -> int:
    count = 0
    token = token.head
    while token.i != goal.i and token.head.i != token.i:
        count += clause.is_verb(token)
        token = token.head
    return count


def when_of(time: Timex | None) -> Dates | None:
    """The days of the act: the time's own span, open where the words say since, until or before."""
    if time is None or time.span is None:
        return None
    first, last = time.span
    match time.relation:
        case "since":
            return first, None
        case "before" | "until":
            return None, last
        case _:
            return first, last


def place_of(at: Analysis, trigger: Trigger) -> str | None:
    """Where it took place: see `where_of`; for an act noun the verb that carries it helps."""
    found = where_of(at, trigger.head) if clause.is_verb(trigger.head) else None
    if found:
        return found
    governed = clause.governing_verb(trigger.head)
    if governed is not None:
        return where_of(at, governed[0])
    return where_of(at, trigger.head)


def matter_of(at: Analysis, trigger: Trigger) -> tuple[str, ...]:
    """Things the act is about: named things in its clause, else the short phrase of its object."""
    named = tuple(t.name for t in things_in(at, *passage_of(trigger)) if t.kind != "place")
    own = list(clause.objects(trigger.head)) if clause.is_verb(trigger.head) else []
    for token in own:
        under = list(token.subtree)
        inside = tuple(t.name for t in things_in(at, under[0].idx, under[-1].idx + len(under[-1])))
        if inside:
            return inside[:3]
    return named[:2]


def passage_of(trigger: Trigger) -> tuple[int, int]:
    """The evidence `[start, end)` in characters: the sentence, or the part of a very long one that the trigger governs."""
    span: Span = trigger.head.sent
    if len(span) > _MAX_WORDS:
        span = _governed(trigger)
    text = span.text
    start = span.start_char + len(text) - len(text.lstrip())
    return start, span.start_char + len(text.rstrip())


def _governed(trigger: Trigger) -> Span:
    head, sentence = trigger.head, trigger.head.sent
    governed = clause.governing_verb(head) if trigger.row.pos == "n" else None
    root = governed[0] if governed else head
    under = [t.i for t in root.subtree]
    start, end = min([*under, head.i]), max([*under, head.i]) + 1
    if end - start > _MAX_WORDS:
        start, end = max(sentence.start, head.i - 25), min(sentence.end, head.i + 35)
    return head.doc[start:end]
