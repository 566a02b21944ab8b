"""From spots to figures: candidates, then changes joined with levels, then records."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache

from attache.reading.analysis import Analysis
from attache.reading.clauses import clause_of
from attache.reading.figures.aims import goes_on_aiming, is_aimed
from attache.reading.figures.bearers import phrase_at, subject_of
from attache.reading.figures.changes import Told, change_at, factor_spots
from attache.reading.figures.common import Measure, amount_verbs, common_measures, topic_ahead, topic_of
from attache.reading.figures.counts import counted
from attache.reading.figures.dated import Dated, flows, gathers, period_for
from attache.reading.figures.draft import Draft
from attache.reading.figures.ellipsis import changes_hands, elliptic, refused
from attache.reading.figures.measures import measure_of, own_tail, sensible
from attache.reading.figures.named import full_name, is_source
from attache.reading.figures.nouns import actor_nouns
from attache.reading.figures.periods import (
    background,
    base_level,
    gathered,
)
from attache.reading.figures.phrases import phrase_after
from attache.reading.figures.ranks import lengths, ranks
from attache.reading.figures.setting import main_pair, parties_of
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
    others = [Draft(spot, measure, value, unit, spot.quantity.bound) for spot, measure, value, unit in (*ranks(at), *lengths(at))]
    aimed: Draft | None = None
    for draft in sorted([*drafts_of(at), *others], key=lambda d: d.spot.quantity.start):
        if is_aimed(at, draft.spot) or (aimed is not None and goes_on_aiming(at, aimed.spot, draft.spot)):
            aimed = draft
            continue
        if not _entered(draft):
            continue
        if earlier and _restated(earlier[-1].draft, draft):
            continue
        period = period_for(at, draft, earlier)
        out.append(_sourced(at, draft, earlier[-1:], _figure(at, draft, statements, pair, period), out))
        earlier.append(Dated(draft, period, background(draft.spot) or base_level(draft.spot)))
    return tuple(out)


def _restated(last: Draft, draft: Draft) -> bool:
    """ "20 lakh (two million) houses": the number before, said once more in brackets."""
    bracketed = draft.spot.before is not None and draft.spot.before.text == "(" and draft.spot.first - last.spot.last <= 2
    return bracketed and (last.value, last.unit, last.measure and last.measure.name) == (
        draft.value,
        draft.unit,
        draft.measure and draft.measure.name,
    )


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
    return tuple(_inherited(named_in_full, at, pair))


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


def _inherited(drafts: list[Draft], at: Analysis, pair: tuple[ActorName, ...]) -> list[Draft]:
    """Measures and units of elliptic numbers, taken from the topic or from the figure before them."""
    out: list[Draft] = []
    for draft in drafts:
        if draft.measure is None and (valued := _worth_of_count(out, draft)) is not None:
            draft = replace(draft, measure=valued)
        if draft.measure is None and (part := _part_of(out, draft)) is not None:
            draft = replace(draft, measure=part)
        if draft.measure is None:
            alone = not elliptic(draft.spot)
            model, topic = _model(out, draft), None if alone else topic_of(draft.spot)
            if alone and draft.spot.money and model is not None and model.spot.sentence.start != draft.spot.sentence.start:
                model = None
            bare = _bare_millions(draft)
            money = draft.spot.money or draft.change is not None or (bare and topic is not None and topic.kind == "money")
            if topic is not None and money and (model is None or model.spot.first < topic.token or model.measure is None):
                draft = replace(draft, measure=full_name(at, draft.spot, topic, pair))
            elif model is None and draft.spot.money and not alone and (ahead := topic_ahead(draft.spot)) is not None:
                draft = replace(draft, measure=full_name(at, draft.spot, ahead, pair))
            elif model is not None and model.measure is not None:
                draft = _done_to(draft, model) or _like(draft, model, _renamed(at, draft, model.measure, pair))
        if draft.measure is None and draft.value is not None and draft.spot.money and changes_hands(draft.spot):
            draft = replace(draft, measure=Measure("amount", kind="money", token=draft.spot.first))
        out.append(draft)
    return [_by_year(_with_unit(out, draft)) for draft in out]


def _by_year(draft: Draft) -> Draft:
    """ "at roughly 100 million a year", where the currency is that of a figure before: the rate is told behind the number."""
    told = draft.unit is not None and draft.value is not None and draft.measure is not None
    if not told or not draft.spot.money or "/" in (draft.unit or "") or not _each_year(draft.spot):
        return draft
    return replace(draft, unit=f"{draft.unit}/year")


_OF_IT = [["of", lead, noun] for lead in ("the", "that", "this") for noun in ("sum", "total", "amount", "money")]
_THAT = {"that", "it", "this", "which", "them", "those", "these"}


def _part_of(earlier: list[Draft], draft: Draft) -> Measure | None:
    """ "Only 6 per cent of that", "of which barely half was paid": a share of what the number before it measures."""
    spot = draft.spot
    if draft.value is None or not earlier:
        return None
    if spot.money:
        whole = [token.lower_ for token in spot.doc[spot.last : min(spot.last + 3, spot.sentence.end)]]
        return earlier[-1].measure if whole in _OF_IT and earlier[-1].spot.money else None
    if not spot.share:
        return None
    after = [token.lower_ for token in spot.doc[spot.last : min(spot.last + 2, spot.sentence.end)]]
    before = [token.lower_ for token in spot.doc[max(spot.sentence.start, spot.first - 3) : spot.first]]
    if not ((after[:1] == ["of"] and after[1:2] and after[1] in _THAT) or ("of" in before and "which" in before)):
        return None
    last = next((d for d in reversed(earlier) if d.measure is not None and not d.spot.share), None)
    if last is None or last.measure is None or spot.first - last.spot.last > 60:
        return None
    return Measure(f"share of {last.measure.name}", kind="share", token=last.measure.token)


def _bare_millions(draft: Draft) -> bool:
    """Is it a number of millions that names neither unit nor thing counted?"""
    value = draft.spot.quantity.value
    low = value[0] if isinstance(value, tuple) else value
    return draft.spot.quantity.unit is None and draft.measure is None and low >= 1e6


def _worth_of_count(earlier: list[Draft], draft: Draft) -> Measure | None:
    """ "171 projects in Vietnam, worth X": the value of what was counted right before."""
    before = draft.spot.before
    if before is None or before.lower_ not in role("worth") or not draft.spot.money or not earlier:
        return None
    count = earlier[-1]
    if count.measure is None or count.spot.sentence.start != draft.spot.sentence.start or count.spot.quantity.unit is not None:
        return None
    if count.measure.base == "investment projects":
        return replace(
            count.measure, name=count.measure.name.replace("investment projects", "investment"), kind="money", base="investment"
        )
    return Measure(f"value of {count.measure.name}", kind="money", token=count.measure.token)


def _renamed(at: Analysis, draft: Draft, measure: Measure, pair: tuple[ActorName, ...]) -> Measure:
    """The model's measure with the parties of the elliptic number ("…, and Vietnam 20 in Russia")."""
    named = at.mentions_within(draft.spot.sentence.start_char, draft.spot.quantity.start)
    if not measure.base or not any(not is_source(draft.spot, mention) for mention in named):
        return measure
    return full_name(at, draft.spot, replace(measure, name=measure.base, token=draft.spot.first), pair)


