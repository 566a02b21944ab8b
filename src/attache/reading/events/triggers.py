"""Trigger words: which verbs, adjectives and nouns of a report stand for an act.

In: the analysed text. Out: one `Trigger` a word that carries an act, with the row of `triggers.tsv` that fits it best.
A longer pattern wins over a shorter one, a class of object over none; rows whose conditions fail are left to `needs`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from attache.knowledge import rows, several
from attache.language.tokens import Doc, Span, Token
from attache.reading.events import clause
from attache.reading.events.cues import belongs, in_class
from attache.reading.events.forms import forms, is_form, noun_forms, verb_lemmas
from attache.reading.things.mechanisms import counted_from
from attache.records import PloverType, Status

_PREPOSITIONS = frozenset(
    [
        "on",
        "upon",
        "for",
        "to",
        "with",
        "by",
        "from",
        "in",
        "into",
        "out",
        "of",
        "off",
        "up",
        "down",
        "over",
        "at",
        "against",
        "behind",
        "back",
        "home",
        "away",
        "together",
        "aside",
        "between",
        "as",
        "after",
        "about",
        "apart",
        "not",
    ]
)
_FAR_PREPOSITIONS = frozenset({"for", "with", "from", "against"})
"""May stand after a long object: "asked Seoul for the extradition"."""
_SPELLINGS = (("ise", "ize"), ("yse", "yze"), ("our", "or"))
_REACH = 7
"""How many tokens after its verb a further word of a pattern may stand."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the trigger table."""

    words: tuple[str, ...]
    pos: Literal["v", "n", "a"]
    type: PloverType
    mode: str
    who: tuple[str, ...]
    target: tuple[str, ...]
    needs: tuple[str, ...]
    status: Status | None
    """Its status where the verb alone would say happened; None: as the verb says."""

    @property
    def weight(self) -> int:
        """Longer patterns are surer; a class of words counts a little less than a word, a condition adds a little."""
        words = sum(9 if w.startswith("@") else 10 for w in self.words)
        return words + min(len(self.needs), 1) * 2


@dataclass(frozen=True, slots=True)
class Trigger:
    """A place in the text where a row fits: its head token and all tokens of the pattern."""

    row: Row
    head: Token
    tokens: tuple[Token, ...]


@cache
def table() -> dict[tuple[str, str], tuple[Row, ...]]:
    """Rows by part of speech and first word (last word for nouns), the most telling first."""
    out: dict[tuple[str, str], list[Row]] = {}
    for cells in rows("triggers", package="attache.language.en"):
        row = Row(
            words=tuple(cells["trigger"].split()),
            pos=cast(Literal["v", "n", "a"], cells["pos"]),
            type=cast(PloverType, cells["type"]),
            mode=cells["mode"],
            who=several(cells["who"]),
            target=several(cells["target"]),
            needs=several(cells["needs"]),
            status=cast(Status, cells["status"]) if cells["status"] else None,
        )
        if "never" in row.needs and len(row.words) == 1:
            continue
        key = row.words[1] if row.pos == "a" else row.words[0]
        for spelling in _spelled(key):
            for form in noun_forms(spelling) if row.pos == "n" and len(row.words) == 1 else (spelling,):
                out.setdefault((row.pos, form), []).append(row)
    return {key: tuple(sorted(found, key=lambda row: -row.weight)) for key, found in out.items()}


def _spelled(word: str) -> set[str]:
    """British and American spellings of a table word."""
    out = {word}
    for british, american in _SPELLINGS:
        if word.endswith(british):
            out.add(word[: -len(british)] + american)
    return out


@cache
def _written(word: str) -> frozenset[str]:
    """All forms of a table word in both spellings."""
    return forms(word) | _spelled(word)


def candidates(doc: Doc) -> list[list[Trigger]]:
    """For each word that may carry an act, the rows that fit its words, best first; in text order."""
    return [fits for token in doc.tokens if (fits := _fits(token))]


def _fits(token: Token) -> list[Trigger]:
    fits = verb_fits(token) if _verblike(token) else []
    if not fits and (token.pos_ == "ADJ" or token.tag_[:2] == "JJ" or token.tag_ == "VBN"):
        fits = adjective_fits(token)
    return fits or noun_fits(token) or sitting_fits(token)


@lru_cache(maxsize=1)
def _words_of(sentence: Span) -> frozenset[str]:
    """Words of the sentence and their lemmas, in lower case."""
    return frozenset([word for token in sentence for word in (token.lower_, token.lemma_.lower())])


