"""Blocks of lines, hard wrapping, and what counts as running text."""

from __future__ import annotations

import pytest

from attache.sources.paragraphs import blocks, is_prose

WRAPPED = """\
The two foreign ministers met in the capital on Tuesday and agreed
that the committee on trade should meet again before the end of the
year, a spokesman said after the talks had ended late in the evening.
Nothing was signed.

- a first point of the list that is long enough to reach the margin
- a second one
"""


def test_hard_wrapped_lines_are_joined_and_list_items_are_not() -> None:
    first, second = blocks(WRAPPED)
    assert first == (
        "The two foreign ministers met in the capital on Tuesday and agreed that the committee on trade should meet again before"
        " the end of the year, a spokesman said after the talks had ended late in the evening. Nothing was signed.",
    )
    assert second == ("- a first point of the list that is long enough to reach the margin", "- a second one")


def test_unwrapped_text_keeps_its_lines() -> None:
    long = "In force since May, the commission reports after a wait that nobody had expected to last for so many years of talks."
    text = f"STATUS\n{long}\n\nNEXT\nTalks."
    assert blocks(text) == [tuple(text.split("\n\n")[0].split("\n")), ("NEXT", "Talks.")]


def test_breaks_and_invisible_characters_are_made_one() -> None:
    assert blocks("\ufeffOne\r\n\r\nTwo\u200b words\u00a0here\u2028Three") == [("One",), ("Two words here", "Three")]


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("The two ministers met and signed the plan on Friday.", True),
        ("Talks go on, he said.-VNA", False),
        ("The talks on the plan will go on next week, he said.-VNA", True),
        ("Minister opens talks on trade with his neighbour in the capital", False),
        ("What was adopted", False),
    ],
)
def test_is_prose(line: str, prose: bool) -> None:
    assert is_prose(line) is prose
