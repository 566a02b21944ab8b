"""What the ledger answers with: frozen records of plain values, nothing of the database in them.

Each entry carries the record as it was read, its actors as the ledger knows them, and quotes: the evidence with the
report it stands in. Ids are those shown to users: `e-…` events, `s-…` statements, `f-…` figures, `c-…` commitments,
`t-…` tenures, `p-…` promises, `o-…` occurrences, `z-…` series, `g-…` things, `a-…` or an ISO code for actors, `r…` reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from attache.ledger.findings import Finding
from attache.records import (
    ActorKind,
    Bound,
    Commitment,
    CommitmentKind,
    Dates,
    Event,
    Evidence,
    Figure,
    PublishedHow,
    ReportId,
    Statement,
    Status,
    Tenure,
    ThingKind,
    Value,
)

VerdictWord = Literal["kept", "kept late", "missed", "overdue", "pending", "superseded", "disputed", "open"]
Grain = Literal["year", "half", "quarter", "month", "day", "span", "undated"]


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor across all reports."""

    id: str
    """ISO alpha-3 for a country, else `a-…`."""
    name: str
    """"Viet Nam" for VNM; the fullest name met for others."""
    kind: ActorKind
    country: str | None
    aliases: tuple[str, ...]
    named: bool = True
    """False for one told only by a description ("a Western agency")."""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report's metadata, without its text."""

    id: ReportId
    label: str
    """How to show it in a list or footnote: its title, else file or address, else id."""
    file: str | None
    url: str | None
    title: str | None
    publisher: str | None
    agency: str | None
    byline: str | None
    place: str | None
    language: str
    published: Dates | None
    """As settled by reading, else as stated."""
    published_how: PublishedHow
    published_reasons: tuple[str, ...]
    reader: str | None
    """None: stored, not read."""
    replaced_by: ReportId | None = None
    """The newer version of the same page."""
    also_seen: tuple[str, ...] = ()
    """Other files and addresses under which the same text was met."""
    one_text: str | None = None
    """Where several reports are one text: "VNA text, also in Nhan Dan and VietnamPlus"; they count as one source."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Evidence ready for a footnote: the passage, its report and the sentence around it."""

    evidence: Evidence
    report: ReportEntry
    sentence: str
    """The whole sentence or sentences that the passage touches."""


@dataclass(frozen=True, slots=True)
class Context:
    """Evidence in its surroundings: the sentence is `lead` + the passage itself + `tail`."""

    quote: Quote
    before: str
    """The sentence before, in the same paragraph; empty where there is none."""
    lead: str
    tail: str
    after: str


@dataclass(frozen=True, slots=True)
class EventEntry:
    """An event record. `date` is what it sorts by: its time, else the report's date."""

    id: str
    event: Event
    who: tuple[ActorEntry, ...]
    target: tuple[ActorEntry, ...]
    quotes: tuple[Quote, ...]
    date: Dates | None
    occurrence: str | None


