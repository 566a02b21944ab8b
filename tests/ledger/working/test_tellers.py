"""Of many tellings alike a few are judged by; what only one in the middle tells beside must not be lost with it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from attache.ledger import Ledger
from attache.ledger.columns import Record
from attache.ledger.promised import newest_day
from attache.records import Dates, Reading, Report
from tests.ledger import made

WORDS = [f"{first}{second}" for first in "bdfgklmnprstvz" for second in ("al", "en", "in", "om", "ur")]
AIM = "They want to bring trade to 10 billion dollars by 2017."
MISSED = "The goal of 10 billion dollars for 2017 was not met, officials said."
LOAN = "Russia will lend Vietnam 3 billion dollars for the Red River Bridge by 2019."
LENT = "Russia lent Vietnam the money for the Red River Bridge on 5 May 2019."
TRADE = "Trade came to 12 billion dollars in 2017."
Story = list[tuple[Report, Reading]]
MANY = 6


def report(number: int, words: str) -> Report:
    """A report with these words, no copy of any other."""
    return made.report(f"{words} {' '.join(random.Random(number).choices(WORDS, k=80))}.", f"2018-03-{number + 1:02}")


def missed(at: int) -> Story:
    """Of some reports of one aim, one tells that it was not met, without naming a country or a speaker."""
    out = []
    for number in range(MANY):
        one = report(number, f"{AIM} {MISSED if number == at else 'All was fine.'}")
        records: list[Record] = [made.target(one, AIM, 10e9, made.year(2017))]
        records += [made.statement(one, MISSED)] if number == at else []
        out.append((one, made.reading(one, (), *records)))
    return out


def lent(at: int) -> Story:
    """Of some reports of a pledge, one has what is planned in its words; then what was pledged is given."""
    out = []
    bridge = {"type": "AID", "target": ("VNM",), "about": ("Red River Bridge",)}
    for number in range(MANY):
        one = report(number, LOAN)
        due: Dates = ("2019-01-01", "2019-12-31")
        records: list[Record] = [made.target(one, LOAN, 3e9, due, kind="pledge", measure="loan")]
        records += [made.event(one, LOAN, "loan", "RUS", status="planned", when=due, **bridge)] if number == at else []
        out.append((one, made.reading(one, (), *records)))
    given = made.report(LENT, "2019-05-06")
    out.append((given, made.reading(given, (), made.event(given, LENT, "loan", "RUS", when=("2019-05-05",) * 2, **bridge))))
    return out


def reached(at: int) -> Story:
    """Of some reports that tell one figure, all but one rest it on the words of an aim of theirs."""
    one = report(0, AIM)
    out = [(one, made.reading(one, (), made.target(one, AIM, 10e9, made.year(2017))))]
    for number in range(MANY):
        one = report(number + 1, TRADE)
        records: list[Record] = [made.figure(one, TRADE, 12e9, period=made.year(2017))]
        records += [made.target(one, TRADE, 12e9, made.year(2025))] if number != at else []
        out.append((one, made.reading(one, (), *records)))
    return out


def settled() -> Story:
    """Several reports of one aim; then a single one has another value."""
    out = []
    for number in range(MANY):
        one = report(number, AIM)
        value = 10e9 if number < MANY - 1 else 12e9
        out.append((one, made.reading(one, (), made.target(one, AIM, value, made.year(2020)))))
    return out


def test_an_aim_of_several_reports_is_not_replaced_by_a_single_one() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add_all(settled())
        assert {p.rule for p in ledger.promises()} == {"not-yet-due"}


CASES = [
    (missed, "told-by-a-statement", "missed"),
    (lent, "lent-as-pledged", "kept"),
    (reached, "figures-for-the-due-time", "kept"),
]


@pytest.mark.parametrize("at", [0, 1, 3, MANY - 1])
@pytest.mark.parametrize(("story", "rule", "verdict"), CASES)
def test_a_telling_in_the_middle_decides(story: Callable[[int], Story], rule: str, verdict: str, at: int) -> None:
    with Ledger(":memory:") as ledger:
        ledger.add_all(story(at))
        decided = [p for p in ledger.promises() if p.rule == rule]
        assert [p.verdict for p in decided] == [verdict]


@pytest.mark.parametrize("at", [0, 1, 3, MANY - 1])
@pytest.mark.parametrize(("story", "rule", "verdict"), CASES)
def test_verdicts_are_those_of_all_tellings_after_each_report(
    story: Callable[[int], Story], rule: str, verdict: str, at: int
) -> None:
    with Ledger(":memory:") as ledger:
        for report, reading in story(at):
            ledger.add(report, reading)
            stored = {p.id: (p.verdict, p.rule) for p in ledger.promises()}
            day = newest_day(ledger._store)
            assert {p.id: (p.verdict, p.rule) for p in ledger.promises(as_of=day)} == stored
        assert verdict in {word for word, _ in stored.values()}
        grown = list(ledger.worked_out())
        ledger.rebuild()
        assert list(ledger.worked_out()) == grown
