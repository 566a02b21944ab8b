"""Events that keep promises without a figure: the visit that was to come and was paid, the treaty that was signed.

A promise is tied to what is planned in its own words; an event keeps it where it is of the same family, shares an actor
with the plan, and shares a thing with it or its place. A programme named in a promise ("a Year of Russia in Vietnam") is
kept by what opens or holds it; a paper that is to be drawn up or signed, by the signing of one so described; a project
proposed, by an agreement on it. The rules are strict: a wrong match calls a broken promise kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from attache.knowledge import rows
from attache.ledger.names import folded, title_key
from attache.ledger.promises import Promise
from attache.ledger.tellings import MAKING_GOOD, family, family_of, is_visit
from attache.ledger.told import Actors, Told, closed, earliest, latest, overlap
from attache.ledger.verdicts.case import OFFERS, Case, Verdict
from attache.ledger.verdicts.keys import FOUNDED, WORKS, countries_of
from attache.ledger.wording import (
    bare_stems,
    deeds_in,
    described,
    kind_words,
    naming,
    paper_words,
    same_name,
    same_works,
    stems,
    words_of,
)
from attache.ledger.words import span
from attache.records import Dates, Event

HELD = ("happened", "ongoing")
TO_COME = ("planned", "proposed")
RATIFIED = "SUPPORT/ratify"
HOLDING = ("ceremony", "exhibition", "festival", "launch", "open", "programme", "project-start")
"""Modes of COOPERATE that open or hold what is named."""
SAYING = 3
"""Days between an act and a report of it as still to come."""
LONG = 3 * 365
"""Days within which a paper described, or an agreement on what was proposed, still answers the promise."""
TELLING_WORDS = 3
"""Words a name must have, all of them in the promise's words, to be the thing that is promised."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An event that keeps a promise, or one part of it."""

    told: Told[Event]
    part: str
    """The family of events it answers: a promise to visit and to sign has two."""
    due: Dates
    late: bool


def by_deeds(case: Case) -> Verdict | None:
    """The event that was promised took place; where several were, each of them did."""
    if case.promise.value is not None:
        return None
    deeds = (
        _deeds(case)
        or _visits_returned(case)
        or _holdings(case)
        or _by_doers(case)
        or _works(case)
        or _papers(case)
        or _founded(case)
        or _agreed(case)
    )
    parts = sorted({d.part for d in deeds})
    chosen = [next(d for d in deeds if d.part == part) for part in parts]
    if not chosen:
        return None
    told = "; ".join(deed_line(d.told) for d in chosen)
    proof = tuple(d.told.id for d in chosen)
    if any(d.late for d in chosen):
        words = f"Due {span(case.promise.due)}; done later: {told}."
        return Verdict(case.promise.id, "kept late", "event-after-the-due-time", words, proof)
    return Verdict(case.promise.id, "kept", "event-as-promised", f"It took place: {told}.", proof)


def deed_line(told: Told[Event]) -> str:
    """ "11 May 2025, “the plant was opened”"."""
    words = " ".join(told.record.evidence[0].text.split())
    return f"{span(told.record.when)}, “{words}”"


def held(case: Case) -> list[Told[Event]]:
    """Events that took place on a known day, the earliest first; none from before a report that still told the promise as
    to come."""
    standing = still_told(case)
    took_place = (e for e in case.events if e.record.status in HELD and e.record.when is not None)
    since = (e for e in took_place if not standing or _ordinal(latest(e.record.when)) >= _ordinal(standing) - SAYING)
    after = (e for e in since if e.report not in {t.report for t in case.promise.told} or earliest(e.record.when) > standing)
    return sorted(after, key=lambda t: (latest(t.record.when), t.day, t.id))


