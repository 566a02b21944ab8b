"""Names of measures over paraphrase: which are one measure, which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.knowledge import rows, several
from attache.ledger.measures import is_flow, is_outlook, is_running_total, measure_key, unit_key

PAIR = ("CHN", "KEN")
YEAR = ("2020-01-01", "2020-12-31")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two-way trade", "bilateral trade"),
        ("two-way trade", "trade turnover"),
        ("two-way trade", "total trade volume"),
        ("two-way trade", "trade between China and Kenya"),
        ("two-way trade", "Kenya–China trade"),
        ("two-way trade", "trade with China"),
        ("two-way trade", "bilateral trade volume between the two countries"),
        ("exports from KEN to CHN", "imports of CHN from KEN"),
        ("exports from KEN to CHN", "Kenyan exports to China"),
        ("exports from KEN to CHN", "China's imports from Kenya"),
        ("exports from KEN to CHN", "exports to China"),
        ("exports from KEN to CHN", "imports from Kenya"),
        ("tea exports from KEN to CHN", "Chinese tea imports from Kenya"),
        ("Chinese investment in KEN", "registered FDI from China in Kenya"),
        ("Chinese investment in KEN", "investment of CHN in KEN"),
        ("Chinese investment projects in KEN", "licensed projects from China"),
        ("trade deficit of KEN with CHN", "trade surplus of CHN with KEN"),
        ("trade deficit with China", "Kenyan trade gap with China"),
        ("Chinese tourist arrivals in KEN", "tourists from China"),
        ("documents signed", "number of documents signed"),
        ("Chinese loans to Kenya", "credit from China to Kenya"),
        ("aid from China", "Chinese development assistance to Kenya"),
        ("people killed", "death toll"),
        ("two-way trade (forecast)", "expected trade turnover"),
        ("cost of the railway", "cost of railway"),
    ],
)
def test_one_measure(one: str, other: str) -> None:
    assert measure_key(one, PAIR) == measure_key(other, PAIR)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("exports from KEN to CHN", "exports from CHN to KEN"),
        ("exports from KEN to CHN", "imports of KEN from CHN"),
        ("imports", "exports"),
        ("two-way trade", "trade in services"),
        ("two-way trade", "trade with India"),
        ("two-way trade", "two-way trade (forecast)"),
        ("two-way trade", "tea trade"),
        ("two-way trade", "trade deficit with China"),
        ("Chinese investment in KEN", "Kenyan investment in CHN"),
        ("Chinese investment in KEN", "disbursed investment from China in Kenya"),
        ("exports from KEN to CHN", "tea exports from KEN to CHN"),
        ("Chinese tourist arrivals in KEN", "Kenyan tourist arrivals in CHN"),
        ("Chinese investment in KEN", "Chinese investment in UGA"),
        ("loans from China", "loans from Kenya"),
        ("loan", "credit line"),
        ("aid", "military aid"),
        ("payments due", "payments due before relief"),
        ("share of goods", "share of tariff lines"),
    ],
)
def test_two_measures(one: str, other: str) -> None:
    assert measure_key(one, PAIR) != measure_key(other, PAIR)


def test_body_that_is_a_party_is_the_other_end() -> None:
    parties = ("IND", "a-79daed851456")
    keys = {measure_key(m, parties) for m in ("imports from ASEAN", "exports from ASEAN to IND", "Indian imports")}
    assert len(keys) == 1


@pytest.mark.parametrize("measure", [words for row in rows("measure_names") for words in several(row["words"])])
def test_each_name_of_the_table_is_its_measure(measure: str) -> None:
    row = next(r for r in rows("measure_names") if measure in several(r["words"]))
    assert measure_key(measure) == measure_key(row["measure"])


WORDS = ("trade", "exports", "imports", "from", "to", "of", "CHN", "KEN", "Chinese", "tea", "the", "total", "(forecast)", "with")


@given(st.lists(st.sampled_from(WORDS), max_size=7))
def test_key_of_a_key_is_the_key(words: list[str]) -> None:
    key = measure_key(" ".join(words), PAIR)
    assert measure_key(key, PAIR) == key


@pytest.mark.parametrize(
    ("measure", "outlook"),
    [
        ("two-way trade", False),
        ("two-way trade (expected)", True),
        ("planned nuclear capacity", True),
        ("oil output of the field (planned)", True),
        ("cost of planned plant", False),
        ("people expected", True),
    ],
)
def test_outlook(measure: str, outlook: bool) -> None:
    assert is_outlook(measure) is outlook


@pytest.mark.parametrize(
    ("measure", "period", "total"),
    [
        ("cumulative oil output", YEAR, True),
        ("Chinese investment in KEN", (None, "2020-12-31"), True),
        ("total registered capital", YEAR, True),
        ("loans from China", (None, "2020-12-31"), False),
        ("Chinese investment in KEN", YEAR, False),
        ("two-way trade", (None, "2020-12-31"), False),
        ("total trade", YEAR, False),
    ],
)
def test_running_total(measure: str, period: tuple[str | None, str], total: bool) -> None:
    assert is_running_total(measure, period) is total


@pytest.mark.parametrize(
    ("measure", "flow"),
    [
        ("trade turnover", True),
        ("tea exports from KEN to CHN", True),
        ("tourists from China", True),
        ("debt", False),
        ("pledge", False),
    ],
)
def test_flow(measure: str, flow: bool) -> None:
    assert is_flow(measure) is flow


@pytest.mark.parametrize(
    ("unit", "period", "key"),
    [
        ("people/year", YEAR, "people"),
        ("people/year", ("2020-01-01", "2020-06-30"), "people/year"),
        ("flights/month", ("2020-02-01", "2020-02-29"), "flights"),
        ("USD/barrel", YEAR, "USD/barrel"),
        ("USD", None, "USD"),
        (None, YEAR, None),
    ],
)
def test_unit_of_a_rate(unit: str | None, period: tuple[str, str] | None, key: str | None) -> None:
    assert unit_key(unit, period) == key
