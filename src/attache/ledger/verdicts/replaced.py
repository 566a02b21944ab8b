"""Promises replaced before their day: raised, lowered, postponed, or given the day they had not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from attache.knowledge import rows
from attache.ledger.names import folded
from attache.ledger.promises import Promise, title_of
from attache.ledger.restated import Aim, again, aim_of
from attache.ledger.told import latest
from attache.ledger.verdicts.case import Case, Verdict
from attache.ledger.verdicts.figures import is_falling
from attache.ledger.wording import naming, same_works, stems

SETTLED = 3
"""Reports that tell a promise from which on another value in a single report does not replace it."""
MILESTONES = ("start", "opening", "completion", "launch", "commissioning", "delivery", "entry")


def replaced(case: Case) -> Verdict | None:
    """Another value for the same time, or another time for the same value or milestone, first named after this one was
    last upheld and before its day."""
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


def told_anew(case: Case) -> Verdict | None:
    """The same promise in words for a later day, first told before its own and after it was last upheld."""
    promise, due = case.promise, latest(case.promise.due)
    if promise.value is not None or not due:
        return None
    aims = _unlike_aims(promise, case)
    later = [r for r in case.rivals if r.value is None and latest(r.due) > due and _upheld(promise, r) < r.first <= due]
    same = [r for r in later if any(_anew(a, b) for b in _unlike_aims(r, case) for a in aims)]
    if not same:
        return None
    new = min(same, key=lambda r: (r.first, r.id))
    words = f"Told anew on {new.first}, before its day, for a later one: “{title_of(new)}”."
    return Verdict(promise.id, "superseded", "told-anew-for-later", words, (new.told[0].id,), new.id)


def _unlike_aims(promise: Promise, case: Case) -> list[Aim]:
    """The tellings of a promise no two of which say the same of the same parties: hundreds may repeat one."""
    aims: dict[object, Aim] = {}
    for told in promise.told:
        aim = aim_of(told, case.actors)
        aims.setdefault((told.record.content.text, aim.parties), aim)
    return list(aims.values())


def _anew(old: Aim, new: Aim) -> bool:
    """The same words but for the time; or a sentence that puts off works of the same places."""
    text = new.told.record.content.text
    moved = not put_off_words().isdisjoint(folded(text).split())
    return again(old, new) or (moved and old.parties == new.parties and same_works(old.told.record.content.text, text))


@cache
def put_off_words() -> frozenset[str]:
    """Words that say a plan was put off."""
    return frozenset(row["word"] for row in rows("put_off_words"))


def successor(case: Case, by: str = "9999") -> Promise | None:
    """The promise of the same measure, or milestone, for the next later day, told by a day: what a promise put off was put
    off to."""
    due = latest(case.promise.due)
    later = [
        r
        for r in case.rivals
        if due and latest(r.due) > due and r.first <= by and (_same_measure(r, case.promise) or same_milestone(r, case.promise))
    ]
    return min(later, key=lambda r: (latest(r.due), r.id), default=None)


def _same_measure(one: Promise, other: Promise) -> bool:
    return bool(one.measure) and not set(one.keys).isdisjoint(other.keys) and one.value == other.value


def _upheld(old: Promise, new: Promise) -> str:
    """The last day on which the old promise was told by itself. A report that tells both, or the outcome, looks back."""
    both = {t.report for t in new.told}
    days = [t.day for t in old.told if t.report not in both and t.record.outcome is None]
    return max(days, default="9999")


def _replaces(new: Promise, old: Promise) -> bool:
    """Another value for the same day, or the same value for another day. To name an aim without its day replaces nothing,
    nor does a value that stands alone against all other reports."""
    if new.due is None or not (new.measure and old.measure):
        return False
    if same_milestone(new, old):
        return latest(new.due) > latest(old.due) != ""
    if set(new.keys).isdisjoint(old.keys):
        return False
    if latest(new.due) == latest(old.due):
        alone = len({t.report for t in new.told}) == 1 and len({t.report for t in old.told}) >= SETTLED
        return new.value != old.value and not alone
    return new.value == old.value or _lowered(new, old)


def _lowered(new: Promise, old: Promise) -> bool:
    """Whether a target asks for less, and for a later day: it would be no aim if the old one stood."""
    if new.kind != "target" or old.kind != "target" or not latest(new.due) > latest(old.due) != "":
        return False
    if not isinstance(new.value, int | float) or not isinstance(old.value, int | float):
        return False
    return new.value > old.value if is_falling(old.measure or "") else new.value < old.value


def milestone(measure: str | None) -> tuple[str, str] | None:
    """The step and the thing that a measure of a project's progress is about: "start of first reactor unit" gives start,
    unit; None for other measures."""
    found = re.match(r"(\w+) of (?:the )?(.+?)(?: (?:of|in|at|for|on) .*)?$", folded(measure or ""))
    if found is None or found[1] not in MILESTONES:
        return None
    words = stems(found[2])
    return (found[1], words[-1]) if words else None


def same_milestone(one: Promise, other: Promise) -> bool:
    """Whether two plans are of one step of one project, as far as their measures show: the same step of the same kind of
    thing, by some or all of the same parties, and no two different names."""
    step = milestone(one.measure)
    if step is None or step != milestone(other.measure):
        return False
    first, second = set(one.parties), set(other.parties)
    a, b = naming(one.measure or ""), naming(other.measure or "")
    same_thing = not (a.proper and b.proper) or bool(a.proper & b.proper)
    return same_thing and (first <= second or second <= first)


def chain(promise: str, verdicts: Mapping[str, Verdict]) -> tuple[str, ...]:
    """The promises that took the place of one another, from this one to the one that still stands; by id."""
    out = [promise]
    while (found := verdicts.get(out[-1])) and found.superseded_by and found.superseded_by not in out:
        out.append(found.superseded_by)
    return tuple(out)
