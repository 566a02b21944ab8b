"""What only the encoder takes for words told: its surest frames as candidates of the ledger.

In: a unit, its frames and what the rules found there. Out: `Found`s of cues that no rule covers, whose content is a clause or a
quotation and whose cue tells of words really uttered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from attache.language.marks import Frame
from attache.language.tokens import Doc
from attache.reading.statements.cues import verb_group
from attache.reading.statements.extents import Span, trim
from attache.reading.statements.found import Found
from attache.reading.statements.framed import contents_of, cue_of, source_of
from attache.reading.statements.lexicon import word_class
from attache.reading.statements.speakers import Source
from attache.reading.statements.units import Unit

_LEAST = 0.97
"""Certainty of a cue from which on its words stand in the ledger without a rule."""
_FINITE = {"VBD", "VBZ", "VBP"}


def further(unit: Unit, frames: Sequence[Frame], ruled: Sequence[Found]) -> list[Found]:
    """The frames of a unit that no rule covers; `frames` are those of the text, in text order."""
    out = []
    first = bisect_left(frames, unit.start, key=_begins)
    for frame in frames[first : bisect_left(frames, unit.end, lo=first, key=_begins)]:
        if frame.certainty < _LEAST or not unit.start <= frame.tokens[0] < unit.end:
            continue
        one = _found(unit, frame)
        if one is not None and not any(_covers(other, one) for other in ruled):
            out.append(one)
    return out


def _begins(frame: Frame) -> int:
    return frame.tokens[0]


def _found(unit: Unit, frame: Frame) -> Found | None:
    """A frame with finite verb, source and content in one unit."""
    doc = unit.doc
    cue, source = cue_of(doc, frame), source_of(doc, frame)
    told = [trim(unit, span) for span in contents_of(doc, frame, source) if unit.start <= span[0] and span[1] <= unit.end]
    told = [span for span in told if span[1] - span[0] > 1 and _is_clause(unit, span)]
    verb = _verb(doc, cue)
    if source is None or not told or verb is None or not unit.start <= source[0] < source[1] <= unit.end:
        return None
    if not verb_group(doc, verb, unit.start, "say")[2] or not _utters(unit, cue, verb, told):
        return None
    content = max(told, key=lambda span: span[1] - span[0])
    other = next((span for span in told if span != content), None)
    whole = (min(cue[0], source[0]), cue[1]) if source[0] < cue[0] else cue
    side = Source(source[0], source[1], "left" if source[0] < cue[0] else "right")
    return Found(unit, doc[slice(*cue)].text, whole, side, content, other, "say", "frame", words=cue)


def _verb(doc: Doc, cue: Span) -> int | None:
    """The finite verb of a cue."""
    return next((i for i in range(*cue) if doc[i].tag_ in _FINITE and not doc[i].dep_.startswith("aux")), None)


def _utters(unit: Unit, cue: Span, verb: int, told: list[Span]) -> bool:
    """Are they words uttered: quoted, or the clause that a verb alone governs, and none that only takes words in?"""
    if unit.doc[verb].lemma_ in word_class("takes-in"):
        return False
    if any(unit.quoted(i) for span in told for i in range(*span)):
        return True
    alone = not any(unit.doc[i].tag_ == "VB" for i in range(*cue))
    return alone and any(unit.doc[i].dep_ == "ccomp" and unit.doc[i].head.i == verb for span in told for i in range(*span))


def _is_clause(unit: Unit, span: Span) -> bool:
    """Is it a quotation, or has it a finite verb of its own with a subject before it?"""
    if all(unit.quoted(i) for i in range(*span) if not unit.doc[i].is_punct):
        return True
    if unit.text(span[0]) in word_class("subordinate") and unit.text(span[0]) != "if":
        return False
    subject = any(unit.doc[i].dep_.startswith("nsubj") and span[0] <= unit.doc[i].head.i < span[1] for i in range(*span))
    return subject and any(unit.is_finite(i) for i in range(*span))


def _covers(ruled: Found, one: Found) -> bool:
    """Does a rule see the same cue, or the same words told?"""
    spans = [ruled.words, ruled.content, *([ruled.other] if ruled.other else [])]
    own = [one.words, one.content]
    return any(a[0] < b[1] and b[0] < a[1] for a in spans for b in own)
