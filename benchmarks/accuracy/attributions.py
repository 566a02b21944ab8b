"""attributions: source, cue and content of each statement, as passages.

A statement keeps the words of its source and cue; here they are looked up in its sentence, outside the content. The task
marks the verb with its auxiliaries and a colon after it, and the content with its "that" and quotation marks.
"""

from __future__ import annotations

import re
from itertools import product

from attache.reading.analysis import Analysis
from attache.reading.statements import find_statements
from attache.records import Evidence, Statement
from benchmarks.accuracy.analysed import analysed
from benchmarks.accuracy.lines import Line

Passage = tuple[int, int]

_OPENING = re.compile("''|[\"“‘'«]")
_CLOSING = re.compile("[,.?!…]*(?:''|[\"”’'»])")
_CONJUNCTION = re.compile(r"\b(?:that|if|whether|to)\s+$", re.IGNORECASE)
_GROUP = frozenset({"aux", "aux:pass", "advmod", "cop"})


def attributions(gold: Line) -> Line:
    """The statements of a document; those told without a cue of their own are no attributions here."""
    at = analysed(gold["text"])
    found = [passages_of(at, s) for s in find_statements(at) if s.rule != "statements/free"]
    return {"id": gold["id"], "attributions": [dict(f, id=str(n)) for n, f in enumerate(found) if f]}


def passages_of(at: Analysis, statement: Statement) -> Line:
    """Source, cue and content of a statement, each a list of `[start, end]`; empty where its cue cannot be found."""
    text = at.report.text
    pieces = sorted(whole_content(text, p.start, p.end) for p in (statement.content, statement.continued) if p)
    cues = [c for e in statement.evidence for c in _occurrences(e, statement.cue, pieces)]
    sources = [s for e in statement.evidence for s in _occurrences(e, statement.as_, pieces)]
    if not cues:
        return {}
    nowhere: list[Passage | None] = [None]
    pairs = product(cues, sources or nowhere)
    cue, source = min(pairs, key=lambda pair: _distance(pair[0], pair[1], pieces))
    return {
        "source": [list(whole_source(text, *source))] if source else [],
        "cue": [list(_verb_group(at, cue))],
        "content": [list(p) for p in pieces],
    }


def _occurrences(evidence: Evidence, words: str, outside: list[Passage]) -> list[Passage]:
    """Where words stand in a passage, apart from the contents; a cue in two parts ("… as") is found by the first."""
    first = words.split(" … ")[0].strip()
    if not first:
        return []
    found = re.finditer(rf"(?<!\w){re.escape(first)}(?!\w)" if first[0].isalnum() else re.escape(first), evidence.text)
    spans = [(evidence.start + m.start(), evidence.start + m.end()) for m in found]
    return [s for s in spans if all(s[1] <= low or high <= s[0] for low, high in outside)]


def _distance(cue: Passage, source: Passage | None, pieces: list[Passage]) -> tuple[int, int]:
    near = min(_gap(cue, p) for p in pieces)
    return near + (_gap(cue, source) if source else 0), cue[0]


def _gap(one: Passage, other: Passage) -> int:
    """Characters between two passages; overlapping ones are worst of all."""
    if one[0] < other[1] and other[0] < one[1]:
        return 10_000
    return max(other[0] - one[1], one[0] - other[1])


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


def _verb_group(at: Analysis, cue: Passage) -> Passage:
    """A cue with its auxiliaries, negation and adverbs right before it, and a colon right after."""
    span = at.doc.char_span(*cue, alignment_mode="expand")
    if span is None:
        return cue
    head = span[0]
    low = head.i
    while low and (at.doc[low - 1].head.i == head.i and at.doc[low - 1].dep_ in _GROUP):
        low -= 1
    return at.doc[low].idx, cue[1] + (at.report.text[cue[1] : cue[1] + 1] == ":")
