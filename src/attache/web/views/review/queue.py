"""The queue: what to review first, with the reason and the sentences."""

from __future__ import annotations

from dataclasses import dataclass

from attache.brief.words import actor_words, date_words, day_words, entry_words, explained, measure_words
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.entries import ActorEntry, FigureEntry
from attache.ledger.report_pages import ReadRecord
from attache.ledger.reviews.queueing import REASONS, Candidate, Judged, Queue, Reason
from attache.web.pages import Asked, Page, Table
from attache.web.views.review.who import around

SIZE = 10
"""Items on a page."""
NAMES: dict[Reason, str] = {
    "verdict": "Verdicts on few sentences",
    "figures": "Figures that contradict",
    "tellings": "Events told differently",
    "proportion": "Numbers out of proportion",
    "speaker": "Unclear speakers",
    "date": "Days counted from an unsure date",
}


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing to decide about."""

    id: str
    reason: Reason
    title: str
    tag: str
    """A promise's verdict; empty for others."""
    why: str
    """Why it is to be reviewed, in plain words."""
    records: tuple[ReadRecord, ...]
    """What to decide about."""


@dataclass(frozen=True, slots=True)
class QueueView:
    """A part of the queue."""

    total: int
    shown: tuple[QueueItem, ...]
    counts: tuple[tuple[Reason, str, int, bool], ...]
    """Reason, what it is called, number, and whether there may be more."""
    reason: Reason | None
    pair: tuple[str, str] | None
    """Names of the two actors that it is about."""


def queue_view(ledger: Ledger, asked: Asked) -> QueueView:
    """The wanted part of the queue. Raises QueryError for an unknown actor or reason."""
    pair = _pair(ledger, asked)
    reason = _reason(asked)
    queue = ledger.to_review(between=(pair[0].id, pair[1].id) if pair else None, reason=reason)
    first = (asked.page - 1) * SIZE
    items = items_of(ledger, queue.items[first : first + SIZE])
    names = (pair[0].name, pair[1].name) if pair else None
    return QueueView(len(queue.items), items, _counts(queue), reason, names)


def _counts(queue: Queue) -> tuple[tuple[Reason, str, int, bool], ...]:
    return tuple((reason, NAMES[reason], number, reason in queue.capped) for reason, number in queue.counts)


def _pair(ledger: Ledger, asked: Asked) -> tuple[ActorEntry, ActorEntry] | None:
    a, b = asked.get("a"), asked.get("b")
    if a is None and b is None:
        return None
    if a is None or b is None:
        raise QueryError("give two countries or bodies, or none")
    return ledger.actor(a), ledger.actor(b)


def _reason(asked: Asked) -> Reason | None:
    given = asked.get("reason")
    if given is None:
        return None
    for reason in REASONS:
        if reason == given:
            return reason
    raise QueryError(f"there is no reason “{given}”; there are {', '.join(REASONS)}")


def items_of(ledger: Ledger, candidates: tuple[Candidate, ...]) -> tuple[QueueItem, ...]:
    """Candidates with their words and sentences."""
    judged = ledger.judged([c.item for c in candidates if c.reason == "verdict"])
    records = {r.id: r for r in ledger.read_records([i for c in candidates for i in c.records])}
    return tuple(_item(c, judged.get(c.item), tuple(records[i] for i in c.records if i in records)) for c in candidates)


def _item(candidate: Candidate, judged: Judged | None, records: tuple[ReadRecord, ...]) -> QueueItem:
    title, tag = _title(candidate, records), ""
    if judged is not None:
        title, tag = judged.title[:1].upper() + judged.title[1:], judged.verdict
    return QueueItem(candidate.item, candidate.reason, title, tag, _why(candidate, judged, records), records)


def _title(candidate: Candidate, records: tuple[ReadRecord, ...]) -> str:
    entry = records[0].entry if records else None
    if candidate.reason == "figures" and isinstance(entry, FigureEntry):
        measure = entry.figure.measure
        return f"{measure_words(measure)}, {actor_words(entry.parties)}"
    return entry_words(entry) or candidate.item


def _why(candidate: Candidate, judged: Judged | None, records: tuple[ReadRecord, ...]) -> str:
    match candidate.reason:
        case "verdict":
            told = judged.explanation if judged else ""
            few = "a single sentence" if candidate.weight == 1 else f"{candidate.weight} sentences"
            return f"The verdict hangs on {few}. {explained(told)}".strip()
        case "figures":
            day = date_words(records[0].entry.date) if records else day_words(candidate.day)
            return f"{len(records)} figures for {day} do not agree."
        case "tellings":
            return "Two of its reports cannot both be right."
        case "proportion":
            return "The number is fifty times its neighbours or a fiftieth of them: a slip of the report, or of reading."
        case "speaker":
            return "It is not clear who says it: the report only describes the speaker, or names nobody."
        case _:
            return "The report does not state its date, it was worked out; and the event gives no day of its own."


def queue_table(view: QueueView) -> Table:
    """The items, one row for each record."""
    heads = ("id", "reason", "title", "verdict", "why", "record", "kind", "words", "report")
    return Table(
        heads,
        tuple(
            (i.id, i.reason, i.title, i.tag, i.why, r.id, r.kind, r.entry.quotes[0].evidence.text, r.entry.quotes[0].report.label)
            for i in view.shown
            for r in i.records
        ),
    )


def opening(ledger: Ledger, asked: Asked) -> str:
    """The page's title. Raises QueryError for an unknown actor or reason."""
    _pair(ledger, asked)
    _reason(asked)
    return "What to review first"


PAGE = Page("/review", "review.html", opening, queue_view, queue_table, around=around)
