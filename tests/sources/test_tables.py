"""CSV, TSV and Parquet: columns, broken rows, encodings, damage."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from attache.sources import Columns
from attache.sources import columns as columns_module
from tests.sources.archived import BODY, PAGE, reasons, run

HEADER = ["guid", "headline", "body", "date", "outlet"]
ROWS = [
    ["7", "Posts", BODY, "2024-05-31", "Coast News"],
    ["", "Two lines", f'{BODY}\n\nA second paragraph, with a “quote”, "another", and a comma.', "31 May 2024", ""],
    ["9", "No text", "", "", ""],
    ["10", "", BODY, "some day", ""],
]


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv.gz", ",")])
def test_tables(tmp_path: Path, name: str, delimiter: str, encoding: str) -> None:
    data = written([HEADER, *ROWS], delimiter).encode(encoding)
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    reports, aside = run(tmp_path / name)
    assert [(r.file, r.title, r.published and r.published[0], r.publisher) for r in reports] == [
        (f"{name}#7", "Posts", "2024-05-31", "Coast News"),
        (f"{name}#3", "Two lines", "2024-05-31", None),
        (f"{name}#10", None, None, None),
    ]
    assert '“quote”, "another"' in reports[1].text
    assert reasons(aside) == [("broken-row", f"{name} line 6")]
    assert aside[0].message.startswith(f"{tmp_path / name} line 6: ")


def test_columns_are_told_or_guessed(tmp_path: Path) -> None:
    rows = [["a", "b", "page"], ["Title", BODY, PAGE]]
    (tmp_path / "a.csv").write_text(written(rows))
    (report,), _ = run(tmp_path / "a.csv")
    assert report.text.endswith("Again.")
    (report,), _ = run(tmp_path / "a.csv", columns="text=b,title=a")
    assert (report.text, report.title) == (BODY, "Title")
    assert run(tmp_path / "a.csv", columns="text=c")[1][0].message == f'{tmp_path / "a.csv"}: no column "c"; there are a, b, page'
    (tmp_path / "b.csv").write_text(written([["a", "b"], ["Title", BODY]]))
    (aside,) = run(tmp_path / "b.csv")[1]
    assert aside.reason == "no-column"
    assert aside.message.startswith(f"{tmp_path / 'b.csv'}: no column of text can be told among a, b; name it with --columns")


BROKEN = [
    ('a,text\n1,"never closed\n2,%s\n3,%s\n', 2, ["line 2"]),
    ("a,text\n1,%s,three,four\n2,%s\n", 1, ["line 2"]),
    ('a,text\n1,"%s\n2,"%s"\n3,%s\n', 2, ["line 2"]),
    ("a,text\n1\n2,%s\n", 1, ["line 2"]),
    ("a,text\r\n1,%s\r\n\r\n2,%s", 2, []),
]


@pytest.mark.parametrize(("table", "count", "lines"), BROKEN)
def test_broken_rows(tmp_path: Path, table: str, count: int, lines: list[str]) -> None:
    body = BODY.replace(",", "")
    (tmp_path / "a.csv").write_bytes(table.replace("%s", body).encode())
    reports, aside = run(tmp_path / "a.csv")
    assert [r.text for r in reports] == [body] * count
    assert reasons(aside) == [("broken-row", f"a.csv {line}") for line in lines]


def test_long_cells_and_lines(tmp_path: Path) -> None:
    long = BODY * 2000
    (tmp_path / "a.csv").write_text(f'text\n{"x" * 9_000_000}\n{BODY}\n"{long}"\n')
    reports, aside = run(tmp_path / "a.csv")
    assert [len(r.text) for r in reports] == [len(BODY), len(long)]
    assert reasons(aside) == [("too-long", "a.csv line 2")]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n\n", "empty"),
        ("a.csv", b"text\n", "empty-archive"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9, "binary"),
        ("a.csv.gz", gzip.compress(b"text\n" * 9)[:20], "broken-archive"),
        ("a.parquet", b"", "broken-archive"),
        ("a.parquet", b"PAR1" * 20, "broken-archive"),
        ("a.parquet", b"hello", "broken-archive"),
    ],
)
def test_no_tables(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    reports, (aside,) = run(tmp_path / name)
    assert (reports, aside.reason, aside.input) == ([], reason, name)


def table(count: int) -> pa.Table:
    return pa.table(
        {
            "doc_id": pa.array(range(count), pa.int64()),
            "content": [f"{BODY} {i}." for i in range(count - 1)] + [None],
            "date": [[date(2024, 5, 31), datetime(2024, 6, 1, 12, tzinfo=UTC).date()][i % 2] for i in range(count)],
            "vector": [[0.5] * 8] * count,
        }
    )


@pytest.mark.parametrize("compression", ["none", "snappy", "zstd"])
def test_parquet(tmp_path: Path, compression: str) -> None:
    parquet.write_table(table(100), tmp_path / "a.parquet", row_group_size=30, compression=compression)
    reports, aside = run(tmp_path / "a.parquet")
    assert [r.file for r in reports] == [f"a.parquet#{i}" for i in range(99)]
    assert [r.published and r.published[0] for r in reports[:2]] == ["2024-05-31", "2024-06-01"]
    assert reasons(aside) == [("broken-row", "a.parquet row 100")]
    reports, _ = run(tmp_path / "a.parquet", columns="text=content,id=date")
    assert [r.file for r in reports[:2]] == ["a.parquet#1", "a.parquet#2"]


def test_damaged_parquet(tmp_path: Path) -> None:
    parquet.write_table(table(600), tmp_path / "a.parquet", row_group_size=20, compression="zstd")
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 1500] = bytes(1500)
    (tmp_path / "a.parquet").write_bytes(data)
    reports, aside = run(tmp_path / "a.parquet")
    assert 20 < len(reports) < 599
    assert aside[-1].reason == "broken-archive"
    assert "damaged after row" in aside[-1].message
    assert "\n" not in aside[-1].message


def test_parquet_cells_that_are_no_text_and_no_day(tmp_path: Path) -> None:
    texts = pa.array([f"{BODY} \xff.".encode("latin-1"), BODY.encode()], pa.binary())
    strings = pa.StringArray.from_buffers(2, texts.buffers()[1], texts.buffers()[2])
    far = pa.array([2**60, 0], pa.int64()).cast(pa.timestamp("ms"))
    parquet.write_table(pa.table({"text": strings, "date": far}), tmp_path / "a.parquet")
    reports, aside = run(tmp_path / "a.parquet")
    assert aside == []
    assert [r.text for r in reports] == [f"{BODY} \ufffd.", BODY]
    assert [r.published and r.published[0] for r in reports] == [None, "1970-01-01"]


def test_endless_names_of_fields_are_not_kept() -> None:
    columns_module._among.cache_clear()
    for number in range(3):
        assert Columns().among(["text", f"{number}" * 20_000]).text == "text"
    assert columns_module._among.cache_info().currsize == 0
    assert Columns().among(["text", "title"]).title == "title"
    assert columns_module._among.cache_info().currsize == 1
