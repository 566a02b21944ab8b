"""Agreements and mechanisms: is the life line of a thing the one that cross.json tells?

A milestone is a deed (closed set, see `deeds`), held or not (planned, conditional, denied), and days. What an event proposes is
told as proposed too, on the day it was announced. A milestone of cross.json is right where one of the ledger's thing has its
deed, is held or not alike, and meets its days; one for one. The life line is the one of the agreement's name or, failing
that, the one whose milestones fit best among those that share half of its words.

Left out and counted are milestones whose words name no deed, and those that no hand-made record tells: an event of a report they
list, with that deed on those days, that is about the agreement by name or says two of its own words. A memorandum of two
companies belongs to an agreement of their states by nothing that the record says.

Too much is a held stage in the ledger's line that cross.json does not list. Its lines are no full ones, so a stage that a
hand-made record tells of this very agreement is not too much, nor a plan, nor a second telling of a stage that is listed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from attache.ledger.entries import EventEntry
from attache.ledger.lifelines import LifeLine
from attache.records import Dates
from benchmarks.reconcile.comparing import apart, bounded, meets, paired, span, stems, touches
from benchmarks.reconcile.deeds import alike, deed_of, deed_of_words, state_of, state_of_words
from benchmarks.reconcile.ledgers import Case, file_of
from benchmarks.reconcile.scores import Fault, Measure, Tally, share
from benchmarks.records import fold

PART = "agreements"
NO_STAGES = frozenset({"talks", "visit", "announced", "postponed", "session"})
"""Deeds that are no stage of an agreement by themselves: not held against the ledger where cross.json lists none."""
ABOUT_THEN = 60
"""Days from its report's date within which an undated stage may be one with a day."""
OPEN_YEARS = 2
"""Years that "by 31 May 2016" may reach back."""
GENERIC = stems(
    "agreement treaty accord protocol memorandum statement declaration joint plan centre friendly 2010s year per cent"
)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A stage of a thing's life."""

    deed: str
    held: bool
    when: Dates | None
    says: str
    reports: tuple[str, ...]
    entries: tuple[EventEntry, ...] = field(default=(), compare=False)
    others: tuple[Dates, ...] = ()
    """Further dates told of it."""


def measure_lives(case: Case) -> list[Measure]:
    """F1 of milestones over all agreements, and what was left out."""
    truth: list[dict[str, Any]] = case.cross.get("agreements", [])
    said = {line.thing: stages_of(line) for line in case.lines}
    pairs = dict(paired(truth, case.lines, lambda a, line: _fit(a, line, said[line.thing])))
    tally, strict, faults = Tally(), Tally(), list[Fault]()
    for n, agreement in enumerate(truth):
        wanted, left = _wanted(case.other or case, agreement)
        faults += [Fault("left out", f"{agreement['name']}: no record tells it: {m.says} {m.when}") for m in left]
        line = case.lines[pairs[n]] if n in pairs else None
        told = said[line.thing] if line else []
        more, lost = _compared(case, agreement, wanted, told)
        tally += more
        strict += _compared(case, agreement, [*wanted, *left], told)[0]
        faults += [Fault(f.by, f.says if line else f"{f.says} (no such life line)", f.key) for f in lost]
    return [
        Measure("agreement milestones (F1)", PART, tally, 0.97, 0.85, faults),
        Measure("  with those left out", PART, strict),
        Measure("  agreements that have a life line", PART, share(len(pairs), len(truth))),
        _states(case, truth, pairs),
        Measure("  milestones left out", PART, Tally(given=sum(f.by == "left out" for f in faults)), is_count=True),
    ]


def _wanted(case: Case, agreement: dict[str, Any]) -> tuple[list[Milestone], list[Milestone]]:
    """The milestones that count, and those left out. `case` by hand where there is one."""
    wanted, left = list[Milestone](), list[Milestone]()
    for told in agreement["milestones"]:
        words = told["milestone"]
        deed, held = deed_of_words(words), state_of_words(words) == "held"
        milestone = Milestone(deed or "", held, span(told.get("date")), words, tuple(told.get("reports", ())))
        (wanted if deed and _is_told(case, agreement["name"], milestone) else left).append(milestone)
    return wanted, left


def _is_told(case: Case, name: str, milestone: Milestone) -> bool:
    if not case.by_hand:
        return True
    own = stems(name) - GENERIC
    return any(
        _agree(milestone, stage) is not None and _names(entry, name, own)
        for report in milestone.reports
        for entry in case.events.get(report, [])
        for stage in stages(entry)
    )


def _names(entry: EventEntry, name: str, own: frozenset[str]) -> bool:
    event = entry.event
    if fold(name) in {fold(a) for a in event.about}:
        return True
    words = {s for s in own if not s.isdigit()}
    return len(words & stems(*(e.text for e in event.evidence), *event.about)) >= min(2, len(words)) > 0


def _states(case: Case, truth: list[dict[str, Any]], pairs: dict[int, int]) -> Measure:
    """Whether the ledger's state of an agreement names the same deed; those that cross.json calls unknown are left out, and
    those found in the life of a project: it may be planned anew while the loan for it is not signed."""
    faults, right, all_ = [], 0, 0
    for n, agreement in enumerate(truth):
        deed = deed_of_words(agreement.get("state") or "")
        if deed is not None and n in pairs and case.lines[pairs[n]].kind == "agreement":
            said = case.lines[pairs[n]].state
            all_, right = all_ + 1, right + alike(deed, deed_of_words(said))
            if not alike(deed, deed_of_words(said)):
                faults.append(
                    Fault("reconciling", f"{agreement['name']}: {said}, should be {agreement['state']}", agreement["name"])
                )
    return Measure("  their state at present", PART, share(right, all_), faults=faults)


