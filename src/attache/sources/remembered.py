"""Answers about a line that are kept for a while: one report asks the same of each of its lines three or four times."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar

_LONGEST: Final = 1000
"""Characters of a line up to which answers are kept, so that what is kept stays below a few megabytes."""
_LINES: Final = 2048

Told = TypeVar("Told")


def remembered(tell: Callable[[str], Told]) -> Callable[[str], Told]:
    """The same pure function of a line, which remembers its last answers. They must not be changed by whoever gets them."""
    kept = lru_cache(maxsize=_LINES)(tell)

    @wraps(tell)
    def told(line: str) -> Told:
        return kept(line) if len(line) <= _LONGEST else tell(line)

    return told
