"""Events: a table of sentences with the act each tells, and the tables of triggers checked for what they refer to."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import get_args

import pytest

from attache.knowledge import rows, several
from attache.language.en import analyse
from attache.language.tokens import plain
from attache.reading.analysis import Analysis
from attache.reading.events import find_events
from attache.reading.events.building import doer_kind
from attache.reading.events.cues import word_class
from attache.reading.events.forms import noun_forms, verb_forms
from attache.reading.events.needs import CONDITIONS
from attache.reading.things import find_things
from attache.reading.when import find_times
from attache.reading.who import find_actors
from attache.records import ActorName, Aside, Event, PloverType, Report, ReportId, Statement, Status

PUBLISHED = ("2024-06-14", "2024-06-14")
"""A Friday."""
ENGLISH = "attache.language.en"


def analysis_of(text: str) -> Analysis:
    """Times, actors and things of a text published on a fixed day."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    at = Analysis(Report(ReportId(f"r{digest[:16]}"), text, digest), plain(analyse(text)), published=PUBLISHED)
    at = replace(at, times=find_times(at.doc, PUBLISHED))
    actors, mentions = find_actors(at)
    at = replace(at, actors=actors, mentions=mentions)
    things, more = find_things(at)
    return replace(at, things=things, mentions=tuple(sorted((*mentions, *more), key=lambda m: (m.evidence, m.name))))


def events_of(text: str) -> tuple[tuple[Event, ...], tuple[Aside, ...]]:
    """Events and what was set aside."""
    return find_events(analysis_of(text), ())


TOLD = [
    (
        "Prime Minister Carla Ruiz of Peru paid an official visit to Chile on Monday.",
        "CONSULT visit happened",
        "Carla Ruiz",
        "CHL",
    ),
    ("Peru and Chile signed a trade agreement in Lima on Monday.", "SUPPORT sign happened", "PER CHL", ""),
    ("A trade agreement was signed by Peru and Chile.", "SUPPORT sign happened", "PER CHL", ""),
    ("Peru and Chile put their names to a treaty on fishing.", "SUPPORT sign happened", "PER CHL", ""),
    ("The treaty between Peru and Chile entered into force on 1 May 2024.", "SUPPORT entry-into-force happened", "PER CHL", ""),
    ("Peru thanked Chile for its help.", "SUPPORT thank happened", "PER", "CHL"),
    ("Peru set up a joint commission with Chile.", "SUPPORT establish happened", "PER CHL", ""),
    ("Peru expelled two Chilean diplomats.", "SANCTION expel happened", "PER", "CHL"),
    ("Two Chilean diplomats were expelled.", "SANCTION expel happened", "", "CHL"),
    ("Peru recalled its ambassador from Chile.", "SANCTION recall happened", "PER", "CHL"),
    ("Peru broke off diplomatic relations with Chile.", "SANCTION break-relations happened", "PER", "CHL"),
    ("Chile's foreign ministry accused Peru of espionage.", "ACCUSE allege happened", "CHL", "PER"),
    ("Peru called the Chilean measures illegal.", "ACCUSE disapprove happened", "PER", "CHL"),
    ("Peru summoned the Chilean ambassador.", "ACCUSE summon happened", "PER", "CHL"),
    ("Peru condemned the Chilean raid.", "ACCUSE condemn happened", "PER", "CHL"),
    ("Peru denied the charge.", "REJECT deny happened", "PER", ""),
    ("Peru refused to hand over the vessel to Chile.", "REJECT refuse happened", "PER", "CHL"),
    ("Peru postponed the signing of the treaty with Chile.", "REJECT postpone happened", "PER", "CHL"),
    ("Peru called on Chile to withdraw its troops.", "REQUEST appeal happened", "PER", "CHL"),
    ("Peru threatened to impose sanctions on Chile.", "THREATEN sanctions happened", "PER", "CHL"),
    ("Chilean forces shelled a Peruvian village.", "ASSAULT heavy-weapons happened", "CHL", "PER"),
    ("Japan delivered 500 tents to Peru.", "AID delivery happened", "JPN", "PER"),
    ("Peru has withdrawn its troops from Chile.", "RETREAT withdraw happened", "PER", "CHL"),
    ("Peru released nine Chilean fishermen.", "RETREAT release happened", "PER", "CHL"),
    ("Peru apologised to Chile for the raid.", "CONCEDE apologise happened", "PER", "CHL"),
    ("Peru deployed troops near the Chilean border.", "MOBILIZE deploy happened", "PER", "CHL"),
    ("Chile seized two Peruvian trawlers.", "COERCE seize happened", "CHL", "PER"),
    ("Farmers marched against the government of Peru in Lima.", "PROTEST demo happened", "Farmers", "Government of Peru"),
    ("Peru and Chile held a joint exercise off Callao.", "COOPERATE exercise happened", "PER CHL", ""),
    ("Talks between Peru and Chile were held in Lima.", "CONSULT talks happened", "PER CHL", ""),
    ("Peru invited Chile to the conference.", "AGREE invite happened", "PER", "CHL"),
]

