"""Reports whose text holds what was searched for, and the statements in them; quick on a large ledger.

In: `SearchWords` and a pair and days from outside. Words that few reports hold are ranked, the best report first; of words
that many hold the newest reports are shown, and only so many are looked at as fill a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from attache.errors import QueryError
from attache.ledger import lists
from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.by_id import reports as reports_by_id
from attache.ledger.entries import SearchHit
from attache.ledger.search_words import SearchWords
from attache.ledger.store import Store
from attache.ledger.told import closed, overlap

MANY = 5000
"""Reports up to which all that hold the words are ranked."""
STEP = 350
"""Reports of a list that are looked at together: the index is asked for each of them."""
LOOKED = 3500
"""Reports of a list that are looked at in all."""
SNIPPET = "snippet(report_words, 0, '«', '»', ' … ', 32)"
MATCHING = "FROM report_words WHERE report_words MATCH ?"


@dataclass(frozen=True, slots=True)
class ReportHits:
    """Reports that hold what was searched for; a part of them."""

    total: int
    exact: bool
    """Whether `total` are all; else there may be more."""
    order: Literal["best", "newest"]
    hits: tuple[SearchHit, ...]
    first: tuple[str, ...] = ()
    """Ids of the first of all, as many as were to be looked at."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """What reports are narrowed to besides words."""

    scope: Scope
    publisher: str | None
    """The publisher's or agency's name, as the ledger writes it."""
    by: str
    """publisher or agency."""

    @property
    def heading(self) -> tuple[str, ...]:
        """The heading of the publisher's reports, as lists are asked for it."""
        return (f"{self.by}:{self.publisher}",) if self.publisher else ()

    def listed(self, store: Store, *, limit: int, offset: int) -> lists.Listing:
        """The reports of this pair, publisher and time, the newest first."""
        first, last = self.scope.days or (None, None)
        of = self.scope.pair or ()
        return lists.listed(store, "report", of=of, under=self.heading, since=first, until=last, limit=limit, offset=offset)

    @property
    def is_wide(self) -> bool:
        """Whether nothing is narrowed."""
        return self.scope.pair is None and self.scope.days is None and self.publisher is None


def narrow(store: Store, wanted: SearchWords, scope: Scope) -> Narrow:
    """The publisher as the ledger has it, with a scope. Raises QueryError for a publisher that it does not have."""
    if wanted.publisher is None:
        return Narrow(scope, None, "publisher")
    sql = "SELECT word, value FROM filing_heading WHERE kind = 'report' AND word IN ('publisher', 'agency') AND value <> ''"
    known = [(str(word), str(value)) for word, value in store.rows(f"{sql} ORDER BY word DESC, value")]
    for by, name in known:
        if name.casefold() == wanted.publisher.casefold():
            return Narrow(scope, name, by)
    names = ", ".join(dict.fromkeys(name for _, name in known[:8])) or "no publishers"
    raise QueryError(f"no report is published by “{wanted.publisher}”; the ledger has {names}")


def reports_with(
    store: Store, wanted: SearchWords, narrowed: Narrow, *, limit: int = 50, offset: int = 0, looked: int = 0
) -> ReportHits:
    """Reports that hold the words, current versions only; besides those shown the ids of the first `looked` of all."""
    if wanted.wanted is None:
        listing = narrowed.listed(store, limit=limit, offset=offset)
        hits = tuple(SearchHit(r, "") for r in reports_by_id(store, listing.ids))
        return ReportHits(listing.total, True, "newest", hits)
    number = int(store.rows(f"SELECT count(*) {MATCHING}", (wanted.query,))[0][0])
    part = slice(offset, offset + limit)
    if number <= MANY:
        found = _ranked(store, wanted, narrowed)
        return ReportHits(len(found), True, "best", _hits(store, wanted, found[part]), tuple(found[:looked]))
    reached, whole = _newest(store, wanted, narrowed, max(offset + limit + 1, looked))
    # The few former versions of pages among so many are counted with the others.
    total, exact = (number, True) if narrowed.is_wide else (len(reached), whole)
    return ReportHits(total, exact, "newest", _hits(store, wanted, reached[part]), tuple(reached[:looked]))


