"""Laws of the rules that join tellings: symmetry, keys that find, groups that do not depend on order, people's word first."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attache.ledger.entries import ActorEntry
from attache.ledger.joining import differ, likeness
from attache.ledger.occurrences import Occurrence, group, keys_of, occurrence_of, same_event, telling
from attache.ledger.tellings import Telling
from attache.ledger.told import Actors, Told
from attache.records import Dates, Event, Evidence, ReportId

PEOPLE = {"Lavrov": "RUS", "Putin": "RUS", "Son": "VNM", "Minh": "VNM", "Ruto": "KEN"}
BODIES = {"Duma": "RUS", "EVN": "VNM", "Rosatom": "RUS", "EAEU": None}
COUNTRIES = ("RUS", "VNM", "KEN", "CHN")
ACTORS = Actors(
    {
        **{c: ActorEntry(c, c, "country", c, ()) for c in COUNTRIES},
        **{p: ActorEntry(p, p, "person", c, ()) for p, c in PEOPLE.items()},
        **{b: ActorEntry(b, b, "organisation", c, ()) for b, c in BODIES.items()},
    },
    {},
)
NAMES = (*COUNTRIES, *PEOPLE, *BODIES)
THINGS = ("2010 agreement on the Sea Port", "Sea Port project", "Gas Treaty", "package of agreements", "wheat", "Joint Committee")
MODES = (
    ("CONSULT", "visit"),
    ("CONSULT", "talks"),
    ("SUPPORT", "sign"),
    ("SUPPORT", "joint-statement"),
    ("SUPPORT", "entry-into-force"),
    ("SUPPORT", "ratify"),
    ("CONSULT", "ceremony"),
    ("COOPERATE", "project"),
    ("COOPERATE", "project-complete"),
    ("COOPERATE", "project-start"),
    ("REJECT", "cancel"),
    ("SANCTION", "expel"),
)
PLACES = (None, None, "RUS", "VNM", "Hanoi", "Moscow", "Nairobi")


def one(
    number: int, kind: str, mode: str, status: str, *, report: int | None = None, said: str | None = "2018-07-01", **told: Any
) -> Telling:
    """A telling; `report` is its number's own unless told otherwise."""
    name = ReportId(f"r{number if report is None else report:04}")
    passage = Evidence(name, number * 10, number * 10 + 9, told.pop("words", "telling"))
    given_ = {"who": (), "target": (), "about": (), "when": None, "where": None} | told
    event: Any = Event(type=kind, mode=mode, status=status, evidence=(passage,), rule="hand", **given_)  # type: ignore[arg-type]
    return telling(Told(f"e-{number:04}", event, name, (said, said) if said else None, {}), ACTORS)


@st.composite
def days(draw: st.DrawFn) -> Dates | None:
    shape = draw(st.sampled_from(("none", "open", "until", "short", "short", "short", "long")))
    first = date(2017, 1, 1) + timedelta(draw(st.integers(0, 60)) * draw(st.sampled_from((1, 1, 7, 30))))
    last = first + timedelta(draw(st.integers(0, 400 if shape == "long" else 20)))
    if shape == "none":
        return None
    return (
        None
        if shape == "until" and draw(st.booleans()) and False
        else (None if shape == "until" else str(first), None if shape == "open" else str(last))
    )


@st.composite
def tellings(draw: st.DrawFn, most: int = 10) -> list[Telling]:
    number = draw(st.integers(2, most))
    modes = draw(st.lists(st.sampled_from(MODES), min_size=1, max_size=2))
    out = []
    for n in range(number):
        kind, mode = draw(st.sampled_from(modes))
        status = draw(
            st.sampled_from(("happened", "happened", "planned", "proposed", "conditional", "postponed", "denied", "ongoing"))
        )
        said = date(2017, 1, 1) + timedelta(draw(st.integers(0, 1500)))
        out.append(
            one(
                n,
                kind,
                mode,
                status,
                report=draw(st.integers(0, number)),
                words=draw(
                    st.sampled_from(("telling", "telling", "the fifth session", "the sixth session", "opened the first berth"))
                ),
                said=draw(st.sampled_from((str(said), str(said), None))),
                who=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))),
                target=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=1))),
                about=tuple(draw(st.lists(st.sampled_from(THINGS), max_size=2, unique=True))),
                when=draw(days()),
                where=draw(st.sampled_from(PLACES)),
            )
        )
    return out


