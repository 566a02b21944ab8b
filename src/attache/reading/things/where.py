"""For the readers of events: which things and places a passage names, and where the act of a clause took place."""

from __future__ import annotations

from functools import cache, lru_cache

from attache.knowledge import rows, several
from attache.language.tokens import Span, Token
from attache.reading.analysis import Analysis
from attache.reading.things.standing import takes_of
from attache.reading.things.vocabulary import words
from attache.records import Mention, Thing

_LINKS = frozenset({"conj", "xcomp", "aux", "cop"})
_PARTS = frozenset({"obj", "obl", "nsubj:pass", "nsubj", "iobj", "nmod"})
_ACTORS = frozenset({"country", "organisation", "person"})
_PASSED = frozenset({"city", "capital", "of", "town", "resort", "province", ","})


def things_in(at: Analysis, start: int, end: int) -> tuple[Thing, ...]:
    """Things other than places that the passage `[start, end)` names or points back to, in the order of their mentions there."""
    return _of_kinds(at, start, end, places=False)


def places_in(at: Analysis, start: int, end: int) -> tuple[Thing, ...]:
    """Places that the passage `[start, end)` names, in text order."""
    return _of_kinds(at, start, end, places=True)


def _of_kinds(at: Analysis, start: int, end: int, *, places: bool) -> tuple[Thing, ...]:
    inside = (m for m in at.mentions_within(start, end) if m.kind not in _ACTORS)
    names = dict.fromkeys(m.name for m in inside if (m.kind == "place") == places)
    known = _by_name(at) if names else {}
    return tuple(known[name] for name in names if name in known)


@lru_cache(maxsize=2)
def _by_name(at: Analysis) -> dict[str, Thing]:
    return {thing.name: thing for thing in at.things}


def where_of(at: Analysis, span: Token | Span) -> str | None:
    """Where the act of this verb or noun took place: a place's name, else ISO alpha-3 of a country, else None.

    What counts is "in" or "at" a place in the clause of the act: governed by the verb itself, by an object of it ("signed a pact
    in Lyon"), or by a noun of occasion ("after talks in Lyon"); a verb joined by "and" shares the place of the first. For a
    journey it is where the journey goes. A place wins over a country, the nearest over others; "here" is the dateline's place,
    "at the Kremlin" is Moscow. Places of embassies, envoys and authorities do not count.
    """
    word = span if isinstance(span, Token) else span.root
    stands = _stands(at, word.sent)
    own = [m for m, _, anchor in stands if anchor == word]
    verb = word if word.pos_ in ("VERB", "AUX") else _nearest_verb(word)
    told = _best(own) or _goal(at, word) or _goal(at, verb)
    while told is None:
        told = _best([m for m, before, anchor in stands if _places(m, before, anchor, verb)]) or _here(at, verb)
        if told or verb.dep_ not in _LINKS or verb.head == verb:
            break
        verb = verb.head
    return told


def _nearest_verb(token: Token) -> Token:
    """The verb whose clause the token stands in; the root of the sentence where there is none."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _here(at: Analysis, verb: Token) -> str | None:
    here = any(token.lower_ == "here" and _nearest_verb(token) == verb for token in verb.sent)
    return at.report.place if here else None


def _goal(at: Analysis, verb: Token) -> str | None:
    """Where a journey goes: the object of "visited", "to X" of "flew" or "visit"."""
    takes = takes_of(verb)
    if takes in ("none", "others") or verb.pos_ not in ("VERB", "NOUN"):
        return None
    goals = []
    for mention, first in _placed(at, verb.sent):
        root = first.root
        direct = takes == "direct" and root.dep_ == "obj" and verb.lemma_ != "leave"
        towards = (
            root.dep_ in ("obl", "nmod")
            and first.start > 0
            and any(t.lower_ in ("to", "for") and t.dep_ == "case" for t in root.lefts)
        )
        if root.head == verb and (direct or towards):
            goals.append(mention)
    return _best(goals)


@lru_cache(maxsize=8)
def _placed(at: Analysis, sentence: Span) -> tuple[tuple[Mention, Span], ...]:
    """Mentions of places and countries in the sentence with their tokens; people's nationalities and pronouns left out."""
    out = []
    for mention in at.mentions_within(sentence.start_char, sentence.end_char):
        if mention.kind in ("place", "country") and mention.form not in ("pronoun", "demonym", "description"):
            words_ = at.doc.char_span(mention.evidence.start, mention.evidence.end, alignment_mode="expand")
            if words_ is not None:
                out.append((mention, words_))
    return tuple(out)


@lru_cache(maxsize=8)
def _stands(at: Analysis, sentence: Span) -> tuple[tuple[Mention, Token, Token], ...]:
    """Mentions that a locative preposition governs, with the preposition and the word that the whole phrase depends on."""
    out = []
    for mention, first in _placed(at, sentence):
        before = _preposition(first, sentence)
        if before is not None and before.lower_ in words("locative"):
            root = first.root
            while root.dep_ in ("conj", "appos", "compound", "flat") and root.head != root:
                root = root.head
            out.append((mention, before, root.head))
    return tuple(out)


def _preposition(first: Span, sentence: Span) -> Token | None:
    """The word before the mention, over articles, adjectives and "the city of"."""
    doc, i = first.doc, first.start - 1
    while i >= sentence.start and (doc[i].pos_ in ("DET", "ADJ") or doc[i].lower_ in _PASSED):
        i -= 1
    return doc[i] if i >= sentence.start else None


def _places(mention: Mention, preposition: Token, anchor: Token, verb: Token) -> bool:
    """Whether a place that stands with `anchor` tells where the verb's act took place."""
    if mention.kind == "country" and preposition.lower_ != "in":
        return False
    if anchor == verb:
        return not _of_post(preposition)
    if anchor.pos_ not in ("NOUN", "PROPN") or _nearest_verb(anchor) != verb:
        return False
    if anchor.lemma_.casefold() in words("occasion noun"):
        return True
    common = anchor.pos_ == "NOUN" and not _of_post(preposition) and anchor.lemma_.casefold() not in words("people")
    while anchor.head != verb and anchor.dep_ in _PARTS | {"conj", "appos", "compound"} and anchor.head != anchor:
        anchor = anchor.head
    follows = preposition.i > verb.i or anchor.dep_ == "nsubj:pass"
    return mention.kind == "place" and common and follows and anchor.head == verb and anchor.dep_ in _PARTS


def _of_post(preposition: Token) -> bool:
    """Whether a post is named, not an act placed: "the embassy in Hanoi", "ambassador in Moscow"."""
    return preposition.i > 0 and preposition.nbor(-1).lower_ in words("post")


@cache
def _cities_of_seats() -> dict[str, str]:
    """Seats of government with the city they stand in."""
    capitals = {row["iso3"]: next(iter(several(row["capital"])), "") for row in reversed(rows("countries"))}
    return {row["name"]: capitals[row["of"]] for row in rows("places") if row["sort"] == "seat" and capitals.get(row["of"])}


def _best(mentions: list[Mention]) -> str | None:
    """The first place, else the first country; a seat of government as its city."""
    names = [m.name for m in mentions if m.kind == "place"] or [m.name for m in mentions]
    return _cities_of_seats().get(names[0], names[0]) if names else None