def stages_of(line: LifeLine) -> list[Milestone]:
    """A life line's stages, and apart from them the plans that were told of each."""
    out = []
    for one in line.milestones:
        deed, held = deed_of_words(one.stage), one.reached in ("done", "under way")
        says = f"{file_of(one.quotes)} {one.quotes[0].evidence.text[:60]!r}"
        reports = tuple(Path(q.report.file or "").name for q in one.quotes)
        dates = tuple(d.when for d in one.dates if d.when)
        events = tuple(r for r in one.records if isinstance(r, EventEntry))
        if deed is not None:
            out.append(Milestone(deed, held, one.when, f"{one.label}: {says}", reports, events, dates))
        for stage in (s for entry in events if state_of(entry.event) != "held" for s in stages(entry)):
            out.append(replace(stage, says=f"{one.label}: {says}", reports=reports))
    return out


def stages(entry: EventEntry) -> list[Milestone]:
    """The stages that one event tells of what it is about."""
    event, out = entry.event, []
    deed, held, file = deed_of(event), state_of(event) == "held", file_of(entry.quotes)
    says = f"{file} {event.evidence[0].text[:60]!r}"
    if deed is not None:
        out.append(Milestone(deed, held, event.when, says, (file,), (entry,)))
    if event.status in ("proposed", "planned") and not held:
        out.append(Milestone("proposed", True, event.announced or entry.quotes[0].report.published, says, (file,), (entry,)))
        if event.status == "proposed":
            out.append(Milestone("proposed", True, event.when, says, (file,), (entry,)))
    return out


def _fit(agreement: dict[str, Any], thing: LifeLine, said: list[Milestone]) -> float | None:
    names = (thing.name, *thing.aliases)
    if fold(agreement["name"]) in {fold(n) for n in names}:
        return 100.0
    words = stems(agreement["name"])
    near = max(2 * len(words & stems(n)) / max(1, len(words) + len(stems(n))) for n in names)
    wanted = [
        Milestone(d, state_of_words(m["milestone"]) == "held", span(m.get("date")), "", ())
        for m in agreement["milestones"]
        if (d := deed_of_words(m["milestone"]))
    ]
    hits = len(paired(wanted, said, _agree))
    return near + hits if near >= 0.5 or (near >= 0.3 and hits) else None


def _agree(true: Milestone, said: Milestone) -> float | None:
    if not alike(true.deed, said.deed) or true.held != said.held:
        return None
    if true.when is not None and not _same_days(true.when, said):
        return None
    own = bool(stems(true.says) & stems(*(a.name for e in said.entries for a in e.who)))
    return 1.0 + (true.deed == said.deed) + (true.when == said.when) - (said.when is None) / 2 + own / 2


def _same_days(true: Dates, said: Milestone) -> bool:
    dates = [d for d in (said.when, *said.others) if d is not None]
    if dates:
        return any(meets(bounded(true, OPEN_YEARS), bounded(d, OPEN_YEARS)) for d in dates)
    told = [e.quotes[0].report.published for e in said.entries]
    return any(d is None or apart(true, d) <= ABOUT_THEN for d in told)


def _compared(case: Case, agreement: dict[str, Any], wanted: list[Milestone], said: list[Milestone]) -> tuple[Tally, list[Fault]]:
    name = agreement["name"]
    pairs = paired(wanted, said, _agree)
    hit, used = {i for i, _ in pairs}, {e.id for _, j in pairs for e in said[j].entries}
    listed = [Milestone(m.deed, m.held, m.when, m.says, ()) for m in wanted] + _left_out(agreement)
    extra: dict[tuple[str, Dates | None], Milestone] = {}
    for m in said:
        free = not m.held or m.deed in NO_STAGES or m.deed == "proposed" or any(e.id in used for e in m.entries)
        if not free and not any(_agree(w, m) for w in listed) and not _told_of(case.other or case, name, m):
            extra.setdefault((m.deed, m.when), m)
    faults = []
    for m in (m for i, m in enumerate(wanted) if i not in hit):
        read = case.by_hand or any(_agree(m, s) for r in m.reports for e in case.events.get(r, []) for s in stages(e))
        says = f"{name}: missed: {m.says} {m.when} [{m.deed}]"
        faults.append(Fault("reconciling" if read else "reading", says, says))
    faults += [Fault("reconciling", f"{name}: too much: {m.deed} {m.when}: {m.says}") for m in extra.values()]
    return Tally(len(pairs), len(pairs) + len(extra), len(pairs), len(wanted)), faults


def _left_out(agreement: dict[str, Any]) -> list[Milestone]:
    """All listed milestones, also those that count for nothing: a ledger that has them has nothing too much."""
    told = [(m["milestone"], span(m.get("date"))) for m in agreement["milestones"]]
    return [Milestone(d, state_of_words(w) == "held", when, w, ()) for w, when in told if (d := deed_of_words(w))]


def _told_of(case: Case, name: str, stage: Milestone) -> bool:
    """Whether a hand-made record tells this stage of this very agreement, in the same words."""
    return case.by_hand and any(
        fold(name) in {fold(a) for a in entry.event.about}
        and alike(deed_of(entry.event), stage.deed)
        and touches(case.place(file, one.event.evidence[0].text), entry.event.evidence) > 0
        for one in stage.entries
        for file in (file_of(one.quotes),)
        for entry in case.events.get(file, [])
    )
