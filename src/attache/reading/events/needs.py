"""Conditions that rows of the trigger table set: `holds` tells whether a trigger meets all of its row's.

Each condition is a word of the column `needs`; the functions here say what it means. They look at grammar and at the
names found in the roles, never at the sentence's topic.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from attache.reading.events import clause
from attache.reading.events.cues import cue_words, in_class
from attache.reading.events.forms import verb_lemma
from attache.reading.events.participants import Cast, Roles
from attache.reading.events.status import is_negated
from attache.reading.events.triggers import Trigger
from attache.records import ActorName

Condition = Callable[[Trigger, Roles, Cast], bool]

_ACT_PLACES = ("in", "on", "at")
_TALK_WORDS = frozenset({"talk", "talks", "negotiation", "negotiations", "consultations", "dialogue", "meetings", "discussions"})


def holds(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """Are all conditions of the row met?"""
    return all(CONDITIONS[need](trigger, roles, cast) for need in trigger.row.needs)


def _actor(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    if trigger.row.pos == "n":
        return bool(roles.all)
    return bool(roles.target) or ("all" in trigger.row.who and len(roles.who) > 1)


def _two(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return len(roles.all) > 1


def _foreign(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    own = {cast.country(name) for name in roles.who} - {None}
    other = {cast.country(name) for name in roles.target} - {None}
    return bool(other - own)


def _to_infinitive(trigger: Trigger) -> Token | None:
    for child in trigger.head.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl") and any(c.lower_ == "to" for c in child.children):
            return child
    for token in trigger.head.doc[trigger.head.i + 1 : trigger.head.sent.end]:
        if token.lower_ == "to" and token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "VB":
            return token.nbor(1)
        if token.text in (",", ";", ":"):
            break
    return None


def _inf(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return _to_infinitive(trigger) is not None


def _no_inf(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return _to_infinitive(trigger) is None


def _object_inf(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """ "wants Moscow to pay", "wanted people extradited"."""
    target = clause.objects(trigger.head) or clause.children(trigger.head, "xcomp", "ccomp")
    return (
        bool(target)
        and (_inf(trigger, roles, cast) or any(c.tag_ == "VBN" for c in trigger.head.children))
        and bool(clause.objects(trigger.head))
    )


def _intransitive(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return not clause.is_passive(trigger.head) and not clause.children(trigger.head, "obj")


def _transitive(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return bool(clause.objects(trigger.head))


def _persons(tokens: list[Token], cast: Cast) -> bool:
    names = [name for token in tokens for name in cast.names(token)]
    return any(cast.kind(name) == "person" for name in names) or (
        any(in_class(token, "visitor") for token in tokens) and bool(names)
    )


def _person_object(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    tokens = clause.objects(trigger.head) + clause.obliques(trigger.head, frozenset({"to", "on", "with"}))
    return _persons(tokens, cast)


def _person_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return _persons(clause.agents(trigger.head), cast)


def _foreign_place(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """Where they go is a country or a place, and not the traveller's own."""
    subject = clause.agents(trigger.head)
    if not any(cast.names(t) for t in subject):
        return False
    spots = [t for spec in trigger.row.target for t in clause.obliques(trigger.head, frozenset({spec}))]
    return _abroad(spots, roles, cast)


