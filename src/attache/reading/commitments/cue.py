"""A word that commits, and what the finders of such words share."""

from __future__ import annotations

from calendar import month_name
from dataclasses import dataclass

from attache.language.tokens import Span, Token
from attache.reading.analysis import Analysis, Timex
from attache.reading.commitments.due import time_of_words
from attache.reading.figures.aims import cues
from attache.reading.things.mechanisms import counted_from
from attache.records import CommitmentKind, Mention

_MONTHS = frozenset(month_name[1:])
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_VOUCHED = frozenset({"promised", "said", "pledged", "announced", "declared", "confirmed", "added", "told", "stated", ";"})
_FIRST = frozenset({"i", "we"})
_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "is", "are", "should", "must", "can", "may"})


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
        if token.i > cue.i + 2 and _opens(token, cue):
            return token.i
        if token.text in {";", ":"} or (token.text in {",", "—", "–"} and _new_clause(sentence, token)):
            return token.i
    return sentence.end


def _opens(token: Token, cue: Token) -> bool:
    """ "… and that Kenya would …", "…, to which Washington will …", "…, and to hold …": does a further clause begin here?"""
    if token.text == "," and token.i + 2 < len(token.doc):
        follow = token.nbor(2) if token.nbor().pos_ == "ADP" else token.nbor()
        later = {t.lower_ for t in token.doc[follow.i + 1 : follow.i + 7]} if follow.tag_ in {"WDT", "WP", "WRB"} else set()
        return (
            bool(later & {"will", "shall", "would", "due", "scheduled"})
            and follow.i + 1 < len(token.doc)
            and follow.nbor().pos_ in {"PROPN", "DET"}
        )
    if token.lower_ in {"and", "but", "adding", "saying"} and token.i + 2 < len(token.doc):
        told = token.nbor().tag_ in {"VBD", "VBZ", "VBP"} and token.nbor(2).lower_ == "that"
        further = second_act(token)
        if further is not None and cue.i < further.head.i:
            return True
        return told or (token.nbor().lower_ == "that" and token.nbor(2).pos_ in {"PROPN", "DET", "PRON", "NOUN"})
    return bool(further_infinitive(token)) and token.i > cue.i + 4


def further_infinitive(token: Token) -> Token | None:
    """The "to" of one more infinitive, "agreed to start a ferry, and to hold an exercise": the verb that governs both."""
    verb = token.head
    if token.lower_ != "to" or verb.tag_ != "VB" or verb.dep_ != "conj" or verb.i < token.i:
        return None
    first = verb.head
    return first.head if first.tag_ == "VB" and first.dep_ == "xcomp" and first.i < token.i else None


def second_act(conjunction: Token) -> Token | None:
    """ "will begin in October and end by December 2027": the second verb under one "will", where each has its own time."""
    second = conjunction.head
    first = second.head
    if conjunction.lower_ != "and" or second.dep_ != "conj" or not first.i < conjunction.i < second.i:
        return None
    modal = any(t.tag_ == "MD" or t.lower_ == "to" for t in first.children if t.i < first.i)
    own = any(t.dep_ in {"nsubj", "nsubj:pass"} or t.tag_ == "MD" for t in second.children)
    return second if first.tag_ in {"VB", "VBN"} and modal and not own and _timed(first) and _timed(second) else None


def _timed(verb: Token) -> bool:
    """Does a month or a year stand under the verb itself?"""
    times = (t for child in verb.children if child.dep_ == "obl" for t in (child, *child.children))
    return any(t.text in _MONTHS or (t.text.isdigit() and len(t.text) == 4) for t in times)


def passive(sentence: Span, modal: Token, verb: Token) -> bool:
    """Is it "will be drawn up", whatever tag the participle got?"""
    be = any(t.lower_ == "be" for t in sentence.doc[modal.i + 1 : verb.i])
    return be and verb.tag_ in {"VBN", "VBD", "VB"}


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
    return time_of_words(at, sentence, cue.idx, stop, ahead=cue.lower_ in _AHEAD or cue.tag_ in {"VBZ", "VBP"})