@dataclass(frozen=True, slots=True)
class StateEntry:
    """What one report says of an occurrence's state."""

    status: Status
    day: str
    """The report's latest possible day; empty where it has none."""
    when: Dates | None
    """The days it gives."""
    event: str
    """Id of the event record that says so."""
    report: ReportId
    told: int = 1
    """Number of tellings that say so, where several are shown as one."""


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One way in which a detail is told."""

    words: str
    """In plain words: "19–20 March 2018", "Hanoi", "Viet Nam and Russia"."""
    events: tuple[str, ...]
    """Ids of the event records that tell it so."""
    count: int = 0
    """Number of records that tell it so; `events` may be the first of many."""


@dataclass(frozen=True, slots=True)
class DifferenceEntry:
    """A detail that the tellings do not give alike, the version of the fullest telling first."""

    field: Literal["when", "where", "who", "about", "status"]
    versions: tuple[VersionEntry, ...]
    contradict: bool
    """Whether they cannot all be right; else some only tell less ("in October" beside "on 5 October")."""


@dataclass(frozen=True, slots=True)
class OccurrenceEntry:
    """One event in the world as told by one or more event records, the fullest telling first."""

    id: str
    type: str
    mode: str
    status: Status
    """That of the latest report."""
    when: Dates | None
    where: str | None
    who: tuple[ActorEntry, ...]
    target: tuple[ActorEntry, ...]
    events: tuple[EventEntry, ...]
    states: tuple[StateEntry, ...] = ()
    """By the reports' dates, oldest first; the last is the occurrence's."""
    differences: tuple[DifferenceEntry, ...] = ()
    sources: int = 0
    """Number of independent sources that tell it; 0 where they were not counted."""
    tellings: int = 0
    """Number of event records that tell it; `events` may be the fullest of many."""
    reports: int = 0
    """Number of reports that tell it."""


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """A statement record; `office` is the speaker's office at the report's date, where one was observed."""

    id: str
    statement: Statement
    speakers: tuple[ActorEntry, ...]
    office: str | None
    quotes: tuple[Quote, ...]
    date: Dates | None


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure record with its place in a series; `date` is its period, else the report's date."""

    id: str
    figure: Figure
    parties: tuple[ActorEntry, ...]
    speakers: tuple[ActorEntry, ...]
    quotes: tuple[Quote, ...]
    date: Dates | None
    series: str | None
    grain: Grain
    side: str | None
    """Actor id of the country whose count it is ("by Russian count"), where told."""
    counted_by: str | None = None
    """The same in plain words, the body where the report names one: "Vietnam", "Federal Customs Service of Russia"."""
    forecast: bool = False
    """It tells what should or will be: its period was to come or running when the report came out, or it is an aim's value."""
    suspect: bool = False
    """Fifty times its neighbours in the series, or a fiftieth: likely a fault of the report or of reading."""
    told: int = 1
    """Number of figures that tell the same, where several are shown as one."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two points of one series for one period that do not agree, neither of them forecast or suspect."""

    period: Dates | None
    first: FigureEntry
    second: FigureEntry


@dataclass(frozen=True, slots=True)
class GrowthEntry:
    """A growth in per cent with the periods it compares."""

    figure: str
    """Id of the figure that tells the growth."""
    period: Dates
    before: Dates
    """The period it is compared with."""
    now: tuple[str, ...]
    """Ids of the figures of the same count that tell the level of the period; empty where nobody does."""
    base: tuple[str, ...]
    """The same for the period before."""


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """Figures of one measure, parties and unit, by period; conflicting points stand side by side.

    Points with `forecast` or `suspect` are listed, but are in no conflict and prove no verdict: charts leave them out.
    """

    id: str
    measure: str
    parties: tuple[ActorEntry, ...]
    unit: str | None
    cumulative: bool
    points: tuple[FigureEntry, ...]
    conflicts: tuple[Conflict, ...]
    growth: tuple[GrowthEntry, ...] = ()
    """All growth told in per cent, by period."""
    findings: tuple[Finding, ...] = ()
    """What does not agree by arithmetic, with the tolerance used."""
    told: int = 0
    """Number of figures in all; `points` may stand for several each."""


@dataclass(frozen=True, slots=True)
class CommitmentEntry:
    """A commitment record; where the same report tells the outcome, the last quote is that sentence."""

    id: str
    commitment: Commitment
    by: tuple[ActorEntry, ...]
    speakers: tuple[ActorEntry, ...]
    quotes: tuple[Quote, ...]
    date: Dates | None


@dataclass(frozen=True, slots=True)
class MarkEntry:
    """A piece of evidence on a promise's way: it decides nothing."""

    day: str
    """Of the report that tells it; empty where it has none."""
    kind: Literal["made", "confirmed", "doubt", "hope", "progress"]
    words: str
    """In plain words: "two-way trade in 2019: 4.5 bn USD: 45 % of the 10 bn USD aimed at"."""
    share: float | None
    """Progress: the figure as a share of the aim."""
    record: RecordEntry
    count: int = 1
    """Number of pieces of evidence that it stands for: it is the first of them."""


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """A promise among those that took the place of one another."""

    id: str
    title: str
    verdict: VerdictWord
    told: str
    """Day of the first report that tells it; empty where it has none."""


