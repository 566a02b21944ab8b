"""Sentences of an interview's answers as statements of the one who answers.

In: the units of a report, the turns of its interview and the statements that cues gave. Out: the statements, one for
every sentence of an answer; a sentence that passes on another's words keeps that statement, told by way of the answerer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from attache.reading.analysis import Analysis
from attache.reading.sectors import sectors_of
from attache.reading.statements.extents import Span
from attache.reading.statements.interviews import Turn, speaks_itself, turn_at
from attache.reading.statements.units import Unit
from attache.records import Statement

# "Very much.", "That is right.": so few words state nothing that could be looked up.
_FEW = 5
_WHOLE = {f"statements/{frame}" for frame in ("that", "bare", "before", "around", "colon", "quote-after", "phrase")}


def with_answers(
    at: Analysis, units: Sequence[Unit], turns: tuple[Turn, ...], told: Sequence[Statement]
) -> tuple[Statement, ...]:
    """`told` without what stands in questions; with the sentences of answers, where these are in the answerer's own words."""
    kept = [s for s in told if (turn := turn_at(turns, s.content.start)) is None or not turn.asks]
    own = {turn.speaker for turn in turns if not turn.asks}
    by_cue = sum(turn_at(turns, s.content.start) is not None and s.rule in _WHOLE and bool(own & set(s.speakers)) for s in kept)
    if not speaks_itself(at, turns, by_cue):
        return tuple(kept)
    for unit in units:
        for start, end in _sentences(unit):
            kept = _answered(at, unit, (start, end), turns, kept)
    return tuple(sorted(kept, key=lambda s: (s.content.start, -s.content.end, s.cue)))


def _sentences(unit: Unit) -> list[Span]:
    """The sentences of a unit: a quotation of several is one unit, but each of them is a statement."""
    starts = [i for i in range(unit.start, unit.end) if i == unit.start or unit.doc[i].is_sent_start]
    return list(pairwise([*starts, unit.end]))


def _answered(at: Analysis, unit: Unit, span: Span, turns: tuple[Turn, ...], told: list[Statement]) -> list[Statement]:
    """`told` with one sentence of a unit, where it stands in an answer and passes on no one else's words."""
    low, high = unit.doc[span[0]].idx, unit.doc[span[1] - 1].idx + len(unit.doc[span[1] - 1])
    turn = turn_at(turns, high - 1)
    if turn is None or turn.asks or turn.speaker is None:
        return told
    words = [i for i in range(*span) if unit.doc[i].idx >= turn.start and not (unit.doc[i].is_punct or unit.doc[i].is_space)]
    rest, inside = _parted(told, low, high)
    others = [s for s in inside if s.rule in _WHOLE and s.speakers and turn.speaker not in s.speakers]
    others = [s for s in others if (s.content.end - s.content.start) * 3 > high - low]
    if others or len(words) < _FEW:
        return rest + [replace(s, via=s.via or (turn.speaker,)) for s in others]
    passage = at.evidence(unit.doc[words[0]].idx, unit.doc[words[-1]].idx + len(unit.doc[words[-1]]))
    quoted = [unit.quoted(i) for i in words]
    return [
        *rest,
        Statement(
            speakers=(turn.speaker,),
            as_=turn.as_,
            cue="",
            content=passage,
            quoted=True if all(quoted) else "mixed" if any(quoted) else False,
            evidence=(passage,),
            rule="statements/answer",
            sectors=sectors_of(passage.text),
        ),
    ]


def _parted(told: list[Statement], low: int, high: int) -> tuple[list[Statement], list[Statement]]:
    """The statements outside the characters `[low, high)` and those that begin inside."""
    inside = [s for s in told if low <= s.content.start < high]
    return [s for s in told if not low <= s.content.start < high], inside
