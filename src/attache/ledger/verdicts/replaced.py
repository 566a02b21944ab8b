"""Promises replaced before their day: raised, lowered, postponed, or given the day they had not."""

from __future__ import annotations

from collections.abc import Mapping

from attache.ledger.promises import Promise, title_of
from attache.ledger.told import latest
from attache.ledger.verdicts.case import Case, Verdict

SETTLED = 3
"""Reports that tell a promise from which on another value in a single report does not replace it."""


def replaced(case: Case) -> Verdict | None:
    """Another value for the same time, or another time for the same value, first named after this one was last upheld
    and before its day."""
    promise = case.promise
    later = [r for r in case.rivals if _upheld(promise, r) < r.first <= (latest(promise.due) or "9999") and _replaces(r, promise)]
    if not later:
        return None
    new = min(later, key=lambda r: (r.first, r.id))
    if promise.due is None:
        words = f"It had no day; on {new.first} it was given one: “{title_of(new)}”."
        if new.value != promise.value:
            words = f"It had no day; on {new.first} another took its place: “{title_of(new)}”."
        return Verdict(promise.id, "superseded", "given-a-day", words, (new.told[0].id,), new.id)
    words = f"Replaced on {new.first}, before its day, by “{title_of(new)}”."
    return Verdict(promise.id, "superseded", "replaced-before-its-day", words, (new.told[0].id,), new.id)


def _upheld(old: Promise, new: Promise) -> str:
    """The last day on which the old promise was told by itself. A report that tells both, or the outcome, looks back."""
    both = {t.report for t in new.told}
    days = [t.day for t in old.told if t.report not in both and t.record.outcome is None]
    return max(days, default="9999")


def _replaces(new: Promise, old: Promise) -> bool:
    """Another value for the same day, or the same value for another day. To name an aim without its day replaces nothing,
    nor does a value that stands alone against all other reports."""
    if new.due is None:
        return False
    if latest(new.due) == latest(old.due):
        alone = len({t.report for t in new.told}) == 1 and len({t.report for t in old.told}) >= SETTLED
        return new.value != old.value and not alone
    return new.value == old.value


def chain(promise: str, verdicts: Mapping[str, Verdict]) -> tuple[str, ...]:
    """The promises that took the place of one another, from this one to the one that still stands; by id."""
    out = [promise]
    while (found := verdicts.get(out[-1])) and found.superseded_by and found.superseded_by not in out:
        out.append(found.superseded_by)
    return tuple(out)
