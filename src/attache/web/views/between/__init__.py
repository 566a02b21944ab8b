"""The file on two actors, a module a section, and on a group of three and more."""

from __future__ import annotations

from attache.ledger import Ledger
from attache.web.pages import Asked, Page
from attache.web.views.between import group
from attache.web.views.between.file import PairView, pair_table, pair_view
from attache.web.views.between.question import limits, two

__all__ = ["GROUP", "PAGE", "PairView", "pair_view"]


def opening(ledger: Ledger, asked: Asked) -> str:
    """The names of the two. Raises QueryError, also for a span or a sector that cannot be read."""
    limits(asked)
    return " – ".join(actor.name for actor in two(ledger, asked))


PAGE = Page("/between/{a}/{b}", "pair.html", opening, pair_view, pair_table)
GROUP = Page("/between/{a}/{b}/{more:path}", "group.html", group.opening, group.group_view, group.group_table)
