"""What an amount measures by the verb it goes with or the unit it is in: "lent X", "X was received", "is owed X", megawatts."""

from __future__ import annotations

from dataclasses import replace

from attache.language.tokens import Token
from attache.reading.figures.common import Measure, amount_verbs, common_measures
from attache.reading.figures.phrases import left_run, right_run, words_of
from attache.reading.figures.spots import Spot, role


def moved(spot: Spot) -> Measure | None:
    """ "250 million was received", "2.8 billion has arrived": the number as the subject of a verb of paying."""
    if not spot.money:
        return None
    words = list(spot.doc[spot.last : min(spot.last + 4, spot.sentence.end)])
    if not words or words[0].lower_ not in {"was", "were", "has", "have", "had", "will", "is", "are"}:
        return None
    for token in words[1:]:
        if token.lower_ in {"arrived", "come", "received", "followed", "drawn", "disbursed", "withdrawn"}:
            return Measure("disbursement", token=token.i)
        if token.lower_ in amount_verbs():
            return Measure(amount_verbs()[token.lower_], token=token.i)
    return None


def owed(spot: Spot, clause: list[Token]) -> Measure | None:
    """ "China is owed X": a debt to the subject."""
    words = [token.lower_ for token in clause[-4:]]
    if spot.money and "owed" in words and {"is", "are", "was", "were"} & set(words):
        subject = next((token for token in clause if token.pos_ == "PROPN"), None)
        return Measure(f"debt owed to {subject.text}" if subject is not None else "debt", token=clause[-1].i)
    return None


def object_of(spot: Spot, clause: list[Token]) -> Measure | None:
    """ "lent X", "promised X": the measure that the verb before the number tells."""
    if spot.share or not spot.money:
        return None
    for token in reversed(clause[-9:]):
        word = token.lower_
        if token.pos_ in {"VERB", "AUX"} and word in amount_verbs():
            return _into(spot, token) or Measure((_paid(token) or amount_verbs()[word]) + _purpose(spot), token=token.i)
        if token.pos_ == "VERB" and word in {"put", "puts", "putting"}:
            into = any(t.lower_ == "into" for t in spot.doc[spot.last : min(spot.last + 10, spot.sentence.end)])
            return Measure("investment", "in", "money", token.i) if into else None
        if token.text in {";", "("} or (token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"}):
            break
    return None


def _purpose(spot: Spot) -> str:
    """ " for the border region", " to transport links": what a sum is given to, where that is no name."""
    after = spot.after
    if after is None or after.lower_ not in {"for", "to"}:
        return ""
    start, end = right_run(spot.doc, after.i + 1, ceiling=spot.sentence.end)
    if start == end or start - after.i > 3 or end - start > 2 or spot.doc[end - 1].pos_ != "NOUN":
        return ""
    head = spot.doc[end - 1]
    told = head.lower_ in role("time_noun") or head.like_num or head.lower_ in role("saying_verb")
    return "" if told else f" {after.lower_} {words_of(spot.doc[start:end])}"


def _into(spot: Spot, verb: Token) -> Measure | None:
    """ "invested X in Peru": a stock of investment, whose name takes its parties."""
    after = [token.lower_ for token in spot.doc[spot.last : min(spot.last + 2, spot.sentence.end)]]
    here = bool({"in", "into", "here", "there"} & set(after))
    return Measure("investment", "in", "money", verb.i) if here and amount_verbs()[verb.lower_] == "investment" else None


def _paid(verb: Token) -> str | None:
    """ "paid back X": debt payments; "will have to pay X": payments."""
    if verb.lemma_.lower() != "pay":
        return None
    after = verb.nbor().lower_ if verb.i + 1 < verb.sent.end else ""
    if after in {"back", "off", "down"}:
        return "debt payments"
    before = [token.lower_ for token in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i]]
    return "payments" if before[-1:] == ["to"] or {"must", "should"} & set(before) else None


