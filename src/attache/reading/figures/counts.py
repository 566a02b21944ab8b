"""What a bare number counts: in goes a spot, out come the measure and the unit ("documents signed", "documents")."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from attache.knowledge import rows, several
from attache.language.tokens import Token
from attache.reading.figures.bearers import owner, phrase_at
from attache.reading.figures.common import Measure
from attache.reading.figures.phrases import left_run, phrase_after, right_run, words_of
from attache.reading.figures.spots import Spot, role

_BODIES = {"member", "members"}
_SERVICES = ("guard", "police", "army", "navy", "force", "service", "militia", "family", "families", "team")


@cache
def _units() -> dict[str, str]:
    return {noun: row["unit"] for row in rows("counted") for noun in several(row["nouns"])}


def counted(spot: Spot, people: frozenset[str]) -> tuple[Measure, str] | None:
    """Measure and unit of a count whose noun stands after it; None where none does. `people`: demonyms in lower case."""
    if suffered := _suffered(spot):
        return Measure(f"people {suffered}", kind="count", token=spot.last), "people"
    if votes := _votes(spot):
        return Measure(votes, kind="count"), "votes"
    start, end = right_run(spot.doc, _past_restated(spot), ceiling=spot.sentence.end)
    demonym = spot.after is not None and _a_people(spot.after, people)
    if spot.after is not None and demonym and (end <= spot.last + 1 or start == end):
        start, end = spot.last, spot.last + 1
    if start == end or start - _past_restated(spot) > 2:
        return None
    head = spot.doc[end - 1]
    unit = _unit(spot, head, people)
    if spot.quantity.value == 1 and head.tag_ == "NNS":
        return None
    if spot.before is not None and spot.before.lower_ == "of" and (holder := _holding(spot.before, end)) is not None:
        return holder, unit or head.lower_
    if unit is None or (head.lower_ in role("not_counted") and _small(spot)):
        return None
    yearly = [token.lower_ for token in spot.doc[end : end + 2]] in (
        ["a", "year"],
        ["per", "year"],
        ["a", "week"],
        ["a", "day"],
        ["a", "month"],
    )
    if yearly and spot.before is not None and spot.before.lower_ == "of" and spot.before.nbor(-1).lower_ in role("borne"):
        noun = spot.before.nbor(-1)
        bearer = owner(noun)
        return Measure(f"{noun.lower_} of {bearer or words_of(spot.doc[start:end])}", kind="count", token=noun.i), (
            f"{unit}/{spot.doc[end + 1].lower_}"
        )
    return _measure(spot, start, end, unit), f"{unit}/{spot.doc[end + 1].lower_}" if yearly else unit


def _holding(of: Token, end: int) -> Measure | None:
    """ "a joint declaration of 74 points", "a list of 13 demands": the parts of a paper, by the paper."""
    start, stop = left_run(of.doc, of.i, floor=of.sent.start)
    if start == stop or of.doc[stop - 1].lower_ not in role("paper"):
        return None
    return Measure(f"{of.doc[end - 1].lower_} of {words_of(of.doc[start:stop])}", kind="part", token=stop - 1)


def _past_restated(spot: Spot) -> int:
    """The token after the number, and after brackets that only say it once more: "20 lakh (two million) houses"."""
    for token in spot.doc[spot.last + 1 : min(spot.last + 5, spot.sentence.end)]:
        if spot.doc[spot.last].text != "(" or not (token.like_num or token.text == ")"):
            break
        if token.text == ")" and token.i > spot.last + 1:
            return token.i + 1
    return spot.last


def _a_people(token: Token, people: frozenset[str]) -> bool:
    """Is a demonym a word for people here, with no noun behind it?"""
    if token.lower_ not in people or not token.text[:1].isupper():
        return False
    follow = token.nbor() if token.i + 1 < len(token.doc) else None
    return (
        token.lower_.endswith("s") or follow is None or (follow.pos_ not in {"NOUN", "PROPN"} and follow.lower_ not in _units())
    )


def _suffered(spot: Spot) -> str | None:
    """ "21 dead", "90 injured", "half a million displaced": people by what happened to them."""
    after = spot.after
    if after is None or after.lower_ not in role("suffered"):
        return None
    return "killed" if after.lower_ == "dead" else after.lower_


def _measure(spot: Spot, start: int, end: int, unit: str) -> Measure:
    phrase = words_of(spot.doc[start:end])
    if unit == "people" and _populates(spot):
        return Measure("population", kind="count", token=start)
    if unit == "people":
        phrase, end = _joined(spot, phrase, end)
    if unit == "people" and (moved := _moving(spot, phrase, start)):
        return moved
    if unit == "projects":
        invested = any(token.lower_.startswith(("invest", "capital")) for token in spot.sentence) or phrase in {
            "projects",
            "project",
        }
        into = spot.before is not None and spot.before.lower_ in {"in", "into"}
        if invested and (
            into or any(token.lower_ in {"in", "into"} for token in spot.doc[end : min(end + 4, spot.sentence.end)])
        ):
            return Measure("investment projects", "in", "count", start)
    if unit == "documents":
        return Measure(_told(spot, "documents", end), kind="count", token=start)
    told = _told(spot, phrase, end)
    return Measure(phrase + _marked(spot, end) if told == phrase else told, kind="count", token=start)


def _marked(spot: Spot, end: int) -> str:
    """ " of Indian origin", " with European capital": what marks those counted, in lower case after "of" or "with"."""
    if end + 1 >= spot.sentence.end or spot.doc[end].lower_ not in {"of", "with"} or spot.doc[end - 1].lower_ in _BODIES:
        return ""
    start, stop = right_run(spot.doc, end + 1, ceiling=spot.sentence.end)
    head = spot.doc[stop - 1]
    if spot.doc[end].lower_ == "of" and stop - start > 1 and head.ent_type_ == "ORG" and spot.doc[start].ent_type_ == "ORG":
        return f" of {words_of(spot.doc[start:stop])}"
    if start == stop or start > end + 1 or stop - start > 3 or head.pos_ != "NOUN" or head.lower_ in role("time_noun"):
        return ""
    return f" {spot.doc[end].lower_} {words_of(spot.doc[start:stop])}"


def _populates(spot: Spot) -> bool:
    """ "a market of 90 million people", "a population of 10 million"."""
    before = [token.lower_ for token in spot.doc[max(spot.sentence.start, spot.first - 3) : spot.first]]
    return "of" in before and bool(set(before) & {"market", "population", "nation", "country", "market-place"})


def _joined(spot: Spot, phrase: str, end: int) -> tuple[str, int]:
    """The phrase with a second plain plural: "nine million migrants and refugees"."""
    pair = spot.doc[end : min(end + 2, spot.sentence.end)]
    plural = len(pair) == 2 and (pair[1].tag_ == "NNS" or pair[1].lower_ in {"police", "staff", "personnel", "crew"})
    if plural and pair[0].lower_ == "and" and (pair[1].lower_ in _units() or pair[1].lower_ == "police"):
        return f"{phrase} and {pair[1].lower_}", end + 2
    return phrase, end


def _moving(spot: Spot, phrase: str, start: int) -> Measure | None:
    """Tourists and students by what is told of people: "Russians visited Vietnam", "Vietnamese are studying in Russia"."""
    near = {token.lower_ for token in spot.doc[max(spot.sentence.start, spot.first - 8) : min(start + 12, spot.sentence.end)]}
    if near & role("studying"):
        return Measure("students", "in", "people", spot.last + 1)
    touring = {"tourist", "tourists", "visitor", "visitors", "holidaymaker", "holidaymakers"} & set(phrase.lower().split())
    if touring or (
        near & role("coming") and spot.after is not None and spot.after.text[:1].isupper() and not near & role("casualty")
    ):
        return Measure("tourist arrivals", "in", "people", spot.last + 1)
    return None


def _small(spot: Spot) -> bool:
    value = spot.quantity.value
    return not isinstance(value, tuple) and value < 100


def _unit(spot: Spot, head: Token, people: frozenset[str]) -> str | None:
    """What the noun counts in; None for a singular noun, which a number other than one does not count."""
    word = head.lower_
    if word in people and head.text[:1].isupper():
        return "people"
    if word in _BODIES:
        follow = spot.doc[head.i + 1 : head.i + 6].text.lower()
        staff = ("mission", "embassy", "consulate", "staff", "delegation", "crew", "parliament", *_SERVICES)
        return "people" if any(w in follow for w in staff) else "states"
    if word in {"fighter", "fighters"}:
        return "aircraft" if _flying(spot, head) else "people"
    if word == "boats" and head.i and spot.doc[head.i - 1].lower_ in {"guard", "patrol", "gun", "torpedo", "missile", "attack"}:
        return "ships"
    if word in _units():
        return _units()[word]
    if head.tag_ == "NNS" or (head.tag_ == "NNPS" and spot.doc[head.i - 1].pos_ != "PROPN"):
        return word
    return None


_AIR = {"jet", "jets", "aircraft", "plane", "planes", "air", "squadron", "squadrons", "airfield", "missiles", "stealth"}


def _flying(spot: Spot, head: Token) -> bool:
    """Are the fighters aircraft ("four Gripen fighters", "bought 20 fighters"), and not those who fight?"""
    inside = list(spot.doc[spot.last : head.i])
    if any(t.ent_type_ in {"MISC", "ORG"} or any(c.isdigit() for c in t.text) or t.lower_ in _AIR for t in inside):
        return True
    if head.i + 1 < spot.sentence.end and head.nbor().lower_ == "of":
        return False
    words = {token.lemma_.lower() for token in spot.sentence}
    return bool(words & (_AIR | {"buy", "sell", "lease", "order", "deliver", "fly", "scramble", "pilot", "purchase"}))


def _does(verb: Token) -> bool:
    """Do those counted do it themselves: "two soldiers hoisted the flag"? A past form right before its object."""
    follow = verb.nbor() if verb.i + 1 < verb.sent.end else None
    before = verb.nbor(-1).lower_ if verb.i > verb.sent.start else ""
    passive = before in {"was", "were", "been", "being", "be", "are", "is"}
    return verb.tag_ == "VBD" and not passive and follow is not None and follow.pos_ in {"DET", "PROPN", "PRON", "ADJ"}


def _told(spot: Spot, phrase: str, end: int) -> str:
    """The phrase with what is told of those counted: "people killed", "documents signed"."""
    if spot.before is not None and spot.before.lower_ in {"in", "from", "across"}:
        return phrase
    if acting := _acting(spot.doc[end - 1], end):
        return phrase + acting
    for token in spot.doc[end : min(end + 7, spot.sentence.end)]:
        if token.text in {",", ";", ".", ":"} or token.lower_ in {"and", "but", "that"} or token.tag_ == "PRP":
            break
        if token.pos_ == "VERB" and (token.tag_ in {"VBP", "VBZ"} or _does(token)):
            return phrase
        if token.tag_ in {"VBN", "VBG", "VBD"} and token.pos_ == "VERB":
            return f"{phrase} {_done(token)}" if token.lower_ not in role("bland") else phrase
    for token in reversed(list(spot.doc[max(spot.sentence.start, spot.first - 5) : spot.first])):
        if token.pos_ in {"PUNCT", "ADP", "NOUN", "PROPN", "CCONJ", "SCONJ"}:
            break
        if token.lower_ == "free" and token.nbor(-1).lemma_ == "set":
            return f"{phrase} released"
        if token.pos_ == "VERB":
            return f"{phrase} {_done(token)}{_whither(spot, end)}" if token.lower_ not in role("bland") else phrase
    return phrase


_NEEDING = {"need", "require", "lack", "face", "await", "seek"}


def _acting(head: Token, end: int) -> str:
    """What those counted need, are doing or are: " needed food aid", " guarding venue", " available under scheme"; else empty."""
    told = head.head
    if head.dep_ != "nsubj" or told.i < end:
        return ""
    if told.pos_ == "ADJ":
        return f" {told.lower_}{phrase_after(told, _UNDER)}"
    if told.lemma_.lower() not in _NEEDING and (told.tag_ != "VBG" or told.lower_ in role("bland")):
        return ""
    thing = next((t for t in told.sent if t.head is told and t.dep_ == "obj" and t.pos_ == "NOUN" and t.i > told.i), None)
    return f" {told.lower_} {phrase_at(thing)}" if thing is not None else ""


_UNDER = {"under", "for", "to", "in"}


def _whither(spot: Spot, end: int) -> str:
    """ " to Asmara": where people counted are brought."""
    if spot.doc[end - 1].lower_ not in _units() or _units()[spot.doc[end - 1].lower_] != "people":
        return ""
    return phrase_after(spot.doc[end - 1], {"to", "into"})


def _done(verb: Token) -> str:
    """What was done to those counted, as a participle; those freed are released, those driven from home displaced."""
    if verb.lower_ in {"forced", "driven", "uprooted"} and {"home", "homes"} & {t.lower_ for t in verb.sent}:
        return "displaced"
    told = _participle(verb)
    return "released" if told == "freed" else told


@cache
def _irregular() -> dict[str, str]:
    """Past participles of irregular verbs."""
    return {row["verb"]: several(row["participle"])[0] for row in rows("irregular_verbs", package="attache.language.en")}


def _participle(verb: Token) -> str:
    """The past participle, near enough to name a measure: "killing" → "killed", "signs" → "signed"."""
    stem = verb.lemma_.lower()
    if verb.tag_ == "VBG" and verb.i > verb.sent.start and verb.nbor(-1).lower_ not in {"in", "of", "for", "by"}:
        return verb.lower_
    if verb.tag_ == "VBD" and stem in _irregular():
        return _irregular()[stem]
    if verb.tag_ in {"VBN", "VBD"}:
        return verb.lower_
    if stem in _irregular():
        return _irregular()[stem]
    if stem.endswith("e"):
        return stem + "d"
    if re.search(r"[^aeiou]y$", stem):
        return stem[:-1] + "ied"
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", stem) is not None or _STRESSED.fullmatch(stem) is not None
    return stem + stem[-1] * doubled + "ed"


_STRESSED = re.compile(
    r"(?:.*(?:[mf]it|cur|[a-z]fer|pel|bel|trol|quip|bar|cel|vel|gnal)|deter|inter|abet|allot|regret|rebut|annul|unplug)"
)
"""Verbs of several syllables that double their last letter: "transferred", "committed", "expelled", "travelled"."""


def _votes(spot: Spot) -> str | None:
    """The side a number of votes was given to, in a sentence about a vote."""
    words = [token.lower_ for token in spot.sentence]
    favour = any(a == "in" and b in {"favour", "favor"} for a, b in pairwise(words))
    if not set(words) & role("voting") and not favour:
        return None
    after = [token.lower_ for token in spot.doc[spot.last : min(spot.last + 5, spot.sentence.end)]]
    before = [token.lower_ for token in spot.doc[max(spot.sentence.start, spot.first - 4) : spot.first]]
    if after[:1] in (["abstentions"], ["abstained"], ["abstention"]) or "abstained" in after[:2]:
        return "abstentions"
    if after[:1] == ["against"] and after[1:2] and after[1].isdigit():
        return "votes for"
    if after[:1] == ["against"] or ("against" in after[:4] and "voted" in after) or before[-1:] == ["against"]:
        return "votes against"
    if before[-2:] == ["votes", "to"]:
        return "votes against"
    if after[:1] in (["votes"], ["vote"]) or {"favour", "favor"} & set(after[:4]) or ("voted" in after and "for" in after):
        return "margin of votes" if "margin" in before else "votes for"
    return None
