"""Mechanisms: are the meetings that cross.json lists in the mechanism's life line, on their days and with their numbers?

The ledger's mechanism is the life line whose name shares most words, at least half. A meeting is found where a stage of it that
took place meets the day; its number where that stage has it. A meeting that was still to come when its report came out is found
in a stage that is planned.
"""

from __future__ import annotations

from typing import Any

from attache.ledger.lifelines import LifeLine
from benchmarks.reconcile.comparing import meets, span, stems
from benchmarks.reconcile.ledgers import Case
from benchmarks.reconcile.scores import Fault, Measure, share
from benchmarks.records import fold

PART = "mechanisms"
HELD = ("done", "under way")
AHEAD = ("planned", "postponed")


def measure_mechanisms(case: Case) -> list[Measure]:
    """Shares of the meetings found, and of those numbered that have their number."""
    found, numbered, all_, with_number = 0, 0, 0, 0
    faults: list[Fault] = []
    for mechanism in case.cross.get("mechanisms", []):
        line = _line(case, mechanism["name"])
        for meeting in mechanism["meetings"]:
            when, number = span(meeting["date"]), meeting.get("number")
            says = f"{mechanism['name']} {number or ''} {meeting['date']} in {meeting.get('report')}"
            reached = (*HELD, *AHEAD) if _was_ahead(case, meeting) else HELD
            fits = [
                m for m in (line.milestones if line else ()) if m.reached in reached and any(meets(when, d.when) for d in m.dates)
            ]
            right = number is not None and any(m.number == number for m in fits)
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


def _was_ahead(case: Case, meeting: dict[str, Any]) -> bool:
    """Whether the meeting was still to come on the day of the report that cross.json takes it from."""
    when = span(meeting["date"])
    published = [e.quotes[0].report.published for e in case.events.get(meeting.get("report", ""), [])[:1]]
    out = (published[0] or (None, None))[1] if published else None
    return bool(when and when[0] and out and when[0] > out)


def _is_read(case: Case, meeting: dict[str, Any]) -> bool:
    when = span(meeting["date"])
    return any(meets(when, e.event.when) and e.event.type == "CONSULT" for e in case.events.get(meeting.get("report", ""), []))


def _line(case: Case, name: str) -> LifeLine | None:
    def near(line: LifeLine) -> float:
        words = stems(name)
        if fold(name) in {fold(n) for n in (line.name, *line.aliases)}:
            return 2.0
        return max(2 * len(words & stems(n)) / max(1, len(words) + len(stems(n))) for n in (line.name, *line.aliases))

    best = max(case.lines, key=lambda line: (near(line), len(line.milestones), line.thing), default=None)
    return best if best is not None and near(best) >= 0.5 else None
