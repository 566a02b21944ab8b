"""An actor: a country, a body or a person; offices over time, what it says on what, its contacts, promises and files.

In: an actor's id, or a name the ledger knows. Out: `ActorView`.
"""

from __future__ import annotations

from dataclasses import dataclass

from attache.brief.lines import Line, event_line, statement_line
from attache.ledger import Ledger
from attache.ledger.entries import ActorEntry, PairEntry, PersonEntry, Quote
from attache.ledger.lists import Tally
from attache.ledger.reasons import Reasons
from attache.ledger.tenures import OfficeLine, tenure_words
from attache.web.pages import Asked, Page, Table
from attache.web.views.lists import promise_list

LATEST = 10
"""Statements and events that are listed; the others by a link."""
OFFICES = 40
FILES = 24
FEW = 300
"""Reports that name it up to which its names are told with why they are one."""
LEVELS = ("heads", "ministers", "officials", "parliaments", "others")


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office as somebody held it: of a person's page the office stands in front, of a country's or body's the holder."""

    person: ActorEntry
    office: str
    of: ActorEntry | None
    days: str
    """When it was seen held, in words."""
    first: str
    last: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor as its page shows it."""

    actor: ActorEntry
    country: ActorEntry | None
    """Whose it is; None for a country and where nobody tells."""
    person: PersonEntry | None
    reports: int
    """Number of reports that concern it."""
    offices: tuple[HeldOffice, ...]
    """Of a person those held, the newest first; of a country or body its own with their holders."""
    offices_in_all: int
    statements: tuple[Line, ...]
    statements_in_all: int
    sectors: tuple[Tally, ...]
    """Statements by sector, most first."""
    events: tuple[Line, ...]
    """The newest contacts."""
    events_in_all: int
    levels: tuple[Tally, ...]
    promises: tuple[Line, ...]
    promises_in_all: int
    verdicts: tuple[Tally, ...]
    files: tuple[PairEntry, ...]
    """With whom it has a file: pairs that reports are mostly about, most reports first."""
    reasons: Reasons | None


def opening(ledger: Ledger, asked: Asked) -> str:
    """The actor's name."""
    return ledger.actor(asked.path["actor"]).name


def actor_view(ledger: Ledger, asked: Asked) -> ActorView:
    """The page's data. Raises QueryError."""
    actor = ledger.actor(asked.path["actor"])
    of = (actor.id,)
    person = next(iter(ledger.people_by_id(of)), None) if actor.kind == "person" else None
    speech = (f"{'speaker' if person else 'for'}:{actor.id}",)
    statements = ledger.listed("statement", under=speech, limit=LATEST)
    contacts = ledger.tallied("occurrence", "level", of=of)
    events = ledger.listed("occurrence", of=of, limit=LATEST)
    promises = ledger.listed("promise", of=of, limit=LATEST)
    offices = _offices(ledger, actor)
    reports = ledger.listed("report", of=of, limit=1).total
    known = person.reports if person else reports
    return ActorView(
        actor=actor,
        country=ledger.actor(actor.country) if actor.country and actor.country != actor.id else None,
        person=person,
        reports=known,
        offices=offices[:OFFICES],
        offices_in_all=len(offices),
        statements=tuple(map(statement_line, ledger.statements_by_id(statements.ids))),
        statements_in_all=statements.total,
        sectors=_most_first(ledger.tallied("statement", "sector", under=speech)),
        events=tuple(map(event_line, ledger.occurrences_by_id(events.ids))),
        events_in_all=events.total,
        levels=tuple(sorted(contacts, key=lambda t: LEVELS.index(t.value) if t.value in LEVELS else len(LEVELS))),
        promises=promise_list(ledger, promises.ids),
        promises_in_all=promises.total,
        verdicts=_most_first(ledger.tallied("promise", "verdict", of=of)),
        files=() if person else ledger.files_of(actor.id, limit=FILES),
        reasons=ledger.why(actor.id) if actor.kind != "country" and known <= FEW else None,
    )


def _most_first(tallies: tuple[Tally, ...]) -> tuple[Tally, ...]:
    return tuple(sorted(tallies, key=lambda t: (-t.number, t.value)))


def _offices(ledger: Ledger, actor: ActorEntry) -> tuple[HeldOffice, ...]:
    """The newest first; of a country or body by when somebody was last seen in it."""
    lines = ledger.tenures_of(actor.id)
    held = [
        _held(line, n) for line in lines for n, h in enumerate(line.holders) if actor.kind != "person" or h.person.id == actor.id
    ]
    return tuple(sorted(held, key=lambda h: (h.last, h.first, h.office), reverse=True))


def _held(line: OfficeLine, number: int) -> HeldOffice:
    holder = line.holders[number]
    interval = holder.interval
    first, last = interval.first_seen or "", interval.last_seen or interval.not_after or ""
    ends = tuple(dict.fromkeys((*holder.quotes[:1], *holder.quotes[-1:])))
    office = line.office[:1].upper() + line.office[1:]
    return HeldOffice(holder.person, office, line.of, tenure_words(interval), first, last, ends)


def actor_table(view: ActorView) -> Table:
    """Offices, a row a holder: person, office, whose, days, the sentence, and where it stands."""
    heads = ("person", "office", "of", "first seen", "last seen", "sentence", "report", "report id", "start", "end")
    rows = []
    for held in view.offices:
        of = held.of.name if held.of else None
        for q in held.quotes:
            where = (q.sentence, q.report.label, q.report.id, q.evidence.start, q.evidence.end)
            rows.append((held.person.name, held.office, of, held.first, held.last, *where))
    return Table(heads, tuple(rows))


PAGE = Page("/actor/{actor}", "actor.html", opening, actor_view, actor_table)
