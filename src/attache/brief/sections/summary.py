"""The lead: what an officer wants to know first, in plain words built from records."""

from __future__ import annotations

from collections.abc import Iterable

from attache.brief.asked import Asked, quotes_of
from attache.brief.model import Row, Words, cite
from attache.brief.sections import figures, pledges, relationship
from attache.brief.sections.contacts import HELD
from attache.brief.sections.verdicts import versions, why
from attache.ledger.entries import FigureEntry, PromiseEntry

FULL, SHORT = 3, 2
DECIDED = ("missed", "kept", "kept late", "disputed")


def lead(asked: Asked) -> tuple[Row, ...]:
    """Decided targets, the newest main figure, where the relationship stands, the newest contact, what falls due next."""
    rows = [
        *_targets(asked, asked.most(FULL, SHORT)),
        *_figure(asked),
        *_step(asked),
        *_contact(asked),
        *_next(asked),
    ]
    return tuple(rows)


def _targets(asked: Asked, most: int) -> Iterable[Row]:
    """The checkable promises that most reports tell, decided ones, the newest due first."""
    found = [p for verdict in DECIDED for p in pledges.best(asked, verdict)[:4] if p.value is not None and p.due is not None]
    ranked = sorted(found, key=lambda p: (-(p.tellings or len(p.stated)), p.id))[:most]
    yield from (_target(asked, promise) for promise in ranked)


def _target(asked: Asked, promise: PromiseEntry) -> Row:
    """ "Two-way trade: target of 10 bn USD by 2020: missed. Reported for 2020: …"."""
    told = Words(aim(asked, promise), pledges.made(promise), "strong")
    verdict = Words(asked.labels(f"verdict.{promise.verdict}"), look=f"tag-{promise.verdict}")
    records = (*(c.id for c in promise.stated), *(r.id for r in promise.proof))
    return Row(promise.id, ((told, verdict, *why(asked, promise)),), records)


def aim(asked: Asked, promise: PromiseEntry) -> str:
    """ "Two-way trade: target of 10 bn USD by 2020"."""
    amount = asked.labels.amount(promise.value, promise.unit, promise.bound)
    measure = asked.measure(promise.measure or "")
    return asked.labels(f"aim.{promise.kind}", measure=measure, amount=amount, due=asked.labels.due(promise.due)).strip()


def _figure(asked: Asked) -> Iterable[Row]:
    """The newest whole year of the main series, its counts side by side."""
    for series in figures.main_series(asked)[0][:1]:
        told = figures.periods(asked, series)
        period, points = next(((p, x) for p, x in told if _is_year(x)), told[0])
        lead_words = f"{asked.measure(series.measure)}, {asked.labels.dates(period)}:"
        cell = (Words(lead_words, look="strong"), *versions(asked, points))
        yield Row(series.id, (cell,), tuple(p.id for p in points))


def _is_year(points: list[FigureEntry]) -> bool:
    return any(p.grain == "year" for p in points)


def _step(asked: Asked) -> Iterable[Row]:
    """The newest of the weightiest steps."""
    found = relationship.steps(asked)
    for step in sorted(found[:4], key=lambda s: (s.day, s.id), reverse=True)[:1]:
        when = Words(f"{asked.labels.dates(step.when)}:", look="strong")
        yield Row(step.id, ((when, Words(step.words, step.quotes)),), step.records)


def _contact(asked: Asked) -> Iterable[Row]:
    """The newest contact of heads of state or government."""
    ids = [i for held in HELD for i in asked.listed("occurrence", "level:heads", held, limit=12).ids]
    found = [
        e
        for e in asked.occurrences(tuple(dict.fromkeys(ids)))
        if len((*e.who, *e.target)) > 1 and e.when and None not in e.when and e.status in ("happened", "ongoing")
    ]
    for entry in sorted(found, key=lambda e: ((e.when or ("", ""))[0] or "", e.id), reverse=True)[:1]:
        told = Words(f"{asked.event(entry)}, {asked.labels.dates(entry.when)}", cite(quotes_of(entry)))
        head = Words(asked.labels("lead.latest_contact"), look="strong")
        yield Row(entry.id, ((head, told),), tuple(e.id for e in entry.events))


def _next(asked: Asked) -> Iterable[Row]:
    """The checkable promise that falls due next."""
    ahead = [p for p in pledges.best(asked, "pending") if p.due and (p.due[1] or "") >= asked.today and p.value is not None]
    for promise in sorted(ahead, key=lambda p: (-(p.tellings or len(p.stated)), (p.due or ("", ""))[1] or "", p.id))[:1]:
        yield _target(asked, promise)
