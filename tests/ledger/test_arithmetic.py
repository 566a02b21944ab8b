"""Figures that do not agree by arithmetic, with the tolerance shown; growth and the years it compares."""

from __future__ import annotations

from typing import Any

import pytest

from attache.ledger.arithmetic import check
from attache.ledger.growth import compared_with, implied, steps
from attache.ledger.printed import factor, level, rounding
from attache.ledger.told import Told
from attache.records import Change, Dates, Figure
from tests.ledger.made import down, up, year
from tests.ledger.test_series_conflicts import series, told

EXPORTS, IMPORTS = {"measure": "exports from BRA to ARG"}, {"measure": "Brazilian imports from ARG"}


def half(number: int, second: bool = False) -> Dates:
    return (f"{number}-07-01", f"{number}-12-31") if second else (f"{number}-01-01", f"{number}-06-30")


def of(number: int, *given: tuple[float | None, Dates, dict[str, Any]]) -> list[Told[Figure]]:
    """Figures in USD by their value, period and further fields."""
    return [told(number + n, v, period=p, **({"source": "BRA"} | more)) for n, (v, p, more) in enumerate(given)]


@pytest.mark.parametrize(
    ("value", "words", "expected"),
    [
        (5.23e9, "", 5e6),
        (5.23e9, "$5.23bn", 5e6),
        (6.0e9, "6.0 billion", 5e7),
        (6.0e9, "six billion", 5e8),
        (300e6, "300 million", 5e7),
        (572_000.0, "Some 572,000 people", 500.0),
        (36.2, "up 36.2 %", 0.05),
        (0.0, "", 0.0),
    ],
)
def test_rounding_of_printed_numbers(value: float, words: str, expected: float) -> None:
    assert rounding(value, words) == pytest.approx(expected)


def test_level_and_factor_leave_what_rounding_leaves() -> None:
    figure = told(1, 5.23e9, "5.23 billion, up 36.2 per cent", change=up(36.2)).record
    assert level(figure) == pytest.approx((5.225e9, 5.235e9))
    assert factor(figure) == pytest.approx((1.3615, 1.3625))
    assert factor(told(1, None, change=down(20.0)).record) == pytest.approx((0.795, 0.805))
    assert factor(told(1, None, change=Change(2.0, "USD", "up")).record) is None


@pytest.mark.parametrize(
    ("period", "words", "before"),
    [
        (year(2018), "up 20 per cent", year(2017)),
        (year(2018), "20 per cent more than in 2015", year(2015)),
        (year(2018), "in 2018, 20 per cent more than in 2017", year(2017)),
        (("2018-01-01", "2018-09-30"), "up", ("2017-01-01", "2017-09-30")),
        (("2020-02-01", "2020-02-29"), "up", ("2019-02-01", "2019-02-28")),
    ],
)
def test_years_that_growth_compares(period: Dates, words: str, before: Dates) -> None:
    assert compared_with(period, words) == before


def test_average_growth_and_aims_are_no_steps() -> None:
    average = told(1, None, change=Change(20.0, "%", "up", per="year"))
    aim = told(2, None, change=up(20), measure="two-way trade (forecast)")
    assert [steps(s.points) for s in series(average, aim)] == [(), ()]


def test_growth_is_chained_with_levels() -> None:
    figures = of(1, (4.0e9, year(2017), {}), (None, year(2018), {"change": up(10)}), (None, year(2019), {"change": up(50)}))
    (one,) = series(*figures)
    found = {i.period: i for i in implied(one.points)}
    assert list(found) == [year(2018), year(2019)]
    assert found[year(2019)].records == ("f-001", "f-002", "f-003")
    low, high = found[year(2019)].level
    assert low < 4.0e9 * 1.1 * 1.5 < high


def test_growth_is_chained_back() -> None:
    (one,) = series(told(1, 6.6e9, change=up(10), source="BRA"))
    ((low, high),) = [i.level for i in implied(one.points)]
    assert low < 6.0e9 < high


def findings(*figures: Told[Figure]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(f.code, f.severity, tuple(sorted(f.records))) for f in check(series(*figures))]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([(5.23e9, year(2018), {"change": up(36.2)}), (3.84e9, year(2017), {})], None),
        ([(5.23e9, year(2018), {"change": up(36.2)}), (2.7e9, year(2017), {})], "warning"),
        ([(5.23e9, year(2018), {"change": up(36.2)}), (2.7e9, year(2017), {"source": "ARG"})], "note"),
        ([(5.23e9, year(2018), {"change": up(36.2)}), (2.7e9, year(2017), {"source": "ARG"}), (3.84e9, year(2017), {})], None),
        ([(5.23e9, year(2018), {"change": up(36.2)}), (2.7e9, year(2017), {}), (3.84e9, year(2017), {})], None),
        ([(5.23e9, year(2018), {"change": up(36.2)}), (2.7e9, year(2016), {})], None),
        ([(5.23e9, year(2018), {"change": Change(None, None, "up")}), (2.7e9, year(2017), {})], None),
        ([(5.0e9, year(2018), {"change": up(20)}), (4.2e9, year(2017), {})], None),
        ([(4.85e9, year(2018), {"change": up(9), "bound": "under"}), (4.5e9, year(2017), {})], None),
        ([(6.0e9, year(2018), {"change": up(13.3), "bound": "over"}), (5.35e9, year(2017), {})], None),
    ],
)
def test_level_growth_and_year_before(given: Any, expected: str | None) -> None:
    found = findings(*of(1, *given))
    assert found == ([("growth-differs", expected, ("f-001", "f-002"))] if expected else [])


