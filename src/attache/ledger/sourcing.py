"""How well anything in the ledger stands, by its id: its independent sources, how official they are, what is not told."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attache.errors import QueryError
from attache.ledger.answers import Answers
from attache.ledger.columns import Record
from attache.ledger.conflicts import disagree
from attache.ledger.entries import ActorEntry, ReportEntry
from attache.ledger.health import Health, Source, health, is_official_name, sources, speakers
from attache.ledger.store import Store
from attache.ledger.told import Told
from attache.records import Figure

MEMBERS = {
    "o": "SELECT event FROM occurrence_event WHERE occurrence = ?",
    "p": 'SELECT "commitment" FROM promise_commitment WHERE promise = ?',
    "z": "SELECT figure FROM series_figure WHERE series = ?",
}
"""By the letter of an id, the records that tell it."""
POINT = "SELECT figure FROM series_figure WHERE series = (SELECT series FROM series_figure WHERE figure = ?)"


def health_of(store: Store, identity: str) -> Health:
    """Health of a record, occurrence, promise or series; of a figure with all that give it alike. Raises QueryError."""
    answers = Answers(store)
    told = _told(answers, identity)
    if not told:
        raise QueryError(f"no record, occurrence, promise or series “{identity}”; ids are shown by `attache events`, `figures` …")
    reports = {e.report for t in told for e in t.record.evidence}
    return health(identity, [t.record for t in told], answers.reports, one_text(store, reports), _voices(answers, told))


def one_text(store: Store, reports: Iterable[str]) -> list[tuple[str, ...]]:
    """Groups of reports that are one text, of those that hold one of the reports; ids sorted."""
    sql = (
        "SELECT source, report FROM copy WHERE source IN "
        "(SELECT source FROM copy WHERE report IN (SELECT value FROM json_each(?))) ORDER BY source, report"
    )
    groups: dict[str, list[str]] = defaultdict(list)
    for source, report in store.rows(sql, (json.dumps(sorted(reports)),)):
        groups[str(source)].append(str(report))
    return [tuple(sorted({source, *group})) for source, group in sorted(groups.items())]


def sources_of(store: Store, reports: Sequence[ReportEntry]) -> tuple[Source, ...]:
    """Independent sources of some reports, the most official first."""
    return sources(reports, one_text(store, (r.id for r in reports)))


def _told(answers: Answers, identity: str) -> Sequence[Told[Record]]:
    """The records that tell what an id stands for."""
    if identity[:2] in ("o-", "p-", "z-"):
        return answers.any_told(MEMBERS[identity[0]], (identity,))
    own = answers.any_told("SELECT id FROM record WHERE id = ?", (identity,))
    if not own or not isinstance(own[0].record, Figure):
        return own
    return _point(own[0].record, own, answers.any_told(POINT, (identity,)))


def _point(figure: Figure, own: Sequence[Told[Record]], series: Sequence[Told[Record]]) -> Sequence[Told[Record]]:
    """A figure with the others of its series for the same period that agree with it."""
    out = list(own)
    for told in series:
        other = told.record
        if told.id == own[0].id or not isinstance(other, Figure) or None in (figure.period, other.period):
            continue
        if figure.period == other.period and not disagree(figure, other):
            out.append(told)
    return out


def _voices(answers: Answers, told: Iterable[Told[Any]]) -> Iterator[str]:
    """Names of the states, official bodies and office-holders who say it."""
    for one in told:
        for actor in one.ids(speakers(one.record)):
            entry = answers.actor(actor)
            bodies = answers.store.rows("SELECT DISTINCT body FROM office_seen WHERE person = ? AND body <> ''", (actor,))
            if any(_is_official(e) for e in (entry, *(answers.actor(str(b)) for (b,) in bodies))):
                yield entry.name


def _is_official(entry: ActorEntry) -> bool:
    return entry.kind == "country" or (entry.kind == "organisation" and is_official_name(entry.name))
