"""Verdicts by figures: those for the due time, those that a later growth rate implies for it, and those ahead of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from math import inf

from attache.knowledge import rows
from attache.ledger.measures import is_flow
from attache.ledger.names import folded
from attache.ledger.promises import Promise
from attache.ledger.series import Point, interval
from attache.ledger.told import earliest, latest
from attache.ledger.verdicts.case import Case, Verdict
from attache.ledger.words import amount, grain, span, year_before
from attache.records import CommitmentKind, Figure, Value

NEAR = 0.05
"""How far below its value a target with "about" still counts as met."""
CHECKED: tuple[CommitmentKind, ...] = ("target", "plan")
"""Kinds that a figure of the same measure can decide. A loan pledged is not kept by any other loan of that size."""
NEIGHBOURS = 2
"""Years before and after the due time within which a country's counts tell on which side of the aim it stood."""
HALF = 0.5
"""Share of the due time from which on its figures say something of the whole."""
MADE_UP = 2
"""Years after the due time within which reaching the value is keeping it late; later it is another effort's success."""


def by_figures(case: Case) -> Verdict | None:
    """Figures whose period is the due time; without any, those that next year's growth implies."""
    promise = case.promise
    if promise.value is None or promise.due is None or promise.kind not in CHECKED:
        return None
    told = [(p, reaches(p.told.record, promise)) for p in case.points if _covers(p, promise)]
    decided = [(p, met) for p, met in told if met is not None]
    rule = "figures-for-the-due-time"
    lines = {p.told.id: line(p, case) for p, _ in decided}
    if not decided:
        decided = [(p, met) for p, met in _implied(case) if met is not None]
        rule = "growth-implies-the-due-time"
        lines = {
            p.told.id: f"{line(p, case)}, which makes about {amount(_back(p.told.record), promise.unit)} a year earlier"
            for p, _ in decided
        }
    # The year is not over while it is still running.
    if not decided or (latest(promise.due) >= case.as_of and not all(met for _, met in decided)):
        return None
    proof = tuple(p.told.id for p, _ in decided)
    facts = "; ".join(dict.fromkeys(lines[p.told.id] for p, _ in decided))
    outcomes = {met for _, met in decided}
    other = _other_side(case, decided) if len(outcomes) == 1 else ()
    if other:
        words = f"{facts}; {'; '.join(line(p, case) for p in other)}: by one count on one side of the "
        words += f"{amount(promise.value, promise.unit)} aimed at, by the other's before and after on the other."
        return Verdict(promise.id, "disputed", "counts-on-both-sides", words, (*proof, *(p.told.id for p in other)))
    goal = f"{amount(promise.value, promise.unit)} aimed at"
    off = "above" if is_falling(promise.measure or "") else "short of"
    if len(outcomes) == 2:
        return Verdict(promise.id, "disputed", rule, f"{facts}: by one count at the {goal}, by another not.", proof)
    if True in outcomes:
        return Verdict(promise.id, "kept", rule, f"{facts}: the {goal} was reached.", proof)
    late = _reached_later(case)
    if late is not None:
        words = f"{facts}: {off} the {goal}; reached later: {line(late, case)}."
        return Verdict(promise.id, "kept late", "reached-after-the-due-time", words, (*proof, late.told.id))
    return Verdict(promise.id, "missed", rule, f"{facts}: {off} the {goal}.", proof)


def _other_side(case: Case, decided: Sequence[tuple[Point, bool | None]]) -> tuple[Point, ...]:
    """Where only one country counted for the due time: another's last count before and first count after it, within
    NEIGHBOURS years, if both would have it the other way."""
    sides, met = {p.side for p, _ in decided}, decided[0][1]
    due = case.promise.due
    if len(sides) != 1 or None in sides or grain(due) != "year":
        return ()
    year = int(earliest(due)[:4])
    for side in sorted({p.side for p in case.points if p.side and p.side not in sides}):
        own = [(int(earliest(p.told.record.period)[:4]), p) for p in case.points if p.side == side and p.grain == "year"]
        before = [p for y, p in own if 0 < year - y <= NEIGHBOURS]
        after = [p for y, p in own if 0 < y - year <= NEIGHBOURS]
        around = (before[-1], after[0]) if before and after else ()
        if around and all(reaches(p.told.record, case.promise) is (not met) for p in around):
            return around
    return ()


def reached_early(case: Case) -> Verdict | None:
    """A figure for a period after the promise was made and before its day that reaches it already."""
    promise = case.promise
    if promise.value is None or promise.kind != "target":
        return None
    due = latest(promise.due) or "9999"
    for point in case.points:
        period = point.told.record.period
        after = earliest(period) > promise.first and latest(period) <= due
        if after and _same_grain(point, promise) and reaches(point.told.record, promise):
            words = f"{line(point, case)}: the {amount(promise.value, promise.unit)} aimed at was reached before its day."
            return Verdict(promise.id, "kept", "reached-before-its-day", words, (point.told.id,))
    return None


