"""Everything that one search finds: actors, things, promises and series by name, statements and reports by their words."""

from __future__ import annotations

from dataclasses import dataclass

from attache.ledger import queries, searching, titled
from attache.ledger.asking import Scope, days_between
from attache.ledger.lists import Listing
from attache.ledger.search_words import SearchWords, search_words
from attache.ledger.searching import Narrow, ReportHits
from attache.ledger.store import Store

READ_THROUGH = 300
"""Reports of which the statements are looked through."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds; of each kind how many there are, and the first."""

    words: SearchWords
    file: tuple[str, str] | None
    """Two countries, where the search names just these."""
    actors: Listing
    things: Listing
    promises: Listing
    series: Listing
    statements: Listing
    looked_through: int
    """Number of reports of which the statements were looked through."""
    whole: bool
    """Whether these are all reports that hold the words."""
    reports: ReportHits


def found(store: Store, text: str, *, limit: int, offset: int = 0, few: int = 5) -> Found:
    """What a search finds: reports from `offset` on, of each other kind the first `few`. Raises QueryError."""
    wanted = search_words(text)
    narrowed = narrowed_to(store, wanted, Scope())
    reports = searching.reports_with(store, wanted, narrowed, limit=limit, offset=offset, looked=READ_THROUGH)
    looked = reports.first
    statements = searching.statements_with(store, wanted, looked) if looked else ()
    return Found(
        words=wanted,
        file=titled.two_countries(wanted),
        actors=_first(titled.actors_named(store, wanted), few),
        things=_first(titled.things_named(store, wanted), few),
        promises=_first(titled.promises_titled(store, wanted), few),
        series=_first(titled.series_titled(store, wanted), few),
        statements=_first(statements, few),
        looked_through=len(looked),
        whole=reports.exact and reports.total <= len(looked),
        reports=reports,
    )


def search(store: Store, text: str, scope: Scope, *, limit: int) -> ReportHits:
    """Reports that hold the words; filters among the words go before the scope. Raises QueryError."""
    wanted = search_words(text)
    return searching.reports_with(store, wanted, narrowed_to(store, wanted, scope), limit=limit)


def narrowed_to(store: Store, wanted: SearchWords, scope: Scope) -> Narrow:
    """What reports are narrowed to by the filters among the words, else by a scope. Raises QueryError."""
    pair = queries.find_pair(store, wanted.between) if wanted.between else scope.pair
    days = days_between(wanted.since, wanted.until) or scope.days
    return searching.narrow(store, wanted, Scope(pair, days))


def _first(ids: tuple[str, ...], number: int) -> Listing:
    return Listing(len(ids), ids[:number])
