"""A promise: both sides' sentences, its way from the first telling to its day, and what took its place.

In: a promise's id, and `as_of`, the day as of which it is judged. Out: `PromiseView`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from attache.brief.words import day_words, due_words, promise_title
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.asking import days_between
from attache.ledger.entries import CommitmentEntry, MarkEntry, PromiseEntry, Quote, ReportEntry, SeriesEntry
from attache.ledger.reasons import Reasons
from attache.ledger.told import latest
from attache.web.drawn import charted
from attache.web.pages import Asked, Page, Table
from attache.web.strip import Strip, strip

SHOWN = 20
"""Restatements that are quoted; of the others the years are told."""
FEW = 30
"""Tellings up to which each link between them is worked out."""
WAY = {
    "made": "made",
    "confirmed": "named again",
    "doubt": "doubted",
    "hope": "hoped for",
    "progress": "figure on the way",
    "due": "its day",
}
"""What a mark is called on the page."""


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise as its page shows it."""

    promise: PromiseEntry
    told: tuple[Quote, ...]
    """Where it was made: the sentences of the first telling."""
    outcome: tuple[Quote, ...]
    """The sentences that its verdict rests on."""
    again: tuple[MarkEntry, ...]
    """The first restatements."""
    years: tuple[tuple[str, int], ...]
    """Of all restatements: year and number."""
    voices: tuple[MarkEntry, ...]
    """Doubts and hopes, oldest first."""
    progress: tuple[MarkEntry, ...]
    """Figures of its measure before its day, oldest first."""
    strip: Strip | None
    series: tuple[SeriesEntry, ...]
    """Figures of its measure between its parties."""
    charted: tuple[str, ...]
    """Ids of those that can be drawn."""
    reports: tuple[ReportEntry, ...]
    """Of the sentences shown, oldest first."""
    reasons: Reasons | None
    """Why its tellings are one; None where there are too many to compare them here."""

    @property
    def restated(self) -> int:
        """How often reports named it again."""
        return sum(number for _, number in self.years)

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """Kinds of dots on the strip, with their words."""
        kinds = dict.fromkeys(d.kind for d in self.strip.dots) if self.strip else {}
        return tuple((k, WAY.get(k, k)) for k in kinds)


def promise_of(ledger: Ledger, asked: Asked) -> PromiseEntry:
    """The promise that the address names. Raises QueryError."""
    found = ledger.promises_by_id((asked.path["promise"],))
    if not found:
        raise QueryError(f"no promise “{asked.path['promise']}”; the list of promises has all of them")
    return found[0]


def opening(ledger: Ledger, asked: Asked) -> str:
    """The promise's title. Raises QueryError where there is none, or none was told by the day asked for."""
    promise = promise_of(ledger, asked)
    _, day = days_between(None, asked.get("as_of")) or (None, None)
    first = latest(promise.stated[0].date) if promise.stated else ""
    if day and day < first:
        raise QueryError(f"by {day_words(day)} no report had told it; the first did on {day_words(first)}")
    return promise_title(promise)


def promise_view(ledger: Ledger, asked: Asked) -> PromiseView:
    """The page's data."""
    identity = asked.path["promise"]
    as_of = asked.get("as_of")
    promise = ledger.promise_story(identity, as_of=as_of)
    if promise is None:
        raise QueryError(f"no promise “{identity}” as of {as_of}")
    series = _measured(ledger, promise)
    again = tuple(m for m in promise.on_the_way if m.kind == "confirmed")
    voices = tuple(m for m in promise.on_the_way if m.kind in ("doubt", "hope"))
    progress = tuple(m for m in promise.on_the_way if m.kind == "progress")
    told = tuple(q for c in promise.stated[:1] for q in c.quotes[:1])
    outcome = _outcome(promise)
    shown = (*told, *outcome, *(q for m in (*again[:SHOWN], *voices, *progress) for q in m.record.quotes[:1]))
    return PromiseView(
        promise=promise,
        told=told,
        outcome=outcome,
        again=again[:SHOWN],
        years=_years(again),
        voices=voices,
        progress=progress,
        strip=_strip(promise, outcome),
        series=series,
        charted=charted(series),
        reports=_reports(shown),
        reasons=ledger.why(identity) if promise.tellings <= FEW else None,
    )


def _outcome(promise: PromiseEntry) -> tuple[Quote, ...]:
    """The proof, and where the report that tells the promise tells the outcome too that sentence; each passage once."""
    quotes = [q for entry in promise.proof for q in _proving(entry)]
    own = {q.evidence for c in promise.stated[:1] for q in c.quotes[:1]}
    return tuple({q.evidence: q for q in quotes if q.evidence not in own}.values())


def _proving(entry: object) -> tuple[Quote, ...]:
    if isinstance(entry, CommitmentEntry):
        return entry.quotes[-1:]
    quotes: tuple[Quote, ...] = getattr(entry, "quotes", ())
    return quotes[:1]


def _years(again: tuple[MarkEntry, ...]) -> tuple[tuple[str, int], ...]:
    found: Counter[str] = Counter()
    for mark in again:
        found[mark.day[:4] or "undated"] += mark.count
    return tuple(sorted(found.items()))


def _strip(promise: PromiseEntry, outcome: tuple[Quote, ...]) -> Strip | None:
    marks: list[tuple[str, str, str]] = [(m.day, m.kind, f"{day_words(m.day)}: {m.words}") for m in promise.on_the_way]
    if promise.stated and not any(kind == "made" for _, kind, _ in marks):
        marks.insert(0, (latest(promise.stated[0].date), "made", "made"))
    marks += [(latest(q.report.published), promise.verdict, f"{promise.verdict}: {q.report.label}") for q in outcome]
    due = latest(promise.due)
    if due:
        marks.append((due, "due", f"due {due_words(promise.due)}"))
    words = f"From the first telling to its day: {len(promise.on_the_way)} pieces of evidence on the way"
    return strip(marks, words)


def _measured(ledger: Ledger, promise: PromiseEntry) -> tuple[SeriesEntry, ...]:
    """The series of its measure and unit between its parties."""
    if promise.measure is None or promise.value is None:
        return ()
    of = tuple(a.id for a in promise.parties)
    if len(of) > 2:
        return ()
    found = ledger.listed("series", of=of, under=(f"measure:{promise.measure}",), limit=4)
    series = ledger.series_by_id(found.ids)
    sides = {a.id for a in promise.parties}
    return tuple(s for s in series if s.unit == promise.unit and {a.id for a in s.parties} == sides)[:2]


def _reports(quotes: tuple[Quote, ...]) -> tuple[ReportEntry, ...]:
    found = {q.report.id: q.report for q in quotes}
    return tuple(sorted(found.values(), key=lambda r: (latest(r.published), r.label, r.id)))


def promise_table(view: PromiseView) -> Table:
    """Each piece of evidence: day, what it is, in words, the sentence, and where it stands."""
    rows = [("made", "", latest(q.report.published), q) for q in view.told]
    rows += [(WAY[m.kind], m.words, m.day, q) for m in (*view.again, *view.voices, *view.progress) for q in m.record.quotes[:1]]
    rows += [(view.promise.verdict, "", latest(q.report.published), q) for q in view.outcome]
    return Table(
        ("day", "what", "in words", "sentence", "report", "publisher", "report id", "start", "end"),
        tuple(
            (
                day,
                what,
                words,
                q.sentence,
                q.report.label,
                q.report.publisher,
                q.report.id,
                q.evidence.start,
                q.evidence.end,
            )
            for what, words, day, q in rows
        ),
    )


PAGE = Page("/promise/{promise}", "promise.html", opening, promise_view, promise_table)
