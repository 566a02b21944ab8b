"""The passages in which a statement is sought: sentences, with those that a quotation spans read as one.

In: an Analysis. Out: `Unit`s in text order, each with what the other modules ask of its tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from attache.language.tokens import Doc, Span
from attache.reading.analysis import Analysis
from attache.reading.statements.quotations import Quotation, find_quotations

_LIST_MARK = re.compile(r"(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]|[QA][.:]|[•*·▪●–-])\s+(?=\S)")
_DASHES = {"-", "--", "–", "—"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_ASKED = {"said", "asked", "told", "says", "asks", "wrote", "added", "replied", "shouted", "exclaimed", "wondered", "cried"}
_AUXILIARIES = {
    "have",
    "has",
    "had",
    "be",
    "been",
    "being",
    "is",
    "are",
    "was",
    "were",
    "'s",
    "’s",
    "not",
    "n't",
    "n’t",
    "having",
    "never",
    "also",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `[start, end)` of one passage, without a dateline before it and the stop after it."""

    doc: Doc
    start: int
    end: int
    paragraph: int
    """Number of its paragraph (line) in the report."""
    quotations: tuple[Quotation, ...]
    timed: frozenset[int]
    """Tokens inside time expressions."""

    def text(self, i: int) -> str:
        """The token in lower case; "" outside the unit."""
        return self.doc.tokens[i].lower_ if self.start <= i < self.end else ""

    def tag(self, i: int) -> str:
        """Its Penn tag; "" outside the unit."""
        return self.doc.tokens[i].tag_ if self.start <= i < self.end else ""

    def quoted(self, i: int) -> bool:
        """Does the token stand inside quotation marks?"""
        if not self.quotations:
            return False
        at = self.doc.tokens[i].idx
        return any(q.start <= at < q.end for q in self.quotations)

    def is_open(self, i: int) -> bool:
        """Is the token an opening quotation mark?"""
        if not self.quotations or not self.start <= i < self.end:
            return False
        at = self.doc.tokens[i].idx
        return any(q.outer[0] == at for q in self.quotations)

    def is_close(self, i: int) -> bool:
        """Is the token a closing quotation mark?"""
        if not self.quotations or not self.start <= i < self.end:
            return False
        at = self.doc.tokens[i].idx
        return any(q.end <= at < q.outer[1] for q in self.quotations)

    def finite(self, start: int, end: int) -> bool:
        """Is there a finite verb among the tokens `[start, end)`?"""
        return any(self.is_finite(i) for i in range(max(start, self.start), min(end, self.end)))

    def is_finite(self, i: int) -> bool:
        """Is the token a finite verb? A participle counts where no auxiliary or "by" explains it: taggers mix them."""
        tag = self.tag(i)
        if tag in _FINITE:
            return True
        if tag != "VBN" or self.text(i - 1) in _AUXILIARIES:
            return False
        # A reduced relative ("the ship built in Kiel") takes no object; a verb mistaken for one does.
        before, after = self.tag(i - 1), self.tag(i + 1)
        mistaken = before in {"PRP", "NNP"} and self.text(i + 1) not in {"by", "in", "on", "at", "from", "to", "with", "as"}
        return mistaken or (before in {"NN", "NNS", "NNP"} and after in {"CD", "DT", "PRP$", "PRP", "JJ", "NN", "NNS", "NNP"})


def find_units(at: Analysis) -> tuple[Unit, ...]:
    """The units of a report in text order."""
    doc = at.doc
    quotations = find_quotations(at.report.text)
    timed = _timed(at)
    units = []
    for start, end in _joined(doc, quotations):
        while end > start and (doc[end - 1].is_space or doc[end - 1].text in {".", "…"}):
            end -= 1
        start = _after_dateline(doc, _after_list_mark(doc, start, end), end)
        if end - start < 2:
            continue
        paragraph = at.report.text.count("\n", 0, doc[start].idx)
        low, high = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        inside = tuple(q for q in quotations if low <= q.outer[0] < high)
        units.append(Unit(doc, start, end, paragraph, inside, timed))
    return tuple(units)


def _timed(at: Analysis) -> frozenset[int]:
    found: set[int] = set()
    for time in at.times:
        span = at.doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None:
            found.update(range(span.start, span.end))
    return frozenset(found)


def _joined(doc: Doc, quotations: tuple[Quotation, ...]) -> list[tuple[int, int]]:
    """Token ranges of sentences, joined where a sentence boundary falls inside a quotation."""
    found: list[tuple[int, int]] = []
    for sentence in doc.sents:
        start = next((i for i in range(sentence.start, sentence.end) if not doc[i].is_space), None)
        if start is None:
            continue
        at = doc[start].idx
        if found and (any(q.outer[0] < at < q.end for q in quotations) or _tells(doc, found[-1], sentence)):
            found[-1] = (found[-1][0], sentence.end)
        else:
            found.append((start, sentence.end))
    return found


def _tells(doc: Doc, before: tuple[int, int], sentence: Span) -> bool:
    """Does the sentence only tell who spoke the words before it: "“Will they come?” Ms Sow asked on Monday."?"""
    last = before[1] - 1
    while last > before[0] and doc[last].is_space:
        last -= 1
    if (
        doc[last].text not in {"”", '"', "''", "’", "»"}
        or doc[last - 1].text not in {"?", "!"}
        or "\n" in doc[last : sentence.start].text
    ):
        return False
    words = [token for token in sentence if not token.is_space]
    verb = next((i for i, token in enumerate(words[:12]) if token.tag_ in _FINITE), None)
    return verb is not None and verb > 0 and words[verb].text.lower() in _ASKED


def _after_list_mark(doc: Doc, start: int, end: int) -> int:
    """The first token after "1.", "(a)", "iv)" or the letter of an answer at the beginning of a line."""
    text, low = doc.text, doc[start].idx
    if text[text.rfind("\n", 0, low) + 1 : low].strip():
        return start
    mark = _LIST_MARK.match(text, low)
    if mark is None:
        return start
    return next((i for i in range(start, end) if doc[i].idx >= mark.end()), start)


def _after_dateline(doc: Doc, start: int, end: int) -> int:
    """The first token after a dateline ("HANOI, May 3 (LNA) -") or a list mark."""
    if doc[start].text in _DASHES | {"•", "*", "·"}:
        return start + 1
    dash = next((i for i in range(start, min(end, start + 16)) if _parts_dateline(doc, i, end)), None)
    if dash is None:
        return start
    before = doc[start:dash]
    shouted = doc[start].text.isupper() and len(doc[start].text) > 2
    dated = doc[start].text[:1].isupper() and all(t.is_punct or t.like_num or t.text[:1].isupper() for t in before)
    return dash + 1 if shouted or (dated and any(t.text == "(" or t.like_num for t in before)) else start


def _parts_dateline(doc: Doc, i: int, end: int) -> bool:
    token = doc.tokens[i]
    return token.text in _DASHES and (not doc.tokens[i - 1].whitespace_ or (i + 1 < end and bool(token.whitespace_)))
