"""A clue to the day of publication: an interval it speaks for, how far it is to be trusted, and the words that tell it.

Comes in: clues of all kinds. Goes out: the interval that the trusted ones leave, with the reasons for it and those set aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

BEGIN, END = date(1900, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Clue:
    """`first` and `last` bound the day of publication; None leaves that side open. `weight`: 5 sure … 1 usual only."""

    first: date | None
    last: date | None
    weight: int
    reason: str


def combine(clues: list[Clue]) -> tuple[date | None, date | None, tuple[str, ...]]:
    """The interval left by the clues, the weightiest first; one that contradicts what weightier ones left is set aside.

    Goes out: both ends (None where no clue bounds that side) and the reasons: those that bound it, then those set aside.
    """
    first, last = BEGIN, END
    binding: dict[str, Clue] = {}
    aside: list[str] = []
    for clue in sorted(clues, key=lambda one: (-one.weight, one.first or BEGIN, one.last or END, one.reason)):
        low, high = max(first, clue.first or BEGIN), min(last, clue.last or END)
        if low > high:
            aside.append(f"set aside, since it contradicts the rest: {clue.reason}")
            continue
        if low > first:
            binding["first"] = clue
        if high < last:
            binding["last"] = clue
        first, last = low, high
    reasons = list(dict.fromkeys(clue.reason for clue in (binding.get("first"), binding.get("last")) if clue is not None))
    return (first if first > BEGIN else None), (last if last < END else None), (*reasons, *dict.fromkeys(aside))


def excerpt(text: str, start: int, end: int, *, around: int = 45) -> str:
    """The words at `[start, end)` with a little of the line around them, cut between words."""
    left = max(text.rfind("\n", 0, start) + 1, start - around)
    newline = text.find("\n", end)
    right = min(newline if newline >= 0 else len(text), end + around)
    while left > 0 and left < start and not text[left - 1].isspace():
        left += 1
    while right < len(text) and right > end and not text[right].isspace():
        right -= 1
    return " ".join(text[left:right].split())
