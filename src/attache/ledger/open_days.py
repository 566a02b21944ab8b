"""Visits and meetings told without days of their own: invitations, plans for half a year, recollections by the year.

Which visit each means is no matter of one pair: a plan is met by the first visit after it, and a recollection says nothing
where the visitor came twice in its days. So `may_mean` finds those that come into question, and the grouping chooses.
Of meetings the persons are told, two at least, and the country, and a plan names a time.
"""

from __future__ import annotations

from itertools import combinations

from attache.ledger.event_days import gap, length
from attache.ledger.tellings import HELD, MAKING_GOOD, SHIFT, Telling, family_of, is_visit, without_day

YEAR = 366
"""Days from the first to the last that a plan or a recollection may leave open."""
TABLE = 8
"""More persons than these tell no meeting apart by two of them."""
TERM = 5 * 365
"""Days within which an invitation or a plan without a day is taken to be met: a term of office."""


def guests(one: Telling) -> frozenset[str]:
    """Whom it is found by, where the country is told: each visitor, or each two of those who meet. Keys for comparison."""
    if is_visit(one.event):
        return one.visitors if one.hosts else frozenset()
    if family_of(one.event.mode) != "meeting" or one.place is None or len(one.persons) > TABLE:
        return frozenset()
    return frozenset(f"{a}+{b}" for a, b in combinations(sorted(one.persons), 2))


def lands(one: Telling) -> frozenset[str]:
    """The countries visited, or the one met in."""
    return one.hosts if is_visit(one.event) else frozenset() if one.place is None else frozenset((one.place,))


def is_open(one: Telling) -> bool:
    """Whether it tells a visit or meeting to come or held, of whom and in which country, but not in which few days."""
    if not guests(one) or one.short:
        return False
    if one.event.status in ("planned", "proposed"):
        return invites(one) or _within_a_year(one)
    return one.dated and _within_a_year(one) and (one.event.status == "postponed" or one.event.status in HELD)


def invites(one: Telling) -> bool:
    """Whether it tells of a visit to come without any day."""
    undated = one.event.status in ("planned", "proposed") and without_day(one.told) and one.said is not None
    return undated and is_visit(one.event)


def _within_a_year(one: Telling) -> bool:
    first = begins(one)
    return first is not None and one.last is not None and one.last - first <= YEAR


def begins(one: Telling) -> int | None:
    """The first day it may have; of what was still to come, the day that its report came out."""
    return one.said if one.first is None and one.ahead else one.first


def reached(one: Telling) -> tuple[int, int] | None:
    """The days in which the visit may be that an open telling means; of one with days of its own, these."""
    if not guests(one) or one.event.status in ("denied", "conditional"):
        return None
    if not one.ahead:
        return (one.first, one.last) if one.first is not None and one.last is not None and one.dated else None
    if invites(one) and one.said is not None:
        return one.said, one.said + TERM
    first = begins(one)
    if first is None or one.last is None or one.last - first > YEAR:
        return None
    return first, one.last + (MAKING_GOOD if one.event.status == "postponed" else SHIFT)


def may_mean(vague: Telling, other: Telling) -> bool:
    """Whether the visit that an open telling means may be the one that the other tells more finely."""
    days, others = reached(vague), reached(other)
    if not is_open(vague) or days is None or others is None or not guests(vague) & guests(other):
        return False
    if not (lands(vague) <= lands(other) or lands(other) <= lands(vague)):
        return False
    if days[0] > others[1] or others[0] > days[1] or (is_open(other) and not _finer(other, vague)):
        return False
    if not vague.ahead:
        return _recalled(vague, other)
    if other.ahead:
        return not invites(vague) and gap(vague, other) == 0
    return _met_by(vague, other, days)


def _recalled(vague: Telling, other: Telling) -> bool:
    """Whether what is told as held may be the other; two recollections of one year may be of two visits."""
    if other.ahead:
        return gap(vague, other) == 0 and (other.said or 0) <= (vague.said or 0)
    return gap(vague, other) == 0 and not is_open(other)


def _met_by(plan: Telling, held: Telling, days: tuple[int, int]) -> bool:
    """Whether what was held may be what was planned: within its days, and not told of before."""
    if held.first is None or held.last is None or held.last < days[0] or held.first > days[1]:
        return False
    if plan.told.report == held.told.report:
        return not invites(plan)
    return (plan.said or 0) <= (held.said or 0) and (held.first >= days[0] or not invites(plan))


def _finer(one: Telling, other: Telling) -> bool:
    """Whether an open telling leaves less open than another; of two alike, that of the lower id."""
    return not invites(one) and (length_of(one), one.id) < (length_of(other), other.id)


def length_of(one: Telling) -> int:
    """Days that a telling leaves open; of one without any, more than of all others."""
    if invites(one):
        return TERM
    first = begins(one)
    return one.last - first if first is not None and one.last is not None else length(one)
