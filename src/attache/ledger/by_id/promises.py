"""Promises by id: the verdict with its proof, the first telling and the newest, and how many there are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from attache.ledger.answers import Answers
from attache.ledger.by_id.days import DAY
from attache.ledger.by_id.records import in_order
from attache.ledger.columns import dates_of
from attache.ledger.entries import ChainEntry, PromiseEntry
from attache.ledger.promised import Chains, newest_day, replacing, stored_verdicts
from attache.ledger.promises import Promise, title_of
from attache.ledger.store import Store
from attache.ledger.told import Told, only
from attache.ledger.verdicts import Verdict
from attache.ledger.working.shelf import rows_for
from attache.records import Commitment


@dataclass(frozen=True, slots=True)
class Telling:
    """A commitment record that tells a promise, by the day of its report."""

    day: str
    commitment: str
    report: str = field(compare=False)


def promises(store: Store, ids: Sequence[str]) -> tuple[PromiseEntry, ...]:
    """The promises of these ids with their verdicts as of the newest report; ids of none are left out.

    Stated by the first telling and the newest; what is on the way is left to `promise_story`.
    """
    verdicts = stored_verdicts(store, ids)
    chains = _chains(store, verdicts)
    every = {*verdicts, *chains.linked}
    tellings = tellings_of(store, every)
    answers = Answers(store)
    wanted = {t.commitment for i in verdicts for t in (tellings[i][0], tellings[i][-1])}
    wanted |= {tellings[i][0].commitment for i in chains.linked} | {r for v in verdicts.values() for r in v.proof}
    told = answers.chosen(wanted)
    heads = _heads(store, every, tellings, {t.id: t for t in only(told.values(), Commitment)})
    links = {i: ChainEntry(i, title_of(heads[i]), chains.verdicts[i].verdict, tellings[i][0].day) for i in chains.linked}
    known = Chains(chains.before, chains.after, links)
    day = newest_day(store)
    out = {}
    for identity, verdict in verdicts.items():
        proof = tuple(answers.entry(told[r]) for r in verdict.proof if r in told)
        own = tellings[identity]
        shown = [told[c] for c in dict.fromkeys((own[0].commitment, own[-1].commitment))]
        out[identity] = PromiseEntry(
            id=identity,
            title=title_of(heads[identity]),
            kind=heads[identity].kind,
            measure=heads[identity].measure,
            value=heads[identity].value,
            unit=heads[identity].unit,
            bound=heads[identity].bound,
            due=heads[identity].due,
            parties=tuple(answers.actor(p) for p in heads[identity].parties),
            verdict=verdict.verdict,
            rule=verdict.rule,
            explanation=verdict.explanation,
            as_of=day or None,
            stated=tuple(answers.commitment(t) for t in only(shown, Commitment)),
            proof=proof,
            superseded_by=verdict.superseded_by,
            replaces=known.before.get(identity, ()),
            chain=known.of(identity),
            tellings=len(own),
            reports=len({t.report for t in own}),
        )
    return in_order(ids, out)


def tellings_of(store: Store, ids: Iterable[str]) -> dict[str, list[Telling]]:
    """All tellings of these promises, by promise, the oldest report first."""
    sql = (
        f'SELECT x.promise, x."commitment", r.report, {DAY} FROM promise_commitment x JOIN record r ON r.id = x."commitment" '
        "JOIN sighting s ON s.report = r.report AND s.rank = 0 LEFT JOIN reading g ON g.report = r.report WHERE x.promise IN ({})"
    )
    out: dict[str, list[Telling]] = defaultdict(list)
    for promise, commitment, report, day in rows_for(store, sql, ids):
        out[promise].append(Telling(day, commitment, report))
    for found in out.values():
        found.sort(key=lambda t: (t.day, t.commitment))
    return out


@dataclass(frozen=True, slots=True)
class _Linked:
    """Promises that took the place of one another."""

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, str]
    verdicts: Mapping[str, Verdict]

    @property
    def linked(self) -> set[str]:
        return {*self.after, *self.after.values()}


def _chains(store: Store, verdicts: Mapping[str, Verdict]) -> _Linked:
    known = dict(verdicts) | replacing(store, set(verdicts))
    after = {i: v.superseded_by for i, v in known.items() if v.superseded_by in known and v.superseded_by is not None}
    before: dict[str, list[str]] = defaultdict(list)
    for old, new in sorted(after.items()):
        before[new].append(old)
    return _Linked({i: tuple(olds) for i, olds in before.items()}, after, known)


def _heads(
    store: Store, ids: Iterable[str], tellings: Mapping[str, Sequence[Telling]], told: Mapping[str, Told[Commitment]]
) -> dict[str, Promise]:
    """The promises of these ids as their rows have them, each with its first telling alone."""
    columns = "id, kind, measure, value_low, value_high, unit, bound, due_from, due_to, parties"
    out = {}
    for i, kind, measure, low, high, unit, bound, first, last, parties in rows_for(
        store, f"SELECT {columns} FROM promise WHERE id IN ({{}})", ids
    ):
        value = (low, high) if low is not None and bound == "range" else low
        own = (told[tellings[i][0].commitment],)
        due = dates_of(first, last)
        out[i] = Promise(i, kind, measure, value, unit, bound, due, tuple(json.loads(parties)), (), own)
    return out
