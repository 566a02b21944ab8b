"""Visits told without days of their own: which visit each means, and when none is taken to be meant."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from attache.ledger.entries import ActorEntry
from attache.ledger.occurrences import Occurrence, build_occurrences, group, keys_of, same_event, telling
from attache.ledger.tellings import Telling
from attache.ledger.told import Actors, Told
from attache.records import Dates, Event, Evidence, ReportId
from tests.ledger.made import names, year

ACTORS = Actors(
    {c: ActorEntry(c, c, "country", c, ()) for c in ("PER", "JPN", "CHL")}
    | {"Fuji": ActorEntry("Fuji", "Fuji", "person", "JPN", ()), "Salas": ActorEntry("Salas", "Salas", "person", "PER", ())}
    | {"FAO": ActorEntry("FAO", "FAO", "organisation", None, ())},
    {},
)
INVITED = ("proposed", None, "2006-04-29")
SPRING: Dates = ("2010-04-28", "2010-05-04")
AUTUMN: Dates = ("2010-10-01", "2010-10-02")
HALF: Dates = ("2010-01-01", "2010-06-30")


def visit(number: int, status: str, when: Dates | None, said: str, **told: Any) -> Telling:
    """A visit of Fuji to Peru; every telling is a report of its own unless `report` says otherwise."""
    report = f"r{told.pop('report', number)}"
    given = {"who": names("Fuji"), "target": names("PER")} | told
    passage = Evidence(ReportId(report), number * 10, number * 10 + 9, told.pop("words", "telling"))
    given.pop("words", None)
    event: Any = Event(type="CONSULT", mode="visit", status=status, when=when, evidence=(passage,), rule="hand", **given)  # type: ignore[arg-type]
    return telling(Told(f"e-{number:02}", event, report, (said, said), {}), ACTORS)


def numbers(members: list[Telling]) -> list[list[int]]:
    """The groups by the numbers of their tellings, whatever their order."""
    found = [[int(t.id[2:]) for t in found] for found in group(members)]
    for seed in range(3):
        assert [[int(t.id[2:]) for t in g] for g in group(random.Random(seed).sample(members, len(members)))] == found
    return found


def told(*visits: Any) -> list[Telling]:
    """Tellings by status, days and the report's day, in this order."""
    return [visit(n, *v) for n, v in enumerate(visits, 1)]


def held(when: Dates) -> tuple[str, Dates, str]:
    """A visit told as held on its last day."""
    return "happened", when, when[1] or ""


@pytest.mark.parametrize(
    ("tellings", "groups"),
    [
        # An invitation is met by the first visit after it, within a term of office.
        (told(INVITED, held(SPRING)), [[1, 2]]),
        (told(INVITED, held(AUTUMN), held(SPRING)), [[1, 3], [2]]),
        (told(("proposed", None, "2004-04-29"), held(SPRING)), [[1], [2]]),
        (told(("proposed", None, "2010-05-06"), held(SPRING)), [[1], [2]]),
        # A plan for half a year, in it or a little later; not one made when he had been there.
        (told(("planned", HALF, "2009-08-24"), held(SPRING)), [[1, 2]]),
        (told(("planned", HALF, "2009-08-24"), held(("2010-07-05", "2010-07-06"))), [[1, 2]]),
        (told(("planned", HALF, "2009-08-24"), held(AUTUMN)), [[1], [2]]),
        (told(("planned", HALF, "2010-05-06"), held(SPRING)), [[1], [2]]),
        (told(("planned", (None, "2010-06-30"), "2010-02-01"), held(SPRING)), [[1, 2]]),
        (told(("postponed", HALF, "2010-06-01"), held(AUTUMN)), [[1, 2]]),
        (told(("planned", year(2010), "2009-08-24"), ("planned", HALF, "2009-09-01"), held(SPRING)), [[1, 2, 3]]),
        # "Was here in 2010" says nothing of which of two visits it was.
        (told(held(SPRING), ("happened", year(2010), "2015-01-01")), [[1, 2]]),
        (told(held(SPRING), ("happened", year(2009), "2015-01-01")), [[1], [2]]),
        (told(held(SPRING), ("happened", year(2010), "2015-01-01"), held(AUTUMN)), [[1], [2], [3]]),
        (told(("happened", year(2010), "2015-01-01"), ("happened", year(2010), "2016-01-01")), [[1], [2]]),
        (told(("happened", year(2010), "2015-01-01"), ("happened", year(2010), "2016-01-01"), held(SPRING)), [[1, 2, 3]]),
    ],
)
def test_which_visit_is_meant(tellings: list[Telling], groups: list[list[int]]) -> None:
    assert numbers(tellings) == groups


def test_what_is_planned_besides_the_next_visit_is_not_met_by_a_later_one() -> None:
    plan = visit(1, "planned", SPRING, "2010-01-01")
    another = visit(2, "proposed", None, "2010-01-01", report=1)
    assert numbers([plan, another, visit(3, *held(SPRING)), visit(4, *held(("2011-03-01", "2011-03-02")))]) == [[1, 3], [2], [4]]


def test_put_off_until_before_the_end_of_the_year() -> None:
    put_off = visit(1, "postponed", ("2021-08-18", "2021-08-19"), "2021-08-16")
    anew = visit(2, "planned", ("2021-08-16", "2021-12-31"), "2021-08-16", report=1)
    came = visit(3, *held(("2022-01-05", "2022-01-06")))
    assert numbers([put_off, anew]) == [[1, 2]]
    assert numbers([put_off, anew, came]) == [[1, 2, 3]]


