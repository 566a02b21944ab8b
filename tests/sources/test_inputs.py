"""Folders, files, JSON lines, standard input: order, names, and what is set aside."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from attache.errors import SourceError
from attache.records import Report
from attache.sources import Setaside, read_path, reports_from
from attache.sources.lines import MOST_BYTES_A_LINE
from attache.sources.setaside import from_os_error

BODY = "Peru and Chile signed a plan on Thursday to open four border posts in the Atacama before the end of the year."


def run(*inputs: str | Path, stdin: bytes | None = None) -> tuple[list[Report], list[Setaside]]:
    aside: list[Setaside] = []
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(reports_from([str(i) for i in inputs], on_aside=aside.append, stdin=stream)), aside


def test_folder_is_walked_in_order_and_names_are_relative(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "b/1.TXT", "a.txt", "c.htm"):
        (tmp_path / name).write_text(f"{BODY} {name}." if name != "c.htm" else f"<html><body><p>{BODY} {BODY}</p></body></html>")
    (tmp_path / "b/packed.txt.gz").write_bytes(gzip.compress(BODY.encode()))
    (tmp_path / "b/x.gold.json").write_text("{}")
    (tmp_path / "README.md").write_text("About this folder.")
    (tmp_path / ".hidden.txt").write_text(BODY)
    reports, aside = run(tmp_path)
    assert [r.file for r in reports] == ["a.txt", "b/1.TXT", "b/2.txt", "b/packed.txt.gz", "c.htm"]
    assert [(s.reason, s.input, s.quiet) for s in aside] == [
        ("hidden", ".hidden.txt", True),
        ("readme", "README.md", True),
        ("unsupported-suffix", "b/x.gold.json", True),
    ]


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A file in 1,100 folders in each other, removed one by one: what removes folders at the end of tests goes less deep."""
    folders = [str(tmp_path) + "/d" * depth for depth in range(1, 1101)]
    for folder in folders:
        os.mkdir(folder)
    (file := Path(folders[-1]) / "a.txt").write_text(BODY)
    yield tmp_path
    file.unlink()
    for folder in reversed(folders):
        os.rmdir(folder)


def test_folders_may_lie_deeper_than_calls_may(deep: Path) -> None:
    (deep / "e.txt").write_text(f"{BODY} So it was said.")
    reports, aside = run(deep)
    assert ([r.file for r in reports], aside) == (["d/" * 1100 + "a.txt", "e.txt"], [])


