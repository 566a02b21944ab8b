"""Who was seen in which office, and for which international bodies persons speak because of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from attache.ledger.offices import observed
from attache.ledger.told import Told, only
from attache.ledger.working.shelf import Shelf, rows_for, run_for
from attache.records import Tenure

AT_ONCE = 1000
"""Reports whose records are held in memory together."""


def see_offices(shelf: Shelf, reports: set[str], current: Callable[[Iterable[str]], list[str]]) -> set[str]:
    """Renews the offices seen in these reports; the further reports of persons who now speak for other bodies than before.

    `current` gives those of some reports that take part in reconciling.
    """
    store = shelf.store
    persons = {str(p) for (p,) in rows_for(store, "SELECT DISTINCT person FROM office_seen WHERE report IN ({})", reports)}
    run_for(store, "DELETE FROM office_seen WHERE report IN ({})", reports)
    ordered = sorted(reports)
    for start in range(0, len(ordered), AT_ONCE):
        told = only(shelf.of_reports(current(ordered[start : start + AT_ONCE])), Tenure)
        rows = [(t.id, t.report, *_seen(t, shelf)) for t in told]
        store.insert("office_seen", ("record", "report", "person", "body", "office"), rows)
        persons |= {row[2] for row in rows}
        shelf.forget()
    changed = _speak(shelf, persons)
    sql = "SELECT DISTINCT s.report FROM face f JOIN sighted s ON s.face = f.id WHERE f.entity IN ({})"
    return {str(r) for (r,) in rows_for(store, sql, changed)}


def _seen(told: Told[Tenure], shelf: Shelf) -> tuple[str, str, str]:
    """Person, body and key of the office."""
    of = told.ids((told.record.of,))[0] if told.record.of else None
    body = shelf.actors.by_id.get(of) if of else None
    seen = observed(told, name=body.name if body else None, country=body.country if body else None)
    return seen.person, seen.of or "", seen.key


def _speak(shelf: Shelf, persons: set[str]) -> set[str]:
    """Renews `speaks_for`; the persons for whom it changed."""
    store = shelf.store
    now: dict[str, set[str]] = defaultdict(set)
    sql = (
        "SELECT DISTINCT o.person, o.body FROM office_seen o JOIN actor a ON a.id = o.body "
        "WHERE a.kind = 'organisation' AND a.country IS NULL AND a.named = 1 AND o.person IN ({})"
    )
    for person, body in rows_for(store, sql, persons):
        now[person].add(body)
    before: dict[str, set[str]] = defaultdict(set)
    for person, body in rows_for(store, "SELECT person, body FROM speaks_for WHERE person IN ({})", persons):
        before[person].add(body)
    changed = {p for p in persons if now[p] != before[p]}
    run_for(store, "DELETE FROM speaks_for WHERE person IN ({})", changed)
    store.insert("speaks_for", ("person", "body"), [(p, b) for p in sorted(changed) for b in sorted(now[p])])
    return changed
