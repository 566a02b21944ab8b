"""What to review first: pure ranking, and the candidates from narrow tables.

What can turn a whole line of the file round goes first: a verdict that rests on a single sentence, figures and tellings that
contradict each other; then what reading was least sure of: numbers out of all proportion, speakers that are only described,
days counted from a date that the report does not state. What has been decided about leaves the queue.

No query looks through all records: doubtful ones are sought in the newest reports.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from attache.ledger.reviews.reviewable import decided_records
from attache.ledger.store import Cell, Store

Reason = Literal["verdict", "figures", "tellings", "proportion", "speaker", "date"]
REASONS: tuple[Reason, ...] = get_args(Reason)
"""verdict: it rests on few sentences. figures, tellings: they contradict each other. proportion: a number out of all
proportion. speaker: only described, or not told. date: of a day, counted from a date that the report does not state."""
DECIDED = ("kept", "kept late", "missed", "disputed", "superseded")
FEW = 3
"""Sentences up to which a verdict rests on few."""
MOST = 500
"""Candidates taken for each reason."""
NEWEST = 1000
"""Reports in which doubtful records are sought."""
SIDES = 6
"""Records that an item names of those that contradict each other."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to be reviewed, and why."""

    item: str
    """Id of the promise, series, occurrence or record."""
    reason: Reason
    records: tuple[str, ...]
    """What to decide about: its sentences."""
    weight: int
    """Of two for the same reason the lighter goes first: the number of sentences that it rests on."""
    day: str
    """The newer goes first; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Candidates in the order in which to take them."""

    items: tuple[Candidate, ...]
    counts: tuple[tuple[Reason, int], ...]
    """Number of candidates for each reason that has any."""
    capped: frozenset[Reason]
    """Reasons for which there may be more than were counted."""


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """What matters first: by reason, then what rests on least, then the newest; each item once for each reason."""
    single = {(c.item, c.reason, c.records): c for c in candidates}.values()
    by_newest = sorted(single, key=lambda c: (c.day, c.item), reverse=True)
    return tuple(sorted(by_newest, key=lambda c: (_place(c), c.weight)))


def _place(candidate: Candidate) -> tuple[int, int]:
    """A verdict on a single sentence goes before contradictions, one on a few behind them."""
    if candidate.reason == "verdict" and candidate.weight > 1:
        return REASONS.index("tellings"), 1
    return REASONS.index(candidate.reason), 0


def queue(store: Store, *, between: tuple[str, str] | None = None, reason: Reason | None = None) -> Queue:
    """What is to be reviewed of the whole ledger, or only what concerns both of two actors; `reason` leaves out all others."""
    done = decided_records(store)
    found: list[Candidate] = []
    capped: set[Reason] = set()
    for word, source in SOURCES:
        several = [c for c in source(store, between) if not _is_done(c, done)]
        if len(several) >= MOST:
            capped.add(word)
        found += several[:MOST]
    counts = Counter(c.reason for c in found)
    wanted = ranked(c for c in found if reason in (None, c.reason))
    return Queue(wanted, tuple((r, counts[r]) for r in REASONS if counts[r]), frozenset(capped))


@dataclass(frozen=True, slots=True)
class Judged:
    """A promise in a line."""

    title: str
    verdict: str
    explanation: str


def judged(store: Store, promises: Iterable[str]) -> dict[str, Judged]:
    """By id, the promises with their verdicts in words."""
    rows = store.rows(
        "SELECT t.promise, t.title, v.verdict, v.explanation FROM promise_told t JOIN verdict v ON v.promise = t.promise "
        "WHERE t.promise IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(promises)),),
    )
    return {str(i): Judged(str(title), str(verdict), str(explanation)) for i, title, verdict, explanation in rows}


def _is_done(candidate: Candidate, done: Collection[str]) -> bool:
    """Whether there is nothing left to decide: all its records are decided, or of tellings two sides."""
    decided = sum(record in done for record in candidate.records)
    return decided >= (min(2, len(candidate.records)) if candidate.reason == "tellings" else len(candidate.records))


def _verdicts(store: Store, between: tuple[str, str] | None) -> Iterator[Candidate]:
    """Decided promises that rest on few sentences: those that tell it, and those that prove the verdict."""
    concerned, values = _concerned("t.first", between)
    # The day of what decided it.
    day = (
        "SELECT coalesce(g.published_to, g.published_from) FROM record r JOIN reading g ON g.report = r.report "
        "WHERE r.id = coalesce(json_extract(v.proof, '$[0]'), t.newest)"
    )
    rows = store.rows(
        f"SELECT v.promise, v.proof, t.first, t.newest, t.tellings, ({day}) FROM verdict v "
        "JOIN promise_told t ON t.promise = v.promise "
        f"WHERE v.verdict IN (SELECT value FROM json_each(?)) AND t.tellings <= ? {concerned}",
        (json.dumps(DECIDED), FEW, *values),
    )
    for promise, proof, first, newest, tellings, told in rows:
        proving = tuple(str(i) for i in json.loads(proof))
        records = tuple(dict.fromkeys((*proving, str(first), str(newest))))
        # The sentences without which it would fall: the side that has fewer of them.
        weight = min(int(tellings), len(proving) or 1)
        if len(records) <= 2 * FEW:
            yield Candidate(str(promise), "verdict", records, weight, str(told or ""))


