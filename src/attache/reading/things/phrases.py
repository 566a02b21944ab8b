"""Noun phrases around the head words of things: "free trade agreement between Vietnam and the Eurasian Economic Union".

The extent is read from word classes and word order: modifiers to the left up to an article, verb or preposition; complements
to the right ("on …", "between … and …") up to a verb, relative word, time or end of the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from attache.knowledge import rows
from attache.reading.analysis import Analysis
from attache.reading.things.phrasebook import fold

_EN = "attache.language.en"
_COMPLEMENTS = frozenset({"on", "of", "between", "for", "with", "against", "concerning", "regarding", "about", "among", "towards"})
_STOP_WORDS = frozenset(
    {"that", "which", "who", "whom", "whose", "where", "when", "while", "after", "before", "since", "until", "during", "as", "at", "by", "from", "if"}
)
_MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "VBN", "VBG", "AFX", "HYPH", "ADD", "FW"})
_YEARS = re.compile(r"(?:1[89]|20)\d\d(?:[-–/]\d{2,4})?")
_MAX_COMPLEMENT = 26
"""Tokens a complement may run to; the longest in the sample reports has 17."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase `[start, end)` in tokens, with `head` … `head_end` its head words and what the table says of them."""

    doc: Doc
    start: int
    head: int
    head_end: int
    end: int
    kind: str
    sort: str
    plural: bool

    @property
    def determiner(self) -> str:
        """The word before the phrase where it is an article, possessive or number; else empty."""
        if self.start == 0:
            return ""
        before = self.doc[self.start - 1]
        told = before.pos_ in ("DET", "NUM") or before.tag_ in ("PRP$", "POS", "DT", "CD") or before.lower_ in ("no", "any")
        return before.lower_ if told else ""

    @property
    def capitalised(self) -> bool:
        """Whether the head is written as a name, not merely by its place at the start of a sentence or in a headline."""
        return self.doc[self.head_end - 1].text[0].isupper() and (self.head > self.start or not self.doc[self.head].is_sent_start)

    @property
    def premodifiers(self) -> tuple[Token, ...]:
        """The words before the head."""
        return tuple(self.doc[self.start : self.head])

    @property
    def complement(self) -> tuple[Token, ...]:
        """The words after the head."""
        return tuple(self.doc[self.head_end : self.end])

    @property
    def head_words(self) -> str:
        """The head, folded, in the singular form of the table."""
        return " ".join(_singular(t) for t in self.doc[self.head : self.head_end])

    def text(self, start: int | None = None, end: int | None = None) -> str:
        """The words from token `start` to `end` as printed, on one line, without quotation marks."""
        span = self.doc[self.start if start is None else start : self.end if end is None else end]
        return " ".join(span.text.replace("“", "").replace("”", "").replace('"', "").split())


@cache
def _heads() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    out: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in rows("thing_heads", package=_EN):
        words = tuple(fold(w) for w in row["head"].replace("'", " '").replace("-", " - ").split())
        out.setdefault(words[0], []).append((words, row["kind"], row["sort"]))
    for entries in out.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return out


@cache
def openers() -> frozenset[str]:
    """Words that stand before a name without belonging to it."""
    return frozenset(fold(row["word"]) for row in rows("thing_openers", package=_EN))


def _singular(token: Token) -> str:
    word = fold(token.text.replace("’", "'"))
    if token.tag_ in ("NNS", "NNPS") or (word.endswith("s") and fold(token.lemma_) == word[:-1]):
        return word[:-3] + "y" if word.endswith("ies") else word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return word


def find_phrases(at: Analysis) -> tuple[Phrase, ...]:
    """All noun phrases with a thing's head word, in text order; one head word belongs to one phrase."""
    out: list[Phrase] = []
    taken = 0
    for token in at.doc:
        if token.i < taken:
            continue
        head = _head_at(at.doc, token.i)
        if head is not None and not _runs_on(at.doc, head[0]):
            end, kind, sort, plural = head
            phrase = Phrase(at.doc, _left(at.doc, token.i), token.i, end, _right(at, end), kind, sort, plural)
            out.append(phrase)
            taken = end
    return tuple(out)


