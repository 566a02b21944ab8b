"""Amounts and spans in plain words."""

from __future__ import annotations

import pytest

from attache.ledger.words import amount, span, year_before
from attache.records import Bound, Dates, Value


@pytest.mark.parametrize(
    ("value", "unit", "bound", "expected"),
    [
        (10e9, "USD", None, "10 bn USD"),
        (4.569e9, "USD", "under", "under 4.569 bn USD"),
        ((5e9, 6e9), "EUR", "range", "5 bn–6 bn EUR"),
        (380.0, "kits", None, "380 kits"),
        (1200.0, "tourists", "over", "over 1,200 tourists"),
        (2.5e12, "VND", "about", "about 2.5 tn VND"),
        (5.92, "%", None, "5.92 %"),
        (-3e6, "USD", None, "-3 m USD"),
        (4.0, None, None, "4"),
        (None, "USD", None, ""),
    ],
)
def test_amount(value: Value | None, unit: str | None, bound: Bound | None, expected: str) -> None:
    assert amount(value, unit, bound) == expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2020-01-01", "2020-12-31"), "2020"),
        (("2023-01-01", "2024-12-31"), "2023–2024"),
        (("2022-06-01", "2022-06-30"), "June 2022"),
        (("2022-01-01", "2022-09-30"), "January–September 2022"),
        (("2018-11-19", "2018-11-20"), "19–20 November 2018"),
        (("2018-11-30", "2018-12-01"), "30 November 2018 – 1 December 2018"),
        (("2018-11-19", "2018-11-19"), "19 November 2018"),
        ((None, "2001-03-01"), "until 1 March 2001"),
        (("2001-03-01", None), "from 1 March 2001"),
        (None, ""),
    ],
)
def test_span(dates: Dates | None, expected: str) -> None:
    assert span(dates) == expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2021-01-01", "2021-12-31"), ("2020-01-01", "2020-12-31")),
        (("2020-02-01", "2020-02-29"), ("2019-02-01", "2019-02-28")),
        (("2021-02-01", "2021-02-28"), ("2020-02-01", "2020-02-29")),
        ((None, "2021-03-05"), (None, "2020-03-05")),
    ],
)
def test_year_before(dates: Dates, expected: Dates) -> None:
    assert year_before(dates) == expected
