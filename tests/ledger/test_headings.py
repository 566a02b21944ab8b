"""Headings, days and scopes of single records, occurrences, promises, as pure functions give them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from attache.ledger import headings
from attache.ledger.entries import ActorEntry
from attache.ledger.headings import ALL, EVERYTHING, Card, Concern, scopes_of
from attache.ledger.occurrences import occurrence_of
from attache.ledger.promises import promise_of
from attache.ledger.tellings import telling
from attache.ledger.told import Actors, Told
from attache.records import Event
from tests.ledger import made

DAY = ("2018-03-23", "2018-03-23")
ACTORS = Actors(
    {
        e.id: e
        for e in (
            ActorEntry("RUS", "Russia", "country", "RUS", ()),
            ActorEntry("VNM", "Viet Nam", "country", "VNM", ()),
            ActorEntry("a-lavrov", "Sergey Lavrov", "person", "RUS", ()),
            ActorEntry("a-rosatom", "Rosatom", "organisation", "RUS", ()),
            ActorEntry("a-eaeu", "Eurasian Economic Union", "organisation", None, ()),
            ActorEntry("a-chief", "Mr Nobody", "person", None, ()),
            ActorEntry("a-agency", "a Western agency", "organisation", None, (), named=False),
        )
    },
    {"a-chief": ("a-eaeu",)},
)
NAMES = {"Lavrov": "a-lavrov", "Nobody": "a-chief", "FTA": "g-fta", **{a: a for a in ("RUS", "VNM")}}
REPORT = made.report("Lavrov met Minh. He said so. They want 10 billion dollars by 2020.", "2018-03-23")


def told(record: Any, day: str = "2018-03-23", number: int = 1) -> Told[Any]:
    return Told(f"x-{number}", record, f"r{number}", (day, day), NAMES)


@pytest.mark.parametrize(
    ("actor", "bodies"),
    [
        ("a-lavrov", ["RUS"]),
        ("a-chief", ["a-eaeu"]),
        ("a-rosatom", ["RUS"]),
        ("a-eaeu", ["a-eaeu"]),
        ("RUS", ["RUS"]),
        ("a-agency", ["a-agency"]),
        ("who knows", []),
    ],
)
def test_whom_an_actor_speaks_for(actor: str, bodies: list[str]) -> None:
    assert list(headings.spoken_for(actor, ACTORS)) == bodies


def test_a_statement() -> None:
    statement = replace(made.statement(REPORT, "He said so", "Lavrov"), sectors=("energy", "trade"), quoted="mixed")
    assert headings.statement_headings(("a-lavrov",), statement, ACTORS) == {
        ALL,
        ("speaker", "a-lavrov"),
        ("for", "RUS"),
        ("sector", "energy"),
        ("sector", "trade"),
        ("says", "a-lavrov|energy"),
        ("says", "a-lavrov|trade"),
        ("quoted", "mixed"),
    }


@pytest.mark.parametrize(
    ("concern", "themselves", "more"),
    [
        (Concern(frozenset({"RUS"}), frozenset(), None), False, {("RUS", "")}),
        (
            Concern(frozenset({"a-lavrov", "RUS"}), frozenset({"VNM"}), None),
            False,
            {("a-lavrov", ""), ("RUS", ""), ("VNM", ""), ("RUS", "VNM")},
        ),
        (
            Concern(frozenset({"a-lavrov", "RUS"}), frozenset({"VNM"}), None),
            True,
            {("a-lavrov", ""), ("RUS", ""), ("VNM", "")},
        ),
        (Concern(frozenset({"RUS"}), frozenset(), ("RUS", "VNM")), False, {("RUS", ""), ("RUS", "VNM")}),
        (Concern(frozenset({"RUS"}), frozenset(), ("RUS", "VNM")), True, {("RUS", "")}),
        (Concern(frozenset({"a-eaeu"}), frozenset(), ("RUS", "VNM")), False, {("a-eaeu", "")}),
        (Concern(frozenset({"a-agency", "VNM"}), frozenset(), None), False, {("a-agency", ""), ("VNM", "")}),
        (Concern(frozenset({"a-eaeu", "VNM"}), frozenset(), None), True, {("a-eaeu", ""), ("VNM", ""), ("VNM", "a-eaeu")}),
    ],
)
def test_scopes(concern: Concern, themselves: bool, more: set[tuple[str, str]]) -> None:
    assert scopes_of((concern,), ACTORS, themselves=themselves) == {EVERYTHING, *more}


def test_no_pair_across_two_tellings() -> None:
    one, other = (Concern(frozenset({code}), frozenset(), None) for code in ("RUS", "VNM"))
    assert ("RUS", "VNM") not in scopes_of((one, other), ACTORS)


def occurrence(*events: Event, days: tuple[str, ...] = ("2018-03-23", "2018-03-25")) -> Any:
    return occurrence_of([telling(told(e, day, n), ACTORS, {}) for n, (e, day) in enumerate(zip(events, days, strict=False))])


def test_an_occurrence() -> None:
    event = made.event(REPORT, "Lavrov met Minh", "meeting", "Lavrov", target=("VNM",), when=DAY, sectors=("energy",))
    assert headings.occurrence_headings(occurrence(event), ACTORS, {"a-lavrov": ["foreign minister|RUS"]}, ["g-fta"]) == {
        ALL,
        ("type", "CONSULT"),
        ("mode", "meeting"),
        ("status", "happened"),
        ("level", "ministers"),
        ("sector", "energy"),
        ("about", "g-fta"),
    }


def test_what_is_no_contact_has_no_level() -> None:
    event = made.event(REPORT, "Lavrov met Minh", "sign", "Lavrov", type="SUPPORT")
    assert "level" not in {word for word, _ in headings.occurrence_headings(occurrence(event), ACTORS, {}, ())}


def test_two_places_are_disputed() -> None:
    events = [made.event(REPORT, "Lavrov met Minh", "meeting", "Lavrov", when=DAY, where=w) for w in ("Hanoi", "Moscow")]
    assert ("disputed", "yes") in headings.occurrence_headings(occurrence(*events), ACTORS, {}, ())


@pytest.mark.parametrize(
    ("when", "announced", "span"),
    [
        (DAY, None, DAY),
        (("2018-03-01", None), None, ("2018-03-01", "2018-03-01")),
        ((None, "2018-03-31"), None, ("2018-03-31", "2018-03-31")),
        (None, None, ("2018-03-23", "2018-03-25")),
        (None, ("2018-03-24", "2018-03-24"), ("2018-03-24", "2018-03-24")),
    ],
)
def test_days_of_an_occurrence(when: Any, announced: Any, span: Any) -> None:
    event = made.event(REPORT, "Lavrov met Minh", "meeting", "Lavrov", when=when, announced=announced)
    assert headings.occurrence_span(occurrence(event, event)) == span


def test_the_fullest_telling() -> None:
    poor = made.event(REPORT, "Lavrov met Minh", "meeting", "Lavrov", when=DAY)
    rich = made.event(REPORT, "Lavrov met Minh", "meeting", "Lavrov", "VNM", when=DAY)
    far = made.event(REPORT, "Lavrov met Minh", "meeting", "Lavrov", "VNM", "RUS", when=made.year(2018))
    one = occurrence(poor, rich, far, days=("2018-03-23",) * 3)
    assert headings.fullest(one).record == rich


@pytest.mark.parametrize(
    ("value", "due", "more", "day"),
    [
        (1e10, made.year(2020), {("measure", "yes")}, "2020-12-31"),
        (1e10, None, set(), None),
        (None, made.year(2020), set(), "2020-12-31"),
    ],
)
def test_a_promise(value: Any, due: Any, more: set[tuple[str, str]], day: str | None) -> None:
    promise = promise_of([told(made.target(REPORT, "10 billion", value, due))], ACTORS)
    assert headings.promise_headings(promise) == {ALL, ("kind", "target"), *more}
    assert headings.promise_span(promise) == ((day, day) if day else None)


def test_what_stands_first_in_a_report_has_the_higher_number() -> None:
    cards = [Card("statement", f"s-{n}", "r1", None, frozenset(), frozenset(), n) for n in range(3)]
    assert sorted(cards, key=lambda c: -c.number) == cards


def test_empty_values_are_no_headings() -> None:
    assert headings.report_headings(None, "", (), unread=False) == {ALL}
    assert headings.figure_headings(None) == {ALL}
    assert headings.tenure_headings("a-lavrov", "Foreign Minister", "foreign minister|RUS") == {
        ALL,
        ("person", "a-lavrov"),
        ("office", "foreign minister"),
    }
    assert headings.series_headings("two-way trade", 0) == {ALL, ("measure", "two-way trade")}
