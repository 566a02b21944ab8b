"""Contacts of a pair: the calendar by level, and the newest of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from attache.brief.asked import Asked as Question
from attache.brief.lines import Line, event_line
from attache.ledger.lists import Tally
from attache.web.drawing.calendar import Calendar, calendar

HELD = ("status:happened", "status:ongoing")
NEWEST = 8
YEARS = 40
"""Years of which it is asked what is told without a month; before them the first month stands for the year."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """`newest` are those of the highest levels, the newest first."""

    calendar: Calendar
    newest: tuple[Line, ...]
    planned: tuple[Line, ...]
    """What is announced for the day of the newest report or later, the soonest first."""


def contacts(question: Question) -> Contacts:
    """What was held, by month; what lies ahead apart."""
    months = tuple(t for held in HELD for t in question.tallied("occurrence", "level", held, by="month"))
    ahead = question.ledger.listed(
        "occurrence", of=question.of, under=("status:planned",), since=question.today or None, oldest_first=True, limit=4
    )
    coming = [e for e in question.ledger.occurrences_by_id(ahead.ids) if e.who and e.when and (e.when[1] or "") >= question.today]
    return Contacts(
        calendar(months, _whole_years(question, months)),
        _newest(question),
        tuple(slim(event_line(e)) for e in coming) if not question.until or question.until >= question.today else (),
    )


def _newest(question: Question) -> tuple[Line, ...]:
    """Of heads, ministers and parliaments together, by day."""
    ids: dict[str, str] = {}
    for level in ("heads", "ministers", "parliaments", "officials"):
        found = question.listed("occurrence", f"level:{level}", "status:happened", limit=NEWEST)
        ids |= dict.fromkeys(found.ids, level)
    entries = question.ledger.occurrences_by_id(tuple(ids), 2)
    fit = [e for e in entries if e.who and e.when and len((*e.who, *e.target)) > 1]
    newest = sorted(fit, key=lambda e: ((e.when or ("", ""))[0] or "", e.id), reverse=True)[:NEWEST]
    return tuple(slim(event_line(e)) for e in newest)


def slim(line: Line) -> Line:
    """A line without the details that reports only tell in other words; what contradicts stays."""
    return replace(line, parts=tuple(p for p in line.parts if p.tag == "disputed"), detail="")


def _whole_years(question: Question, months: tuple[Tally, ...]) -> tuple[Tally, ...]:
    """Of what is told under a January, that which lasts into December: nobody told its month."""
    januaries = sorted({t.period[:4] for t in months if t.period.endswith("-01")}, reverse=True)[:YEARS]
    out = []
    for year in januaries:
        for held in HELD:
            told = question.ledger.tallied(
                "occurrence",
                "level",
                of=question.of,
                under=(held, *(f"sector:{s}" for s in question.sectors)),
                since=f"{year}-12-31",
                until=f"{year}-12-31",
                by="month",
            )
            out += [t for t in told if t.period == f"{year}-01"]
    return tuple(out)
