"""Promises with their verdicts, as asked for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.columns import Record
from attache.ledger.entries import PromiseEntry
from attache.ledger.promises import Promise, promise_of, title_of
from attache.ledger.queries import commitments, reports
from attache.ledger.series import build_series
from attache.ledger.store import Store
from attache.ledger.told import Actors, Told, latest
from attache.ledger.verdicts import Verdict, as_of_day, judge_all
from attache.records import Commitment, Event, Figure, Statement


def promises(store: Store, scope: Scope, *, as_of: str | None = None) -> tuple[PromiseEntry, ...]:
    """Promises with their verdicts, those with a figure first, by due day; in scope by the date of any telling or the due day.

    Where no report lies in the span of days there is nothing to tell of it, so nothing is listed.
    `as_of` (a day) judges as things stood then; by default as of the newest report's date.
    """
    answers = Answers(store)
    if scope.days is not None and not reports(store, scope):
        return ()
    inside = {e.id for e in commitments(store, Scope(scope.pair))}
    built, verdicts, day = _judged(store, answers, as_of)
    wanted = [
        p
        for p in built
        if p.id in verdicts
        and any(t.id in inside for t in p.told)
        and (scope.holds(p.due) or any(scope.holds(t.published) for t in p.told))
    ]
    proofs = json.dumps(sorted({i for p in wanted for i in verdicts[p.id].proof}))
    proof = {t.id: t for t in answers.any_told("SELECT value FROM json_each(?)", (proofs,))}
    out = [_promise_entry(answers, p, verdicts[p.id], proof, day) for p in wanted]
    return tuple(sorted(out, key=lambda p: (p.value is None, p.due is None, latest(p.due), p.measure or "", p.id)))


def _judged(store: Store, answers: Answers, as_of: str | None) -> tuple[list[Promise], dict[str, Verdict], str]:
    """All promises and the verdicts as of a day: the stored ones for the newest report's date, else judged anew."""
    actors = Actors(answers.actors, {})
    current = "SELECT r.id FROM record r JOIN report p ON p.id = r.report WHERE p.replaced_by IS NULL AND r.kind = ?"
    told = answers.told(Commitment, current, ("commitment",))
    promise_id = {str(c): str(p) for c, p in store.rows('SELECT "commitment", promise FROM promise_commitment')}
    groups: dict[str, list[Told[Commitment]]] = defaultdict(list)
    for commitment in sorted(told, key=lambda t: (t.day, t.id)):
        groups[promise_id[commitment.id]].append(commitment)
    built = [replace(promise_of(group, actors), id=identity) for identity, group in sorted(groups.items())]
    newest = as_of_day(latest(r.published) for r in answers.reports.values())
    if as_of is None:
        rows = store.rows("SELECT promise, verdict, rule, explanation, proof, superseded_by FROM verdict")
        stored = {str(p): Verdict(str(p), v, str(r), str(e), tuple(json.loads(str(proof))), s) for p, v, r, e, proof, s in rows}
        return built, stored, newest
    figures_told = answers.told(Figure, current, ("figure",))
    events, statements = answers.told(Event, current, ("event",)), answers.told(Statement, current, ("statement",))
    series = build_series(figures_told, actors, told)
    verdicts = judge_all(built, series, events, statements, actors, as_of=as_of)
    return built, verdicts, as_of


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