def verb_after(sentence: Span, start: int) -> Token | None:
    """The main verb behind a modal or "to": adverbs, "not" and auxiliaries are passed."""
    for token in sentence.doc[start : min(start + 6, sentence.end)]:
        if token.pos_ == "VERB" or (token.tag_ in {"VB", "VBN"} and token.lower_ not in {"be", "been", "have"}):
            return token
        if (
            token.pos_ not in {"AUX", "ADV", "PART"}
            and not token.is_quote
            and token.lower_ not in {"be", "not", "no", "longer", "also", "soon"}
        ):
            break
    return _mistagged(sentence, start)


def _mistagged(sentence: Span, start: int) -> Token | None:
    """The word right behind a modal whatever its tag, adverbs passed: nothing but a verb can follow there."""
    if start >= sentence.end or sentence.doc[start - 1].lower_ not in {"will", "shall", "would"}:
        return None
    for token in sentence.doc[start : min(start + 3, sentence.end)]:
        if token.lower_ in {"not", "also", "soon", "never", "then", "now", "still", "again", "no", "longer", "all", "both"}:
            continue
        if (
            token.is_alpha
            and token.lower_ not in {"be", "have"}
            and not token.lower_.endswith("ly")
            and token.pos_ in {"ADV", "NOUN", "ADJ"}
        ):
            return token
        return None
    return None


def complement(token: Token) -> Token | None:
    """The infinitive that a verb takes, however far behind: "agreed in March to suspend work"; None where it has none."""
    for child in token.children:
        if child.i > token.i + 1 and child.dep_ in {"xcomp", "ccomp"} and child.tag_ == "VB":
            marks = [t for t in child.children if t.lower_ == "to" and token.i < t.i < child.i]
            between = token.doc[token.i + 1 : marks[0].i] if marks else ()
            if marks and not any(t.text in {",", ";", ":"} for t in between):
                return child
    return None


def gathering(sentence: Span, cue: Token) -> bool:
    """Is it a visit or meeting that is to take place? Such a one is an event only (annotation guide, rule 11)."""
    start = cue.head if cue.dep_ in {"aux", "aux:pass", "cop", "mark"} else cue
    subject = next((t for t in start.children if t.dep_ in {"nsubj", "nsubj:pass"}), None)
    if subject is not None and subject.i < cue.i:
        return subject.lower_ in cues("gathering", "noun") or counted_from(subject) is not None
    return bool(lemmas(sentence, cue.i - 5, cue.i) & cues("gathering", "noun"))


def passing(verb: Token, actors: tuple[Mention, ...] = ()) -> bool:
    """Is the verb's future an event or a remark? Of a person more verbs' are (to come, to return)."""
    forms = {verb.lower_, verb.lemma_.lower()}
    person = bool(actors) and actors[-1].kind == "person"
    return bool(forms & cues("passing", "verb")) or (person and bool(forms & cues("moving", "verb")))


def lemmas(sentence: Span, start: int, end: int) -> set[str]:
    """Lower-case words and lemmas of the tokens from `start` to `end` inside the sentence."""
    tokens = sentence.doc[max(sentence.start, start) : min(end, sentence.end)]
    return {t.lower_ for t in tokens} | {t.lemma_.lower() for t in tokens}


def _reckoned(sentence: Span, token: Token) -> bool:
    """ "…, a broker predicted", "he reckoned that it would …": an outsider's guess or a warning."""
    for t in sentence:
        if t.lower_ in cues("reckoning", "verb"):
            closes = t.i + 1 >= sentence.end or not t.nbor().is_alpha or t.nbor().lower_ in {"on", "in"}
            if 0 < token.i - t.i < 8 or (t.i > token.i and closes):
                return True
    return False


def unreal(sentence: Span, token: Token, verb: Token, *, modal: bool = False) -> bool:
    """ "would have covered", "denied that it would", "hoped that the other would": no commitment."""
    between = {t.lower_ for t in sentence.doc[token.i + 1 : verb.i]}
    before = [t.lower_ for t in sentence.doc[max(sentence.start, token.i - 12) : token.i]]
    if "have" in between or set(before) & cues("unreal", "verb"):
        return True
    if sentence.doc[sentence.start].lower_ == "were" or (modal and _reckoned(sentence, token)):
        return True
    for k, word in enumerate(before):
        if word in cues("asking", "verb") and not set(before[k + 1 :]) & _VOUCHED:
            subject = before[k + 1 :]
            return not set(subject) & (_FIRST | {"both"})
    return False
