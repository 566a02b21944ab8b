"""What became of a promise: a verdict with the rule that gave it, the records that prove it, and plain words.

Rules are tried in this order: replaced before its day; figures for the due time; figures that a growth rate implies
for it; what a report says itself; reached ahead of its day; the event that was promised; still to come; overdue; open.
`as_of` is always an argument.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from attache.knowledge import rows
from attache.ledger.deeds import Deed
from attache.ledger.entries import VerdictWord
from attache.ledger.names import folded
from attache.ledger.promises import Promise, title_of
from attache.ledger.series import CALENDAR, Point, Series, interval, measure_key
from attache.ledger.told import closed, earliest, latest
from attache.ledger.words import amount, grain, span, year_before
from attache.records import CommitmentKind, Evidence, Figure, Value

NEAR = 0.05
"""How far below its value a target with "about" still counts as met."""


_OUTCOMES: Mapping[str, VerdictWord] = {
    "kept": "kept",
    "kept late": "kept late",
    "missed": "missed",
    "partly": "missed",
    "postponed": "superseded",
    "superseded": "superseded",
}
"""A report's own word on the outcome → verdict. What was put off before its day is replaced by its later day."""
CHECKED: tuple[CommitmentKind, ...] = ("target", "plan")
"""Kinds that a figure of the same measure can decide. A loan pledged is not kept by any other loan of that size."""
AROUND = 3
"""Days between a report and the event it tells within which a day is that of the saying."""
MADE_UP = 2
"""Years after the due time within which reaching the value is keeping it late; later it is another effort's success."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one promise; `proof` are ids of figures and commitments besides those of the promise itself."""

    promise: str
    verdict: VerdictWord
    rule: str
    explanation: str
    proof: tuple[str, ...] = ()
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A promise with all that can decide it, as known on a day."""

    promise: Promise
    points: tuple[Point, ...]
    """Figures of its measure, parties and unit with a period that had begun by `as_of`, from reports out by then."""
    rivals: tuple[Promise, ...]
    """Other promises on the same measure, parties and unit."""
    deeds: tuple[Deed, ...]
    """Events told by `as_of` that are what was promised."""
    as_of: str
    name: Callable[[str], str]
    """Actor's name by id."""


def judge_all(
    promises: Sequence[Promise],
    series: Iterable[Series],
    deeds: Mapping[str, Sequence[Deed]],
    *,
    as_of: str,
    name: Callable[[str], str],
) -> dict[str, Verdict]:
    """The verdict on each promise by its id; reports after `as_of` are as if not yet written."""
    points: dict[object, list[Point]] = defaultdict(list)
    aims: dict[str, list[Evidence]] = defaultdict(list)
    for told in (t for promise in promises for t in promise.told):
        aims[told.report] += told.record.evidence
    for s in series:
        found = [p for p in s.points if p.told.day <= as_of and _is_outcome(p, aims.get(p.told.report, ()))]
        points[(measure_key(s.measure), s.parties, s.unit)] += found
    rivals: dict[object, list[Promise]] = defaultdict(list)
    known = [p for p in promises if p.first <= as_of]
    for promise in known:
        for key in promise.keys if promise.measure else ():
            rivals[key].append(promise)
    out = {}
    for p in known:
        counted = tuple(point for key in p.keys for point in points[key]) if p.measure else ()
        others = {r.id: r for key in p.keys for r in rivals[key] if r is not p}
        done = tuple(d for d in deeds.get(p.id, ()) if d.told.day <= as_of)
        out[p.id] = judge(Case(p, counted, tuple(others.values()), done, as_of, name))
    return out


def _is_outcome(point: Point, aims: Sequence[Evidence]) -> bool:
    """Whether a figure tells how it was, not how it should be: its report came out when its period was over, or all but
    over, and no commitment rests on the same words."""
    told, period = point.told, point.told.record.period
    if not point.is_outcome or not told.day or period is None:
        return False
    if point.grain not in CALENDAR and told.day < latest(period):
        return False
    return not any(a.start < e.end and e.start < a.end for e in told.record.evidence for a in aims)


