"""How many independent sources tell something, from a few columns of their reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attache.ledger.columns import dates_of
from attache.ledger.entries import ReportEntry
from attache.ledger.health import independent
from attache.ledger.sourcing import one_text
from attache.ledger.store import Store
from attache.ledger.working.shelf import rows_for
from attache.records import ReportId


def heads(store: Store, reports: Iterable[str]) -> dict[str, ReportEntry]:
    """By id, who published reports and when; nothing else of them is filled in."""
    sql = (
        "SELECT r.id, s.agency, s.publisher, s.url, r.language, coalesce(g.published_from, s.published_from), "
        "coalesce(g.published_to, s.published_to) FROM report r JOIN sighting s ON s.report = r.id AND s.rank = 0 "
        "LEFT JOIN reading g ON g.report = r.id WHERE r.id IN ({})"
    )
    return {
        str(i): ReportEntry(
            id=ReportId(str(i)),
            label="",
            file=None,
            url=url or None,
            title=None,
            publisher=publisher or None,
            agency=agency or None,
            byline=None,
            place=None,
            language=language,
            published=dates_of(first, last),
            published_how="unknown",
            published_reasons=(),
            reader=None,
        )
        for i, agency, publisher, url, language, first, last in rows_for(store, sql, reports)
    }


def number_of_sources(store: Store, reports: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """By key, how many independent sources the reports of each are."""
    groups = {key: sorted(set(ids)) for key, ids in reports.items()}
    every = {i for ids in groups.values() for i in ids}
    known = heads(store, every)
    copied = one_text(store, every)
    return {key: independent((known[i] for i in ids), copied) for key, ids in groups.items()}
