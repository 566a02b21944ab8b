"""timex and timex_cases: time expressions with their calendar values.

The two sets write the same times differently. `timex` keeps the two ends of a range apart and marks no "now"; `timex_cases` has a
type of its own for ranges, opens a range at one end for "since" and "by", and gives parts of the day their hours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

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
_SEASONS = {"SP": "--03/--06", "SU": "--06/--09", "FA": "--09/--12", "WI": "--12/--03"}
_SEASON_SPAN = re.compile(r"(\d{4})-(03|06|09)/\d{4}-(05|08|11)")
_SEASON_OF_YEAR = re.compile(r"\b(?:spring|summer|autumn|fall)\b.*\d{4}", re.IGNORECASE)
_VAGUE_PAST = re.compile(
    r"\b(?:few|several|couple\s+of)\s+\w+\s+ago\b|\b(?:last|past)\s+(?:few|several|couple\s+of)\b", re.IGNORECASE
)
_RANGE = re.compile(r"[-–—~]|\b(?:to|and|until|till|through|thru)\b", re.IGNORECASE)
_END = re.compile(r"\bend\s+of\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:next|coming|upcoming|following)\b", re.IGNORECASE)
_NO_DAY = re.compile(r"T[A-Z]+|\w+_REF")


def timex(gold: Line) -> Line:
    """Dates and times of a document; references to now and parts of no certain day are not marked in this set."""
    found = _found(gold, joined=False)
    lines = [_line(t, t.type, tei_value(t, gold["dct"][:10])) for t in found if not _NO_DAY.fullmatch(t.value)]
    return {"id": gold["id"], "timexes": lines}


def tei_value(found: Timex, now: str) -> str:
    """The value as TEI writes it: `--09` for a September of no year, seasons with the month they end in, a vague past from an
    open start ("a few days ago": `/2015-08-02`).
    """
    value = found.value
    if re.fullmatch(r"XXXX-\d\d", value):
        return "-" + value[4:]
    if value.startswith("XXXX-") and value[5:] in _SEASONS:
        return _SEASONS[value[5:]]
    if found.type == "DATE" and found.span is not None and _VAGUE_PAST.search(found.text):
        return f"/{now[:7] if 'month' in found.text.lower() else now}"
    season = _SEASON_SPAN.fullmatch(value)
    if season and _SEASON_OF_YEAR.search(found.text):
        return f"{season[1]}-{season[2]}/{season[1]}-{int(season[3]) + 1:02}"
    return value


def timex_cases(gold: Line) -> Line:
    """All time expressions of a sentence in the terms of a calendar assistant."""
    ends = _found(gold, joined=False)
    lines = []
    for found in _found(gold, joined=True):
        inner = [one for one in ends if found.start <= one.start < found.end and one.type == "DATE"]
        lines.append(_line(found, case_type(found), case_value(found, inner, gold["dct"][:10])))
    return {"id": gold["id"], "timexes": lines}


def _found(gold: Line, *, joined: bool) -> tuple[Timex, ...]:
    day, _, hour = gold["dct"].partition("T")
    return find_times(analyse(gold["text"]), (day, day), joined=joined, hour=time.fromisoformat(hour) if hour else None)


def _line(found: Timex, kind: str, value: str) -> Line:
    return {"start": found.start, "end": found.end, "text": found.text, "type": kind, "value": value}


def _range_value(found: Timex, ends: Sequence[Timex], now: str) -> str:
    if found.span is None or found.type != "DATE" or None in found.span:
        return ""
    first, last = found.span
    if (
        len(ends) == 2
        and ends[1].span is not None
        and ends[1].span[1] == last
        and _RANGE.search(found.text)
        and not _END.search(found.text)
    ):
        return f"{first}/{ends[1].span[0]}"
    if first == now and last and _AHEAD.search(found.text):
        return f"{date.fromisoformat(now) + timedelta(1)}/{date.fromisoformat(last) + timedelta(1)}"
    return ""


def case_type(found: Timex) -> str:
    """DATE_RANGE and TIME_RANGE for what covers more than one point or is open at an end."""
    several = found.span is not None and found.span[0] != found.span[1]
    ranged = "/" in found.value or several or found.relation != "in"
    return f"{found.type}_RANGE" if found.type in {"DATE", "TIME"} and ranged else found.type


def case_value(found: Timex, ends: Sequence[Timex] = (), now: str = "") -> str:
    """The value with an open end for "since" and "by", and with hours for a part of a day.

    Between two dates told (`ends`) a range ends where the second begins ("from 2010 to 2018": 1 January 2018), and what comes
    after the day `now` begins on the next ("the next three weeks").
    """
    part = _DAY_PART.fullmatch(found.value)
    if part:
        day, (first, last) = part[1], _HOURS[part[2]]
        return f"{day} {first}/{day} {last}"
    ranged = _range_value(found, ends, now)
    if ranged or found.span is None or found.relation == "in" or found.type == "TIME":
        return ranged or found.value
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
