"""Agencies: known signs, sign-offs, credits, and names that call themselves agencies."""

from __future__ import annotations

import pytest

from attache.knowledge import rows, several
from attache.sources.agencies import agency_name, credit, like_agency, whole_sign, without_sign_off


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("Vietnam News Agency", "VNA"),
        ("ITAR-TASS", "TASS"),
        ("XINHUA", "Xinhua"),
        ("dpa", "dpa"),
        ("Coastal Wire", "Coastal Wire"),
    ],
)
def test_agency_name(sign: str, name: str) -> None:
    assert agency_name(sign) == name


@pytest.mark.parametrize(
    ("last", "text", "agency"),
    [
        ("nobody should pay, he said.-VNA", "nobody should pay, he said.", "VNA"),
        ("the only way was up. (Pacific Dispatch)", "the only way was up.", "Pacific Dispatch"),
        ("according to him. - LNA", "according to him.", "LNA"),
        ("between the two countries./.", "between the two countries.", None),
        ("Talks go on. Enditem", "Talks go on.", None),
        ("He left on Friday (after the vote).", "He left on Friday (after the vote).", None),
        ("They met in the U.S.", "They met in the U.S.", None),
        ("Trade grew. It will grow on.", "Trade grew. It will grow on.", None),
    ],
)
def test_without_sign_off(last: str, text: str, agency: str | None) -> None:
    assert without_sign_off(last) == (text, agency)


@pytest.mark.parametrize(
    ("line", "agency"),
    [("Source: VNA", "VNA"), ("Source: Lotus News Agency", "Lotus News Agency"), ("The source said nothing", None)],
)
def test_credit(line: str, agency: str | None) -> None:
    assert credit(line) == agency


@pytest.mark.parametrize(
    ("line", "agency"), [("(LNA)", "LNA"), ("(Pacific Dispatch)", "Pacific Dispatch"), ("(after talks)", None)]
)
def test_whole_sign(line: str, agency: str | None) -> None:
    assert whole_sign(line) == agency


@pytest.mark.parametrize(
    ("words", "agency"), [("Lotus News Service", "Lotus News Service"), ("Volga Wire", "Volga Wire"), ("Red River Review", None)]
)
def test_like_agency(words: str, agency: str | None) -> None:
    assert like_agency(words) == agency


def test_table_names_each_sign_once() -> None:
    signs = [
        s.casefold() for row in rows("agencies") for s in {row["name"].casefold(), *map(str.casefold, several(row["signs"]))}
    ]
    assert sorted(signs) == sorted(set(signs))


def test_table_is_in_order_of_names() -> None:
    countries = {row["iso3"] for row in rows("countries")}
    assert {row["country"] for row in rows("agencies")} <= countries | {""}