def by_part(case: Case) -> Verdict | None:
    """Figures for the first part of the due time, of what adds up over time: enough already, or, once the time is over, so
    little that twice their pace would not have done."""
    promise = case.promise
    if promise.kind not in CHECKED or not is_flow(promise.measure or "") or grain(promise.due) not in ("year", "half"):
        return None
    parts = [(p, share) for p in case.points if (share := _part_of(p, promise)) and isinstance(p.told.record.value, int | float)]
    enough = [p for p, _ in parts if reaches(p.told.record, promise)]
    if enough:
        words = f"{line(enough[0], case)}: the {amount(promise.value, promise.unit)} aimed at was reached before its day."
        return Verdict(promise.id, "kept", "reached-within-its-time", words, (enough[0].told.id,))
    halves = [(p, share) for p, share in parts if share >= HALF]
    over = latest(promise.due) < case.as_of
    if not over or not halves or any(_at_twice_the_pace(p, share) >= goal_of(promise) for p, share in halves):
        return None
    facts = "; ".join(dict.fromkeys(line(p, case) for p, _ in halves))
    words = f"{facts}: at twice that pace it would have been short of the {amount(promise.value, promise.unit)} aimed at."
    return Verdict(promise.id, "missed", "out-of-reach-by-then", words, tuple(p.told.id for p, _ in halves))


def _part_of(point: Point, promise: Promise) -> float:
    """The share of the due time that the figure's period is, where both begin on one day; 0 otherwise."""
    period, due = point.told.record.period, promise.due
    if period is None or due is None or period[0] != due[0] or None in (*period, *due) or latest(period) >= latest(due):
        return 0.0
    first, last, end = (date.fromisoformat(day) for day in (earliest(due), latest(period), latest(due)))
    return ((last - first).days + 1) / ((end - first).days + 1)


def _at_twice_the_pace(point: Point, share: float) -> float:
    value = point.told.record.value
    return value + 2 * value / share * (1 - share) if isinstance(value, int | float) else inf


def reaches(figure: Figure, promise: Promise) -> bool | None:
    """Whether a figure meets a promise's value; None where its bound leaves both possible."""
    if figure.value is None or promise.value is None:
        return None
    low, high = interval(figure.value, figure.bound)
    return meets(low, high, promise)


def meets(low: float, high: float, promise: Promise) -> bool | None:
    """Whether a value between the two meets the promise; None where it may or may not."""
    goal = goal_of(promise)
    if is_falling(promise.measure or ""):
        return True if high <= goal else False if low > goal else None
    return True if low >= goal else False if high < goal else None


def goal_of(promise: Promise) -> float:
    """The value from which on, or down to which, the promise is met."""
    value: Value = promise.value if promise.value is not None else 0.0
    low, high = value if isinstance(value, tuple) else (value, value)
    falling = is_falling(promise.measure or "")
    goal = high if falling else low
    if promise.bound == "about":
        return goal * (1 + NEAR if falling else 1 - NEAR)
    return goal


@cache
def _falling_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("falling_measures"))


def is_falling(measure: str) -> bool:
    """Whether a target for this measure is met at or below its value."""
    return not _falling_words().isdisjoint(folded(measure).split())


def _covers(point: Point, promise: Promise) -> bool:
    """The figure's period is the due time; a day or month is covered by a figure for the whole of its year."""
    period, due = point.told.record.period, promise.due
    if period is None or due is None:
        return False
    if period == due:
        return True
    inside = earliest(period) <= earliest(due) and latest(due) <= latest(period)
    return inside and point.grain == "year" and grain(due) in ("day", "month", "quarter", "half")


def _same_grain(point: Point, promise: Promise) -> bool:
    return (promise.due is None and point.grain == "year") or point.grain == grain(promise.due)


def _back(figure: Figure) -> float | None:
    """The value a year earlier, from level and change in per cent."""
    change = figure.change
    if (
        change is None
        or change.unit != "%"
        or not isinstance(change.value, int | float)
        or not isinstance(figure.value, int | float)
    ):
        return None
    factor = 1 + (change.value if change.direction == "up" else -change.value) / 100
    return figure.value / factor if factor > 0 else None


def _implied(case: Case) -> Iterable[tuple[Point, bool | None]]:
    """Points for the year after the due time whose growth tells the level in the due time, and whether that meets it."""
    for point in case.points:
        figure = point.told.record
        back = _back(figure)
        if back is not None and point.grain == "year" and figure.period and year_before(figure.period) == case.promise.due:
            yield point, meets(back, back, case.promise)


def _reached_later(case: Case) -> Point | None:
    """The first point of the same grain after the due time that reaches the value."""
    due = latest(case.promise.due)
    for point in case.points:
        begins = earliest(point.told.record.period)
        soon = begins > due and int(begins[:4]) - int(due[:4]) <= MADE_UP
        if soon and _same_grain(point, case.promise) and reaches(point.told.record, case.promise):
            return point
    return None


def line(point: Point, case: Case) -> str:
    """ "two-way trade in 2020: 4.85 bn USD (Vietnam's count)"."""
    figure = point.told.record
    level = amount(figure.value, figure.unit, figure.bound)
    change = figure.change
    moved = f", {change.direction} {amount(change.value, change.unit)}" if change and change.value is not None else ""
    side = f" (by the count of {case.name(point.side)})" if point.side else ""
    return f"{figure.measure} in {span(figure.period)}: {level}{moved}{side}"
