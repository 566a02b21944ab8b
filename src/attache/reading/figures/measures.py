"""What an amount or a share measures: in goes a spot, out comes the measure in the report's plain words.

Common measures come from `knowledge/measures.tsv`; the rest is the noun phrase that the grammar round the number gives:
"a loan of X", "X in grants", "bonds worth X", "put the debt at X", "trade came to X", "lent X".
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from attache.knowledge import rows, several
from attache.language.tokens import Token
from attache.reading.figures.bearers import apposed, attributive, owner, phrase_at, subject_of
from attache.reading.figures.common import Measure, amount_verbs, common_measures, goods_verbs, topic_ahead, topic_of
from attache.reading.figures.extents import area, degree, dimension, distance
from attache.reading.figures.nouns import actor_nouns, noun_before, whole_of
from attache.reading.figures.phrases import left_run, right_run, words_of
from attache.reading.figures.spots import NOUNS, Spot, role
from attache.reading.figures.verbs import common_ahead, common_before, earned, moved, object_of, owed, promised_behind

__all__ = ["Measure", "actor_nouns", "common_measures", "measure_of", "own_tail", "topic_ahead", "topic_of"]

_NOT_NAMED = {"it", "them", "that", "this", "which", "these", "those"}


def measure_of(spot: Spot, named: frozenset[int]) -> Measure | None:
    """What the amount or share at `spot` measures, by the words round it; None where it must be taken from elsewhere.

    `named`: tokens inside the names of actors and things, which are no measures.
    """
    clause = _clause(spot)
    found = (
        degree(spot, named)
        or earned(spot, clause)
        or area(spot)
        or dimension(spot, named)
        or attributive(spot, named)
        or distance(spot)
        or _complement(spot, named)
        or _put(spot, clause)
        or _of_noun(spot, named)
        or _worth(spot, named)
        or _price(spot, clause)
        or common_before(spot, clause)
        or owed(spot, clause)
        or moved(spot)
        or promised_behind(spot)
        or object_of(spot, clause)
        or common_ahead(spot)
        or _subject(spot, clause, named)
    )
    return found if found is not None and found.name else None


def _clause(spot: Spot) -> list[Token]:
    """The tokens before the number back to a semicolon, a colon or the sentence's beginning."""
    start = spot.sentence.start
    for token in spot.doc[spot.sentence.start : spot.first]:
        if token.text in {";", ":"}:
            start = token.i + 1
    return list(spot.doc[start : spot.first])


def _complement(spot: Spot, named: frozenset[int]) -> Measure | None:
    """ "35 tonnes of relief goods", "61 million dollars in grants", "85 per cent of the debt"."""
    after = spot.after
    if after is None or after.lower_ not in {"of", "in"} or after.i + 1 >= spot.sentence.end:
        return None
    if after.nbor().lower_ in _NOT_NAMED or after.nbor().pos_ == "NUM" or _invested(spot, after):
        return None
    start, end = right_run(spot.doc, after.i + 1, ceiling=spot.sentence.end)
    if start == end or end - 1 in named:
        return None
    head = spot.doc[end - 1]
    if (
        head.lower_ in role("time_noun") | _WHOLES
        or head.like_num
        or any(mark.isdigit() for mark in head.text)
        or (after.lower_ == "in" and (head.pos_ == "PROPN" or spot.share))
    ):
        return None
    if (spot.quantity.unit or "").endswith(("metre", "mile")) and not (spot.quantity.unit or "").startswith(("square", "cubic")):
        near = {token.lower_ for token in spot.doc[max(spot.sentence.start, spot.first - 5) : spot.first]}
        told = "distance from" if "within" in near or after.lower_ == "in" else "length of"
        return Measure(f"{told} {words_of(spot.doc[start:end])}", kind="measure", token=head.i)
    tail = _tail(spot, end)
    if made := _made(spot, words_of(spot.doc[start:end])):
        return Measure(made + tail, token=head.i)
    phrase = words_of(spot.doc[start:end]) + tail + _predicate(spot, end)
    if found := [m for m in common_measures(list(spot.doc[start:end])) if m.kind == "money" and not spot.share]:
        return _fuller(found[-1], whole_of(spot, named), phrase)
    if after.lower_ == "of" and spot.money and head.pos_ != "NOUN":
        return None
    whole = whole_of(spot, named)
    if spot.share and (part := _making_up(spot)):
        return Measure(f"share of {part} in {phrase}", kind="share", token=head.i)
    return Measure(f"share of {phrase}" if spot.share else f"{whole} in {phrase}" if whole else phrase, token=head.i)


