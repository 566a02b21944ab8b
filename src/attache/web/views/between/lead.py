"""The lead of a file, in plain words built from records: what was aimed at and reached, who met last, what is in force, what
falls due next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from attache.brief.asked import Asked as Question
from attache.brief.asked import quotes_of
from attache.brief.model import Cell, Words, cite
from attache.brief.sections.figures import MAIN, periods
from attache.brief.sections.pledges import made
from attache.brief.sections.summary import aim
from attache.brief.sections.verdicts import versions
from attache.ledger.entries import OccurrenceEntry, PromiseEntry, SeriesEntry
from attache.web.views.between.board import outcome

TARGETS = 3
DECIDED = ("missed", "kept", "kept late", "disputed")
LOOKED_AT = 6


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the lead; `note` says what it is about: "Target", "Last met"."""

    id: str
    note: str
    cell: Cell


def lead(question: Question, promises: Sequence[PromiseEntry], series: Sequence[SeriesEntry]) -> tuple[Told, ...]:
    """From the promises and series that the page shows, and the newest events."""
    return (
        *_targets(question, promises),
        *_figure(question, series),
        *_met(question),
        *_in_force(question),
        *_next(question, promises),
    )


def _targets(question: Question, promises: Iterable[PromiseEntry]) -> Iterator[Told]:
    """Decided targets that most reports tell, the newest due first."""
    fit = [p for p in promises if p.verdict in DECIDED and p.value is not None and p.due is not None]
    most_told = sorted(fit, key=lambda p: (-p.tellings, p.id))[:TARGETS]
    for promise in sorted(most_told, key=lambda p: ((p.due or ("", ""))[1] or "", p.id), reverse=True):
        yield Told(promise.id, "Target", target(question, promise))


def target(question: Question, promise: PromiseEntry) -> Cell:
    """ "Two-way trade: target of 10 bn USD by 2020: missed. Reported for 2020: …"."""
    told = Words(aim(question, promise), made(promise))
    if promise.verdict == "pending":
        return (told,)
    return (told, Words(promise.verdict, look=f"tag-{promise.verdict}"), *outcome(question, promise))


def _figure(question: Question, series: Sequence[SeriesEntry]) -> Iterator[Told]:
    """The newest whole year of the main series, its counts side by side."""
    for one in (s for s in series[:1] if any(name in s.measure for name in MAIN)):
        told = periods(question, one)
        if told:
            period, points = next(((p, x) for p, x in told if any(f.grain == "year" for f in x)), told[0])
            words = f"{question.measure(one.measure)}, {question.labels.dates(period)}:"
            yield Told(one.id, "Latest figure", tuple(versions(question, points, words)))


def _met(question: Question) -> Iterator[Told]:
    """The newest contact of heads of state or government, else of ministers."""
    for level in ("heads", "ministers"):
        ids = question.listed("occurrence", f"level:{level}", "status:happened", limit=LOOKED_AT).ids
        found = [e for e in question.ledger.occurrences_by_id(ids, 2) if _is_dated(e) and len((*e.who, *e.target)) > 1]
        if found:
            entry = max(found, key=lambda e: ((e.when or ("", ""))[0] or "", e.mode == "visit", e.id))
            when = question.labels.dates(entry.when)
            yield Told(entry.id, "Last met", (Words(f"{question.event(entry)}, {when}", cite(quotes_of(entry))),))
            return


def _is_dated(entry: OccurrenceEntry) -> bool:
    return entry.when is not None and None not in entry.when


def _in_force(question: Question) -> Iterator[Told]:
    """What came into force last."""
    ids = question.listed("occurrence", "mode:entry-into-force", "status:happened", limit=LOOKED_AT).ids
    names: dict[str, OccurrenceEntry] = {}
    for entry in question.ledger.occurrences_by_id(ids, 2):
        about = next((e.event.about[0] for e in entry.events if e.event.about), "")
        if about and _is_dated(entry):
            names.setdefault(about.casefold(), entry)
    for entry in list(names.values())[:1]:
        about = next(e.event.about[0] for e in entry.events if e.event.about)
        words = f"{about[:1].upper()}{about[1:]}, since {question.labels.dates(entry.when)}"
        yield Told(entry.id, "In force", (Words(words, cite(quotes_of(entry))),))


def _next(question: Question, promises: Iterable[PromiseEntry]) -> Iterator[Told]:
    """The checkable promise that falls due next."""
    ahead = [
        p for p in promises if p.verdict == "pending" and p.value is not None and p.due and (p.due[1] or "") >= question.today
    ]
    for promise in sorted(ahead, key=lambda p: ((p.due or ("", ""))[1] or "", p.id))[:1]:
        yield Told(promise.id, "Next due", target(question, promise))
