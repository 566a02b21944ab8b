"""What a promise is about, in words: by which events that call it off, put it off or keep it are told from others."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from attache.knowledge import rows
from attache.ledger.promises import Promise
from attache.ledger.told import Told
from attache.ledger.verdicts.case import Case, by_report, touch
from attache.ledger.verdicts.endings import ending_words
from attache.ledger.verdicts.keys import countries_of
from attache.ledger.wording import deeds_in, naming, stem, words_of
from attache.records import Event


def words_about(case: Case) -> frozenset[str]:
    """Words of the promise, of its measure, and of what the events in its words are about."""
    texts = [t.record.content.text for t in case.promise.told] + [case.promise.measure or ""]
    texts += [name for e in in_its_words(case) for name in e.record.about]
    return frozenset(word for text in texts for word in words_of(text))


def in_its_words(case: Case) -> list[Told[Event]]:
    """Events told in the words that say what is promised."""
    contents = by_report(t.record.content for t in case.promise.told)
    return [e for e in case.events if any(touch(p, c) for p in e.record.evidence for c in contents.get(p.report, ()))]


def deeds_of(case: Case) -> frozenset[str]:
    """Families of events that the promise's words name as to be done."""
    return frozenset(f for t in case.promise.told for f in deeds_in(t.record.content.text))


def concerns(event: Told[Event], case: Case, words: frozenset[str]) -> bool:
    """Whether an act of one of its parties is about what is promised, by the names the act has or the words that tell it."""
    if set(countries_of(event, case.actors)).isdisjoint(case.promise.parties):
        return False
    told = " ".join(w for w in event.record.evidence[0].text.split() if stem(w.lower().strip(".,;:")) not in ending_words())
    sentence = naming(told)
    # A number in a sentence is no part of the thing's name; nor are the names of those who take part.
    names = [*(naming(name) for name in event.record.about), replace(sentence, numbers=frozenset())]
    actors = _names_of(event, case)
    return any(replace(n, proper=n.proper - actors).stands_in(words) for n in names)


def _names_of(event: Told[Event], case: Case) -> frozenset[str]:
    ids = {*event.ids((*event.record.who, *event.record.target)), *case.promise.parties, *countries_of(event, case.actors)}
    entries = [case.actors.by_id[i] for i in sorted(ids) if i in case.actors.by_id]
    return frozenset(w for e in entries for name in (e.name, *e.aliases) for w in words_of(name))


def made_by(event: Told[Event], promise: Promise) -> bool:
    """Whether the promise had been made when the event came: told by then, or told together with it, looking back."""
    when = event.record.when
    day = (when[1] or when[0] or "") if when else event.day
    return promise.first <= day or any(t.report == event.report for t in promise.told)


@cache
def work_words() -> frozenset[str]:
    """Words of building and running works, as stems."""
    return frozenset(stem(row["word"]) for row in rows("work_words"))
