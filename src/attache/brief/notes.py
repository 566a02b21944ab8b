"""Footnotes: passages numbered in the order of print, each once, its words cut to what a note has room for."""

from __future__ import annotations

from attache.brief.labels import Labels
from attache.brief.model import Brief, Words
from attache.ledger.entries import Quote, ReportEntry

LONGEST, LONGEST_SHORT = 92, 80
"""Letters of the report's words that a note shows, in a brief of either length."""
LONGEST_TITLE = 40


class Notes:
    """The notes of a brief; the same passage has one number wherever it is cited."""

    def __init__(self, brief: Brief) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.quotes: list[Quote] = []
        self._most = LONGEST_SHORT if brief.is_short else LONGEST
        for cell in brief.cells():
            for quote in (q for words in cell for q in words.quotes):
                if self._key(quote) not in self._numbers:
                    self._numbers[self._key(quote)] = len(self._numbers) + 1
                    self.quotes.append(quote)

    @staticmethod
    def _key(quote: Quote) -> tuple[str, int, int]:
        return (quote.evidence.report, quote.evidence.start, quote.evidence.end)

    def words(self, quote: Quote) -> tuple[str, str, str]:
        """The words of a note, as `quoted` gives them."""
        return quoted(quote, self._most)

    def numbers(self, words: Words) -> tuple[int, ...]:
        """The numbers of a stretch of words, ascending, each once."""
        return tuple(sorted({self._numbers[self._key(q)] for q in words.quotes}))


def level(text: str) -> str:
    """Text with its line breaks and runs of spaces levelled."""
    return " ".join(text.split())


def quoted(quote: Quote, most: int) -> tuple[str, str, str]:
    """The words of a note in three parts, the passage in the middle: a short passage with what stands around it in its
    sentence, a long one cut; … stands where words are left out."""
    passage = level(quote.evidence.text).lstrip("-–—•*,;:.) ")
    if len(passage) >= most:
        return ("", _head(passage, most), "")
    before, found, after = (level(part) for part in quote.sentence.partition(quote.evidence.text))
    if not found:
        return ("", passage, "")
    room = most - len(passage)
    tail = _head(after, max(room // 2, room - len(before))) if after else ""
    lead = _end(before, room - len(tail)) if before else ""
    glue = "" if tail[:1] in ".,;:!?…”\"'’»)" else " "
    return (f"{lead} " if lead else "", passage, f"{glue}{tail}" if tail else "")


def _head(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[: max(most - 2, 0)].rsplit(" ", 1)[0].rstrip(",;:–— ")
    return f"{cut} …" if cut else "…"


def _end(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[len(text) - max(most - 2, 0) :].partition(" ")[2]
    return f"… {cut}" if cut else "…"


def source(report: ReportEntry, labels: Labels) -> str:
    """ "Friendship treaty for Hanoi and Moscow, The Eastern Courier, 17 June 1994"."""
    label = level(report.label)
    if len(label) > LONGEST_TITLE:
        label = _head(label, LONGEST_TITLE)
    origin = report.publisher or report.agency
    return ", ".join(filter(None, (label, origin, labels.short(report.published) if report.published else None)))
