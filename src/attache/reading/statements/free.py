"""Words that go on with what a speaker said, without a cue of their own.

In: a unit in which no cue was found, and the statement before it. Out: whether the unit is a quotation that continues,
or a sentence in reported mood ("The aim had not changed.", "It would serve everyone.").
"""

from __future__ import annotations

from attache.reading.statements.extents import Span, trim
from attache.reading.statements.units import Unit

_MOOD = {"would", "could", "should", "might"}
# Behind ";" in the sentence of the cue the past tense is enough.
_PAST = _MOOD | {"was", "were", "had"}


def continues_quotation(unit: Unit) -> Span | None:
    """The quoted words, where the whole unit is a quotation; else None."""
    words = [i for i in range(unit.start, unit.end) if not unit.doc[i].is_punct and not unit.doc[i].is_space]
    if not words or not all(unit.quoted(i) for i in words):
        return None
    span = trim(unit, (unit.start, unit.end))
    return span if span[0] < span[1] else None


def in_reported_mood(unit: Unit, start: int, end: int, *, joined: bool = False) -> Span | None:
    """The words `[start, end)`, where their first finite verb is shifted back as in indirect speech; else None.

    `joined` clauses stand in the cue's own sentence, where "was" and "had" are shifted too.
    """
    first = next((i for i in range(start, end) if unit.is_finite(i)), None)
    if first is None or unit.text(first) not in (_PAST if joined else _MOOD) or any(unit.quoted(i) for i in range(start, end)):
        return None
    if unit.text(start) in {"if", "when", "after", "had", "should"} or any(i in unit.timed for i in range(start, first)):
        return None
    span = trim(unit, (start, end))
    return span if span[1] - span[0] > 3 else None


def clause_after(unit: Unit, cue_end: int) -> int | None:
    """The token after the last ";" behind the cue, where one opens another clause; else None."""
    marks = [i for i in range(cue_end, unit.end) if unit.text(i) == ";" and not unit.quoted(i)]
    return marks[-1] + 1 if marks and marks[-1] + 2 < unit.end else None
