"""The sentence around a passage, found from the text alone so that no language model is loaded to show a footnote."""

from __future__ import annotations

import re

from attache.ledger.entries import Context, Quote

# A full stop after one of these, or after a single capital, does not end a sentence.
_ABBREVIATIONS = "".join(
    rf"(?<!\b{word})" for word in ("Mr", "Mrs", "Ms", "Dr", "St", "No", "Gen", "Sen", "Gov", "Jr", "vs", "ca", "[A-Z]")
)
_END = re.compile(
    rf"{_ABBREVIATIONS}[.!?][\"”’'»)\]]*(?=\s+[\"“‘'«(\[]*[A-Z0-9])"
    r"(?<!\bJan\.)(?<!\bFeb\.)(?<!\bMar\.)(?<!\bApr\.)(?<!\bAug\.)(?<!\bSept\.)(?<!\bOct\.)(?<!\bNov\.)(?<!\bDec\.)"
)


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` of the sentence or sentences that hold the passage, without outer white space; never past a line."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    # A passage may itself hold line breaks; ends of sentences are sought before and after it only.
    first = _last_end(text, line_start, start)
    last = next((m.end() for m in _END.finditer(text, max(first, end - 3), line_end) if m.end() >= end), line_end)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


NEAR = 500
"""Letters before a passage within which the end of the sentence before mostly lies: some reports are one long line."""


def _last_end(text: str, line_start: int, start: int) -> int:
    """Where the last sentence ends that ends before a place in its line; the beginning of the line where none does."""
    for begin in dict.fromkeys((max(line_start, start - NEAR), line_start)):
        ends = [m.end() for m in _END.finditer(text, begin, start + 1) if m.end() <= start]
        if ends:
            return ends[-1]
    return line_start


def sentence(text: str, start: int, end: int) -> str:
    """The words of the sentence or sentences around a passage, on one line."""
    first, last = sentence_bounds(text, start, end)
    return " ".join(text[first:last].split())


def in_context(text: str, quote: Quote) -> Context:
    """The passage with its sentence, and the sentences before and after it in the same paragraph."""
    start, end = quote.evidence.start, quote.evidence.end
    first, last = sentence_bounds(text, start, end)
    before_end = len(text[:first].rstrip(" "))
    after_start = last + len(text[last:]) - len(text[last:].lstrip(" "))
    before = sentence(text, before_end - 1, before_end) if before_end and text[before_end - 1] != "\n" else ""
    after = sentence(text, after_start, after_start + 1) if after_start < len(text) and text[after_start] != "\n" else ""
    return Context(quote, before, text[first:start], text[end:last], after)
