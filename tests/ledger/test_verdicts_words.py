"""What reports and people say of a promise: its end, doubts and hopes, and how far it had come."""

from __future__ import annotations

from typing import Any

import pytest

from attache.ledger.series import build_series
from attache.ledger.told import Told, only
from attache.ledger.verdicts import Mark, case_of, chain, tells_outcome, way
from attache.ledger.verdicts.phrases import found
from attache.ledger.verdicts.replaced import milestone
from attache.ledger.verdicts.spoken import names_value
from attache.records import Commitment, Event, Figure, Statement
from tests.ledger.told_by_hand import ACTORS, Says, promises, ruled, verdicts

SAID = "2012-03-01"


def aim(value: float = 10e9, due: Any = 2020, day: str = SAID, text: str = "So much trade is wanted.", **told: Any) -> Told[Any]:
    """A target of trade."""
    return Says(day, text).aim(value=value, due=due, **told)


def remark(day: str, text: str, speaker: str = "Mwangi") -> Told[Any]:
    """Something said."""
    return Says(day, text).remark(speaker)


@pytest.mark.parametrize(
    ("day", "text", "verdict"),
    [
        ("2021-02-01", "Kenya and China know that the target of ten billion for 2020 was missed.", "missed"),
        ("2021-02-01", "Kenya and China know that the target for 2020 was missed.", "missed"),
        ("2020-12-10", "The 2020 goal of US$10bn with China will not be reached.", "missed"),
        # Too early to be more than a doubt; another aim, year or country; taken back.
        ("2019-12-10", "The 2020 goal of US$10bn with China will not be reached.", "overdue"),
        ("2021-02-01", "Kenya and China know that the target of 12 billion for 2020 was missed.", "overdue"),
        ("2021-02-01", "Kenya and China know that the target of ten billion for 2019 was missed.", "overdue"),
        ("2021-02-01", "Kenya and Uganda know that the target of ten billion for 2020 was missed.", "overdue"),
        ("2021-02-01", "Kenya and China do not know whether the target of ten billion for 2020 was missed.", "overdue"),
    ],
)
def test_somebody_says_that_it_was_missed(day: str, text: str, verdict: str) -> None:
    found_verdict, rule = ruled(aim(), remark(day, text))
    assert found_verdict == verdict
    assert (rule == "told-by-a-statement") is (verdict == "missed")


@pytest.mark.parametrize(
    ("sentence", "due", "verdict"),
    [
        ("The goal of 10 billion by 2020 was missed.", 2020, "missed"),
        ("The goal for 2015 was missed, so they want 10 billion by 2020.", 2020, "overdue"),
        ("The old plan was shelved; a new plant is to run from 2020.", 2020, "overdue"),
        ("The plant that was to run from 2020 was shelved.", 2020, "superseded"),
    ],
)
def test_end_in_a_sentence_with_more_than_one_thing(sentence: str, due: int, verdict: str) -> None:
    assert ruled(aim(text=sentence, due=due, day="2021-03-01"))[0] == verdict


@pytest.mark.parametrize(("day", "verdict"), [("2019-03-01", "overdue"), ("2021-03-01", "missed")])
def test_in_part_is_no_outcome_before_its_day(day: str, verdict: str) -> None:
    assert ruled(aim(day=day, outcome="partly"))[0] == verdict


def test_what_a_report_called_missed_may_have_been_done_since() -> None:
    said = Says("2020-03-01", "Kilimo Ltd was to open its works in Mombasa in 2019.")
    missed = said.aim(due=2019, by=("Kilimo Ltd",), outcome="missed")
    late = Says("2021-06-01", "It is open.").act("COOPERATE", "open", who=("Kilimo Ltd",), where="Mombasa", when="2021-05-11")
    assert ruled(missed) == ("missed", "told-by-a-report")
    ((_, verdict),) = verdicts(missed, late)
    assert (verdict.verdict, verdict.proof) == ("kept late", (missed.id, late.id))


def marks(*told: Told[Any], as_of: str = "2030-01-01") -> tuple[Mark, ...]:
    """The way of the first promise."""
    promise = promises(told)[0]
    series = build_series(only(told, Figure), ACTORS, only(told, Commitment))
    case = case_of(
        promise,
        points=[p for s in series for p in s.points if tells_outcome(p, ())],
        rivals=promises(told),
        events=only(told, Event),
        statements=only(told, Statement),
        actors=ACTORS,
        as_of=as_of,
    )
    assert case is not None
    return way(case)