@settings(max_examples=150, deadline=None)
@given(tellings(most=6))
def test_what_is_one_event_shares_a_key_and_is_so_both_ways(found: list[Telling]) -> None:
    for a, b in combinations(found, 2):
        assert same_event(a, b) == same_event(b, a)
        assert a.kin != b.kin or differ(a, b) == differ(b, a)
        assert likeness(a, b) == likeness(b, a)
        if same_event(a, b):
            assert keys_of(a) & keys_of(b), (a, b)


@settings(max_examples=80, deadline=None)
@given(tellings(most=8), st.randoms(use_true_random=False), st.data())
def test_groups_do_not_depend_on_order(found: list[Telling], rng: random.Random, data: st.DataObject) -> None:
    pairs = [frozenset((a.id, b.id)) for a, b in combinations(found, 2)]
    must = data.draw(st.sets(st.sampled_from(pairs), max_size=2))
    cannot = data.draw(st.sets(st.sampled_from(pairs), max_size=2))
    shuffled = list(found)
    rng.shuffle(shuffled)
    groups = group(found, must, cannot)
    assert [[t.id for t in g] for g in groups] == [[t.id for t in g] for g in group(shuffled, must, cannot)]
    assert sorted(t.id for g in groups for t in g) == sorted(t.id for t in found)
    for members in groups:
        apart = {frozenset((a.id, b.id)) for a, b in combinations(members, 2)}
        assert not apart & cannot
        # What people did not join is never two events by the rules.
        if not must:
            assert not any(differ(a, b) for a, b in combinations(members, 2))
    assert [occurrence_of(g) for g in groups] == [occurrence_of(g[::-1]) for g in groups]


def test_people_join_what_the_rules_keep_apart_and_the_other_way_round() -> None:
    day: Dates = ("2018-03-23", "2018-03-23")
    first, second, third = (
        one(n, "CONSULT", "talks", "happened", who=("Lavrov", p), when=day) for n, p in enumerate(("Minh", "Minh", "Son"))
    )
    assert [len(g) for g in group([first, second, third])] == [2, 1]
    assert [len(g) for g in group([first, second, third], {frozenset((first.id, third.id))})] == [3]
    assert [len(g) for g in group([first, second, third], cannot={frozenset((first.id, second.id))})] == [1, 1, 1]
    both = frozenset((first.id, second.id))
    assert [len(g) for g in group([first, second], {both}, {both})] == [1, 1]


MARCH: Dates = ("2018-03-01", "2018-03-31")
DAY: Dates = ("2018-03-23", "2018-03-23")
PORT = "2010 agreement on the Sea Port"
VISIT: dict[str, Any] = {"who": ("Lavrov",), "target": ("VNM",)}
PAIR = ("RUS", "VNM")


def told(act: str, *who: str, **details: Any) -> tuple[str, dict[str, Any]]:
    """An act as `TYPE/mode` and what is told of it."""
    return act, {"who": who} | details


