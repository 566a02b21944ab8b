"""Figures of one series that cannot both be right: two for one period, or a running total that falls.

Rounding and bounds ("nearly", "over", "about") are allowed for. Counts of two sides that differ are conflicts like others:
they are listed with their sides, never averaged. Two currencies are set side by side and never compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain, combinations, pairwise, product

from attache.knowledge import rows
from attache.ledger.entries import Grain
from attache.ledger.measures import content_words, is_flow, is_known, is_running_total
from attache.ledger.points import CALENDAR, DAYS, Point
from attache.ledger.printed import Interval, apart, meant, moved
from attache.ledger.told import earliest, latest
from attache.records import Dates, Figure

ROUNDING = 0.02
"""Two figures this close are one figure rounded twice: 4.85 against "nearly 4.9", 3.5 against 3.55."""
HEDGED = 0.05
"""The same where one of them is "about" or "some"."""
POINT = 2.0
"""Growth rates this many percentage points apart may be one rate rounded twice: 28.6 told as 30."""
DEFINITE = 4
"""Words from which on a measure's name is that of one thing ("share of goods covered by the agreement")."""

Pair = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Said:
    """What a figure leaves possible, ready for comparison with many others."""

    level: Interval | None
    change: Interval | None
    """None where no size is told."""
    direction: str | None
    per_unit: str | None
    """The unit of the change; None without one."""
    slack: float
    """Share by which a level may differ and be the same one rounded."""

    @classmethod
    def of(cls, figure: Figure) -> Said:
        """What the figure says."""
        words = figure.evidence[0].text
        level = None if figure.value is None else meant(figure.value, figure.bound, words)
        change = figure.change
        slack = HEDGED if figure.bound == "about" else ROUNDING
        if change is None:
            return cls(level, None, None, None, slack)
        return cls(level, moved(figure), change.direction, change.unit or "%", slack)


def disagree(one: Figure, other: Figure) -> bool:
    """Whether two figures for the same period cannot both be right, in level or in growth, rounding allowed for."""
    return _contradict(Said.of(one), Said.of(other))


def _contradict(one: Said, other: Said) -> bool:
    if one.level is not None and other.level is not None and _differ(one.level, other.level, max(one.slack, other.slack)):
        return True
    if one.per_unit is None or one.per_unit != other.per_unit:
        return False
    if one.change is None or other.change is None:
        return one.direction != other.direction
    if one.per_unit == "%":
        return apart(one.change, other.change) > POINT
    return _differ(one.change, other.change, ROUNDING)


def _differ(one: Interval, other: Interval, slack: float) -> bool:
    """Whether two intervals lie further apart than that share of the greater of the ends that face each other."""
    low, high = (one[1], other[0]) if one[1] < other[0] else (other[1], one[0])
    # 4 less 3.8 is a little more than 0.2 in binary numbers.
    return low < high and high - low > (slack + 1e-9) * max(abs(low), abs(high))


def conflicts(points: Iterable[Point]) -> list[Pair]:
    """Pairs of points of one series that tell different outcomes for the same period, and neighbours of a running total that
    falls; by period, the point of the earlier report first.

    Every point that contradicts another is in a pair. Where many reports tell the same by one count, each is set against the
    first report of the other telling, not against all of them: the list grows with the reports, not with their pairs.
    """
    outcomes = sorted((p for p in points if p.is_outcome), key=_order)
    place = {p.told.id: number for number, p in enumerate(outcomes)}
    said = {p.told.id: Said.of(p.told.record) for p in outcomes}
    pairs = chain.from_iterable(_contradicting(one, other, said) for one, other in _same_time(outcomes))
    numbers = {(place[a.told.id], place[b.told.id]) for a, b in chain(pairs, _falls(outcomes, said))}
    return [(outcomes[a], outcomes[b]) for a, b in sorted({(a, b) if a < b else (b, a) for a, b in numbers})]


def moment_of(period: Dates | None, size: Grain, *, total: bool) -> str:
    """Which points of a series a figure is compared with: those of one calendar period with each other, all others, and all of
    a running total (`total`), together. Points of different moments are in no conflict."""
    if total or period is None or size not in CALENDAR:
        return ""
    return f"{period[0]} {period[1]}"


def _contradicting(one: Sequence[Point], other: Sequence[Point], said: Mapping[str, Said]) -> Iterator[Pair]:
    """Pairs from two groups of points of one time, or within one group where both are the same."""
    first, second = (_tellings(group, said) for group in (one, other))
    for (a, tellers), (b, others) in combinations(first.items(), 2) if one is other else product(first.items(), second.items()):
        if not _contradict(a[0], b[0]):
            continue
        if len(tellers) == len(others) == 1:
            if not _are_parts(tellers[0], others[0]):
                yield tellers[0], others[0]
            continue
        yield from _against(tellers, others)
        yield from _against(others, tellers)


