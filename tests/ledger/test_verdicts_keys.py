"""Everything that can change a verdict is found through the keys the promise wants; nothing else changes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attache.ledger.promises import Promise
from attache.ledger.series import build_series
from attache.ledger.told import Told, only
from attache.ledger.verdicts import Case, Verdict, case_of, judge, tells_outcome, wakes, wants
from attache.ledger.verdicts.keys import offers_event, offers_figure, offers_promise, offers_statement
from attache.records import Commitment, Event, Figure, Statement
from tests.ledger.told_by_hand import ACTORS, Says, promises, verdicts

AS_OF = "2024-01-01"
TEXTS = (
    "Mwangi will visit China in 2021, and the Gas Treaty is to be signed.",
    "The Lamu coal plant is to run from 2025.",
    "Kilimo Ltd will open its works in Mombasa in 2021.",
    "The goal of 10 billion for 2021 was missed, Kenya and China know.",
    "They want to conclude a fisheries agreement.",
)
NAMES = ("Gas Treaty", "Lamu project", "Kenya–China fisheries agreement", "fish")


@st.composite
def records(draw: Any) -> list[Told[Any]]:
    """A handful of reports with what they tell."""
    out: list[Told[Any]] = []
    for number in range(draw(st.integers(1, 6))):
        text = draw(st.sampled_from(TEXTS))
        report = Says(f"20{draw(st.integers(18, 23))}-0{number + 1}-10", text)
        for _ in range(draw(st.integers(1, 3))):
            kind = draw(st.sampled_from(("aim", "words", "act", "act", "count", "remark")))
            year = draw(st.integers(2019, 2025))
            if kind == "aim":
                due = draw(st.sampled_from([None, 2021]))
                out.append(report.aim(value=draw(st.sampled_from([10e9, 12e9])), due=due))
            elif kind == "words":
                due = draw(st.sampled_from([None, 2021, 2025]))
                out.append(report.aim(due=due, by=draw(st.sampled_from([("KEN", "CHN"), ("Mwangi",), ("Kilimo Ltd",)]))))
            elif kind == "act":
                type_, mode = draw(
                    st.sampled_from(
                        [
                            ("CONSULT", "visit"),
                            ("SUPPORT", "sign"),
                            ("REJECT", "cancel"),
                            ("REJECT", "postpone"),
                            ("COOPERATE", "open"),
                            ("AGREE", "settle"),
                            ("THREATEN", "warn"),
                        ]
                    )
                )
                out.append(
                    report.act(
                        type_,
                        mode,
                        status=draw(st.sampled_from(["happened", "planned", "denied"])),
                        who=draw(st.sampled_from([("KEN", "CHN"), ("Mwangi",), ("Kilimo Ltd",), ("UGA",)])),
                        about=draw(st.sampled_from([(), *((n,) for n in NAMES)])),
                        where=draw(st.sampled_from([None, "CHN", "Mombasa"])),
                        when=draw(st.sampled_from([None, year, f"{year}-05-05"])),
                    )
                )
            elif kind == "count":
                out.append(report.count(draw(st.sampled_from([4e9, 11e9])), year))
            else:
                out.append(report.remark(draw(st.sampled_from(["Mwangi", "Li Wei"]))))
    return out


def judged_with_all(promise: Promise, told: Sequence[Told[Any]]) -> Verdict | None:
    """The verdict where everything is laid before the judge."""
    series = build_series(only(told, Figure), ACTORS, only(told, Commitment))
    aims = [t.record for t in only(told, Commitment)]
    case = case_of(
        promise,
        points=[p for s in series for p in s.points if tells_outcome(p, aims)],
        rivals=promises(told),
        events=only(told, Event),
        statements=only(told, Statement),
        actors=ACTORS,
        as_of=AS_OF,
    )
    return judge(case) if case else None


@settings(max_examples=80, deadline=None)
@given(records())
def test_judged_by_what_the_keys_find_as_by_everything(told: list[Told[Any]]) -> None:
    for promise, verdict in verdicts(*told, as_of=AS_OF):
        assert verdict == judged_with_all(promise, told)


@settings(max_examples=40, deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_order_does_not_matter(told: list[Told[Any]], random: Any) -> None:
    before = verdicts(*told, as_of=AS_OF)
    random.shuffle(told)
    assert verdicts(*told, as_of=AS_OF) == before


@settings(max_examples=40, deadline=None)
@given(records(), records())
def test_reports_of_others_change_nothing(told: list[Told[Any]], more: list[Told[Any]]) -> None:
    before = {p.id: v for p, v in verdicts(*told, as_of=AS_OF)}
    foreign = Says("2023-09-09", "Brazil and Argentina will sign the Gas Treaty. The Lamu project is dead.")
    others: list[Told[Any]] = [
        foreign.aim(value=10e9, due=2021, by=("BRA",), parties=("BRA", "ARG")),
        foreign.act("SUPPORT", "sign", who=("BRA", "ARG"), about=("Gas Treaty",), when="2021-05-05"),
        foreign.act("REJECT", "cancel", who=("BRA",), about=("Lamu project",), when="2021-05-05"),
        foreign.count(11e9, 2021, parties=("BRA", "ARG")),
        foreign.remark("Silva"),
    ]
    assert {p.id: v for p, v in verdicts(*told, *others, as_of=AS_OF) if p.id in before} == before


@settings(max_examples=60, deadline=None)
@given(records())
def test_decided_only_with_proof(told: list[Told[Any]]) -> None:
    ids = {t.id for t in told}
    for promise, verdict in verdicts(*told, as_of=AS_OF):
        if verdict.verdict in ("kept", "kept late", "missed", "superseded", "disputed"):
            assert verdict.proof, (promise, verdict)
        assert set(verdict.proof) <= ids
        assert verdict.rule
        assert verdict.explanation


@settings(max_examples=40, deadline=None)
@given(records())
def test_nothing_from_after_the_day_counts(told: list[Told[Any]]) -> None:
    early = [t for t in told if t.day <= "2020-12-31"]
    built = {p.id: p for p in promises(told)}
    for promise, verdict in verdicts(*told, as_of="2020-12-31"):
        case = case_of(
            built[promise.id],
            events=only(early, Event),
            statements=only(early, Statement),
            actors=ACTORS,
            as_of="2020-12-31",
        )
        assert isinstance(case, Case)
        assert set(verdict.proof) <= {t.id for t in early}


def test_wanted_keys_are_few_and_name_the_parties() -> None:
    ((promise, _),) = verdicts(Says("2018-01-01", "Trade is to reach ten billion.").aim(value=10e9, due=2020))
    keys = wants(promise, (), ACTORS)
    assert "goal|2020|KEN" in keys
    assert len(keys) < 10
    figure = Says("2021-01-01", "Four billion.").count(4e9, 2020)
    assert offers_figure(figure, ACTORS) <= keys
    assert offers_promise(promise, ACTORS) <= keys


def test_long_promise_in_words_wants_a_bounded_number_of_keys() -> None:
    text = "They will " + " ".join(f"build Thing{n} and open road{n}" for n in range(300))
    ((promise, _),) = verdicts(Says("2018-01-01", text).aim())
    assert len(wants(promise, (), ACTORS)) < 150


def test_act_is_found_by_place_thing_name_and_maker() -> None:
    act = Says("2021-01-01", "It was done.").act(
        "COOPERATE", "open", who=("Kilimo Ltd",), where="Mombasa", about=("Coast fertiliser works",), when="2020-12-12"
    )
    offered = offers_event(act, ACTORS)
    family = "COOPERATE/project-complete"
    for key in (
        f"at|{family}|Mombasa|Kilimo Ltd",
        f"at|{family}|Mombasa|KEN",
        f"by|{family}|Kilimo Ltd",
        "thing|coast fertiliser works",
    ):
        assert key in offered
    assert "words|coast fertiliser|KEN" in offered


def test_remark_is_found_by_year_and_country_only_where_it_doubts_or_tells_an_outcome() -> None:
    doubt = Says("2019-01-01", "The goal of ten billion for 2020 is hard to reach for Kenya.").remark("Li Wei")
    plain = Says("2019-01-01", "The goal of ten billion for 2020 stands for Kenya.").remark("Li Wei")
    assert {"goal|2020|KEN", "goal|2020|CHN"} <= offers_statement(doubt, ACTORS)
    assert len(offers_statement(plain, ACTORS)) == 1


@pytest.mark.parametrize(
    ("due", "as_of", "day"),
    [
        (2020, "2018-06-01", "2021-01-01"),
        (2020, "2021-06-01", None),
        (None, "2018-06-01", "2019-01-02"),
        (None, "2019-06-01", None),
    ],
)
def test_day_on_which_it_is_judged_again(due: Any, as_of: str, day: str | None) -> None:
    ((promise, _),) = verdicts(Says("2018-01-01", "A port is to be built.").aim(due=due))
    assert wakes(promise, as_of) == day