SIGNED = told("SUPPORT/sign", *PAIR, about=(PORT,), when=DAY)
SAME = {
    "city and country": (
        told("CONSULT/visit", "Lavrov", target=("VNM",), when=DAY),
        told("CONSULT/visit", "Lavrov", where="Hanoi", when=MARCH),
    ),
    "fewer in a recollection": (
        told("CONSULT/talks", "Lavrov", "Putin", "Son", when=DAY),
        told("CONSULT/talks", "Putin", "Son", when=MARCH),
    ),
    "leader and government": (SIGNED, told("SUPPORT/sign", "Putin", "Son", about=(PORT,), when=MARCH)),
    "once, no day told": (SIGNED, told("SUPPORT/sign", *PAIR, about=(PORT,))),
    "once, a few days apart": (SIGNED, told("SUPPORT/sign", *PAIR, about=(PORT,), when=(None, "2018-03-21"))),
    "one proper name": (
        told("REJECT/cancel", "VNM", about=("Sea Port project",), when=DAY),
        told("REJECT/denounce", "VNM", about=(PORT,), when=("2018-01-01", "2018-12-31")),
    ),
    "a declaration is signed": (
        told("SUPPORT/joint-statement", "Putin", "Son", about=("Declaration on Friendship",), when=DAY),
        told("SUPPORT/sign", "Putin", "Son", when=DAY),
    ),
    "seldom, the month told": (
        told("SUPPORT/entry-into-force", *PAIR, about=(PORT,), when=MARCH),
        told("SUPPORT/entry-into-force", "VNM", when=DAY),
    ),
    "a bloc's member": (
        told("SUPPORT/entry-into-force", "VNM", about=("Eurasian Economic Union – Vietnam Agreement",), when=MARCH),
        told("SUPPORT/entry-into-force", "RUS", "VNM", when=DAY),
    ),
    "a bloc in the paper's name": (
        told("SUPPORT/entry-into-force", "VNM", about=("Eurasian Economic Union – Vietnam Agreement",), when=MARCH),
        told("SUPPORT/entry-into-force", "EAEU", when=DAY),
    ),
    "same town and day": (
        told("SUPPORT/sign", *PAIR, about=(PORT,), where="Nairobi", when=DAY),
        told("SUPPORT/sign", "RUS", where="Nairobi", when=DAY),
    ),
    "a visit dated by its report": (
        told("CONSULT/visit", "Lavrov", target=("VNM",), when=("2018-06-22", "2018-06-23")),
        told("CONSULT/visit", "Lavrov", target=("VNM",), when=("2018-07-01", "2018-07-01")),
    ),
    "from arrival or from the first talks": (
        told("CONSULT/visit", "Lavrov", target=("VNM",), when=("2018-06-22", "2018-06-22")),
        told("CONSULT/visit", "Lavrov", target=("VNM",), when=("2018-06-23", "2018-06-24")),
    ),
    "just before the report": (
        told("CONSULT/talks", "Lavrov", "Son", when=("2018-06-28", "2018-06-28")),
        told("CONSULT/talks", "Lavrov", "Son"),
    ),
}
APART = {
    "two capitals": (
        told("CONSULT/talks", "Lavrov", "Son", where="Hanoi", when=DAY),
        told("CONSULT/talks", "Lavrov", "Son", where="Moscow", when=DAY),
    ),
    "once, but years apart": (SIGNED, told("SUPPORT/sign", *PAIR, about=(PORT,), when=("2014-01-01", "2014-12-31"))),
    "which memorandum?": (
        told("SUPPORT/sign", *PAIR, about=("memorandum of understanding",), when=DAY),
        told("SUPPORT/sign", *PAIR, about=("memorandum of understanding",)),
    ),
    "each ratifies for itself": (
        told("SUPPORT/ratify", "RUS", about=(PORT,), when=DAY),
        told("SUPPORT/ratify", "VNM", about=(PORT,), when=MARCH),
    ),
    "companies' papers": (
        told("SUPPORT/sign", *PAIR, when=DAY),
        told("SUPPORT/sign", "Rosatom", "EVN", when=DAY),
    ),
    "two visits within a week": (
        told("CONSULT/visit", "Lavrov", target=("VNM",), when=("2018-06-14", "2018-06-15")),
        told("CONSULT/visit", "Lavrov", target=("VNM",), when=("2018-06-20", "2018-06-20")),
    ),
    "talks on two days": (
        told("CONSULT/talks", "Lavrov", "Son", when=("2018-06-14", "2018-06-14")),
        told("CONSULT/talks", "Lavrov", "Son", when=("2018-06-15", "2018-06-15")),
    ),
    "tit for tat": (
        told("SANCTION/expel", "RUS", target=("KEN",), when=DAY),
        told("SANCTION/expel", "KEN", target=("RUS",), when=DAY),
    ),
    "undated, one person": (
        told("CONSULT/talks", "Lavrov", "Son", when=("2018-06-28", "2018-06-28")),
        told("CONSULT/talks", "Lavrov", "Minh"),
    ),
}


