"""From spots to figures: candidates, then changes joined with levels, then records."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from attache.reading.analysis import Analysis
from attache.reading.clauses import clause_of
from attache.reading.figures.aims import goes_on_aiming, is_aimed
from attache.reading.figures.bearers import phrase_at, subject_of
from attache.reading.figures.changes import Told, change_at, factor_spots, needed
from attache.reading.figures.common import Measure, common_measures, topic_of
from attache.reading.figures.counted_up import counted_up
from attache.reading.figures.counts import counted
from attache.reading.figures.dated import Dated, flows, gathers, period_for
from attache.reading.figures.draft import Draft
from attache.reading.figures.ellipsis import refused
from attache.reading.figures.excepted import with_exception
from attache.reading.figures.inherited import appositive, inherited
from attache.reading.figures.listed import listed_period
from attache.reading.figures.measures import measure_of, sensible
from attache.reading.figures.named import full_name
from attache.reading.figures.nouns import actor_nouns
from attache.reading.figures.periods import (
    background,
    base_level,
    gathered,
)
from attache.reading.figures.ranks import lengths, ranks
from attache.reading.figures.setting import main_pair, part_of, parties_of
from attache.reading.figures.spots import Spot, role, spots
from attache.reading.figures.tellers import told_by
from attache.reading.figures.verbs import measure_by_unit
from attache.reading.quantities.units import record_unit
from attache.records import ActorName, Dates, Figure, Statement

__all__ = ["Draft", "appositive", "drafts_of", "find_figures"]

RULE = "figures/1"


def find_figures(at: Analysis, statements: tuple[Statement, ...]) -> tuple[Figure, ...]:
    """Figures of the report in text order."""
    pair = main_pair(at)
    out: list[Figure] = []
    earlier: list[Dated] = []
    told = (*ranks(at), *lengths(at), *counted_up(at))
    others = [Draft(spot, measure, value, unit, spot.quantity.bound) for spot, measure, value, unit in told]
    aimed: Draft | None = None
    drafts = sorted([*drafts_of(at), *others], key=lambda d: d.spot.quantity.start)
    for draft in drafts:
        if is_aimed(at, draft.spot) or (aimed is not None and goes_on_aiming(at, aimed.spot, draft.spot)):
            aimed = draft
            continue
        if not _entered(draft):
            continue
        if earlier and _restated(earlier[-1].draft, draft):
            continue
        before = [
            (d.draft, d.period)
            for d in earlier
            if d.period is not None and d.draft.spot.sentence.start != draft.spot.sentence.start
        ]
        period = listed_period(at, draft, _row(drafts, draft), before) or period_for(at, draft, earlier)
        figure = _of_the_two(at, _row(drafts, draft), draft, _figure(at, draft, statements, pair, period), out)
        out.append(_sourced(at, draft, earlier[-1:], figure, out))
        earlier.append(Dated(draft, period, background(draft.spot) or base_level(draft.spot)))
    return tuple(out)


def _row(drafts: list[Draft], draft: Draft) -> list[Draft]:
    """The numbers of its sentence that measure the same."""
    name = draft.measure.name if draft.measure is not None else ""
    here = [d for d in drafts if d.spot.sentence.start == draft.spot.sentence.start and d.unit == draft.unit]
    return [d for d in here if d.measure is not None and d.measure.name == name]


def _restated(last: Draft, draft: Draft) -> bool:
    """ "20 lakh (two million) houses": the number before, said once more in brackets."""
    bracketed = draft.spot.before is not None and draft.spot.before.text == "(" and draft.spot.first - last.spot.last <= 2
    return bracketed and (last.value, last.unit, last.measure and last.measure.name) == (
        draft.value,
        draft.unit,
        draft.measure and draft.measure.name,
    )


_BOTH = re.compile(r"\b(?:the two|both|the same two)(?: (?:sides|offices|bureaus|ministries|bodies|books))? (\w+)\b[^;]*$")


def _of_the_two(at: Analysis, row: list[Draft], draft: Draft, figure: Figure, out: list[Figure]) -> Figure:
    """ "A counted 6 billion, B 3; for 2016 the two have 5 billion and 2": the numbers are theirs in the order told before."""
    spot = draft.spot
    lead = _BOTH.search(at.report.text[part_of(spot)[0] : spot.quantity.start])
    here = [d for d in row if part_of(d.spot) == part_of(spot)]
    if lead is None or lead[1] not in role("counting_verb") or len(here) != 2:
        return figure
    place = next(k for k, other in enumerate(here) if other is draft)
    known = list(dict.fromkeys(f.source for f in out[: len(out) - place][-2:] if f.source is not None))
    return replace(figure, source=known[place]) if len(known) == 2 else figure


def _sourced(at: Analysis, draft: Draft, last: list[Dated], figure: Figure, out: list[Figure]) -> Figure:
    """A trade figure that no one else tells keeps the source of the one before it in the same paragraph."""
    if figure.source is not None or figure.speakers or not last or not (flows(draft) and flows(last[0].draft)):
        return figure
    text = at.report.text[last[0].draft.spot.quantity.end : draft.spot.quantity.start]
    before = out[-1]
    return figure if "\n" in text or before.speakers else replace(figure, source=before.source)


@lru_cache(maxsize=1)
def drafts_of(at: Analysis) -> tuple[Draft, ...]:
    """All measured numbers of the report, aims among them, in text order."""
    people, named, pair = people_words(at), named_tokens(at), main_pair(at)
    drafts = [draft for spot in spots(at) if (draft := _draft(spot, people, named)) is not None]
    drafts += [_factor(spot, told) for spot, told in factor_spots(at.doc) if _measured(spot)]
    drafts.sort(key=lambda draft: draft.spot.first)
    named_in_full = [
        replace(draft, measure=full_name(at, draft.spot, draft.measure, pair)) if draft.measure else draft
        for draft in _joined(drafts)
    ]
    return tuple(with_exception(at, draft) for draft in inherited(named_in_full, at, pair))


def _measured(spot: Spot) -> bool:
    """Is it a common measure, or the "it" that goes on about one, that doubled or halved?"""
    before = list(spot.doc[spot.sentence.start : spot.first])
    return bool(common_measures(before)) or (any(t.lower_ in {"it", "which"} for t in before[-4:]) and topic_of(spot) is not None)


def _factor(spot: Spot, told: Told) -> Draft:
    return Draft(spot, _changed(spot), None, None, spot.quantity.bound, told.change, told.verb)


def people_words(at: Analysis) -> frozenset[str]:
    """Words for people of a nation that the report uses, in lower case ("russians", "vietnamese")."""
    words = {m.evidence.text.lower() for m in at.mentions if m.form == "demonym"}
    return frozenset(words | {word + "s" for word in words if not word.endswith(("s", "ese", "ish"))})


def named_tokens(at: Analysis) -> frozenset[int]:
    """Tokens that are part of the name of an actor or thing."""
    out: set[int] = set()
    for mention in at.mentions:
        if mention.form in {"name", "short", "metonym"}:
            start, end = mention.evidence.start, mention.evidence.end
            out.update(range(bisect_left(at.doc.starts, start), bisect_left(at.doc.starts, end)))
    return frozenset(out)


def _draft(spot: Spot, people: frozenset[str], named: frozenset[int]) -> Draft | None:
    quantity = spot.quantity
    if told := change_at(spot):
        if (rise := needed(spot)) is not None:
            unit = "/".join(filter(None, (told.change.unit, told.change.per)))
            return Draft(spot, Measure(f"{rise} needed", token=spot.first), told.change.value, unit, quantity.bound)
        return Draft(spot, _changed(spot), None, None, quantity.bound, told.change, told.verb)
    if (quantity.unit is None and not spot.fraction) or quantity.unit == "dose":
        found = counted(spot, people) if quantity.unit is None else (_doses(spot), "doses")
        if found is None:
            return Draft(spot, None, quantity.value, None, quantity.bound)
        return Draft(spot, found[0], quantity.value, found[1], quantity.bound)
    value = round(quantity.value * 100, 1) if spot.fraction and not isinstance(quantity.value, tuple) else quantity.value
    unit = "%" if spot.fraction else record_unit(quantity.unit or "")
    measure = measure_of(spot, named) or measure_by_unit(spot)
    if measure is not None and quantity.unit is not None and quantity.unit.endswith("watt") and "capacity" not in measure.name:
        measure = replace(measure, name=f"capacity of {measure.name}")
    if measure is not None and "/" not in unit and not spot.share:
        unit += _rate_behind(spot, measure)
    if (measure is not None and unit == "USD") or spot.money:
        unit = _yearly(spot, measure, unit)
    return Draft(spot, measure, value, unit, quantity.bound)


_PER = {"a", "an", "per", "each", "every"}


def _rate_behind(spot: Spot, measure: Measure) -> str:
    """ "250 million cubic feet of gas a day": the time it is per, where that stands behind what is measured; else empty."""
    if not spot.last <= measure.token < spot.sentence.end - 2 or spot.money:
        return ""
    lead, time = spot.doc[measure.token + 1].lower_, spot.doc[measure.token + 2].lower_
    return f"/{time}" if lead in _PER and time in {"year", "month", "week", "day", "hour"} else ""


def _yearly(spot: Spot, measure: Measure | None, unit: str) -> str:
    """ "the annual payments at X" are so much a year."""
    if measure is None or measure.shape != "plain" or measure.token < 1 or "/" in unit:
        return unit
    near = {spot.doc[measure.token].lower_, spot.doc[measure.token - 1].lower_}
    return f"{unit}/year" if near & {"annual", "yearly"} else unit


def _doses(spot: Spot) -> Measure:
    told = {
        "deliver": "delivered",
        "arrive": "delivered",
        "gift": "donated",
        "donate": "donated",
        "give": "donated",
        "buy": "bought",
    }
    verb = next((told[t.lemma_.lower()] for t in spot.sentence if t.lemma_.lower() in told), "")
    return Measure(f"vaccine doses {verb}".strip(), kind="count", token=spot.first)


def _changed(spot: Spot) -> Measure | None:
    """What a change is of: the common measure in its sentence, nearest before it, else after it; else the verb's subject."""
    before = common_measures(list(spot.doc[spot.sentence.start : spot.first]))
    after = common_measures(list(spot.doc[spot.last : min(spot.last + 12, spot.sentence.end)]))
    return before[-1] if before else after[0] if after else _changing(spot)


