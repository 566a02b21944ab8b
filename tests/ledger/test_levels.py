"""On which level a contact is, by the offices that its reports tell."""

from __future__ import annotations

from typing import Any

import pytest

from attache.knowledge import rows
from attache.ledger.entries import ActorEntry
from attache.ledger.levels import LEVELS, level_of_body, level_of_contact, level_of_office
from attache.ledger.occurrences import occurrence_of
from attache.ledger.tellings import telling
from attache.ledger.told import Actors, Told
from tests.ledger import made


@pytest.mark.parametrize(
    ("office", "level"),
    [
        ("president|RUS", "heads"),
        ("prime minister|VNM", "heads"),
        ("acting prime minister|THA", "heads"),
        ("general secretary|VNM", "heads"),
        ("crown prince|SAU", "heads"),
        ("general secretary|RUS", "officials"),
        ("deputy prime minister|RUS", "ministers"),
        ("first deputy prime minister|RUS", "ministers"),
        ("vice president|USA", "ministers"),
        ("foreign minister|RUS", "ministers"),
        ("trade minister|FIN", "ministers"),
        ("deputy foreign minister|RUS", "officials"),
        ("deputy minister|RUS", "officials"),
        ("assistant foreign minister|CHN", "officials"),
        ("ambassador to VNM|RUS", "officials"),
        ("charge d affaires in RUS|VNM", "officials"),
        ("adviser to the president|USA", "officials"),
        ("national security adviser|USA", "ministers"),
        ("national assembly chairman|VNM", "parliaments"),
        ("deputy chairman of the state duma|RUS", "parliaments"),
        ("house of representatives speaker|USA", "parliaments"),
        ("high representative|a-3c7bf02fac0f", "officials"),
        ("president|a-a97b657527e5", "officials"),
        ("trade commissioner|a-3c7bf02fac0f", "officials"),
        ("chief executive|a-39759e94c4ec", "others"),
        ("singer|RUS", "others"),
    ],
)
def test_level_of_an_office(office: str, level: str) -> None:
    assert level_of_office(office) == level


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("National Assembly of Viet Nam", "parliaments"),
        ("State Duma", "parliaments"),
        ("European Parliament", "parliaments"),
        ("Ministry of Industry and Trade", "officials"),
        ("Rosatom", "others"),
    ],
)
def test_level_of_a_body(name: str, level: str) -> None:
    assert level_of_body(name) == level


PEOPLE = {"Putin": "RUS", "Lavrov": "RUS", "Phuc": "VNM", "Minh": "VNM", "Nobody": "VNM"}
ACTORS = Actors(
    {
        **{code: ActorEntry(code, code, "country", code, ()) for code in ("RUS", "VNM")},
        **{f"a-{name}": ActorEntry(f"a-{name}", name, "person", code, ()) for name, code in PEOPLE.items()},
        "a-duma": ActorEntry("a-duma", "State Duma", "organisation", "RUS", ()),
        "a-chief": ActorEntry("a-chief", "the Russian president", "person", "RUS", (), named=False),
    },
    {},
)
NAMES = {**{name: f"a-{name}" for name in PEOPLE}, "Duma": "a-duma", "the Russian president": "a-chief"}
OFFICES = {
    "a-Putin": ["president|RUS"],
    "a-Lavrov": ["foreign minister|RUS"],
    "a-Phuc": ["prime minister|VNM"],
    "a-Minh": ["deputy prime minister|VNM", "foreign minister|VNM"],
}


@pytest.mark.parametrize(
    ("mode", "who", "target", "level"),
    [
        ("meeting", ("Putin", "Phuc"), (), "heads"),
        ("meeting", ("Lavrov",), ("Phuc",), "ministers"),
        ("meeting", ("Putin", "Lavrov"), ("Phuc", "Minh"), "heads"),
        ("visit", ("Lavrov",), ("VNM",), "ministers"),
        ("visit", ("Lavrov",), ("Phuc",), "ministers"),
        ("visit", ("Putin", "Lavrov"), ("VNM",), "heads"),
        ("visit", ("Putin",), ("Minh",), "heads"),
        ("talks", ("RUS",), ("VNM",), "others"),
        ("talks", ("Nobody",), ("Lavrov",), "ministers"),
        ("call", ("the Russian president",), ("Phuc",), "heads"),
        ("visit", ("Duma",), ("VNM",), "parliaments"),
    ],
)
def test_level_of_a_contact(mode: str, who: tuple[str, ...], target: tuple[str, ...], level: str) -> None:
    report = made.report("They met in Hanoi.", "2018-03-23")
    event = made.event(report, "They met", mode, *who, target=target)
    one = occurrence_of([telling(_told(event, report.id), ACTORS, {})])
    assert level_of_contact(one, ACTORS, OFFICES) == level


def _told(event: Any, report: str) -> Told[Any]:
    return Told("e-1", event, report, None, NAMES)


def test_the_table_has_known_levels_alone() -> None:
    assert {row["level"] for row in rows("contact_levels")} <= {*LEVELS}