def still_told(case: Case) -> str:
    """The last day on which a report told the promise as to come: by its due day, and not with its outcome."""
    due = latest(case.promise.due) or "9999"
    return max((t.day for t in case.promise.told if t.record.outcome is None and t.day <= due), default="")


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _deeds(case: Case) -> tuple[Deed, ...]:
    """Events that were planned in the promise's words, or for its very days by the same report."""
    promise = case.promise
    plans = [p for p in case.plans if p.record.status in TO_COME]
    parts = sorted({family(plan.record) for plan in plans})
    found: dict[tuple[str, str], Deed] = {}
    for plan in plans:
        due = closed(promise.due or plan.record.when) or (promise.first, promise.first)
        if not due[0] or (plan.record.when and not overlap(closed(plan.record.when), due)):
            continue
        for told in held(case):
            if not _same_deed(told, plan) or _other_paper(told, promise):
                continue
            # What had no day of its own cannot be late.
            late = promise.due is not None and earliest(told.record.when) > latest(due)
            among = shares_thing(told, plan) and bool(set(promise.parties) & set(countries_of(told, case.actors)))
            answers = among or _answers(told, plan, case.actors, after=_days_after(told, due))
            if answers and _in_time(told, promise, due) and _all_ratified(told, case):
                found.setdefault((family(plan.record), told.id), Deed(told, family(plan.record), due, late))
    if {part for part, _ in found} != set(parts):
        return ()
    return tuple(sorted(found.values(), key=lambda d: (latest(d.told.record.when), d.told.day, d.told.id, d.part)))


def _all_ratified(told: Told[Event], case: Case) -> bool:
    """Whether a ratification is the last of those promised: all who promise have ratified, or it has entered into force."""
    if family(told.record) != RATIFIED:
        return True
    same = [e for e in held(case) if shares_thing(e, told)]
    countries = {c for e in same if family(e.record) == RATIFIED for c in countries_of(e, case.actors)}
    makers = {c for t in case.promise.told for c in case.actors.countries(t.ids(t.record.by))}
    return makers <= countries or any(family(e.record) == "SUPPORT/entry-into-force" for e in same)


def _same_deed(told: Told[Event], plan: Told[Event]) -> bool:
    """The same family; talks are promised for the sake of what is signed at their end, not of one more round."""
    if plan.record.mode == "negotiate":
        return family(told.record) == "SUPPORT/sign" or told.record.mode == "conclude-talks"
    return family(told.record) == family(plan.record)


def _other_paper(told: Told[Event], promise: Promise) -> bool:
    """Whether a contract was promised and a memorandum signed: both name a kind of paper, and no kind in common."""
    promised = {w for t in promise.told for w in words_of(t.record.content.text)} & paper_words()
    signed = {w for e in told.record.evidence for w in words_of(e.text)} & paper_words()
    return family(told.record) == "SUPPORT/sign" and bool(promised and signed) and promised.isdisjoint(signed)


def _visits_returned(case: Case) -> tuple[Deed, ...]:
    """Visits by those who accepted an invitation, to one of the other parties, within the time for making good."""
    promise, found = case.promise, []
    for plan in (p for p in case.plans if p.record.mode in OFFERS):
        guests = {i for i in plan.ids(plan.record.who) if _is_person(i, case.actors)}
        for told in (t for t in held(case) if is_visit(t.record) and t.day > promise.first):
            visitors = guests & set(told.ids(told.record.who))
            hosts = {told.record.where, *case.actors.countries(told.ids(told.record.target))} & set(promise.parties)
            abroad = any(hosts - {case.actors.country(v)} for v in visitors)
            when = earliest(told.record.when)
            if abroad and promise.first < when and _days_after(told, (promise.first, promise.first)) <= 2 * MAKING_GOOD:
                found.append(Deed(told, "visit", (promise.first, when), late=False))
    return tuple(found)


