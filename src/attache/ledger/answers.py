"""From stored rows to the entries that commands and pages show; one `Answers` serves one question."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
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
from attache.ledger.reviews import reviewed_records
from attache.ledger.store import Cell, Store
from attache.ledger.told import R, Told, earliest, latest, only
from attache.ledger.words import grain
from attache.records import Commitment, Dates, Event, Evidence, Figure, ReportId, Statement, Tenure


class Answers:
    """Looks up and dresses records; holds what it has looked up."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._texts: dict[str, str] = {}

    @cached_property
    def reports(self) -> dict[str, ReportEntry]:
        """All reports by id, former versions too."""
        columns = ("file", "url", "title", "publisher", "agency", "byline", "place")
        rows = self.store.rows(
            f"SELECT r.id, r.language, r.replaced_by, g.reader, coalesce(g.published_from, s.published_from), "
            f"coalesce(g.published_to, s.published_to), coalesce(g.published_how, s.published_how), "
            f"coalesce(g.published_reasons, s.published_reasons), {', '.join('s.' + c for c in columns)} "
            "FROM report r JOIN sighting s ON s.report = r.id AND s.rank = 0 LEFT JOIN reading g ON g.report = r.id ORDER BY r.id"
        )
        also: dict[str, list[str]] = defaultdict(list)
        for report, file, url in self.store.rows("SELECT report, file, url FROM sighting WHERE rank > 0 ORDER BY report, rank"):
            also[str(report)].append(str(url or file))
        out = {}
        for identity, language, replaced_by, reader, first, last, how, reasons, *seen in rows:
            told: dict[str, Any] = {c: v or None for c, v in zip(columns, seen, strict=True)}
            label = told["title"] or told["file"] or told["url"] or str(identity)
            out[str(identity)] = ReportEntry(
                id=ReportId(str(identity)),
                label=str(label),
                language=str(language),
                published=dates_of(first, last),
                published_how=how,
                published_reasons=tuple(json.loads(str(reasons))),
                reader=None if reader is None else str(reader),
                replaced_by=None if replaced_by is None else ReportId(str(replaced_by)),
                also_seen=tuple(also[str(identity)]),
                **told,
            )
        return out

    @cached_property
    def actors(self) -> dict[str, ActorEntry]:
        """All actors by id."""
        rows = self.store.rows("SELECT id, name, kind, country, aliases, named FROM actor ORDER BY id")
        return {str(i): ActorEntry(str(i), str(n), k, c, tuple(json.loads(str(a))), bool(named)) for i, n, k, c, a, named in rows}

    @cached_property
    def _occurrence_of(self) -> dict[str, str]:
        return {str(e): str(o) for e, o in self.store.rows("SELECT event, occurrence FROM occurrence_event")}

    @cached_property
    def _series_of(self) -> dict[str, tuple[str, Grain, str | None, bool, bool]]:
        rows = self.store.rows("SELECT figure, series, grain, side, forecast, suspect FROM series_figure")
        return {str(f): (str(s), g, side, bool(ahead), bool(wild)) for f, s, g, side, ahead, wild in rows}

    @cached_property
    def offices(self) -> dict[str, list[tuple[str, str, str]]]:
        """Person's id → (day observed, office, of), oldest first."""
        out: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for told in self.told(Tenure, "SELECT id FROM record WHERE kind = 'tenure'"):
            (person,) = told.ids((told.record.person,))
            day = latest(told.record.when or told.published)
            out[person].append((day, told.record.office, told.record.of or ""))
        return {person: sorted(seen) for person, seen in out.items()}

    def office_on(self, person: str, report: str) -> str | None:
        """The person's office at a report's date: the one last observed up to it, within that report or before."""
        day = latest(self.reports[report].published)
        seen = [office for when, office, _ in self.offices.get(person, ()) if when <= day] if day else []
        return seen[-1] if seen else None

    def text(self, report: str) -> str:
        """A report's text."""
        if report not in self._texts:
            self._texts[report] = str(self.store.rows("SELECT text FROM report WHERE id = ?", (report,))[0][0])
        return self._texts[report]

    def told(self, kind: type[R], where: str, values: Sequence[Cell] = ()) -> list[Told[R]]:
        """The records of a kind that a SELECT of ids gives."""
        return only(self.any_told(where, values), kind)

    def any_told(self, where: str, values: Sequence[Cell] = (), *, rejected: bool = False) -> list[Told[Record]]:
        """The records of all kinds that a SELECT of ids gives, as reviewed; rejected ones only on request."""
        found = reviewed_records(self.store, where, tuple(values), rejected=rejected)
        return [self._told_by(identity, record, record.evidence[0].report) for identity, record in found]

    def _told_by(self, identity: str, record: Record, report: ReportId) -> Told[Record]:
        return Told(identity, record, report, self.reports[report].published, self._names[report])

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        names: dict[str, dict[str, str]] = defaultdict(dict)
        for report, name, actor in self.store.rows("SELECT report, name, actor FROM same_actor"):
            names[str(report)][str(name)] = str(actor)
        return names

    def actor(self, identity: str) -> ActorEntry:
        """The actor of this id; a name that no reading lists stands for itself."""
        return self.actors.get(identity) or ActorEntry(identity, identity, "organisation", None, (), named=False)

    def cast(self, told: Told[Any], names: Iterable[str]) -> tuple[ActorEntry, ...]:
        """The actors that names in a record stand for."""
        return tuple(self.actor(i) for i in told.ids(names))

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
            self._occurrence_of.get(told.id),
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
        series, size, side, forecast, suspect = self._series_of.get(told.id, unplaced)
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
