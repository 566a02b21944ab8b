"""Shards read: what comes of them is what reading here gives, finished ones are passed over, failed ones named."""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFile, MemoryFileSystem

from attache.intake import in_order, taken_in
from attache.ledger import Ledger
from attache.ledger.shards.files import open_readings
from attache.scale.cluster import _all_of
from attache.scale.marks import Done, Options
from attache.scale.reading import read_shard, version
from attache.scale.running import Totals, read_shards
from attache.scale.shards import shards_of
from attache.sources.items import items_from
from tests.cli.conftest import run
from tests.scale.making import dump, entries_in, lines_of, make_shards, samples


def read_into(out: str, inputs: list[str], *, part_size: int = 1 << 30, **options: Any) -> tuple[Totals, list[Done]]:
    totals = Totals()
    shards = shards_of(inputs, totals.failed.append, part_size=part_size)
    return totals, list(read_shards(shards, out, Options(**options), totals, ray="none", jobs=1))


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shards")
    make_shards(folder / "in", samples(6), 2)
    read_into(str(folder / "out"), [str(folder / "in")])
    return folder


def test_the_ledger_is_that_of_reading_here(shards: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path / "read.db") as book:
        list(taken_in(book, in_order(lambda on_aside: items_from([str(shards / "in")], on_aside=on_aside))))
    with Ledger(tmp_path / "imported.db") as book:
        for path in sorted((shards / "out").glob("*.parquet")):
            book.import_readings(path)
    imported = dump(tmp_path / "imported.db", worked_out=True)
    assert imported == dump(tmp_path / "read.db", worked_out=True)
    assert imported["worked out"]
    assert [len(imported[table]) for table in ("report", "refused")] == [6, 4]


def test_finished_shards_are_passed_over(shards: Path) -> None:
    marks = {path.name.split(".")[0]: path.read_text() for path in (shards / "out" / "_done").iterdir()}
    before = {path: path.stat().st_mtime_ns for path in (shards / "out").rglob("*.*")}
    totals, done = read_into(str(shards / "out"), [str(shards / "in")])
    assert [one.before for one in done] == [True, True]
    assert (totals.before, totals.read, totals.exit_status) == (2, 0, 0)
    assert {path: path.stat().st_mtime_ns for path in (shards / "out").rglob("*.*")} == before
    told = json.loads(marks["00"])
    assert (told["outcomes"], told["reasons"]) == ({"aside": 2, "read": 3}, {"broken-line": 1, "no-actor": 1})
    assert set(told["seconds"]) == {"elapsed", "gate", "reading", "sources"}
    assert not list((shards / "out" / "_parts").iterdir())


def test_in_memory_and_without_the_gate(shards: Path) -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/one/00.jsonl", lines_of(samples(1), site="s"))
    totals, _ = read_into("memory://out", ["memory://one"], gate=False)
    assert (totals.outcomes, totals.reasons, totals.failed) == ({"read": 2, "aside": 1}, {"broken-line": 1}, [])
    (path,) = memory.glob("/out/00.jsonl.*.parquet")
    with memory.open(path, "rb") as file:
        assert len(open_readings(file, "out")) == 3
    totals, (done,) = read_into("memory://out", ["memory://one"], gate=True)
    assert (done.before, totals.outcomes["read"]) == (False, 1)


def test_parts_of_a_file_make_the_whole(shards: Path, tmp_path: Path) -> None:
    data = (shards / "in" / "00.jsonl").read_bytes() + (b"\n" * 20_000 + b"{broken\n") * 6
    packed = gzip.compress(data, compresslevel=0, mtime=0)
    for name, content in (("a.jsonl", data), ("b.jsonl.gz", packed)):
        (tmp_path / name).write_bytes(content)
        read_into(str(tmp_path / "whole"), [str(tmp_path / name)])
        totals, done = read_into(str(tmp_path / "parts"), [str(tmp_path / name)], part_size=len(content) // 3)
        assert (totals.failed, len(done)) == ([], 4)
        assert sum(one.items > 0 for one in done) >= 3
    assert entries_in(tmp_path / "parts") == entries_in(tmp_path / "whole")


class Failing(MemoryFileSystem):  # type: ignore[misc]
    """A file system whose connection breaks off after some bytes."""

    protocol = "failing"

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.removeprefix("failing:/")))

    def _open(self, path: str, mode: str = "rb", **how: Any) -> IO[bytes]:
        return FailingFile(self, path, fsspec.filesystem("memory").cat_file(path))


