"""Descriptions and pronouns: whom "the diplomat", "his host", "the two presidents", "he" and "it" mean."""

from __future__ import annotations

from collections.abc import Sequence

from attache.reading.analysis import Analysis
from attache.reading.survey import Survey
from attache.records import Mention


def resolve(at: Analysis, found: Survey, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions by description and pronoun, in text order."""
    return ()
