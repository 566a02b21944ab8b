"""Filing in one run of reconciling: cards for the reports that changed, and for the occurrences, promises and series that
were worked out again; with them the narrow sums of tellings that lists show.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from attache.ledger import headings
from attache.ledger.columns import Record
from attache.ledger.headings import DECIDED, EVERYTHING, NOBODY, Card, Concern, Scope, can_be_of_two, scopes_of
from attache.ledger.occurrences import Occurrence
from attache.ledger.promises import Promise, title_of
from attache.ledger.store import Row
from attache.ledger.told import Told, closed, latest, only
from attache.ledger.working.cards import Cabinet, day_number
from attache.ledger.working.shelf import Shelf, in_parts, rows_for, run_for
from attache.records import Dates, Event, Figure, Statement, Tenure

OCCURRENCE_TOLD = ("occurrence", "fullest", "tellings", "reports", "disputed")
PROMISE_TOLD = ("promise", "title", "first", "newest", "tellings")
SERIES_TOLD = ("series", "points", "first_year", "last_year", "newest", "conflicts")


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a promise, as far as lists tell."""

    promise: str
    verdict: str
    proof: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A thing as a report names it."""

    id: str
    kind: str
    parties: tuple[str, ...]


class Filing:
    """The filing of one run."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.store = shelf.store
        self.cabinet = Cabinet(shelf.store)
        self._figured: dict[str, set[Scope]] = defaultdict(set)
        """Scopes of the figures filed in this run, by series."""

    def _concerns(self, column: str, values: Iterable[str]) -> dict[str, Concern]:
        """Whom records concern, by record id: those of these reports, or of these ids."""
        own: dict[str, list[str]] = defaultdict(list)
        told: dict[str, list[str]] = defaultdict(list)
        of: dict[str, str] = {}
        sql = f"SELECT record, actor, part, report FROM involved WHERE {column} IN ({{}})"
        for record, actor, part, report in rows_for(self.store, sql, values):
            (own if part == "own" else told)[record].append(actor)
            of[record] = report
        pairs = self._pairs(of.values())
        self.shelf.actors.by_id.get_many({a for group in (own, told) for ids in group.values() for a in ids})  # type: ignore[attr-defined]
        return {r: Concern(frozenset(own[r]), frozenset(told[r]), pairs.get(report)) for r, report in of.items()}

    def _pairs(self, reports: Iterable[str]) -> dict[str, Scope]:
        """The two actors that reports are mostly about."""
        return {
            report: (a, b) for report, a, b in rows_for(self.store, "SELECT report, a, b FROM pair WHERE report IN ({})", reports)
        }

    # Reports and their records

    def reports(self, reports: Iterable[str], told: Iterable[Told[Record]]) -> None:
        """Files these reports anew; `told` are all records that stand of those that take part."""
        reports, told = set(reports), list(told)
        days, pairs = self.shelf.published(reports), self._pairs(reports)
        concerns = self._concerns("report", reports)
        records: dict[str, list[Told[Record]]] = defaultdict(list)
        for t in told:
            records[t.report].append(t)
        named = self._named(records)
        told.sort(key=lambda t: (t.report, t.record.evidence[0].start, t.id))
        cards = list(self._record_cards(told, concerns))
        for report, publisher, agency, unread in self._current(reports):
            pair = pairs.get(report)
            scopes = scopes_of((concerns.get(t.id, NOBODY) for t in records[report]), self.shelf.actors)
            if pair is not None:
                scopes |= {pair, (pair[0], ""), (pair[1], "")}
            under = headings.report_headings(publisher, agency, named[report], unread=bool(unread))
            span = closed(days.get(report))
            cards.append(Card("report", report, report, span, scopes, under))
            single = frozenset(s for s in scopes if not s[1] or s == pair)
            events = only(records[report], Event)
            for place, thing in enumerate(named[report].values(), len(records[report])):
                whom = single | self._told_of(thing.id, events, concerns)
                cards.append(self._thing_card(thing, report, span, whom, place))
        self.cabinet.replace(reports, cards)

    def _current(self, reports: Iterable[str]) -> list[Row]:
        """Id, publisher, agency and whether it is unread, of the reports that no newer version replaced."""
        sql = (
            "SELECT r.id, s.publisher, s.agency, NOT EXISTS (SELECT 1 FROM reading g WHERE g.report = r.id) FROM report r "
            "JOIN sighting s ON s.report = r.id AND s.rank = 0 WHERE r.replaced_by IS NULL AND r.id IN ({})"
        )
        return rows_for(self.store, sql, reports)

    def _record_cards(self, told: Sequence[Told[Record]], concerns: Mapping[str, Concern]) -> Iterator[Card]:
        """Cards of statements, figures and tenures."""
        actors = self.shelf.actors
        figures = [t.id for t in only(told, Figure)]
        series: dict[str, str] = dict(
            rows_for(self.store, "SELECT figure, series FROM series_figure WHERE figure IN ({})", figures)
        )
        sql = "SELECT record, office FROM office_seen WHERE report IN ({})"
        offices: dict[str, str] = dict(rows_for(self.store, sql, {t.report for t in only(told, Tenure)}))
        places: Counter[str] = Counter()
        for t in told:
            place = places[t.report]
            places[t.report] += 1
            concern = (concerns.get(t.id, NOBODY),)
            match t.record:
                case Statement():
                    under = headings.statement_headings(t.ids(t.record.speakers), t.record, actors)
                    yield Card("statement", t.id, t.report, closed(t.published), scopes_of(concern, actors), under, place)
                case Figure():
                    scopes = scopes_of(concern, actors, themselves=True)
                    if t.id in series:
                        self._figured[series[t.id]] |= scopes
                    under = headings.figure_headings(series.get(t.id))
                    span = closed(t.record.period or t.published)
                    yield Card("figure", t.id, t.report, span, scopes, under, place)
                case Tenure():
                    under = headings.tenure_headings(t.ids((t.record.person,))[0], t.record.office, offices.get(t.id))
                    span = closed(t.record.when or t.published)
                    yield Card("tenure", t.id, t.report, span, scopes_of(concern, actors), under, place)

    def _named(self, reports: Iterable[str]) -> dict[str, dict[str, _Named]]:
        """The things that passages of reports name, by report and id; kind and parties as the report first has them."""
        out: dict[str, dict[str, _Named]] = defaultdict(dict)
        sql = "SELECT report, position, name, kind, parties FROM named_thing WHERE passages <> '[]' AND report IN ({})"
        for report, _, name, kind, parties in sorted(rows_for(self.store, sql, reports), key=lambda row: row[:2]):
            thing = self.shelf.things(report).get(name)
            if thing is not None:
                names = self.shelf.names(report)
                ids = tuple(sorted({names.get(p, p) for p in json.loads(parties)}))
                out[report].setdefault(thing, _Named(thing, kind, ids))
        return out

    def _thing_card(self, thing: _Named, report: str, span: Dates | None, scopes: frozenset[Scope], place: int) -> Card:
        actors = self.shelf.actors
        parties = [p for p in thing.parties if p in actors.by_id]
        pairs = combinations((p for p in parties if can_be_of_two(p, actors)), 2)
        scopes |= {(p, "") for p in parties} | set(pairs)
        return Card("thing", thing.id, report, span, scopes, headings.thing_headings(thing.kind, thing.id), place)

    def _told_of(self, thing: str, events: Iterable[Told[Event]], concerns: Mapping[str, Concern]) -> frozenset[Scope]:
        """The scopes of the events of one report that are about a thing."""
        about = [e for e in events if any(self.shelf.things(e.report).get(name) == thing for name in e.record.about)]
        return scopes_of((concerns.get(e.id, NOBODY) for e in about), self.shelf.actors)

    # What several reports tell

    def occurrences(self, made: Sequence[tuple[Occurrence, int]]) -> None:
        """Files occurrences that were worked out, with the number of their tellings, in place of what was filed under their
        ids. An occurrence may hold few of its tellings: whom all of them concern is asked of the file."""
        ids = [one.id for one, _ in made]
        concerns = self._concerns_of("occurrence_event", "event", "occurrence", ids)
        offices, reports = self._offices(ids), self._reports(ids)
        cards, rows = [], []
        for one, tellings in made:
            about = {self.shelf.things(t.report).get(name) for t in one.events for name in t.record.about}
            scopes = scopes_of(concerns[one.id], self.shelf.actors)
            under = headings.occurrence_headings(one, self.shelf.actors, offices[one.id], (a for a in about if a))
            cards.append(Card("occurrence", one.id, one.id, headings.occurrence_span(one), scopes, under))
            rows.append((one.id, headings.fullest(one).id, tellings, reports[one.id], int(headings.is_disputed(one))))
        self.cabinet.replace(ids, cards)
        self.store.insert("occurrence_told", OCCURRENCE_TOLD, sorted(rows))

    def _concerns_of(self, table: str, record: str, whole: str, ids: Iterable[str]) -> dict[str, set[Concern]]:
        """Whom the records of occurrences or promises concern, by their ids: what many records tell alike is told once."""
        sql = (
            "SELECT DISTINCT whole, who, a, b FROM ("
            f"SELECT m.{whole} AS whole, group_concat(i.part || ' ' || i.actor, char(31)) AS who, p.a AS a, p.b AS b "
            f'FROM {table} m JOIN involved i ON i.record = m."{record}" LEFT JOIN pair p ON p.report = i.report '
            f'WHERE m.{whole} IN ({{}}) GROUP BY m."{record}")'
        )
        out: dict[str, set[Concern]] = defaultdict(set)
        met: set[str] = set()
        for one, who, a, b in rows_for(self.store, sql, ids):
            parts: dict[str, set[str]] = {"own": set(), "told": set()}
            for told in who.split("\x1f"):
                part, _, actor = told.partition(" ")
                parts[part].add(actor)
            met |= parts["own"] | parts["told"]
            out[one].add(Concern(frozenset(parts["own"]), frozenset(parts["told"]), None if a is None else (a, b)))
        self.shelf.actors.by_id.get_many(met)  # type: ignore[attr-defined]
        return out

    def _offices(self, occurrences: Iterable[str]) -> dict[str, dict[str, list[str]]]:
        """Keys of the offices in which the reports of occurrences tell of persons, by occurrence and person."""
        out: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        sql = (
            "SELECT DISTINCT o.occurrence, s.person, s.office FROM occurrence_event o JOIN placed p ON p.record = o.event "
            "JOIN office_seen s ON s.report = p.report WHERE o.occurrence IN ({})"
        )
        for one, person, office in rows_for(self.store, sql, occurrences):
            out[one][person].append(office)
        return out

    def _reports(self, occurrences: Iterable[str]) -> dict[str, int]:
        """Number of the reports that tell of each occurrence."""
        sql = (
            "SELECT o.occurrence, count(DISTINCT p.report) FROM occurrence_event o JOIN placed p ON p.record = o.event "
            "WHERE o.occurrence IN ({}) GROUP BY o.occurrence"
        )
        return dict(rows_for(self.store, sql, occurrences))

    def promises(self, promises: Sequence[Promise], judged: Mapping[str, Judged], made: set[str]) -> None:
        """Files promises that were judged again, in place of what was filed under their ids; `made` were worked out anew."""
        ended = self._days_of(judged)
        stale = [p for p in promises if p.id in made] + self._changed([p for p in promises if p.id not in made], judged, ended)
        concerns = self._concerns_of("promise_commitment", "commitment", "promise", (p.id for p in stale))
        cards = []
        for promise in stale:
            verdict = judged.get(promise.id)
            if verdict is None:
                continue
            scopes = scopes_of(concerns[promise.id], self.shelf.actors)
            under = headings.promise_headings(promise) | {("verdict", verdict.verdict)}
            cards.append(Card("promise", promise.id, promise.id, headings.promise_span(promise), scopes, under))
            if verdict.verdict in DECIDED:
                day = ended.get(promise.id)
                cards.append(Card("decision", promise.id, promise.id, (day, day) if day else None, scopes, under))
        self.cabinet.replace((p.id for p in stale), cards)
        rows = [(p.id, title_of(p), p.told[0].id, p.told[-1].id, p.tellings) for p in promises if p.id in made]
        self.store.insert("promise_told", PROMISE_TOLD, rows)

    def _days_of(self, judged: Mapping[str, Judged]) -> dict[str, str]:
        """The day of the newest proof of each promise that was decided."""
        proof = {r for j in judged.values() if j.verdict in DECIDED for r in j.proof}
        report: dict[str, str] = dict(rows_for(self.store, "SELECT id, report FROM record WHERE id IN ({})", proof))
        days = {r: latest(span) for r, span in self.shelf.published(report.values()).items()}
        return {
            p: max((days.get(report[r], "") for r in j.proof if r in report), default="")
            for p, j in judged.items()
            if j.verdict in DECIDED
        }

    def _changed(self, promises: Sequence[Promise], judged: Mapping[str, Judged], ended: Mapping[str, str]) -> list[Promise]:
        """Those of the promises whose cards do not tell the verdict."""
        filed: dict[str, list[tuple[str, int]]] = defaultdict(list)
        sql = (
            "SELECT i.item, h.kind, h.value, i.day FROM filing_item i, json_each(i.headings) g "
            "JOIN filing_heading h ON h.id = g.value WHERE h.word = 'verdict' AND i.origin IN ({})"
        )
        for item, kind, verdict, day in rows_for(self.store, sql, (p.id for p in promises)):
            filed[item].append((verdict, day if kind == "decision" else -1))

        def told(promise: str) -> list[tuple[str, int]]:
            if promise not in judged:
                return []
            verdict = judged[promise].verdict
            return [(verdict, -1)] + ([(verdict, day_number(ended.get(promise)))] if verdict in DECIDED else [])

        return [p for p in promises if sorted(filed[p.id]) != sorted(told(p.id))]

    def withdraw(self, origins: Iterable[str]) -> None:
        """Takes out what is filed of occurrences, promises or series that are gone."""
        self.cabinet.replace(origins, ())

    def series(self, touched: Iterable[str]) -> None:
        """Files series whose points changed, after all figures were filed and compared."""
        self.cabinet.close()
        for part in in_parts(touched):
            measures: dict[str, str] = dict(rows_for(self.store, "SELECT id, measure FROM series WHERE id IN ({})", part))
            candidates = self._candidates(part)
            run_for(self.store, "DELETE FROM series_told WHERE series IN ({})", part)
            cards = [self._series(z, measure, candidates[z]) for z, measure in sorted(measures.items())]
            self.cabinet.replace(part, cards)

    def _candidates(self, series: Sequence[str]) -> dict[str, set[Scope]]:
        """The scopes that series may be of: those that they were of, and those of their new figures."""
        out: dict[str, set[Scope]] = defaultdict(set)
        sql = (
            "SELECT i.origin, s.a, s.b FROM filing_item i, json_each(i.scopes) g JOIN filing_scope s ON s.id = g.value "
            "WHERE i.origin IN ({})"
        )
        for z, a, b in rows_for(self.store, sql, series):
            out[z].add((a, b))
        for z in series:
            out[z] |= self._figured.pop(z, set())
        return out

    def _series(self, series: str, measure: str, candidates: Iterable[Scope]) -> Card:
        """The card of a series from its figures' lists; its sum is written."""
        heading, facet = self.cabinet.heading("figure", ("series", series)), self.cabinet.heading("figure", ("series", ""))
        inside = "FROM filing WHERE scope = ? AND facet = ? AND heading = ?"

        def at(scope: Scope) -> tuple[int, int, int]:
            return self.cabinet.scope(scope), facet, heading

        scopes = frozenset(s for s in candidates if self.store.rows(f"SELECT 1 {inside} LIMIT 1", at(s)))
        points, first, last = self.store.rows(f"SELECT count(*), min(nullif(day, 0)), max(day) {inside}", at(EVERYTHING))[0]
        (conflicts,) = self.store.rows("SELECT count(*) FROM series_conflict WHERE series = ?", (series,))[0]
        newest, day, end = self._newest(at(EVERYTHING))
        row = (series, points, first and first // 10000, (last or None) and last // 10000, newest, conflicts)
        self.store.insert("series_told", SERIES_TOLD, [row])
        span = (_day(day), _day(end or day)) if day else None
        return Card("series", series, series, span, scopes, headings.series_headings(measure, conflicts))

    def _newest(self, at: tuple[int, int, int]) -> tuple[str, int, int]:
        """The figure of the latest period, and its days: of outcomes, where there are any."""
        sql = (
            "SELECT f.day FROM filing f JOIN filing_item i ON i.id = f.item {} "
            "WHERE f.scope = ? AND f.facet = ? AND f.heading = ? {} ORDER BY f.day DESC LIMIT 1"
        )
        told = "JOIN series_figure s ON s.figure = i.item"
        outcome = "AND s.forecast = 0 AND s.suspect = 0"
        found = self.store.rows(sql.format(told, outcome), at)
        if not found:
            told, outcome = "", ""
            found = self.store.rows(sql.format(told, outcome), at)
        sql = (
            f"SELECT i.item, f.day, f.last FROM filing f JOIN filing_item i ON i.id = f.item {told} "
            f"WHERE f.scope = ? AND f.facet = ? AND f.heading = ? AND f.day = ? {outcome} ORDER BY f.last DESC, i.item LIMIT 1"
        )
        item, day, last = self.store.rows(sql, (*at, found[0][0]))[0]
        return str(item), int(day), int(last)


def _day(number: int) -> str:
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"
