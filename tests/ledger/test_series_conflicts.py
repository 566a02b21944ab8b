"""Which figures of one series cannot both be right, whose counts they are, and what is only shown side by side."""

from __future__ import annotations

import random
from typing import Any

import pytest

from attache.ledger.conflicts import conflicts
from attache.ledger.entries import ActorEntry
from attache.ledger.series import Series, build_series, in_two_currencies, series_key, series_of
from attache.ledger.siding import country_of_body
from attache.ledger.told import Actors, Told
from attache.records import ActorName, Change, Commitment, Evidence, Figure, ReportId
from tests.ledger.made import down, up, year

VISIT = ("2024-06-19", "2024-06-20")


def entry(identity: str, kind: Any = "country", country: str | None = None, name: str = "") -> ActorEntry:
    return ActorEntry(identity, name or identity, kind, identity if kind == "country" else country, ())


ACTORS = Actors(
    {
        a.id: a
        for a in (
            entry("BRA"),
            entry("ARG"),
            entry("a-lula", "person", "BRA"),
            entry("a-mission", "organisation", None, "Trade Mission of Brazil in Argentina"),
            entry("a-head", "person"),
            entry("a-bank", "organisation", None, "World Bank"),
            entry("EU", "organisation"),
        )
    },
    {"a-head": ("a-mission",)},
)


def told(number: int, value: Any, words: str = "", **given: Any) -> Told[Figure]:
    """The number-th figure, in a report of its own unless `report` and `start` say otherwise; two-way trade in 2018."""
    report, start = ReportId(given.pop("report", f"r{number}")), given.pop("start", 0)
    day = given.pop("day", "2026-01-01")
    passage = Evidence(report, start, start + 10, words or f"it was {value:g}" if value else "it grew")
    known = {"measure": "two-way trade", "parties": ("ARG", "BRA"), "unit": "USD", "period": year(2018)} | given
    record = Figure(value=value, evidence=(passage,), rule="hand", **known)
    return Told(f"f-{number:03}", record, report, (day, day), {ActorName(i): i for i in ACTORS.by_id})


def series(*figures: Told[Figure], aims: tuple[Told[Commitment], ...] = ()) -> list[Series]:
    return build_series(figures, ACTORS, aims)


def pairs(*figures: Told[Figure]) -> list[tuple[str, str]]:
    return [(a.told.id, b.told.id) for s in series(*figures) for a, b in conflicts(s.points)]


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ((4.0, {"bound": "about"}), (3.8, {}), False),
        ((4.0, {"bound": "about"}), (3.7, {}), True),
        ((4.85, {"bound": "under", "words": "nearly 4.85 billion"}), (4.5, {}), False),
        ((4.85, {"bound": "under", "words": "nearly 4.85 billion"}), (3.0, {}), True),
        ((4.85, {"bound": "under", "words": "up to 4.85 billion"}), (3.0, {}), False),
        ((6.0, {"bound": "over"}), (6.9, {}), False),
        ((6.0, {"bound": "over"}), (9.0, {}), True),
        ((None, {"change": up(35), "bound": "over"}), (None, {"change": up(37.5)}), False),
        ((None, {"change": up(35)}), (None, {"change": up(37.5)}), True),
        ((None, {"change": up(35), "bound": "over"}), (None, {"change": up(31), "bound": "over"}), True),
        ((None, {"change": up(30)}), (None, {"change": up(28.6)}), False),
        ((None, {"change": up(13.3)}), (None, {"change": up(16.4)}), True),
        ((None, {"change": up(5)}), (None, {"change": down(5)}), True),
        ((None, {"change": Change(2.0, "USD", "up")}), (None, {"change": up(35)}), False),
        ((5.0, {"unit": "EUR"}), (6.0, {}), False),
        ((5.0, {"period": None}), (6.0, {"period": None}), False),
        ((5.0, {}), (6.0, {"measure": "bilateral trade"}), True),
        ((5.0, {}), (6.0, {"measure": "two-way trade (forecast)"}), False),
        ((5.0, {}), (6.0, {"period": ("2018-04-01", "2019-03-31")}), False),
    ],
)
def test_bounds_and_rounding(first: Any, second: Any, conflict: bool) -> None:
    assert bool(pairs(told(1, first[0], **first[1]), told(2, second[0], **second[1]))) is conflict


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        (VISIT, VISIT, True),
        (VISIT, ("2024-06-20", "2024-06-20"), True),
        (VISIT, ("2024-06-25", "2024-06-26"), False),
        ((None, "2024-06-20"), (None, "2024-06-22"), True),
        ((None, "2024-06-20"), ("2024-06-20", "2024-06-20"), False),
        (("2024-06-01", "2024-06-30"), ("2024-06-02", "2024-06-30"), False),
    ],
)
def test_periods_told_a_little_differently(first: Any, second: Any, conflict: bool) -> None:
    both = [
        told(n, v, measure="documents signed", unit="documents", period=p) for n, v, p in ((1, 15.0, first), (2, 11.0, second))
    ]
    assert bool(pairs(*both)) is conflict