@dataclass(frozen=True, slots=True)
class PromiseEntry:
    """One commitment in the world and what became of it."""

    id: str
    title: str
    """"two-way trade: 10 bn USD by 2020"."""
    kind: CommitmentKind
    measure: str | None
    value: Value | None
    unit: str | None
    bound: Bound | None
    due: Dates | None
    parties: tuple[ActorEntry, ...]
    verdict: VerdictWord
    rule: str
    """Name of the rule that gave the verdict."""
    explanation: str
    """The verdict in plain words."""
    as_of: str | None
    stated: tuple[CommitmentEntry, ...]
    """Where it was made, oldest first."""
    proof: tuple[RecordEntry, ...]
    """What the verdict rests on, besides `stated`."""
    superseded_by: str | None
    replaces: tuple[str, ...] = ()
    """Ids of the promises whose place it took."""
    chain: tuple[ChainEntry, ...] = ()
    """All that took the place of one another, the oldest first, itself among them; empty where it stands alone."""
    on_the_way: tuple[MarkEntry, ...] = ()
    """Restatements, doubts, hopes and progress before its day, oldest first."""
    tellings: int = 0
    """Number of commitment records that tell it; `stated` may be some of many."""
    proofs: int = 0
    """Number of records that prove the verdict; `proof` may be some of many."""


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """One observation of a person in an office, on the date told or the report's date."""

    id: str
    tenure: Tenure
    person: ActorEntry
    of: ActorEntry | None
    date: Dates | None
    quotes: tuple[Quote, ...]
    first: str = ""
    """First and last day on which it was observed, where several observations are shown as one; else empty."""
    last: str = ""
    told: int = 1
    """Number of observations that it stands for."""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person with the offices observed, oldest first, and how often the reports name them.

    By id each office stands once, and mentions are not counted (0).
    """

    actor: ActorEntry
    offices: tuple[OfficeEntry, ...]
    reports: int
    mentions: int
    statements: int


@dataclass(frozen=True, slots=True)
class ThingEntry:
    """An agreement, mechanism, programme, project or place with the events about it, oldest first."""

    id: str
    name: str
    kind: ThingKind
    of: str | None
    aliases: tuple[str, ...]
    parties: tuple[ActorEntry, ...]
    quotes: tuple[Quote, ...]
    """First naming in each report."""
    events: tuple[EventEntry, ...]
    reports: int = 0
    """Number of reports that name it; `quotes` may be the first of many."""
    told: int = 0
    """Number of events in the world that are about it; `events` may hold none of them."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A report that holds the words; `snippet` marks them with « and »."""

    report: ReportEntry
    snippet: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage of a report that carries a record: what a page marks in the text."""

    start: int
    end: int
    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with its text and every passage that a record rests on, in text order."""

    report: ReportEntry
    text: str
    marks: tuple[Marked, ...]
    versions: tuple[ReportEntry, ...]
    """All versions of the same page, newest first; empty where there is only one."""
    aside: tuple[tuple[str, int], ...]
    """Reasons and counts of what reading set aside here."""


RecordEntry = EventEntry | StatementEntry | FigureEntry | CommitmentEntry | OfficeEntry


@dataclass(frozen=True, slots=True)
class Shown:
    """Answer to `show`: the entry of any id, and its evidence in context."""

    id: str
    kind: str
    entry: RecordEntry | PromiseEntry | OccurrenceEntry | SeriesEntry | ThingEntry | PersonEntry | ActorEntry | ReportPage
    context: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what the ledger holds."""

    reports: int
    unread: int
    """Stored without a reading."""
    events: int
    statements: int
    figures: int
    commitments: int
    tenures: int
    actors: int
    things: int
    occurrences: int
    series: int
    promises: int
    verdicts: tuple[tuple[VerdictWord, int], ...]
    aside: tuple[tuple[str, int], ...]
    """Reason and count, of reports, inputs and candidates set aside."""
    earliest: str | None
    """Earliest and latest published day."""
    latest: str | None


@dataclass(frozen=True, slots=True)
class PairEntry:
    """Two actors that reports are about, with the number of reports."""

    a: ActorEntry
    b: ActorEntry
    reports: int
