"""The whole story of one promise."""

from __future__ import annotations

from attache.ledger.entries import PromiseEntry
from attache.ledger.promised import entries_of
from attache.ledger.store import Store


def promise_story(store: Store, identity: str, *, as_of: str | None = None) -> PromiseEntry | None:
    """A promise; None where there is none."""
    return next(iter(entries_of(store, (identity,), as_of)), None)
