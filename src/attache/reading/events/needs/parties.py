"""Conditions on who takes part: how many, of which country, persons or states."""

from __future__ import annotations

from attache.language.tokens import Token
from attache.reading.events import clause
from attache.reading.events.cues import in_class
from attache.reading.events.participants import Cast, Roles
from attache.reading.events.triggers import Trigger
from attache.records import ActorName

_ALL_KINDS = ("country", "organisation", "person")


def actor(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    if trigger.row.pos == "n":
        return bool(roles.all)
    return bool(roles.target) or ("all" in trigger.row.who and len(roles.who) > 1)


def two(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return len(roles.all) > 1


def foreign(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    own = {cast.country(name) for name in roles.who} - {None}
    other = {cast.country(name) for name in roles.target} - {None}
    return bool(other - own)


def _persons(tokens: list[Token], cast: Cast) -> bool:
    names = [name for token in tokens for name in cast.names(token)]
    return any(cast.kind(name) == "person" for name in names) or (
        any(in_class(token, "visitor") for token in tokens) and bool(names)
    )


def person_object(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    tokens = clause.objects(trigger.head) + clause.obliques(trigger.head, frozenset({"to", "on", "with"}))
    return _persons(tokens, cast)


def person_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return _persons(clause.agents(trigger.head), cast)


def foreign_place(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """Where they go is a country or a place, and not the traveller's own."""
    subject = clause.agents(trigger.head)
    if not any(cast.names(t) for t in subject):
        return False
    spots = [t for spec in trigger.row.target for t in clause.obliques(trigger.head, frozenset({spec}))]
    return _abroad(spots, roles, cast)


def foreign_object(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
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


def state_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    subject = clause.agents(trigger.head)
    return any(cast.kind(n) in _ALL_KINDS for t in subject for n in cast.names(t)) and not any(
        in_class(t, "people") for t in subject
    )


def human_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return bool(roles.who)


def actor_or_place(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return bool(roles.target) or any(t.ent_type_ == "LOC" or cast.is_place(t) for t in clause.objects(trigger.head))


def two_or_on(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return bool(roles.target) or len(roles.all) > 1


def person_words(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(in_class(t, "human") or in_class(t, "prisoner") for t in clause.objects(trigger.head)) or person_object(
        trigger, roles, cast
    )


def prisoner_object(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    tokens = clause.objects(trigger.head)
    return any(in_class(t, "prisoner") for t in tokens) or any(cast.kind(n) == "person" for t in tokens for n in cast.names(t))


def people_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """People rather than a state: protesters, workers, or a plural nationality ("ethnic Albanians")."""
    for token in clause.agents(trigger.head):
        for part in clause.with_conjuncts(token):
            forms = {m.form for m in cast.direct(part)}
            if in_class(part, "people") or (part.tag_ in ("NNS", "NNPS") and forms == {"demonym"}):
                return True
    return False


def force_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    subject = clause.agents(trigger.head)
    return any(in_class(t, "force") for t in subject) or any(
        cast.kind(n) in ("country", "organisation") for t in subject for n in cast.names(t)
    )
