"""A quote as a page prints it: one line, the passage set apart in its sentence."""

from __future__ import annotations

from attache.ledger.entries import Quote


def one_line(text: str) -> str:
    """Text with its line breaks and runs of spaces levelled, for a footnote or a table cell."""
    return " ".join(text.split())


def marked(quote: Quote) -> tuple[str, str, str]:
    """The sentence in three parts, the passage itself in the middle; the sentence whole in the middle where they differ."""
    lead, passage, tail = quote.sentence.partition(quote.evidence.text)
    if not passage:
        return ("", one_line(quote.evidence.text), "")
    return (lead.lstrip(), passage, tail.rstrip())
