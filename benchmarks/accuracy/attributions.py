"""attributions: source, cue and content of each attribution, as passages in the manner of the task.

The task marks the verb with its auxiliaries, adverbs and preposition, and a colon after it; the content with its "that" and
quotation marks; the source with the comma that closes its apposition. Nothing is marked inside the content of another.
"""

from __future__ import annotations

import re

from attache.language.tokens import Doc, Token
from attache.reading.analysis import Analysis
from attache.reading.statements.attribution import Attribution
from attache.reading.statements.attributions import find_attributions
from attache.reading.statements.extents import Span
from benchmarks.accuracy.analysed import analysed
from benchmarks.accuracy.lines import Line

Passage = tuple[int, int]

_OPENING = re.compile("''|[\"“‘'«]")
_CLOSING = re.compile("[,.?!…]*(?:''|[\"”’'»])")
_APPOSED = re.compile(r", | [–—-]+ ")
_CONJUNCTION = re.compile(r"\b(?:that|if|whether)\s+$", re.IGNORECASE)
_GROUP = frozenset({"aux", "aux:pass", "advmod", "cop"})
_PREPOSITIONS = frozenset(["about", "against", "at", "for", "in", "of", "on", "over", "to", "toward", "towards", "with"])
_LEAST = 0.5
"""Certainty from which on an attribution of the encoder alone is told."""


def attributions(gold: Line) -> Line:
    """The attributions of a document that stand in no other's content."""
    at = analysed(gold["text"])
    found = outermost([a for a in find_attributions(at) if a.rule or a.certainty >= _LEAST])
    return {"id": gold["id"], "attributions": [dict(passages_of(at, a), id=str(n)) for n, a in enumerate(found)]}


def outermost(found: list[Attribution]) -> list[Attribution]:
    """Those whose cue stands in no other's content; of two, each in the other's, the surer."""
    kept: list[Attribution] = []
    left = found
    while left:
        roots = [a for a in left if not any(_inside(a, b) for b in left)] or [max(left, key=lambda a: a.certainty)]
        kept += roots
        left = [a for a in left if a not in roots and not any(_inside(a, b) for b in roots)]
    return sorted(kept, key=lambda a: (a.cue, a.content))


def _inside(a: Attribution, b: Attribution) -> bool:
    return a is not b and any(start <= a.cue[0] < end for start, end in b.content)


def passages_of(at: Analysis, a: Attribution) -> Line:
    """Source, cue and content of an attribution, each a list of `[start, end]`."""
    doc, text = at.doc, at.report.text
    cue, content = _with_preposition(doc, a.cue, a.content)
    source = _named_source(doc, a)
    return {
        "source": [list(whole_source(text, *_characters(doc, *source)))] if source else [],
        "cue": [list(_verb_group(at, cue))],
        "content": [list(whole_content(text, *_characters(doc, *piece))) for piece in content],
    }


def _with_preposition(doc: Doc, cue: Span, content: tuple[Span, ...]) -> tuple[Span, tuple[Span, ...]]:
    """The cue with a preposition right after it, which the content loses: "called for", "referred to"."""
    end = cue[1]
    if end >= len(doc) or doc[end].lower_ not in _PREPOSITIONS or doc[end].tag_ not in {"IN", "RP", "TO"}:
        return cue, content
    follows = doc[end + 1].tag_ if end + 1 < len(doc) else ""
    if follows == "VB" or not any(piece[0] in {end, end + 1} for piece in content):
        return cue, content
    pieces = tuple((start + (start == end), stop) for start, stop in content if stop > end + 1 or start != end)
    return (cue[0], end + 1), pieces


def _named_source(doc: Doc, a: Attribution) -> Span | None:
    """The source as the task has it: a relative pronoun for its noun; none of what only seems or is expected by no one told."""
    head = doc[a.cue[1] - 1] if doc[a.cue[0]].dep_ in _GROUP else doc[a.cue[0]]
    if a.source is None or head.lemma_ in {"seem", "appear"} or (_is_passive(head) and a.source[0] < a.cue[0] and not a.rule):
        return None
    pronoun = _relative(head)
    return (pronoun, pronoun + 1) if pronoun is not None and a.source[1] <= pronoun + 1 else a.source


def _is_passive(head: Token) -> bool:
    return any(child.dep_ == "aux:pass" for child in head.children)


def _relative(head: Token) -> int | None:
    """The "who", "which" or "that" that is the subject of a verb."""
    return next((c.i for c in head.children if c.dep_ == "nsubj" and c.tag_ in {"WP", "WDT"}), None)


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
    """A source with the comma or dash that closes its apposition ("Norma Samour, the owner,")."""
    apposed = _APPOSED.search(text, start, end)
    closing = re.compile(rf" ?{apposed.group().strip()}").match(text, end) if apposed else None
    return start, closing.end() if closing else end


def _verb_group(at: Analysis, cue: tuple[int, int]) -> Passage:
    """A cue with its auxiliaries, negation and adverbs right before it, and a colon right after."""
    head = at.doc[cue[0]]
    low, high = cue
    while low and (at.doc[low - 1].head.i == head.i and at.doc[low - 1].dep_ in _GROUP):
        low -= 1
    start, end = _characters(at.doc, low, high)
    return start, end + (at.report.text[end : end + 1] == ":")