def _foreign_object(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return _abroad(clause.objects(trigger.head), roles, cast)


def _abroad(spots: list[Token], roles: Roles, cast: Cast) -> bool:
    own = {cast.country(name) for name in roles.who}
    for token in spots:
        for part in clause.with_conjuncts(token):
            names = [ActorName(m.name) for m in cast.direct(part)]
            if any(
                cast.kind(name) in ("country", "organisation", "person")
                and (cast.country(name) is None or cast.country(name) not in own)
                for name in names
            ):
                return True
            if not names and (part.ent_type_ in ("LOC", "ORG", "GPE") or cast.is_place(part)):
                return True
    return False


def _lightverb(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    governed = clause.governing_verb(trigger.head)
    if governed is None:
        return False
    verb, how = governed
    if how in ("object", "subject"):
        return verb_lemma(verb) in cue_words("light") or verb_lemma(verb) in (
            "plan",
            "schedule",
            "postpone",
            "cancel",
            "delay",
        )
    return how in _ACT_PLACES and bool(roles.all)


def _dated(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """ "an agreement of 1979", "the 1994 treaty": its own date beside it, and parties."""
    head = trigger.head
    near = {t.i for t in head.subtree if abs(t.i - head.i) <= 12}
    if any(clause.is_verb(c) and c.dep_ == "acl" for c in head.children):
        return False
    for time in cast.at.times:
        span = cast.at.doc.char_span(time.start, time.end, alignment_mode="expand")
        if (
            span is not None
            and time.span
            and time.type == "DATE"
            and span.root.i in near
            and span.start - head.i < 8
            and head.i - span.end < 4
        ):
            return True
    return False


def _lightverb_or_date(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return _lightverb(trigger, roles, cast) or _dated(trigger, roles, cast)


def _agreement_of(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """ "the signing of an agreement", "the agreement's signature"."""
    near = list(trigger.head.subtree) + clause.modifiers(trigger.head)
    governed = clause.governing_verb(trigger.head)
    return any(in_class(t, "agreement") or in_class(t, "statement") for t in near if t.i != trigger.head.i) or (
        governed is not None and verb_lemma(governed[0]) in ("take", "follow", "attend", "witness")
    )


def _call_for(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(clause.case_of(c) in ("for", "on") for c in trigger.head.children) and bool(roles.all)


def _war(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return bool(roles.target) and not any(t.lower_ in ("world", "cold", "trade", "civil") for t in trigger.head.children)


def _in_force(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    head = trigger.tokens[0]
    return not (head.i > 0 and head.nbor(-1).lemma_.lower() in ("enter", "come", "put", "bring"))


def _joint(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """A statement of several: "joint" beside it, or more than one who issues it."""
    near = [c.lower_ for t in trigger.tokens for c in t.children]
    return "joint" in near or "common" in near or len(roles.who) > 1


def _took_effect(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    governed = clause.governing_verb(trigger.head)
    return (
        governed is not None
        and governed[1] in ("subject", "object")
        and verb_lemma(governed[0]) in ("take", "enter", "hold", "declare", "begin", "come", "go", "observe", "last")
    )


def _should(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(c.dep_ == "ccomp" and any(a.lower_ in ("should", "must") for a in c.children) for c in trigger.head.children)


def _subject_class(*classes: str) -> Condition:
    def condition(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
        return any(in_class(t, name) for t in clause.agents(trigger.head) for name in classes)

    return condition


def _object_class(name: str) -> Condition:
    def condition(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
        return any(in_class(t, name) for t in clause.objects(trigger.head))

    return condition


def _force_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    subject = clause.agents(trigger.head)
    return any(in_class(t, "force") for t in subject) or any(
        cast.kind(n) in ("country", "organisation") for t in subject for n in cast.names(t)
    )


def _state_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    subject = clause.agents(trigger.head)
    return any(cast.kind(n) in _ALL_KINDS for t in subject for n in cast.names(t)) and not any(
        in_class(t, "people") for t in subject
    )


_ALL_KINDS = ("country", "organisation", "person")


def _thing_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    subject = clause.agents(trigger.head) + (clause.objects(trigger.head) if clause.is_passive(trigger.head) else [])
    return (
        any(in_class(t, name) for t in subject for name in ("agreement", "truce", "sanction", "resolution"))
        or any(t.tag_ == "PRP" for t in subject)
        or any(cast.is_thing(t) for t in subject)
    )


def _people(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    near = list(trigger.head.subtree)
    return any(in_class(t, "people") for t in near) or any(
        c.lower_ in ("mass", "street", "violent", "nationwide", "general", "peaceful") for c in trigger.head.children
    )


def _human_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return bool(roles.who)


def _actor_or_place(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return bool(roles.target) or any(t.ent_type_ == "LOC" or cast.is_place(t) for t in clause.objects(trigger.head))


def _negated(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return is_negated(trigger.head)


def _modal(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(c.tag_ == "MD" for c in trigger.head.children)


def _round_of_talks(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(t.lower_ in _TALK_WORDS for t in trigger.head.subtree)


def _two_or_on(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return bool(roles.target) or len(roles.all) > 1


def _that_clause(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(c.dep_ == "ccomp" and any(m.lower_ == "that" for m in c.children) for c in trigger.head.children)


def _commits(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """Agreeing to do, not agreeing that something is so: a that-clause has "will", "would", "should" or no tense."""
    for child in trigger.head.children:
        if child.dep_ == "ccomp" and any(m.dep_ in ("nsubj", "nsubj:pass") for m in child.children):
            return child.tag_ == "VB" or any(m.tag_ == "MD" for m in child.children)
    return True


def _two_or_told(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """Two who meet, or a verb that says the meeting was held, or its own date beside it."""
    heading = trigger.head.dep_ == "ROOT" and bool(roles.all)
    return heading or len(roles.all) > 1 or _lightverb(trigger, roles, cast) or _dated(trigger, roles, cast)


def _mechanism(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """A forum, committee or dialogue that meets or is held."""
    verb = trigger.head
    tokens = clause.objects(verb) if clause.is_passive(verb) else clause.grammatical_subjects(verb)
    return any(cast.thing_kind(t) == "mechanism" for t in tokens)


def _programme(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    verb = trigger.head
    tokens = clause.objects(verb) + clause.grammatical_subjects(verb)
    return any(cast.thing_kind(t) == "programme" for t in tokens)


def _disapproving_clause(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """ "said that the pact was unfair": the predicate of what is said disapproves."""
    for child in trigger.head.children:
        if child.dep_ in ("ccomp", "parataxis"):
            words = (child, *(c for c in child.children if c.dep_ in ("conj", "xcomp", "amod")))
            if any(in_class(t, "disapproval") for t in words) and not is_negated(child):
                return True
    return False


def _must_clause(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """ "said that Brussels must …": somebody else is told what to do."""
    for child in trigger.head.children:
        if child.dep_ in ("ccomp", "parataxis") and any(m.lower_ == "must" for m in child.children):
            return bool(set(roles.target) - set(roles.who))
    return False


def _people_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """People rather than a state: protesters, workers, or a plural nationality ("ethnic Albanians")."""
    for token in clause.agents(trigger.head):
        for part in clause.with_conjuncts(token):
            forms = {m.form for m in cast.direct(part)}
            if in_class(part, "people") or (part.tag_ in ("NNS", "NNPS") and forms == {"demonym"}):
                return True
    return False


def _protest_words(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(t.lower_ in _PROTEST_WORDS for t in trigger.head.sent)


_PROTEST_WORDS = frozenset(
    {
        "protest",
        "protests",
        "protesting",
        "demand",
        "demanding",
        "against",
        "denounce",
        "denouncing",
        "angry",
        "chanting",
        "slogans",
        "rally",
    }
)


def _person_words(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(in_class(t, "human") or in_class(t, "prisoner") for t in clause.objects(trigger.head)) or _person_object(
        trigger, roles, cast
    )


def _prisoner_object(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    tokens = clause.objects(trigger.head)
    return any(in_class(t, "prisoner") for t in tokens) or any(cast.kind(n) == "person" for t in tokens for n in cast.names(t))


def _territory_object(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(in_class(t, "territory") or cast.is_place(t) for t in clause.objects(trigger.head))


def _never(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """No act: rows that stop shorter ones ("press conference" is no conference)."""
    return False


CONDITIONS: dict[str, Condition] = {
    "never": _never,
    "actor": _actor,
    "two": _two,
    "foreign": _foreign,
    "inf": _inf,
    "no-inf": _no_inf,
    "object-inf": _object_inf,
    "intransitive": _intransitive,
    "transitive": _transitive,
    "person-object": _person_object,
    "person-subject": _person_subject,
    "foreign-place": _foreign_place,
    "foreign-object": _foreign_object,
    "lightverb": _lightverb,
    "lightverb-or-date": _lightverb_or_date,
    "dated": _dated,
    "agreement-of": _agreement_of,
    "call-for": _call_for,
    "war": _war,
    "in-force": _in_force,
    "joint": _joint,
    "took-effect": _took_effect,
    "should": _should,
    "people-subject": _people_subject,
    "must-clause": _must_clause,
    "mechanism": _mechanism,
    "programme": _programme,
    "disapproving-clause": _disapproving_clause,
    "commits": _commits,
    "two-or-told": _two_or_told,
    "ship-subject": _subject_class("ship", "force"),
    "prisoner-subject": _subject_class("prisoner"),
    "ship-object": _object_class("ship"),
    "debt": _object_class("debt"),
    "force-subject": _force_subject,
    "state-subject": _state_subject,
    "thing-subject": _thing_subject,
    "people": _people,
    "human-subject": _human_subject,
    "actor-or-place": _actor_or_place,
    "negated": _negated,
    "modal": _modal,
    "round-of-talks": _round_of_talks,
    "two-or-on": _two_or_on,
    "that-clause": _that_clause,
    "protest-words": _protest_words,
    "person-words": _person_words,
    "prisoner-object": _prisoner_object,
    "territory-object": _territory_object,
    "force-words": _subject_class("force"),
    "force-or-shell": _subject_class("weapon"),
    "force-or-number": _object_class("force"),
    "diplomat-near": _object_class("diplomat"),
}
"""Every word that the column `needs` may hold; "never" rows are kept for the record and not read."""
