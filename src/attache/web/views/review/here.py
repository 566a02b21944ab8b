"""On the page of an entry: what was decided about it, and the way to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from attache.ledger import Ledger
from attache.ledger.reviews.listing import ReviewEntry
from attache.web.pages import Asked, Page

ENTRIES = ("/occurrence/{", "/promise/{", "/series/{", "/thing/{", "/actor/{")
"""How the addresses of such pages begin."""


@dataclass(frozen=True, slots=True)
class Here:
    """The entry that a page is about."""

    id: str
    _ledger: Ledger

    @property
    def reviews(self) -> tuple[ReviewEntry, ...]:
        """What was decided about it, the newest first."""
        return tuple(reversed(self._ledger.reviews_of(self.id)))


def here(page: Page[Any], ledger: Ledger, asked: Asked) -> Here | None:
    """The entry of a page; None for other pages, and for countries: nothing is decided about these."""
    identity = next(iter(asked.path.values()), "")
    if not page.path.startswith(ENTRIES) or identity[1:2] != "-":
        return None
    return Here(identity, ledger)
