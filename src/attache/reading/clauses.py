"""The clause that tells a thing: in goes a sentence and a passage in it, out comes the passage records rest on."""

from __future__ import annotations

from attache.language.tokens import Span

MOST_WORDS = 60


def clause_of(sentence: Span, start: int, end: int) -> tuple[int, int]:
    """The characters of the sentence, or of its part round `[start, end)` where it has too many words.

    Long sentences are cut at semicolons, colons and dashes, then at commas, each time only as far as needed.
    """
    first, last = _trimmed(sentence, sentence.start, sentence.end)
    for marks in ({";"}, {";", ":", "—", "–"}, {";", ":", "—", "–", ","}):
        if last - first <= MOST_WORDS:
            break
        first, last = _between(sentence, first, last, start, end, marks)
    return _characters(sentence, *_trimmed(sentence, first, last))


def _between(sentence: Span, first: int, last: int, start: int, end: int, marks: set[str]) -> tuple[int, int]:
    """Tokens between the nearest marks on both sides of the passage that leave at least eight words."""
    doc = sentence.doc
    left, right = first, last
    for token in doc[first:last]:
        if token.text in marks:
            if token.idx < start:
                left = token.i + 1 if token.i + 1 < last else left
            elif token.idx >= end and token.i - left >= 8:
                right = token.i
                break
    return left, right


def _trimmed(sentence: Span, first: int, last: int) -> tuple[int, int]:
    """Tokens without the white space, list marks and quotation marks that stand alone at either end."""
    doc = sentence.doc
    while first < last - 1 and doc[first].is_space:
        first += 1
    while last - 1 > first and doc[last - 1].is_space:
        last -= 1
    return first, last


def _characters(sentence: Span, first: int, last: int) -> tuple[int, int]:
    doc = sentence.doc
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
