"""What a measure of trade leaves out: "trade of 3 billion without oil", "exports, excluding services".

In goes a draft, out comes the same with a measure whose name opens with what is left out ("non-oil two-way trade"):
trade with and without oil are two measures, whose numbers must not be compared.
"""

from __future__ import annotations

import re
from dataclasses import replace

from attache.reading.analysis import Analysis
from attache.reading.figures.draft import Draft
from attache.reading.figures.setting import part_of

_FLOWS = {"pair", "from_to", "to_from"}
_LEFT_OUT = re.compile(
    r"\b(?:without|excluding|exclusive of|not counting|not including|disregarding|except(?: for)?|net of|apart from|"
    r"(?:leave|leaves|leaving|left|count|counts|counting) out|omit|omits|omitting|exclude|excludes|excluded) (?:the |crude )?"
    r"(oil|petroleum|gas|energy|hydrocarbons?|fuels?|arms|weapons|gold|services|agriculture)\b(?! (?:price|company|firm|minist))",
    re.IGNORECASE,
)


def with_exception(at: Analysis, draft: Draft) -> Draft:
    """The draft with what the words round its number leave out, back and on to the next amount of the sentence's part."""
    measure, spot = draft.measure, draft.spot
    if measure is None or measure.shape not in _FLOWS or measure.kind != "money" or measure.name.startswith("non-"):
        return draft
    start, end = part_of(spot)
    amounts = [q for q in at.quantities if q.unit is not None and (q.end <= spot.quantity.start or q.start >= spot.quantity.end)]
    start = max([start, *(q.end for q in amounts if q.end <= spot.quantity.start)])
    end = min([end, *(q.start for q in amounts if q.start >= spot.quantity.end)])
    found = _LEFT_OUT.search(at.report.text, start, end)
    return replace(draft, measure=replace(measure, name=f"non-{found[1].lower()} {measure.name}")) if found else draft
