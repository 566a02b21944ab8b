"""Series: is each figure in the series, at the period and on the side where it belongs, and are the conflicts found?

Sorting. A series of cross.json may hold several units; a ledger never mixes them, so its points of one unit are one group. A
ledger's series belongs to the group most of its points come from. A point is right where
- its series belongs to its group,
- its period is the one told: a stock "by 30 June 2016" by its last day, papers signed at a visit on one of its days,
- it is on the side told: that of a country; where cross.json tells none but names a speaker or source, any side is right.
Points of a series that says "(forecast)" may be points of the plain series that the ledger marks as forecasts. A figure
for a time that was not over when its report came out may be marked so whatever its series is called: what will be delivered in
September is told in August as what is to come, and lies beside what arrived. Where a group is split over several series of the
ledger, only those count that a ledger may keep apart: by side, by grain, cumulative or not.
Too much is a point in a series that belongs to a group, which cross.json does not place there.

Conflicts. Cross.json lists pairs with the reason why they differ, also such as are none.
must be found   two points of one period and unit whose reason does not explain the difference away
free            rounding or a later revision of one side, and pairs of different periods: shown by some, and not wrong
no conflict     "not a real conflict"
A pair that the ledger has and the list has not is too much, unless the two cannot both be right by their own numbers (5 % for
levels, 1.5 points for growth, of one period): the lists name examples where three reports differ, not every pair.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from attache.knowledge import rows
from attache.ledger.entries import FigureEntry, SeriesEntry
from attache.records import Dates
from benchmarks.reconcile.comparing import apart, days, paired, span, touches
from benchmarks.reconcile.ledgers import Case, file_of
from benchmarks.reconcile.scores import By, Fault, Measure, Tally, matched, share
from benchmarks.records import changes, number

PART = "series"
CONFLICTS = "conflicts"
NONE = re.compile(r"\bnot? a? ?(real )?conflict|\bno conflict", re.IGNORECASE)
FREE = re.compile(r"\bround(s|ed|ing)?\b|\brevis(ed|ion)\b", re.IGNORECASE)
FEW_DAYS, MEETING = 3, 14
LEVEL, GROWTH = 0.05, 1.5
COUNTRIES = frozenset(r["iso3"] for r in rows("countries"))
Group = tuple[int, str | None]
"""Number of the series in cross.json, unit."""


Placed = dict[int, tuple[SeriesEntry, FigureEntry]]
"""Ledger's series and point by the number of a point of cross.json."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A point of cross.json."""

    group: Group
    measure: str
    period: Dates | None
    told: dict[str, Any]
    place: tuple[int, int] | None

    @property
    def is_forecast(self) -> bool:
        """Whether its series is one of forecasts."""
        return "forecast" in self.measure


def measure_figures(case: Case) -> list[Measure]:
    """F1 of points and of conflicts, and what the points lose by each condition."""
    wanted = list(_wanted(case))
    series = case.ledger.series()
    placed = _placed(case, wanted, [(s, p) for s in series for p in s.points])
    return [*_points(case, wanted, placed, series), _conflicts(case, wanted, placed, series)]


def _placed(case: Case, wanted: list[Wanted], given: list[tuple[SeriesEntry, FigureEntry]]) -> Placed:
    """One figure for one point; then a growth told apart goes with the figure that has level and growth of one passage."""
    fit = _exact if case.by_hand else _fit
    placed = {i: given[j] for i, j in paired(wanted, given, lambda w, g: fit(w, g[1]))}
    for n, point in enumerate(wanted):
        if n not in placed and point.told.get("value") is None and not case.by_hand:
            fits = [g for g in given if _fit(point, g[1]) is not None]
            if fits:
                placed[n] = fits[0]
    return placed


def _wanted(case: Case) -> Iterator[Wanted]:
    for number_, series in enumerate(case.cross.get("figure_series", [])):
        for period in series["periods"]:
            for told in period["values"]:
                place = case.place(told["report"], told["evidence"])
                yield Wanted((number_, told.get("unit")), series["measure"], span(period.get("period")), told, place)


def _exact(wanted: Wanted, entry: FigureEntry) -> float | None:
    here = (file_of(entry.quotes), entry.figure.evidence[0].text) == (wanted.told["report"], wanted.told["evidence"])
    return 1.0 if here and number(wanted.told.get("value"), entry.figure.value) else None


def _fit(wanted: Wanted, entry: FigureEntry) -> float | None:
    """Touching passages of one report with the same value, or the same change where only that is told."""
    if file_of(entry.quotes) != wanted.told["report"]:
        return None
    shared = touches(wanted.place, entry.figure.evidence)
    value, change = wanted.told.get("value"), wanted.told.get("change")
    same = number(value, entry.figure.value) if value is not None else changes(change, _change(entry))
    if shared <= 0 or not same:
        return None
    near = bool(entry.figure.unit == wanted.told.get("unit"))
    return shared / max(1, len(wanted.told["evidence"])) + 2 * near + (entry.figure.period == wanted.period)


