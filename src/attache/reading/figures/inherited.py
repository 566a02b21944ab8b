"""Ellipsis made good: numbers whose own words tell no measure or unit take it from the topic or from a figure before them.

In go the drafts of a report in text order, out come the same with measures and units filled in where the passage tells them.
"""

from __future__ import annotations

from dataclasses import replace

from attache.reading.analysis import Analysis
from attache.reading.figures.common import Measure, amount_verbs, topic_ahead, topic_of
from attache.reading.figures.draft import Draft
from attache.reading.figures.ellipsis import changes_hands, elliptic, spoken_of
from attache.reading.figures.measures import own_tail
from attache.reading.figures.named import full_name, is_source
from attache.reading.figures.phrases import phrase_after, right_run, words_of
from attache.reading.figures.spots import Spot, role
from attache.records import ActorName


def inherited(drafts: list[Draft], at: Analysis, pair: tuple[ActorName, ...]) -> list[Draft]:
    """Measures and units of elliptic numbers, taken from the topic or from the figure before them."""
    out: list[Draft] = []
    for draft in drafts:
        if draft.measure is None and (valued := _worth_of_count(out, draft)) is not None:
            draft = replace(draft, measure=valued)
        if draft.measure is None and (part := _part_of(out, draft)) is not None:
            draft = replace(draft, measure=part)
        if draft.measure is None:
            alone = not (elliptic(draft.spot) or spoken_of(draft.spot))
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
_CONCERNING = {"concern", "concerns", "concerned", "cover", "covers", "covered", "regard", "regards"}


_FURTHER, _THAT_DO = "further ", " that "


def _other_part(spot: Spot) -> tuple[str, str]:
    """ "another 29 per cent", "12 per cent stay outside": words before and behind the whole's name that set one share of it
    apart from those told before; empty where the number only goes on."""
    if spot.before is not None and spot.before.lower_ in {"another", "further"}:
        return _FURTHER, ""
    after = list(spot.doc[spot.last : min(spot.last + 2, spot.sentence.end)])
    acts = len(after) == 2 and after[0].tag_ in {"VBP", "VBZ", "VBD"} and after[0].pos_ == "VERB"
    if acts and after[1].pos_ in {"ADV", "ADP", "ADJ"} and after[0].lower_ not in role("saying_verb"):
        return "", f"{_THAT_DO}{after[0].lower_} {after[1].lower_}"
    return "", ""


def _part_about(spot: Spot) -> str:
    """ "Four of them concern education": what sets those few apart from the whole."""
    after = list(spot.doc[spot.last : min(spot.last + 4, spot.sentence.end)])
    if len(after) < 4 or after[0].lower_ != "of" or after[1].lower_ not in _THAT or after[2].lower_ not in _CONCERNING:
        return ""
    start, end = right_run(spot.doc, after[3].i, ceiling=spot.sentence.end)
    return f"on {words_of(spot.doc[start:end])}" if end > start else ""


def _like(draft: Draft, model: Draft, measure: Measure) -> Draft:
    """`draft` with the measure of `model`, its own verb and prepositional phrase in place of the model's."""
    measure = _own_verb(draft, model, measure)
    if draft.spot.share:
        whole = measure.name.removeprefix(_FURTHER).partition(_THAT_DO)[0]
        lead, predicate = _other_part(draft.spot) if model.spot.sentence.start == draft.spot.sentence.start else ("", "")
        measure = replace(measure, name=f"{lead}{whole}{predicate}")
    if about := _part_about(draft.spot):
        return replace(draft, measure=replace(measure, name=f"{measure.name} {about}"), unit=draft.unit or model.unit)
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
            another = other.unit == draft.unit or spoken_of(draft.spot)
            if other.spot.money and (another or appositive(other.spot, draft.spot) or _listed(other, draft)):
                return other
        elif draft.unit is not None:
            if other.unit == draft.unit:
                return other
        elif _goes_on(other, draft):
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


def _goes_on(model: Draft, draft: Draft) -> bool:
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
