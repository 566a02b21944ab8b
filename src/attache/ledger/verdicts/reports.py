"""Verdicts that a report gives itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from attache.knowledge import rows
from attache.ledger.entries import VerdictWord
from attache.ledger.names import folded
from attache.ledger.tellings import family
from attache.ledger.told import Told, earliest, latest
from attache.ledger.verdicts.answering import deed_line
from attache.ledger.verdicts.case import AHEAD, Case, Verdict, touch
from attache.ledger.verdicts.deeds import by_deeds
from attache.ledger.verdicts.phrases import found
from attache.ledger.verdicts.replaced import successor
from attache.ledger.verdicts.spoken import speaks_of, text_of
from attache.ledger.verdicts.subject import deeds_of
from attache.ledger.verdicts.works import promised_works, works_family
from attache.ledger.words import span
from attache.records import Commitment, Dates, Event

OUTCOMES: Mapping[str, VerdictWord] = {
    "kept": "kept",
    "kept late": "kept late",
    "missed": "missed",
    "partly": "missed",
    "postponed": "superseded",
    "superseded": "superseded",
}
"""A report's own word on the outcome → verdict. What was put off before its day is replaced by its later day."""


APART = re.compile(r"[;:]|,? (?:but|instead|and now|and (?:will|would|is|are|plans?|wants?)|so)\b")
"""What parts a sentence that tells the end of one thing and the beginning of another."""
LAST_WEEKS = 60
"""Days before its day from which on "it will not be reached" is an outcome, no doubt any more."""
GIVING = ("SUPPORT", "COOPERATE", "AID")
"""Types of events that may be what was promised though it did not name them."""
CONDITIONS = frozenset({"if", "unless", "once", "provided", "until"})


def by_report(case: Case) -> Verdict | None:
    """What a report says itself of the outcome, the latest one where several do. What was missed may have been done since."""
    saying = [t for t in case.promise.told if t.record.outcome and not _if_kept(t.record) and not _under_way(t, case)]
    if not saying:
        return None
    latest_told = saying[-1]
    outcome = latest_told.record.outcome or ""
    word = OUTCOMES.get(outcome, "open")
    late = _done_late(latest_told, case) if outcome in ("missed", "kept") else None
    if late is not None:
        words = f"Due {span(case.promise.due)}; done later, a report says: {deed_line(late)}."
        return Verdict(case.promise.id, "kept late", "told-as-done-later", words, (latest_told.id, late.id))
    since = by_deeds(case) if outcome == "missed" else None
    if since is not None and since.verdict == "kept late":
        return replace(since, proof=(latest_told.id, *since.proof))
    said = latest_told.record.outcome_evidence or latest_told.record.evidence[0]
    note = ", in part only" if outcome == "partly" else ""
    words = f"A report says so: “{' '.join(said.text.split())}”{note}."
    new = successor(case) if word == "superseded" else None
    return Verdict(case.promise.id, word, "told-by-a-report", words, (latest_told.id,), new.id if new else None)


def _done_late(told: Told[Commitment], case: Case) -> Told[Event] | None:
    """An act after the due time that the words on the outcome tell: "begun in December, two months later than announced"."""
    said, due = told.record.outcome_evidence, latest(case.promise.due)
    if said is None or not due:
        return None
    promised = deeds_of(case) | {family(p.record) for p in case.plans if p.record.status in AHEAD} | promised_works(case.promise)
    late = not late_words().isdisjoint(folded(said.text).split())
    acts = (e for e in case.events if e.record.status == "happened" and any(touch(p, said) for p in e.record.evidence))
    done = (e for e in acts if promised & {family(e.record), works_family(e.record)} or (late and e.record.type in GIVING))
    after = (e for e in done if earliest(e.record.when) > due)
    return min(after, key=lambda e: (latest(e.record.when), e.id), default=None)


@cache
def late_words() -> frozenset[str]:
    """Words that say something was done later than promised."""
    return frozenset(row["word"] for row in rows("late_words"))


def _under_way(told: Told[Commitment], case: Case) -> bool:
    """Whether "in part" was said before the due day: progress, no outcome."""
    return told.record.outcome == "partly" and told.day <= latest(case.promise.due)


def _if_kept(record: Commitment) -> bool:
    """Whether the words that are to tell it was kept are the promise's own condition: "would return if its terms were met"."""
    said = record.outcome_evidence
    own = said is not None and said.start < record.content.end and record.content.start < said.end
    return own and record.outcome == "kept" and not CONDITIONS.isdisjoint(folded(said.text if said else "").split())


def by_own_words(case: Case) -> Verdict | None:
    """The sentence that tells the promise tells its end too: put off, given up, missed. The latest such one counts; none
    does where a later report upholds the promise."""
    told = case.promise.told[-1]
    said = next((f for e in told.record.evidence if (f := found(e.text, "outcome_phrases", "outcome"))), None)
    if said is None or (told.record.value is not None and said[0] == "kept"):
        return None
    outcome, phrase = said
    if outcome == "missed" and case.promise.due and earliest(case.promise.due) > told.day:
        return None
    if not _its_own(told.record.evidence[0].text, phrase, case.promise.due):
        return None
    sentence = " ".join(told.record.evidence[0].text.split())
    word = OUTCOMES[outcome]
    new = successor(case) if word == "superseded" else None
    words = f"The report that tells it says so itself (“{phrase}”): “{sentence}”."
    return Verdict(case.promise.id, word, "told-in-its-own-sentence", words, (told.id,), new.id if new else None)


def _its_own(sentence: str, phrase: str, due: Dates | None) -> bool:
    """Whether the end is the promise's: the last year named before it, or in it, or the next after it, is the due year, or
    no year is named; and no other part of the sentence tells something new."""
    at = sentence.find(phrase)
    years = re.findall(r"\b(?:19|20)\d\d\b", sentence[: at + len(phrase)])
    after = re.findall(r"\b(?:19|20)\d\d\b", sentence[at + len(phrase) :])
    year = latest(due)[:4]
    nearest = years[-1:] or after[:1]
    if year and nearest and year not in (*nearest, *after[:1]):
        return False
    apart = APART.search(sentence, at + len(phrase))
    return apart is None or (bool(year) and year in years)


def by_statement(case: Case) -> Verdict | None:
    """Somebody says, in its last weeks or after its day, that the aim was missed or will be; by whoever it is told."""
    promise, due = case.promise, latest(case.promise.due)
    if promise.value is None or not due:
        return None
    for told in sorted(case.statements, key=lambda s: (s.day, s.id)):
        said = found(text_of(told), "outcome_phrases", "outcome")
        if said is None or said[0] != "missed" or not speaks_of(told, promise, case.actors):
            continue
        if told.day and (date.fromisoformat(due) - date.fromisoformat(told.day)).days <= LAST_WEEKS:
            who = ", ".join(case.name(i) for i in told.ids(told.record.speakers)) or told.record.as_
            words = f"{who} said so on {told.day}: “{' '.join(told.record.content.text.split())}”."
            return Verdict(promise.id, "missed", "told-by-a-statement", words, (told.id,))
    return None
