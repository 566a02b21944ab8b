"""Events: who did what to whom, when and where."""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.records import Aside, Event, Statement


def find_events(at: Analysis, statements: tuple[Statement, ...]) -> tuple[tuple[Event, ...], tuple[Aside, ...]]:
    """Events in text order, and the candidates set aside with their reasons."""
    return (), ()
