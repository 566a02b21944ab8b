"""Runs of capitalised words, which may be names of places."""

from __future__ import annotations

from attache.language.tokens import Span, Token
from attache.reading.things.vocabulary import words

_FUNCTION = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "ADV"})
_INNER = frozenset(
    {
        "do",
        "au",
        "aux",
        "des",
        "du",
        "en",
        "sur",
        "y",
        "da",
        "de",
        "del",
        "di",
        "la",
        "le",
        "el",
        "al",
        "of",
        "upon",
        "-",
        "’",
        "'",
    }
)


def runs_of(sentence: Span) -> list[Span]:
    """Runs of capitalised words, in text order; small words such as "do" and "of", hyphens and numbers may stand inside."""
    out = []
    doc, start = sentence.doc, None
    for token in sentence:
        if token.text[0].isupper() and token.pos_ not in _FUNCTION:
            start = token.i if start is None else start
        elif start is not None and not _inside(token, sentence.end):
            out.append(doc[start : token.i])
            start = None
    if start is not None:
        out.append(doc[start : sentence.end])
    return out


def _inside(token: Token, end: int) -> bool:
    """Whether a run may go on over this token."""
    if token.text.isdigit():
        return True
    i = token.i
    while i < end and token.doc[i].lower_ in _INNER:
        i += 1
    return token.i < i < end and i - token.i < 4 and token.doc[i].text[0].isupper()


def trimmed(run: Span) -> Span:
    """The run without months, weekdays and numbers in front and a hyphen behind; it may be empty."""
    start, end = run.start, run.end
    while start < end and (run.doc[start].text.isdigit() or run.doc[start].lower_ in words("time")):
        start += 1
    while end > start and run.doc[end - 1].text in ("-", "’", "'"):
        end -= 1
    return run.doc[start:end]
