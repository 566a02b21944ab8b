"""Words by which an actor commits itself: modals, verbs of promise and of will, "ready to".

What they are stands in `language/en/commitment_cues.tsv`. Annotation guide, rule 11: a pledge is a promise by those who
promise, an intention is willingness or a policy line.
"""

from __future__ import annotations

from attache.language.tokens import Span, Token
from attache.reading.analysis import Analysis, Timex
from attache.reading.commitments.cue import BE, Cue, due_time, lemmas, passing, unreal, verb_after
from attache.reading.commitments.due import for_later, length_of_words, not_past
from attache.reading.commitments.subjects import bodies, headed, implied, institutional, pronoun_before, several, subjects
from attache.reading.figures.aims import cues
from attache.records import CommitmentKind, Mention

_MODALS = {"will", "shall", "'ll", "’ll", "would"}
_WEAK = {"could", "should", "must"}
_NEGATIVE = {"not", "no", "never", "n't", "n’t"}
_SCHEDULING = {"mean", "means", "meant", "plan", "plans", "planned", "intend", "intends", "intended"}
_AGREEING = {"agreed", "agree", "agrees", "consented", "consents"}
_AIMING = {"aim", "aims", "aimed", "seek", "seeks", "sought"}
_WANTING = {"want", "wants", "wanted", "hope", "hopes", "hoped", "wish", "wishes", "wished"}


