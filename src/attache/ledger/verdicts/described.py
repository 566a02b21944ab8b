"""Deeds that a promise describes in words."""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows
from attache.ledger.names import folded, title_key
from attache.ledger.tellings import family, family_of
from attache.ledger.told import closed, earliest, latest, overlap
from attache.ledger.verdicts.answering import LONG, Deed, days_after, held, in_time, shares_thing
from attache.ledger.verdicts.case import Case, told_with
from attache.ledger.verdicts.keys import FOUNDED, countries_of
from attache.ledger.verdicts.subject import words_about
from attache.ledger.verdicts.works import WORKS, other_part, promised_works, texts_of, works_family
from attache.ledger.wording import (
    bare_stems,
    capitals,
    described,
    kind_words,
    naming,
    paper_words,
    same_works,
    stem,
    stems,
    words_of,
)

HOLDING = ("ceremony", "exhibition", "festival", "launch", "open", "programme", "project-start")
"""Modes of COOPERATE that open or hold what is named."""
GIVEN = ("SUPPORT/sign", "AID/loan", "AID/grant")
"""Families of what comes of a request that was looked into."""
TELLING_WORDS = 3
"""Words a name must have, all of them in the promise's words, to be the thing that is promised."""


def works(case: Case) -> tuple[Deed, ...]:
    """Works that were to open or start, told by the names of their places: two in common, or one and the kind of works; or
    by a thing of one name. What is finished early is kept too."""
    promise, found = case.promise, []
    due = closed(promise.due)
    families = promised_works(promise)
    if due is None or not families:
        return ()
    texts = texts_of(promise)
    own = [e for e in (*case.plans, *told_with(promise, case.events)) if e.record.about]
    one = all(shares_thing(own[0], e) for e in own)
    for told in (t for t in held(case) if works_family(t.record) in families):
        parties = set(promise.parties) & set(countries_of(told, case.actors))
        timely = in_time(told, promise, due, early=True) and told.day > promise.first
        sentence = told.record.evidence[0].text
        about = " ".join((sentence, *told.record.about))
        named = one and any(shares_thing(told, e) for e in own) and all(_of_one_kind(text, about) for text in texts)
        placed = days_after(told, due) <= LONG and any(_of_one_place(text, sentence) for text in texts)
        if parties and timely and (named or placed) and not other_part(sentence, texts):
            found.append(Deed(told, "works", due, late=earliest(told.record.when) > latest(due)))
    return tuple(found)


def _of_one_place(promised: str, told: str) -> bool:
    """Whether a sentence tells of the works promised, by their places; where two are named they may be called otherwise."""
    return same_works(promised, told) and (len(capitals(promised)) > 1 or _of_one_kind(promised, told))


def _of_one_kind(promised: str, told: str) -> bool:
    """Whether what is told of is of the first kind of thing that the promise names: a school at a dam is no dam."""
    kinds = (w for w in map(stem, folded(promised).split()) if w in kind_words() - paper_words())
    first = next(kinds, "")
    return not first or first in words_of(told)


def papers(case: Case) -> tuple[Deed, ...]:
    """Signings, by all parties, of a paper that the promise describes and that is to be drawn up or signed."""
    promise = case.promise
    texts = [t.record.content.text for t in promise.told]
    papers = {paper for text in texts if not drafting_words().isdisjoint(folded(text).split()) for paper in described(text)}
    due = closed(promise.due) or (promise.first, promise.first)
    found = []
    for told in (t for t in held(case) if family(t.record) == "SUPPORT/sign"):
        named = any(_holds(stems(name), paper) for name in told.record.about for paper in papers)
        both = set(promise.parties) <= set(countries_of(told, case.actors))
        timely = promise.first < earliest(told.record.when) and days_after(told, due) <= LONG
        if named and both and timely and told.day > promise.first:
            found.append(Deed(told, "paper", due, promise.due is not None and earliest(told.record.when) > latest(due)))
    return tuple(found)


def founded(case: Case) -> tuple[Deed, ...]:
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
        timely = in_time(told, promise, due) and days_after(told, due) <= LONG
        if both and timely and any(_holds(bare_stems(name), thing) for name in names for thing in things):
            late = promise.due is not None and earliest(told.record.when) > latest(due)
            found.append(Deed(told, "founded", due, late))
    return tuple(found)


@cache
def founding_words() -> frozenset[str]:
    """Words that say something is to be founded."""
    return frozenset(row["word"] for row in rows("founding_words"))


def agreed(case: Case) -> tuple[Deed, ...]:
    """Agreements between the parties on a project that was no more than proposed."""
    promise = case.promise
    proposed = [p for p in case.plans if p.record.status == "proposed" and family(p.record) == "COOPERATE/project-start"]
    names = [naming(name) for p in proposed for name in p.record.about]
    found = []
    for told in (t for t in held(case) if family(t.record) == "SUPPORT/sign" and promise.kind == "intention"):
        about = [words_of(name) for name in told.record.about]
        both = set(promise.parties) <= set(countries_of(told, case.actors))
        after = days_after(told, (promise.first, promise.first))
        if both and 0 < after <= LONG and any(name.stands_in(words) for name in names for words in about):
            found.append(Deed(told, "agreed", (promise.first, promise.first), late=False))
    return tuple(found)


def examined(case: Case) -> tuple[Deed, ...]:
    """Agreements on, or money for, what the parties were only to look into."""
    promise, own = case.promise, told_with(case.promise, case.events)
    said = {w for t in promise.told for w in folded(t.record.content.text).split()}
    if said.isdisjoint(examining_words()) or promise.due is not None:
        return ()
    words = words_about(case) | {w for e in own for name in e.record.about for w in words_of(name)}
    found, since = [], (promise.first, promise.first)
    for told in (t for t in held(case) if family(t.record) in GIVEN and t.id not in {e.id for e in own}):
        both = set(promise.parties) <= set(countries_of(told, case.actors))
        names = [naming(name) for name in told.record.about]
        if both and 0 < days_after(told, since) <= LONG and any(len(n.subject) > 1 and n.stands_in(words) for n in names):
            found.append(Deed(told, "examined", since, late=False))
    return tuple(found)


@cache
def examining_words() -> frozenset[str]:
    """Words that say something is to be looked into."""
    return frozenset(row["word"] for row in rows("examining_words"))


def _holds(words: tuple[str, ...], run: tuple[str, ...]) -> bool:
    return any(words[i : i + len(run)] == run for i in range(len(words) - len(run) + 1))


@cache
def drafting_words() -> frozenset[str]:
    """Words that say a paper is to be written or agreed."""
    return frozenset(row["word"] for row in rows("drafting_words"))


def holdings(case: Case) -> tuple[Deed, ...]:
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
