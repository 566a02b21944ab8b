"""Content that stands around its cue: "C, X said", "C1, X said, C2", "X said: C", "“C1,” X said. “C2.”".

In: a unit, a cue hit and its source. Out: `Content`, or None where the cue stands before its content.
"""

from __future__ import annotations

from attache.reading.statements.cues import Cue, CueHit, find_cues
from attache.reading.statements.extents import Content, Span, skip_adjuncts, trim
from attache.reading.statements.lexicon import word_class
from attache.reading.statements.phrases import noun_phrase_end
from attache.reading.statements.speakers import Source
from attache.reading.statements.units import Unit


def beside(unit: Unit, hit: CueHit, cue: Cue, source: Source, after: int, stop: int) -> Content | None:
    """Around: "C, X said", "C1, X said, C2", "X said: C", "“C1,” X said. “C2.”", "said X"."""
    if not cue.frames & {"beside", "predicate"} or source.side == "inherited":
        return None
    first = min(source.start, hit.group)
    left = before_cue(unit, first)
    follows = skip_adjuncts(unit, after, stop, hearer="hearer" in cue.frames)
    sign = unit.text(follows) if follows < stop else ""
    if left is not None and "predicate" in cue.frames and unit.tag(after) == "PRP" and after + 1 >= stop:
        return Content(left, "before")
    if "beside" not in cue.frames:
        return None
    if sign == ":" and follows + 1 < stop:
        rest = trim(unit, (follows + 1, stop))
        if left is None or not unit.finite(*left) or _dependent(unit, left):
            return Content(rest, "colon")
        return Content(*_longer(left, rest, "around"))
    if unit.is_open(follows) and follows < stop and (left is None or not unit.finite(*left)):
        return Content(trim(unit, (follows, stop)), "quote-after")
    if left is None:
        if (
            sign == ","
            and follows + 1 < stop
            and (
                unit.is_open(follows + 1)
                or (unit.text(first - 2) in {"who", "which", "and", "but", "that"} and unit.text(first - 1) == ",")
            )
        ):
            return Content(trim(unit, (follows + 1, stop)), "inserted")
        return None
    ended = follows >= stop or sign in {",", ";", ")", "-", "–", "—", "."} or unit.is_close(follows)
    if not ended:
        return Content(left, "before", _quoted_later(unit, follows, stop)) if _all_quoted(unit, left) else None
    right = _goes_on(unit, left, follows, stop) if sign in {",", ";"} else None
    if right is None:
        whole = unit.finite(*left) or _all_quoted(unit, left)
        whole = whole or (cue.kind == "say" and _stands_alone(unit, left, first, follows >= stop))
        return Content(left, "before") if whole else None
    if sign == ";":
        return Content(left, "before", right)
    if unit.text(follows + 1) == "and" and _tells(unit, right):
        return Content(left, "before")
    if unit.text(follows + 1) == "and" and _whole_clause(unit, left, right):
        return Content(left, "before", more=right)
    return Content(*_longer(left, right, "around"))


def _quoted_later(unit: Unit, start: int, stop: int) -> Span | None:
    """A quotation that goes on behind a longer cue: "“C1,” X wrote in a letter to the paper, “C2”"."""
    opening = next((i for i in range(start, stop) if unit.is_open(i) and unit.text(i - 1) == ","), None)
    return trim(unit, (opening, stop)) if opening is not None else None


def told_before(unit: Unit, hit: CueHit, source: Source) -> Content | None:
    """The clause before "X said", where what follows the cue could not be read as its content."""
    left = before_cue(unit, min(source.start, hit.group))
    if left is None or source.side == "inherited" or not unit.finite(*left) or _dependent(unit, left):
        return None
    return Content(left, "before") if unit.text(left[0]) not in word_class("preposition") else None


def _longer(left: Span, right: Span, frame: str) -> tuple[Span, str, Span]:
    """The longer part, the frame, the other part."""
    return (left, frame, right) if _length(left) >= _length(right) else (right, frame, left)


