"""Mechanisms: are the meetings that cross.json lists events of the ledger's mechanism, on their days and with their numbers?

The ledger's mechanism is the thing that shares most of the name's words, at least half. A meeting is found where a held event
about it meets the day; its number counts where the record's sentence gives it as an ordinal ("24th", "second").
"""

from __future__ import annotations

import re
from typing import Any

from attache.ledger.entries import EventEntry, ThingEntry
from benchmarks.reconcile.comparing import meets, span, stems
from benchmarks.reconcile.deeds import state_of
from benchmarks.reconcile.ledgers import Case
from benchmarks.reconcile.scores import Fault, Measure, share
from benchmarks.records import fold

PART = "mechanisms"
NUMBERED = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")


def measure_mechanisms(case: Case) -> list[Measure]:
    """Shares of the meetings found, and of those numbered that have their number."""
    found, numbered, all_, with_number = 0, 0, 0, 0
    faults: list[Fault] = []
    for mechanism in case.cross.get("mechanisms", []):
        thing = _thing(case, mechanism["name"])
        for meeting in mechanism["meetings"]:
            when, number = span(meeting["date"]), meeting.get("number")
            says = f"{mechanism['name']} {number or ''} {meeting['date']} in {meeting.get('report')}"
            fits = [e for e in (thing.events if thing else ()) if state_of(e.event) == "held" and meets(when, e.event.when)]
            right = number is not None and any(number in _numbers(e) for e in fits)
            all_, found = all_ + 1, found + bool(fits)
            with_number, numbered = with_number + (number is not None), numbered + right
            if not fits:
                faults.append(Fault("reconciling" if _is_read(case, meeting) else "reading", f"no meeting: {says}"))
            elif number is not None and not right:
                faults.append(Fault("reconciling", f"meeting without its number: {says}"))
    return [
        Measure("meetings of mechanisms found", PART, share(found, all_), 0.97, 0.85, faults),
        Measure("  with their number", PART, share(numbered, with_number)),
    ]


def _is_read(case: Case, meeting: dict[str, Any]) -> bool:
    when = span(meeting["date"])
    return any(meets(when, e.event.when) and e.event.type == "CONSULT" for e in case.events.get(meeting.get("report", ""), []))


def _thing(case: Case, name: str) -> ThingEntry | None:
    def near(thing: ThingEntry) -> float:
        words = stems(name)
        if fold(name) in {fold(n) for n in (thing.name, *thing.aliases)}:
            return 2.0
        return max(2 * len(words & stems(n)) / max(1, len(words) + len(stems(n))) for n in (thing.name, *thing.aliases))

    best = max(case.things, key=lambda t: (near(t), len(t.events), t.id), default=None)
    return best if best is not None and near(best) >= 0.5 else None


def _numbers(entry: EventEntry) -> set[int]:
    """Ordinals in a record's sentence."""
    text = " ".join(q.sentence for q in entry.quotes).casefold()
    return {int(n) for n in NUMBERED.findall(text)} | {n for n, word in enumerate(ORDINALS, 1) if re.search(rf"\b{word}\b", text)}
