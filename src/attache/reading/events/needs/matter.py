"""Conditions on what the act is done to or by: classes of words and kinds of named things."""

from __future__ import annotations

from collections.abc import Callable

from attache.reading.events import clause
from attache.reading.events.cues import in_class
from attache.reading.events.participants import Cast, Roles
from attache.reading.events.triggers import Trigger

Condition = Callable[[Trigger, Roles, Cast], bool]


def subject_class(*classes: str) -> Condition:
    def condition(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
        return any(in_class(t, name) for t in clause.agents(trigger.head) for name in classes)

    return condition


def object_class(name: str) -> Condition:
    def condition(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
        return any(in_class(t, name) for t in clause.objects(trigger.head))

    return condition


def thing_subject(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    subject = clause.agents(trigger.head) + (clause.objects(trigger.head) if clause.is_passive(trigger.head) else [])
    return (
        any(in_class(t, name) for t in subject for name in ("agreement", "truce", "sanction", "resolution"))
        or any(t.tag_ == "PRP" for t in subject)
        or any(cast.is_thing(t) for t in subject)
    )


def people(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    near = list(trigger.head.subtree)
    return any(in_class(t, "people") for t in near) or any(
        c.lower_ in ("mass", "street", "violent", "nationwide", "general", "peaceful") for c in trigger.head.children
    )


def mechanism(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """A forum, committee or dialogue that meets or is held."""
    verb = trigger.head
    tokens = clause.objects(verb) if clause.is_passive(verb) else clause.grammatical_subjects(verb)
    return any(cast.thing_kind(t) == "mechanism" for t in tokens)


def programme(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    verb = trigger.head
    tokens = clause.objects(verb) + clause.grammatical_subjects(verb)
    return any(cast.thing_kind(t) == "programme" for t in tokens)


def protest_words(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
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


def territory_object(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(in_class(t, "territory") or cast.is_place(t) for t in clause.objects(trigger.head))


def violent(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """An attack with force: on an actor or a place, by forces, or with nothing told of the attacker ("the camp was attacked")."""
    doers, victims = clause.agents(trigger.head), clause.objects(trigger.head)
    if any(in_class(t, "force") for t in doers) or (clause.is_passive(trigger.head) and victims):
        return True
    return bool(roles.target) or any(t.ent_type_ == "LOC" or cast.is_place(t) for t in victims)


def shoots(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """Firing shots rather than staff: without an object, or with weapons."""
    shot = clause.objects(trigger.head)
    return not shot or any(in_class(t, "weapon") for t in shot)
