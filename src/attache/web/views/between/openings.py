"""Open points of a pair: figures and dates that reports tell differently."""

from __future__ import annotations

from dataclasses import dataclass

from attache.brief.asked import Asked as Question
from attache.brief.lines import Line, event_line
from attache.brief.model import Cell
from attache.brief.sections.figures import periods
from attache.brief.sections.verdicts import versions
from attache.ledger.entries import SeriesEntry

SHOWN = 4


@dataclass(frozen=True, slots=True)
class Differing:
    """A period of a series whose counts differ."""

    id: str
    words: Cell


@dataclass(frozen=True, slots=True)
class Openings:
    """Each kind with its number in all."""

    figures: tuple[Differing, ...]
    series: int
    events: tuple[Line, ...]
    events_in_all: int
    disputed: int
    """Promises of which sources tell different outcomes."""
    overdue: int

    @property
    def number(self) -> int:
        """Points of all kinds."""
        return self.series + self.events_in_all + self.disputed + self.overdue


def openings(question: Question) -> Openings:
    """The newest of each kind."""
    series = question.listed("series", "conflict:yes", limit=SHOWN)
    events = question.listed("occurrence", "disputed:yes", limit=SHOWN)
    verdicts = {t.value: t.number for t in question.tallied("promise", "verdict")}
    found = question.ledger.series_by_id(series.ids, 24)
    return Openings(
        tuple(Differing(s.id, cell) for s in found if (cell := _differing(question, s))),
        series.total,
        tuple(map(event_line, question.ledger.occurrences_by_id(events.ids))),
        events.total,
        verdicts.get("disputed", 0),
        verdicts.get("overdue", 0),
    )


def _differing(question: Question, series: SeriesEntry) -> Cell:
    """The newest period whose counts differ, side by side; empty where it lies further back than was looked."""
    apart = {f.id for c in series.conflicts for f in (c.first, c.second)}
    for when, points in periods(question, series):
        if len({p.id for p in points} & apart) > 1:
            lead = f"{question.measure(series.measure)}, {question.labels.dates(when)}:"
            return tuple(versions(question, points, lead))
    return ()
