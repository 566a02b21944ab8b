"""Commitments of short texts: their kind, and value and due day where they have them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.language.en import analyse
from attache.reading.analysis import Analysis
from attache.reading.commitments import find_commitments
from attache.reading.quantities import find_quantities
from attache.reading.when import find_times
from attache.reading.who import find_actors
from attache.records import Commitment, Report, ReportId

_PUBLISHED = ("2019-05-20", "2019-05-20")


def commitments(text: str) -> tuple[Commitment, ...]:
    """The commitments of an invented report of 20 May 2019."""
    doc = analyse(text)
    at = Analysis(Report(ReportId("r1"), text, "0"), doc, published=_PUBLISHED)
    at = replace(at, times=find_times(doc, _PUBLISHED), quantities=find_quantities(doc))
    actors, mentions = find_actors(at)
    return find_commitments(replace(at, actors=actors, mentions=mentions), (), ())


VALUED = [
    ("Trade between Chile and Peru is to reach 5 billion dollars by 2025.", "target", 5e9, "2025"),
    ("Chile and Peru aim at 5 billion dollars in trade by 2025.", "target", 5e9, "2025"),
    ("The goal for trade is 7 billion dollars by 2030.", "target", 7e9, "2030"),
    ("Trade between Chile and Peru should reach at least ten billion dollars in 2025.", "target", 10e9, "2025"),
    ("Norway will lend Ghana 40 million dollars.", "pledge", 40e6, None),
    ("Norway promised Ghana 40 million dollars over the next three years.", "pledge", 40e6, "2022"),
]
WORDED = [
    ("Chile promised that it would open its market.", "pledge"),
    ("Peru will lift the ban on fruit.", "pledge"),
    ("Chile wants to sign a new agreement.", "intention"),
    ("Peru is willing to settle the dispute.", "intention"),
    ("A joint commission is to be set up.", "plan"),
    ("The new line is scheduled for 2021.", "plan"),
]
NONE = [
    "President Ruiz will visit Peru next week.",
    "The ministers will meet in Lima in June.",
    "Chile would have covered the costs.",
    "Will Peru join the pact?",
    "Trade between Chile and Peru came to 3 billion dollars in 2018.",
]


@pytest.mark.parametrize(("text", "kind", "value", "year"), VALUED)
def test_a_number_aimed_at_or_promised(text: str, kind: str, value: float, year: str | None) -> None:
    (found,) = commitments(text)
    assert found.kind == kind
    assert found.value == pytest.approx(value)
    assert (found.due[1] or "")[:4] == year if found.due is not None else year is None


@pytest.mark.parametrize(("text", "kind"), WORDED)
def test_a_clause_that_commits(text: str, kind: str) -> None:
    (found,) = commitments(text)
    assert found.kind == kind
    assert found.evidence[0].text == text


@pytest.mark.parametrize("text", NONE)
def test_visits_meetings_and_the_past_are_no_commitments(text: str) -> None:
    assert commitments(text) == ()


def test_two_targets_of_one_sentence_have_a_due_year_each() -> None:
    found = commitments("Trade between Chile and Peru is to reach 5 billion dollars by 2025 and 10 billion by 2030.")
    assert [(c.value, c.unit, c.due) for c in found] == [
        (5e9, "USD", ("2025-01-01", "2025-12-31")),
        (10e9, "USD", ("2030-01-01", "2030-12-31")),
    ]
    assert {c.by for c in found} == {("CHL", "PER")}
