"""Speakers set before a colon: "Putin on trade: …", "The ministry: “…”", interview answers.

In: a unit. Out: the label as source, the words after the colon as content.
"""

from __future__ import annotations

from attache.reading.statements.extents import Span, trim
from attache.reading.statements.phrases import noun_phrase_end
from attache.reading.statements.speakers import Source
from attache.reading.statements.units import Unit

# A label is short; ten tokens hold name, office and theme.
_LABEL = 10


def find_label(unit: Unit) -> tuple[Source, Span] | None:
    """The label's speaker and the content after it; None where the unit starts otherwise."""
    colon = next((i for i in range(unit.start + 1, min(unit.end, unit.start + _LABEL)) if unit.text(i) == ":"), None)
    if colon is None or colon + 1 >= unit.end or unit.finite(unit.start, colon):
        return None
    end = noun_phrase_end(unit, unit.start)
    on = next((i for i in range(unit.start + 1, colon) if unit.text(i) in {"on", "about"}), None)
    named = unit.tag(unit.start) in {"NNP", "DT", "PRP", "NN", "JJ"}
    if end <= unit.start or not named or not (on is not None or (unit.is_open(colon + 1) and end == colon)):
        return None
    content = trim(unit, (colon + 1, unit.end))
    return (Source(unit.start, on if on is not None else end, "left"), content) if content[1] > content[0] else None
