"""How far noun phrases reach: tasks that mark whole phrases want more than the name that a mention covers."""

from __future__ import annotations

from attache.language.tokens import Doc, Token

_NOT_OF_THE_PHRASE = frozenset(
    {
        "case",
        "cc",
        "conj",
        "appos",
        "punct",
        "nsubj",
        "nsubj:pass",
        "csubj",
        "cop",
        "aux",
        "aux:pass",
        "mark",
        "advcl",
        "parataxis",
    }
)
"""Dependants that a phrase does not hold: those of a phrase that is a predicate, and what joins it to others."""

_PREDICATE_ONLY = frozenset({"advmod", "obl", "expl", "dislocated", "vocative"})


def head_of(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the words in `[start, end)`, or of the phrase whose title or first name it is; None where no word is."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    head = span.root
    while head.dep_ == "flat" and head.head is not head:
        head = head.head
    return head


def phrase_at(doc: Doc, start: int, end: int, *, whole: bool = True) -> tuple[int, int]:
    """The noun phrase of a mention, `[start, end)`, at least the mention itself; `whole` False leaves out what follows the head.

    A possessive "'s" belongs to it; a preposition before it and what it is coordinated with or explained by do not.
    """
    head = head_of(doc, start, end)
    if head is None or head.tag_ in {"PRP", "PRP$"}:
        return start, end
    tokens = [head, *(t for child in head.children if _belongs(child, head) for t in child.subtree)]
    if not whole:
        tokens = [t for t in tokens if t.i <= head.i or t.dep_ in {"flat", "compound"}]
    tokens = [t for t in tokens if not t.is_space]
    low, high = min(t.i for t in tokens), max(t.i for t in tokens)
    while low < head.i and doc[low].is_punct and doc[low].text not in {'"', "“", "‘"}:
        low += 1
    while high > head.i and doc[high].is_punct and doc[high].text in {",", ".", ";", ":", "-", "–", "—"}:
        high -= 1
    return min(start, doc[low].idx), max(end, doc[high].idx + len(doc[high]))


def _belongs(child: Token, head: Token) -> bool:
    """Does a dependant belong to the phrase of its head?"""
    if child.dep_ == "case":
        return child.tag_ == "POS"
    predicate = any(c.dep_ in {"cop", "nsubj", "nsubj:pass"} for c in head.children)
    return child.dep_ not in _NOT_OF_THE_PHRASE and not (predicate and child.dep_ in _PREDICATE_ONLY)
