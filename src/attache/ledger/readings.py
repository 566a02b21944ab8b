"""Reports and readings into the tables and out again, unchanged: what goes in comes out equal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from attache.ledger.columns import KINDS, Record, dates_columns, dates_of, kind_of, passages_of
from attache.ledger.gathering import Rows
from attache.ledger.ids import record_ids
from attache.ledger.recording import gather_records, load_records
from attache.ledger.reviews.applying import KEPT
from attache.ledger.reviews.attaching import reattach
from attache.ledger.store import Store, identifier, plain
from attache.records import (
    Actor,
    Aside,
    Commitment,
    Event,
    Evidence,
    Figure,
    Mention,
    Reading,
    Report,
    ReportId,
    Statement,
    Tenure,
    Thing,
)

HOW = ("stated", "markup", "inferred", "unknown")
"""Ways to know a published date, the surest first."""
SAME_PAGE = 0.3
"""Share of what two texts under one name have in common at least when one is the other's newer version: of sentences under one
file name, for names like `report.txt` occur in many folders, and of pairs of words under one address, for a table may give one
address to all its rows. Texts that have less in common stand side by side."""
SEEN_AS = ("title", "publisher", "agency", "byline", "place", "dateline")


def add_report(store: Store, report: Report) -> bool:
    """Stores the report, or the further file or address of a text that is known; whether anything was new."""
    known = bool(store.rows("SELECT 1 FROM report WHERE id = ?", (report.id,)))
    if known and is_sighted(store, report):
        return False
    rows = Rows()
    former = None if known else _former_version(store, report)
    if not known:
        gather_text(rows, report, int(store.rows("SELECT coalesce(max(arrival), 0) + 1 FROM report")[0][0]))
    gather_sighting(rows, report)
    rows.write(store)
    if former is not None:
        store.run("UPDATE report SET replaced_by = ? WHERE id = ?", (report.id, former))
    if known:
        _rank_sightings(store, report.id)
    return True


def gather_text(rows: Rows, report: Report, arrival: int) -> None:
    """Adds the row of a text that is not known yet to `rows`."""
    # Evidence counts characters, so one takes the place of each that cannot be stored.
    text = report.text if report.text.isascii() else re.sub(r"[\ud800-\udfff]", "\ufffd", report.text)
    row = (report.id, text, report.sha256, report.language, arrival)
    rows.add("report", ("id", "text", "sha256", "language", "arrival"), [row])


def gather_sighting(rows: Rows, report: Report) -> None:
    """Adds the row of a report's file or address to `rows`, as the first of its text."""
    columns = {
        "report": report.id,
        "file": report.file or "",
        "url": report.url or "",
        **{name: getattr(report, name) for name in SEEN_AS},
        **dates_columns("published", report.published),
        "published_how": report.published_how,
        "published_reasons": _json(report.published_reasons),
        "rank": 0,
    }
    rows.add("sighting", tuple(columns), [tuple(columns.values())])


def _json(texts: Iterable[str]) -> str:
    told = [plain(t) for t in texts]
    return json.dumps(told, ensure_ascii=False) if told else "[]"


def is_sighted(store: Store, report: Report) -> bool:
    """Whether this text is stored under this file and address."""
    where = (report.id, report.file or "", report.url or "")
    return bool(store.rows("SELECT 1 FROM sighting WHERE report = ? AND file = ? AND url = ?", where))


def stands_for(store: Store, report: Report) -> bool:
    """Whether the report's own sighting is the one that stands for its text."""
    where = (report.id, report.file or "", report.url or "")
    return bool(store.rows("SELECT 1 FROM sighting WHERE report = ? AND file = ? AND url = ? AND rank = 0", where))


def _rank_sightings(store: Store, report: ReportId) -> None:
    """Best dated first, then by name: the same whatever was met first."""
    rows = store.rows("SELECT published_how, file, url FROM sighting WHERE report = ?", (report,))
    ordered = sorted((HOW.index(how), str(file), str(url)) for how, file, url in rows)
    ranked = [(rank, report, file, url) for rank, (_, file, url) in enumerate(ordered)]
    store.run_each("UPDATE sighting SET rank = ? WHERE report = ? AND file = ? AND url = ?", ranked)


