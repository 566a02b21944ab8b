"""Promises without a figure, kept, denied, called off, put off or settled by what happened later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.ledger.told_by_hand import BOTH, Says, ruled, verdicts

SAID = "2020-03-01"
LATER = "2021-06-01"


def after(text: str = "It was done.", day: str = LATER) -> Says:
    """A later report."""
    return Says(day, text)


def test_company_that_promised_opens_its_works_where_it_said() -> None:
    plan = Says(SAID, "Kilimo Ltd will open its fertiliser works in Mombasa in 2020.").aim(due=2020, by=("Kilimo Ltd",))
    opened: dict[str, Any] = {"who": ("Kilimo Ltd",), "where": "Mombasa", "when": "2021-05-11"}
    assert ruled(plan, after().act("COOPERATE", "open", **opened)) == ("kept late", "event-after-the-due-time")
    others: list[dict[str, Any]] = [{"where": "Kisumu"}, {"who": ("Sinobuild",)}, {"when": "2019-05-11"}]
    for other in others:
        assert ruled(plan, after().act("COOPERATE", "open", **(opened | other)))[0] == "overdue", other
    assert ruled(plan, after().act("CONSULT", "visit", **opened))[0] == "overdue"


@pytest.mark.parametrize(
    ("when", "where", "verdict"),
    [
        ("2020-11-02", "KEN", "kept"),
        ("2021-11-02", "KEN", "kept"),
        ("2024-11-02", "KEN", "open"),
        ("2020-11-02", "CHN", "open"),
        ("2020-11-02", "UGA", "open"),
    ],
)
def test_guest_who_would_come_later(when: str, where: str, verdict: str) -> None:
    wish = Says(SAID, "He would like to come at another time.").aim(by=("Li Wei",), kind="intention")
    visit = Says("2025-01-01", "Li Wei was there.").act("CONSULT", "visit", who=("Li Wei",), where=where, when=when)
    assert ruled(wish, visit)[0] == verdict


def test_accepted_invitation_is_kept_by_the_visit() -> None:
    said = Says(SAID, "Li Wei accepted.")
    promise, taken = said.aim(by=("Li Wei",), kind="pledge"), said.act("AGREE", "accept-invitation", who=("Li Wei",), when=SAID)
    visit = after().act("CONSULT", "state visit", who=("Li Wei",), target=("KEN",), where="KEN", when="2021-02-02")
    assert ruled(promise, taken, visit)[0] == "kept"
    assert ruled(promise, taken, as_of="2020-12-31") == ("pending", "told-of-late")
    assert ruled(promise, taken) == ("open", "cannot-be-checked")


@pytest.mark.parametrize(
    ("promise", "signed", "verdict"),
    [
        ("They will draw up a master plan for ports.", "port master plan (2021)", "kept"),
        ("They want to conclude a fisheries agreement.", "Kenya–China fisheries agreement", "kept"),
        # A kind of paper alone, one that is another's, or no word of drafting.
        ("They want to conclude a new agreement.", "Kenya–China fisheries agreement", "open"),
        ("They want to conclude a fisheries agreement.", "visa agreement", "open"),
        ("The fisheries agreement is to be applied better.", "Kenya–China fisheries agreement", "open"),
    ],
)
def test_paper_as_described(promise: str, signed: str, verdict: str) -> None:
    plan = Says(SAID, promise).aim()
    assert ruled(plan, after().act("SUPPORT", "sign", about=(signed,), when="2021-05-30"))[0] == verdict
    one_only = after().act("SUPPORT", "sign", about=(signed,), when="2021-05-30", who=("KEN", "UGA"))
    assert ruled(plan, one_only)[0] == "open"


@pytest.mark.parametrize(
    ("promise", "done", "who", "verdict"),
    [
        ("A joint investment fund is to be set up in 2020.", "They established a joint investment fund.", BOTH, "kept late"),
        ("A joint investment fund is to be set up in 2020.", "They established a pension fund.", BOTH, "overdue"),
        ("A joint investment fund is to be set up in 2020.", "Kenya established a joint investment fund.", ("KEN",), "overdue"),
        ("A joint fund is to be set up in 2020.", "They established a joint fund.", BOTH, "overdue"),
        ("A joint investment fund is to pay in 2020.", "They established a joint investment fund.", BOTH, "overdue"),
    ],
)
def test_body_as_described_is_founded(promise: str, done: str, who: tuple[str, ...], verdict: str) -> None:
    act = after(done).act("SUPPORT", "establish", who=who, when="2021-05-30")
    assert ruled(Says(SAID, promise).aim(due=2020), act)[0] == verdict


def test_talks_are_kept_by_what_is_signed_not_by_more_talks() -> None:
    said = Says(SAID, "Both are determined to bring the talks to an end.")
    plan = said.act("CONSULT", "negotiate", status="planned", about=("railway treaty",))
    again = after().act("CONSULT", "negotiate", about=("railway treaty",), when="2021-01-10")
    signed = Says("2022-01-01", "Signed.").act("SUPPORT", "sign", about=("railway treaty",), when="2021-12-20")
    assert ruled(said.aim(), plan, again)[0] == "open"
    assert ruled(said.aim(), plan, again, signed) == ("kept", "event-as-promised")


def test_memorandum_is_no_contract() -> None:
    said = Says(SAID, "They could sign the contract for the dam on 30 June.")
    plan = said.act("SUPPORT", "sign", status="planned", about=("Tana dam",), when="2020-06-30")
    signed = after("A memorandum on the dam was signed.").act("SUPPORT", "sign", about=("Tana dam",), when="2021-05-20")
    assert ruled(said.aim(due="2020-06-30"), plan, signed)[0] == "overdue"
    signed = after("The contract for the dam was signed.").act("SUPPORT", "sign", about=("Tana dam",), when="2021-05-20")
    assert ruled(said.aim(due="2020-06-30"), plan, signed)[0] == "kept late"


def test_plan_of_the_same_days_stands_for_the_words() -> None:
    said = Says(SAID, "Parliaments have to ratify it. All should be ready in autumn.")
    autumn = ("2020-09-01", "2020-11-30")
    plan = said.act("SUPPORT", "ratify", "Parliaments have to ratify it", status="planned", about=("Gas Treaty",), when=autumn)
    done = after().act("SUPPORT", "ratify", who=("KEN",), about=("Gas Treaty",), when="2021-04-27")
    assert ruled(said.aim("All should be ready in autumn", due=autumn, by=("KEN",)), plan, done)[0] == "kept late"
    assert ruled(said.aim("All should be ready in autumn", due=2020, by=("KEN",)), plan, done)[0] == "overdue"


@pytest.mark.parametrize(
    ("promise", "done", "verdict"),
    [
        (
            "The line from Mombasa to Nairobi is to open in 2020.",
            "Kenya opened the railway from Mombasa to Nairobi.",
            "kept late",
        ),
        ("The port of Lamu is to open in 2020.", "At last Kenya opened the port of Lamu.", "kept late"),
        ("The port of Lamu is to open in 2020.", "At last Kenya opened the school of Lamu.", "overdue"),
        ("The line from Mombasa to Nairobi is to open in 2020.", "Kenya opened the railway from Nairobi to Naivasha.", "overdue"),
        ("A port is to open in 2020.", "Kenya opened a port.", "overdue"),
        ("The port of Lamu is to grow in 2020.", "At last Kenya opened the port of Lamu.", "overdue"),
    ],
)
def test_works_by_the_names_of_their_places(promise: str, done: str, verdict: str) -> None:
    opened = after(done).act("COOPERATE", "open", when="2021-05-30")
    assert ruled(Says(SAID, promise).aim(due=2020), opened)[0] == verdict
    assert (
        ruled(Says(SAID, promise).aim(due=2020), after(done).act("COOPERATE", "open", who=("UGA",), when="2021-05-30"))[0]
        == "overdue"
    )


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ([], "overdue"),
        ([("SUPPORT", "ratify", ("CHN",), "2021-03-03")], "kept late"),
        ([("SUPPORT", "entry-into-force", BOTH, "2021-03-03")], "kept late"),
    ],
)
def test_both_have_to_ratify(more: list[Any], verdict: str) -> None:
    said = Says(SAID, "Both parliaments are to ratify the Gas Treaty in 2020.")
    plan = said.act("SUPPORT", "ratify", status="planned", about=("Gas Treaty",), when=2020)
    acts = [("SUPPORT", "ratify", ("KEN",), "2021-02-02"), *more]
    done = [after().act(t, mode, who=who, about=("Gas Treaty",), when=when) for t, mode, who, when in acts]
    for number, act in enumerate(done):
        done[number] = replace(act, id=f"{act.id}{number}")
    assert ruled(said.aim(due=2020), plan, *done)[0] == verdict


@pytest.mark.parametrize(
    ("day", "text", "due", "verdict"),
    [
        ("2020-09-01", "The gas pipeline to Eldoret is now to be completed in 2023.", 2023, "superseded"),
        ("2020-09-01", "The gas pipeline to Eldoret was delayed, its completion is due in 2023.", 2023, "superseded"),
        (
            "2020-09-01",
            "Ministers postponed the end of work on the pipeline from Mombasa to Eldoret to 2023.",
            2023,
            "superseded",
        ),
        ("2020-09-01", "Ministers spoke of the pipeline from Mombasa to Eldoret and of 2023.", 2023, "overdue"),
        ("2021-09-01", "The gas pipeline to Eldoret is now to be completed in 2023.", 2023, "overdue"),
        ("2020-09-01", "The oil depot in Eldoret is to be completed in 2023.", 2023, "overdue"),
        ("2020-09-01", "The gas pipeline to Eldoret is to be completed in 2019.", 2019, "overdue"),
    ],
)
def test_told_anew_for_a_later_day(day: str, text: str, due: int, verdict: str) -> None:
    first = Says(SAID, "They plan to complete the gas pipeline to Eldoret in 2020.").aim(due=2020)
    assert ruled(first, Says(day, text).aim(due=due), as_of="2022-06-01")[0] == verdict


def test_next_years_session_replaces_nothing() -> None:
    first = Says(SAID, "The next visit of the commission will be in 2020.").aim(due=2020)
    second = Says("2020-11-01", "The next visit of the commission will be in 2021.").aim(due=2021)
    assert ruled(first, second)[0] == "overdue"


def test_project_that_was_proposed_is_agreed_on() -> None:
    said = Says(SAID, "China would like to take part.")
    proposal = said.act("COOPERATE", "project-start", status="proposed", about=("geothermal power station",))
    agreed = after().act("SUPPORT", "sign", about=("agreement on the Olkaria geothermal power plant",), when="2021-05-30")
    other = after().act("SUPPORT", "sign", about=("agreement on the Olkaria wind farm",), when="2021-05-30")
    assert ruled(said.aim(kind="intention"), proposal, agreed)[0] == "kept"
    assert ruled(said.aim(kind="intention"), proposal, other)[0] == "open"


def test_what_had_happened_before_a_report_awaited_it_keeps_nothing() -> None:
    said = Says(SAID, "The credit line should be finalised soon.")
    plan = said.act("SUPPORT", "sign", status="planned", about=("credit line",))
    before = after().act("SUPPORT", "sign", about=("credit line",), when="2019-12-01")
    same = said.act("SUPPORT", "sign", about=("credit line",), when=("2020-02-28", "2020-03-02"))
    assert ruled(said.aim(), plan, before)[0] == "open"
    assert ruled(said.aim(), plan, same)[0] == "open"


def test_a_report_after_its_day_that_denies_the_deed() -> None:
    said = Says(SAID, "They will sign in June.")
    plan = said.act("SUPPORT", "sign", status="planned", about=("Gas Treaty",), when=("2020-06-01", "2020-06-30"))
    promise = said.aim(due=("2020-06-01", "2020-06-30"))
    denial: dict[str, Any] = {"status": "denied", "about": ("gas treaty",), "when": (None, "2021-06-01")}
    assert ruled(promise, plan, after("It is not signed.").act("SUPPORT", "sign", **denial)) == ("missed", "denied-by-a-report")
    for other in ({"about": ("Oil Treaty",)}, {"who": ("UGA",)}):
        assert ruled(promise, plan, after().act("SUPPORT", "sign", **(denial | other)))[0] == "overdue"
    early = Says("2020-06-10", "It is not signed.").act("SUPPORT", "sign", **denial)
    assert ruled(promise, plan, early)[0] == "overdue"


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        ({}, "missed"),
        ({"status": "conditional"}, "missed"),
        ({"about": ("Oil Treaty",)}, "overdue"),
        ({"when": "2020-06-30"}, "overdue"),
        ({"who": ("UGA",)}, "overdue"),
    ],
)
def test_awaited_still_after_its_day(later: dict[str, Any], verdict: str) -> None:
    said = Says(SAID, "They will sign in 2020.")
    plan = said.act("SUPPORT", "sign", status="planned", about=("Gas Treaty",), when=2020)
    usual: dict[str, Any] = {"status": "planned", "about": ("Gas Treaty",), "when": 2022}
    assert ruled(said.aim(due=2020), plan, after().act("SUPPORT", "sign", **(usual | later)))[0] == verdict


def test_report_that_goes_on_to_a_later_day_tells_that_the_earlier_was_missed() -> None:
    report = after("They aimed to sign the Gas Treaty in 2020. It could be signed in 2022. The Oil Treaty comes in 2022.")
    promise = report.aim("They aimed to sign the Gas Treaty in 2020", due=2020)
    plan = report.act("SUPPORT", "sign", "They aimed to sign", status="planned", about=("Gas Treaty",), when=2020)
    later = report.act("SUPPORT", "sign", "It could be signed", status="conditional", when=2022)
    other = report.act("SUPPORT", "sign", "The Oil Treaty comes", status="planned", about=("Oil Treaty",), when=2022)
    assert ruled(promise, plan)[0] == "overdue"
    assert ruled(promise, plan, later) == ("missed", "awaited-after-its-day")
    assert ruled(promise, plan, later, other)[0] == "overdue"
    assert ruled(promise, plan, other)[0] == "overdue"


def test_what_comes_every_year_is_not_awaited_still() -> None:
    said = Says(SAID, "The culture days will be held in 2020.")
    plan = said.act("COOPERATE", "programme", status="planned", about=("culture days",), when=2020)
    next_one = after().act("COOPERATE", "programme", status="planned", about=("culture days",), when=2022)
    assert ruled(said.aim(due=2020), plan, next_one)[0] == "overdue"


def test_sentence_that_says_that_it_is_not_signed_is_its_own_denial() -> None:
    report = after("They have not signed the fisheries agreement due in 2020.")
    denial = report.act("SUPPORT", "sign", status="denied", about=("fisheries agreement",), when=2020)
    assert ruled(report.aim(due=2020), denial) == ("missed", "denied-by-a-report")
    early = Says("2020-06-01", "They have not signed the fisheries agreement due in 2020.")
    denial = early.act("SUPPORT", "sign", status="denied", about=("fisheries agreement",), when=2020)
    assert ruled(early.aim(due=2020), denial)[0] == "overdue"


@pytest.mark.parametrize(
    ("promise", "due", "cancelled", "verdict"),
    [
        ("China will finance the Lamu coal plant.", None, "Lamu coal plant", "superseded"),
        ("The Lamu coal plant is to run from 2025.", 2025, "Lamu project", "superseded"),
        ("The Lamu coal plant is to run by then.", ("2021-06-15", "2021-06-15"), "Lamu project", "missed"),
        ("The Lamu coal plant is to run in 2020.", 2020, "Lamu project", "missed"),
        ("The Lamu coal plant is to run from 2025.", 2025, "Isiolo project", "pending"),
        ("The Lamu 1 coal plant is to run from 2025.", 2025, "Lamu 2 coal plant", "pending"),
        ("China will give grants.", None, "Lamu project", "open"),
    ],
)
def test_called_off(promise: str, due: Any, cancelled: str, verdict: str) -> None:
    act = after("Parliament stopped it.").act("REJECT", "cancel", who=("KEN",), about=(cancelled,), when="2021-05-20")
    assert ruled(Says(SAID, promise).aim(due=due), act, as_of="2024-01-01")[0] == verdict


def test_called_off_by_others_or_before_it_was_made_is_not_called_off() -> None:
    promise = Says(SAID, "China will finance the Lamu coal plant.").aim()
    cancel: dict[str, Any] = {"about": ("Lamu coal plant",), "when": "2021-05-20"}
    assert ruled(promise, after().act("REJECT", "cancel", who=("UGA",), **cancel))[0] == "open"
    assert ruled(promise, after().act("REJECT", "cancel", status="denied", **cancel))[0] == "open"
    assert ruled(promise, after().act("REJECT", "cancel", **(cancel | {"when": "2019-05-20"})))[0] == "open"
    upheld = Says("2022-05-05", "China will finance the Lamu coal plant.").aim()
    assert ruled(promise, upheld, after().act("REJECT", "cancel", **cancel))[0] == "open"


def test_vote_that_ends_the_project_calls_it_off() -> None:
    promise = Says(SAID, "The Lamu coal plant is to run from 2025.").aim(due=2025)
    vote = after("Deputies voted for a resolution that ends the Lamu project.")
    ended = vote.act("SUPPORT", "vote", who=("National Assembly of Kenya",), about=("Lamu project",), when="2021-05-20")
    assert ruled(promise, ended, as_of="2024-01-01")[0] == "superseded"
    vote = after("Deputies voted for a resolution that funds the Lamu project.")
    funded = vote.act("SUPPORT", "vote", who=("National Assembly of Kenya",), about=("Lamu project",), when="2021-05-20")
    assert ruled(promise, funded, as_of="2024-01-01")[0] == "pending"


def test_works_told_of_beside_the_one_project_called_off_belong_to_it() -> None:
    report = Says(
        "2021-06-01", "The Lamu project is dead. A first turbine was due in 2025. A loan of rice is to come in 2025. Isiolo too."
    )
    dead = report.act("REJECT", "cancel", "The Lamu project is dead", who=("KEN",), about=("Lamu project",), when="2021-05-20")
    works, rice = report.aim("A first turbine was due in 2025", due=2025), report.aim("A loan of rice is to come", due=2025)
    assert [v.verdict for _, v in verdicts(works, rice, dead, as_of="2024-01-01")] == ["superseded", "pending"]
    another = report.act("REJECT", "cancel", "Isiolo too", who=("KEN",), about=("Isiolo project",), when="2021-05-20")
    assert [v.verdict for _, v in verdicts(works, rice, dead, another, as_of="2024-01-01")] == ["pending", "pending"]


def test_put_off_before_its_day_with_the_promise_that_took_its_place() -> None:
    first = Says(SAID, "The Tana bridge opens in 2022.").aim(due=2022, measure="opening of Tana bridge")
    report = after("The opening of the Tana bridge was postponed. It is now due in 2024.")
    act = report.act(
        "REJECT", "postpone", "The opening of the Tana bridge was postponed", about=("Tana bridge",), when="2021-05-20"
    )
    new = report.aim("now due in 2024", due=2024, measure="opening of Tana bridge")
    found = verdicts(first, act, new, as_of="2023-01-01")
    assert [v.verdict for _, v in found] == ["superseded", "pending"]
    assert found[0][1].superseded_by == found[1][0].id


@pytest.mark.parametrize(
    ("about", "when", "due", "verdict"),
    [
        ("Tana bridge", "2021-05-20", 2022, "superseded"),
        ("Athi bridge", "2021-05-20", 2022, "overdue"),
        ("Tana bridge", "2021-05-20", 2020, "overdue"),
        ("Tana bridge", "2019-05-20", 2022, "overdue"),
        ("Tana bridge", "2021-05-20", None, "open"),
    ],
)
def test_put_off_without_a_new_day(about: str, when: str, due: int | None, verdict: str) -> None:
    act = after("It was postponed.").act("REJECT", "postpone", about=(about,), when=when)
    assert ruled(Says(SAID, "The Tana bridge is to carry traffic then.").aim(due=due), act)[0] == verdict


def test_threat_whose_matter_was_settled() -> None:
    said = Says(SAID, "From 1 May Kenya would turn back any fish with parasites.")
    threat = said.act("THREATEN", "import-restriction", who=("KEN",), target=("CHN",), about=("fish",), when=SAID)
    settled = after("The matter is settled.").act("AGREE", "settle", about=("fish",), when="2021-05-20")
    promise = said.aim(due=("2020-05-01", None), by=("KEN",), kind="pledge")
    assert ruled(promise, threat, settled) == ("superseded", "matter-settled")
    assert ruled(promise, settled)[0] == "overdue"
    assert ruled(promise, threat, after().act("AGREE", "settle", about=("steel",), when="2021-05-20"))[0] == "overdue"


@pytest.mark.parametrize(
    ("sentence", "due", "verdict"),
    [
        ("In May the ministry postponed the start of digging, then set for 2019.", 2019, "superseded"),
        ("The loan offered in 2018 has lost its purpose.", None, "superseded"),
        ("The port was due in 2019, but the deadline passed.", 2019, "missed"),
        ("The port is due in 2021; it has not been shelved.", 2021, "overdue"),
        ("The talks come after the visit was postponed and are due in 2021.", 2021, "overdue"),
    ],
)
def test_end_told_in_its_own_sentence(sentence: str, due: Any, verdict: str) -> None:
    assert ruled(Says(SAID, sentence).aim(due=due))[0] == verdict


def test_still_planned_by_a_later_report() -> None:
    said = Says(SAID, "They will speed up talks and sign.")
    plan = said.act("SUPPORT", "sign", status="planned", about=("Gas Treaty",))
    later = after("It could be signed in early 2022.")
    ahead = later.act("SUPPORT", "sign", status="conditional", about=("gas treaty",), when=("2022-01-01", "2022-06-30"))
    assert ruled(said.aim(), plan, ahead, as_of="2021-12-31") == ("pending", "still-planned")
    assert ruled(said.aim(), plan, ahead, as_of="2022-12-31")[0] == "open"


def test_every_decided_verdict_has_proof() -> None:
    promise = Says(SAID, "China will finance the Lamu coal plant.").aim(by=BOTH)
    act = after().act("REJECT", "cancel", about=("Lamu coal plant",), when="2021-05-20")
    ((_, verdict),) = verdicts(promise, act)
    assert verdict.proof == (act.id,)
    assert "20 May 2021" in verdict.explanation
