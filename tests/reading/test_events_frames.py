"""Events: what the encoder's frames add to the table of triggers. The frames are set by hand, so that no weights decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.language.marks import Frame, Marks
from attache.reading.analysis import Analysis
from attache.reading.events import find_events
from attache.reading.statements import find_statements
from attache.records import Event
from tests.reading.test_events import analysis_of, events_of


def framed(text: str, *frames: tuple[str, str, float]) -> Analysis:
    """The analysis of a text with a frame for each (word, type, certainty) and with no others."""
    at = analysis_of(text)
    found = []
    for word, type_, certainty in frames:
        token = next(t for t in at.doc.tokens if t.text == word)
        found.append(Frame((token.i,), type_, certainty, {type_: 1.0}, {"happened": 1.0}))
    at.doc.marks = Marks(events=tuple(found))
    return replace(at)


def told(at: Analysis) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type, doers and targets of the events."""
    return [(e.type, e.who, e.target) for e in find_events(at, ())[0]]


@pytest.mark.parametrize(
    ("certainty", "expected"),
    [(0.9, [("COERCE", ("PER",), ("CHL",))]), (0.4, [])],
    ids=["certain", "doubted"],
)
def test_an_act_that_no_row_tells(certainty: float, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    assert told(framed("Peru outfoxed Chile on Monday.", ("outfoxed", "COERCE", certainty))) == expected


def test_a_promise_stays_only_where_the_frame_bears_it_out() -> None:
    text = "Peru attacked Chile on Monday. Brazil promised Bolivia that it would keep calm."
    only, aside = find_events(framed(text, ("attacked", "ASSAULT", 0.9)), ())
    assert [e.type for e in only] == ["ASSAULT"]
    assert "doubtful" in [a.reason for a in aside]
    both = told(framed(text, ("attacked", "ASSAULT", 0.9), ("promised", "AGREE", 0.6)))
    assert [type_ for type_, _, _ in both] == ["ASSAULT", "AGREE"]


def test_without_frames_the_table_alone_decides() -> None:
    assert "AGREE" in [type_ for type_, _, _ in told(framed("Brazil promised Bolivia that it would keep calm."))]


def test_parties_from_the_telling_before() -> None:
    text = "Peru lent Chile 20 million dollars in May. The first million was paid over in June."
    assert told(framed(text, ("lent", "AID", 0.9), ("paid", "AID", 0.9))) == [("AID", ("PER",), ("CHL",))] * 2


def one(text: str) -> Event:
    """The first event of a text read with its own marks and statements."""
    at = analysis_of(text)
    return find_events(at, find_statements(at))[0][0]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The European Commission imposed sanctions on Peru on Monday.", ("European Union",)),
        ("The European Commission urged Peru on Monday to release the men.", ("European Commission",)),
    ],
)
def test_a_body_acts_for_its_bloc(text: str, who: tuple[str, ...]) -> None:
    assert one(text).who == who


def test_violence_told_by_its_victim_is_a_reproach() -> None:
    event = one("Peru said that Chilean troops had shelled Peruvian villages on Monday.")
    assert (event.type, event.mode, event.who, event.target) == ("ACCUSE", "allege", ("PER",), ("CHL",))


def test_violence_told_by_others_is_told() -> None:
    assert one("Brazil said that Chilean troops had shelled Peruvian villages on Monday.").type == "ASSAULT"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru will not ratify the treaty with Chile before its courts have spoken.", "conditional"),
        ("Peru will ratify the treaty with Chile once its courts have spoken.", "conditional"),
        ("Peru has not ratified the treaty with Chile.", "denied"),
        ("Peru has blockaded Chile since 3 May 2024.", "ongoing"),
        ("Peru blockaded Chile on 3 May 2024.", "happened"),
    ],
)
def test_status(text: str, status: str) -> None:
    events, _ = events_of(text)
    assert events[0].status == status


def test_homes_of_those_who_meet_are_no_parties() -> None:
    event = one("Juan Soto of Chile met President Carla Ruiz of Peru in Lima on Monday.")
    assert set(event.who) == {"Juan Soto", "Carla Ruiz"}