def _former_version(store: Store, report: Report) -> str | None:
    """The current report of the same page, if its text has changed since."""
    name, value = ("url", report.url) if report.url else ("file", report.file)
    if not value:
        return None
    found = store.rows(
        f"SELECT r.id, r.text FROM sighting s JOIN report r ON r.id = s.report "
        # Told twice, or the index on the names that are not empty would not be used.
        f"WHERE s.{identifier(name)} = ? AND s.{identifier(name)} <> '' AND r.replaced_by IS NULL ORDER BY r.arrival DESC",
        (value,),
    )
    parts = _pairs if name == "url" else _sentences
    told = parts(report.text)
    return next((str(i) for i, text in found if _overlap(parts(str(text)), told) >= SAME_PAGE), None)


def _sentences(text: str) -> frozenset[object]:
    return frozenset(s.strip() for s in re.split(r"(?<=[.!?])\s+|\n+", text) if s.strip())


def _pairs(text: str) -> frozenset[object]:
    """Pairs of neighbouring words."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(pairwise(["", *words]))


def _overlap(one: frozenset[object], other: frozenset[object]) -> float:
    """Share of the shorter text's parts that both have."""
    return len(one & other) / max(1, min(len(one), len(other)))


def put_reading(store: Store, report: Report, reading: Reading | None, *, reason: str) -> None:
    """Stores the reading in place of any former one; without a reading, the reason for it. Reviews hang on the new one."""
    rows = Rows()
    gather_reading(rows, report, reading, reason=reason)
    store.run("DELETE FROM reading WHERE report = ?", (report.id,))
    store.run("DELETE FROM aside WHERE report = ?", (report.id,))
    rows.write(store)
    reattach(store, report.id)


def gather_reading(rows: Rows, report: Report, reading: Reading | None, *, reason: str) -> None:
    """Adds the rows of a report's reading to `rows`. Raises ValueError where a record is not in the report's text."""
    if reading is not None:
        dates = dates_columns("published", reading.published)
        head = (report.id, reading.reader, *dates.values(), reading.published_how, _json(reading.published_reasons))
        rows.add("reading", ("report", "reader", *dates, "published_how", "published_reasons"), [head])
        _gather_names(rows, report.id, reading)
    aside = (Aside(reason, "read"),) if reading is None else reading.aside
    passages = [(a.evidence.start, a.evidence.end) if a.evidence else (None, None) for a in aside]
    columns = ("report", "position", "reason", "step", "start", "end")
    rows.add(
        "aside", columns, [(report.id, i, a.reason, a.step, *p) for i, (a, p) in enumerate(zip(aside, passages, strict=True))]
    )
    if reading is not None:
        records = records_of(reading)
        for record in records:
            _verify(report, record)
        gather_records(rows, report.id, zip(record_ids(records), records, strict=True))


def _gather_names(rows: Rows, report: ReportId, reading: Reading) -> None:
    actors = {a.name: a for a in reading.actors}
    rows.add(
        "named_actor",
        ("report", "position", "name", "kind", "country", "aliases"),
        [(report, i, a.name, a.kind, a.country, _json(a.aliases)) for i, a in enumerate(actors.values())],
    )
    rows.add(
        "named_thing",
        ("report", "position", "name", "kind", "of", "parties", "passages"),
        [
            (report, i, t.name, t.kind, t.of, _json(t.parties), json.dumps([(e.start, e.end) for e in t.evidence]))
            for i, t in enumerate(reading.things)
        ],
    )
    rows.add(
        "mention",
        ("report", "position", "start", "end", "name", "kind", "form"),
        [(report, i, m.evidence.start, m.evidence.end, m.name, m.kind, m.form) for i, m in enumerate(reading.mentions)],
    )


def records_of(reading: Reading) -> tuple[Record, ...]:
    """All records of a reading, in the order they are stored."""
    return (*reading.events, *reading.statements, *reading.figures, *reading.commitments, *reading.tenures)


