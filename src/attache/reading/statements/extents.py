"""How far the words of a statement reach.

In: a unit and token positions. Out: `Content`, spans of tokens trimmed of marks and joints, and the tokens at which
clauses and phrases after a cue end.
"""

from __future__ import annotations

from dataclasses import dataclass

from attache.reading.statements.cues import Cue, CueHit
from attache.reading.statements.lexicon import word_class
from attache.reading.statements.phrases import NOUN, noun_phrase_end
from attache.reading.statements.units import Unit

Span = tuple[int, int]
_EDGE_MARKS = {",", ";", ":", "-", "–", "—", ")", "--"}


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens of the content, and of the other part of what the cue breaks; `frame` names the rule.

    `cue` is the row that fitted and `after` the token after its words.
    """

    span: Span
    frame: str
    other: Span | None = None
    more: Span | None = None
    """A second whole proposition under the same cue: "C1, X said, and C2"."""
    cue: Cue | None = None
    after: int = 0


def trim(unit: Unit, span: Span) -> Span:
    """The span without commas, stops, "that" and conjunctions at its ends, nor the marks of a quotation there."""
    start, end = span
    before = (-1, -1)
    while before != (start, end) and start < end:
        before = (start, end)
        if unit.doc[start].is_space or unit.text(start) in _EDGE_MARKS or unit.is_close(start):
            start += 1
        elif unit.doc[end - 1].is_space or unit.text(end - 1) in _EDGE_MARKS | {"(", ".", "and", "but"} or unit.is_open(end - 1):
            end -= 1
        elif end - start > 2 and _mark(unit, start) and not any(_mark(unit, i) for i in range(start + 1, end - 1)):
            start += 1
        elif end - start > 2 and unit.is_close(end - 1) and not any(_mark(unit, i) for i in range(start, end - 1)):
            end -= 1
    if end - start > 1 and unit.text(start) == "that" and unit.tag(start) == "IN":
        start += 1
    if end - start > 1 and unit.tag(start) == "CC" and unit.text(start) in {"and", "but"}:
        start += 1
    return start, end


def _mark(unit: Unit, i: int) -> bool:
    return unit.is_open(i) or unit.is_close(i)


def phrase_stop(unit: Unit, start: int, stop: int) -> int:
    """Where an object ends: before a comma that opens a new finite clause or names the time, else at `stop`."""
    for i in range(start, stop):
        if unit.text(i) in {";"} and not unit.quoted(i):
            return i
        if (
            unit.text(i) == ","
            and unit.text(i + 1) in {"and", "but", "while", "which", "who", "after", "when"}
            and unit.finite(i + 2, stop)
            and not unit.quoted(i)
        ):
            return i
        if unit.text(i) == "and" and unit.is_finite(i + 1) and not unit.quoted(i):
            return i
    return stop


def skip_adjuncts(unit: Unit, i: int, stop: int, *, hearer: bool) -> int:
    """Steps right over what may stand between cue and content: hearer, adverbs, dates, "in Hanoi", "when he left"."""
    seen_hearer = not hearer
    while i < stop:
        word, tag = unit.text(i), unit.tag(i)
        if i in unit.timed:
            i += 1
        elif word in {"the", "a"} and unit.text(i + 1) in word_class("time-order") and unit.text(i + 2) in word_class("time"):
            i += 3
        elif word in word_class("time-lead") and unit.text(i + 1) in word_class("time"):
            i += 2
        elif (
            (word == "only" and unit.text(i + 1) == "that")
            or (word in word_class("time") and unit.tag(i) in {"NNP", "NN"})
            or (tag in {"RB", "RBR"} and word not in word_class("not-adverb"))
        ):
            i += 1
        elif not seen_hearer and tag in NOUN | {"PRP", "PRP$", "DT", "JJ", "CD"} and not _question(word):
            end = noun_phrase_end(unit, i)
            if end == i or (unit.is_finite(end) and unit.text(end) != "that"):
                return i
            i, seen_hearer = end, True
        elif word in word_class("preposition") and tag in {"IN", "TO", "RB", "RP"} and unit.tag(i + 1) != "VB":
            end = _prepositional_end(unit, i, stop)
            finite = end < stop and unit.is_finite(end)
            if finite and word in word_class("subordinate"):
                return _clause_end(unit, end, stop)
            if end == i or finite:
                return i
            i = end
        elif word in word_class("subordinate") and word != "if":
            return _clause_end(unit, i + 1, stop)
        elif word == "," and _parenthesis(unit, i, stop) is not None:
            i = _parenthesis(unit, i, stop) or stop
        else:
            break
    return i


def _clause_end(unit: Unit, i: int, stop: int) -> int:
    """Where a subordinate clause after the cue ends: at the next comma, ";", ":" or "that"; there its verb lies behind."""
    return next((k for k in range(i, stop) if unit.text(k) in {",", ";", ":", "that"}), stop)


def _question(word: str) -> bool:
    return word in word_class("question") or word == "that"


def _prepositional_end(unit: Unit, i: int, stop: int) -> int:
    """The token after "in Hanoi", "at the 20th meeting of the commission", "on Friday"."""
    j = i + 1
    while j < stop and (unit.text(j) in word_class("preposition") or unit.text(j) == "of"):
        j += 1
    if j in unit.timed:
        while j < stop and j in unit.timed:
            j += 1
        return noun_phrase_end(unit, j) if j < stop and unit.tag(j) in NOUN else j
    if unit.tag(j) == "VBG":
        j += 1
    if unit.is_open(j):
        return i
    end = noun_phrase_end(unit, j)
    return min(end, stop) if end > j else i


def _parenthesis(unit: Unit, comma: int, stop: int) -> int | None:
    """After ", however," and the like: the token after the second comma where "that" or a quotation follows; else None."""
    for i in range(comma + 1, min(stop, comma + 14)):
        if unit.text(i) == ",":
            return i + 1 if unit.text(i + 1) == "that" and not unit.finite(comma + 1, i) else None
    return None


def clause_stop(unit: Unit, hit: CueHit, joined: list[int]) -> int:
    """Where what follows a cue must end: at ";", or before a cue verb of the same speaker that is joined to it (in `joined`)."""
    end = next((i for i in range(hit.verb + 1, unit.end) if unit.text(i) == ";" and not unit.quoted(i)), unit.end)
    if unit.text(hit.group - 1) in {"who", "which", "that"}:
        end = _relative_end(unit, hit, end)
    for group in joined:
        if hit.verb < group < end:
            cut = group
            while cut - 1 > hit.verb and unit.text(cut - 1) in {",", "and", "but", "then", "or"}:
                cut -= 1
            end = cut
    return end


def _relative_end(unit: Unit, hit: CueHit, end: int) -> int:
    """Where a relative clause with the cue in it ends: at a comma before the main verb, or at the main verb itself."""
    apart = unit.text(hit.group - 2) == ","
    for i in range(hit.verb + 1, end):
        if apart and unit.text(i) == "," and unit.is_finite(i + 1):
            return i
        if not apart and unit.is_finite(i) and "that" not in {unit.text(k) for k in range(hit.verb, i)}:
            return i
    return end
