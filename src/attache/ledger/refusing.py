"""Inputs that gave no report, noted with the reason."""

from __future__ import annotations

from collections.abc import Iterable

from attache.ledger.store import Store


def refuse(store: Store, inputs: Iterable[tuple[str, str, str]]) -> None:
    """Notes inputs, each with a reason's code and a line; the same input again changes nothing."""
    store.run_each(
        "INSERT INTO refused (input, reason, message) VALUES (?, ?, ?) "
        "ON CONFLICT (input) DO UPDATE SET reason = excluded.reason, message = excluded.message "
        "WHERE reason <> excluded.reason OR message <> excluded.message",
        inputs,
    )