def before_cue(unit: Unit, first: int) -> Span | None:
    """The words before a cue that starts at `first`, back to the last stronger boundary; None where no comma parts them."""
    i = first - 1
    if unit.text(i) in {"as", "so"} and unit.text(i - 1) == ",":
        i -= 1
    if i <= unit.start or not (unit.text(i) in {",", "-", "–", "—", "?", "!"} or unit.is_close(i)):
        return None
    if unit.text(i - 1) in {"who", "which", "and", "but", "that", "or"} and unit.text(i) == ",":
        return None
    start = i
    while start > unit.start and not _parts(unit, start - 1):
        start -= 1
    span = trim(unit, (start, i))
    return span if span[0] < span[1] else None


def _parts(unit: Unit, i: int) -> bool:
    """Does token `i` part clauses strongly, outside quotation marks?"""
    return unit.text(i) in {";", ":"} and not unit.quoted(i)


def _goes_on(unit: Unit, left: Span, follows: int, stop: int) -> Span | None:
    """The words after an inserted cue where they continue what stands before it."""
    start = follows + 1
    if unit.is_close(start):
        start += 1
    if start >= stop:
        return None
    word = unit.text(start)
    if unit.is_open(start):
        return trim(unit, (start, stop))
    if unit.is_finite(start) or _dependent(unit, left) or word == "that" or (word == "to" and unit.tag(start + 1) == "VB"):
        return trim(unit, (start, stop))
    if word in word_class("aside") or unit.tag(start) == "VBG":
        return None
    if not unit.finite(*left):
        return trim(unit, (start, stop))
    if word in word_class("goes-on") and unit.finite(start, stop):
        return trim(unit, (start, stop))
    return None


def _dependent(unit: Unit, left: Span) -> bool:
    """Do the words before an inserted cue wait for a main clause: "Had he been asked", "Before the envoy left"?"""
    first, tag = unit.text(left[0]), unit.tag(left[0])
    inverted = first in {"had", "should", "were"} and unit.tag(left[0] + 1) in {"PRP", "NNP", "DT", "NN", "NNS", "PRP$", "JJ"}
    waits = unit.text(left[1] - 1) in word_class("waits")
    return inverted or waits or (tag in {"IN", "WRB"} and first in word_class("subordinate") and "," not in _words(unit, left))


def _words(unit: Unit, span: Span) -> set[str]:
    return {unit.text(i) for i in range(*span)}


def _stands_alone(unit: Unit, left: Span, first: int, last: bool) -> bool:
    """May words in which no finite verb was seen be a proposition: quoted, or all there is before a closing "X said"?"""
    if unit.is_close(first - 1):
        return True
    return last and _length(left) > 2 and unit.tag(left[0]) not in {"VBG", "VBN", "WRB"}


def _whole_clause(unit: Unit, left: Span, right: Span) -> bool:
    """Are both parts clauses of their own, the second with its own subject and outside quotation marks?"""
    if _dependent(unit, left) or not unit.finite(*left) or unit.quoted(right[0]):
        return False
    start = right[0]
    while unit.tag(start) in {"RB", "RBR", "CC"}:
        start += 1
    end = noun_phrase_end(unit, start)
    return end > start and any(unit.is_finite(i) for i in range(end, min(end + 4, right[1])))


def _tells(unit: Unit, right: Span) -> bool:
    """Does the second part have a cue of its own: "…, X said, and he warned that …"?"""
    end = noun_phrase_end(unit, right[0])
    hits = find_cues(unit.doc, end, min(end + 3, right[1])) if end > right[0] else ()
    return any(hit.group <= end + 1 and any("beside" in cue.frames for cue, _ in hit.rows) for hit in hits)


def _all_quoted(unit: Unit, span: Span) -> bool:
    return all(unit.quoted(i) for i in range(*span))


def _length(span: Span) -> int:
    return span[1] - span[0]
