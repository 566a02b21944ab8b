"""How far the noun phrase around a head word reaches.

Read from word classes and word order: modifiers to the left up to an article, verb or preposition; complements to the right
("on …", "between … and …") up to a verb, relative word, time or end of the clause.
"""

from __future__ import annotations

import re

from attache.language.tokens import Doc, Token
from attache.reading.analysis import Analysis
from attache.reading.things.phrasebook import fold
from attache.reading.things.vocabulary import words

_COMPLEMENTS = frozenset(
    {"on", "of", "between", "for", "with", "against", "concerning", "regarding", "about", "among", "towards"}
)
_LISTING = frozenset({"between", "on", "of", "among", "with", "for"})
_STOPS = frozenset(
    {"that", "which", "who", "whom", "whose", "where", "when", "while", "after", "before", "since", "until", "during"}
)
_MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "VBN", "VBG", "AFX", "HYPH", "ADD", "FW"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ", "MD"})
_JOINTS = frozenset({"-", "–", "‑", "/", "&", "+"})
_APOSTROPHES = frozenset({"'", "’"})
_QUOTES = frozenset({"“", "”", '"'})
_YEARS = re.compile(r"(?:1[89]|20)\d\d(?:[-–/]\d{2,4})?")
_MAX_COMPLEMENT = 26
"""Tokens a complement may run to; the longest in the sample reports has 17."""
_MAX_LIST = 8
"""Members a list of sides or topics may have."""


def left_of(doc: Doc, head: int) -> int:
    """The first token of the phrase: modifiers are taken, words that only open it are cut off again."""
    i = head
    while i > 0 and not doc[i].is_sent_start and doc[i - 1].text not in _QUOTES and _belongs(doc, i - 1, head):
        i -= 1
    return _without_openers(doc, i, head)


def _belongs(doc: Doc, i: int, head: int) -> bool:
    """Whether the token at `i` goes with what follows it up to the head."""
    token = doc[i]
    if token.tag_ in _MODIFIER_TAGS and token.lower_ not in _STOPS:
        return token.tag_ not in ("VBG", "VBN") or _participle(doc, i)
    if 0 < i < head - 1 and doc[i - 1].text in _JOINTS and doc[i + 1].text in _JOINTS and not token.whitespace_:
        return True
    if token.text in _JOINTS:
        spaced = bool(token.whitespace_) or (i > 0 and bool(doc[i - 1].whitespace_))
        return not spaced or (i > 0 and doc[i - 1].text[0].isupper() and token.nbor(1).tag_ == "NNP")
    if token.tag_ == "POS" or token.text in _APOSTROPHES:
        return i > 0 and doc[i - 1].tag_ in ("NNS", "NNPS")
    return token.lower_ in ("and", "of") and _joins(doc, i, head)


def _participle(doc: Doc, i: int) -> bool:
    """Whether a verb form at `i` modifies what follows ("amended protocol"), rather than governs it ("signed protocols")."""
    return doc[i].dep_ in ("amod", "compound") or (i > 0 and doc[i - 1].pos_ in ("DET", "ADJ"))


def _joins(doc: Doc, i: int, head: int) -> bool:
    """Whether "and" or "of" at `i` stands inside one name ("Trade and Investment Agreement", "trade and investment pact")."""
    if i == 0 or i + 1 >= len(doc):
        return False
    before, after = doc[i - 1], doc[i + 1]
    if doc[i].lower_ == "of" or before.ent_type_ == "PER":
        return False
    if doc[head].text[0].isupper():
        both = before.text[0].isupper() and after.text[0].isupper()
        return both and before.tag_ in _MODIFIER_TAGS and (before.tag_ != "NNP" or after.tag_ == "NNP" or not before.ent_type_)
    opened = i >= 2 and doc[i - 2].pos_ in ("DET", "ADJ", "PUNCT", "ADP")
    return opened and before.tag_ == after.tag_ and before.tag_ in ("JJ", "NN")


def _without_openers(doc: Doc, start: int, head: int) -> int:
    """`start` moved past openers, ordinals, counts, weekdays, and before a capitalised name past small words."""
    name = doc[head].text[0].isupper() and any(t.text[0].isupper() for t in doc[start:head])
    while start < head and (
        _opens(doc[start]) or (name and not doc[start].text[0].isupper() and not doc[start].text[0].isdigit())
    ):
        start += 1
    cut = start < head and start > 0 and doc[start - 1].text in _JOINTS and not doc[start - 1].whitespace_
    return start + 1 if cut else start


def _opens(token: Token) -> bool:
    word = fold(token.text)
    if word in words("opener") or word in words("time") or word in ("and", "of", "'s", "’s", ","):
        return True
    if token.text in _JOINTS or token.text in _APOSTROPHES:
        return True
    if word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
        return True
    year = len(token.text) == 4 and token.text.isdigit()
    return token.tag_ == "CD" and not year and not token.text[0].isupper() and "+" not in token.text


def right_of(at: Analysis, end: int) -> int:
    """The token after the complements that begin at `end`."""
    doc = at.doc
    i = end
    while i < len(doc) and not doc[i].is_sent_start and i - end < _MAX_COMPLEMENT and doc[i].lower_ in _COMPLEMENTS:
        stop = _noun_groups(at, i + 1, preposition=doc[i].lower_)
        if stop == i + 1:
            break
        i = stop
    return i


