"""The clause that tells a thing: in goes a sentence and a passage in it, out comes the passage records rest on."""

from __future__ import annotations

from spacy.tokens import Span

MOST_WORDS = 60


def clause_of(sentence: Span, start: int, end: int) -> tuple[int, int]:
    """The characters of the sentence, or of its part between semicolons round `[start, end)` where it has too many words."""
    first, last = _trimmed(sentence, sentence.start, sentence.end)
    if last - first <= MOST_WORDS:
        return _characters(sentence, first, last)
    left, right = first, last
    for token in sentence:
        if token.text in {";", ":", "—", "–", ","} or token.lower_ in {"and", "but", "while"}:
            if token.idx < start and token.i + 1 > left and last - token.i > 4:
                left = token.i + 1 if start - token.idx < 240 and left == first else left
            elif token.idx >= end and token.i - left >= 12:
                right = token.i
                break
    return _characters(sentence, *_trimmed(sentence, left, min(right, left + MOST_WORDS) if left + MOST_WORDS > right else right))


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
