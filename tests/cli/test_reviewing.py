"""Deciding from the command line: each command says what was done and how to take it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from attache.cli import main
from attache.cli.reviewing import value_words
from attache.ledger import Ledger
from tests.cli.conftest import Attache
from tests.ledger import made

TEXT = "Lavrov met Minh in Hanoi on 23 March. Trade was three billion dollars in 2017."
REPORT = made.report(TEXT, "2018-03-23", file="a.txt")
PEOPLE = (made.actor("Sergey Lavrov", "person", "RUS"), made.actor("Minh", "person", "VNM"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A folder with a small ledger."""
    meeting = made.event(REPORT, "Lavrov met Minh in Hanoi", "meeting", "Sergey Lavrov", "Minh")
    trade = made.figure(REPORT, "Trade was three billion dollars in 2017", 3e9, period=made.year(2017))
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(REPORT, made.reading(REPORT, PEOPLE, meeting, trade))
    return tmp_path


def figure(book: Path) -> str:
    with Ledger(book / "ledger.db") as ledger:
        return next(i for i, r in ledger.records(REPORT.id) if hasattr(r, "value"))


@dataclass(frozen=True)
class Result:
    """What a command left."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line that a command prints."""
        assert self.status == 0, self.err
        (line,) = self.out.splitlines()
        return line


Call = Callable[..., Result]


@pytest.fixture
def call(book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """`attache` in the folder of the ledger, within this process."""

    def called(*words: str) -> Result:
        monkeypatch.chdir(book)
        monkeypatch.setattr("sys.argv", ["attache", *words])
        with pytest.raises(SystemExit) as left:
            main()
        told = capsys.readouterr()
        return Result(int(left.value.code or 0), told.out, told.err)

    return called


def test_a_record_is_rejected_listed_and_taken_back(book: Path, call: Call) -> None:
    trade = figure(book)
    told = call("reject", trade, "--why", "of another year", "--by", "A. Reader").line
    assert told == (f"review 1: rejected {trade} “Trade was three billion dollars in 2017”; to take it back: attache undo 1")
    assert trade not in call("figures").out
    (line,) = call("reviews", "--record", trade).out.splitlines()[1:]
    assert line.split("\t")[2:4] == ["A. Reader", "rejected"]
    assert line.split("\t")[5:] == ["of another year", "in force"]
    assert f"rejected by A. Reader, {line.split(chr(9))[1]}: of another year (review 1)" in call("show", trade).out
    assert call("undo").line.endswith("is undone; to take this back: attache undo 2")
    assert trade in call("figures").out
    assert [r["state"] for r in json.loads(call("reviews", "--json").out)] == ["undone", "in force"]
    assert call("undo", "2").line == (
        f"review 3: review 1 (rejected {trade} “Trade was three billion dollars in 2017”) is in force again; "
        "to take this back: attache undo 3"
    )


def test_a_correction_shows_what_was_read(book: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTACHE_REVIEWER", "B. Editor")
    trade = figure(book)
    told = call("correct", trade, "value=4e9", "period=2016").line
    assert "value 3,000,000,000 → 4,000,000,000, period 2017-01-01 to 2017-12-31 → 2016-01-01 to 2016-12-31" in told
    shown = call("show", trade[:9]).out
    assert "corrected by B. Editor" in shown
    assert "as read: value 3,000,000,000" in shown
    assert "value: 4000000000.0" in shown
    assert json.loads(call("show", trade, "--json").out)["review"]["word"] == "corrected"


def test_actors_are_merged_and_set_apart_by_name(book: Path, call: Call) -> None:
    told = call("merge", "Sergey Lavrov", "Minh").line
    assert told.startswith("review 1: the same Sergey Lavrov | Minh; to take it back: attache undo 1")
    with Ledger(book / "ledger.db") as ledger:
        both = ledger.actor("Minh").id
    assert "  the same: Sergey Lavrov | Minh (review 1 by " in call("show", both).out
    assert "is undone" in call("undo", "1").line
    with Ledger(book / "ledger.db") as ledger:
        one, other = (ledger.actor(n).id for n in ("Sergey Lavrov", "Minh"))
    assert call("split", one, other).line.startswith("review 3: not the same Minh | Sergey Lavrov;")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("correct", "FIGURE", "value"), "“value” is no FIELD=VALUE"),
        (("correct", "FIGURE", "value=1", "value=2"), "value is given twice"),
        (("correct", "FIGURE", "parties=Vietnm"), "did you mean Vietnam (VNM)"),
        (("accept", "f-ffffff"), "no record “f-ffffff”"),
        (("undo", "3"), "no review 3; see `attache reviews`"),
        (("merge", "VNM", "RUS"), "is a country"),
    ],
)
def test_what_cannot_be_is_one_line_and_nothing_is_written(book: Path, call: Call, words: tuple[str, ...], told: str) -> None:
    trade = figure(book)
    failed = call(*(trade if w == "FIGURE" else w for w in words))
    assert failed.status == 2
    assert len(failed.err.splitlines()) == 1
    assert told in failed.err
    with Ledger(book / "ledger.db") as ledger:
        assert ledger.reviews() == ()


def test_without_a_ledger_none_is_made(attache: Attache, tmp_path: Path) -> None:
    failed = attache("accept", "f-123456")
    assert failed.returncode == 2
    assert "no such ledger" in failed.stderr
    assert not (tmp_path / "ledger.db").exists()


@pytest.mark.parametrize("command", ["accept", "reject", "correct", "merge", "split", "undo", "reviews"])
def test_help_has_an_example(call: Call, command: str) -> None:
    assert f"Example: attache {command}" in call(command, "--help").out


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        ((), "nothing"),
        (("2017-01-01", "2017-12-31"), "2017-01-01 to 2017-12-31"),
        (("2017-05-09", "2017-05-09"), "2017-05-09"),
        (("2017-05-09", None), "2017-05-09 to …"),
        ((3.0, 4.5), "3 to 4.5"),
        (("VNM", "RUS"), "VNM; RUS"),
        (("Sergey Lavrov",), "Sergey Lavrov"),
        (True, "True"),
        (made.up(5.0), "up 5 %"),
        (made.down(), "down"),
    ],
)
def test_values_in_plain_words(value: object, words: str) -> None:
    assert value_words(value) == words
