"""Who is told to hold which office."""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.records import Tenure


def find_tenures(at: Analysis) -> tuple[Tenure, ...]:
    """Tenures observed in the report, once per person and office."""
    return ()
