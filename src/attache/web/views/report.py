"""A report: its text with every passage marked that a record rests on."""

from __future__ import annotations

from dataclasses import dataclass

from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.entries import ReportPage, Shown
from attache.web.marking import Piece, paragraphs
from attache.web.pages import Asked, Page


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with its passages; `chosen` is the passage asked for."""

    page: ReportPage
    chosen: tuple[int, int] | None
    records: tuple[Shown, ...]
    """The records that rest on the chosen passage."""

    @property
    def text(self) -> tuple[tuple[Piece, ...], ...]:
        """Paragraphs of pieces."""
        return paragraphs(self.page.text, self.page.marks, self.chosen)


def opening(ledger: Ledger, asked: Asked) -> str:
    """The report's title."""
    return ledger.report(asked.path["report"]).report.label


def report_view(ledger: Ledger, asked: Asked) -> ReportView:
    """A report's data; `passage` is "start-end". Raises QueryError where the report or passage is not there."""
    page = ledger.report(asked.path["report"])
    passage = asked.get("passage")
    if not passage:
        return ReportView(page, None, ())
    start, _, end = passage.partition("-")
    if not (start.isdigit() and end.isdigit() and int(start) < int(end) <= len(page.text)):
        raise QueryError(f"{passage} is no passage of this report; its text has {len(page.text)} characters")
    chosen = (int(start), int(end))
    ids = dict.fromkeys(m.id for m in page.marks if (m.start, m.end) == chosen)
    return ReportView(page, chosen, tuple(ledger.show(i) for i in ids))


PAGE = Page("/report/{report}", "report.html", opening, report_view)