_WHOLES = {"whole", "first", "rest", "sum", "total", "amount", "money", "figure"}


def _invested(spot: Spot, after: Token) -> bool:
    """ "is investing X in its mill": what the sum is put into, not what it is."""
    near = spot.doc[max(spot.sentence.start, spot.first - 6) : spot.first]
    return after.lower_ == "in" and any(t.pos_ == "VERB" and amount_verbs().get(t.lower_) == "investment" for t in near)


def _predicate(spot: Spot, end: int) -> str:
    """ "of the deputies were in favour": the predicate that tells what a share of them is."""
    after = [token.lower_ for token in spot.doc[end : min(end + 4, spot.sentence.end)]]
    if not spot.share or after[:1] not in (["was"], ["were"], ["is"], ["are"], ["voted"]):
        return ""
    return " in favour" if {"favour", "favor", "for"} & set(after) else " against" if "against" in after else ""


def _making_up(spot: Spot) -> str:
    """ "Soybeans made up a third of the exports", "oil accounts for 40 per cent of it": the part whose share it is."""
    before = [t for t in spot.doc[max(spot.sentence.start, spot.first - 5) : spot.first] if t.pos_ not in {"DET", "ADV"}]
    while before and (before[-1].lower_ in role("hedge") or before[-1].lower_ in {"up", "for", "than", "more"}):
        before.pop()
    verb = before[-1] if before else None
    if verb is None or verb.lower_ not in role("making_up"):
        return ""
    subject = subject_of(verb)
    told = subject is not None and subject.pos_ == "NOUN" and subject.lower_ not in role("source_noun") | actor_nouns()
    words = phrase_at(subject).split() if told and subject is not None else []
    while words and words[0].lower() in role("time_noun") | {"last", "this"}:
        words.pop(0)  # "Last year oil accounted for …"
    return " ".join(words)


_MADE = {"output", "exports", "imports", "sales", "purchases", "deliveries"}


def _made(spot: Spot, phrase: str) -> str | None:
    """ "produced two million tonnes of oil": the goods with what was done to them, "oil output"."""
    if spot.money or spot.share:
        return None
    near = spot.doc[max(spot.sentence.start, spot.first - 8) : spot.first]
    for token in reversed(list(near)):
        measure = goods_verbs().get(token.lower_) if token.pos_ in {"VERB", "AUX"} else None
        if token.lemma_ == "bring" and token.nbor().lower_ == "up":
            measure = "output"
        if measure in _MADE:
            return f"{phrase} {measure}"
    return None


def _fuller(found: Measure, whole: str, phrase: str) -> Measure:
    """A plain common measure keeps its modifiers: "defence credit", "cut in pre-accession aid"."""
    if found.shape != "plain":
        return found
    name = f"{whole} in {phrase}" if whole else phrase
    return replace(found, name=name if " " in name else found.name)


def _tail(spot: Spot, end: int) -> str:
    """One prepositional phrase after the measure's noun, unless it is a time: " on cheese", " for climate action"."""
    if end + 1 >= spot.sentence.end or spot.doc[end].lower_ not in {"on", "for", "against", "to", "of"}:
        return ""
    start, stop = right_run(spot.doc, end + 1, ceiling=spot.sentence.end)
    head = spot.doc[stop - 1]
    if (
        start == stop
        or head.lower_ in role("time_noun") | _months()
        or spot.doc[start].like_num
        or start - end > 3
        or stop - start > 6
    ):
        return ""
    return f" {spot.doc[end].lower_} {words_of(spot.doc[start:stop])}"