def _changing(spot: Spot) -> Measure | None:
    """The subject of the verb that tells the change: "deliveries through the pipeline rose by a fifth"."""
    words = list(spot.doc[max(spot.sentence.start, spot.first - 4) : spot.first])
    verb = next((t for t in reversed(words) if t.pos_ == "VERB"), None)
    subject = subject_of(verb) if verb is not None else None
    if subject is None or subject.pos_ != "NOUN" or subject.lower_ in actor_nouns():
        return None
    return Measure(phrase_at(subject), kind="change", token=subject.i)


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Changes joined with the level they belong to, told in the same sentence."""
    out = list(drafts)
    for draft in drafts:
        if draft.change is None:
            continue
        k = next(i for i, other in enumerate(out) if other is draft)
        level = _level_for(out, k)
        if level is not None:
            own = out[level].measure or (draft.measure if draft.measure and draft.measure.kind == "change" else None)
            out[level] = replace(out[level], measure=own, change=draft.change)
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
    if (
        before is not None
        and change.spot.first - drafts[before].spot.last <= 14
        and not _parted(drafts[before].spot, change.spot)
    ):
        return before
    return None


def _parted(first: Spot, second: Spot) -> bool:
    """Does a semicolon stand between two numbers?"""
    return any(token.text == ";" for token in first.doc[first.last : second.first])


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


def _entered(draft: Draft) -> bool:
    """Is it a figure of the file: does it measure something sensible that is said to be so?"""
    if draft.measure is None or not draft.measure.name or (draft.value is not None and draft.unit is None):
        return False
    if draft.unit == "states" and draft.spot.before is not None and draft.spot.before.lower_ in _KNOWN:
        return False  # "the ten members": they are named by their number, not counted
    return sensible(draft.measure, draft.unit) and not refused(draft.spot) and not _supposed(draft)


def _supposed(draft: Draft) -> bool:
    """ "A rise of 60 per cent would have meant …": a change that did not come about."""
    after = [t.lower_ for t in draft.spot.doc[draft.spot.last : min(draft.spot.last + 8, draft.spot.sentence.end)]]
    return draft.value is None and any(a == "would" and b == "have" for a, b in pairwise(after))


def _figure(
    at: Analysis, draft: Draft, statements: tuple[Statement, ...], pair: tuple[ActorName, ...], period: Dates | None
) -> Figure:
    spot = draft.spot
    measure = draft.measure or Measure("")
    parties = parties_of(at, spot, pair, trade=measure.shape == "pair", alone=_of_one(measure))
    speakers, source = told_by(at, spot, statements)
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
        period=period,
        cumulative=draft.value is not None and (gathered(spot) or gathers(draft, period)),
        speakers=speakers,
        source=source,
    )


_KNOWN = {"the", "its", "their", "these", "those", "all"}
_ONE = {"gross domestic product", "defence budget", "reserves", "votes for", "votes against", "abstentions", "margin of votes"}


def _of_one(measure: Measure) -> bool:
    """May the measure be about one country alone: its product, its votes, its dead?"""
    return measure.name in _ONE or measure.name.split()[-1:] in (["killed"], ["injured"], ["arrested"], ["displaced"])
