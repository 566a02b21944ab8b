"""Quotations over several sentences: which speaker's words a quotation goes on with.

In: the units of a text in order and the attributions found in each. Out: the attributions with their contents completed.
All of it is rule: a quotation belongs to one speaker whole; one that opens a sentence and has no cue of its own goes on
with the speaker before it in the paragraph; one that opens a paragraph, with the words before it if these end with a colon,
or with a quotation left open, as newspapers mark a quotation of several paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attache.reading.statements.attribution import Attribution
from attache.reading.statements.extents import Span
from attache.reading.statements.quotations import Quotation
from attache.reading.statements.units import Unit

# A quotation is a speaker's whole if so much of it is already taken for his words.
_HALF = 0.5


def carried(units: Sequence[Unit], found: Sequence[Sequence[Attribution]]) -> list[Attribution]:
    """The attributions of all units, `found[k]` those of `units[k]`."""
    out: list[Attribution] = []
    last: int | None = None
    before: Unit | None = None
    for unit, own in zip(units, found, strict=True):
        whole = [_with_whole_quotations(unit, one) for one in own]
        more = _opening_quotation(unit)
        if more is not None and last is not None and before is not None and _goes_on(before, unit, out[last]):
            if not any(_meet(part, more) for one in whole for part in one.content if not more[0] <= one.cue[0] < more[1]):
                out[last] = _with(unit, out[last], more)
            elif before.paragraph != unit.paragraph:
                last = None
        elif before is not None and before.paragraph != unit.paragraph:
            last = None
        telling = [k for k, one in enumerate(whole, len(out)) if _tells(unit, one)]
        out += whole
        last = telling[-1] if telling else last
        before = unit
    return out


def _tells(unit: Unit, one: Attribution) -> bool:
    """May its speaker go on: are quoted words his, or does he end with a colon, and is he quoted by no one else?"""
    announces = not one.content and unit.text(unit.end - 1) == ":"
    return not unit.quoted(one.cue[0]) and (announces or any(unit.quoted(i) for part in one.content for i in range(*part)))


def _goes_on(before: Unit, unit: Unit, last: Attribution) -> bool:
    if before.paragraph == unit.paragraph:
        return True
    left_open = any(q.end == q.outer[1] for q in before.quotations[-1:])
    return left_open or before.text(before.end - 1) == ":"


def _opening_quotation(unit: Unit) -> Span | None:
    """The words of the quotation with which the unit opens; None where it opens otherwise."""
    if not unit.is_open(unit.start):
        return None
    first = unit.doc[unit.start].idx
    return next((_words(unit, q) for q in unit.quotations if q.outer[0] == first), None)


def _words(unit: Unit, q: Quotation) -> Span:
    """The tokens of a quotation between its marks."""
    tokens = [i for i in range(unit.start, unit.end) if q.start <= unit.doc[i].idx < q.end]
    return (tokens[0], tokens[-1] + 1) if tokens else (unit.start, unit.start)


def _with_whole_quotations(unit: Unit, one: Attribution) -> Attribution:
    """The attribution with every quotation of which it has the better part."""
    parts = list(one.content)
    for q in unit.quotations:
        low, high = _words(unit, q)
        taken = sum(max(0, min(end, high) - max(start, low)) for start, end in parts)
        if taken and taken >= _HALF * (high - low) and not low <= one.cue[0] < high:
            parts.append((low, high))
    return replace(one, content=_united(unit, parts)) if len(parts) > len(one.content) else one


def _with(unit: Unit, one: Attribution, more: Span) -> Attribution:
    return replace(one, content=_united(unit, [*one.content, more])) if more[0] < more[1] else one


def _united(unit: Unit, parts: Sequence[Span]) -> tuple[Span, ...]:
    """The parts in order, those joined between which only marks and blanks stand."""
    out: list[Span] = []
    for start, end in sorted(parts):
        if out and all(unit.doc[i].is_punct or unit.doc[i].is_space or unit.doc[i].is_quote for i in range(out[-1][1], start)):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