def _done_to(draft: Draft, model: Draft) -> Draft | None:
    """ "killed 1,700 people, affected 33 million": the same people, another verb."""
    before = draft.spot.before
    telling = role("put_verb") | role("counting_verb") | role("level_verb")
    if (
        before is None
        or before.pos_ != "VERB"
        or before.lower_ in telling
        or model.unit != "people"
        or draft.spot.quantity.unit is not None
    ):
        return None
    return replace(draft, measure=Measure(f"people {before.lower_}", kind="count", token=before.i), unit="people")


def _own_verb(draft: Draft, model: Draft, measure: Measure) -> Measure:
    """ "The first 12 will be delivered": what the model counts, with the verb told of these."""
    spot = draft.spot
    after = list(spot.doc[spot.last : min(spot.last + 4, spot.sentence.end)])
    if model.measure is None or model.measure.kind != "count" or not after or after[0].pos_ != "AUX":
        return measure
    verb = next((t for t in after[1:] if t.pos_ == "VERB" and t.tag_ in {"VBN", "VBD"}), None)
    if verb is None or verb.lower_ in role("bland"):
        return measure
    words = measure.name.split()
    noun = "people" if model.unit == "people" else " ".join(words[:-1] if words[-1].endswith(("ed", "en")) else words)
    return replace(measure, name=f"{noun} {verb.lower_}{phrase_after(verb, _WHERE)}".strip())


_WHERE = {"to", "into", "for"}