def _figures(store: Store, between: tuple[str, str] | None) -> Iterator[Candidate]:
    """Figures of one series for one period that contradict each other."""
    concerned, values = _concerned("c.one", between)
    sides: dict[tuple[str, str], dict[str, None]] = {}
    rows = store.rows(
        f"SELECT c.series, c.moment, c.one, c.other FROM series_conflict c WHERE 1 {concerned} "
        "ORDER BY c.moment DESC, c.series, c.one, c.other LIMIT ?",
        (*values, 2 * MOST),
    )
    for series, moment, one, other in rows:
        sides.setdefault((str(series), str(moment)), {}).update({str(one): None, str(other): None})
    for (series, moment), records in sides.items():
        yield Candidate(series, "figures", tuple(records)[:SIDES], len(records), moment[-10:])


def _tellings(store: Store, between: tuple[str, str] | None) -> Iterator[Candidate]:
    """Occurrences of which two tellings cannot both be right."""
    concerned, values = _concerned("t.fullest", between)
    rows = store.rows(
        "SELECT t.occurrence, t.fullest, t.tellings, coalesce(o.when_to, o.when_from, '') FROM occurrence_told t "
        f"JOIN occurrence o ON o.id = t.occurrence WHERE t.disputed = 1 {concerned} ORDER BY 4 DESC LIMIT ?",
        (*values, 2 * MOST),
    )
    for occurrence, fullest, tellings, day in rows:
        events = store.rows("SELECT event FROM occurrence_event WHERE occurrence = ? LIMIT ?", (occurrence, SIDES))
        records = tuple(dict.fromkeys((str(fullest), *(str(e) for (e,) in events))))
        yield Candidate(str(occurrence), "tellings", records, int(tellings), str(day))


NEW = (
    "(SELECT g.report, coalesce(g.published_to, g.published_from) AS day, g.published_how FROM reading g "
    f"ORDER BY coalesce(g.published_to, g.published_from) DESC LIMIT {NEWEST}) n "
    "JOIN report p ON p.id = n.report AND p.replaced_by IS NULL JOIN record r ON r.report = n.report"
)
"""The records of the newest reports."""


def _proportions(store: Store, between: tuple[str, str] | None) -> Iterator[Candidate]:
    """Figures out of all proportion to their neighbours."""
    joined = "JOIN series_figure f ON f.figure = r.id AND f.suspect = 1"
    yield from _doubtful(store, "figure", "proportion", joined, "", between)


def _speakers(store: Store, between: tuple[str, str] | None) -> Iterator[Candidate]:
    """Statements by nobody, or by somebody who is only described."""
    # Not by the view `same_actor`: on the right of a LEFT JOIN it would be worked out for all reports.
    joined = (
        "LEFT JOIN participant s ON s.record = r.id AND s.role = 'speakers' "
        "LEFT JOIN stands_for d ON d.report = r.report AND d.name = s.name "
        "LEFT JOIN sighted w ON w.report = r.report AND w.name = s.name AND w.layer IN ('person', 'organisation') "
        "LEFT JOIN face f ON f.id = w.face LEFT JOIN actor a ON a.id = f.entity"
    )
    unclear = "AND (s.name IS NULL OR (d.person IS NULL AND a.named = 0))"
    yield from _doubtful(store, "statement", "speaker", joined, unclear, between)


def _dates(store: Store, between: tuple[str, str] | None) -> Iterator[Candidate]:
    """Events that give no day of their own, in reports whose date was worked out."""
    joined = "JOIN event e ON e.id = r.id AND e.when_from IS NULL AND e.when_to IS NULL AND e.status = 'happened'"
    yield from _doubtful(store, "event", "date", joined, "AND n.published_how = 'inferred'", between)


def _doubtful(
    store: Store, kind: str, reason: Reason, joined: str, condition: str, between: tuple[str, str] | None
) -> Iterator[Candidate]:
    concerned, values = _concerned("r.id", between)
    rows = store.rows(
        f"SELECT DISTINCT r.id, coalesce(n.day, '') FROM {NEW} AND r.kind = '{kind}' {joined} WHERE 1 {condition} {concerned} "
        "ORDER BY 2 DESC, 1 LIMIT ?",
        (*values, MOST),
    )
    for record, day in rows:
        yield Candidate(str(record), reason, (str(record),), 1, str(day))


SOURCES: tuple[tuple[Reason, Callable[[Store, tuple[str, str] | None], Iterator[Candidate]]], ...] = (
    ("verdict", _verdicts),
    ("figures", _figures),
    ("tellings", _tellings),
    ("proportion", _proportions),
    ("speaker", _speakers),
    ("date", _dates),
)


def _concerned(record: str, between: tuple[str, str] | None) -> tuple[str, tuple[Cell, ...]]:
    """A condition that a record concerns both of two actors, and its values."""
    if between is None:
        return "", ()
    one = f"AND EXISTS (SELECT 1 FROM involved i WHERE i.record = {record} AND i.actor = ?)"
    return f"{one} {one}", between