def _head_at(doc: Doc, i: int) -> tuple[int, str, str, bool] | None:
    """End, kind, sort and number of the head words that begin at token `i`; None where none do."""
    token = doc[i]
    if token.pos_ in ("VERB", "AUX", "ADP", "ADV") and not token.text[0].isupper():
        return None
    for first in dict.fromkeys((fold(token.text), _singular(token))):
        for words, kind, sort in _heads().get(first, ()):
            end = i + len(words)
            if end > len(doc) or any(doc[j].is_sent_start for j in range(i + 1, end)):
                continue
            if all(w in (fold(t.text.replace("’", "'")), _singular(t)) for w, t in zip(words[1:], doc[i + 1 : end], strict=True)):
                head = doc[end - 1] if " of " not in " ".join(words) else doc[i]
                return end, kind, sort, head.tag_ in ("NNS", "NNPS") and fold(head.text) not in words
    return None


def _runs_on(doc: Doc, end: int) -> bool:
    """Whether the head is itself a modifier of what follows ("agreement text", "treaty partners")."""
    if end >= len(doc):
        return False
    after = doc[end]
    if after.text in ("-", "–") and end + 1 < len(doc) and after.idx == doc[end - 1].idx + len(doc[end - 1].text) and not after.whitespace_:
        return True
    return after.tag_ in ("NN", "NNS") and after.dep_ != "appos" and not after.is_sent_start and doc[end - 1].dep_ in ("compound", "amod", "nmod:poss") and _head_at(doc, end) is None


def _left(doc: Doc, head: int) -> int:
    """The first token of the phrase: modifiers are taken, words that only open it are cut off again."""
    i = head
    while i > 0 and not doc[i].is_sent_start:
        before = doc[i - 1]
        if before.text in ("“", '"', "”"):
            break
        if before.tag_ in _MODIFIER_TAGS and before.lower_ not in _STOP_WORDS:
            if before.tag_ in ("VBG", "VBN") and not _participle(doc, i - 1):
                break
            i -= 1
        elif before.text in ("-", "–", "‑", "/", "&", "+") or (before.text in ("'", "’") and doc[i - 2].tag_ in ("NNS", "NNPS")):
            i -= 1
        elif before.tag_ == "POS" and i > 1 and doc[i - 2].tag_ in ("NNS", "NNPS"):
            i -= 1
        elif before.lower_ in ("and", "of", ",") and _joins(doc, i - 1, head):
            i -= 1
        else:
            break
    return _cut_openers(doc, i, head)


def _participle(doc: Doc, i: int) -> bool:
    """Whether a verb form at `i` modifies what follows ("amended protocol"), rather than governs it ("signed protocols")."""
    before = doc[i - 1] if i else None
    return doc[i].dep_ in ("amod", "compound") or (before is not None and before.pos_ in ("DET", "ADJ"))


def _joins(doc: Doc, i: int, head: int) -> bool:
    """Whether "and" or "of" at `i` stands inside a capitalised name ("Trade and Investment Agreement")."""
    if i == 0 or i + 1 >= len(doc):
        return False
    before, after = doc[i - 1], doc[i + 1]
    if doc[head].text[0].isupper():
        if doc[i].lower_ == "of":
            return before.text[0].isupper() and before.tag_ in ("NNP", "NN", "NNPS") and fold(before.text) in _NAME_OPENERS
        inner = before.text[0].isupper() and after.text[0].isupper() and before.tag_ != "NNP" or before.tag_ == after.tag_ == "NNP"
        return inner and before.tag_ in _MODIFIER_TAGS and not before.ent_type_ == "PER"
    if doc[i].lower_ != "and":
        return False
    return before.tag_ == after.tag_ and before.tag_ in ("JJ", "NN") and i >= 2 and doc[i - 2].pos_ in ("DET", "ADJ", "PUNCT", "ADP")


_MONTHS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split()
)
_NAME_OPENERS = frozenset({"school", "league", "organisation", "state", "states", "conference", "council", "house", "friends"})


