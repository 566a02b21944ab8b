"""Readings taken in from files: as if they had been read here, once, whole or not at all."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from attache.cli.importing import import_into
from attache.errors import LedgerError, SourceError
from attache.ledger import Ledger, adding, importing
from attache.ledger.shards import files as shard_files
from attache.ledger.shards import staging
from attache.ledger.shards.files import write_entries
from attache.ledger.shards.form import schema
from attache.ledger.shards.proof import disproved
from attache.ledger.shards.rows import Entry
from attache.records import Evidence
from tests.gold import gold, gold_files
from tests.ledger import made
from tests.scale.making import dump


def file_of(path: Path, entries: Iterable[Entry], *, at_once: int = 5) -> Path:
    with path.open("wb") as out:
        write_entries(entries, out, at_once=at_once)
    return path


def samples() -> list[Entry]:
    return [Entry(path.name, "read", *gold(path)) for path in gold_files("vietnam-russia")[:12]]


def hard() -> list[Entry]:
    """Samples among which texts, pages and names come twice."""
    first, second, *rest = samples()
    assert first.report
    assert second.report
    page = {"file": None, "url": "https://example.org/trade"}
    old = made.report("Trade was three billion.", "2018-03-19", **page)
    new = made.report("Trade was four billion, we learn.", "2018-03-20", **page)
    vietnamese = made.report("Tổng thống đã đến Hà Nội.", language="vi")
    return [
        first,
        Entry("old", "read", old, made.reading(old, (), made.figure(old, "billion", 3.0))),
        second,
        Entry("again", "read", replace(first.report, file="again.txt"), first.reading),
        first,
        *rest[:6],
        Entry("new", "read", new, made.reading(new, (), made.figure(new, "billion", 4.0))),
        Entry("vi", "unread", vietnamese, reason="no-language-pack"),
        Entry("day#3", "aside", reason="broken-line", message="day#3: no JSON"),
        Entry("README", "aside", reason="readme", message="README: not read"),
        *rest[6:],
        Entry("fault", "fault", made.report("Odd."), reason="reader-fault", message="fault: the reader failed"),
    ]


def read_here(path: Path, entries: Iterable[Entry]) -> Path:
    """A ledger into which the entries went one after another, as the command's writer does."""
    with Ledger(path) as book:
        for entry in entries:
            if entry.report is None:
                if entry.reason != "readme":
                    book.refuse(entry.item, entry.reason, entry.message)
            elif not book.knows(entry.report):
                book.add(entry.report, entry.reading, reason=entry.reason or "no-language-pack")
    return path


def taken_in(path: Path, *files: Path) -> list[importing.Imported]:
    with Ledger(path) as book:
        return [book.import_readings(file) for file in files]


@pytest.mark.parametrize("at_once", [1, 4, 1000])
def test_the_ledger_is_that_of_reading_here(tmp_path: Path, at_once: int) -> None:
    file = file_of(tmp_path / "a.parquet", hard(), at_once=at_once)
    (out,) = taken_in(tmp_path / "imported.db", file)
    whole = at_once == 4
    expected = dump(read_here(tmp_path / "read.db", hard()), worked_out=whole)
    assert dump(tmp_path / "imported.db", worked_out=whole) == expected
    assert (out.unread, dict(out.aside), out.wrong) == (1, {"broken-line": 1, "readme": 1, "reader-fault": 1}, [])
    assert out.items == len(hard())


def test_search_finds_what_was_taken_in(tmp_path: Path) -> None:
    taken_in(tmp_path / "a.db", file_of(tmp_path / "a.parquet", samples()))
    with Ledger(tmp_path / "a.db") as book:
        assert book.search("nuclear")


