"""Which reports are one text: an agency's report as several papers print it."""

from __future__ import annotations

from collections.abc import Iterable

from attache.ledger.store import Store
from attache.ledger.syndication import Sighted, grouped, is_copy, keys_of, original
from attache.ledger.told import latest
from attache.ledger.working.shelf import Shelf, in_parts, rows_for, run_for

AT_ONCE = 2000
"""Pairs whose texts are held in memory together."""


def copied(shelf: Shelf, reports: Iterable[str], current: Iterable[str]) -> None:
    """Renews `copy` for these reports; those that are not `current` (replaced by a newer version) take no part."""
    store, reports, current = shelf.store, set(reports), set(current)
    known = {r for (r,) in rows_for(store, "SELECT DISTINCT report FROM text_band WHERE report IN ({})", reports)}
    gone = known - current
    loose = (current - known) | (_partners(store, gone) - gone)
    run_for(store, "DELETE FROM text_band WHERE report IN ({})", gone)
    run_for(store, "DELETE FROM copy WHERE report IN ({})", gone | loose)
    for part in in_parts(current - known):
        bands = [(band, r) for r, text in _texts(store, part).items() for band in keys_of(text)]
        store.insert("text_band", ("band", "report"), sorted(bands))
    _group(shelf, loose)
    # The date or publisher of a copy may tell another one to be the first now.
    listed = rows_for(store, "SELECT DISTINCT source FROM copy WHERE report IN ({})", (known & current) - loose)
    _write(shelf, [], {source for (source,) in listed})


def _partners(store: Store, reports: set[str]) -> set[str]:
    """All reports of the groups that these are in."""
    sources = {s for (s,) in rows_for(store, "SELECT source FROM copy WHERE report IN ({})", reports)}
    return {r for (r,) in rows_for(store, "SELECT report FROM copy WHERE source IN ({})", sources)}


def _group(shelf: Shelf, loose: set[str]) -> None:
    """Finds the groups that the loose reports make, among themselves and with those that are there: with each of these a
    report is compared until it is a copy of one of them."""
    store = shelf.store
    sql = (
        "SELECT DISTINCT a.report, b.report, c.source FROM text_band a JOIN text_band b ON b.band = a.band "
        "AND b.report <> a.report LEFT JOIN copy c ON c.report = b.report WHERE a.report IN ({})"
    )
    near = sorted((a, source or b, b) for a, b, source in rows_for(store, sql, loose) if b not in loose or a < b)
    pairs: list[tuple[str, str]] = []
    met: set[tuple[str, str]] = set()
    for start in range(0, len(near), AT_ONCE):
        part = near[start : start + AT_ONCE]
        texts = _texts(store, {r for one, _, other in part for r in (one, other)})
        for one, group, other in part:
            if (one, group) not in met and is_copy(texts[one], texts[other]):
                met.add((one, group))
                pairs.append((one, group))
    _write(shelf, pairs, {group for _, group in pairs})


def _write(shelf: Shelf, pairs: list[tuple[str, str]], sources: set[str]) -> None:
    """Writes the groups of these pairs and of those that had one of these sources, each with its first report."""
    store = shelf.store
    former = rows_for(store, "SELECT report, source FROM copy WHERE source IN ({})", sources)
    before: dict[str, str] = dict(former)
    for group in grouped(sorted({*pairs, *((r, s) for r, s in before.items() if r != s)})):
        source = original(_sighted(shelf, group)).id
        changed = [report for report in group if before.get(report) != source]
        run_for(store, "DELETE FROM copy WHERE report IN ({})", changed)
        store.insert("copy", ("report", "source"), [(report, source) for report in changed])


def _texts(store: Store, reports: Iterable[str]) -> dict[str, str]:
    return dict(rows_for(store, "SELECT id, text FROM report WHERE id IN ({})", reports))


def _sighted(shelf: Shelf, reports: Iterable[str]) -> list[Sighted]:
    days = shelf.published(reports)
    sql = "SELECT report, publisher, agency FROM sighting WHERE rank = 0 AND report IN ({})"
    return [Sighted(r, latest(days.get(r)), p, a) for r, p, a in rows_for(shelf.store, sql, reports)]
