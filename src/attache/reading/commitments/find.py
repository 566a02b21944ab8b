"""Commitments of a report: those with a number first, then those in words that tell nothing the former told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attache.reading.analysis import Analysis
from attache.reading.commitments.outcome import with_outcome
from attache.reading.commitments.valued import valued
from attache.reading.commitments.worded import worded
from attache.reading.figures.find import Draft, drafts_of
from attache.records import Commitment, Figure, Statement


def find_commitments(at: Analysis, statements: tuple[Statement, ...], figures: tuple[Figure, ...]) -> tuple[Commitment, ...]:
    """Commitments of the report in text order."""
    numbers = valued(at, statements)
    drafts = drafts_of(at)
    rest = [
        (_with_number(commitment, cue, drafts), cue)
        for commitment, cue in worded(at, statements, tuple(passage for _, passage in numbers))
    ]
    told = sorted([*((c, passage[0]) for c, passage in numbers), *rest], key=lambda pair: pair[1])
    return _once(tuple(with_outcome(at, commitment, offset) for commitment, offset in told))


def _with_number(commitment: Commitment, cue: int, drafts: Sequence[Draft]) -> Commitment:
    """A commitment in words takes over the one measured number that its passage holds behind the cue."""
    passage = commitment.content
    held = [d for d in drafts if cue <= d.spot.quantity.start and d.spot.quantity.end <= passage.end]
    held = [d for d in held if not set(d.spot.doc.text[cue : d.spot.quantity.start]) & set(",;:()—–")]
    held = [d for d in held if d.value is not None and d.unit is not None and d.measure is not None]
    if len(held) != 1 or held[0].measure is None:
        return commitment
    draft = held[0]
    return replace(commitment, measure=held[0].measure.name, value=draft.value, unit=draft.unit, bound=draft.bound)


def _once(commitments: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The same number aimed at by the same time told twice is one record, on the telling with the most known of it.

    Two speakers who name it are two records.
    """
    kept: list[Commitment] = []
    for commitment in commitments:
        same = next((k for k, other in enumerate(kept) if _same(commitment, other)), None)
        if same is None:
            kept.append(commitment)
        elif _known(commitment) > _known(kept[same]):
            kept[same] = commitment
    return tuple(sorted(kept, key=lambda c: c.evidence[0].start))


def _same(one: Commitment, other: Commitment) -> bool:
    """Do both tell one aim? A measure or speaker that one of them leaves out may be the other's; "a year" says nothing new."""
    if one.value is None or (one.kind, one.value, one.due) != (other.kind, other.value, other.due):
        return False
    units = (one.unit or "").removesuffix("/year"), (other.unit or "").removesuffix("/year")
    measured = one.measure == other.measure or not one.measure or not other.measure
    return units[0] == units[1] and measured and (one.speakers == other.speakers or not one.speakers or not other.speakers)


def _known(commitment: Commitment) -> tuple[bool, bool, bool, bool]:
    """How much is known of it, what weighs most first."""
    return (
        commitment.measure is not None,
        commitment.outcome is not None,
        bool(commitment.speakers),
        commitment.due is not None,
    )
