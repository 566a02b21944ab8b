"""What a question may be limited by: two actors, and a span of days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from attache.errors import QueryError
from attache.ledger.store import Cell
from attache.ledger.told import closed, overlap
from attache.records import Dates

EVERYONE = "SELECT r.id FROM record r JOIN report p ON p.id = r.report WHERE p.replaced_by IS NULL"
BOTH = (
    "SELECT i.record FROM involved i JOIN involved j ON j.record = i.record WHERE i.actor = ? AND j.actor = ? "
    "UNION SELECT r.id FROM pair q JOIN record r ON r.report = q.report JOIN involved i ON i.record = r.id "
    "WHERE q.a = min(?, ?) AND q.b = max(?, ?) AND i.actor IN (?, ?)"
)
BOTH_THEMSELVES = (
    "SELECT i.record FROM involved i JOIN involved j ON j.record = i.record "
    "WHERE i.actor = ? AND j.actor = ? AND i.part = 'own' AND j.part = 'own'"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """`pair` are actor ids; `days` may be open at either end."""

    pair: tuple[str, str] | None = None
    days: Dates | None = None

    def records(self, kind: str) -> tuple[str, tuple[Cell, ...]]:
        """The SELECT of ids of all records of a kind between the pair, and its values.

        A figure is between two when both are its parties; other records also when their report is mostly about the two
        and one of them takes part or is named.
        """
        sql, values = f"{EVERYONE} AND r.kind = ?", (kind,)
        if self.pair is None:
            return sql, values
        a, b = self.pair
        if kind == "figure":
            return f"{sql} AND r.id IN ({BOTH_THEMSELVES})", (*values, a, b)
        return f"{sql} AND r.id IN ({BOTH})", (*values, a, b, a, b, a, b, a, b)

    def holds(self, dates: Dates | None) -> bool:
        """Whether a time lies in the span of days at least in part; no time lies only in no span.

        A time with an open end ("since 2015", "until August") counts as its known day alone: it would lie in every span.
        """
        return self.days is None or overlap(closed(dates), self.days)


def days_between(since: str | None, until: str | None) -> Dates | None:
    """The span from the first day of `since` to the last of `until`; each a year, a month or a day. Raises QueryError."""
    if since is None and until is None:
        return None
    first = _whole(since)[0] if since else None
    last = _whole(until)[1] if until else None
    if first and last and first > last:
        raise QueryError(f"nothing lies between {since} and {until}: the first is the later")
    return first, last


def _whole(text: str) -> tuple[str, str]:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text.strip())
    if match:
        year, month, day = (int(part) if part else None for part in match.groups())
        if year and month is None:
            return f"{year:04}-01-01", f"{year:04}-12-31"
        if year and month and 1 <= month <= 12:
            last = monthrange(year, month)[1]
            if day is None:
                return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}"
            if 1 <= day <= last:
                return (f"{year:04}-{month:02}-{day:02}",) * 2
    raise QueryError(f"“{text}” is no date; write a year, a month or a day: 2017, 2017-05, 2017-05-09")
