"""Promises by id: the verdict with its proof, the first telling and the newest, and how many there are."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from attache.ledger.answers import Answers
from attache.ledger.by_id.days import DAY
from attache.ledger.by_id.records import in_order
from attache.ledger.columns import Record, dates_of
from attache.ledger.entries import ChainEntry, FigureEntry, PromiseEntry, RecordEntry
from attache.ledger.promised import Chains, newest_day, replacing, stored_verdicts
from attache.ledger.store import Row, Store
from attache.ledger.told import Told, only
from attache.ledger.verdicts import Verdict
from attache.ledger.working.shelf import rows_for
from attache.records import Commitment

COLUMNS = "p.id, p.kind, p.measure, p.value_low, p.value_high, p.unit, p.bound, p.due_from, p.due_to, p.parties"
TOLD = "t.title, t.first, t.newest, t.tellings"


def promises(store: Store, ids: Sequence[str], proofs: int = 6) -> tuple[PromiseEntry, ...]:
    """The promises of these ids with their verdicts as of the newest report; ids of none are left out.

    Stated by the first telling and the newest; what is on the way is left to `promise_story`. Of more proofs than wanted,
    figures that tell the same stand once, and the first are shown.
    """
    verdicts = stored_verdicts(store, ids)
    chains = _chains(store, verdicts)
    sql = f"SELECT {COLUMNS}, {TOLD} FROM promise p JOIN promise_told t ON t.promise = p.id WHERE p.id IN ({{}})"
    rows = {str(row[0]): row for row in rows_for(store, sql, verdicts)}
    answers = Answers(store)
    shown = _proofs(store, verdicts, proofs)
    told = answers.chosen(
        {r for group in shown.values() for r in group} | {record for row in rows.values() for record in row[11:13]}
    )
    look = _Look(answers, verdicts, chains, shown, told, newest_day(store))
    return in_order(ids, {i: _entry(look, row) for i, row in rows.items()})


@dataclass(frozen=True, slots=True)
class _Look:
    """What the entries are made from."""

    answers: Answers
    verdicts: Mapping[str, Verdict]
    chains: Chains
    proofs: Mapping[str, Mapping[str, int]]
    told: Mapping[str, Told[Record]]
    day: str


def _entry(look: _Look, row: Row) -> PromiseEntry:
    identity, kind, measure, low, high, unit, bound, first_due, last_due, parties, title, first, newest, tellings = row
    answers, verdict, told = look.answers, look.verdicts[identity], look.told
    stated = [told[c] for c in dict.fromkeys((first, newest)) if c in told]
    return PromiseEntry(
        id=identity,
        title=title,
        kind=kind,
        measure=measure,
        value=(low, high) if low is not None and bound == "range" else low,
        unit=unit,
        bound=bound,
        due=dates_of(first_due, last_due),
        parties=tuple(answers.actor(p) for p in json.loads(parties)),
        verdict=verdict.verdict,
        rule=verdict.rule,
        explanation=verdict.explanation,
        as_of=look.day or None,
        stated=tuple(answers.commitment(t) for t in only(stated, Commitment)),
        proof=tuple(_proof(answers.entry(told[r]), n) for r, n in look.proofs[identity].items() if r in told),
        superseded_by=verdict.superseded_by,
        replaces=look.chains.before.get(identity, ()),
        chain=look.chains.of(identity),
        tellings=tellings,
        proofs=len(verdict.proof),
    )


def _proof(entry: RecordEntry, number: int) -> RecordEntry:
    return replace(entry, told=number) if isinstance(entry, FigureEntry) else entry


def _proofs(store: Store, verdicts: Mapping[str, Verdict], number: int) -> dict[str, dict[str, int]]:
    """By promise, the records that prove the verdict, each with the number of those that it stands for."""
    many = {r for v in verdicts.values() if len(v.proof) > number for r in v.proof}
    sql = "SELECT figure, series || says FROM series_moment WHERE figure IN ({})"
    alike: dict[str, str] = dict(rows_for(store, sql, many))
    out = {}
    for i, verdict in verdicts.items():
        merged = len(verdict.proof) > number
        told = Counter(alike.get(r, r) if merged else r for r in verdict.proof)
        first: dict[str, str] = {}
        for record in verdict.proof:
            first.setdefault(alike.get(record, record) if merged else record, record)
        out[i] = {record: told[says] for says, record in list(first.items())[:number]}
    return out


def _chains(store: Store, verdicts: Mapping[str, Verdict]) -> Chains:
    """Which promise took the place of which, as far as these hang together with others."""
    known = dict(verdicts) | replacing(store, set(verdicts))
    after = {i: v.superseded_by for i, v in known.items() if v.superseded_by in known and v.superseded_by is not None}
    before: dict[str, list[str]] = defaultdict(list)
    for old, new in sorted(after.items()):
        before[new].append(old)
    sql = (
        f"SELECT t.promise, t.title, {DAY} FROM promise_told t JOIN record r ON r.id = t.first "
        "JOIN sighting s ON s.report = r.report AND s.rank = 0 LEFT JOIN reading g ON g.report = r.report WHERE t.promise IN ({})"
    )
    rows = rows_for(store, sql, {*after, *after.values()})
    links = {i: ChainEntry(i, title, known[i].verdict, day) for i, title, day in rows}
    return Chains({i: tuple(olds) for i, olds in before.items()}, after, links)
