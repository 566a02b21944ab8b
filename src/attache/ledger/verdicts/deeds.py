"""Events that keep promises without a figure: the visit that was to come and was paid, the treaty that was signed.

A promise is tied to what is planned in its own words; an event keeps it where it is of the same family, shares an actor
with the plan, and shares a thing with it or its place. A programme named in a promise ("a Year of Russia in Vietnam") is
kept by what opens or holds it; a paper that is to be drawn up or signed, by the signing of one so described; a project
proposed, by an agreement on it. The rules are strict: a wrong match calls a broken promise kept.
"""

from __future__ import annotations

from attache.ledger.parts import parts_in
from attache.ledger.promises import Promise
from attache.ledger.tellings import MAKING_GOOD, family, is_visit
from attache.ledger.told import Actors, Told, closed, earliest, latest, overlap
from attache.ledger.verdicts.answering import (
    HELD,
    ONCE,
    Deed,
    days_after,
    deed_line,
    held,
    in_time,
    near_paper,
    other_paper,
    shares_thing,
    unlike,
)
from attache.ledger.verdicts.case import OFFERS, Case, Verdict, told_with
from attache.ledger.verdicts.described import agreed, examined, founded, holdings, papers, works
from attache.ledger.verdicts.keys import PAPERS, countries_of
from attache.ledger.verdicts.subject import deeds_of
from attache.ledger.verdicts.works import is_finished, other_part, texts_of
from attache.ledger.wording import deeds_in, naming, words_of
from attache.ledger.words import span
from attache.records import Event

TO_COME = ("planned", "proposed")
RATIFIED = "SUPPORT/ratify"


def by_deeds(case: Case) -> Verdict | None:
    """The event that was promised took place; where several were, each of them did."""
    if case.promise.value is not None and not is_one_of_works(case.promise):
        return None
    deeds = works(case) if case.promise.value is not None else _by_any(case)
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


def is_one_of_works(promise: Promise) -> bool:
    """Whether a promise with a value is of one plant, berth or line."""
    return promise.value is not None and promise.value == 1 and promise.kind != "target"


def _by_any(case: Case) -> tuple[Deed, ...]:
    return (
        _deeds(case)
        or _visits_returned(case)
        or holdings(case)
        or _by_doers(case)
        or works(case)
        or papers(case)
        or _of_its_thing(case)
        or founded(case)
        or agreed(case)
        or examined(case)
    )


def _deeds(case: Case) -> tuple[Deed, ...]:
    """Events that were planned in the promise's words, or for its very days by the same report."""
    promise = case.promise
    plans = unlike(p for p in case.plans if p.record.status in TO_COME)
    took_place = held(case)
    parts = sorted({family(plan.record) for plan in plans})
    texts = texts_of(promise)
    found: dict[tuple[str, str], Deed] = {}
    for plan in plans:
        due = closed(promise.due or plan.record.when) or (promise.first, promise.first)
        if not due[0] or (plan.record.when and not overlap(closed(plan.record.when), due)):
            continue
        for told in took_place:
            if not _same_deed(told, plan) or other_paper(told, promise) or _other_part(told, plan, texts):
                continue
            # What had no day of its own cannot be late.
            late = promise.due is not None and earliest(told.record.when) > latest(due)
            among = _same_thing(told, plan, case, late=late)
            answers = among or _answers(told, plan, case.actors, after=days_after(told, due))
            early = is_finished(told.record) or _open_since(plan, promise)
            if answers and in_time(told, promise, due, early=early) and _all_ratified(told, case):
                found.setdefault((family(plan.record), told.id), Deed(told, family(plan.record), due, late))
    if {part for part, _ in found} != set(parts):
        return ()
    return tuple(sorted(found.values(), key=lambda d: (latest(d.told.record.when), d.told.day, d.told.id, d.part)))


def _same_thing(told: Told[Event], plan: Told[Event], case: Case, *, late: bool) -> bool:
    """Whether one of the parties did it for the thing, or all of them for a paper of nearly its name."""
    countries, parties = set(countries_of(told, case.actors)), set(case.promise.parties)
    if shares_thing(told, plan):
        return bool(parties & countries)
    return family(told.record) in PAPERS and parties <= countries and near_paper(told, plan, late=late)


def _open_since(plan: Told[Event], promise: Promise) -> bool:
    """Whether the plan's time runs from the promise on: "before the end of 2014"."""
    return plan.record.when is not None and None not in plan.record.when and earliest(plan.record.when) <= promise.first


def _other_part(told: Told[Event], plan: Told[Event], texts: list[str]) -> bool:
    """Whether another numbered part of the works is told of than that promised."""
    promised = [*texts, *(e.text for e in plan.record.evidence)]
    return any(parts_in(t) for t in promised) and other_part(told.record.evidence[0].text, promised)


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
            if abroad and promise.first < when and days_after(told, (promise.first, promise.first)) <= 2 * MAKING_GOOD:
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
        if not doers or earliest(told.record.when) <= promise.first or not in_time(told, promise, due):
            continue
        after = days_after(told, due)
        if is_visit(told.record):
            hosts = {told.record.where, *case.actors.countries(told.ids(told.record.target))} & set(promise.parties)
            same = any(hosts - {case.actors.country(d)} for d in doers) and after <= 2 * MAKING_GOOD
        else:
            named = [naming(n) for n in (*told.record.about, told.record.where or "")]
            same = any(n.proper and n.proper <= words for n in named) and not other_paper(told, promise)
        if same:
            late = promise.due is not None and earliest(told.record.when) > latest(due)
            found.append(Deed(told, "done", due, late))
    return tuple(found)


def _of_its_thing(case: Case) -> tuple[Deed, ...]:
    """What is done once, as the promise's words name it, for the one thing that its sentence is about."""
    promise, own = case.promise, told_with(case.promise, case.events)
    # "The treaty signed in May is to be ratified": its signing is not what is promised.
    families = deeds_of(case) & set(ONCE) - {family(e.record) for e in own if e.record.status in HELD}
    things = [e for e in own if e.record.about]
    if not families or any(not shares_thing(things[0], e) for e in things):
        return ()
    due, found = closed(promise.due) or (promise.first, promise.first), []
    for told in (t for t in held(case) if family(t.record) in families and t.id not in {e.id for e in own}):
        late = promise.due is not None and earliest(told.record.when) > latest(due)
        same = bool(things) and _same_thing(told, things[0], case, late=late) and not other_paper(told, promise)
        if same and in_time(told, promise, due) and _all_ratified(told, case):
            found.append(Deed(told, family(told.record), due, late))
    return tuple(found) if families & set(PAPERS) <= {d.part for d in found} else ()


def is_maker(actor: str, actors: Actors) -> bool:
    """Whether an actor is a person or body, no country."""
    entry = actors.by_id.get(actor)
    return entry is not None and entry.kind != "country" and entry.named


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


def _is_person(actor: str, actors: Actors) -> bool:
    entry = actors.by_id.get(actor)
    return entry is not None and entry.kind == "person"
