"""Attaché reads reports about relations between countries and keeps the footnoted file on them.

`read` turns one report into its records; `Ledger` keeps the records of many and answers questions across them. Names are
loaded when first used, so that importing the package is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attache.errors import AttacheError, LedgerError, NewerLedger, NotALedger, QueryError, SourceError
    from attache.face import read
    from attache.ledger import Ledger
    from attache.records import (
        Actor,
        Aside,
        Change,
        Commitment,
        Event,
        Evidence,
        Figure,
        Mention,
        Reading,
        Report,
        Statement,
        Tenure,
        Thing,
    )

__version__ = "0.1.0"

_HOMES = {
    "attache.errors": ("AttacheError", "LedgerError", "NewerLedger", "NotALedger", "QueryError", "SourceError"),
    "attache.face": ("read",),
    "attache.ledger": ("Ledger",),
    "attache.records": (
        "Actor",
        "Aside",
        "Change",
        "Commitment",
        "Event",
        "Evidence",
        "Figure",
        "Mention",
        "Reading",
        "Report",
        "Statement",
        "Tenure",
        "Thing",
    ),
}

__all__ = [
    "Actor",
    "Aside",
    "AttacheError",
    "Change",
    "Commitment",
    "Event",
    "Evidence",
    "Figure",
    "Ledger",
    "LedgerError",
    "Mention",
    "NewerLedger",
    "NotALedger",
    "QueryError",
    "Reading",
    "Report",
    "SourceError",
    "Statement",
    "Tenure",
    "Thing",
    "read",
]


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
