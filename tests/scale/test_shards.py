"""Which shards there are: files, folders, patterns, addresses, parts of large ones."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from attache.cli.scaling import bytes_of
from attache.errors import AttacheError, QueryError
from attache.scale.shards import Shard, shards_of

FILES = ("a.jsonl", "b/c.warc.gz", "b/d.csv", "b/e.parquet", "b/notes.txt", "_done/a.json", "b/.f.jsonl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 100)
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ([""], ["a.jsonl", "b/c.warc.gz", "b/d.csv", "b/e.parquet"]),
        (["a.jsonl"], ["a.jsonl"]),
        (["b", "a.jsonl"], ["c.warc.gz", "d.csv", "e.parquet", "a.jsonl"]),
        (["b/*.csv"], ["d.csv"]),
        (["**/*.gz"], ["b/c.warc.gz"]),
        (["a.jsonl", "a.jsonl"], ["a.jsonl"]),
    ],
)
def test_names_are_those_that_reading_here_gives(folder: Path, given: list[str], names: list[str]) -> None:
    assert [shard.name for shard in shards_of([str(folder / one) for one in given], pytest.fail)] == names


def test_what_is_not_there_or_not_to_be_told_apart_is_told(folder: Path) -> None:
    told: list[str] = []
    (folder / "g").mkdir()
    (folder / "g" / "d.csv").write_bytes(b"y")
    inputs = [str(folder / one) for one in ("none.jsonl", "b/d.csv", "g/d.csv", "b/notes.txt", "no*.csv")]
    assert [shard.name for shard in shards_of(inputs, told.append)] == ["d.csv"]
    assert [line.split(": ")[0].rsplit("/", 1)[1] for line in told] == ["none.jsonl", "d.csv", "notes.txt", "no*.csv"]
    with pytest.raises(AttacheError, match="nosuch"):
        shards_of(["nosuch://bucket/a.jsonl"], told.append)


def test_addresses_of_other_file_systems() -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/crawl/2024/a.jsonl", b"{}")
    (shard,) = shards_of(["memory://crawl/2024"], pytest.fail)
    assert (shard.name, shard.address, shard.shown) == ("a.jsonl", "memory:///crawl/2024/a.jsonl", "memory://crawl/2024/a.jsonl")


def test_large_files_are_cut_and_every_byte_is_in_one_part(folder: Path) -> None:
    shards = shards_of([str(folder)], pytest.fail, part_size=30)
    assert [(shard.name, shard.part, shard.parts) for shard in shards] == [
        *(("a.jsonl", n, 4) for n in range(4)),
        *(("b/c.warc.gz", n, 4) for n in range(4)),
        *(("b/d.csv", n, 4) for n in range(4)),
        ("b/e.parquet", 0, 1),
    ]
    assert len({shard.label for shard in shards}) == len(shards)
    parts = shards[:4]
    for at in (0, 29, 30, 59, 60, 99, 100, 5000):
        assert [part.begins_here(at) for part in parts].count(True) == 1
        assert [part.is_over(at) for part in parts] == [part.part < min(at // 30, 3) for part in parts]


def test_a_whole_file_has_all_that_begins_in_it() -> None:
    shard = Shard("file:///a.jsonl", "a.jsonl", "a.jsonl", 10)
    assert shard.begins_here(10**9)
    assert not shard.is_over(10**9)


@pytest.mark.parametrize(("told", "size"), [("256M", 1 << 28), ("1 g", 1 << 30), ("4096", 4096), ("10KiB", 10240)])
def test_sizes(told: str, size: int) -> None:
    assert bytes_of(told) == size


@pytest.mark.parametrize("told", ["0", "", "-1", "many", "1T"])
def test_no_sizes(told: str) -> None:
    with pytest.raises(QueryError, match="256M"):
        bytes_of(told)
