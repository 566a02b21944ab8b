"""Promises called off, put off or settled by an act of their parties, and those whose deed a report says was not done."""

from __future__ import annotations

from datetime import date

from attache.ledger.names import title_key
from attache.ledger.promises import Promise
from attache.ledger.tellings import family
from attache.ledger.told import Told, closed, earliest, latest, overlap
from attache.ledger.verdicts.answering import ONCE, deed_line, shares_thing, unlike
from attache.ledger.verdicts.case import AHEAD, THREATS, Case, Verdict, touch
from attache.ledger.verdicts.endings import is_act
from attache.ledger.verdicts.keys import countries_of
from attache.ledger.verdicts.replaced import successor
from attache.ledger.verdicts.subject import concerns, deeds_of, in_its_words, made_by, words_about, work_words
from attache.ledger.verdicts.works import preparing_words, texts_of
from attache.ledger.wording import Naming, naming, stems
from attache.records import Event

BEHIND = 400
"""Characters behind a calling off within which its report tells what comes instead."""
CLOSE = 90
"""Days before its day from which on calling a promise off is missing it, not taking it back."""


def called_off(case: Case) -> Verdict | None:
    """What was promised, or the project it belongs to, was cancelled by one of the parties."""
    words = words_about(case)
    cancelled = [e for e in _acts(case, "cancel") if made_by(e, case.promise) and not _upheld_after(e, case)]
    found = [e for e in cancelled if concerns(e, case, words) or _part_of_the_only(e, case, words)]
    if not found:
        return None
    act = found[0]
    day, due = latest(act.record.when), latest(case.promise.due)
    told, proof = f"It was called off: {deed_line(act)}", tuple(e.id for e in found)
    if due < day and due and not _falls_with_it(words):
        return None
    if due and _days(day, due) < CLOSE:
        return Verdict(case.promise.id, "missed", "called-off-as-its-day-came", f"Due by {due}. {told}.", proof)
    new = successor(case, by=act.day) or _instead(act, case)
    return Verdict(case.promise.id, "superseded", "called-off-before-its-day", f"{told}.", proof, new.id if new else None)


def _instead(act: Told[Event], case: Case) -> Promise | None:
    """What the report of the calling off promises for the first time right behind it, for one of the same places: "dropped
    the plan to reach Athi. Instead the old line from Tana to Athi will be mended"."""
    places = {w for text in (*act.record.about, act.record.evidence[0].text) for w in naming(text).proper}
    end = act.record.evidence[0].end
    behind = [r for r in case.rivals if r.told[0].report == act.report and 0 <= r.told[0].record.content.start - end <= BEHIND]
    near = min(behind, key=lambda r: (r.told[0].record.content.start, r.id), default=None)
    named = {w for text in texts_of(near) for w in naming(text).proper} if near else set()
    return near if places & named else None


def _falls_with_it(words: frozenset[str]) -> bool:
    """Whether what had been due before the calling off cannot have been done: works, but not what comes before them."""
    return not words.isdisjoint(work_words()) and words.isdisjoint(preparing_words("study") | preparing_words("money"))


def put_off(case: Case) -> Verdict | None:
    """What was promised for a day was postponed before it."""
    due = latest(case.promise.due)
    if not due:
        return None
    words = words_about(case)
    acts = [e for e in _acts(case, "postpone") if case.promise.first < latest(e.record.when) <= due]
    found = [e for e in acts if concerns(e, case, words) and not _upheld_after(e, case) and not _names_later_day(e, case)]
    if not found:
        return None
    new = successor(case)
    words_told = f"It was put off before its day: {deed_line(found[0])}."
    return Verdict(case.promise.id, "superseded", "put-off-before-its-day", words_told, (found[0].id,), new.id if new else None)


def settled(case: Case) -> Verdict | None:
    """A threat whose matter the parties settled afterwards."""
    threats = [e for e in in_its_words(case) if e.record.type in THREATS]
    about = {title_key(name) for e in threats for name in e.record.about}
    for act in (e for e in case.events if e.record.mode == "settle" and e.record.status == "happened"):
        later = latest(act.record.when) > max(earliest(e.record.when) for e in threats) if threats else False
        same = about & {title_key(name) for name in act.record.about}
        if later and same and set(countries_of(act, case.actors)) & set(case.promise.parties):
            words = f"The matter was settled: {deed_line(act)}."
            return Verdict(case.promise.id, "superseded", "matter-settled", words, (act.id,))
    return None


