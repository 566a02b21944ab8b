"""The life of one thing."""

from __future__ import annotations

from attache.ledger.asking import Scope
from attache.ledger.lifelines import LifeLine, lifelines
from attache.ledger.store import Store


def life_of(store: Store, thing: str) -> LifeLine | None:
    """The life of one thing; None where no stage of it is told."""
    return next((line for line in lifelines(store, Scope()) if line.thing == thing), None)
