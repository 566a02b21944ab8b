"""Commitments of short texts: their kind, and value and due day where they have them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import spacy
import spacy.tokens

from attache.language.en import analyse
from attache.language.tokens import plain
from attache.reading.analysis import Analysis
from attache.reading.commitments import find_commitments
from attache.reading.commitments.schedules import planning, starting
from attache.reading.quantities import find_quantities
from attache.reading.when import find_times
from attache.reading.who import find_actors
from attache.records import Commitment, Report, ReportId

_PUBLISHED = ("2019-05-20", "2019-05-20")


def commitments(text: str) -> tuple[Commitment, ...]:
    """The commitments of an invented report of 20 May 2019."""
    doc = plain(analyse(text))
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
    ("Norway promised Ghana 40 million dollars over five years.", "pledge", 40e6, "2024"),
    ("The loan of eight million dollars that Norway offered Ghana in 2012 has lost its purpose.", "pledge", 8e6, None),
    ("Among the promises of the day were 77 million dollars from Norway.", "pledge", 77e6, None),
    ("The rest, some 5 million dollars, will be paid back by 2030.", "pledge", 5e6, "2030"),
    ("Chile and Peru aim at 5 billion dollars in trade by 2025, up from 3.8 billion now.", "target", 5e9, "2025"),
    ("Chile and Peru agreed to double trade by 2025.", "target", 2, "2025"),
]
WORDED = [
    ("Chile promised that it would open its market.", "pledge"),
    ("Peru will lift the ban on fruit.", "pledge"),
    ("Chile wants to sign a new agreement.", "intention"),
    ("Peru is willing to settle the dispute.", "intention"),
    ("A joint commission is to be set up.", "plan"),
    ("The new line is scheduled for 2021.", "plan"),
    ("Chile will not recognise the island.", "intention"),
    ("Peru is ready to help Bolivia.", "pledge"),
    ("Peru is ready to take part in the talks.", "intention"),
    ("The two sides will deepen cooperation.", "intention"),
    ("Chile remains committed to peace in the region.", "intention"),
    ("Chile has reaffirmed its commitment to cut emissions.", "pledge"),
    ("Norway expressed its readiness to train Ghana's pilots.", "intention"),
    ("The remaining tariffs will be abolished.", "pledge"),
    ("Chile has decided to lift the ban.", "plan"),
    ("Peru announced plans to open an embassy in Oslo.", "plan"),
    ("A joint fund will be set up.", "plan"),
    ("Duties on cheese go at once or after a transition.", "pledge"),
    ("Negotiators are to finish their work in 2020.", "target"),
    ("Peru will “lift” the ban.", "pledge"),
    ("Chile offered to mediate in the dispute.", "intention"),
    ("Chile agreed in March to suspend the levy.", "pledge"),
    ("Chile and Peru agreed to maintain regular contacts.", "intention"),
    ("The minister welcomed the readiness of Peru to train pilots.", "intention"),
    ("Peru is considering a ban on imports.", "intention"),
    ("Chile would go on defending the river, the minister said.", "intention"),
    ("Chile would not use force, the minister said.", "intention"),
    ("The sanctions will be lifted once Peru presents a timetable.", "pledge"),
    ("The pact provides for a joint fleet.", "pledge"),
]
DATED = [
    ("The treaty takes effect on 1 July 2020.", "plan", ("2020-07-01", "2020-07-01")),
    ("The plant was put back to 2023.", "plan", ("2023-01-01", "2023-12-31")),
    ("The bridge is expected to open in 2021.", "plan", ("2021-01-01", "2021-12-31")),
    ("They signed a plan of cooperation until 2030.", "plan", ("2030-01-01", "2030-12-31")),
    ("Peru adopted a five-year plan of action.", "plan", ("2024-01-01", "2024-12-31")),
    ("Peru, which broke with Chile in 1979, will lift the ban.", "pledge", None),
    ("Peru will lift the ban for the first time since 1979.", "pledge", None),
    ("Peru wanted to lift the ban for the first time since 1979.", "intention", None),
    ("Chile offered Peru medical supplies on 1 May.", "pledge", None),
    ("Peru will lift the ban, its minister said on Monday.", "pledge", None),
    ("Peru would like to take part, Minister Diaz said in Lima on 6 May after talks.", "intention", None),
    ("A new agreement should soon replace the one of 2005.", "intention", None),
    ("Chile will follow a protocol which the two governments concluded on 3 March.", "pledge", None),
    ("Chile will follow an accord concluded in 2012.", "pledge", None),
    ("Peru wants to keep to the convention of 1982.", "intention", None),
    ("The loan of eight million dollars that Norway offered Ghana in 2012 has lost its purpose.", "pledge", None),
    ("Chile had named the target of 5 billion dollars in trade with Peru in January.", "target", None),
    ("Chile will lift the ban by the end of 2020.", "pledge", ("2020-12-31", "2020-12-31")),
    ("The first berth would be working by the end of 2020, the minister said.", "plan", ("2020-12-31", "2020-12-31")),
    ("It is to be signed before the end of 2020.", "plan", ("2020-12-31", "2020-12-31")),
    ("The pact should have been signed in 2017.", "plan", ("2017-01-01", "2017-12-31")),
    ("Chile opened the road, which should have been ready in May 2018.", "plan", ("2018-05-01", "2018-05-31")),
    ("Chile will lift the ban before the end of 2020.", "pledge", ("2020-12-31", "2020-12-31")),
    ("Chile will lift the ban before 1 July 2020.", "pledge", ("2020-06-30", "2020-06-30")),
    ("Chile and Peru agreed to exchange ambassadors in 2021.", "plan", ("2021-01-01", "2021-12-31")),
    ("A feasibility study should be ready in 2021.", "plan", ("2021-01-01", "2021-12-31")),
    ("Production could begin in 2023.", "plan", ("2023-01-01", "2023-12-31")),
    ("All minefields must be cleared by 2022.", "pledge", ("2022-01-01", "2022-12-31")),
    ("Elections are to be held in 2021.", "plan", ("2021-01-01", "2021-12-31")),
    ("The timetable foresees a vote in 2023.", "plan", ("2023-01-01", "2023-12-31")),
]
OUTCOMES = [
    ("The bridge should have been ready in 2017.", "missed"),
    ("The repair of the line, due in 2017, was never finished.", "missed"),
    ("Chile and Peru wanted five billion dollars in trade by 2018; that failed.", "missed"),
    ("Norway promised Ghana 40 million dollars by 2017. The promise was broken.", "missed"),
    ("Norway promised Ghana 40 million dollars by 2017, and the promise was kept.", "kept"),
    ("Norway promised Ghana 40 million dollars by 2025. The last promise was broken.", None),
]
NONE = [
    "The commission met in Lima for its seventh session. The eighth is planned for Santiago in 2021.",
    "Chile should have known better in 2017.",
    "The ministers should have met in May 2018.",
    "President Ruiz will visit Peru next week.",
    "The ministers will meet in Lima in June.",
    "Chile would have covered the costs.",
    "Will Peru join the pact?",
    "Trade between Chile and Peru came to 3 billion dollars in 2018.",
    "Chile hoped that Peru would keep to the convention of 1982.",
    "Chile wants Peru to withdraw.",
    "Peru had promised as much.",
    "Growth in Chile and Peru will slow next year.",
    "Peru would study its options.",
    "Chile did not mean to help Peru.",
    "Chile would raise the duty, a broker predicted.",
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


@pytest.mark.parametrize(("text", "kind", "due"), DATED)
def test_when_it_is_due(text: str, kind: str, due: tuple[str, str] | None) -> None:
    (found,) = commitments(text)
    assert (found.kind, found.due) == (kind, due)


@pytest.mark.parametrize(("text", "outcome"), OUTCOMES)
def test_what_the_same_report_says_became_of_it(text: str, outcome: str | None) -> None:
    found = commitments(text)[0]
    assert found.outcome == outcome
    assert (found.outcome_evidence is None) == (outcome is None)


def test_a_lead_on_so_much_trade_has_both_parties_and_no_third_record() -> None:
    found = commitments("Seven billion dollars by 2021, ten billion by 2025: so much trade Chile and Peru want to do.")
    assert [(c.measure, c.value, c.by, c.due and c.due[1]) for c in found] == [
        ("two-way trade", 7e9, ("CHL", "PER"), "2021-12-31"),
        ("two-way trade", 10e9, ("CHL", "PER"), "2025-12-31"),
    ]


def test_a_time_beyond_a_semicolon_is_of_something_else() -> None:
    found = commitments("Peru agreed to sell four more jets; the lease of the others was prolonged to 2030.")
    assert (found[0].kind, found[0].value, found[0].due) == ("pledge", 4, None)


def test_parties_are_the_two_sides_of_trade() -> None:
    text = "Chile and Peru aim at US$5 billion in trade by 2025, he says, and a trade agreement with Mercosur will help."
    (found,) = commitments(f"Trade between Chile and Peru grew in 2018. {text}")
    assert found.parties == ("CHL", "PER")
    assert found.by == ("CHL", "PER")


def test_where_it_is_said_commits_nobody() -> None:
    found = commitments("Chile met Norway. At a meeting in Ghana, Norway promised 40 million dollars by 2025.")
    assert [c.by for c in found] == [("NOR",)]


def test_who_wants_together_commits_together() -> None:
    (found,) = commitments("Chile and Peru want US$10 billion by 2025.")
    assert found.by == ("CHL", "PER")


def test_a_goal_without_its_own_measure_is_of_what_the_passage_is_about() -> None:
    text = "Trade between Chile and Peru came to 3 billion dollars in 2018. The new guideline is 10 billion dollars by 2025."
    (found,) = commitments(text)
    assert (found.measure, found.value, found.by) == ("two-way trade", 10e9, ("CHL", "PER"))


def test_the_same_target_told_twice_is_one_record() -> None:
    once, again = "Chile and Peru aim at 5 billion dollars in trade by 2025.", "Trade is to reach 5 billion dollars by 2025."
    assert len(commitments(f"{once} {again}")) == 1
    assert len(commitments(f"{once} Both want 5 billion dollars a year by 2025.")) == 1


@pytest.mark.parametrize(("word", "finder"), [("Planning", planning), ("Effect", starting)])
def test_a_word_that_opens_the_report_has_none_before_it(word: str, finder: Callable[..., object]) -> None:
    heads, deps, pos = [0, 2, 0, 0], ["ROOT", "det", "obj", "punct"], ["VERB", "DET", "NOUN", "PUNCT"]
    source = spacy.tokens.Doc(spacy.blank("en").vocab, [word, "a", "plant", "."], heads=heads, deps=deps, pos=pos)
    at = Analysis(Report(ReportId("r1"), source.text, "0"), plain(source), published=_PUBLISHED)
    assert finder(at, at.sentences[0], at.doc[0]) is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Work will begin in October 2019 and end by December 2022.", ["2019-10-01", "2022-12-01"]),
        ("The port will open in May 2020 and be handed over in July 2021, Peru said.", ["2020-05-01", "2021-07-01"]),
        ("Work will begin and end in October 2020.", ["2020-10-01"]),
    ],
)
def test_two_acts_under_one_will_have_a_day_each(text: str, due: list[str]) -> None:
    assert [c.due and c.due[0] for c in commitments(text)] == due


def test_verbs_that_lead_to_each_other_come_to_an_end() -> None:
    text = (
        "Brazil's finance minister fears that using the frozen assets as collateral would expose his country to “claims without "
        "limit”, and wants the other member states to share the risk before any decision is taken."
    )
    assert all(found.evidence for found in commitments(text))
