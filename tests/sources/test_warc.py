"""Web archives: which records are read, what is known of them, damage."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from attache.sources.files import MOST_BYTES
from tests.sources.archived import BODY, PAGE, reasons, record, response, run

CZECH = PAGE.replace("Posts", "Pan Dvořák")
CHUNKED = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE[:40].encode(), PAGE[40:].encode())) + b"0\r\n\r\n"
RECORDS = [
    record("warcinfo", b"software: none\r\n"),
    record("request", b"GET / HTTP/1.1\r\n\r\n", WARC_Target_URI="http://coast.example/1"),
    response("http://user:secret@coast.example/1", PAGE.encode()),
    response("http://coast.example/2", CZECH.encode("iso-8859-2"), kind="text/html; charset=ISO-8859-2"),
    response("http://coast.example/3", PAGE.encode(), status="404 Not Found"),
    response("http://coast.example/4", b"\x89PNG", kind="image/png"),
    response("http://coast.example/5", gzip.compress(PAGE.encode()), extra="Content-Encoding: gzip\r\n"),
    response("http://coast.example/6", CHUNKED, extra="Transfer-Encoding: chunked\r\n"),
    response("http://coast.example/7", PAGE.encode(), extra="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
    record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", WARC_Target_URI="http://coast.example/8"),
    response("http://coast.example/9", BODY.encode(), kind="text/plain"),
    record("conversion", BODY.encode(), WARC_Target_URI="<http://coast.example/10>", Content_Type="text/plain"),
    record("resource", PAGE.encode(), WARC_Target_URI="http://coast.example/11", Content_Type="text/html"),
    response("http://coast.example/12", zlib.compress(PAGE.encode()), extra="Content-Encoding: deflate\r\n"),
    response("http://coast.example/13", b"\x1b\x93\xfe\xff" * 50, extra="Content-Encoding: br\r\n"),
    response("http://coast.example/14", b""),
    response("http://coast.example/15", b"<html><body></body></html>"),
]
READ = (3, 4, 7, 8, 9, 11, 12, 13, 14)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wet", "a.warc.wet.gz"])
def test_records(tmp_path: Path, name: str) -> None:
    packed = name.endswith(".gz")
    (tmp_path / name).write_bytes(b"".join(gzip.compress(r) if packed else r for r in RECORDS))
    reports, aside = run(tmp_path / name)
    assert [r.file for r in reports] == [f"{name}#{n}" for n in READ]
    assert [r.url and r.url.removeprefix("http://coast.example/") for r in reports] == [*list("125679"), "10", "11", "12"]
    assert all(r.text.startswith(BODY) for r in reports)
    assert reports[1].title == "Pan Dvořák"
    assert reasons(aside) == [
        ("not-a-response", f"{name}#1"),
        ("not-a-response", f"{name}#2"),
        ("http-status", f"{name}#5"),
        ("not-a-page", f"{name}#6"),
        ("revisit", f"{name}#10"),
        ("undecodable", f"{name}#15"),
        ("empty", f"{name}#16"),
        ("no-text", f"{name}#17"),
    ]
    assert [a.quiet for a in aside] == [True] * 5 + [False] * 3


def test_the_day_of_fetching_is_no_day_of_publication(tmp_path: Path) -> None:
    dated = PAGE.replace("<h1>Posts</h1>", "<h1>Posts</h1><p>3 May 2021</p>")
    (tmp_path / "a.warc").write_bytes(
        response("http://c.example/1", PAGE.encode()) + response("http://c.example/2", dated.encode())
    )
    (bare, printed), _ = run(tmp_path / "a.warc")
    assert (bare.published, bare.published_how) == (None, "unknown")
    assert bare.published_reasons == ("no day is printed; the archive fetched the page on 2024-05-31",)
    assert printed.published == ("2021-05-03", "2021-05-03")
    assert not any("fetched" in reason for reason in printed.published_reasons)


def test_an_archive_written_by_another_program(tmp_path: Path) -> None:
    with (tmp_path / "a.warc").open("wb") as out:
        for number in range(3):
            made = WarcRecord()
            made.init_headers(WarcRecordType.response)
            made.headers["WARC-Target-URI"] = f"http://coast.example/{number}"
            made.headers["Content-Type"] = "application/http; msgtype=response"
            made.set_bytes_content(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}".encode())
            made.write(out, checksum_data=True)
    reports, aside = run(tmp_path / "a.warc")
    assert [r.url for r in reports] == [f"http://coast.example/{n}" for n in range(3)]
    assert aside == []


WHOLE = b"".join(response(f"http://coast.example/{n}", PAGE.encode()) for n in range(9))
PACKED = b"".join(gzip.compress(response(f"http://coast.example/{n}", PAGE.encode())) for n in range(9))
DAMAGED = [
    ("cut.warc", WHOLE[:-200], 8, "damaged after 8 reports"),
    ("cut.warc.gz", PACKED[:-100], 8, "damaged after 8 reports"),
    ("flipped.warc.gz", PACKED[: len(PACKED) // 2] + b"\0\0\0\0" + PACKED[len(PACKED) // 2 + 4 :], 4, "damaged after 4 reports"),
    ("mid.warc", WHOLE + b"no record\r\n" * 9 + WHOLE, 9, "damaged after record 9"),
    ("length.warc", WHOLE + b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", 9, "the next has no length"),
    ("minus.warc", WHOLE + b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", 9, "the next has no length"),
    ("far.warc", WHOLE + b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nx", 9, "damaged after 9 reports"),
    ("no.warc", b"hello world\n" * 9, 0, "no web archive"),
    ("no.warc.gz", b"hello world\n" * 9, 0, "damaged after 0 reports"),
    ("zeros.warc", bytes(100_000), 0, "no web archive"),
]


@pytest.mark.parametrize(("name", "data", "count", "words"), DAMAGED, ids=[case[0] for case in DAMAGED])
def test_damage(tmp_path: Path, name: str, data: bytes, count: int, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    reports, asides = run(tmp_path / name)
    (aside,) = (a for a in asides if not a.quiet)
    assert len(reports) == count
    assert aside.reason == "broken-archive"
    assert words in aside.message


def test_empty_and_useless_archives(tmp_path: Path) -> None:
    (tmp_path / "empty.warc").write_bytes(b"")
    (tmp_path / "only.warc").write_bytes(RECORDS[0])
    assert reasons(run(tmp_path / "empty.warc")[1]) == [("empty-archive", "empty.warc")]
    assert reasons(run(tmp_path / "only.warc")[1]) == [("not-a-response", "only.warc#1"), ("empty-archive", "only.warc")]


def test_bombs_and_endless_headers(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<html>" + b" " * MOST_BYTES)
    long = b"<html>" + b" " * MOST_BYTES
    endless = b"WARC/1.0\r\nX: " + b"a" * 40_000_000
    records = response("http://c.example/1", bomb, extra="Content-Encoding: gzip\r\n") + response("http://c.example/2", long)
    (tmp_path / "a.warc").write_bytes(records + response("http://c.example/3", PAGE.encode()))
    (tmp_path / "b.warc").write_bytes(endless)
    reports, aside = run(tmp_path)
    assert [r.file for r in reports] == ["a.warc#3"]
    assert reasons(aside) == [("undecodable", "a.warc#1"), ("too-long", "a.warc#2"), ("broken-archive", "b.warc")]


def test_any_bytes_behind_a_good_record_do_no_harm(tmp_path: Path) -> None:
    for junk in (io.BytesIO(bytes(range(256))).read(), b"WARC/", b"WARC/1.0", b"\r\n" * 5000, b"WARC/1.0\r\n\r\n"):
        (tmp_path / "a.warc").write_bytes(RECORDS[8] + junk)
        assert len(run(tmp_path / "a.warc")[0]) == 1
