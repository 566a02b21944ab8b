"""Promises with their verdicts, as asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.columns import Record
from attache.ledger.entries import PromiseEntry
from attache.ledger.promises import Promise, title_of
from attache.ledger.queries import reports
from attache.ledger.store import Cell, Store
from attache.ledger.told import Told, latest
from attache.ledger.verdicts import Verdict, judge
from attache.ledger.working.judging import Judging
from attache.ledger.working.shelf import rows_for


def promises(store: Store, scope: Scope, *, as_of: str | None = None) -> tuple[PromiseEntry, ...]:
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
    return entries_of(store, ids, as_of, lambda p: scope.holds(p.due) or any(scope.holds(t.published) for t in p.told))


def entries_of(
    store: Store, ids: Iterable[str], as_of: str | None = None, holds: Callable[[Promise], bool] = lambda _: True
) -> tuple[PromiseEntry, ...]:
    """The promises of these ids that hold, with their verdicts; those that no report had told by `as_of` are left out."""
    answers = Answers(store)
    judging = Judging(answers.shelf)
    built = [p for p in judging.promises(ids) if holds(p)]
    verdicts = _stored(store, built) if as_of is None else _judged(judging, built, as_of)
    newest = store.rows("SELECT value FROM state WHERE key = 'as_of'")
    day = as_of or (str(newest[0][0]) if newest else "")
    wanted = [p for p in built if p.id in verdicts]
    proofs = json.dumps(sorted({i for p in wanted for i in verdicts[p.id].proof}))
    proof = {t.id: t for t in answers.any_told("SELECT value FROM json_each(?)", (proofs,))}
    out = [_promise_entry(answers, p, verdicts[p.id], proof, day) for p in wanted]
    return tuple(sorted(out, key=lambda p: (p.value is None, p.due is None, latest(p.due), p.measure or "", p.id)))


def _stored(store: Store, promises: Iterable[Promise]) -> dict[str, Verdict]:
    """The verdicts as of the newest report's date."""
    sql = "SELECT promise, verdict, rule, explanation, proof, superseded_by FROM verdict WHERE promise IN ({})"
    rows = rows_for(store, sql, (p.id for p in promises))
    return {p: Verdict(p, v, r, e, tuple(json.loads(proof)), s) for p, v, r, e, proof, s in rows}


def _judged(judging: Judging, promises: Sequence[Promise], as_of: str) -> dict[str, Verdict]:
    """The verdicts as things stood on a day."""
    cases = (case for _, case, _ in judging.cases(promises, as_of) if case is not None)
    return {case.promise.id: judge(case) for case in cases}


def _promise_entry(
    answers: Answers, promise: Promise, verdict: Verdict, proof: Mapping[str, Told[Record]], as_of: str
) -> PromiseEntry:
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
        as_of=as_of or None,
        stated=tuple(answers.commitment(t) for t in promise.told if not as_of or t.day <= as_of),
        proof=tuple(answers.entry(proof[i]) for i in verdict.proof),
        superseded_by=verdict.superseded_by,
    )
