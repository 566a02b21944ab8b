"""Marking what changed in part one of the ledger, so that what lies across reports is worked out again."""

from __future__ import annotations

from collections.abc import Iterable

from attache.ledger.store import Store


def touch(store: Store, reports: Iterable[str]) -> None:
    """Called in the transaction that changes part one: what hangs on these reports is to be worked out again."""
    store.run_each("INSERT INTO pending (report) VALUES (?) ON CONFLICT DO NOTHING", [(r,) for r in reports])
