"""Amounts: a number with its unit, currency and rate, as it begins at one piece of the text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from attache.reading.quantities.numbers import Number, Piece, beside, number_at
from attache.reading.quantities.units import Unit, measure_at, money_at, rate_at, sign_at
from attache.records import Bound, Value

DASHES = {"-", "–", "—", "‑", "‐", "−"}
_OPEN = {"(": ")", "[": "]", "{": "}", "<": ">"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit over the pieces `[first, last)`."""

    first: int
    last: int
    value: Value
    unit: str | None
    number: Number
    bound: Bound | None = None
    money: bool = False


def amount_at(at: list[Piece], i: int, context: Counter[str]) -> Amount | None:
    """Money with its sign before it, or a number with or without a unit, at piece `i`."""
    return signed(at, i, context) or counted(at, i, context)


def signed(at: list[Piece], i: int, context: Counter[str]) -> Amount | None:
    """Money whose sign or code stands first: "US$5bn", "Rs 23,622 crore", "-$3"."""
    sign = sign_at(at, i)
    if sign is None or (i and not at[i].spaced and at[i - 1].kind == "word"):
        return None
    j, negative = sign.last, False
    if j < len(at) and at[j].text in DASHES - {"—"} and not (j + 1 < len(at) and at[j + 1].spaced):
        j, negative = j + 1, True
    number = number_at(at, j, money=True)
    if number is None or (number.words and at[i].kind == "mark" and number.value < 1):
        return None
    if i and at[i - 1].text in {"-", "−"} and not at[i].spaced and (i < 2 or at[i - 1].spaced or at[i - 2].text == "("):
        i, negative = i - 1, True
    value = -number.value if negative and at[j - 1].text != "–" else number.value
    return with_rate(at, Amount(i, _repeat(at, number.last, sign.name, context), value, sign.name, number, money=True))


def _repeat(at: list[Piece], last: int, code: str, context: Counter[str]) -> int:
    """The piece after a currency named once more: "US$5 billion dollars", "$5 USD"."""
    again = money_at(at, last, context)
    return again.last if again and again.name == code and not again.cents and at[again.last - 1].kind == "word" else last


def counted(at: list[Piece], i: int, context: Counter[str]) -> Amount | None:
    """A number, its unit after it if there is one."""
    first, negative = i, False
    if at[i].text in {"-", "−"} or at[i].low == "minus":
        if i + 1 < len(at) and (
            at[i].low == "minus" or (not at[i + 1].spaced and (i == 0 or at[i].spaced or at[i - 1].text == "("))
        ):
            i, negative = i + 1, True
        else:
            return None
    number = number_at(at, i)
    if number is None or not _stands_free(at, number):
        return None
    amount = Amount(first, number.last, -number.value if negative else number.value, None, number)
    return with_unit(at, amount, context)


def _stands_free(at: list[Piece], number: Number) -> bool:
    """Is the number one of its own, not part of a name, a date, a code or a vague "several hundred"?"""
    i, last = number.first, number.last
    before, after = (at[i - 1] if i else None), (at[last] if last < len(at) else None)
    if at[i].kind == "digits":
        if before is not None and not at[i].spaced and _glued_before(at, i):
            return False
        if after is not None and not after.spaced and after.kind == "word" and last == i + 1 and not _glued_after(at, last):
            return False
        if (
            after is not None
            and not after.spaced
            and after.text in {"/", ":"}
            and last + 1 < len(at)
            and at[last + 1].kind == "digits"
        ):
            return False
    if before is not None and before.low in beside("vague") and number.words and before.low != "some":
        return False
    if (
        before is not None
        and before.low == "of"
        and number.words
        and number.scaled
        and i > 1
        and at[i - 2].low in beside("vague")
    ):
        return False
    if after is not None and after.low in {"am", "pm"} and at[i].text.isdigit() and int(at[i].text) <= 12 and _clock(at, i):
        return False
    return not (number.words and number.value == 1 and number.last == i + 1 and not _counts_one(at, last))


def _glued_before(at: list[Piece], i: int) -> bool:
    """Do the pieces right before the digits make them part of a name or code: "F-16", "J1149", "01/2000"?"""
    before = at[i - 1]
    if before.kind == "word":
        return True
    if before.text == "+" and not before.spaced and i > 1:
        return True
    if before.text in {"/", ":", "#", "_", "=", "&", "%"}:
        return before.text != "/" or (i > 1 and at[i - 2].kind == "digits")
    if before.text in DASHES - {"—"} and not before.spaced and i > 1:
        return at[i - 2].kind == "word" and at[i - 2].low not in {"mid", "sub", "under", "over", "plus"}
    return before.text == "." and not before.spaced and i > 1 and at[i - 2].kind == "digits"


def _glued_after(at: list[Piece], j: int) -> bool:
    """May the letters glued to the digits be a unit or power ("5bn", "20kg", "10kph"), which end the word?"""
    follow = at[j + 1] if j + 1 < len(at) else None
    code = follow is not None and not follow.spaced and follow.kind == "digits" and follow.text not in {"2", "3"}
    return not code and (measure_at(at, j, figures=True) is not None or money_at(at, j, Counter()) is not None)


def _clock(at: list[Piece], i: int) -> bool:
    before = at[i - 1].low if i else ""
    return before not in {"is", "of", "are", "was"}


def _counts_one(at: list[Piece], last: int) -> bool:
    """Does "one" before piece `last` count something rather than stand for a person or thing?"""
    follow = at[last] if last < len(at) else None
    return follow is not None and (follow.kind == "word" or follow.text in DASHES | {"%"}) and follow.low not in beside("not_one")


