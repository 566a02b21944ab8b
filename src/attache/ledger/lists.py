"""What stands in which list, and how much of it: the questions that pages ask instead of loading all records of a kind.

A list is of everything, of one actor or between two, and under headings that must all hold (`sector:energy`); `headings`
tells which there are. Answered from the filing alone: nothing of a record is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypedDict

from attache.errors import QueryError
from attache.ledger.asking import days_between
from attache.ledger.headings import can_be_of_two
from attache.ledger.store import Cell, Row, Store
from attache.ledger.working.cards import day_number
from attache.ledger.working.shelf import Shelf
from attache.records import Dates

KINDS = ("occurrence", "statement", "figure", "series", "promise", "decision", "tenure", "thing", "report")
"""What there are lists of."""
Period = Literal["year", "month"]
PERIODS = {None: ("0", "1"), "year": ("f.day / 10000", "1, 2"), "month": ("f.day / 100", "1, 2")}
"""A period of a day as lists keep it, and what is counted by it: rows lie by heading already, so that is free."""
SHORT = 1000
"""Rows that are looked at to find the shortest of several lists."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of a list: how many stand in the whole of it, and the ids of those asked for."""

    total: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stand under one value of a heading in one period, with the first and the last day of them.

    `value` is empty where no heading was asked for; `period` (2018, 2018-03) without one, and for what has no day.
    """

    value: str
    period: str
    number: int
    first: str
    last: str


class _Limits(TypedDict, total=False):
    of: Sequence[str]
    under: Sequence[str]
    since: str | None
    until: str | None


class Listed(_Limits, total=False):
    """What `listed` may be asked for, besides the kind."""

    oldest_first: bool
    limit: int
    offset: int


class Tallied(_Limits, total=False):
    """What `tallied` may be asked for, besides kind and heading."""

    by: Period | None


@dataclass(frozen=True, slots=True)
class _List:
    scope: int
    facet: int
    heading: int | None
    """None: every value of the facet."""

    def where(self, alias: str) -> tuple[str, tuple[int, ...]]:
        narrow = f"{alias}.scope = ? AND {alias}.facet = ?"
        if self.heading is None:
            return narrow, (self.scope, self.facet)
        return f"{narrow} AND {alias}.heading = ?", (self.scope, self.facet, self.heading)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Lists of which something must stand in all, as one query's FROM and WHERE."""

    sql: str
    values: tuple[Cell, ...] = field(default=())
    heading: str = "f.heading"
    """The heading that a tally is made of."""


