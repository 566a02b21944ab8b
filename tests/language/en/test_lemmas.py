"""Base forms: rules, exceptions, and the lexicon where rules leave a choice."""

from __future__ import annotations

import pytest

from attache.language.en.lemmas import lemma, sure_tag

LEXICON = frozenset(
    {"use", "us", "recall", "withdraw", "study", "army", "refuse", "try", "form", "arrive", "stop", "call", "add", "change"}
    | {"die", "be", "have"}
)


@pytest.mark.parametrize(
    ("word", "tag", "proposal", "wanted"),
    [
        ("recalled", "VBD", "recalle", "recall"),
        ("withdrawing", "VBG", "withdrawe", "withdraw"),
        ("denied", "VBD", "denie", "deny"),
        ("tried", "VBN", "tri", "try"),
        ("refused", "VBD", "refus", "refuse"),
        ("used", "VBN", "us", "use"),
        ("changed", "VBD", "chang", "change"),
        ("added", "VBD", "ad", "add"),
        ("died", "VBD", "dy", "die"),
        ("is", "VBZ", "be", "be"),
        ("'s", "VBZ", "be", "be"),
        ("has", "VBZ", "have", "have"),
        ("arriving", "VBG", "arriv", "arrive"),
        ("stopped", "VBD", "stopp", "stop"),
        ("called", "VBD", "cal", "call"),
        ("dying", "VBG", "dy", "die"),
        ("met", "VBD", "met", "meet"),
        ("built", "VBN", "buil", "build"),
        ("agrees", "VBZ", "agree", "agree"),
        ("armies", "NNS", "armie", "army"),
        ("men", "NNS", "me", "man"),
        ("Studies", "NNS", "studie", "study"),
        ("frobnicated", "VBD", "frobnicat", "frobnicate"),
        ("I", "PRP", "i", "I"),
        ("them", "PRP", "they", "they"),
        ("Hanoi", "NNP", "Hanoi", "Hanoi"),
        ("worse", "JJR", "worse", "bad"),
        ("later", "RBR", "later", "late"),
    ],
)
def test_lemmas(word: str, tag: str, proposal: str, wanted: str) -> None:
    assert lemma(word, tag, proposal, LEXICON.__contains__) == wanted


@pytest.mark.parametrize(
    ("word", "tag", "wanted"),
    [
        ("signing", "VB", "VBG"),
        ("Being", "VBP", "VBG"),
        ("bring", "VB", "VB"),
        ("sign", "VB", "VB"),
        ("meeting", "NN", "NN"),
    ],
)
def test_a_form_in_ing_is_no_base_form(word: str, tag: str, wanted: str) -> None:
    assert sure_tag(word, tag) == wanted
