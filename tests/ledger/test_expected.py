"""What was announced and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from attache.ledger import Ledger
from attache.ledger.asking import Scope
from attache.ledger.expected import ExpectedEntry, expected, outlook
from attache.ledger.store import Store
from attache.ledger.tellings import Telling
from attache.records import Dates
from tests.gold import EXAMPLES, gold, gold_files
from tests.ledger import made
from tests.ledger.test_occurrences_rules import VISIT, one

FOLDER = "vietnam-russia"
OUTCOMES = {
    "unknown": {"not told again", "to come"},
    "pending": {"to come"},
    "happened": {"held"},
    "happened on other days": {"held on other days"},
    "happened on": {"held"},
    "postponed, happened": {"put off, then held"},
}
"""Words of cross.json → outcomes, the longest beginning first."""
CROSS: dict[str, Any] = json.loads((EXAMPLES / FOLDER / "cross.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def entries() -> Iterator[tuple[ExpectedEntry, ...]]:
    with Ledger(":memory:") as ledger:
        for path in gold_files(FOLDER):
            ledger.add(*gold(path))
        yield expected(store_of(ledger), Scope(("RUS", "VNM")), as_of=CROSS["as_of"])


def store_of(ledger: Ledger) -> Store:
    """The ledger's store with everything worked out."""
    ledger.reconcile()
    return ledger._store


@pytest.mark.parametrize("told", CROSS["planned_events"], ids=lambda told: str(told["event"]))
def test_what_the_samples_announce(entries: tuple[ExpectedEntry, ...], told: dict[str, Any]) -> None:
    report, when = told["announced"]["report"], tuple(told["announced"]["date"])
    found = [
        e
        for e in entries
        if e.planned == when
        and any(q.report.file == report for a in e.announced for q in a.quotes)
        and e.mode in ("visit", "meeting")
    ]
    assert found
    begins = max((w for w in OUTCOMES if told["outcome"].startswith(w)), key=len)
    assert {e.outcome for e in found} <= OUTCOMES[begins]
    files = {q.report.file for e in found for p in (*e.announced, *e.proof) for q in p.quotes}
    assert set(told["proof"]) <= files


def test_both_sides_have_their_words(entries: tuple[ExpectedEntry, ...]) -> None:
    (visit,) = (e for e in entries if e.planned == ("2018-03-19", "2018-03-20"))
    assert visit.explanation == "Announced for 19–20 March 2018; held on 22–23 March 2018."
    assert "first been announced for 19 and 20 March" in visit.announced[0].quotes[0].sentence
    assert "the guest came on Thursday" in visit.proof[0].quotes[0].sentence


DAYS: Dates = ("2018-03-20", "2018-03-21")
PLAN = one(1, "CONSULT", "visit", "planned", said="2018-03-01", **VISIT, when=DAYS)
PUT_OFF = one(2, "CONSULT", "visit", "postponed", said="2018-03-18", **VISIT, when=DAYS)
ANEW = one(3, "CONSULT", "visit", "planned", report=2, said="2018-03-18", **VISIT, when=("2018-05-01", "2018-05-31"))
HELD = one(4, "CONSULT", "visit", "happened", said="2018-05-20", **VISIT, when=("2018-05-18", "2018-05-19"))
CAME = one(5, "CONSULT", "visit", "happened", said="2018-03-22", **VISIT, when=DAYS)
RECALLED = one(16, "CONSULT", "visit", "planned", said="2018-09-20", **VISIT, when=DAYS)
DENIED = one(6, "CONSULT", "visit", "denied", said="2018-03-22", **VISIT, when=DAYS)
UNDATED = one(7, "CONSULT", "visit", "planned", said="2018-03-01", **VISIT)
TRIP: dict[str, Any] = {"who": ("Lavrov",), "about": ("visit of Lavrov to Vietnam",)}
CANCEL = one(8, "REJECT", "cancel", "happened", said="2018-03-18", **TRIP, when=("2018-03-18", "2018-03-18"))
DELAY = one(9, "REJECT", "postpone", "happened", said="2018-03-18", **TRIP, when=("2018-03-18", "2018-03-18"))
TALKS = one(10, "CONSULT", "talks", "happened", said="2018-03-22", who=("Lavrov", "Son"), where="Hanoi", when=("2018-03-21",) * 2)
AWAY = one(11, "CONSULT", "talks", "happened", said="2018-03-22", who=("Lavrov", "Son"), where="Moscow", when=("2018-03-21",) * 2)
SEEN = one(14, "CONSULT", "talks", "happened", said="2018-03-24", who=("Lavrov", "Son"), where="Hanoi")
BOTH = one(15, "CONSULT", "visit", "happened", report=8, said="2018-03-18", **VISIT, when=DAYS)


