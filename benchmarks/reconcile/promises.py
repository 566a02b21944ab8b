"""Promises: are the tellings of one commitment one promise, is its verdict right, and does it rest on something?

A telling is a `stated_in` of a commitment of cross.json. Among hand-made records it is the one of the same passage; among records
read it is a commitment of the report whose passage touches it, with the same value and a due time that meets, where both tell
them (the value and due of the hand-made telling, where there is one); one record for one telling.

verdicts     of the promise with most of the tellings, as of `as_of`; of all commitments and of those with any telling found.
             A verdict that decides (kept, kept late, missed, disputed, superseded) and is not the true one is counted apart.
joining      B-cubed F1 over the tellings found; what is in no commitment of cross.json takes no part.
supersession F1 of `superseded_by`: the promise of the commitment named; any other successor is too much.
evidence     promises of the ledger, all of them, whose verdict decides and has no proof: must be none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from attache.ledger.entries import CommitmentEntry, PromiseEntry
from attache.records import Dates, Value
from benchmarks.reconcile.comparing import meets, paired, span, touches
from benchmarks.reconcile.ledgers import Case, file_of
from benchmarks.reconcile.scores import Fault, Measure, Tally, b_cubed, share
from benchmarks.records import number

DECIDED = ("kept", "kept late", "missed", "disputed", "superseded")
"""Verdicts that say what became of a promise: each needs evidence."""
PART = "promises"


@dataclass(frozen=True, slots=True)
class Telling:
    """One `stated_in` of a commitment of cross.json."""

    commitment: dict[str, Any]
    report: str
    evidence: str
    place: tuple[int, int] | None
    value: Value | None
    due: Dates | None
    """As this telling has them: a loan of ten billion may be told as eight."""


def measure_promises(case: Case) -> list[Measure]:
    """Verdicts of all and of those found, joining, supersession, and verdicts decided without evidence."""
    truth: list[dict[str, Any]] = case.cross.get("commitments", [])
    promises = case.ledger.promises(as_of=case.cross.get("as_of"))
    by_telling = match(case, truth, promises)
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for (identity, _), promise in by_telling.items():
        held[identity][promise.id] += 1
    by_id = {p.id: p for p in promises}
    main = {c["id"]: by_id[min(held[c["id"]], key=lambda p: (-held[c["id"]][p], p))] for c in truth if held[c["id"]]}
    return [
        *_verdicts(truth, main),
        _joining(truth, by_telling),
        _supersession(truth, main),
        _unfounded(promises),
    ]


def match(case: Case, truth: list[dict[str, Any]], promises: tuple[PromiseEntry, ...]) -> dict[tuple[str, int], PromiseEntry]:
    """The promise that holds each telling, by commitment id and position; one commitment record tells one telling."""
    stated: dict[str, list[tuple[CommitmentEntry, PromiseEntry]]] = defaultdict(list)
    for promise in promises:
        for entry in promise.stated:
            stated[file_of(entry.quotes)].append((entry, promise))
    tellings: dict[str, list[tuple[tuple[str, int], Telling]]] = defaultdict(list)
    for told in truth:
        for n, said in enumerate(told["stated_in"]):
            tellings[said["report"]].append(((told["id"], n), _telling(case, told, said)))
    out = {}
    for file, wanted in tellings.items():
        given = sorted(stated[file], key=lambda p: p[0].id)
        for i, j in paired([t for _, t in wanted], [e for e, _ in given], _fit if not case.by_hand else _exact):
            out[wanted[i][0]] = given[j][1]
    return out


def _telling(case: Case, told: dict[str, Any], said: dict[str, Any]) -> Telling:
    file, words = said["report"], said["evidence"]
    record = case.other.commitments.get((file, words)) if case.other else None
    value = record.value if record else told.get("value")
    due = record.due if record else span(told.get("due"))
    return Telling(told, file, words, case.place(file, words), value, due)


def _exact(telling: Telling, entry: CommitmentEntry) -> float | None:
    return 1.0 if entry.commitment.evidence[0].text == telling.evidence else None


def _fit(telling: Telling, entry: CommitmentEntry) -> float | None:
    """Passages that touch; a value or a due time told by both must agree."""
    told, record = telling.commitment, entry.commitment
    shared = touches(telling.place, (*record.evidence, record.content))
    if shared <= 0:
        return None
    fit: float = shared / max(1, len(telling.evidence))
    if telling.value is not None and record.value is not None:
        if not number(telling.value, record.value):
            return None
        fit += 2
    if telling.due and record.due:
        if not meets(telling.due, record.due):
            return None
        fit += 1
    return fit + 0.5 * bool(told["kind"] == record.kind)


def _verdicts(truth: list[dict[str, Any]], main: dict[str, PromiseEntry]) -> list[Measure]:
    faults, right, wrong = [], 0, []
    for told in truth:
        promise = main.get(told["id"])
        if promise is None:
            faults.append(Fault("reading", f"{told['id']}: no record of it; should be {told['verdict']}"))
        elif promise.verdict == told["verdict"]:
            right += 1
        else:
            sure = "DECIDED WRONGLY: " if promise.verdict in DECIDED else ""
            says = f"{sure}{told['id']}: {promise.verdict} ({promise.rule}), should be {told['verdict']}; {promise.explanation}"
            faults.append(Fault("reconciling", says, told["id"]))
            wrong += [Fault("reconciling", says, told["id"])] if sure else []
    return [
        Measure("verdicts right, of all promises", PART, share(right, len(truth)), 0.97, 1.0, faults),
        Measure("verdicts right, of those found", PART, share(right, len(main)), 0.97, 1.0),
        Measure("wrong verdicts that decide", PART, Tally(given=len(wrong)), 0, 0, wrong, is_count=True),
    ]


def _joining(truth: list[dict[str, Any]], by_telling: dict[tuple[str, int], PromiseEntry]) -> Measure:
    said = {t: p.id for t, p in by_telling.items()}
    tally = b_cubed(sorted(said), {t: t[0] for t in said}, said)
    faults = []
    for told in truth:
        groups = {said[(told["id"], n)] for n in range(len(told["stated_in"])) if (told["id"], n) in said}
        if len(groups) > 1:
            faults.append(Fault("reconciling", f"{told['id']}: in {len(groups)} promises", f"{told['id']} split"))
        for n, where in enumerate(told["stated_in"]):
            if (told["id"], n) not in said and groups:
                faults.append(Fault("reading", f"{told['id']}: not told by {where['report']}: {where['evidence'][:80]!r}"))
    holders: dict[str, set[str]] = defaultdict(set)
    for (identity, _), promise in said.items():
        holders[promise].add(identity)
    faults += [Fault("reconciling", f"one promise of {', '.join(sorted(ids))}") for ids in holders.values() if len(ids) > 1]
    return Measure("tellings of a promise joined (B-cubed F1)", PART, tally, 0.97, 0.90, faults)


def _supersession(truth: list[dict[str, Any]], main: dict[str, PromiseEntry]) -> Measure:
    faults, right, given, wanted = [], 0, 0, 0
    for told in truth:
        promise, new = main.get(told["id"]), told.get("superseded_by")
        wanted += new is not None
        said = promise.superseded_by if promise else None
        given += said is not None
        follower = main.get(new or "")
        if new and said and follower and follower.id == said:
            right += 1
        elif new and (promise is None or follower is None):
            faults.append(Fault("reading", f"{told['id']}: it or its successor {new} not found"))
        elif new or said:
            faults.append(Fault("reconciling", f"{told['id']}: superseded by {_named(said, main)}, should be {new}", told["id"]))
    return Measure("superseded by the right promise (F1)", PART, Tally(right, given, right, wanted), 0.97, None, faults)


def _named(promise: str | None, main: dict[str, PromiseEntry]) -> str | None:
    return next((identity for identity, entry in sorted(main.items()) if entry.id == promise), promise)


def _unfounded(promises: tuple[PromiseEntry, ...]) -> Measure:
    bare = [p for p in promises if p.verdict in DECIDED and not p.proof]
    faults = [Fault("reconciling", f"without evidence: {p.title}: {p.verdict} ({p.rule}) {p.explanation}") for p in bare]
    return Measure("verdicts decided without evidence", PART, Tally(given=len(bare)), 0, 0, faults, is_count=True)
