"""From the ledger's entries to the lines of a brief, each with the sentences it rests on.

What reports do not tell alike stands side by side in one line, each version with its own sentences; nothing is averaged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attache.brief.words import (
    actor_words,
    change_words,
    date_words,
    differences_of,
    event_words,
    explained,
    figure_words,
    level_words,
    line_words,
    milestone_words,
    promise_title,
    series_title,
    state_words,
    statement_words,
    telling_words,
    thing_words,
)
from attache.ledger.checking import Checked
from attache.ledger.entries import (
    FigureEntry,
    OccurrenceEntry,
    PromiseEntry,
    Quote,
    SeriesEntry,
    StatementEntry,
    ThingEntry,
)
from attache.ledger.lifelines import LifeLine, Milestone
from attache.records import Dates


@dataclass(frozen=True, slots=True)
class Piece:
    """One of several versions that stand side by side in a line."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a brief; `id` is what `attache show` takes, `note` stands apart (a date, a verdict)."""

    id: str
    note: str
    text: str
    quotes: tuple[Quote, ...]
    tag: str = ""
    """A word for colour: a verdict or status; empty for none."""
    detail: str = ""
    """A second, quieter sentence."""
    pieces: tuple[Piece, ...] = ()
    """Versions side by side, after the text."""
    parts: tuple[Line, ...] = ()
    """Lines beneath it: the points of a series, the stages of a life."""

    def cited(self) -> tuple[Quote, ...]:
        """All sentences of the line and what stands beneath it, in the order of print."""
        beneath = (q for part in self.parts for q in part.cited())
        return (*self.quotes, *(q for piece in self.pieces for q in piece.quotes), *beneath)


# Events and statements


def event_line(occurrence: OccurrenceEntry) -> Line:
    """An event with all its tellings: its states one after the other, details that differ side by side."""
    several = len(occurrence.events) > 1
    states = state_words(occurrence)
    told = telling_words(occurrence)
    detail = "; ".join(filter(None, (states if "→" in states else "", told if several and not told.startswith("1 ") else "")))
    return Line(
        occurrence.id,
        date_words(occurrence.when),
        event_words(occurrence),
        tuple(q for event in occurrence.events for q in event.quotes[:1]),
        tag="" if occurrence.status == "happened" else occurrence.status,
        detail=detail,
        parts=_told_apart(occurrence),
    )


def _told_apart(occurrence: OccurrenceEntry) -> tuple[Line, ...]:
    quotes = {e.id: e.quotes[:1] for e in occurrence.events}
    out = []
    for one in differences_of(occurrence):
        pieces = tuple(Piece(v.words, tuple(q for e in v.events for q in quotes.get(e, ()))) for v in one.versions)
        out.append(Line(occurrence.id, one.field, "", (), tag="disputed" if one.contradict else "", pieces=pieces))
    return tuple(out)


def statement_line(entry: StatementEntry) -> Line:
    """Who said what."""
    return Line(entry.id, date_words(entry.date), statement_words(entry), entry.quotes[:1])


# Promises


def promise_line(promise: PromiseEntry) -> Line:
    """A promise with its verdict, and the sentences on both sides."""
    made = tuple(q for entry in promise.stated[:1] for q in entry.quotes[:1])
    proof = tuple(q for entry in promise.proof for q in entry.quotes[:1])
    return Line(
        promise.id,
        date_words(promise.stated[0].date) if promise.stated else "",
        promise_title(promise),
        (*made, *proof),
        tag=promise.verdict,
        # That its day has not come is all that can be said of a pending one, and its tag says it.
        detail="" if promise.verdict == "pending" else explained(promise.explanation),
    )


# Figures


def series_line(series: SeriesEntry) -> Line:
    """A series with a line a period, points that do not agree side by side; of one point alone that point."""
    if len(series.points) == 1:
        (point,) = series.points
        return Line(point.id, date_words(point.date), figure_words(point, dated=False), point.quotes[:1], *_mark(point))
    periods: dict[Dates | None, list[FigureEntry]] = defaultdict(list)
    for point in series.points:
        periods[point.figure.period].append(point)
    disputed = {c.period for c in series.conflicts} | {f.figure.period for c in series.conflicts for f in (c.first, c.second)}
    parts = [_period_line(series, group, disputed=period in disputed) for period, group in periods.items()]
    return Line(series.id, "", series_title(series), (), parts=(*parts, *_arithmetic(series)))