def listed(
    store: Store,
    kind: str,
    *,
    of: Sequence[str] = (),
    under: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    oldest_first: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> Listing:
    """Ids of what stands in a list, the newest first, undated ones last. Raises QueryError.

    `of`: no, one or two actor ids; `under`: headings as `word:value`; `since` and `until` as everywhere. A thing is listed
    once, by the last report that names it.
    """
    days = days_between(since, until)
    lists = _lists(store, kind, of, [_heading(u) for u in under])
    if lists is None:
        return Listing(0, ())
    if kind == "thing":
        return _things(store, _by_heading(store, kind, "is", lists, days), oldest_first, limit, offset)
    base, *others = _shortest_first(store, lists)
    asked = _asked(base, others, days)
    (total,) = store.rows(f"SELECT count(*) {asked.sql}", asked.values)[0]
    (undated,) = store.rows(f"SELECT count(*) {asked.sql} AND f.day = 0", asked.values)[0]
    dated = total - undated
    found: list[Row] = []
    order = "f.day, f.item" if oldest_first else "f.day DESC, f.item DESC"
    if offset < dated:
        sql = f"SELECT f.item {asked.sql} AND f.day > 0 ORDER BY {order} LIMIT ? OFFSET ?"
        found = store.rows(sql, (*asked.values, limit, offset))
    if len(found) < limit and undated:
        sql = f"SELECT f.item {asked.sql} AND f.day = 0 ORDER BY f.item DESC LIMIT ? OFFSET ?"
        found += store.rows(sql, (*asked.values, limit - len(found), max(0, offset - dated)))
    return Listing(total, tuple(_ids(store, [int(n) for (n,) in found])))


def tallied(
    store: Store,
    kind: str,
    heading: str,
    *,
    of: Sequence[str] = (),
    under: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    by: Period | None = None,
) -> tuple[Tally, ...]:
    """How many stand under each value of a heading (`sector`), or in all where it is empty; by value, then period.

    Limits as in `listed`. What has several values of a heading counts for each; a thing counts once for each report that
    names it, so `tallied("thing", "is")` tells in how many reports each thing is named. Raises QueryError.
    """
    days = days_between(since, until)
    lists = _lists(store, kind, of, [_heading(u) for u in under])
    if lists is None:
        return ()
    asked = _by_heading(store, kind, heading, lists, days)
    period, groups = PERIODS[by]
    rows = store.rows(
        f"SELECT h.value, t.period, t.number, t.first, t.last FROM (SELECT {asked.heading} AS heading, {period} AS period, "
        f"count(*) AS number, coalesce(min(nullif(f.day, 0)), 0) AS first, max(f.day) AS last {asked.sql} GROUP BY {groups}) t "
        "JOIN filing_heading h ON h.id = t.heading ORDER BY h.value, t.period",
        asked.values,
    )
    return tuple(Tally(value, _period(number), count, _day(first), _day(last)) for value, number, count, first, last in rows)


def _heading(text: str) -> tuple[str, str]:
    word, colon, value = text.partition(":")
    if not (word and colon and value):
        raise QueryError(f"“{text}” is no heading; write a word and a value, as sector:energy")
    return word, value


def _lists(store: Store, kind: str, of: Sequence[str], under: Iterable[tuple[str, str]]) -> list[_List] | None:
    """The lists in which something must stand that is of these actors and under these headings; None where one is empty.

    The first is of the scope that tallies are made of. Between two of which one is a person it must stand in the lists of both.
    """
    if kind not in KINDS:
        raise QueryError(f"there are no lists of “{kind}”; there are {', '.join(KINDS)}")
    scopes = [_scope(store, *scope) for scope in _scopes(store, of)]
    every = _number(store, kind, "", "")
    headings = [(_number(store, kind, word, ""), _number(store, kind, word, value)) for word, value in under]
    out = [] if headings else [_List(scopes[0] or 0, every or 0, every)]
    out += [_List(scopes[0] or 0, facet or 0, number) for facet, number in headings]
    out += [_List(scope or 0, every or 0, every) for scope in scopes[1:]]
    known = [*scopes, every, *(n for pair in headings for n in pair)]
    return None if None in known else out


def _scopes(store: Store, of: Sequence[str]) -> list[tuple[str, str]]:
    actors = Shelf(store).actors
    if isinstance(of, str) or len(of) > 2 or (len(of) == 2 and of[0] == of[1]):
        raise QueryError(f"lists are of one actor or between two different ones; given: {of!r}")
    if len(of) < 2:
        return [(of[0], "") if of else ("", "")]
    a, b = sorted(of)
    return [(a, b)] if can_be_of_two(a, actors) and can_be_of_two(b, actors) else [(a, ""), (b, "")]


def _scope(store: Store, a: str, b: str) -> int | None:
    rows = store.rows("SELECT id FROM filing_scope WHERE a = ? AND b = ?", (a, b))
    return int(rows[0][0]) if rows else None


def _number(store: Store, kind: str, word: str, value: str) -> int | None:
    rows = store.rows("SELECT id FROM filing_heading WHERE kind = ? AND word = ? AND value = ?", (kind, word, value))
    return int(rows[0][0]) if rows else None


def _shortest_first(store: Store, lists: list[_List]) -> list[_List]:
    if len(lists) == 1:
        return lists

    return sorted(lists, key=lambda one: _length(store, one))


def _length(store: Store, one: _List) -> int:
    """How many stand in a list, counted as far as SHORT."""
    where, values = one.where("f")
    return int(store.rows(f"SELECT count(*) FROM (SELECT 1 FROM filing f WHERE {where} LIMIT {SHORT})", values)[0][0])


def _asked(base: _List, others: Iterable[_List], days: Dates | None) -> _Asked:
    """Rows `f` of the base list that stand in the others too and lie in the span of days at least in part."""
    where, values = base.where("f")
    conditions: list[str] = [where]
    told: list[Cell] = [*values]
    first, last = days or (None, None)
    if last:
        conditions.append("f.day BETWEEN 1 AND ?")
        told.append(day_number(last))
    if first:
        conditions.append("max(f.day, f.last) >= ?")
        told.append(day_number(first))
    for other in dict.fromkeys(others):
        if other == base:
            continue
        inside, more = other.where("g")
        conditions.append(f"EXISTS (SELECT 1 FROM filing g WHERE {inside} AND g.day = f.day AND g.item = f.item)")
        told += more
    return _Asked(f"FROM filing f WHERE {' AND '.join(conditions)}", tuple(told))


def _by_heading(store: Store, kind: str, word: str, lists: Sequence[_List], days: Dates | None) -> _Asked:
    """What stands in all these lists, once for each value that it has of a heading, those of one value together."""
    facet, every = _number(store, kind, word, ""), _number(store, kind, "", "")
    base = _List(lists[0].scope, facet or 0, None if word else facet)
    # What stands under any heading stands in the list of all too.
    narrowing = [one for one in lists if (one.scope, one.facet) != (base.scope, every)]
    if word and facet is not None and narrowing:
        shortest, *others = _shortest_first(store, list(lists))
        if _length(store, shortest) < SHORT:
            # Few stand there: what else each stands under is on its card.
            asked = _asked(shortest, others, days)
            inside = "(SELECT n.value FROM filing_item c, json_each(c.headings) n WHERE c.id = f.item)"
            sql = asked.sql.replace(
                "FROM filing f", f"FROM filing f JOIN filing_heading g0 ON g0.facet = ? AND g0.id IN {inside}", 1
            )
            return _Asked(sql, (facet, *asked.values), "g0.id")
    return _asked(base, narrowing, days)


def _things(store: Store, asked: _Asked, oldest_first: bool, limit: int, offset: int) -> Listing:
    """Things are filed once for each report; each is listed once. `asked` gives them by the heading that names them."""
    inside = f"SELECT {asked.heading} AS heading, max(f.day) AS newest {asked.sql} GROUP BY 1"
    (total,) = store.rows(f"SELECT count(*) FROM ({inside})", asked.values)[0]
    order = "newest = 0, newest, value" if oldest_first else "newest DESC, value"
    sql = f"SELECT h.value FROM ({inside}) t JOIN filing_heading h ON h.id = t.heading ORDER BY {order} LIMIT ? OFFSET ?"
    return Listing(total, tuple(str(thing) for (thing,) in store.rows(sql, (*asked.values, limit, offset))))


def _ids(store: Store, numbers: Sequence[int]) -> Iterator[str]:
    sql = "SELECT id, item FROM filing_item WHERE id IN (SELECT value FROM json_each(?))"
    items: dict[int, str] = dict(store.rows(sql, (json.dumps(numbers),)))
    return (items[number] for number in numbers)


def _period(number: int) -> str:
    if number > 9999:
        return f"{number // 100:04}-{number % 100:02}"
    return f"{number:04}" if number else ""


def _day(number: int) -> str:
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}" if number else ""
