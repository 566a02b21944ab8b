"""Events that took place and may answer a promise: which of them count, when they are late, and whether they share its thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from attache.ledger.names import title_key
from attache.ledger.promises import Promise
from attache.ledger.tellings import family
from attache.ledger.told import Told, earliest, latest
from attache.ledger.verdicts.case import Case
from attache.ledger.verdicts.keys import PAPERS
from attache.ledger.verdicts.works import WORKS
from attache.ledger.wording import naming, paper_words, same_name, words_of
from attache.ledger.words import span
from attache.records import Dates, Event

HELD = ("happened", "ongoing")
SAYING = 3
"""Days between an act and a report of it as still to come."""
SHORTEST = 3
"""Letters of a word that stands for a longer one."""
ONCE = (*PAPERS, *WORKS)
"""Families of what is done once for its thing."""
LONG = 3 * 365
"""Days within which a paper described, or an agreement on what was proposed, still answers the promise."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An event that keeps a promise, or one part of it."""

    told: Told[Event]
    part: str
    """The family of events it answers: a promise to visit and to sign has two."""
    due: Dates
    late: bool


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


def other_paper(told: Told[Event], promise: Promise) -> bool:
    """Whether a contract was promised and a memorandum signed: both name a kind of paper, and no kind in common."""
    promised = {w for t in promise.told for w in words_of(t.record.content.text)} & paper_words()
    signed = {w for e in told.record.evidence for w in words_of(e.text)} & paper_words()
    return family(told.record) == "SUPPORT/sign" and bool(promised and signed) and promised.isdisjoint(signed)


NEVER = 10**6
"""Days between two times one of which is not known."""


def in_time(told: Told[Event], promise: Promise, due: Dates, *, early: bool = False) -> bool:
    """Whether the event came after the promise and not before its time (unless `early` does as well); of what is told only
    afterwards, since its time."""
    if latest(due) < promise.first and told.record.type != "CONSULT":
        return latest(told.record.when) >= earliest(due)
    begins = promise.first if early else max(promise.first, earliest(due))
    return told.day >= promise.first and latest(told.record.when) >= begins


def days_after(told: Told[Event], due: Dates) -> int:
    """Days from the due time to the event; without a day for either, more than any rule allows."""
    if not earliest(told.record.when) or not latest(due):
        return NEVER
    return (date.fromisoformat(earliest(told.record.when)) - date.fromisoformat(latest(due))).days


def near_paper(one: Told[Event], other: Told[Event], *, late: bool) -> bool:
    """Whether two events are about a paper that one names in fewer words, or by a shorter one: "avocado protocol" and
    "protocol on frozen avocados". What comes late must have two words in common."""
    common = max((_in_common(a, b) for a in one.record.about for b in other.record.about), default=0)
    return common > (1 if late else 0)


def _in_common(one: str, other: str) -> int:
    """How many telling words two names of papers of one kind share, where one has all the words of the other; 0 elsewhere."""
    a, b = naming(one), naming(other)
    if not a.kinds & paper_words() or (a.kinds, a.numbers) != (b.kinds, b.numbers):
        return 0
    few, many = sorted((a.subject, b.subject), key=len)
    partners = {w for w in few if w in many or any(_short_for(w, v) or _short_for(v, w) for v in many)}
    return len(few) if few == partners and few & many else 0


def _short_for(one: str, other: str) -> bool:
    """ "tax" for "taxation"."""
    return len(one) >= SHORTEST and other.startswith(one)


def shares_thing(one: Told[Event], other: Told[Event]) -> bool:
    """Whether two events are about a thing of one name."""
    return any(title_key(a) == title_key(b) or same_name(a, b) for a in one.record.about for b in other.record.about)


def unlike(plans: Iterable[Told[Event]]) -> list[Told[Event]]:
    """Plans no two of which are told alike: a plan may be repeated by hundreds of reports."""
    out: dict[object, Told[Event]] = {}
    for plan in plans:
        record = plan.record
        words = tuple(e.text for e in record.evidence)
        who = (plan.ids(record.who), plan.ids(record.target))
        out.setdefault((record.type, record.mode, record.when, record.where, record.about, who, words), plan)
    return list(out.values())
