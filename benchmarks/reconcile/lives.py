"""Agreements and mechanisms: is the life line of a thing the one that cross.json tells?

A milestone is a deed (closed set, see `deeds`), held or ahead or not done, and days. Milestones of cross.json whose words name no
deed are left out and counted. The ledger's thing for an agreement is the one of the same name or, failing that, the one whose
milestones fit best and whose name shares half of the words; one thing for one agreement. A milestone is right where deed and
state agree and the days meet; several records of one deed on one day are one milestone. What the ledger tells of the thing
besides is too much, but for deeds that are no milestones (a speech, a call).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from attache.ledger.entries import EventEntry, ThingEntry
from attache.records import Dates
from benchmarks.reconcile.comparing import meets, paired, span, stems
from benchmarks.reconcile.deeds import State, alike, deed_of, deed_of_words, state_of, state_of_words
from benchmarks.reconcile.ledgers import Case, file_of
from benchmarks.reconcile.scores import Fault, Measure, Tally, matched, share
from benchmarks.records import fold

PART = "agreements"
MEETINGS = "mechanisms"
NO_MILESTONES = frozenset({"talks", "visit", "announced", "postponed"})
"""Deeds that cross.json may list but that are no stage of an agreement: not held against the ledger."""
NUMBERED = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A stage of a thing's life."""

    deed: str
    state: State
    when: Dates | None
    says: str


def measure_lives(case: Case) -> list[Measure]:
    """F1 of milestones over all agreements; share of the mechanisms' meetings found, by day and by number."""
    truth: list[dict[str, Any]] = case.cross.get("agreements", [])
    said = {t.id: milestones(t) for t in case.things}
    wanted = [_wanted(a) for a in truth]
    pairs = dict(paired(truth, case.things, lambda a, t: _fit(a, t, said[t.id])))
    tally, faults, other = Tally(), [], 0
    for n, agreement in enumerate(truth):
        other += len(agreement["milestones"]) - len(wanted[n])
        thing = case.things[pairs[n]] if n in pairs else None
        more, lost = _compared(case, agreement["name"], wanted[n], said[thing.id] if thing else None)
        tally += more
        faults += lost
    return [
        Measure("agreement milestones (F1)", PART, tally, 0.97, 0.85, faults),
        Measure("  agreements that are a thing", PART, share(len(pairs), len(truth))),
        Measure("  milestones of no known deed", PART, Tally(given=other), is_count=True),
        *_meetings(case),
    ]


def _wanted(agreement: dict[str, Any]) -> list[Milestone]:
    told = [(m["milestone"], span(m["date"])) for m in agreement["milestones"]]
    return [Milestone(d, state_of_words(words), when, words) for words, when in told if (d := deed_of_words(words))]


def milestones(thing: ThingEntry) -> list[Milestone]:
    """The stages in the events about a thing, those of one deed and state on days that meet once."""
    out: list[Milestone] = []
    for entry in sorted(thing.events, key=_by_fineness):
        deed, state = deed_of(entry.event), state_of(entry.event)
        if deed is None:
            continue
        again = any(
            m.deed == deed
            and m.state == state
            and (m.when is None or entry.event.when is None or meets(m.when, entry.event.when))
            for m in out
        )
        if not again:
            out.append(Milestone(deed, state, entry.event.when, f"{file_of(entry.quotes)} {entry.event.evidence[0].text[:60]!r}"))
    return out


def _by_fineness(entry: EventEntry) -> tuple[bool, str, str]:
    when = entry.event.when
    return when is None or None in when, "" if when is None else f"{when[0]}{when[1]}", entry.id


def _fit(agreement: dict[str, Any], thing: ThingEntry, said: list[Milestone]) -> float | None:
    names = [fold(n) for n in (thing.name, *thing.aliases)]
    if fold(agreement["name"]) in names:
        return 10.0
    words = stems(agreement["name"])
    near = max(
        (2 * len(words & stems(n)) / max(1, len(words) + len(stems(n))) for n in (thing.name, *thing.aliases)), default=0.0
    )
    hits = len(paired(_wanted(agreement), said, _agree))
    return near + hits if near >= 0.5 or (near >= 0.3 and hits) else None


def _agree(true: Milestone, said: Milestone) -> float | None:
    if not alike(true.deed, said.deed) or true.state != said.state:
        return None
    if true.when and said.when and not meets(true.when, said.when):
        return None
    return 1.0 + (true.deed == said.deed) + (true.when == said.when) - (said.when is None) / 2


def _compared(case: Case, name: str, wanted: list[Milestone], said: list[Milestone] | None) -> tuple[Tally, list[Fault]]:
    by = "reconciling" if case.by_hand else "reading"
    if said is None:
        return Tally(0, 0, 0, len(wanted)), [Fault(by, f"{name}: no such thing")]  # type: ignore[arg-type]
    pairs = paired(wanted, said, _agree)
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    extra = [m for j, m in enumerate(said) if j not in used and m.deed not in NO_MILESTONES]
    faults = [Fault(by, f"{name}: missed: {m.says} {m.when} [{m.deed}, {m.state}]") for i, m in enumerate(wanted) if i not in hit]  # type: ignore[arg-type]
    faults += [Fault(by, f"{name}: too much: {m.deed}, {m.state} {m.when}: {m.says}") for m in extra]  # type: ignore[arg-type]
    return matched(len(pairs), given=len(pairs) + len(extra), wanted=len(wanted)), faults


def _meetings(case: Case) -> Iterator[Measure]:
    """Meetings of mechanisms: a held event about the mechanism on the day; its number where one is told."""
    held, numbered, all_, with_number = 0, 0, 0, 0
    faults: list[Fault] = []
    for mechanism in case.cross.get("mechanisms", []):
        pairs = paired([mechanism], case.things, lambda m, t: _fit({**m, "milestones": []}, t, []))
        thing = case.things[pairs[0][1]] if pairs else None
        for meeting in mechanism["meetings"]:
            when, number = span(meeting["date"]), meeting.get("number")
            fits = [e for e in (thing.events if thing else ()) if state_of(e.event) == "held" and meets(when, e.event.when)]
            all_ += 1
            held += bool(fits)
            says = f"{mechanism['name']} {number} {meeting['date']} in {meeting.get('report')}"
            if not fits:
                faults.append(Fault("reconciling" if case.by_hand else "reading", f"no meeting: {says}"))
            if number is not None:
                with_number += 1
                right = any(number in _numbers(e) for e in fits)
                numbered += right
                if fits and not right:
                    faults.append(Fault("reconciling", f"meeting without its number: {says}"))
    yield Measure("meetings of mechanisms found", MEETINGS, share(held, all_), 0.97, 0.85, faults)
    yield Measure("  with their number", MEETINGS, share(numbered, with_number))


def _numbers(entry: EventEntry) -> set[int]:
    """Ordinals in a record's sentence."""
    text = " ".join(q.sentence for q in entry.quotes).casefold()
    return {int(n) for n in NUMBERED.findall(text)} | {n for n, word in enumerate(ORDINALS, 1) if re.search(rf"\b{word}\b", text)}