def modal(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "Russia will step up …", "the plan will be drawn up …", "Kyiv would align …", "could be signed in early 2026"."""
    word = token.lower_
    if word not in _MODALS | _WEAK:
        return None
    verb = verb_after(sentence, token.i + 1)
    if verb is None or verb.tag_ == "VBG" or unreal(sentence, token, verb, modal=True):
        return None
    if word in _WEAK:
        return _weak(at, sentence, token, verb)
    if verb.tag_ == "VBN" and any(t.lower_ == "be" for t in sentence.doc[token.i + 1 : verb.i]):
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
    speaking = pronoun_before(sentence, token) in {"it", "we", "they"}
    if passing(verb, actors):
        return None
    if speaking or ((bodies(actors) or joint) and institutional(at, token, verb)):
        return Cue(_will_kind(sentence, token, verb, joint=joint), token, verb, actors, time, joint=joint)
    dated = time is not None and not_past(at, time)
    begins = {verb.lower_, verb.lemma_.lower()} & cues("timetable", "verb") and not lemmas(sentence, verb.i, verb.i + 2) & {
        "place"
    }
    return Cue("plan", token, verb, actors, time) if dated and begins else None


def _will_kind(sentence: Span, token: Token, verb: Token, *, joint: bool) -> CommitmentKind:
    """What a future in the active voice is: a promise, unless it is vague, hostile, or a course gone on with."""
    words = lemmas(sentence, verb.i, verb.i + 14)
    forms = {verb.lower_, verb.lemma_.lower()}
    refused = bool({t.lower_ for t in sentence.doc[token.i + 1 : verb.i]} & _NEGATIVE)
    if refused and (forms & cues("refusing", "verb") or lemmas(sentence, sentence.start, token.i) & {"until", "unless"}):
        return "intention"
    if forms & cues("hostile", "verb") or (words & cues("line", "noun") and forms & cues("vague", "verb")):
        return "intention"
    return "intention" if joint and forms & cues("vague", "verb") else "pledge"


def _weak(at: Analysis, sentence: Span, token: Token, verb: Token) -> Cue | None:
    """ "could be signed in early 2026": scheduled where a time to come is told; "should soon be": a wish."""
    time = due_time(at, sentence, token)
    dated = time is not None and not_past(at, time)
    soon = bool({t.lower_ for t in sentence.doc[token.i : min(token.i + 14, sentence.end)]} & {"soon", "early", "quickly"})
    if passing(verb) or not (dated or (token.lower_ == "should" and soon)):
        return None
    passive = verb.tag_ == "VBN"
    kind: CommitmentKind = "plan" if dated and (passive or token.lower_ != "could") else "intention"
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
        held = words & {"until", "unless"}
        return None if passing(verb) else Cue("intention" if held else "pledge", token, verb, actors, time)
    if words & {"talks", "negotiations", "dialogue", "consultations"} and verb.lemma_.lower() in {"settle", "resolve", "solve"}:
        return Cue("intention", token, verb, actors, time)
    if passing(verb) and verb.lemma_.lower() not in {"hold", "host", "celebrate"}:
        return None
    founding = bool({verb.lower_, verb.lemma_.lower()} & cues("founding", "verb"))
    return Cue("plan", token, verb, actors, time) if dated or founding else None


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
    if token.lower_ in {"ready", "prepared", "readiness"}:
        return _ready(sentence, token, actors, time)
    if token.lower_ in {"committed", "open"} and lemmas(sentence, token.i - 3, token.i) & {"be", "remain", "stay"}:
        return Cue("intention", token, None, actors, time) if follow == "to" and actors else None
    if token.lower_ == "open":
        return None
    if follow in {"to", "not"}:
        verb = verb_after(sentence, token.i + 1 + (follow == "to") + (follow == "not") * 2)
        if verb is None and token.lower_ in _AGREEING and _takes_noun(sentence, token) and actors:
            return Cue("pledge", token, None, actors, time)
        if verb is None or (passing(verb, actors) and token.pos_ != "ADJ") or _reduced(token):
            return None
        known = bool(actors) or pronoun_before(sentence, token) in {"it", "they", "we", "he", "she", "i", "both"}
        return Cue(_infinitive_kind(at, token, kind, time), token, verb, actors, time) if known else None
    bound = time is not None and not_past(at, time)
    first = pronoun_before(sentence, token) in {"i", "we"} and {t.lower_ for t in sentence.doc[token.i : token.i + 4]} & {"we"}
    if token.lower_ in _WANTING and not bound and not first and (follow == "that" or len({m.name for m in actors}) < 2):
        return None
    if token.lower_ in _WANTING and _another(at, sentence, token, actors):
        return None
    objects = follow in {"that", "for", "on"} or kind == "pledge" or token.lower_ in cues("favour", "verb")
    known = bool(actors) or bool(first) or headed(token, token)
    return Cue(kind, token, None, actors, time) if objects and known and not _participle(sentence, token) else None


def voiced(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "expressed readiness to", "reaffirmed its commitment to join", "showed interest in", "a pledge to cut": a noun of will."""
    word = token.lower_
    kind: CommitmentKind | None = "intention" if word in cues("intention", "noun") else None
    kind = "pledge" if word in cues("pledge", "noun") else kind
    kind = "plan" if word in {"plan", "plans"} and token.i + 1 < sentence.end and token.nbor().lower_ == "to" else kind
    if kind is None or token.pos_ != "NOUN" or token.i + 1 >= sentence.end:
        return None
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


def _infinitive_kind(at: Analysis, token: Token, kind: CommitmentKind, time: Timex | None) -> CommitmentKind:
    """ "plans to open in 2021" is scheduled; "aims to conclude by 2021" a target, in a month to come a plan."""
    if time is None:
        return kind
    if token.lower_ in _AIMING:
        return "target" if time.relation in {"by", "before", "until"} else "plan"
    return "plan" if token.lower_ in _SCHEDULING and not_past(at, time) else kind


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


def _kind(token: Token) -> CommitmentKind | None:
    word = token.lower_
    follow = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if token.pos_ in {"VERB", "AUX"}:
        for kind in ("pledge", "intention"):
            if word in cues(kind, "verb") and not word.startswith("expect"):
                return kind
        if word in _AIMING | {"plan", "plans", "planned"} and follow in {"to", "at"}:
            return "plan" if word.startswith("plan") else "intention"
        if word in {"decided", "decides"} and follow == "to":
            return "plan"
        if word in {"agreed", "agree", "agrees", "consented", "consents"} and follow == "to":
            return "pledge"
    if token.pos_ == "ADJ" or token.tag_ == "VBN" or word in {"ready", "willing"}:
        for kind in ("pledge", "intention"):
            if word in cues(kind, "adjective"):
                return kind  # type: ignore[return-value]
    return None
