"""A question is answered from the ledger as it stands at one moment, whoever writes meanwhile."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from attache.ledger import Ledger, queries
from attache.ledger.answers import Answers
from tests.ledger import made


def add(ledger: Ledger, number: int) -> None:
    report = made.report(f"RUS said this in report {number}.", f"2018-03-{number + 10}")
    ledger.add(report, made.reading(report, [], made.statement(report, "said this", "RUS")))


def writing_between(monkeypatch: pytest.MonkeyPatch, write: object) -> None:
    """Lets something be written in the middle of the next question."""
    fetch = Answers.told

    def told(*given: object, **also: object) -> object:
        monkeypatch.undo()
        assert callable(write)
        write()
        return fetch(*given, **also)  # type: ignore[arg-type]

    monkeypatch.setattr(Answers, "told", told)


@pytest.mark.parametrize("read_only", [False, True])
def test_another_program_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_only: bool) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as other:
        add(other, 0)
        other.reconcile()
        with Ledger(path, read_only=read_only) as ledger:

            def write() -> None:
                add(other, 1)
                other.reconcile()

            writing_between(monkeypatch, write)
            assert len(ledger.statements()) == 1
            assert len(ledger.statements()) == 2


def test_another_thread_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(":memory:") as ledger:
        add(ledger, 0)
        ledger.reconcile()
        writer = Thread(target=add, args=(ledger, 1))
        writing_between(monkeypatch, writer.start)
        assert len(ledger.statements()) == 1
        writer.join()
        assert len(ledger.statements()) == 2


def test_a_question_of_several_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.db"
    asked = queries.reports
    with Ledger(path) as ledger, Ledger(path) as other:
        add(other, 0)
        other.reconcile()

        def reports(*given: object, **also: object) -> object:
            add(other, 1)
            other.reconcile()
            return asked(*given, **also)  # type: ignore[arg-type]

        monkeypatch.setattr(queries, "reports", reports)
        assert len(ledger.sources()) == 1
