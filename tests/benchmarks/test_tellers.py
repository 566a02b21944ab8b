"""Which records tell an event of cross.json: not those that tell another event of the report better, nor what was asked then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attache.ledger import Ledger
from benchmarks.reconcile.clusters import items_of
from benchmarks.reconcile.ledgers import Case
from tests.ledger import made

TOUR = made.report("On Saturday Ito visited the museum of gold in Lima.", "2014-05-12", file="tour.txt")
ASKED = made.report("Salas asked Ito for a loan during the state visit to Peru in 2014.", "2016-05-12", file="asked.txt")
BOTH = made.report("Ito visited Peru. On Saturday he visited the museum of gold in Lima.", "2014-05-12", file="both.txt")
PEOPLE = (made.actor("Ito", "person", "JPN"), made.actor("Salas", "person", "PER"), made.actor("PER", "country", "PER"))
STATE_VISIT = {"id": "visit", "event": "State visit of Ito to Peru", "date": ["2014-05-09", "2014-05-11"], "where": "PER"}
MUSEUM = {"id": "museum", "event": "Ito visits the museum of gold", "date": ["2014-05-10", "2014-05-10"], "where": "Lima"}


def told(*clusters: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    """Words of the tellers by cluster and report."""
    visit: dict[str, Any] = {"target": ("PER",), "when": ("2014-05-10", "2014-05-10"), "where": "Lima"}
    whole: dict[str, Any] = {"target": ("PER",), "when": ("2014-05-09", "2014-05-11"), "where": "PER"}
    demand: dict[str, Any] = {"type": "REQUEST", "target": ("Ito",), "when": ("2014-01-01", "2014-12-31")}
    museum = "he visited the museum of gold in Lima"
    records = {
        TOUR: (made.event(TOUR, "Ito visited the museum of gold in Lima", "visit", "Ito", **visit),),
        ASKED: (made.event(ASKED, "Salas asked Ito for a loan during the state visit to Peru", "loan", "Salas", **demand),),
        BOTH: (made.event(BOTH, "Ito visited Peru", "visit", "Ito", **whole), made.event(BOTH, museum, "visit", "Ito", **visit)),
    }
    with Ledger(":memory:") as ledger:
        for report, events in records.items():
            ledger.add(report, made.reading(report, PEOPLE, *events))
        ledger.reconcile()
        case = Case(Path(), {"event_clusters": list(clusters)}, ledger, True)
        return {(i.cluster, i.report): [e.event.evidence[0].text for e in i.records] for i in items_of(case)}


def test_a_record_with_the_days_of_another_event_of_the_report_tells_that_one() -> None:
    reports = {"reports": ["tour.txt", "both.txt"]}
    found = told(STATE_VISIT | reports, MUSEUM | reports)
    assert found["visit", "tour.txt"] == []
    assert found["visit", "both.txt"] == ["Ito visited Peru"]
    assert found["museum", "tour.txt"] == ["Ito visited the museum of gold in Lima"]
    alone = told(STATE_VISIT | reports)
    assert alone["visit", "tour.txt"] == ["Ito visited the museum of gold in Lima"]


def test_a_demand_at_a_visit_does_not_tell_the_visit() -> None:
    assert told(STATE_VISIT | {"reports": ["asked.txt"]}) == {("visit", "asked.txt"): []}
