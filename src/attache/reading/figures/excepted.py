"""What a measure of trade leaves out: "trade of 3 billion without oil", "exports, excluding services".

In goes a draft, out comes the same with a measure whose name opens with what is left out ("non-oil two-way trade"):
trade with and without oil are two measures, whose numbers must not be compared.
"""

from __future__ import annotations

import re
from dataclasses import replace

from attache.reading.analysis import Analysis
from attache.reading.figures.common import bare_name
from attache.reading.figures.draft import Draft
from attache.reading.figures.setting import part_of

_FLOWS = {"pair", "from_to", "to_from"}
_LEFT_OUT = re.compile(
    r"\b(?:without|excluding|exclusive of|not counting|not including|disregarding|except(?: for)?|net of|apart from|"
    r"(?:leave|leaves|leaving|left|count|counts|counting) out|omit|omits|omitting|exclude|excludes|excluded) (?:the |crude )?"
    r"(oil|petroleum|gas|energy|hydrocarbons?|fuels?|arms|weapons|gold|services|agriculture)\b(?! (?:price|company|firm|minist))",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:in all|in total|overall|all told|altogether|(?:including|with|counting) (?:oil|gas|gold|services))\b", re.I
)
"""What tells that nothing is left out, after a sentence on trade without some goods."""


def with_exception(at: Analysis, draft: Draft) -> Draft:
    """The draft with what the words round its number leave out, back and on to the next amount of the sentence's part."""
    measure, spot = draft.measure, draft.spot
    if measure is None or measure.shape not in _FLOWS or measure.kind != "money":
        return draft
    start, end = part_of(spot)
    amounts = [q for q in at.quantities if q.unit is not None and (q.end <= spot.quantity.start or q.start >= spot.quantity.end)]
    if last := [q.end for q in amounts if start <= q.end <= spot.quantity.start]:
        between = at.report.text[max(last) : spot.quantity.start]
        start = max(last) + max(
            between.rfind(","), between.rfind(" and "), between.rfind(" but "), 0
        )  # what follows it is its own
    end = min([end, *(q.start for q in amounts if q.start >= spot.quantity.end)])
    if measure.name.startswith("non-"):
        whole = _WHOLE.search(at.report.text, start, end) is not None and "non" not in at.report.text[start:end].lower()
        return replace(draft, measure=replace(measure, name=bare_name(measure.name))) if whole else draft
    found = _LEFT_OUT.search(at.report.text, start, end)
    return replace(draft, measure=replace(measure, name=f"non-{found[1].lower()} {measure.name}")) if found else draft
