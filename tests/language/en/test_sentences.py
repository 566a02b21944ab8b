"""What runs on for hundreds of words without a stop is cut, so that no rule takes a whole text for one sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy

from attache.language.en.sentences import mark_sentences
from attache.language.tokens import unread


@pytest.mark.parametrize(
    ("words", "longest"),
    [
        ("word, and " * 2000, 253),  # at the next comma
        ("word " * 2000, 400),  # nowhere to breathe
        ("Peru signed the treaty. " * 100, 5),
    ],
)
def test_length(words: str, longest: int) -> None:
    doc = mark_sentences(unread(spacy.blank("en").make_doc(words)))
    starts = [*(token.i for token in doc if token.is_sent_start), len(doc)]
    assert max(b - a for a, b in pairwise(starts)) <= longest
