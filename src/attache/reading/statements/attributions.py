"""All attributions of a text, widely: who says, thinks, wants, fears or shows what, as passages.

In: an Analysis. Out: `Attribution`s in text order. Rules give what English makes unmistakable: cues around clauses and
quotations, "according to", labels, quotations that go on over sentences. The encoder's frames give the rest of free prose
and, where both see a cue, the rule's passages stand. The ledger's statements start from the same candidates of the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from attache.reading.analysis import Analysis
from attache.reading.statements.attribution import Attribution
from attache.reading.statements.candidates import candidates
from attache.reading.statements.carried import carried
from attache.reading.statements.ends import with_whole_source
from attache.reading.statements.extents import Span
from attache.reading.statements.found import Found
from attache.reading.statements.framed import contents_of, cue_of, source_of
from attache.reading.statements.units import find_units
from attache.reading.statements.wide import find_wide

# Frames of a whole proposition or quotation. There the encoder ends a long source better than the rules do.
_NAMED = {"object", "infinitive", "state"}
_TOLD = {"that", "bare", "before", "phrase", "quote-after"}


@lru_cache(maxsize=2)
def find_attributions(at: Analysis) -> tuple[Attribution, ...]:
    """All attributions, nested ones too."""
    units = find_units(at)
    frames = _framed(at)
    found = []
    for unit in units:
        own = [one for one in frames if unit.start <= one.cue[0] < unit.end]
        found.append(_joined([_ruled(one) for one in candidates(unit)], own))
    told = [one for one in carried(units, found) if one.content]
    told += [one for one in find_wide(at.doc) if not any(_near(one, other) for other in told)]
    told = [with_whole_source(at, one) for one in told]
    return tuple(sorted(told, key=lambda one: (one.cue, one.content)))


def _framed(at: Analysis) -> list[Attribution]:
    """The encoder's, those too whose content is still to come behind a colon."""
    out = []
    for frame in at.marks.attributions:
        source = source_of(at.doc, frame)
        content = contents_of(at.doc, frame, source)
        out.append(Attribution(cue_of(at.doc, frame), source, content, frame.certainty, None))
    return out


def _ruled(one: Found) -> Attribution:
    parts = sorted(part for part in (one.content, one.other) if part)
    if one.rule in _NAMED:
        parts = [_to_the_stop(one, part) for part in parts]
    return Attribution(one.words, (one.source.start, one.source.end), tuple(parts), 1.0, one.rule)


def _to_the_stop(one: Found, part: Span) -> Span:
    """What a phrase names, to the end of its sentence: a quotation round both goes on without it."""
    doc = one.unit.doc
    stop = next((i for i in range(part[0] + 1, part[1]) if doc[i].is_sent_start), part[1])
    while stop < part[1] and stop - 1 > part[0] and doc[stop - 1].is_punct:
        stop -= 1
    return part[0], stop


def _joined(ruled: Sequence[Attribution], framed: Sequence[Attribution]) -> list[Attribution]:
    """Both, those of one cue as one."""
    out = list(ruled)
    for one in framed:
        same = next((k for k, r in enumerate(out) if r.rule and _meet(r.cue, one.cue)), None)
        if same is None:
            out.append(one)
        else:
            out[same] = _agreed(out[same], one)
    return out


def _agreed(ruled: Attribution, framed: Attribution) -> Attribution:
    """What both see: the content of the rule, which knows quotations; cue and, of words told, source of the encoder."""
    told = ruled.rule in _TOLD and framed.source is not None
    return replace(ruled, certainty=framed.certainty, cue=framed.cue, source=framed.source if told else ruled.source)


def _near(one: Attribution, other: Attribution) -> bool:
    """Do they share their cue, or is the cue of one in source or content of the other?"""
    if _meet(one.cue, other.cue) or any(_meet(one.cue, part) for part in (*other.content, other.source or (0, 0))):
        return True
    return any(_meet(other.cue, part) for part in (*one.content, one.source or (0, 0)))


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
