"""Which country a place lies in."""

from __future__ import annotations

import pytest

from attache.ledger.whereabouts import country_of_place


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("VNM", "VNM"),
        ("Vietnam", "VNM"),
        ("Hanoi", "VNM"),
        ("Nairobi", "KEN"),
        ("Mombasa", "KEN"),
        ("São Paulo", "BRA"),
        ("Saint Petersburg", "RUS"),
        # One name, cities in two countries; the high seas; no place at all.
        ("Birmingham", None),
        ("South China Sea", None),
        ("UN General Assembly", None),
    ],
)
def test_country_of_place(name: str, country: str | None) -> None:
    assert country_of_place(name) == country
