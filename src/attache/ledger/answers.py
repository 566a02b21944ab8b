"""From stored rows to the entries that commands and pages show; one `Answers` serves one question."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attache.ledger.columns import Record, dates_of
from attache.ledger.countries import country_name
from attache.ledger.entries import (
    ActorEntry,
    CommitmentEntry,
    EventEntry,
    FigureEntry,
    Grain,
    OfficeEntry,
    Quote,
    ReportEntry,
    StatementEntry,
)
from attache.ledger.quoting import sentence
from attache.ledger.store import Cell, Store
from attache.ledger.syndication import Sighted, words_of
from attache.ledger.told import R, Told, earliest, latest, only
from attache.ledger.words import grain
from attache.ledger.working.shelf import Shelf, rows_for
from attache.records import Commitment, Dates, Event, Evidence, Figure, ReportId, Statement, Tenure

Place = tuple[str, Grain, str | None, bool, bool]
"""A figure's series, grain and side, whether it is a forecast, and suspect."""
OFFICES = (
    "SELECT last, words FROM office_seen WHERE person = ? AND last > '' AND last <= ? ORDER BY last DESC, words DESC LIMIT 1",
    "SELECT ended, words FROM office_seen WHERE person = ? AND last = '' AND ended <= ? ORDER BY ended DESC, words DESC LIMIT 1",
)
"""A person's last office up to a day, and the last one that the person was told to have left by then."""
TEXTS = 500
"""Texts of reports that are held for one question."""


