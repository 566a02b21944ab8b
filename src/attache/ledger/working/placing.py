"""Whom each record of a changed report concerns, and which two actors the report is mostly about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attache.ledger.columns import Record
from attache.ledger.involvement import involved, main_pair
from attache.ledger.store import Row
from attache.ledger.told import Actors, Told
from attache.ledger.working.shelf import Shelf, rows_for, run_for
from attache.records import Evidence, Mention, ReportId


def place(shelf: Shelf, reports: Iterable[str], told: Iterable[Told[Record]]) -> None:
    """Renews `pair` and `involved` of these reports; `told` are all records of theirs that stand."""
    store, reports = shelf.store, set(reports)
    run_for(store, "DELETE FROM pair WHERE report IN ({})", reports)
    run_for(store, "DELETE FROM involved WHERE report IN ({})", reports)
    records: dict[str, list[Told[Record]]] = defaultdict(list)
    for t in told:
        records[t.report].append(t)
    mentions = mentions_of(shelf, records)
    pairs: list[Row] = []
    concerned: list[Row] = []
    for report, members in sorted(records.items()):
        names = shelf.names(report)
        pair = main_pair(mentions[report], names, shelf.actors) or _pair_of_records(members, shelf.actors)
        if pair:
            pairs.append((report, *pair))
        for t in members:
            concerned += [(t.id, actor, part, report) for actor, part in involved(t, mentions[report], shelf.actors)]
    store.insert("pair", ("report", "a", "b"), pairs)
    store.insert("involved", ("record", "actor", "part", "report"), concerned)


def mentions_of(shelf: Shelf, reports: Iterable[str]) -> dict[str, list[Mention]]:
    """The mentions of these reports in the order of the text; passages carry no words."""
    sql = 'SELECT report, start, "end", name, kind, form, position FROM mention WHERE report IN ({})'
    out: dict[str, list[Mention]] = defaultdict(list)
    for report, start, end, name, kind, form, _ in sorted(rows_for(shelf.store, sql, reports), key=lambda r: (r[0], r[6])):
        out[report].append(Mention(Evidence(ReportId(report), start, end, ""), name, kind, form))
    return out


def _pair_of_records(members: Sequence[Told[Record]], actors: Actors) -> tuple[str, str] | None:
    """Without mentions: the pair that the records' own participants give."""
    mentions = [
        Mention(t.record.evidence[0], name, "country", "name")
        for t in members
        for name in dict.fromkeys(n for field in ("who", "target", "parties", "speakers") for n in getattr(t.record, field, ()))
    ]
    return main_pair(mentions, {n: a for t in members for n, a in t.actors.items()}, actors)
