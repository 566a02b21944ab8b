"""Chains: nominals and their extents, what is joined, and that a text gives the same chains every time."""

from __future__ import annotations

import pytest

from attache.language.en import analyse
from attache.language.tokens import plain
from attache.reading.who.chains import chains
from attache.reading.who.chains.parts import KindWeights
from attache.reading.who.chains.spans import Tokens, nominals
from attache.reading.who.chains.traits import traits_of


def texts(text: str) -> list[list[str]]:
    return [[text[p.start : p.end] for p in chain.passages] for chain in chains(analyse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met the minister who resigned.", "the minister who resigned"),
        ("Kenya's president arrived.", "Kenya's president"),
        ("Kenya's president arrived.", "Kenya's"),
        ("She thanked her host.", "her"),
        ("Kenya and Ghana signed the treaty.", "Kenya and Ghana"),
        ("Kenya and Ghana signed the treaty.", "Ghana"),
        ("He is a former ambassador.", "a former ambassador"),
        ("Talks were held with the government of Peru.", "the government of Peru"),
    ],
)
def test_nominals(text: str, expected: str) -> None:
    assert expected in {text[n.start : n.end] for n in nominals(Tokens(analyse(text)))}


@pytest.mark.parametrize(
    ("text", "not_expected"),
    [
        ("It is clear that the treaty failed.", "that"),
        ("He met the minister who resigned.", "who"),
        ("He is a former ambassador.", "He is a former ambassador"),
    ],
)
def test_not_nominals(text: str, not_expected: str) -> None:
    assert not_expected not in {text[n.start : n.end] for n in nominals(Tokens(analyse(text)))}


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("President Ana Torres arrived on Monday. Torres thanked the queen.", ["President Ana Torres", "Torres"]),
        ("Ana Torres arrived in Lima on Monday. She will meet the king.", ["Ana Torres", "She"]),
        ("Peru signed the treaty on Monday. The country had opposed it.", ["Peru", "The country"]),
        ("Peru said that it would sign the treaty.", ["Peru", "it"]),
        ("“I will sign,” Ana Torres said in Lima. “I am ready.”", ["I", "I"]),
        ("The company was fined. The company denied the charge.", ["The company", "The company"]),
    ],
)
def test_joined(text: str, together: list[str]) -> None:
    assert any(all(chain.count(t) >= together.count(t) for t in together) for chain in texts(text)), texts(text)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Ana Torres met Ivan Petrov. He thanked her for the visit.", ("Ana Torres", "He")),
        ("The president of Peru met the president of Chile.", ("The president of Peru", "the president of Chile")),
    ],
)
def test_apart(text: str, apart: tuple[str, str]) -> None:
    assert not any(set(apart) <= set(chain) for chain in texts(text)), texts(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ana Torres arrived. She smiled.", "person"),
        ("Peru has signed. Peru will pay.", "place"),
        ("The company was fined. The company will pay.", "organisation"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert [chain.kind for chain in chains(analyse(text))] == [kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Ana Torres spoke.", ("ana", "torres")),
        ("The University of Lima was closed.", ("university", "of", "lima")),
        ("Mr. Petrov left.", ("petrov",)),
    ],
)
def test_names_without_titles(text: str, name: tuple[str, ...]) -> None:
    tokens = Tokens(analyse(text))
    assert name in {x.name for x in traits_of(tokens, nominals(tokens), KindWeights({}))}


def test_same_every_time_and_for_either_document() -> None:
    doc = analyse("Ana Torres met the minister. He thanked her, and she thanked the country that had received her.")
    assert chains(doc) == chains(doc) == chains(plain(doc))


@pytest.mark.parametrize("text", ["", "\n", "…", "Yes."])
def test_nothing_to_join(text: str) -> None:
    assert chains(analyse(text)) == ()
