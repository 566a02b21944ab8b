"""Reports with their readings into the ledger: one by one, or many of them in few statements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from attache.ledger.gathering import Rows
from attache.ledger.pending import touch
from attache.ledger.readings import add_report, gather_reading, gather_sighting, gather_text, put_reading, stands_for
from attache.ledger.store import Store
from attache.records import Reading, Report

AT_ONCE = 500
"""Reports whose rows are held in memory together."""
UNREAD = "no-language-pack"
"""Why a report has no reading, where nothing else is said."""
Pair = tuple[Report, Reading | None]


def add(store: Store, report: Report, reading: Reading | None, *, reason: str = UNREAD) -> bool:
    """Stores a report and its reading in one transaction; whether anything changed. See `Ledger.add`."""
    with store.transaction():
        new = add_report(store, report)
        stored = store.rows("SELECT reader FROM reading WHERE report = ?", (report.id,))
        unread = not stored and reading is not None
        # Of several sightings of one text the best dated gives the reading, whichever came first.
        better = new and stands_for(store, report) and (reading is not None or not stored)
        newer = bool(stored) and reading is not None and stored[0][0] != reading.reader
        if unread or better or newer:
            put_reading(store, report, reading, reason=reason)
        if new or unread or newer:
            former = store.rows("SELECT id FROM report WHERE replaced_by = ?", (report.id,))
            touch(store, (report.id, *(str(r) for (r,) in former)))
    return new or unread or newer


def put_readings(store: Store, pairs: Iterable[Pair], *, reason: str = UNREAD) -> int:
    """Stores many reports with their readings in one transaction, all or none, as `add` does one after the other; the number
    that changed anything. AT_ONCE of them are in memory at a time. Raises ValueError for evidence that is not in its text."""
    waiting = iter(pairs)
    changed = 0
    with store.transaction():
        while part := list(islice(waiting, AT_ONCE)):
            changed += _put(store, part, reason)
    return changed


def _put(store: Store, pairs: Sequence[Pair], reason: str) -> int:
    met = _Met(store, [report for report, _ in pairs])
    changed = 0
    new: list[Pair] = []
    for report, reading in pairs:
        if met.is_new(report):
            new.append((report, reading))
        else:
            changed += _put_new(store, new, reason) + add(store, report, reading, reason=reason)
            new = []
    return changed + _put_new(store, new, reason)


def _put_new(store: Store, pairs: Sequence[Pair], reason: str) -> int:
    """Stores reports of which neither the text nor the page is known: nothing has to be looked up for them, and no review can
    hang on them."""
    rows = Rows()
    first = int(store.rows("SELECT coalesce(max(arrival), 0) + 1 FROM report")[0][0]) if pairs else 0
    for arrival, (report, _) in enumerate(pairs, first):
        gather_text(rows, report, arrival)
    for report, reading in pairs:
        gather_sighting(rows, report)
        gather_reading(rows, report, reading, reason=reason)
    rows.add("pending", ("report",), [(report.id,) for report, _ in pairs], keyed=True)
    rows.write(store)
    return len(pairs)


@dataclass(slots=True)
class _Met:
    """Texts and pages that are known, of those that some reports may be."""

    store: Store
    reports: Sequence[Report]
    _known: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for where, table, names in (
            ("id", "report", [str(r.id) for r in self.reports]),
            ("file", "sighting", [r.file for r in self.reports]),
            ("url", "sighting", [r.url for r in self.reports]),
        ):
            # Told twice, or the index on the names that are not empty would not be used.
            sql = f"SELECT {where} FROM {table} WHERE {where} IN (SELECT value FROM json_each(?)) AND {where} <> ''"
            asked = json.dumps([name for name in names if name and name.isprintable()], ensure_ascii=False)
            self._known |= {(where, str(name)) for (name,) in self.store.rows(sql, (asked,))}

    def is_new(self, report: Report) -> bool:
        """Whether nothing is known of its text and page; from now on they are."""
        names = {("id", str(report.id)), ("file", report.file or ""), ("url", report.url or "")}
        # Odd names are looked up one by one, as they are stored.
        new = not names & self._known and all(name.isprintable() for _, name in names)
        self._known |= {(where, name) for where, name in names if name}
        return new
