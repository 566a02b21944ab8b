"""A word that commits, and what the finders of such words share."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from attache.reading.analysis import Analysis, Timex
from attache.reading.commitments.due import time_of_words
from attache.reading.figures.aims import cues
from attache.records import CommitmentKind, Mention

BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_FIRST = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that commits: its kind, the verb of what is committed to, who commits, and when it is due."""

    kind: CommitmentKind
    token: Token
    verb: Token | None
    actors: tuple[Mention, ...]
    time: Timex | None = None
    joint: bool = False
    """Do the report's main parties commit together, where no actor is named?"""


def clause_end(sentence: Span, cue: Token) -> int:
    """The token that ends the clause of the cue: a semicolon or colon, a comma before a new subject with its own verb."""
    for token in sentence.doc[cue.i + 1 : sentence.end]:
        if token.text in {";", ":"} or (token.text in {",", "—", "–"} and _new_clause(sentence, token)):
            return token.i
    return sentence.end


def _new_clause(sentence: Span, comma: Token) -> bool:
    """ ", and Peru will …", ", but the bank is to …": a conjunction, a subject and a modal or form of be within a few words."""
    following = list(sentence.doc[comma.i + 1 : min(comma.i + 9, sentence.end)])
    if not following or following[0].lower_ not in {"and", "but", "while", "whereas"}:
        return False
    modal = next(
        (k for k, t in enumerate(following) if t.lower_ in {"will", "would", "is", "are", "was", "were", "has", "have"}), 0
    )
    return modal >= 2 and any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in following[1:modal])


def due_time(at: Analysis, sentence: Span, cue: Token) -> Timex | None:
    """The time that the clause of the cue names."""
    end = clause_end(sentence, cue)
    stop = sentence.end_char if end >= sentence.end else sentence.doc[end].idx
    return time_of_words(at, sentence, cue.idx, stop)


def verb_after(sentence: Span, start: int) -> Token | None:
    """The main verb behind a modal or "to": adverbs, "not" and auxiliaries are passed."""
    for token in sentence.doc[start : min(start + 6, sentence.end)]:
        if token.pos_ == "VERB" or (token.tag_ in {"VB", "VBN"} and token.lower_ not in {"be", "been", "have"}):
            return token
        if token.pos_ not in {"AUX", "ADV", "PART"} and token.lower_ not in {"be", "not", "no", "longer", "also", "soon"}:
            return None
    return None


def passing(verb: Token, actors: tuple[Mention, ...] = ()) -> bool:
    """Is the verb's future an event or a remark? Of a person more verbs' are (to come, to return)."""
    forms = {verb.lower_, verb.lemma_.lower()}
    person = bool(actors) and actors[-1].kind == "person"
    return bool(forms & cues("passing", "verb")) or (person and bool(forms & cues("moving", "verb")))


def lemmas(sentence: Span, start: int, end: int) -> set[str]:
    """Lower-case words and lemmas of the tokens from `start` to `end` inside the sentence."""
    tokens = sentence.doc[max(sentence.start, start) : min(end, sentence.end)]
    return {t.lower_ for t in tokens} | {t.lemma_.lower() for t in tokens}


def unreal(sentence: Span, token: Token, verb: Token) -> bool:
    """ "would have covered", "denied that it would", "hoped that the other would": no commitment."""
    between = {t.lower_ for t in sentence.doc[token.i + 1 : verb.i]}
    before = [t.lower_ for t in sentence.doc[max(sentence.start, token.i - 12) : token.i]]
    if "have" in between or set(before) & cues("unreal", "verb"):
        return True
    for k, word in enumerate(before):
        if word in cues("asking", "verb") and not set(before[k + 1 :]) & {"promised", "said", "pledged", ";"}:
            subject = before[k + 1 :]
            return not set(subject) & (_FIRST | {"both"})
    return False
