"""From pieces to quantities: one pass that reads money, measures, shares and bare numbers, ranges and bounds included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from attache.language.tokens import Analysed
from attache.reading.analysis import Quantity
from attache.reading.quantities.amounts import DASHES, Amount, amount_at, bare_year, leans
from attache.reading.quantities.bounds import bound_after, bound_before
from attache.reading.quantities.numbers import Number, Piece, beside, number_at, number_words, pieces
from attache.reading.quantities.ranges import range_at
from attache.reading.quantities.units import currency_context, measure_at, money_at, openings
from attache.records import Bound

_LOOSE = {"time", "share", "count", "angle"}
_NO_ARTICLE = {"bit", "bar", "foot", "yard", "knot", "mole", "turn", "barn", "degree", "amp", "ton"}


def find_quantities(doc: Analysed) -> tuple[Quantity, ...]:
    """Quantities of `doc` in text order; none overlap."""
    text = doc.text
    at = pieces(text)
    amounts = list(_amounts(at, currency_context(text)))
    amounts = _carried(at, amounts)
    return tuple(_quantity(at, amount, text) for amount in amounts)


def _quantity(at: list[Piece], amount: Amount, text: str) -> Quantity:
    bound, first, last = amount.bound, amount.first, amount.last
    if before := bound_before(at, first):
        bound, first = (bound if bound == "range" else before[0]), before[1]
    elif after := bound_after(at, last) or _bound_past_noun(at, amount):
        bound, last = bound or after[0], after[1]
    start, end = at[first].start, at[last - 1].end
    return Quantity(start, end, text[start:end], amount.value, amount.unit, bound)


def _bound_past_noun(at: list[Piece], amount: Amount) -> tuple[Bound, int] | None:
    """The bound behind a counted noun: "20 ships or more"."""
    j = amount.last + 1
    return bound_after(at, j) if amount.unit is None and j < len(at) and at[j].low == "or" else None


@cache
def _openings() -> frozenset[str]:
    """Pieces other than digits with which an amount may begin."""
    return number_words() | openings() | {"between", "from", "minus", "-", "−"}


def _amounts(at: list[Piece], context: Counter[str]) -> Iterator[Amount]:
    last, opening = 0, _openings()
    for i, piece in enumerate(at):
        if i < last or (piece.kind != "digits" and piece.low not in opening and piece.text not in opening):
            continue
        found = _amount_at(at, i, context) or _lone_unit(at, i, context)
        if found is not None:
            yield found
            last = found.last


def _amount_at(at: list[Piece], i: int, context: Counter[str]) -> Amount | None:
    """A range, a single amount or "per cent of 210" at piece `i`."""
    alone = amount_at(at, i, context)
    return range_at(at, i, context, alone) or alone or _reversed_share(at, i)


def _reversed_share(at: list[Piece], i: int) -> Amount | None:
    """ "per cent of 210": the share sign before its number."""
    share = measure_at(at, i, figures=False) if at[i].kind == "word" else None
    if share is None or share.name != "%" or share.last + 1 >= len(at) or at[share.last].low != "of":
        return None
    number = number_at(at, share.last + 1)
    alone = number and (number.last >= len(at) or at[number.last].kind in {"mark", "break"})
    free = i == 0 or number_at(at, i - 1) is None
    return Amount(i, number.last, number.value, "%", number) if number and alone and free else None


def _lone_unit(at: list[Piece], i: int, context: Counter[str]) -> Amount | None:
    """ "a gallon", "a penny": one of a unit, where "a" is not "per"."""
    if at[i].low not in {"a", "an"} or i + 1 >= len(at) or (i and at[i - 1].kind != "word" and at[i - 1].text not in {",", "."}):
        return None
    if i and (at[i - 1].low.endswith("s") or number_at(at, i - 1)):
        return None
    one = Number(1.0, i, i + 1, words=True)
    follow = at[i + 2] if i + 2 < len(at) else None
    free = follow is None or (follow.kind in {"mark", "break"} and follow.text not in DASHES) or follow.low in beside("function")
    money = money_at(at, i + 1, context)
    if (
        money is not None
        and at[money.last - 1].kind == "word"
        and free
        and at[i + 1].low not in {"real", "sol", "mark", "crown", "pound"}
    ):
        return Amount(i, money.last, 1.0, money.name, one, money=money.money)
    unit = measure_at(at, i + 1, figures=False)
    if unit is None or unit.dimension in _LOOSE or unit.name in _NO_ARTICLE or not free:
        return None
    return Amount(i, unit.last, 1.0, unit.name, one)


def _carried(at: list[Piece], amounts: list[Amount]) -> list[Amount]:
    """Numbers of a million and more that name no unit, with the currency of the neighbour they lean on."""
    out: list[Amount] = []
    for k, amount in enumerate(amounts):
        if (whole := _from_level(at, out[-1] if out else None, amount)) is not None:
            out.append(whole)
        elif amount.unit is None and amount.number.scaled and amount.number.scale >= 1e6 and _open_end(at, amount.last):
            near = _nearer(at, amount, _last_telling(at, out), amounts[k + 1 :])
            out.append(replace(amount, unit=near.unit.split("/")[0], money=near.money) if near and near.unit else amount)
        else:
            out.append(amount)
    return out


_TIMES = {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}


def _open_end(at: list[Piece], last: int) -> bool:
    """Does no counted noun follow, a closing bracket passed ("(two million) houses")?"""
    return leans(at, last) and (last >= len(at) or at[last].text != ")" or leans(at, last + 1))


def _last_telling(at: list[Piece], amounts: list[Amount]) -> Amount | None:
    """The last amount that tells what the next ones are: durations, shares, years and small bare numbers are passed."""
    for amount in reversed(amounts):
        scaled_measure = amount.unit is not None and amount.number.scaled
        large_count = (
            amount.unit not in _TIMES | {"%"}
            and not isinstance(amount.value, tuple)
            and amount.value >= 1000
            and not bare_year(at, amount)
        )
        if amount.money or scaled_measure or large_count:
            return amount
    return None


def _from_level(at: list[Piece], before: Amount | None, amount: Amount) -> Amount | None:
    """ "to 4.6 billion dollars, from seven": a bare number that lends power and currency from the level it came from."""
    if before is None or amount.unit is not None or amount.number.scaled or not before.number.scaled or not before.money:
        return None
    between = [piece.low for piece in at[before.last : amount.first]]
    if between not in (["from"], [",", "from"], ["compared", "with"], [",", "against"]) or not leans(at, amount.last):
        return None
    if isinstance(amount.value, tuple) or amount.value >= 1000:
        return None
    return replace(amount, value=amount.value * before.number.scale, unit=before.unit, money=True)


_SPAN = 300


def _nearer(at: list[Piece], amount: Amount, before: Amount | None, ahead: list[Amount]) -> Amount | None:
    """The telling amount in front within reach, else the money behind in the same sentence; None after a large count."""
    if before is not None and amount.first - before.last <= _SPAN:
        return before if before.unit is not None else None
    follow = next((a for a in ahead if a.unit is not None and a.unit != "%"), None)
    if follow is None or not follow.money:
        return None
    between = at[amount.last : follow.first]
    return follow if len(between) < 30 and not any(piece.text == "." or piece.kind == "break" for piece in between) else None
