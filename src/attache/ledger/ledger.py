"""The ledger as programs use it: one object on one file, with a method for each question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Concatenate, Literal, ParamSpec, TypedDict, TypeVar, Unpack

from attache.errors import QueryError
from attache.ledger import (
    adding,
    by_id,
    checking,
    files,
    found,
    lifelines,
    lists,
    promised,
    queries,
    reasons,
    register,
    report_pages,
    showing,
    sourcing,
    summing,
    tenures,
)
from attache.ledger import expected as outlooks
from attache.ledger.answers import Answers
from attache.ledger.asking import Scope, days_between
from attache.ledger.checking import Checked
from attache.ledger.columns import Record
from attache.ledger.countries import country_name
from attache.ledger.entries import (
    ActorEntry,
    CommitmentEntry,
    EventEntry,
    FigureEntry,
    OccurrenceEntry,
    PairEntry,
    PersonEntry,
    PromiseEntry,
    RecordEntry,
    ReportEntry,
    ReportPage,
    SearchHit,
    SeriesEntry,
    Shown,
    StatementEntry,
    Summary,
    ThingEntry,
)
from attache.ledger.expected import ExpectedEntry
from attache.ledger.found import Found
from attache.ledger.health import Health, Source
from attache.ledger.lifelines import LifeLine
from attache.ledger.lists import Listed, Listing, Tallied, Tally
from attache.ledger.pending import touch
from attache.ledger.readings import is_sighted, load_reading, load_report, put_reading
from attache.ledger.reasons import Reasons
from attache.ledger.refusing import refuse
from attache.ledger.report_pages import ReadRecord
from attache.ledger.reviews import ReviewState, deciding, queueing, reviewed_records, standing
from attache.ledger.reviews import reviewable as reviewing
from attache.ledger.reviews.edge import decision
from attache.ledger.reviews.listing import ReviewEntry, list_reviews, newest_reviews, one_review, reviews_on
from attache.ledger.reviews.pointing import find_whole
from attache.ledger.reviews.queueing import Judged, Queue, Reason
from attache.ledger.reviews.reviewable import Near, Reviewable
from attache.ledger.reviews.storing import Review
from attache.ledger.reviews.values import Value
from attache.ledger.store import Row, Store, derived_tables, identifier
from attache.ledger.tenures import OfficeLine
from attache.ledger.working import CURRENT, is_fresh, is_of_these_rules, rebuild, reconcile
from attache.records import Reading, Report, ReportId, ThingKind

if TYPE_CHECKING:
    from attache.brief.model import Brief
    from attache.ledger.feeds import FeedBook
    from attache.ledger.importing import Imported

Between = tuple[str, str]


class Limits(TypedDict, total=False):
    """What every question may be limited by.

    `between`: two different actors, as names, ISO codes or demonyms. `since`, `until`: a year, a month or a day.
    """

    between: Between | None
    since: str | None
    until: str | None


P = ParamSpec("P")
Answer = TypeVar("Answer")


def _of_one_moment(
    question: Callable[Concatenate[Ledger, P], Answer],
) -> Callable[Concatenate[Ledger, P], Answer]:
    """The question, asked of the ledger as it stands at one moment: a report added meanwhile is in all of the answer or in
    none of it."""

    @wraps(question)
    def asked(ledger: Ledger, /, *args: P.args, **limits: P.kwargs) -> Answer:
        with ledger._one_moment():
            return question(ledger, *args, **limits)

    return asked


class Ledger:
    """An open ledger file. Close it, or use it in a `with` block; several threads may share one."""

    def __init__(
        self,
        path: str | Path = "ledger.db",
        *,
        create: bool = True,
        read_only: bool = False,
        lagging: bool = False,
        patience: float = 30,
    ) -> None:
        """Opens the file, and makes it where it is missing unless `create` is False or `read_only` is True.

        `lagging`: questions are answered at once, from what was worked out so far, though reports came in since; `pending` tells
        how many. Whoever reads them in sees to the rest.

        `patience`: for how many seconds it waits for another writer.

        Raises NotALedger, NewerLedger or LedgerError, each with a message of one line.
        """
        self._store = Store(path, create=create, read_only=read_only, patience=patience)
        self._lagging = lagging
        self._copy: Store | None = None
        self._copied_at = 0
        self._freshening = RLock()
        self._asked: Store | None = None

    @property
    def path(self) -> Path:
        """The file, as given."""
        return self._store.path

    def close(self) -> None:
        """Closes the file."""
        self._store.close()
        if self._copy is not None:
            self._copy.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Writing

    def knows(self, report: Report) -> bool:
        """Whether this text is stored under this file and address with its reading, so that it need not be read again.

        A report in a language without a pack is known without one; after a fault in reading it is not known.
        """
        done = "SELECT 1 FROM reading WHERE report = ? UNION SELECT 1 FROM aside WHERE report = ? AND reason = 'no-language-pack'"
        return is_sighted(self._store, report) and bool(self._store.rows(done, (report.id, report.id)))

    def is_read(self, report: Report) -> bool:
        """Whether a reading of this text is stored, under whatever name."""
        return bool(self._store.rows("SELECT 1 FROM reading WHERE report = ?", (report.id,)))

    def feeds(self) -> FeedBook:
        """What is kept of watched feeds."""
        from attache.ledger.feeds import FeedBook

        return FeedBook(self._store)

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside is stored together or not at all."""
        return self._store.transaction()

    def add(self, report: Report, reading: Reading | None, *, reason: str = "no-language-pack") -> bool:
        """Stores a report and its reading in one transaction; whether anything changed.

        The same report again changes nothing. The same text under a further name adds that name. The changed text of a
        known page becomes its newer version. Without a reading the report is stored with the `reason` for it.
        """
        return adding.add(self._store, report, reading, reason=reason)

    def add_all(self, reports: Iterable[tuple[Report, Reading | None]]) -> int:
        """Stores many reports with their readings in one transaction, all or none; the number that changed anything."""
        return adding.put_readings(self._store, reports)

    def refuse(self, source: str, reason: str, message: str) -> None:
        """Notes an input that gave no report; it is counted by its reason code. The same input again changes nothing."""
        refuse(self._store, [(source, reason, message)])

    def import_readings(self, path: Path, *, told: Callable[[int], None] = lambda _: None) -> Imported:
        """Takes in a file of readings made elsewhere; see `importing.import_file`. Raises SourceError and LedgerError."""
        from attache.ledger.importing import import_file  # Arrow is loaded only for this

        return import_file(self._store, path, told=told)

    def reread(self, read: Callable[[Report], Reading], reader: str) -> int:
        """Reads stored texts again whose reading is by another reader or failed; the number read. Each is a transaction."""
        wanted = "SELECT report FROM reading WHERE reader <> ? UNION SELECT report FROM aside WHERE reason = 'reader-fault'"
        rows = self._store.rows(f"{wanted} ORDER BY 1", (reader,))
        for (identity,) in rows:
            report = self.report_text(str(identity))
            with self._store.transaction():
                put_reading(self._store, report, read(report), reason="")
                touch(self._store, (report.id,))
        return len(rows)

    def reconcile(self) -> None:
        """Works out what lies across reports, as far as reports changed; done by itself at the first question after a change."""
        reconcile(self._store)

    def pending(self) -> int:
        """How many reports wait for `reconcile`; all of them where other rules than this program's worked them out."""
        waiting = "SELECT report FROM pending" if is_of_these_rules(self._store) else CURRENT
        return int(self._store.rows(f"SELECT count(*) FROM ({waiting})")[0][0])

    def rebuild(self) -> None:
        """Works out all that lies across reports anew; the outcome is that of `reconcile`."""
        rebuild(self._store)

    def worked_out(self) -> Iterator[tuple[str, Row]]:
        """Table and row of all that is worked out across reports, in a fixed order: for comparing two ledgers."""
        store = self._fresh()
        for table in derived_tables():
            columns = ", ".join(str(n) for n in range(1, 1 + len(store.rows("SELECT name FROM pragma_table_info(?)", (table,)))))
            yield from ((table, row) for row in store.rows(f"SELECT * FROM {identifier(table)} ORDER BY {columns}"))

    def _fresh(self) -> Store:
        """The store to ask: with part two worked out, in a copy in memory where the file may only be read."""
        with self._freshening:
            if self._asked is not None:
                return self._asked
            if self._will_do(self._store):
                return self._store
            if not self._store.read_only:
                reconcile(self._store)
                return self._store
            # Another program is filling the file, or was stopped in it: until it is done a copy stands in.
            version = self._store.data_version()
            if self._copy is None or self._copied_at != version:
                self._copy, self._copied_at = self._store.copied(), version
                reconcile(self._copy)
            return self._copy

    def _will_do(self, store: Store) -> bool:
        """Whether questions may be asked of a store as it stands."""
        return is_fresh(store) or (self._lagging and is_of_these_rules(store))

    @contextmanager
    def _one_moment(self) -> Iterator[None]:
        """Inside, `_fresh` gives one store as it stands at one moment."""
        with self._freshening:
            if self._asked is not None:
                yield  # a part of a larger question
                return
            while True:
                store = self._fresh()
                with store.snapshot():
                    # Another program may have written between the two.
                    if self._will_do(store):
                        self._asked = store
                        try:
                            yield
                        finally:
                            self._asked = None
                        return

    # Reviewing: `by` is who decides (else ATTACHE_REVIEWER, else the user logged in), `now` when (UTC, ISO 8601)

    def accept(self, *records: str, why: str = "", by: str | None = None, now: str | None = None) -> ReviewEntry:
        """Marks records as right as shown; what is filled in them stays, whatever is read later. Raises QueryError."""
        return self._decided(deciding.accept(self._store, records, decision(by=by, why=why, now=now)))

    def reject(self, *records: str, why: str = "", by: str | None = None, now: str | None = None) -> ReviewEntry:
        """Marks records as wrong: they are shown nowhere but in the reviews. Raises QueryError."""
        return self._decided(deciding.reject(self._store, records, decision(by=by, why=why, now=now)))

    def correct(
        self, record: str, fields: Mapping[str, Value], *, why: str = "", by: str | None = None, now: str | None = None
    ) -> ReviewEntry:
        """Puts values in place of those read, as texts of the command line or as records hold them. Raises QueryError."""
        return self._decided(deciding.correct(self._writable(), record, fields, decision(by=by, why=why, now=now)))

    def merge(self, *ids: str, why: str = "", by: str | None = None, now: str | None = None) -> ReviewEntry:
        """Makes actors, things, occurrences or promises one, whatever rules say. Raises QueryError."""
        return self._decided(deciding.merge(self._writable(), ids, decision(by=by, why=why, now=now)))

    def split(
        self,
        identity: str,
        *members: str,
        reports: Sequence[str] = (),
        why: str = "",
        by: str | None = None,
        now: str | None = None,
    ) -> ReviewEntry:
        """Sets members apart: records, names, names as `reports` use them, or another entry by id. Raises QueryError."""
        decided = decision(by=by, why=why, now=now)
        return self._decided(deciding.split(self._writable(), identity, members, decided, reports=reports))

    def undo(self, review: int | None = None, *, why: str = "", by: str | None = None, now: str | None = None) -> ReviewEntry:
        """Takes back a review, by default the latest in force. To undo an undo puts it in force again. Raises QueryError."""
        return self._decided(deciding.undo(self._store, review, decision(by=by, why=why, now=now)))

    def reviews(self, *, of: str | None = None) -> tuple[ReviewEntry, ...]:
        """All reviews, undone ones too, in the order of deciding; `of` one record, actor, thing, occurrence or promise."""
        return list_reviews(self._store if of is None else self._fresh(), of=of)

    def review_of(self, *records: str) -> Mapping[str, ReviewState]:
        """What people decided about these records, by id; those that nobody decided about are left out."""
        return standing(self._store, records)

    def reviews_page(self, *, limit: int = 50, offset: int = 0) -> tuple[int, tuple[ReviewEntry, ...]]:
        """Number of all reviews, undone ones and undos too, and some of them, the newest first."""
        return newest_reviews(self._store, limit=limit, offset=offset)

    @_of_one_moment
    def reviews_of(self, identity: str) -> tuple[ReviewEntry, ...]:
        """Reviews on one record, occurrence, promise, actor or thing by its whole id, in the order of deciding; undos too."""
        return reviews_on(self._fresh(), identity)

    def review(self, number: int) -> ReviewEntry:
        """The review with this number. Raises QueryError."""
        try:
            return one_review(self._store, number)
        except KeyError as error:
            raise QueryError(f"no review {number}; see the history of reviews") from error

    @_of_one_moment
    def reviewable_kind(self, identity: str) -> str:
        """What an id or its beginning means: record, occurrence, promise, series, actor, thing. Raises QueryError."""
        return find_whole(self._fresh(), identity)[0]

    @_of_one_moment
    def reviewable(self, identity: str) -> Reviewable:
        """What can be decided about a record, occurrence, promise, series, actor or thing. Raises QueryError."""
        return reviewing.reviewable(self._fresh(), identity)

    @_of_one_moment
    def to_review(self, *, between: Between | None = None, reason: Reason | None = None) -> Queue:
        """What to review first, of the whole ledger or of what concerns both of two actors. Raises QueryError."""
        store = self._fresh()
        return queueing.queue(store, between=None if between is None else queries.find_pair(store, between), reason=reason)

    @_of_one_moment
    def judged(self, promises: Sequence[str]) -> Mapping[str, Judged]:
        """Titles of promises and their verdicts in words, by id: what a line needs, and nothing else is looked up."""
        return queueing.judged(self._fresh(), promises)

    @_of_one_moment
    def read_records(self, ids: Sequence[str]) -> tuple[ReadRecord, ...]:
        """Records with what they are part of and what people decided, rejected ones too, in the order of their ids."""
        return report_pages.read_records(self._fresh(), ids)

    @_of_one_moment
    def names_like(self, words: str, *, kind: str | None = None) -> tuple[Near, ...]:
        """Actors and things whose names hold all the words, the likeliest first; no countries."""
        return reviewing.find_names(self._fresh(), words, kind=kind)

    def faults(self, record: str, given: Mapping[str, Value]) -> dict[str, str]:
        """Field by field, why a correction would not do."""
        return reviewing.faults(self._fresh(), record, given)

    def _writable(self) -> Store:
        """The store with part two worked out, for decisions that point at what lies across reports."""
        if not is_fresh(self._store):
            reconcile(self._store)
        return self._store

    def _decided(self, review: Review) -> ReviewEntry:
        return one_review(self._store, review.id)

    # What was stored

    def report_ids(self) -> tuple[ReportId, ...]:
        """Ids of all stored reports, former versions too, sorted."""
        return tuple(ReportId(str(i)) for (i,) in self._store.rows("SELECT id FROM report ORDER BY id"))

    def report_text(self, identity: str) -> Report:
        """The stored report with its text. Raises KeyError."""
        report = load_report(self._store, identity)
        if report is None:
            raise KeyError(identity)
        return report

    def reading(self, identity: str) -> Reading | None:
        """The stored reading of a report; None where it has none. Raises KeyError for an unknown report."""
        return load_reading(self._store, self.report_text(identity))

    def records(self, report: str) -> tuple[tuple[str, Record], ...]:
        """Ids and records of a report as reviewed, in the order of its reading."""
        return tuple(reviewed_records(self._store, "SELECT id FROM record WHERE report = ?", (report,)))

    def identities(self, report: str) -> dict[str, str]:
        """Actor id by the name that a report's records use."""
        return {str(n): str(a) for n, a in self._fresh().rows("SELECT name, actor FROM same_actor WHERE report = ?", (report,))}

    def thing_id(self, report: str, name: str) -> str | None:
        """Id of the thing that a report names so; None where it is not known."""
        rows = self._fresh().rows("SELECT thing FROM same_thing WHERE report = ? AND name = ?", (report, name))
        return str(rows[0][0]) if rows else None

    # Questions

    def _scope(self, limits: Limits) -> Scope:
        between = limits.get("between")
        pair = None if between is None else queries.find_pair(self._fresh(), between)
        return Scope(pair, days_between(limits.get("since"), limits.get("until")))

    @_of_one_moment
    def summary(self, **limits: Unpack[Limits]) -> Summary:
        """Counts of what the ledger holds."""
        return summing.summary(self._fresh(), self._scope(limits))

    @_of_one_moment
    def pairs(self) -> tuple[PairEntry, ...]:
        """Pairs of actors that reports are mostly about, most reports first."""
        return queries.pairs(self._fresh())

    @_of_one_moment
    def files_of(self, actor: str, *, limit: int = 50) -> tuple[PairEntry, ...]:
        """With whom an actor (by id) has a file: pairs that reports are mostly about, most reports first."""
        return files.files_of(self._fresh(), actor, limit=limit)

    @_of_one_moment
    def files_among(self, reports: Sequence[str], *, limit: int = 10) -> tuple[PairEntry, ...]:
        """The pairs that these reports (by id) are mostly about, with the number of them, most reports first."""
        return files.files_among(self._fresh(), reports, limit=limit)

    @_of_one_moment
    def persons_among(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Those of these actors that are persons with a name, in the order given."""
        return files.persons_among(self._fresh(), ids)

    @_of_one_moment
    def reports(self, **limits: Unpack[Limits]) -> tuple[ReportEntry, ...]:
        """Reports by published date, current versions only."""
        return queries.reports(self._fresh(), self._scope(limits))

    @_of_one_moment
    def events(self, **limits: Unpack[Limits]) -> tuple[EventEntry, ...]:
        """Event records by date."""
        return queries.events(self._fresh(), self._scope(limits))

    @_of_one_moment
    def occurrences(self, **limits: Unpack[Limits]) -> tuple[OccurrenceEntry, ...]:
        """Events in the world by date, each with all its tellings."""
        return queries.occurrences(self._fresh(), self._scope(limits))

    @_of_one_moment
    def statements(self, *, speaker: str | None = None, **limits: Unpack[Limits]) -> tuple[StatementEntry, ...]:
        """Statement records by report date; `speaker` a person, a body, or a country for all who speak for it."""
        store = self._fresh()
        actor = queries.find_actor(store, speaker) if speaker else None
        return queries.statements(store, self._scope(limits), speaker=actor)

    @_of_one_moment
    def figures(self, *, measure: str | None = None, **limits: Unpack[Limits]) -> tuple[FigureEntry, ...]:
        """Figure records by period; `measure` is any part of the measure's words."""
        return queries.figures(self._fresh(), self._scope(limits), measure=measure)

    @_of_one_moment
    def series(self, *, measure: str | None = None, **limits: Unpack[Limits]) -> tuple[SeriesEntry, ...]:
        """Figures by series, the longest first, with the conflicts among their points."""
        return queries.series(self._fresh(), self._scope(limits), measure=measure)

    @_of_one_moment
    def expected(self, *, as_of: str | None = None, **limits: Unpack[Limits]) -> tuple[ExpectedEntry, ...]:
        """What was announced and what became of it as of a day, by default that of the newest report; by the planned days."""
        store = self._fresh()
        day = (days_between(None, as_of) or (None, None))[1]
        return outlooks.expected(store, self._scope(limits), as_of=day or promised.newest_day(store))

    @_of_one_moment
    def promises(self, *, as_of: str | None = None, **limits: Unpack[Limits]) -> tuple[PromiseEntry, ...]:
        """Promises with their verdicts as of a day, by default that of the newest report."""
        day = (days_between(None, as_of) or (None, None))[1]
        return promised.promises(self._fresh(), self._scope(limits), as_of=day)

    @_of_one_moment
    def commitments(self, **limits: Unpack[Limits]) -> tuple[CommitmentEntry, ...]:
        """Commitment records by report date."""
        return queries.commitments(self._fresh(), self._scope(limits))

    @_of_one_moment
    def lifelines(self, *, kind: ThingKind | None = None, **limits: Unpack[Limits]) -> tuple[LifeLine, ...]:
        """The lives of agreements, mechanisms, programmes and projects: their stages with dates and sentences, and how they
        stand at present."""
        return lifelines.lifelines(self._fresh(), self._scope(limits), kind=kind)

    @_of_one_moment
    def people(self, **limits: Unpack[Limits]) -> tuple[PersonEntry, ...]:
        """Persons with their offices as dated observations, those named in most reports first."""
        return register.people(self._fresh(), self._scope(limits))

    @_of_one_moment
    def offices(self, **limits: Unpack[Limits]) -> tuple[OfficeLine, ...]:
        """Offices with all who were observed in them: intervals with their bounds, gaps and overlaps, each with its sentences."""
        return tenures.offices(self._fresh(), self._scope(limits))

    @_of_one_moment
    def check(self, *, as_of: str | None = None, **limits: Unpack[Limits]) -> tuple[Checked, ...]:
        """What does not add up, the gravest first, with the sentences of all sides; promises as of a day as in `promises`."""
        day = (days_between(None, as_of) or (None, None))[1]
        return checking.check(self._fresh(), self._scope(limits), as_of=day)

    @_of_one_moment
    def things(self, *, kind: ThingKind | None = None, **limits: Unpack[Limits]) -> tuple[ThingEntry, ...]:
        """Agreements, mechanisms, programmes, projects and places with their events."""
        return register.things(self._fresh(), self._scope(limits), kind=kind)

    @_of_one_moment
    def sources(self, **limits: Unpack[Limits]) -> tuple[Source, ...]:
        """Independent sources of the reports: one for all of one newsroom, and for one text wherever it was printed."""
        return sourcing.sources_of(self._fresh(), self.reports(**limits))

    @_of_one_moment
    def health(self, identity: str) -> Health:
        """How well a record, occurrence, promise or series stands: its sources, what is not told. Raises QueryError."""
        return showing.health(self._fresh(), identity)

    @_of_one_moment
    def why(self, identity: str) -> Reasons:
        """Why the names of an actor or thing, or the tellings of an occurrence or promise, are one. Raises QueryError."""
        return reasons.why(self._fresh(), identity)

    @_of_one_moment
    def search(self, words: str, *, limit: int = 50, **limits: Unpack[Limits]) -> tuple[SearchHit, ...]:
        """Reports whose text holds all the words, best first; case and accents do not count.

        Operators as `attache.ledger.search_words` lists them: `"free trade" negotiat* -tariff since:2019`. Words that many
        reports hold find the newest of them first. Raises QueryError for what cannot be understood.
        """
        return found.search(self._fresh(), words, self._scope(limits), limit=limit).hits

    @_of_one_moment
    def find(self, words: str, *, limit: int = 50, offset: int = 0, few: int = 5) -> Found:
        """Everything that a search finds: actors, things, promises, series, statements, reports. Raises QueryError."""
        return found.found(self._fresh(), words, limit=limit, offset=offset, few=few)

    @_of_one_moment
    def show(self, identity: str) -> Shown:
        """The entry of any id, or of the unique beginning of one, with its evidence in context. Raises QueryError."""
        return showing.show(self._fresh(), identity)

    @_of_one_moment
    def report(self, wanted: str) -> ReportPage:
        """A report by id, file or address, with the passages its records rest on. Raises QueryError."""
        return showing.report_page(self._fresh(), wanted)

    @_of_one_moment
    def read_in(self, report: str) -> tuple[ReadRecord, ...]:
        """All records read from a report, rejected ones too, by where they stand in its text; of an unknown id nothing."""
        return report_pages.read_in(self._fresh(), report)

    @_of_one_moment
    def copies(self, report: str) -> tuple[ReportEntry, ...]:
        """The other reports that are the same text, by date."""
        return report_pages.copies(self._fresh(), report)

    @_of_one_moment
    def actor(self, text: str) -> ActorEntry:
        """The actor so named: a country's name, ISO code or demonym, else a name the reports use. Raises QueryError."""
        store = self._fresh()
        return _known(Answers(store), queries.find_actor(store, text))

    @_of_one_moment
    def brief(
        self,
        a: str,
        b: str,
        *,
        since: str | None = None,
        until: str | None = None,
        sectors: Iterable[str] = (),
        as_of: str | None = None,
        length: Literal["short", "full"] = "full",
        language: Literal["en", "vi", "ru"] = "en",
    ) -> Brief:
        """The brief on two actors: what `attache brief` writes. `as_of` leaves out what later reports tell. Raises QueryError."""
        from attache.brief.compile import compile_brief

        return compile_brief(self, a, b, since=since, until=until, sectors=sectors, as_of=as_of, length=length, language=language)

    @_of_one_moment
    def actors(self) -> tuple[ActorEntry, ...]:
        """All actors, by id."""
        return tuple(Answers(self._fresh()).actors.values())

    def arrived(self) -> int:
        """Arrival number of the newest report; 0 for none. Arrivals count reports in the order of first reading."""
        return int(self._store.rows("SELECT coalesce(max(arrival), 0) FROM report")[0][0])

    def arrived_since(self, arrival: int, *, limit: int = 50) -> tuple[int, tuple[ReportId, ...]]:
        """Number of reports that came in after an arrival, and the newest of their ids, the newest first."""
        where = "FROM report WHERE arrival > ? AND replaced_by IS NULL"
        number = int(self._store.rows(f"SELECT count(*) {where}", (arrival,))[0][0])
        rows = self._store.rows(f"SELECT id {where} ORDER BY arrival DESC LIMIT ?", (arrival, limit))
        return number, tuple(ReportId(str(i)) for (i,) in rows)

    # Entries by id, as pages show them: in the order of the ids, with few tellings and counts of all

    @_of_one_moment
    def occurrences_by_id(self, ids: Sequence[str], tellings: int = 3) -> tuple[OccurrenceEntry, ...]:
        """Occurrences, each with its fullest tellings; states and differences only where these are all."""
        return by_id.occurrences(self._fresh(), ids, tellings)

    @_of_one_moment
    def occurrence_story(self, identity: str, tellings: int = 40) -> OccurrenceEntry | None:
        """An occurrence with its states and differences as all its tellings have them, and some of these; None where there
        is none."""
        return by_id.occurrence_story(self._fresh(), identity, tellings)

    @_of_one_moment
    def promises_by_id(self, ids: Sequence[str]) -> tuple[PromiseEntry, ...]:
        """Promises with their verdicts and proof, stated by the first telling and the newest, without what is on the way."""
        return by_id.promises(self._fresh(), ids)

    @_of_one_moment
    def promise_story(self, identity: str, *, as_of: str | None = None) -> PromiseEntry | None:
        """A promise with what is on its way, of many tellings alike the first; as of a day as in `promises`; None where there
        is none."""
        day = (days_between(None, as_of) or (None, None))[1]
        return by_id.promise_story(self._fresh(), identity, as_of=day)

    @_of_one_moment
    def series_by_id(self, ids: Sequence[str], points: int | None = None) -> tuple[SeriesEntry, ...]:
        """Series, what many figures tell alike as one point, the newest `points` or all."""
        return by_id.series(self._fresh(), ids, points)

    @_of_one_moment
    def series_story(self, identity: str) -> SeriesEntry | None:
        """A series with all its points, conflicts, growth and findings; None where there is none."""
        return by_id.series_story(self._fresh(), identity)

    @_of_one_moment
    def records_by_id(self, ids: Sequence[str]) -> tuple[RecordEntry, ...]:
        """Records of any kind."""
        return by_id.records(self._fresh(), ids)

    @_of_one_moment
    def statements_by_id(self, ids: Sequence[str]) -> tuple[StatementEntry, ...]:
        """Statement records."""
        return by_id.statements(self._fresh(), ids)

    @_of_one_moment
    def figures_by_id(self, ids: Sequence[str]) -> tuple[FigureEntry, ...]:
        """Figure records."""
        return by_id.figures(self._fresh(), ids)

    @_of_one_moment
    def events_by_id(self, ids: Sequence[str]) -> tuple[EventEntry, ...]:
        """Event records."""
        return by_id.events(self._fresh(), ids)

    @_of_one_moment
    def reports_by_id(self, ids: Sequence[str]) -> tuple[ReportEntry, ...]:
        """Reports, former versions too."""
        return by_id.reports(self._fresh(), ids)

    @_of_one_moment
    def actors_by_id(self, ids: Sequence[str]) -> tuple[ActorEntry, ...]:
        """Actors; countries that no report names too."""
        return by_id.actors(self._fresh(), ids)

    @_of_one_moment
    def people_by_id(self, ids: Sequence[str]) -> tuple[PersonEntry, ...]:
        """Persons, each office once with the days of its first and last observation; `mentions` are not counted."""
        return by_id.people(self._fresh(), ids)

    @_of_one_moment
    def things_by_id(self, ids: Sequence[str], namings: int = 1) -> tuple[ThingEntry, ...]:
        """Things with their first namings, without the events about them."""
        return by_id.things(self._fresh(), ids, namings)

    @_of_one_moment
    def tenures_of(self, *actors: str) -> tuple[OfficeLine, ...]:
        """Offices that these persons held, or that belong to these countries and bodies or to bodies of theirs."""
        return by_id.tenures(self._fresh(), actors)

    @_of_one_moment
    def life_of(self, thing: str) -> LifeLine | None:
        """The life of one thing; None where no stage of it is told."""
        return by_id.life_of(self._fresh(), thing)

    @_of_one_moment
    def listed(self, kind: str, **limits: Unpack[Listed]) -> Listing:
        """How many stand in a list, and the ids of a part of it: of no, one or two actors (`of`), under headings that must all
        hold (`under`, as "sector:energy"). Raises QueryError."""
        return lists.listed(self._fresh(), kind, **limits)

    @_of_one_moment
    def tallied(self, kind: str, heading: str, **limits: Unpack[Tallied]) -> tuple[Tally, ...]:
        """How many stand under each value of a heading ("sector"; "" for all together), by year or month where asked.
        Raises QueryError."""
        return lists.tallied(self._fresh(), kind, heading, **limits)

    def aside(self) -> tuple[tuple[str, int], ...]:
        """Reasons and counts of all that was set aside."""
        return queries.aside(self._store)


def _known(answers: Answers, identity: str) -> ActorEntry:
    if identity in answers.actors:
        return answers.actors[identity]
    return ActorEntry(identity, country_name(identity), "country", identity, ())
