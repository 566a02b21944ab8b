"""Papers told by nearly their names, requests looked into, money pledged and given, plans dropped in their own sentence."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ledger.told_by_hand import BOTH, Says, ruled

SAID = "2020-03-01"


@pytest.mark.parametrize(
    ("planned", "signed", "when", "verdict"),
    [
        ("protocol on frozen mangoes", "mango protocol", "2021-04-25", "overdue"),
        ("protocol on frozen mango", "mango protocol", "2021-04-25", "kept"),
        ("double tax agreement", "Kenya–China double taxation agreement", "2021-04-25", "kept"),
        # Late, one word is not enough.
        ("protocol on frozen mango", "mango protocol", "2022-04-25", "overdue"),
        ("double tax agreement", "double taxation agreement", "2022-04-25", "kept late"),
        # Another kind of paper, one on top of it, another number, neither's words within the other's.
        ("protocol on frozen mango", "mango agreement", "2021-04-25", "overdue"),
        ("double tax agreement", "protocol amending the double tax agreement", "2021-04-25", "overdue"),
        ("mango protocol 1", "mango protocol 2", "2021-04-25", "overdue"),
        ("frozen mango protocol", "frozen fish protocol", "2021-04-25", "overdue"),
        ("agreement", "mango agreement", "2021-04-25", "overdue"),
    ],
)
def test_paper_by_nearly_its_name(planned: str, signed: str, when: str, verdict: str) -> None:
    report = Says(SAID, "The paper will be signed next year.")
    plan = report.act("SUPPORT", "sign", status="planned", about=(planned,), when=2021)
    done = Says("2022-06-01", "It was signed.").act("SUPPORT", "sign", about=(signed,), when=when)
    assert ruled(report.aim(due=2021), plan, done)[0] == verdict
    one_only = Says("2022-06-01", "It was signed.").act("SUPPORT", "sign", about=(signed,), when=when, who=("KEN", "UGA"))
    assert ruled(report.aim(due=2021), plan, one_only)[0] == "overdue"


@pytest.mark.parametrize(
    ("text", "done", "verdict"),
    [
        ("The bank would examine the loan for the canal.", {}, "kept"),
        ("The bank would examine the loan for the canal.", {"about": ("loan agreement for the Sabaki canal",)}, "open"),
        ("The bank would examine the loan for the canal.", {"who": ("KEN", "UGA")}, "open"),
        ("The bank would examine the loan for the canal.", {"when": "2026-01-01", "day": "2026-01-02"}, "open"),
        ("The bank would examine the loan for the canal.", {"mode": "oppose"}, "open"),
        ("The bank would praise the loan for the canal.", {}, "open"),
    ],
)
def test_request_looked_into_and_agreed(text: str, done: dict[str, Any], verdict: str) -> None:
    report = Says(SAID, text)
    own = report.act("AGREE", "promise", about=("Tana–Athi canal",), when=SAID)
    usual: dict[str, Any] = {
        "day": "2020-12-01",
        "mode": "sign",
        "about": ("loan agreement for the Tana–Athi canal",),
        "when": "2020-11-11",
    }
    given = usual | done
    signed = Says(given.pop("day"), "They signed.").act("SUPPORT", given.pop("mode"), **given)
    assert ruled(report.aim(kind="pledge"), own, signed)[0] == verdict


LENT: dict[str, Any] = {"day": "2022-06-01", "text": "China is lending it.", "type_": "AID", "mode": "loan", "status": "ongoing"}


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({}, "kept"),
        ({"text": "China is lending 3.6 billion dollars for it."}, "kept"),
        ({"text": "China is lending 1.5 billion dollars for it."}, "open"),
        ({"about": ("Athi canal",)}, "open"),
        ({"who": ("UGA",)}, "open"),
        ({"status": "planned"}, "open"),
        # The loan is changed long after the pledge, by a party, under its name.
        (
            {
                "type_": "SUPPORT",
                "mode": "amend",
                "about": ("loan for the Tana canal",),
                "who": ("KEN",),
                "when": "2025-10-01",
                "day": "2025-11-01",
            },
            "kept",
        ),
        (
            {"type_": "SUPPORT", "mode": "amend", "about": ("loan for the Tana canal",), "who": ("KEN",), "when": "2020-10-01"},
            "open",
        ),
        (
            {
                "type_": "SUPPORT",
                "mode": "amend",
                "about": ("loan for the Athi canal",),
                "who": ("KEN",),
                "when": "2025-10-01",
                "day": "2025-11-01",
            },
            "open",
        ),
    ],
)
def test_money_that_was_pledged(told: dict[str, Any], verdict: str) -> None:
    report = Says(SAID, "China will lend Kenya 3.6 billion dollars.")
    plan = report.act("AID", "loan", status="planned", who=("CHN",), target=("KEN",), about=("Tana canal",))
    usual: dict[str, Any] = {"who": ("CHN",), "target": ("KEN",), "about": ("Tana canal",), "when": (None, "2022-06-01")}
    given = LENT | usual | told
    later = Says(given.pop("day"), given.pop("text")).act(given.pop("type_"), given.pop("mode"), **given)
    aim = report.aim(value=3.6e9, kind="pledge", measure="credit", by=("CHN",))
    assert ruled(aim, plan, later)[0] == verdict
    assert ruled(report.aim(value=3.6e9, measure="credit"), plan, later)[0] == "open"
    assert ruled(aim, later)[0] == "open"


@pytest.mark.parametrize(
    ("sentence", "due", "verdict"),
    [
        ("The government has dropped the plan to reach Athi in 2022.", 2022, "superseded"),
        ("The government has not dropped the plan to reach Athi in 2022.", 2022, "overdue"),
        ("They dropped the plan for a canal and will mend the road by 2022.", 2022, "overdue"),
        ("They dropped the plan for a canal; the road is mended by 2022.", 2022, "overdue"),
        ("They dropped plans to sell gas before 2018 and a treaty is due in 2022.", 2022, "overdue"),
    ],
)
def test_plan_dropped_in_its_own_sentence(sentence: str, due: int, verdict: str) -> None:
    assert ruled(Says(SAID, sentence).aim(due=due, by=BOTH))[0] == verdict