def as_told(number: int, act: str, details: dict[str, Any]) -> Telling:
    """The telling of an act that happened."""
    kind, mode = act.split("/")
    return one(number, kind, mode, "happened", **details)


@pytest.mark.parametrize("name", [*SAME, *APART])
def test_two_tellings(name: str) -> None:
    first, second = (as_told(n, *told_) for n, told_ in enumerate((SAME | APART)[name]))
    assert same_event(first, second) is (name in SAME)


LATE, EARLY, SPRING_2017 = ("2018-03-19", "2018-03-20"), ("2018-01-19", "2018-01-20"), ("2017-04-19", "2017-04-20")
COMMITTEE: dict[str, Any] = {"who": PAIR, "about": ("Joint Committee",)}


@pytest.mark.parametrize(
    ("status", "when", "said", "details", "same"),
    [
        ("planned", LATE, "2018-03-10", VISIT, True),
        ("planned", EARLY, "2018-01-10", VISIT, False),
        ("postponed", SPRING_2017, "2017-04-10", VISIT, True),
        ("planned", ("2017-11-01", "2017-11-30"), "2017-10-01", COMMITTEE, True),
        # Told after the other was held, for a later year: the one after it.
        ("planned", ("2019-01-01", "2019-12-31"), "2018-06-01", COMMITTEE, False),
    ],
)
def test_what_was_planned_and_what_was_held(status: str, when: Dates, said: str, details: Any, same: bool) -> None:
    mode = "session" if "about" in details else "visit"
    plan = one(1, "CONSULT", mode, status, said=said, **details, when=when)
    assert same_event(plan, one(2, "CONSULT", mode, "happened", **details, when=DAY)) is same


def test_a_part_of_a_visit_still_to_come_is_an_occurrence_of_its_own() -> None:
    held = one(1, "CONSULT", "visit", "ongoing", report=1, said="2018-03-22", **VISIT, when=("2018-03-22", "2018-03-24"))
    tomorrow = one(2, "CONSULT", "visit", "planned", report=1, said="2018-03-22", **VISIT, when=DAY)
    recalled = one(3, "CONSULT", "visit", "planned", report=1, said="2018-03-22", **VISIT, when=MARCH)
    assert [same_event(held, plan) for plan in (tomorrow, recalled)] == [False, True]


def test_names_that_the_ledger_knows_as_one_thing() -> None:
    whole = one(1, "SUPPORT", "sign", "happened", who=PAIR, about=(PORT,), when=DAY)
    short = one(2, "SUPPORT", "sign", "happened", who=PAIR, about=("the accord",))
    assert not same_event(whole, short)
    known = [telling(t.told, ACTORS, {PORT: "g-1", "the accord": "g-1"}) for t in (whole, short)]
    assert same_event(*known)


def test_the_day_of_a_visit_told_apart_from_its_visitor() -> None:
    came = one(1, "CONSULT", "visit", "happened", report=1, said="2018-07-01", **VISIT)
    day = one(2, "CONSULT", "visit", "happened", report=1, said="2018-07-01", who=PAIR, when=DAY)
    other = one(3, "CONSULT", "visit", "happened", report=1, said="2018-07-01", who=("Putin",), target=("VNM",), when=DAY)
    tourists = one(4, "CONSULT", "visit", "happened", report=1, said="2018-07-01", who=PAIR, when=("2018-01-01", "2018-06-30"))
    assert [same_event(came, t) for t in (day, other, tourists)] == [True, False, False]


