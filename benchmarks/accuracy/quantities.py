"""quantities: numbers with their units, in the unit names of the data set."""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several
from attache.language.en import analyse
from attache.reading.analysis import Quantity
from attache.reading.quantities import find_quantities
from benchmarks.accuracy.lines import Line

_NAMES = {
    "USD": "US dollar",
    "GBP": "pound sterling",
    "EUR": "euro",
    "FRF": "franc",
    "DEM": "mark",
    "ESP": "peseta",
    "BTC": "bitcoin",
}
"""Currencies that the data set names by other words than adjective and noun."""


def quantities(gold: Line) -> Line:
    """All quantities of a sentence; a range has its middle as value and half its width as uncertainty."""
    return {"id": gold["id"], "quantities": [_line(q) for q in find_quantities(analyse(gold["text"]))]}


def _line(found: Quantity) -> Line:
    value, uncertainty = middle(found)
    return {
        "value": value,
        "unit": unit_name(found.unit),
        "surface": found.text,
        "start": found.start,
        "end": found.end,
        "uncertainty": uncertainty,
    }


def middle(found: Quantity) -> tuple[float, float | None]:
    """Value and uncertainty."""
    if isinstance(found.value, tuple):
        low, high = found.value
        return (low + high) / 2, (high - low) / 2
    return found.value, None


@cache
def _currencies() -> dict[str, str]:
    """Adjective and noun of each currency by its code."""
    named = ((row["code"], several(row["adjectives"])[:1], several(row["nouns"])[:1]) for row in rows("currencies"))
    return {code: " ".join((*adjective, *noun)) for code, adjective, noun in named}


def unit_name(unit: str | None) -> str:
    """The data set's name of a unit: a currency by its noun, a bare number as dimensionless."""
    if unit is None:
        return "dimensionless"
    first, *rest = unit.split("/")
    return " per ".join([_NAMES.get(first) or _currencies().get(first, first), *rest])