def _tellings(points: Iterable[Point], said: Mapping[str, Said]) -> dict[tuple[Said, str | None], list[Point]]:
    """Points that tell the same by one count, in their order."""
    out: dict[tuple[Said, str | None], list[Point]] = defaultdict(list)
    for point in points:
        out[(said[point.told.id], point.side)].append(point)
    return out


def _against(tellers: Iterable[Point], others: Sequence[Point]) -> Iterator[Pair]:
    """Each point with the first of the others that it can contradict."""
    for point in tellers:
        found = next((other for other in others if not _are_parts(point, other)), None)
        if found is not None:
            yield point, found


def _are_parts(one: Point, other: Point) -> bool:
    """Whether two figures that one voice gives in one report are rather of different things: in one sentence ("60, twelve of
    them from New York"), or where the measure is not one that has a single number for a period. So are all that one report
    gives without a time."""
    a, b = one.told.record, other.told.record
    if one.told.report != other.told.report:
        return False
    if a.period is None or b.period is None:
        return True
    if (a.source, a.speakers) != (b.source, b.speakers):
        return False
    return not is_flow(a.measure) or any(e.start < f.end and f.start < e.end for e in a.evidence for f in b.evidence)


def _order(point: Point) -> tuple[str, str, str, str]:
    period = point.told.record.period
    return earliest(period), latest(period), point.told.day, point.told.id


def _same_time(outcomes: Sequence[Point]) -> Iterator[tuple[Sequence[Point], Sequence[Point]]]:
    """Groups of points to be compared: those of one period with themselves; spans and days whose ends lie within DAYS with each
    other, as a visit's days are told; what tells the price or a share of one definite thing without saying when."""
    equal: dict[Dates | None, list[Point]] = defaultdict(list)
    for point in outcomes:
        if point.told.record.period is not None or _is_definite(point.told.record):
            equal[point.told.record.period].append(point)
    yield from ((group, group) for group in equal.values())
    loose = sorted(
        (p for p in equal if p is not None and p[1] is not None and equal[p][0].grain not in CALENDAR),
        key=lambda period: (period[1] or "", period[0] or ""),
    )
    for number, one in enumerate(loose):
        for other in loose[number + 1 :]:
            if _days_between(one[1], other[1]) > DAYS:
                break
            if _near(one[0], other[0]):
                yield equal[one], equal[other]


def _is_definite(figure: Figure) -> bool:
    lasting = figure.unit == "%" or _is_money(figure.unit)
    return lasting and not is_known(figure.measure) and len(content_words(figure.measure)) >= DEFINITE


def _near(one: str | None, other: str | None) -> bool:
    return one == other or (one is not None and other is not None and abs(_days_between(one, other)) <= DAYS)


def _days_between(one: str | None, other: str | None) -> int:
    return (date.fromisoformat(other or "") - date.fromisoformat(one or "")).days


def _falls(told: Sequence[Point], said: Mapping[str, Said]) -> Iterator[Pair]:
    """Neighbours in time of a running total of money or quantity that falls: what has been paid in or produced stays so.

    What is counted where it stands (projects, students) may well become fewer.
    """
    totals = [p for p in told if _is_total(p.told.record) and _can_only_grow(p.told.record.unit)]
    for one, other in pairwise(sorted(totals, key=lambda p: (latest(p.told.record.period), *_order(p)))):
        a, b = said[one.told.id], said[other.told.id]
        if a.level is None or b.level is None or b.level[1] >= a.level[0]:
            continue
        later = _days_between(latest(one.told.record.period), latest(other.told.record.period)) > DAYS
        if later and _differ(a.level, b.level, max(a.slack, b.slack)):
            yield one, other


def _is_total(figure: Figure) -> bool:
    dated = bool(latest(figure.period))
    return dated and (figure.cumulative or is_running_total(figure.measure, figure.period))


def _can_only_grow(unit: str | None) -> bool:
    return bool(unit) and (_is_money(unit) or unit in _quantities())


def _is_money(unit: str | None) -> bool:
    return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper()


@cache
def _quantities() -> frozenset[str]:
    return frozenset(row["record"] for row in rows("units"))


def beside(one: Iterable[Point], other: Iterable[Point]) -> list[Pair]:
    """Points of two series of one measure and parties in two currencies, for the same period: shown side by side, for a rate
    between currencies is no part of the ledger."""
    by_period: dict[Dates, list[Point]] = defaultdict(list)
    for point in other:
        if point.told.record.period is not None and point.told.record.value is not None and _is_money(point.told.record.unit):
            by_period[point.told.record.period].append(point)
    return [
        (first, second)
        for first in sorted(one, key=_order)
        if first.told.record.value is not None and _is_money(first.told.record.unit)
        for second in by_period.get(first.told.record.period or (None, None), ())
        if second.told.record.unit != first.told.record.unit
    ]
