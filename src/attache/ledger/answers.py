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
from attache.ledger.working.shelf import Shelf
from attache.records import Commitment, Dates, Event, Evidence, Figure, ReportId, Statement, Tenure


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
        self._offices: dict[str, list[tuple[str, str]]] = {}

    def _occurrence_of(self, event: str) -> str | None:
        rows = self.store.rows("SELECT occurrence FROM occurrence_event WHERE event = ?", (event,))
        return str(rows[0][0]) if rows else None

    def _place_of(self, figure: str) -> tuple[str, Grain, str | None, bool, bool] | None:
        rows = self.store.rows("SELECT series, grain, side, forecast, suspect FROM series_figure WHERE figure = ?", (figure,))
        return next(((str(s), g, side, bool(ahead), bool(wild)) for s, g, side, ahead, wild in rows), None)

    def office_on(self, person: str, report: str) -> str | None:
        """The person's office at a report's date: the one last observed up to it, within that report or before."""
        if person not in self._offices:
            told = self.told(Tenure, "SELECT record FROM office_seen WHERE person = ?", (person,))
            seen = (((t.record.when or t.published), t.record.office, t.record.of or "") for t in told)
            self._offices[person] = [(day, office) for day, office, _ in sorted((latest(d), o, of) for d, o, of in seen)]
        day = latest(self.reports[report].published)
        held = [office for when, office in self._offices[person] if when <= day] if day else []
        return held[-1] if held else None

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
        self.reports.get_many({t.report for t in told})
        return told

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
        series, size, side, forecast, suspect = self._place_of(told.id) or unplaced
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
