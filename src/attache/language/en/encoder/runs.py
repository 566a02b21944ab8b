"""Sentences laid out for the encoder: several in one run, side by side in rows, so that little is left empty.

A run of many sentences takes half the time for each. What a sentence comes to does not depend on its neighbours: the graph lets
no piece see beyond its sentence, and which sentences share a run depends on the text alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapreplace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from attache.language.en.encoder.pieces import Pieces

Ints: TypeAlias = NDArray[np.int32]
Seat: TypeAlias = tuple[int, int, int]
"""Of a sentence: its row, its first place there, and its number in the row from 1."""
MOST_PLACES = 600
"""Pieces in one run, about a report of 400 words; the quickest of 100, 150, 200, 250, 300 and 600 on the sample reports."""
ROW = 60
"""Rows are about as long as the longest sentence, or this long where all are short: attention costs the square."""
TRIED = 3
"""So many more rows than the fewest are tried, and so many lengths for each number."""
STEADY = 700
"""What a place costs by itself, in places of its row that it attends to."""
LONG = 80
"""A sentence of more pieces goes into runs of its own kind: it would make every row of the others as long."""


@dataclass(frozen=True, slots=True)
class Run:
    """The inputs of one run, as `training.encoder.graph` names them, and which sentences they are."""

    inputs: dict[str, Ints]
    sentences: tuple[int, ...]
    """Places of the run's sentences in what was handed over, in the order of the outputs."""
    bounds: tuple[int, ...]
    """First word of each of them in the outputs, and one past the last."""


def runs(sentences: Sequence[Sequence[str]], pieces: Pieces) -> Iterator[Run]:
    """The runs that read these sentences, each of at least one word and at most some 250 pieces."""
    cut = [[pieces.entry(word) for word in words] for words in sentences]
    sizes = [2 + sum(len(ids) for ids, _ in words) for words in cut]
    for long in (False, True):
        chosen: list[int] = []
        size = 0
        for n, more in enumerate(sizes):
            if (more > LONG) is not long:
                continue
            if chosen and size + more > MOST_PLACES:
                yield _run(chosen, cut, sizes, pieces)
                chosen, size = [], 0
            chosen.append(n)
            size += more
        if chosen:
            yield _run(chosen, cut, sizes, pieces)


def _run(chosen: list[int], cut: list[list[tuple[tuple[int, ...], int]]], sizes: list[int], pieces: Pieces) -> Run:
    rows, length, seats = _rows([sizes[n] for n in chosen])
    numbers: list[int] = []
    cases: list[int] = []
    counts: list[int] = []
    for n in chosen:
        numbers.append(pieces.start)
        counts.append(1)
        cases.append(0)
        for ids, case in cut[n]:
            numbers += ids
            counts.append(len(ids))
            cases.append(case)
        numbers.append(pieces.end)
        counts.append(1)
        cases.append(0)
    long = np.array([sizes[n] for n in chosen], np.int32)
    words = np.array([len(cut[n]) for n in chosen], np.int32)
    row, start, number = (np.array(column, np.int32) for column in zip(*seats, strict=True))
    begins = np.cumsum(long) - long
    within = np.arange(len(numbers), dtype=np.int32) - np.repeat(begins, long)
    # Place p of row r is the (p · rows + r)-th: the places of all rows lie together.
    at = ((np.repeat(start, long) + within) * rows + np.repeat(row, long)).astype(np.int32)
    ends = np.cumsum(np.array(counts, np.int32))
    inside = np.ones(len(counts), np.bool_)
    edges = np.cumsum(words + 2)
    inside[edges - 1] = inside[edges - words - 2] = False

    def laid(values: Ints) -> Ints:
        out = np.zeros(length * rows, np.int32)
        out[at] = values
        return out.reshape(length, rows)

    return Run(
        inputs={
            "pieces": laid(np.array(numbers, np.int32)),
            "case": laid(np.repeat(np.array(cases, np.int32), counts)),
            "place": laid(within),
            "sentence": laid(np.repeat(number, long)),
            "first": at[(ends - counts)[inside]],
            "last": at[(ends - 1)[inside]],
            "whole": at[begins],
        },
        sentences=tuple(chosen),
        bounds=(0, *np.cumsum(words).tolist()),
    )


def _rows(sizes: Sequence[int]) -> tuple[int, int, list[Seat]]:
    """How many rows and how long, so that little is left empty; and where each size sits."""
    order = sorted(range(len(sizes)), key=lambda n: (-sizes[n], n))
    total, longest = sum(sizes), sizes[order[0]]
    fewest = max(1, total // max(ROW, longest))
    tried: list[tuple[int, int, list[Seat]]] = []
    for count in range(fewest, min(len(sizes), fewest + TRIED) + 1):
        least = max(longest, -(-total // count))
        fits = (_fitted(order, sizes, count, length) for length in range(least, least + TRIED))
        seats = next(filter(None, fits), None) or _levelled(order, sizes, count)
        tried.append((count, max(start + sizes[n] for n, (_, start, _) in enumerate(seats)), seats))
    return min(tried, key=lambda one: (one[0] * one[1] * (STEADY + one[1]), one[0]))


def _fitted(order: Sequence[int], sizes: Sequence[int], count: int, length: int) -> list[Seat]:
    """Each size, the longest first, in the first row that has room; nothing where they do not fit."""
    used, held = [0] * count, [0] * count
    out = [(0, 0, 0)] * len(sizes)
    for n in order:
        row = next((r for r, taken in enumerate(used) if taken + sizes[n] <= length), None)
        if row is None:
            return []
        held[row] += 1
        out[n] = (row, used[row], held[row])
        used[row] += sizes[n]
    return out


def _levelled(order: Sequence[int], sizes: Sequence[int], count: int) -> list[Seat]:
    """Each size, the longest first, in the emptiest row."""
    rows = [(0, row, 0) for row in range(count)]
    out = [(0, 0, 0)] * len(sizes)
    for n in order:
        used, row, held = rows[0]
        out[n] = (row, used, held + 1)
        heapreplace(rows, (used + sizes[n], row, held + 1))
    return out
