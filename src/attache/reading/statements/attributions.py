"""All attributions of a text, widely: who says, thinks, wants, fears or shows what, as passages.

In: an Analysis. Out: `Attribution`s in text order. Rules give what English makes unmistakable: cues around clauses and
quotations, "according to", labels, quotations that go on over sentences. The encoder's frames give the rest of free prose
and, where both see a cue, the rule's passages stand. The ledger's statements are a choice among these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from attache.reading.analysis import Analysis
from attache.reading.statements.candidates import candidates
from attache.reading.statements.extents import Span
from attache.reading.statements.found import Found
from attache.reading.statements.framed import contents_of, cue_of, source_of
from attache.reading.statements.free import continues_quotation
from attache.reading.statements.units import Unit, find_units


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


@lru_cache(maxsize=2)
def find_attributions(at: Analysis) -> tuple[Attribution, ...]:
    """All attributions, nested ones too."""
    found: list[Attribution] = []
    frames = _framed(at)
    for unit in find_units(at):
        ruled = [_ruled(one) for one in candidates(unit)]
        own = [a for a in frames if unit.start <= a.cue[0] < unit.end]
        if not own and not ruled:
            found = _gone_on(unit, found)
        found += _joined(ruled, own)
    return tuple(sorted(found, key=lambda a: (a.cue, a.content)))


def _framed(at: Analysis) -> list[Attribution]:
    out = []
    for frame in at.marks.attributions:
        source = source_of(at.doc, frame)
        content = contents_of(at.doc, frame, source)
        if content:
            out.append(Attribution(cue_of(frame), source, content, frame.certainty, None))
    return out


def _ruled(one: Found) -> Attribution:
    parts = sorted(part for part in (one.content, one.other) if part)
    return Attribution(one.words, (one.source.start, one.source.end), tuple(parts), 1.0, one.rule)


def _joined(ruled: Sequence[Attribution], framed: Sequence[Attribution]) -> list[Attribution]:
    """Both, those of one cue as one."""
    out = list(ruled)
    for one in framed:
        same = next((k for k, r in enumerate(out) if r.rule and _meet(r.cue, one.cue)), None)
        if same is None:
            out.append(one)
        else:
            out[same] = replace(out[same], certainty=one.certainty, cue=one.cue)
    return out


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _gone_on(unit: Unit, found: list[Attribution]) -> list[Attribution]:
    """The last attribution with a unit that goes on quoting."""
    more = continues_quotation(unit)
    if more is None or not found:
        return found
    return found