def earned(spot: Spot, clause: list[Token]) -> Measure | None:
    """ "Oil production has brought X into the budget": revenue, of whose budget and from what."""
    if not spot.money:
        return None
    after = list(spot.doc[spot.last : min(spot.last + 9, spot.sentence.end)])
    purse = next((token for token in after if token.lower_ in role("public_purse")), None)
    verb = next((token for token in reversed(clause[-9:]) if token.lower_ in role("earning_verb")), None)
    lead = after[0].lower_ if after else ""
    if purse is None or verb is None or lead not in {"into", "to", "for", "in"}:
        return None
    start, end = right_run(spot.doc, spot.last + 1, ceiling=spot.sentence.end)
    name = f"revenue of {words_of(spot.doc[start:end])}"
    stop = verb.i
    while stop > spot.sentence.start and spot.doc[stop - 1].pos_ in {"AUX", "ADV"}:
        stop -= 1
    first, last = left_run(spot.doc, stop, floor=spot.sentence.start)
    return Measure(f"{name} from {words_of(spot.doc[first:last])}" if last > first else name, token=verb.i)


def promised_behind(spot: Spot) -> Measure | None:
    """ "the two billion it promised": the verb of the relative clause behind the number."""
    if not spot.money:
        return None
    for token in spot.doc[spot.last : min(spot.last + 7, spot.sentence.end)]:
        if token.text in {",", ";", "."} or token.lower_ in {"and", "to"} or token.pos_ == "NUM":
            return None
        if token.pos_ == "VERB":
            measure = amount_verbs().get(token.lower_)
            return Measure(measure, token=token.i) if measure else None
    return None


_BY_DIMENSION = {
    "watt": "capacity",
    "watt hour": "output",
    "metre": "distance",
    "mile": "distance",
    "hectare": "area",
    "acre": "area",
}


_SQUARED = ("square metre", "square kilometre", "square mile")


def measure_by_unit(spot: Spot) -> Measure | None:
    """What a unit measures where no word tells: megawatts a capacity, kilometres a distance."""
    top, _, rate = (spot.quantity.unit or "").partition("/")
    if rate in {"year", "day"} and not spot.money:
        return Measure("capacity", kind="measure", token=spot.first)
    if top in _SQUARED:
        return Measure("area", kind="measure", token=spot.first)
    for unit, measure in _BY_DIMENSION.items():
        if top.endswith(unit):
            return Measure(measure, kind="measure", token=spot.first)
    return None


def common_before(spot: Spot, clause: list[Token]) -> Measure | None:
    """The common measure named last before the number in its clause."""
    before = [m for m in common_measures(clause) if m.kind == "money"] if spot.money else []
    return _modified(spot, before[-1]) if before else None


def _modified(spot: Spot, found: Measure) -> Measure:
    """ "Pre-accession assistance to Serbia amounted to X": a plain measure with the words before it that tell its kind; not
    with names and comparisons ("smaller promises")."""
    if found.shape != "plain" or found.token < 0:
        return found
    start, end = left_run(spot.doc, found.token + 1, floor=spot.sentence.start)
    phrase = list(spot.doc[start:end])
    kinds = [t for t in phrase[:-1] if t.pos_ in {"ADJ", "NOUN"} and t.lower_ not in role("dropped")]
    other = any(t.tag_ in {"JJR", "JJS"} or t.pos_ == "PROPN" or t.ent_type_ for t in phrase)
    if not kinds or other or not phrase[-1].text.islower():
        return found
    name = words_of(phrase)
    return replace(found, name=name[:1].lower() + name[1:])


def common_ahead(spot: Spot) -> Measure | None:
    """The common measure named first after the number, a few words on."""
    ahead = [m for m in common_measures(list(spot.doc[spot.last : min(spot.last + 9, spot.sentence.end)])) if m.kind == "money"]
    return ahead[0] if ahead and spot.money else None