def test_way_shows_who_named_it_again_who_doubted_and_how_far_it_had_come() -> None:
    way_there = marks(
        aim(),
        aim(day="2015-01-01"),
        Says("2016-02-01", "Four billion.").count(4.6e9, 2015),
        Says("2017-02-01", "Still four billion in 2015.").count(4.6e9, 2015),
        remark("2018-01-01", "The goal of 10 billion with China for 2020 is hard to reach."),
        remark("2018-06-01", "With China the goal of ten billion for 2020 is on track."),
        remark("2018-07-01", "With Uganda the goal of ten billion for 2020 is on track."),
        Says("2021-02-01", "Seven.").count(7e9, 2020),
    )
    assert [(m.day, m.kind) for m in way_there] == [
        ("2012-03-01", "made"),
        ("2015-01-01", "confirmed"),
        ("2016-02-01", "progress"),
        ("2018-01-01", "doubt"),
        ("2018-06-01", "hope"),
    ]
    assert way_there[2].words == "two-way trade in 2015: 4.6 bn USD: 46 % of the 10 bn USD aimed at"
    assert way_there[2].share == 0.46
    assert way_there[3].words.startswith("Mwangi: “")


def test_short_remark_right_behind_the_aim_is_about_it() -> None:
    report = Says(
        SAID, "Mwangi spoke of ten billion as the task for 2020. He thought that entirely possible. " + "x " * 99 + "Unlikely."
    )
    promise = report.aim("ten billion as the task for 2020", value=10e9, due=2020)
    near, far = report.remark("Mwangi", words="that entirely possible"), report.remark("Mwangi", words="Unlikely")
    assert [m.kind for m in marks(promise, near, far)] == ["made", "hope"]


def test_raised_and_raised_again_is_a_chain() -> None:
    first, second, third = aim(5e9), aim(7e9, day="2014-01-01"), aim(9e9, day="2016-01-01")
    judged = verdicts(first, second, third)
    ids = [p.id for p, _ in judged]
    assert [v.verdict for _, v in judged] == ["superseded", "superseded", "overdue"]
    assert chain(ids[0], {v.promise: v for _, v in judged}) == tuple(ids)


def test_lone_value_replaces_nothing_that_many_tell() -> None:
    many = [aim(day=f"201{n}-03-01") for n in range(2, 6)]
    assert ruled(*many, aim(20e9, day="2017-01-01"))[0] == "overdue"
    assert ruled(*many, aim(12e9, day="2017-01-01"), aim(12e9, day="2018-01-01"))[0] == "superseded"


@pytest.mark.parametrize(
    ("measure", "step"),
    [
        ("start of first reactor unit", ("start", "unit")),
        ("start of first two units of the Lamu plant", ("start", "unit")),
        ("opening of Tana bridge", ("opening", "bridge")),
        ("two-way trade", None),
        ("number of units", None),
    ],
)
def test_step_of_a_project(measure: str, step: tuple[str, str] | None) -> None:
    assert milestone(measure) == step


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        ({"measure": "start of two units of Lamu plant", "value": 2.0}, "superseded"),
        ({"measure": "start of unit of Isiolo plant", "value": 1.0}, "overdue"),
        ({"measure": "start of construction of Lamu plant", "value": 1.0}, "overdue"),
        ({"measure": "start of two units of Lamu plant", "value": 2.0, "due": 2018}, "overdue"),
    ],
)
def test_step_put_off_to_a_later_day(second: dict[str, Any], verdict: str) -> None:
    usual: dict[str, Any] = {"kind": "plan", "unit": "units"}
    first = aim(1.0, measure="start of first unit of Lamu plant", **usual)
    later: dict[str, Any] = {"due": 2024, "day": "2015-01-01"} | usual | second
    assert ruled(first, aim(**later))[0] == verdict


def test_count_of_one_side_against_the_others_before_and_after() -> None:
    own = Says("2021-02-01", "Ten.").count(10.5e9, 2020, source="CHN")
    before, after = (
        Says("2020-02-01", "Six.").count(6e9, 2019, source="KEN"),
        Says("2023-02-01", "Seven.").count(7e9, 2022, source="KEN"),
    )
    assert ruled(aim(), own)[0] == "kept"
    assert ruled(aim(), own, before)[0] == "kept"
    assert ruled(aim(), own, before, after) == ("disputed", "counts-on-both-sides")
    high = Says("2023-02-01", "Eleven.").count(11e9, 2022, source="KEN")
    assert ruled(aim(), own, before, high)[0] == "kept"


@pytest.mark.parametrize(
    ("text", "value", "named"),
    [
        ("US$10bn", 10e9, True),
        ("ten billion dollars", 10e9, True),
        ("10-billion mark", 10e9, True),
        ("110 billion", 10e9, False),
        ("2.5 billion", 2.5e9, True),
        ("12.5 billion", 2.5e9, False),
        ("500 million", 5e8, True),
        ("380 kits", 380.0, True),
        ("1,380 kits", 380.0, False),
    ],
)
def test_value_as_spoken(text: str, value: float, named: bool) -> None:
    assert names_value(text, value) is named


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("That is hard to reach.", "doubt"),
        ("That is not unlikely.", None),
        ("They are well on track.", "hope"),
        ("They trade a lot.", None),
    ],
)
def test_phrases_and_what_takes_them_back(text: str, view: str | None) -> None:
    said = found(text, "doubt_phrases", "view")
    assert (said and said[0]) == view
