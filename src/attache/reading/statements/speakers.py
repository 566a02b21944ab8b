"""The words that name a speaker: the subject before a cue, after it, or set off by commas and dashes.

In: a unit and the token of a cue. Out: `Source`, the speaker's words as tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from attache.reading.statements.lexicon import phrases_by_last
from attache.reading.statements.phrases import NOUN, apposition_end, noun_phrase_end, noun_phrase_start
from attache.reading.statements.units import Unit

Side = Literal["left", "right", "inherited"]
_DASHES = {"–", "—", "--"}


@dataclass(frozen=True, slots=True)
class Source:
    """Tokens `[start, end)` that name a speaker, and where they stand: before the cue, after it, or earlier as its subject."""

    start: int
    end: int
    side: Side


def subject_before(unit: Unit, group: int) -> Source | None:
    """The subject that stands before a verb group: directly, with an apposition set off by commas, or as "who"."""
    last = _skip_adverbials(unit, group - 1)
    if last < unit.start:
        return None
    if unit.text(last) == ",":
        return _with_apposition(unit, last)
    if unit.text(last) in _DASHES:
        return _between_dashes(unit, last)
    if unit.text(last) in {"who", "which"} or unit.tag(last) == "WDT":
        end = last - 1 if unit.text(last - 1) == "," else last
        if unit.tag(end - 1) not in NOUN | {"PRP"}:
            return None
        start = noun_phrase_start(unit, end - 1) if end > unit.start else end
        return Source(start, end, "left") if start < end else None
    start = noun_phrase_start(unit, last)
    start = _listed(unit, _relative(unit, start, last), last)
    return Source(start, last + 1, "left") if start <= last else None


def _listed(unit: Unit, start: int, last: int) -> int:
    """Extends "Chile and Peru" to the left over a list of names: "Argentina, Brazil, Chile and Peru"."""
    if not any(unit.text(i) == "and" for i in range(start, last)):
        return start
    while unit.text(start - 1) == ",":
        head = noun_phrase_start(unit, start - 2)
        if (
            head > start - 2
            or unit.text(head - 1) not in {",", ""}
            or any(unit.tag(i) not in {"NNP", "NNPS", "DT"} for i in range(head, start - 1))
        ):
            break
        start = head
    return start


def _skip_adverbials(unit: Unit, i: int) -> int:
    """Steps left over what may stand between subject and verb: adverbs, dates, "for its part"."""
    while i >= unit.start:
        ending = phrases_by_last("between").get(unit.text(i), ())
        phrase = next((p for p in ending if all(unit.text(i - len(p) + 1 + k) == w for k, w in enumerate(p))), None)
        if phrase is not None:
            i -= len(phrase)
        elif (
            i in unit.timed
            and unit.tag(i) != "POS"
            and (unit.text(i - 1) in {"on", "in"} or unit.text(i - 1) in {"last", "this"} or unit.tag(i) in {"NN", "RB"})
        ):
            while i >= unit.start and i in unit.timed:
                i -= 1
            if unit.text(i) in {"on", "in"}:
                i -= 1
        elif unit.tag(i) in {"RB", "RBR"} and i > unit.start:
            i -= 1
        else:
            break
    return i


def _relative(unit: Unit, start: int, last: int) -> int:
    """Extends a phrase over the relative clause it ends: "an official who did not give his name"."""
    before = start - 1
    if start > last or unit.tag(before)[:2] not in {"VB", "IN", "TO", "RB"}:
        return start
    if unit.tag(before) == "VBG" and unit.tag(before - 1) in NOUN:
        return noun_phrase_start(unit, before - 1)
    for i in range(before, max(unit.start, before - 14), -1):
        if unit.text(i) in {",", ";", ":"} or unit.is_open(i) or unit.is_close(i):
            return start
        if unit.text(i) == "who" and unit.tag(i - 1) in NOUN:
            return noun_phrase_start(unit, i - 1)
    return start


def _with_apposition(unit: Unit, comma: int) -> Source | None:
    """The phrase whose apposition ends at `comma`: "X, head of the Y, told", "X, who had called, hopes"."""
    segments: list[tuple[int, int]] = []
    end = comma
    while len(segments) < 6 and end > unit.start:
        start = end
        while start > unit.start and unit.text(start - 1) not in {",", ";", ":"} and not unit.is_close(start - 1):
            start -= 1
        segments.append((start, end))
        if start <= unit.start or unit.text(start - 1) != ",":
            break
        end = start - 1
    if len(segments) < 2 or not _apposed(unit, segments[0]):
        return None
    for k in range(1, len(segments)):
        start, end = segments[k]
        if unit.text(start) == "as":
            start += 1
            return Source(max(start, noun_phrase_start(unit, end - 1)), comma, "left")
        if _continues(unit, segments[k]) and k + 1 < len(segments):
            continue
        head = noun_phrase_start(unit, end - 1)
        if head >= end:
            return None
        if k + 1 < len(segments) and head == start and unit.tag(start) in {"DT", "NN"} and _is_name(unit, segments[k + 1]):
            head = segments[k + 1][0]
        return Source(head, comma, "left")
    return None


def _between_dashes(unit: Unit, closing: int) -> Source | None:
    """The phrase whose apposition stands between dashes: "X – a teacher from Y – says"."""
    opening = next((i for i in range(closing - 1, unit.start, -1) if unit.text(i) in _DASHES), None)
    if opening is None or unit.finite(opening, closing):
        return None
    start = noun_phrase_start(unit, opening - 1)
    return Source(start, closing, "left") if start < opening else None


def _apposed(unit: Unit, segment: tuple[int, int]) -> bool:
    """May the segment stand in apposition: no clause of its own but a relative one?"""
    start, end = segment
    if unit.tag(start) == "CC" or start >= end:
        return False
    return (
        unit.text(start) in {"who", "which", "whose", "where", "when", "as", "whom", "itself", "himself", "herself", "themselves"}
        or unit.tag(start + 1) in {"WDT", "WP"}
        or not _main_verb(unit, start, end)
    )


def _main_verb(unit: Unit, start: int, end: int) -> bool:
    """Is there a finite verb before any relative word?"""
    for i in range(start, end):
        if unit.tag(i) in {"WP", "WDT", "WP$"}:
            return False
        if unit.is_finite(i):
            return True
    return False


def _continues(unit: Unit, segment: tuple[int, int]) -> bool:
    """Is the segment itself part of an apposition: "head of …", "who …", "with …"?"""
    start, end = segment
    return (
        unit.text(start).endswith(("self", "selves"))
        or unit.tag(start) in {"WP", "WDT", "WP$", "IN", "VBG", "VBN", "WRB", "CC"}
        or (unit.tag(start) == "NN" and end - start > 1)
    )


def _is_name(unit: Unit, segment: tuple[int, int]) -> bool:
    start, end = segment
    return all(unit.tag(i) in {"NNP", "NNPS", "POS", "IN", "DT"} for i in range(start, end)) and unit.tag(start) in {
        "NNP",
        "NNPS",
    }


def subject_after(unit: Unit, after: int) -> Source | None:
    """The speaker named after the cue: "…, said the minister, who …"."""
    i = after
    while unit.tag(i) == "RB" or i in unit.timed:
        i += 1
    end = noun_phrase_end(unit, i)
    if end <= i:
        return None
    if unit.text(end) == "who":
        end = next((k for k in range(end, unit.end) if unit.text(k) in {",", ";", ":"} or unit.is_open(k)), unit.end)
    return Source(i, apposition_end(unit, end), "right")