def judge(case: Case) -> Verdict:
    """The verdict of the first rule that has one."""
    for rule in (_superseded, _by_figures, _by_report, _reached_early, _by_deeds):
        verdict = rule(case)
        if verdict is not None:
            return verdict
    promise, due = case.promise, latest(case.promise.due)
    if due and due >= case.as_of:
        return Verdict(
            promise.id, "pending", "not-yet-due", f"Due {span(promise.due)}; as of {case.as_of} its day has not passed."
        )
    if due and _due_when_said(promise):
        words = f"Its only day, {span(promise.due)}, is that on which it was said; no report tells whether it was done."
        return Verdict(promise.id, "open", "due-when-said", words)
    if due:
        return Verdict(promise.id, "overdue", "due-passed", f"Due {span(promise.due)}; no report tells whether it was done.")
    return Verdict(promise.id, "open", "cannot-be-checked", "It has no day and no figure by which it could be checked.")


def _due_when_said(promise: Promise) -> bool:
    """Whether the due time is no more than the days around each report that tells it: "agreed on Tuesday to …"."""
    due = closed(promise.due)
    if due is None:
        return False
    days = [_ordinal(day) for day in due]
    return all(t.day and all(abs(day - _ordinal(t.day)) <= AROUND for day in days) for t in promise.told)


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day or "").toordinal()


def _by_deeds(case: Case) -> Verdict | None:
    """The event that was promised took place; where several were, each of them did."""
    parts = sorted({d.part for d in case.deeds})
    chosen = [next(d for d in case.deeds if d.part == part) for part in parts]
    if not chosen:
        return None
    told = "; ".join(_deed_line(d) for d in chosen)
    proof = tuple(d.told.id for d in chosen)
    if any(d.late for d in chosen):
        words = f"Due {span(chosen[0].due)}; done later: {told}."
        return Verdict(case.promise.id, "kept late", "event-after-the-due-time", words, proof)
    return Verdict(case.promise.id, "kept", "event-as-promised", f"It took place: {told}.", proof)


def _deed_line(deed: Deed) -> str:
    words = " ".join(deed.told.record.evidence[0].text.split())
    return f"{span(deed.told.record.when)}, “{words}”"


def _by_figures(case: Case) -> Verdict | None:
    """Figures whose period is the due time; without any, those that next year's growth implies."""
    promise = case.promise
    if promise.value is None or promise.due is None or promise.kind not in CHECKED:
        return None
    told = [(p, reaches(p.told.record, promise)) for p in case.points if _covers(p, promise)]
    decided = [(p, met) for p, met in told if met is not None]
    rule = "figures-for-the-due-time"
    lines = {p.told.id: _line(p, case) for p, _ in decided}
    if not decided:
        decided = [(p, met) for p, met in _implied(case) if met is not None]
        rule = "growth-implies-the-due-time"
        lines = {
            p.told.id: f"{_line(p, case)}, which makes about {amount(_back(p.told.record), promise.unit)} a year earlier"
            for p, _ in decided
        }
    # The year is not over while it is still running.
    if not decided or (latest(promise.due) >= case.as_of and not all(met for _, met in decided)):
        return None
    proof = tuple(p.told.id for p, _ in decided)
    facts = "; ".join(dict.fromkeys(lines[p.told.id] for p, _ in decided))
    outcomes = {met for _, met in decided}
    goal = f"{amount(promise.value, promise.unit)} aimed at"
    if len(outcomes) == 2:
        return Verdict(promise.id, "disputed", rule, f"{facts}: by one count at the {goal}, by another not.", proof)
    if True in outcomes:
        return Verdict(promise.id, "kept", rule, f"{facts}: the {goal} was reached.", proof)
    late = _reached_later(case)
    if late is not None:
        words = f"{facts}: short of the {goal}; reached later: {_line(late, case)}."
        return Verdict(promise.id, "kept late", "reached-after-the-due-time", words, (*proof, late.told.id))
    return Verdict(promise.id, "missed", rule, f"{facts}: short of the {goal}.", proof)