def _mark(point: FigureEntry) -> tuple[str, str]:
    """Tag and detail of a point."""
    who = actor_words(point.speakers)
    return "forecast" if point.forecast else "suspect" if point.suspect else "", f"as told by {who}" if who else ""


def _period_line(series: SeriesEntry, points: Sequence[FigureEntry], *, disputed: bool) -> Line:
    pieces: dict[str, list[Quote]] = defaultdict(list)
    for point in points:
        pieces[_point_words(series, point)] += point.quotes[:1]
    tags = {_mark(p)[0] for p in points}
    tag = "disputed" if disputed else tags.pop() if len(tags) == 1 else ""
    told = tuple(Piece(text, tuple(quotes)) for text, quotes in pieces.items())
    return Line(points[0].id, date_words(points[0].figure.period), "", (), tag=tag, pieces=told)


def _point_words(series: SeriesEntry, point: FigureEntry) -> str:
    """A point with whose count it is; growth alone with the period it is compared with."""
    told = level_words(point)
    if point.figure.value is None:
        before = next((g.before for g in series.growth if g.figure == point.id), None)
        told = f"{change_words(point.figure.change)}{f' over {date_words(before)}' if before else ''}"
    return f"{told}{f' (by the count of {point.counted_by})' if point.counted_by else ''}"


def _arithmetic(series: SeriesEntry) -> tuple[Line, ...]:
    quotes = {p.id: p.quotes[:1] for p in series.points}
    return tuple(
        Line(f.subject, "arithmetic", f.says, tuple(q for i in f.records for q in quotes.get(i, ())), tag=f.severity)
        for f in series.findings
    )


# Agreements and mechanisms


def life_line(line: LifeLine, *, listed: bool = True) -> Line:
    """A thing's life, a line a stage, with its present state; one that is not `listed` goes by the first record that tells it."""
    name = line.name[:1].upper() + line.name[1:]
    stages = tuple(_stage(m) for m in line.milestones)
    identity = line.thing if listed else next((s.id for s in stages if s.id), line.thing)
    if len(stages) == 1 and not stages[0].pieces:
        (only,) = stages
        return Line(identity, line.kind, name, only.quotes, detail=f"{only.note}: {only.text[:1].lower()}{only.text[1:]}")
    return Line(identity, line.kind, name, (), detail=line_words(line), parts=stages)


def _stage(stage: Milestone) -> Line:
    """A stage; dates that exclude one another, and days it had been planned for, stand beside its own."""
    pieces: list[Piece] = []
    if stage.conflict:
        pieces += [Piece(f"told of {date_words(d.when)}", d.quotes[:1]) for d in stage.dates]
    pieces += [Piece(f"had been planned for {date_words(d.when)}", d.quotes[:1]) for d in stage.planned if d.when and d.quotes]
    tag = "disputed" if stage.conflict else ""
    record = stage.records[0].id if stage.records else ""
    return Line(
        record, date_words(stage.when), milestone_words(stage), _one_a_report(stage.quotes), tag=tag, pieces=tuple(pieces)
    )


def _one_a_report(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple({str(q.report.id): q for q in reversed(list(quotes))}.values())[::-1]


def thing_line(thing: ThingEntry) -> Line:
    """A thing of whose life nothing is told."""
    return Line(thing.id, thing.kind, thing_words(thing), _one_a_report(thing.quotes))


# What does not add up


def finding_line(checked: Checked) -> Line:
    """A finding with the sentences of all its sides."""
    found = checked.finding
    quotes = tuple(q for _, q in checked.sentences())
    return Line(found.subject, found.code.replace("-", " "), found.says[:1].upper() + found.says[1:], quotes, tag=found.severity)
