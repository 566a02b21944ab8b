"""Agreements and mechanisms: is the life line of a thing the one that cross.json tells?

A milestone is a deed (closed set, see `deeds`), held or not (planned, conditional, denied), and days. What an event proposes is
told as proposed too, on the day it was announced. A milestone of cross.json is right where one of the ledger's thing has its
deed, is held or not alike, and meets its days; one for one. The thing is the one of the agreement's name or, failing that, the
one whose milestones fit best among those that share half of its words.

Left out and counted are milestones whose words name no deed, and those that no hand-made record tells: an event of a report they
list, with that deed on those days, that is about the agreement by name or says two of its own words. A memorandum of two
companies belongs to an agreement of their states by nothing that the record says.

Too much is a held stage in the ledger's line that cross.json does not list. Its lines are no full ones, so a stage that a
hand-made record tells of this very agreement is not too much, nor a plan, nor a second telling of a stage that is listed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from attache.ledger.entries import EventEntry, ThingEntry
from attache.records import Dates
from benchmarks.reconcile.comparing import apart, meets, paired, span, stems, touches
from benchmarks.reconcile.deeds import alike, deed_of, deed_of_words, state_of, state_of_words
from benchmarks.reconcile.ledgers import Case, file_of
from benchmarks.reconcile.scores import Fault, Measure, Tally, share
from benchmarks.records import fold

PART = "agreements"
NO_STAGES = frozenset({"talks", "visit", "announced", "postponed", "session"})
"""Deeds that are no stage of an agreement by themselves: not held against the ledger where cross.json lists none."""
ABOUT_THEN = 60
"""Days from its report's date within which an undated stage may be one with a day."""
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
    entry: EventEntry | None = field(default=None, compare=False)


def measure_lives(case: Case) -> list[Measure]:
    """F1 of milestones over all agreements, and what was left out."""
    truth: list[dict[str, Any]] = case.cross.get("agreements", [])
    said = {t.id: [m for e in t.events for m in stages(e)] for t in case.things}
    pairs = dict(paired(truth, case.things, lambda a, t: _fit(a, t, said[t.id])))
    tally, faults = Tally(), list[Fault]()
    for n, agreement in enumerate(truth):
        wanted, left = _wanted(case.other or case, agreement)
        faults += [Fault("left out", f"{agreement['name']}: no record tells it: {w}") for w in left]
        thing = case.things[pairs[n]] if n in pairs else None
        more, lost = _compared(case, agreement, wanted, said[thing.id] if thing else [])
        tally += more
        faults += [Fault(f.by, f.says if thing else f"{f.says} (no such thing)", f.key) for f in lost]
    return [
        Measure("agreement milestones (F1)", PART, tally, 0.97, 0.85, faults),
        Measure("  agreements that are a thing", PART, share(len(pairs), len(truth))),
        Measure("  milestones left out", PART, Tally(given=sum(f.by == "left out" for f in faults)), is_count=True),
    ]


def _wanted(case: Case, agreement: dict[str, Any]) -> tuple[list[Milestone], list[str]]:
    """The milestones that count, and the words of those left out. `case` by hand where there is one."""
    wanted, left = [], []
    for told in agreement["milestones"]:
        words, when = told["milestone"], span(told["date"])
        deed = deed_of_words(words)
        milestone = Milestone(deed or "", state_of_words(words) == "held", when, words, tuple(told["reports"]))
        if deed and _is_told(case, agreement["name"], milestone):
            wanted.append(milestone)
        else:
            left.append(f"{words} {when}")
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


def stages(entry: EventEntry) -> list[Milestone]:
    """The stages that one event tells of what it is about."""
    event, out = entry.event, []
    deed, held, file = deed_of(event), state_of(event) == "held", file_of(entry.quotes)
    says = f"{file} {event.evidence[0].text[:60]!r}"
    if deed is not None:
        out.append(Milestone(deed, held, event.when, says, (file,), entry))
    if event.status in ("proposed", "planned") and not held:
        out.append(Milestone("proposed", True, event.announced or entry.quotes[0].report.published, says, (file,), entry))
        if event.status == "proposed":
            out.append(Milestone("proposed", True, event.when, says, (file,), entry))
    return out


def _fit(agreement: dict[str, Any], thing: ThingEntry, said: list[Milestone]) -> float | None:
    names = (thing.name, *thing.aliases)
    if fold(agreement["name"]) in {fold(n) for n in names}:
        return 100.0
    words = stems(agreement["name"])
    near = max(2 * len(words & stems(n)) / max(1, len(words) + len(stems(n))) for n in names)
    wanted = [
        Milestone(d, state_of_words(m["milestone"]) == "held", span(m["date"]), "", ())
        for m in agreement["milestones"]
        if (d := deed_of_words(m["milestone"]))
    ]
    hits = len(paired(wanted, said, _agree))
    return near + hits if near >= 0.5 or (near >= 0.3 and hits) else None


def _agree(true: Milestone, said: Milestone) -> float | None:
    if not alike(true.deed, said.deed) or true.held != said.held:
        return None
    if true.when is not None and said.when is None and said.entry is not None:
        told = said.entry.quotes[0].report.published
        if told is not None and apart(true.when, told) > ABOUT_THEN:
            return None
    elif true.when and said.when and not meets(true.when, said.when):
        return None
    own = said.entry is None or bool(stems(true.says) & stems(*(a.name for a in said.entry.who)))
    return 1.0 + (true.deed == said.deed) + (true.when == said.when) - (said.when is None) / 2 + own / 2


def _compared(case: Case, agreement: dict[str, Any], wanted: list[Milestone], said: list[Milestone]) -> tuple[Tally, list[Fault]]:
    name = agreement["name"]
    pairs = paired(wanted, said, _agree)
    hit, used = {i for i, _ in pairs}, {said[j].entry for _, j in pairs}
    listed = [Milestone(m.deed, m.held, m.when, m.says, ()) for m in wanted] + _left_out(agreement)
    extra: dict[tuple[str, Dates | None], Milestone] = {}
    for m in said:
        free = not m.held or m.deed in NO_STAGES or m.deed == "proposed" or m.entry in used
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
    told = [(m["milestone"], span(m["date"])) for m in agreement["milestones"]]
    return [Milestone(d, state_of_words(w) == "held", when, w, ()) for w, when in told if (d := deed_of_words(w))]


def _told_of(case: Case, name: str, stage: Milestone) -> bool:
    """Whether a hand-made record tells this stage of this very agreement, in the same words."""
    if stage.entry is None or not case.by_hand:
        return False
    file = stage.reports[0]
    return any(
        fold(name) in {fold(a) for a in entry.event.about}
        and (deed_of(entry.event) == stage.deed)
        and (entry is stage.entry or touches(case.place(file, stage.entry.event.evidence[0].text), entry.event.evidence) > 0)
        for entry in case.events.get(file, [])
    )