STATUSES = [
    ("Peru and Chile have not signed the treaty.", "denied"),
    ("Peru has yet to sign the treaty with Chile.", "denied"),
    ("Peru left without signing the treaty with Chile.", "denied"),
    ("Peru will sign the treaty with Chile next month.", "planned"),
    ("Peru is to sign the treaty with Chile.", "planned"),
    ("Peru is expected to sign the treaty with Chile.", "planned"),
    ("Peru and Chile would sign the treaty if the court allowed it.", "conditional"),
    ("Had Peru signed the treaty with Chile, the fleet would have stayed.", "conditional"),
    ("Peru may sign the treaty with Chile.", "conditional"),
    ("Peru proposed to sign the treaty with Chile.", "proposed"),
    ("Peru and Chile signed the treaty in 1994.", "happened"),
    ("Peru and Chile hoped for a signature in the first half of 2023.", "planned"),
    ("Peru and Chile put off the signing of the treaty.", "postponed"),
]


def summary(event: Event) -> tuple[str, str, str]:
    return f"{event.type} {event.mode} {event.status}", " ".join(event.who), " ".join(event.target)


@pytest.mark.parametrize(("text", "act", "who", "target"), TOLD)
def test_act_and_roles(text: str, act: str, who: str, target: str) -> None:
    events, _ = events_of(text)
    assert (act, who, target) in [summary(event) for event in events]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_status(text: str, status: str) -> None:
    events, _ = events_of(text)
    assert [event.status for event in events if event.mode == "sign"] == [status]


def test_promised_act_is_entered_once_as_planned() -> None:
    events, aside = events_of("Peru agreed to lend Chile 200 million dollars.")
    assert [summary(event) for event in events] == [("AID loan planned", "PER", "CHL")]
    assert "carried" in {a.reason for a in aside}


def test_offer_of_a_loan_is_proposed() -> None:
    events, _ = events_of("Peru offered Chile a loan of 200 million dollars.")
    assert ("AID loan proposed", "PER", "CHL") in [summary(event) for event in events]


def test_threat_and_demand_stand_alone() -> None:
    for text in ("Peru threatened to expel Chilean diplomats.", "Peru called on Chile to release the crew."):
        events, aside = events_of(text)
        assert len(events) == 1, text
        assert {a.reason for a in aside} & {"inside-threat", "inside-request", "carried"}, text


def test_when_is_the_time_of_the_clause() -> None:
    events, _ = events_of(
        "Peru and Chile signed the treaty on 3 May 2024 and Brazil expelled two Chilean diplomats on 5 June 2024."
    )
    assert {event.mode: event.when for event in events} == {
        "sign": ("2024-05-03", "2024-05-03"),
        "expel": ("2024-06-05", "2024-06-05"),
    }


def test_visit_has_the_country_in_where() -> None:
    events, _ = events_of("Prime Minister Carla Ruiz of Peru visited Chile in March 2024.")
    visit = next(event for event in events if event.mode == "visit")
    assert (visit.where, visit.when) == ("CHL", ("2024-03-01", "2024-03-31"))


def test_told_twice_is_one_record() -> None:
    events, aside = events_of(
        "Peru and Chile held talks in Lima on 3 May 2024.\n\nThe talks between Peru and Chile lasted an hour."
    )
    assert [event.mode for event in events] == ["talks"]
    assert "duplicate" in {a.reason for a in aside}


def test_nobody_named_is_set_aside() -> None:
    events, aside = events_of("They apologised at dawn.")
    assert events == ()
    assert [a.reason for a in aside] == ["no-actors"]


def test_evidence_is_the_sentence() -> None:
    text = "It rained.\n\nPeru expelled two Chilean diplomats."
    events, _ = events_of(text)
    assert [e.text for e in events[0].evidence] == ["Peru expelled two Chilean diplomats."]


def test_speaker_stands_for_the_state() -> None:
    text = "Foreign Minister Carla Ruiz of Peru said: Peru rejects the Chilean claim."
    at = analysis_of(text)
    said = at.evidence(text.index("Peru rejects"), len(text) - 1)
    ruiz = ActorName("Carla Ruiz")
    statement = Statement((ruiz,), "Foreign Minister Carla Ruiz", "said", said, False, (said,), rule="test")
    events, _ = find_events(at, (statement,))
    assert [event.who for event in events if event.type == "REJECT"] == [(ruiz,)]


def test_trigger_table_is_sound() -> None:
    seen = set()
    for row in rows("triggers", package=ENGLISH):
        key = (row["trigger"], row["pos"], row["needs"])
        assert key not in seen, key
        seen.add(key)
        assert row["pos"] in ("v", "n", "a"), key
        assert row["type"] in get_args(PloverType), key
        assert row["status"] in ("", *get_args(Status)), key
        assert set(several(row["needs"])) <= set(CONDITIONS), key
        for word in row["trigger"].split():
            assert not word.startswith("@") or word_class(word[1:]), key
    assert {row["type"] for row in rows("triggers", package=ENGLISH)} == set(get_args(PloverType))


