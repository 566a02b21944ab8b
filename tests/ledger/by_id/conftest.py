"""A ledger over the sample reports, and one in which the same is told many times."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from attache.ledger import Ledger
from attache.records import Reading, Report, Thing
from tests.gold import gold, gold_files
from tests.ledger import made

TIMES = 70
"""More tellings than any entry shows."""


@pytest.fixture(scope="package")
def samples() -> Iterator[Ledger]:
    with Ledger(":memory:") as filled:
        for path in gold_files():
            filled.add(*gold(path))
        yield filled


@pytest.fixture(scope="package")
def many() -> Iterator[Ledger]:
    """A visit, a target, a count of trade, an office and a paper told by TIMES reports of two papers and an agency.

    The visit is planned until March 2018, one report in ten has it a day later; every seventh report has another level. One
    telling of the visit is corrected and one rejected.
    """
    with Ledger(":memory:") as filled:
        filled.add_all(_report(number) for number in range(TIMES))
        visit = max((o for o in filled.occurrences() if o.mode == "visit"), key=lambda o: o.tellings)
        filled.correct(visit.events[-1].id, {"where": "Hue"}, by="tester")
        filled.reject(visit.events[-2].id, by="tester")
        yield filled


def _report(number: int) -> tuple[Report, Reading]:
    day = f"{2015 + number // 12}-{1 + number % 12:02}-05"
    visit = "Lavrov visited Hanoi" if day > "2018-03" else "Lavrov will visit Hanoi"
    level, value = ("4.8", 4_800_000_000.0) if number % 7 else ("4.1", 4_100_000_000.0)
    said = "it is doubtful that 10 billion dollars will be reached by 2020" if number % 9 == 0 else "ties were good"
    text = (
        f"{visit}. Minister Lavrov said {said}. Both sides aim at 10 billion dollars by 2020. Trade came to {level} billion "
        f"dollars in 2014. The Air Treaty was signed. Lavrov met Minh. {_filler(number)}"
    )
    report = made.report(text, day, publisher=("Nhan Dan", "Kommersant")[number % 2], agency=None if number % 5 else "TASS")
    days = "2018-03-23" if number % 10 else "2018-03-24"
    status = "happened" if day > "2018-03" else "planned"
    signed = {"type": "SUPPORT", "about": ("Air Treaty",), "when": made.year(2014)}
    records = (
        made.event(report, visit, "visit", "Lavrov", target=("VNM",), when=(days, days), status=status),
        made.event(report, "Lavrov met Minh", "meeting", "Lavrov", "Minh", when=("2018-03-23", "2018-03-23")),
        made.event(report, "The Air Treaty was signed", "sign", "RUS", "VNM", **signed),
        made.statement(report, said, "Lavrov"),
        made.figure(report, f"{level} billion dollars", value, period=made.year(2014), source="RUS"),
        made.target(report, "aim at 10 billion dollars by 2020", 10e9, made.year(2020)),
        made.tenure(report, "Minister Lavrov", "Lavrov", "minister", "RUS"),
    )
    actors = (made.actor("Lavrov", "person", "RUS"), made.actor("Minh", "person", "VNM"))
    treaty = Thing("Air Treaty", "agreement", None, made.names("RUS", "VNM"), (made.passage(report, "Air Treaty"),))
    return report, made.reading(report, actors, *records, things=(treaty,))


def _filler(number: int) -> str:
    """Words of its own, so that no two reports are one text."""
    chance = random.Random(number)
    return " ".join("".join(chance.choices("abdegiklmnoprstu", k=6)) for _ in range(120))
