"""What one report tells as held and another denies."""

from __future__ import annotations

from typing import Any

import pytest

from attache.ledger import Ledger
from attache.ledger.asking import Scope
from attache.ledger.denied import denials, told_and_denied
from attache.ledger.occurrences import same_event
from tests.ledger import made
from tests.ledger.test_occurrences_rules import DAY, MARCH, PAIR, PORT, one

SIGNED: dict[str, Any] = {"who": PAIR, "about": (PORT,)}


@pytest.mark.parametrize(
    ("held", "denied", "report", "found"),
    [
        (DAY, DAY, 2, True),
        (DAY, MARCH, 2, True),
        (DAY, (None, "2018-06-30"), 2, True),
        # Not signed yet; of other days; told and denied by one report, which then speaks of two acts.
        (DAY, (None, "2018-03-20"), 2, False),
        (DAY, ("2018-05-01", "2018-05-31"), 2, False),
        (DAY, DAY, 1, False),
    ],
)
def test_pairs(held: Any, denied: Any, report: int, found: bool) -> None:
    a = one(1, "SUPPORT", "sign", "happened", report=1, **SIGNED, when=held)
    b = one(2, "SUPPORT", "sign", "denied", report=report, **SIGNED, when=denied)
    assert not same_event(a, b)
    assert [(h.id, d.id) for h, d in denials([b, a])] == ([(a.id, b.id)] if found else [])


def test_a_finding_with_both_sides() -> None:
    people = (made.actor("Lavrov", "person", "RUS"), made.actor("Minh", "person", "VNM"))
    with Ledger(":memory:") as ledger:
        for words, status, day in (("Lavrov met Minh.", "happened", "24"), ("Lavrov did not meet Minh.", "denied", "25")):
            report = made.report(words, f"2018-03-{day}")
            met = made.event(report, words, "meeting", "Lavrov", "Minh", when=DAY, status=status)
            ledger.add(report, made.reading(report, people, met))
        ledger.reconcile()
        (finding,) = told_and_denied(ledger._store, Scope())
        assert (finding.code, finding.says) == (
            "told-and-denied",
            "told as held (23 March 2018) by one report, denied by another",
        )
        held = {e.id: e.event.status for o in ledger.occurrences() if o.id == finding.subject for e in o.events}
        assert held == {finding.records[0]: "happened"}
        assert len(finding.records) == 2
