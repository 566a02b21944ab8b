"""What people have called one stays one when a page has a newer version or one of its records is rejected."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from attache.ledger import Ledger
from attache.records import Reading, Report
from tests.ledger import made

OPENING = "The two countries have been at work on this for many years. They met late. It rained all night long."


def met(number: int, day: str, more: str = "", *, page: int | None = None) -> tuple[Report, Reading]:
    words = f"Guest {number} came to Hanoi."
    report = made.report(f"{OPENING} {words} {more}", "2020-03-20", url=f"https://paper.example/{page or number}")
    guest = made.actor(f"Guest {number}", "person", "RUS")
    return report, made.reading(report, [guest], made.event(report, words, "meeting", guest.name, "VNM", when=(day, day)))


FIRST, SECOND = met(1, "2018-03-20"), met(2, "2019-03-20")


@pytest.fixture
def merged() -> Iterator[Ledger]:
    """Two meetings that a person has called one."""
    with Ledger(":memory:") as ledger:
        ledger.add_all((FIRST, SECOND))
        ledger.merge(*(o.id for o in ledger.occurrences()))
        assert len(ledger.occurrences()) == 1
        yield ledger


def test_a_newer_version_of_the_page(merged: Ledger) -> None:
    merged.add(*met(1, "2018-03-20", "Nothing else was told."))
    assert len(merged.occurrences()) == 1
    merged.rebuild()
    assert len(merged.occurrences()) == 1


def test_one_of_two_tellings_is_rejected() -> None:
    again = met(1, "2018-03-20", "Other papers told it too.", page=3)
    with Ledger(":memory:") as ledger:
        ledger.add_all((FIRST, again, SECOND))
        twice, once = sorted(ledger.occurrences(), key=lambda o: -len(o.events))
        assert len(twice.events) == 2
        review = ledger.merge(twice.id, once.id)
        for event in twice.events:
            rejected = ledger.reject(event.id)
            (left,) = ledger.occurrences()
            assert len(left.events) == 2
            ledger.rebuild()
            assert ledger.occurrences() == (left,)
            ledger.undo(rejected.id)
        ledger.undo(review.id)
        assert len(ledger.occurrences()) == 2