def _change(entry: FigureEntry) -> dict[str, Any] | None:
    change = entry.figure.change
    return {"value": change.value, "direction": change.direction} if change else None


def _owners(wanted: list[Wanted], placed: Placed) -> dict[str, Group]:
    """The group that each series of the ledger belongs to; forecasts in the plain series do not vote."""
    votes: dict[str, Counter[Group]] = defaultdict(Counter)
    for n, point in enumerate(wanted):
        if n in placed:
            series, entry = placed[n]
            votes[series.id][point.group] += 0 if point.is_forecast and entry.forecast else 1
    return {s: min(groups, key=lambda g: (-groups[g], str(g))) for s, groups in votes.items()}


def _apart(one: SeriesEntry, main: SeriesEntry) -> bool:
    """Whether a ledger may keep two series of one group apart: another side, grain or cumulative."""

    def marks(s: SeriesEntry) -> tuple[object, ...]:
        return s.cumulative, frozenset(p.side for p in s.points), frozenset(p.grain for p in s.points)

    if one.measure != main.measure or one.parties != main.parties:
        return one.cumulative != main.cumulative and one.parties == main.parties
    (a, b, c), (d, e, f) = marks(one), marks(main)
    return a != d or not (b & e) or not (c & f)  # type: ignore[operator]


def _points(case: Case, wanted: list[Wanted], placed: Placed, series: tuple[SeriesEntry, ...]) -> list[Measure]:
    owner = _owners(wanted, placed)
    sizes = Counter(s.id for s, _ in placed.values())
    main: dict[Group, SeriesEntry] = {}
    for one in sorted((s for s in series if s.id in owner), key=lambda s: (-sizes[s.id], s.id)):
        main.setdefault(owner[one.id], one)
    faults: list[Fault] = []
    in_series, with_period, right = 0, 0, 0
    for n, point in enumerate(wanted):
        if n not in placed:
            faults.append(Fault("reading", f"no such figure: {_said(point)}"))
            continue
        one, entry = placed[n]
        trouble = _misplaced(point, one, entry, owner, main)
        period = _same_period(point.period, entry.figure.period)
        side = _same_side(point.told, entry)
        in_series += trouble is None
        with_period += trouble is None and period
        right += trouble is None and period and side
        if trouble:
            faults.append(Fault("reconciling", f"{trouble}: {_said(point)}", _said(point)))
        elif not period:
            faults.append(Fault("reading", f"period {entry.figure.period}, should be {point.period}: {_said(point)}"))
        elif not side:
            says = f"side {entry.side}, should be {point.told.get('side')}: {_said(point)}"
            faults.append(Fault("reconciling", says, _said(point)))
    told = {entry.id for _, entry in placed.values()}
    extra = [(s, p) for s in series if s.id in owner for p in s.points if p.id not in told]
    for one, entry in extra:
        says = f"too much in {one.measure!r}: {file_of(entry.quotes)} {entry.figure.value} {entry.figure.evidence[0].text[:90]!r}"
        faults.append(Fault("reconciling" if case.by_hand else "reading", says))
    given, all_ = len(placed) + len(extra), len(wanted)
    return [
        Measure("points: right series, period, side (F1)", PART, matched(right, given=given, wanted=all_), 0.97, 0.90, faults),
        Measure("  right series", PART, matched(in_series, given=given, wanted=all_)),
        Measure("  right series and period", PART, matched(with_period, given=given, wanted=all_)),
        Measure("  all three, of the points found", PART, share(right, len(placed))),
    ]


def _misplaced(
    point: Wanted, one: SeriesEntry, entry: FigureEntry, owner: dict[str, Group], main: dict[Group, SeriesEntry]
) -> str | None:
    if entry.suspect:
        return "marked as a fault of its report"
    if point.is_forecast:
        return None if entry.forecast or owner[one.id] == point.group else f"no forecast, in {one.measure!r}"
    if entry.forecast and not _was_ahead(point, entry):
        return "marked as a forecast"
    if owner[one.id] != point.group:
        return f"in {one.measure!r} {one.unit}"
    home = main[point.group]
    return None if one is home or _apart(one, home) else f"in a series of its own ({one.measure!r}, not {home.measure!r})"


def _was_ahead(point: Wanted, entry: FigureEntry) -> bool:
    """Whether the time of a point was not over on its report's day."""
    out = (entry.quotes[0].report.published or (None, None))[1]
    return bool(out and point.period and point.period[1] and point.period[1] > out)


def _same_side(told: dict[str, Any], entry: FigureEntry) -> bool:
    said = entry.side if entry.side in COUNTRIES else None
    true = told.get("side")
    named = bool(told.get("speaker") or told.get("claimed_source"))
    return bool(said == true) or (true is None and named)


def _same_period(true: Dates | None, said: Dates | None) -> bool:
    """Equal; a stock by its last day, what was counted at a meeting by its days, a few more or less."""
    if true is None or said is None or true == said:
        return true == said
    if true[0] is None and true[1] is not None and said[1] is not None:
        return apart((true[1], true[1]), (said[1], said[1])) <= FEW_DAYS
    return max(days(true), days(said)) <= MEETING and apart(true, said) <= FEW_DAYS


