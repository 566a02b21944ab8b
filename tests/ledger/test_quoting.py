"""The sentence around a passage."""

from __future__ import annotations

import pytest

from attache.ledger.quoting import sentence


@pytest.mark.parametrize(
    ("text", "passage", "expected"),
    [
        ("One came. Two met. Three left.", "met", "Two met."),
        ("One came. Two met. Three left.", "came. Two", "One came. Two met."),
        ("One came. Two met. Three left.", "Three left.", "Three left."),
        (
            "Mr. Lavrov met Dr. Minh on Nov. 24 in St. Petersburg. They left.",
            "Minh",
            "Mr. Lavrov met Dr. Minh on Nov. 24 in St. Petersburg.",
        ),
        ("J. Smith met U.S. President D. Trump. They left.", "Trump", "J. Smith met U.S. President D. Trump."),
        ("Trade was 4.85 bn. It fell.", "4.85", "Trade was 4.85 bn."),
        ("“We agree.” He left. She stayed.", "agree", "“We agree.”"),
        ("“We agree,” he said. “It is good.” She left.", "good", "“It is good.”"),
        ("Headline without stop\nTwo met.", "Headline", "Headline without stop"),
        ("Headline without stop\nTwo met.", "Two", "Two met."),
        ("One came.  Two   met.", "Two", "Two met."),
        ("Did they meet? They did! Good.", "did", "They did!"),
    ],
)
def test_sentence(text: str, passage: str, expected: str) -> None:
    start = text.index(passage)
    assert sentence(text, start, start + len(passage)) == expected
