"""Periods of drafts: the time told for each, else the one it takes over from the figures and sentences before it."""

from __future__ import annotations

from dataclasses import dataclass

from attache.reading.analysis import Analysis
from attache.reading.figures.common import Measure
from attache.reading.figures.counted_up import KIND as COUNTED_UP
from attache.reading.figures.draft import Draft
from attache.reading.figures.periods import (
    attached_period,
    base_level,
    gathered,
    perfect,
    period_of,
    pointed,
    said_time,
    scene,
    under_way,
    year_before,
)
from attache.records import Dates

_FLOWS = {"pair", "from_to", "to_from", "with"}


_STOCKS = {"in", "students"}
_GIVEN = {"pledge", "donation", "contribution", "appeal", "request"}
_STANDING = {"members", "population"}


@dataclass(frozen=True, slots=True)
class Dated:
    """A draft with the period found for it; `aside` where it is told only for comparison."""

    draft: Draft
    period: Dates | None
    aside: bool


def period_for(at: Analysis, draft: Draft, earlier: list[Dated]) -> Dates | None:
    """The period told in the sentence; a flow without one goes on with that of the figure before it, near by."""
    if draft.measure is not None and draft.measure.name in _STANDING:
        return None
    if draft.measure is not None and draft.measure.kind == COUNTED_UP:
        return (None, at.published[1]) if at.published is not None else None
    spot, flow = draft.spot, flows(draft)
    near = [d for d in earlier if spot.first - d.draft.spot.last < 60 and d.period is not None]
    known = [d.period for d in near if d.period is not None]
    if same := pointed(at, spot, known):
        return same
    stock = stock_of(draft)
    if draft.unit == "visits":
        return _undated(at, draft, earlier, stock=stock)
    if of_thing(draft):
        return attached_period(at, spot)
    told = period_of(at, spot, flow=flow, stock=stock)
    if told is not None and _at_present(at, draft, told):
        return at.published
    if told is not None and base_level(spot) and _to_come(at, told):
        return None  # "from 60 billion to 100 in the next five years": the time is that of the aim
    if told is not None:
        return told
    if not flow:
        return _undated(at, draft, earlier, stock=stock)
    here = [d for d in near if d.draft.spot.sentence.start == spot.sentence.start]
    if base_level(spot) and here:
        return year_before(here[-1].period)
    main = [d for d in near if flows(d.draft) and not d.aside]
    return main[-1].period if main else None


def _at_present(at: Analysis, draft: Draft, told: Dates) -> bool:
    """ "Trade grew last year, and 3,000 firms work there": is a count told in the present, and the time one gone by?"""
    day = at.published[0] if at.published is not None and at.published[0] == at.published[1] else None
    past = day is not None and told[1] is not None and told[1] < day
    counted = draft.measure is not None and draft.measure.kind == "count"
    return past and counted and under_way(draft.spot) and attached_period(at, draft.spot) is None


def _to_come(at: Analysis, told: Dates) -> bool:
    """Does the time reach beyond the report's own day by more than a year?"""
    day = at.published[1] if at.published is not None else None
    return day is not None and told[1] is not None and int(told[1][:4]) > int(day[:4])


_OF_THINGS = ("length of ", "area of ", "cost of ", "width of ", "height of ", "depth of ")


def of_thing(draft: Draft) -> bool:
    """Is it what a thing measures or costs, whatever the time of the act told of it: "completed the 761-km stretch in July"?"""
    return draft.measure is not None and draft.measure.name.startswith(_OF_THINGS)


def _undated(at: Analysis, draft: Draft, earlier: list[Dated], *, stock: bool) -> Dates | None:
    """The period of what has no time of its own.

    What has gathered counts up to the day it is told; a repeated measure keeps its period; a count in the past is of the
    day that the sentences before tell of.
    """
    spot, measure = draft.spot, draft.measure or Measure("")
    told = said_time(at, spot) or at.published
    if told is not None and (
        draft.unit == "visits"
        or measure.name.startswith(("rank of", "rank in"))
        or gathered(spot)
        or (stock and (measure.kind != "money" or perfect(spot)))
    ):
        return None, told[1]
    given = measure.kind == "" and measure.name.split()[:1] and measure.name.split()[0] in _GIVEN
    day = (scene(at, spot) or _same_scene(draft, earlier)) if measure.kind in {"count", "part"} else None
    if given:
        day = said_time(at, spot) or scene(at, spot)
    if day is None and draft.unit == "documents" and at.published is not None and at.published[0] == at.published[1]:
        return at.published  # papers are signed on the day that the report tells of
    if day is not None or spot.share:
        return day
    if measure.kind == "count" and at.published is not None and at.published[0] == at.published[1] and under_way(spot):
        return at.published
    same = [d for d in earlier if d.draft.measure is not None and d.draft.measure.name == measure.name and d.period is not None]
    return same[-1].period if same and spot.first - same[-1].draft.spot.last < 200 else None


def _same_scene(draft: Draft, earlier: list[Dated]) -> Dates | None:
    """The period of the count before it in the same sentence or the one before, of the same unit."""
    near = [d for d in earlier[-2:] if draft.spot.first - d.draft.spot.last < 40]
    return next((d.period for d in reversed(near) if d.draft.unit == draft.unit and d.period is not None), None)


def gathers(draft: Draft, period: Dates | None) -> bool:
    """Is it a stock of money, or what has been counted up to, up to a day?"""
    if draft.measure is not None and draft.measure.kind == COUNTED_UP:
        return True
    money = draft.measure is not None and draft.measure.kind == "money"
    return money and stock_of(draft) and period is not None and period[0] is None


def stock_of(draft: Draft) -> bool:
    """Is it a stock, which gathers over the years, as investment does?"""
    return draft.measure is not None and draft.measure.shape in _STOCKS and not _come(draft)


def flows(draft: Draft) -> bool:
    """Is it counted over a time, as trade and those who come to visit are?"""
    return draft.measure is not None and (draft.measure.shape in _FLOWS or _come(draft))


def _come(draft: Draft) -> bool:
    return draft.measure is not None and "tourist arrivals" in (draft.measure.base, draft.measure.name)
