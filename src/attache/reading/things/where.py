"""For the readers of events: which things and places a passage names, and where the act of a clause took place."""

from __future__ import annotations

from spacy.tokens import Span, Token

from attache.reading.analysis import Analysis
from attache.records import Mention, Thing

_LOCATIVE = frozenset({"in", "at", "near", "off", "outside", "on", "around", "inside", "aboard", "within", "across", "over"})
_NOT_PLACING = frozenset({"ambassador", "embassy", "envoy", "mission", "embassies", "minister", "attaché", "affaires", "correspondent", "diplomat"})
_KREMLIN = {"kremlin": "Moscow", "white house": "Washington", "elysee": "Paris", "élysée": "Paris", "downing street": "London", "great hall of the people": "Beijing"}


def things_in(at: Analysis, start: int, end: int) -> tuple[Thing, ...]:
    """Things other than places that the passage `[start, end)` names or points back to, in the order of their mentions there."""
    names = dict.fromkeys(m.name for m in at.mentions_within(start, end) if m.kind not in _ACTORS and m.kind != "place")
    known = {thing.name: thing for thing in at.things}
    return tuple(known[name] for name in names if name in known)


_ACTORS = frozenset({"country", "organisation", "person"})


def places_in(at: Analysis, start: int, end: int) -> tuple[Thing, ...]:
    """Places that the passage `[start, end)` names, in text order."""
    names = dict.fromkeys(m.name for m in at.mentions_within(start, end) if m.kind == "place")
    known = {thing.name: thing for thing in at.things if thing.kind == "place"}
    return tuple(known[name] for name in names if name in known)


def where_of(at: Analysis, span: Token | Span) -> str | None:
    """Where the act of this verb, clause or sentence took place: a place's name, else ISO alpha-3 of a country, else None.

    Looked for in the part of the sentence that the verb governs, then in the rest of the sentence: "in" or "at" a place
    (the nearest one wins over a country), "here" (the dateline's place), a seat of government ("at the Kremlin" is Moscow).
    """
    verb = span if isinstance(span, Token) else span.root
    governed = [t for t in verb.subtree if _nearest_verb(t) == verb]
    spans = [(t.idx, t.idx + len(t)) for t in governed]
    sentence = verb.sent
    inner = [m for m in _standing(at, sentence) if any(m.evidence.start < e and s < m.evidence.end for s, e in spans)]
    return _best(inner) or _here(at, governed) or (_best(_standing(at, sentence)) if verb.dep_ == "ROOT" else None)


def _nearest_verb(token: Token) -> Token:
    """The verb whose clause the token stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _here(at: Analysis, tokens: list[Token]) -> str | None:
    if any(t.lower_ == "here" for t in tokens) and at.report.place:
        return at.report.place
    words = " ".join(t.lower_ for t in tokens)
    return next((place for seat, place in _KREMLIN.items() if f"in the {seat}" in words or f"at the {seat}" in words), None)


def _standing(at: Analysis, sentence: Span) -> list[Mention]:
    """Mentions of places and countries that a locative preposition governs, seats of embassies and envoys left out."""
    out = []
    for mention in at.mentions_within(sentence.start_char, sentence.end_char):
        if mention.kind not in ("place", "country") or mention.form in ("pronoun", "demonym"):
            continue
        before = _preposition(at, sentence, mention)
        if before is not None and before.lower_ in _LOCATIVE and not _names_a_post(before):
            out.append(mention)
    return out


def _preposition(at: Analysis, sentence: Span, mention: Mention) -> Token | None:
    first = at.doc.char_span(mention.evidence.start, mention.evidence.end, alignment_mode="expand")
    if first is None:
        return None
    i = first.start - 1
    while i >= sentence.start and (at.doc[i].pos_ in ("DET", "ADJ") or at.doc[i].lower_ in ("city", "capital", "of", "town", "resort", "province", ",")):
        i -= 1
    return at.doc[i] if i >= sentence.start else None


def _names_a_post(preposition: Token) -> bool:
    return preposition.i > 0 and preposition.nbor(-1).lower_ in _NOT_PLACING


def _best(mentions: list[Mention]) -> str | None:
    places = [m for m in mentions if m.kind == "place"]
    chosen = places or mentions
    return chosen[0].name if chosen else None