def test_a_file_is_taken_in_once_under_any_name(tmp_path: Path) -> None:
    file = file_of(tmp_path / "a.parquet", hard())
    taken_in(tmp_path / "a.db", file)
    before = dump(tmp_path / "a.db")
    copy = tmp_path / "b.parquet"
    copy.write_bytes(file.read_bytes())
    assert [out.skipped for out in taken_in(tmp_path / "a.db", file, copy)] == [True, True]
    other = file_of(tmp_path / "c.parquet", hard(), at_once=3)
    (out,) = taken_in(tmp_path / "a.db", other)
    assert (out.skipped, out.read, out.unread) == (False, 0, 0)
    assert dump(tmp_path / "a.db") == before


def test_a_later_reader_wins_and_an_earlier_one_does_not(tmp_path: Path) -> None:
    report = made.report("Trade was three billion.")
    one, two, ten = (
        file_of(
            tmp_path / f"{n}.parquet",
            [Entry("a", "read", report, made.reading(report, (), made.figure(report, "three", float(n)), reader=f"hand/{n}"))],
        )
        for n in (1, 2, 10)
    )
    for files, value in (((two, one), 2.0), ((two, ten), 10.0)):
        ledger = tmp_path / f"{value}.db"
        taken_in(ledger, *files)
        with Ledger(ledger) as book:
            assert [entry.figure.value for entry in book.figures()] == [value]


def changed(path: Path, **columns: object) -> Path:
    """A file whose first row has other values in some columns."""
    table = pq.read_table(path)
    rows = table.to_pylist()
    for name, value in columns.items():
        rows[0][name] = value(rows[0][name]) if callable(value) else value
    pq.write_table(pa.Table.from_pylist(rows, schema=schema()), path)
    return path


def moved(events: list[dict[str, list[dict[str, int]]]]) -> object:
    events[0]["evidence"][0]["start"] += 1
    return events


def bare(events: list[dict[str, list[dict[str, int]]]]) -> object:
    events[0]["evidence"] = []
    return events


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("events", moved, "wrong-evidence"),
        ("events", bare, "wrong-evidence"),
        ("mentions", lambda held: [held[0] | {"end": 10**6}, *held[1:]], "wrong-evidence"),
        ("mentions", lambda held: [held[0] | {"start": -3}, *held[1:]], "wrong-evidence"),
        ("mentions", lambda held: [held[0] | {"name": None}, *held[1:]], "wrong-value"),
        ("actors", lambda held: [*held, held[0]], ""),
        ("text", lambda text: text.replace("e", "a", 1), "wrong-text"),
        ("report", "r0123456789abcdef", "wrong-text"),
        ("sha256", "0" * 64, "wrong-text"),
        ("quotes", "0" * 16, "wrong-evidence"),
        ("reader", None, "wrong-evidence"),
    ],
)
def test_a_reading_that_is_not_to_be_believed_is_set_aside(tmp_path: Path, column: str, value: object, reason: str) -> None:
    entries = sorted(samples(), key=lambda entry: -len(entry.reading.mentions if entry.reading else ()))
    entries = [entry for entry in entries if entry.reading and entry.reading.events and entry.reading.mentions][:4]
    file = changed(file_of(tmp_path / "a.parquet", entries), **{column: value})
    (out,) = taken_in(tmp_path / "a.db", file)
    wrong = 1 if reason else 0
    assert (out.read, dict(out.aside)) == (len(entries) - wrong, {reason: 1} if reason else {})
    assert len(out.wrong) == wrong
    with Ledger(tmp_path / "a.db") as book:
        assert len(book.report_ids()) == len(entries) - wrong
        assert dict(book.aside()).get(reason, 0) == wrong


def test_a_run_that_was_stopped_is_done_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(tmp_path / "a.parquet", hard(), at_once=4)
    put, calls = importing._Slice.take_in, []

    def breaking(slice_: importing._Slice) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        put(slice_)

    monkeypatch.setattr(importing._Slice, "take_in", breaking)
    with pytest.raises(KeyboardInterrupt):
        taken_in(tmp_path / "a.db", file)
    with Ledger(tmp_path / "a.db") as book:
        assert 0 < len(book.report_ids()) < 14
    monkeypatch.setattr(importing._Slice, "take_in", put)
    taken_in(tmp_path / "a.db", file)
    assert dump(tmp_path / "a.db") == dump(read_here(tmp_path / "read.db", hard()))


