"""The file: reports and readings in, what lies across reports worked out, questions answered.

`Ledger` is the face; `entries` holds what it answers with; `countries.resolve_country` tells which country is meant.
"""

from attache.ledger.ledger import Between, Ledger, Limits

__all__ = ["Between", "Ledger", "Limits"]
