"""Each way a promise can end: what was said of trade, and what became of it."""

from __future__ import annotations

from typing import Any

import pytest

from attache.ledger import Ledger
from attache.ledger.entries import PromiseEntry
from attache.records import Dates, Value
from tests.ledger import made
from tests.ledger.made import year

Told = tuple[str, str, Value | None, dict[str, Any]]


def goal(day: str, value: Value | None, due: int | Dates | None, **told: Any) -> Told:
    """A report of that day with a target."""
    return day, "goal", value, {"due": year(due) if isinstance(due, int) else due} | told


def count(day: str, value: Value | None, of: int, **told: Any) -> Told:
    """A report of that day with a figure for a year."""
    return day, "count", value, {"period": year(of)} | told


def promises(*told: Told, as_of: str | None = None) -> list[PromiseEntry]:
    with Ledger(":memory:") as ledger:
        for number, (day, what, value, fields) in enumerate(told):
            report = made.report(f"Report {number}: so many billion dollars of trade, no more.", day)
            make = made.target if what == "goal" else made.figure
            record = make(report, "so many billion dollars", value, **fields)
            ledger.add(report, made.reading(report, (), record))
        return sorted(ledger.promises(as_of=as_of), key=lambda p: p.stated[0].date or ("", ""))


@pytest.mark.parametrize(
    ("told", "verdict", "rule"),
    [
        ([count("2021-02-01", 4.85, 2020)], "missed", "figures-for-the-due-time"),
        ([count("2021-02-01", 10.2, 2020)], "kept", "figures-for-the-due-time"),
        ([count("2021-02-01", 10.0, 2020, bound="over")], "kept", "figures-for-the-due-time"),
        ([count("2021-02-01", 10.0, 2020, bound="about")], "kept", "figures-for-the-due-time"),
        ([count("2021-02-01", 10.0, 2020, bound="under")], "missed", "figures-for-the-due-time"),
        ([count("2021-02-01", (8.0, 9.0), 2020, bound="range")], "missed", "figures-for-the-due-time"),
        (
            [count("2021-02-01", 8.0, 2020, source="VNM"), count("2021-03-01", 11.0, 2020, source="RUS")],
            "disputed",
            "figures-for-the-due-time",
        ),
        # Over six leaves both possible; so does a range across the value.
        ([count("2021-02-01", 6.0, 2020, bound="over")], "overdue", "due-passed"),
        ([count("2021-02-01", (9.0, 11.0), 2020, bound="range")], "overdue", "due-passed"),
        ([count("2021-02-01", 8.0, 2020), count("2023-02-01", 12.0, 2022)], "kept late", "reached-after-the-due-time"),
        ([count("2021-02-01", 8.0, 2020), count("2029-02-01", 12.0, 2028)], "missed", "figures-for-the-due-time"),
        ([count("2022-02-01", 9.0, 2021, change=made.up(20))], "missed", "growth-implies-the-due-time"),
        ([count("2022-02-01", 12.0, 2021, change=made.up(20))], "kept", "growth-implies-the-due-time"),
        # Other years, units, measures and parties decide nothing.
        ([count("2021-02-01", 8.0, 2019)], "overdue", "due-passed"),
        ([count("2021-02-01", 8.0, 2020, unit="EUR")], "overdue", "due-passed"),
        ([count("2021-02-01", 8.0, 2020, measure="exports")], "overdue", "due-passed"),
        ([count("2021-02-01", 8.0, 2020, parties=made.names("RUS", "CHN"))], "overdue", "due-passed"),
        # Part of the year does where it is enough already, or so little that twice its pace would not have done.
        ([count("2020-11-01", 11.0, 2020, period=("2020-01-01", "2020-09-30"))], "kept", "reached-within-its-time"),
        ([count("2020-11-01", 5.0, 2020, period=("2020-01-01", "2020-09-30"))], "missed", "out-of-reach-by-then"),
        ([count("2020-11-01", 7.0, 2020, period=("2020-01-01", "2020-09-30"))], "overdue", "due-passed"),
        ([count("2020-05-01", 1.0, 2020, period=("2020-01-01", "2020-04-30"))], "overdue", "due-passed"),
        ([count("2020-11-01", 2.0, 2020, period=("2020-04-01", "2020-09-30"))], "overdue", "due-passed"),
        ([count("2019-02-01", 10.5, 2018)], "kept", "reached-before-its-day"),
        ([count("2019-02-01", 8.0, 2018)], "overdue", "due-passed"),
        ([goal("2015-05-01", 12.0, 2020)], "superseded", "replaced-before-its-day"),
        ([goal("2019-05-01", 10.0, 2025)], "superseded", "replaced-before-its-day"),
        ([goal("2021-05-01", 10.0, 2025)], "overdue", "due-passed"),
        ([count("2020-12-17", 4.85, 2020)], "missed", "figures-for-the-due-time"),
        # A figure told in December is as good as final, one from before is a forecast; so is one in the very words of the aim.
        ([count("2020-06-01", 11.0, 2020)], "overdue", "due-passed"),
        ([count("2012-07-27", 10.0, 2020)], "overdue", "due-passed"),
        # The same value with the same last day is the same aim, whatever its first.
        ([goal("2015-05-01", 10.0, (None, "2020-12-31"))], "overdue", "due-passed"),
        # Nor is one replaced that is told again later.
        ([goal("2015-05-01", 12.0, 2020), goal("2016-05-01", 10.0, 2020)], "overdue", "due-passed"),
        # A point out of all proportion proves nothing.
        (
            [count("2021-02-01", 4.85e9, 2020), count("2020-02-01", 4.5, 2019), count("2022-02-01", 5.5, 2021)],
            "overdue",
            "due-passed",
        ),
        # An aim named again without its day is not replaced.
        ([goal("2015-05-01", 10.0, None)], "overdue", "due-passed"),
        # Another value for another day stands beside it; upheld after the new one it is not replaced.
        ([goal("2015-05-01", 5.0, 2018)], "overdue", "due-passed"),
        ([goal("2015-05-01", 20.0, 2020), goal("2016-05-01", 10.0, 2020)], "overdue", "due-passed"),
    ],
)
def test_ten_billion_by_2020(told: list[Told], verdict: str, rule: str) -> None:
    promise = promises(goal("2012-07-27", 10.0, 2020), *told, as_of="2030")[0]
    assert (promise.verdict, promise.rule) == (verdict, rule)
    assert promise.explanation