def told_of(path: Path) -> Path:
    """A file of one report with a figure, a target and a visit."""
    report = made.report("Trade was three billion dollars in 2017. They want trade of 10 billion by 2020.", "2018-03-19")
    figure = made.figure(report, "three billion", 3e9, period=made.year(2017))
    target = made.target(report, "trade of 10 billion", 1e10, made.year(2020))
    visit = made.event(report, "Trade was", "visit", "RUS", target=("VNM",), when=("2018-03-01", "2018-03-02"))
    actors = (made.actor("RUS", "country", "RUS"),)
    return file_of(path, [Entry("a", "read", report, made.reading(report, actors, figure, target, visit))])


INF, NAN = float("inf"), float("nan")


@pytest.mark.parametrize(
    ("column", "inner"),
    [
        ("events", {"id": "evil'id"}),
        ("events", {"id": "f-0123456789ab"}),
        ("events", {"id": None}),
        ("events", {"type": "NOPE"}),
        ("events", {"status": "maybe"}),
        ("events", {"mode": None}),
        ("events", {"when_from": "soon", "when_to": "later"}),
        ("events", {"when_to": "2018-02-30"}),
        ("events", {"when_to": "20180301"}),
        ("events", {"when_to": "9999-12-31"}),
        ("events", {"who": None}),
        ("events", {"who": ["RUS", None]}),
        ("events", {"sectors": None}),
        ("figures", {"value_low": INF, "value_high": INF}),
        ("figures", {"value_low": NAN, "value_high": NAN}),
        ("figures", {"bound": "nearly"}),
        ("figures", {"cumulative": None}),
        ("figures", {"period_from": "x", "period_to": "y"}),
        ("figures", {"change_direction": "sideways"}),
        ("commitments", {"value_low": -INF, "value_high": 1.0}),
        ("commitments", {"value_high": None, "bound": "range"}),
        ("commitments", {"kind": "foo"}),
        ("commitments", {"due_from": "soon"}),
        ("commitments", {"rule": None}),
        ("actors", {"kind": "animal"}),
        ("actors", {"aliases": None}),
        ("published_how", "guessed"),
        ("published_from", "x"),
        ("published_reasons", None),
        ("dated_to", "2018-3-19"),
        ("dated_reasons", [None]),
        ("quotes", None),
        ("language", None),
        ("item", None),
        ("outcome", "aside"),
        ("reason", None),
        ("events", None),
    ],
)
def test_values_that_no_reading_has_are_not_believed(tmp_path: Path, column: str, inner: object) -> None:
    def value(held: object) -> object:
        return [held[0] | inner] if isinstance(inner, dict) and isinstance(held, list) else inner

    file = changed(told_of(tmp_path / "a.parquet"), **{column: value})
    # Twice: beside what is new, and looked at one by one.
    for out in taken_in(tmp_path / "a.db", file, file):
        assert (out.read, out.known) == (0, 0)
        assert set(out.aside) in ({"wrong-value"}, {"wrong-evidence"})
    with Ledger(tmp_path / "a.db") as book:
        assert book.report_ids() == ()


@pytest.mark.parametrize("columns", [{"text": None}, {"item": None, "text": "x"}, {"reader": None, "outcome": "unread"}])
def test_reports_with_a_part_missing_are_not_believed(tmp_path: Path, columns: dict[str, object]) -> None:
    (out,) = taken_in(tmp_path / "a.db", changed(told_of(tmp_path / "a.parquet"), **columns))
    assert (out.read, out.unread, out.aside.total()) == (0, 0, 1)


def test_nothing_that_was_read_is_wrong() -> None:
    for path in gold_files():
        out = io.BytesIO()
        write_entries([Entry(path.name, "read", *gold(path))], out)
        assert disproved(pq.read_table(out)) == {}, path