def _by_report(case: Case) -> Verdict | None:
    """What a report says itself of the outcome, the latest one where several do."""
    saying = [t for t in case.promise.told if t.record.outcome and t.day <= case.as_of]
    if not saying:
        return None
    latest_told = saying[-1]
    outcome = latest_told.record.outcome or ""
    word = _OUTCOMES.get(outcome, "open")
    said = latest_told.record.outcome_evidence or latest_told.record.evidence[0]
    note = ", in part only" if outcome == "partly" else ""
    words = f"A report says so: “{' '.join(said.text.split())}”{note}."
    return Verdict(case.promise.id, word, "told-by-a-report", words, (latest_told.id,))


def _superseded(case: Case) -> Verdict | None:
    """Another value for the same time, or another time for the same value, first named after this one was last upheld
    and before its day."""
    promise = case.promise
    later = [r for r in case.rivals if promise.last < r.first <= (latest(promise.due) or "9999") and _replaces(r, promise)]
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


def _replaces(new: Promise, old: Promise) -> bool:
    """Another value for the same day, or the same value for another day. To name an aim without its day replaces nothing."""
    if new.due is None:
        return False
    if latest(new.due) == latest(old.due):
        return new.value != old.value
    return new.value == old.value


def _reached_early(case: Case) -> Verdict | None:
    """A figure for a period after the promise was made and before its day that reaches it already."""
    promise = case.promise
    if promise.value is None or promise.kind != "target":
        return None
    due = latest(promise.due) or "9999"
    for point in case.points:
        period = point.told.record.period
        after = earliest(period) > promise.first and latest(period) <= due
        if after and _same_grain(point, promise) and reaches(point.told.record, promise):
            words = f"{_line(point, case)}: the {amount(promise.value, promise.unit)} aimed at was reached before its day."
            return Verdict(promise.id, "kept", "reached-before-its-day", words, (point.told.id,))
    return None


def reaches(figure: Figure, promise: Promise) -> bool | None:
    """Whether a figure meets a promise's value; None where its bound leaves both possible."""
    if figure.value is None or promise.value is None:
        return None
    low, high = interval(figure.value, figure.bound)
    return _meets(low, high, promise)


def _meets(low: float, high: float, promise: Promise) -> bool | None:
    goal = _goal(promise)
    if is_falling(promise.measure or ""):
        return True if high <= goal else False if low > goal else None
    return True if low >= goal else False if high < goal else None


def _goal(promise: Promise) -> float:
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
            yield point, _meets(back, back, case.promise)


def _reached_later(case: Case) -> Point | None:
    """The first point of the same grain after the due time that reaches the value."""
    due = latest(case.promise.due)
    for point in case.points:
        begins = earliest(point.told.record.period)
        soon = begins > due and int(begins[:4]) - int(due[:4]) <= MADE_UP
        if soon and _same_grain(point, case.promise) and reaches(point.told.record, case.promise):
            return point
    return None


def _line(point: Point, case: Case) -> str:
    """ "two-way trade in 2020: 4.85 bn USD (Vietnam's count)"."""
    figure = point.told.record
    level = amount(figure.value, figure.unit, figure.bound)
    change = figure.change
    moved = f", {change.direction} {amount(change.value, change.unit)}" if change and change.value is not None else ""
    side = f" (by the count of {case.name(point.side)})" if point.side else ""
    return f"{figure.measure} in {span(figure.period)}: {level}{moved}{side}"


def as_of_day(days: Iterable[str]) -> str:
    """The newest report's day, which stands for today; empty without any."""
    return max(days, default="")


Verdicts = Mapping[str, Verdict]