class FailingFile(MemoryFile):  # type: ignore[misc]
    def read(self, size: int = -1) -> bytes:
        if self.tell() > 500:
            raise ConnectionResetError("the connection broke off")
        return bytes(super().read(min(size, 600) if size > 0 else 600))


def test_failed_shards_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    fsspec.register_implementation("failing", Failing, clobber=True)
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/far/a.jsonl", lines_of(samples(2), site="s"))
    (tmp_path / "b.jsonl").write_bytes(lines_of((), site="t"))
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(lines_of((), site="u"))[:-20])
    inputs = ["failing://far/a.jsonl", str(tmp_path / "b.jsonl"), str(tmp_path / "c.jsonl.gz"), str(tmp_path / "none.jsonl")]
    totals, done = read_into(str(tmp_path / "out"), inputs)
    assert [line.split(": ")[0].rsplit("/", 1)[1] for line in totals.failed] == ["none.jsonl", "a.jsonl"]
    assert "the connection broke off" in totals.failed[1]
    assert [line.split(": ")[0].rsplit("/", 1)[1] for line in totals.damaged] == ["c.jsonl.gz"]
    assert (totals.exit_status, totals.read) == (1, 2)
    assert sorted(path.name[:7] for path in (tmp_path / "out" / "_done").iterdir()) == ["b.jsonl", "c.jsonl"]
    assert not list((tmp_path / "out" / "_parts").iterdir())
    again, done = read_into(str(tmp_path / "out"), inputs)
    assert (again.before, len(again.failed), len(again.damaged)) == (2, 2, 1)
    assert [one.source for one in done if one.failed] == ["failing:///far/a.jsonl"]