@cache
def _months() -> frozenset[str]:
    return frozenset(form for row in rows("months", package="attache.language.en") for form in several(row["forms"]))


def own_tail(spot: Spot) -> str:
    """The prepositional phrase that an elliptic number has of its own: "and 15 per cent on wine"."""
    if meant := _meant(spot):
        return meant
    return _tail(spot, spot.last) if spot.after is not None and spot.after.lower_ in {"on", "for", "against"} else ""


def _meant(spot: Spot) -> str:
    """ "around eight billion of it is meant for the power plant": what a part of a sum is for."""
    for token in spot.doc[spot.last : min(spot.last + 6, spot.sentence.end)]:
        if token.lower_ in role("meant") and token.i + 1 < spot.sentence.end and token.nbor().lower_ == "for":
            return _tail(spot, token.i + 1)
        if token.is_punct:
            break
    return ""


def _of_noun(spot: Spot, named: frozenset[int]) -> Measure | None:
    """ "a loan of X on Y", "the annual payments at X": the noun before "of" or "at"."""
    before = spot.before
    if before is None or before.lower_ not in {"of", "at"}:
        return None
    stop = before.i
    if before.lower_ == "at" and spot.doc[stop - 1].lower_ in {"estimated", "put", "valued", "fixed", "set"}:
        stop -= 1
    start, end = left_run(spot.doc, stop, floor=spot.sentence.start)
    head = spot.doc[end - 1]
    if start == end or head.pos_ not in NOUNS or (end - 1 in named and (head.pos_ == "PROPN" or head.text[:1].isupper())):
        return None
    if _adjunct(spot, start):
        return None
    if head.lower_ in role("empty_head") | role("time_noun") or head.pos_ == "PROPN":
        return None
    phrase = words_of(spot.doc[start:end]) + _tail(spot, _past_span(spot))
    if head.lower_ in role("borne") and " " not in phrase and (of := owner(head)):
        phrase = f"{phrase} of {of}"
    if found := [m for m in common_measures(list(spot.doc[start:end])) if m.kind in {"money", "people"}]:
        return _fuller(found[-1], "", phrase) if found[-1].name != "debt payments" else found[-1]
    return Measure(phrase, token=head.i)


def _past_span(spot: Spot) -> int:
    """The token after the number and after a span of time it is spread over: "14.9 million over four years to the region"."""
    for token in spot.doc[spot.last : min(spot.last + 5, spot.sentence.end)]:
        if spot.doc[spot.last].lower_ not in {"over", "in", "for", "within"}:
            break
        if token.lower_ in role("time_noun"):
            return token.i + 1
    return spot.last


def _adjunct(spot: Spot, start: int) -> bool:
    """Does the phrase only tell when: "spoke before his departure of about four billion"?"""
    while start > spot.sentence.start and spot.doc[start - 1].tag_ in {"DT", "PRP$"}:
        start -= 1
    return start > spot.sentence.start and spot.doc[start - 1].lower_ in {"before", "after", "during", "upon", "since", "until"}


