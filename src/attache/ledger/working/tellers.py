"""The few tellings by which a promise is judged: of a thousand that are alike, all would be read again at every new one.

Of each bundle these are the first two and the last (three reports settle an aim), the last by its day, the last whose report
tells no other promise, and, of what reports tell beside it that may decide it, the first and the last whose report tells that.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attache.ledger.columns import Record
from attache.ledger.store import Store
from attache.ledger.told import Told, only
from attache.ledger.verdicts.case import AHEAD, touch
from attache.ledger.verdicts.endings import is_act
from attache.ledger.verdicts.phrases import found
from attache.ledger.verdicts.spoken import text_of
from attache.ledger.words import grain
from attache.ledger.working.clusters import bundles_of
from attache.ledger.working.shelf import rows_for, run_for
from attache.records import Commitment, Event, Statement


def withdraw_beside(store: Store, reports: Iterable[str]) -> None:
    """Takes out what these reports tell beside promises."""
    run_for(store, "DELETE FROM beside WHERE report IN ({})", reports)


def put_beside(store: Store, told: Sequence[Told[Record]]) -> None:
    """Notes what reports tell beside commitments that others tell alike; `told` are all records of the reports, and the
    commitments have their bundles."""
    by_report: dict[str, list[Told[Record]]] = defaultdict(list)
    for t in told:
        by_report[t.report].append(t)
    sql = "SELECT record, bundle FROM placed WHERE kind = 'commitment' AND bundle <> record AND report IN ({})"
    bundles: dict[str, str] = dict(rows_for(store, sql, by_report))
    rows = [
        (bundles[aim.id], says, aim.day, aim.id, report)
        for report, records in by_report.items()
        for aim in only(records, Commitment)
        if aim.id in bundles
        for says in sorted(set(_beside(aim, records)))
    ]
    store.insert("beside", ("bundle", "says", "day", "telling", "report"), rows)


def _beside(aim: Told[Commitment], records: Sequence[Told[Record]]) -> Iterator[str]:
    """What the records of its report tell that may decide a promise though nothing but the report ties them to it."""
    for said in only(records, Statement):
        text = text_of(said)
        outcome = found(text, "outcome_phrases", "outcome")
        if outcome is not None and outcome[0] == "missed":
            yield _digest(said.ids(said.record.speakers), text)
    for event in only(records, Event):
        e, near = event.record, _is_near(event, aim)
        ends = is_act(e, "cancel") or is_act(e, "postpone") or e.status == "denied" or e.mode == "settle"
        if near or ends:
            words = tuple(p.text for p in e.evidence) if ends else ()
            what = (e.type, e.mode, e.status, e.when, e.where, e.about)
            yield _digest(near, what, event.ids(e.who), event.ids(e.target), words)


def _is_near(event: Told[Event], aim: Told[Commitment]) -> bool:
    """Whether an event is told in the words that say what is promised, or planned for its very days."""
    due, e = aim.record.due, event.record
    planned = e.status in AHEAD and e.when == due and grain(due) != "year"
    return planned or any(touch(p, aim.record.content) for p in e.evidence)


def _digest(*told: object) -> str:
    return hashlib.blake2s(repr(told).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def tellers(store: Store, promises: Iterable[str]) -> tuple[dict[str, list[str]], dict[str, int]]:
    """The commitments that stand for all of promises, by promise; and for how many each stands."""
    whole: dict[str, str] = dict(rows_for(store, "SELECT id, whole FROM bundle WHERE whole IN ({})", promises))
    more = _more(store, whole)
    groups: dict[str, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for bundle in bundles_of(store, whole).values():
        others = sorted({bundle.last, *more[bundle.id]} - {bundle.first})
        groups[whole[bundle.id]] += [bundle.first, *others]
        sizes |= {bundle.first: bundle.size - len(others), **dict.fromkeys(others, 1)}
    return groups, sizes


def _more(store: Store, whole: Mapping[str, str]) -> Mapping[str, set[str]]:
    """Tellings of bundles besides the first and the last, by bundle; `whole` are their promises."""
    out: dict[str, set[str]] = defaultdict(set)
    sql = (
        "SELECT bundle, min(day || ' ' || telling), max(day || ' ' || telling) FROM beside WHERE bundle IN ({}) "
        "GROUP BY bundle, says"
    )
    for bundle, first, last in rows_for(store, sql, whole):
        out[bundle] |= {first.rpartition(" ")[2], last.rpartition(" ")[2]}
    newest = "FROM placed p WHERE p.bundle = b.id {} ORDER BY p.day DESC, p.record DESC LIMIT 1"
    by_then = newest.format("AND p.day <= coalesce(q.due_to, q.due_from)")
    others = "SELECT 1 FROM placed o WHERE o.report = p.report AND o.kind = 'commitment' AND o.record <> p.record"
    alone = newest.format(f"AND NOT EXISTS ({others})")
    second = "FROM placed p WHERE p.bundle = b.id ORDER BY p.day, p.record LIMIT 1 OFFSET 1"
    sql = (
        f"SELECT b.id, (SELECT p.record {second}), (SELECT p.record {by_then}), (SELECT p.record {alone}) "
        "FROM bundle b JOIN promise q ON q.id = b.whole WHERE b.id IN ({})"
    )
    for bundle, *found_tellings in rows_for(store, sql, whole):
        out[bundle] |= {telling for telling in found_tellings if telling is not None}
    return out
