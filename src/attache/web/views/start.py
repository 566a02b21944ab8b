"""The start page: what the ledger holds."""

from __future__ import annotations

from dataclasses import dataclass

from attache.ledger import Ledger
from attache.ledger.entries import PairEntry, ReportEntry, Summary
from attache.web.pages import Asked, Page


@dataclass(frozen=True, slots=True)
class StartView:
    """What the ledger holds."""

    summary: Summary
    pairs: tuple[PairEntry, ...]
    reports: tuple[ReportEntry, ...]
    """Newest first."""


def start_view(ledger: Ledger, asked: Asked) -> StartView:
    """The start page's data."""
    return StartView(ledger.summary(), ledger.pairs(), tuple(reversed(ledger.reports())))


PAGE = Page("/", "start.html", lambda ledger, asked: "The desk", start_view)
