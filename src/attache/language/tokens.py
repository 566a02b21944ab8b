"""The analysed text as plain Python objects, with spaCy's names: `Doc`, `Span` and `Token`, each token one object.

`unread(doc)` takes the words that spaCy has cut; the encoder writes tags, lemmas, arcs, names and marks into them and
`settle` works out children and sentences. `plain(doc)` copies a text that the small parser has read. spaCy makes a new
object at every `doc[i]`, `token.head` and step through a sentence and looks its strings up each time; the readers ask some
ten thousand times a report, so their own objects pay many times over. Nothing changes once a Doc is settled.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, overload

import spacy.tokens

from attache.language.marks import Marks

Alignment = Literal["strict", "contract", "expand"]


class Token:
    """One word or mark. Two tokens are the same only if they are one object."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_quote",
        "is_sent_start",
        "is_space",
        "is_stop",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    whitespace_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    head: Token
    children: tuple[Token, ...]
    """Immediate dependents in text order."""
    sent: Span
    ent_type_: str
    is_punct: bool
    is_quote: bool
    is_sent_start: bool
    is_space: bool
    is_stop: bool
    like_num: bool

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        return self.text.isdigit()

    @property
    def is_lower(self) -> bool:
        return self.text.islower()

    @property
    def is_title(self) -> bool:
        return self.text.istitle()

    @property
    def is_upper(self) -> bool:
        return self.text.isupper()

    @property
    def text_with_ws(self) -> str:
        return self.text + self.whitespace_

    def nbor(self, distance: int = 1) -> Token:
        """The token that many places on; IndexError beyond either end of the text."""
        at = self.i + distance
        if at < 0:
            raise IndexError(f"no token {distance} from token {self.i}")
        return self.doc.tokens[at]

    @property
    def lefts(self) -> tuple[Token, ...]:
        return tuple(child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> tuple[Token, ...]:
        return tuple(child for child in self.children if child.i > self.i)

    @property
    def subtree(self) -> list[Token]:
        """The token and all that hangs on it, dependents on the left first."""
        out: list[Token] = []
        placed = False
        for child in self.children:
            if not placed and child.i > self.i:
                out.append(self)
                placed = True
            out += child.subtree
        if not placed:
            out.append(self)
        return out

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree by position."""
        return min((self, *(child.left_edge for child in self.children)))

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree by position."""
        return max((self, *(child.right_edge for child in self.children)))

    @property
    def ancestors(self) -> Iterator[Token]:
        """Head, head's head and so on up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        return any(ancestor is self for ancestor in other.ancestors)


class Span:
    """The tokens `[start, end)` of a Doc."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __repr__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return self.start == other.start and self.end == other.end and self.doc is other.doc and self.label_ == other.label_

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(self.end - self.start)
            return Span(self.doc, self.start + start, self.start + max(start, end))
        index = (self.end if at < 0 else self.start) + at
        if not self.start <= index < self.end:
            raise IndexError(f"no token {at} in a span of {len(self)}")
        return self.doc.tokens[index]

    @property
    def start_char(self) -> int:
        return self.doc.tokens[self.start].idx if self.start < len(self.doc.tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Span:
        """The sentence in which the span begins."""
        return self.doc.tokens[min(self.start, len(self.doc.tokens) - 1)].sent

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence, the first of equals; bare marks and blanks only where all else fails."""
        tokens = self.doc.tokens[self.start : self.end]
        for token in tokens:
            if token.head is token:
                return token
        outward = [token for token in tokens if not self.start <= token.head.i < self.end]
        if not outward:
            return self.doc.tokens[self.start]
        return min(outward, key=_depth)


def _depth(token: Token) -> int:
    """Steps to the root of the sentence; for a mark or blank without dependents as many as there can be."""
    if (token.is_punct or token.is_space) and not token.children:
        return len(token.doc.tokens) - 1
    return sum(1 for _ in token.ancestors)


class Doc:
    """The whole text as tokens, sentences and named spans."""

    __slots__ = ("__weakref__", "ends", "ents", "marks", "sents", "starts", "text", "tokens")

    text: str
    tokens: tuple[Token, ...]
    sents: tuple[Span, ...]
    ents: tuple[Span, ...]
    marks: Marks
    """What an encoder found besides syntax; empty where none has read."""
    starts: tuple[int, ...]
    """Character offsets at which the tokens begin."""

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[at]

    def char_span(self, start: int, end: int, *, alignment_mode: Alignment = "strict") -> Span | None:
        """The tokens over the characters `[start, end)`; None where there are none, or none that fit `alignment_mode`."""
        first, last = self._token_over(start), self._token_over(end - 1)
        if first is None or last is None:
            return None
        from_edge, to_edge = self.tokens[first], self.tokens[last]
        begins, stops = start == from_edge.idx, end == to_edge.idx + len(to_edge.text)
        if alignment_mode == "strict":
            return Span(self, first, last + 1) if begins and stops else None
        if alignment_mode == "contract":
            first += from_edge.idx < start
            last -= end < to_edge.idx + len(to_edge.text)
            return Span(self, first, last + 1) if first <= last else None
        # The blank after a token is no part of it.
        first += start == from_edge.idx + len(from_edge.text)
        return Span(self, first, last + 1)

    def name(self, names: Iterable[tuple[int, int, str]]) -> None:
        """Sets the named spans: first token, token after the last, label."""
        self.ents = tuple(Span(self, start, end, label) for start, end, label in names)
        for ent in self.ents:
            for token in ent:
                token.ent_type_ = ent.label_

    def settle(self) -> None:
        """Works out children and sentences when heads and beginnings of sentences are set; done once by who reads the text."""
        children: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head is not token:
                children[token.head.i].append(token)
        for token, dependents in zip(self.tokens, children, strict=True):
            token.children = tuple(dependents)
        starts = [t.i for t in self.tokens if t.is_sent_start]
        if self.tokens and (not starts or starts[0]):
            starts.insert(0, 0)
        ends = [*starts[1:], len(self.tokens)][: len(starts)]
        self.sents = tuple(Span(self, start, end) for start, end in zip(starts, ends, strict=True))
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence

    def _token_over(self, offset: int) -> int | None:
        """The token whose characters, or whose blank after it, hold the offset."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0:
            return None
        token = self.tokens[at]
        return at if offset < token.idx + len(token.text) + len(token.whitespace_) else None


Analysed = spacy.tokens.Doc | Doc
"""An analysed text in either form."""


def plain(doc: Analysed) -> Doc:
    """The plain copy of an analysed text; a plain Doc is its own copy, and one spaCy Doc gives one copy."""
    return doc if isinstance(doc, Doc) else _copied(doc)


@lru_cache(maxsize=2)
def _copied(source: spacy.tokens.Doc) -> Doc:
    doc = unread(source)
    for token, original in zip(doc.tokens, source, strict=True):
        token.lemma_, token.tag_, token.pos_, token.dep_ = original.lemma_, original.tag_, original.pos_, original.dep_
        token.head = doc.tokens[original.head.i]
        token.is_sent_start = bool(original.is_sent_start)
    doc.name((ent.start, ent.end, ent.label_) for ent in source.ents)
    doc.settle()
    return doc


def unread(source: spacy.tokens.Doc) -> Doc:
    """The words of a text that is only cut into tokens: no tags, arcs, sentences or names yet.

    What a token is by its letters alone is looked up once for each word.
    """
    doc = Doc()
    doc.text = source.text
    known: dict[str, tuple[str, bool, bool, bool, bool, bool]] = {}
    tokens: list[Token] = []
    idx = 0
    for i, original in enumerate(source):
        text, space = original.text, original.whitespace_
        looks = known.get(text)
        if looks is None:
            o = original
            known[text] = looks = (o.lower_, o.is_punct, o.is_quote, o.is_space, o.is_stop, o.like_num)
        token = Token()
        token.doc, token.i, token.idx, token.text, token.whitespace_ = doc, i, idx, text, space
        token.lower_, token.is_punct, token.is_quote, token.is_space, token.is_stop, token.like_num = looks
        token.lemma_ = token.tag_ = token.pos_ = token.dep_ = token.ent_type_ = ""
        token.head = token
        token.is_sent_start = False
        tokens.append(token)
        idx += len(text) + len(space)
    doc.tokens = tuple(tokens)
    doc.starts = tuple([token.idx for token in tokens])
    doc.ents, doc.sents, doc.marks = (), (), Marks()
    return doc
