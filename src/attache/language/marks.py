"""What an encoder says of a text's acts, attributions and names, in tokens of the Doc; the same for every language."""

from __future__ import annotations

from dataclasses import dataclass, field

EVENT_ROLES = ("doer", "target", "about", "where", "when")
ATTRIBUTION_ROLES = ("source", "content")


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger of an event, or the cue of an attribution, and the words that fill its roles (token indices of the Doc)."""

    tokens: tuple[int, ...]
    type: str | None
    """One of the 16 event types; None for a cue."""
    certainty: float
    """Probability that these words are a trigger or cue at all, 0 to 1."""
    types: dict[str, float] = field(default_factory=dict)
    """Probability of each type, given that it is an event."""
    status: dict[str, float] = field(default_factory=dict)
    """Probability of each status: happened, ongoing, planned, proposed, conditional, postponed, denied."""
    roles: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Role to tokens: source and content of a cue; doer, target, about, where and when of an event. Pieces may be broken."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name or reference `[start, end)` in tokens."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Marks:
    """All that the encoder found in a text besides syntax."""

    events: tuple[Frame, ...] = ()
    attributions: tuple[Frame, ...] = ()
    names: tuple[Name, ...] = ()
    """In the corpus' kinds: PER, ORG, GPE, NORP, LOC, FAC, EVENT, LAW."""
    references: tuple[Name, ...] = ()
    """People, bodies, places and nationalities referred to, by name or not: PER, ORG, LOC, NORP."""
    types: tuple[dict[str, float], ...] = ()
    """Sentence by sentence: probability of each event type, given that the sentence tells an event."""