def _worth(spot: Spot, named: frozenset[int]) -> Measure | None:
    """ "bonds worth X", "projects, worth X"."""
    before = spot.before
    while before is not None and before.lower_ in role("hedge") and before.i > spot.sentence.start:
        before = before.nbor(-1)
    valued = (
        before is not None and before.lower_ == "at" and before.i > spot.sentence.start and before.nbor(-1).lower_ == "valued"
    )
    if before is None or not (valued or before.lower_ in role("worth")):
        return None
    before = before.nbor(-1) if valued else before
    if before.i and before.nbor(-1).text in {",", "("}:
        return _aside(spot, before)
    if not before.i:
        return None
    if before.nbor(-1).lower_ in {"is", "are", "was", "were"} and (subject := subject_of(before)) is not None:
        common = any(m.kind == "money" for m in common_measures(list(spot.doc[spot.sentence.start : before.i])))
        return None if common or subject.i in named else Measure(f"value of {phrase_at(subject)}", token=subject.i)
    end = before.i
    if end > spot.sentence.start and spot.doc[end - 1].lower_ in {"is", "are", "was", "were"}:
        end -= 1
    start, end = left_run(spot.doc, end, floor=spot.sentence.start)
    if start == end or end - 1 in named:
        return None
    verb = spot.doc[start - 1].lower_ if start > spot.sentence.start else ""
    if _GOODS_TRADED.get(verb) and spot.doc[end - 1].lower_ in role("any_goods"):
        name = _GOODS_TRADED[verb]
        return Measure(name, "to_from" if name == "imports" else "from_to", "money", start - 1)
    if flow := [m for m in common_measures(list(spot.doc[spot.sentence.start : end])) if m.shape == "pair" and m.token >= start]:
        return flow[-1]
    counted = start > spot.sentence.start and spot.doc[start - 1].pos_ == "NUM"
    if verb in _SELLING and not counted:
        return Measure(f"{words_of(spot.doc[start:end])} sales", token=end - 1)
    phrase = words_of(spot.doc[start:end])
    return Measure(f"value of {phrase}" if counted else phrase, token=end - 1)


def _aside(spot: Spot, told: Token) -> Measure | None:
    """ "the other mill, worth X": the value of what the aside is about; of a count, see `find`."""
    if _counts_before(spot, told.i):
        return None
    phrase = phrase_at(told.head) if _hangs(told) else apposed(spot, spot.sentence.start)
    return Measure(f"value of {phrase}", token=told.i) if phrase else None


def _hangs(told: Token) -> bool:
    """Does "valued" or "worth" hang on a noun before it by the parse?"""
    return told.head.i < told.i and told.head.pos_ == "NOUN" and told.dep_ in {"acl", "amod", "appos", "acl:relcl"}


def _counts_before(spot: Spot, stop: int) -> bool:
    """Does a count stand in the phrase before the aside: "171 projects in Vietnam, worth X"?"""
    before = spot.doc[max(spot.sentence.start, stop - 10) : stop]
    return any(token.pos_ == "NUM" and not (token.text.isdigit() and len(token.text) == 4) for token in before)


_SELLING = {"sell", "sells", "sold", "selling"}
_GOODS_TRADED = {
    **dict.fromkeys(("export", "exports", "exported", "exporting", "sell", "sells", "sold", "shipped"), "exports"),
    **dict.fromkeys(("import", "imports", "imported", "importing", "buy", "buys", "bought", "purchased"), "imports"),
}


def _put(spot: Spot, clause: list[Token]) -> Measure | None:
    """ "put the cost of recovery at X", "gave the turnover of 2012 as X"."""
    before = spot.before
    if before is None or before.lower_ not in {"at", "as"}:
        return None
    for token in reversed(clause[:-1]):
        if token.lower_ in role("put_verb") and token.pos_ in {"VERB", "AUX"}:
            if token.i + 1 == before.i:
                return _relative(spot, token)
            first = _next_put(token, before)
            if found := common_measures(list(spot.doc[first : before.i])):
                return found[0]
            start, end = right_run(spot.doc, first, ceiling=before.i)
            if start == end:
                return None
            phrase = words_of(spot.doc[start:end])
            if end < before.i and spot.doc[end].lower_ == "of":
                first, last = right_run(spot.doc, end + 1, ceiling=before.i)
                phrase += f" of {words_of(spot.doc[first:last])}" if last > first else ""
            return Measure(phrase, token=end - 1)
    return None


