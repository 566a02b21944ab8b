"""Full dates in lines: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from attache.sources.printed import dates_in


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Tuesday, 17 December 2019", ["2019-12-17"]),
        ("Sept. 10, 2023 (Coastal Wire)", ["2023-09-10"]),
        ("March 30, 2018", ["2018-03-30"]),
        ("the 3rd of May 2021", ["2021-05-03"]),
        ("26/02/2019, 14:45", ["2019-02-26"]),
        ("2024-08-01T21:40", ["2024-08-01"]),
        ("02.11.2020", ["2020-11-02"]),
        ("Published 2 May 2020 | Updated 4 May 2020", ["2020-05-02", "2020-05-04"]),
        ("8-11 May 2025", []),
        ("29 November - 2 December 2021", []),
        ("Hanoi, 6 April", []),
        ("31 February 2020", []),
        ("1.56 billion by 2020", []),
        ("version 2.10.2019.4", []),
    ],
)
def test_dates_in(line: str, days: list[str]) -> None:
    assert [p.day.isoformat() for p in dates_in(line)] == days


def test_numeric_date_keeps_its_other_reading() -> None:
    (found,) = dates_in("06/07/2022")
    assert (found.day.isoformat(), found.other and found.other.isoformat()) == ("2022-07-06", "2022-06-07")


def test_printed_weekday_settles_a_numeric_date() -> None:
    (found,) = dates_in("Tuesday, 06/07/2022")
    assert (found.day.isoformat(), found.other) == ("2022-06-07", None)
