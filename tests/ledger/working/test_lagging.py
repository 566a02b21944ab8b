"""A ledger that may lag answers at once from what was worked out so far, whatever came in since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from attache.errors import QueryError
from attache.ledger import Ledger
from attache.records import Reading, Report, Thing
from tests.ledger import made
from tests.ledger.working.test_filing import told

QUESTIONS: dict[str, Callable[[Ledger], object]] = {
    "summary": lambda ledger: ledger.summary(),
    "pairs": lambda ledger: ledger.pairs(),
    "reports": lambda ledger: ledger.reports(),
    "events": lambda ledger: ledger.events(),
    "occurrences": lambda ledger: ledger.occurrences(),
    "statements": lambda ledger: ledger.statements(),
    "figures": lambda ledger: ledger.figures(),
    "series": lambda ledger: ledger.series(),
    "promises": lambda ledger: ledger.promises(),
    "promises then": lambda ledger: ledger.promises(as_of="2018-04"),
    "commitments": lambda ledger: ledger.commitments(),
    "expected": lambda ledger: ledger.expected(),
    "things": lambda ledger: ledger.things(),
    "lifelines": lambda ledger: ledger.lifelines(),
    "people": lambda ledger: ledger.people(),
    "offices": lambda ledger: ledger.offices(),
    "check": lambda ledger: ledger.check(),
    "sources": lambda ledger: ledger.sources(),
    "search": lambda ledger: ledger.search("Lavrov"),
    "actors": lambda ledger: ledger.actors(),
    "between": lambda ledger: (
        ledger.statements(between=("RUS", "VNM")),
        ledger.occurrences(between=("RUS", "VNM")),
        ledger.promises(between=("RUS", "VNM")),
        ledger.things(between=("RUS", "VNM")),
        ledger.people(between=("RUS", "VNM")),
    ),
    "listed": lambda ledger: [
        ledger.listed(kind, of=("RUS", "VNM")) for kind in ("statement", "occurrence", "promise", "series", "thing", "report")
    ],
    "by id": lambda ledger: (
        ledger.occurrences_by_id(ledger.listed("occurrence").ids),
        ledger.promises_by_id(ledger.listed("promise").ids),
        ledger.series_by_id(ledger.listed("series").ids),
        ledger.statements_by_id(ledger.listed("statement").ids),
        ledger.figures_by_id(ledger.listed("figure").ids),
        ledger.things_by_id(ledger.listed("thing").ids),
        ledger.reports_by_id(ledger.listed("report").ids),
    ),
    "shown": lambda ledger: [
        shown(ledger, i) for kind in ("occurrence", "promise", "series", "report", "thing") for i in ledger.listed(kind).ids
    ],
}


def shown(ledger: Ledger, identity: str) -> object:
    try:
        return ledger.show(identity)
    except QueryError as error:
        return str(error)  # its reports have changed


def about(number: int, thing: str) -> tuple[Report, Reading]:
    """As `told`, with an agreement."""
    report, reading = told(number, more=f"They signed the {thing}.")
    named = Thing(thing, "agreement", None, made.names("RUS", "VNM"), (made.passage(report, thing),))
    signed = made.event(report, f"signed the {thing}", "sign", "RUS", "VNM", type="SUPPORT", about=(thing,))
    return report, replace(reading, things=(named,), events=(*reading.events, signed))


def new_report(ledger: Ledger) -> None:
    ledger.add(*about(3, "Energy Pact"))


def unread_report(ledger: Ledger) -> None:
    ledger.add(made.report("Ein Treffen.", "2018-03-23"), None)


def other_records(ledger: Ledger) -> None:
    report, reading = about(1, "Friendship Treaty")
    others = replace(reading, reader="hand/2", events=(), statements=(), commitments=(), things=(), tenures=(), figures=())
    ledger.add(report, others)


def other_names(ledger: Ledger) -> None:
    report, reading = about(1, "Friendship Treaty")
    person = made.actor("Pham Van Minh", "person", "VNM")
    event = made.event(report, "Lavrov met Minh", "meeting", "Lavrov", "Pham Van Minh")
    ledger.add(report, replace(reading, reader="hand/2", actors=(*reading.actors, person), events=(event,)))


def newer_version(ledger: Ledger) -> None:
    ledger.add(*told(2, more="Nothing else was told.", url="https://paper.example/2"))


def rejected(ledger: Ledger) -> None:
    for identity, _ in ledger.records(about(1, "Friendship Treaty")[0].id):
        ledger.reject(identity)


CHANGES = (new_report, unread_report, other_records, other_names, newer_version, rejected)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        ledger.add(*about(1, "Friendship Treaty"))
        ledger.add(*told(2, "2018-03-25", level=5.0, url="https://paper.example/2"))
        ledger.reconcile()
    return path


@pytest.mark.parametrize("change", CHANGES)
def test_no_question_fails(path: Path, change: Callable[[Ledger], None]) -> None:
    with Ledger(path) as writer, Ledger(path, read_only=True, lagging=True) as desk:
        change(writer)
        assert desk.pending() > 0
        for name, question in QUESTIONS.items():
            assert question(desk) is not None, name


def test_it_answers_from_what_was_worked_out(path: Path) -> None:
    with Ledger(path) as writer, Ledger(path, read_only=True, lagging=True) as desk:
        before = desk.listed("statement")
        new_report(writer)
        assert desk.listed("statement") == before
        assert desk.pending() == 1
        assert desk._copy is None
        writer.reconcile()
        assert desk.pending() == 0
        assert desk.listed("statement").total == before.total + 1


def test_by_other_rules_it_works_a_copy_out(path: Path) -> None:
    with Ledger(path) as writer:
        before = writer.listed("statement")
        writer._store.run("UPDATE state SET value = '0' WHERE key = 'filed'")
        with Ledger(path, read_only=True, lagging=True) as desk:
            assert desk.pending() == 2
            assert desk.listed("statement") == before


def test_a_decision_is_made_on_what_is_worked_out(path: Path) -> None:
    with Ledger(path, lagging=True) as ledger:
        new_report(ledger)
        ledger.merge(*ledger.listed("occurrence").ids[:2])
        assert ledger.pending() > 0
        ledger.reconcile()
        assert ledger.pending() == 0
