"""Things: agreements, mechanisms, programmes, projects and places."""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.records import Mention, Thing


def find_things(at: Analysis) -> tuple[tuple[Thing, ...], tuple[Mention, ...]]:
    """Things of the report, one a name, and their mentions."""
    return (), ()
