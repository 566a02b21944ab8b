"""Promises with their verdicts, as asked for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.columns import Record
from attache.ledger.entries import ChainEntry, MarkEntry, PromiseEntry
from attache.ledger.promises import Promise, title_of
from attache.ledger.queries import reports
from attache.ledger.store import Cell, Store
from attache.ledger.told import Told, latest
from attache.ledger.verdicts import Case, Mark, Verdict, judge, way
from attache.ledger.working.judging import AT_ONCE, Judging
from attache.ledger.working.shelf import rows_for


def promises(store: Store, scope: Scope, *, as_of: str | None = None, on_the_way: bool = True) -> tuple[PromiseEntry, ...]:
    """Promises with their verdicts, those with a figure first, by due day; in scope by the date of any telling or the due day.

    Where no report lies in the span of days there is nothing to tell of it, so nothing is listed.
    `as_of` (a day) judges as things stood then; by default as of the newest report's date.
    """
    if scope.days is not None and not reports(store, scope):
        return ()
    inside = "SELECT id FROM promise"
    values: tuple[Cell, ...] = ()
    if scope.pair is not None:
        chosen, values = scope.records("commitment")
        inside = f'SELECT promise FROM promise_commitment WHERE "commitment" IN ({chosen})'
    ids = {str(p) for (p,) in store.rows(inside, values)}

    def holds(promise: Promise) -> bool:
        return scope.holds(promise.due) or any(scope.holds(t.published) for t in promise.told)

    return entries_of(store, ids, as_of, holds, on_the_way=on_the_way)


def entries_of(
    store: Store,
    ids: Iterable[str],
    as_of: str | None = None,
    holds: Callable[[Promise], bool] = lambda _: True,
    *,
    on_the_way: bool = True,
) -> tuple[PromiseEntry, ...]:
    """The promises of these ids that hold, with their verdicts; those that no report had told by `as_of` are left out.

    Without `on_the_way` the evidence on their way is left out: it has to be looked up for each.
    """
    answers = Answers(store)
    judging = Judging(answers.shelf)
    built = [p for p in judging.promises(ids) if holds(p)]
    day = as_of or newest_day(store)
    cases = _cases(judging, built, day) if on_the_way or as_of is not None else {}
    verdicts = stored_verdicts(store, (p.id for p in built)) if as_of is None else {i: judge(c) for i, c in cases.items()}
    wanted = [p for p in built if p.id in verdicts]
    chains = _chains(judging, verdicts, cases if as_of is not None else None, day)
    marks = {p.id: way(cases[p.id]) for p in wanted if p.id in cases} if on_the_way else {}
    named = {i for p in wanted for i in verdicts[p.id].proof} | {m.record for group in marks.values() for m in group}
    records = {t.id: t for t in answers.any_told("SELECT value FROM json_each(?)", (json.dumps(sorted(named)),))}
    look = _Look(answers, records, verdicts, chains, marks, day)
    out = [_entry(look, p) for p in wanted]
    return tuple(sorted(out, key=lambda p: (p.value is None, p.due is None, latest(p.due), p.measure or "", p.id)))


def newest_day(store: Store) -> str:
    """The day of the newest report, as of which verdicts are stored; empty where no report has one."""
    newest = store.rows("SELECT value FROM state WHERE key = 'as_of'")
    return str(newest[0][0]) if newest else ""


def _cases(judging: Judging, promises: Sequence[Promise], day: str) -> dict[str, Case]:
    """The case of each promise as of a day; those that no report had told by then have none."""
    out = {}
    for start in range(0, len(promises), AT_ONCE):
        found = judging.cases(promises[start : start + AT_ONCE], day)
        out.update({case.promise.id: case for _, case, _ in found if case is not None})
    return out


def stored_verdicts(store: Store, promises: Iterable[str]) -> dict[str, Verdict]:
    """The verdicts as of the newest report's date."""
    sql = "SELECT promise, verdict, rule, explanation, proof, superseded_by FROM verdict WHERE promise IN ({})"
    rows = rows_for(store, sql, promises)
    return {p: Verdict(p, v, r, e, tuple(json.loads(proof)), s) for p, v, r, e, proof, s in rows}


