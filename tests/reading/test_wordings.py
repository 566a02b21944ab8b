"""Wordings found in one pass are those that one regular expression of them all finds."""

from __future__ import annotations

import pytest

from attache.reading.wordings import Wordings

NAMES = ("Ana Ruiz", "Ana", "Ana Ruiz Vega", "Côte", "U.S.")

CASES: tuple[tuple[str, bool, list[str]], ...] = (
    ("Ana Ruiz Vega met Ana.", True, ["Ana Ruiz Vega", "Ana"]),
    ("Ana Ruiz Vegas met Anas and Juana.", True, ["Ana Ruiz"]),
    ("Ana Ruiz Vegas met Anas and Juana.", False, ["Ana Ruiz Vega", "Ana"]),
    ("On the Côte, the U.S. and the U.S.A.", True, ["Côte", "U.S."]),
    ("Nobody.", True, []),
)


@pytest.mark.parametrize(("text", "whole", "found"), CASES)
def test_find(text: str, whole: bool, found: list[str]) -> None:
    hits = list(Wordings(NAMES, whole=whole).find(text))
    assert [hit.group() for hit in hits] == found
    assert all(text[hit.start() : hit.end()] == hit.group() for hit in hits)