class ReportIndex(Mapping[str, ReportEntry]):
    """Reports by id, former versions too, each fetched when first asked for; all of them when listed."""

    COLUMNS = ("file", "url", "title", "publisher", "agency", "byline", "place")

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, ReportEntry] = {}
        self._whole = False

    def get_many(self, ids: Iterable[str]) -> None:
        """Fetches several at once."""
        wanted = set(ids) - self._known.keys()
        if wanted and not self._whole:
            self._fetch("WHERE r.id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(wanted)),))

    def _all(self) -> dict[str, ReportEntry]:
        if not self._whole:
            self._fetch("", ())
            self._known = dict(sorted(self._known.items()))
            self._whole = True
        return self._known

    def _fetch(self, where: str, values: Sequence[Cell]) -> None:
        rows = self._store.rows(
            f"SELECT r.id, r.language, r.replaced_by, g.reader, coalesce(g.published_from, s.published_from), "
            f"coalesce(g.published_to, s.published_to), coalesce(g.published_how, s.published_how), "
            f"coalesce(g.published_reasons, s.published_reasons), {', '.join('s.' + c for c in self.COLUMNS)} "
            f"FROM report r JOIN sighting s ON s.report = r.id AND s.rank = 0 LEFT JOIN reading g ON g.report = r.id {where}",
            values,
        )
        chosen = where.replace("r.id", "report").replace("WHERE", "AND")
        also: dict[str, list[str]] = defaultdict(list)
        sql = f"SELECT report, file, url FROM sighting WHERE rank > 0 {chosen} ORDER BY report, rank"
        for report, file, url in self._store.rows(sql, values):
            also[str(report)].append(str(url or file))
        one_text = self._one_text(where, values)
        for identity, language, replaced_by, reader, first, last, how, reasons, *seen in rows:
            told: dict[str, Any] = {c: v or None for c, v in zip(self.COLUMNS, seen, strict=True)}
            label = told["title"] or told["file"] or told["url"] or str(identity)
            self._known[str(identity)] = ReportEntry(
                id=ReportId(str(identity)),
                label=str(label),
                language=str(language),
                published=dates_of(first, last),
                published_how=how,
                published_reasons=tuple(json.loads(str(reasons))),
                reader=None if reader is None else str(reader),
                replaced_by=None if replaced_by is None else ReportId(str(replaced_by)),
                also_seen=tuple(also[str(identity)]),
                one_text=one_text.get(str(identity)),
                **told,
            )

    def _one_text(self, where: str, values: Sequence[Cell]) -> dict[str, str]:
        """Of the reports that are copies, how their text was printed, in plain words."""
        chosen = f"SELECT c.source FROM copy c JOIN report r ON r.id = c.report {where}"
        sql = (
            "SELECT c.source, c.report, coalesce(g.published_to, s.published_to, ''), s.publisher, s.agency FROM copy c "
            "JOIN sighting s ON s.report = c.report AND s.rank = 0 LEFT JOIN reading g ON g.report = c.report "
            f"WHERE c.source IN ({chosen}) ORDER BY c.report"
        )
        groups: dict[str, list[Sighted]] = defaultdict(list)
        for source, report, day, publisher, agency in self._store.rows(sql, values):
            groups[str(source)].append(Sighted(str(report), str(day), publisher, agency))
        return {s.id: words for group in groups.values() for words in (words_of(group),) for s in group}

    @property
    def at_hand(self) -> Mapping[str, ReportEntry]:
        """Those that were fetched."""
        return self._known

    def __getitem__(self, identity: str) -> ReportEntry:
        self.get_many((identity,))
        return self._known[identity]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


class Answers:
    """Looks up and dresses records; holds what it has looked up."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.shelf = Shelf(store)
        self.reports = ReportIndex(store)
        self.actors: Mapping[str, ActorEntry] = self.shelf.actors.by_id
        """All actors by id, each fetched when first asked for."""
        self._texts: dict[str, str] = {}
        self._offices: dict[tuple[str, str], str | None] = {}
        self._occurrences: dict[str, str | None] = {}
        self._places: dict[str, Place | None] = {}

    def _look_up(self, told: Sequence[Told[Record]]) -> None:
        """Fetches what the entries of many records need, at once: their reports, texts, occurrences and places in series."""
        self.look_up_reports(t.report for t in told)
        events = {t.id for t in told if isinstance(t.record, Event)} - self._occurrences.keys()
        self._occurrences.update(dict.fromkeys(events))
        self._occurrences.update(
            rows_for(self.store, "SELECT event, occurrence FROM occurrence_event WHERE event IN ({})", events)
        )
        figures = {t.id for t in told if isinstance(t.record, Figure)} - self._places.keys()
        self._places.update(dict.fromkeys(figures))
        sql = "SELECT figure, series, grain, side, forecast, suspect FROM series_figure WHERE figure IN ({})"
        for figure, series, size, side, ahead, wild in rows_for(self.store, sql, figures):
            self._places[figure] = series, size, side, bool(ahead), bool(wild)

    def look_up_reports(self, reports: Iterable[str]) -> None:
        """Fetches reports at once, and their texts where these are few enough to be held."""
        wanted = set(reports)
        self.reports.get_many(wanted)
        if len(wanted) <= TEXTS:
            unread = wanted - self._texts.keys()
            self._texts.update(rows_for(self.store, "SELECT id, text FROM report WHERE id IN ({})", unread))

    def _occurrence_of(self, event: str) -> str | None:
        if event not in self._occurrences:
            rows = self.store.rows("SELECT occurrence FROM occurrence_event WHERE event = ?", (event,))
            self._occurrences[event] = str(rows[0][0]) if rows else None
        return self._occurrences[event]

    def place_of(self, figure: str) -> Place | None:
        """Where a figure lies among others; None where it is in no series."""
        if figure not in self._places:
            sql = "SELECT series, grain, side, forecast, suspect FROM series_figure WHERE figure = ?"
            found = ((str(s), g, side, bool(ahead), bool(wild)) for s, g, side, ahead, wild in self.store.rows(sql, (figure,)))
            self._places[figure] = next(found, None)
        return self._places[figure]

    def office_on(self, person: str, report: str) -> str | None:
        """The person's office at a report's date: the one last observed up to it, within that report or before."""
        day = latest(self.reports[report].published)
        if not day:
            return None
        if (person, day) not in self._offices:
            found = [row for sql in OFFICES for row in self.store.rows(sql, (person, day))]
            self._offices[person, day] = str(max(found)[1]) if found else None
        return self._offices[person, day]

    def text(self, report: str) -> str:
        """A report's text."""
        if report not in self._texts:
            self._texts[report] = str(self.store.rows("SELECT text FROM report WHERE id = ?", (report,))[0][0])
        return self._texts[report]

    def told(self, kind: type[R], where: str, values: Sequence[Cell] = ()) -> list[Told[R]]:
        """The records of a kind that a SELECT of ids gives."""
        return only(self.any_told(where, values), kind)

    def any_told(self, where: str, values: Sequence[Cell] = (), *, rejected: bool = False) -> list[Told[Record]]:
        """The records of all kinds that a SELECT of ids gives, as reviewed, by report and position; rejected ones only on
        request."""
        told = self.shelf.select(where, values, rejected=rejected)
        self._look_up(told)
        return told

    def chosen(self, ids: Iterable[str]) -> dict[str, Told[Record]]:
        """The records of these ids as reviewed, by id; those that are rejected or not there are left out."""
        return {t.id: t for t in self.any_told("SELECT value FROM json_each(?)", (json.dumps(sorted(set(ids))),))}

    def actor(self, identity: str) -> ActorEntry:
        """The actor of this id; a name that no reading lists stands for itself."""
        return self.actors.get(identity) or ActorEntry(identity, identity, "organisation", None, (), named=False)

    def cast(self, told: Told[Any], names: Iterable[str]) -> tuple[ActorEntry, ...]:
        """The actors that names in a record stand for."""
        return tuple(self.actor(i) for i in told.ids(names))

    def first_naming(self, report: str, name: str) -> Evidence | None:
        """The first passage in a report that names an actor or thing by this name; None where none is told."""
        rows = self.store.rows(
            "SELECT start, \"end\" FROM mention WHERE report = ? AND name = ? ORDER BY form <> 'name', start LIMIT 1",
            (report, name),
        )
        return next((Evidence(ReportId(report), s, e, self.text(report)[s:e]) for s, e in rows), None)

    def quote(self, evidence: Evidence) -> Quote:
        """Evidence with its report and sentence."""
        return Quote(evidence, self.reports[evidence.report], sentence(self.text(evidence.report), evidence.start, evidence.end))

    def quotes(self, record: Record) -> tuple[Quote, ...]:
        """A record's evidence as quotes."""
        return tuple(self.quote(e) for e in record.evidence)

    def event(self, told: Told[Event]) -> EventEntry:
        """An event record as an entry."""
        event = told.record
        return EventEntry(
            told.id,
            event,
            self.cast(told, event.who),
            self.cast(told, event.target),
            self.quotes(event),
            event.when or event.announced or told.published,
            self._occurrence_of(told.id),
        )

    def statement(self, told: Told[Statement]) -> StatementEntry:
        """A statement record as an entry."""
        speakers = self.cast(told, told.record.speakers)
        office = self.office_on(speakers[0].id, told.report) if len(speakers) == 1 else None
        return StatementEntry(told.id, told.record, speakers, office, self.quotes(told.record), told.published)

    def figure(self, told: Told[Figure]) -> FigureEntry:
        """A figure record as an entry."""
        figure = told.record
        unplaced = (None, grain(figure.period), None, False, False)
        series, size, side, forecast, suspect = self.place_of(told.id) or unplaced
        return FigureEntry(
            id=told.id,
            figure=figure,
            parties=self.cast(told, figure.parties),
            speakers=self.cast(told, figure.speakers),
            quotes=self.quotes(figure),
            date=figure.period or told.published,
            series=series,
            grain=size,
            side=side,
            counted_by=self._counted_by(told, side),
            forecast=forecast,
            suspect=suspect,
        )

    def _counted_by(self, told: Told[Figure], side: str | None) -> str | None:
        """Whose count it is, in plain words: the body or country the report names, else the country of who gives it."""
        source = told.record.source
        if source is not None:
            actor = self.actors.get(told.actors.get(source, source))
            return actor.name if actor else country_name(source)
        return self.actor(side).name if side else None

    def commitment(self, told: Told[Commitment]) -> CommitmentEntry:
        """A commitment record as an entry."""
        record = told.record
        outcome = (self.quote(record.outcome_evidence),) if record.outcome_evidence else ()
        quotes = (*self.quotes(record), *outcome)
        by, speakers = self.cast(told, record.by), self.cast(told, record.speakers)
        return CommitmentEntry(told.id, record, by, speakers, quotes, told.published)

    def office(self, told: Told[Tenure]) -> OfficeEntry:
        """A tenure record as an entry."""
        record = told.record
        (person,) = self.cast(told, (record.person,))
        of = self.cast(told, (record.of,))[0] if record.of else None
        return OfficeEntry(told.id, record, person, of, record.when or told.published, self.quotes(record))

    def entry(self, told: Told[Any]) -> EventEntry | StatementEntry | FigureEntry | CommitmentEntry | OfficeEntry:
        """A record of any kind as an entry."""
        match told.record:
            case Event():
                return self.event(told)
            case Statement():
                return self.statement(told)
            case Figure():
                return self.figure(told)
            case Commitment():
                return self.commitment(told)
        return self.office(told)


def by_date(entries: Iterable[Any]) -> tuple[Any, ...]:
    """Entries by date, those of one date as they stand in the text; undated ones last."""

    def key(entry: Any) -> tuple[bool, str, str, str, int, str]:
        dates: Dates | None = entry.date
        first = entry.quotes[0].evidence
        return dates is None, earliest(dates), latest(dates), first.report, first.start, entry.id

    return tuple(sorted(entries, key=key))


def in_text_order(entries: Sequence[Any]) -> tuple[Any, ...]:
    """Entries by report date, then by where they stand in the text."""

    def key(entry: Any) -> tuple[bool, str, str, int, str]:
        first = entry.quotes[0].evidence
        return entry.date is None, latest(entry.date), first.report, first.start, entry.id

    return tuple(sorted(entries, key=key))
