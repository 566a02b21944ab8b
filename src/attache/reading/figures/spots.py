"""Quantities placed in their sentences: in goes the Analysis, out come the quantities that may be figures.

Left out: what a time expression covers, durations, years, list numbers, numbers that are part of a name, and small counts
in passing ("the two sides").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from attache.knowledge import rows
from attache.language.tokens import Doc, Span, Token
from attache.reading.analysis import Analysis, Quantity

NOUNS = {"NOUN", "PROPN"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A quantity over the tokens `[first, last)` of `sentence`."""

    quantity: Quantity
    sentence: Span
    first: int
    last: int

    @property
    def doc(self) -> Doc:
        """The report's Doc."""
        return self.sentence.doc

    @property
    def after(self) -> Token | None:
        """The token right after the quantity, inside the sentence."""
        return self.doc[self.last] if self.last < self.sentence.end else None

    @property
    def before(self) -> Token | None:
        """The token right before the quantity, inside the sentence."""
        return self.doc[self.first - 1] if self.first > self.sentence.start else None

    @property
    def money(self) -> bool:
        """Is it an amount of money?"""
        unit = (self.quantity.unit or "").split("/")[0]
        return len(unit) == 3 and unit.isupper()

    @property
    def share(self) -> bool:
        """Is it per cent, points, or a fraction?"""
        unit = (self.quantity.unit or "").split("/")[0]
        return unit in {"%", "percentage point", "basis point"} or (self.quantity.unit is None and self.fraction)

    @property
    def fraction(self) -> bool:
        """Is it a bare fraction ("a third")?"""
        value = self.quantity.value
        return self.quantity.unit is None and not isinstance(value, tuple) and 0 < value < 1


@cache
def role(name: str) -> frozenset[str]:
    """Words of one role in `language/en/figure_words.tsv`."""
    return frozenset(row["word"] for row in rows("figure_words", package="attache.language.en") if row["role"] == name)


def spots(at: Analysis) -> list[Spot]:
    """The quantities that may be figures, in text order."""
    out = []
    for quantity in at.quantities:
        span = at.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
        if span is None or _within_time(at, quantity) or _duration(quantity):
            continue
        sentence = at.doc[span.start].sent
        spot = Spot(quantity, sentence, span.start, min(span.end, sentence.end))
        if quantity.unit is not None or not _no_count(spot, after_country=_after_country(at, spot)):
            out.append(spot)
    return out


def _after_country(at: Analysis, spot: Spot) -> bool:
    """Does a country's name stand right before the number ("…, and Vietnam 20 in Russia")?"""
    end = spot.quantity.start - 1
    return any(m.kind == "country" and m.evidence.end == end for m in at.mentions_within(end - _LONGEST, end))


_LONGEST = 120
"""Characters of the longest name or description of a country."""


def _within_time(at: Analysis, quantity: Quantity) -> bool:
    return at.is_time(quantity.start)


def _duration(quantity: Quantity) -> bool:
    return quantity.unit in {"second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century"}


def _no_count(spot: Spot, *, after_country: bool) -> bool:
    """Is a bare number a year, a list number, part of a name, or a small count in passing?"""
    text, value = spot.quantity.text, spot.quantity.value
    if spot.after is not None and spot.after.text in {"-", "–"} and not spot.doc[spot.last - 1].whitespace_:
        return True  # "two-way", "five-year"
    if isinstance(value, tuple):
        return 1900 <= value[0] <= 2100 and 1900 <= value[1] <= 2100
    if spot.fraction:
        return spot.before is not None and text.lower() == "half" and spot.before.pos_ in {"ADJ", "PROPN"}
    before, after = spot.before, spot.after
    if text.isdigit() and len(text) == 4 and 1900 <= value <= 2100:
        return after is None or after.tag_ not in {"NNS", "NNPS"}
    if text.isdigit() and before is None and after is not None and after.text in {".", ")"}:
        return True
    if before is not None and not after_country and _names_it(before, text):
        return True
    return (
        value <= 5
        and before is not None
        and before.lower_ in {"the", "these", "those", "both", "its", "their", "his", "her", "our", "all"}
    )


def _names_it(before: Token, text: str) -> bool:
    """Does the word before make the number part of a name: "Article 5", "Ninh Thuan 1", "December 10"?"""
    if before.lower_ in role("numbered") or (before.lower_ == "of" and before.i and before.nbor(-1).lower_ == "group"):
        return True
    return text.isdigit() and before.pos_ == "PROPN" and before.text[:1].isupper() and before.i > before.sent.start
