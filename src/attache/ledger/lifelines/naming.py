"""Quotes of a life line that say what they are about: "Signed" with the item beneath it, "It was signed" with the one before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from attache.ledger.entries import Quote
from attache.ledger.names import folded
from attache.ledger.quoting import sentence_bounds
from attache.ledger.things.anatomy import anatomy, kinds_in, stem

NEAR = 400
"""Letters that a quote may be lengthened to, to reach the words that name the thing."""
BACK = 4
"""Sentences before within which they are sought."""
HEADING = 60
"""Letters of the longest heading."""
_ENDS = re.compile(r"[.!?;:,][\"”’'»)\]]*$")


@dataclass(frozen=True)
class Naming:
    """How a sentence names one thing."""

    names: tuple[str, ...]
    namings: tuple[Quote, ...]
    """First naming in each report."""
    text: Callable[[str], str]
    """Gives a report's text."""

    @cached_property
    def _words(self) -> frozenset[str]:
        parts = [anatomy(name) for name in self.names]
        return frozenset(w for p in parts if p.sort != "mechanism" for w in p.subject - p.vague - p.types)

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(anatomy(name).kind for name in self.names) - {""}

    @cached_property
    def _first(self) -> dict[str, Quote]:
        return {quote.report.id: quote for quote in reversed(self.namings)}

    def says(self, sentence: str) -> bool:
        """Whether the words hold a name of the thing, or enough of one to tell it."""
        if any(name in sentence for name in self.names):
            return True
        if self._words:
            return not self._words.isdisjoint(stem(word) for word in folded(sentence).split())
        return any(kind in self._kinds for _, _, _, kind in kinds_in(sentence))

    def _hints(self, sentence: str) -> bool:
        """Whether the words hold at least the kind of the thing, or a word of its names that others share."""
        loose = frozenset(w for name in self.names for w in anatomy(name).subject)
        words = frozenset(map(stem, folded(sentence).split()))
        return bool(loose & words) or any(kind in self._kinds for _, _, _, kind in kinds_in(sentence))

    def shown(self, quote: Quote) -> Quote:
        """The quote with its sentence lengthened to the words that name the thing; as it is where they stand in it, or nowhere.

        A heading goes with what stands beneath it, other sentences with the nearest before; what does not follow at once is
        joined by an ellipsis.
        """
        if self.says(quote.sentence) or self._hints(quote.sentence):
            return quote
        text = self.text(quote.report.id)
        first, last = sentence_bounds(text, quote.evidence.start, quote.evidence.end)
        top = text.rfind("\n", 0, first) + 1
        if _is_heading(text[top:last], text[last : last + 1]):
            for end in _following(text, last):
                if self.says(text[last:end]):
                    return replace(quote, sentence=_one_line(text[top:end]))
        for start, end in _preceding(text, first):
            if self.says(text[start:end]):
                gap = " … " if text[end:first].strip() else " "
                return replace(quote, sentence=_one_line(text[start:end]) + gap + _one_line(text[first:last]))
        naming = self._first.get(quote.report.id)
        if naming is None or not self.says(naming.sentence):
            return quote
        two = (naming.sentence, quote.sentence) if naming.evidence.start < first else (quote.sentence, naming.sentence)
        return replace(quote, sentence=" … ".join(two))


def _is_heading(line: str, after: str) -> bool:
    """Whether a line is short and no sentence; `after` is the letter that follows it."""
    return len(line) <= HEADING and after in ("", "\n") and _ENDS.search(line) is None


def _preceding(text: str, first: int) -> Iterator[tuple[int, int]]:
    """The sentences before a place, the nearest first."""
    start = first
    for _ in range(BACK):
        end = len(text[:start].rstrip())
        if not end:
            return
        start = sentence_bounds(text, end - 1, end)[0]
        if first - start > NEAR:
            return
        yield start, end


def _following(text: str, last: int) -> Iterator[int]:
    """Where the sentences after a place end, the nearest first."""
    end = last
    for _ in range(BACK):
        start = len(text) - len(text[end:].lstrip())
        if start >= len(text):
            return
        end = sentence_bounds(text, start, start + 1)[1]
        if end - last > NEAR:
            return
        yield end


def _one_line(words: str) -> str:
    return " ".join(words.split())
