"""Did it happen? Status of an act from tense, modals, negation and the words over it (`status_cues.tsv`)."""

from __future__ import annotations

from attache.language.tokens import Token
from attache.reading.events import clause
from attache.reading.events.cues import cue_status, cue_words
from attache.reading.events.forms import verb_lemma
from attache.reading.events.triggers import Trigger
from attache.records import Status

_IF = frozenset({"if", "unless", "provided", "lest", "should"})
_ONLY_AFTER = frozenset({"until", "till", "before", "unless"})
"""After "will not" and "cannot" they name a condition: "it cannot enter into force until both have ratified it"."""
_ONCE = frozenset({"once"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "'s", "’s", "'re"})
_HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve"})
_NOBODY = frozenset({"no", "none", "nobody", "neither", "nothing", "nor"})


def status_of(trigger: Trigger, *, future_time: bool) -> Status:
    """The status of the act; `future_time` where its own time lies after the report."""
    if trigger.row.pos == "n":
        found = noun_status(trigger.head, future_time=future_time)
    else:
        found = verb_status(trigger.head, future_time=future_time)
    if trigger.row.status and found in ("happened", "denied" if trigger.row.status == "happened" else "happened"):
        return trigger.row.status
    return found


def verb_status(verb: Token, *, future_time: bool = False, depth: int = 0) -> Status:
    """The status that a verb form and the words over it give to its act."""
    if is_negated(verb) and _modal(verb) and _has_clause(verb, _ONLY_AFTER):
        return "conditional"
    if is_negated(verb) or _opener(verb) == "without":
        return "denied"
    over = _from_left(verb)
    if over:
        return over
    modal = _modal(verb)
    if _in_condition(verb) or _is_inverted(verb):
        return "conditional"
    if modal:
        return _of_modal(verb, modal)
    if verb.tag_ == "VBG" and not clause.children(verb, "aux"):
        return _of_gerund(verb, future_time=future_time, depth=depth)
    if depth < 3:
        governed = _from_governor(verb, depth)
        if governed:
            return governed
    return _of_tense(verb, future_time=future_time)


def is_negated(verb: Token) -> bool:
    """Not, never, no longer beside the verb, or a subject or object with "no"."""
    negative = cue_status("adverb")
    for child in verb.children:
        if child.lower_ in negative and child.dep_ in ("advmod", "aux", "cc", "det") and not _not_only(child):
            return True
        if child.dep_ in ("nsubj", "nsubj:pass", "obj") and (
            child.lower_ in _NOBODY or any(d.lower_ in _NOBODY for d in child.children if d.dep_ in ("det", "cc", "advmod"))
        ):
            return True
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    return before is not None and before.lower_ in ("not", "never", "n't", "n’t")


def _opener(verb: Token) -> str:
    """The preposition that opens the verb's clause: its own by an arc, else, for a form in -ing, the word right before it, which
    the parse may hang on the verb over both ("left without signing")."""
    own = next((c.lower_ for c in verb.children if c.dep_ in ("case", "mark") and c.lower_ != "to"), "")
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "aux:pass") and c.i < verb.i]
    first = min([verb, *auxiliaries], key=lambda t: t.i)
    if own or first.tag_ != "VBG" or first.i == verb.sent.start:
        return own
    before = first.nbor(-1)
    return before.lower_ if before.tag_ == "IN" else ""