def _said(point: Wanted) -> str:
    told = point.told
    what = f"{point.measure} {point.period} {told.get('value')} {told.get('unit')} ({told.get('side')})"
    return f"{what} in {told['report']}: {told['evidence']!r}"


def kind_of_conflict(listed: dict[str, Any], one: Wanted | None, other: Wanted | None) -> str:
    """ "must", "free" or "none", by the rules at the head of this module."""
    if NONE.search(listed.get("why", "")):
        return "none"
    if one is None or other is None or FREE.search(listed.get("why", "")):
        return "free"
    same = one.period == other.period and one.told.get("unit") == other.told.get("unit")
    return "must" if same else "free"


def _conflicts(case: Case, wanted: list[Wanted], placed: Placed, series: tuple[SeriesEntry, ...]) -> Measure:
    listed = _listed(case, wanted)
    points: dict[str, list[int]] = defaultdict(list)
    for n, (_, entry) in placed.items():
        points[entry.id].append(n)
    said = [
        {frozenset((a, b)) for a in points[c.first.id] for b in points[c.second.id] if a != b}
        for s in series
        for c in s.conflicts
        if c.first.id in points and c.second.id in points
    ]
    found = {pair for pairs in said for pair in pairs}
    must = {pair for pair, (kind, _) in listed.items() if kind == "must"}
    wrong = [min(pairs, key=sorted) for pairs in said if not any(_is_fair(p, listed, wanted) for p in pairs)]
    hits = len(must & found)
    faults = []
    for pair in sorted(must - found, key=sorted):
        by: By = "reconciling" if pair <= placed.keys() else "reading"
        faults.append(Fault(by, f"not found ({listed[pair][1]}): {_both(pair, wanted)}"))
    for pair in sorted(wrong, key=sorted):
        faults.append(Fault("reconciling", f"no conflict ({listed.get(pair, ('', 'not listed'))[1]}): {_both(pair, wanted)}"))
    return Measure("conflicts (F1)", CONFLICTS, Tally(hits, hits + len(wrong), hits, len(must)), 0.97, 0.90, faults)


def _listed(case: Case, wanted: list[Wanted]) -> dict[frozenset[int], tuple[str, str]]:
    """Kind and reason of each listed pair, by the numbers of its points. Of more than two that are listed together each pair
    counts whose own numbers contradict each other; the others may agree."""
    out: dict[frozenset[int], tuple[str, str]] = {}
    for number_, series in enumerate(case.cross.get("figure_series", [])):
        for listed in series.get("conflicts", []):
            sides = [_numbered(number_, side, wanted) for side in listed["between"]]
            for one, other in combinations([n for n in dict.fromkeys(sides) if n is not None], 2):
                kind = kind_of_conflict(listed, wanted[one], wanted[other])
                if len(sides) > 2 and kind == "must" and not _cannot_both(wanted[one], wanted[other]):
                    kind = "free"
                out[frozenset((one, other))] = kind, listed.get("why", "")
    return out


def _numbered(series: int, side: dict[str, Any], wanted: list[Wanted]) -> int | None:
    def like(told: dict[str, Any]) -> bool:
        return all(told[k] == side[k] for k in ("report", "evidence")) and (
            "value" not in side or told.get("value") == side["value"]
        )

    fits = [n for n, w in enumerate(wanted) if like(w.told)]
    return min(fits, key=lambda n: (wanted[n].group[0] != series, n), default=None)


def _is_fair(pair: frozenset[int], listed: dict[frozenset[int], tuple[str, str]], wanted: list[Wanted]) -> bool:
    if pair in listed:
        return listed[pair][0] != "none"
    one, other = sorted(pair)
    return _cannot_both(wanted[one], wanted[other])


def _both(pair: frozenset[int], wanted: list[Wanted]) -> str:
    return "; ".join(f"{wanted[n].told['report']}: {wanted[n].told['evidence']!r}" for n in sorted(pair))


def _cannot_both(one: Wanted, other: Wanted) -> bool:
    """Whether two points of one period contradict each other by their own numbers."""
    if one.period != other.period or one.group != other.group:
        return False
    a, b = one.told, other.told
    if a.get("value") is not None and b.get("value") is not None:
        (p, q), (r, s) = (_ends(x["value"]) for x in (a, b))
        return max(r - q, p - s) > LEVEL * max(abs(q), abs(s))
    first, second = (x.get("change") for x in (a, b))
    if not first or not second or first["value"] is None or second["value"] is None:
        return bool(first and second and first["direction"] != second["direction"])
    signed = [(-1 if x["direction"] == "down" else 1) * _ends(x["value"])[0] for x in (first, second)]
    return abs(signed[0] - signed[1]) > GROWTH


def _ends(value: Any) -> tuple[float, float]:
    return (float(value[0]), float(value[1])) if isinstance(value, list) else (float(value), float(value))
