"""How present an actor is at a point of a report: what descriptions and pronouns are resolved by.

A `History` is told of every mention in text order and ranks actors at an offset: those of the same or the last sentence
first, subjects and speakers before others. The weights were set on half of the sample reports and looked at on the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from attache.language.tokens import Doc, Token
from attache.reading.who.actor_tables import word_set

_SUBJECT, _INNER_SUBJECT, _OBJECT, _OTHER = 1.0, 0.75, 0.3, 0.0
_BY_ORDER, _SPOKEN, _OPENING = 0.9, 0.15, 0.6
_PER_SENTENCE = 0.9
_MOST = 2.0
"""More than a mention's role weighs at most."""
_PER_PARAGRAPH = 0.25


@dataclass(slots=True)
class Entity:
    """An actor as reference sees it."""

    name: str
    kind: str
    country: str | None
    gender: str = ""
    classes: frozenset[str] = frozenset()
    offices: tuple[str, ...] = ()
    sort: str = ""
    seen: list[tuple[int, float]] = field(default_factory=list)
    """Offsets where it has been mentioned so far, with the weight of its role there."""


class History:
    """Who has been mentioned where so far."""

    def __init__(self, doc: Doc, entities: Iterable[Entity]) -> None:
        self.doc = doc
        self.entities = {e.name: e for e in entities}
        self.starts = [s.start_char for s in doc.sents]
        self.token_starts = doc.starts
        self.breaks = [i for i, c in enumerate(doc.text) if c == "\n"]
        self.recent: dict[str, Entity] = {}
        """Those mentioned so far by the place of their last mention, the latest last."""
        self.groups: list[tuple[int, tuple[str, ...], float]] = []
        """Several actors named together: offset, names, weight of the role."""

    def sentence(self, offset: int) -> int:
        """Index of the sentence at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def token(self, offset: int) -> Token:
        """The token at `offset`, or the last one before it."""
        return self.doc.tokens[max(0, bisect_right(self.token_starts, offset) - 1)]

    def weight(self, start: int, end: int) -> float:
        """Weight of the grammatical role that the passage `[start, end)` has."""
        return max(role_weight(head_of(self, start, end)), self._weight_by_order(start, end))

    def _weight_by_order(self, start: int, end: int) -> float:
        """A subject by the words' order alone, where the arcs may be wrong: right before a finite verb ("…, Ana Torres, said")
        or right after a verb of saying ("…, said Torres.")."""
        first, last = self.token(start).i, self.token(max(start, end - 1)).i
        doc = self.doc.tokens
        after = last + 1
        opens = doc[first].is_sent_start or (first > 0 and doc[first - 1].is_sent_start and doc[first].pos_ != "VERB")
        if after < len(doc) and doc[after].text == "," and self._comma_before(first):
            after += 1
        if after < len(doc) and doc[after].tag_ in {"VBD", "VBN", "VBZ", "VBP", "MD"}:
            return _BY_ORDER + (_SPOKEN if doc[after].lower_ in word_set("person_verbs") else 0.0)
        before = doc[first - 1].lower_ if first else ""
        if before in word_set("person_verbs") and (after >= len(doc) or doc[after].is_punct):
            return _BY_ORDER + _SPOKEN if first > 1 and doc[first - 2].text in {",", '"', "”", "’"} else 0.0
        return _OPENING if opens and after < len(doc) and not doc[after].is_punct and doc[after].tag_ != "POS" else 0.0

    def _comma_before(self, first: int) -> bool:
        """Does a comma open the apposition that ends with the name: ", Deputy Prime Minister Ana Torres,"?"""
        for i in range(first - 1, max(-1, first - 12), -1):
            token = self.doc[i]
            if token.text == ",":
                return True
            if token.pos_ in {"VERB", "AUX"} or token.is_sent_start:
                return False
        return False

    def add(self, name: str, start: int, end: int) -> None:
        """A mention of `name` over `[start, end)`."""
        entity = self.entities.get(name)
        if entity is not None:
            entity.seen.append((start, self.weight(start, end)))
            self.recent.pop(name, None)
            self.recent[name] = entity

    def rank(
        self,
        offset: int,
        fits: Callable[[Entity], float | None],
        *,
        window: int = 60,
        leave: Callable[[int], bool] | None = None,
    ) -> list[tuple[float, Entity]]:
        """Entities mentioned before `offset` with their score, best first; `fits` gives a bonus, or None for no candidate.

        Mentions at places that `leave` names do not count.
        """
        here = self.sentence(offset)
        out = []
        first = here - int((window + _MOST) / _PER_SENTENCE) - 1
        begins = self.starts[first] if first > 0 else -1
        for entity in reversed(self.recent.values()):
            # Mentions further back score below the window; few are looked at however long the text.
            if entity.seen[-1][0] < begins:
                break
            bonus = fits(entity)
            if bonus is None:
                continue
            places = takewhile(lambda seen: seen[0] >= begins, reversed(entity.seen))
            told = ((p, w) for p, w in places if p < offset and not (leave is not None and leave(p)))
            best = max((self._score(p, w, here, offset) for p, w in told), default=None)
            if best is None or best < -window:
                continue
            out.append((best + bonus + min(len(entity.seen), 6) * 0.04, entity))
        out.sort(key=lambda pair: (-pair[0], pair[1].name))
        return out

    def _score(self, place: int, weight: float, here: int, offset: int) -> float:
        distance = here - self.sentence(place)
        paragraphs = bisect_right(self.breaks, offset) - bisect_right(self.breaks, place)
        return weight - _PER_SENTENCE * distance - _PER_PARAGRAPH * min(paragraphs, 4) / 2


def head_of(history: History, start: int, end: int) -> Token:
    """The token that carries the noun phrase which holds the passage: through titles and appositions up to its head."""
    first, last = history.token(start).i, history.token(max(start, end - 1)).i
    tokens = history.doc.tokens
    here = tokens[first]
    for token in tokens[first : last + 1]:
        if not first <= token.head.i <= last or token.head is token:
            here = token
            break
    for _ in range(4):
        lower = here.dep_ in {"flat", "compound", "appos"} or (here.dep_ in {"nmod", "amod"} and not _has_case(here))
        if not lower or here.head is here:
            break
        here = here.head
    return here


def _has_case(token: Token) -> bool:
    return any(c.dep_ == "case" for c in token.children)


def role_weight(head: Token) -> float:
    """Subjects weigh most; conjuncts as what they are joined to."""
    here = head
    for _ in range(3):
        if here.dep_ == "conj" and here.head is not here and here.head.pos_ in {"PROPN", "NOUN", "PRON"}:
            here = here.head
        else:
            break
    if here.dep_ in {"nsubj", "nsubj:pass"}:
        verb = here.head
        spoken = _SPOKEN if verb.lower_ in word_set("person_verbs") else 0.0
        return (_SUBJECT if verb.dep_ in {"ROOT", "conj", "parataxis"} else _INNER_SUBJECT) + spoken
    if here.dep_ in {"obj", "iobj"}:
        return _OBJECT
    return _OTHER