def _not_only(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("only", "just", "merely", "least")


def _from_left(verb: Token) -> Status | None:
    """ "is to", "is due to", "has yet to", "wants to": the words right before an infinitive."""
    i = verb.i - 1
    start = verb.sent.start
    doc = verb.doc
    while i >= start and (doc[i].tag_.startswith("RB") or doc[i].lower_ in ("be", "also")):
        i -= 1
    if i < start or doc[i].lower_ != "to":
        return None
    i -= 1
    while i > start and doc[i].tag_.startswith("RB") and doc[i].lower_ not in ("yet",):
        i -= 1
    if i < start:
        return None
    word = doc[i]
    if word.lower_ == "yet":
        return "denied"
    if word.lower_ in _BE:
        return "planned"
    if word.lower_ in ("has", "have", "had"):
        return "planned"
    if word.lower_ in ("ready", "willing", "prepared"):
        return "proposed"
    if word.lower_ in ("going", "due", "set", "likely", "poised", "about", "bound", "supposed"):
        return "planned"
    return None


def _modal(verb: Token) -> str | None:
    for child in verb.children:
        if child.tag_ == "MD" or (child.dep_ == "aux" and child.lower_ in cue_status("modal")):
            return str(child.lower_)
    if verb.dep_ == "conj" and clause.is_verb(verb.head) and verb.tag_ == "VB" and not clause.children(verb, "aux", "nsubj"):
        return _modal(verb.head)
    if verb.dep_ == "xcomp" and not clause.is_verb(verb.head):
        return None
    return None


def _of_modal(verb: Token, modal: str) -> Status:
    status = cue_status("modal").get(modal, "planned")
    perfect = any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
    if modal in ("would", "'d", "’d"):
        if perfect or _has_condition(verb):
            return "conditional"
        return "planned" if _reported(verb) else "conditional"
    if status == "planned" and _has_condition(verb):
        return "conditional"
    return _as_status(status)


def _as_status(word: str) -> Status:
    known: dict[str, Status] = {
        "happened": "happened",
        "ongoing": "ongoing",
        "planned": "planned",
        "proposed": "proposed",
        "conditional": "conditional",
        "postponed": "postponed",
        "denied": "denied",
    }
    return known[word]


def _reported(verb: Token) -> bool:
    """Inside what somebody is reported to say, or after "agreed that": "would" is a later future there."""
    for ancestor in verb.ancestors:
        if verb_lemma(ancestor) in cue_words("speech") or verb_lemma(ancestor) in ("agree", "decide", "that"):
            return True
    if verb.dep_ == "ROOT":
        return any(c.dep_ in ("parataxis", "ccomp") and verb_lemma(c) in cue_words("speech") for c in verb.children)
    return False


def _in_condition(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in _IF for c in verb.children) or (
        verb.dep_ in ("conj", "xcomp")
        and clause.is_verb(verb.head)
        and any(c.dep_ == "mark" and c.lower_ in _IF for c in verb.head.children)
    )


def _is_inverted(verb: Token) -> bool:
    """ "Had India signed": the auxiliary before the subject at the head of its clause, and no question."""
    for aux in verb.children:
        if aux.lower_ not in ("had", "should", "were") or aux.dep_ not in ("aux", "aux:pass", "mark"):
            continue
        opens = aux.i == verb.sent.start or aux.nbor(-1).is_punct
        subject = any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in verb.doc[aux.i + 1 : verb.i])
        if opens and subject and not verb.sent.text.rstrip().endswith("?"):
            return True
    return False


def _has_clause(verb: Token, words: frozenset[str]) -> bool:
    """Does a clause that one of the words opens hang on the verb?"""
    return any(
        child.dep_ in ("advcl", "ccomp")
        and any(c.dep_ in ("mark", "advmod", "case") and c.lower_ in words for c in child.children)
        for child in verb.children
    )


def _has_condition(verb: Token) -> bool:
    """A clause with "if", or for what is to come "once", hangs on the verb or on the verb over it."""
    if _has_clause(verb, _ONCE):
        return True
    for head in (verb, verb.head):
        for child in head.children:
            if child.dep_ in ("advcl", "conj", "parataxis") and any(c.dep_ == "mark" and c.lower_ in _IF for c in child.children):
                return True
    return False


def _of_gerund(verb: Token, *, future_time: bool, depth: int) -> Status:
    if _opener(verb) == "instead" or (verb.i > 1 and verb.nbor(-1).lower_ == "of" and verb.nbor(-2).lower_ == "instead"):
        return "denied"
    main = verb.head
    if main.i == verb.i or depth > 2:
        return "ongoing"
    cues = cue_status("verb")
    if verb_lemma(main) in cues and verb.dep_ in ("xcomp", "ccomp", "obj"):
        if verb_status(main, depth=depth + 1) == "denied":
            return "denied"
        return _as_status(cues[verb_lemma(main)])
    status = verb_status(main, depth=depth + 1) if clause.is_verb(main) else "happened"
    return "happened" if status == "denied" else status


