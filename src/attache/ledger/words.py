"""Amounts and spans of days in plain words, alike in every explanation, table and footnote."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from attache.ledger.entries import Grain
from attache.records import Bound, Dates, Value

_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_BOUNDS = {"over": "over ", "under": "under ", "about": "about "}


def amount(value: Value | None, unit: str | None, bound: Bound | None = None) -> str:
    """ "10 bn USD", "over 35 %", "5–6 bn EUR", "1,200 tourists"; empty for None."""
    if value is None:
        return ""
    told = "–".join(number(v) for v in value) if isinstance(value, tuple) else number(value)
    return f"{_BOUNDS.get(bound or '', '')}{told} {unit or ''}".strip()


def number(value: float) -> str:
    """A plain number with its magnitude: 10000000000 is "10 bn"."""
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return f"{round(value / scale, 3):,.10g} {word}"
    return f"{value:,.10g}"


def span(dates: Dates | None) -> str:
    """ "2020", "June 2022", "19–20 November 2018", "before 1 March 2001"; empty for None."""
    if dates is None:
        return ""
    first, last = dates
    if first is None or last is None:
        return f"until {_day(last)}" if last else f"from {_day(first)}" if first else ""
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    if a == b:
        return _day(first)
    whole_months = a.day == 1 and b.day == monthrange(b.year, b.month)[1]
    if whole_months and (a.month, b.month) == (1, 12):
        return str(a.year) if a.year == b.year else f"{a.year}–{b.year}"
    if whole_months and a.year == b.year:
        return f"{a:%B} {a.year}" if a.month == b.month else f"{a:%B}–{b:%B} {a.year}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{b.day} {a:%B} {a.year}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: str | None) -> str:
    parsed = date.fromisoformat(day or "")
    return f"{parsed.day} {parsed:%B} {parsed.year}"


def grain(dates: Dates | None) -> Grain:
    """How long a span is, where it is one calendar unit; open or other spans are "span"."""
    if dates is None:
        return "undated"
    if None in dates:
        return "span"
    a, b = (date.fromisoformat(day or "") for day in dates)
    months = (b.year - a.year) * 12 + b.month - a.month + 1
    if a == b:
        return "day"
    if a.day == 1 and b.day == monthrange(b.year, b.month)[1]:
        if months == 12:
            return "year"
        if months == 1:
            return "month"
        if months == 3 and a.month % 3 == 1:
            return "quarter"
        if months == 6 and a.month in (1, 7):
            return "half"
    return "span"


def year_before(dates: Dates) -> Dates:
    """The same days a year earlier; 29 February becomes 28."""
    first, last = (_shifted(day, -1) for day in dates)
    return first, last


def _shifted(day: str | None, years: int) -> str | None:
    if day is None:
        return None
    parsed = date.fromisoformat(day)
    year = parsed.year + years
    ends = parsed.day == monthrange(parsed.year, parsed.month)[1]
    return date(year, parsed.month, monthrange(year, parsed.month)[1] if ends else parsed.day).isoformat()
