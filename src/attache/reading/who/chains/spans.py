"""Every nominal of a text: names, noun phrases, pronouns and possessives, as candidates for chains.

In: the analysed text. Out: `Nominal`s in text order (a longer one before those nested in it). The extent is the noun phrase
with what hangs on it, relative clauses included, and without appositions, later conjuncts and prepositions before it, as the
Georgetown corpus (GUM) marks it. A coordination is a nominal of its own beside its members.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attache.language.tokens import Analysed, plain

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_PART_OF_NAME = frozenset({"flat", "fixed", "goeswith"})
_ARGUMENT = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "appos", "ROOT"})
_OUTSIDE = frozenset(
    (
        "nsubj",
        "nsubj:pass",
        "csubj",
        "csubj:pass",
        "ccomp",
        "xcomp",
        "advcl",
        "aux",
        "aux:pass",
        "cop",
        "mark",
        "expl",
        "obl",
        "obj",
        "discourse",
        "vocative",
        "parataxis",
        "orphan",
        "dep",
        "reparandum",
        "list",
        "appos",
        "conj",
        "cc",
        "punct",
    )
)
"""Arcs that leave a noun phrase: what hangs on its head as on a predicate, and what stands beside it."""
_NO_REFERENT = frozenset(
    {"who", "whom", "which", "that", "what", "whose", "whoever", "whatever", "something", "nothing", "anything"}
)
_STANDALONE = frozenset({"this", "these", "those", "all", "both", "some", "others", "many", "each", "one", "another", "everyone"})
_PLACES = frozenset({"here", "there"})
_INNER_ADVERBS = frozenset({"about", "nearly", "almost", "over", "only", "approximately", "roughly", "around"})
_NAME_LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
_LONGEST = 60
"""Tokens; a longer subtree is a parser's slip and is cut to its core."""


class Tokens:
    """The columns of a Doc as plain lists, read once: attribute access on spaCy tokens costs more than all else here."""

    __slots__ = (
        "children",
        "dep",
        "doc",
        "ent",
        "fine",
        "head",
        "idx",
        "left",
        "lemma",
        "line",
        "lower",
        "pos",
        "referred",
        "right",
        "sent",
        "size",
        "tag",
        "text",
    )

    def __init__(self, analysed: Analysed) -> None:
        self.doc = doc = plain(analysed)
        self.size = len(doc)
        tokens = list(doc)
        self.text = [t.text for t in tokens]
        self.lower = [t.lower_ for t in tokens]
        self.lemma = [t.lemma_.lower() for t in tokens]
        self.pos = [t.pos_ for t in tokens]
        self.tag = [t.tag_ for t in tokens]
        self.dep = [t.dep_ for t in tokens]
        self.head = [t.head.i for t in tokens]
        self.idx = [t.idx for t in tokens]
        self.ent = [t.ent_type_ for t in tokens]
        self.fine = [""] * self.size
        self.referred = [""] * self.size
        for column, names in ((self.fine, doc.marks.names), (self.referred, doc.marks.references)):
            for name in names:
                column[name.start : name.end] = [name.type] * (name.end - name.start)
        self.children: list[list[int]] = [[] for _ in tokens]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)
        self.line: list[int] = []
        line = 0
        for i, word in enumerate(self.text):
            if "\n" in word:
                self.line += [line] * (i + 1 - len(self.line))
                line += word.count("\n")
        self.line += [line] * (self.size - len(self.line))
        self.sent = [0] * self.size
        for k, s in enumerate(doc.sents):
            self.sent[s.start : s.end] = [k] * (s.end - s.start)
        self.left, self.right = list(range(self.size)), list(range(self.size))
        self._edges()

    def _edges(self) -> None:
        """First and last token of each subtree, from the leaves up; a cycle cannot occur in a tree of arcs."""
        order, stack = [], [i for i, h in enumerate(self.head) if h == i]
        while stack:
            i = stack.pop()
            order.append(i)
            stack += self.children[i]
        left, right = self.left, self.right
        for i in reversed(order):
            h = self.head[i]
            if left[i] < left[h]:
                left[h] = left[i]
            if right[i] > right[h]:
                right[h] = right[i]


@dataclass(frozen=True, slots=True)
class Nominal:
    """One candidate mention: tokens `[first, last]`, its head token, and its characters `[start, end)`."""

    first: int
    last: int
    head: int
    start: int
    end: int
    joint: bool = False
    """A coordination: "Kenya and Ghana"."""


def nominals(t: Tokens) -> list[Nominal]:
    """All candidates, by first token, the longer first; one a passage."""
    found: dict[tuple[int, int], Nominal] = {}
    covered = [False] * t.size
    for i in range(t.size):
        if not _heads_phrase(t, i):
            continue
        first, last = extent(t, i)
        for k in _name_run(t, i):
            covered[k] = True
        found.setdefault((first, last), _nominal(t, first, last, i))
        joined = _coordination(t, i, first)
        if joined is not None:
            found.setdefault((first, joined), _nominal(t, first, joined, i, joint=True))
    for nominal in _unparsed_names(t, covered):
        found.setdefault((nominal.first, nominal.last), nominal)
    return sorted(found.values(), key=lambda n: (n.first, -n.last))