def test_another_visitor_or_host_is_not_meant() -> None:
    spring = visit(1, *held(SPRING))
    assert not same_event(spring, visit(2, *INVITED, who=names("Salas")))
    assert not same_event(spring, visit(2, *INVITED, target=names("JPN")))
    assert same_event(spring, visit(2, *INVITED))


def test_a_visit_to_an_international_body_is_none_to_the_country_of_its_seat() -> None:
    country = visit(1, *held(SPRING))
    body = {"target": names("FAO"), "where": "Lima"}
    seat = visit(2, "happened", ("2010-04-29", "2010-04-29"), "2010-05-04", **body)
    again = visit(3, "happened", ("2010-04-29", "2010-04-29"), "2010-05-05", **body)
    nowhere = visit(4, "happened", SPRING, "2010-05-05", target=(), where="Lima")
    assert numbers([country, seat, again]) == [[1], [2, 3]]
    assert same_event(country, nowhere)


def talks(number: int, when: Dates | None, said: str, status: str = "happened", **told: Any) -> Telling:
    """Talks of Fuji and Salas in Lima."""
    made = visit(number, status, when, said, **({"who": names("Fuji", "Salas"), "target": (), "where": "Lima"} | told))
    return telling(replace(made.told, record=replace(made.event, mode="talks")), ACTORS)


@pytest.mark.parametrize(
    ("tellings", "groups"),
    [
        ([talks(1, SPRING, "2010-05-04"), talks(2, year(2010), "2015-01-01", where="PER")], [[1, 2]]),
        ([talks(1, SPRING, "2010-05-04"), talks(2, year(2010), "2015-01-01", where="JPN")], [[1], [2]]),
        ([talks(1, SPRING, "2010-05-04"), talks(2, year(2010), "2015-01-01", where=None)], [[1], [2]]),
        ([talks(1, SPRING, "2010-05-04"), talks(2, year(2010), "2015-01-01"), talks(3, AUTUMN, "2010-10-02")], [[1], [2], [3]]),
        ([talks(1, SPRING, "2010-05-04"), talks(2, HALF, "2009-08-24", "planned")], [[1, 2]]),
        # They will meet again some day.
        ([talks(1, SPRING, "2010-05-04"), talks(2, None, "2009-08-24", "planned")], [[1], [2]]),
        ([talks(1, SPRING, "2010-05-04"), talks(2, year(2010), "2015-01-01", who=names("Fuji", "PER"))], [[1], [2]]),
    ],
)
def test_which_meeting_is_meant(tellings: list[Telling], groups: list[list[int]]) -> None:
    assert numbers(tellings) == groups


def test_a_journey_to_two_countries_meets_the_plan_for_one() -> None:
    plan = visit(1, "planned", HALF, "2009-08-24")
    assert numbers([plan, visit(2, *held(SPRING), target=names("PER", "CHL"))]) == [[1, 2]]
    assert numbers([plan, visit(2, *held(SPRING), target=names("CHL"))]) == [[1], [2]]


def session(
    number: int, status: str, when: Dates, said: str, words: str, report: int | None = None, who: tuple[str, ...] = ("PER", "JPN")
) -> Telling:
    """A session of the Mixed Council of Peru and Japan, told in these words."""
    made = visit(number, status, when, said, report=report or number, who=names(*who), target=())
    event = replace(made.event, mode="session", about=("Mixed Council",), evidence=(replace(made.event.evidence[0], text=words),))
    return telling(replace(made.told, record=event), ACTORS)


@pytest.mark.parametrize(
    ("plan", "came", "same"),
    [
        ("The fifth session is to be in Lima", "The fifth session of the Council was held", True),
        ("The sixth session is to be in Lima", "The fifth session of the Council was held", False),
        ("The fifth is planned for Lima", "The Council met for the fifth time", True),
        ("The next session is to be in Lima", "The fifth session of the Council was held", False),
        ("The first session in two years is to be in Lima", "The first session in two years was held", False),
    ],
)
def test_counted_sessions(plan: str, came: str, same: bool) -> None:
    planned = session(1, "planned", year(2010), "2009-05-01", plan)
    later = session(2, "happened", ("2012-08-21", "2012-08-21"), "2012-08-22", came)
    assert same_event(planned, later) is same


def test_a_session_of_another_number_is_another_session() -> None:
    planned = session(1, "planned", year(2010), "2009-05-01", "The sixth session is to be in Lima")
    held_ = [session(2, "happened", ("2010-03-01",) * 2, "2010-03-02", f"the {n} session was held") for n in ("fifth", "sixth")]
    assert [same_event(planned, t) for t in held_] == [False, True]


def test_a_counted_session_is_one_whoever_is_told_to_have_been_there() -> None:
    planned = session(1, "planned", year(2010), "2009-05-01", "the fifth session will be in Lima")
    came = session(2, "happened", ("2012-03-01",) * 2, "2012-03-02", "at the fifth session", who=("Quispe",))
    assert same_event(planned, came)
    assert keys_of(planned) & keys_of(came)


def test_a_session_put_off_with_a_new_time() -> None:
    told_ = [
        session(1, "planned", year(2012), "2010-05-06", "The next session will be in Lima"),
        session(2, "postponed", year(2012), "2012-11-09", "The session due this year"),
        session(3, "planned", year(2013), "2012-11-09", "put off to 2013", report=2),
        session(4, "happened", ("2013-08-21",) * 2, "2013-08-24", "the session"),
    ]
    assert numbers(told_) == [[1, 2, 3, 4]]
    found: list[Occurrence] = build_occurrences([t.told for t in told_], ACTORS)
    assert [o.status for o in found] == ["happened"]