def _verify(report: Report, record: Record) -> None:
    """Raises ValueError for a record that rests on nothing, or on words that are not in its report."""
    if not record.evidence:
        raise ValueError(f"{report.file or report.url or report.id}: a {kind_of(record)} by {record.rule} has no evidence")
    for role, _, passage in passages_of(record):
        if passage.report != report.id or report.text[passage.start : passage.end] != passage.text:
            place = f"{report.file or report.url or report.id}: {role} of a {kind_of(record)} by {record.rule}"
            raise ValueError(f"{place} at characters {passage.start}–{passage.end} is not the report's text")


def load_report(store: Store, report: str) -> Report | None:
    """The report as its best sighting tells it."""
    columns = ("id", "text", "sha256", "language")
    found = store.rows(
        f"SELECT {', '.join('r.' + c for c in columns)}, s.file, s.url, {', '.join('s.' + c for c in SEEN_AS)}, "
        "s.published_from, s.published_to, s.published_how, s.published_reasons "
        "FROM report r JOIN sighting s ON s.report = r.id AND s.rank = 0 WHERE r.id = ?",
        (report,),
    )
    if not found:
        return None
    identity, text, sha256, language, file, url, *rest = found[0]
    *seen, first, last, how, reasons = rest
    values = dict(zip(columns, (identity, text, sha256, language), strict=True)) | dict(zip(SEEN_AS, seen, strict=True))
    return Report(
        **values,
        file=file or None,
        url=url or None,
        published=dates_of(first, last),
        published_how=how,
        published_reasons=tuple(json.loads(str(reasons))),
    )


def load_reading(store: Store, report: Report) -> Reading | None:
    """The stored reading, equal to the one that was put in."""
    head = store.rows(
        "SELECT reader, published_from, published_to, published_how, published_reasons FROM reading WHERE report = ?",
        (report.id,),
    )
    if not head:
        return None
    reader, first, last, how, reasons = head[0]

    def passage(start: int, end: int) -> Evidence:
        return Evidence(report.id, start, end, report.text[start:end])

    actors = store.rows("SELECT name, kind, country, aliases FROM named_actor WHERE report = ? ORDER BY position", (report.id,))
    things = store.rows(
        "SELECT name, kind, of, parties, passages FROM named_thing WHERE report = ? ORDER BY position", (report.id,)
    )
    mentions = store.rows('SELECT start, "end", name, kind, form FROM mention WHERE report = ? ORDER BY position', (report.id,))
    aside = store.rows('SELECT reason, step, start, "end" FROM aside WHERE report = ? ORDER BY position', (report.id,))
    where = "SELECT id FROM record WHERE report = ? AND rule <> ?"
    records = [record for _, record in load_records(store, where, (report.id, KEPT))]
    return Reading(
        report=report.id,
        reader=str(reader),
        published=dates_of(first, last),
        published_how=how,
        published_reasons=tuple(json.loads(str(reasons))),
        actors=tuple(Actor(n, k, c, tuple(json.loads(str(a)))) for n, k, c, a in actors),
        things=tuple(
            Thing(n, k, of, tuple(json.loads(str(p))), tuple(passage(*e) for e in json.loads(str(es))))
            for n, k, of, p, es in things
        ),
        mentions=tuple(Mention(passage(s, e), n, k, f) for s, e, n, k, f in mentions),
        events=tuple(r for r in records if isinstance(r, Event)),
        statements=tuple(r for r in records if isinstance(r, Statement)),
        figures=tuple(r for r in records if isinstance(r, Figure)),
        commitments=tuple(r for r in records if isinstance(r, Commitment)),
        tenures=tuple(r for r in records if isinstance(r, Tenure)),
        aside=tuple(Aside(str(r), str(st), None if s is None else passage(s, e)) for r, st, s, e in aside),
    )


def as_read(report: Report, reading: Reading | None) -> Report:
    """The report with the date that its reading settled."""
    if reading is None:
        return report
    return replace(
        report, published=reading.published, published_how=reading.published_how, published_reasons=reading.published_reasons
    )


__all__ = [
    "KINDS",
    "add_report",
    "as_read",
    "gather_reading",
    "gather_sighting",
    "gather_text",
    "is_sighted",
    "load_reading",
    "load_records",
    "load_report",
    "put_reading",
    "records_of",
    "stands_for",
]