def test_an_empty_passage_is_none(tmp_path: Path) -> None:
    report = made.report("Trade was three billion.")
    empty = replace(made.figure(report, "three", 3.0), evidence=(Evidence(report.id, 3, 3, ""),))
    file = file_of(tmp_path / "a.parquet", [Entry("a", "read", report, made.reading(report, (), empty))])
    (out,) = taken_in(tmp_path / "a.db", file)
    assert dict(out.aside) == {"wrong-evidence": 1}


def test_bytes_that_are_no_characters_are_damage(tmp_path: Path) -> None:
    table = pq.read_table(told_of(tmp_path / "a.parquet"))
    bad = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")])
    place = table.schema.get_field_index("title")
    pq.write_table(table.set_column(place, table.schema.field(place), pa.chunked_array([bad])), tmp_path / "a.parquet")
    with Ledger(tmp_path / "a.db") as book, pytest.raises(SourceError, match="damaged, or not whole"):
        book.import_readings(tmp_path / "a.parquet")


def test_groups_that_memory_should_not_hold_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(tmp_path / "a.parquet", samples()[:3])
    monkeypatch.setattr(shard_files, "MOST_ROWS", 2)
    with Ledger(tmp_path / "a.db") as book, pytest.raises(SourceError, match="row group 1 is too large"):
        book.import_readings(file)


def test_no_room_for_temporary_files_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(tmp_path / "a.parquet", samples()[:3])
    put = staging._put

    def full(connection: sqlite3.Connection, *told: object) -> None:
        connection.execute("PRAGMA max_page_count = 2")
        put(connection, *told)  # type: ignore[arg-type]

    monkeypatch.setattr(staging, "_put", full)
    with Ledger(tmp_path / "a.db") as book, pytest.raises(LedgerError, match=r"a\.db: the folder for temporary files.*TMPDIR"):
        book.import_readings(file)


def versions() -> list[Entry]:
    """Two versions of one page, and a report after them."""
    page = {"file": None, "url": "https://example.org/trade"}
    told = [
        ("old", made.report("Trade was one billion.", "2018-03-19", **page)),
        ("new", made.report("Trade was two billion, we learn.", "2018-03-20", **page)),
        ("other", made.report("Something else.", "2018-03-20")),
    ]
    return [Entry(name, "read", report, made.reading(report)) for name, report in told]


def arrivals(path: Path) -> list[tuple[object, ...]]:
    with Ledger(path) as book:
        return book._store.rows("SELECT id, arrival, replaced_by FROM report ORDER BY arrival")


def test_another_program_may_write_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(tmp_path / "a.parquet", versions())
    others = []

    def meanwhile(*told: object, **how: object) -> object:
        with Ledger(tmp_path / "a.db", patience=0) as book, pytest.raises(LedgerError, match="another program is writing"):
            book.add(made.report("Of another program."), None)
        others.append(1)
        return adding.add(*told, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "add", meanwhile)
    (out,) = taken_in(tmp_path / "a.db", file)
    assert (out.read, out.wrong, others) == (3, [], [1])
    with Ledger(tmp_path / "a.db") as book:
        book.add(made.report("Of another program."), None)
    assert [arrival for _, arrival, _ in arrivals(tmp_path / "a.db")] == [1, 2, 3, 4]


def test_a_slice_is_stored_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(tmp_path / "a.parquet", versions())
    put = importing._Slice._put_one

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing._Slice, "_put_one", stopped)
    with pytest.raises(KeyboardInterrupt):
        taken_in(tmp_path / "killed.db", file)
    assert arrivals(tmp_path / "killed.db") == []
    monkeypatch.setattr(importing._Slice, "_put_one", put)
    taken_in(tmp_path / "killed.db", file)
    read_here(tmp_path / "here.db", versions())
    assert arrivals(tmp_path / "killed.db") == arrivals(tmp_path / "here.db")


