"""Who said what."""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.records import Statement


def find_statements(at: Analysis) -> tuple[Statement, ...]:
    """Attributed propositions in text order."""
    return ()
