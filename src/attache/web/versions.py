"""What changed from one version of a page to the next, in words: what was put in and what was taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORD = re.compile(r"\s+|[^\s]+")
MOST_WORDS = 4000
"""Longer stretches are shown as a whole, for finding what in them changed would take too long."""


@dataclass(frozen=True, slots=True)
class Bit:
    """Words of a changed paragraph."""

    kind: Literal["same", "new", "gone"]
    text: str


Changed = tuple[Bit, ...]
"""One paragraph, or several next to each other, with what changed in it."""


def changes(former: str, text: str) -> tuple[Changed, ...]:
    """The paragraphs that are not in both versions, in the order of the newer text."""
    old, new = _paragraphs(former), _paragraphs(text)
    found = []
    for word, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if word != "equal":
            found.append(tuple(_bits("\n".join(old[a:b]), "\n".join(new[c:d]))))
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _bits(former: str, text: str) -> Iterator[Bit]:
    old, new = WORD.findall(former), WORD.findall(text)
    if len(old) + len(new) > MOST_WORDS:
        yield from _bit("gone", [former])
        yield from _bit("new", [text])
        return
    for word, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if word == "equal":
            yield from _bit("same", old[a:b])
        else:
            yield from _bit("gone", old[a:b])
            yield from _bit("new", new[c:d])


def _bit(kind: Literal["same", "new", "gone"], words: Sequence[str]) -> Iterator[Bit]:
    if words:
        yield Bit(kind, "".join(words))
