"""Works that were to be finished or begun, and what tells that they were: told by their places, or by a thing of one name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from attache.knowledge import rows
from attache.ledger.names import folded
from attache.ledger.parts import parts_in
from attache.ledger.promises import Promise
from attache.ledger.tellings import family
from attache.ledger.wording import deeds_in, stem
from attache.records import Event

START, COMPLETE = "COOPERATE/project-start", "COOPERATE/project-complete"
WORKS = (START, COMPLETE)
"""Families of events told by the places of works in their sentence."""
OPENINGS = (
    ("CONSULT", "ceremony"),
    ("COOPERATE", "ceremony"),
    ("COOPERATE", "project"),
    ("COOPERATE", "construction"),
    ("AID", "construction"),
)
"""Types and modes of events in whose words works may be opened."""
SHARE = re.compile(r"\d\s?(?:%|per\s?cent)|\bhalf\b")


def works_family(event: Event) -> str:
    """The family of works that an event is of, by its own or by the words that tell of opening or handing over; empty where
    it is of none."""
    if family(event) in WORKS:
        return family(event)
    if event.status != "happened" or (event.type, event.mode) not in OPENINGS:
        return ""
    told = folded(event.evidence[0].text).split()
    opened = not says("done").isdisjoint(told)
    words = {stem(w) for w in told} if opened else set()
    part = not words.isdisjoint(preparing_words("study")) or SHARE.search(event.evidence[0].text) is not None
    return COMPLETE if opened and not part else ""


def is_finished(event: Event) -> bool:
    """Whether an event tells that works were finished."""
    return event.status == "happened" and works_family(event) == COMPLETE


def promised_works(promise: Promise) -> frozenset[str]:
    """Families of works that the words of a promise, or its measure, say are to come."""
    found: set[str] = set()
    for text in texts_of(promise):
        words = folded(text).split()
        found |= deeds_in(text) & set(WORKS)
        if not says("wanted").isdisjoint(words) and says("begin").isdisjoint(words):
            found.add(COMPLETE)
    return frozenset(found)


def texts_of(promise: Promise) -> list[str]:
    """What a promise says, and its measure."""
    texts = [t.record.content.text for t in promise.told] + [t.record.measure for t in promise.told if t.record.measure]
    return list(dict.fromkeys(texts))


def other_part(told: str, promised: Iterable[str]) -> bool:
    """Whether a text tells of numbered parts, and what is promised names others, or none."""
    parts = parts_in(told)
    return bool(parts) and parts.isdisjoint(p for text in promised for p in parts_in(text))


@cache
def says(what: str) -> frozenset[str]:
    """Words on works that say so: `done`, `wanted` or `begin`."""
    return frozenset(row["word"] for row in rows("finishing_words") if row["says"] == what)


@cache
def preparing_words(what: str) -> frozenset[str]:
    """Words of what comes before works, as stems: `study`, or `money` that pays for them."""
    return frozenset(stem(row["word"]) for row in rows("preparing_words") if row["is"] == what)