def _verblike(token: Token) -> bool:
    """A verb by its tag, or a form that can only be a past one ("vetoed") where the tagger errs."""
    tag = token.tag_
    if tag[:2] == "VB" or token.pos_ == "VERB":
        return True
    if tag not in ("NN", "NNS", "NNP"):
        return False
    return token.lower_.endswith("ed") or (tag == "NNS" and _is_headline_verb(token))


def _is_headline_verb(token: Token) -> bool:
    """ "Grenada thanks you", "Kyiv accuses Moscow": a form in -s between a name and an object."""
    if token.i == token.sent.start or token.i + 1 >= token.sent.end or not token.is_lower:
        return False
    return token.nbor(-1).tag_ == "NNP" and token.nbor(1).tag_ in ("DT", "PRP", "PRP$", "NNP")


def verb_fits(verb: Token) -> list[Trigger]:
    """Rows of verbs whose further words stand where they should."""
    if verb.dep_ == "amod" and verb.head.i > verb.i and not clause.is_misread(verb):
        return []
    found: list[Trigger] = []
    near: frozenset[str] | None = None
    for row, further, wanted in _verb_rows(verb_lemmas(verb)):
        if wanted:
            near = _words_of(verb.sent) if near is None else near
            if _missing(near, wanted):
                continue
        tokens = _match_verb(verb, further) if further else []
        if tokens is not None:
            found.append(Trigger(row, verb, (verb, *tokens)))
    return _best_first(found)


@lru_cache(maxsize=4096)
def _verb_rows(lemmas: tuple[str, ...]) -> tuple[tuple[Row, tuple[str, ...], tuple[frozenset[str], ...]], ...]:
    """Rows of the verbs with their further words, and all forms of those that must stand in the sentence."""
    return tuple(
        (row, row.words[1:], tuple(_written(word) for word in row.words[1:] if word[0] != "@"))
        for lemma in lemmas
        for row in table().get(("v", lemma), ())
    )


def _missing(near: frozenset[str], wanted: tuple[frozenset[str], ...]) -> bool:
    """Do the words of a sentence lack one of a pattern's further words altogether?"""
    return any(map(near.isdisjoint, wanted))


def _best_first(found: list[Trigger]) -> list[Trigger]:
    if len(found) > 1:
        found.sort(key=lambda t: -t.row.weight)
    return found


def adjective_fits(adjective: Token) -> list[Trigger]:
    """Rows "be ready to": a form of be before, the further words right after."""
    rows_of = table().get(("a", adjective.lower_))
    if rows_of is None:
        return []
    if not any(c.dep_ in ("cop", "aux", "aux:pass") for c in adjective.children) and adjective.dep_ not in (
        "xcomp",
        "ROOT",
        "conj",
    ):
        return []
    found = []
    for row in rows_of:
        tokens = _match_words(adjective, row.words[2:])
        if tokens is not None:
            found.append(Trigger(row, adjective, (adjective, *tokens)))
    return found


def noun_fits(noun: Token) -> list[Trigger]:
    """Rows of nouns that begin at this token; the head is the last word, or the first before a preposition."""
    rows_of = table().get(("n", noun.lower_))
    if rows_of is None:
        return []
    found: list[Trigger] = []
    tokens = noun.doc.tokens
    for row in rows_of:
        span = tokens[noun.i : noun.i + len(row.words)]
        if len(span) < len(row.words) or not all(is_form(t, w) for w, t in zip(row.words[1:], span[1:], strict=False)):
            continue
        head = span[0] if any(w in _PREPOSITIONS for w in row.words[1:]) else span[-1]
        if _nounlike(head, span[0]):
            found.append(Trigger(row, head, span))
    return _best_first(found)


def sitting_fits(ordinal: Token) -> list[Trigger]:
    """Rows of the sitting named before from which an ordinal counts on: "… for its seventh session. The eighth is due in May"."""
    sitting = counted_from(ordinal)
    if sitting is None:
        return []
    fits = (row for row in table().get(("n", sitting.lower_), ()) if len(row.words) == 1 and row.type == "CONSULT")
    return [Trigger(row, ordinal, (ordinal,)) for row in fits]


def _nounlike(head: Token, first: Token) -> bool:
    """A noun by its tag, or by the word before it ("the signing", "his visit") where the tagger errs."""
    if head.tag_ in ("NN", "NNS", "NNP", "NNPS"):
        return head.dep_ not in ("compound", "flat") or head.head.i < head.i
    if first.i == 0:
        return False
    before = first.nbor(-1)
    return before.tag_ in ("DT", "PRP$", "POS") or (
        head.tag_ == "VBG" and head.i + 1 < len(head.doc) and head.nbor(1).lower_ == "of"
    )