def test_days_still_to_come_when_told_as_held_count_for_nothing() -> None:
    vision = ("joint statement on the vision until 2030",)
    said: dict[str, Any] = {"said": "2018-03-24", "who": PAIR, "about": vision}
    right = one(1, "SUPPORT", "joint-statement", "happened", **said, when=DAY)
    misread = one(2, "SUPPORT", "joint-statement", "happened", **said, when=("2030-01-01", "2030-12-31"))
    assert same_event(right, misread)


def put_off() -> Occurrence:
    """A visit planned, put off with a later one in view, and held."""
    members = [
        one(1, "CONSULT", "visit", "planned", said="2018-02-01", **VISIT, when=("2018-03-20", "2018-03-21")),
        one(2, "CONSULT", "visit", "postponed", report=2, said="2018-03-19", **VISIT, when=("2018-03-20", "2018-03-21")),
        one(3, "CONSULT", "visit", "planned", report=2, said="2018-03-19", **VISIT, when=("2018-03-22", None)),
        one(4, "CONSULT", "visit", "happened", said="2018-09-03", **VISIT, when=("2018-09-01", "2018-09-02"), where="VNM"),
        one(
            5,
            "CONSULT",
            "visit",
            "happened",
            said="2018-12-20",
            who=("Lavrov",),
            when=("2018-09-01", "2018-09-30"),
            where="Hanoi",
        ),
    ]
    (found,) = group(members)
    return occurrence_of(found)


def test_states_are_a_history() -> None:
    found = put_off()
    assert [(s.status, s.day) for s in found.states] == [
        ("planned", "2018-02-01"),
        ("planned", "2018-03-19"),
        ("postponed", "2018-03-19"),
        ("happened", "2018-09-03"),
        ("happened", "2018-12-20"),
    ]
    assert (found.status, found.when, found.where) == ("happened", ("2018-09-01", "2018-09-02"), "VNM")


def test_differences_stand_side_by_side() -> None:
    found = {d.field: d for d in put_off().differences}
    assert set(found) == {"when", "where", "status"}
    assert found["when"].versions[0].value == ("2018-09-01", "2018-09-02")
    assert [v.value for v in found["where"].versions] == [("VNM",), ("Hanoi",)]
    assert not any(d.contradict for d in found.values())


def test_reports_that_contradict_each_other() -> None:
    days_: list[Dates] = [("2018-03-23", "2018-03-23"), ("2018-03-25", "2018-03-25")]
    a, b = (one(n, "SUPPORT", "sign", "happened", **SIGNED[1] | {"when": d}) for n, d in enumerate(days_))
    assert same_event(a, b)
    assert [(d.field, d.contradict) for d in occurrence_of([a, b]).differences] == [("when", True)]


def test_five_hundred_tellings_of_few_events_take_under_a_second() -> None:
    members = []
    for n in range(500):
        first = date(2018, 1, 1) + timedelta(n % 40)
        when: Dates = (str(first), str(first + timedelta(n % 20)))
        members.append(one(n, "CONSULT", "talks", "happened", who=("RUS", "VNM"), when=when, about=("wheat",) if n % 3 else ()))
    began = time.process_time()
    groups = group(members)
    assert time.process_time() - began < 2.0  # Under one on the machine it was written on.
    assert sum(map(len, groups)) == 500


def test_keys_are_few() -> None:
    plain = one(1, "CONSULT", "visit", "happened", **VISIT, when=("2018-03-14", "2018-03-15"))
    assert keys_of(plain) == {
        f"CONSULT/visit|{k}" for k in ("Lavrov|2018-03", "Lavrov|VNM|2018", "RUS-VNM|2018-03", "RUS-VNM|r0001")
    }
