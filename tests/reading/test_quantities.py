"""Numbers with unit and bound: a sentence and the quantities in it as (value, unit, bound)."""

from __future__ import annotations

import pytest
import spacy

from attache.reading.quantities import find_quantities

_BLANK = spacy.blank("en")

MONEY = [
    ("a deal of US$5bn", [(5e9, "USD", None)]),
    ("exports of Rs 23,622 crore", [(236_220_000_000, "INR", None)]),
    ("worth 5.3 billion USD", [(5.3e9, "USD", None)]),
    ("cost 200 trillion dong (about 8.9 billion US dollars)", [(200e12, "VND", None), (8.9e9, "USD", "about")]),
    ("They lent 400 million yuan and €2.5m", [(400e6, "CNY", None), (2.5e6, "EUR", None)]),
    ("In Manila the court ordered it to pay 60 million pesos", [(60e6, "PHP", None)]),
    ("In Mexico it cost 60 million pesos", [(60e6, "MXN", None)]),
    ("The Egyptian bank holds 12 billion pounds", [(12e9, "EGP", None)]),
    ("It sold for 36 million pounds", [(36e6, "GBP", None)]),
    ("a fee of 500 Canadian dollars", [(500, "CAD", None)]),
    ("paid 75 USD million", [(75e6, "USD", None)]),
    ("thirteen dollars and forty-five cents", [(13.45, "USD", None)]),
    ("half a million euros", [(500_000, "EUR", None)]),
    ("one and a half billion roubles", [(1.5e9, "RUB", None)]),
    ("100 million dollars a year", [(100e6, "USD/year", None)]),
    ("60 dollars a barrel", [(60, "USD/barrel", None)]),
    ("2 lakh crore rupees", [(2e12, "INR", None)]),
]
MEASURES = [
    ("grew by 35 percent", [(35, "%", None)]),
    ("a rise of 2.5 percentage points", [(2.5, "percentage point", None)]),
    ("up 16.4%", [(16.4, "%", None)]),
    ("35 tonnes of relief goods", [(35, "tonne", None)]),
    ("6.5 million tonnes a year", [(6.5e6, "tonne/year", None)]),
    ("a 1,000-megawatt plant", [(1000, "megawatt", None)]),
    ("over 301,338 km2 of land", [(301_338, "square kilometre", "over")]),
    ("100 nautical miles away", [(100, "nautical mile", None)]),
    ("739,000 doses", [(739_000, "dose", None)]),
    ("eighteen months later", [(18, "month", None)]),
    ("two and a half miles", [(2.5, "mile", None)]),
]
COUNTS = [
    ("Nine pacts were signed", [(9, None, None)]),
    ("Fifty-eight members of the mission", [(58, None, None)]),
    ("some two dozen countries", [(24, None, "about")]),
    ("some 40 countries", [(40, None, "about")]),
    ("fell by a third", [(1 / 3, None, None)]),
    ("two thirds of the members", [(2 / 3, None, None)]),
    ("three million, two hundred and forty votes", [(3_000_240, None, None)]),
    ("a third country and the second round", []),
    ("several hundred people and tens of thousands more", []),
    ("the F-16 and the 21st session, 01/02/2020, at 2 pm", []),
    ("one of them said that", []),
]
BOUNDS = [
    ("more than 1,700 people", [(1700, None, "over")]),
    ("at least 152 people", [(152, None, "over")]),
    ("upwards of 30 percent", [(30, "%", "over")]),
    ("nearly 4.85 billion dollars", [(4.85e9, "USD", "under")]),
    ("up to 500 million dollars", [(500e6, "USD", "under")]),
    ("no more than 400 million dollars", [(400e6, "USD", "under")]),
    ("roughly 750 million dollars", [(750e6, "USD", "about")]),
    ("20 ships or more", [(20, None, "over")]),
    ("between 2 and 3 billion euros", [((2e9, 3e9), "EUR", "range")]),
    ("200 million to 300 million dollars a year", [((200e6, 300e6), "USD/year", "range")]),
    ("growth of 14-15 %", [((14, 15), "%", "range")]),
    ("a forecast of US$6.2–6.4 billion", [((6.2e9, 6.4e9), "USD", "range")]),
    ("within 70 to 80 kilometres", [((70, 80), "kilometre", "range")]),
    ("It rose from 2 billion to 3 billion dollars", [(2e9, "USD", None), (3e9, "USD", None)]),
    ("by 287 votes to 55", [(287, None, None), (55, None, None)]),
]
CARRIED = [
    (
        "Trade should reach 5 billion US dollars by 2015 and 10 billion by 2020.",
        [(5e9, "USD", None), (2015, None, None), (10e9, "USD", None), (2020, None, None)],
    ),
    (
        "It owes 3 billion euros. Another billion was paid: 2 billion in all.",
        [(3e9, "EUR", None), (1e9, "EUR", None), (2e9, "EUR", None)],
    ),
    ("It gave 5 million dollars to 33 million people", [(5e6, "USD", None), (33e6, None, None)]),
]


@pytest.mark.parametrize(("sentence", "expected"), MONEY + MEASURES + COUNTS + BOUNDS + CARRIED)
def test_quantities_of_a_sentence(sentence: str, expected: list[tuple[object, str | None, str | None]]) -> None:
    found = find_quantities(_BLANK(sentence))
    assert [(pytest.approx(q.value), q.unit, q.bound) for q in found] == expected


def test_a_quantity_covers_bound_number_and_unit() -> None:
    sentence = "It gave more than 5 billion US dollars in aid."
    (quantity,) = find_quantities(_BLANK(sentence))
    assert sentence[quantity.start : quantity.end] == quantity.text == "more than 5 billion US dollars"


def test_nothing_is_read_across_a_line_break() -> None:
    assert [q.value for q in find_quantities(_BLANK("Round 2\nMillion marchers"))] == [2]


@pytest.mark.parametrize("digits", ["9" * 400, "9" * 5000, "10^999", "1" + "0" * 30])
def test_numbers_beyond_counting_are_none(digits: str) -> None:
    found = find_quantities(_BLANK(f"Trade came to {digits} dollars, {digits}/{digits} of it in oil."))
    assert [quantity.value for quantity in found if max(_ends(quantity.value)) > 1e24] == []


def _ends(value: float | tuple[float, float] | None) -> tuple[float, ...]:
    return value if isinstance(value, tuple) else (value or 0.0,)
