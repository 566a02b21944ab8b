"""Who commits: in goes a cue and its verb, out come the actors of its subject.

States and international bodies commit, whoever speaks for them; firms and other bodies stand for themselves, and so does a
person who is to come or go.
"""

from __future__ import annotations

import re

from attache.language.tokens import Span, Token
from attache.reading.analysis import Analysis
from attache.reading.figures.aims import cues
from attache.records import ActorName, Mention, Statement

_DATELINE = re.compile(r"[^.;:]{0,12}\)\s*[-–—]|\s[-–—]{1,2}\s")
_ACTORS = {"country", "organisation", "person"}
_SIDES = frozenset({"sides", "parties", "governments", "countries", "partners", "members", "both", "states", "nations"})
_LEADERS = frozenset(
    {"leaders", "ministers", "presidents", "premiers", "negotiators", "chairs", "co", "delegations", "neighbours"}
)
_HEADS = frozenset(
    {"side", "sides", "government", "governments", "state", "states", "country", "countries", "ministry", "army", "forces"}
    | {
        "authorities",
        "parliament",
        "bank",
        "company",
        "companies",
        "bloc",
        "union",
        "party",
        "court",
        "fund",
        "council",
        "embassy",
    }
    | {"officials", "leaders", "ministers", "president", "minister", "ambassador", "king", "premier", "commission", "agency"}
    | {
        "kingdom",
        "republic",
        "emirate",
        "committee",
        "capital",
        "capitals",
        "island",
        "islands",
        "neighbour",
        "ally",
        "allies",
        "donors",
        "lenders",
        "creditors",
    }
)
_OF_STATE = (
    "Ministry",
    "Government",
    "Embassy",
    "National Assembly",
    "Department",
    "Parliament",
    "State Duma",
    "Cabinet",
    "Office of",
)
_OF_UNION = frozenset({"European Commission", "European Parliament", "Council of the European Union", "European Council"})


def subjects(at: Analysis, sentence: Span, cue: Token, verb: Token | None) -> tuple[Mention, ...]:
    """Actors of the verb's subject by its arc; none where another subject is told; else those named nearest before the cue."""
    subject = subject_token(cue, verb)
    if subject is not None:
        start, end = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
        inside = [m for m in at.mentions_within(start, end) if m.kind in _ACTORS]
        heads = [subject, *(t for t in subject.subtree if t.dep_ == "conj" and t.head in (subject, *subject.children))]
        heading = [m for m in inside if any(m.evidence.start <= t.idx < m.evidence.end for t in heads)]
        if heading or verb is not None:
            return tuple(heading or inside)[:4]
    before = [m for m in at.mentions_within(sentence.start_char, cue.idx) if m.kind in _ACTORS]
    before = [m for m in before if not in_dateline(at, sentence, m)]
    if not before:
        return ()
    last = before[-1]
    if len(at.report.text[last.evidence.end : cue.idx]) > 80:
        return ()
    marks = set(".;:(")
    group = [
        m
        for m in before
        if last.evidence.start - m.evidence.end <= 25 and not set(at.report.text[m.evidence.end : last.evidence.start]) & marks
    ]
    return tuple(group[-4:])


def in_dateline(at: Analysis, sentence: Span, mention: Mention) -> bool:
    """Does the mention stand before the dash of a dateline ("GENEVA, Nov 3 (Agency) - …")?"""
    behind = at.report.text[mention.evidence.end : mention.evidence.end + 24]
    return mention.evidence.end - sentence.start_char < 60 and _DATELINE.match(behind) is not None


def subject_token(cue: Token, verb: Token | None) -> Token | None:
    """The head of the subject that stands before the cue, by the parse; None where it tells none."""
    heads = [cue, *([verb] if verb is not None else [])]
    told = [child for head in heads for child in head.children if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < cue.i + 3]
    if told:
        return next((child for child in reversed(told) if not any(t.dep_ == "case" for t in child.children)), told[-1])
    led = next((t for t in reversed(cue.doc[max(0, cue.i - 4) : cue.i]) if t.pos_ != "ADV"), None)
    if led is None or led.pos_ != "CCONJ":
        return None
    shared = next(
        (head.head for head in reversed(heads) if head.dep_ == "conj" and head.head.pos_ in {"VERB", "AUX", "ADJ"}), None
    )
    # Ever further to the left: two verbs that lead to each other would have no end.
    return subject_token(cue, shared) if shared is not None and shared.i < min(h.i for h in heads) else None


def institutional(at: Analysis, cue: Token, verb: Token | None) -> bool:
    """Is the subject's head an actor's name or a word for one ("government", "side"), not something of its own ("growth")?"""
    subject = subject_token(cue, verb)
    if subject is None or subject.pos_ in {"PROPN", "PRON"} or subject.lower_ in _HEADS:
        return True
    return any(m.evidence.start <= subject.idx < m.evidence.end for m in at.mentions if m.kind in _ACTORS)


def headed(cue: Token, verb: Token | None) -> bool:
    """Is the subject's head a word for a state or body ("the emirate", "the joint committee")?"""
    subject = subject_token(cue, verb)
    return subject is not None and subject.lower_ in _HEADS


def implied(at: Analysis, sentence: Span, cue: Token) -> tuple[Mention, ...]:
    """The country or body that "the emirate" or "the government" means: the one named last before the cue, here or earlier."""
    before = [m for m in at.mentions_within(max(0, sentence.start_char - 400), cue.idx) if m.kind in {"country", "organisation"}]
    return tuple(before[-1:])


def several(sentence: Span, cue: Token, actors: tuple[Mention, ...]) -> bool:
    """Is the subject several parties at once: "the two sides", "the Parties", "the leaders"?"""
    if len({m.name for m in actors if m.kind != "person"}) > 1:
        return True
    near = {t.lower_ for t in sentence.doc[max(sentence.start, cue.i - 3) : cue.i]}
    return bool(near & (_SIDES | _LEADERS))


def bodies(actors: tuple[Mention, ...]) -> bool:
    """Is a country or body, rather than a person alone, the nearest among them?"""
    return any(m.kind != "person" for m in actors[-1:])


def pronoun_before(sentence: Span, cue: Token) -> str:
    """The personal pronoun right before the cue (adverbs passed), in lower case; empty where there is none."""
    for token in reversed(sentence.doc[max(sentence.start, cue.i - 3) : cue.i]):
        if token.pos_ == "PRON":
            return str(token.lower_)
        if token.pos_ not in {"ADV", "AUX"}:
            break
    return ""


def speakers_at(offset: int, statements: tuple[Statement, ...]) -> tuple[ActorName, ...]:
    """Who says the words at `offset`: the speakers of the smallest content that holds it."""
    holding = [
        (part.end - part.start, part.start, statement.speakers)
        for statement in statements
        for part in (statement.content, statement.continued)
        if part is not None and part.start <= offset < part.end and statement.speakers
    ]
    return min(holding)[2] if holding else ()


def committed(at: Analysis, names: tuple[ActorName, ...], verb: Token | None) -> tuple[ActorName, ...]:
    """The states and bodies that the named ones commit."""
    moving = verb is not None and verb.lemma_.lower() in cues("moving", "verb")
    return tuple(dict.fromkeys(_stood_for(at, name, moving=moving) for name in names))


def _stood_for(at: Analysis, name: ActorName, *, moving: bool) -> ActorName:
    actor = at.actors.get(name)
    if name in _OF_UNION:
        return ActorName("European Union")
    if actor is None or actor.country is None:
        return name
    if actor.kind == "person":
        return name if moving else ActorName(actor.country)
    return ActorName(actor.country) if str(name).startswith(_OF_STATE) else name
