"""Commands on what lies across reports, as a user runs them: within one process, over hand-made records."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from attache.cli import main
from attache.ledger import Ledger
from tests.ledger.test_answers_across import fill

Call = Callable[..., str]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small ledger, worked out."""
    folder = tmp_path_factory.mktemp("following")
    with Ledger(folder / "ledger.db") as ledger:
        fill(ledger)
        ledger.reconcile()
    return folder


@pytest.fixture
def call(book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """What `attache` prints on stdout in the folder of the ledger; `status` is how it should end, then stderr is given."""

    def called(*words: str, status: int = 0) -> str:
        monkeypatch.chdir(book)
        monkeypatch.setattr("sys.argv", ["attache", *words])
        with pytest.raises(SystemExit) as left:
            main()
        told = capsys.readouterr()
        assert int(left.value.code or 0) == status, told.err
        return told.err if status else told.out

    return called


def paragraph(text: str, begins: str) -> list[str]:
    return next(p.splitlines() for p in text.split("\n\n") if p.startswith(begins))


def test_events_are_one_line_each_and_records_on_request(call: Call) -> None:
    rows = [line.split("\t") for line in call("events").splitlines()]
    visit = next(row for row in rows if "planned → held" in row)
    assert visit[0] == "22–23 March 2018"
    assert "22–23 March 2018 (held.txt) / 19–20 March 2018 (planned.txt)" in visit[4]
    records = call("events", "--records").splitlines()
    assert len(records) == len(rows) + 1
    assert {len(row) for row in rows} == {6}


def test_both_forms_of_events_have_their_json(call: Call) -> None:
    events, records = json.loads(call("events", "--json")), json.loads(call("events", "--records", "--json"))
    assert {e["id"][0] for e in events} == {"o"}
    assert {r["id"][0] for r in records} == {"e"}
    assert [s["status"] for e in events if len(e["events"]) == 2 for s in e["states"]] == ["planned", "happened"]


def test_what_was_announced_and_what_became_of_it(call: Call) -> None:
    told = call("expected")
    assert paragraph(told, "Visit: Vladimir Petrov")[0].split(" — ")[1].startswith("not told again  [o-")
    held = paragraph(told, "Visit: Sergey") if "Visit: Sergey" in told else paragraph(told, "Visit: Sergei")
    assert [line.split(":")[0].strip() for line in held[2:]] == ["announced", "outcome"]
    assert "Petrov" not in call("expected", "--outcome", "held on other days")
    assert "to come" in call("expected", "--as-of", "2018-03-12")


def test_figures_by_series(call: Call) -> None:
    (series,) = call("figures", "--series").strip().split("\n\n")
    lines = series.splitlines()
    assert lines[0].startswith("Two-way trade, ")
    assert any(line.startswith("  growth: 2017 over 2016: up 10 %") for line in lines)
    at = next(n for n, line in enumerate(lines) if line.startswith("  do not agree, 2017"))
    assert all(line.startswith("    “") for line in lines[at + 1 : at + 3])
    assert any("±" in line and "[growth-differs]" in line for line in lines)
    assert json.loads(call("figures", "--series", "--json"))[0]["growth"]
    assert call("figures", "--series", "--measure", "tourists").startswith("what")


def test_promises_with_chain_rule_and_way(call: Call) -> None:
    told = call("promises")
    new = paragraph(told, "Two-way trade: 8 bn USD by 2020 — missed")
    assert new[1].endswith("as of 2021-02-01)")
    assert new[2].startswith("  in place of: two-way trade: 5 bn USD by 2020, told 10 March 2018, superseded")
    assert [line.split(":")[0] for line in new if "stated" in line or "promised" in line] == ["  promised", "  restated"]
    assert any(line.startswith("  progress: ") and "69 %" in line for line in new)
    old = paragraph(told, "Two-way trade: 5 bn USD by 2020 — superseded")
    assert any(line.startswith("  its place taken by: two-way trade: 8 bn USD by 2020") for line in old)


def test_life_lines(call: Call) -> None:
    (life,) = call("lifelines", "--kind", "agreement").strip().split("\n\n")
    assert life.splitlines()[0].startswith("Gas Supply Agreement (agreement) — signed, 23 March 2018  [g-")
    assert life.splitlines()[1].startswith("  23 March 2018: Signed: “RUS and VNM signed")


def test_why_and_the_end_of_show(call: Call, book: Path) -> None:
    with Ledger(book / "ledger.db", read_only=True) as ledger:
        lavrov = ledger.actor("Sergei Lavrov").id
        visit = next(o.id for o in ledger.occurrences() if len(o.events) == 2)
    told = call("why", lavrov)
    assert told.startswith("Serge")
    assert "One: Serge" in told
    assert "Nothing was joined to it." in call("why", "VNM")
    shown = call("show", visit)
    assert "Sources: 2 independent sources" in shown
    assert "[same-event]" in shown
    assert json.loads(call("show", visit, "--json"))["why"]["links"]


def test_reports_tell_copies(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [line.split("\t") for line in call("reports").splitlines()]
    assert sum("VNA text, also in Nhan Dan and VietnamPlus" in row for row in rows) == 2
    assert {len(row) for row in rows} == {7}


def test_rebuild_says_so_in_one_line(call: Call) -> None:
    before = call("export")
    (line,) = call("rebuild").splitlines()
    assert line.startswith("ledger.db: worked out anew from 6 reports: ")
    assert call("export") == before


def test_a_rebuild_that_is_stopped_leaves_the_ledger_as_it_was(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    before = call("export")

    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("attache.ledger.working.run.reconcile", stopped)
        assert "as it was before" in call("rebuild", status=130)
    assert call("export") == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("expected", "--outcome", "nothing"), "not told again"),
        (("expected", "--between", "Vietnma", "RUS"), "Viet"),
        (("lifelines", "--kind", "treaty"), "agreement"),
        (("why", "o-nothere"), "o-nothere"),
        (("why", "e-nothere"), "e-nothere"),
        (("rebuild", "--ledger", "none.db"), "attache read"),
        (("figures", "--series", "--since", "soon"), "soon"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_to_try(call: Call, words: tuple[str, ...], told: str) -> None:
    (line,) = call(*words, status=2).splitlines()
    assert told in line


@pytest.mark.parametrize("command", ["expected", "lifelines", "figures --series", "events", "promises"])
def test_an_empty_answer_is_none_on_stdout(call: Call, command: str) -> None:
    assert len(call(*command.split(), "--until", "1990").splitlines()) <= 1
    assert json.loads(call(*command.split(), "--until", "1990", "--json")) == []