def _cut_openers(doc: Doc, start: int, head: int) -> int:
    name = doc[head].text[0].isupper() and any(t.text[0].isupper() for t in doc[start:head])
    while start < head:
        token = doc[start]
        word = fold(token.text)
        if (name and not token.text[0].isupper() and not token.text[0].isdigit()) or word in _MONTHS:
            start += 1
            continue
        ordinal = token.tag_ == "JJ" and word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th")
        if word in openers() or ordinal or token.text in ("-", "–", "/", "&", "'", "’", "'s", "’s", ",") or word in ("and", "of"):
            start += 1
        elif token.tag_ == "CD" and not (len(token.text) == 4 and token.text.isdigit()) and not token.text[0].isupper() and "+" not in token.text:
            start += 1
        else:
            break
    return start


def _right(at: Analysis, end: int) -> int:
    """The token after the complements that begin at `end`."""
    doc = at.doc
    i = end
    while i < len(doc) and not doc[i].is_sent_start and i - end < _MAX_COMPLEMENT:
        token = doc[i]
        if token.lower_ not in _COMPLEMENTS:
            break
        stop = _noun_group(at, i + 1, listing=token.lower_ in ("between", "on", "of", "among", "with", "for"))
        if stop == i + 1:
            break
        i = stop
    return i


def _noun_group(at: Analysis, i: int, *, listing: bool) -> int:
    """The token after the noun group that begins at `i`, coordinated ones included where `listing`; `i` itself where none begins."""
    doc = at.doc
    end = _one_group(at, i)
    while listing and end > i and end < len(doc) and not doc[end].is_sent_start:
        if doc[end].text == "," and end + 1 < len(doc) and _list_goes_on(at, end):
            further = _one_group(at, end + 2 if doc[end + 1].lower_ == "and" else end + 1)
        elif doc[end].lower_ in ("and", "&"):
            further = _one_group(at, end + 1)
            if further < len(doc) and doc[further].pos_ in ("VERB", "AUX") and doc[further].tag_ not in ("VBN", "VBG"):
                break
        else:
            break
        if further <= end + 1:
            break
        end = further
    return end


def _list_goes_on(at: Analysis, comma: int) -> bool:
    """Whether after this comma a list of noun groups ends in "and": "Russia, Belarus and Kazakhstan"."""
    doc = at.doc
    i = comma
    for _ in range(8):
        if doc[i + 1 : i + 2].text == "and":
            return _one_group(at, i + 2) > i + 2
        i = _one_group(at, i + 1)
        if i >= len(doc) or doc[i].is_sent_start:
            return False
        if doc[i].lower_ == "and":
            further = _one_group(at, i + 1)
            return further > i + 1 and not (further < len(doc) and doc[further].pos_ in ("VERB", "AUX"))
        if doc[i].text != ",":
            return False
    return False


def _one_group(at: Analysis, i: int) -> int:
    """The token after one noun group without complements; `i` itself where none begins there."""
    doc = at.doc
    start = i
    noun = False
    while i < len(doc) and not (doc[i].is_sent_start and i > start):
        token = doc[i]
        if i == start and _YEARS.fullmatch(token.text):
            return i + 1
        if token.lower_ in _STOP_WORDS or _in_time(at, token):
            break
        if token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NN", "NNS", "NNP", "NNPS"):
            noun = True
        elif token.pos_ in ("DET", "ADJ", "NUM") or token.tag_ in ("PRP$", "POS", "CD", "JJ", "HYPH"):
            if noun and token.pos_ == "DET":
                break
        elif token.tag_ in ("VBG", "VBN") and not noun and token.dep_ != "ROOT":
            noun = token.tag_ == "VBG"
        elif token.pos_ == "ADV" and i + 1 < len(doc) and doc[i + 1].tag_ in ("VBG", "JJ"):
            pass
        elif token.text in ("“", "”", '"', "-", "–", "'", "’", "&", "/"):
            pass
        else:
            break
        i += 1
    while i > start and (doc[i - 1].text in ("“", "-", "–", "'", "’", "/") or doc[i - 1].pos_ in ("DET", "ADV")):
        i -= 1
    return i if noun else start


def _in_time(at: Analysis, token: Token) -> bool:
    """Whether the token begins a time expression that is more than a year within a name ("Plan of Action for 2024-2028")."""
    if token.text[0].isdigit() and len(token.text) >= 4 and token.i and at.doc[token.i - 1].lower_ in ("of", "for"):
        return False
    return any(time.start <= token.idx < time.end for time in at.times)
