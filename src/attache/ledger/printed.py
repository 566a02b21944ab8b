"""What a printed number leaves possible: in go values as told, out come intervals, with rounding and bounds allowed for.

"5.23 billion" stands for all from 5.225 to 5.235 billion, "nearly 4.85" for what is a little below 4.85.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import floor, inf, isinf, log10, nextafter

from attache.ledger.measures import role_words
from attache.ledger.names import folded
from attache.records import Bound, Change, Figure, Value

CLOSE = 0.1
"""Share of a number by which "nearly" may miss it."""

Interval = tuple[float, float]
"""Lowest and highest possible value, both inclusive."""


def interval(value: Value, bound: Bound | None) -> Interval:
    """What a figure leaves possible: "over 6" is all above 6, "under 6" and "nearly 6" all below it, 6 left out."""
    low, high = value if isinstance(value, tuple) else (value, value)
    if bound == "over":
        return nextafter(low, inf), inf
    if bound == "under":
        return -inf, nextafter(high, -inf)
    return low, high


@lru_cache(maxsize=65536)
def meant(value: Value, bound: Bound | None, words: str) -> Interval:
    """What a figure leaves possible as people speak: "over 35" is between 35 and the next number as round as it, "nearly
    35" between 35 and CLOSE below it; "under 35" without a word for near stays open."""
    low, high = interval(value, bound)
    step = max(2 * rounding(v, words) for v in (value if isinstance(value, tuple) else (value,)))
    if bound == "over":
        return low, low + step
    if bound == "under" and _near(words):
        return high - CLOSE * abs(high), high
    return low, high


def _near(words: str) -> str | None:
    text = f" {folded(words)} "
    return next((phrase for phrase in role_words("near") if f" {phrase} " in text), None)


@lru_cache(maxsize=65536)
def rounding(value: float, words: str = "") -> float:
    """Half a unit of the last digit printed: 5e6 for 5.23e9, 5e7 for "6.0 billion".

    The number is looked for in the `words`; where it does not stand there in digits, its zeros at the end are taken as
    not printed.
    """
    if value == 0 or isinf(value):
        return 0.0
    for numeral in re.findall(r"\d+(?:[.,]\d+)*", words):
        plain = numeral.replace(",", "")
        scale = abs(value) / float(plain) if plain.count(".") <= 1 and float(plain) else 0.0
        if scale and "." in plain and abs(log10(scale) - round(log10(scale))) < 1e-9:
            return 0.5 * round(scale) * 10.0 ** -len(plain.split(".")[1])
    digits = f"{abs(value):.12e}"
    shown = digits.split("e")[0].rstrip("0").rstrip(".")
    exponent = floor(log10(abs(value)) + 1e-12)
    return float(0.5 * 10.0 ** (exponent - max(0, len(shown) - 2)))


def level(figure: Figure) -> Interval | None:
    """The level a figure tells, rounding and bound allowed for; None where it tells a change alone."""
    return None if figure.value is None else _rounded(figure.value, figure.bound, figure.evidence[0].text)


@lru_cache(maxsize=65536)
def _rounded(value: Value, bound: Bound | None, words: str) -> Interval:
    low, high = meant(value, bound, words)
    ends = value if isinstance(value, tuple) else (value, value)
    slack = 2.0 if bound == "about" else 1.0
    return low - slack * rounding(ends[0], words), high + slack * rounding(ends[1], words)


def signed(change: Change) -> float | None:
    """The size of a change, a fall negative; the middle of a range; None where only the direction is told."""
    if change.value is None:
        return None
    low, high = change.value if isinstance(change.value, tuple) else (change.value, change.value)
    return (low + high) / 2 if change.direction == "up" else -(low + high) / 2


def moved(figure: Figure) -> Interval | None:
    """The change a figure tells, a fall negative, in the change's unit, without rounding; None where no size is told.

    The figure's bound is the change's where the figure has no value: "over 35 per cent more".
    """
    change = figure.change
    if change is None or change.value is None:
        return None
    bound = figure.bound if figure.value is None else None
    low, high = meant(change.value, bound, figure.evidence[0].text)
    return (low, high) if change.direction == "up" else (-high, -low)


def factor(figure: Figure) -> Interval | None:
    """By what a level was multiplied, for a change in per cent: 36.2 % up is 1.3615 to 1.3625; None for others."""
    change, told = figure.change, moved(figure)
    if change is None or told is None or change.value is None or change.unit != "%":
        return None
    words = figure.evidence[0].text
    ends = change.value if isinstance(change.value, tuple) else (change.value,)
    slack = max(min(rounding(v, words), 0.5) for v in ends)
    low, high = 1 + (told[0] - slack) / 100, 1 + (told[1] + slack) / 100
    return (low, high) if low > 0 else None


def apart(one: Interval, other: Interval) -> float:
    """How far two intervals lie apart; 0 where they meet."""
    return max(one[0] - other[1], other[0] - one[1], 0.0)
