"""Budget years: which country's is meant where a report says "FY2024-25".

Comes in: the text and a place in it. Goes out: the first month of the budget year there, from knowledge/fiscal_years.tsv.
"""

from __future__ import annotations

import re
from functools import cache

from attache.knowledge import rows, several
from attache.reading.when.days import Span, months_span


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, tuple[int, str]]]:
    table = {cue: (int(row["first_month"]), row["named"]) for row in rows("fiscal_years") for cue in several(row["cues"])}
    ordered = sorted(table, key=lambda cue: (-len(cue), cue))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)"), table


def fiscal_year_at(text: str, offset: int) -> tuple[int, str] | None:
    """First month and naming year of the budget year at `offset`: that of the country named nearest before it, else after it.

    None where no country with a budget year of its own is named.
    """
    pattern, table = _cues()
    before = after = None
    for found in pattern.finditer(text):
        if found.start() < offset:
            before = found
        elif after is None:
            after = found
    chosen = before or after
    return table[chosen.group()] if chosen is not None else None


def fiscal_span(year: int, first_month: int) -> Span:
    """The budget year that begins in `year`."""
    return months_span(year, first_month, 12)
