"""Where the desk shows what: one stable address for each id and each passage."""

from __future__ import annotations

from urllib.parse import quote as escaped

from attache.ledger.entries import Quote
from attache.records import Evidence

PAGES = {"o": "occurrence", "p": "promise", "z": "series", "g": "thing", "a": "actor"}
"""Page by the letter before the hyphen of an id; records have no page of their own but their passage."""


def address_of(identity: str) -> str:
    """The address of an id's page; a record's leads on to its passage."""
    if identity[:1] == "r" and "-" not in identity:
        return f"/report/{escaped(identity, safe='')}"
    if "-" not in identity:
        return f"/actor/{escaped(identity, safe='')}"
    return f"/{PAGES.get(identity[:1], 'record')}/{escaped(identity, safe='')}"


def between_address(a: str, b: str) -> str:
    """The address of the file on two actors."""
    return f"/between/{escaped(a, safe='')}/{escaped(b, safe='')}"


def passage_address(quote: Quote) -> str:
    """The address of a quote: its report with the passage marked."""
    return evidence_address(quote.evidence)


def evidence_address(evidence: Evidence) -> str:
    """The address of a passage."""
    return f"/report/{evidence.report}?passage={evidence.start}-{evidence.end}#passage"
