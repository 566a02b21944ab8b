"""Money that was pledged for something: the loan was given, or its debtor is already changing or paying it back."""

from __future__ import annotations

from attache.ledger.tellings import family
from attache.ledger.told import Told, earliest
from attache.ledger.verdicts.answering import days_after, deed_line, held, shares_thing
from attache.ledger.verdicts.case import Case, Verdict
from attache.ledger.verdicts.keys import countries_of
from attache.ledger.verdicts.spoken import names_amount, names_value
from attache.ledger.verdicts.subject import words_about
from attache.ledger.wording import naming, words_of
from attache.records import Event

LOANS = ("AID/loan", "AID/grant", "AID/credit")
AFTER = ("SUPPORT/amend", "SUPPORT/extend", "AID/debt-relief", "AID/repay")
"""Families of what befalls a loan that was given."""
YEAR = 365
"""Days after the pledge from which on changing a loan tells that it was given."""
LENT = frozenset({"loan", "credit"})


def by_lending(case: Case) -> Verdict | None:
    """A pledge of money for a thing of one name, and a later report that the same giver lends it, or that the loan for it was
    changed."""
    promise = case.promise
    if promise.value is None or promise.kind == "target":
        return None
    plans = [p for p in case.plans if family(p.record) in LOANS and p.record.about]
    if not plans:
        return None
    words = words_about(case) | {w for p in plans for name in p.record.about for w in words_of(name)} | LENT
    for told in held(case):
        if promise.first < told.day and (_given(told, plans, case) or _changed(told, words, case)):
            said = f"It was given: {deed_line(told)}."
            return Verdict(promise.id, "kept", "lent-as-pledged", said, (told.id,))
    return None


def _given(told: Told[Event], plans: list[Told[Event]], case: Case) -> bool:
    """Whether the giver gives it, for the same thing; a sentence that names another sum is of another loan."""
    text = told.record.evidence[0].text
    other = names_amount(text) and not names_value(text, case.promise.value)
    same = (p for p in plans if family(p.record) == family(told.record) and shares_thing(told, p))
    givers = set(told.ids(told.record.who))
    return not other and any(givers & set(p.ids(p.record.who)) for p in same)


def _changed(told: Told[Event], words: frozenset[str], case: Case) -> bool:
    """Whether a loan so named was changed, eased or paid back, a year or more after the pledge."""
    first = case.promise.first
    late = family(told.record) in AFTER and days_after(told, (first, first)) >= YEAR and earliest(told.record.when) > first
    among = set(countries_of(told, case.actors)) & set(case.promise.parties)
    names = [name for name in told.record.about if LENT & words_of(name)]
    return late and bool(among) and any(naming(n).proper and naming(n).stands_in(words) for n in names)
