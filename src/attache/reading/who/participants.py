"""Which actors stand where: what other readers ask of the mentions once `find_actors` has filled them.

All functions take an `Analysis` with mentions and give actor names, unique and in text order. A token's noun phrase counts
with its conjuncts and appositions; a place that only tells where (obl, nmod with "in") does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attache.language.tokens import Token
from attache.reading.analysis import Analysis
from attache.records import ActorName, Mention

_OWNERS = frozenset({"his", "her", "its", "their"})


def actors_in(at: Analysis, start: int, end: int) -> tuple[ActorName, ...]:
    """Actors mentioned wholly inside `[start, end)`; of nested mentions only the outer one. "His", "its" and "their" before a
    noun name an owner and no participant, so they do not count."""
    inside = tuple(m for m in at.mentions_within(start, end) if m.evidence.text.casefold() not in _OWNERS)
    return _unique(_outer(inside))


def mention_at(at: Analysis, start: int, end: int) -> Mention | None:
    """The mention of an actor inside `[start, end)` that the passage is about: the first outermost one with a person
    preferred over the country or body in their office; None where there is none."""
    inside = [m for m in _outer(at.mentions_within(start, end)) if m.kind in {"country", "organisation", "person"}]
    persons = [m for m in inside if m.kind == "person"]
    return next(iter(persons or inside), None)


def subject_actors(at: Analysis, token: Token) -> tuple[ActorName, ...]:
    """Who does what `token` (a verb or noun predicate) says: its subject, or a passive's agent; conjuncts included.

    A verb without its own subject takes that of the verb it is joined to or depends on (conj, xcomp, advcl).
    """
    seen = 0
    here = token
    while seen < 4:
        passive = [c for c in here.children if c.dep_ == "nsubj:pass"]
        if passive:
            agents = [
                c for c in here.children if c.dep_ == "obl" and any(g.lower_ == "by" and g.dep_ == "case" for g in c.children)
            ]
            return _phrases(at, agents)
        subjects = [c for c in here.children if c.dep_ in {"nsubj", "csubj"}]
        if subjects:
            return _phrases(at, [_relative(here, s) for s in subjects])
        if here.dep_ in {"conj", "xcomp", "advcl", "ccomp", "acl", "parataxis"} and here.head is not here:
            if here.dep_ == "acl":
                return _phrases(at, [here.head])
            here = here.head
            seen += 1
            continue
        break
    return ()


def object_actors(at: Analysis, token: Token, *, cases: frozenset[str] = frozenset()) -> tuple[ActorName, ...]:
    """Whom `token` acts on: its object, a passive's subject, and obliques whose preposition is in `cases`."""
    found = [c for c in token.children if c.dep_ in {"obj", "iobj", "nsubj:pass"}]
    found += [
        c for c in token.children if c.dep_ in {"obl", "nmod"} and any(g.dep_ == "case" and g.lower_ in cases for g in c.children)
    ]
    return _phrases(at, sorted(found, key=lambda t: t.i))


def main_pair(at: Analysis) -> tuple[str, ...]:
    """The two countries most often mentioned, through their persons and bodies too; one or none where there are no more."""
    counts: Counter[str] = Counter()
    for m in at.mentions:
        actor = at.actors.get(ActorName(m.name))
        if actor is not None and actor.country and m.form != "pronoun":
            counts[actor.country] += 2 if m.kind == "country" else 1
    ranked = sorted(counts, key=lambda c: (-counts[c], c))
    return tuple(ranked[:2])


def country_of(at: Analysis, name: str) -> str | None:
    """ISO alpha-3 that an actor belongs to; None for international bodies and unknown ones."""
    actor = at.actors.get(ActorName(name))
    return actor.country if actor is not None else None


def _relative(verb: Token, subject: Token) -> Token:
    """For "who" and "which" the noun that the clause belongs to."""
    if subject.lower_ in {"who", "which", "that"} and verb.dep_ == "acl":
        return verb.head
    return subject


def _phrases(at: Analysis, heads: list[Token]) -> tuple[ActorName, ...]:
    """Actors of noun phrases: for each head the mention that holds it or stands next to it inside the phrase."""
    found: list[Mention] = []
    for head in heads:
        group = [head, *(c for c in head.children if c.dep_ == "conj"), *(c for c in head.children if c.dep_ == "appos")]
        for token in group:
            found += _of_head(at, token)
    return _unique(sorted(found, key=lambda m: m.evidence.start))


def _of_head(at: Analysis, token: Token) -> list[Mention]:
    """Mentions that cover `token`, else those in its flat, compound and appositive part ("President" of "President Putin")."""
    over = [
        m
        for m in at.mentions
        if m.evidence.start <= token.idx < m.evidence.end and m.kind in {"country", "organisation", "person"}
    ]
    if over:
        widest = max(m.evidence.end - m.evidence.start for m in over)
        return [m for m in over if m.evidence.end - m.evidence.start == widest]
    near = [c for c in token.children if c.dep_ in {"flat", "appos", "compound"} or (c.dep_ == "nmod" and c.i < token.i)]
    out: list[Mention] = []
    for child in near:
        over = [
            m
            for m in at.mentions
            if m.evidence.start <= child.idx < m.evidence.end and m.kind in {"organisation", "person", "country"}
        ]
        out += [m for m in over if m.form != "demonym" or not out]
    persons = [m for m in out if m.kind == "person"]
    return persons or out


def _outer(mentions: tuple[Mention, ...]) -> list[Mention]:
    """Mentions that lie inside no other one, but all that share a passage."""
    out = []
    for m in mentions:
        a, b = m.evidence.start, m.evidence.end
        if not any(
            o.evidence.start <= a and b <= o.evidence.end and (o.evidence.end - o.evidence.start) > b - a for o in mentions
        ):
            out.append(m)
    return out


def _unique(mentions: Iterable[Mention]) -> tuple[ActorName, ...]:
    return tuple(dict.fromkeys(ActorName(m.name) for m in mentions if m.kind in {"country", "organisation", "person"}))
