"""Full dates in lines of other languages than English ("martes 17 de marzo de 2020"), read by dateparser without its clock."""

from __future__ import annotations

import re
from datetime import date, datetime

import dateparser

# Any fixed day will do: with all three parts required, nothing is filled in from it.
_SETTINGS = {"REQUIRE_PARTS": ["day", "month", "year"], "RELATIVE_BASE": datetime(2000, 1, 1), "DATE_ORDER": "DMY"}
_LONGEST = 60
_SHAPE = re.compile(r"(?<!\d)\d{1,2}(?!\d).{2,25}?(?<!\d)(?:19|20)\d\d(?!\d)")


def foreign_date(line: str, language: str) -> date | None:
    """The full date that a short line is or holds, in the given language (ISO 639-1); None where year or day is not printed."""
    shape = _SHAPE.search(line) if len(line) <= _LONGEST else None
    if shape is None:
        return None
    try:
        found = dateparser.parse(shape[0], languages=[language], settings=_SETTINGS)
    except ValueError:
        return None
    return found.date() if found and str(found.year) in line else None