def test_figure_in_the_words_of_the_aim_is_no_outcome() -> None:
    report = made.report("In 2021 they said trade was to reach ten billion dollars in 2020.", "2021-07-27")
    words = "ten billion dollars in 2020"
    records = (made.target(report, words, 10.0, year(2020)), made.figure(report, words, 10.0, period=year(2020)))
    with Ledger(":memory:") as ledger:
        ledger.add(report, made.reading(report, (), *records))
        (promise,) = ledger.promises()
    assert promise.verdict == "overdue"


@pytest.mark.parametrize("kind", ["pledge", "intention"])
def test_a_loan_pledged_is_not_kept_by_another_loan(kind: str) -> None:
    (promise,) = promises(goal("2012-07-27", 10.0, 2020, kind=kind), count("2021-02-01", 12.0, 2020))
    assert promise.verdict == "overdue"


def test_verdict_shows_both_sides() -> None:
    (promise,) = promises(
        goal("2012-07-27", 10e9, 2020), goal("2018-03-23", 10e9, 2020), count("2021-02-01", 4.85e9, 2020, source="VNM")
    )
    assert promise.title == "two-way trade: 10 bn USD by 2020"
    assert [c.quotes[0].report.published for c in promise.stated] == [("2012-07-27",) * 2, ("2018-03-23",) * 2]
    assert [p.quotes[0].sentence for p in promise.proof] == ["Report 2: so many billion dollars of trade, no more."]
    assert promise.explanation == "two-way trade in 2020: 4.85 bn USD (by the count of Vietnam): short of the 10 bn USD aimed at."


@pytest.mark.parametrize(
    ("as_of", "verdict"),
    [("2016", "pending"), ("2020-12-31", "pending"), ("2021-01-15", "overdue"), ("2021-02-01", "missed"), (None, "missed")],
)
def test_as_of_is_an_argument(as_of: str | None, verdict: str) -> None:
    (promise,) = promises(goal("2012-07-27", 10.0, 2020), count("2021-02-01", 4.85, 2020), as_of=as_of)
    assert promise.verdict == verdict


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [("kept", "kept"), ("kept late", "kept late"), ("missed", "missed"), ("partly", "missed"), ("postponed", "superseded")],
)
def test_what_the_report_says_itself(outcome: str, verdict: str) -> None:
    (promise,) = promises(goal("2021-07-27", None, None, measure=None, unit=None, outcome=outcome))
    assert (promise.verdict, promise.rule) == (verdict, "told-by-a-report")
    assert promise.proof