def _noun_groups(at: Analysis, i: int, *, preposition: str) -> int:
    """The token after the noun group at `i` and those coordinated with it; `i` where none begins."""
    doc = at.doc
    end = _noun_group(at, i)
    while preposition in _LISTING and end > i and end < len(doc) and not doc[end].is_sent_start:
        further = _next_in_list(at, end, paired=preposition in ("between", "among"), topic=preposition in ("on", "for"))
        if further <= end + 1:
            break
        end = further
    return end


def _next_in_list(at: Analysis, end: int, *, paired: bool, topic: bool) -> int:
    """The token after the next member of a list that has come to `end`; `end` where the list is over.

    "Between" wants a second member; after other prepositions "and" may begin a new clause, though not within a title in
    capitals ("Joint Commission on Trade, Investment and Technical Cooperation will meet").
    """
    doc = at.doc
    if doc[end].text == "," and end + 1 < len(doc) and _list_goes_on(at, end, topic=topic):
        return _noun_group(at, end + 2 if doc[end + 1].lower_ == "and" else end + 1)
    if doc[end].lower_ in ("and", "&"):
        further = _noun_group(at, end + 1)
        name = doc[end - 1].text[0].isupper() and doc[further - 1].text[0].isupper()
        return end if _governs(doc, further) and not (paired or name) else further
    return end


def _governs(doc: Doc, i: int) -> bool:
    """Whether a finite verb stands at `i`, so that the noun before it is its subject and no member of a list."""
    return i < len(doc) and doc[i].pos_ in ("VERB", "AUX") and doc[i].tag_ not in ("VBN", "VBG")


def _list_goes_on(at: Analysis, comma: int, *, topic: bool) -> bool:
    """Whether after this comma a list of noun groups ends in "and": "Russia, Belarus and Kazakhstan"."""
    doc = at.doc
    i = comma
    for _ in range(_MAX_LIST):
        i = i + 1 if doc[i + 1 : i + 2].text == "and" else _noun_group(at, i + 1)
        if i >= len(doc) or doc[i].is_sent_start:
            return False
        if doc[i].lower_ == "and":
            further = _noun_group(at, i + 1)
            title = topic and doc[comma - 1].text[0].isupper() and doc[further - 1].text[0].isupper()
            return further > i + 1 and (title or not _governs(doc, further))
        if doc[i].text != ",":
            return False
    return False


def _noun_group(at: Analysis, start: int) -> int:
    """The token after one noun group without complements; `start` itself where none begins there."""
    doc = at.doc
    if start < len(doc) and _YEARS.fullmatch(doc[start].text):
        return start + 1
    i, noun = start, False
    while i < len(doc) and not (doc[i].is_sent_start and i > start) and _continues(at, doc[i], noun=noun):
        noun = noun or doc[i].tag_ in _NOUN_TAGS or doc[i].tag_ == "VBG"
        i += 1
    while i > start and (
        doc[i - 1].text in _JOINTS | _APOSTROPHES | {"“"} or doc[i - 1].pos_ in ("DET", "ADV") or _trails(doc, i)
    ):
        i -= 1
    return i if noun else start


def _trails(doc: Doc, i: int) -> bool:
    """Whether an adjective ends the group after its noun ("the award on the sea final and binding"), as no part of it."""
    return doc[i - 1].pos_ == "ADJ" and doc[i - 1].text[0].islower() and doc[i - 2].tag_ in _NOUN_TAGS


def _is_said_of(token: Token) -> bool:
    """Whether the word says after a capitalised name what holds of the thing ("the award on the Red Sea final and binding").

    Where no noun follows, an adjective of legal force is no part of the name, even if the tagger takes it for a noun.
    """
    if token.i == 0 or token.i + 1 >= len(token.doc) or fold(token.text) not in words("force"):
        return False
    return token.text[0].islower() and token.nbor(-1).text[0].isupper() and token.nbor(1).tag_ not in _MODIFIER_TAGS


def _continues(at: Analysis, token: Token, *, noun: bool) -> bool:
    """Whether the token goes on with a noun group, of which a noun has been seen or not."""
    if (
        token.lower_ in _STOPS
        or token.tag_ in _FINITE_TAGS
        or (noun and _is_said_of(token))
        or any(time.start <= token.idx < time.end for time in at.times)
    ):
        return False
    if token.tag_ in _NOUN_TAGS or token.pos_ in ("NOUN", "PROPN") or token.text in _JOINTS | _APOSTROPHES | _QUOTES:
        return True
    if token.pos_ == "DET":
        return not noun or (token.i > 0 and token.nbor(-1).tag_ == "VBG")
    if token.pos_ in ("ADJ", "NUM") or token.tag_ in ("PRP$", "POS", "CD", "JJ", "HYPH"):
        return True
    if token.tag_ in ("VBG", "VBN"):
        return not noun and token.dep_ != "ROOT"
    return token.pos_ == "ADV" and token.i + 1 < len(at.doc) and at.doc[token.i + 1].tag_ in ("VBG", "JJ")
