"""Keeping what lies across reports in step with the reports: only what a change touches is worked out again.

`reconcile` does it for the reports in `pending`; `rebuild` for all, with the same functions and to the same rows.
"""

from attache.ledger.working.run import CURRENT, is_fresh, is_of_these_rules, rebuild, reconcile

__all__ = ["CURRENT", "is_fresh", "is_of_these_rules", "rebuild", "reconcile"]
