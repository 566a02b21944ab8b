"""Where an act took place and the passage that tells it."""

from __future__ import annotations

from spacy.tokens import Span

from attache.reading.analysis import Analysis
from attache.reading.events import clause
from attache.reading.events.triggers import Trigger
from attache.reading.things import where_of

_MAX_WORDS = 60


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
