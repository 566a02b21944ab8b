"""`attache asides` and `attache gate` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attache.ledger import Ledger
from tests.cli.conftest import Attache

LINES = [
    {
        "title": "Laos and Vietnam sign border treaty",
        "text": "Laos and Vietnam signed a treaty on their border in Vientiane on Friday.",
    },
    {"title": "Budget passed", "text": "Kenya's parliament passed the budget on Tuesday after a debate of nine hours."},
    {"title": "Plum tart", "text": "Rub the butter into the flour with cold fingers and bake the tart for forty minutes."},
]


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    """Three reports as JSON lines, one of them on relations."""
    path = tmp_path / "stream.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES), "utf-8")
    return path


def test_what_the_gate_set_aside_is_counted_and_listed(attache: Attache, stream: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = attache("read", stream, "empty.txt")
    assert done.returncode == 1
    assert "1 read" in done.stdout
    listed = attache("asides")
    assert listed.returncode == 0, listed.stderr
    counts = listed.stdout.splitlines()[:3]
    assert [line.split()[:2] for line in counts] == [["1", "empty"], ["1", "no-actor"], ["1", "one-country"]]
    assert "report about one country alone" in counts[2]
    assert "Budget passed" in listed.stdout
    assert "Laos" not in listed.stdout
    only = json.loads(attache("asides", "--reason", "no-actor", "--json").stdout)
    assert [entry["reason"] for entry in only["entries"]] == ["no-actor"]
    assert only["counts"] == {"empty": 1, "no-actor": 1, "one-country": 1}


@pytest.fixture
def refused(tmp_path: Path) -> Path:
    """A ledger with two inputs set aside."""
    path = tmp_path / "refused.db"
    with Ledger(path) as ledger:
        ledger.refuse("s.jsonl#1", "no-actor", "s.jsonl line 1: Plum tart")
        ledger.refuse("s.jsonl#2", "one-country", "s.jsonl line 2: Budget passed")
    return path


def test_a_limit_says_how_many_there_are(attache: Attache, refused: Path) -> None:
    done = attache("asides", "--limit", "1", "--ledger", refused)
    assert "1 of 2 shown" in done.stderr
    assert "Budget" not in done.stdout


def test_no_entries_leave_the_counts(attache: Attache, refused: Path) -> None:
    assert attache("asides", "--limit", "0", "--ledger", refused).stdout.count("\n") == 2


def test_an_unknown_reason_names_those_there_are(attache: Attache, refused: Path) -> None:
    done = attache("asides", "--reason", "sport", "--ledger", refused)
    assert done.returncode == 2
    assert "no-actor, one-country" in done.stderr


def test_a_ledger_without_any_says_so(attache: Attache, tmp_path: Path) -> None:
    Ledger(tmp_path / "new.db").close()
    done = attache("asides", "--ledger", "new.db")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing was set aside" in done.stderr


def test_the_gate_alone_tells_its_verdicts(attache: Attache, stream: Path) -> None:
    lines = attache("gate", stream).stdout.splitlines()
    assert [line.split(": ")[1].split(" (")[0] for line in lines] == ["read", "set aside, one-country", "set aside, no-actor"]
    assert "treaty" in lines[0]


def test_the_gate_as_json_goes_on_after_a_missing_file(attache: Attache) -> None:
    done = attache("gate", "--json", "none.txt", "-", given=LINES[0]["text"])
    (found,) = json.loads(done.stdout)
    assert found["passed"] is True
    assert done.returncode == 1
    assert "none.txt" in done.stderr


def test_the_gate_passes_over_what_is_no_report(attache: Attache, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "README.md").write_text("About this folder.")
    (tmp_path / "in" / "a.txt").write_text(LINES[0]["text"])
    done = attache("gate", "in")
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr) == (0, 1, "attache: left out: readme 1\n")


def test_words_of_reports_change_no_terminal(attache: Attache, tmp_path: Path) -> None:
    path = tmp_path / "wild.db"
    with Ledger(path) as ledger:
        ledger.refuse("a\x1b[2J.txt", "no-actor", "\x1b]0;pwn\x07Plum\x9b31m tart")
    done = attache("asides", "--ledger", path)
    assert "]0;pwnPlum31m tart" in done.stdout
    assert not any(c in done.stdout for c in "\x1b\x07\x9b")
