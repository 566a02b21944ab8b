"""Series keep every point; which points contradict each other."""

from __future__ import annotations

from typing import Any

import pytest

from attache.ledger import Ledger
from attache.ledger.entries import SeriesEntry
from tests.ledger import made
from tests.ledger.made import down, up, year

ACTORS = (made.actor("Putin", "person", "RUS"), made.actor("Customs", "organisation", "VNM"))
NINE_MONTHS = ("2018-01-01", "2018-09-30")


def series(*told: tuple[float | None, dict[str, Any]]) -> tuple[SeriesEntry, ...]:
    with Ledger(":memory:") as ledger:
        report = made.report(" ".join(f"Figure {n}." for n in range(len(told))), "2019-05-23")
        figures = [made.figure(report, f"Figure {n}.", v, **({"period": year(2018)} | f)) for n, (v, f) in enumerate(told)]
        ledger.add(
            report,
            made.reading(report, ACTORS, *figures),
        )
        return ledger.series()


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ((4.57, {}), (6.0, {}), True),
        ((4.57, {}), (6.0, {"bound": "over"}), True),
        ((6.1, {}), (6.0, {"bound": "over"}), False),
        ((4.85, {}), (4.85, {"bound": "under"}), False),
        ((3.5, {}), (3.55, {}), False),
        ((5.0, {}), ((4.5, 5.5), {"bound": "range"}), False),
        ((4.57, {}), (3.45, {"period": NINE_MONTHS}), False),
        ((None, {"change": up(35)}), (None, {"change": up(31)}), True),
        ((None, {"change": up(35)}), (None, {"change": up(35.4)}), False),
        ((None, {"change": up(35)}), (4.57, {}), False),
        ((6.0, {"change": up(13.3)}), (6.1, {"change": up(16.4)}), True),
        ((2.7, {"change": up(23)}), (None, {"change": down()}), True),
        ((2.7, {"change": down()}), (None, {"change": down(10)}), False),
    ],
)
def test_conflicts(first: Any, second: Any, conflict: bool) -> None:
    (one,) = series(first, second)
    assert len(one.points) == 2
    assert bool(one.conflicts) is conflict


@pytest.mark.parametrize(
    ("first", "second", "measure", "number"),
    [
        (609.0, 120.0, "length of railway", 2),
        (609.0, 609.0, "length of railway", 1),
        (609.0, 600.0, "length of the Lamu railway", 1),
        (609.0, 600.0, "railway track laid", 1),
    ],
)
def test_sizes_of_what_is_not_named_are_of_one_thing_only_where_equal(
    first: float, second: float, measure: str, number: int
) -> None:
    told: dict[str, Any] = {"measure": measure, "unit": "km", "period": None}
    assert len(series((first, told), (second, told))) == number
    dated = told | {"period": year(2018)}
    assert len(series((first, dated), (second, dated))) == 1


@pytest.mark.parametrize(
    "other",
    [{"unit": "EUR"}, {"measure": "exports"}, {"parties": made.names("VNM")}, {"cumulative": True}],
)
def test_what_is_another_series(other: dict[str, Any]) -> None:
    assert len(series((4.57, {}), (4.57, other))) == 2


def marks(*told: tuple[float | None, dict[str, Any]]) -> list[str]:
    """Of each point, by its number: f for forecast, s for suspect, - for neither."""
    (one,) = series(*told)
    ordered = sorted(one.points, key=lambda p: p.quotes[0].evidence)
    return ["f" if p.forecast else "s" if p.suspect else "-" for p in ordered]


@pytest.mark.parametrize(
    ("period", "mark"),
    [
        (year(2020), "f"),
        (year(2019), "f"),
        (year(2018), "-"),
        (("2019-05-01", "2019-05-31"), "f"),
        (("2019-05-25", "2019-05-25"), "-"),
        (("2019-06-25", "2019-06-25"), "f"),
        (("2017-01-01", "2027-12-31"), "-"),
        (("2020-01-01", None), "f"),
        ((None, "2019-05-23"), "-"),
        (None, "-"),
    ],
)
def test_figure_for_a_time_to_come_is_a_forecast(period: Any, mark: str) -> None:
    assert marks((4.57, {"period": period})) == [mark]


def test_year_that_is_almost_over_is_told() -> None:
    report = made.report("Trade was 5 bn.", "2018-12-17")
    with Ledger(":memory:") as ledger:
        ledger.add(report, made.reading(report, (), made.figure(report, "Trade was 5 bn", 5e9, period=year(2018))))
        assert [p.forecast for p in ledger.series()[0].points] == [False]


