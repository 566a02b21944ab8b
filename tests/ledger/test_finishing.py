"""What was to be built and its being finished, opened or handed over, by whatever word each report tells it."""

from __future__ import annotations

from typing import Any

import pytest

from attache.ledger.counted import numbers_in
from attache.ledger.entries import ActorEntry
from attache.ledger.event_keys import keys_of
from attache.ledger.occurrences import group, same_event, telling
from attache.ledger.parts import parts_in
from attache.ledger.tellings import Telling
from attache.ledger.told import Actors, Told
from attache.records import Dates, Event, Evidence, ReportId
from tests.ledger.made import names

ACTORS = Actors(
    {c: ActorEntry(c, c, "country", c, ()) for c in ("PER", "JPN")}
    | {"Salas": ActorEntry("Salas", "Salas", "person", "PER", ())}
    | {"Ito Works": ActorEntry("Ito Works", "Ito Works", "organisation", "JPN", ())},
    {},
)
MAY: Dates = ("2017-05-31", "2017-05-31")


def telling_of(number: int, act: str, words: str, when: Dates | None, said: str, **told: Any) -> Telling:
    """A telling of the Callao – Ica line in Peru by one who works or speaks there; each is a report of its own."""
    kind, mode, status = act.split()
    given = {"who": names("PER"), "about": ("Callao – Ica line",), "where": "PER"} | told
    passage = Evidence(ReportId(f"r{number}"), 0, len(words), words)
    event: Any = Event(type=kind, mode=mode, status=status, when=when, evidence=(passage,), rule="hand", **given)  # type: ignore[arg-type]
    return telling(Told(f"e-{number}", event, f"r{number}", (said, said), {}), ACTORS)


PLAN = telling_of(
    1, "COOPERATE project planned", "is to lay 90 km of track", ("2014-10-01", "2017-12-31"), "2014-05-11", who=names("Ito Works")
)
DUE = telling_of(2, "COOPERATE project planned", "is to be finished in July 2016", ("2016-07-01", "2016-07-31"), "2014-05-11")
OPENED = ("CONSULT ceremony happened", "President Salas opened the line", MAY, "2017-06-01")
CARRIED = ("COOPERATE project happened", "The line carried its first passengers", MAY, "2017-06-01")


@pytest.mark.parametrize(
    ("plan", "told", "details", "same"),
    [
        (PLAN, OPENED, {"who": names("Salas")}, True),
        (PLAN, CARRIED, {}, True),
        (DUE, OPENED, {"who": names("Salas")}, True),
        (DUE, ("COOPERATE project-complete happened", "The line was opened", MAY, "2017-06-01"), {}, True),
        # Another line; a ceremony on the way; work that goes on; what was opened before anyone planned it.
        (DUE, OPENED, {"about": ("Cusco – Puno line",)}, False),
        (PLAN, ("CONSULT ceremony happened", "President Salas laid a stone", MAY, "2017-06-01"), {}, False),
        (PLAN, ("COOPERATE project ongoing", "Track is being laid", ("2016-10-01", "2016-10-31"), "2016-11-01"), {}, False),
        (DUE, ("CONSULT ceremony happened", "President Salas opened the line", ("2009-05-31",) * 2, "2009-06-01"), {}, False),
        (DUE, ("COOPERATE project happened", "Half of the line was finished", MAY, "2017-06-01"), {}, False),
        # Of a part of it nothing follows for the whole, nor for another part.
        (
            DUE,
            ("CONSULT ceremony happened", "President Salas opened the second section", ("2020-05-31",) * 2, "2020-06-01"),
            {},
            False,
        ),
    ],
)
def test_what_was_planned_and_what_was_finished(plan: Telling, told: Any, details: Any, same: bool) -> None:
    other = telling_of(3, *told, **details)
    assert same_event(plan, other) is same
    assert same_event(other, plan) is same
    assert not same or keys_of(plan) & keys_of(other)


def test_parts_are_finished_each_by_itself() -> None:
    berths = [
        telling_of(1, "COOPERATE project planned", "the first berth would be working by 2016", ("2016-12-31",) * 2, "2013-08-24"),
        telling_of(2, "CONSULT ceremony happened", "opened the second berth", ("2019-05-20",) * 2, "2019-05-21"),
        telling_of(3, "CONSULT ceremony happened", "opened the 1st berth", ("2021-05-20",) * 2, "2021-05-21"),
    ]
    assert [[t.id for t in found] for found in group(berths)] == [["e-1", "e-3"], ["e-2"]]


@pytest.mark.parametrize(
    ("words", "meetings", "parts"),
    [
        ("the fifth session of the council", {5}, set()),
        ("the 24th meeting", {24}, set()),
        ("the first meeting in two years", set(), set()),
        ("the first meeting of the year", set(), set()),
        ("opened the second part of the line", set(), {("part", 2)}),
        ("phase II and unit 3", set(), {("phase", 2), ("unit", 3)}),
        ("a line of 90 km, line 90 km long", set(), set()),
    ],
)
def test_numbers(words: str, meetings: set[int], parts: set[tuple[str, int]]) -> None:
    assert numbers_in(words) == meetings
    assert parts_in(words) == parts
