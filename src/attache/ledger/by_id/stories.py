"""The whole story of one occurrence or promise, with a bounded number of tellings."""

from __future__ import annotations

from attache.ledger.entries import OccurrenceEntry, PromiseEntry
from attache.ledger.occurring import occurrences_of
from attache.ledger.promised import entries_of
from attache.ledger.store import Store


def occurrence_story(store: Store, identity: str, tellings: int = 40) -> OccurrenceEntry | None:
    """An occurrence; None where there is none."""
    return next(iter(occurrences_of(store, (identity,))), None)


def promise_story(store: Store, identity: str, *, as_of: str | None = None) -> PromiseEntry | None:
    """A promise; None where there is none."""
    return next(iter(entries_of(store, (identity,), as_of)), None)