def replaced(held: Telling, off: Telling) -> Telling:
    """The telling on the words and in the report of another."""
    event = replace(held.event, evidence=off.event.evidence)
    return replace(held, told=replace(held.told, record=event, report=off.told.report))


THREAT = one(12, "THREATEN", "expel", "planned", said="2018-03-01", who=("RUS",), when=DAYS)
WOULD = one(13, "CONSULT", "visit", "conditional", said="2018-04-01", **VISIT, when=DAYS)


@pytest.mark.parametrize(
    ("tellings", "around", "as_of", "outcome"),
    [
        ([PLAN], [], "2018-03-10", "to come"),
        ([PLAN], [], "2018-03-21", "to come"),
        ([PLAN], [], "2018-03-22", "not told again"),
        ([PLAN, CAME], [], "2018-04-01", "held"),
        ([PLAN, CAME], [], "2018-03-21", "to come"),
        ([PLAN, PUT_OFF], [], "2018-06-01", "put off"),
        ([PLAN, PUT_OFF, ANEW], [], "2018-05-02", "to come"),
        ([PLAN, PUT_OFF, ANEW], [], "2018-06-02", "not told again"),
        ([PLAN, PUT_OFF, ANEW, HELD], [], "2018-06-02", "put off, then held"),
        ([PLAN, HELD], [], "2018-06-02", "held on other days"),
        ([PLAN], [CANCEL], "2018-03-19", "called off"),
        ([PLAN], [DELAY], "2018-03-19", "put off"),
        # Put off at the time, recalled later.
        ([RECALLED], [DELAY], "2018-10-01", "put off"),
        ([PLAN, DENIED], [], "2018-04-01", "not held"),
        ([PLAN, DENIED], [CANCEL], "2018-04-01", "called off"),
        ([PLAN], [TALKS], "2018-04-01", "held"),
        ([PLAN], [SEEN], "2018-04-01", "held"),
        # One sentence read as "came" and as "put off".
        ([PLAN, replaced(BOTH, DELAY)], [DELAY], "2018-03-19", "put off"),
        ([PLAN], [AWAY], "2018-04-01", "not told again"),
        ([UNDATED], [], "2018-12-01", "to come"),
        ([UNDATED], [], "2019-12-01", "not told again"),
        ([PLAN], [], "2018-02-01", None),
        ([CAME], [], "2018-04-01", None),
        ([THREAT], [], "2018-03-10", None),
        ([WOULD], [], "2018-04-10", None),
    ],
)
def test_outcomes(tellings: Any, around: Any, as_of: str, outcome: str | None) -> None:
    for order in (tellings, tellings[::-1]):
        found = outlook(order, around, as_of)
        assert (found and found.outcome) == outcome


def test_a_span_of_days_limits_by_plan_outcome_or_report() -> None:
    report = made.report("Lavrov will come to Vietnam in May.", "2018-03-01")
    people = (made.actor("Lavrov", "person", "RUS"),)
    visit = made.event(
        report, "Lavrov will come", "visit", "Lavrov", target=("VNM",), when=("2018-05-01", "2018-05-31"), status="planned"
    )
    with Ledger(":memory:") as ledger:
        ledger.add(report, made.reading(report, people, visit))
        store = store_of(ledger)
        found = [
            expected(store, Scope(days=days))
            for days in (None, ("2018-05-10", None), ("2018-03-01", "2018-03-31"), ("2019-01-01", None))
        ]
        assert [len(f) for f in found] == [1, 1, 1, 0]
        assert (found[0][0].outcome, found[0][0].as_of) == ("to come", "2018-03-01")
