"""Descriptions by an office stand for whoever held it when the report came out."""

from __future__ import annotations

import pytest

from attache.ledger import Ledger
from tests.ledger import made

HELD = ("2018-03-20", "2019-05-20")


def names_of_the_doers(described: str, day: str, *others: str) -> list[str]:
    """Whom an event by a described person shows, with Lavrov seen as Foreign Minister on both days of HELD."""
    with Ledger(":memory:") as ledger:
        text = f"{described} met Minh in Hanoi."
        report = made.report(text, day)
        people = [made.actor(described, "person", "RUS"), made.actor("Minh", "person", "VNM")]
        ledger.add(
            report, made.reading(report, people, made.event(report, "met Minh", "meeting", described, "Minh", when=(day, day)))
        )
        seen = [("Sergey Lavrov", d) for d in HELD] + [(name, "2018-06-01") for name in others]
        for name, when in seen:
            told = made.report(f"Foreign Minister {name} spoke on {when}.", when)
            office = made.tenure(told, "Foreign Minister", name, "Foreign Minister", "RUS")
            ledger.add(told, made.reading(told, [made.actor(name, "person", "RUS")], office))
            ledger.reconcile()
        grown = list(ledger.worked_out())
        ledger.rebuild()
        assert list(ledger.worked_out()) == grown
        return [a.name for a in ledger.events()[0].who]


@pytest.mark.parametrize(
    ("described", "day", "others", "meant"),
    [
        ("the Russian foreign minister", "2018-09-20", (), "Sergey Lavrov"),
        ("the Russian foreign minister", "1999-09-20", (), "the Russian foreign minister"),
        ("the Russian foreign minister", "2018-09-20", ("Ivan Petrov",), "the Russian foreign minister"),
        ("a Russian minister", "2018-09-20", (), "a Russian minister"),
        ("the former Russian foreign minister", "2018-09-20", (), "the former Russian foreign minister"),
    ],
)
def test_who_is_meant(described: str, day: str, others: tuple[str, ...], meant: str) -> None:
    assert names_of_the_doers(described, day, *others) == [meant, "Minh"]
