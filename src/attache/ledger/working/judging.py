"""Verdicts: a promise is judged again when something that bears on it came, changed or went, or when its day has passed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from attache.ledger.columns import Record
from attache.ledger.promises import Promise, promise_of
from attache.ledger.series import Point
from attache.ledger.told import Told, latest, only
from attache.ledger.verdicts import (
    Case,
    case_of,
    judge,
    offers_event,
    offers_figure,
    offers_promise,
    offers_statement,
    tells_outcome,
    wakes,
    wants,
)
from attache.ledger.verdicts.judging import next_day
from attache.ledger.working.filing import Filing, Judged
from attache.ledger.working.shelf import MANY, Shelf, in_parts, marks, rows_for, run_for, unknown
from attache.ledger.working.tellers import tellers
from attache.records import Commitment, Event, Figure, Statement

NEAR = "report|"
"""Beginning of the keys for what the same report says. These are not stored: a report knows its records."""
AT_ONCE = 200
"""Promises whose cases are held in memory together."""


class Judging:
    """Verdicts in one run."""

    def __init__(self, shelf: Shelf, filing: Filing | None = None) -> None:
        """`filing` is told of verdicts that were written."""
        self.shelf = shelf
        self.filing = filing
        self.store = shelf.store
        self._built: dict[str, Promise] = {}
        """Promises put together in this run; they change no more once they are settled."""
        self._placed: dict[str, Point | None] = {}
        """Points of figures that tell an outcome, None for those that do not."""

    # What may bear on promises

    def withdraw(self, reports: Iterable[str]) -> set[str]:
        """Takes back what these reports offer; the keys under which it was offered."""
        keys = {str(k) for (k,) in rows_for(self.store, "SELECT DISTINCT key FROM offer WHERE report IN ({})", reports)}
        run_for(self.store, "DELETE FROM offer WHERE report IN ({})", reports)
        return keys

    def offer(self, told: Iterable[Told[Record]]) -> set[str]:
        """Offers records; the keys under which they are."""
        rows = [(key, kind, t.id, t.report) for t in told for kind, keys in self._offers(t) for key in keys]
        self.store.insert("offer", ("key", "kind", "item", "report"), rows)
        return {row[0] for row in rows}

    def _offers(self, told: Told[Record]) -> Iterator[tuple[str, list[str]]]:
        actors = self.shelf.actors
        for event in only((told,), Event):
            yield "event", _far(offers_event(event, actors))
        for statement in only((told,), Statement):
            yield "statement", _far(offers_statement(statement, actors))

    def offer_series(self, changed: set[str], touched: set[str]) -> set[str]:
        """Offers the series that tell something else than before; of those that figures came into or went from, some may be
        gone. The keys under which they were offered and are."""
        known = {z for (z,) in rows_for(self.store, "SELECT id FROM series WHERE id IN ({})", touched)}
        changed = changed | (touched - known)
        keys = {k for (k,) in rows_for(self.store, "SELECT key FROM offer WHERE kind = 'series' AND item IN ({})", changed)}
        run_for(self.store, "DELETE FROM offer WHERE kind = 'series' AND item IN ({})", changed)
        sql = "SELECT series, min(first) FROM series_says WHERE series IN ({}) GROUP BY series"
        of = {figure: z for z, figure in rows_for(self.store, sql, changed)}
        rows = [
            (key, "series", of[t.id], "")
            for part in in_parts(of)
            for t in self.shelf.kind(part, Figure)
            for key in offers_figure(t, self.shelf.actors)
        ]
        self.store.insert("offer", ("key", "kind", "item", "report"), rows)
        return keys | {row[0] for row in rows}

    # Judging

    def judge(self, offered: set[str], promises: tuple[set[str], set[str]], as_of: tuple[str, str]) -> None:
        """Judges the promises that what was offered or withdrawn bears on, the new ones, and those whose day has come.

        `promises` are the former and the present ones that were worked out, `as_of` the former and the present day of judging.
        """
        gone, made = promises
        keys = offered | {str(k) for (k,) in rows_for(self.store, "SELECT DISTINCT key FROM offer WHERE item IN ({})", gone)}
        run_for(self.store, "DELETE FROM offer WHERE kind = 'promise' AND item IN ({})", gone | made)
        run_for(self.store, "DELETE FROM want WHERE promise IN ({})", gone - made)
        for part in in_parts(made):
            rows = [
                (key, "promise", p.id, "") for p in self.promises(part) for key in sorted(offers_promise(p, self.shelf.actors))
            ]
            self.store.insert("offer", ("key", "kind", "item", "report"), rows)
            keys |= {row[0] for row in rows}
        wanted = made | {str(p) for (p,) in rows_for(self.store, "SELECT DISTINCT promise FROM want WHERE key IN ({})", keys)}
        wanted |= self._waking(*as_of)
        ordered = sorted(wanted)
        for start in range(0, len(ordered), AT_ONCE):
            part = ordered[start : start + AT_ONCE]
            judged = self._judge(part, as_of[1])
            if self.filing is not None:
                self.filing.promises(self.promises(part), judged, made)
            self.forget()
        if self.filing is not None:
            self.filing.withdraw(gone - made)

    def forget(self) -> None:
        """Drops what is held where it is much."""
        self.shelf.forget()
        if len(self._built) > MANY:
            self._built.clear()
        if len(self._placed) > MANY:
            self._placed.clear()

    def _waking(self, before: str, now: str) -> set[str]:
        """Promises whose verdict may change from one day to the other though nothing came in; all when time goes back."""
        if now < before:
            return {str(p) for (p,) in self.store.rows("SELECT id FROM promise")}
        return {str(p) for (p,) in self.store.rows("SELECT promise FROM verdict WHERE wakes <= ?", (now,))}

    def _judge(self, ids: Sequence[str], as_of: str) -> dict[str, Judged]:
        """Writes the verdicts on these promises."""
        store = self.store
        verdicts, wanted = [], []
        for promise, case, keys in self.cases(self.promises(ids), as_of):
            wanted += [(key, promise.id) for key in sorted(_far(keys))]
            if case is not None:
                v = judge(case)
                verdicts.append(
                    (
                        v.promise,
                        v.verdict,
                        v.rule,
                        v.explanation,
                        json.dumps(list(v.proof)),
                        v.superseded_by,
                        _wakes(case),
                    )
                )
        run_for(store, "DELETE FROM want WHERE promise IN ({})", ids)
        run_for(store, "DELETE FROM verdict WHERE promise IN ({})", ids)
        store.insert("want", ("key", "promise"), wanted)
        columns = ("promise", "verdict", "rule", "explanation", "proof", "superseded_by", "wakes")
        store.insert("verdict", columns, verdicts)
        return {row[0]: Judged(row[0], row[1], tuple(json.loads(row[4]))) for row in verdicts}

    def promises(self, ids: Iterable[str]) -> list[Promise]:
        """The promises of these ids, sorted by id; without what tells them they are left out. In a run of reconciling each with
        the few tellings that stand for those that are alike."""
        wanted = set(ids)
        new = unknown(wanted, self._built)
        groups, sizes = tellers(self.store, new) if self.filing is not None else (self._tellings(new), {})
        told = {t.id: t for t in self.shelf.kind((c for group in groups.values() for c in group), Commitment)}
        for identity, group in groups.items():
            # A commitment may have gone since, where a ledger is asked before it is worked out again.
            members = sorted((told[c] for c in group if c in told), key=lambda t: (t.day, t.id))
            if not members:
                continue
            self._built[identity] = replace(promise_of(members, self.shelf.actors, sizes), id=identity)
        return [self._built[i] for i in sorted(wanted) if i in self._built]

    def _tellings(self, promises: Iterable[str]) -> dict[str, list[str]]:
        """All commitments of promises, by promise."""
        groups: dict[str, list[str]] = defaultdict(list)
        sql = 'SELECT promise, "commitment" FROM promise_commitment WHERE promise IN ({})'
        for promise, commitment in rows_for(self.store, sql, promises):
            groups[promise].append(commitment)
        return groups

    def cases(self, promises: Sequence[Promise], as_of: str) -> Iterator[tuple[Promise, Case | None, frozenset[str]]]:
        """Each promise with its case as of a day (None where no report told it by then), and the keys it wants."""
        around = self._around({t.report for p in promises for t in p.told})
        for promise in promises:
            own = [t for report in sorted({t.report for t in promise.told}) for t in around[report]]
            keys = wants(promise, only(own, Event), self.shelf.actors)
            found = self._found(keys)
            told = {t.id: t for t in own} | {
                t.id: t for t in self.shelf.told(i for kind in found if kind != "promise" for i in found[kind])
            }
            records = [told[i] for i in sorted(told)]
            case = case_of(
                promise,
                points=self._points(only(records, Figure)),
                rivals=self.promises(found.get("promise", ())),
                events=only(records, Event),
                statements=only(records, Statement),
                actors=self.shelf.actors,
                as_of=as_of,
            )
            yield promise, case, keys

    def _around(self, reports: Iterable[str]) -> Mapping[str, list[Told[Record]]]:
        """The standing events and statements of reports, by report: figures and other promises are found by their keys."""
        out: dict[str, list[Told[Record]]] = defaultdict(list)
        for part in in_parts(reports):
            sql = f"SELECT id FROM record WHERE kind IN ('event', 'statement') AND report IN ({marks(part)})"
            for told in self.shelf.select(sql, part):
                out[told.report].append(told)
        return out

    def _found(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """Items offered under any of the keys, by kind."""
        out: dict[str, set[str]] = defaultdict(set)
        for kind, item in rows_for(self.store, "SELECT DISTINCT kind, item FROM offer WHERE key IN ({})", _far(keys)):
            out[kind].add(item)
        sql = "SELECT first, last FROM series_says WHERE series IN ({})"
        out["figure"] = {figure for row in rows_for(self.store, sql, out.pop("series", ())) for figure in row}
        return {kind: sorted(items) for kind, items in out.items()}

    def _points(self, figures: Sequence[Told[Figure]]) -> list[Point]:
        """The points of these figures that tell an outcome."""
        new = [t for t in figures if t.id not in self._placed]
        sql = "SELECT figure, grain, side, forecast, suspect FROM series_figure WHERE figure IN ({})"
        places = {row[0]: row[1:] for row in rows_for(self.store, sql, (t.id for t in new))}
        aims = self._aims({t.report for t in new})
        for t in new:
            self._placed[t.id] = None
            if t.id in places:
                grain, side, forecast, suspect = places[t.id]
                point = Point(t, grain, side, bool(forecast), bool(suspect))
                self._placed[t.id] = point if tells_outcome(point, aims[t.report]) else None
        return [told for t in figures if (told := self._placed[t.id]) is not None]

    def _aims(self, reports: Iterable[str]) -> Mapping[str, list[Commitment]]:
        sql = "SELECT record FROM placed WHERE kind = 'commitment' AND report IN ({})"
        out: dict[str, list[Commitment]] = defaultdict(list)
        for t in self.shelf.kind((r for (r,) in rows_for(self.store, sql, reports)), Commitment):
            out[t.report].append(t.record)
        return out


def _wakes(case: Case) -> str | None:
    """The first day on which the verdict may change though nothing comes in: the promise's own, or when what was to come by
    then has passed."""
    days = [next_day(latest(e.record.when)) for e in case.events if latest(e.record.when) >= case.as_of]
    own = wakes(case.promise, case.as_of)
    return min((day for day in (own, *days) if day), default=None)


def _far(keys: Iterable[str]) -> list[str]:
    return sorted(k for k in keys if not k.startswith(NEAR))
