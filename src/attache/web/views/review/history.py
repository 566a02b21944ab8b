"""What was decided: by whom, when and why, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass

from attache.ledger import Ledger
from attache.ledger.reviews.listing import ReviewEntry
from attache.web.decisions import STATES, review_words
from attache.web.pages import ON_A_PAGE, Asked, Cell, Page, Table
from attache.web.views.review.who import around


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A part of the reviews, the newest first."""

    total: int
    reviews: tuple[ReviewEntry, ...]


def history_view(ledger: Ledger, asked: Asked) -> HistoryView:
    """The wanted part; with `of` all on one record, occurrence, promise, actor or thing."""
    of = asked.get("of")
    if of is not None:
        found = tuple(reversed(ledger.reviews_of(of)))
        return HistoryView(len(found), found[asked.offset : asked.offset + ON_A_PAGE])
    return HistoryView(*ledger.reviews_page(limit=ON_A_PAGE, offset=asked.offset))


def history_table(view: HistoryView) -> Table:
    """One row for each thing that a decision is on."""
    on_what = ("kind", "id", "name", "report", "words")
    heads = ("number", "action", "what", "by", "when", "why", "state", "undoes", "undone by", *on_what)
    rows: list[tuple[Cell, ...]] = []
    for r in view.reviews:
        head = (r.id, r.action, review_words(r), r.by, r.at, r.why, STATES[r.state], r.undoes, r.undone)
        rows += [(*head, on.layer, on.id, on.name, on.report, on.words) for on in r.on] or [(*head, None, None, None, None, None)]
    return Table(heads, tuple(rows))


PAGE = Page(
    "/review/history", "review_history.html", lambda ledger, asked: "What was decided", history_view, history_table, around=around
)
