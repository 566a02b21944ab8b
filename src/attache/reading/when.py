"""Time expressions and the days they cover."""

from __future__ import annotations

from spacy.tokens import Doc

from attache.reading.analysis import Timex
from attache.records import Dates


def find_times(doc: Doc, published: Dates | None) -> tuple[Timex, ...]:
    """Time expressions of `doc` in text order, resolved against the published date."""
    return ()
