"""Memory stays flat whatever the size of the archive: the same process reads a small and a large one, its peak is compared."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import logging
import random
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.conftest import Sized
from tests.sources.archived import response

MEGABYTE = 1 << 20
WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u") for c in ("n", "r", "st", "l", "mo", "ta")]
READER = """
import json, sys
from attache.sources import items_from
def reset():
    with open("/proc/self/clear_refs", "w") as refs:
        refs.write("5")
def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
for path in sys.argv[1:]:
    asides = []
    reset()
    count = sum(1 for item in items_from([path], on_aside=asides.append))
    print(json.dumps([count, len(asides), peak()]))
"""
log = logging.getLogger(__name__)


def texts(megabytes: int) -> Iterator[str]:
    """Different texts of some 6,000 characters, so many megabytes of them."""
    drawn = random.Random(7).choices(WORDS, k=3000)
    left = megabytes * MEGABYTE
    number = 0
    while left > 0:
        number += 1
        start = number % 1500
        text = f"Report {number}. " + " ".join(drawn[start : start + 1500]) + "."
        left -= len(text)
        yield text


def lines(path: Path, megabytes: int) -> None:
    with gzip.open(path, "wt", compresslevel=1) as out:
        for text in texts(megabytes):
            out.write(json.dumps({"text": text}) + "\n")


def warc(path: Path, megabytes: int) -> None:
    with path.open("wb") as out:
        for number, text in enumerate(texts(megabytes)):
            page = f"<html><body><p>{text}</p></body></html>".encode()
            out.write(gzip.compress(response(f"http://coast.example/{number}", page), 1))


def comma(path: Path, megabytes: int) -> None:
    with path.open("w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["id", "text"])
        table.writerows([number, text] for number, text in enumerate(texts(megabytes)))


def arrow(path: Path, megabytes: int) -> None:
    schema = pa.schema([("text", pa.string())])
    with parquet.ParquetWriter(path, schema, compression="zstd") as out:
        held: list[str] = []
        for text in texts(megabytes):
            held.append(text)
            if len(held) == 200:
                out.write_table(pa.table({"text": held}, schema=schema))
                held = []
        out.write_table(pa.table({"text": held}, schema=schema))


def mailbox(path: Path, megabytes: int) -> None:
    with path.open("w") as out:
        for text in texts(megabytes):
            out.write(f"From a@b.example Fri May 31 10:00:00 2024\nSubject: Report\nFrom: a@b.example\n\n{text}\n\n")


def packed(path: Path, megabytes: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for number, text in enumerate(texts(megabytes)):
            out.writestr(f"folder/{number}.txt", text)


def tarred(path: Path, megabytes: int) -> None:
    with tarfile.open(path, "w:gz", compresslevel=1) as out:
        for number, text in enumerate(texts(megabytes)):
            info = tarfile.TarInfo(f"folder/{number}.txt")
            info.size = len(text)
            out.addfile(info, io.BytesIO(text.encode()))
            out.members.clear()  # type: ignore[attr-defined]


def nested(path: Path, megabytes: int) -> None:
    inner = path.with_suffix(".inner")
    lines(inner, megabytes)
    with tarfile.open(path, "w") as out:
        out.add(inner, "inner.jsonl.gz")
    inner.unlink()


def long_line(path: Path, megabytes: int) -> None:
    with bz2.open(path, "wb", compresslevel=1) as out:
        for _ in range(megabytes):
            out.write(b'{"text": "' * (MEGABYTE // 10))
        out.write(b'\n{"text": "Report 1. The end."}\n')


FORMATS: list[tuple[str, Callable[[Path, int], None]]] = [
    ("a.jsonl.gz", lines),
    ("a.warc.gz", warc),
    ("a.csv", comma),
    ("a.parquet", arrow),
    ("a.mbox", mailbox),
    ("a.zip", packed),
    ("a.tar.gz", tarred),
    ("b.tar", nested),
    ("long.jsonl.bz2", long_line),
]


Measured = dict[str, list[tuple[int, int, int]]]
"""By format, of the small and the large file: reports, asides, peak in kilobytes."""


@pytest.fixture(scope="module")
def sizes(sized: Sized) -> tuple[int, int]:
    """Megabytes of text in the small and the large file."""
    return sized(1, 20), sized(10, 200)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory, sizes: tuple[int, int]) -> Measured:
    """All files read by one process, whose peak is reset before each."""
    paths = []
    for name, make in FORMATS:
        for megabytes in sizes:
            folder = tmp_path_factory.mktemp(f"{name}-{megabytes}")
            make(folder / name, megabytes)
            paths.append(str(folder / name))
    ran = subprocess.run([sys.executable, "-c", READER, *paths], capture_output=True, text=True, check=True)
    found = [tuple(json.loads(line)) for line in ran.stdout.splitlines()]
    return {name: found[2 * i : 2 * i + 2] for i, (name, _) in enumerate(FORMATS)}


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the peak of memory is reset by way of /proc")
@pytest.mark.parametrize("name", [name for name, _ in FORMATS])
def test_memory_is_flat(measured: Measured, sizes: tuple[int, int], name: str) -> None:
    (few, _, before), (many, asides, after) = measured[name]
    told = f"{name}: {few} and {many} reports of {sizes[0]} and {sizes[1]} MB, peak {before / 1024:.1f} and {after / 1024:.1f} MB"
    log.info(told)
    long = name.startswith("long")
    assert (many, asides) == (1, 1) if long else (many > 9 * few and asides == 0)
    # What the allocator keeps and the largest record; the long line holds up to 8 MB of it, twice while it grows.
    assert after - before < (24 if long else 8) * 1024, told