@pytest.mark.parametrize(("readers", "stays"), [((9, 3), 9), ((3, 9), 9), ((3, 3), 3)])
def test_a_further_place_of_a_text_does_not_bring_an_older_reading(tmp_path: Path, readers: tuple[int, int], stays: int) -> None:
    report = made.report("Trade was three billion.")
    # The second is dated, so it is the one that stands for the text.
    met = (report, replace(report, file="again.txt", published=("2018-03-19", "2018-03-19"), published_how="stated"))
    pairs = [(met[n], made.reading(met[n], reader=f"hand/{reader}")) for n, reader in enumerate(readers)]
    files = [file_of(tmp_path / f"{n}.parquet", [Entry("a", "read", *pair)]) for n, pair in enumerate(pairs)]
    taken_in(tmp_path / "a.db", *files)
    with Ledger(tmp_path / "a.db") as book:
        assert book._store.rows("SELECT reader FROM reading") == [(f"hand/{stays}",)]
        assert book._store.rows("SELECT file FROM sighting WHERE rank = 0") == [("again.txt",)]


def test_a_file_with_a_refused_reading_is_looked_at_again(tmp_path: Path) -> None:
    good = file_of(tmp_path / "good.parquet", samples()[:3])
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(good.read_bytes())
    changed(bad, sha256="0" * 64)
    assert [(out.skipped, len(out.wrong)) for out in taken_in(tmp_path / "a.db", bad, bad)] == [(False, 1)] * 2
    with Ledger(tmp_path / "a.db") as book:
        assert book._store.rows("SELECT reason FROM refused") == [("wrong-text",)]
        assert [book.import_readings(good).skipped for _ in range(2)] == [False, True]
        assert book._store.rows("SELECT * FROM refused") == []


def test_a_file_that_was_damaged_is_not_told_of_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    for _ in range(2):  # new, and known by another name
        path.write_bytes(b"PAR1")
        with Ledger(tmp_path / "a.db") as book:
            assert import_into(book, [str(path)], lambda *_: None).failed
            assert book._store.rows("SELECT input FROM refused") == [(str(path),)]
            file_of(path, samples()[:2])
            assert not import_into(book, [str(path)], lambda *_: None).failed
            assert book._store.rows("SELECT input FROM refused") == []


def test_nothing_of_a_slice_is_believed(tmp_path: Path) -> None:
    file = changed(file_of(tmp_path / "a.parquet", samples()[:3], at_once=1), sha256="0" * 64)
    pq.write_table(pq.read_table(file), file, row_group_size=1)
    (out,) = taken_in(tmp_path / "a.db", file)
    assert (out.read, dict(out.aside)) == (2, {"wrong-text": 1})


def test_files_of_one_name_lie_in_many_folders(tmp_path: Path) -> None:
    files = []
    for folder, entry in zip("xy", samples(), strict=False):
        (tmp_path / folder).mkdir()
        files.append(file_of(tmp_path / folder / "a.parquet", [entry]))
    assert [out.skipped for out in taken_in(tmp_path / "a.db", *files, *files)] == [False, False, True, True]


def test_what_is_damaged_names_itself(tmp_path: Path) -> None:
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"PAR1 nothing")
    with Ledger(tmp_path / "a.db") as book, pytest.raises(SourceError, match=r"bad\.parquet: damaged"):
        book.import_readings(bad)
    with Ledger(tmp_path / "a.db") as book, pytest.raises(SourceError, match="no such file"):
        book.import_readings(tmp_path / "none.parquet")


def test_reviews_stay_where_they_were(tmp_path: Path) -> None:
    entries = samples()[:3]
    read_here(tmp_path / "a.db", entries)
    with Ledger(tmp_path / "a.db") as book:
        (event, *_) = book.events()
        book.accept(event.id, by="A. Reader")
    taken_in(tmp_path / "a.db", file_of(tmp_path / "a.parquet", samples()))
    with Ledger(tmp_path / "a.db") as book:
        assert list(book.review_of(event.id)) == [event.id]
        assert len(book.report_ids()) > 3
