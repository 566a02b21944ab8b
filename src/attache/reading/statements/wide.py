"""Attitudes and words told in any form of the verb: negated, modal, infinitive and participle cues, attitude verbs.

In: a Doc. Out: `Attribution`s for the list of all attributions; the ledger takes none of them, since words not said, wished
for or only liked are no statement there. The frames are those of `wide_cues.tsv`, read off the arcs of the parse.
"""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several
from attache.language.tokens import Doc, Token
from attache.reading.statements.attribution import Attribution
from attache.reading.statements.extents import Span

_CERTAINTY = 0.6
_HELPS = {"aux", "aux:pass", "advmod", "neg"}
_LINKS = {"xcomp", "conj", "advcl"}
_MARKS = {",", ".", ";", ":", "-", "–", "—", "--"}


@cache
def _takes() -> dict[str, frozenset[str]]:
    """What each verb takes, by its lemma."""
    out: dict[str, frozenset[str]] = {}
    for row in rows("wide_cues", package="attache.language.en"):
        for verb in several(row["verbs"]):
            out[verb] = out.get(verb, frozenset()) | {row["takes"]}
    return out


def find_wide(doc: Doc) -> list[Attribution]:
    """Every verb of the table with its source and what it is about, in text order."""
    found = []
    for token in doc:
        takes = _takes().get(token.lemma_.lower())
        if takes is None or not token.tag_.startswith("VB") or token.dep_ in {"amod", "compound"}:
            continue
        content, cue_end = _content(doc, token, takes)
        source = _source(doc, token)
        if content is None or source is None or source[0] <= token.i < source[1]:
            continue
        found.append(Attribution((_start(token), cue_end), source, (content,), _CERTAINTY, None))
    return found


def _content(doc: Doc, verb: Token, takes: frozenset[str]) -> tuple[Span | None, int]:
    """What is told, and where the cue ends: at the verb, or at the preposition it takes."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        told = (
            ("clause" in takes and child.dep_ == "ccomp")
            or ("object" in takes and child.dep_ == "obj" and child.tag_ not in {"PRP", "WP", "WDT"})
            or ("infinitive" in takes and child.dep_ == "xcomp" and any(c.lower_ == "to" for c in child.children))
        )
        if told:
            return _whole(doc, verb, child), verb.i + 1
        case = next((c for c in child.children if c.dep_ == "case"), None) if child.dep_ == "obl" else None
        if case is not None and case.lower_ in takes and case.i <= verb.i + 2:
            span = _whole(doc, verb, child)
            return (max(span[0], case.i + 1), span[1]) if span else None, case.i + 1
    return None, verb.i + 1


def _whole(doc: Doc, verb: Token, top: Token) -> Span | None:
    """The subtree of a token after the verb without marks at its ends."""
    places = sorted(t.i for t in top.subtree if t.i > verb.i)
    start, end = places[0], places[-1] + 1
    while end > start and doc[end - 1].text in _MARKS:
        end -= 1
    return (start, end) if end > start else None


def _source(doc: Doc, verb: Token) -> Span | None:
    """The subject, its own or that of the verb it hangs on."""
    seen = verb
    for _ in range(4):
        subject = next((c for c in seen.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        if subject is not None:
            places = sorted(t.i for t in subject.subtree if t.i < verb.i)
            start, end = places[0], places[-1] + 1
            while end > start and doc[end - 1].text in _MARKS:
                end -= 1
            return (start, end) if end > start else None
        if seen.dep_ not in _LINKS:
            return None
        seen = seen.head
    return None


def _start(verb: Token) -> int:
    """The first of the auxiliaries, "to" and adverbs right before a verb, and of what leads into it: "refused to say"."""
    start = verb.i
    while start and (left := verb.doc[start - 1]).head.i == verb.i and (left.dep_ in _HELPS or left.lower_ == "to"):
        start -= 1
    return start
