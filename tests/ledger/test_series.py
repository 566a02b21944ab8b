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
    "other",
    [{"unit": "EUR"}, {"measure": "exports"}, {"parties": made.names("VNM")}, {"cumulative": True}],
)
def test_what_is_another_series(other: dict[str, Any]) -> None:
    assert len(series((4.57, {}), (4.57, other))) == 2


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
