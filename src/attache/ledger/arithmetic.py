"""Whether figures agree with each other by arithmetic: in go series as answered, out come findings with their tolerance.

A level, its growth and the level before; exports and imports as parts of the trade; months, quarters and halves as parts of the
year; shares of one whole. The tolerance is what the rounding of the printed numbers allows. Only within one count does a
figure that does not fit contradict another; across counts it is a note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import inf

from attache.ledger.countries import country_name
from attache.ledger.entries import SeriesEntry
from attache.ledger.findings import Finding, Severity
from attache.ledger.growth import Step, count_of, levels_of, steps
from attache.ledger.measures import is_flow, is_share, measure_key
from attache.ledger.points import Point
from attache.ledger.printed import Interval, apart, level
from attache.ledger.series import Series, series_from
from attache.ledger.told import earliest, latest
from attache.ledger.words import amount, number, span
from attache.records import Dates, Figure

SLACK = 0.02
"""Share of a level by which it may miss what another implies beyond rounding: figures are revised."""
FULL = 100.0
"""Per cent of a whole."""

Name = Callable[[Point], str | None]
"""Whose count a point is, in plain words."""


def findings(entries: Iterable[SeriesEntry]) -> tuple[Finding, ...]:
    """All findings on series as answered, by code, subject and records."""
    listed = list(entries)
    counted = {p.id: p.counted_by for entry in listed for p in entry.points}
    return check((series_from(entry) for entry in listed), lambda point: counted.get(point.told.id))


def check(series: Iterable[Series], name: Name | None = None) -> tuple[Finding, ...]:
    """All findings on the series, by code, subject and records; `name` gives the words for whose count a point is."""
    known = sorted(series, key=lambda s: s.id)
    words = name or _side
    found = [
        *(f for s in known for f in growth(s, words)),
        *(f for s in known for f in parts_of_years(s)),
        *sums(known),
        *shares(known),
    ]
    return tuple(sorted(set(found), key=lambda f: (f.code, f.subject, f.records)))


def _side(point: Point) -> str | None:
    return country_name(point.side) if point.side else None


def growth(series: Series, name: Name = _side) -> Iterator[Finding]:
    """Growth that does not fit the levels: a level and its growth imply the level before, two levels imply their growth."""
    by_period: dict[Dates, list[Point]] = defaultdict(list)
    for (_, period), group in sorted(levels_of(series.points).items()):
        by_period[period] += group
    shown: set[tuple[str, ...]] = set()
    # A growth told with its level goes first: the same two levels need no second finding for a growth told alone.
    for step in sorted(steps(series.points), key=lambda s: s.now[:1] != (s.point,)):
        severity: Severity = "warning" if step.base else "note"
        for finding in _misfit(series, step, step.base or by_period.get(step.before, ()), severity, name):
            levels = finding.records[-2:]
            if severity == "warning" or levels not in shown:
                yield finding
            shown.add(levels)


def _misfit(series: Series, step: Step, base: Sequence[Point], severity: Severity, name: Name) -> Iterator[Finding]:
    """A finding where no level now fits any level before."""
    pairs = [(_gap(now, before, step.factor), now, before) for now in step.now for before in base]
    if not pairs or min(gap for gap, _, _ in pairs) <= SLACK:
        return
    _, now, before = min(pairs, key=lambda p: (p[0], p[1].told.id, p[2].told.id))
    low, high = _implied(now, step.factor)
    middle = "over " + number(_short(low)) if high == inf else f"{number(_short((low + high) / 2))} {series.unit or ''}".rstrip()
    within = "" if high == inf else f" (±{number(_short((high - low) / 2, 2))})"
    told = f"{_level(now)}{_when(step.period)}{_by(step.point, name)}, {_change(step.point.told.record)},"
    says = f"{told} implies {middle}{within} for {span(step.before)}; told: {_level(before)}{_by(before, name)}"
    records = tuple(dict.fromkeys((step.point.told.id, now.told.id, before.told.id)))
    yield Finding("growth-differs", severity, series.id, says, records)


def _gap(now: Point, before: Point, factor: Interval) -> float:
    """By what share of the level before the implied one misses it."""
    told = level(before.told.record) or (0.0, 0.0)
    size = max((abs(v) for v in told if abs(v) != inf), default=0.0)
    return apart(_implied(now, factor), told) / size if size else 0.0


def _implied(now: Point, factor: Interval) -> Interval:
    low, high = level(now.told.record) or (0.0, inf)
    return max(low, 0.0) / factor[1], high / factor[0]


def sums(series: Sequence[Series]) -> Iterator[Finding]:
    """Exports both ways are the two-way trade, and none of them is above it; one count, one period, one unit."""
    for (parties, _), group in _by_parties(series).items():
        if len(parties) != 2:
            continue
        a, b = parties
        whole = next((s for s in group if s.key == "two-way trade"), None)
        flows = [s for s in group if s.key in (f"exports of {a} to {b}", f"exports of {b} to {a}")]
        if whole is None or not flows:
            continue
        found = [levels_of(s.points) for s in flows]
        for place, trade in levels_of(whole.points).items():
            told = [levels[place] for levels in found if place in levels]
            if told:
                yield from _sum(whole, trade, told, complete=len(told) == 2, what=f"exports both ways in {span(place[1])}")


def _by_parties(series: Iterable[Series]) -> dict[tuple[tuple[str, ...], str | None], list[Series]]:
    out: dict[tuple[tuple[str, ...], str | None], list[Series]] = defaultdict(list)
    for one in series:
        if not one.cumulative:
            out[(one.parties, one.unit)].append(one)
    return out


def parts_of_years(series: Series) -> Iterator[Finding]:
    """Parts of a year that do not make up the year, or one that is above it; for what flows, within one count."""
    if series.cumulative or not is_flow(series.measure):
        return
    by_count: dict[str, dict[Dates, list[Point]]] = defaultdict(dict)
    for (count, period), group in levels_of(series.points).items():
        by_count[count][period] = group
    for levels in by_count.values():
        for whole, group in levels.items():
            if group[0].grain != "year":
                continue
            parts = {
                p: g for p, g in levels.items() if p != whole and earliest(whole) <= earliest(p) <= latest(p) <= latest(whole)
            }
            for part, told in sorted(parts.items()):
                yield from _sum(series, group, [told], complete=False, what=f"{span(part)}")
            for cover in _covers(whole, parts):
                what = " and ".join(span(p) for p in cover)
                yield from _sum(series, group, [parts[p] for p in cover], complete=True, what=what)


def _covers(whole: Dates, parts: Iterable[Dates]) -> Iterator[tuple[Dates, ...]]:
    """Ways to lay the whole out in two or more parts, one after the other, the longest part first at each place."""
    by_start: dict[str, list[Dates]] = defaultdict(list)
    for part in sorted(parts, key=latest, reverse=True):
        by_start[earliest(part)].append(part)

    def laid(start: str) -> tuple[Dates, ...] | None:
        for part in by_start.get(start, ()):
            if latest(part) == latest(whole):
                return (part,)
            rest = laid((date.fromisoformat(latest(part)) + timedelta(days=1)).isoformat())
            if rest is not None:
                return (part, *rest)
        return None

    found = laid(earliest(whole))
    if found:
        yield found


def _sum(
    series: Series, whole: Sequence[Point], parts: Sequence[Sequence[Point]], *, complete: bool, what: str
) -> Iterator[Finding]:
    """A finding where parts are above their whole, or, being all of them, below it, whichever of the figures one takes."""
    total = _hull(whole)
    added = [_hull(part) for part in parts]
    low, high = sum(a[0] for a in added), sum(a[1] for a in added)
    size = abs(total[1]) if abs(total[1]) != inf else abs(total[0])
    above, below = low - total[1], total[0] - high
    if max(above, below if complete else -inf) <= SLACK * size:
        return
    points = [*(p for part in parts for p in part[:1]), whole[0]]
    says = " + ".join(_level(part[0]) for part in parts)
    if len(parts) > 1:
        mid = (low + high) / 2
        says += f" = {number(_short(mid))} (±{number(_short((high - low) / 2, 2))})"
    says += f" ({what}) against {_level(whole[0])}{_when(whole[0].told.record.period)}"
    code = "sum-differs" if complete else "part-above-whole"
    yield Finding(code, "warning", series.id, says, tuple(dict.fromkeys(p.told.id for p in points)))


def _hull(points: Iterable[Point]) -> Interval:
    """All that figures of one count for one period leave possible."""
    ends = [end for p in points if (end := level(p.told.record)) is not None]
    return min(e[0] for e in ends), max(e[1] for e in ends)


def shares(series: Sequence[Series]) -> Iterator[Finding]:
    """Shares above the whole, and a share told with its part and its whole that do not give it."""
    wholes: dict[tuple[str, str], list[tuple[Series, Point]]] = defaultdict(list)
    for one in series:
        for point in one.points:
            if point.is_outcome and one.unit != "%" and level(point.told.record) is not None:
                wholes[(point.told.report, one.key)].append((one, point))
    for one in series:
        if one.unit != "%" or not is_share(one.measure):
            continue
        for point in one.points:
            told = level(point.told.record)
            if told is not None and told[0] > FULL:
                says = f"{_level(point)} is more than all: {one.measure}"
                yield Finding("share-above-whole", "warning", one.id, says, (point.told.id,))
            elif told is not None and point.is_outcome:
                yield from _share(one, point, told, wholes)


def _share(
    series: Series, point: Point, told: Interval, wholes: dict[tuple[str, str], list[tuple[Series, Point]]]
) -> Iterator[Finding]:
    """The share of a whole that the report tells in the same unit and period as a part told in the share's own passage."""
    key = measure_key(series.key.removeprefix("share of "), series.parties)
    candidates = [p for _, p in wholes.get((point.told.report, key), ()) if _same_time(p, point)]
    near = [
        p
        for (report, other), group in sorted(wholes.items())
        if report == point.told.report and other != key
        for _, p in group
        if _same_time(p, point) and _touch(p.told.record, point.told.record)
    ]
    for whole in candidates:
        for part in (p for p in near if p.told.record.unit == whole.told.record.unit):
            (a, b), (c, d) = _hull([part]), _hull([whole])
            if c <= 0 or b == inf or d == inf:
                continue
            given = (FULL * max(a, 0.0) / d, FULL * b / c)
            if apart(given, told) > SLACK * FULL:
                tolerance = number(_short((given[1] - given[0]) / 2, 2))
                share = f"{number(_short((given[0] + given[1]) / 2))} % (±{tolerance})"
                says = f"{_level(part)} of {_level(whole)} is {share}; told: {_level(point)}"
                yield Finding("share-differs", "note", series.id, says, (point.told.id, part.told.id, whole.told.id))


def _same_time(one: Point, other: Point) -> bool:
    return one.told.record.period == other.told.record.period and count_of(one) == count_of(other)


def _touch(one: Figure, other: Figure) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def _when(period: Dates | None) -> str:
    """ " in 2020", " until 30 June 2016"; empty for no period."""
    words = span(period)
    return f" {words}" if words.startswith(("until", "from")) or not words else f" in {words}"


def _level(point: Point) -> str:
    figure = point.told.record
    return amount(figure.value, figure.unit, figure.bound)


def _change(figure: Figure) -> str:
    change = figure.change
    if change is None:
        return ""
    bound = figure.bound if figure.value is None else None
    return f"{change.direction} {amount(change.value, change.unit, bound)}".strip()


def _by(point: Point, name: Name) -> str:
    words = name(point)
    return f" (counted by {words})" if words else ""


def _short(value: float, digits: int = 3) -> float:
    """A worked-out number in a few digits."""
    return float(f"{value:.{digits}g}")
