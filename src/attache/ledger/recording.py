"""Records into their tables and out again: the spine, each kind's own columns, participants, passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from attache.ledger.columns import Record, actors_of, columns_of, kind_of, passages_of, record_from
from attache.ledger.store import Cell, Row, Store, identifier
from attache.records import Evidence


def insert_records(store: Store, report: str, named: Sequence[tuple[str, Record]], *, first: int = 0) -> None:
    """Adds records with their ids to a report's reading; `first` is the position of the first of them."""
    spine = [(i, report, kind_of(r), n, r.rule) for n, (i, r) in enumerate(named, first)]
    store.insert("record", ("id", "report", "kind", "position", "rule"), spine)
    own: dict[str, list[Row]] = defaultdict(list)
    names: dict[str, tuple[str, ...]] = {}
    for identity, record in named:
        columns = columns_of(record)
        names[kind_of(record)] = ("id", *columns)
        own[kind_of(record)].append((identity, *columns.values()))
    for kind, rows in own.items():
        store.insert(kind, names[kind], rows)
    store.insert("participant", ("record", "role", "position", "name"), [(i, *a) for i, r in named for a in actors_of(r)])
    passages = [(i, role, n, e.start, e.end) for i, r in named for role, n, e in passages_of(r)]
    store.insert("evidence", ("record", "role", "position", "start", "end"), passages)


AT_ONCE = 1000
"""Records fetched in one query."""


def load_records(store: Store, where: str, values: Collection[Cell] = ()) -> Iterator[tuple[str, Record]]:
    """Id and record of all whose ids the SELECT in `where` gives, by report and position."""
    sql = f"SELECT id, kind, report, rule FROM record WHERE id IN ({where}) ORDER BY report, position"
    heads = store.rows(sql, tuple(values))
    texts: dict[str, str] = {}
    for start in range(0, len(heads), AT_ONCE):
        yield from _loaded(store, heads[start : start + AT_ONCE], texts)


def _loaded(store: Store, heads: Sequence[Row], texts: dict[str, str]) -> Iterator[tuple[str, Record]]:
    """The records of these ids, kinds, reports and rules. `texts` holds the last reports' texts, by id."""
    ids = [str(head[0]) for head in heads]
    among = ", ".join("?" * len(ids))
    own: dict[str, dict[str, Cell]] = {}
    for kind in sorted({str(head[1]) for head in heads}):
        of_kind = [str(head[0]) for head in heads if head[1] == kind]
        names = store.columns(kind)
        for row in store.rows(f"SELECT * FROM {identifier(kind)} WHERE id IN ({', '.join('?' * len(of_kind))})", of_kind):
            own[str(row[0])] = dict(zip(names, row, strict=True))
    actors = _by_role(
        store.rows(f"SELECT record, role, name FROM participant WHERE record IN ({among}) ORDER BY record, role, position", ids)
    )
    reports = {str(head[2]) for head in heads}
    for known in texts.keys() - reports:
        del texts[known]
    wanted = sorted(reports - texts.keys())
    texts.update(store.rows(f"SELECT id, text FROM report WHERE id IN ({', '.join('?' * len(wanted))})", wanted))
    report_of = {head[0]: head[2] for head in heads}
    passages: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    found = store.rows(
        f'SELECT record, role, start, "end" FROM evidence WHERE record IN ({among}) ORDER BY record, role, position', ids
    )
    for record, role, start, end in found:
        report = report_of[record]
        passages[record][role].append(Evidence(report, start, end, texts[report][start:end]))
    for identity, kind, _, rule in heads:
        yield identity, record_from(kind, own[identity], rule, actors[identity], passages[identity])


def _by_role(rows: Iterable[Row]) -> dict[str, dict[str, list[str]]]:
    out: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record, role, name in rows:
        out[str(record)][str(role)].append(str(name))
    return out
