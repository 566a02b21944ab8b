"""Works that were to be finished or begun: what tells that they were, and what only seems to."""

from __future__ import annotations

from typing import Any

import pytest

from attache.ledger.parts import parts_in
from tests.ledger.told_by_hand import BOTH, Says, ruled

SAID = "2020-03-01"
BY_END = ("2021-12-31", "2021-12-31")
OPENED: dict[str, Any] = {
    "day": "2022-06-01",
    "text": "Mwangi opened the highway from Athi to Tana.",
    "type_": "CONSULT",
    "mode": "ceremony",
    "when": "2022-05-20",
    "who": ("Mwangi",),
}


def act(**told: Any) -> Any:
    """A later report's act."""
    given = OPENED | told
    report = Says(given.pop("day"), given.pop("text"))
    return report.act(given.pop("type_"), given.pop("mode"), **given)


@pytest.mark.parametrize(
    ("promise", "done", "verdict"),
    [
        ("The highway from Athi to Tana is to be finished by then.", {}, "kept late"),
        ("The highway from Athi to Tana will be ready by then.", {}, "kept late"),
        ("China will build a highway from Athi to Tana by then.", {"when": "2021-05-20", "day": "2021-06-01"}, "kept"),
        (
            "The highway from Athi to Tana is to be finished by then.",
            {"text": "The highway from Athi to Sabaki was opened."},
            "overdue",
        ),
        ("The highway from Athi to Tana is to be finished by then.", {"mode": "meeting"}, "overdue"),
        ("The highway from Athi to Tana is to be finished by then.", {"who": ("UGA",)}, "overdue"),
        ("Work on the highway from Athi to Tana begins by then.", {}, "overdue"),
        # Opened was a part of it, or what comes before it.
        (
            "The highway from Athi to Tana will be ready by then.",
            {"text": "The first section from Athi to Tana was opened."},
            "overdue",
        ),
        (
            "The highway from Athi to Tana will be ready by then.",
            {"text": "They opened 40 % of the road from Athi to Tana."},
            "overdue",
        ),
        (
            "The highway from Athi to Tana will be ready by then.",
            {"text": "The survey for the road from Athi to Tana was completed.", "type_": "COOPERATE", "mode": "project"},
            "overdue",
        ),
        (
            "The first section from Athi to Tana is to run.",
            {"text": "The first section from Athi to Tana was opened."},
            "kept late",
        ),
        (
            "The first section from Athi to Tana is to run.",
            {"text": "The second section from Athi to Tana was opened."},
            "overdue",
        ),
    ],
)
def test_highway_by_the_words_of_its_opening(promise: str, done: dict[str, Any], verdict: str) -> None:
    assert ruled(Says(SAID, promise).aim(due=BY_END), act(**done))[0] == verdict


@pytest.mark.parametrize(
    ("text", "told", "verdict"),
    [
        ("Mwangi opened the first berth of the port of Lamu.", {}, "kept late"),
        ("Mwangi opened the second berth of the port of Lamu.", {}, "overdue"),
        ("Mwangi opened the first berth of the port of Lamu.", {"value": 2.0}, "overdue"),
        ("Mwangi opened the first berth of the port of Lamu.", {"kind": "target"}, "overdue"),
    ],
)
def test_one_berth_is_a_promise_of_works(text: str, told: dict[str, Any], verdict: str) -> None:
    report = Says(SAID, "The first berth would be working by the end of 2021.")
    one: dict[str, Any] = {
        "value": 1.0,
        "unit": "berths",
        "measure": "first berth of the port of Lamu",
        "kind": "plan",
        "due": BY_END,
    }
    aim = report.aim(**(one | told))
    plan = report.act("COOPERATE", "project", status="planned", about=("port of Lamu",), when=BY_END)
    late = act(text=text, about=("port of Lamu",), when="2025-05-20", day="2025-06-01")
    assert ruled(aim, plan, late)[0] == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The clinic was handed over.", "kept"),
        # Of what was not yet finished before its day.
        ("The clinic is being built.", "overdue"),
    ],
)
def test_what_is_finished_before_its_last_day_is_kept(text: str, verdict: str) -> None:
    report = Says(SAID, "China will build a fever clinic in Kisumu and hand it over by the end of 2021.")
    plan = report.act("AID", "construction", status="planned", about=("fever clinic in Kisumu",), when=("2020-04-01", BY_END[1]))
    done = act(text=text, type_="AID", mode="construction", about=("fever clinic in Kisumu",), when="2021-11-01", who=BOTH)
    if verdict == "kept":
        assert ruled(report.aim(due=BY_END), plan, done)[0] == verdict
    plan_of_the_day = report.act("AID", "construction", status="planned", about=("fever clinic in Kisumu",), when=BY_END)
    assert ruled(report.aim(due=BY_END), plan_of_the_day, done)[0] == verdict


@pytest.mark.parametrize(("begins", "verdict"), [("2020-03-01", "kept"), ("2021-12-31", "overdue")])
def test_paper_signed_before_the_end_of_its_time(begins: str, verdict: str) -> None:
    report = Says(SAID, "It is to be signed before the end of 2021.")
    plan = report.act("SUPPORT", "sign", status="planned", about=("Tana treaty",), when=(begins, BY_END[1]))
    signed = Says("2021-06-01", "Signed.").act("SUPPORT", "sign", about=("Tana treaty",), when="2021-05-20")
    other = Says("2021-06-01", "Signed.").act("SUPPORT", "sign", about=("Tana treaty",), when="2020-01-20")
    assert ruled(report.aim("signed before the end of 2021", due=BY_END), plan, other)[0] == "overdue"
    assert ruled(report.aim("signed before the end of 2021", due=BY_END), plan, signed)[0] == verdict


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the first berth", {("berth", 1)}),
        ("the first three berths of the port", {("berth", 1)}),
        ("units of the 2nd reactor", {("reactor", 2)}),
        ("the first time in years", set()),
        ("three berths", set()),
    ],
)
def test_numbered_parts(text: str, parts: set[tuple[str, int]]) -> None:
    assert parts_in(text) == parts


def test_school_at_a_dam_is_no_dam() -> None:
    report = Says(SAID, "China will build a school at the Tana dam.")
    plan = report.act("COOPERATE", "project", status="planned", about=("Tana dam",), when=BY_END)
    school = report.act("COOPERATE", "project", status="planned", about=("school at Tana",), when=BY_END)
    dam = act(text="Mwangi opened the Tana dam.", about=("Tana dam",), when="2021-05-20", day="2021-06-01")
    assert ruled(report.aim(due=BY_END), dam)[0] == "overdue"
    assert ruled(report.aim(due=BY_END), plan, school, dam)[0] == "overdue"
    opened = act(text="Mwangi opened the school of Tana.", when="2021-05-20", day="2021-06-01")
    assert ruled(report.aim(due=BY_END), opened)[0] == "kept"
