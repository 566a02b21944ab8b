"""From spots to figures: candidates, then changes joined with levels, then records."""

from __future__ import annotations

from dataclasses import dataclass, replace

from attache.reading.figures.aims import is_aimed
from attache.reading.analysis import Analysis
from attache.reading.clauses import clause_of
from attache.reading.figures.changes import change_at
from attache.reading.figures.counts import counted
from attache.reading.figures.measures import Measure, common_measures, measure_of
from attache.reading.figures.setting import main_pair, parties_of, period_of, source_of, speakers_of
from attache.reading.figures.spots import Spot, spots
from attache.reading.quantities.units import record_unit
from attache.records import ActorName, Bound, Change, Dates, Figure, Statement, Value

RULE = "figures/1"


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure in the making: what is known of it before its setting is told."""

    spot: Spot
    measure: Measure | None
    value: Value | None
    unit: str | None
    bound: Bound | None
    change: Change | None = None
    verb: bool = False


def find_figures(at: Analysis, statements: tuple[Statement, ...]) -> tuple[Figure, ...]:
    """Figures of the report in text order."""
    pair = main_pair(at)
    return tuple(_figure(at, draft, statements, pair) for draft in drafts_of(at) if _entered(at, draft))


def drafts_of(at: Analysis) -> list[Draft]:
    """All measured numbers of the report, aims among them, in text order."""
    people = people_words(at)
    drafts = [draft for spot in spots(at) if (draft := _draft(spot, people)) is not None]
    return _inherited(_joined(drafts))


def people_words(at: Analysis) -> frozenset[str]:
    """Demonyms of the report in lower case, as they may stand for people ("Russians", "Vietnamese")."""
    words = {m.evidence.text.lower() for m in at.mentions if m.form == "demonym"}
    return frozenset(words | {word + "s" for word in words if not word.endswith("s")})


def _draft(spot: Spot, people: frozenset[str]) -> Draft | None:
    quantity = spot.quantity
    if told := change_at(spot):
        return Draft(spot, _changed(spot), None, None, quantity.bound, told.change, told.verb)
    if quantity.unit is None and not spot.fraction:
        found = counted(spot, people)
        if found is None:
            return Draft(spot, None, quantity.value, None, quantity.bound)
        return Draft(spot, Measure(found[0], kind="count"), quantity.value, found[1], quantity.bound)
    value = round(quantity.value * 100, 1) if spot.fraction and not isinstance(quantity.value, tuple) else quantity.value
    unit = "%" if spot.fraction else record_unit(quantity.unit or "")
    return Draft(spot, measure_of(spot), value, unit, quantity.bound)


def _changed(spot: Spot) -> Measure | None:
    """What a change is of: the common measure in its sentence, nearest before it."""
    before = common_measures(list(spot.doc[spot.sentence.start : spot.first]))
    after = common_measures(list(spot.doc[spot.last : spot.sentence.end]))
    return before[-1] if before else after[0] if after else None


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Changes joined with the level they belong to, told in the same sentence."""
    out = list(drafts)
    for draft in drafts:
        if draft.change is None:
            continue
        k = next(i for i, other in enumerate(out) if other is draft)
        level = _level_for(out, k)
        if level is not None:
            out[level] = replace(out[level], change=draft.change)
            out[k] = replace(draft, spot=draft.spot, value=None, change=None)
    return [draft for draft in out if draft.value is not None or draft.change is not None]


def _level_for(drafts: list[Draft], k: int) -> int | None:
    """The draft whose level the change at `k` belongs to: after a verb the next one reached by "to", else the one before."""
    change = drafts[k]
    before = _near(drafts, k, -1)
    ahead = _near(drafts, k, 1)
    if ahead is not None and _reached(change.spot, drafts[ahead].spot) and (change.verb or before is None):
        return ahead
    if change.verb:
        return None
    if before is not None and change.spot.first - drafts[before].spot.last <= 14:
        return before
    return None


def _near(drafts: list[Draft], k: int, step: int) -> int | None:
    j = k + step
    if not 0 <= j < len(drafts) or drafts[j].spot.sentence.start != drafts[k].spot.sentence.start:
        return None
    other = drafts[j]
    return j if other.change is None and other.value is not None and other.unit != "%" else None


def _reached(change: Spot, level: Spot) -> bool:
    """Does "to", "and" or "which makes" lead from the change to the level?"""
    between = [token.lower_ for token in change.doc[change.last : level.first]]
    return len(between) <= 12 and bool(between) and (between[-1] in {"to", "at"} or between == ["and"])


def _inherited(drafts: list[Draft]) -> list[Draft]:
    """Measures and units of elliptic numbers taken from the figure before, within the paragraph and the one before it."""
    out: list[Draft] = []
    for draft in drafts:
        if draft.measure is None:
            model = _model(out, draft)
            if model is not None:
                unit = draft.unit or (model.unit if draft.change is None else None)
                draft = replace(draft, measure=model.measure, unit=unit)
        out.append(draft)
    return [_with_unit(out, draft) for draft in out]


_REACH = 60


def _model(earlier: list[Draft], draft: Draft) -> Draft | None:
    """The latest figure that an elliptic number may repeat: money after money, count after count, a change after money."""
    for other in reversed(earlier):
        if draft.spot.first - other.spot.last > _REACH:
            return None
        if other.measure is None:
            continue
        if draft.change is not None and other.measure.kind == "money":
            return other
        if draft.change is None and (other.unit == draft.unit or (draft.unit is None and other.unit != "%")):
            return other
    return None


def _with_unit(drafts: list[Draft], draft: Draft) -> Draft:
    """A change alone in a measure of money takes over the money's unit."""
    if draft.value is not None or draft.measure is None or draft.measure.kind != "money":
        return draft
    if draft.measure.name == "gross domestic product":
        return draft
    known = [d.unit for d in drafts if d.unit and d.measure and d.measure.name == draft.measure.name and d.value is not None]
    return replace(draft, unit=(known or ["USD"])[0])


def _entered(at: Analysis, draft: Draft) -> bool:
    """Is it a figure of the file: does it measure something, and not an aim?"""
    if draft.measure is None or not draft.measure.name or (draft.value is not None and draft.unit is None):
        return False
    return not is_aimed(at, draft.spot, draft.measure.name)


def _figure(at: Analysis, draft: Draft, statements: tuple[Statement, ...], pair: tuple[ActorName, ...]) -> Figure:
    spot = draft.spot
    measure = draft.measure or Measure("")
    parties = parties_of(at, spot, pair)
    unit = draft.unit
    if unit and measure.kind == "money" and measure.shape in {"pair", "from_to", "to_from", "with"}:
        unit = unit.removesuffix("/year")
    start, end = clause_of(spot.sentence, spot.quantity.start, spot.quantity.end)
    return Figure(
        measure=measure.name,
        parties=parties,
        value=draft.value,
        unit=unit,
        evidence=(at.evidence(start, end),),
        rule=RULE,
        bound=draft.bound,
        change=draft.change,
        period=_period(at, draft),
        speakers=speakers_of(spot, statements),
        source=source_of(at, spot),
    )


def _period(at: Analysis, draft: Draft) -> Dates | None:
    return period_of(at, draft.spot)