@pytest.mark.parametrize(
    ("given", "conflict"),
    [
        ({"measure": "expulsions", "unit": "people"}, False),
        ({"measure": "expulsions", "unit": "people", "start": 50}, False),
        ({"measure": "expulsions", "unit": "people", "report": "r2"}, True),
        ({"measure": "expulsions", "unit": "people", "source": "ARG"}, True),
        ({}, False),
        ({"start": 50}, True),
        ({"speakers": ("a-lula",)}, True),
    ],
)
def test_one_voice_in_one_sentence_tells_parts(given: Any, conflict: bool) -> None:
    first = {k: v for k, v in given.items() if k in ("measure", "unit")}
    assert bool(pairs(told(1, 60.0, report="r1", **first), told(2, 12.0, **({"report": "r1"} | given)))) is conflict


def test_many_reports_of_one_telling_are_each_listed_once() -> None:
    figures = [told(n, 4.0 if n < 500 else 6.0, source="BRA" if n < 500 else "ARG") for n in range(1000)]
    found = pairs(*figures)
    assert len(found) == 999
    assert {i for pair in found for i in pair} == {f.id for f in figures}


def by(day: str, value: float, number: int, **given: Any) -> Told[Figure]:
    return told(number, value, **({"measure": "Brazilian investment in ARG", "period": (None, day)} | given))


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([by("2016-06-30", 2.9, 1), by("2017-06-30", 2.5, 2)], [("f-001", "f-002")]),
        ([by("2016-06-30", 2.9, 1), by("2017-06-30", 3.5, 2), by("2018-06-30", 3.0, 3)], [("f-002", "f-003")]),
        ([by("2016-06-30", 2.9, 1), by("2017-06-30", 2.88, 2)], []),
        ([by("2016-06-30", 2.9, 1), by("2017-06-30", 3.5, 2)], []),
        (
            [
                by(d, v, n, measure="cumulative oil output", unit="tonne")
                for n, (d, v) in enumerate((("2010-01-01", 9.0), ("2012-01-01", 5.0)))
            ],
            [("f-000", "f-001")],
        ),
        (
            [
                by(d, v, n, measure="Brazilian investment projects in ARG", unit="projects")
                for n, (d, v) in enumerate((("2010-01-01", 22.0), ("2012-01-01", 17.0)))
            ],
            [],
        ),
        ([by(d, v, n, measure="debt") for n, (d, v) in enumerate((("2010-01-01", 22.0), ("2012-01-01", 17.0)))], []),
    ],
)
def test_running_total_that_falls(figures: Any, expected: list[tuple[str, str]]) -> None:
    assert pairs(*figures) == expected


@pytest.mark.parametrize(
    ("measure", "unit", "conflict"),
    [
        ("share of goods covered by the agreement", "%", True),
        ("price of six training aircraft", "USD", True),
        ("share of goods", "%", False),
        ("students of Brazilian universities in Argentina", "people", False),
        ("two-way trade", "USD", False),
    ],
)
def test_what_is_told_without_a_time(measure: str, unit: str, conflict: bool) -> None:
    assert bool(pairs(*(told(n, v, measure=measure, unit=unit, period=None) for n, v in ((1, 95.0), (2, 88.0))))) is conflict


