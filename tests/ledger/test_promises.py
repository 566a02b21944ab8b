"""Which commitments of several reports are one promise, whatever comes first and whatever people decide."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attache.ledger.promises import build_promises, group, keys_of, linked, promises_of, title_of
from attache.ledger.told import Told
from attache.records import Commitment
from tests.ledger.told_by_hand import ACTORS, BOTH, Says

FIRST, THEN = "2015-03-01", "2016-05-01"


def said(day: str, text: str = "So much trade is wanted.", **told: Any) -> Told[Commitment]:
    """One aim of one report."""
    return Says(day, text).aim(value=told.pop("value", None), due=told.pop("due", None), **told)


def sizes(*told: Told[Commitment]) -> list[int]:
    """How many tellings each promise has, the most first."""
    return sorted((len(p.told) for p in build_promises(told, ACTORS)), reverse=True)


TEN: dict[str, Any] = {"value": 10e9, "due": 2020}
STEP: dict[str, Any] = {"due": ("2021-06-01", "2021-06-30"), "measure": "repair of the Tana line", "text": "Work ends in June."}


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (TEN, {"value": 10e9, "due": 2020, "measure": "bilateral trade"}, True),
        (TEN, {"value": 10e9, "due": 2020, "bound": "over"}, True),
        (TEN, {"value": 10e9, "due": ("2020-12-31", "2020-12-31")}, True),
        (TEN, {"value": 20e9, "due": 2020}, False),
        (TEN, {"value": 10e9, "due": 2025}, False),
        (TEN, {"value": 10e9, "due": 2020, "measure": "exports"}, False),
        (TEN, {"value": 10e9, "due": 2020, "unit": "EUR"}, False),
        # Told without its day while it is alive; without its value; by its day alone.
        (TEN, {"value": 10e9}, True),
        (TEN, {"value": 10e9, "outcome": "missed", "day": "2021-01-01"}, True),
        (TEN, {"value": 10e9, "day": "2021-01-01"}, False),
        (TEN, {"due": 2020, "measure": "two-way trade", "kind": "target"}, True),
        (TEN, {"due": 2021, "measure": "two-way trade", "kind": "target"}, False),
        (TEN, {"due": 2020, "text": "The goal for 2020 is far off."}, True),
        (TEN, {"due": 2020, "text": "The bridge for 2020 is far off."}, False),
        # Told of one party only, or of others.
        (TEN, {"value": 10e9, "due": 2020, "parties": ("KEN",)}, True),
        (TEN, {"value": 10e9, "due": 2020, "parties": ("KEN", "UGA")}, False),
        # So much a year is the instalment of a sum that is pledged, not of a target.
        (
            {"value": 1e9, "due": 2030, "measure": "debt payments", "kind": "pledge"},
            {"value": 1e8, "unit": "USD/year", "measure": "debt payments", "kind": "pledge"},
            True,
        ),
        (
            {"value": 1e9, "due": 2030, "measure": "debt payments"},
            {"value": 1e8, "unit": "USD/year", "measure": "debt payments"},
            False,
        ),
        # One step, told of a month and of its year.
        (STEP, {"due": 2021, "measure": "repair of the Tana line", "text": "The mending, due in 2021, is not done."}, True),
        (STEP, {"due": 2022, "measure": "repair of the Tana line", "text": "The mending, due in 2022, is not done."}, False),
        (STEP, {"due": 2021, "measure": "repair of the Athi line", "text": "The mending, due in 2021, is not done."}, False),
        (
            STEP,
            {"due": 2021, "measure": "repair of the Tana line", "text": "It is mended.", "parties": ("KEN", "UGA")},
            False,
        ),
        (STEP, {"due": 2021, "measure": "repair of the Tana line", "text": "The mending it is.", "kind": "target"}, False),
        # In words.
        (
            {"text": "A deep-water port is to be built at Lamu."},
            {"text": "At Lamu a new deep-water port is to be built by China."},
            True,
        ),
        ({"text": "A deep-water port is to be built at Lamu."}, {"text": "A railway is to be built to Kisumu."}, False),
        (
            {"text": "Sinobuild could sign the contract on 30 June.", "by": ("Sinobuild",), "due": "2020-06-30"},
            {"text": "once to be contracted by June", "by": ("Sinobuild",), "due": ("2020-06-01", "2020-06-30")},
            True,
        ),
        (
            {"text": "Sinobuild could sign the contract on 30 June.", "by": ("Sinobuild",), "due": "2020-06-30"},
            {"text": "once to be contracted by August", "by": ("Sinobuild",), "due": ("2020-08-01", "2020-08-31")},
            False,
        ),
        # One paper to be signed in one year.
        (
            {"text": "They will sign a free trade agreement by the end of 2022.", "due": ("2022-12-31", "2022-12-31")},
            {"text": "Not signed yet is the free trade agreement that was due.", "due": 2022},
            True,
        ),
        (
            {"text": "They will sign a free trade agreement by the end of 2022.", "due": ("2022-12-31", "2022-12-31")},
            {"text": "Not signed yet is the visa agreement that was due.", "due": 2022},
            False,
        ),
        (
            {"text": "They will sign a new agreement by the end of 2022.", "due": ("2022-12-31", "2022-12-31")},
            {"text": "Not signed yet is a new agreement that was due.", "due": 2022},
            False,
        ),
    ],
)
def test_what_is_one_promise(first: dict[str, Any], second: dict[str, Any], joined: bool) -> None:
    one, other = said(FIRST, **first), said(**({"day": THEN} | second))
    assert sizes(one, other) == sizes(other, one) == ([2] if joined else [1, 1])
    if joined:
        assert not keys_of(one, ACTORS).isdisjoint(keys_of(other, ACTORS))
        assert linked(one, other, ACTORS)
        assert linked(other, one, ACTORS)


def test_value_that_stands_alone_overwrites_nothing() -> None:
    ten = [said(f"201{n}-05-01", **TEN) for n in range(5)]
    slip = said("2014-06-01", value=20e9, due=2020)
    bare = said("2014-07-01", due=2020, measure="two-way trade", kind="target")
    built = build_promises([*ten, slip, bare], ACTORS)
    assert sorted((title_of(p), len(p.told)) for p in built) == [
        ("two-way trade: 10 bn USD by 2020", 6),
        ("two-way trade: 20 bn USD by 2020", 1),
    ]


def test_told_without_value_joins_nothing_where_two_values_stand_alike() -> None:
    bare = said("2016-07-01", due=2020, measure="two-way trade", kind="target")
    assert sizes(said(FIRST, **TEN), said(THEN, value=20e9, due=2020), bare) == [1, 1, 1]


def test_told_of_its_year_joins_nothing_where_two_months_are_told() -> None:
    months = [said(FIRST, **STEP), said(FIRST, **STEP | {"due": ("2021-09-01", "2021-09-30"), "text": "Another day is named."})]
    year = said(THEN, due=2021, measure="repair of the Tana line", text="The mending it is.")
    assert sizes(*months, year) == [1, 1, 1]
    assert sizes(months[0], year) == [2]


def test_told_of_one_party_joins_nothing_where_two_pairs_aim_at_it() -> None:
    pairs = [said(FIRST, **TEN), said("2015-04-01", **TEN, parties=("KEN", "UGA"))]
    assert sizes(*pairs, said(THEN, **TEN, parties=("KEN",))) == [1, 1, 1]


def test_between_two_without_a_day_a_dated_one_makes_them_two() -> None:
    undated = [said("2008-11-10", value=10e9), said("2020-11-11", value=10e9)]
    assert sizes(*undated) == [2]
    assert sizes(*undated, said("2010-10-31", **TEN)) == [1, 1, 1]


def test_one_deed_told_with_and_without_its_day() -> None:
    report = Says(FIRST, "Mwangi hoped for a signature in June. “We shall soon be signing.” They will sign a visa pact.")
    dated = report.aim("Mwangi hoped for a signature in June", due=("2015-06-01", "2015-06-30"))
    assert sizes(dated, report.aim("We shall soon be signing")) == [2]
    assert sizes(dated, report.aim("They will sign a visa pact")) == [1, 1]


def test_what_people_decide_comes_first() -> None:
    one, other, third = said(FIRST, **TEN), said(THEN, **TEN), said("2017-01-01", value=11e9, due=2020)
    apart, same = frozenset((frozenset((one.id, other.id)),)), frozenset((frozenset((one.id, third.id)),))
    assert [len(g) for g in group([one, other], ACTORS, cannot=apart)] == [1, 1]
    assert [len(g) for g in group([one, other, third], ACTORS, must=same)] == [3]
    assert sorted(len(g) for g in group([one, other, third], ACTORS, must=same, cannot=apart)) == [1, 2]
    promises = promises_of([one, other], ACTORS, cannot=apart)
    assert len({p.id for p in promises}) == 2
    assert promises_of([one, other], ACTORS) == promises_of([other, one], ACTORS)


AIMS = st.builds(
    lambda day, value, due, parties, text: said(f"201{day}-03-01", text, value=value, due=due, parties=parties, measure="trade"),
    st.integers(0, 9),
    st.sampled_from([None, 10e9, 20e9]),
    st.sampled_from([None, 2018, 2020]),
    st.sampled_from([BOTH, ("KEN",), ("KEN", "UGA")]),
    st.sampled_from(["The goal for 2020.", "A port is to be built at Lamu.", "A port at Lamu is to be built soon."]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(AIMS, max_size=9, unique_by=lambda t: t.id), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_nothing_is_lost(told: list[Told[Commitment]], random: Any) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)
    built = build_promises(told, ACTORS)
    assert built == build_promises(shuffled, ACTORS)
    assert sorted(t.id for p in built for t in p.told) == sorted(t.id for t in told)


@settings(max_examples=60, deadline=None)
@given(st.lists(AIMS, max_size=7, unique_by=lambda t: t.id))
def test_joined_tellings_are_linked_through_shared_keys(told: list[Told[Commitment]]) -> None:
    for one in told:
        for other in told:
            assert linked(one, other, ACTORS) == linked(other, one, ACTORS)
            if linked(one, other, ACTORS):
                assert not keys_of(one, ACTORS).isdisjoint(keys_of(other, ACTORS))
