"""Words by which an actor commits itself: modals, verbs of promise and of will, "ready to".

What they are stands in `language/en/commitment_cues.tsv`. Annotation guide, rule 11: a pledge is a promise by those who
promise, an intention is willingness or a policy line.
"""

from __future__ import annotations

from functools import cache

from attache.language.tokens import Span, Token
from attache.reading.analysis import Analysis, Timex
from attache.reading.commitments.cue import (
    BE,
    Cue,
    complement,
    due_time,
    further_infinitive,
    gathering,
    lemmas,
    passing,
    passive,
    second_act,
    unreal,
    verb_after,
)
from attache.reading.commitments.due import for_later, length_of_words, not_past
from attache.reading.commitments.subjects import bodies, headed, implied, institutional, pronoun_before, several, subjects
from attache.reading.figures.aims import cues
from attache.records import CommitmentKind, Mention

_MODALS = {"will", "shall", "'ll", "’ll", "would"}
_WEAK = {"could", "should", "must"}
MODALS = frozenset(_MODALS | _WEAK)
"""Words that `modal` reads."""
_DOUBTING = {"doubt", "question", "lack", "deny", "test", "sceptical", "skeptical", "without"}
_NEGATIVE = {"not", "no", "never", "n't", "n’t"}
_TERMS = {"once", "provided", "if", "when"}
_SCHEDULING = {"mean", "means", "meant", "plan", "plans", "planned", "intend", "intends", "intended"}
_AGREEING = {"agreed", "agree", "agrees", "consented", "consents"}
_AIMING = {"aim", "aims", "aimed", "aiming", "seek", "seeks", "sought", "seeking"}
_OFFERING = {"offer", "offers", "offered", "offering"}
_WANTING = {"want", "wants", "wanted", "hope", "hopes", "hoped", "wish", "wishes", "wished"}


