"""Filing everything anew from part two as it stands: for ledgers whose filing is missing or was made by other rules."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from attache.ledger.occurrences import occurrence_of
from attache.ledger.store import Row, Store
from attache.ledger.tellings import telling
from attache.ledger.working.filing import Filing, Judged
from attache.ledger.working.judging import Judging
from attache.ledger.working.shelf import Shelf, in_parts, rows_for
from attache.records import Event

RECORDS = 2000
"""Records of occurrences and promises that are held in memory together, where no single one has more."""


def file_all(store: Store, current: str) -> None:
    """Files all that lies across reports; `current` is the SELECT of reports that take part. Expects an empty filing."""
    shelf = Shelf(store)
    filing = Filing(shelf)
    for part in in_parts(str(r) for (r,) in store.rows(current)):
        read = sorted(r for (r,) in rows_for(store, "SELECT report FROM reading WHERE report IN ({})", part))
        told = shelf.of_reports(read)
        filing.reports(part, told)
        shelf.forget()
    _occurrences(shelf, filing)
    _promises(shelf, filing)
    filing.series(str(z) for (z,) in store.rows("SELECT id FROM series"))


def _occurrences(shelf: Shelf, filing: Filing) -> None:
    rows = shelf.store.rows("SELECT occurrence, event FROM occurrence_event ORDER BY occurrence")
    for part in _groups(rows):
        told = {t.id: t for t in shelf.kind((e for events in part.values() for e in events), Event)}
        made = []
        for events in part.values():
            tellings = [telling(told[e], shelf.actors, shelf.things(told[e].report)) for e in sorted(events)]
            made.append((occurrence_of(tellings), len(tellings)))
        filing.occurrences(made)
        shelf.forget()


def _promises(shelf: Shelf, filing: Filing) -> None:
    judging = Judging(shelf)
    rows = shelf.store.rows('SELECT promise, "commitment" FROM promise_commitment ORDER BY promise')
    for part in _groups(rows):
        sql = "SELECT promise, verdict, proof FROM verdict WHERE promise IN ({})"
        judged = {p: Judged(p, verdict, tuple(json.loads(proof))) for p, verdict, proof in rows_for(shelf.store, sql, part)}
        filing.promises(judging.promises(part), judged, set(part))
        judging.forget()


def _groups(rows: Iterable[Row]) -> Iterator[dict[str, list[str]]]:
    """Whole groups of members, by their ids, as many as have about RECORDS members together."""
    out: dict[str, list[str]] = defaultdict(list)
    held = 0
    for group, member in rows:
        if group not in out and held >= RECORDS:
            yield out
            out, held = defaultdict(list), 0
        out[group].append(member)
        held += 1
    if out:
        yield out
