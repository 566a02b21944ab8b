"""Occurrences: are the tellings of one event over reports one occurrence, and nothing else joined with them?

Items are pairs (cluster, report) of `event_clusters`. An item stands for the event records of the report that tell the event
(see `tellers`); two items are joined by the ledger where a record of one and a record of the other are in one occurrence.
A cluster whose days span more than 45 is the life of a thing (planned, first stone, opened): there two items are joined as well
where their records are about one thing of the ledger.

B-cubed. Recall of an item: share of its cluster's items that it is joined with. Precision: share of what it is joined with
that belongs to its cluster. What it may be joined with are the items of all clusters and, one by one, all other event records.
Cross.json lists examples, not every event told twice, so a joined record outside the clusters counts as wrong only where
- it comes from a report the cluster does not list, and
- it is told as held (an announcement of the event in an earlier report is rightly joined, listed or not).
A second record of the event in a listed report is no wrong merge: it tells the same event twice. Two records in no cluster that
are joined although deed, days, actors or what they are about speak against it are a wrong merge too; each such record is one more
item.

Items of which the report has no event record (only an anniversary, a figure, a promise) are left out, counted and listed. On
read records an item that the hand-made records tell and the reader did not find is a loss of reading: the strict figure counts
it as joined with nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from attache.ledger.entries import EventEntry
from benchmarks.reconcile.comparing import meets, stems
from benchmarks.reconcile.deeds import alike, deed_of, state_of
from benchmarks.reconcile.ledgers import Case, Cross, file_of
from benchmarks.reconcile.scores import Fault, Measure, Tally
from benchmarks.reconcile.tellers import Wanted, is_life, tellers

PART = "clusters"


@dataclass(frozen=True, slots=True)
class Item:
    """An event as told by one report."""

    cluster: str
    report: str
    records: tuple[EventEntry, ...]
    life: bool

    @property
    def name(self) -> str:
        """How a fault names it."""
        return f"{self.cluster} in {self.report}"


def items_of(case: Case) -> list[Item]:
    """All items; those that no record tells have no records."""
    listed = case.cross.get("event_clusters", [])
    besides: dict[str, list[tuple[str, Wanted]]] = defaultdict(list)
    for c in listed:
        for report in c["reports"]:
            besides[report].append((c["id"], _wanted(c)))
    return [
        Item(
            c["id"],
            report,
            tellers(case, *_wanted(c), report, [w for i, w in besides[report] if i != c["id"]]),
            is_life(c.get("date")),
        )
        for c in listed
        for report in c["reports"]
    ]


def _wanted(cluster: Cross) -> Wanted:
    return cluster["event"], cluster.get("date"), cluster.get("where")


def measure_clusters(case: Case) -> list[Measure]:
    """B-cubed over the items that have records, the strict figure over all, and the items left out."""
    items = items_of(case)
    told = {(i.cluster, i.report) for i in (items_of(case.other) if case.other else items) if i.records}
    found = [i for i in items if i.records]
    joined = {(a, b) for a in range(len(found)) for b in range(len(found)) if a == b or _joined(case, found[a], found[b])}
    tally, faults = _b_cubed(case, found, joined)
    strict = Tally() + tally
    left = [i for i in items if not i.records]
    for item in left:
        if (item.cluster, item.report) in told:
            strict += Tally(0, 0, 0, 1)
            faults.append(Fault("reading", f"no record read: {item.name}"))
        else:
            faults.append(Fault("left out", f"no record tells it: {item.name}"))
    out = [Measure("occurrences (B-cubed F1)", PART, tally, 0.97, 0.90, faults)]
    if not case.by_hand:
        out.append(Measure("  with what was not read", PART, strict))
    out.append(
        Measure(
            "  items that no record tells",
            PART,
            Tally(given=len([i for i in items if (i.cluster, i.report) not in told])),
            is_count=True,
        )
    )
    return out


def _joined(case: Case, one: Item, other: Item) -> bool:
    if {e.occurrence for e in one.records} & {e.occurrence for e in other.records}:
        return True
    return one.life and one.cluster == other.cluster and bool(_things(case, one) & _things(case, other))


def _things(case: Case, item: Item) -> frozenset[str]:
    return frozenset(t for e in item.records for t in case.things_of.get(e.id, ()))


def _b_cubed(case: Case, items: list[Item], joined: set[tuple[int, int]]) -> tuple[Tally, list[Fault]]:
    tally, faults = Tally(), []
    mine = {e.id for i in items for e in i.records}
    by_occurrence: dict[str, list[EventEntry]] = defaultdict(list)
    for entries in case.events.values():
        for entry in entries:
            by_occurrence[entry.occurrence or entry.id].append(entry)
    reports: dict[str, set[str]] = defaultdict(set)
    for listed in case.cross.get("event_clusters", []):
        reports[listed["id"]] |= set(listed["reports"])
    for n, item in enumerate(items):
        same = [m for m, other in enumerate(items) if other.cluster == item.cluster]
        partners = [m for m in range(len(items)) if (n, m) in joined]
        strangers = [
            e
            for o in sorted({e.occurrence or e.id for e in item.records})
            for e in by_occurrence[o]
            if e.id not in mine and file_of(e.quotes) not in reports[item.cluster] and state_of(e.event) == "held"
        ]
        right = len(set(same) & set(partners))
        # A teller that another occurrence of this report tells better is not held against the item: see `told apart`.
        wrong = [m for m in partners if m not in same and not _told_apart(items[n], items[m])]
        tally += Tally(right / (right + len(wrong) + len(strangers)), 1, right / len(same), 1)
        faults += [_fault("not joined", item, items[m]) for m in same if m > n and m not in partners]
        faults += [_fault("wrongly joined", item, items[m]) for m in wrong if m > n]
        faults += [Fault("reconciling", f"wrongly joined: {item.name} / {_said(e)}") for e in strangers]
    for entries in by_occurrence.values():
        bad = _strange_pairs([e for e in entries if e.id not in mine])
        for entry, others in bad.items():
            tally += Tally(1 / (1 + len(others)), 1, 0, 0)
            faults.append(Fault("reconciling", f"wrongly joined: {_said(entry)} / {'; '.join(_said(o) for o in others)}"))
    return tally, faults


def _told_apart(one: Item, other: Item) -> bool:
    """Whether two clusters share a record as teller, so that no ledger could keep them apart."""
    return bool({e.id for e in one.records} & {e.id for e in other.records})


def _strange_pairs(entries: list[EventEntry]) -> dict[EventEntry, list[EventEntry]]:
    out: dict[EventEntry, list[EventEntry]] = defaultdict(list)
    for one, other in combinations(entries, 2):
        if file_of(one.quotes) == file_of(other.quotes) or state_of(one.event) != "held" or state_of(other.event) != "held":
            continue
        if not _may_be_one(one, other):
            out[one].append(other)
            out[other].append(one)
    return out


def _may_be_one(one: EventEntry, other: EventEntry) -> bool:
    """Whether nothing that two records tell speaks against their being one event: deed, days, who, what about."""
    a, b = one.event, other.event
    deed = a.mode == b.mode or alike(deed_of(a), deed_of(b))
    days = a.when is None or b.when is None or meets(a.when, b.when)
    actors = [{i for x in (*e.who, *e.target) for i in (x.id, x.country) if i} for e in (one, other)]
    about = [stems(*e.about) for e in (a, b)]
    return deed and days and all(not one or not two or bool(one & two) for one, two in (actors, about))


def _fault(what: str, one: Item, other: Item) -> Fault:
    key = f"{what}: {one.name} / {other.name}"
    return Fault("reconciling", f"{key}:\n      {_said(one.records[0])}\n      {_said(other.records[0])}", key)


def _said(entry: EventEntry) -> str:
    e = entry.event
    who = ", ".join(a.name for a in (*entry.who, *entry.target))
    about = f" about {'; '.join(e.about)}" if e.about else ""
    where = f" in {e.where}" if e.where else ""
    return f"{file_of(entry.quotes)} {e.type}/{e.mode} {e.status} {e.when}{where}, {who}{about}: {e.evidence[0].text[:60]!r}"
