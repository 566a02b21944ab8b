"""Whether a ledger file is whole: its pages, its references, its texts and the passages that entries rest on.

In: a store, which is only read. Out: what is wrong, in plain words; nothing where all is well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from attache.errors import LedgerError
from attache.ledger.copies import BESIDE
from attache.ledger.store import Store, derived_tables, identifier
from attache.ledger.working.run import rebuild, reconcile

FEW = 3
"""How many places a message names."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of damage: a code, how often, and where the first are."""

    code: str
    number: int
    message: str


Tell = Callable[[int, int], None]
"""Told the reports looked at and the reports in all."""


def faults(store: Store, *, told: Tell | None = None) -> tuple[Fault, ...]:
    """All damage that can be told from the file as it stands. Raises NotALedger where SQLite cannot read it at all."""
    found = [_pages(store)]
    if found[0] is None:  # of a file with broken pages the rest would be guesswork
        found += [_references(store), *_texts(store, told), _unranked(store)]
    return tuple(f for f in found if f is not None)


def _fault(code: str, what: str, places: list[str]) -> Fault | None:
    if not places:
        return None
    more = f" and {len(places) - FEW} more" if len(places) > FEW else ""
    return Fault(code, len(places), f"{what}: {', '.join(places[:FEW])}{more}")


def _pages(store: Store) -> Fault | None:
    told = [str(row[0]) for row in store.rows("PRAGMA integrity_check(100)")]
    return _fault("pages", "SQLite finds the file damaged", [] if told == ["ok"] else told)


def _references(store: Store) -> Fault | None:
    rows = store.rows("PRAGMA foreign_key_check")
    return _fault("references", "rows refer to others that are missing", [f"{table} row {row}" for table, row, *_ in rows])


def _texts(store: Store, told: Tell | None) -> list[Fault | None]:
    """Each text against its own checksum, and the passages in it against its length; one report in memory at a time."""
    ends = {
        str(report): int(end)
        for report, end in store.rows(
            'SELECT r.report, max(e."end") FROM evidence e JOIN record r ON r.id = e.record '
            'WHERE e.start >= 0 AND e.start < e."end" GROUP BY r.report'
        )
    }
    wrong_way = store.rows(
        'SELECT DISTINCT r.report FROM evidence e JOIN record r ON r.id = e.record WHERE e.start < 0 OR e.start >= e."end"'
    )
    outside = {str(report) for (report,) in wrong_way}
    changed: list[str] = []
    ids = [str(i) for (i,) in store.rows("SELECT id FROM report ORDER BY id")]
    for done, identity in enumerate(ids, 1):
        text, digest = store.rows("SELECT text, sha256 FROM report WHERE id = ?", (identity,))[0]
        # Characters that no database stores were replaced when the text came in, so its checksum is of what was sent.
        if "\ufffd" not in text and hashlib.sha256(text.encode("utf-8")).hexdigest() != digest:
            changed.append(identity)
        if ends.get(identity, 0) > len(text):
            outside.add(identity)
        if told is not None:
            told(done, len(ids))
    return [
        _fault("texts", "texts that are not what was read in", changed),
        _fault("passages", "reports with passages outside their text", sorted(outside)),
    ]


def _unranked(store: Store) -> Fault | None:
    rows = store.rows(
        "SELECT id FROM report r WHERE NOT EXISTS (SELECT 1 FROM sighting s WHERE s.report = r.id AND s.rank = 0) ORDER BY id"
    )
    return _fault("sightings", "reports without a file or address they stand for", [str(i) for (i,) in rows])


def differences(store: Store, scratch: Path) -> tuple[Fault, ...]:
    """What a rebuild would make otherwise, and words that the search has lost: tried on a copy at `scratch`, which is removed.

    Raises LedgerError where there is no room for it.
    """
    store.copy_to(scratch)
    copy = Store(scratch, keep=False)
    try:
        reconcile(copy)
        found = [_words(copy)]
        before = {table: _sum_of(copy, table) for table in derived_tables()}
        rebuild(copy)
        after = {table: _sum_of(copy, table) for table in derived_tables()}
    finally:
        copy.close()
        for ending in ("", *BESIDE):
            scratch.with_name(scratch.name + ending).unlink(missing_ok=True)
    other = [table for table in before if before[table] != after[table]]
    found.append(_fault("derived", "worked out otherwise than a rebuild would; run attache rebuild", other))
    return tuple(f for f in found if f is not None)


def _words(store: Store) -> Fault | None:
    try:
        store.run("INSERT INTO report_words (report_words, rank) VALUES ('integrity-check', 1)")
    except LedgerError as error:
        return Fault("words", 1, f"the search does not hold the words of the texts ({error})")
    return None


def _sum_of(store: Store, table: str) -> tuple[int, str]:
    """How many rows, and a checksum of all of them in a fixed order; a table may be larger than memory."""
    columns = ", ".join(str(n) for n in range(1, 1 + len(store.columns(table))))
    number, total = 0, hashlib.sha256()
    for row in store.each(f"SELECT * FROM {identifier(table)} ORDER BY {columns}"):
        number += 1
        total.update(repr(row).encode("utf-8"))
    return number, total.hexdigest()
