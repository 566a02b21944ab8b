"""What a report's page shows besides its text: every record read from it, what people decided about it, and its copies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from attache.ledger.answers import Answers
from attache.ledger.columns import Record, kind_of
from attache.ledger.entries import RecordEntry, ReportEntry
from attache.ledger.reviews import ReviewState, standing
from attache.ledger.store import Store
from attache.ledger.told import Told

AMONG = "SELECT value FROM json_each(?)"
WHOLES = (
    f"SELECT event, occurrence FROM occurrence_event WHERE event IN ({AMONG})",
    f"SELECT figure, series FROM series_figure WHERE figure IN ({AMONG})",
    f'SELECT "commitment", promise FROM promise_commitment WHERE "commitment" IN ({AMONG})',
)
"""What records are part of across reports."""


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record of a report as the ledger shows it, rejected ones too."""

    id: str
    kind: str
    """event, statement, figure, commitment, tenure."""
    entry: RecordEntry
    passages: tuple[tuple[int, int], ...]
    """What it rests on, as [start, end) of the report's text, in text order; never empty."""
    part_of: str | None
    """The occurrence, series or promise that it tells; None for none."""
    state: ReviewState | None
    """What people decided; None where nobody did."""

    @property
    def rejected(self) -> bool:
        """Whether it takes part in nothing."""
        return self.state is not None and self.state.word == "rejected"


def read_in(store: Store, report: str) -> tuple[ReadRecord, ...]:
    """All records of a report by where they stand in its text."""
    ids = [str(i) for (i,) in store.rows("SELECT id FROM record WHERE report = ?", (report,))]
    return tuple(sorted(read_records(store, ids), key=lambda r: (r.passages[0], r.id)))


def read_records(store: Store, ids: Sequence[str]) -> tuple[ReadRecord, ...]:
    """The records of these ids, in their order; ids of none are left out."""
    answers = Answers(store)
    chosen = (json.dumps(list(ids)),)
    told = {t.id: t for t in answers.any_told(AMONG, chosen, rejected=True)}
    states = standing(store, told)
    wholes = {str(i): str(whole) for sql in WHOLES for i, whole in store.rows(sql, chosen)}
    return tuple(_read(answers, told[i], wholes.get(i), states.get(i)) for i in ids if i in told)


def _read(answers: Answers, told: Told[Record], whole: str | None, state: ReviewState | None) -> ReadRecord:
    passages = tuple(sorted({(e.start, e.end) for e in told.record.evidence}))
    return ReadRecord(told.id, kind_of(told.record), answers.entry(told), passages, whole, state)


def copies(store: Store, report: str) -> tuple[ReportEntry, ...]:
    """The other reports that are the same text, as an agency sent it and several printed it, by date."""
    rows = store.rows(
        "SELECT report FROM copy WHERE source = (SELECT source FROM copy WHERE report = ?1) AND report <> ?1", (report,)
    )
    answers = Answers(store)
    ids = [str(i) for (i,) in rows]
    answers.reports.get_many(ids)
    return tuple(sorted((answers.reports[i] for i in ids), key=lambda r: (r.published or ("", ""), r.id)))


def versions(store: Store, report: ReportEntry) -> tuple[ReportEntry, ...]:
    """All versions of a report's page, the newest first; empty where there is one."""
    answers = Answers(store)
    newest = report
    while newest.replaced_by:
        newest = answers.reports[newest.replaced_by]
    chain = [newest]
    while former := store.rows("SELECT id FROM report WHERE replaced_by = ?", (chain[-1].id,)):
        chain.append(answers.reports[str(former[0][0])])
    return tuple(chain) if len(chain) > 1 else ()