def test_forecasts_contradict_nothing() -> None:
    (one,) = series((4.57, {"period": year(2020)}), (10.0, {"period": year(2020)}))
    assert (len(one.points), one.conflicts) == (2, ())


@pytest.mark.parametrize(
    ("kind", "value", "due", "mark"),
    [
        ("target", 10.0, year(2018), True),
        ("plan", 10.0, None, True),
        ("target", 9.0, year(2018), False),
        ("pledge", 10.0, year(2018), False),
        ("target", 10.0, year(2020), False),
    ],
)
def test_value_of_an_aim_is_no_outcome(kind: str, value: float, due: Any, mark: bool) -> None:
    report = made.report("Trade was to be 10.", "2019-05-23")
    words = "Trade was to be 10"
    records = made.figure(report, words, 10.0, period=year(2018)), made.target(report, words, value, due, kind=kind)
    with Ledger(":memory:") as ledger:
        ledger.add(report, made.reading(report, (), *records))
        assert [p.forecast for p in ledger.series()[0].points] == [mark]


def of(number: int, value: float, **told: Any) -> tuple[float, dict[str, Any]]:
    return value, {"period": year(number)} | told


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((of(2016, 3e9), of(2017, 4.0), of(2018, 5e9)), ["-", "s", "-"]),
        ((of(2016, 3e9), of(2017, 4e12), of(2018, 5e9)), ["-", "s", "-"]),
        ((of(2016, 3e9), of(2017, 4.0), of(2017, 4e9), of(2018, 5e9)), ["-", "s", "-", "-"]),
        ((of(2018, 4e9), of(2018, 4.0)), ["s", "s"]),
        ((of(1992, 4e7), of(2018, 6e9)), ["-", "-"]),
        ((of(2016, 3e9), of(2017, 1e8), of(2018, 5e9)), ["-", "-", "-"]),
        ((of(2016, 3e9, source="RUS"), of(2017, 3e9, source="RUS"), of(2017, 4.0), of(2018, 4.0)), ["-"] * 4),
        ((of(2016, 3e9), of(2017, 4.0, period=("2017-03-01", "2017-03-31")), of(2018, 5e9)), ["-"] * 3),
        ((of(2016, 3e9, period=None), of(2017, 4.0, period=None)), ["-", "-"]),
        ((of(2016, 0.0), of(2017, 4e9)), ["-", "-"]),
    ],
)
def test_what_is_out_of_proportion_is_suspect(told: Any, expected: list[str]) -> None:
    assert marks(*told) == expected


def test_suspects_contradict_nothing() -> None:
    (one,) = series(of(2017, 4e9), of(2018, 4.0), of(2018, 4.5e9))
    assert (len(one.points), one.conflicts) == (3, ())


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"source": "RUS"}, "Russia"),
        ({"source": "Customs"}, "Customs"),
        ({"source": "FRA"}, "France"),
        ({"speakers": made.names("Putin")}, "Russia"),
        ({"source": "a Western agency"}, "a Western agency"),
        ({}, None),
    ],
)
def test_who_counted_in_plain_words(told: dict[str, Any], words: str | None) -> None:
    ((point,),) = [s.points for s in series((4.57, told))]
    assert point.counted_by == words


def test_persons_and_order_of_parties_count_for_their_country() -> None:
    assert len(series((4.57, {}), (6.0, {"parties": made.names("VNM", "Putin")}))) == 1


@pytest.mark.parametrize(
    ("told", "side"),
    [
        ({"source": "RUS"}, "RUS"),
        ({"source": "Customs"}, "VNM"),
        ({"speakers": made.names("Putin")}, "RUS"),
        ({"speakers": made.names("Putin"), "source": "VNM"}, "VNM"),
        ({"speakers": made.names("Putin", "VNM")}, None),
        ({"source": "a Western agency"}, None),
        ({}, None),
    ],
)
def test_whose_count_it_is(told: dict[str, Any], side: str | None) -> None:
    ((point,),) = [s.points for s in series((4.57, told))]
    assert point.side == side


@pytest.mark.parametrize(
    ("period", "grain"),
    [
        (year(2018), "year"),
        (("2018-04-01", "2019-03-31"), "year"),
        (("2018-01-01", "2018-06-30"), "half"),
        (("2018-04-01", "2018-06-30"), "quarter"),
        (("2018-02-01", "2018-02-28"), "month"),
        (("2018-02-01", "2018-02-01"), "day"),
        (NINE_MONTHS, "span"),
        ((None, "2018-12-31"), "span"),
        (None, "undated"),
    ],
)
def test_grain(period: Any, grain: str) -> None:
    ((point,),) = [s.points for s in series((4.57, {"period": period}))]
    assert point.grain == grain
