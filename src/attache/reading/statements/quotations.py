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


_PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’"}


_OPENING = re.compile(r"``|[\"‘'“«„]")
"""What a quotation may open with."""


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
    while (opening := _OPENING.search(line, i, body)) is not None:
        i = opening.start()
        closed = _closing(line, i)
        if closed is None:
            i += 1
            continue
        width = 2 if line.startswith(("''", "``"), i) else 1
        start, end = i + width, min(closed, body)
        found.append(Quotation(start, end, (i, min(closed + width, body))))
        i = closed + width
    return found


def _closing(line: str, i: int) -> int | None:
    """Where the quotation that opens at `i` closes (the line's length if nowhere); None if nothing opens there."""
    mark = line[i]
    if line.startswith(("''", "``"), i):
        end = line.find("''", i + 2)
        return end if end > 0 else len(line) if line[i + 2 : i + 3].strip() else None
    if mark == '"':
        straight = _first(line, '"', i + 1) if "”" not in line or "“" in line[i:] else _first(line, '"”', i + 1)
        return straight if straight is not None else len(line) if line[i + 1 : i + 2].strip() else None
    if mark in "‘'":
        return _single(line, i)
    if mark in _PAIRS:
        # Editors mix “ with a straight closing mark: that one counts where no curved one comes before the next opening.
        further = line.find(mark, i + 1)
        curved = _first(line[: further if further > 0 else len(line)], _PAIRS[mark], i + 1)
        curved = curved if curved is not None else _first(line, _PAIRS[mark] + '"', i + 1)
        return curved if curved is not None else len(line)
    return None


def _first(line: str, marks: str, start: int) -> int | None:
    """Where the first of `marks` stands from `start` on; None where none does."""
    ends = [at for mark in marks if (at := line.find(mark, start)) > 0]
    return min(ends) if ends else None


def _single(line: str, i: int) -> int | None:
    """The single mark that closes the one at `i`: before a space or stop only, else it is an apostrophe."""
    if i and line[i - 1].isalnum():
        return None
    match = re.compile(r"[’'](?=[\s,.;:!?)\]—–-]|$)").search(line, i + 1)
    return match.start() if match and (line[i] == "‘" or line[match.start() - 1] in ",.!?") else None
