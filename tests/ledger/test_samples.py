"""A ledger over the sample reports, as a perfect reader would fill it, against what cross.json says it must show."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from attache.exports.jsonl import ledger_lines, written
from attache.ledger import Ledger
from attache.ledger.entries import OccurrenceEntry, PersonEntry, PromiseEntry
from tests.gold import EXAMPLES, gold, gold_files

PAIR = ("VNM", "RUS")


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger(":memory:") as filled:
        for path in gold_files():
            filled.add(*gold(path))
        yield filled


@cache
def cross() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((EXAMPLES / "vietnam-russia" / "cross.json").read_text("utf-8"))
    return told


@pytest.fixture(scope="module")
def promises(ledger: Ledger) -> tuple[PromiseEntry, ...]:
    return ledger.promises(between=PAIR, as_of=cross()["as_of"])


@pytest.fixture(scope="module")
def people(ledger: Ledger) -> tuple[PersonEntry, ...]:
    return ledger.people(between=PAIR)


@pytest.fixture(scope="module")
def occurrences(ledger: Ledger) -> tuple[OccurrenceEntry, ...]:
    return ledger.occurrences(between=PAIR)


def promise_of(promises: tuple[PromiseEntry, ...], told: dict[str, Any]) -> PromiseEntry:
    """The promise that holds the first commitment cross.json names under an id."""
    first = told["stated_in"][0]
    for promise in promises:
        for said in promise.stated:
            if said.quotes[0].report.file == first["report"] and said.commitment.evidence[0].text == first["evidence"]:
                return promise
    raise AssertionError(told["id"])


# Verdicts that the rules reach from commitments, figures and events that keep what was promised.
DECIDED = [c["id"] for c in cross()["commitments"] if c["measure"] == "two-way trade"] + [
    "trade-eaeu-10bn-2020",
    "vietros-loan",
    "gaz-380-kits",
    "vaccines-40m",
    "th-2.7bn",
    "fta-29-percent",
    "vehicles-45-percent-2026",
    "investment-fund-500m",
    "far-east",
    "tech-university",
    "no-hostile-alliances",
    "fta-sign-first-half-2015",
    "npp-agreement-august-2025",
    "cross-years-2019",
    "th-kaluga-2021",
    "igc-2024-russia",
    "volodin-other-time",
]


@pytest.mark.parametrize("identity", DECIDED)
def test_verdict(promises: tuple[PromiseEntry, ...], identity: str) -> None:
    told = next(c for c in cross()["commitments"] if c["id"] == identity)
    promise = promise_of(promises, told)
    assert promise.verdict == told["verdict"], promise.explanation


def test_ten_billion_by_2020_with_both_sides(promises: tuple[PromiseEntry, ...]) -> None:
    told = next(c for c in cross()["commitments"] if c["id"] == "trade-10bn-2020")
    promise = promise_of(promises, told)
    assert (promise.verdict, promise.title) == ("missed", "two-way trade: 10 bn USD by 2020")
    assert [a.id for a in promise.parties] == ["RUS", "VNM"]
    stated = {(c.quotes[0].report.file, c.commitment.evidence[0].text) for c in promise.stated}
    assert stated == {(s["report"], s["evidence"]) for s in told["stated_in"]}
    sentences = [quote.sentence for proof in promise.proof for quote in proof.quotes]
    assert any("Vietnam counts nearly 4.85 billion dollars for 2020" in s for s in sentences)
    assert any("Russia counts 5.7 billion" in s for s in sentences)


def test_trade_series_has_all_points_and_the_conflicts(ledger: Ledger) -> None:
    told = cross()["figure_series"][0]
    points = [(v["report"], v["evidence"]) for p in told["periods"] for v in p["values"] if v["unit"] == "USD"]
    series = next(s for s in ledger.series(between=PAIR, measure="two-way trade") if s.unit == "USD")
    assert sorted((p.quotes[0].report.file, p.figure.evidence[0].text) for p in series.points) == sorted(points)
    found = {frozenset((c.first.figure.evidence[0].text, c.second.figure.evidence[0].text)) for c in series.conflicts}
    wanted = [
        frozenset(side["evidence"] for side in c["between"])
        for c in told["conflicts"]
        if "rounding" not in c["why"] and c.get("period") and "different years" not in c["why"]
    ]
    assert [pair for pair in wanted if pair not in found] == []


@pytest.mark.parametrize("told", cross()["persons_changing_office"], ids=lambda told: str(told["person"]))
def test_person_is_one_across_reports_with_dated_offices(people: tuple[PersonEntry, ...], told: dict[str, Any]) -> None:
    persons = [p for p in people if told["person"] in (p.actor.name, *p.actor.aliases)]
    assert len(persons) == 1
    files = {q.report.file for o in persons[0].offices for q in o.quotes}
    assert files >= {f for f in told["reports"] if any(t.person == told["person"] for t in gold_reading(f).tenures)}
    days = [o.date for o in persons[0].offices if o.date]
    assert days == sorted(days, key=lambda d: (d[0] or "", d[1] or ""))


def gold_reading(file: str) -> Any:
    return gold(EXAMPLES / "vietnam-russia" / f"{Path(file).stem}.gold.json")[1]


@pytest.mark.parametrize(
    ("identity", "files"),
    [
        ("medvedev-hanoi-2018", {"16-medvedev-expected-2018.txt", "17-prime-ministers-hanoi-2018.html"}),
        ("volodin-visit-2023", {"24-volodin-postponed-2023.txt", "25-volodin-hanoi-2023.txt"}),
        ("putin-hanoi-2024", {"26-putin-hanoi-2024.txt", "27-eleven-agreements-2024.html", "28-ambassador-interview-2025.txt"}),
        ("fta-in-force", {"12-fta-in-force-2016.txt", "14-commission-2017.txt", "17-prime-ministers-hanoi-2018.html"}),
        ("nuclear-agreement-2010", {"07-nuclear-agreement-2010.html", "13-nuclear-shelved-2016.txt"}),
    ],
)
def test_one_occurrence_of_several_reports(occurrences: tuple[OccurrenceEntry, ...], identity: str, files: set[str]) -> None:
    cluster = next(c for c in cross()["event_clusters"] if c["id"] == identity)
    assert files <= set(cluster["reports"])
    found = [{q.report.file for e in o.events for q in e.quotes} for o in occurrences]
    assert files in found


def test_between_is_about_the_two(ledger: Ledger) -> None:
    files = {r.file for r in ledger.reports(between=PAIR)}
    assert files == {gold(p)[0].file for p in gold_files("vietnam-russia")}
    assert (ledger.pairs()[0].a.id, ledger.pairs()[0].b.id) == ("RUS", "VNM")
    assert {r.file for r in ledger.reports(between=("EU", "Japan"))} == {"01-japan-epa-2019.txt"}


def test_export_is_the_same_whatever_the_order_of_reading() -> None:
    paths = gold_files()[::3]
    exports = []
    for seed in (3, 5):
        random.Random(seed).shuffle(paths)
        with Ledger(":memory:") as ledger:
            for number, path in enumerate(paths):
                ledger.add(*gold(path))
                if number % 7 == seed:
                    ledger.reconcile()
            exports.append([written(line) for line in ledger_lines(ledger)])
    assert exports[0] == exports[1]
