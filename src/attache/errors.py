"""What can go wrong, named by what the user can do about it.

AttacheError
├── SourceError      a path, page or line could not be read: mend or leave out that input
├── LedgerError      the ledger file cannot be used
│   ├── NotALedger   the file is something else: give another name
│   └── NewerLedger  written by a later version: upgrade
└── QueryError       a country, record or option is not known: the message says what is near
"""

from __future__ import annotations


class AttacheError(Exception):
    """Root of all errors that a user can mend; the message is one line: what, where, what to try."""


class SourceError(AttacheError):
    """One input cannot be read. `reason` is the code under which the run counts it."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class LedgerError(AttacheError):
    """The ledger file cannot be used."""


class NotALedger(LedgerError):
    """The file exists and is no ledger."""


class NewerLedger(LedgerError):
    """The ledger's schema is newer than this program's."""


class QueryError(AttacheError):
    """What was asked for does not exist."""
