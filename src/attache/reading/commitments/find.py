"""Commitments of a report: those with a number first, then those in words that tell nothing the former told."""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.reading.commitments.valued import valued
from attache.reading.commitments.worded import worded
from attache.records import Commitment, Figure, Statement


def find_commitments(at: Analysis, statements: tuple[Statement, ...], figures: tuple[Figure, ...]) -> tuple[Commitment, ...]:
    """Commitments of the report in text order."""
    numbers = valued(at, statements)
    taken = {c.evidence[0].start for c in numbers}
    rest = [c for c in worded(at, statements) if c.evidence[0].start not in taken]
    return tuple(sorted([*numbers, *rest], key=lambda c: (c.evidence[0].start, c.content.start)))
