"""Records into their tables and out again: the spine, each kind's own columns, participants, passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from attache.ledger.columns import Record, actors_of, cells_of, kind_of, own_columns, passages_of, record_from
from attache.ledger.gathering import Rows
from attache.ledger.store import Cell, Row, Store, identifier
from attache.records import Evidence


def insert_records(store: Store, report: str, named: Sequence[tuple[str, Record]], *, first: int = 0) -> None:
    """Adds records with their ids to a report's reading; `first` is the position of the first of them."""
    rows = Rows()
    gather_records(rows, report, named, first=first)
    rows.write(store)


def gather_records(rows: Rows, report: str, named: Iterable[tuple[str, Record]], *, first: int = 0) -> None:
    """Adds the rows of a report's records to `rows`."""
    spine: list[tuple[Cell, ...]] = []
    own: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)
    participants: list[tuple[Cell, ...]] = []
    passages: list[tuple[Cell, ...]] = []
    for position, (identity, record) in enumerate(named, first):
        kind = kind_of(record)
        spine.append((identity, report, kind, position, record.rule))
        own[kind].append((identity, *cells_of(record)))
        participants += [(identity, *actor) for actor in actors_of(record)]
        passages += [(identity, role, n, e.start, e.end) for role, n, e in passages_of(record)]
    rows.add("record", ("id", "report", "kind", "position", "rule"), spine, keyed=True)
    for kind, cells in own.items():
        rows.add(kind, ("id", *own_columns(kind)), cells, keyed=True)
    rows.add("participant", ("record", "role", "position", "name"), participants, keyed=True)
    rows.add("evidence", ("record", "role", "position", "start", "end"), passages, keyed=True)


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
