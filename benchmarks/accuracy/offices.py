"""offices: who held an office on a day, by the product's table of terms, which it uses to date reports."""

from __future__ import annotations

from attache.knowledge import rows
from benchmarks.accuracy.lines import Line

_OFFICES = {
    "head of state": ("President", "King", "Emir", "Sultan"),
    "head of government": ("Prime Minister", "Premier", "Chancellor"),
    "leader": (
        "leader",
        "General Secretary",
        "Prime Minister",
        "Premier",
        "Chancellor",
        "President",
        "King",
        "Emir",
        "Sultan",
        "Crown Prince",
    ),
    "foreign minister": ("Foreign Minister", "Foreign Secretary", "External Affairs Minister", "Secretary of State"),
    "defence minister": ("Defence Minister", "Secretary of Defense"),
    "head of organisation": (
        "Secretary-General",
        "Secretary General",
        "Director-General",
        "Director General",
        "Managing Director",
    ),
}
"""Offices of terms.tsv by the kinds asked for, the likeliest first."""


def offices(gold: Line) -> Line:
    """The person and the first month of the term; no person where the table has none."""
    day, wanted = gold["asof"], _OFFICES.get(gold["kind"], ())
    held = [
        row
        for row in rows("terms")
        if row["of"] == gold["iso3"] and row["office"] in wanted and row["start"] <= day[:7] <= (row["end"] or "9999")
    ]
    if not held:
        return {"id": gold["id"], "person": "", "start": ""}
    row = min(held, key=lambda r: wanted.index(r["office"]))
    return {"id": gold["id"], "person": row["person"], "start": row["start"]}
