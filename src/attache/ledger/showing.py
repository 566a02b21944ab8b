"""One entry of any kind by its id, with its evidence in context; and one report as a page with marked passages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

from attache.errors import QueryError
from attache.ledger import occurring, promised, queries, register, report_pages, sourcing
from attache.ledger.answers import Answers
from attache.ledger.entries import Context, Marked, Quote, ReportEntry, ReportPage, Shown
from attache.ledger.health import Health
from attache.ledger.quoting import in_context
from attache.ledger.reviews import rejected
from attache.ledger.store import Store
from attache.ledger.told import latest
from attache.records import Evidence, ReportId

T = TypeVar("T")
TABLES = {"p": "promise", "o": "occurrence", "z": "series", "g": "thing", "a": "actor"}


def show(store: Store, identity: str) -> Shown:
    """The entry of an id, or of the unique beginning of one. Raises QueryError.

    Its context is its evidence: of a person the offices observed, of a body or thing the first naming in each report, of
    a country or report nothing.
    """
    answers = Answers(store)
    full = whole_id(store, identity)
    table = table_of(full)
    if table == "record":
        (told,) = answers.any_told("SELECT ?", (full,), rejected=True)
        entry = answers.entry(told)
        return Shown(full, type(told.record).__name__.lower(), entry, _contexts(answers, entry.quotes))
    if table == "report":
        return Shown(full, "report", report_page(store, full), ())
    if table == "promise":
        promise = _only(promised.entries_of(store, (full,)), full)
        quotes = [q for e in (*promise.stated, *promise.proof) for q in e.quotes]
        return Shown(full, table, promise, _contexts(answers, quotes))
    if table == "occurrence":
        occurrence = _only(occurring.occurrences_of(store, (full,)), full)
        return Shown(full, table, occurrence, _contexts(answers, [q for e in occurrence.events for q in e.quotes]))
    if table == "series":
        series = queries.series_of(store, full)
        return Shown(full, table, series, _contexts(answers, [q for e in series.points for q in e.quotes]))
    if table == "thing":
        thing = register.thing(store, full)
        if thing is None:
            raise QueryError(f"no passage of a report names “{full}”; it can only be listed in the export")
        return Shown(full, table, thing, _contexts(answers, thing.quotes))
    actor = answers.actors[full]
    if actor.kind == "person":
        person = register.person(store, full)
        if person:
            quotes = [q for o in person.offices for q in o.quotes] or _namings(answers, full)
            return Shown(full, "person", person, _contexts(answers, quotes))
    return Shown(full, actor.kind, actor, () if actor.kind == "country" else _contexts(answers, _namings(answers, full)))


def _only(found: Sequence[T], identity: str) -> T:
    """The one entry found; there is none where its reports are being worked out again."""
    if not found:
        raise QueryError(f"what tells “{identity}” has just changed and is being worked out; try again in a moment")
    return found[0]


def health(store: Store, identity: str) -> Health:
    """How well the record, occurrence, promise or series of an id, or of the beginning of one, stands. Raises QueryError."""
    full = whole_id(store, identity)
    return sourcing.health_of(store, full)


def _namings(answers: Answers, actor: str) -> list[Quote]:
    """Where each report names the actor first, by date."""
    rows = answers.store.rows(
        'SELECT m.report, min(m.start), m."end" FROM mention m JOIN same_actor s ON s.report = m.report AND s.name = m.name '
        "WHERE m.report IN (SELECT value FROM json_each(?)) AND s.actor = ? GROUP BY m.report",
        (json.dumps(register.naming_reports(answers.store, actor)), actor),
    )
    found = [(ReportId(str(report)), int(start), int(end)) for report, start, end in rows]
    quotes = [answers.quote(Evidence(r, start, end, answers.text(r)[start:end])) for r, start, end in found]
    return sorted(quotes, key=lambda q: (latest(q.report.published), q.evidence))


def table_of(identity: str) -> str:
    """The table in which what an id stands for is kept."""
    if identity[:1] == "r" and "-" not in identity:
        return "report"
    return TABLES.get(identity[:1] if "-" in identity else "a", "record")


def whole_id(store: Store, beginning: str) -> str:
    """The id that begins so. Raises QueryError where there is none, or more than one."""
    beginning = beginning.strip()
    table = table_of(beginning)
    # As a stretch of the index: LIKE would look at every id there is.
    sql = f"SELECT id FROM {table} WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id LIMIT 4"
    found = [str(i) for (i,) in store.rows(sql, (beginning,))]
    if beginning in found:
        return beginning
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"“{beginning}” begins several ids: {', '.join(found[:3])} …; give more of it")
    raise QueryError(f"no entry “{beginning}”; ids are shown by `attache events`, `promises`, `figures` … and in the brief")


def _contexts(answers: Answers, quotes: list[Quote] | tuple[Quote, ...]) -> tuple[Context, ...]:
    unique = dict.fromkeys(quotes)
    return tuple(in_context(answers.text(q.evidence.report), q) for q in unique)


def report_page(store: Store, wanted: str) -> ReportPage:
    """A report by id, file or address, with the passages that records rest on. Raises QueryError."""
    answers = Answers(store)
    report = _find_report(store, answers, wanted)
    rows = store.rows(
        'SELECT e.start, e."end", e.record, r.kind FROM evidence e JOIN record r ON r.id = e.record '
        "WHERE r.report = ? AND e.role = 'evidence' ORDER BY e.start, e.\"end\", e.record",
        (report.id,),
    )
    wrong = rejected(store, "SELECT id FROM record WHERE report = ?", (report.id,))
    marks = tuple(Marked(s, e, str(i), str(k)) for s, e, i, k in rows if i not in wrong)
    reasons = Counter(str(r) for (r,) in store.rows("SELECT reason FROM aside WHERE report = ?", (report.id,)))
    versions = report_pages.versions(store, report)
    return ReportPage(report, answers.text(report.id), marks, versions, tuple(sorted(reasons.items())))


def _find_report(store: Store, answers: Answers, wanted: str) -> ReportEntry:
    if wanted in answers.reports:
        return answers.reports[wanted]
    rows = store.rows(
        "SELECT s.report FROM sighting s JOIN report r ON r.id = s.report "
        "WHERE (s.file = ?1 AND s.file <> '') OR (s.url = ?1 AND s.url <> '') ORDER BY r.arrival DESC",
        (wanted,),
    )
    if not rows:
        # An id has only digits and small letters, so this is a stretch of the index.
        sql = "SELECT id FROM report WHERE length(?1) > 3 AND id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 1"
        rows = store.rows(sql, (wanted,))
    if rows:
        return answers.reports[str(rows[0][0])]
    names = sorted({str(n) for (n,) in store.rows("SELECT file FROM sighting WHERE file <> ''")})
    near = process.extractOne(wanted, names, scorer=fuzz.ratio, score_cutoff=60)
    raise QueryError(f"no report “{wanted}”" + (f"; did you mean {near[0]}?" if near else "; see `attache search WORDS`"))