@pytest.mark.parametrize(("measure", "value", "verdict"), [("trade deficit", 8.0, "kept"), ("trade deficit", 12.0, "missed")])
def test_what_is_meant_to_fall(measure: str, value: float, verdict: str) -> None:
    (promise,) = promises(goal("2012-07-27", 10.0, 2020, measure=measure), count("2021-02-01", value, 2020, measure=measure))
    assert promise.verdict == verdict


def test_undated_aim_gives_way_to_a_dated_one() -> None:
    undated, dated = promises(goal("2008-11-10", 10.0, None), goal("2010-10-31", 10.0, 2020))
    assert (undated.verdict, undated.superseded_by, dated.verdict) == ("superseded", dated.id, "pending")
    assert undated.explanation == "It had no day; on 2010-10-31 it was given one: “two-way trade: 10 USD by 2020”."


@pytest.mark.parametrize(
    ("told", "stated"),
    [
        ([goal("2015-05-01", 10.0, 2020, bound="over")], [2]),
        ([goal("2015-05-01", 10.0, (None, "2020-12-31"))], [2]),
        ([goal("2015-05-01", 10.0, None)], [2]),
        ([goal("2015-05-01", 10.0, None, bound="over"), goal("2016-05-01", 10.0, 2018)], [2, 1]),
        # Before it was first given its day, in its last year, or of another value it is another aim.
        ([goal("2010-05-01", 10.0, None)], [1, 1]),
        ([goal("2020-05-01", 10.0, None)], [1, 1]),
        ([goal("2015-05-01", 11.0, None)], [1, 1]),
        ([goal("2015-05-01", 10.0, 2021)], [1, 1]),
    ],
)
def test_what_is_one_promise(told: list[Told], stated: list[int]) -> None:
    assert [len(p.stated) for p in promises(goal("2012-07-27", 10.0, 2020), *told)] == stated


@pytest.mark.parametrize(
    ("lead", "number"),
    [
        ({}, 1),
        ({"due": None}, 1),
        ({"value": 11.0}, 2),
        ({"due": year(2021)}, 2),
        ({"parties": made.names("VNM", "CHN")}, 2),
    ],
)
def test_lead_with_fewer_parties_restates_the_aim(lead: dict[str, Any], number: int) -> None:
    report = made.report("Vietnam aims high. Both countries want ten billion by 2020.", "2012-07-27")
    first: dict[str, Any] = {"value": 10.0, "due": year(2020), "parties": made.names("VNM")} | lead
    records = made.target(report, "Vietnam aims high.", **first), made.target(report, "ten billion", 10.0, year(2020))
    with Ledger(":memory:") as ledger:
        ledger.add(report, made.reading(report, (made.actor("CHN", "country", "CHN"),), *records))
        found = ledger.promises()
    assert len(found) == number
    assert ("RUS", "VNM") in [tuple(a.id for a in p.parties) for p in found]


@pytest.mark.parametrize(("due", "number"), [(year(2020), 1), (None, 1), (year(2015), 2)])
def test_same_words_read_without_their_figure_are_one_promise(due: Any, number: int) -> None:
    report = made.report("Ten billion by 2020 they want.", "2012-07-27")
    words = "Ten billion by 2020"
    bare = made.target(report, words, None, due, measure=None, unit=None, kind="intention")
    with Ledger(":memory:") as ledger:
        ledger.add(report, made.reading(report, (), bare, made.target(report, words, 10.0, year(2020), bound="over")))
        found = ledger.promises()
    assert [p.title for p in found if p.value] == ["two-way trade: over 10 USD by 2020"]
    assert len(found) == number


@pytest.mark.parametrize(
    ("due", "verdict"),
    [
        (("2012-07-27", "2012-07-27"), "open"),
        (("2012-07-30", "2012-07-30"), "open"),
        (("2012-07-31", "2012-07-31"), "overdue"),
        (("2012-07-01", "2012-07-31"), "overdue"),
    ],
)
def test_what_is_due_on_the_day_of_its_saying_stays_open(due: Any, verdict: str) -> None:
    (promise,) = promises(goal("2012-07-27", None, due, measure=None, unit=None), as_of="2013")
    assert promise.verdict == verdict


LAVROV = made.actor("Lavrov", "person", "RUS")
JUNE = ("2018-06-01", "2018-06-30")