def _by_doers(case: Case) -> tuple[Deed, ...]:
    """Deeds that the promise names in words, by a person or body that makes it: a visit to another party, or what is told
    at the same place or of the same thing."""
    promise, found = case.promise, []
    texts = [t.record.content.text for t in promise.told]
    families, words = {f for text in texts for f in deeds_in(text)}, {w for text in texts for w in words_of(text)}
    makers = {i for t in promise.told for i in t.ids(t.record.by) if is_maker(i, case.actors)}
    due = closed(promise.due) or (promise.first, promise.first)
    for told in (t for t in held(case) if family(t.record) in families and t.day > promise.first):
        doers = makers & set(told.ids(told.record.who))
        if not doers or earliest(told.record.when) <= promise.first or not _in_time(told, promise, due):
            continue
        after = _days_after(told, due)
        if is_visit(told.record):
            hosts = {told.record.where, *case.actors.countries(told.ids(told.record.target))} & set(promise.parties)
            same = any(hosts - {case.actors.country(d)} for d in doers) and after <= 2 * MAKING_GOOD
        else:
            named = [naming(n) for n in (*told.record.about, told.record.where or "")]
            same = any(n.proper and n.proper <= words for n in named) and not _other_paper(told, promise)
        if same:
            late = promise.due is not None and earliest(told.record.when) > latest(due)
            found.append(Deed(told, "done", due, late))
    return tuple(found)


def _works(case: Case) -> tuple[Deed, ...]:
    """Works that were to open or start, told by the names of their places: two in common, or one and the kind of works."""
    promise, found = case.promise, []
    due = closed(promise.due)
    if due is None:
        return ()
    texts = [t.record.content.text for t in promise.told]
    families = {f for text in texts for f in deeds_in(text) if f in WORKS}
    for told in (t for t in held(case) if family(t.record) in families):
        parties = set(promise.parties) & set(countries_of(told, case.actors))
        in_time = _in_time(told, promise, due) and _days_after(told, due) <= LONG and told.day > promise.first
        sentence = told.record.evidence[0].text
        if parties and in_time and any(same_works(text, sentence) for text in texts):
            late = earliest(told.record.when) > latest(due)
            found.append(Deed(told, "works", due, late))
    return tuple(found)


def is_maker(actor: str, actors: Actors) -> bool:
    """Whether an actor is a person or body, no country."""
    entry = actors.by_id.get(actor)
    return entry is not None and entry.kind != "country" and entry.named


def _papers(case: Case) -> tuple[Deed, ...]:
    """Signings, by all parties, of a paper that the promise describes and that is to be drawn up or signed."""
    promise = case.promise
    texts = [t.record.content.text for t in promise.told]
    papers = {paper for text in texts if not drafting_words().isdisjoint(folded(text).split()) for paper in described(text)}
    due = closed(promise.due) or (promise.first, promise.first)
    found = []
    for told in (t for t in held(case) if family(t.record) == "SUPPORT/sign"):
        named = any(_holds(stems(name), paper) for name in told.record.about for paper in papers)
        both = set(promise.parties) <= set(countries_of(told, case.actors))
        in_time = promise.first < earliest(told.record.when) and _days_after(told, due) <= LONG
        if named and both and in_time and told.day > promise.first:
            found.append(Deed(told, "paper", due, promise.due is not None and earliest(told.record.when) > latest(due)))
    return tuple(found)


def _founded(case: Case) -> tuple[Deed, ...]:
    """Bodies, funds or sites so described that were established or opened by the parties."""
    promise, due = case.promise, closed(case.promise.due) or (case.promise.first, case.promise.first)
    texts = [
        t.record.content.text for t in promise.told if not founding_words().isdisjoint(folded(t.record.content.text).split())
    ]
    things = {thing for text in texts for thing in described(text, kind_words() - paper_words())}
    found = []
    for told in (t for t in held(case) if family(t.record) in (*WORKS, FOUNDED) and t.day > promise.first):
        names = [*told.record.about, *(e.text for e in told.record.evidence)]
        both = set(promise.parties) <= set(countries_of(told, case.actors))
        in_time = _in_time(told, promise, due) and _days_after(told, due) <= LONG
        if both and in_time and any(_holds(bare_stems(name), thing) for name in names for thing in things):
            late = promise.due is not None and earliest(told.record.when) > latest(due)
            found.append(Deed(told, "founded", due, late))
    return tuple(found)


