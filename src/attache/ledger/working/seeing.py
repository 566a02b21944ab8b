"""Who was seen in which office; for which bodies persons speak because of it, and whom descriptions by an office mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from attache.ledger.office_words import wanted_keys
from attache.ledger.offices import TERM, Holder, Observation, holder_of_description, line, observed
from attache.ledger.told import Told, latest, only
from attache.ledger.working.described import HERE
from attache.ledger.working.naming import read, reports_on
from attache.ledger.working.shelf import Shelf, rows_for, run_for
from attache.records import Event, Tenure

AT_ONCE = 1000
"""Reports whose records are held in memory together."""
Current = Callable[[Iterable[str]], list[str]]
"""Gives those of some reports that take part in reconciling."""
COLUMNS = ("record", "report", "person", "body", "office", "words", "first", "last", "ended", "begun")


@dataclass(slots=True)
class Seeing:
    """Offices in one run."""

    shelf: Shelf
    current: Current
    _met: set[tuple[str, str]] = field(default_factory=set)
    """Office and day of observations that came or went."""
    _meant: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Whom the descriptions of these reports meant before, and why; by report and description."""

    def renew(self, reports: set[str]) -> set[str]:
        """Renews what was seen in these reports; the further reports that it makes a difference to."""
        store = self.shelf.store
        persons = self._withdraw(reports)
        for part in _parts(reports):
            told = self.shelf.of_reports(self.current(part))
            events: dict[str, list[Told[Event]]] = defaultdict(list)
            for event in only(told, Event):
                events[event.report].append(event)
            rows = [_row(t, self._observed(t, events[t.report])) for t in only(told, Tenure)]
            store.insert("office_seen", COLUMNS, rows)
            persons |= {row[2] for row in rows}
            self._met |= {(row[4], row[6]) for row in rows}
            self._describe(part)
            self.shelf.forget()
        changed = _speak(self.shelf, persons)
        return reports_on(store, changed) | self._stand_in(reports)

    def _withdraw(self, reports: set[str]) -> set[str]:
        """Takes out what was seen in these reports; the persons seen."""
        store = self.shelf.store
        sql = "SELECT person, office, first FROM office_seen WHERE report IN ({})"
        gone = rows_for(store, sql, reports)
        self._met |= {(office, first) for _, office, first in gone}
        run_for(store, "DELETE FROM office_seen WHERE report IN ({})", reports)
        run_for(store, "DELETE FROM described WHERE report IN ({})", reports)
        sql = "SELECT report, name, person, why FROM stands_for WHERE report IN ({})"
        self._meant = {(report, name): (person, why) for report, name, person, why in rows_for(store, sql, reports)}
        # Before the records are read: who was seen in an office tells what a description means, not the other way round.
        run_for(store, "DELETE FROM stands_for WHERE report IN ({})", reports)
        return {person for person, _, _ in gone}

    def _observed(self, told: Told[Tenure], events: list[Told[Event]]) -> Observation:
        of = told.ids((told.record.of,))[0] if told.record.of else None
        body = self.shelf.actors.by_id.get(of) if of else None
        if body is None or body.kind == "country":
            return observed(told, events)
        return observed(told, events, name=body.name, country=body.country)

    def _describe(self, reports: Iterable[str]) -> None:
        """Notes the descriptions of these reports that mean whoever held an office."""
        store = self.shelf.store
        days = {r: latest(day) for r, day in self.shelf.published(reports).items()}
        sql = "SELECT report, name, spelling FROM sighted WHERE layer = 'person' AND key LIKE ? AND report IN ({})"
        rows = []
        for report, name, spelling in rows_for(store, sql, reports, (f"%\x1f{HERE}%",)):
            country = read(spelling).of
            if days.get(report):
                rows += [(report, name, office, country, days[report]) for office in wanted_keys(name, country)]
        store.insert("described", ("report", "name", "office", "country", "day"), rows)

    def _stand_in(self, reports: set[str]) -> set[str]:
        """Works out whom the descriptions mean, of these reports and of those near a changed observation in time; the reports
        in which it is someone else than before."""
        store = self.shelf.store
        columns = "report, name, country, day"
        asked = {tuple(row) for row in rows_for(store, f"SELECT {columns} FROM described WHERE report IN ({{}})", reports)}
        for office, day in sorted(self._met):
            if day:
                near = (office, _shifted(day, -TERM), _shifted(day, TERM))
                asked |= set(store.rows(f"SELECT {columns} FROM described WHERE office = ? AND day BETWEEN ? AND ?", near))
        sql = "SELECT report, name, person, why FROM stands_for WHERE report IN ({})"
        further = rows_for(store, sql, {row[0] for row in asked} - reports)
        before = self._meant | {(report, name): (person, why) for report, name, person, why in further}
        now = {}
        for report, name, country, day in sorted(asked, key=str):
            holder = self._holder(name, country, day)
            if holder is not None:
                now[report, name] = (holder.person, holder.why)
        kept = {at for at in before if at[0] not in reports and at not in {(row[0], row[1]) for row in asked}}
        changed = {at for at in before.keys() | now.keys() if before.get(at) != now.get(at)} - kept
        store.run_each("DELETE FROM stands_for WHERE report = ? AND name = ?", sorted(changed))
        rows = [(*at, *meant) for at, meant in sorted(now.items()) if at in changed or at[0] in reports]
        store.insert("stands_for", ("report", "name", "person", "why"), rows)
        return {report for report, _ in changed}

    def _holder(self, words: str, country: str | None, day: str) -> Holder | None:
        """Whom a description means, from the observations within TERM days of its report."""
        found = []
        for office in wanted_keys(words, country):
            near = (office, _shifted(day, -TERM), _shifted(day, TERM))
            rows = self.shelf.store.rows(
                "SELECT first, last, person, office, record, words, body, ended, begun FROM office_seen "
                "WHERE office = ? AND first BETWEEN ? AND ? ORDER BY record",
                near,
            )
            found += line(office, [Observation(*row) for row in rows])
        return holder_of_description(words, country, day, found)


def _row(told: Told[Tenure], seen: Observation) -> tuple[str, str, str, str | None, str, str, str, str, str | None, str | None]:
    return (told.id, told.report, seen.person, seen.of, seen.key, seen.office, seen.first, seen.last, seen.ended, seen.begun)


def _shifted(day: str, days: int) -> str:
    """So many days later, as far as the calendar reaches."""
    ordinal = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()


def _speak(shelf: Shelf, persons: set[str]) -> set[str]:
    """Renews `speaks_for`; the persons for whom it changed."""
    store = shelf.store
    now: dict[str, set[str]] = defaultdict(set)
    sql = (
        "SELECT DISTINCT o.person, o.body FROM office_seen o JOIN actor a ON a.id = o.body "
        "WHERE a.kind = 'organisation' AND a.country IS NULL AND a.named = 1 AND o.person IN ({})"
    )
    for person, body in rows_for(store, sql, persons):
        now[person].add(body)
    before: dict[str, set[str]] = defaultdict(set)
    for person, body in rows_for(store, "SELECT person, body FROM speaks_for WHERE person IN ({})", persons):
        before[person].add(body)
    changed = {p for p in persons if now[p] != before[p]}
    run_for(store, "DELETE FROM speaks_for WHERE person IN ({})", changed)
    store.insert("speaks_for", ("person", "body"), [(p, b) for p in sorted(changed) for b in sorted(now[p])])
    return changed


def _parts(reports: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(reports)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
