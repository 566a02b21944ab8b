"""`attache read`: counts, twice, bad input in one line each, and the rest goes on."""

from __future__ import annotations

import gzip
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Attache, run

REPORT = (
    "HANOI, 12 March 2019 (Test Wire) - Foreign Minister Ana Ruiz of Chile met her counterpart Pham Binh Minh "
    "in Hanoi on Tuesday.\n\n"
    "Two-way trade reached 1.2 billion USD in 2018, Ruiz said. The two sides want to lift it to 2 billion USD by 2022.\n"
)


def test_a_report_is_read_and_counted(attache: Attache, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORT, "utf-8")
    done = attache("read", "one.txt")
    assert done.returncode == 0
    assert done.stdout.startswith("1 read; 0 already in the ledger")
    assert done.stderr == ""


def test_reading_twice_changes_nothing(attache: Attache, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORT, "utf-8")
    attache("read", "one.txt")
    before = attache("export").stdout
    again = attache("read", "one.txt")
    assert again.stdout.startswith("0 read; 1 already in the ledger")
    assert attache("export").stdout == before
    assert len(before.splitlines()) > 5


def test_the_export_is_the_same_from_another_folder_in_another_order(tmp_path: Path) -> None:
    exports = []
    names = sorted(p.name for p in (EXAMPLES / "tension").iterdir() if p.suffix in (".txt", ".html"))
    for folder, order in (("here", names), ("there", names[::-1])):
        place = tmp_path / folder
        shutil.copytree(EXAMPLES / "tension", place / "in")
        for name in order:
            done = run("read", f"in/{name}", cwd=place, env={"TZ": "Asia/Tokyo" if folder == "here" else "UTC"})
            assert done.returncode == 0, done.stderr
        exports.append(run("export", cwd=place).stdout)
    assert exports[0] == exports[1]


def test_standard_input_is_a_report(attache: Attache) -> None:
    done = attache("read", "-", given=REPORT)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "1 read; 0 already in the ledger")


def _missing(folder: Path) -> str:
    return "nowhere.txt"


def _empty(folder: Path) -> str:
    (folder / "bad.txt").write_text("", "utf-8")
    return "bad.txt"


def _binary(folder: Path) -> str:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 64)
    return "bad.txt"


def _no_text(folder: Path) -> str:
    (folder / "bad.html").write_text("<html><head><title>x</title></head><body><script>1</script></body></html>", "utf-8")
    return "bad.html"


def _long_line(folder: Path) -> str:
    (folder / "bad.txt").write_text("word " * 10_000_000, "utf-8")
    return "bad.txt"


def _cut_gzip(folder: Path) -> str:
    (folder / "bad.txt.gz").write_bytes(gzip.compress(REPORT.encode())[:-20])
    return "bad.txt.gz"


@pytest.mark.parametrize("spoil", [_missing, _empty, _binary, _no_text, _long_line, _cut_gzip], ids=lambda f: f.__name__[1:])
def test_bad_input_is_one_line_and_the_rest_goes_on(attache: Attache, tmp_path: Path, spoil: Callable[[Path], str]) -> None:
    (tmp_path / "one.txt").write_text(REPORT, "utf-8")
    bad = spoil(tmp_path)
    done = attache("read", bad, "one.txt")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert bad in done.stderr
    assert done.stdout.startswith("1 read")
    assert "set aside: " in done.stdout


