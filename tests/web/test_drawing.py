"""Pictures as data: where days and numbers stand."""

from __future__ import annotations

import pytest

from attache.ledger.lists import Tally
from attache.web.drawing.axis import Axis, axis_of
from attache.web.drawing.bars import bars
from attache.web.drawing.calendar import calendar
from attache.web.drawing.heat import heat, shade
from attache.web.drawing.spans import span


def told(value: str, period: str, number: int = 1) -> Tally:
    """Counts of a value in a period; the days do not matter here."""
    return Tally(value, period, number, "", "")


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (("2019-05-01",), 2015, 2019),
        (("1994-06-16", "2025-01-01"), 1994, 2025),
        (("2011", "", "2020"), 2011, 2020),
    ],
)
def test_a_line_of_years_holds_all_days_and_five_years(days: tuple[str, ...], first: int, last: int) -> None:
    axis = axis_of(days)
    assert axis is not None
    assert (axis.first, axis.last) == (first, last)


def test_no_day_no_line() -> None:
    assert axis_of(("", "")) is None


@pytest.mark.parametrize(
    ("day", "place"), [("2010-01-01", 0.0), ("2015-01-01", 50.0), ("1990-01-01", 0.0), ("2033-07-01", 100.0)]
)
def test_days_stand_in_hundredths_and_never_beside_the_line(day: str, place: float) -> None:
    assert Axis(2010, 2019).place(day) == place


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (2017, 2020, [2017, 2018, 2019, 2020]),
        (1994, 2025, [1995, 2000, 2005, 2010, 2015, 2020, 2025]),
        (1900, 2025, [1900, 1920, 1940, 1960, 1980, 2000, 2020]),
    ],
)
def test_few_years_are_named(first: int, last: int, years: list[int]) -> None:
    assert [t.year for t in Axis(first, last).ticks] == years


def test_a_calendar_colours_a_month_by_its_highest_level_and_counts_all() -> None:
    march = [told("officials", "2018-03", 2), told("heads", "2018-03")]
    drawn = calendar([*march, told("ministers", "2015-01"), told("others", "")])
    newest, oldest = drawn.years
    cell = newest.months[2]
    assert cell is not None
    assert (cell.level, cell.number, cell.period) == ("heads", 3, "2018-03")
    assert cell.words == "March 2018: 1 contact of heads of state and government, 2 of officials"
    assert (newest.quiet, oldest.quiet) == ("2016–2017", "")
    assert drawn.levels == (("heads", 1), ("ministers", 1), ("officials", 2), ("others", 1))
    assert (drawn.number, drawn.undated) == (5, 1)


def test_what_is_told_without_its_month_stands_beside_the_months() -> None:
    drawn = calendar([told("ministers", "2015-01", 2)], [told("ministers", "2015-01")])
    (year,) = drawn.years
    assert (year.months[0] and year.months[0].number, year.rest and year.rest.number, year.number) == (1, 1, 2)
    assert year.rest is not None
    assert year.rest.words == "2015, month not told: 1 contact of ministers"


def test_an_empty_calendar_says_nothing() -> None:
    drawn = calendar([])
    assert (drawn.years, drawn.words) == ((), "")


def test_heat_adds_kinds_up_and_leaves_years_to_come_out() -> None:
    drawn = heat([told("trade", "2018", 3), told("trade", "2030", 9), told("energy", "")], [told("trade", "2018")], last=2020)
    assert drawn is not None
    assert drawn.years == (2018,)
    rows = [(row.value, row.number, [c.number for c in row.cells]) for row in drawn.rows]
    assert rows == [("trade", 13, [4]), ("energy", 1, [0])]


def test_heat_keeps_the_rows_told_most_and_names_the_others() -> None:
    drawn = heat([told(v, "2018", n) for v, n in (("a", 5), ("b", 3), ("c", 1))], rows=2)
    assert drawn is not None
    assert [r.value for r in drawn.rows] == ["a", "b"]
    assert drawn.others == (("c", 1),)


def test_heat_counts_what_lies_before_its_years() -> None:
    drawn = heat([told("a", "1960", 2), told("a", "2018")], years=10)
    assert drawn is not None
    assert (drawn.years[0], drawn.earlier) == (2009, 2)


@pytest.mark.parametrize(("number", "most", "wanted"), [(0, 9, 0), (1, 100, 1), (25, 100, 2), (100, 100, 5), (1, 1, 5)])
def test_shades(number: int, most: int, wanted: int) -> None:
    assert shade(number, most) == wanted


def test_bars_share_a_scale_where_one_is_given() -> None:
    axis = Axis(2018, 2019)
    assert [(b.year, b.height) for b in bars(axis, {2018: 2, 2019: 4})] == [(2018, 50.0), (2019, 100.0)]
    assert [(b.year, b.height) for b in bars(axis, {2018: 2}, most=8)] == [(2018, 25.0)]
    assert bars(axis, {}) == ()


@pytest.mark.parametrize(
    ("first", "last", "x", "end"),
    [
        ("2010-01-01", "2015-01-01", 0.0, 50.0),
        ("2012-01-01", "2012-01-01", 20.0, 20.8),
        ("2019-12-31", "2019-12-31", 99.2, 100.0),
    ],
)
def test_a_span_of_one_day_can_still_be_seen_and_stays_on_the_line(first: str, last: str, x: float, end: float) -> None:
    drawn = span(Axis(2010, 2019), first, last)
    assert (drawn.x, drawn.end) == (x, end)
