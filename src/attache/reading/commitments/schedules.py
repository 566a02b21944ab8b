"""Words by which something is scheduled or decided: "is to", "due in", "put back to", papers that bind to a later time.

Annotation guide, rule 11: a plan is scheduled or decided. Visits and meetings planned are events and left out.
"""

from __future__ import annotations

import re

from attache.language.tokens import Span, Token
from attache.reading.analysis import Analysis, Timex
from attache.reading.commitments.cue import BE, Cue, clause_end, due_time, gathering, lemmas, passing, passive, verb_after
from attache.reading.commitments.due import length_of_words, not_past, time_of_words, to_come
from attache.reading.commitments.subjects import pronoun_before, several, subject_token, subjects
from attache.reading.figures.aims import cues
from attache.records import CommitmentKind, Mention

_YEARS = re.compile(r"(?:[a-z]+|\d+)[-‑ ]year$", re.IGNORECASE)
_IDEAS = frozenset({"purpose", "it", "step", "idea", "problem", "way", "point", "question", "answer"})


def is_to(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "is to be set up", "are to be phased out", "was to begin in 2021"."""
    if token.lower_ not in {"is", "are", "was", "were"} or token.i + 1 >= sentence.end or token.nbor().lower_ != "to":
        return None
    verb = verb_after(sentence, token.i + 2)
    actors = subjects(at, sentence, token, None)
    if verb is None or verb.tag_ == "VBG":
        return None
    if gathering(sentence, token) and not {verb.lower_, verb.lemma_.lower()} & cues("founding", "verb"):
        return None
    if passing(verb, actors) and not _polling(sentence, token, verb):
        return None
    idea = token.i > sentence.start and token.nbor(-1).lower_ in cues("target", "noun") | _IDEAS
    if idea and not passive(sentence, token, verb):
        return None
    if lemmas(sentence, token.i - 3, token.i) & {"if"} or lemmas(sentence, sentence.start, sentence.start + 2) & {"if"}:
        return None
    time = due_time(at, sentence, token) or length_of_words(at, token.idx, sentence.end_char)
    if token.lower_ in {"was", "were"} and time is None:
        return None
    return Cue(_kind(at, sentence, token, verb, time), token, verb, actors, time)


def overdue(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "should have been signed in 2014", "ought to have opened by May": a day that was set and, as the words say, not kept."""
    if token.lower_ not in {"should", "ought"}:
        return None
    words = [t for t in sentence.doc[token.i + 1 : min(token.i + 8, sentence.end)] if t.pos_ not in {"ADV", "PART"}]
    if not words or words[0].lower_ != "have" or any(t.lower_ in {"not", "never", "n't", "n’t"} for t in token.head.children):
        return None
    verb = next((t for t in words[1:] if t.lower_ not in BE), None)
    end = clause_end(sentence, token)
    stop = sentence.end_char if end >= sentence.end else sentence.doc[end].idx
    time = time_of_words(at, sentence, token.idx, stop)
    if verb is None or passing(verb) or verb.tag_ not in {"VBN", "VBD", "JJ", "RB", "IN"} or time is None or to_come(at, time):
        return None
    if gathering(sentence, token) and not {verb.lower_, verb.lemma_.lower()} & cues("founding", "verb"):
        return None
    return Cue("plan", token, None, subjects(at, sentence, token, None), time)


def _polling(sentence: Span, token: Token, verb: Token) -> bool:
    """ "elections are to be held on 3 November": what is held binds those who hold it, and is no meeting."""
    return verb.lemma_.lower() in {"hold", "organise", "organize"} and bool(
        lemmas(sentence, token.i - 6, token.i) & cues("ballot", "noun")
    )


def _kind(at: Analysis, sentence: Span, token: Token, verb: Token, time: Timex | None) -> CommitmentKind:
    """Duties to go are a treaty's pledge; what is to be complete by a time is a target; what is to be better an intention."""
    words = lemmas(sentence, sentence.start, sentence.end)
    forms = {verb.lower_, verb.lemma_.lower()}
    if words & cues("treaty", "noun") and forms & cues("ending", "verb"):
        return "pledge"
    behind = lemmas(sentence, token.i + 2, min(token.i + 16, _reach(sentence, token, time)))
    if time is not None and behind & cues("completing", "verb") and not words & {"pay", "repay"}:
        return "target" if not_past(at, time) else "plan"
    return "intention" if time is None and behind & {"better", "more", "further", "closer"} else "plan"


def _reach(sentence: Span, token: Token, time: Timex | None) -> int:
    """The token at which the time behind a cue begins: the "end" of a year completes nothing."""
    if time is None or time.start < token.idx:
        return sentence.end
    return next((t.i for t in sentence.doc[token.i : sentence.end] if t.idx >= time.start), sentence.end)


def dated(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "is planned for December", "scheduled for 2019", "due to leave on 29 March", "expected to open in 2020"."""
    word = token.lower_
    if word not in cues("plan", "adjective") | {"planned", "expected", "set"}:
        return None
    if token.tag_ not in {"VBN", "VBD", "VBZ"} and token.pos_ != "ADJ":
        return None
    if {t.lower_ for t in sentence.doc[max(sentence.start, token.i - 3) : token.i]} & {
        "neither",
        "nobody",
        "none",
        "not",
        "never",
    }:
        return None
    time = due_time(at, sentence, token)
    follow = token.nbor().lower_ if token.i + 1 < sentence.end else ""
    if token.i > sentence.start and token.nbor(-1).lower_ == "as":
        return None
    if time is None or (word in {"set", "expected"} and follow not in {"to", "for"} and not _expected(sentence, token)):
        return None
    if follow == "to":
        verb = verb_after(sentence, token.i + 2)
        if verb is not None and passing(verb) and verb.lower_ not in {"leave", "begin"}:
            return None
    elif word == "set" and not not_past(at, time) and follow != "for":
        return None
    if gathering(sentence, token) or (_meeting(sentence, token) and not not_past(at, time)):
        return None
    return Cue("plan", token, None, subjects(at, sentence, token, None), time)


def _expected(sentence: Span, token: Token) -> bool:
    """ "expected work to begin before 2017": somebody reckons with a time."""
    words = [t.lower_ for t in sentence.doc[token.i + 1 : token.i + 7]]
    return token.lower_ == "expected" and "to" in words


def _meeting(sentence: Span, token: Token) -> bool:
    return bool(lemmas(sentence, token.i - 9, token.i) & {"visit", "trip", "meeting", "talks", "summit", "session", "tour"})


def moved(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "moved its first plant to 2028", "was put back to 2023", "postponed until June": a new time is set."""
    stems = {token.lemma_.lower(), token.lower_, token.lower_.removesuffix("d"), token.lower_.removesuffix("ed")}
    if not stems & cues("moving_date", "verb"):
        return None
    if token.pos_ != "VERB" or _meeting(sentence, token):
        return None
    for time in at.times_within(token.idx, sentence.end_char):
        lead = at.report.text[max(0, time.start - 9) : time.start].lower().split()
        if time.type == "DATE" and to_come(at, time) and lead[-1:] and lead[-1] in {"to", "until", "till", "for"}:
            return Cue("plan", token, None, subjects(at, sentence, token, token), time)
    return None


def present(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "The cap falls on 3 September", "takes effect from 2026", "the duty ends next year": the present tense of timetables."""
    if token.tag_ not in {"VBZ", "VBP"} or token.lemma_.lower() not in cues("timetable", "verb"):
        return None
    if token.lemma_.lower() in {"take", "enter", "come"} and not lemmas(sentence, token.i + 1, token.i + 4) & {
        "effect",
        "force",
        "operation",
    }:
        return None
    subject = subject_token(token, token)
    treaty = lemmas(sentence, sentence.start, token.i) & cues("treaty", "noun")
    time = due_time(at, sentence, token)
    if treaty and {token.lower_, token.lemma_.lower()} & cues("ending", "verb"):
        gone = length_of_words(at, token.idx, sentence.end_char)
        gradual = bool(
            lemmas(sentence, token.i, token.i + 12) & {"once", "transition", "stages", "steps", "gradually", "immediately"}
        )
        ahead = time is not None and to_come(at, time)
        return (
            Cue("pledge", token, token, subjects(at, sentence, token, token), time or gone) if gone or gradual or ahead else None
        )
    if time is None or not to_come(at, time) or time.start - token.idx > 70 or subject is None or _meeting(sentence, token):
        return None
    if lemmas(sentence, sentence.start, token.i) & {"if", "when", "once", "until", "unless"}:
        return None
    return Cue("plan", token, token, subjects(at, sentence, token, token), time)


def starting(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "…, starting in 2020", "with effect from August 28", "effective 1 July": a time to come behind what is decided."""
    word = token.lower_
    if word == "from":
        return _decided(at, sentence, token)
    if word not in {"starting", "beginning", "effective", "effect"}:
        return None
    if word == "effect" and not (token.i and token.nbor(-1).lower_ == "with"):
        return None
    for time in at.times_within(token.idx, min(sentence.end_char, token.idx + 45)):
        if time.type == "DATE" and to_come(at, time) and not _meeting(sentence, token):
            verb = token.head if token.head.pos_ == "VERB" else None
            return Cue("plan", token, None, subjects(at, sentence, verb or token, None), time)
    return None


def _decided(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "announced a tariff from 1 August": what is decided or announced holds from a day to come."""
    time = next((t for t in at.times_within(token.idx, min(sentence.end_char, token.idx + 30)) if to_come(at, t)), None)
    if time is None or time.type != "DATE" or time.start - token.idx > 9:
        return None
    deciding = (
        cues("announce", "verb") | cues("decide", "verb") | {"imposed", "introduced", "raised", "lowered", "banned", "lifted"}
    )
    verb = next((t for t in reversed(sentence.doc[sentence.start : token.i]) if t.lower_ in deciding), None)
    if verb is None or token.i - verb.i > 16:
        return None
    return Cue("plan", token, None, subjects(at, sentence, verb, verb), time)


def provided(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "The timetable foresees a vote in December 2025", "the pact provides for a joint fleet": what a paper lays down."""
    if token.tag_ not in {"VBZ", "VBP"} or token.lower_ not in cues("provide", "verb") or token.lower_ == "calls":
        return None
    follow = token.nbor().lower_ if token.i + 1 < sentence.end else ""
    papers = cues("paper", "noun") | cues("treaty_paper", "noun")
    subject = subject_token(token, token)
    named = subject is not None and subject.lower_ in papers
    if not named and not lemmas(sentence, token.i - 25, token.i) & papers:
        return None
    if token.lower_.startswith("provide") and follow not in {"for", "that"}:
        return None
    time = due_time(at, sentence, token)
    ahead = time is not None and not_past(at, time)
    return Cue(
        "plan" if ahead else "pledge", token, None, subjects(at, sentence, token, token), time if ahead else None, joint=True
    )


def planned(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "a Plan of Action for 2024-2028", "a vision towards 2030", "a five-year plan": a paper that binds to a later time."""
    if token.lower_ not in cues("paper", "noun") or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    published = at.published[1] if at.published is not None else None
    for time in at.times_within(token.idx, min(sentence.end_char, token.idx + 70)):
        between = at.report.text[token.idx : time.start]
        if time.type != "DATE" or time.span is None or time.span[1] is None or set(between) & set(",;:."):
            continue
        if published is not None and time.span[1] > published and not_past(at, time):
            return Cue("plan", token, None, (), time, joint=True)
    lead = at.report.text[max(sentence.start_char, token.idx - 40) : token.idx].rstrip()
    length = next((t for t in at.times_within(token.idx - 40, token.idx) if t.type == "DURATION" and _YEARS.search(t.text)), None)
    return Cue("plan", token, None, (), length, joint=True) if length is not None and lead.endswith(length.text) else None


def planning(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "Zarubezhneft is planning a wind farm", "plans a second plant": something to be built or done."""
    if token.lower_ not in {"plans", "planning", "plan", "planned"} or token.pos_ != "VERB" or token.i + 1 >= sentence.end:
        return None
    before = token.nbor(-1).lower_ if token.i else ""
    if token.lower_ == "planning" and before not in {"is", "are", "was", "were"}:
        return None
    actors: tuple[Mention, ...] = subjects(at, sentence, token, token)
    takes = token.nbor().pos_ in {"DET", "ADJ", "NUM", "NOUN"} or token.nbor().lower_ in {"for", "on"}
    if token.tag_ == "VBN" or not takes or not actors or _meeting_ahead(sentence, token):
        return None
    return Cue("plan", token, None, actors, due_time(at, sentence, token))


def _meeting_ahead(sentence: Span, token: Token) -> bool:
    return bool(lemmas(sentence, token.i, token.i + 8) & {"visit", "trip", "meeting", "talks", "summit", "tour"})


def hoped_by(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """ "believed in a deal by 1 April", "anxious to see it done before June", "had expected it to apply from July": an aim."""
    word = token.lower_
    if word not in cues("aiming_at", "verb") | cues("aiming_at", "adjective"):
        return None
    time = due_time(at, sentence, token)
    if time is None or time.start - token.idx > 90:
        return None
    past = not not_past(at, time)
    lead = at.report.text[max(0, time.start - 8) : time.start].lower().split()[-1:]
    pointed = time.relation in {"by", "before", "until"} or lead in (["by"], ["before"], ["from"])
    if not pointed or (word.startswith("expect") and not past):
        return None
    actors = subjects(at, sentence, token, token)
    known = bool(actors) or several(sentence, token, actors) or pronoun_before(sentence, token) != ""
    return Cue("target", token, None, actors, time) if known else None
