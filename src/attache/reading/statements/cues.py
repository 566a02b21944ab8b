"""Where words, thoughts and judgements are attributed: cue verbs of the table found in a passage.

In: tokens of one unit. Out: `CueHit`s, each a verb with the rows of `cues.tsv` that fit the words after it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from attache.knowledge import rows, several
from attache.language.tokens import Doc

Kind = Literal["say", "ask", "think", "judge", "count", "noun", "label", "free"]
Form = Literal["base", "present", "past", "participle", "ing"]

_PACK = "attache.language.en"
_BE = ("am", "are", "is")
_GAP = "…"
# How far a gap phrase ("put … at") may stretch, in tokens. Appositions make objects long; 18 covers the sample reports.
_REACH = 18
# "Spoke at length about": before these only an adverbial stands.
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the table: `words` in base form, the verb first; `frames` say how the content attaches."""

    words: tuple[str, ...]
    kind: Kind
    frames: frozenset[str]
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue found: token of the verb, first token of its verb group, the fitting rows, the longest phrase first."""

    verb: int
    group: int
    form: Form
    passive: bool
    rows: tuple[tuple[Cue, int], ...]
    """Each with the token after its contiguous words."""


@cache
def cues_by_verb() -> dict[str, tuple[Cue, ...]]:
    """Rows of the table by the base form of their verb."""
    found: defaultdict[str, list[Cue]] = defaultdict(list)
    for row in rows("cues", package=_PACK):
        for spelling in several(row["verb"]):
            words = tuple(spelling.split())
            found[words[0]].append(
                Cue(words, _kind(row["kind"]), frozenset(several(row["frames"])), frozenset(several(row["unless"])))
            )
    return {
        verb: tuple(sorted(cues, key=lambda cue: (_GAP in cue.words, -len(cue.words), cue.words))) for verb, cues in found.items()
    }


def _kind(word: str) -> Kind:
    for kind in ("say", "ask", "think", "judge", "count"):
        if word == kind:
            return kind
    raise ValueError(f"cues.tsv: kind {word!r} is none of say, ask, think, judge, count")


@cache
def verb_forms() -> dict[str, tuple[tuple[str, Form], ...]]:
    """Every inflected form of the cue verbs, with the base form and what form it is."""
    irregular = {row["verb"]: (several(row["past"]), several(row["participle"])) for row in rows("verb_forms", package=_PACK)}
    found: defaultdict[str, list[tuple[str, Form]]] = defaultdict(list)
    for verb in sorted(cues_by_verb()):
        past, participle = irregular.get(verb, ((_regular(verb, "ed"),), (_regular(verb, "ed"),)))
        present = _BE if verb == "be" else ("has",) if verb == "have" else (_regular(verb, "s"),)
        forms: list[tuple[str, Form]] = [(verb, "base"), (_regular(verb, "ing", past[0]), "ing")]
        forms += [(form, "present") for form in present]
        forms += [(form, "past") for form in past]
        forms += [(form, "participle") for form in participle if form not in past]
        for form, name in forms:
            found[form].append((verb, name))
    return {form: tuple(values) for form, values in found.items()}


def _regular(verb: str, ending: str, past: str = "") -> str:
    """The regular form; a doubled consonant in the past ("quipped") doubles before -ing too."""
    if ending == "s":
        if verb.endswith(("s", "x", "ch", "sh", "z")) or verb == "go":
            return verb + "es"
        return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeou" else verb + "s"
    if ending == "ing":
        doubled = past == verb + verb[-1] + "ed" or verb in {"put", "let", "set", "cut", "hit"}
        if doubled:
            return verb + verb[-1] + "ing"
        return verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith(("ee", "oe")) and len(verb) > 2 else verb + "ing"
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeou" else verb + "ed"


def find_cues(doc: Doc, start: int, end: int) -> tuple[CueHit, ...]:
    """Cue verbs among the tokens `[start, end)`, in order; negated, modal and infinitive ones are left out."""
    known = verb_forms()
    at = [i for i, token in enumerate(doc.tokens[start:end], start) if token.lower_ in known]
    return tuple([hit for i in at if (hit := _hit(doc, i, start, end)) is not None])


def _hit(doc: Doc, i: int, start: int, end: int) -> CueHit | None:
    """What the cue verb at token `i` attributes; None where it is no verb or attributes nothing."""
    if not _is_verb(doc, i, start):
        return None
    readings = verb_forms()[doc.tokens[i].lower_]
    fitting: list[tuple[Cue, int]] = []
    for verb, _ in readings:
        for cue in cues_by_verb()[verb]:
            after = i + 1 if len(cue.words) == 1 else _fits(doc, i, end, cue)
            if after is not None:
                fitting.append((cue, after))
    if not fitting:
        return None
    group, passive, usable = verb_group(doc, i, start, fitting[0][0].kind)
    if not usable or (passive and not any("quoted" in cue.frames for cue, _ in fitting)):
        return None
    form: Form = readings[0][1]
    if form == "ing" and group < i:
        form = "past"
    return CueHit(i, group, form, passive, tuple(fitting))


_SURE = {"said", "says", "told", "tells", "adding", "saying", "argues", "insists", "wrote"}
_NOMINAL = {"NN", "NNS", "NNP", "NNPS", "PRP", "RB", "HYPH"}


def _is_verb(doc: Doc, i: int, start: int) -> bool:
    """Tagged a verb, or so placed that it can be nothing else: taggers take rare cues ("thundered", "grumbles") for nouns."""
    tokens, token = doc.tokens, doc.tokens[i]
    word, before = token.lower_, tokens[i - 1].tag_ if i > start else ""
    if before in {"DT", "PRP$", "POS"} and token.tag_ != "VBD":
        return False
    follows = tokens[i + 1].lower_ if i + 1 < len(tokens) else ""
    if token.tag_ == "VBN" and word not in _SURE and before in {"NN", "NNS"} and follows in {"at", "by", "as"}:
        return False  # a reduced relative: "a claim estimated at …"
    if token.tag_.startswith("VB") or word in _SURE or (word == "would" and token.tag_ == "MD"):
        return True
    if follows == "that" and before in {"NNP", "NNPS", "NNS", "NN", "PRP"}:
        return token.tag_ in {"NN", "NNS"}
    if word.endswith("ed"):
        return token.tag_ in {"NN", "JJ", "NNP", "RB"} and before in _NOMINAL | {",", "''"} and token.text.islower()
    after = tokens[i + 1].tag_ if i + 1 < len(tokens) else ""
    inverted = before in {",", "''"} and after in {"DT", "NNP", "NN", "PRP", "JJ"}
    governs = before in {"NN", "NNP", "NNPS"} and after in {"DT", "PRP", "PRP$", "CD"}
    return token.tag_ == "NNS" and word.endswith("s") and (inverted or governs or before == "PRP")


def _fits(doc: Doc, i: int, end: int, cue: Cue) -> int | None:
    """The token after the cue's contiguous words if its words stand at `i`, else None. A gap may hold no clause boundary."""
    tokens, j = doc.tokens, i + 1
    words = cue.words[1:]
    for k, word in enumerate(words):
        if word == _GAP:
            rest = words[k + 1 :]
            reach = _NEAR if rest and rest[0] in {"of", "about", "against"} else _REACH
            return j if rest and _later(doc, j, min(end, j + reach), rest) else None
        if k == 0 and cue.words[0] == "be":
            while j < end and tokens[j].tag_ == "RB" and tokens[j].lower_ not in {"not", "n't"}:
                j += 1
        if j >= end or tokens[j].lower_ != word:
            return None
        j += 1
    return j