def test_one_report_tells_a_share_without_a_time_twice() -> None:
    given: dict[str, Any] = {"measure": "share of goods covered by the agreement", "unit": "%", "period": None, "report": "r1"}
    assert pairs(told(1, 95.0, **given), told(2, 88.0, **given, start=50, speakers=("a-lula",))) == []


def test_stock_of_investment_is_apart_from_its_flow() -> None:
    measure = "Brazilian investment in ARG"
    found = series(told(1, 9e9, measure=measure, period=(None, "2018-12-31")), told(2, 1e9, measure=measure))
    assert [(s.cumulative, len(s.points)) for s in sorted(found, key=lambda s: s.cumulative)] == [(False, 1), (True, 1)]


@pytest.mark.parametrize(
    ("given", "side"),
    [
        ({"speakers": ("a-lula",)}, "BRA"),
        ({"source": "a-mission"}, "BRA"),
        ({"speakers": ("a-head",)}, "BRA"),
        ({"speakers": ("a-head", "a-lula")}, "BRA"),
        ({"speakers": ("BRA", "ARG")}, None),
        ({"source": "a-bank"}, None),
        ({"source": "Government of Argentina"}, "ARG"),
        ({"source": "an Argentine agency"}, None),
        ({"source": "EU"}, None),
        ({"source": "EU", "parties": ("BRA", "EU")}, "EU"),
        ({}, None),
    ],
)
def test_side(given: Any, side: str | None) -> None:
    ((point,),) = [s.points for s in series(told(1, 5.0, **given))]
    assert point.side == side


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Kenya National Bureau of Statistics", "KEN"),
        ("General Administration of Customs of China", "CHN"),
        ("Embassy of Kenya in China", "KEN"),
        ("Chinese Ministry of Commerce", "CHN"),
        ("Government of Kenya and China", None),
        ("Georgia Institute of Technology", None),
        ("US Chamber of Commerce in Kenya", None),
        ("Ministry of Trade", None),
    ],
)
def test_country_of_a_states_body_by_its_name(name: str, country: str | None) -> None:
    assert country_of_body(name) == country


@pytest.mark.parametrize(
    ("near", "side"),
    [
        ({"source": "BRA", "report": "r1"}, "BRA"),
        ({"source": "BRA", "report": "r1", "start": 50}, None),
        ({"source": "BRA", "report": "r2"}, None),
        ({"source": "BRA", "report": "r1", "measure": "debt"}, None),
    ],
)
def test_side_of_the_same_sentence(near: Any, side: str | None) -> None:
    one, other = told(1, 5.0, report="r1", period=year(2017)), told(2, 6.0, **near)
    assert [p.side for s in series(one, other) for p in s.points if p.told.id == one.id] == [side]


def test_two_currencies_stand_side_by_side() -> None:
    found = series(
        told(1, 651e6), told(2, 540e6, unit="EUR", measure="trade turnover"), told(3, 5e8, unit="EUR", period=year(2019))
    )
    assert [s.unit for s in found if conflicts(s.points)] == []
    assert [sorted((a.told.id, b.told.id)) for a, b in in_two_currencies(found)] == [["f-001", "f-002"]]


def test_forecast_by_its_own_words() -> None:
    found = series(told(1, 6.0, measure="two-way trade (forecast)"))
    assert [p.forecast for s in found for p in s.points] == [True]


def test_a_series_depends_on_its_own_figures_alone() -> None:
    figures = [told(n, float(n % 7 + 1), period=year(2000 + n % 9), source=("BRA", "ARG", None)[n % 3]) for n in range(60)]
    other = [told(n, 5.0, measure="debt") for n in range(100, 110)]
    expected = series(*figures)
    for seed in range(3):
        mixed = [*figures, *other]
        random.Random(seed).shuffle(mixed)
        key = series_key(figures[0], ACTORS)
        assert [s for s in series(*mixed) if s.id == key.id] == expected
        members = [t for t in mixed if series_key(t, ACTORS) == key]
        assert [series_of(key, members, actors=ACTORS)] == expected
        assert [conflicts(s.points) for s in expected] == [conflicts(random.Random(seed).sample(s.points, 60)) for s in expected]
