"""One attribution as passages, before anything is known of who is meant."""

from __future__ import annotations

from dataclasses import dataclass

from attache.reading.statements.extents import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with its source and content, in tokens of the Doc."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    """In text order: several where the cue breaks them, or a quotation goes on in the next sentence."""
    certainty: float
    """The encoder's for the cue; 1 for what a rule found alone."""
    rule: str | None
    """The frame of the rule; None for what only the encoder found."""
