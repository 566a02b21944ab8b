"""timex and timex_cases: time expressions with their calendar values.

The two sets write the same times differently. `timex` keeps the two ends of a range apart and marks no "now"; `timex_cases` has a
type of its own for ranges, opens a range at one end for "since" and "by", and gives parts of the day their hours.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from attache.language.en import analyse
from attache.reading.analysis import Timex
from attache.reading.when import find_times
from benchmarks.accuracy.lines import Line

_DAY_PART = re.compile(r"(\d{4}-\d\d-\d\d)T(MO|AF|EV|NI)")
_HOURS = {
    "MO": ("08:00:00", "12:00:00"),
    "AF": ("12:00:00", "16:00:00"),
    "EV": ("16:00:00", "20:00:00"),
    "NI": ("20:00:00", "23:59:59"),
}
_NO_DAY = re.compile(r"T[A-Z]+|\w+_REF")


def timex(gold: Line) -> Line:
    """Dates and times of a document; references to now and parts of no certain day are not marked in this set."""
    found = _found(gold, joined=False)
    lines = [_line(t, t.type, t.value) for t in found if not _NO_DAY.fullmatch(t.value)]
    return {"id": gold["id"], "timexes": lines}


def timex_cases(gold: Line) -> Line:
    """All time expressions of a sentence in the terms of a calendar assistant."""
    lines = [_line(t, case_type(t), case_value(t)) for t in _found(gold, joined=True)]
    return {"id": gold["id"], "timexes": lines}


def _found(gold: Line, *, joined: bool) -> tuple[Timex, ...]:
    day = gold["dct"][:10]
    return find_times(analyse(gold["text"]), (day, day), joined=joined)


def _line(found: Timex, kind: str, value: str) -> Line:
    return {"start": found.start, "end": found.end, "text": found.text, "type": kind, "value": value}


def case_type(found: Timex) -> str:
    """DATE_RANGE and TIME_RANGE for what covers more than one point or is open at an end."""
    several = found.span is not None and found.span[0] != found.span[1]
    ranged = "/" in found.value or several or found.relation != "in"
    return f"{found.type}_RANGE" if found.type in {"DATE", "TIME"} and ranged else found.type


def case_value(found: Timex) -> str:
    """The value with an open end for "since" and "by", and with hours for a part of a day."""
    part = _DAY_PART.fullmatch(found.value)
    if part:
        day, (first, last) = part[1], _HOURS[part[2]]
        return f"{day} {first}/{day} {last}"
    if found.span is None or found.relation == "in" or found.type == "TIME":
        return found.value
    first_day, last_day = found.span
    match found.relation:
        case "since":
            return f"{first_day}/"
        case "after" if last_day is not None:
            one_day = found.value[:10] == last_day
            return f"{last_day if one_day else date.fromisoformat(last_day) + timedelta(1)}/"
        case "by" | "until":
            return f"/{last_day}"
        case "before":
            return f"/{first_day}"
    return found.value
