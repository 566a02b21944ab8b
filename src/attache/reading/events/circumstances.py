"""Where an act took place and the passage that tells it."""

from __future__ import annotations

from attache.language.tokens import Span, Token
from attache.reading.analysis import Analysis
from attache.reading.clauses import clause_of
from attache.reading.events import clause
from attache.reading.events.triggers import Trigger
from attache.reading.things import where_of

_MAX_WORDS = 60
_LONG = 45
"""Tokens from which on a sentence's clause is taken instead of the whole."""
_SHORTEST = 8


def place_of(at: Analysis, trigger: Trigger) -> str | None:
    """Where it took place: see `where_of`; for an act noun the verb that carries it helps."""
    found = where_of(at, trigger.head) if clause.is_verb(trigger.head) else None
    if found:
        return found
    governed = clause.governing_verb(trigger.head)
    if governed is not None:
        return where_of(at, governed[0])
    return where_of(at, trigger.head)


def passage_of(trigger: Trigger) -> tuple[int, int]:
    """The evidence `[start, end)` in characters: the sentence between semicolons, or the clause where that is long."""
    head = trigger.head
    span = _between_semicolons(head)
    if len(span) > _LONG:
        span = _clause(trigger, span)
    if len(span) > _MAX_WORDS:
        start, end = clause_of(head.sent, trigger.tokens[0].idx, trigger.tokens[-1].idx + len(trigger.tokens[-1]))
        return start, end
    text = span.text
    start = span.start_char + len(text) - len(text.lstrip())
    return start, span.start_char + len(text.rstrip(" \n\t;"))


def _between_semicolons(head: Token) -> Span:
    first, last = head.sent.start, head.sent.end
    for token in head.sent:
        if token.text == ";":
            if token.i < head.i:
                first = token.i + 1
            else:
                last = token.i
                break
    return head.doc[first:last]


def _clause(trigger: Trigger, span: Span) -> Span:
    """The tokens under the finite verb of the act within the span, where they are a clause of some length."""
    verb = trigger.head
    governed = clause.governing_verb(verb) if trigger.row.pos == "n" else None
    verb = governed[0] if governed else verb
    while verb.dep_ in ("xcomp", "aux", "cop") and verb.head.i != verb.i:
        verb = verb.head
    if not clause.children(verb, "nsubj", "nsubj:pass"):
        return span
    under = [t.i for t in verb.subtree if span.start <= t.i < span.end]
    found = verb.doc[min(under) : max(under) + 1]
    return found if len(found) >= _SHORTEST and found.start <= trigger.head.i < found.end else span
