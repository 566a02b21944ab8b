"""The file on two actors: everything its page shows, asked of lists and counts, never of all records."""

from __future__ import annotations

from dataclasses import dataclass

from attache.brief.asked import Asked as Question
from attache.brief.lines import Line, event_line, statement_line
from attache.ledger import Ledger
from attache.ledger.entries import ActorEntry
from attache.web.pages import Asked, Table
from attache.web.views.between.board import Board, board
from attache.web.views.between.contacts import Contacts, contacts, slim
from attache.web.views.between.figures import Figures, figures, main_series
from attache.web.views.between.lead import Told, lead
from attache.web.views.between.openings import Openings, openings
from attache.web.views.between.papers import Papers, papers
from attache.web.views.between.people import People, people
from attache.web.views.between.question import Links, links, question
from attache.web.views.between.sources import Sources, sources
from attache.web.views.between.steps import LifeLine, life_line
from attache.web.views.between.voices import Sectors, Voices, sectors, voices

NEWEST = 12


@dataclass(frozen=True, slots=True)
class Newest:
    """The first lines of a list, and how many it has."""

    lines: tuple[Line, ...]
    number: int


@dataclass(frozen=True, slots=True)
class PairView:
    """The file on two, by section; in a file narrowed to a sector only what is told by sector."""

    a: ActorEntry
    b: ActorEntry
    links: Links
    sector: str
    sectors_told: tuple[str, ...]
    """Sectors that the file may be narrowed to."""
    reports: int
    first: str
    """Years of the oldest and newest report."""
    last: str
    as_of: str
    """Day of the newest report of the whole ledger, by which promises are judged."""
    lead: tuple[Told, ...]
    life_line: LifeLine | None
    contacts: Contacts
    papers: Papers | None
    board: Board | None
    figures: Figures | None
    sectors: Sectors
    people: People | None
    voices: Voices
    events: Newest
    statements: Newest
    openings: Openings | None
    sources: Sources

    @property
    def is_empty(self) -> bool:
        """Whether no report tells anything of the two."""
        return not (self.reports or self.events.number or self.statements.number)


def pair_view(ledger: Ledger, asked: Asked) -> PairView:
    """The page's data. Raises QueryError."""
    wanted = question(ledger, asked)
    whole = not wanted.sectors
    promises = board(wanted) if whole else None
    series = main_series(wanted) if whole else ()
    years = [t.period for t in wanted.tallied("report", "", by="year") if t.period]
    read = sources(wanted)
    return PairView(
        a=wanted.a,
        b=wanted.b,
        links=links(asked, wanted.a, wanted.b),
        sector=wanted.sectors[0] if wanted.sectors else "",
        sectors_told=_sectors_told(wanted),
        reports=read.number,
        first=years[0] if years else "",
        last=years[-1] if years else "",
        as_of=wanted.today,
        lead=lead(wanted, promises.promises, series) if promises else (),
        life_line=life_line(wanted) if whole else None,
        contacts=contacts(wanted),
        papers=papers(wanted) if whole else None,
        board=promises,
        figures=figures(wanted, series) if whole else None,
        sectors=sectors(wanted),
        people=people(wanted) if whole else None,
        voices=voices(wanted),
        events=_events(wanted),
        statements=_statements(wanted),
        openings=openings(wanted) if whole else None,
        sources=read,
    )


def _sectors_told(wanted: Question) -> tuple[str, ...]:
    ledger, of = wanted.ledger, wanted.of
    told = (*ledger.tallied("occurrence", "sector", of=of), *ledger.tallied("statement", "sector", of=of))
    return tuple(sorted({t.value for t in told} | set(wanted.sectors)))


def _events(wanted: Question) -> Newest:
    """What is announced for later stands with the contacts, so that the newest are what happened."""
    last = min(filter(None, (wanted.until, wanted.today)), default=None)
    found = wanted.listed("occurrence", limit=NEWEST, until=last)
    number = wanted.listed("occurrence", limit=1).total
    return Newest(tuple(slim(event_line(e)) for e in wanted.ledger.occurrences_by_id(found.ids[:NEWEST])), number)


def _statements(wanted: Question) -> Newest:
    found = wanted.listed("statement", limit=NEWEST)
    return Newest(tuple(map(statement_line, wanted.ledger.statements_by_id(found.ids[:NEWEST]))), found.total)


def pair_table(view: PairView) -> Table:
    """The newest events: a row an event with its date, words, state, first sentence, and where it stands."""
    heads = ("id", "date", "event", "state", "sentence", "report", "report id", "start", "end")
    rows = []
    for line in view.events.lines:
        quote = next(iter(line.quotes), None)
        where = (
            (quote.sentence, quote.report.label, quote.report.id, quote.evidence.start, quote.evidence.end)
            if quote
            else (None,) * 5
        )
        rows.append((line.id, line.note, line.text, line.tag or "happened", *where))
    return Table(heads, tuple(rows))
