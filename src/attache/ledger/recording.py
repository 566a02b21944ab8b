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


def load_records(store: Store, where: str, values: Collection[Cell] = ()) -> Iterator[tuple[str, Record]]:
    """Id and record of all whose ids the SELECT in `where` gives, by report and position."""
    values = tuple(values)
    heads = store.rows(f"SELECT id, kind, report, rule FROM record WHERE id IN ({where}) ORDER BY report, position", values)
    own: dict[str, dict[str, Cell]] = {}
    for kind in {str(head[1]) for head in heads}:
        names = [str(row[1]) for row in store.rows(f"PRAGMA table_info({identifier(kind)})")]
        for row in store.rows(f"SELECT * FROM {identifier(kind)} WHERE id IN ({where})", values):
            own[str(row[0])] = dict(zip(names, row, strict=True))
    actors = _by_role(
        store.rows(
            f"SELECT record, role, name FROM participant WHERE record IN ({where}) ORDER BY record, role, position", values
        )
    )
    texts: dict[str, str] = dict(
        store.rows(f"SELECT id, text FROM report WHERE id IN (SELECT report FROM record WHERE id IN ({where}))", values)
    )
    report_of = {head[0]: head[2] for head in heads}
    passages: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    found = store.rows(
        f'SELECT record, role, start, "end" FROM evidence WHERE record IN ({where}) ORDER BY record, role, position', values
    )
    for record, role, start, end in found:
        report = report_of[record]
        text = texts[report][start:end]
        passages[str(record)][str(role)].append(Evidence(report, start, end, text))
    for identity, kind, _, rule in heads:
        key = str(identity)
        yield key, record_from(str(kind), own[key], str(rule), actors[key], passages[key])


def _by_role(rows: Iterable[Row]) -> dict[str, dict[str, list[str]]]:
    out: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record, role, name in rows:
        out[str(record)][str(role)].append(str(name))
    return out