def _like(draft: Draft, model: Draft, measure: Measure) -> Draft:
    """`draft` with the measure of `model`, its own verb and prepositional phrase in place of the model's."""
    measure = _own_verb(draft, model, measure)
    tail = own_tail(draft.spot)
    if tail and draft.spot.sentence.start == model.spot.sentence.start:
        word = tail.split()[0]
        measure = replace(measure, name=measure.name.partition(f" {word} ")[0] + tail)
    unit = draft.unit or (model.unit if draft.change is None else None)
    return replace(draft, measure=measure, unit=unit)


_REACH = 80


def _model(earlier: list[Draft], draft: Draft) -> Draft | None:
    """The latest figure that an elliptic number may repeat: money after money, count after count, a change after money."""
    for other in reversed(earlier):
        if draft.spot.first - other.spot.last > _REACH:
            return None
        if other.measure is None:
            continue
        if draft.value is None:
            if other.measure.kind in {"money", "people"}:
                return other
        elif draft.spot.money:
            if other.spot.money and (other.unit == draft.unit or appositive(other.spot, draft.spot) or _listed(other, draft)):
                return other
        elif draft.unit is not None:
            if other.unit == draft.unit:
                return other
        elif _elliptic(other, draft):
            return other
    return None


def _listed(first: Draft, second: Draft) -> bool:
    """ "Germany announced X, while the US put up Y and the UK Z": one giver after another, each in its own money?"""
    between = list(first.spot.doc[first.spot.last : second.spot.first])
    joined = any(t.lower_ in {"and", ",", "while"} for t in between) and not any(t.text in {".", ";"} for t in between)
    same = first.spot.sentence.start == second.spot.sentence.start and len(between) <= 12
    return same and joined and all(_gives(t.lower_) for t in between if t.pos_ == "VERB")


def _gives(word: str) -> bool:
    return word in role("giving") or word in amount_verbs() or word in {"put", "adds", "added"}


def appositive(first: Spot, second: Spot) -> bool:
    """ "30 billion dollars, about four trillion yen", "200 trillion dong, or 8.9 billion dollars"."""
    between = [token.lower_ for token in first.doc[first.last : second.first]]
    return len(between) <= 3 and set(between) <= {",", "(", "or", "—", "–"}


def _elliptic(model: Draft, draft: Draft) -> bool:
    """Does a bare number go on counting what the number before it in the same or the last sentence counted?"""
    spot = draft.spot
    if model.unit is None or model.unit in {"%"} or model.spot.money or spot.first - model.spot.last > 40:
        return False
    large = not isinstance(spot.quantity.value, tuple) and spot.quantity.value >= 1000
    after = spot.after.lower_ if spot.after is not None else ""
    opens = spot.before is None or spot.before.text in {",", ";"} or spot.before.pos_ in {"PROPN", "CCONJ"}
    if spot.before is not None and spot.before.pos_ == "VERB" and large:
        return True
    closed = after in _CLOSING
    besides = spot.before is not None and spot.before.lower_ in role("besides") | {"first", "last", "other", "remaining"}
    return closed and (large or opens or besides or after in {"each", "of"})


_CLOSING = frozenset(
    {"", "?", "!", ")", "of", "in", "each", ",", ".", ";", "were", "was", "from", "to", "for", "against", "by"}
    | {"have", "has", "had", "are", "will"}
)


def _each_year(spot: Spot) -> bool:
    """Does "a year" follow the number?"""
    after = [token.lower_ for token in spot.doc[spot.last : spot.last + 2]]
    return after in (["a", "year"], ["per", "year"]) or after[:1] == ["annually"]


def _with_unit(drafts: list[Draft], draft: Draft) -> Draft:
    """A change alone in a measure of money takes over the money's unit."""
    if draft.measure is None or draft.measure.kind != "money" or (draft.value is not None and draft.unit is not None):
        return draft
    if draft.measure.name == "gross domestic product":
        return draft
    known = [d.unit for d in drafts if d.unit and d.measure and d.measure.name == draft.measure.name and d.value is not None]
    return replace(draft, unit=(known or ["USD"])[0])


def _entered(draft: Draft) -> bool:
    """Is it a figure of the file: does it measure something sensible that is said to be so?"""
    if draft.measure is None or not draft.measure.name or (draft.value is not None and draft.unit is None):
        return False
    return sensible(draft.measure, draft.unit) and not refused(draft.spot)


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


_ONE = {"gross domestic product", "defence budget", "reserves", "votes for", "votes against", "abstentions", "margin of votes"}


def _of_one(measure: Measure) -> bool:
    """May the measure be about one country alone: its product, its votes, its dead?"""
    return measure.name in _ONE or measure.name.split()[-1:] in (["killed"], ["injured"], ["arrested"], ["displaced"])
