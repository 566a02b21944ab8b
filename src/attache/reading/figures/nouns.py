"""Nouns that name a measure: the subject before a verb and the whole before "of"; people and states, which act, are none."""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several
from attache.language.tokens import Span, Token
from attache.reading.figures.common import Measure
from attache.reading.figures.phrases import left_run, words_of
from attache.reading.figures.spots import NOUNS, Spot, role

_JOINING = {"of", "in", "and", "for", "on", "from", "to"}


def noun_before(spot: Spot, verb: Token, named: frozenset[int]) -> Measure | None:
    """The noun phrase with its "of" and "in" parts that stands before the verb; None for those who act and what is counted on."""
    end = verb.i
    while end > spot.sentence.start and spot.doc[end - 1].pos_ in {"AUX", "ADV", "PART"}:
        end -= 1
    if end == spot.sentence.start or spot.doc[end - 1].pos_ not in NOUNS:
        return None
    start = end
    for _ in range(5):
        start, _ = left_run(spot.doc, start, floor=spot.sentence.start)
        j = start
        while j > spot.sentence.start and spot.doc[j - 1].pos_ == "DET":
            j -= 1
        joined = j - 1 > spot.sentence.start and spot.doc[j - 1].lower_ in _JOINING and spot.doc[j - 2].pos_ in NOUNS
        if not joined:
            break
        start = j - 1
    if start == end or spot.doc[start].lower_ in _JOINING or start in named or _of_people(spot.doc[start:end]):
        return None
    if spot.doc[end - 1].lower_ in actor_nouns() | role("source_noun"):
        return None
    phrase = words_of(spot.doc[start:end])
    after = {token.lower_ for token in spot.doc[verb.i : spot.first]}
    priced = (
        spot.money
        and bool(after & {"put", "estimated", "valued", "priced"})
        and not set(phrase.lower().split()) & role("price_noun")
    )
    return Measure(f"cost of {phrase}" if priced else phrase, token=end - 1)


@cache
def actor_nouns() -> frozenset[str]:
    """Nouns for people, states and sides, which act and are no measure."""
    counted = {noun for row in rows("counted") if row["unit"] in {"people", "states"} for noun in several(row["nouns"])}
    return frozenset(counted | role("not_counted"))


def _of_people(phrase: Span) -> bool:
    """Is the phrase's first noun a person or office ("Prime Ministers X and Y")?"""
    return phrase[0].pos_ == "PROPN" or any(token.ent_type_ == "PER" for token in phrase)


def whole_of(spot: Spot, named: frozenset[int]) -> str:
    """The noun before "of" of a number that has its own complement: "a cut of X in aid"."""
    before = spot.before
    if before is None or before.lower_ != "of":
        return ""
    start, end = left_run(spot.doc, before.i, floor=spot.sentence.start)
    head = spot.doc[end - 1]
    if start == end or head.pos_ != "NOUN" or head.lower_ in role("empty_head") | role("time_noun") or end - 1 in named:
        return ""
    return words_of(spot.doc[start:end])