def lines(folder: Path, name: str, number: int) -> Path:
    """A file of so many lines about nothing, of some size."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    told = [{"text": f"Recipe {n} of {name}. {'salt and pepper. ' * 600}"} for n in range(number)]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in told))
    return path


def test_another_size_of_parts_loses_nothing(tmp_path: Path) -> None:
    path = lines(tmp_path, "a.jsonl", 40)
    size = path.stat().st_size
    for step, only in ((size // 3 + 1, 1), (int(size * 0.45), 3)):
        cut = shards_of([str(path)], pytest.fail, part_size=step)
        assert len(cut) == 3
        totals = Totals()
        list(read_shards(cut[:only], str(tmp_path / "out"), Options(), totals, ray="none", jobs=1))
        assert (totals.read, totals.before) == (only, 0)
    assert len({entry.item for entry in entries_in(tmp_path / "out")}) == 40


def test_files_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    inputs = [lines(tmp_path, name, 1) for name in ("jan/q/z.jsonl", "jan/q~z.jsonl", "feb/q/z.jsonl")]
    for month, before in (("jan", 0), ("feb", 0), ("jan", 2)):
        totals, _ = read_into(str(tmp_path / "out"), [str(tmp_path / month)])
        assert (totals.failed, totals.before) == ([], before)
    assert len(list((tmp_path / "out").glob("*.parquet"))) == len(inputs)
    assert len(entries_in(tmp_path / "out")) == len(inputs)


def test_a_file_that_was_written_anew_is_read_again(tmp_path: Path) -> None:
    path = lines(tmp_path, "a.jsonl", 1)
    read_into(str(tmp_path / "out"), [str(path)])
    path.write_text(path.read_text().replace("salt", "mint"))
    os.utime(path, (1, 1))
    totals, _ = read_into(str(tmp_path / "out"), [str(path)])
    assert (totals.read, totals.before) == (1, 0)


@pytest.mark.parametrize("end", [b'{"items": "', b"\xc3", b"[]", b"7"])
def test_a_broken_mark_is_none(tmp_path: Path, end: bytes) -> None:
    path = lines(tmp_path, "a.jsonl", 1)
    read_into(str(tmp_path / "out"), [str(path)])
    (mark,) = (tmp_path / "out" / "_done").iterdir()
    mark.write_bytes(end)
    totals, _ = read_into(str(tmp_path / "out"), [str(path)])
    assert (totals.failed, totals.read) == ([], 1)


def test_what_killed_processes_left_is_cleared(tmp_path: Path) -> None:
    path = lines(tmp_path, "a.jsonl", 1)
    parts = tmp_path / "out" / "_parts"
    parts.mkdir(parents=True)
    for name, age in (("old", 2 * 86400), ("new", 60)):
        (parts / name).write_bytes(b"PAR1")
        os.utime(parts / name, (time.time() - age, time.time() - age))
    read_into(str(tmp_path / "out"), [str(path)])
    assert [part.name for part in parts.iterdir()] == ["new"]


def test_a_shard_without_a_result_is_told_as_failed(tmp_path: Path) -> None:
    found = shards_of([str(lines(tmp_path, f"{n}.jsonl", 1)) for n in range(3)], pytest.fail)

    def rows(error: Exception | None) -> Iterator[dict[str, Done]]:
        yield {"done": Done.of(found[1], Options())}
        if error:
            raise error

    for error, words in ((None, "gave no result"), (OSError("a machine is gone"), "OSError: a machine is gone")):
        done = list(_all_of(found, Options(), rows(error)))
        assert [one.source for one in done] == [found[n].address for n in (1, 0, 2)]
        assert [bool(one.failed) for one in done] == [False, True, True]
        assert words in done[1].failed


def test_a_machine_with_another_version_takes_no_part(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"")
    (shard,) = shards_of([str(tmp_path / "a.jsonl")], pytest.fail)
    done = read_shard(shard, str(tmp_path / "out"), Options(version="0.0.1 en/1 form 1"))
    assert f"this machine has attache {version()}" in done.failed
    assert not (tmp_path / "out").exists()


def test_the_commands(shards: Path, tmp_path: Path) -> None:
    attache = partial(run, cwd=tmp_path)
    done = attache("scale", "read", shards / "in", "--out", shards / "out", "--ray", "none")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first == "2 shards: 0 read, 2 done before, 0 failed; read 6; set aside: broken-line 2, no-actor 2"
    assert second.endswith(f"into a ledger with: attache ledger import {shards / 'out'}")
    (tmp_path / "bad.parquet").write_bytes(b"no")
    done = attache("ledger", "import", shards / "out", "bad.parquet", "none")
    assert done.returncode == 1
    assert done.stdout.startswith("4 files; 6 readings new; 0 already in the ledger; set aside: broken-line 2, no-actor 2\n")
    assert [line.split(" ")[1] for line in done.stderr.splitlines()] == ["bad.parquet:", "none:"]
    done = attache("ledger", "import", str(shards / "out" / "0?.*.parquet"), "--json")
    assert done.returncode == 0
    assert {key: json.loads(done.stdout)[key] for key in ("files", "skipped", "read")} == {"files": 2, "skipped": 2, "read": 0}


def test_without_the_extra_one_line_says_what_to_install(shards: Path, tmp_path: Path) -> None:
    for library in ("ray", "fsspec"):
        (tmp_path / f"{library}.py").write_text(f"raise ImportError('no {library}')\n")
        done = run("scale", "read", shards / "in", "--out", "new", cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)})
        (tmp_path / f"{library}.py").unlink()
        assert (done.returncode, done.stdout) == (2, "")
        assert 'pip install "attache[scale]"' in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("address", ["127.0.0.1:9", "nobody.invalid:6379"])
def test_a_cluster_that_is_not_there_is_one_line(address: str, shards: Path, tmp_path: Path) -> None:
    done = run("scale", "read", shards / "in", "--out", "new", "--ray", address, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"attache: no Ray cluster at {address} (")
    assert done.stderr.count("\n") == 1
