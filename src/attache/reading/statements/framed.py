"""The encoder's attribution frames as whole passages.

In: a `Frame` of the encoder, tokens likely to be cue, source and content, often with holes and ragged ends. Out: its
passages, completed by the parse: a noun phrase with title and apposition for the source, the clause to its end for the content.
"""

from __future__ import annotations

from collections.abc import Iterable

from attache.language.marks import Frame
from attache.language.tokens import Doc, Token
from attache.reading.statements.extents import Span

# A hole of so few tokens in a role is a slip of the encoder; a cue that parts a quotation is longer or is known.
_HOLE = 2
# Of the words that hang on the head of a content so many must be marked for all of them to be taken.
_SHARE = 0.4
_HELPS = {"aux", "aux:pass", "cop"}
# An auxiliary stands so near its verb.
_REACH = 4
_MARKS = {",", ".", ";", ":", "-", "–", "—", "--", "(", ")", "…"}


def cue_of(doc: Doc, frame: Frame) -> Span:
    """The words of the cue, from the first to the last; where they are auxiliaries alone, up to their verb."""
    start, end = min(frame.tokens), max(frame.tokens) + 1
    last = doc[end - 1]
    if last.dep_ in _HELPS and end <= last.head.i < end + _REACH:
        end = last.head.i + 1
    return start, end


def source_of(doc: Doc, frame: Frame) -> Span | None:
    """The noun phrase that names the source, completed round its head; None where the encoder saw none."""
    marked = set(frame.roles.get("source", ()))
    if not marked:
        return None
    taken = set(range(*cue_of(doc, frame))) | set(frame.roles.get("content", ()))
    head = max(_tops(doc, marked), key=lambda top: len(marked & {t.i for t in top.subtree}))
    whole = marked | {t.i for t in head.subtree}
    start, end = _run_round(whole - taken, head.i)
    return _without_marks(doc, start, end)


def contents_of(doc: Doc, frame: Frame, source: Span | None) -> tuple[Span, ...]:
    """The passages of the content in text order: clauses to their ends, broken only by cue and source."""
    marked = set(frame.roles.get("content", ()))
    taken = set(range(*cue_of(doc, frame))) | set(range(*(source or (0, 0))))
    whole = set(marked)
    for top in _tops(doc, marked):
        under = {t.i for t in _under(top, set(frame.tokens))}
        if len(under & marked) >= _SHARE * len(under):
            whole |= under
    spans = [_without_marks(doc, *run) for run in _runs(whole - taken, taken)]
    return tuple(span for span in spans if span is not None)


def _tops(doc: Doc, marked: set[int]) -> list[Token]:
    """The marked tokens on which no marked one rules."""
    return [doc[i] for i in sorted(marked) if doc[i].head is doc[i] or doc[i].head.i not in marked]


def _under(top: Token, cue: set[int]) -> list[Token]:
    """The token and all that hangs on it, without what hangs on the cue."""
    out = [top]
    for child in top.children:
        if child.i not in cue:
            out += _under(child, cue)
    return out


def _run_round(tokens: set[int], at: int) -> Span:
    """The unbroken run of `tokens` round one of them."""
    start, end = at, at + 1
    while start - 1 in tokens:
        start -= 1
    while end in tokens:
        end += 1
    return start, end


def _runs(tokens: Iterable[int], taken: set[int]) -> list[Span]:
    """Runs of tokens; a small hole is closed where nothing of the cue or source stands in it."""
    runs: list[Span] = []
    for i in sorted(tokens):
        hole = range(runs[-1][1], i) if runs else range(0)
        if runs and len(hole) <= _HOLE and not taken.intersection(hole):
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _without_marks(doc: Doc, start: int, end: int) -> Span | None:
    """The run without commas, stops and brackets at its ends; None where nothing else is in it."""
    while start < end and (doc[start].is_space or doc[start].text in _MARKS):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in _MARKS):
        if doc[end - 1].text == ")" and any(doc[i].text == "(" for i in range(start, end)):
            break
        end -= 1
    return (start, end) if start < end else None
