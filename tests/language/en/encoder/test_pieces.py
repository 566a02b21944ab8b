"""Word pieces: greedy, cached, never empty."""

from __future__ import annotations

import pytest

from attache.language.en.encoder.pieces import Pieces, letter_case

VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "vie", "##tna", "##m", "trade", "u", ".", "s", "##s", "hu", "##e", "-", "$")


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("Vietnam", ("vie", "##tna", "##m")),
        ("trades", ("trade", "##s")),
        ("U.S.", ("u", ".", "s", ".")),
        ("Huế", ("hu", "##e")),
        ("trade-trade", ("trade", "-", "trade")),
        ("$", ("$",)),
        ("зима", ("[UNK]",)),
        ("x" * 61, ("[UNK]",)),
        ("\u200b", ("[UNK]",)),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(word: str, wanted: tuple[str, ...]) -> None:
    assert Pieces(VOCABULARY).ids(word) == tuple(VOCABULARY.index(p) for p in wanted)


@pytest.mark.parametrize(
    ("word", "wanted"), [("trade", 0), ("Trade", 1), ("EAEU", 2), ("A", 3), ("McDonald", 4), ("iPhone", 4), ("G20", 5), ("—", 0)]
)
def test_letter_case(word: str, wanted: int) -> None:
    assert letter_case(word) == wanted
