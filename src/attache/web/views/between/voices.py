"""Who says what: statements by sector over the years, side by side, with those who said most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from attache.brief.asked import Asked as Question
from attache.web.drawing.axis import Axis, axis_of
from attache.web.drawing.bars import Bar, bars
from attache.web.drawing.heat import Heat, heat

SECTORS = 8
SPEAKERS = 4


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who spoke on a sector, and how often."""

    id: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Theme:
    """A sector: bars of the first side upwards, of the second downwards, all themes on one scale."""

    sector: str
    number: int
    ours: tuple[Bar, ...]
    theirs: tuple[Bar, ...]
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """Themes spoken of most on one line of years."""

    axis: Axis | None
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Sectors:
    """Events and statements by sector and year, added up."""

    heat: Heat | None
    events: int
    statements: int


def sectors(question: Question) -> Sectors:
    """What the file is about, by year."""
    events = question.tallied("occurrence", "sector", by="year")
    statements = question.tallied("statement", "sector", by="year")
    return Sectors(
        heat(events, statements, last=int(question.today[:4] or 9999)),
        sum(t.number for t in events),
        sum(t.number for t in statements),
    )


def voices(question: Question) -> Voices:
    """The sectors spoken of most by either side."""
    sides = [_by_sector(question, actor.id) for actor in (question.a, question.b)]
    totals = Counter({t.value: t.number for t in question.tallied("statement", "sector")})
    chosen = [s for s, _ in sorted(totals.items(), key=lambda x: (-x[1], x[0])) if not question.sectors or s in question.sectors]
    chosen = chosen[:SECTORS]
    axis = axis_of(f"{y:04}" for side in sides for s in chosen for y in side.get(s, ()))
    if axis is None:
        return Voices(None, ())
    most = max(n for side in sides for s in chosen for n in side.get(s, {0: 0}).values())
    speakers = _speakers(question)
    themes = (
        Theme(
            s,
            totals[s],
            bars(axis, sides[0].get(s, {}), most=most),
            bars(axis, sides[1].get(s, {}), most=most),
            speakers.get(s, ()),
        )
        for s in chosen
    )
    return Voices(axis, tuple(t for t in themes if t.ours or t.theirs))


def _by_sector(question: Question, side: str) -> Mapping[str, Mapping[int, int]]:
    out: dict[str, dict[int, int]] = defaultdict(dict)
    for tally in question.tallied("statement", "sector", f"for:{side}", by="year"):
        if tally.period:
            out[tally.value][int(tally.period)] = tally.number
    return out


def _speakers(question: Question) -> Mapping[str, tuple[Speaker, ...]]:
    """By sector those who spoke most on it."""
    told: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for tally in question.tallied("statement", "says"):
        speaker, _, sector = tally.value.partition("|")
        told[sector].append((-tally.number, speaker))
    chosen = {sector: sorted(said)[:SPEAKERS] for sector, said in told.items()}
    ids = tuple(dict.fromkeys(i for said in chosen.values() for _, i in said))
    names = {a.id: a.name for a in question.ledger.actors_by_id(ids)}
    return {s: tuple(Speaker(i, names[i], -n) for n, i in said if i in names) for s, said in chosen.items()}
