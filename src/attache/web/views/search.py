"""Search."""

from __future__ import annotations

from dataclasses import dataclass

from attache.ledger import Ledger
from attache.ledger.entries import SearchHit
from attache.web.pages import Asked, Page


@dataclass(frozen=True, slots=True)
class SearchView:
    """Reports that hold the words."""

    words: str
    hits: tuple[SearchHit, ...]


def search_view(ledger: Ledger, asked: Asked) -> SearchView:
    """What holds the words."""
    words = asked.query.get("q", "")
    return SearchView(words, ledger.search(words) if words.strip() else ())


PAGE = Page("/search", "search.html", lambda ledger, asked: asked.get("q") or "Search", search_view)
