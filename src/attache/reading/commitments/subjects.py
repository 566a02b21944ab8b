"""Who commits: in goes a cue and its verb, out come the actors of its subject.

States and international bodies commit, whoever speaks for them; firms and other bodies stand for themselves, and so does a
person who is to come or go.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from attache.reading.analysis import Analysis
from attache.reading.figures.aims import cues
from attache.records import ActorName, Mention, Statement

_ACTORS = {"country", "organisation", "person"}
_SIDES = frozenset({"sides", "parties", "governments", "countries", "partners", "members", "both", "states", "nations"})
_LEADERS = frozenset(
    {"leaders", "ministers", "presidents", "premiers", "negotiators", "chairs", "co", "delegations", "neighbours"}
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
        inside = [m for m in at.mentions if start <= m.evidence.start and m.evidence.end <= end and m.kind in _ACTORS]
        heading = [m for m in inside if m.evidence.start <= subject.idx < m.evidence.end]
        if heading or verb is not None:
            return tuple(heading or inside)[:4]
    before = [m for m in at.mentions_within(sentence.start_char, cue.idx) if m.kind in _ACTORS]
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


def subject_token(cue: Token, verb: Token | None) -> Token | None:
    """The head of the subject that stands before the cue, by the parse; None where it tells none."""
    heads = [cue, *([verb] if verb is not None else [])]
    told = [child for head in heads for child in head.children if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < cue.i + 3]
    return told[-1] if told else None


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
