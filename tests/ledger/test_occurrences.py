"""Which tellings are one event in the world."""

from __future__ import annotations

from typing import Any

import pytest

from attache.ledger import Ledger
from attache.records import Dates
from tests.ledger import made

PEOPLE = (made.actor("Lavrov", "person", "RUS"), made.actor("Minh", "person", "VNM"), made.actor("Son", "person", "VNM"))
MINISTER = made.actor("a minister", "person", "RUS")
DAY: Dates = ("2018-03-23", "2018-03-23")
MARCH: Dates = ("2018-03-01", "2018-03-31")
JUNE: Dates = ("2018-06-10", "2018-06-11")
OPEN: Dates = (None, "2018-03-31")


def trip(when: Dates, status: str = "happened", who: str = "Lavrov") -> Any:
    return telling("visit", who, target=("VNM",), when=when, status=status)


def telling(mode: str, *who: str, **told: Any) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    return mode, who, told


def states(*tellings: tuple[str, tuple[str, ...], dict[str, Any]]) -> list[tuple[int, str]]:
    """Number of tellings and state of each occurrence; every telling is a report of its own, a day after the one before."""
    with Ledger(":memory:") as ledger:
        for number, (mode, who, told) in enumerate(tellings):
            report = made.report(f"Report {number} on Lavrov, Minh and Son.", f"2018-07-{number + 1:02}")
            ledger.add(
                report, made.reading(report, (*PEOPLE, MINISTER), made.event(report, f"Report {number}", mode, *who, **told))
            )
        return sorted((len(o.events), o.status) for o in ledger.occurrences())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (telling("meeting", "Lavrov", "Minh", when=DAY), telling("talks", "Minh", "Lavrov", when=DAY)),
        (telling("meeting", "Lavrov", "Minh", when=DAY), telling("talks", "Minh", "Lavrov", when=MARCH)),
        (trip(DAY), trip(MARCH)),
        (trip(DAY), trip(DAY, who="RUS")),
        (
            trip(DAY, "planned"),
            trip(DAY),
        ),
        (
            trip(DAY, "postponed"),
            trip(JUNE),
        ),
        (
            telling("sign", "RUS", "VNM", type="SUPPORT", about=("Friendship Treaty",), when=DAY),
            telling("sign", "Lavrov", "Minh", type="SUPPORT", about=("Treaty of Friendship",), when=("2018-01-01", "2018-12-31")),
        ),
    ],
)
def test_one_event(first: Any, second: Any) -> None:
    assert states(first, second) == [(2, "happened")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (telling("meeting", "Lavrov", "Minh", when=DAY), telling("meeting", "Lavrov", "Son", when=DAY)),
        (telling("meeting", "Lavrov", "Minh", when=DAY), telling("meeting", "Lavrov", "Minh", when=JUNE)),
        (telling("meeting", "Lavrov", "Minh", when=DAY), telling("meeting", "Lavrov", "Minh")),
        (telling("meeting", "Lavrov", "Minh", when=DAY), telling("meeting", "Lavrov", "Minh", when=OPEN)),
        (telling("meeting", "RUS", "VNM", when=DAY), telling("meeting", "RUS", "VNM", when=("2018-01-01", "2018-12-31"))),
        (telling("meeting", "Lavrov", "Minh", when=DAY), telling("call", "Lavrov", "Minh", when=DAY)),
        (trip(DAY), trip(JUNE)),
        (telling("expel", "RUS", type="SANCTION", when=DAY), telling("expel", "RUS", type="THREATEN", when=DAY)),
        (
            trip(DAY),
            trip(DAY, "denied"),
        ),
        (
            telling("sign", "RUS", "VNM", type="SUPPORT", about=("Friendship Treaty",), when=DAY),
            telling("sign", "RUS", "VNM", type="SUPPORT", about=("Gas Agreement",), when=DAY),
        ),
    ],
)
def test_two_events(first: Any, second: Any) -> None:
    assert [number for number, _ in states(first, second)] == [1, 1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The visitor told by country and the host by place; by a description; the same days as a month.
        (telling("visit", "RUS", where="VNM", when=DAY), telling("visit", "Lavrov", target=("VNM",), when=MARCH)),
        (telling("visit", "a minister", where="VNM", when=DAY), telling("visit", "Lavrov", target=("VNM",), when=MARCH)),
    ],
)
def test_one_visit_told_otherwise(first: Any, second: Any) -> None:
    assert states(first, second) == [(2, "happened")]


def test_one_journey_to_two_countries_is_two_visits() -> None:
    assert states(trip(DAY), telling("visit", "Lavrov", target=("CHN",), when=DAY)) == [(1, "happened"), (1, "happened")]


@pytest.mark.parametrize(
    ("mode", "words", "status", "when", "number"),
    [
        ("visit", "Lavrov was to come.", "planned", MARCH, 1),
        ("visit", "Lavrov came.", "happened", MARCH, 1),
        ("visit", "Lavrov came again.", "happened", MARCH, 2),
        ("visit", "Lavrov came again.", "happened", ("2018-03-22", "2018-03-23"), 1),
        ("visit", "Lavrov came again.", "happened", ("2018-03-24", "2018-03-25"), 2),
        ("meeting", "Lavrov was to come.", "planned", MARCH, 2),
    ],
)
def test_one_visit_told_twice_by_one_report(mode: str, words: str, status: str, when: Dates, number: int) -> None:
    report = made.report("Lavrov was to come. Lavrov came. Lavrov came again.", "2018-03-24")
    one = made.event(report, "Lavrov came.", mode, "Lavrov", target=("VNM",), when=DAY)
    other = made.event(report, words, mode, "Lavrov", target=("VNM",), when=when, status=status)
    with Ledger(":memory:") as ledger:
        ledger.add(report, made.reading(report, PEOPLE, one, other))
        assert len(ledger.occurrences()) == number


def test_state_is_that_of_the_latest_report() -> None:
    assert states(trip(DAY, "planned"), trip(DAY, "postponed")) == [(2, "postponed")]


def test_two_records_of_one_report_are_two_events() -> None:
    report = made.report("Lavrov met Minh, then Lavrov met Minh again.", "2018-03-23")
    twice = [made.event(report, words, "meeting", "Lavrov", "Minh", when=DAY) for words in ("Lavrov met Minh,", "again")]
    with Ledger(":memory:") as ledger:
        ledger.add(report, made.reading(report, PEOPLE, *twice))
        assert len(ledger.occurrences()) == 2