def with_unit(at: list[Piece], amount: Amount, context: Counter[str]) -> Amount:
    """`amount` with the unit, currency or share sign that stands after it, and its rate."""
    j, close = amount.last, ""
    if j < len(at) and at[j].text in DASHES and not at[j].spaced and j + 1 < len(at) and not at[j + 1].spaced:
        j += 1
    if j < len(at) and at[j].text in _OPEN and not amount.number.words:
        close, j = _OPEN[at[j].text], j + 1
    if _decade(at, amount):
        return amount
    if (second := _uncertain(at, j)) is not None:
        return replace(with_unit(at, replace(amount, last=second), context), value=amount.value)
    unit = money_at(at, j, context) if not close else None
    unit = _unless_measure(at, j, amount, unit) or measure_at(at, j, figures=not amount.number.words)
    if unit is None or (close and (unit.last >= len(at) or at[unit.last].text != close)):
        return amount
    last = unit.last + bool(close)
    if unit.money and not amount.number.scaled:
        amount, last = _scale_after_code(at, amount, last)
    out = replace(amount, last=last, unit=unit.name, money=unit.money)
    return with_rate(at, _old(at, _feet_inches(at, _with_cents(at, out, unit, context), unit), unit))


def _decade(at: list[Piece], amount: Amount) -> bool:
    """Is it the number of "the 1960s"?"""
    j = amount.last
    return j < len(at) and at[j].text == "s" and not at[j].spaced and bare_year(at, amount)


def _uncertain(at: list[Piece], j: int) -> int | None:
    """The piece after "± 2" or "+/- 2" at piece `j`."""
    signs = "".join(piece.text for piece in at[j : j + 3])
    step = j + 3 if signs == "+/-" else j + 1 if signs.startswith("±") else None
    margin = number_at(at, step) if step else None
    return margin.last if margin else None


def _unless_measure(at: list[Piece], j: int, amount: Amount, unit: Unit | None) -> Unit | None:
    """`unit` unless its word is a weight here: small numbers of pounds with nothing of money about them stay money."""
    if unit is None or not unit.money or j >= len(at):
        return unit
    if at[j].text == "Rs" or at[j].kind != "word" or at[j].low not in {"pound", "pounds"}:
        return unit
    nearby = {piece.low for piece in at[max(0, amount.first - 8) : j + 8]}
    weight = nearby & beside("weight")
    return Unit("pound-mass", unit.last, dimension="mass") if weight and not amount.number.scaled else unit


def _scale_after_code(at: list[Piece], amount: Amount, last: int) -> tuple[Amount, int]:
    """ "75 USD million": the power stands after the currency."""
    if last < len(at) and at[last].low in {"million", "billion", "trillion", "thousand", "crore", "lakh", "mn", "bn"}:
        whole = number_at([*at[amount.number.first : amount.number.last], at[last]], 0)
        if whole is not None and whole.scaled and not isinstance(amount.value, tuple):
            return replace(amount, value=whole.value, number=replace(amount.number, scaled=True, scale=whole.scale)), last + 1
    return amount, last


def _with_cents(at: list[Piece], amount: Amount, unit: Unit, context: Counter[str]) -> Amount:
    """ "3 dollars 50 cents", "thirteen dollars forty five", "15 USD 50": hundredths named after whole units."""
    j = amount.last
    if not unit.money or amount.number.scaled or j >= len(at) or isinstance(amount.value, tuple):
        return amount
    joined = at[j].low == "and"
    part = number_at(at, j + joined)
    if part is None or not 0 < part.value < 100 or part.fraction:
        return amount
    after = money_at(at, part.last, context)
    follow = at[part.last] if part.last < len(at) else None
    ends = follow is None or (follow.kind in {"mark", "break"} and follow.text != "%") or follow.low == "more"
    if (after is not None and after.cents) or (after is None and ends and part.value >= 10 and at[j].text != "("):
        last = after.last if after else part.last
        return replace(amount, value=round(amount.value + part.value / 100, 6), last=last)
    return amount


def _feet_inches(at: list[Piece], amount: Amount, unit: Unit) -> Amount:
    """ "5 feet and 2 inches" as feet."""
    j = amount.last
    if unit.name != "foot" or j >= len(at) or isinstance(amount.value, tuple):
        return amount
    part = number_at(at, j + (at[j].low == "and"))
    inch = part and part.last < len(at) and at[part.last].low in {"in", "inch", "inches", '"', "″"}
    return replace(amount, value=amount.value + part.value / 12, last=part.last + 1) if part and inch else amount


def _old(at: list[Piece], amount: Amount, unit: Unit) -> Amount:
    """Ages take "old" and "of age" into their passage."""
    j = amount.last
    if unit.dimension == "time" and j < len(at):
        if at[j].low == "old":
            return replace(amount, last=j + 1)
        if at[j].low == "of" and j + 1 < len(at) and at[j + 1].low == "age":
            return replace(amount, last=j + 2)
    return amount


def with_rate(at: list[Piece], amount: Amount) -> Amount:
    """`amount` per what follows: "a year", "per barrel", "/kg"."""
    if amount.unit is None:
        return amount
    if rate := rate_at(at, amount.last, figures=True):
        return with_rate(at, replace(amount, last=rate.last, unit=f"{amount.unit}/{rate.name}"))
    return amount


def bare_year(at: list[Piece], low: Amount) -> bool:
    """Is the number before a dash a year ("2017-18") rather than the lower end of a range?"""
    text = at[low.number.first].text
    return len(text) == 4 and text.isdigit() and 1000 <= int(text) <= 2200


def leans(at: list[Piece], last: int) -> bool:
    """Does no counted noun follow? A mark, the end or a function word says so."""
    if last >= len(at) or at[last].kind in {"mark", "break"}:
        return True
    return at[last].low in beside("leaning")
