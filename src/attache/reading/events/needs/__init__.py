"""Conditions that rows of the trigger table set: `holds` tells whether a trigger meets all of its row's.

Each condition is a word of the column `needs`; the functions here say what it means. They look at grammar and at the
names found in the roles, never at the sentence's topic.
"""

from __future__ import annotations

from collections.abc import Callable

from attache.reading.events.needs import grammar, matter, parties, telling
from attache.reading.events.participants import Cast, Roles
from attache.reading.events.triggers import Trigger

__all__ = ["CONDITIONS", "holds"]

Condition = Callable[[Trigger, Roles, Cast], bool]


def holds(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """Are all conditions of the row met?"""
    return all(CONDITIONS[need](trigger, roles, cast) for need in trigger.row.needs)


CONDITIONS: dict[str, Condition] = {
    "never": grammar.never,
    "actor": parties.actor,
    "two": parties.two,
    "foreign": parties.foreign,
    "inf": grammar.inf,
    "no-inf": grammar.no_inf,
    "object-inf": grammar.object_inf,
    "intransitive": grammar.intransitive,
    "transitive": grammar.transitive,
    "person-object": parties.person_object,
    "person-subject": parties.person_subject,
    "foreign-place": parties.foreign_place,
    "foreign-object": parties.foreign_object,
    "lightverb": telling.lightverb,
    "lightverb-or-date": telling.lightverb_or_date,
    "dated": telling.dated,
    "agreement-of": telling.agreement_of,
    "call-for": grammar.call_for,
    "war": telling.war,
    "in-force": telling.in_force,
    "joint": telling.joint,
    "took-effect": telling.took_effect,
    "should": grammar.should,
    "people-subject": parties.people_subject,
    "must-clause": grammar.must_clause,
    "mechanism": matter.mechanism,
    "programme": matter.programme,
    "disapproving-clause": grammar.disapproving_clause,
    "commits": grammar.commits,
    "two-or-told": telling.two_or_told,
    "ship-subject": matter.subject_class("ship", "force"),
    "prisoner-subject": matter.subject_class("prisoner"),
    "ship-object": matter.object_class("ship"),
    "debt": matter.object_class("debt"),
    "force-subject": parties.force_subject,
    "state-subject": parties.state_subject,
    "thing-subject": matter.thing_subject,
    "people": matter.people,
    "human-subject": parties.human_subject,
    "actor-or-place": parties.actor_or_place,
    "violent": matter.violent,
    "shoots": matter.shoots,
    "unsaid": grammar.unsaid,
    "negated": grammar.negated,
    "modal": grammar.modal,
    "round-of-talks": telling.round_of_talks,
    "two-or-on": parties.two_or_on,
    "that-clause": grammar.that_clause,
    "protest-words": matter.protest_words,
    "person-words": parties.person_words,
    "prisoner-object": parties.prisoner_object,
    "territory-object": matter.territory_object,
    "force-words": matter.subject_class("force"),
    "force-or-shell": matter.subject_class("weapon"),
    "force-or-number": matter.object_class("force"),
    "diplomat-near": matter.object_class("diplomat"),
}
"""Every word that the column `needs` may hold; "never" rows are kept for the record and not read."""