def _match_verb(verb: Token, words: tuple[str, ...]) -> list[Token] | None:
    """Tokens of the further words, or None where one is missing."""
    at = verb
    out: list[Token] = []
    if len(words) == 2 and words[0] in _PREPOSITIONS and not words[1].startswith("@"):
        pair = _phrase_under(verb, *words)
        if pair is not None:
            return list(pair)
    for word in words:
        if word.startswith("@"):
            token = _object_of_class(verb, at, word[1:])
        elif word in _PREPOSITIONS or word in ("no", "way", "hand"):
            token = _particle(verb, at, word) or _as_object(verb, word)
        else:
            token = _ahead(at, word) or _as_object(verb, word)
        if token is None:
            return None
        out.append(token)
        at = token if token.i > at.i else at
    return out


def _phrase_under(verb: Token, preposition: str, noun: str) -> tuple[Token, Token] | None:
    """The phrase "on ice" under the verb, however far: "put the agreement with Mercosur on ice"."""
    for nominal in clause.obliques(verb, frozenset({preposition})):
        if is_form(nominal, noun):
            return next(c for c in nominal.children if c.dep_ == "case"), nominal
    return None


def _match_words(start: Token, words: tuple[str, ...]) -> list[Token] | None:
    at = start
    out = []
    for word in words:
        token = _ahead(at, word, reach=3)
        if token is None:
            return None
        out.append(token)
        at = token
    return out


def _object_of_class(verb: Token, at: Token, name: str) -> Token | None:
    """An object of the verb (or after its preposition) that belongs to the class."""
    if name == "disapproval":
        return _predicate_of_class(verb, name)
    if at is verb:
        for token in clause.objects(verb):
            for part in clause.with_conjuncts(token):
                if in_class(part, name):
                    return part
        if clause.is_passive(verb) or (clause.objects(verb) and verb.tag_ != "VBG"):
            return None
    for token in at.doc[at.i + 1 : min(at.i + _REACH, at.sent.end)]:
        if (clause.is_verb(token) and token.dep_ != "amod") or token.text in (";", ":", "(", "–", "—"):
            return None
        if belongs(token, name) and token.tag_.startswith(("NN", "JJ", "CD", "VBN", "VBG")):
            return token
    return None


def _predicate_of_class(verb: Token, name: str) -> Token | None:
    """What somebody calls something: the adjective or noun after the object ("called the measures illegal")."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 14, verb.sent.end)]:
        if token.text in (";", ":") or token.tag_ in ("VBD", "VBZ", "VBP"):
            return None
        if belongs(token, name):
            return token
    return None


def _particle(verb: Token, at: Token, word: str) -> Token | None:
    """A particle or preposition right after, or after a short object ("put the visit off"), or by its arc."""
    for token in verb.children:
        if (
            token.lower_ == word
            and token.i > verb.i
            and token.dep_ in ("compound", "advmod", "case", "fixed", "compound:prt", "obl")
        ):
            return token
    limit = at.i + 3
    for token in at.doc[at.i + 1 : min(limit, at.sent.end)]:
        if token.lower_ == word:
            return token
        own = at is verb and token.lower_ in _PREPOSITIONS and token.lower_ != "not"
        if own or not (token.tag_.startswith("RB") or token.is_punct or token.lower_ in ("today", "yesterday")):
            break
    for token in at.doc[at.i + 1 : min(at.i + _REACH, at.sent.end)]:
        if token.lower_ == word and token.dep_ in ("compound", "advmod") and token.head.i == verb.i:
            return token
        if clause.is_verb(token) or token.is_punct:
            break
    if word in _FAR_PREPOSITIONS:
        for nominal in clause.obliques(verb, frozenset({word})):
            return next(c for c in nominal.children if c.dep_ == "case")
    return _ahead(at, word) if at is not verb else None


def _ahead(at: Token, word: str, reach: int = _REACH) -> Token | None:
    """The next token with this form or lemma, within reach and the same clause."""
    written = _written(word)
    for token in at.doc.tokens[at.i + 1 : min(at.i + 1 + reach, at.sent.end)]:
        if (token.lower_ in written or token.lemma_.lower() == word) and token.nbor(-1).text != "-":
            return token
        if token.text in (",", ";", ":", "(", "–", "—") or (clause.is_verb(token) and token.dep_ not in ("amod", "compound")):
            return None
    return None


def _as_object(verb: Token, word: str) -> Token | None:
    for token in clause.objects(verb):
        for part in clause.with_conjuncts(token):
            if is_form(part, word):
                return part
    return None
