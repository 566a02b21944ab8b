"""Series: is each figure in the series, at the period and on the side where it belongs, and are the conflicts found?

Sorting. A series of cross.json may hold several units; a ledger never mixes them, so its points of one unit are one group. A
ledger's series belongs to the group most of its points come from. A point is right where its series belongs to its group, its
period is the one told (a stock "by 30 June 2016" by its last day) and it is on the side told. A series that says "(forecast)"
may be points of the plain series that the ledger marks as forecasts. Where a group is split over several series of the ledger,
only those count that a ledger may keep apart: by side, by grain, cumulative or not; the rest of it is wrong.
Too much is a point in a series that belongs to a group, which cross.json does not place there.

Conflicts. Cross.json lists pairs with the reason why they differ, also such as are none.
must be found   two points of one period and unit whose reason does not explain the difference away
free            rounding or a later revision of one side, and pairs of different periods: shown by some, and not wrong
no conflict     "not a real conflict"
A pair that the ledger has and the list has not is too much, unless the two cannot both be right by their own numbers (5 % for
levels, 2 points for growth, of one period): the lists name examples where three reports differ, not every pair.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from attache.ledger.entries import FigureEntry, SeriesEntry
from attache.records import Dates
from benchmarks.reconcile.comparing import paired, span, touches
from benchmarks.reconcile.ledgers import Case, file_of
from benchmarks.reconcile.scores import Fault, Measure, Tally, matched
from benchmarks.records import changes, number

PART = "series"
CONFLICTS = "conflicts"
NONE = re.compile(r"\bnot? a? ?(real )?conflict|\bno conflict", re.IGNORECASE)
FREE = re.compile(r"\bround(s|ed|ing)?\b|\brevis(ed|ion)\b", re.IGNORECASE)
LEVEL, GROWTH = 0.05, 2.0
Key = tuple[str, str]
"""File name and evidence."""
Group = tuple[int, str | None]
"""Number of the series in cross.json, unit."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A point of cross.json."""

    group: Group
    measure: str
    period: Dates | None
    told: dict[str, Any]
    place: tuple[int, int] | None

    @property
    def key(self) -> Key:
        """What conflicts name it by."""
        return self.told["report"], self.told["evidence"]

    @property
    def is_forecast(self) -> bool:
        """Whether its series is one of forecasts."""
        return "forecast" in self.measure


def measure_figures(case: Case) -> list[Measure]:
    """F1 of points and of conflicts, and what the points lose by each condition."""
    wanted = list(_wanted(case))
    series = case.ledger.series()
    given = [(s, p) for s in series for p in s.points]
    placed = {
        wanted[i].key: given[j] for i, j in paired(wanted, given, lambda w, g: _exact(w, g[1]) if case.by_hand else _fit(w, g[1]))
    }
    owner = _owners(wanted, placed)
    return [*_points(case, wanted, placed, owner, series), _conflicts(case, wanted, placed, series)]


def _wanted(case: Case) -> Iterator[Wanted]:
    for number_, series in enumerate(case.cross.get("figure_series", [])):
        for period in series["periods"]:
            for told in period["values"]:
                place = case.place(told["report"], told["evidence"])
                yield Wanted((number_, told["unit"]), series["measure"], span(period["period"]), told, place)


def _exact(wanted: Wanted, entry: FigureEntry) -> float | None:
    return 1.0 if (file_of(entry.quotes), entry.figure.evidence[0].text) == wanted.key else None


def _fit(wanted: Wanted, entry: FigureEntry) -> float | None:
    """Touching passages of one report with the same value, or the same change where only that is told."""
    if file_of(entry.quotes) != wanted.told["report"]:
        return None
    shared = touches(wanted.place, entry.figure.evidence)
    value, change = wanted.told["value"], wanted.told["change"]
    same = number(value, entry.figure.value) if value is not None else changes(change, _change(entry))
    if shared <= 0 or not same:
        return None
    near = bool(entry.figure.unit == wanted.told["unit"])
    return shared / max(1, len(wanted.told["evidence"])) + 2 * near + (entry.figure.period == wanted.period)


def _change(entry: FigureEntry) -> dict[str, Any] | None:
    change = entry.figure.change
    return {"value": change.value, "direction": change.direction} if change else None


def _owners(wanted: list[Wanted], placed: dict[Key, tuple[SeriesEntry, FigureEntry]]) -> dict[str, Group]:
    """The group that each series of the ledger belongs to; forecasts in the plain series do not vote."""
    votes: dict[str, Counter[Group]] = defaultdict(Counter)
    for point in wanted:
        if point.key in placed:
            series, entry = placed[point.key]
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


