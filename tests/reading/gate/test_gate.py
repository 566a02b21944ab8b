"""The gate on single texts: verdict, reason, the words that decided."""

from __future__ import annotations

import pytest

from attache.knowledge import rows
from attache.reading.gate import REASONS, gate
from attache.reading.gate.finding import cues_in, names_in

PASS = [
    "Vietnam and Russia signed an agreement on visas in Hanoi on Friday.",
    "The Kremlin accused NATO of moving troops towards the border.",
    "China has lifted its ban on Australian wine, the two trade ministers announced.",
    "VIETNAM, LAOS SIGN TREATY ON BORDER\nThe text will be ratified in spring.",
    "The International Monetary Fund approved a loan of three billion dollars to Pakistan.",
    "The Sudanese government expelled the ambassador of Chad.",
    "Sino-Indian talks on the frontier ended without a statement.",
    "Israel and Hamas agreed to a ceasefire of four days after Qatar had mediated.",
]
ASIDE = [
    ("", "too-short"),
    ("Photo: archive", "too-short"),
    ("Rub the butter into the flour with cold fingers, add an egg and bake the tart for forty minutes.", "no-actor"),
    ("Kenya's parliament passed the budget on Tuesday after a debate of nine hours. Teachers will get more pay.", "one-country"),
    (
        "Croatia beat Denmark 2-1 with a late penalty in the qualifier. The coach praised his goalkeeper, and the striker left "
        "the match with a torn hamstring. The two teams meet again in the quarter-final of the tournament next summer, when the "
        "squad will have its captain back. Fans sang in the stadium until the final whistle and long after it, though the pitch "
        "was under water and the goal in the first half had been ruled out.",
        "other-subject",
    ),
    ("Jordan Miller and his friend Chad Turner opened a bakery, where they sell turkey sandwiches in Georgia style.", None),
]


@pytest.mark.parametrize("text", PASS)
def test_a_report_on_relations_passes(text: str) -> None:
    verdict = gate(text)
    assert verdict.passed, verdict
    assert verdict.reason == ""
    assert verdict.why


@pytest.mark.parametrize(("text", "reason"), ASIDE)
def test_another_report_is_set_aside_and_says_why(text: str, reason: str | None) -> None:
    verdict = gate(text)
    assert not verdict.passed, verdict
    assert verdict.reason in REASONS
    assert reason is None or verdict.reason == reason, verdict


def test_the_title_counts() -> None:
    text = "The two sides want to finish the text before the summer. It has been argued over for six years."
    assert not gate(text).passed
    assert gate(text, "India and the European Union resume talks on a free trade agreement").passed


def test_the_words_that_decided_stand_in_the_text() -> None:
    text = "Norway condemned the arrest of its diplomats in Russia and threatened sanctions."
    assert gate(text).why[:2] == ("Norway", "Russia")
    assert all(word in text.lower() for word in (w.lower() for w in gate(text).why))
    assert "sanctions" in gate(text).why or "condemned" in gate(text).why


NAMES = [
    ("in the Sudanese army", ["SDN"]),
    ("Romania and Oman", ["ROU", "OMN"]),
    ("a roast turkey from New Mexico", []),
    ("Niger, Nigeria, Guinea-Bissau", ["NER", "NGA", "GNB"]),
    ("Malibu", []),
    ("IRAN", ["IRN"]),
    ("us and them", []),
    ("the US and U.S. forces", ["USA", "USA"]),
    ("the European Commission and the EU", ["European Union", "European Union"]),
]


@pytest.mark.parametrize(("text", "actors"), NAMES)
def test_names_are_whole_words_and_the_longest(text: str, actors: list[str]) -> None:
    assert [name.actor for _, name in names_in(text) if name.weight > 0] == actors


CUES = [
    ("Sanctioned and sanctions", ["conflict", "conflict"]),
    ("a design for signage", []),
    ("They signed a memorandum", ["paper", "paper"]),
    ("the World Cup cupboard", ["sport"]),
]


@pytest.mark.parametrize(("text", "classes"), CUES)
def test_cues_begin_where_words_begin(text: str, classes: list[str]) -> None:
    assert [cue.cls for _, cue in cues_in(text)] == classes


@pytest.mark.parametrize("text", ["İ" * 50 + " Iran", "\x00\ufeff" * 30, "a" * 200_000, "US " * 50_000, "\n" * 10_000])
def test_any_text_gets_a_verdict(text: str) -> None:
    assert 0 <= gate(text).score <= 1


def test_every_reason_has_plain_words() -> None:
    assert set(REASONS) <= {row["reason"] for row in rows("refused_words")}
