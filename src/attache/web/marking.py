"""A report's text cut into paragraphs and pieces, so that overlapping passages can all be marked; and signs that hide in
a text made visible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from attache.ledger.entries import Marked

BREAK = re.compile(r"\n+")
HIDDEN = {
    "\u061c": ("ALM", "Arabic letter mark"),
    "\u200b": ("ZWSP", "space without width"),
    "\u200c": ("ZWNJ", "non-joiner without width"),
    "\u200d": ("ZWJ", "joiner without width"),
    "\u200e": ("LRM", "left-to-right mark"),
    "\u200f": ("RLM", "right-to-left mark"),
    "\u202a": ("LRE", "left-to-right embedding"),
    "\u202b": ("RLE", "right-to-left embedding"),
    "\u202c": ("PDF", "end of a change of direction"),
    "\u202d": ("LRO", "left-to-right override"),
    "\u202e": ("RLO", "right-to-left override"),
    "\u2060": ("WJ", "word joiner"),
    "\u2066": ("LRI", "left-to-right isolate"),
    "\u2067": ("RLI", "right-to-left isolate"),
    "\u2068": ("FSI", "isolate of the first strong direction"),
    "\u2069": ("PDI", "end of an isolate"),
    "\ufeff": ("BOM", "byte order mark"),
}
"""Signs that nobody sees and that change how the text around them reads: short name, and name in words."""
SIGN = re.compile(f"[{''.join(HIDDEN)}\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]")


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
    begins: tuple[str, ...] = ()
    """Records of which the first passage begins here."""
    nearest: str | None = None
    """Of `ids` the one whose passage is the shortest: what a click means."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    over: tuple[Marked, ...]


def paragraphs(text: str, marks: Sequence[Marked], chosen: tuple[int, int] | None = None) -> tuple[tuple[Piece, ...], ...]:
    """The text as paragraphs of pieces. `chosen` is the passage to be shown first; offsets are into `text`."""
    edges = {edge for m in BREAK.finditer(text) for edge in m.span()} | set(chosen or ())
    out: list[tuple[Piece, ...]] = []
    current: list[Piece] = []
    begun: set[str] = set()
    waiting: list[str] = []
    for stretch in _stretches(len(text), marks, edges):
        waiting += [m.id for m in stretch.over if m.id not in begun and m.id not in waiting]
        if text[stretch.start] == "\n":
            out.append(tuple(current))
            current = []
            continue
        current.append(_piece(text, stretch, chosen, tuple(waiting)))
        begun.update(waiting)
        waiting = []
    out.append(tuple(current))
    return tuple(paragraph for paragraph in out if "".join(p.text for p in paragraph).strip())


def _stretches(length: int, marks: Sequence[Marked], edges: Iterable[int]) -> Iterator[_Stretch]:
    """The text between any two edges of marks and breaks, with the marks over it; one pass from left to right."""
    cuts = sorted({0, length, *edges, *(m.start for m in marks), *(m.end for m in marks)})
    ordered = sorted(marks, key=lambda m: (m.start, m.end, m.id))
    over: list[Marked] = []
    following = 0
    for start, end in pairwise(cuts):
        while following < len(ordered) and ordered[following].start <= start:
            over.append(ordered[following])
            following += 1
        over = [m for m in over if m.end > start]
        yield _Stretch(start, end, tuple(over))


def _piece(text: str, stretch: _Stretch, chosen: tuple[int, int] | None, begins: tuple[str, ...]) -> Piece:
    inside = chosen is not None and chosen[0] <= stretch.start and stretch.end <= chosen[1]
    nearest = min(stretch.over, key=lambda m: (m.end - m.start, m.start, m.id), default=None)
    return Piece(
        text[stretch.start : stretch.end],
        tuple(dict.fromkeys(m.id for m in stretch.over)),
        tuple(sorted({m.kind for m in stretch.over})),
        inside,
        inside and chosen is not None and stretch.start == chosen[0],
        begins,
        nearest.id if nearest else None,
    )


def visible(text: str) -> Markup:
    """The text, escaped, with signs that hide or turn the words around them written out instead of obeyed."""
    if not SIGN.search(text):
        return escape(text)
    out = Markup()
    at = 0
    for match in SIGN.finditer(text):
        short, name = HIDDEN.get(match[0], (f"{ord(match[0]):02X}", "control sign"))
        out += escape(text[at : match.start()])
        out += Markup('<abbr class="sign" title="hidden in the text: {}">{}</abbr>').format(name, short)
        at = match.end()
    return out + escape(text[at:])