def _from_governor(verb: Token, depth: int) -> Status | None:
    """The status that the verb over an infinitive or that-clause gives; None where it leaves the verb's own."""
    if (
        verb.dep_ == "conj"
        and clause.is_verb(verb.head)
        and not clause.children(verb, "nsubj", "nsubj:pass", "aux")
        and verb.tag_ in ("VB", "VBN")
    ):
        return verb_status(verb.head, depth=depth + 1)
    infinitive = any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)
    governor = verb.head
    lemma = verb_lemma(governor)
    cues = cue_status("verb")
    if lemma == "deny" and verb.dep_ in ("ccomp", "xcomp", "obj", "advcl"):
        return "denied"
    if not infinitive:
        if verb.dep_ == "ccomp" and lemma in ("propose", "suggest", "demand", "urge", "recommend") and verb.tag_ == "VB":
            return "proposed"
        return None
    if governor.i == verb.i:
        return "planned"
    if any(c.lower_ in ("first", "last", "only", "latest") for c in governor.children) or governor.lower_ in (
        "first",
        "last",
        "only",
    ):
        return "happened"
    if clause.is_verb(governor) or governor.pos_ in ("VERB", "ADJ"):
        if lemma in cues:
            status = cues[lemma]
            outer = verb_status(governor, depth=depth + 1) if clause.is_verb(governor) else "happened"
            if outer == "denied":
                return "happened" if status == "denied" and lemma in ("fail",) else "denied"
            if status == "ongoing":
                return "planned" if outer == "planned" else "ongoing"
            if status == "happened":
                return outer
            return _as_status(status)
        return "planned"
    return "planned"


def _of_tense(verb: Token, *, future_time: bool) -> Status:
    auxes = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")}
    if verb.tag_ == "VBG" and auxes & {"was", "were"}:
        return "happened"
    if verb.tag_ == "VBG":
        return "planned" if future_time and not auxes & {"was", "were", "been"} else "ongoing"
    if verb.tag_ in ("VBP", "VBZ", "VB") and future_time:
        return "planned"
    if auxes & {"being"} and auxes & {"is", "are"}:
        return "planned" if future_time else "ongoing"
    return "happened"


def noun_status(noun: Token, *, future_time: bool) -> Status:
    """The status of an act told by a noun: its adjectives, the preposition before it, the verb that carries it."""
    adjectives = cue_status("adjective")
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "advmod") and child.lower_ in adjectives and child.i < noun.i:
            status = adjectives[child.lower_]
            if status == "planned" and child.lower_ in ("next", "new", "coming") and child.lower_ == "new":
                continue
            return _as_status(status)
        if child.dep_ == "det" and child.lower_ in ("no", "neither"):
            return "denied"
    governed = clause.governing_verb(noun)
    if governed is None:
        return "planned" if future_time else "happened"
    verb, how = governed
    return _carried(verb, how, future_time=future_time)


def _phrasal(verb: Token) -> str:
    """The verb with its particle where the table knows the two as one ("put off"), else the verb alone."""
    lemma = verb_lemma(verb)
    both = (f"{lemma} {child.lower_}" for child in verb.children if child.tag_ == "RP" or child.dep_ == "advmod")
    return next((words for words in both if words in cue_status("verb")), lemma)


def _carried(verb: Token, how: str, *, future_time: bool) -> Status:
    cues = cue_status("verb")
    lemma = _phrasal(verb)
    outer = verb_status(verb, future_time=future_time)
    awaited = cue_status("awaited").get(f"{lemma} {how}")
    if awaited:
        return "denied" if outer == "denied" else _as_status(awaited)
    if how in ("object", "subject") and lemma in cues and lemma not in cue_words("light"):
        status = cues[lemma]
        if outer == "denied":
            return "denied"
        if lemma in ("cancel", "scrap", "abandon", "call off", "call"):
            return "postponed" if lemma != "call" else "proposed"
        if (
            status == "planned"
            and outer == "happened"
            and not future_time
            and lemma in ("announce", "decide", "approve", "order", "hope")
        ):
            return "planned"
        return _as_status(status)
    if how in ("object", "subject"):
        return outer
    prepositions = cue_status("preposition")
    status = prepositions.get(how, "happened")
    if status == "denied":
        return "denied"
    if status == "planned":
        return (
            "planned"
            if future_time or how in ("for", "towards", "ahead of")
            else "happened"
            if outer == "happened" and how == "before"
            else "planned"
        )
    return "planned" if outer == "planned" or future_time else "happened"
