"""Numbers with their units and bounds."""

from __future__ import annotations

from spacy.tokens import Doc

from attache.reading.analysis import Quantity


def find_quantities(doc: Doc) -> tuple[Quantity, ...]:
    """Quantities of `doc` in text order."""
    return ()