def test_growth_alone_against_two_levels() -> None:
    levels: tuple[Any, ...] = (4.01e9, year(2017), {}), (5.21e9, year(2018), {})
    assert findings(*of(1, *levels, (None, year(2018), {"change": up(30)}))) == []
    expected = [("growth-differs", "warning", ("f-001", "f-002", "f-003"))]
    assert findings(*of(1, *levels, (None, year(2018), {"change": up(12)}))) == expected


def test_same_levels_of_two_counts_are_noted_once() -> None:
    given = (
        (5.23e9, year(2018), {"change": up(36.2)}),
        (2.7e9, year(2017), {"source": "ARG"}),
        (None, year(2018), {"change": up(35)}),
    )
    assert findings(*of(1, *given)) == [("growth-differs", "note", ("f-001", "f-002"))]


def test_finding_tells_its_tolerance() -> None:
    figures = of(1, (5.23e9, year(2018), {"change": up(36.2)}), (2.7e9, year(2017), {"source": "ARG"}))
    (finding,) = check(series(*figures))
    assert finding.says == (
        "5.23 bn USD in 2018 (counted by Brazil), up 36.2 %, implies 3.84 bn USD (±5.1 m) for 2017; "
        "told: 2.7 bn USD (counted by Argentina)"
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([(5.0e9, {}), (2.0e9, EXPORTS), (3.02e9, IMPORTS)], None),
        ([(5.01e9, {}), (2.01e9, EXPORTS), (2.01e9, IMPORTS)], "sum-differs"),
        ([(5.01e9, {}), (3.01e9, EXPORTS), (3.01e9, IMPORTS)], "sum-differs"),
        ([(5.01e9, {}), (6.01e9, EXPORTS)], "part-above-whole"),
        ([(5.01e9, {}), (2.01e9, EXPORTS)], None),
        ([(5.01e9, {}), (2.01e9, EXPORTS), (2.01e9, IMPORTS | {"source": "ARG"})], None),
        ([(5.01e9, {}), (2.01e9, EXPORTS), (2.01e9, IMPORTS | {"unit": "EUR"})], None),
        ([(5.01e9, {"source": "ARG"}), (6.01e9, EXPORTS)], None),
    ],
)
def test_exports_and_imports_are_the_trade(given: Any, expected: str | None) -> None:
    found = findings(*of(1, *((v, year(2018), more) for v, more in given)))
    assert [code for code, _, _ in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([(5.01e9, year(2018)), (2.51e9, half(2018)), (2.49e9, half(2018, True))], None),
        ([(5.01e9, year(2018)), (1.51e9, half(2018)), (2.49e9, half(2018, True))], "sum-differs"),
        ([(5.01e9, year(2018)), (1.51e9, half(2018)), (2.49e9, half(2017, True))], None),
        ([(5.01e9, year(2018)), (5.51e9, half(2018))], "part-above-whole"),
        ([(5.01e9, year(2018)), (4.01e9, ("2018-01-01", "2018-09-30")), (2.01e9, ("2018-10-01", "2018-12-31"))], "sum-differs"),
        ([(5.01e9, year(2018)), (4.51e9, half(2018))], None),
    ],
)
def test_parts_of_a_year(given: Any, expected: str | None) -> None:
    found = findings(*of(1, *((v, p, {}) for v, p in given)))
    assert [code for code, _, _ in found] == ([expected] if expected else [])


def test_what_does_not_add_up_over_time_has_no_parts() -> None:
    assert findings(*of(1, (5.01e9, year(2018), {"measure": "debt"}), (5.51e9, half(2018), {"measure": "debt"}))) == []


@pytest.mark.parametrize(
    ("share", "part", "expected"),
    [
        (40.0, {}, []),
        (55.0, {}, ["share-differs"]),
        (55.0, {"start": 90}, []),
        (55.0, {"report": "r9"}, []),
        (55.0, {"unit": "EUR"}, []),
        (140.0, {}, ["share-above-whole"]),
    ],
)
def test_share_with_its_whole_and_part(share: float, part: Any, expected: list[str]) -> None:
    figures = (
        told(1, share, measure="share of two-way trade", unit="%", report="r1"),
        told(2, 2.01e9, **({"measure": "oil exports from ARG to BRA", "report": "r1"} | part)),
        told(3, 5.01e9, report="r1", start=200),
    )
    assert [code for code, _, _ in findings(*figures)] == expected