def _later(doc: Doc, start: int, end: int, words: tuple[str, ...]) -> bool:
    """Do `words` stand somewhere in `[start, end)` (not at its very beginning), before any stronger boundary?"""
    tokens, first = doc.tokens, words[0]
    for j in range(start, end):
        token = tokens[j]
        if token.text in {";", ":", "."} or (token.is_sent_start and j > start):
            return False
        if token.lower_ == first and j > start and tuple(t.lower_ for t in tokens[j : j + len(words)]) == words:
            return True
    return False


_HAVE = {"have", "has", "had", "'ve", "’ve", "having"}
_BEING = {"am", "is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"}
_DO = {"do", "does", "did"}
_NOT = {"not", "n't", "n’t", "never", "hardly"}
_UNREAL = {
    "will",
    "shall",
    "would",
    "should",
    "may",
    "might",
    "must",
    "can",
    "could",
    "'ll",
    "’ll",
    "'d",
    "’d",
    "cannot",
    "ca",
    "wo",
}
_LEADS = {"used", "went", "continued", "began", "hastened", "started", "continues", "goes", "on"}
_NEGATABLE = {"think"}


def verb_group(doc: Doc, i: int, start: int, kind: Kind) -> tuple[int, bool, bool]:
    """First token of the verb group of `i`, whether it is passive, and whether it tells of words really uttered."""
    j, passive, negated, unreal, infinitive = i, False, False, False, False
    nearest = True
    while j > start:
        word = doc[j - 1].lower_
        if word in _NOT:
            negated = True
        elif word in _BEING and doc[j - 1].tag_ != "POS":
            passive = passive or (nearest and not doc[i].lower_.endswith("ing"))
            nearest = False
        elif word in _HAVE or word in _DO:
            nearest = False
        elif word in _UNREAL and doc[j - 1].tag_ in {"MD", "VB", "VBP"} and doc[j - 1].text.islower():
            unreal = True
        elif word == "to" and doc[j - 1].tag_ in {"TO", "IN"} and doc[j].tag_ in {"VB", "VBP"}:
            infinitive = True
            if j - 2 < start or doc[j - 2].lower_ not in _LEADS:
                return j - 1, False, False
            while j - 2 > start and doc[j - 2].lower_ in _LEADS:
                j -= 1
        elif doc[j - 1].tag_ not in {"RB", "RBR"} or (word in {"then", "there", "here", "only"} and j - 1 == start):
            break
        j -= 1
    del infinitive
    while j < i and doc[j].tag_ in {"RB", "RBR"} and doc[j].lower_ not in _NOT:
        j += 1
    return j, passive, not unreal and (not negated or kind in _NEGATABLE)