def test_an_input_this_program_fails_at_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    for name in ("a.eml", "b.txt"):
        (tmp_path / name).write_text(BODY)
    monkeypatch.setattr("attache.sources.items.items_of_mail", broken)
    reports, aside = run(tmp_path / "a.eml", tmp_path / "b.txt")
    assert [r.file for r in reports] == ["b.txt"]
    assert [(a.reason, a.input, "RecursionError" in a.message) for a in aside] == [
        ("reader-fault", str(tmp_path / "a.eml"), True)
    ]


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_no_folder(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(BODY)
    reports, aside = run(name)
    assert (reports, [a.reason for a in aside]) == ([], ["missing-path"])


def test_same_folder_elsewhere_gives_the_same_reports(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"{BODY}\n")
    assert run(tmp_path / "one")[0] == run(tmp_path / "two")[0]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n", "binary"),
        ("none.html", b"<html><body></body></html>", "no-text"),
        ("long.txt", b"word " * 4_000_000, "too-long"),
        ("text.txt", b"Talks went on. " * 40_000, "too-long"),
        ("cut.txt.gz", gzip.compress(BODY.encode())[:30], "broken-gzip"),
        ("no.txt.gz", b"not packed at all", "broken-gzip"),
    ],
)
def test_bad_file_is_one_line_and_the_rest_goes_on(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text(BODY)
    reports, aside = run(tmp_path)
    assert [r.file for r in reports] == ["zz.txt"]
    assert [(s.reason, s.input) for s in aside] == [(reason, name)]
    assert str(tmp_path / name) in aside[0].message
    assert "\n" not in aside[0].message


def test_missing_path_dangling_link_pipe_and_foreign_address(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to("/nowhere/at/all")
    os.mkfifo(tmp_path / "pipe.txt")
    reports, aside = run(tmp_path, tmp_path / "no\nsuch.txt", "ftp://coast.example/a.txt")
    assert reports == []
    assert [s.reason for s in aside] == ["missing-path", "unreadable", "missing-path", "unsupported-address"]
    assert all("\n" not in s.message for s in aside)


def test_errors_of_the_system_in_words() -> None:
    assert from_os_error(PermissionError(13, "Permission denied"), "a.txt").reason == "no-permission"
    assert from_os_error(OSError(5, "Input/output error"), "a.txt").reason == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "a.txt").chmod(0)
    assert [s.reason for s in run(tmp_path)[1]] == ["no-permission"]


LINES = [
    json.dumps({"text": BODY, "title": "Posts", "url": "https://coast.example/1", "published": "2024-05-31T10:00:00Z", "id": 7}),
    "{broken",
    "",
    json.dumps({"title": "no text"}),
    "[1, 2]",
    json.dumps({"text": BODY, "published": "soon"}),
    json.dumps({"html": f"<html><body><article><p>{BODY}</p><p>{BODY} Again.</p></article></body></html>"}),
]


@pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.gz"])
def test_wrong_lines_are_named_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    data = "\n".join(LINES).encode() + b'\n{"text": "\xff"}\n'
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    reports, aside = run(tmp_path / name)
    assert [r.file for r in reports] == [f"{name}#7", f"{name}#7"]
    assert (reports[0].url, reports[0].title, reports[0].published) == (
        "https://coast.example/1",
        "Posts",
        ("2024-05-31", "2024-05-31"),
    )
    assert [s.input for s in aside] == [f"{name} line {n}" for n in (2, 4, 5, 6, 8)]
    assert {s.reason for s in aside} == {"broken-line"}
    assert aside[0].message.startswith(f"{tmp_path / name} line 2: ")


def test_overlong_line_is_passed_over_without_being_held(tmp_path: Path) -> None:
    long = b'{"text": "' + b"a" * (MOST_BYTES_A_LINE + 70_000) + b'"}\n'
    (tmp_path / "a.jsonl").write_bytes(long + json.dumps({"text": BODY}).encode() + b"\n" + long.rstrip())
    reports, aside = run(tmp_path / "a.jsonl")
    assert [r.file for r in reports] == ["a.jsonl#2"]
    assert [(s.reason, s.input) for s in aside] == [("too-long", "a.jsonl line 1"), ("too-long", "a.jsonl line 3")]


@pytest.mark.parametrize(
    ("data", "files"),
    [
        (BODY.encode(), ["-"]),
        (f"\n<html><body><p>{BODY} {BODY}</p></body></html>".encode(), ["-"]),
        (f"{LINES[0]}\n{LINES[6]}\n".encode(), ["-#7", "-#2"]),
        (b"", []),
    ],
    ids=["text", "page", "lines", "nothing"],
)
def test_standard_input(data: bytes, files: list[str]) -> None:
    reports, aside = run("-", stdin=data)
    assert [r.file for r in reports] == files
    assert [s.reason for s in aside] == ([] if files else ["empty"])


def test_reports_come_as_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    first = next(reports_from([str(tmp_path), "/nowhere"], on_aside=lambda s: pytest.fail(s.message)))
    assert first.file == "a.txt"


def test_read_path(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ndate: 2024-05-31\n---\n# Posts\n\n{BODY}\n")
    report = read_path(tmp_path / "a.md")
    assert (report.file, report.title, report.text, report.published) == ("a.md", "Posts", BODY, ("2024-05-31", "2024-05-31"))
    with pytest.raises(SourceError, match="no such file"):
        read_path(tmp_path / "b.txt")
