"""A report's text cut into paragraphs and pieces, so that overlapping passages can all be marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from attache.ledger.entries import Marked


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks; `ids` are the records that rest on it, in text order."""

    text: str
    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    chosen: bool
    """Inside the passage that the reader came for."""
    anchor: bool
    """The first piece of that passage."""


def paragraphs(text: str, marks: tuple[Marked, ...], chosen: tuple[int, int] | None = None) -> tuple[tuple[Piece, ...], ...]:
    """The text as paragraphs of pieces. `chosen` is the passage to be shown first; offsets are into `text`."""
    cuts = {0, len(text)} | {edge for m in marks for edge in (m.start, m.end)} | set(chosen or ())
    breaks = [m.span() for m in re.finditer(r"\n+", text)]
    out: list[tuple[Piece, ...]] = []
    start = 0
    for end, following in [*breaks, (len(text), len(text))]:
        if text[start:end].strip():
            inside = sorted({start, end} | {c for c in cuts if start < c < end})
            spans = pairwise(inside)
            out.append(tuple(_piece(text, a, b, marks, chosen) for a, b in spans))
        start = following
    return tuple(out)


def _piece(text: str, start: int, end: int, marks: tuple[Marked, ...], chosen: tuple[int, int] | None) -> Piece:
    over = [m for m in marks if m.start <= start and end <= m.end]
    inside = chosen is not None and chosen[0] <= start and end <= chosen[1]
    return Piece(
        text[start:end],
        tuple(m.id for m in over),
        tuple(sorted({m.kind for m in over})),
        inside,
        inside and chosen is not None and start == chosen[0],
    )
