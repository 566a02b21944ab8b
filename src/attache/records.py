"""The records that every other module speaks: what one report holds, and what it rests on.

A record is one entry read from one report. Dates are pairs `(earliest, latest)` of ISO days, both inclusive; either end
may be None for an open span, and the whole pair is None where nothing tells it. Countries are ISO 3166-1 alpha-3.
Passages are character offsets `[start, end)` into `Report.text`. No record exists without evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NewType

ReportId = NewType("ReportId", str)
"""`r` and the first sixteen hexadecimal digits of the SHA-256 of the report's text."""

ActorName = NewType("ActorName", str)
"""How records of one reading name an actor: ISO alpha-3 for a country, else the fullest name the report or a table gives."""

Dates = tuple[str | None, str | None]

PublishedHow = Literal["stated", "markup", "inferred", "unknown"]
ActorKind = Literal["country", "organisation", "person"]
ThingKind = Literal["agreement", "mechanism", "programme", "project", "place"]
MentionForm = Literal["name", "metonym", "demonym", "short", "description", "pronoun"]
Status = Literal["happened", "ongoing", "planned", "proposed", "conditional", "postponed", "denied"]
Bound = Literal["over", "under", "about", "range"]
CommitmentKind = Literal["target", "pledge", "plan", "intention"]
PloverType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The passage a record rests on; `text` is `Report.text[start:end]`, so it can be verified again."""

    report: ReportId
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """One document as published. `text` is its own body: what the page around it said is not in it."""

    id: ReportId
    text: str
    """The body. A line break always ends a passage; paragraphs stand apart by an empty line."""
    sha256: str
    """Of `text` in UTF-8."""
    file: str | None = None
    """Base name or relative path of the file it came from; None for pages fetched by address."""
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    """The news agency whose text it is (VNA, TASS, Xinhua …), by its usual short or full name."""
    byline: str | None = None
    place: str | None = None
    """Where the dateline says it was written."""
    dateline: str | None = None
    """The day words of the dateline as printed ("Nov. 24, 1997"); not the published date when a page date differs."""
    language: str = "en"
    """ISO 639-1; `und` where it cannot be told."""
    published: Dates | None = None
    """As stated in text or markup; reading may infer it where this is None."""
    published_how: PublishedHow = "unknown"
    published_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as one reading knows it."""

    name: ActorName
    kind: ActorKind
    country: str | None = None
    """ISO alpha-3 it belongs to; for a country its own code; None for international bodies and where unknown."""
    aliases: tuple[str, ...] = ()
    """Other names it goes by in the report or a table, acronyms first."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is named and has a life of its own."""

    name: str
    kind: ThingKind
    of: str | None = None
    """ISO alpha-3 or organisation it belongs to; None where shared or unknown."""
    parties: tuple[ActorName, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that names an actor or thing; `name` is the actor's or thing's name in the same reading."""

    evidence: Evidence
    name: str
    kind: ActorKind | ThingKind
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Event:
    """An act between or among actors. `who` are the doers, the main one first; what all do together has all of them there."""

    type: PloverType
    mode: str
    status: Status
    evidence: tuple[Evidence, ...]
    rule: str
    """The rule that found it, as `module/rule`."""
    who: tuple[ActorName, ...] = ()
    target: tuple[ActorName, ...] = ()
    about: tuple[str, ...] = ()
    when: Dates | None = None
    announced: Dates | None = None
    where: str | None = None
    """A place's name, or ISO alpha-3 where only the country is known (always so for a visit)."""
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed proposition. `content` is the clause or quotation without its cue."""

    speakers: tuple[ActorName, ...]
    """Usually one; several for a joint statement; empty where no one is named."""
    as_: str
    """The words that name the speaker: "the diplomat"."""
    cue: str
    content: Evidence
    quoted: Literal[True, False, "mixed"]
    evidence: tuple[Evidence, ...]
    """The sentence or sentences that carry source, cue and content."""
    rule: str
    continued: Evidence | None = None
    """The other part of a quotation broken by its cue."""
    via: tuple[ActorName, ...] = ()
    """Who reports it, where one speaker is told by another."""
    occasion: str | None = None
    addressee: ActorName | None = None
    sectors: tuple[str, ...] = ()


Value = float | tuple[float, float]


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved: `value` in `unit` ("%" or the figure's unit) and `direction`, `per` year or None."""

    value: Value | None
    """None where only the direction is told."""
    unit: str | None
    direction: Literal["up", "down"]
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that measures something between or about actors; a change alone has `value` None."""

    measure: str
    parties: tuple[ActorName, ...]
    value: Value | None
    unit: str | None
    """ISO 4217 for money, "%", or a plain word in the singular form the unit table gives."""
    evidence: tuple[Evidence, ...]
    rule: str
    bound: Bound | None = None
    """None for an exact figure; "range" has `value` as (low, high)."""
    change: Change | None = None
    period: Dates | None = None
    cumulative: bool = False
    speakers: tuple[ActorName, ...] = ()
    source: str | None = None
    """According to whom, where the report names an origin: a country code or a body's name."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is aimed at, promised, scheduled or intended."""

    kind: CommitmentKind
    by: tuple[ActorName, ...]
    content: Evidence
    evidence: tuple[Evidence, ...]
    rule: str
    to: tuple[ActorName, ...] = ()
    parties: tuple[ActorName, ...] = ()
    measure: str | None = None
    value: Value | None = None
    unit: str | None = None
    bound: Bound | None = None
    due: Dates | None = None
    speakers: tuple[ActorName, ...] = ()
    outcome: str | None = None
    """kept, kept late, missed or partly, where the same report tells it."""
    outcome_evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """One observation of a person in an office."""

    person: ActorName
    office: str
    """In the report's words without the country."""
    of: str | None
    """ISO alpha-3 or a body's name."""
    evidence: tuple[Evidence, ...]
    rule: str
    when: Dates | None = None
    """None: as of the report's date; else the date told ("then", "former", "until 2016")."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A candidate or report set aside, with the reason's code and the passage where there is one."""

    reason: str
    step: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All records and mentions read from one report, plus what was set aside and why."""

    report: ReportId
    reader: str
    """Name and version of the reader, as `en/1`."""
    published: Dates | None = None
    published_how: PublishedHow = "unknown"
    published_reasons: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    things: tuple[Thing, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    aside: tuple[Aside, ...] = field(default=())