def modal(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "Russia will step up …", "the plan will be drawn up …", "Kyiv would align …", "could be signed in early 2026"."""
    word = token.lower_
    if word not in MODALS:
        return None
    if readied := _readied(at, sentence, token):
        return readied
    verb = verb_after(sentence, token.i + 1)
    if verb is None or verb.tag_ == "VBG" or unreal(sentence, token, verb, modal=True):
        return None
    if word in _WEAK:
        return _weak(at, sentence, token, verb)
    if passive(sentence, token, verb):
        return _passive(at, sentence, token, verb)
    actors = subjects(at, sentence, token, verb)
    joint = several(sentence, token, actors)
    time = due_time(at, sentence, token)
    if verb.lower_ == "like":
        infinitive = verb.i + 1 < sentence.end and verb.nbor().lower_ == "to"
        return Cue("intention", token, verb_after(sentence, verb.i + 2) if infinitive else verb, actors, time)
    if not actors and headed(token, verb):
        actors = implied(at, sentence, token)
        joint = joint or not actors
    speaking = _speaking(at, sentence, token, verb)
    if passing(verb, actors) and not _held(sentence, token, verb):
        return None
    if speaking or ((bodies(actors) or joint) and institutional(at, token, verb)):
        return Cue(_will_kind(sentence, token, verb, joint=joint), token, verb, actors, time, joint=joint)
    dated = time is not None and not_past(at, time)
    begins = {verb.lower_, verb.lemma_.lower()} & cues("timetable", "verb") and not lemmas(sentence, verb.i, verb.i + 2) & {
        "place"
    }
    return Cue("plan", token, verb, actors, time) if dated and begins else None


def _speaking(at: Analysis, sentence: Span, token: Token, verb: Token) -> bool:
    """Is the subject "we", or an "it" or "they" that stands for an actor as far as is known?"""
    word = pronoun_before(sentence, token)
    if word != "it":
        return word in {"we", "they"}
    if not {verb.lower_, verb.lemma_.lower()} & cues("timetable", "verb"):
        return True
    near = [m for m in at.mentions_within(max(sentence.start_char, token.idx - 12), token.idx) if m.form == "pronoun"]
    return any(m.kind in {"country", "organisation"} for m in near)


def _readied(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "should be ready in the first half of 2023", "will be in service by October": a state to be reached by a time to come."""
    words = [t.lower_ for t in sentence.doc[token.i + 1 : min(token.i + 6, sentence.end)] if t.pos_ != "ADV"]
    if words[:1] != ["be"]:
        return None
    state = words[2] if words[1:2] in (["in"], ["fully"]) and len(words) > 2 else next(iter(words[1:2]), "")
    if state not in cues("state", "adjective"):
        return None
    time = due_time(at, sentence, token)
    if time is None or not not_past(at, time) or unreal(sentence, token, token, modal=True):
        return None
    return Cue("plan", token, None, subjects(at, sentence, token, None), time)


def _will_kind(sentence: Span, token: Token, verb: Token, *, joint: bool) -> CommitmentKind:
    """What a future in the active voice is: a promise, unless it is vague, hostile, or a course gone on with."""
    words = lemmas(sentence, verb.i, verb.i + 14)
    forms = {verb.lower_, verb.lemma_.lower()}
    refused = bool({t.lower_ for t in sentence.doc[token.i + 1 : verb.i]} & _NEGATIVE)
    if refused or (token.lower_ == "would" and _going_on(verb)):
        return "intention"
    if forms & cues("hostile", "verb") or (words & cues("line", "noun") and forms & cues("vague", "verb")):
        return "intention"
    return "intention" if joint and forms & cues("vague", "verb") else "pledge"


def _going_on(verb: Token) -> bool:
    """ "go on defending", "continue to support": a course that is kept."""
    follow = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    return verb.lemma_.lower() == "continue" or (verb.lemma_.lower() == "go" and follow == "on")


def _weak(at: Analysis, sentence: Span, token: Token, verb: Token) -> Cue | None:
    """ "could be signed in early 2026": scheduled where a time to come is told; "should soon be": a wish."""
    time = due_time(at, sentence, token)
    undergone = passive(sentence, token, verb)
    owed = token.lower_ == "must" and undergone and verb.lemma_.lower() != "go"
    if owed and time is None:
        time = length_of_words(at, token.idx, sentence.end_char)
    dated = time is not None and not_past(at, time)
    soon = bool({t.lower_ for t in sentence.doc[token.i : min(token.i + 14, sentence.end)]} & {"soon", "early", "quickly"})
    if passing(verb) or not (dated or (token.lower_ == "should" and soon)):
        return None
    if gathering(sentence, token):
        return None
    begins = bool({verb.lower_, verb.lemma_.lower()} & cues("timetable", "verb"))
    kind: CommitmentKind = "plan" if dated and (undergone or begins or token.lower_ != "could") else "intention"
    if owed and dated:
        kind = "pledge"
    return Cue(kind, token, verb, subjects(at, sentence, token, verb), time)


def _passive(at: Analysis, sentence: Span, token: Token, verb: Token) -> Cue | None:
    """ "will be drawn up by June": a plan where it has a time, a pledge of duties to go or of what will not be done."""
    words = lemmas(sentence, sentence.start, sentence.end)
    time = due_time(at, sentence, token) or length_of_words(at, token.idx, sentence.end_char)
    dated = time is not None and not_past(at, time)
    actors = subjects(at, sentence, token, None)
    if words & cues("treaty", "noun") and {verb.lower_, verb.lemma_.lower()} & cues("ending", "verb"):
        return Cue("pledge", token, verb, actors, time)
    if {t.lower_ for t in sentence.doc[token.i + 1 : verb.i]} & _NEGATIVE:
        held = words & {"until", "unless"} or {verb.lower_, verb.lemma_.lower()} & cues("hostile", "verb")
        return None if passing(verb) else Cue("intention" if held else "pledge", token, verb, actors, time)
    if words & {"talks", "negotiations", "dialogue", "consultations"} and verb.lemma_.lower() in {"settle", "resolve", "solve"}:
        return Cue("intention", token, verb, actors, time)
    if passing(verb) and (verb.lemma_.lower() not in {"hold", "host", "celebrate"} or gathering(sentence, token)):
        return None
    if _on_terms(sentence, verb):
        return Cue("pledge", token, verb, actors, time)
    founding = bool({verb.lower_, verb.lemma_.lower()} & cues("founding", "verb"))
    return Cue("plan", token, verb, actors, time) if dated or founding else None


def _on_terms(sentence: Span, verb: Token) -> bool:
    """ "will be lifted once Mali presents a timetable", "would be released provided that …": given on a condition."""
    giving = {verb.lower_, verb.lemma_.lower()} & (cues("give", "verb") | cues("ending", "verb") | cues("founding", "verb"))
    return bool(giving) and bool({t.lower_ for t in sentence.doc[verb.i + 1 : min(verb.i + 5, sentence.end)]} & _TERMS)


def willed(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "promised to", "wants to", "is ready to", "agreed to", "hoped for"."""
    kind = _kind(token)
    if kind is None or token.i + 1 >= sentence.end or _passed_over(sentence, token):
        return None
    follow = token.nbor().lower_
    actors = subjects(at, sentence, token, token)
    if not actors and headed(token, token):
        actors = implied(at, sentence, token)
    time = due_time(at, sentence, token)
    if kind == "pledge" and time is not None and not for_later(at, time):
        time = None
    if time is None and kind == "pledge":
        time = length_of_words(at, token.idx, sentence.end_char)
    if token.lower_ in {"ready", "prepared", "readiness"}:
        return _ready(sentence, token, actors, time)
    if token.lower_ in {"committed", "open"} and lemmas(sentence, token.i - 3, token.i) & {"be", "remain", "stay"}:
        return Cue("intention", token, None, actors, time) if follow == "to" and actors else None
    if token.lower_ == "open":
        return None
    farther = _farther(token, follow)
    if follow in {"to", "not"} or farther is not None:
        verb = farther or verb_after(sentence, token.i + 1 + (follow == "to") + (follow == "not") * 2)
        if verb is None and token.lower_ in _AGREEING and _takes_noun(sentence, token) and actors:
            return Cue("pledge", token, None, actors, time)
        if (
            verb is None
            or (passing(verb, actors) and token.pos_ != "ADJ" and not _held(sentence, token, verb))
            or _reduced(token)
        ):
            return None
        known = bool(actors) or pronoun_before(sentence, token) in {"it", "they", "we", "he", "she", "i", "both"}
        joint = several(sentence, token, actors) or pronoun_before(sentence, token) in {"they", "we", "both"}
        return Cue(_infinitive_kind(at, token, verb, kind, time, joint=joint), token, verb, actors, time) if known else None
    bound = time is not None and not_past(at, time)
    first = pronoun_before(sentence, token) in {"i", "we"} and {t.lower_ for t in sentence.doc[token.i : token.i + 4]} & {"we"}
    if token.lower_ in _WANTING and not bound and not first and (follow == "that" or len({m.name for m in actors}) < 2):
        return None
    if token.lower_ in _WANTING and _another(at, sentence, token, actors):
        return None
    if token.lower_ in cues("weighing", "verb"):
        if token.nbor().pos_ in {"ADP", "PUNCT", "ADV"}:
            return None
        return Cue(kind, token, None, actors, time) if actors else None
    objects = follow in {"that", "for", "on"} or kind == "pledge" or token.lower_ in cues("favour", "verb")
    known = bool(actors) or bool(first) or headed(token, token)
    return Cue(kind, token, None, actors, time) if objects and known and not _participle(sentence, token) else None


def further(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "agreed to start a ferry service, and to hold an exercise in April": one more infinitive of the same promise."""
    governor = further_infinitive(token)
    if governor is None or governor.i < sentence.start:
        return None
    kind = _kind(governor)
    if kind is None or _passed_over(sentence, governor) or (passing(token.head) and not _held(sentence, governor, token.head)):
        return None
    actors = subjects(at, sentence, governor, governor)
    joint = several(sentence, governor, actors) or pronoun_before(sentence, governor) in {"they", "we", "both"}
    time = due_time(at, sentence, token)
    return Cue(_infinitive_kind(at, governor, token.head, kind, time, joint=joint), governor, token.head, actors, time)


def seconded(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "will begin in October and end by December 2027": the second act under one "will", with its own day."""
    verb = second_act(token)
    if verb is None or passing(verb) or unreal(sentence, token, verb):
        return None
    time = due_time(at, sentence, token)
    if time is None or not not_past(at, time):
        return None
    return Cue("plan", token, verb, subjects(at, sentence, verb.head, verb.head), time)


def voiced(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "expressed readiness to", "reaffirmed its commitment to join", "showed interest in", "a pledge to cut": a noun of will."""
    word = token.lower_
    kind: CommitmentKind | None = "intention" if word in cues("intention", "noun") else None
    kind = "pledge" if word in cues("pledge", "noun") else kind
    kind = "plan" if word in {"plan", "plans"} and token.i + 1 < sentence.end and token.nbor().lower_ == "to" else kind
    if kind is None or token.pos_ != "NOUN" or token.i + 1 >= sentence.end:
        return None
    if owned := _owned(at, sentence, token, kind):
        return owned
    follow, lead = token.nbor().lower_, lemmas(sentence, token.i - 7, token.i)
    if follow not in {"to", "in", "that", "for"} or lead & _NEGATIVE or not lead & cues("voicing", "verb"):
        return None
    verb = verb_after(sentence, token.i + 2) if follow == "to" else None
    if kind == "pledge" and verb is None and follow != "that":
        return None
    if verb is not None and passing(verb):
        return None
    voice = next(
        (t for t in reversed(sentence.doc[sentence.start : token.i]) if t.lemma_.lower() in cues("voicing", "verb")), token
    )
    actors = subjects(at, sentence, voice, voice)
    return Cue(kind, token, verb, actors, due_time(at, sentence, token)) if actors or headed(voice, voice) else None


def _held(sentence: Span, token: Token, verb: Token) -> bool:
    """ "promised to hold elections", "offered to host part of it": what is held is more than a meeting."""
    behind = lemmas(sentence, verb.i + 1, verb.i + 10)
    if verb.lemma_.lower() == "see":
        return "to" in {t.lower_ for t in sentence.doc[verb.i + 1 : verb.i + 2]}
    if verb.lemma_.lower() == "meet":
        return bool(behind & cues("met", "noun"))
    if verb.lemma_.lower() not in {"hold", "host", "organise", "organize"}:
        return False
    return bool(behind & cues("ballot", "noun")) or (token.lower_ in _OFFERING and not behind & cues("gathering", "noun"))


def _farther(token: Token, follow: str) -> Token | None:
    """The infinitive farther off, "agreed in March to suspend"; what one wants another to do is none."""
    if token.pos_ != "VERB" or follow in {"to", "not"} or token.lower_ in _WANTING | cues("asking", "verb"):
        return None
    return complement(token)


def _owned(at: Analysis, sentence: Span, token: Token, kind: CommitmentKind) -> Cue | None:
    """ "the readiness of the EU to support …", "Colombia's interest in joining …": an actor is named beside its will."""
    if kind == "plan" or lemmas(sentence, token.i - 7, token.i) & (_NEGATIVE | _DOUBTING) or unreal(sentence, token, token):
        return None
    end = token.idx + len(token)
    near = [m for m in at.mentions_within(token.idx - 40, sentence.end_char) if m.kind in {"country", "organisation", "person"}]
    text = at.report.text
    before = [m for m in near if m.evidence.end <= token.idx and text[m.evidence.end : token.idx].strip(" ’'s") == ""]
    before = [m for m in before if text[m.evidence.end : token.idx].strip() or m.evidence.text.endswith(("'s", "’s", "'", "’"))]
    after = [m for m in near if text[end : m.evidence.start].strip() in {"of", "of the", "by", "by the"}]
    owners = before or after
    if not owners:
        return None
    stop = end if before else max(m.evidence.end for m in after)
    rest = [t for t in sentence if t.idx >= stop][:4]
    k = next((k for k, t in enumerate(rest) if t.lower_ in {"to", "in"}), None)
    if k is None or (rest[k].lower_ == "in" and (k + 1 >= len(rest) or rest[k + 1].tag_ != "VBG")):
        return None
    verb = verb_after(sentence, rest[k].i + 1)
    if verb is None or passing(verb):
        return None
    return Cue(kind, token, verb, tuple(owners), due_time(at, sentence, token))


def _passed_over(sentence: Span, token: Token) -> bool:
    """ "promised as much", "gave that promise", "does not mean that X wants": nothing is told of what is promised."""
    if unreal(sentence, token, token) or {t.lower_ for t in sentence.doc[max(sentence.start, token.i - 3) : token.i]} & _NEGATIVE:
        return True
    if token.lower_.startswith("assur") and "that" not in {t.lower_ for t in sentence.doc[token.i : token.i + 6]}:
        return True
    if token.i > sentence.start and token.nbor(-1).pos_ == "DET" and token.nbor(-1).lower_ != "both":
        return True
    if [t.lower_ for t in sentence.doc[token.i + 1 : token.i + 3]] in (["as", "much"], ["so", "."], ["it", "."]):
        return True
    return "mean" in {t.lower_ for t in sentence.doc[max(sentence.start, token.i - 5) : token.i]}


def _ready(sentence: Span, token: Token, actors: tuple[Mention, ...], time: Timex | None) -> Cue | None:
    """ "stands ready", "ready to help" promise; "ready to take part" is willingness; "troops ready" is neither."""
    follow = token.nbor().lower_
    if token.i > sentence.start and token.nbor(-1).lower_ in {"stands", "stand", "stood"} and actors:
        return Cue("pledge", token, None, actors)
    if follow not in {"to", "for"} or not actors:
        return None
    verb = verb_after(sentence, token.i + 2) if follow == "to" else None
    helping = verb is not None and bool({verb.lower_, verb.lemma_.lower()} & (cues("helping", "verb") | cues("give", "verb")))
    return Cue("pledge" if helping else "intention", token, verb, actors)


def _infinitive_kind(
    at: Analysis, token: Token, verb: Token, kind: CommitmentKind, time: Timex | None, *, joint: bool
) -> CommitmentKind:
    """ "plans to open in 2021" is scheduled; "aims to conclude by 2021" a target, in a month to come a plan.

    An offer waits for the other side; what several agree to do by a time is scheduled, what they agree to go on with a line.
    """
    if token.lower_ in _OFFERING:
        return "intention"
    if token.lower_ in _AGREEING:
        return _agreed_kind(at, verb, time, joint=joint)
    if time is None:
        return kind
    if token.lower_ in _AIMING:
        return "target" if time.relation in {"by", "before", "until"} else "plan"
    return "plan" if token.lower_ in _SCHEDULING and not_past(at, time) else kind


def _agreed_kind(at: Analysis, verb: Token, time: Timex | None, *, joint: bool) -> CommitmentKind:
    """What is agreed to: together and by a time a plan, in vague words an intention, else a promise."""
    forms = {verb.lower_, verb.lemma_.lower()}
    if time is not None and not_past(at, time):
        return "plan" if joint else "pledge"
    if forms & cues("vague", "verb"):
        return "intention"
    return "plan" if joint and forms & (cues("founding", "verb") | cues("timetable", "verb")) else "pledge"


def _another(at: Analysis, sentence: Span, token: Token, actors: tuple[Mention, ...]) -> bool:
    """ "Chile wants Peru to withdraw": a demand on another."""
    behind = at.mentions_within(token.idx, min(sentence.end_char, token.idx + 60))
    if not behind or behind[0].kind not in {"country", "organisation", "person"} or behind[0].name in {m.name for m in actors}:
        return False
    return at.report.text[behind[0].evidence.end :].lstrip().startswith("to ") and behind[0].evidence.start - token.idx < 16


def _takes_noun(sentence: Span, token: Token) -> bool:
    """ "agreed to a minimum wage": the thing agreed to is named, and no visit or meeting."""
    behind = sentence.doc[token.i + 2 : min(token.i + 7, sentence.end)]
    events = {"visit", "meet", "meeting", "talks", "summit", "hold", "dialogue", "request", "call"}
    return len(behind) > 0 and behind[0].pos_ in {"DET", "ADJ", "NOUN", "NUM"} and not {t.lower_ for t in behind} & events


def _reduced(token: Token) -> bool:
    """ "the crews meant to run it", "the places promised for May": a participle behind its noun."""
    return token.tag_ == "VBN" and token.dep_ == "acl" and token.i > 0 and token.nbor(-1).pos_ == "NOUN"


def _participle(sentence: Span, token: Token) -> bool:
    """Is the word a participle of a passive or before a noun? A past form after adverbs alone is none, whatever its tag."""
    if token.tag_ != "VBN":
        return False
    i = token.i - 1
    if _reduced(token):
        return True
    while i > sentence.start and token.doc[i].pos_ == "ADV":
        i -= 1
    return token.doc[i].lower_ in BE or token.doc[i].pos_ in {"DET", "ADP"}


@cache
def words_of_will() -> frozenset[str]:
    """Words that `willed` may read."""
    told = ((kind, place) for kind in ("pledge", "intention") for place in ("verb", "adjective"))
    own = _AIMING | _AGREEING | {"plan", "plans", "planned", "decided", "decides"}
    return frozenset[str]().union(own, cues("weighing", "verb"), *(cues(kind, place) for kind, place in told))


def _kind(token: Token) -> CommitmentKind | None:
    word = token.lower_
    follow = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if token.pos_ in {"VERB", "AUX"}:
        for kind in ("pledge", "intention"):
            if word in cues(kind, "verb") and not word.startswith("expect"):
                return kind
        if token.i and token.tag_ == "VBG" and word in cues("weighing", "verb") and token.nbor(-1).lower_ in BE:
            return "intention"
        if word in _AIMING | {"plan", "plans", "planned"} and follow in {"to", "at"}:
            return "plan" if word.startswith("plan") else "intention"
        if word in {"decided", "decides"} and follow == "to":
            return "plan"
        if word in _AGREEING and (follow == "to" or complement(token) is not None):
            return "pledge"
    if token.pos_ == "ADJ" or token.tag_ == "VBN" or word in {"ready", "willing"}:
        for kind in ("pledge", "intention"):
            if word in cues(kind, "adjective"):
                return kind  # type: ignore[return-value]
    return None