def test_every_mode_has_a_label() -> None:
    labels = {(row["type"], row["mode"]): row["label"] for row in rows("plover")}
    assert all(labels.get((row["type"], row["mode"])) for row in rows("triggers", package=ENGLISH))
    assert {row["type"] for row in rows("plover") if not row["mode"]} == set(get_args(PloverType))


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("sign", "signed"),
        ("agree", "agreed"),
        ("free", "freed"),
        ("ram", "rammed"),
        ("initial", "initialled"),
        ("put", "put"),
        ("fly", "flew"),
    ],
)
def test_verb_forms(verb: str, form: str) -> None:
    assert form in verb_forms(verb)


def test_noun_forms() -> None:
    assert noun_forms("treaty") == {"treaty", "treaties"}
    assert noun_forms("clash") == {"clash", "clashes"}


def test_states_do_what_states_do() -> None:
    assert doer_kind("SANCTION", "expel") == "state"
    assert doer_kind("CONSULT", "meeting") == "any"


DATED = [
    ("Peru expelled two Chilean diplomats on 3 June 2024. Chile called the step unfriendly.", 1, ("2024-06-03", "2024-06-03")),
    ("Peru has signed a pact with Chile.", 0, ("2024-06-14", "2024-06-14")),
    ("Juan Soto met Carla Ruiz, who took office in September 2022.", 0, ("2024-06-14", "2024-06-14")),
    ("Carla Ruiz of Peru left Santiago on Monday after a two-day visit.", 0, ("2024-06-09", "2024-06-10")),
    ("Peru and Chile signed a pact on trade until 2030 on Monday.", 0, ("2024-06-10", "2024-06-10")),
    ("Chile said that Peru had expelled two Chilean diplomats.", 0, (None, "2024-06-14")),
]


@pytest.mark.parametrize(("text", "which", "when"), DATED)
def test_when(text: str, which: int, when: tuple[str | None, str | None] | None) -> None:
    events, _ = events_of(text)
    assert events[which].when == when


def test_other_party_of_what_was_told_before() -> None:
    events, _ = events_of("Peru expelled two Chilean diplomats. Chile called the step unfriendly.")
    assert [(event.who, event.target) for event in events] == [(("PER",), ("CHL",)), (("CHL",), ("PER",))]


def test_visitor_of_a_relative_clause() -> None:
    text = "President Juan Soto of Chile spoke after talks with President Carla Ruiz of Peru, who is on a three-day state visit."
    events, _ = events_of(text)
    assert [event.who for event in events if event.mode == "visit"] == [("Carla Ruiz",)]


def test_visits_of_two_stay_apart() -> None:
    text = "It was the first visit to Chile since 2019. President Juan Soto of Bolivia visited Chile in 2019."
    events, _ = events_of(text)
    assert [event.who for event in events] == [(), ("Juan Soto",)]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Peru and Chile signed three agreements on trade.", ("three agreements on trade",)),
        ("Carla Ruiz of Peru visited Chile under the Antarctic Treaty.", ()),
        ("The Chile-Peru Joint Commission met for the third time in Lima.", ("Chile-Peru Joint Commission",)),
        ("The Chile-Peru Joint Commission will hold its fifth session in Lima in 2026.", ("Chile-Peru Joint Commission",)),
    ],
)
def test_about(text: str, about: tuple[str, ...]) -> None:
    events, _ = events_of(text)
    assert events[0].about == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The next session will be in Santiago in 2026.", ("Chile-Peru Joint Commission",)),
        ("The second session had been in Santiago in 2021.", ("Chile-Peru Joint Commission",)),
        ("The ministers of Chile and Togo met in Paris in 2021.", ()),
    ],
)
def test_a_session_is_one_of_the_mechanism_named_before(text: str, about: tuple[str, ...]) -> None:
    events, _ = events_of("The Chile-Peru Joint Commission met in Lima on 3 May 2024. " + text)
    assert events[-1].about == about


def test_words_of_promise_are_not_said_on_the_day_promised() -> None:
    events, _ = events_of("Carlos Soto of Chile promised trains to Arica by June 2026.")
    assert [(event.mode, event.when) for event in events] == [("promise", PUBLISHED)]


@pytest.mark.parametrize(
    "text", ["Peru declined to comment on the Chilean claim.", "Peru met the goal.", "Chile opened a coal-fired plant."]
)
def test_no_acts(text: str) -> None:
    events, _ = events_of(text)
    assert not [event for event in events if event.mode in ("refuse", "meeting", "firearms")]


def test_evidence_ends_at_the_semicolon() -> None:
    events, _ = events_of("Peru expelled two Chilean diplomats; Chile recalled its ambassador from Peru.")
    assert [e.evidence[0].text for e in events] == [
        "Peru expelled two Chilean diplomats",
        "Chile recalled its ambassador from Peru.",
    ]