# Promises that took the place of one another


@dataclass(frozen=True, slots=True)
class Chains:
    """Which promise took the place of which, with title, verdict and first day of each by id."""

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, str]
    links: Mapping[str, ChainEntry]

    def of(self, promise: str) -> tuple[ChainEntry, ...]:
        """All that took the place of one another, the oldest first; empty where a promise stands alone."""
        found = {promise}
        todo = [promise]
        while todo:
            one = todo.pop()
            near = {*self.before.get(one, ()), *((self.after[one],) if one in self.after else ())} - found
            found |= near
            todo += sorted(near)
        links = [self.links[i] for i in found if i in self.links]
        return tuple(sorted(links, key=lambda c: (c.told, c.id))) if len(links) > 1 else ()


def _chains(judging: Judging, verdicts: Mapping[str, Verdict], cases: Mapping[str, Case] | None, day: str) -> Chains:
    """The chains of judged promises; `cases` where they were judged as of another day than the ledger's."""
    known = dict(verdicts)
    if cases is None:
        known |= replacing(judging.store, set(verdicts))
    else:
        rivals = {r.id: r for c in cases.values() for r in c.rivals if r.id not in known}
        known |= {i: judge(c) for i, c in _cases(judging, [rivals[i] for i in sorted(rivals)], day).items()}
    after = {i: v.superseded_by for i, v in known.items() if v.superseded_by in known and v.superseded_by is not None}
    before: dict[str, list[str]] = defaultdict(list)
    for old, new in sorted(after.items()):
        before[new].append(old)
    linked = judging.promises({*after, *after.values()})
    links = {p.id: ChainEntry(p.id, title_of(p), known[p.id].verdict, p.first) for p in linked}
    return Chains({i: tuple(olds) for i, olds in before.items()}, after, links)


def replacing(store: Store, ids: set[str]) -> dict[str, Verdict]:
    """Stored verdicts on all promises that took the place of these, or whose place they took, and so on."""
    out: dict[str, Verdict] = {}
    todo, seen = set(ids), set()
    while todo:
        seen |= todo
        back = {str(p) for (p,) in rows_for(store, "SELECT promise FROM verdict WHERE superseded_by IN ({})", todo)}
        found = stored_verdicts(store, todo | back)
        out |= found
        todo = (back | {v.superseded_by for v in found.values() if v.superseded_by is not None}) - seen
    return out


# Entries


@dataclass(frozen=True, slots=True)
class _Look:
    """What the entries are made from."""

    answers: Answers
    records: Mapping[str, Told[Record]]
    verdicts: Mapping[str, Verdict]
    chains: Chains
    marks: Mapping[str, Sequence[Mark]]
    day: str


def _entry(look: _Look, promise: Promise) -> PromiseEntry:
    answers, verdict, day = look.answers, look.verdicts[promise.id], look.day
    stated = tuple(answers.commitment(t) for t in promise.told if not day or t.day <= day)
    return PromiseEntry(
        id=promise.id,
        title=title_of(promise),
        kind=promise.kind,
        measure=promise.measure,
        value=promise.value,
        unit=promise.unit,
        bound=promise.bound,
        due=promise.due,
        parties=tuple(answers.actor(p) for p in promise.parties),
        verdict=verdict.verdict,
        rule=verdict.rule,
        explanation=verdict.explanation,
        as_of=day or None,
        stated=stated,
        proof=tuple(answers.entry(look.records[i]) for i in verdict.proof if i in look.records),
        superseded_by=verdict.superseded_by,
        replaces=look.chains.before.get(promise.id, ()),
        chain=look.chains.of(promise.id),
        on_the_way=tuple(
            MarkEntry(m.day, m.kind, m.words, m.share, answers.entry(look.records[m.record]))
            for m in look.marks.get(promise.id, ())
            if m.record in look.records
        ),
        tellings=len(stated),
        proofs=len(verdict.proof),
    )
