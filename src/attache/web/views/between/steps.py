"""The life line of a relationship: its weightiest dated steps, and how much is told of each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from attache.brief.asked import Asked as Question
from attache.brief.asked import quotes_of
from attache.brief.model import cite
from attache.brief.sections.relationship import DEEDS, JOINT, LARGE
from attache.brief.words import mode_words
from attache.ledger.entries import OccurrenceEntry, Quote
from attache.ledger.lists import Tally
from attache.records import Dates
from attache.web.drawing.axis import Axis, axis_of
from attache.web.drawing.bars import Bar, bars

PAPERS = {
    "entry-into-force": 9,
    "terminate": 9,
    "suspend": 7,
    "sign": 6,
    "adopt": 6,
    "ratify": 5,
    "joint-statement": 5,
    "establish": 5,
}
"""How much a step in the life of a paper or body weighs, besides the deeds that a relationship consists of."""
WEIGHTS = {**PAPERS, **DEEDS}
NAMED = frozenset((*PAPERS, "withdraw", "return", "debt-relief"))
"""Kinds that are a step only where it is told what was signed or left."""
LOOKED_AT = {"sign": 14, "joint-statement": 8}
FEW = 5
MOST = 14
A_YEAR = 2
A_THING = 2
FLOOR = 8
"""Weight below which a step is left out, where FEW and more weigh more."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `x` is its place on the line."""

    id: str
    when: Dates
    words: str
    about: str
    """What it was about, to tell steps in one thing's life from others."""
    quotes: tuple[Quote, ...]
    weight: float
    kind: str
    """paper, deed or rupture: its colour."""
    x: float = 0.0

    @property
    def day(self) -> str:
        """Its first day."""
        return self.when[0] or ""


@dataclass(frozen=True, slots=True)
class LifeLine:
    """Steps, the oldest first, over reports by year on one line."""

    axis: Axis
    steps: tuple[Step, ...]
    reports: tuple[Bar, ...]
    events: tuple[Bar, ...]
    """Events by the year they took place."""


RUPTURES = frozenset(
    ("break-relations", "recall", "embargo", "sanctions", "expel", "close-mission", "withdraw", "suspend", "terminate")
)


def life_line(question: Question) -> LifeLine | None:
    """None where nothing dated is told."""
    every = _steps(question)
    large = [s for s in every if s.weight >= FLOOR]
    found = sorted(_spread(large if len(large) >= FEW else every, MOST), key=lambda s: (s.day, s.id))
    last = int(question.today[:4] or 9999)
    told = _by_year(question.tallied("report", "", by="year"), last)
    events = _by_year(question.tallied("occurrence", "", "status:happened", by="year"), last)
    days = [*(s.day for s in found), *(f"{y:04}" for y in told), *(f"{y:04}" for y in events if not told or y >= min(told))]
    axis = axis_of(days)
    if axis is None:
        return None
    placed = tuple(_placed(axis, s) for s in found)
    return LifeLine(axis, placed, bars(axis, told), bars(axis, events))


def _by_year(tallies: Iterable[Tally], last: int) -> dict[int, int]:
    """Numbers by year; what is told as having happened after the newest report is a fault of reading."""
    return {int(t.period): t.number for t in tallies if t.period and int(t.period) <= last}


def _placed(axis: Axis, step: Step) -> Step:
    return replace(step, x=axis.place(step.day))


def _steps(question: Question) -> list[Step]:
    """Steps taken by the day judged by, the weightiest first."""
    told = {t.value for t in question.tallied("occurrence", "mode", "status:happened")}
    ids: dict[str, None] = {}
    for mode in sorted(told & WEIGHTS.keys()):
        under = (f"mode:{mode}", "status:happened")
        ids |= dict.fromkeys(question.listed("occurrence", *under, limit=LOOKED_AT.get(mode, FEW)).ids)
        ids |= dict.fromkeys(question.oldest("occurrence", *under, limit=FEW))
    entries = question.ledger.occurrences_by_id(tuple(ids), 2)
    return sorted(_taken(question, entries), key=lambda s: (-s.weight, s.day, s.id))


def _taken(question: Question, entries: Iterable[OccurrenceEntry]) -> Iterator[Step]:
    for entry in entries:
        when = entry.when
        if when is None or None in when or not entry.who or not _to_the_month(when) or (when[0] or "") > question.today:
            continue
        about = " ".join(_about(entry))
        if entry.mode in NAMED and not about:
            continue
        weight = WEIGHTS.get(entry.mode, 0) + _large(about) + min(entry.reports or entry.sources, 4) * 0.5 + _both(entry)
        kind = "rupture" if entry.mode in RUPTURES else "deed" if entry.mode in DEEDS else "paper"
        yield Step(entry.id, when, _words(question, entry), about.casefold(), cite(quotes_of(entry)), weight, kind)


def _words(question: Question, entry: OccurrenceEntry) -> str:
    """Of a paper its name and what was done with it; of a deed who did it."""
    about = _about(entry)
    if entry.mode not in PAPERS or not about:
        return question.event(entry, place=False)
    done = mode_words(entry.type, entry.mode).lower()
    name = about[0][:1].upper() + about[0][1:]
    return name if name.casefold().startswith(done) else f"{name}: {done}"


def _about(entry: OccurrenceEntry) -> tuple[str, ...]:
    """The names of what it was about, by the telling that gives most."""
    none: tuple[str, ...] = ()
    return max((e.event.about for e in entry.events), key=len, default=none)


def _to_the_month(when: Dates) -> bool:
    """A year alone is often that of something else in the sentence."""
    return (when[0] or "")[:7] == (when[1] or "")[:7]


def _large(name: str) -> float:
    told = name.casefold()
    return 4 if any(word in told for word in LARGE) else 1.5 if any(word in told for word in JOINT) else 0


def _both(entry: OccurrenceEntry) -> float:
    """Steps of the two themselves weigh more than those of their companies."""
    return 1 if sum(1 for a in (*entry.who, *entry.target) if a.kind == "country") > 1 else -2


def _spread(found: Iterable[Step], most: int) -> list[Step]:
    """The weightiest, few of one year."""
    years: Counter[str] = Counter()
    out: list[Step] = []
    things: Counter[str] = Counter()
    for step in found:
        about = step.about or step.words
        if years[step.day[:4]] < A_YEAR and things[about] < A_THING and len(out) < most:
            years[step.day[:4]] += 1
            things[about] += 1
            out.append(step)
    return out
