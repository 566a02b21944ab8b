"""For the readers of events: which things and places a passage names, and where the act of a clause took place."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from attache.knowledge import rows, several
from attache.reading.analysis import Analysis
from attache.reading.things.vocabulary import words
from attache.records import Mention, Thing

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
    known = {thing.name: thing for thing in at.things}
    return tuple(known[name] for name in names if name in known)


def where_of(at: Analysis, span: Token | Span) -> str | None:
    """Where the act of this verb, clause or sentence took place: a place's name, else ISO alpha-3 of a country, else None.

    Looked for in the words that the verb governs, and for the main verb in the rest of the sentence: "in" or "at" a place
    (a place wins over a country), "here" (the dateline's place), a seat of government ("at the Kremlin" is Moscow).
    """
    verb = span if isinstance(span, Token) else span.root
    governed = [token for token in verb.subtree if _nearest_verb(token) == verb]
    standing = _standing(at, verb.sent)
    inner = [m for m in standing if any(m.evidence.start <= token.idx < m.evidence.end for token in governed)]
    told = _best(inner) or _here(at, governed)
    return told or (_best(standing) if verb.dep_ == "ROOT" else None)


def _nearest_verb(token: Token) -> Token:
    """The verb whose clause the token stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _here(at: Analysis, tokens: list[Token]) -> str | None:
    return at.report.place if any(token.lower_ == "here" for token in tokens) else None


def _standing(at: Analysis, sentence: Span) -> list[Mention]:
    """Mentions of places and countries that a locative preposition governs, seats of embassies and envoys left out."""
    out = []
    for mention in at.mentions_within(sentence.start_char, sentence.end_char):
        if mention.kind not in ("place", "country") or mention.form in ("pronoun", "demonym"):
            continue
        before = _preposition(at, sentence, mention)
        if before is not None and before.lower_ in words("locative") and not _of_post(before):
            out.append(mention)
    return out


def _preposition(at: Analysis, sentence: Span, mention: Mention) -> Token | None:
    """The word before the mention, over articles, adjectives and "the city of"."""
    first = at.doc.char_span(mention.evidence.start, mention.evidence.end, alignment_mode="expand")
    if first is None:
        return None
    i = first.start - 1
    while i >= sentence.start and (at.doc[i].pos_ in ("DET", "ADJ") or at.doc[i].lower_ in _PASSED):
        i -= 1
    return at.doc[i] if i >= sentence.start else None


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
    places = [m.name for m in mentions if m.kind == "place"] or [m.name for m in mentions]
    return _cities_of_seats().get(places[0], places[0]) if places else None