def _points(
    case: Case,
    wanted: list[Wanted],
    placed: dict[Key, tuple[SeriesEntry, FigureEntry]],
    owner: dict[str, Group],
    series: tuple[SeriesEntry, ...],
) -> list[Measure]:
    main: dict[Group, SeriesEntry] = {}
    for one in sorted(series, key=lambda s: (-sum(placed.get(w.key, (None,))[0] is s for w in wanted), s.id)):
        if one.id in owner:
            main.setdefault(owner[one.id], one)
    faults: list[Fault] = []
    in_series, with_period, right = 0, 0, 0
    for point in wanted:
        if point.key not in placed:
            faults.append(Fault("reading", f"no such figure: {_said(point)}"))
            continue
        one, entry = placed[point.key]
        trouble = _misplaced(point, one, entry, owner, main)
        in_series += trouble is None
        period = _same_period(point.period, entry.figure.period)
        with_period += trouble is None and period
        side = entry.side == point.told.get("side")
        right += trouble is None and period and side
        if trouble:
            faults.append(Fault("reconciling", f"{trouble}: {_said(point)}"))
        elif not period:
            faults.append(Fault("reading", f"period {entry.figure.period}, should be {point.period}: {_said(point)}"))
        elif not side:
            faults.append(Fault("reconciling", f"side {entry.side}, should be {point.told.get('side')}: {_said(point)}"))
    told = {id(entry) for _, entry in placed.values()}
    extra = [(s, p) for s in series if s.id in owner for p in s.points if id(p) not in told]
    by = "reconciling" if case.by_hand else "reading"
    faults += [
        Fault(
            "reading" if by == "reading" else "reconciling",
            f"too much in {s.measure!r}: {file_of(p.quotes)} {p.figure.value} {p.figure.evidence[0].text[:90]!r}",
        )
        for s, p in extra
    ]
    given = len(placed) + len(extra)
    return [
        Measure(
            "points in the right series, period, side (F1)",
            PART,
            matched(right, given=given, wanted=len(wanted)),
            0.97,
            0.90,
            faults,
        ),
        Measure("  in the right series", PART, matched(in_series, given=given, wanted=len(wanted))),
        Measure("  … and period", PART, matched(with_period, given=given, wanted=len(wanted))),
        Measure("points right, of those found", PART, matched(right, given=len(placed), wanted=len(placed))),
    ]


def _misplaced(
    point: Wanted, one: SeriesEntry, entry: FigureEntry, owner: dict[str, Group], main: dict[Group, SeriesEntry]
) -> str | None:
    if entry.suspect:
        return "marked as a fault of its report"
    if point.is_forecast:
        return None if entry.forecast or owner[one.id] == point.group else f"no forecast, in {one.measure!r}"
    if entry.forecast:
        return "marked as a forecast"
    if owner[one.id] != point.group:
        return f"in {one.measure!r} {one.unit}"
    home = main[point.group]
    return None if one is home or _apart(one, home) else f"in a series of its own ({one.measure!r}, not {home.measure!r})"


def _same_period(true: Dates | None, said: Dates | None) -> bool:
    if true is None or said is None:
        return true is said
    return true == said or (true[0] is None and true[1] == said[1])


def _said(point: Wanted) -> str:
    told = point.told
    what = f"{point.measure} {point.period} {told['value']} {told['unit']} ({told.get('side')})"
    return f"{what} in {told['report']}: {told['evidence']!r}"


def kind_of_conflict(listed: dict[str, Any], one: Wanted | None, other: Wanted | None) -> str:
    """ "must", "free" or "none", by the rules at the head of this module."""
    if NONE.search(listed["why"]):
        return "none"
    if one is None or other is None or FREE.search(listed["why"]):
        return "free"
    same = one.period == other.period and (one.told["unit"] == other.told["unit"])
    return "must" if same else "free"


def _conflicts(
    case: Case, wanted: list[Wanted], placed: dict[Key, tuple[SeriesEntry, FigureEntry]], series: tuple[SeriesEntry, ...]
) -> Measure:
    points = {w.key: w for w in wanted}
    names = {entry.id: key for key, (_, entry) in placed.items()}
    kinds: dict[frozenset[Key], str] = {}
    why: dict[frozenset[Key], str] = {}
    for listed in (c for s in case.cross.get("figure_series", []) for c in s.get("conflicts", [])):
        one, other = ((b["report"], b["evidence"]) for b in listed["between"])
        pair = frozenset((one, other))
        kinds[pair] = kind_of_conflict(listed, points.get(one), points.get(other))
        why[pair] = listed["why"]
    found = [(c.first, c.second) for s in series for c in s.conflicts]
    said = {frozenset((names[a.id], names[b.id])) for a, b in found if a.id in names and b.id in names}
    must = {p for p, k in kinds.items() if k == "must"}
    wrong = [p for p in said if kinds.get(p) == "none" or (p not in kinds and not _cannot_both(*(points[k] for k in sorted(p))))]
    hits = len(must & said)
    faults = []
    for pair in sorted(must - said, key=sorted):
        known = all(k in placed for k in pair)
        where = "; ".join(f"{k[0]}: {k[1]!r}" for k in sorted(pair))
        faults.append(Fault("reconciling" if known else "reading", f"not found ({why[pair]}): {where}"))
    for pair in sorted(wrong, key=sorted):
        where = "; ".join(f"{k[0]}: {k[1]!r}" for k in sorted(pair))
        faults.append(Fault("reconciling", f"no conflict ({why.get(pair, 'not listed')}): {where}"))
    return Measure("conflicts (F1)", CONFLICTS, Tally(hits, hits + len(wrong), hits, len(must)), 0.97, 0.90, faults)


def _cannot_both(one: Wanted, other: Wanted) -> bool:
    """Whether two points of one period contradict each other by their own numbers."""
    if one.period != other.period or one.group != other.group:
        return False
    a, b = one.told, other.told
    if a["value"] is not None and b["value"] is not None:
        (p, q), (r, s) = (_ends(x["value"]) for x in (a, b))
        return max(r - q, p - s) > LEVEL * max(abs(q), abs(s))
    first, second = (x["change"] for x in (a, b))
    if not first or not second or first["value"] is None or second["value"] is None:
        return bool(first and second and first["direction"] != second["direction"])
    signed = [(-1 if x["direction"] == "down" else 1) * _ends(x["value"])[0] for x in (first, second)]
    return abs(signed[0] - signed[1]) > GROWTH


def _ends(value: Any) -> tuple[float, float]:
    return (float(value[0]), float(value[1])) if isinstance(value, list) else (float(value), float(value))
