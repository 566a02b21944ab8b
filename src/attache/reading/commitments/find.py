"""Commitments of a report: those with a number first, then those in words that tell nothing the former told."""

from __future__ import annotations

from dataclasses import replace

from attache.reading.analysis import Analysis
from attache.reading.commitments.valued import valued
from attache.reading.commitments.worded import worded
from attache.reading.figures.find import Draft, drafts_of
from attache.records import Commitment, Figure, Statement


def find_commitments(at: Analysis, statements: tuple[Statement, ...], figures: tuple[Figure, ...]) -> tuple[Commitment, ...]:
    """Commitments of the report in text order."""
    numbers = valued(at, statements)
    taken = {c.evidence[0].start for c in numbers}
    drafts = drafts_of(at)
    rest = [_with_number(c, drafts) for c in worded(at, statements) if c.evidence[0].start not in taken]
    return tuple(sorted([*numbers, *rest], key=lambda c: (c.evidence[0].start, c.content.start)))


def _with_number(commitment: Commitment, drafts: list[Draft]) -> Commitment:
    """A commitment in words takes over the one measured number that its passage holds."""
    passage = commitment.content
    held = [d for d in drafts if passage.start <= d.spot.quantity.start and d.spot.quantity.end <= passage.end]
    held = [d for d in held if d.value is not None and d.unit is not None and d.measure is not None]
    if len(held) != 1 or held[0].measure is None:
        return commitment
    draft = held[0]
    return replace(commitment, measure=held[0].measure.name, value=draft.value, unit=draft.unit, bound=draft.bound)
