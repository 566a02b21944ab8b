"""Acts that call something off or put it off, told by their mode or by the words of another act: "voted to end the project"."""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows
from attache.ledger.names import folded
from attache.ledger.wording import stem
from attache.records import Event

ARTICLES = ("the", "its", "their", "a", "an", "all")


def is_act(event: Event, mode: str) -> bool:
    """Whether an event calls off (`cancel`) or puts off (`postpone`): by its mode, or by a vote, decision or other act that
    "ends the … project" which it is about."""
    if event.status != "happened":
        return False
    if event.type == "REJECT":
        return event.mode == mode
    return mode == "cancel" and ends_something(event)


def ends_something(event: Event) -> bool:
    """Whether the words of an act say that it ends what it is about."""
    return any(_ends(name, e.text) for name in event.about for e in event.evidence)


def _ends(name: str, sentence: str) -> bool:
    words, told = folded(sentence).split(), folded(name).split()
    at = (i for i in range(1, len(words)) if words[i : i + len(told)] == told)
    return any(stem(words[i - 1 - (words[i - 1] in ARTICLES)]) in ending_words() for i in at)


@cache
def ending_words() -> frozenset[str]:
    """Verbs of calling off, as stems."""
    return frozenset(stem(row["word"]) for row in rows("ending_words"))
