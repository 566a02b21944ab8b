"""Announced events: does the ledger know what became of them?

The event record of the announcing report is the one that tells the title on the announced days, planned or held. The ledger's
answer is the state of its occurrence: happened where it is held, else postponed or pending (day to come) or unknown (day past).
The outcomes of cross.json are free words: "happened" anywhere in them is happened; postponed, unknown and pending as they say.
"postponed, happened in October" is right as happened.
"""

from __future__ import annotations

from attache.ledger.entries import EventEntry
from benchmarks.reconcile.comparing import span
from benchmarks.reconcile.deeds import state_of
from benchmarks.reconcile.ledgers import Case
from benchmarks.reconcile.scores import Fault, Measure, Tally, share
from benchmarks.reconcile.tellers import tellers

PART = "planned"


def outcome_of_words(words: str) -> str:
    """happened, postponed, pending or unknown."""
    lower = words.casefold()
    return next((o for o in ("happened", "postponed", "pending") if o in lower), "unknown")


def measure_planned(case: Case) -> list[Measure]:
    """Share of announced events with the right outcome, among those told by a record; those left out are counted."""
    faults, right, told, left = [], 0, 0, 0
    states: dict[str, list[EventEntry]] = {}
    for entries in case.events.values():
        for entry in entries:
            states.setdefault(entry.occurrence or entry.id, []).append(entry)
    truth = case.cross.get("planned_events", [])
    for planned in truth:
        announced, wanted = planned["announced"], outcome_of_words(planned["outcome"])
        found = tellers(case, planned["event"], announced["date"], None, announced["report"])
        name = f"{planned['event']} {announced['date']} in {announced['report']}"
        if not found:
            left += 1
            faults.append(Fault("reading" if not case.by_hand else "left out", f"no record tells it: {name}"))
            continue
        told += 1
        plan = next((e for e in found if state_of(e.event) == "ahead"), found[0])
        said = _outcome(plan, states[plan.occurrence or plan.id], case.cross.get("as_of", "9999"))
        right += said == wanted
        if said != wanted:
            faults.append(
                Fault("reconciling", f"{said}, should be {planned['outcome']}: {name}: {plan.event.evidence[0].text[:70]!r}")
            )
    return [
        Measure("outcome of announced events", PART, share(right, told), 0.97, 0.85, faults),
        Measure("  that no record tells", PART, Tally(given=left), is_count=True),
    ]


def _outcome(plan: EventEntry, tellings: list[EventEntry], as_of: str) -> str:
    if any(state_of(e.event) == "held" for e in tellings):
        return "happened"
    if any(e.event.status == "postponed" for e in tellings):
        return "postponed"
    when = span(plan.event.when)
    return "pending" if when and (when[1] or when[0] or "") > as_of else "unknown"
