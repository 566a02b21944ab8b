"""Conditions on the form of the clause: infinitives, objects, negation, modals, that-clauses."""

from __future__ import annotations

from attache.language.tokens import Token
from attache.reading.events import clause
from attache.reading.events.cues import in_class
from attache.reading.events.participants import Cast, Roles
from attache.reading.events.status import is_negated
from attache.reading.events.triggers import Trigger


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


def inf(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return _to_infinitive(trigger) is not None


def no_inf(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return _to_infinitive(trigger) is None


def object_inf(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """ "wants Moscow to pay", "wanted people extradited"."""
    target = clause.objects(trigger.head) or clause.children(trigger.head, "xcomp", "ccomp")
    return (
        bool(target)
        and (inf(trigger, roles, cast) or any(c.tag_ == "VBN" for c in trigger.head.children))
        and bool(clause.objects(trigger.head))
    )


def intransitive(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return not clause.is_passive(trigger.head) and not clause.children(trigger.head, "obj")


def transitive(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return bool(clause.objects(trigger.head))


def negated(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return is_negated(trigger.head)


def modal(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(c.tag_ == "MD" for c in trigger.head.children)


def that_clause(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(c.dep_ == "ccomp" and any(m.lower_ == "that" for m in c.children) for c in trigger.head.children)


def commits(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """Agreeing to do, not agreeing that something is so: a that-clause has "will", "would", "should" or no tense."""
    for child in trigger.head.children:
        if child.dep_ == "ccomp" and any(m.dep_ in ("nsubj", "nsubj:pass") for m in child.children):
            return child.tag_ == "VB" or any(m.tag_ == "MD" for m in child.children)
    return True


def should(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(c.dep_ == "ccomp" and any(a.lower_ in ("should", "must") for a in c.children) for c in trigger.head.children)


def call_for(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    return any(clause.case_of(c) in ("for", "on") for c in trigger.head.children) and bool(roles.all)


def disapproving_clause(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """ "said that the pact was unfair": the predicate of what is said disapproves."""
    for child in trigger.head.children:
        if child.dep_ in ("ccomp", "parataxis"):
            words = (child, *(c for c in child.children if c.dep_ in ("conj", "xcomp", "amod")))
            if any(in_class(t, "disapproval") for t in words) and not is_negated(child):
                return True
    return False


def must_clause(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """ "said that Brussels must …": somebody else is told what to do."""
    for child in trigger.head.children:
        if child.dep_ in ("ccomp", "parataxis") and any(m.lower_ == "must" for m in child.children):
            return bool(set(roles.target) - set(roles.who))
    return False


def never(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """No act: rows that stop shorter ones ("press conference" is no conference)."""
    return False


def unsaid(trigger: Trigger, roles: Roles, cast: Cast) -> bool:
    """Nothing is said with the verb: "conceded the airfield", not "conceded that it was late" nor "…", he conceded."""
    head = trigger.head
    return head.dep_ != "parataxis" and not clause.children(head, "ccomp", "parataxis")
