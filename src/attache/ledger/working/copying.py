"""Which reports are one text: an agency's report as several papers print it."""

from __future__ import annotations

from collections.abc import Iterable

from attache.ledger.store import Store
from attache.ledger.syndication import Sighted, grouped, is_copy, keys_of, original
from attache.ledger.told import latest
from attache.ledger.working.shelf import Shelf, in_parts, rows_for, run_for


def copied(shelf: Shelf, reports: Iterable[str], current: Iterable[str]) -> None:
    """Renews `copy` for these reports; those that are not `current` (replaced by a newer version) take no part."""
    store, reports, current = shelf.store, set(reports), set(current)
    known = {r for (r,) in rows_for(store, "SELECT DISTINCT report FROM text_band WHERE report IN ({})", reports)}
    gone = known - current
    loose = (current - known) | _partners(store, gone) | (known & current & _listed(store, reports))
    run_for(store, "DELETE FROM text_band WHERE report IN ({})", gone)
    run_for(store, "DELETE FROM copy WHERE report IN ({})", gone)
    for part in in_parts(current - known):
        bands = [(band, r) for r, text in _texts(store, part).items() for band in sorted(keys_of(text))]
        store.insert("text_band", ("band", "report"), bands)
    _group(shelf, loose - gone)


def _listed(store: Store, reports: set[str]) -> set[str]:
    """Those of the reports that are copies: their date or publisher may tell another one to be the first now."""
    return {r for (r,) in rows_for(store, "SELECT report FROM copy WHERE report IN ({})", reports)}


def _partners(store: Store, reports: set[str]) -> set[str]:
    """All reports of the groups that these are in."""
    sources = {s for (s,) in rows_for(store, "SELECT source FROM copy WHERE report IN ({})", reports)}
    return {r for (r,) in rows_for(store, "SELECT report FROM copy WHERE source IN ({})", sources)}


def _group(shelf: Shelf, loose: set[str]) -> None:
    """Works out the groups of the loose reports anew, with all that are copies of them."""
    store = shelf.store
    pairs: set[tuple[str, str]] = set()
    seen: set[str] = set()
    todo = set(loose)
    while todo:
        seen |= todo
        found = _pairs(store, todo)
        pairs |= found
        todo = {r for pair in found for r in pair} - seen
    run_for(store, "DELETE FROM copy WHERE report IN ({})", seen)
    for group in grouped(sorted(pairs)):
        source = original(_sighted(shelf, group)).id
        store.insert("copy", ("report", "source"), [(report, source) for report in group])


def _pairs(store: Store, reports: set[str]) -> set[tuple[str, str]]:
    sql = (
        "SELECT DISTINCT a.report, b.report FROM text_band a JOIN text_band b ON b.band = a.band AND b.report <> a.report "
        "WHERE a.report IN ({})"
    )
    near = {(min(a, b), max(a, b)) for a, b in rows_for(store, sql, reports)}
    texts = _texts(store, {r for pair in near for r in pair})
    return {pair for pair in near if is_copy(texts[pair[0]], texts[pair[1]])}


def _texts(store: Store, reports: Iterable[str]) -> dict[str, str]:
    return dict(rows_for(store, "SELECT id, text FROM report WHERE id IN ({})", reports))


def _sighted(shelf: Shelf, reports: Iterable[str]) -> list[Sighted]:
    days = shelf.published(reports)
    sql = "SELECT report, publisher, agency FROM sighting WHERE rank = 0 AND report IN ({})"
    return [Sighted(r, latest(days.get(r)), p, a) for r, p, a in rows_for(shelf.store, sql, reports)]
