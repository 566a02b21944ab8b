"""Where words stand in quotation marks.

In: a report's text. Out: spans of quoted words without their marks. A quotation that is not closed ends with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words `[start, end)`; the marks stand at `outer`."""

    start: int
    end: int
    outer: tuple[int, int]


_PAIRS = {"“": "”“", "«": "»", "„": "“”", "‘": "’"}


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Quotations of `text` in order, none inside another."""
    found = []
    offset = 0
    for line in text.splitlines(keepends=True):
        found += [Quotation(q.start + offset, q.end + offset, (q.outer[0] + offset, q.outer[1] + offset)) for q in _in_line(line)]
        offset += len(line)
    return tuple(found)


def _in_line(line: str) -> list[Quotation]:
    found = []
    body = len(line.rstrip())
    i = 0
    while i < body:
        closing = _closing(line, i)
        if closing is None:
            i += 1
            continue
        found.append(Quotation(i + 1, min(closing, body), (i, min(closing + 1, body))))
        i = closing + 1
    return found


def _closing(line: str, i: int) -> int | None:
    """Where the quotation that opens at `i` closes (the line's length if nowhere); None if nothing opens there."""
    mark = line[i]
    if mark == '"':
        end = line.find('"', i + 1)
        return end if end > 0 else len(line) if line[i + 1 : i + 2].strip() else None
    if mark in "‘'":
        if i and line[i - 1].isalnum():
            return None
        # A single mark closes before a space or stop only, else it is an apostrophe.
        match = re.compile(r"[’'](?=[\s,.;:!?)\]—–-]|$)").search(line, i + 1)
        return match.start() if match and (mark == "‘" or line[match.start() - 1] in ",.!?") else None
    if mark in _PAIRS:
        ends = [at for close in _PAIRS[mark] if (at := line.find(close, i + 1)) > 0]
        return min(ends) if ends else len(line)
    return None
