"""A thing: an agreement, mechanism, programme, project or place; its life, its names, and what happened about it.

In: a thing's id. Out: `ThingView`.
"""

from __future__ import annotations

from dataclasses import dataclass

from attache.brief.lines import Line, event_line
from attache.brief.words import day_words, line_words, milestone_words, thing_words
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.entries import ActorEntry, Quote, ReportEntry, ThingEntry
from attache.ledger.lifelines import LifeLine, Milestone
from attache.ledger.reasons import Reasons
from attache.ledger.told import earliest, latest
from attache.web.pages import Asked, Page, Table
from attache.web.strip import Strip, strip

NAMINGS = 5
"""First reports whose naming of it is quoted."""
EVENTS = 20
"""Events about it that are listed; the others by a link."""
REPORTS = 10
FEW = 300
"""Reports that name it up to which its names are told with why they are one."""


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of its life."""

    stage: Milestone
    words: str
    quotes: tuple[Quote, ...]
    """One a report."""


@dataclass(frozen=True, slots=True)
class ThingView:
    """A thing as its page shows it."""

    thing: ThingEntry
    state: str
    """How it stands, in words; empty where the reports do not tell."""
    life: LifeLine | None
    stages: tuple[StageLine, ...]
    strip: Strip | None
    events: tuple[Line, ...]
    """The newest events about it."""
    events_in_all: int
    reports: tuple[ReportEntry, ...]
    """The newest that name it."""
    reasons: Reasons | None

    @property
    def parties(self) -> tuple[ActorEntry, ...]:
        """Whose it is: as its name or its life tells."""
        return self.thing.parties or (self.life.parties if self.life else ())


def thing_of(ledger: Ledger, asked: Asked, namings: int = 1) -> ThingEntry:
    """The thing that the address names. Raises QueryError."""
    found = ledger.things_by_id((asked.path["thing"],), namings)
    if not found:
        raise QueryError(f"nothing “{asked.path['thing']}”; the list of agreements and mechanisms has all that are named")
    return found[0]


def opening(ledger: Ledger, asked: Asked) -> str:
    """The thing's name."""
    return thing_words(thing_of(ledger, asked))


def thing_view(ledger: Ledger, asked: Asked) -> ThingView:
    """The page's data. Raises QueryError."""
    thing = thing_of(ledger, asked, NAMINGS)
    life = ledger.life_of(thing.id)
    about = ledger.listed("occurrence", under=(f"about:{thing.id}",), limit=EVENTS)
    naming = ledger.listed("report", under=(f"names:{thing.id}",), limit=REPORTS)
    return ThingView(
        thing=thing,
        state=line_words(life) if life else "",
        life=life,
        stages=tuple(StageLine(m, milestone_words(m), _one_a_report(m.quotes)) for m in life.milestones) if life else (),
        strip=_strip(life) if life else None,
        events=tuple(event_line(o) for o in ledger.occurrences_by_id(about.ids)),
        events_in_all=about.total,
        reports=ledger.reports_by_id(naming.ids),
        reasons=ledger.why(thing.id) if thing.reports <= FEW else None,
    )


def _one_a_report(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    return tuple({q.report.id: q for q in reversed(quotes)}.values())[::-1]


def _strip(life: LifeLine) -> Strip | None:
    marks = [(latest(m.when) or earliest(m.when), m.reached, milestone_words(m)) for m in life.milestones]
    return strip(((d, k, f"{day_words(d)}: {t}") for d, k, t in marks if d), f"{len(life.milestones)} stages of its life")


def thing_table(view: ThingView) -> Table:
    """A row a stage: days, stage, where, how far it came, the sentence, and where it stands."""
    heads = ("from", "to", "stage", "where", "reached", "sentence", "report", "report id", "start", "end")
    rows = []
    for line in view.stages:
        first, last = line.stage.when or (None, None)
        for q in line.quotes:
            where = (q.sentence, q.report.label, q.report.id, q.evidence.start, q.evidence.end)
            rows.append((first, last, line.words, line.stage.where, line.stage.reached, *where))
    return Table(heads, tuple(rows))


PAGE = Page("/thing/{thing}", "thing.html", opening, thing_view, thing_table)