@pytest.mark.parametrize(("name", "reason"), [("notes.docx", "unsupported-file"), ("empty", "empty-folder")])
def test_what_is_named_by_hand_and_gives_nothing_is_told(attache: Attache, tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.docx").write_bytes(b"PK")
    done = attache("read", name)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert f"set aside: {reason} 1" in done.stdout


def test_broken_utf8_is_read_as_far_as_it_goes(attache: Attache, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(REPORT.encode().replace(b"Ruiz said", b"Ruiz\xff said"))
    done = attache("read", "one.txt")
    assert done.stdout.startswith("1 read"), done.stderr


def test_a_wrong_line_of_jsonl_is_named_and_the_others_are_read(attache: Attache, tmp_path: Path) -> None:
    good = json.dumps({"text": REPORT, "title": "A meeting"})
    other = json.dumps({"text": REPORT.replace("Chile", "Peru"), "title": "Another"})
    (tmp_path / "many.jsonl").write_text(f"{good}\n{{not json\n{other}\n", "utf-8")
    done = attache("read", "many.jsonl")
    assert done.returncode == 1
    assert "many.jsonl" in done.stderr
    assert "2" in done.stderr
    assert done.stdout.startswith("2 read")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_told(attache: Attache, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORT, "utf-8")
    (tmp_path / "one.txt").chmod(0)
    done = attache("read", "one.txt")
    assert done.returncode == 1
    assert "one.txt" in done.stderr


def test_a_file_that_is_no_ledger_is_left_alone(attache: Attache, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORT, "utf-8")
    (tmp_path / "notes.db").write_text("my notes", "utf-8")
    done = attache("read", "one.txt", "--ledger", "notes.db")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "notes.db").read_text("utf-8") == "my notes"


def test_another_programs_database_is_left_alone(attache: Attache, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORT, "utf-8")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    done = attache("read", "one.txt", "--ledger", "other.db")
    assert done.returncode == 2
    with sqlite3.connect(tmp_path / "other.db") as other:
        assert [row[0] for row in other.execute("SELECT name FROM sqlite_master")] == ["mine"]
    other.close()


def test_a_ledger_of_a_newer_version_is_left_alone(attache: Attache, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORT, "utf-8")
    attache("read", "one.txt")
    with sqlite3.connect(tmp_path / "ledger.db") as ledger:
        ledger.execute("PRAGMA user_version = 9999")
    ledger.close()
    done = attache("events")
    assert done.returncode == 2
    assert "later" in done.stderr


def test_a_full_disk_is_told_and_nothing_stored_is_lost(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORT, "utf-8")
    run("read", "one.txt", cwd=tmp_path)
    # A limit on the size of any one file is what a full disk looks like to the database.
    size = (tmp_path / "ledger.db").stat().st_size
    done = subprocess.run(
        [sys.executable, "-m", "attache", "read", str(EXAMPLES / "tension")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, size + 8192)),
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("attache: ")
    assert "Traceback" not in done.stderr
    assert run("search", "Ruiz", cwd=tmp_path).stdout.count("\n") == 2
    run("read", EXAMPLES / "tension", cwd=tmp_path)
    after = run("export", cwd=tmp_path).stdout
    for name in ("ledger.db", "ledger.db-wal", "ledger.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    run("read", "one.txt", EXAMPLES / "tension", cwd=tmp_path)
    assert run("export", cwd=tmp_path).stdout == after


def test_a_report_in_a_language_without_a_pack_is_stored_unread(attache: Attache, tmp_path: Path) -> None:
    text = (
        "Le ministre des Affaires étrangères a rencontré mardi son homologue vietnamien à Hanoï. Les deux pays veulent "
        "porter leurs échanges commerciaux à deux milliards de dollars d'ici 2030, a déclaré le ministre devant la presse."
    )
    (tmp_path / "fr.txt").write_text(text, "utf-8")
    done = attache("read", "fr.txt")
    assert done.returncode == 0
    assert "1 stored unread (no-language-pack)" in done.stdout
    assert attache("events").stdout.count("\n") == 1


def test_without_a_terminal_nothing_moves(attache: Attache, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORT, "utf-8")
    done = attache("read", "one.txt")
    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stdout + done.stderr


def lines(path: Path, *texts: str) -> None:
    path.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)), "utf-8")


CAKE = "To bake the cake, melt the butter, stir in the sugar and the eggs, and leave it in the oven for forty minutes. " * 5


def test_the_gate_is_asked_about_json_lines_and_not_about_files(attache: Attache, tmp_path: Path) -> None:
    lines(tmp_path / "many.jsonl", REPORT, CAKE)
    (tmp_path / "cake.txt").write_text(CAKE.replace("butter", "sugar"), "utf-8")
    done = attache("read", "many.jsonl", "cake.txt", "--jobs", "1", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr, told["read"], sum(told["aside"].values())) == (0, "", 2, 1)
    assert set(told["seconds"]) == {"sources", "gate", "reading", "storing", "working in"}
    assert told["ledger"]["reports"] == 2
    again = attache("read", "many.jsonl", "--no-gate", "--verbose").stdout
    assert again.startswith("1 read; 1 already in the ledger\n")
    assert " a second; of all processes: " in again


def test_columns_that_are_no_columns_are_told_before_anything_is_read(attache: Attache, tmp_path: Path) -> None:
    lines(tmp_path / "many.jsonl", REPORT)
    done = attache("read", "many.jsonl", "--columns", "body")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert '"body" is not PART=COLUMN' in done.stderr
    assert not (tmp_path / "ledger.db").exists()


def test_of_many_with_one_fault_some_are_told(attache: Attache, tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text("{broken\n" * 50, "utf-8")
    done = attache("read", "many.jsonl")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 21
    assert (
        done.stderr.splitlines()[-1] == "attache: more of these are only counted; attache asides --reason broken-line lists them"
    )
    assert "set aside: broken-line 50" in done.stdout
