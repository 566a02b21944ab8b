"""What a report called missed, dropped or lowered: what that says of a promise, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ledger.told_by_hand import Says, ruled, verdicts

MISSED = "The fisheries treaty initialled in 2019 should have been signed in 2020."


def missed(**told: Any) -> list[Any]:
    """A report that says so, with the initialling that its sentence tells."""
    report = Says("2022-06-01", MISSED)
    given: dict[str, Any] = {"due": 2020, "outcome": "missed", "outcome_evidence": report.passage(MISSED)} | told
    initialled = report.act("SUPPORT", "initial", "initialled in 2019", about=("Tana fisheries treaty",), when=2019)
    return [report.aim("should have been signed in 2020", **given), initialled]


@pytest.mark.parametrize(
    ("signed", "verdict"),
    [
        ({}, "kept late"),
        # Told by a report from before the one that calls it missed.
        ({"day": "2021-12-01", "when": "2021-11-20"}, "kept late"),
        ({"about": ("Tana oil treaty",)}, "missed"),
        ({"mode": "initial"}, "missed"),
        ({"who": ("BRA", "UGA")}, "missed"),
        ({"status": "planned"}, "missed"),
        ({"when": "2018-03-01"}, "missed"),
    ],
)
def test_called_missed_by_a_report_and_done_since(signed: dict[str, Any], verdict: str) -> None:
    usual: dict[str, Any] = {"day": "2023-10-01", "about": ("Tana fisheries treaty",), "when": "2023-09-21", "mode": "sign"}
    told = usual | signed
    later = Says(told.pop("day"), "It was signed.").act("SUPPORT", told.pop("mode"), **told)
    assert ruled(*missed(), later)[0] == verdict
    assert ruled(*missed())[0] == "missed"


def test_sentence_about_two_things_says_of_neither_that_it_was_signed() -> None:
    report, signed = (
        missed(),
        Says("2023-10-01", "Signed.").act("SUPPORT", "sign", about=("Tana fisheries treaty",), when="2023-09-21"),
    )
    other = Says("2022-06-01", MISSED).act("SUPPORT", "initial", "initialled in 2019", about=("Athi visa treaty",), when=2019)
    assert ruled(*report, other, signed)[0] == "missed"


@pytest.mark.parametrize(
    ("sentence", "began", "verdict"),
    [
        ("Digging had begun in December 2020, two months later than announced.", {}, "kept late"),
        ("Digging had begun in December 2020, behind schedule.", {"mode": "project"}, "kept late"),
        # Neither the deed that was promised nor a word of being late; before its day; something refused.
        ("In December 2020 people of the town met instead.", {"type_": "CONSULT", "mode": "meeting"}, "missed"),
        ("Digging had begun in May 2020, two months later than announced.", {"when": "2020-05-04"}, "missed"),
        ("In December 2020 the town refused to dig, a month late.", {"type_": "REJECT", "mode": "refuse"}, "missed"),
        ("Digging was to begin in December 2020, two months later than announced.", {"status": "denied"}, "missed"),
    ],
)
def test_words_on_the_outcome_tell_when_it_was_done(sentence: str, began: dict[str, Any], verdict: str) -> None:
    report = Says("2023-06-01", sentence)
    october = ("2020-10-01", "2020-10-31")
    aim = report.aim(sentence, due=october, outcome="missed", outcome_evidence=report.passage(None))
    usual: dict[str, Any] = {"type_": "COOPERATE", "mode": "project-start", "when": ("2020-12-01", "2020-12-31")}
    told = usual | {"about": ("Tana canal",)} | began
    assert ruled(aim, report.act(told.pop("type_"), told.pop("mode"), sentence, **told))[0] == verdict


@pytest.mark.parametrize(
    ("promise", "verdict"),
    [
        ("Both sides will finish a study of the Tana canal by March 2021.", "overdue"),
        ("Kenya will pay the loan for building the Tana canal by March 2021.", "overdue"),
        ("The building of the Tana canal will end by March 2021.", "missed"),
    ],
)
def test_what_was_due_before_the_works_were_dropped(promise: str, verdict: str) -> None:
    plan = Says("2020-03-01", promise).aim(due=("2021-03-01", "2021-03-31"))
    dropped = Says("2022-01-10", "The canal is dropped.").act("REJECT", "cancel", about=("Tana canal",), when="2022-01-09")
    assert ruled(plan, dropped)[0] == verdict


@pytest.mark.parametrize(("measure", "verdict"), [(None, "pending"), ("repair of the Athi–Sabaki canal", "pending")])
def test_works_named_after_what_was_dropped_are_their_own(measure: str | None, verdict: str) -> None:
    report = Says(
        "2022-01-10", "They dropped the plan for a Tana canal. Instead the Athi canal is to be mended. The work ends in 2025."
    )
    dropped = report.act("REJECT", "cancel", "They dropped the plan for a Tana canal", about=("Tana canal",), when="2022-01-09")
    mended = report.act("COOPERATE", "project", "the Athi canal is to be mended", status="planned", about=("Athi canal",))
    aim = report.aim("The work ends in 2025", due=2025, measure=measure)
    assert ruled(aim, dropped, mended, as_of="2023-01-01")[0] == verdict
    if measure:
        assert ruled(aim, dropped, as_of="2023-01-01")[0] == verdict
    else:
        assert ruled(aim, dropped, as_of="2023-01-01")[0] == "superseded"


def test_plan_taken_up_again_years_later_did_not_take_the_place_of_what_was_dropped() -> None:
    first = Says("2020-03-01", "The Tana canal opens in 2024.").aim(due=2024, measure="opening of the Tana canal")
    dropped = Says("2022-01-10", "It is dropped.").act("REJECT", "cancel", about=("Tana canal",), when="2022-01-09")
    again = Says("2027-01-10", "The canal at Tana will open in 2030.").aim(due=2030, measure="opening of the Tana canal")
    found = [v for _, v in verdicts(first, dropped, again)]
    assert [(v.verdict, v.superseded_by) for v in found] == [("superseded", None), ("pending", None)]


@pytest.mark.parametrize(
    ("second", "told", "verdict"),
    [
        ({"value": 3e9, "due": 2022}, {}, "superseded"),
        # More for a later day is the next step; less for an earlier one a step on the way; other kinds are no aims.
        ({"value": 8e9, "due": 2022}, {}, "overdue"),
        ({"value": 3e9, "due": 2019}, {}, "overdue"),
        ({"value": 3e9, "due": 2022, "kind": "pledge"}, {}, "overdue"),
        ({"value": 3e9, "due": 2022, "measure": "exports"}, {}, "overdue"),
        ({"value": 3e9, "due": 2022}, {"day": "2021-03-01"}, "overdue"),
        # What is to fall is made easier by more.
        ({"value": 8e9, "due": 2022, "measure": "trade deficit"}, {"measure": "trade deficit"}, "superseded"),
        ({"value": 3e9, "due": 2022, "measure": "trade deficit"}, {"measure": "trade deficit"}, "overdue"),
    ],
)
def test_less_for_a_later_day_takes_the_place_of_an_aim(second: dict[str, Any], told: dict[str, Any], verdict: str) -> None:
    measure = {k: v for k, v in told.items() if k == "measure"}
    first = Says("2018-03-01", "We want to see five billion in 2020.").aim(value=5e9, due=2020, **measure)
    then = Says(told.get("day", "2019-10-01"), "They agreed on so much.").aim(**second)
    found = verdicts(first, then, as_of="2021-06-01")
    assert found[0][1].verdict == verdict
    assert (found[0][1].superseded_by == found[1][0].id) == (verdict == "superseded")


@pytest.mark.parametrize(
    ("mode", "verdict"),
    [("ratify", "kept"), ("sign", "open")],
)
def test_what_its_sentence_tells_as_done_is_not_what_is_promised(mode: str, verdict: str) -> None:
    report = Says("2020-05-20", "The treaty signed this month is to be ratified soon.")
    own = report.act("SUPPORT", "sign", "signed this month", about=("Tana treaty",), when=("2020-05-01", "2020-05-31"))
    other = Says("2020-06-30", "Told again.").act("SUPPORT", mode, about=("Tana treaty",), when=("2020-05-01", "2020-06-30"))
    assert ruled(report.aim(), own, other)[0] == verdict


@pytest.mark.parametrize(("done", "verdict"), [(("sign",), "overdue"), (("ratify",), "overdue"), (("sign", "ratify"), "kept")])
def test_to_sign_and_to_ratify_are_two(done: tuple[str, ...], verdict: str) -> None:
    report = Says("2020-05-20", "The treaty they have initialled is to be signed and ratified in 2021.")
    own = report.act("SUPPORT", "initial", about=("Tana treaty",), when="2020-05-11")
    acts = [Says("2021-11-30", f"Done: {m}.").act("SUPPORT", m, about=("Tana treaty",), when="2021-10-10") for m in done]
    assert ruled(report.aim(due=2021), own, *acts)[0] == verdict


def test_visit_told_as_never_paid_is_not_made_good_by_an_earlier_one() -> None:
    report = Says("2022-06-01", "The visit of Li Wei to Kenya in 2018 never took place.")
    plan = report.act("CONSULT", "visit", status="planned", who=("Li Wei",), where="KEN", when=2018)
    paid = Says("2019-03-01", "Li Wei came.").act("CONSULT", "visit", who=("Li Wei",), where="KEN", when="2019-02-02")
    aim = report.aim(due=2018, by=("Li Wei",), outcome="missed")
    assert ruled(aim, plan, paid)[0] == "missed"


@pytest.mark.parametrize(
    ("instead", "taken"),
    [
        ("Instead the old line from Tana to Sabaki will be mended by 2024.", True),
        ("A school in Isiolo will be built by 2024.", False),
    ],
)
def test_what_the_report_promises_right_behind_takes_the_place_of_what_it_drops(instead: str, taken: bool) -> None:
    text = "The plan to reach Athi in 2023 is told again. They dropped the Tana–Athi railway. " + instead
    first = Says("2020-03-01", "The Tana–Athi railway is to reach Athi in 2023.").aim(due=2023, measure="railway reaches Athi")
    report = Says("2022-01-10", text)
    again = report.aim("The plan to reach Athi in 2023", due=2023, measure="railway reaches Athi")
    dropped = report.act(
        "REJECT", "cancel", "They dropped the Tana–Athi railway", about=("Tana–Athi railway",), when="2022-01-09"
    )
    new = report.aim(instead, due=2024)
    found = verdicts(first, again, dropped, new, as_of="2022-06-01")
    assert found[0][1].verdict == "superseded"
    assert found[0][1].superseded_by == (found[1][0].id if taken else None)
