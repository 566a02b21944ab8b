"""Who stands in which role of an act: nominals of the clause, resolved through the mentions of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from attache.language.marks import Frame
from attache.language.tokens import Token
from attache.reading.analysis import Analysis
from attache.reading.events import clause
from attache.reading.events.cues import belongs, cue_words
from attache.reading.events.forms import verb_lemma
from attache.reading.events.triggers import Trigger
from attache.records import ActorName, Mention

_ACTORS = frozenset({"country", "organisation", "person"})
_INSIDE_NAME = frozenset({"flat", "compound", "appos", "fixed"})
_TOWARDS = frozenset({"on", "against", "with", "to", "from", "of"})
_OWNERS = frozenset({"poss", "adj", "compound"})
_DEFINITE = frozenset({"the", "both", "these", "those", "this", "that", "all", "each", "neither", "either", "its", "their"})
_TOGETHER = frozenset({"with", "alongside", "between", "among"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Mentions by token, so that a nominal gives the names of those it stands for."""

    at: Analysis
    by_token: dict[int, tuple[Mention, ...]]
    things_by_token: dict[int, tuple[Mention, ...]]
    frames: dict[int, Frame]
    """The encoder's frames by the tokens of their triggers."""
    _named: dict[tuple[int, bool], tuple[ActorName, ...]] = field(default_factory=dict, repr=False, compare=False)
    """What `names` has told, by token: each nominal is asked for again by every row that fits near it."""

    def kind(self, name: ActorName) -> str:
        """The kind of an actor; "" for a name that the reading does not know."""
        actor = self.at.actors.get(name)
        return actor.kind if actor else ""

    def country(self, name: ActorName) -> str | None:
        """The country an actor belongs to, its own code for a country."""
        actor = self.at.actors.get(name)
        return actor.country if actor else None

    def is_place(self, token: Token) -> bool:
        """Does a named place stand at the token?"""
        return any(m.kind == "place" for m in self.things_by_token.get(token.i, ()))

    def is_thing(self, token: Token) -> bool:
        """Does an agreement, mechanism, programme or project stand at the token?"""
        return any(m.kind != "place" for m in self.things_by_token.get(token.i, ()))

    def thing_kind(self, token: Token) -> str:
        """The kind of the thing named at the token or in its name parts; "" for none."""
        for part in (token, *_name_parts(token)):
            for mention in self.things_by_token.get(part.i, ()):
                if mention.kind != "place":
                    return str(mention.kind)
        return ""

    def names(self, nominal: Token, *, words: bool = True) -> tuple[ActorName, ...]:
        """Names of those a nominal and its conjuncts stand for, in text order, each once; `words` lets an unnamed actor
        go by its words."""
        known = self._named.get((nominal.i, words))
        if known is None:
            out: list[ActorName] = []
            for token in clause.with_conjuncts(nominal):
                out += [name for name in self._one(token, words=words) if name not in out]
            self._named[nominal.i, words] = known = tuple(out)
        return known

    def direct(self, token: Token) -> tuple[Mention, ...]:
        """Mentions of actors over the token itself: the longest, several where a plural stands for several."""
        found = self.by_token.get(token.i, ())
        if not found:
            return ()
        longest = max(m.evidence.end - m.evidence.start for m in found)
        return tuple(m for m in found if m.evidence.end - m.evidence.start == longest)

    def _one(self, token: Token, *, words: bool) -> Iterator[ActorName]:
        direct = self.direct(token)
        inside = [m for child in _name_parts(token) for m in self.direct(child)]
        people = [m for m in (*direct, *inside) if m.kind == "person"]
        if people and not any(m.kind == "person" for m in direct):
            yield from (ActorName(m.name) for m in people)
            return
        if direct:
            yield from (ActorName(m.name) for m in direct)
            return
        bodies = [m for m in inside if m.kind == "organisation"] or inside
        if bodies:
            yield from (ActorName(m.name) for m in bodies)
            return
        owners = tuple(self._owners(token))
        if owners:
            yield from owners
        elif words and token.tag_ in ("NN", "NNS") and belongs(token, "human") and not _points_back(token):
            yield described(token)

    def _owners(self, token: Token) -> Iterator[ActorName]:
        """The country or body a common noun belongs to: "Russian diplomats", "the ambassadors of Cuba and Panama"."""
        found = False
        for child in (*clause.possessors(token), *clause.modifiers(token)):
            for part in clause.with_conjuncts(child):
                for mention in self.direct(part):
                    found = True
                    yield ActorName(mention.name)
        if found:
            return
        for child in token.children:
            if child.dep_ in ("nmod", "obl") and clause.case_of(child) in ("of", "from") and child.i > token.i:
                yield from self.names(child, words=False)


