"""The days of tellings compared: how far apart they are, and within which days each is looked for."""

from __future__ import annotations

from attache.ledger.tellings import HELD, LONGEST, Telling, without_day

RECENT = 7
"""Days before a report within which the undated meetings and visits that it tells of are taken to have been."""
LIFETIME = 50 * 365
"""Days; what took longer is no telling of an event."""


def length(one: Telling) -> int:
    """Days from its first to its last; of one without both, more than of any meeting."""
    return LONGEST if not one.dated or one.first is None or one.last is None else one.last - one.first


def gap(one: Telling, other: Telling) -> int:
    """Days from the end of the earlier telling's days to the beginning of the later's; 0 where they share one."""
    return max(after(one, other), after(other, one), 0)


def after(one: Telling, other: Telling) -> int:
    """Days from the last of one to the first of the other; 0 or less where nothing says that the other came later."""
    return 0 if one.last is None or other.first is None else other.first - one.last


def same_days(one: Telling, other: Telling) -> bool:
    """Whether both have the same first and last day."""
    return (one.first, one.last) == (other.first, other.last)


def near_days(one: Telling) -> tuple[int, int] | None:
    """The few days in which it took place: as told; where none or only the last day is told, those before it, if
    the report came soon after."""
    if one.short and one.first is not None and one.last is not None:
        return one.first, one.last
    if one.event.status not in HELD or one.first is not None or one.last is None or one.said is None:
        return None
    return (one.last - RECENT, one.last) if one.said - one.last <= RECENT else None


def thing_days(one: Telling) -> tuple[int, int] | None:
    """The days that a telling about a thing is looked for in: as told; of what is still to come, the report's day; of what
    had not been by a day, that day."""
    if one.dated and one.first is not None and one.last is not None:
        return (one.first, one.last) if one.last - one.first <= LIFETIME else None
    if without_day(one.told) and one.event.status in ("planned", "proposed") and one.first is not None and one.said is not None:
        return one.first, one.said
    if one.event.status == "denied" and one.event.when is not None and one.last is not None:
        return one.last, one.last
    return None
