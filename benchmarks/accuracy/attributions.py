"""attributions: source, cue and content of each attribution, as passages in the manner of the task.

The task marks the verb with its auxiliaries, adverbs and preposition, and a colon after it; the content with its "that" and
quotation marks; the source with the comma that closes its apposition. Nothing is marked inside the content of another.
"""

from __future__ import annotations

import re

from attache.language.tokens import Doc
from attache.reading.analysis import Analysis
from attache.reading.statements.attributions import Attribution, find_attributions
from benchmarks.accuracy.analysed import analysed
from benchmarks.accuracy.lines import Line

Passage = tuple[int, int]

_OPENING = re.compile("''|[\"“‘'«]")
_CLOSING = re.compile("[,.?!…]*(?:''|[\"”’'»])")
_CONJUNCTION = re.compile(r"\b(?:that|if|whether)\s+$", re.IGNORECASE)
_GROUP = frozenset({"aux", "aux:pass", "advmod", "cop"})
_LEAST = 0.5
"""Certainty from which on an attribution of the encoder alone is told."""


def attributions(gold: Line) -> Line:
    """The attributions of a document that stand in no other's content."""
    at = analysed(gold["text"])
    found = outermost([a for a in find_attributions(at) if a.rule or a.certainty >= _LEAST])
    return {"id": gold["id"], "attributions": [dict(passages_of(at, a), id=str(n)) for n, a in enumerate(found)]}


def outermost(found: list[Attribution]) -> list[Attribution]:
    """Those whose cue stands in no other's content."""
    return [a for a in found if not any(s <= a.cue[0] < e for b in found if b is not a for s, e in b.content)]


def passages_of(at: Analysis, a: Attribution) -> Line:
    """Source, cue and content of an attribution, each a list of `[start, end]`."""
    doc, text = at.doc, at.report.text
    return {
        "source": [list(whole_source(text, *_characters(doc, *a.source)))] if a.source else [],
        "cue": [list(_verb_group(at, a.cue))],
        "content": [list(whole_content(text, *_characters(doc, *piece))) for piece in a.content],
    }


def _characters(doc: Doc, start: int, end: int) -> Passage:
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def whole_content(text: str, start: int, end: int) -> Passage:
    """A content with the conjunction before it and the quotation marks round it, the mark of a sentence before them included."""
    opening = _OPENING.search(text, max(0, start - 2), start)
    if opening and opening.end() == start:
        start = opening.start()
    closing = _CLOSING.match(text, end)
    if closing:
        end = closing.end()
    before = _CONJUNCTION.search(text[max(0, start - 12) : start])
    return (start - len(before.group()) if before else start), end


def whole_source(text: str, start: int, end: int) -> Passage:
    """A source with the comma that closes its apposition ("Norma Samour, the owner,")."""
    return start, end + (", " in text[start:end] and text[end : end + 1] == ",")


def _verb_group(at: Analysis, cue: tuple[int, int]) -> Passage:
    """A cue with its auxiliaries, negation and adverbs right before it, and a colon right after."""
    head = at.doc[cue[0]]
    low, high = cue
    while low and (at.doc[low - 1].head.i == head.i and at.doc[low - 1].dep_ in _GROUP):
        low -= 1
    start, end = _characters(at.doc, low, high)
    return start, end + (at.report.text[end : end + 1] == ":")
