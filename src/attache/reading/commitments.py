"""What is aimed at, promised, scheduled or intended."""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.records import Commitment, Figure, Statement


def find_commitments(at: Analysis, statements: tuple[Statement, ...], figures: tuple[Figure, ...]) -> tuple[Commitment, ...]:
    """Commitments in text order."""
    return ()