def _ranked(store: Store, wanted: SearchWords, narrowed: Narrow) -> list[str]:
    """Ids of all that hold the words, the best first."""
    sql = (
        f"SELECT r.id FROM (SELECT rowid AS at, rank AS best {MATCHING}) m JOIN report r ON r.rowid = m.at "
        "WHERE r.replaced_by IS NULL ORDER BY m.best, r.id"
    )
    found = [str(i) for (i,) in store.rows(sql, (wanted.query,))]
    if narrowed.scope.pair is not None:
        near = _of_pair(store, narrowed.scope.pair)
        found = [i for i in found if i in near]
    if narrowed.scope.days is None and narrowed.publisher is None:
        return found
    kept = set(_kept(store, found, narrowed))
    return [i for i in found if i in kept]


def _of_pair(store: Store, pair: tuple[str, str]) -> set[str]:
    """Ids of the reports between two."""
    every = lists.listed(store, "report", of=pair, limit=1_000_000)
    return set(every.ids)


def _kept(store: Store, found: Iterable[str], narrowed: Narrow) -> Iterator[str]:
    """Those of this time and publisher."""
    sql = (
        "SELECT s.report, s.publisher, s.agency, coalesce(g.published_from, s.published_from), "
        "coalesce(g.published_to, s.published_to) FROM sighting s LEFT JOIN reading g ON g.report = s.report "
        "WHERE s.rank = 0 AND s.report IN (SELECT value FROM json_each(?))"
    )
    for report, publisher, agency, first, last in store.rows(sql, (json.dumps(list(found)),)):
        dates = (first, last) if first or last else None
        timely = narrowed.scope.days is None or overlap(closed(dates), narrowed.scope.days)
        by = publisher if narrowed.by == "publisher" else agency
        if timely and (narrowed.publisher is None or by == narrowed.publisher):
            yield str(report)


def _newest(store: Store, wanted: SearchWords, narrowed: Narrow, number: int) -> tuple[list[str], bool]:
    """Ids of the newest that hold the words, at most so many; and whether these are all."""
    out: list[str] = []
    # The index is gone through once: to narrow it by rows costs as much each time.
    holding = {int(n) for (n,) in store.rows(f"SELECT rowid {MATCHING}", (wanted.query,))}
    # Counting a list costs as much as the list: it is asked for twice at most.
    for offset, size in ((0, STEP), (STEP, LOOKED - STEP)):
        ids = narrowed.listed(store, limit=size, offset=offset).ids
        for at in range(0, len(ids), STEP):
            out += _holding(store, holding, ids[at : at + STEP])
            if len(out) >= number:
                return out[:number], len(ids) < size and at + STEP >= len(ids) and len(out) == number
        if len(ids) < size:
            return out, True
    return out, False


def _holding(store: Store, holding: Set[int], ids: Sequence[str]) -> list[str]:
    """Those whose rows hold the words, in the order given."""
    sql = "SELECT id, rowid FROM report WHERE id IN (SELECT value FROM json_each(?))"
    row: dict[str, int] = dict(store.rows(sql, (json.dumps(list(ids)),)))
    return [i for i in ids if row.get(i) in holding]


def _hits(store: Store, wanted: SearchWords, ids: Sequence[str]) -> tuple[SearchHit, ...]:
    sql = (
        f"SELECT r.id, {SNIPPET} FROM report_words JOIN report r ON r.rowid = report_words.rowid WHERE report_words MATCH ? "
        "AND report_words.rowid IN (SELECT rowid FROM report WHERE id IN (SELECT value FROM json_each(?)))"
    )
    snippets = {str(i): " ".join(str(text).split()) for i, text in store.rows(sql, (wanted.query, json.dumps(list(ids))))}
    return tuple(SearchHit(r, snippets.get(str(r.id), "")) for r in reports_by_id(store, ids))


def statements_with(store: Store, wanted: SearchWords, reports: Sequence[str]) -> tuple[str, ...]:
    """Ids of the statements in these reports whose own words hold what is searched for, in the order of the reports."""
    sql = (
        'SELECT c.report, c.id, group_concat(substr(p.text, e.start + 1, e."end" - e.start), " … ") FROM record c '
        "JOIN evidence e ON e.record = c.id AND e.role IN ('content', 'continued') JOIN report p ON p.id = c.report "
        "WHERE c.kind = 'statement' AND c.report IN (SELECT value FROM json_each(?)) GROUP BY c.id ORDER BY c.report, c.position"
    ).replace('" … "', "' … '")
    order = {report: n for n, report in enumerate(reports)}
    rows = store.rows(sql, (json.dumps(list(reports)),))
    found = [(order[str(report)], str(i)) for report, i, text in rows if wanted.holds(str(text))]
    known = Answers(store).chosen(i for _, i in found)  # a rejected statement is shown nowhere
    return tuple(i for _, i in sorted(found, key=lambda f: f[0]) if i in known)
