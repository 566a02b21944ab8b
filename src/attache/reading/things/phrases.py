"""Noun phrases around the head words of things: "free trade agreement between Vietnam and the Eurasian Economic Union"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import cast

from attache.knowledge import rows
from attache.language.tokens import Doc, Token
from attache.reading.analysis import Analysis
from attache.reading.things.extents import left_of, right_of
from attache.reading.things.findings import Finding
from attache.reading.things.phrasebook import fold
from attache.reading.things.sides import names_of, sides_in
from attache.records import ActorName, ThingKind

HeadRow = tuple[tuple[str, ...], ThingKind, str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase `[start, end)` in tokens, with `head` … `head_end` its head words and what the table says of them."""

    doc: Doc
    start: int
    head: int
    head_end: int
    end: int
    kind: ThingKind
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
        """Whether the head is written as a name, not merely by its place at the start of a sentence."""
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
    def opener(self) -> str:
        """The preposition that opens the complement; empty where there is none."""
        return self.doc[self.head_end].lower_ if self.end > self.head_end else ""

    @property
    def head_words(self) -> str:
        """The head, folded, in the singular."""
        return " ".join(_singular(t) for t in self.doc[self.head : self.head_end])

    @property
    def name(self) -> str:
        """The phrase without its complement."""
        return self.text(self.start, self.head_end)

    def text(self, start: int | None = None, end: int | None = None) -> str:
        """The words from token `start` to `end` as printed, on one line, without quotation marks."""
        span = self.doc[self.start if start is None else start : self.end if end is None else end]
        return " ".join(span.text.replace("“", "").replace("”", "").replace('"', "").split())

    def offsets(self, end: int | None = None) -> tuple[int, int]:
        """The characters from the phrase's start to token `end` (default: its own end)."""
        last = self.doc[(self.end if end is None else end) - 1]
        return self.doc[self.start].idx, last.idx + len(last)

    def sides(self, at: Analysis, end: int | None = None) -> tuple[ActorName, ...]:
        """Countries and blocs named from the phrase's start to token `end` (default: its own end)."""
        return names_of(sides_in(at, *self.offsets(end)))

    def finding(
        self, name: str, *, parties: tuple[ActorName, ...] = (), end: int | None = None, of: str | None = None
    ) -> Finding:
        """What the phrase names, up to token `end` (default: its own end)."""
        start, stop = self.offsets(end)
        core = min(self.offsets(self.head_end)[1], stop)
        return Finding(start, stop, name, self.kind, of=of, parties=parties, fullness=stop - start, core=core)


def names_side(at: Analysis, token: Token) -> bool:
    """Whether the token is a country's or bloc's name or adjective."""
    return bool(sides_in(at, token.idx, token.idx + len(token)))


@cache
def _heads() -> dict[str, tuple[HeadRow, ...]]:
    out: dict[str, list[HeadRow]] = {}
    for row in rows("thing_heads", package="attache.language.en"):
        words = tuple(fold(w) for w in row["head"].replace("'", " '").replace("-", " - ").split())
        out.setdefault(words[0], []).append((words, cast(ThingKind, row["kind"]), row["sort"]))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in out.items()}


def find_phrases(at: Analysis) -> tuple[Phrase, ...]:
    """All noun phrases with a thing's head word, in text order; one head word belongs to one phrase."""
    out: list[Phrase] = []
    taken = 0
    for token in at.doc.tokens:
        found = _head_at(at.doc, token.i) if token.i >= taken and _beginning_with(token) else None
        if found is None:
            continue
        words, kind, sort = found
        end = token.i + len(words)
        taken = end
        if not _runs_on(at.doc, end):
            plural = _is_plural(at.doc, token.i, words)
            out.append(Phrase(at.doc, left_of(at.doc, token.i), token.i, end, right_of(at, end), kind, sort, plural))
    return tuple(_cut(phrase, out[i + 1 :]) for i, phrase in enumerate(out))


def _cut(phrase: Phrase, later: list[Phrase]) -> Phrase:
    """The phrase up to the next name in a list: "the Accord on Fisheries and the Compact for Migration" are two."""
    for other in later:
        joint = other.start - 2
        if joint >= phrase.end:
            break
        listed = other.capitalised and other.determiner == "the" and phrase.doc[joint].lower_ in (",", "and")
        if listed and phrase.head_end < joint and phrase.opener not in ("between", "among"):
            return replace(phrase, end=joint - 1 if phrase.doc[joint - 1].text == "," else joint)
    return phrase


def _singular(token: Token) -> str:
    return _singular_of(token.text, token.lemma_, plural=token.tag_ in ("NNS", "NNPS"))


def _singular_of(text: str, lemma: str, *, plural: bool) -> str:
    word = fold(text.replace("’", "'"))
    if not plural and fold(lemma) != word[:-1]:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _head_at(doc: Doc, i: int) -> HeadRow | None:
    """The longest entry of the table whose words begin at token `i`; None where none do."""
    token = doc[i]
    entries = _beginning_with(token)
    if not entries:
        return None
    verb = token.pos_ in ("VERB", "AUX", "ADP", "ADV") and token.tag_ not in ("NN", "NNS") and not token.text[0].isupper()
    for row in entries:
        rest = doc[i + 1 : i + len(row[0])]
        if (verb and not rest) or len(rest) != len(row[0]) - 1 or any(t.is_sent_start for t in rest):
            continue
        if all(w in (fold(t.text.replace("’", "'")), _singular(t)) for w, t in zip(row[0][1:], rest, strict=True)):
            return row
    return None


def _beginning_with(token: Token) -> tuple[HeadRow, ...]:
    return _beginning(token.text, token.lemma_, token.tag_ in ("NNS", "NNPS"))


@lru_cache(maxsize=8192)
def _beginning(text: str, lemma: str, plural: bool) -> tuple[HeadRow, ...]:
    """Entries of the table that begin with this word or its singular."""
    forms = dict.fromkeys((fold(text), _singular_of(text, lemma, plural=plural)))
    return tuple(row for form in forms for row in _heads().get(form, ()))


def _is_plural(doc: Doc, i: int, words: tuple[str, ...]) -> bool:
    """Whether the head stands in the plural; "memoranda of understanding" by its first word, others by their last."""
    head = doc[i] if "of" in words else doc[i + len(words) - 1]
    return head.tag_ in ("NNS", "NNPS") and fold(head.text) not in words


def _runs_on(doc: Doc, end: int) -> bool:
    """Whether the head is itself a modifier of what follows ("agreement text", "treaty-bound")."""
    if end >= len(doc) or doc[end].is_sent_start:
        return False
    last, after = doc[end - 1], doc[end]
    if after.text in ("-", "–"):
        return not last.whitespace_ and not after.whitespace_
    modifier = last.dep_ in ("compound", "amod", "nmod:poss") and after.tag_ in ("NN", "NNS")
    return modifier and after.dep_ != "appos" and _head_at(doc, end) is None
