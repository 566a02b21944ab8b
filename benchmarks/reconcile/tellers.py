"""Which event records of a report tell an event that cross.json names by a title, days, a place and its reports.

Cross.json quotes no words for events, so the records are found by what they share with it. A record tells the event where
- its time meets the event's, or it has none, or it tells of what was ahead or put off and lies within the two years before;
- and it shares at least a third of the title's words, the rarer the heavier, with its own (evidence, what it is about, who,
  where, its mode); or the deed of the title ("signing", "entry into force", "visit") with at least one other word;
- and it is no demand, threat or reproach where the title names another deed: who asked for something at a visit did not come;
- and it does not have the very days of another event that the report is listed for, fitting that one better: the tour of a
  museum is not the state visit, though the report may tell nothing else of it.
All records that fit nearly as well as the best of the report count as its tellers: a visit may be told by several. Among
records read from text those count which rest on the words of the hand-made tellers and are of the same mode, or of a deed near it
and of days that meet, or have the same days and most of the words; where there are
no hand-made records the same rules are applied to what was read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log
from typing import Any

from attache.ledger.entries import EventEntry
from benchmarks.reconcile.comparing import apart, days, meets, span, stems, touches
from benchmarks.reconcile.deeds import alike, deed_of, deeds_of_title, state_of
from benchmarks.reconcile.ledgers import Case

LIFE = 45
"""Days from which on a cluster is rather the life of a thing than one event."""
PLAN_DAYS = 730
WHOLE = 0.6
"""Share of a hand-made passage that a record of the same days must rest on to tell the same act under another name."""
DEMANDS = frozenset(["REQUEST", "THREATEN", "ACCUSE"])
LEAST = 0.34
NEARLY = 0.75
"""Share of the best fit from which on a record counts as telling the event too."""


Wanted = tuple[str, Any, str | None]
"""An event of cross.json: its title, days and place."""


def tellers(
    case: Case, title: str, when: Any, where: str | None, report: str, besides: Sequence[Wanted] = ()
) -> tuple[EventEntry, ...]:
    """Event records of a report that tell the event, best first; empty where none does. `besides` are the other events that
    the report is listed for."""
    if case.other is not None:
        return _same_words(case, tellers(case.other, title, when, where, report, besides), report)
    weight = _weights(case)
    fits = [(f, e) for e in case.events.get(report, []) if (f := _fit(e, title, when, where, weight)) is not None]
    fits = [(f, e) for f, e in fits if e.event.when == span(when) or not _tells_better(e, f, besides, weight)]
    best = max((f for f, _ in fits), default=0.0)
    return tuple(e for f, e in sorted(fits, key=lambda p: (-p[0], p[1].id)) if f >= NEARLY * best)


def _tells_better(entry: EventEntry, fit: float, besides: Sequence[Wanted], weight: dict[str, float]) -> bool:
    """Whether a record has the very days of another event and fits it better."""
    same_days = [wanted for wanted in besides if entry.event.when is not None and span(wanted[1]) == entry.event.when]
    return any((other := _fit(entry, *wanted, weight)) is not None and other > fit for wanted in same_days)


def is_life(when: Any) -> bool:
    """Whether a cluster's days are those of a thing's life."""
    dates = span(when)
    return dates is not None and days(dates) > LIFE


def _spoken(entry: EventEntry) -> frozenset[str]:
    event = entry.event
    actors = [n for a in (*entry.who, *entry.target) for n in (a.name, *a.aliases)]
    return stems(*(e.text for e in event.evidence), *event.about, *event.who, *event.target, *actors, event.where, event.mode)


@cache
def _weights(case: Case) -> dict[str, float]:
    """How much a word says: log of the records over those that have it."""
    entries = [e for entries in case.events.values() for e in entries]
    counts = Counter(s for e in entries for s in _spoken(e))
    return {s: log((1 + len(entries)) / n) for s, n in counts.items()}


def _fit(entry: EventEntry, title: str, when: Any, where: str | None, weight: dict[str, float]) -> float | None:
    dates, event = span(when), entry.event
    if dates and event.when and not meets(dates, event.when):
        later = (event.when[0] or "") > (dates[1] or "9999")
        if state_of(event) != "ahead" or later or apart(dates, event.when) > PLAN_DAYS:
            return None
    words = stems(title)
    heavy = max(weight.values(), default=1.0)
    shared = words & _spoken(entry)
    covered = sum(weight.get(w, heavy) for w in shared) / max(1e-9, sum(weight.get(w, heavy) for w in words))
    deeds, own = deeds_of_title(title), deed_of(event)
    same_deed = any(alike(d, own) for d in deeds)
    other_deed = bool(deeds) and own is not None and not same_deed
    if deeds and own is None and event.type in DEMANDS:
        return None
    if not (covered >= LEAST or (same_deed and shared)) or (other_deed and event.status == "denied"):
        return None
    near = 0.3 * meets(dates, event.when) + 0.1 * (where is not None and where == event.where)
    near += 0.3 * (dates is not None and event.when == dates)
    return covered + near + (0.5 if same_deed else -0.3 if other_deed else 0.0)


def _same_words(case: Case, told: tuple[EventEntry, ...], report: str) -> tuple[EventEntry, ...]:
    """Records read from the words of hand-made ones that tell the same act, the longest shared passage first."""
    out: list[tuple[float, str, EventEntry]] = []
    for entry in case.events.get(report, []):
        fits = [f for one in told if (f := _same_act(case, one, entry, report)) is not None]
        if fits:
            out.append((-max(fits), entry.id, entry))
    return tuple(e for _, _, e in sorted(out, key=lambda p: p[:2]))


def _same_act(case: Case, one: EventEntry, read: EventEntry, report: str) -> float | None:
    a, b, words = one.event, read.event, one.event.evidence[0].text
    shared = touches(case.place(report, words), b.evidence) / len(words)
    if shared <= 0:
        return None
    days = a.when is None or b.when is None or meets(a.when, b.when)
    near = days and (alike(deed_of(a), deed_of(b)) or (a.type == b.type and deed_of(b) is None))
    whole = shared >= WHOLE and a.when == b.when is not None
    return shared + (a.mode == b.mode) if a.mode == b.mode or near or whole else None
