"""agreements: the days on which a titled agreement was signed and came into force.

A table of facts without a text. The product reads such days from reports and keeps no table of them beyond the dated occasions
that date a report, so those are all that can be answered.
"""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several
from benchmarks.accuracy.lines import Line


def agreements(gold: Line) -> Line:
    """The first day of an occasion of that name as the day of signature; empty where there is none."""
    return {"id": gold["id"], "signed": _occasions().get(gold["title"].casefold(), ""), "force": ""}


@cache
def _occasions() -> dict[str, str]:
    return {form.casefold(): row["first"] for row in rows("occasions") if not row["ordinal"] for form in several(row["forms"])}