def denied(case: Case) -> Verdict | None:
    """A report that came out after its day says that the deed was not done."""
    due = closed(case.promise.due)
    if due is None:
        return None
    own = {e.id for e in in_its_words(case)}
    for act in case.events:
        if act.record.status != "denied" or act.day <= latest(due) or not overlap(act.record.when or due, due):
            continue
        same = [p for p in case.plans if family(p.record) == family(act.record) and shares_thing(act, p)]
        among = any(set(countries_of(act, case.actors)) & set(countries_of(p, case.actors)) for p in same)
        if among or (act.id in own and family(act.record) in deeds_of(case)):
            said = " ".join(act.record.evidence[0].text.split())
            words = f"Due by {latest(due)}; a report of {act.day} says it was not done: “{said}”."
            return Verdict(case.promise.id, "missed", "denied-by-a-report", words, (act.id,))
    return None


def still_awaited(case: Case) -> Verdict | None:
    """A report that came out after its day plans the deed for later: of what is done once, signed, ratified or built."""
    due = closed(case.promise.due)
    plans = [p for p in case.plans if family(p.record) in ONCE]
    if due is None or not plans:
        return None
    parties, kinds = set(case.promise.parties), unlike(plans)
    for act in sorted((e for e in case.events if e.record.status in AHEAD), key=lambda e: (e.day, e.id)):
        later = act.day > latest(due) and earliest(act.record.when) > latest(due)
        if not later:
            continue
        same = any(shares_thing(act, p) for p in kinds if family(p.record) == family(act.record))
        here = (p for p in plans if p.report == act.report and family(p.record) == family(act.record))
        if (same or any(_speaks_on(act, p, case) for p in here)) and parties & set(countries_of(act, case.actors)):
            words = f"Due by {latest(due)}; a report of {act.day} awaits it still: {deed_line(act)}."
            return Verdict(case.promise.id, "missed", "awaited-after-its-day", words, (act.id,))
    return None


def _speaks_on(act: Told[Event], plan: Told[Event], case: Case) -> bool:
    """Whether an act names no thing because its report has just named it: the plan's report, which plans nothing else of the
    kind for other things."""
    if act.record.about or act.report != plan.report or act.record.evidence[0].start < plan.record.evidence[0].start:
        return False
    others = [e for e in case.events if e.report == act.report and e.record.status in AHEAD and e.record.about]
    return all(shares_thing(e, plan) for e in others if family(e.record) == family(act.record))


def _acts(case: Case, mode: str) -> list[Told[Event]]:
    """Acts of calling off or putting off that took place, the earliest first."""
    found = [e for e in case.events if is_act(e.record, mode)]
    return sorted((e for e in found if e.record.when), key=lambda e: (latest(e.record.when), e.day, e.id))


def _upheld_after(act: Told[Event], case: Case) -> bool:
    """Whether a report that does not tell of the act names the promise again later."""
    telling = {e.report for mode in ("cancel", "postpone") for e in _acts(case, mode)}
    return any(t.day > latest(act.record.when) and t.report not in telling for t in case.promise.told)


def _names_later_day(act: Told[Event], case: Case) -> bool:
    """Whether the promise stands in the very words of the act: what it was put off to, not what was put off."""
    return any(touch(e, t.record.content) for e in act.record.evidence for t in case.promise.told)


def _part_of_the_only(act: Told[Event], case: Case, words: frozenset[str]) -> bool:
    """Whether the promise is of work on a project without naming one, told by a report whose one cancelled project this is."""
    if not act.record.about or words.isdisjoint(work_words()) or latest(case.promise.due) < latest(act.record.when):
        return False
    beside = [e for e in _acts(case, "cancel") if e.report == act.report]
    if {title_key(n) for e in beside for n in e.record.about} != {title_key(n) for n in act.record.about}:
        return False
    if any(t.report != act.report for t in case.promise.told) or case.promise.kind not in ("plan", "pledge"):
        return False
    if set(countries_of(act, case.actors)).isdisjoint(case.promise.parties):
        return False
    other = [naming(n) for e in in_its_words(case) for n in e.record.about] + [naming(case.promise.measure or "")]
    own = naming(act.record.about[0])
    named = (n for n in (*other, *_named_before(act, case)) if n.proper)
    return all(n.proper <= own.proper or own.proper <= n.proper for n in named) and bool(stems(act.record.about[0]))


def _named_before(act: Told[Event], case: Case) -> list[Naming]:
    """Names of the last thing that is told of before the promise, in the act's report."""
    starts = [t.record.content.start for t in case.promise.told if t.report == act.report]
    named = [e for e in case.events if e.report == act.report and e.record.about]
    before = [e for e in named if e.record.evidence[0].start <= min(starts, default=0)]
    last = max(before, key=lambda e: (e.record.evidence[0].start, e.id), default=act)
    return [naming(name) for name in last.record.about]


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
