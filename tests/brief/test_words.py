"""Plain words for dates and amounts."""

from __future__ import annotations

import pytest

from attache.brief.words import (
    amount_words,
    change_words,
    date_words,
    due_words,
    explained,
    list_words,
    measure_words,
    number_words,
)
from attache.records import Bound, Change, Dates, Value


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (("2016-10-01", "2016-10-31"), "October 2016"),
        (("2017-01-01", "2017-12-31"), "2017"),
        (("2018-03-19", "2018-03-19"), "19 March 2018"),
        (("2018-03-19", "2018-03-20"), "19–20 March 2018"),
        (("2021-11-29", "2021-12-02"), "29 November – 2 December 2021"),
        (("2019-12-30", "2020-01-02"), "30 December 2019 – 2 January 2020"),
        (("2024-01-01", "2024-03-31"), "first quarter of 2024"),
        (("2024-07-01", "2024-12-31"), "second half of 2024"),
        (("2021-01-01", "2021-09-30"), "January–September 2021"),
        (("2011-01-01", "2020-12-31"), "2011–2020"),
        (("2024-04-01", "2025-03-31"), "1 April 2024 – 31 March 2025"),
        (("1991-01-01", None), "since 1 January 1991"),
        ((None, "2008-10-27"), "until 27 October 2008"),
        ((None, None), "undated"),
        (None, "undated"),
    ],
)
def test_dates_keep_their_grain(dates: Dates | None, words: str) -> None:
    assert date_words(dates) == words


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (("2020-01-01", "2020-12-31"), "by 2020"),
        ((None, "2030-12-31"), "by 31 December 2030"),
        (None, ""),
        (("2020-01-01", None), ""),
    ],
)
def test_due(dates: Dates | None, words: str) -> None:
    assert due_words(dates) == words


@pytest.mark.parametrize(
    ("value", "unit", "bound", "words"),
    [
        (10_000_000_000, "USD", None, "10 bn USD"),
        (5_300_000_000, "USD", "over", "over 5.3 bn USD"),
        (4_569_000_000, "USD", None, "4.569 bn USD"),
        (739_000, "doses", None, "739,000 doses"),
        (0.5, "%", None, "0.5 %"),
        ((200_000_000, 300_000_000), "USD", "range", "200 m–300 m USD"),
        (None, "USD", None, ""),
        (17, None, "about", "about 17"),
    ],
)
def test_amounts(value: Value | None, unit: str | None, bound: Bound | None, words: str) -> None:
    assert amount_words(value, unit, bound) == words


@pytest.mark.parametrize(("value", "words"), [(999_999, "999,999"), (1_000_000, "1 m"), (2.5e12, "2.5 tn"), (-3e9, "-3 bn")])
def test_magnitudes(value: float, words: str) -> None:
    assert number_words(value) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [(Change(35, "%", "up"), "up 35 %"), (Change(8, "%", "down", "year"), "down 8 % a year"), (None, "")],
)
def test_changes(change: Change | None, words: str) -> None:
    assert change_words(change) == words


@pytest.mark.parametrize(("names", "words"), [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")])
def test_lists(names: tuple[str, ...], words: str) -> None:
    assert list_words(names) == words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Due by 2016-12-31. It was called off: 22 November 2016, “They voted to end it.”.",
            "Due by 31 December 2016. It was called off: 22 November 2016, “They voted to end it.”",
        ),
        ("two-way trade in 2020: 5.7 bn USD", "Two-way trade in 2020: 5.7 bn USD"),
        ("the codes 1234-2016-12-31-9 stay", "The codes 1234-2016-12-31-9 stay"),
    ],
)
def test_explanations_are_told_as_people_write(words: str, told: str) -> None:
    assert explained(words) == told


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("exports from VNM to RUS", "Exports from Vietnam to Russia"),
        ("Japanese investment in MAR", "Japanese investment in Morocco"),
        ("IMF programme", "IMF programme"),
        ("exports to LNG", "Exports to LNG"),
    ],
)
def test_measures_name_their_countries(measure: str, words: str) -> None:
    assert measure_words(measure) == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            "trade in 2020: 4 bn, up 9 %; trade in 2020: 5.7 bn; trade in 2020: 4 bn: short of 10 bn.",
            "Trade in 2020: 4 bn, up 9 %; trade in 2020: 5.7 bn; short of 10 bn.",
        ),
        (
            "trade in 2020: 4 bn; trade in 2020: 5 bn: short of 10 bn.",
            "Trade in 2020: 4 bn; trade in 2020: 5 bn: short of 10 bn.",
        ),
        ("trade in 2020: 4 bn: short of 10 bn.", "Trade in 2020: 4 bn: short of 10 bn."),
    ],
)
def test_an_explanation_tells_each_figure_once(told: str, words: str) -> None:
    assert explained(told) == words