def _nominal(t: Tokens, first: int, last: int, head: int, *, joint: bool = False) -> Nominal:
    return Nominal(first, last, head, t.idx[first], t.idx[last] + len(t.text[last]), joint)


def _heads_phrase(t: Tokens, i: int) -> bool:
    dep, lower = t.dep[i], t.lower[i]
    if dep in _PART_OF_NAME or dep in {"expl", "punct"}:
        return False
    if t.pos[i] not in _NOMINAL:
        return (
            (lower in _STANDALONE and dep in _ARGUMENT)
            or (lower in _PLACES and dep == "advmod")
            or (lower in {"'s", "’s"} and t.tag[i] == "PRP")
        )
    if lower in _NO_REFERENT and not (lower == "that" and t.tag[i] == "DT" and dep in _ARGUMENT):
        return False
    if dep == "compound":
        return _named(t, i) and ((t.text[i].isupper() and len(t.text[i]) > 1) or not _same_name(t, i, t.head[i]))
    return t.text[i].isalnum() or any(c.isalnum() for c in t.text[i])


def _named(t: Tokens, i: int) -> bool:
    return t.pos[i] == "PROPN" or t.tag[i] in {"NNP", "NNPS"} or t.ent[i] in _NAME_LABELS


def _same_name(t: Tokens, i: int, head: int) -> bool:
    """Do two tokens stand in one name: the analyser's name labels, else capitals all the way?"""
    if t.ent[i] and t.ent[i] == t.ent[head]:
        return all(e == t.ent[i] for e in t.ent[min(i, head) : max(i, head) + 1])
    return t.pos[head] == "PROPN" and t.ent[i] not in {"LOC"} and t.ent[head] in {"", "MISC"} and abs(head - i) == 1


def _name_run(t: Tokens, head: int) -> Iterator[int]:
    yield head
    for c in t.children[head]:
        if t.dep[c] in {"flat", "compound", "fixed"}:
            yield c


def extent(t: Tokens, head: int) -> tuple[int, int]:
    """First and last token of the noun phrase that `head` carries."""
    first = last = head
    children = t.children[head]
    if not children:
        return head, head
    copula = -1
    for c in children:
        if t.dep[c] == "cop":
            copula = c
            break
    for c in children:
        if c < head and c >= copula and t.left[c] < first and _belongs(t, c, left=True):
            first = t.left[c]
    stop = t.size
    for c in children:
        if c < head or c >= stop:
            continue
        if t.dep[c] in {"conj", "appos", "parataxis"}:
            if _located(t, head, c):
                last = max(last, t.right[c])
                continue
            stop = t.left[c]
        elif _belongs(t, c, left=False):
            last = max(last, t.right[c])
    if last - first > _LONGEST:
        first, last = _core(t, head)
    return _trimmed(t, first, head), _trimmed_end(t, last, head)


def _core(t: Tokens, head: int) -> tuple[int, int]:
    near = [c for c in t.children[head] if t.dep[c] in {"det", "amod", "compound", "nummod", "flat"}]
    return min([head, *near]), max([head, *near])


def _belongs(t: Tokens, c: int, *, left: bool) -> bool:
    dep = t.dep[c]
    if dep in _OUTSIDE:
        return False
    if dep == "case":
        return not left and t.tag[c] == "POS"
    if dep == "advmod":
        return not left or t.lower[c] in _INNER_ADVERBS
    return True


def _located(t: Tokens, head: int, c: int) -> bool:
    """ "Sochi, Russia": the larger place belongs to the name of the smaller."""
    return (
        t.ent[head] == "LOC"
        and t.ent[c] == "LOC"
        and t.pos[c] == "PROPN"
        and t.text[t.left[c] - 1] == ","
        and not any(t.dep[k] in {"det", "cc", "case"} for k in t.children[c])
    )


def _trimmed(t: Tokens, first: int, head: int) -> int:
    while first < head and (t.pos[first] == "PUNCT" or t.text[first].isspace()):
        first += 1
    return first


def _trimmed_end(t: Tokens, last: int, head: int) -> int:
    while last > head and (t.pos[last] == "PUNCT" or t.text[last].isspace()):
        last -= 1
    return last


def _coordination(t: Tokens, head: int, first: int) -> int | None:
    """Last token of the coordination that begins with `head`; None where it is none of nominals."""
    last = -1
    for c in t.children[head]:
        if t.dep[c] == "conj" and t.pos[c] in _NOMINAL:
            last = max(last, extent(t, c)[1])
    if last < 0:
        return None
    return last if last - first <= _LONGEST else None


def _unparsed_names(t: Tokens, covered: list[bool]) -> Iterator[Nominal]:
    """Names that the analyser labels and whose tokens head no phrase."""
    for ent in t.doc.ents:
        if ent.label_ in _NAME_LABELS and not any(covered[ent.start : ent.end]):
            head = next((k for k in range(ent.start, ent.end) if not ent.start <= t.head[k] < ent.end), ent.start)
            yield _nominal(t, ent.start, ent.end - 1, head)