def _points_back(token: Token) -> bool:
    """ "the ministers", "both sides": somebody named before, not an actor of its own."""
    definite = any(t.lower_ in _DEFINITE or t.tag_ == "PRP$" for t in token.lefts)
    return definite and not any(t.dep_ in ("amod", "compound") and t.tag_ != "CD" for t in token.lefts)


def described(token: Token) -> ActorName:
    """An unnamed but specific actor by its words: "European farmers", without article and clauses."""
    kept = [t for t in (*token.lefts, token) if t.i == token.i or t.dep_ in ("amod", "compound", "nummod", "flat")]
    return ActorName(" ".join(t.text for t in kept))


def _name_parts(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in _INSIDE_NAME:
            yield child
            yield from _name_parts(child)


def cast_of(at: Analysis) -> Cast:
    """The mentions of actors in `at`, by the tokens they cover."""
    actors: dict[int, list[Mention]] = {}
    things: dict[int, list[Mention]] = {}
    for mention in at.mentions:
        span = at.doc.char_span(mention.evidence.start, mention.evidence.end, alignment_mode="expand")
        if span is None:
            continue
        by_token = actors if mention.kind in _ACTORS else things
        for token in span:
            by_token.setdefault(token.i, []).append(mention)
    return Cast(
        at,
        by_token={i: tuple(found) for i, found in actors.items()},
        things_by_token={i: tuple(found) for i, found in things.items()},
        frames={i: frame for frame in at.marks.events for i in frame.tokens},
    )


@dataclass(frozen=True, slots=True)
class Roles:
    """Names in the two roles of one act."""

    who: tuple[ActorName, ...] = ()
    target: tuple[ActorName, ...] = ()

    @property
    def all(self) -> tuple[ActorName, ...]:
        """Everyone, doers first."""
        return tuple(dict.fromkeys((*self.who, *self.target)))


def roles_of(trigger: Trigger, cast: Cast) -> Roles:
    """Names in the roles that the trigger's row asks for; those in both stay doers only."""
    if trigger.row.pos == "n":
        who, target = _noun_roles(trigger, cast)
    else:
        who, target = _verb_roles(trigger, cast)
    return Roles(who, tuple(name for name in target if name not in who))


def _verb_roles(trigger: Trigger, cast: Cast) -> tuple[tuple[ActorName, ...], tuple[ActorName, ...]]:
    verb, row = trigger.head, trigger.row
    if row.pos == "a":
        return _names(clause.grammatical_subjects(verb), cast), _by_specs(row.target, verb, cast)
    if "all" in row.who:
        others = [*_actor_objects(verb, cast), *clause.obliques(verb, _TOGETHER), *_between(verb)]
        everyone = dict.fromkeys((*_names(clause.agents(verb), cast), *_names(others, cast, words=False)))
        return tuple(everyone), _by_specs(row.target, verb, cast)
    who = _by_specs(row.who, verb, cast, several=True)
    if not who and "subj" in row.who and "between" not in row.who and not any(t.pos_ == "PRON" for t in clause.agents(verb)):
        who = next((names for t in clause.nearest_before(verb) if (names := cast.names(t))), ())
    return who, _by_specs(row.target, verb, cast)


def _actor_objects(verb: Token, cast: Cast) -> list[Token]:
    return [t for t in clause.objects(verb) if cast.names(t, words=False)]


def _between(verb: Token) -> list[Token]:
    return clause.obliques(verb, frozenset({"between", "among"}))


def _names(tokens: Iterable[Token], cast: Cast, *, words: bool = True) -> tuple[ActorName, ...]:
    return tuple(dict.fromkeys(name for token in tokens for name in cast.names(token, words=words)))


def _by_specs(specs: tuple[str, ...], verb: Token, cast: Cast, *, several: bool = False) -> tuple[ActorName, ...]:
    """Names at the first of the places that has any; at all of them with `several`."""
    out: list[ActorName] = []
    for spec in specs:
        out += [n for n in _names(_verb_place(spec, verb), cast, words=spec not in _OWNERS) if n not in out]
        if out and not several:
            break
    return tuple(out)


def _verb_place(spec: str, verb: Token) -> list[Token]:
    """Nominals at one place round a verb."""
    match spec:
        case "subj":
            return clause.agents(verb)
        case "obj":
            return clause.objects(verb)
        case "poss":
            return [p for o in clause.objects(verb) for p in clause.possessors(o)]
        case "adj" | "compound":
            return [p for o in clause.objects(verb) for p in clause.modifiers(o)]
        case "that-subject":
            return [s for c in clause.children(verb, "ccomp", "xcomp", "advcl") for s in (clause.agents(c) or clause.objects(c))]
        case "inf-object":
            inner = clause.children(verb, "xcomp", "ccomp", "advcl")
            return [o for c in inner for o in (*clause.objects(c), *clause.obliques(c, _TOWARDS))]
        case "between":
            subjects = clause.grammatical_subjects(verb)
            inside = [t for s in subjects for t in clause.noun_phrases_after(s, frozenset({spec}))]
            return clause.obliques(verb, frozenset({spec})) or inside
        case _:
            return clause.obliques(verb, frozenset({spec}))


def _noun_roles(trigger: Trigger, cast: Cast) -> tuple[tuple[ActorName, ...], tuple[ActorName, ...]]:
    noun, row = trigger.head, trigger.row
    predicated = _names(clause.predicate_subjects(noun), cast)
    if predicated and row.mode == "visit":
        return predicated, _by_noun_specs(row.target, noun, cast)
    together = bool({"between", "with"} & set(row.who))
    who: list[ActorName] = []
    for spec in row.who:
        who += [n for n in _names(_noun_place(spec, noun), cast, words=spec not in _OWNERS) if n not in who]
        if who and not together:
            break
    carried = _carriers(noun)
    if carried and (together or not who):
        who = list(dict.fromkeys((*_names(carried, cast), *who)))
    target = _by_noun_specs(row.target, noun, cast)
    if row.mode == "visit" and not target:
        target = _names(_noun_place("compound", noun), cast, words=False) if who else ()
    return tuple(who), target


def _by_noun_specs(specs: tuple[str, ...], noun: Token, cast: Cast) -> tuple[ActorName, ...]:
    """Names at the first of the places round a noun that has any."""
    return next((names for spec in specs if (names := _names(_noun_place(spec, noun), cast))), ())


def _noun_place(spec: str, noun: Token) -> list[Token]:
    match spec:
        case "poss":
            return clause.possessors(noun)
        case "adj" | "compound":
            return clause.modifiers(noun)
        case _:
            return clause.noun_phrases_after(noun, frozenset({spec}))


def _carriers(noun: Token) -> list[Token]:
    """Doers of the verb that carries an act noun: "paid a visit", "said after talks with"."""
    governed = clause.governing_verb(noun)
    if governed is None:
        return []
    verb, how = governed
    if how == "subject":
        return []
    if how == "object":
        return clause.agents(verb) if verb_lemma(verb) in cue_words("light") else []
    if how in ("after", "during", "in", "at", "following", "for", "on", "since", "before"):
        return list(clause.agents(verb))
    return []