def kept(plan: dict[str, Any], deed: dict[str, Any]) -> tuple[str, int]:
    """Verdict and number of proofs of a promise to come in June, with what its words plan and what is told in 2020."""
    said = made.report("Lavrov will come in June.", "2018-03-23")
    told = made.report("Lavrov came.", "2020-01-10")
    usual = {"mode": "visit", "who": ("Lavrov",), "target": ("VNM",), "where": "VNM"}
    with Ledger(":memory:") as ledger:
        promise = made.target(said, "Lavrov will come in June", None, JUNE, measure=None, unit=None, kind="plan")
        first = usual | {"status": "planned", "when": JUNE} | plan
        second = usual | {"when": ("2018-06-14", "2018-06-15")} | deed
        planned = made.event(said, "Lavrov will come in June", first.pop("mode"), *first.pop("who"), **first)
        held = made.event(told, "Lavrov came", second.pop("mode"), *second.pop("who"), **second)
        ledger.add(said, made.reading(said, (LAVROV,), promise, planned))
        ledger.add(told, made.reading(told, (LAVROV,), held))
        (entry,) = ledger.promises()
    return entry.verdict, len(entry.proof)


@pytest.mark.parametrize(
    ("plan", "deed", "verdict"),
    [
        ({}, {}, "kept"),
        ({}, {"mode": "state visit"}, "kept"),
        ({}, {"when": ("2018-09-14", "2018-09-15")}, "kept late"),
        ({"mode": "meeting"}, {"mode": "talks"}, "overdue"),
        ({"mode": "sign", "about": ("Gas Treaty",)}, {"mode": "conclude", "about": ("gas treaty",)}, "kept"),
        (
            {"mode": "sign", "about": ("Gas Treaty",)},
            {"mode": "sign", "about": ("Gas Treaty",), "when": ("2019-12-01", "2019-12-01")},
            "kept late",
        ),
        # Another act, state, place, visitor or thing; too early; too late for anything but a thing of that name.
        ({}, {"mode": "call"}, "overdue"),
        ({}, {"status": "planned"}, "overdue"),
        ({}, {"status": "denied"}, "overdue"),
        ({}, {"where": "CHN"}, "overdue"),
        ({}, {"who": ("VNM",), "target": ()}, "overdue"),
        ({"mode": "sign", "about": ("Gas Treaty",)}, {"mode": "sign", "about": ("Oil Treaty",), "where": None}, "overdue"),
        ({}, {"when": ("2018-05-01", "2018-05-02")}, "overdue"),
        ({}, {"when": ("2019-12-01", "2019-12-01")}, "overdue"),
        ({"who": ("RUS",)}, {"when": ("2018-09-14", "2018-09-15")}, "overdue"),
    ],
)
def test_the_event_that_was_promised(plan: dict[str, Any], deed: dict[str, Any], verdict: str) -> None:
    assert kept(plan, deed) == (verdict, 1 if verdict.startswith("kept") else 0)


@pytest.mark.parametrize(
    ("about", "when", "verdict"),
    [
        ("Year of Russia in Vietnam", ("2019-05-22", "2019-05-22"), "kept"),
        ("Year of Vietnam in Russia and Belarus", ("2019-05-22", "2019-05-22"), "overdue"),
        ("Year of Russia in Vietnam", ("2020-05-22", "2020-05-22"), "overdue"),
    ],
)
def test_programme_named_in_the_promise(about: str, when: Any, verdict: str) -> None:
    said = made.report("They want a Year of Russia in Vietnam.", "2018-03-23")
    told = made.report("The Year was opened.", "2021-01-10")
    with Ledger(":memory:") as ledger:
        words = "a Year of Russia in Vietnam"
        ledger.add(said, made.reading(said, (), made.target(said, words, None, year(2019), measure=None, unit=None)))
        opened = made.event(told, "The Year was opened", "ceremony", "RUS", type="COOPERATE", about=(about,), when=when)
        ledger.add(told, made.reading(told, (), opened))
        assert [p.verdict for p in ledger.promises()] == [verdict]


def test_what_cannot_be_checked_stays_open() -> None:
    (promise,) = promises(goal("2012-07-27", None, None, measure=None, unit=None))
    assert promise.verdict == "open"


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("a university of technology is to be founded in Hanoi", "a Russian university of technology to be founded in Hanoi", 1),
        ("a university of technology is to be founded in Hanoi", "both sides want more delegations to travel", 2),
    ],
)
def test_promises_in_words_join_where_they_say_the_same(first: str, second: str, number: int) -> None:
    with Ledger(":memory:") as ledger:
        for words in (first, second):
            report = made.report(f"They said that {words}.", "2012-07-27")
            ledger.add(
                report, made.reading(report, (), made.target(report, words, None, None, measure=None, unit=None, kind="plan"))
            )
        assert len(ledger.promises()) == number
