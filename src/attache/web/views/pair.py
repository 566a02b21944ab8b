"""The file on two actors."""

from __future__ import annotations

from attache.brief import Dossier, compile_dossier
from attache.ledger import Ledger
from attache.web.pages import Asked, Page


def opening(ledger: Ledger, asked: Asked) -> str:
    """The names of the two."""
    return " – ".join(ledger.actor(asked.path[side]).name for side in ("a", "b"))


def pair_view(ledger: Ledger, asked: Asked) -> Dossier:
    """The dossier."""
    return compile_dossier(ledger, asked.path["a"], asked.path["b"], since=asked.since, until=asked.until)


PAGE = Page("/between/{a}/{b}", "pair.html", opening, pair_view)
