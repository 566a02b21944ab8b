"""Attribution by a phrase instead of a verb: "according to X", "in the words of X", "in X's view", "by Russian count".

In: a unit. Out: `NounCue`s with the tokens of the cue, of the speaker's words and of the content.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from attache.knowledge import rows, several
from attache.reading.statements.extents import Span, trim
from attache.reading.statements.phrases import apposition_end, noun_phrase_end
from attache.reading.statements.speakers import Source
from attache.reading.statements.units import Unit

_NOUN = {"NN", "NNS", "NNP", "NNPS"}


@dataclass(frozen=True, slots=True)
class NounCue:
    """A phrase that attributes, its tokens `[start, end)` with the speaker inside, and the content beside it."""

    cue: str
    start: int
    end: int
    source: Source
    content: Span
    other: Span | None = None


@cache
def _nouns() -> dict[str, tuple[str, ...]]:
    return {row["noun"]: several(row["before"]) for row in rows("cue_nouns", package="attache.language.en")}


@cache
def _openings() -> frozenset[str]:
    """First words of the phrases."""
    return frozenset({"according"}.union(*_nouns().values()))


def find_noun_cues(unit: Unit) -> tuple[NounCue, ...]:
    """All such phrases of a unit that have content beside them."""
    found: list[NounCue] = []
    for i in range(unit.start, unit.end):
        if unit.text(i) not in _openings():
            continue
        phrase = _according(unit, i) or _words_of(unit, i) or _of_owner(unit, i)
        if phrase is None:
            continue
        cue, source, end = phrase
        content = _content(unit, i, end, found[-1].end if found else unit.start)
        if content is not None:
            found.append(NounCue(cue, i, end, source, *content))
    return tuple(found)


def _according(unit: Unit, i: int) -> tuple[str, Source, int] | None:
    if unit.text(i) != "according" or unit.text(i + 1) != "to":
        return None
    return _phrase(unit, "according to", i + 2)


def _words_of(unit: Unit, i: int) -> tuple[str, Source, int] | None:
    """With a noun and "of": "in the words of X", "by the count of X"."""
    if unit.text(i + 1) != "the":
        return None
    for k in (2, 3):
        noun = unit.text(i + k)
        if unit.text(i) in _nouns().get(noun, ()) and unit.text(i + k + 1) == "of":
            return _phrase(unit, f"{unit.text(i)} the {noun} of", i + k + 2)
    return None


def _phrase(unit: Unit, cue: str, start: int) -> tuple[str, Source, int] | None:
    end = noun_phrase_end(unit, start)
    if end <= start:
        return None
    end = _reduced(unit, end)
    end = apposition_end(unit, end)
    return cue, Source(start, end, "right"), end


def _reduced(unit: Unit, end: int) -> int:
    """Takes in "quoted by the Herald" and "who asked not to be named" after the phrase."""
    if unit.tag(end) == "VBN" and unit.text(end + 1) in {"by", "in", "on", "to", "with"}:
        further = noun_phrase_end(unit, end + 2)
        return further if further > end + 2 else end
    if unit.text(end) == "who":
        while end < unit.end and unit.text(end) not in {",", ";", ":"}:
            end += 1
    return end


def _of_owner(unit: Unit, i: int) -> tuple[str, Source, int] | None:
    """With an owner: "in X's words", "by the Kremlin's list", "by Russian count", "in his view"."""
    if unit.tag(i) != "IN":
        return None
    for j in range(i + 2, min(unit.end, i + 9)):
        noun = unit.text(j)
        if unit.tag(j) in {",", ":"} or unit.tag(j).startswith("V"):
            return None
        if unit.text(i) not in _nouns().get(noun, ()) or unit.text(j + 1) == "of" or unit.tag(j) not in _NOUN | {"NN"}:
            continue
        owner = _owner(unit, i + 1, j)
        if owner is None:
            return None
        return f"{unit.text(i)} … {noun}", owner, j + 1
    return None


def _owner(unit: Unit, start: int, noun: int) -> Source | None:
    """The owner inside "in [Lavrov]'s own words", "by [Russian] count", "in [his] view"."""
    for k in range(start, noun):
        if unit.tag(k) == "POS":
            return Source(start, k, "right")
    if unit.tag(start) == "PRP$":
        return Source(start, start + 1, "right")
    if (unit.tag(start) in {"JJ", "NNP"} and unit.doc[start].text[:1].isupper()) or (
        unit.tag(start) == "DT" and unit.doc[start + 1].text[:1].isupper()
    ):
        return Source(start, noun, "right")
    return None


def _content(unit: Unit, start: int, end: int, low: int) -> tuple[Span, Span | None] | None:
    """What the phrase attributes: the rest of the sentence after it if it opens one, else what precedes it, from `low` on."""
    opens = start == unit.start or unit.text(start - 1) in {";", ":", "but", "and", "yet", "still"}
    if opens:
        stop = next((k for k in range(end, unit.end) if unit.text(k) == ";" and not unit.quoted(k)), unit.end)
        span = trim(unit, (end, stop))
        return (span, None) if span[1] - span[0] > 1 else None
    left = start
    while left > low and not (unit.text(left - 1) in {";", ":"} and not unit.quoted(left - 1)):
        left -= 1
    span = trim(unit, (left, start))
    if span[1] - span[0] < 2:
        return None
    other = trim(unit, (end, unit.end)) if unit.text(end) in {":", ","} and end + 2 < unit.end else None
    if other is not None and other[1] - other[0] < 2:
        other = None
    if other is not None and other[1] - other[0] > span[1] - span[0]:
        return other, span
    return span, other
