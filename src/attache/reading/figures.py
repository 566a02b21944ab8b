"""Figures: what is measured, between whom, for which period, according to whom."""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.records import Figure, Statement


def find_figures(at: Analysis, statements: tuple[Statement, ...]) -> tuple[Figure, ...]:
    """Figures of the report in text order."""
    return ()
