"""ZIP and tar archives: names, what is left out, damage, bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest

from attache.sources.files import MOST_BYTES
from tests.sources.archived import BODY, PAGE, reasons, run, tar

MEMBERS = [
    ("b/2.html", PAGE.encode()),
    ("b/1.txt", BODY.encode()),
    ("a.md", f"# Posts\n\n{BODY}".encode()),
    ("packed.txt.gz", gzip.compress(BODY.encode())),
    ("lines.jsonl", b'{"text": "%s", "id": 7}\n' % BODY.encode()),
    ("image.png", b"\x89PNG"),
    ("README.md", b"About."),
    (".hidden/a.txt", BODY.encode()),
    ("__MACOSX/a.txt", BODY.encode()),
    ("empty.txt", b""),
]
NAMES = ["b/2.html", "b/1.txt", "a.md", "packed.txt.gz", "lines.jsonl#7"]


def zipped(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(MEMBERS)),
        ("a.ZIP", zipped(MEMBERS, zipfile.ZIP_STORED)),
        ("a.zip", zipped(MEMBERS, zipfile.ZIP_BZIP2)),
        ("a.zip", b"#!/bin/sh\nexit\n" + zipped(MEMBERS)),
        ("a.tar", tar(MEMBERS)),
        ("a.tar.gz", tar(MEMBERS, mode="w:gz")),
        ("a.tgz", tar(MEMBERS, mode="w:gz")),
        ("a.tar.bz2", bz2.compress(tar(MEMBERS))),
        ("a.tar.xz", lzma.compress(tar(MEMBERS))),
    ],
    ids=["deflated", "stored", "bzip2", "prefixed", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"],
)
def test_members_are_read_in_the_order_of_the_archive(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    reports, aside = run(tmp_path / name)
    assert [r.file for r in reports] == [f"{name}/{inner}" for inner in NAMES]
    assert all(r.text.startswith(BODY) for r in reports)
    assert reasons(aside) == [
        ("unsupported-suffix", f"{name}/image.png"),
        ("readme", f"{name}/README.md"),
        ("hidden", f"{name}/.hidden/a.txt"),
        ("hidden", f"{name}/__MACOSX/a.txt"),
        ("empty", f"{name}/empty.txt"),
    ]
    assert aside[-1].message.startswith(f"{tmp_path / name}/empty.txt: ")
    in_folder, _ = run(tmp_path)
    assert in_folder == reports


UNSAFE = ["../../etc/a.txt", "/etc/a.txt", "C:/a.txt", "c:a.txt", "..\\a.txt", "a/../../b.txt", "a\x07.txt", "a\u202etxt.txt"]


@pytest.mark.parametrize("name", UNSAFE)
def test_names_that_lead_out(tmp_path: Path, name: str) -> None:
    members = [(name, BODY.encode()), ("good.txt", BODY.encode())]
    (tmp_path / "a.zip").write_bytes(zipped(members))
    (tmp_path / "a.tar").write_bytes(tar(members))
    for archive in ("a.zip", "a.tar"):
        reports, (aside,) = run(tmp_path / archive)
        assert [r.file for r in reports] == [f"{archive}/good.txt"]
        assert aside.reason == "unsafe-name"
        assert aside.message.isprintable()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tar", "a.zip"]


def test_a_name_with_nul_in_a_zip(tmp_path: Path) -> None:
    data = zipped([("aXb.txt", BODY.encode())]).replace(b"aXb.txt", b"a\0b.txt")
    (tmp_path / "a.zip").write_bytes(data)
    assert reasons(run(tmp_path / "a.zip")[1]) == [("unsafe-name", "a.zip/a?b.txt")]


def test_links_and_devices_in_a_tar(tmp_path: Path) -> None:
    kinds = [
        ("sym.txt", tarfile.SYMTYPE, "link"),
        ("hard.txt", tarfile.LNKTYPE, "link"),
        ("device.txt", tarfile.CHRTYPE, "special-file"),
        ("pipe.txt", tarfile.FIFOTYPE, "special-file"),
    ]
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name, kind, _ in kinds:
            info = tarfile.TarInfo(name)
            info.type = kind
            info.linkname = "/etc/passwd"
            archive.addfile(info)
        archive.addfile(tarfile.TarInfo("folder.txt/"), None)
    assert reasons(run(tmp_path / "a.tar")[1])[:4] == [(reason, f"a.tar/{name}") for name, _, reason in kinds]


def test_links_and_locked_members_in_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("locked.txt", BODY)
        archive.writestr("odd.txt", BODY)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    entry = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[entry + 8] |= 1
    entry = data.index(b"PK\x01\x02", entry + 1)
    data[entry + 10] = 99
    (tmp_path / "a.zip").write_bytes(data)
    assert reasons(run(tmp_path / "a.zip")[1]) == [
        ("link", "a.zip/link.txt"),
        ("encrypted", "a.zip/locked.txt"),
        ("unsupported-packing", "a.zip/odd.txt"),
    ]


def test_duplicate_names(tmp_path: Path) -> None:
    members = [("a.txt", BODY.encode()), ("a.txt", f"{BODY} Again.".encode())]
    for name, data in (("a.zip", zipped(members)), ("a.tar", tar(members))):
        (tmp_path / name).write_bytes(data)
        reports, aside = run(tmp_path / name)
        assert [r.text for r in reports] == [BODY]
        assert reasons(aside) == [("duplicate-name", f"{name}/a.txt")]


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    huge = b" " * (MOST_BYTES + 1)
    inner = zipped([("good.txt", BODY.encode()), ("zeros.txt", b"0" * 5_000_000), ("noise.txt", bytes(range(65, 91)) * 800_000)])
    (tmp_path / "a.zip").write_bytes(inner)
    (tmp_path / "b.tar.gz").write_bytes(tar([("huge.txt", huge), ("good.txt", BODY.encode())], mode="w:gz"))
    (tmp_path / "c.zip").write_bytes(zipped([("lied.txt", huge + bytes(range(65, 91)) * 500_000), ("good.txt", BODY.encode())]))
    data = bytearray((tmp_path / "c.zip").read_bytes())
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, 1000)
    (tmp_path / "c.zip").write_bytes(data)
    assert reasons(run(tmp_path / "a.zip")[1]) == [("bomb", "a.zip/zeros.txt"), ("bomb", "a.zip/noise.txt")]
    assert reasons(run(tmp_path / "b.tar.gz")[1]) == [("too-long", "b.tar.gz/huge.txt")]
    assert reasons(run(tmp_path / "c.zip")[1]) == [("broken-member", "c.zip/lied.txt")]
    assert [r.file for r in run(tmp_path)[0]] == [f"{a}/good.txt" for a in ("a.zip", "b.tar.gz", "c.zip")]


@pytest.mark.parametrize("name", ["a.jsonl.xz", "a.mbox.xz", "a.csv.bz2", "a.warc.xz", "a.tar.xz"])
def test_what_grows_beyond_measure_is_not_read_on(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attache.sources.files._SPARSE", 1 << 20)
    begin = {
        "a.mbox.xz": b"From a Thu Mar 15 10:00:00 2018\n\n",
        "a.csv.bz2": b"text\n",
        "a.warc.xz": b"WARC/1.0\r\nContent-Length: 9000000\r\n\r\n",
        "a.tar.xz": tar([("b.txt", b" " * 4_000_000)]),
    }.get(name, b"")
    data = (lzma if name.endswith("xz") else bz2).compress(begin + b" " * 4_000_000)
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / name).write_bytes(data)
    within = tar([(name, data), ("good.txt", BODY.encode())], mode="w:gz")
    (tmp_path / "within.tar.gz").write_bytes(within)
    (tmp_path / "within.zip").write_bytes(zipped([(name, data), ("good.txt", BODY.encode())]))
    assert ("bomb", name) in reasons(run(tmp_path / "alone")[1])
    for archive in ("within.tar.gz", "within.zip"):
        reports, aside = run(tmp_path / archive)
        assert ("bomb", f"{archive}/{name}") in reasons(aside)
        assert [r.file for r in reports] == [f"{archive}/good.txt"]


def test_members_that_lie_upon_each_other(tmp_path: Path) -> None:
    data = zipped([(f"{i}.txt", BODY.encode() * 20) for i in range(40)], zipfile.ZIP_STORED)
    table = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    first = data[: data.index(b"PK\x03\x04", 4)]
    entries = bytearray(data[table:end])
    at = 0
    while (at := entries.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<L", entries, at + 42, 0)
        at += 4
    tail = bytearray(data[end:])
    struct.pack_into("<L", tail, 16, len(first))
    (tmp_path / "a.zip").write_bytes(first + bytes(entries) + bytes(tail))
    _, aside = run(tmp_path / "a.zip")
    assert aside[-1].reason == "broken-archive"
    assert len(aside) < 5


def test_archives_in_archives(tmp_path: Path) -> None:
    inmost = zipped([("deep.txt", BODY.encode())])
    inner = zipped([("one.txt", BODY.encode()), ("inmost.zip", inmost)])
    outer = [("inner.zip", inner), ("inner.tar.gz", tar([("two.txt", BODY.encode())], mode="w:gz")), ("z.txt", BODY.encode())]
    for name, data in (("a.zip", zipped(outer)), ("a.tar", tar(outer))):
        (tmp_path / name).write_bytes(data)
        reports, aside = run(tmp_path / name)
        assert [r.file for r in reports] == [f"{name}/inner.zip/one.txt", f"{name}/inner.tar.gz/two.txt", f"{name}/z.txt"]
        assert reasons(aside) == [("nested-archive", f"{name}/inner.zip/inmost.zip")]


def pages(count: int) -> list[tuple[str, bytes]]:
    return [(f"{i:03}.txt", f"Report {i}: {BODY} {'filling ' * (i % 7)}".encode() * 3) for i in range(count)]


DAMAGED = [
    ("cut.tar", tar(pages(40))[:-30_000], "damaged after"),
    ("cut.tar.gz", tar(pages(400), mode="w:gz")[:-3000], "damaged after"),
    ("flipped.tar", tar(pages(40))[:20_480] + b"x" * 512 + tar(pages(40))[20_992:], "damaged after"),
    ("no.tar", b"hello world " * 100, "no tar archive"),
    ("empty.tar", b"", "no tar archive"),
    ("no.tar.gz", b"hello world " * 100, "damaged after 0"),
    ("cut.zip", zipped(pages(40))[:-100], "its end is missing"),
    ("no.zip", b"hello world " * 100, "no ZIP archive"),
    ("empty.zip", b"", "no ZIP archive"),
]


@pytest.mark.parametrize(("name", "data", "words"), DAMAGED, ids=[case[0] for case in DAMAGED])
def test_damaged_archives_are_read_up_to_the_damage(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text(BODY)
    reports, (aside,) = run(tmp_path)
    assert (len(reports) > 5) is ("after" in words and not words.endswith(" 0"))
    assert reports[-1].file == "zz.txt"
    assert aside.reason == "broken-archive"
    assert words in aside.message
    assert aside.message.startswith(str(tmp_path / name))


def test_one_damaged_member_of_a_zip(tmp_path: Path) -> None:
    data = bytearray(zipped(pages(9), zipfile.ZIP_STORED))
    at = data.index(b"Report 4")
    data[at : at + 8] = b"Rapport!"
    (tmp_path / "a.zip").write_bytes(data)
    reports, aside = run(tmp_path / "a.zip")
    assert [r.file for r in reports] == [f"a.zip/{i:03}.txt" for i in (0, 1, 2, 3, 5, 6, 7, 8)]
    assert reasons(aside) == [("broken-member", "a.zip/004.txt")]


def test_an_archive_without_reports(tmp_path: Path) -> None:
    for name, data in (
        ("a.zip", zipped([])),
        ("b.zip", zipped([("a.png", b"x")])),
        ("c.tar", tar([])),
        ("d.tar", tar([("a.png", b"x")])),
    ):
        (tmp_path / name).write_bytes(data)
        reports, aside = run(tmp_path / name)
        assert reports == []
        assert [a.reason for a in aside if not a.quiet] == ["empty-archive"], name


def test_long_names_and_large_archives(tmp_path: Path) -> None:
    long = "folder/" * 40 + "a.txt"
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        with tarfile.open(tmp_path / "a.tar", "w", format=form) as archive:
            for name in (long, "ñandú.txt"):
                info = tarfile.TarInfo(name)
                info.size = len(BODY)
                archive.addfile(info, io.BytesIO(BODY.encode()))
        assert [r.file for r in run(tmp_path / "a.tar")[0]] == [f"a.tar/{long}", "a.tar/ñandú.txt"]
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as zip_:
        for name in (long, "ñandú.txt"):
            with zip_.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
                member.write(BODY.encode())
    assert [r.file for r in run(tmp_path / "b.zip")[0]] == [f"b.zip/{long}", "b.zip/ñandú.txt"]


def test_sizes_in_the_long_form(tmp_path: Path) -> None:
    data = zipped([("a.txt", BODY.encode())])
    table, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry, tail = bytearray(data[table:end]), bytearray(data[end:])
    packed, size = struct.unpack_from("<2L", entry, 20)
    struct.pack_into("<2L", entry, 20, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<L", entry, 42, 0xFFFFFFFF)
    other = struct.pack("<HH4s", 0x5455, 4, b"time")
    long = struct.pack("<HH3Q", 1, 24, size, packed, 0)
    struct.pack_into("<H", entry, 30, len(other + long))
    struct.pack_into("<L", tail, 12, len(entry + other + long))
    (tmp_path / "a.zip").write_bytes(data[:table] + entry + other + long + tail)
    reports, aside = run(tmp_path / "a.zip")
    assert ([r.text for r in reports], aside) == ([BODY], [])


def test_a_table_of_contents_in_the_long_form(tmp_path: Path) -> None:
    data = zipped([("0000.png", b""), ("last.txt", BODY.encode())])
    table, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    second = data.index(b"PK\x01\x02", table + 1)
    entries = b"".join(data[table:second].replace(b"0000", b"%04x" % i) for i in range(2000)) + data[second:end]
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2001, 2001, len(entries), table)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, table + len(entries), 1)
    short = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    (tmp_path / "a.zip").write_bytes(data[:table] + entries + end64 + locator + short)
    reports, aside = run(tmp_path / "a.zip")
    assert [r.file for r in reports] == ["a.zip/last.txt"]
    assert len(aside) == 2000


def test_an_extended_header_without_end(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 40
    (tmp_path / "a.tar").write_bytes(info.tobuf(tarfile.USTAR_FORMAT if info.size < 8**11 else tarfile.GNU_FORMAT) + b"x" * 1024)
    assert [a.reason for a in run(tmp_path / "a.tar")[1]] == ["broken-archive"]
