"""Items: what they carry from the file to the process that reads them."""

from __future__ import annotations

import gzip
import io
import json
import pickle
from pathlib import Path

import pytest

from attache.errors import QueryError
from attache.sources import Columns, Item, Origin, Setaside, item_of_paste, items_from, items_of_stream, report_of
from tests.sources.archived import BODY, PAGE, reasons, response, run, tar


def items(*inputs: Path) -> list[Item]:
    return list(items_from([str(i) for i in inputs], on_aside=lambda a: pytest.fail(a.message)))


def test_items_of_a_folder_a_file_and_lines(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY)
    (folder / "b.htm").write_text(PAGE)
    (folder / "c.jsonl").write_text(json.dumps({"text": BODY, "id": "x", "title": "Posts"}))
    (tmp_path / "d.md").write_text(f"# Posts\n\n{BODY}")
    found = items(folder, tmp_path / "d.md")
    assert [(i.name, i.kind, i.by_hand, i.bulk) for i in found] == [
        ("a.txt", "text", False, False),
        ("b.htm", "page", False, False),
        ("c.jsonl#x", "report", False, True),
        ("d.md", "markdown", True, False),
    ]
    assert [i.shown for i in found] == [
        str(folder / "a.txt"),
        str(folder / "b.htm"),
        f"{folder / 'c.jsonl'} line 1",
        str(tmp_path / "d.md"),
    ]
    assert [report_of(i).file for i in found] == [i.name for i in found]


def test_an_item_travels_and_gives_the_same_report(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(response("http://coast.example/1", PAGE.encode()))
    (item,) = items(tmp_path / "a.warc")
    assert report_of(pickle.loads(pickle.dumps(item))) == report_of(item)


def test_pasted_text_and_page() -> None:
    text, page = (item_of_paste(source, Origin(file="pasted text")) for source in (BODY, PAGE))
    assert (text.kind, page.kind, report_of(text).text) == ("report", "page", BODY)
    assert report_of(page).title == "Posts"


STREAMS = [
    ("a.txt", BODY.encode(), ["a.txt"]),
    ("s3/part-0.warc.gz", gzip.compress(response("http://coast.example/1", PAGE.encode())), ["s3/part-0.warc.gz#1"]),
    ("unnamed", gzip.compress(response("http://coast.example/1", PAGE.encode())), ["unnamed#1"]),
    ("unnamed", json.dumps({"text": BODY}).encode(), ["unnamed#1"]),
    ("unnamed", tar([("a.txt", BODY.encode())]), ["unnamed/a.txt"]),
    ("unnamed", PAGE.encode(), ["unnamed"]),
]


@pytest.mark.parametrize("seekable", [True, False])
@pytest.mark.parametrize(("name", "data", "files"), STREAMS)
def test_streams_from_anywhere(name: str, data: bytes, files: list[str], *, seekable: bool) -> None:
    stream = io.BytesIO(data)
    if not seekable:
        stream.seekable = lambda: False  # type: ignore[method-assign]
    found = list(items_of_stream(stream, name, on_aside=lambda a: pytest.fail(a.message)))
    assert [i.name for i in found] == files
    assert all(report_of(i).text.startswith(BODY) for i in found)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("export", response("http://coast.example/1", PAGE.encode())),
        ("export", gzip.compress(response("http://coast.example/1", PAGE.encode()))),
        ("export.dat", tar([("a.txt", BODY.encode())])),
        ("message", b"Subject: Posts\nFrom: a@b.example\n\n" + BODY.encode()),
        ("box", b"From a@b.example Fri May 31 10:00:00 2024\nSubject: Posts\nFrom: a@b.example\n\n" + BODY.encode()),
        ("page", PAGE.encode()),
    ],
)
def test_a_file_named_by_hand_is_known_by_its_first_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    ((report,), aside) = run(tmp_path / name)
    assert report.text.startswith(BODY)
    assert aside == []
    assert reasons(run(tmp_path)[1])[0] == ("unsupported-suffix", name)


def test_links_lead_nowhere_outside_the_folder(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    for place in (outside, folder, folder / "sub"):
        place.mkdir()
    (outside / "secret.txt").write_text(BODY)
    (folder / "own.txt").write_text(BODY)
    (folder / "inside.txt").symlink_to(folder / "own.txt")
    (folder / "leads-out.txt").symlink_to(outside / "secret.txt")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "sub/up.txt").symlink_to("../../outside/secret.txt")
    reports, aside = run(folder)
    assert [r.file for r in reports] == ["inside.txt", "own.txt"]
    assert reasons(aside) == [("leads-out", "leads-out.txt"), ("linked-folder", "round"), ("leads-out", "sub/up.txt")]
    assert run(folder / "leads-out.txt")[0][0].text == BODY


@pytest.mark.parametrize(
    ("told", "columns"),
    [
        ("text=body", Columns(text="body")),
        (" text = body , title=head line,id=guid ", Columns(text="body", title="head line", id="guid")),
        ("html=page,url=source.link,", Columns(html="page", url="source.link")),
    ],
)
def test_columns(told: str, columns: Columns) -> None:
    assert Columns.parse(told) == columns


@pytest.mark.parametrize("told", ["", "body", "text=", "body=text", "text=a,text=b", "=a"])
def test_columns_that_say_nothing(told: str) -> None:
    with pytest.raises(QueryError, match="--columns: ") as error:
        Columns.parse(told)
    assert "text=body" in str(error.value)
    assert "\n" not in str(error.value)


def test_json_lines_by_other_names(tmp_path: Path) -> None:
    lines = [
        {"body": BODY, "headline": "Posts", "link": "http://coast.example/1", "date": "2024-05-31T10:00", "source": "Coast News"},
        {"content": BODY, "source": {"name": "Coast News"}, "publishedAt": 1717149600, "lang": "en"},
        {"content": BODY, "date": "some day"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    reports, aside = run(tmp_path / "a.jsonl")
    assert aside == []
    assert [(r.title, r.url, r.publisher, r.published and r.published[0]) for r in reports] == [
        ("Posts", "http://coast.example/1", "Coast News", "2024-05-31"),
        (None, None, None, "2024-05-31"),
        (None, None, None, None),
    ]
    reports, _ = run(tmp_path / "a.jsonl", columns="text=content,publisher=source.name")
    assert [r.publisher for r in reports] == ["Coast News", None]


def test_halves_of_characters_do_no_harm(tmp_path: Path) -> None:
    line = {"text": f"{BODY} \ud83d end.", "title": "\udc00 Posts", "id": "\ud800"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    (report,), aside = run(tmp_path / "a.jsonl")
    assert aside == list[Setaside]()
    assert report.text == f"{BODY} \ufffd end."
    report.text.encode("utf-8")
