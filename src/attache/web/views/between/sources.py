"""Sources of a file: by whom its reports are published, and the newest of them."""

from __future__ import annotations

from dataclasses import dataclass

from attache.brief.asked import Asked as Question
from attache.ledger.entries import ReportEntry
from attache.ledger.lists import Tally

PUBLISHERS = 10
NEWEST = 8


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A publisher or an agency with the number of its reports; `filter` is the filter of the list of reports."""

    name: str
    number: int
    filter: str
    share: float
    """Hundredths of the one with most."""


@dataclass(frozen=True, slots=True)
class Sources:
    """`untold` counts reports that name no publisher."""

    publishers: tuple[Newsroom, ...]
    agencies: tuple[Newsroom, ...]
    untold: int
    newest: tuple[ReportEntry, ...]
    number: int


def sources(question: Question) -> Sources:
    """Those with most reports first."""
    newest = question.listed("report", limit=NEWEST)
    publishers = question.tallied("report", "publisher")
    return Sources(
        _newsrooms(publishers, "publisher"),
        _newsrooms(question.tallied("report", "agency"), "agency"),
        max(0, newest.total - sum(t.number for t in publishers)),
        question.ledger.reports_by_id(newest.ids),
        newest.total,
    )


def _newsrooms(told: tuple[Tally, ...], name: str) -> tuple[Newsroom, ...]:
    ranked = sorted(told, key=lambda t: (-t.number, t.value))[:PUBLISHERS]
    return tuple(Newsroom(t.value, t.number, name, round(100 * t.number / ranked[0].number, 1)) for t in ranked)