@cache
def founding_words() -> frozenset[str]:
    """Words that say something is to be founded."""
    return frozenset(row["word"] for row in rows("founding_words"))


def _agreed(case: Case) -> tuple[Deed, ...]:
    """Agreements between the parties on a project that was no more than proposed."""
    promise = case.promise
    proposed = [p for p in case.plans if p.record.status == "proposed" and family(p.record) == "COOPERATE/project-start"]
    names = [naming(name) for p in proposed for name in p.record.about]
    found = []
    for told in (t for t in held(case) if family(t.record) == "SUPPORT/sign" and promise.kind == "intention"):
        about = [words_of(name) for name in told.record.about]
        both = set(promise.parties) <= set(countries_of(told, case.actors))
        after = _days_after(told, (promise.first, promise.first))
        if both and 0 < after <= LONG and any(name.stands_in(words) for name in names for words in about):
            found.append(Deed(told, "agreed", (promise.first, promise.first), late=False))
    return tuple(found)


def _holds(words: tuple[str, ...], run: tuple[str, ...]) -> bool:
    return any(words[i : i + len(run)] == run for i in range(len(words) - len(run) + 1))


@cache
def drafting_words() -> frozenset[str]:
    """Words that say a paper is to be written or agreed."""
    return frozenset(row["word"] for row in rows("drafting_words"))


def _holdings(case: Case) -> tuple[Deed, ...]:
    """Events within the due time that hold or open a thing which the promise names."""
    promise = case.promise
    due = closed(promise.due)
    if due is None:
        return ()
    words = [set(title_key(told.record.content.text).split()) for told in promise.told]
    found = {}
    families = {f"COOPERATE/{family_of(mode)}" for mode in HOLDING}
    for told in (t for t in held(case) if family(t.record) in families):
        names = [set(title_key(name).split()) for name in told.record.about]
        named = any(len(name) >= TELLING_WORDS and name <= said for name in names for said in words)
        shared = set(promise.parties) & set(countries_of(told, case.actors))
        if named and shared and told.day >= promise.first and overlap(closed(told.record.when), due):
            found[told.id] = Deed(told, "hold", due, late=False)
    return tuple(found.values())


NEVER = 10**6
"""Days between two times one of which is not known."""


def _in_time(told: Told[Event], promise: Promise, due: Dates) -> bool:
    """Whether the event came after the promise and not before its time."""
    return told.day >= promise.first and latest(told.record.when) >= max(promise.first, earliest(due))


def _days_after(told: Told[Event], due: Dates) -> int:
    """Days from the due time to the event; without a day for either, more than any rule allows."""
    if not earliest(told.record.when) or not latest(due):
        return NEVER
    return (date.fromisoformat(earliest(told.record.when)) - date.fromisoformat(latest(due))).days


def _answers(told: Told[Event], plan: Told[Event], actors: Actors, *, after: int) -> bool:
    """Whether the event is what was planned; days `after` its time only where a thing is shared by name, or, within a
    year, a person."""
    both = [told.ids(told.record.who), plan.ids(plan.record.who)]
    doers, planners = ({i for i in ids if _is_person(i, actors)} for ids in both)
    if doers and planners:
        shared = bool(doers & planners)
        personal = shared
    else:
        shared = bool(set(actors.countries(both[0])) & set(actors.countries(both[1])))
        personal = False
    alike = plan.record.mode == told.record.mode or is_visit(plan.record)
    placed = plan.record.where is not None and plan.record.where == told.record.where and alike
    return shared and (shares_thing(told, plan) or (placed and (after <= 0 or (personal and after <= MAKING_GOOD))))


def shares_thing(one: Told[Event], other: Told[Event]) -> bool:
    """Whether two events are about a thing of one name."""
    return any(title_key(a) == title_key(b) or same_name(a, b) for a in one.record.about for b in other.record.about)


def _is_person(actor: str, actors: Actors) -> bool:
    entry = actors.by_id.get(actor)
    return entry is not None and entry.kind == "person"
