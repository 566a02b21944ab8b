"""Which candidates are events: the best row of each trigger word, and those told by another word left out."""

from __future__ import annotations

from attache.language.tokens import Token
from attache.reading.analysis import Analysis
from attache.reading.events import clause
from attache.reading.events.building import Draft
from attache.reading.events.frames import LIKELY, filled, frame_of, support, told_alone
from attache.reading.events.needs import holds
from attache.reading.events.participants import Cast, roles_of
from attache.reading.events.presence import present
from attache.reading.events.triggers import Trigger, candidates

Given = tuple[Draft, str]

_ALONE = {"THREATEN": "inside-threat", "REQUEST": "inside-request"}
"""A threat or demand is entered alone, without the act threatened or demanded (guide, rule 6)."""
_OWN_ACTS = frozenset({"propose", "suggest", "seek", "apply"})
"""Requests whose complement is the speaker's own act: it is entered too, as proposed."""
_VERBAL = frozenset({"REQUEST", "THREATEN", "ACCUSE", "REJECT"})
_MATERIAL = frozenset({"AID", "COOPERATE", "CONSULT", "SUPPORT", "RETREAT", "CONCEDE"})
_BARE_PROMISES = frozenset(
    {
        "agree",
        "promise",
        "pledge",
        "offer",
        "undertake",
        "vow",
        "be ready to",
        "be willing to",
        "be prepared to",
        "commit to",
        "stand ready",
    }
)


def choose(at: Analysis, cast: Cast) -> tuple[list[Draft], list[Given]]:
    """Drafts of events in text order, and the drafts given up with their reasons."""
    drafts: list[Draft] = []
    given_up: list[Given] = []
    found = candidates(at.doc)
    barred = {t.i for fits in found if len(fits[0].tokens) > 1 and "never" in fits[0].row.needs for t in fits[0].tokens}
    for fits in found:
        head = fits[0].head
        if head.i in barred or at.is_time(head.idx):
            continue
        draft = _first_that_holds(fits, cast)
        draft = draft or _first_borne_out(fits, cast)
        if draft is None:
            given_up.append((Draft(fits[0], roles_of(fits[0], cast)), "condition"))
        else:
            drafts.append(draft)
    covered = {t.i for draft in drafts for t in draft.trigger.tokens} | barred
    drafts += [Draft(trigger, roles) for trigger, roles in (*told_alone(cast, covered), *present(cast))]
    beside: dict[int, list[Draft]] = {}
    for draft in drafts:
        beside.setdefault(draft.trigger.head.sent.start, []).append(draft)
    out: list[Draft] = []
    for draft in drafts:
        reason = _reason_against(draft, beside[draft.trigger.head.sent.start], cast)
        if reason:
            given_up.append((draft, reason))
        else:
            out.append(draft)
    return out, given_up


def _first_that_holds(fits: list[Trigger], cast: Cast) -> Draft | None:
    for trigger in fits:
        if "never" in trigger.row.needs:
            return None
        roles = roles_of(trigger, cast)
        if holds(trigger, roles, cast):
            return Draft(trigger, filled(cast, trigger, roles))
    return None


def _first_borne_out(fits: list[Trigger], cast: Cast) -> Draft | None:
    """The best row of which conditions fail but whose type the encoder bears out."""
    for trigger in fits:
        if "never" in trigger.row.needs:
            return None
        if support(frame_of(cast, trigger), trigger.row.type) >= LIKELY:
            return Draft(trigger, filled(cast, trigger, roles_of(trigger, cast)))
    return None


def _reason_against(draft: Draft, beside: list[Draft], cast: Cast) -> str | None:
    """Why a draft is no event of its own, from those of its sentence; None where it is."""
    head = draft.trigger.head
    for other in beside:
        if other is draft:
            continue
        if head in other.trigger.tokens and (
            len(other.trigger.tokens) > len(draft.trigger.tokens)
            or (draft.trigger.row.pos == "n" and other.trigger.row.pos != "n")
        ):
            return "carried"
        if _carried_by(draft, other):
            return "carried"
        if _is_promise_of(draft.trigger, other.trigger):
            return "carried"
        if draft.trigger.row.type in _VERBAL and other.trigger.row.type == "AGREE" and _hangs_on(head, other.trigger.head):
            return "inside-promise"
        if other.trigger.row.mode == "refuse" and draft.trigger.row.pos == "v" and _hangs_on(head, other.trigger.head):
            return "inside-refusal"
        alone = _ALONE.get(other.trigger.row.type)
        if alone and other.trigger.row.words[0] not in _OWN_ACTS and _hangs_on(head, other.trigger.head):
            return alone
    if draft.trigger.row.pos == "n" and not draft.roles.all and not _is_told(draft):
        borne_out = support(frame_of(cast, draft.trigger), draft.trigger.row.type) >= LIKELY
        return None if borne_out else "background-noun"
    return None


def _carried_by(draft: Draft, other: Draft) -> bool:
    """A noun of the same type right under a verb that tells the act: "attended the summit", "met for talks"."""
    if draft.trigger.row.pos != "n" or other.trigger.row.pos == "n":
        return False
    mine, theirs = draft.trigger.row, other.trigger.row
    governed = clause.governing_verb(draft.trigger.head)
    if governed is None or governed[0].i != other.trigger.head.i:
        return False
    if mine.type == theirs.type:
        return governed[1] in ("object", "subject", "in", "for", "at", "on") and {mine.mode, theirs.mode} != {"visit", "meeting"}
    return False


def _is_promise_of(promise: Trigger, act: Trigger) -> bool:
    """ "agreed to lend": the act itself is entered, as planned (guide, rule 1), not the agreeing."""
    if promise.row.type != "AGREE" or " ".join(promise.row.words) not in _BARE_PROMISES or act.row.pos != "v":
        return False
    head = act.head
    if act.row.type == "AGREE" and head.i < promise.head.i and _hangs_on(promise.head, head):
        return True
    return act.row.type in _MATERIAL and head.head.i == promise.head.i and any(c.lower_ == "to" for c in head.children)


def _hangs_on(head: Token, over: Token) -> bool:
    """Is `head` inside the complement of `over`: its infinitive, that-clause, or object?"""
    token = head
    while token.head.i != token.i:
        if token.head.i == over.i:
            return token.dep_ in ("xcomp", "ccomp", "obj") or (
                token.dep_ in ("advcl", "acl") and any(c.lower_ == "to" for c in token.children)
            )
        if token.dep_ in ("acl", "advcl", "parataxis") and not any(c.lower_ in ("to", "that") for c in token.children):
            return False
        token = token.head
    return False


def _is_told(draft: Draft) -> bool:
    """A noun that a verb carries: "talks were held", "the visit was postponed"."""
    governed = clause.governing_verb(draft.trigger.head)
    return (
        governed is not None
        and governed[1] in ("object", "subject")
        and draft.trigger.row.type in ("CONSULT", "SUPPORT", "COOPERATE")
    )