def _next_put(verb: Token, before: Token) -> int:
    """The token at which the thing valued begins: behind the verb, or behind the last thing that it has valued already, as in
    "put the debt at X and the yearly payments at Y"."""
    tokens = verb.doc[verb.i + 1 : before.i]
    last = max((t.i for t in tokens if t.pos_ == "NUM"), default=verb.i)
    joint = next((t.i for t in verb.doc[last + 1 : before.i] if t.lower_ in {"and", ","}), None) if last > verb.i else None
    return verb.i + 1 if joint is None else joint + 1


def _relative(spot: Spot, verb: Token) -> Measure | None:
    """ "unpaid bills of contractors, which he put at X": the noun phrase before the relative clause."""
    which = next((t for t in reversed(spot.doc[max(spot.sentence.start, verb.i - 4) : verb.i]) if t.lower_ == "which"), None)
    if which is None or which.i - 1 <= spot.sentence.start:
        return None
    stop = which.i - (which.nbor(-1).text == ",")
    start, end = left_run(spot.doc, stop, floor=spot.sentence.start)
    phrase = words_of(spot.doc[start:end])
    if start - 1 > spot.sentence.start and spot.doc[start - 1].lower_ == "of":
        first, last = left_run(spot.doc, start - 1, floor=spot.sentence.start)
        phrase = f"{words_of(spot.doc[first:last])} of {phrase}" if last > first else phrase
    return Measure(phrase, token=end - 1) if phrase and spot.doc[end - 1].pos_ == "NOUN" else None


def _price(spot: Spot, clause: list[Token]) -> Measure | None:
    """ "the sale of fighters to Turkey for X", "ordered six submarines, for X": what is paid for."""
    before = spot.before
    lead = before.nbor(-1) if before is not None and before.i > spot.sentence.start else None
    if before is None or not spot.money or not (before.lower_ == "for" or (lead is not None and lead.lower_ == "for")):
        return None
    for token in reversed(clause):
        if token.lower_ in {"sale", "purchase", "lease", "delivery", "supply", "contract"} and token.pos_ == "NOUN":
            start, end = right_run(spot.doc, token.i + 2, ceiling=before.i)
            of = token.i + 1 < before.i and token.nbor().lower_ in {"of", "for"} and end > start
            return Measure(f"{token.lower_} of {words_of(spot.doc[start:end])}" if of else token.lower_, token=token.i)
        if (
            token.lower_ in {"ordered", "bought", "sold", "buy", "sell", "purchased", "leased", "acquired", "order"}
            and token.pos_ == "VERB"
        ):
            start, end = right_run(spot.doc, token.i + 1, ceiling=before.i)
            return Measure(f"price of {words_of(spot.doc[start:end])}", token=token.i) if end > start else None
    return None


def _subject(spot: Spot, clause: list[Token], named: frozenset[int]) -> Measure | None:
    """The subject of the verb that gives the number: "the share of the rouble in payments came to X"."""
    for token in reversed(clause):
        if token.pos_ in {"VERB", "AUX"} and token.lower_ in role("level_verb"):
            found = noun_before(spot, token, named)
            return None if found is not None and spot.money and found.name.split()[-1] in _ANY_NUMBER else found
        if token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"}:
            return None
    return None


_ANY_NUMBER = {"figure", "figures", "number", "tally"}
_LINKING = {"of", "to", "in", "for", "on", "with", "from", "as", "among", "against"}


def sensible(measure: Measure, unit: str | None) -> bool:
    """Does the measure's head name something that is measured, and not "the clocks", "the text", "the departure"?"""
    if measure.kind == "part":
        return True
    if measure.kind == "count" and unit is not None:
        return unit.partition("/")[0] not in role("unmeasured")
    words = measure.name.split()
    stop = next((k for k, word in enumerate(words) if k and word in _LINKING), len(words))
    return words[stop - 1].lower() not in role("unmeasured") - {"rank", "rest"}
