"""The verdict on one promise, from what was found for it alone.

Rules are tried in this order: replaced before its day; figures for the due time, or those that a growth rate implies for
it; what a report says itself; reached ahead of its day; the event that was promised, or money lent; told anew for
later; what its own sentence or somebody says; figures for a part of the time; denied, or awaited after its day;
called off; put off; settled; still to come; overdue; open.
`as_of` is always an argument.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attache.ledger.promises import Promise
from attache.ledger.series import Point
from attache.ledger.told import Actors, Told, closed, earliest, latest
from attache.ledger.verdicts.answering import deed_line, shares_thing
from attache.ledger.verdicts.called_off import called_off, denied, put_off, settled, still_awaited
from attache.ledger.verdicts.case import AHEAD, DOING, OFFERS, Case, Verdict, known_by, plans_of
from attache.ledger.verdicts.deeds import by_deeds
from attache.ledger.verdicts.figures import by_figures, by_part, reached_early
from attache.ledger.verdicts.keys import offers_event, offers_figure, offers_promise, offers_statement, wants
from attache.ledger.verdicts.lending import by_lending
from attache.ledger.verdicts.replaced import replaced, told_anew
from attache.ledger.verdicts.reports import by_own_words, by_report, by_statement
from attache.ledger.words import span
from attache.records import Event, Statement

AROUND = 3
"""Days between a report and the event it tells within which a day is that of the saying."""
RULES = (
    replaced,
    by_figures,
    by_report,
    reached_early,
    by_deeds,
    by_lending,
    told_anew,
    by_own_words,
    by_statement,
    by_part,
    denied,
    still_awaited,
    called_off,
    put_off,
    settled,
)
FRESH = 365
"""Days after it was last told within which what has no day, and can be checked, is still to come."""


def case_of(
    promise: Promise,
    *,
    points: Iterable[Point] = (),
    rivals: Iterable[Promise] = (),
    events: Iterable[Told[Event]] = (),
    statements: Iterable[Told[Statement]] = (),
    actors: Actors,
    as_of: str,
) -> Case | None:
    """The case of a promise as of a day, from records found by its keys or from any more: what shares no key is left out,
    so is all that later reports tell. None where no report had told the promise by then.

    `points` are outcomes by `tells_outcome`.
    """
    known = known_by(promise, as_of, actors)
    if known is None:
        return None
    told = sorted((e for e in events if e.day <= as_of), key=lambda e: e.id)
    plans = plans_of(known, told, actors)
    wanted = wants(known, told, actors)
    others = (known_by(r, as_of, actors) for r in rivals if r.id != known.id)
    counted = (p for p in points if p.told.day <= as_of and not wanted.isdisjoint(offers_figure(p.told, actors)))
    said = (s for s in statements if s.day <= as_of and not wanted.isdisjoint(offers_statement(s, actors)))
    return Case(
        known,
        plans,
        tuple(sorted(counted, key=_by_period)),
        tuple(sorted((r for r in others if r and not wanted.isdisjoint(offers_promise(r, actors))), key=lambda r: r.id)),
        tuple(e for e in told if not wanted.isdisjoint(offers_event(e, actors))),
        tuple(sorted(said, key=lambda s: s.id)),
        actors,
        as_of,
    )


def _by_period(point: Point) -> tuple[str, str, str, str]:
    period = point.told.record.period
    return earliest(period), latest(period), point.told.day, point.told.id


def judge(case: Case) -> Verdict:
    """The verdict of the first rule that has one."""
    for rule in RULES:
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return _undecided(case)


def _undecided(case: Case) -> Verdict:
    promise, due = case.promise, latest(case.promise.due)
    if due and due >= case.as_of:
        words = f"Due {span(promise.due)}; its day has not passed."
        return Verdict(promise.id, "pending", "not-yet-due", words)
    if due and _due_when_said(promise):
        words = f"Its only day, {span(promise.due)}, is that on which it was said; no report tells whether it was done."
        return Verdict(promise.id, "open", "due-when-said", words)
    if due:
        return Verdict(promise.id, "overdue", "due-passed", f"Due {span(promise.due)}; no report tells whether it was done.")
    return _to_come(case) or Verdict(
        promise.id, "open", "cannot-be-checked", "It has no day and no figure by which it could be checked."
    )


def _to_come(case: Case) -> Verdict | None:
    """Without a day, but with a deed or figure that can be checked: still planned by a later report, or told of late."""
    promise = case.promise
    plans = [p for p in case.plans if p.record.type in DOING and (p.record.status == "planned" or p.record.mode in OFFERS)]
    if not plans and (promise.value is None or promise.kind != "plan"):
        return None
    ahead = [e for e in case.events if latest(e.record.when) >= case.as_of and e.day > promise.first and _still_plans(e, case)]
    if ahead:
        words = f"It had no day; a report of {ahead[0].day} still expects it: {deed_line(ahead[0])}."
        return Verdict(promise.id, "pending", "still-planned", words, (ahead[0].id,))
    if promise.last and _ordinal(case.as_of) - _ordinal(promise.last) <= FRESH:
        words = f"It has no day; it was last told of on {promise.last}, and is still to come."
        return Verdict(promise.id, "pending", "told-of-late", words)
    return None


def _still_plans(event: Told[Event], case: Case) -> bool:
    return event.record.status in AHEAD and any(shares_thing(event, plan) for plan in case.plans)


def wakes(promise: Promise, as_of: str) -> str | None:
    """The first day after `as_of` on which the verdict may change though no report comes in; None where there is none."""
    days = [next_day(latest(promise.due))]
    if promise.due is None and promise.last:
        days.append(_later(promise.last, FRESH + 1))
    return min((d for d in days if d > as_of), default=None)


def next_day(day: str) -> str:
    return _later(day, 1) if day else ""


def _later(day: str, days: int) -> str:
    """So many days later, as far as the calendar reaches."""
    return date.fromordinal(min(_ordinal(day) + days, date.max.toordinal())).isoformat()


def _due_when_said(promise: Promise) -> bool:
    """Whether the due time is no more than the days around each report that tells it: "agreed on Tuesday to …"."""
    due = closed(promise.due)
    if due is None:
        return False
    days = [_ordinal(day) for day in due]
    return all(t.day and all(abs(day - _ordinal(t.day)) <= AROUND for day in days) for t in promise.told)


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day or "").toordinal()
