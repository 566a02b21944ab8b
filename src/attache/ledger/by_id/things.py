"""Things by id: where the first reports name each, and how many name it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from attache.ledger.answers import Answers
from attache.ledger.by_id.counting import first_naming, number_under
from attache.ledger.by_id.records import in_order
from attache.ledger.entries import Quote, ThingEntry
from attache.ledger.store import Store
from attache.ledger.things import KnownThing
from attache.ledger.told import latest
from attache.ledger.working.naming import stored
from attache.ledger.working.shelf import rows_for
from attache.records import Evidence, ReportId


def things(store: Store, ids: Sequence[str], namings: int = 1) -> tuple[ThingEntry, ...]:
    """The things of these ids with their first namings; ids of none, and of things that no passage names, are left out.

    The events about a thing are not listed here, but counted.
    """
    answers = Answers(store)
    reports, about = number_under(store, "thing", "is", ids), number_under(store, "occurrence", "about", ids)
    known = {i: t for i, t in stored(store, "thing", reports).items() if isinstance(t, KnownThing)}
    answers.shelf.actors.by_id.get_many({p for t in known.values() for p in t.parties})  # type: ignore[attr-defined]
    named = _namings(answers, {i: first_naming(store, i, namings) for i in known})
    out = {}
    for i, thing in known.items():
        parties = tuple(answers.actor(p) for p in thing.parties)
        counts = reports[i], about.get(i, 0)
        out[i] = ThingEntry(i, thing.name, thing.kind, thing.of, thing.aliases, parties, named[i], (), *counts)
    return in_order(ids, out)


def _namings(answers: Answers, reports: Mapping[str, Sequence[str]]) -> dict[str, tuple[Quote, ...]]:
    """By thing, the first passage in each of some reports that names it."""
    every = {report for ids in reports.values() for report in ids}
    answers.look_up_reports(every)
    first: dict[tuple[str, str], Evidence] = {}
    sql = "SELECT report, position, name, passages FROM named_thing WHERE passages <> '[]' AND report IN ({})"
    for report, _, name, passages in sorted(rows_for(answers.store, sql, every), key=lambda row: row[:2]):
        thing = answers.shelf.things(report).get(name)
        if thing is not None and (thing, report) not in first:
            start, end = json.loads(str(passages))[0]
            first[thing, report] = Evidence(ReportId(report), start, end, answers.text(report)[start:end])
    out = {}
    for thing, ids in reports.items():
        quotes = (answers.quote(first[thing, report]) for report in ids if (thing, report) in first)
        out[thing] = tuple(sorted(quotes, key=lambda q: (latest(q.report.published), q.evidence)))
    return out
