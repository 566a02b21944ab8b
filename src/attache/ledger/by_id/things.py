"""Things by id: where the first reports name each, and how many name it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from attache.ledger.answers import Answers
from attache.ledger.by_id.days import DAY
from attache.ledger.by_id.people import reports_naming
from attache.ledger.by_id.records import in_order
from attache.ledger.entries import ThingEntry
from attache.ledger.store import Store
from attache.ledger.things import KnownThing
from attache.ledger.told import latest
from attache.ledger.working.naming import stored
from attache.records import Evidence, ReportId


def things(store: Store, ids: Sequence[str], namings: int = 1) -> tuple[ThingEntry, ...]:
    """The things of these ids with their first namings; ids of none, and of things that no passage names, are left out.

    The events about a thing are not listed here.
    """
    answers = Answers(store)
    known = {i: t for i, t in stored(store, "thing", ids).items() if isinstance(t, KnownThing)}
    reports = reports_naming(store, known)
    answers.shelf.actors.by_id.get_many({p for t in known.values() for p in t.parties})  # type: ignore[attr-defined]
    found = {i: list(_first_namings(store, i, namings)) for i in known}
    answers.look_up_reports(e[0] for named in found.values() for e in named)
    out = {}
    for i, thing in known.items():
        evidence = [Evidence(ReportId(r), start, end, answers.text(r)[start:end]) for r, start, end in found[i]]
        quotes = sorted(map(answers.quote, evidence), key=lambda q: (latest(q.report.published), q.evidence))
        if quotes:
            parties = tuple(answers.actor(p) for p in thing.parties)
            out[i] = ThingEntry(i, thing.name, thing.kind, thing.of, thing.aliases, parties, tuple(quotes), (), reports[i])
    return in_order(ids, out)


def _first_namings(store: Store, thing: str, number: int) -> Iterator[tuple[str, int, int]]:
    """The first passage that names a thing in each of the first reports that do, by report's day."""
    sql = (
        f"SELECT n.report, n.passages, {DAY} AS day, min(n.position) FROM face f "
        "JOIN sighted x ON x.face = f.id AND x.layer = 'thing' "
        "JOIN named_thing n ON n.report = x.report AND n.name = x.name JOIN sighting s ON s.report = n.report AND s.rank = 0 "
        "LEFT JOIN reading g ON g.report = n.report WHERE f.entity = ? AND n.passages <> '[]' "
        "GROUP BY n.report ORDER BY day, n.report LIMIT ?"
    )
    for report, passages, _, _ in store.rows(sql, (thing, number)):
        start, end = json.loads(str(passages))[0]
        yield str(report), int(start), int(end)
