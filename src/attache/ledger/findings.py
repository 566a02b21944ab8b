"""What does not add up: one finding of `attache check`, with the records on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
"""error: cannot be (an impossible date); warning: two reports contradict each other; note: worth a look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at."""

    code: str
    """`figures-disagree`, `growth-differs`, `sum-differs`, `date-impossible`, `offices-overlap`, `promise-orphan` …"""
    severity: Severity
    subject: str
    """Id of the series, promise, person, occurrence or record it is about."""
    says: str
    """The finding in plain words, with the tolerance used where there is one."""
    records: tuple[str, ...]
    """Ids of the records on all sides; their sentences are shown."""
