"""Ranges: two numbers that are the ends of one amount, told from two amounts side by side."""

from __future__ import annotations

from collections import Counter

from attache.reading.quantities.amounts import DASHES, Amount, amount_at, bare_year, leans, signed, with_rate, with_unit
from attache.reading.quantities.numbers import Piece, changing, number_at


def range_at(at: list[Piece], i: int, context: Counter[str], alone: Amount | None) -> Amount | None:
    """ "between 2 and 3 billion", "200 million to 300 million dollars", "14-15 %", "5 or 6 tonnes" at piece `i`.

    `alone` is the amount that `amount_at` tells there.
    """
    between = at[i].low == "between"
    first = i + (between or at[i].low == "from")
    if first >= len(at):
        return None
    low = alone if first == i else amount_at(at, first, context)
    if low is None or low.last >= len(at) or isinstance(low.value, tuple):
        return None
    j = low.last
    if not _joins(at, j, low, between=between):
        return None
    step = j + 1
    high = _high_end(at, step, low, context)
    if high is None or not _makes_range(at, i, low, high, context):
        return None
    value = _lent(low, high)
    if not value < high.value:  # type: ignore[operator]
        return None
    begin = first if not between else i
    return Amount(begin, high.last, (value, high.value), high.unit or low.unit, high.number, "range", high.money or low.money)  # type: ignore[arg-type]


def _joins(at: list[Piece], j: int, low: Amount, *, between: bool) -> bool:
    """Does the word or mark at piece `j` join two ends of a range?"""
    if between:
        return at[j].low == "and"
    few = low.unit is None and low.number.words and isinstance(low.value, float) and low.value < 20
    return at[j].low == "to" or (at[j].text in DASHES - {"−"} and low.unit != "year") or (at[j].low == "or" and few)


def _high_end(at: list[Piece], step: int, low: Amount, context: Counter[str]) -> Amount | None:
    """The upper end at piece `step`; read as money where the lower end is ("$5-6bn")."""
    if step >= len(at):
        return None
    number = number_at(at, step, money=low.money)
    if high := signed(at, step, context):
        return high
    if number is None:
        return None
    if low.money and at[low.first].kind != "digits":
        return with_rate(at, Amount(step, number.last, number.value, low.unit, number, money=True))
    number = number_at(at, step) or number
    return with_unit(at, Amount(step, number.last, number.value, None, number), context)


def _makes_range(at: list[Piece], i: int, low: Amount, high: Amount, context: Counter[str]) -> bool:
    """Are the two numbers ends of one range? Not "rose from 2 to 3 billion", "287 votes to 55", "5 to 6 May"."""
    if low.unit is not None and high.unit is not None and low.unit != high.unit:
        return False
    if low.unit is not None and high.unit is None:
        return low.money and (high.money or (high.number.scaled and leans(at, high.last)))
    i -= i > 0 and at[i - 1].low == "from"
    words = at[low.last].low == "to"
    if words and at[i].low == "from":
        return not any(piece.low in changing() for piece in at[max(0, i - 8) : i])
    if words and low.unit is not None and low.unit == high.unit and any(p.low in changing() for p in at[max(0, i - 3) : i]):
        return False
    return not (at[low.last].text in DASHES and bare_year(at, low))


def _lent(low: Amount, high: Amount) -> float:
    """The lower end with the power of the upper one where it has none: "5 to 6 million"."""
    value: float = low.value  # type: ignore[assignment]
    if not low.number.scaled and high.number.scaled and high.number.scale > 1 and value < high.value:  # type: ignore[operator]
        return value * high.number.scale
    return value
